/* SMS: the text that fits, the body of the gateway, one message on its way. What stays true stands in sms.h. */
#include "web/sms.h"
#include "base/buf.h"
#include "base/ids.h"
#include "base/json.h"
#include "base/viet.h"
#include "web/app.h"
#include "web/outgoing.h"
#include "web/token.h"
#include <ctype.h>
#include <string.h>

enum { BODY_MOST = 4000, WAIT_MS = 15000, ANSWER_MOST = 8192, LETTER = 5 };

static const char usual_body[] = "{\"to\":\"{phone}\",\"text\":\"{text}\"}";

bool sms_works(const struct app *app) { return !str_empty(app->config.sms_url); }
bool sms_offered(const struct ctx *c) { return sms_works(c->app); }

/* ---- texts */

static size_t letter_of(const char *s, char out[LETTER])
{
    size_t n = 1;
    while (n < 4 && ((unsigned char)s[n] & 0xc0) == 0x80) n++;
    memcpy(out, s, n);
    out[n] = 0;
    return n;
}

/* One letter of 7 bits for one of any kind. */
static char plain_letter(struct arena *a, const char *letter)
{
    static const struct { const char *mark; char plain; } marks[] = { { "“", '"' }, { "”", '"' }, { "‘", '\'' }, { "’", '\'' }, { "–", '-' }, { "—", '-' }, { "…", '.' }, { " ", ' ' } };
    if ((unsigned char)*letter < 0x80) return *letter == '\n' || (*letter >= ' ' && !strchr("`[]{}\\^|~", *letter)) ? *letter : '?';
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) if (str_is(marks[i].mark, letter)) return marks[i].plain;
    const char *low = viet_lower(a, letter), *key = search_key(a, letter);
    if (strlen(key) != 1 || !isalnum((unsigned char)*key)) return '?';
    return str_is(low, letter) ? *key : (char)toupper((unsigned char)*key);
}

const char *sms_plain(struct arena *a, const char *text)
{
    const char *whole = viet_nfc(a, text);
    char letter[LETTER], *out = arena_take(a, strlen(whole) + 1);
    size_t n = 0;
    for (const char *p = whole; out && *p; ) {
        p += letter_of(p, letter);
        out[n++] = plain_letter(a, letter);
    }
    if (out) out[n] = 0;
    return out ? out : "";
}

const char *sms_text(const struct app *app, struct arena *a, const char *text)
{
    bool marked = app->config.sms_accents;
    const char *whole = marked ? viet_nfc(a, text) : sms_plain(a, text), *p = whole;
    char letter[LETTER];
    for (int left = marked ? SMS_MARKED_MOST : SMS_PLAIN_MOST; left > 0 && *p; left--) p += letter_of(p, letter);
    return arena_text_n(a, whole, (size_t)(p - whole));
}

/* ---- the body */

/* The text as it stands between quotation marks of JSON. */
static const char *quoted(struct arena *a, const char *s)
{
    struct buf b;
    buf_init(&b, BODY_MOST);
    json_put(&b, s);
    const char *out = b.failed || b.n < 2 ? NULL : arena_text_n(a, b.p + 1, b.n - 2);
    buf_finish(&b);
    return out;
}

static const char *value_of(const struct config *c, struct arena *a, struct span name, const struct sms *in)
{
    char id[ID_TEXT_SIZE];
    const char *digits = *in->phone == '+' ? in->phone + 1 : in->phone;
    if (span_is(name, "text")) return quoted(a, in->text);
    if (span_is(name, "phone")) return quoted(a, in->phone);
    if (span_is(name, "phone84")) return quoted(a, digits);
    if (span_is(name, "phone0")) return quoted(a, str_starts(digits, "84") ? arena_print(a, "0%s", digits + 2) : digits);
    if (span_is(name, "secret")) return quoted(a, c->sms_secret.value ? c->sms_secret.value : "");
    if (!span_is(name, "id")) return NULL;
    id_text(in->id, id);
    return quoted(a, id);
}

/* {name} of the template becomes its value; any other brace is the template's own. */
static const char *filled(const struct config *c, struct arena *a, const char *template, const struct sms *in)
{
    struct buf b;
    buf_init(&b, BODY_MOST);
    for (const char *p = template; *p; ) {
        size_t n = *p == '{' ? strcspn(p + 1, "{}\"") : 0;
        const char *value = n && p[1 + n] == '}' ? value_of(c, a, (struct span){ p + 1, n }, in) : NULL;
        if (value) buf_text(&b, value), p += n + 2;
        else buf_char(&b, *p++);
    }
    const char *out = b.failed ? NULL : arena_text(a, b.p);
    buf_finish(&b);
    return out;
}

const char *sms_body(const struct config *c, struct arena *a, const struct sms *in)
{
    const char *body = filled(c, a, str_empty(c->sms_body) ? usual_body : c->sms_body, in);
    return body && json_read(a, body) ? body : NULL;
}

rc sms_send(const struct app *app, struct ask *a, const struct sms *in, struct sms_sent *out)
{
    const struct config *c = &app->config;
    struct incoming answer;
    struct sms cut = { in->phone, sms_text(app, a->arena, in->text), in->id, in->lines };
    const char *body = sms_body(c, a->arena, &cut), *own = str_empty(c->sms_header) ? NULL : filled(c, a->arena, c->sms_header, &cut);
    *out = (struct sms_sent){ .end = SMS_NEVER };
    if (!sms_works(app) || !body) return OK;
    const char *headers = arena_print(a->arena, "Content-Type: application/json; charset=utf-8%s%s", own ? "\n" : "", own ? own : "");
    struct outgoing o = { .method = POST, .url = c->sms_url, .headers = headers, .body = { (const uint8_t *)body, strlen(body) }, .most = ANSWER_MOST, .wait_ms = WAIT_MS, .lines = in->lines };
    if (!outgoing_address(app, c->sms_url)) return OK;
    try(outgoing_send(app, a, &o, &answer));
    out->status = answer.end == OUTGOING_ANSWERED ? answer.status : 0;
    out->retry_after_s = answer.retry_after_s;
    out->end = out->status >= 200 && out->status < 300 ? SMS_WENT : out->status == 0 || out->status == 429 || out->status >= 500 ? SMS_LATER : SMS_NEVER;
    return OK;
}

/* ---- codes */

const char *sms_code(const struct app *app, struct arena *a, int64_t person, const char *phone, instant at)
{
    uint8_t hash[HASH_SIZE];
    uint64_t n = 0;
    token_hash(app->secret, "sms code", arena_print(a, "%lld %s %lld", (long long)person, phone, (long long)at.ms), hash);
    for (int i = 0; i < 7; i++) n = n << 8 | hash[i];
    return arena_print(a, "%06llu", (unsigned long long)(n % 1000000));
}

bool sms_code_is(const struct ctx *c, int64_t person, const char *phone, instant at, const char *typed)
{
    const char *code = sms_code(c->app, c->arena, person, phone, at);
    return strlen(typed) == SMS_CODE_DIGITS && bytes_same(code, typed, SMS_CODE_DIGITS);
}
