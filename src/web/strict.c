/* The law of head.h. */
#include "web/head.h"
#include "base/str.h"
#include <string.h>
#include <strings.h>

static const struct { const char *name; size_t n; } known[HEAD_FIELDS] = {
#define NAME(field, text) [field] = { text, sizeof(text) - 1 }
    NAME(HEAD_HOST, "host"), NAME(HEAD_COOKIE, "cookie"), NAME(HEAD_ACCEPT_ENCODING, "accept-encoding"),
    NAME(HEAD_ACCEPT_LANGUAGE, "accept-language"), NAME(HEAD_IF_NONE_MATCH, "if-none-match"), NAME(HEAD_ORIGIN, "origin"),
    NAME(HEAD_SEC_FETCH_SITE, "sec-fetch-site"), NAME(HEAD_CONTENT_TYPE, "content-type"),
    NAME(HEAD_CONTENT_LENGTH, "content-length"), NAME(HEAD_TRANSFER_ENCODING, "transfer-encoding"),
    NAME(HEAD_REFERER, "referer"), NAME(HEAD_USER_AGENT, "user-agent"), NAME(HEAD_FORWARDED_FOR, "x-forwarded-for"),
    NAME(HEAD_AUTHORIZATION, "authorization"), NAME(HEAD_CONTENT_ENCODING, "content-encoding"),
    NAME(HEAD_RANGE, "range"), NAME(HEAD_IF_RANGE, "if-range"),
    NAME(HEAD_IF_MATCH, "if-match"), NAME(HEAD_XAPI_VERSION, "x-experience-api-version")
#undef NAME
};

void head_init(struct head *h, const char *method, const char *target, const char *version)
{
    *h = (struct head){ .method = method, .target = target, .version = version };
}

static bool is_token(const char *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char ch = (unsigned char)p[i];
        if (ch <= ' ' || ch >= 0x7f || strchr("\"(),/:;<=>?@[\\]{}", ch))
            return false;
    }
    return n > 0;
}

static bool has_control(const char *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char ch = (unsigned char)p[i];
        if ((ch < ' ' && ch != '\t') || ch == 0x7f)
            return true;
    }
    return false;
}

void head_add(struct head *h, const char *name, size_t name_n, const char *value, size_t value_n)
{
    h->lines++;
    if (!value)
        value = "";
    if (!is_token(name, name_n) || has_control(value, value_n))
        h->bad = true;
    for (int i = 0; i < HEAD_FIELDS; i++) {
        if (known[i].n != name_n || strncasecmp(known[i].name, name, name_n) != 0)
            continue;
        if (h->times[i]++ == 0 || i == HEAD_FORWARDED_FOR)      /* what our proxy added stands last, in whichever line */
            h->field[i] = value;
        if (h->times[i] == 0)            /* 256 of them: stay "many" */
            h->times[i] = 2;
        return;
    }
}

/* A host name or address with an optional port: what may stand in a link or be compared with an Origin. */
static bool is_host(const char *s)
{
    size_t n = strlen(s);
    return n > 0 && n <= 255 && strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]") == n;
}

/* A path made of visible ASCII; a segment is neither "." nor "..", however it is written. */
static bool is_target(const char *s)
{
    if (s[0] != '/' || s[1] == '/')
        return false;
    bool in_path = true;
    for (const char *p = s; *p; p++) {
        unsigned char ch = (unsigned char)*p;
        if (ch <= ' ' || ch >= 0x7f || strchr("#\"<>\\^`{|}", ch))
            return false;
        if (ch == '?')
            in_path = false;
        if (!in_path || ch != '/')
            continue;
        const char *q = p + 1;
        int dots = 0;
        for (;; dots++) {
            if (*q == '.')
                q++;
            else if (strncasecmp(q, "%2e", 3) == 0)
                q += 3;
            else
                break;
        }
        if ((dots == 1 || dots == 2) && (*q == '/' || *q == '?' || *q == 0))
            return false;
    }
    return true;
}

static bool lengths_fit(const struct head *h)
{
    const char *length = h->field[HEAD_CONTENT_LENGTH], *coding = h->field[HEAD_TRANSFER_ENCODING];

    if (h->times[HEAD_CONTENT_LENGTH] > 1 || h->times[HEAD_TRANSFER_ENCODING] > 1 || (length && coding))
        return false;
    if (coding && (strcasecmp(coding, "chunked") != 0 || str_is(h->version, "HTTP/1.0")))
        return false;
    if (length) {
        size_t n = strlen(length);
        if (n == 0 || n > 15 || strspn(length, "0123456789") != n)
            return false;
    }
    return true;
}

const char *method_name(enum method m)
{
    static const char *const names[METHODS] = { "-", "GET", "POST", "any", "PUT", "DELETE", "OPTIONS" };

    return m < METHODS ? names[m] : "-";
}

static enum method method_of(const struct head *h)
{
    for (enum method m = GET; m < METHODS; m++)
        if (m != KEYED && str_is(h->method, method_name(m)))
            return m;
    return 0;
}

int head_check(const struct head *h)
{
    if (!h->target || !h->version || !h->method)
        return 400;
    if (strlen(h->target) > TARGET_MAX)
        return 414;
    if (h->lines > HEAD_LINES || h->size > HEAD_MAX)
        return 431;
    if (!str_is(h->version, "HTTP/1.1") && !str_is(h->version, "HTTP/1.0"))
        return 400;
    if (h->bad || !is_target(h->target) || !lengths_fit(h))
        return 400;
    if (h->times[HEAD_HOST] > 1 || h->times[HEAD_COOKIE] > 1 || h->times[HEAD_ORIGIN] > 1)
        return 400;
    if (h->field[HEAD_HOST] ? !is_host(h->field[HEAD_HOST]) : str_is(h->version, "HTTP/1.1"))
        return 400;
    if (!str_is(h->method, "HEAD") && !method_of(h))
        return 405;
    if ((head_method(h) == GET || head_method(h) == OPTIONS) && head_length(h) != 0)
        return 400;
    return 0;
}

bool head_leads(const struct head *h)
{
    return h->target && strlen(h->target) <= TARGET_MAX && is_target(h->target);
}

int64_t head_length(const struct head *h)
{
    int64_t n = 0;

    if (h->field[HEAD_TRANSFER_ENCODING])
        return -1;
    if (h->field[HEAD_CONTENT_LENGTH])
        span_int(span_of(h->field[HEAD_CONTENT_LENGTH]), &n);
    return n;
}

enum method head_method(const struct head *h)
{
    enum method m = method_of(h);

    return m ? m : GET;
}
