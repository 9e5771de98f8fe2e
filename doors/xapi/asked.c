/* A request at the door: who asks, in which version, by which method, with which parameters. Since 1.0.3 lets a program send all of that in
** the body of a POST (alternate request syntax), nothing behind this file looks at the request itself. */
#include "access/permission.h"
#include "base/ids.h"
#include "base/log.h"
#include "xapi/inside.h"
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { CREDENTIALS_MOST = 200, TIME_MOST = 63 };

/* ---- the alternate syntax */

static bool header_taken(struct asked *q, const char *name, const char *value)
{
    const struct { const char *name; const char **at; } headers[] = { { "Authorization", &q->authorization }, { "Content-Type", &q->type },
        { "If-Match", &q->if_match }, { "If-None-Match", &q->if_none_match }, { "Accept-Language", &q->language } };
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        if (strcasecmp(name, headers[i].name) == 0) return *headers[i].at = value, true;
    return strcasecmp(name, "Content-Length") == 0;
}

static int version_of(const char *text)
{
    struct span rest = span_of(text), major, minor;
    int64_t patch;
    if (!text) return 0;
    if (!span_cut(&rest, '.', &major) || !(span_is(major, "1") || span_is(major, "2"))) return -1;
    span_cut(&rest, '.', &minor);
    if (!span_is(minor, "0") || (rest.p && rest.n && !span_int(rest, &patch)) || strlen(text) > 12 || text[strlen(text) - 1] == '.') return -1;
    return span_is(major, "1") ? V1 : V2;
}

/* POST …?method=PUT: what else would be headers, parameters and body stands in a form. */
static rc alternate_read(struct asked *q, const char *method)
{
    struct typed_list form;
    const char *version = NULL;
    bool content = false;
    if (q->method != POST || q->param.n != 1 || !q->type || strncasecmp(q->type, "application/x-www-form-urlencoded", 33) != 0) return q->wrong = true, OK;
    q->type = NULL;
    if (door_form(q->c, q->body, &form) != OK) return q->wrong = true, OK;
    q->param = (struct typed_list){ ARENA_MANY(q->c->arena, struct typed, form.n), 0 };
    if (!q->param.item) return LIMIT;
    q->body = (struct bytes){ (const uint8_t *)"", 0 };
    for (size_t i = 0; i < form.n; i++) {
        const struct typed *f = &form.item[i];
        if (strcasecmp(f->name, "X-Experience-API-Version") == 0) version = f->value;
        else if (str_is(f->name, "content")) q->body = (struct bytes){ (const uint8_t *)f->value, strlen(f->value) }, content = true;
        else if (!header_taken(q, f->name, f->value)) q->param.item[q->param.n++] = *f;
    }
    if (version) q->version = version_of(version);
    for (enum method m = GET; m <= DELETE; m++)
        if (str_is(method, m == GET ? "GET" : m == POST ? "POST" : m == PUT ? "PUT" : m == DELETE ? "DELETE" : "-")) q->method = m;
    if (content && !q->type) q->type = "application/json";
    q->wrong = q->version == V2 || (q->method == PUT && !content);
    return OK;
}

/* ---- who */

static rc nobody(struct ctx *c)
{
    return refuse(c->ask, DENIED, 5600, _("Cần khóa của nhà trường: gửi mã khóa và bí mật theo HTTP Basic. Văn phòng trường tạo khóa ở trang Khóa cho hệ thống khác."), NULL);
}

/* "Basic BASE64(key:secret)" */
static bool basic_read(struct arena *a, const char *header, int64_t *id, const char **secret)
{
    size_t n = 0;
    char *text = arena_take(a, CREDENTIALS_MOST + 1), *colon;
    if (!header || !text || strncasecmp(header, "Basic ", 6) != 0) return false;
    header += 6 + strspn(header + 6, " ");
    if (sodium_base642bin((uint8_t *)text, CREDENTIALS_MOST, header, strlen(header), " ", &n, NULL, sodium_base64_VARIANT_ORIGINAL) != 0) return false;
    text[n] = 0;
    if (strlen(text) != n || !(colon = strchr(text, ':'))) return false;
    *colon = 0;
    *secret = colon + 1;
    return id_read(text, id);
}

static bool hash_is(struct bytes kept, const uint8_t shown[DOOR_HASH_SIZE])
{
    return kept.n == DOOR_HASH_SIZE && bytes_same(kept.p, shown, DOOR_HASH_SIZE);
}

/* shown: the hash of a secret, or NULL where a token stands for it. */
static rc key_look(struct ctx *c, xapi_key_id id, const uint8_t *shown, const struct token *token, struct key_shown *out)
{
    struct key_at_door_row row;
    bool found;
    *out = (struct key_shown){ .id = id };
    try(key_at_door(c->ask, id, &row, &found));
    if (!found || row.revoked) return OK;
    out->school = row.school_id, out->name = row.name, out->scopes = row.scopes, out->secret_hash = row.secret_hash, out->unlimited = row.unlimited, out->per_minute = row.per_minute.has ? row.per_minute.v : 0, out->room = row.room, out->used_at = row.used_at;
    out->fits = token ? token_holds(c, token, row.secret_hash)
                      : hash_is(row.secret_hash, shown) || (row.former_until.has && row.former_until.v.ms > c->now.ms && hash_is(row.former_hash, shown));
    if (token) out->scopes = row.scopes & SCOPE_ALL ? token->scopes : row.scopes & token->scopes;
    return OK;
}

rc secret_shown(struct ctx *c, const char *id, const char *secret, struct key_shown *out)
{
    uint8_t hash[DOOR_HASH_SIZE];
    xapi_key_id key;
    *out = (struct key_shown){ .fits = false };
    if (!id_read(id, &key.v) || strlen(secret) > CREDENTIALS_MOST) return OK;
    door_hash(c->app, secret, hash);
    return key_look(c, key, hash, NULL, out);
}

rc basic_shown(struct ctx *c, const char *header, struct key_shown *out)
{
    int64_t id;
    const char *secret;
    uint8_t hash[DOOR_HASH_SIZE];
    *out = (struct key_shown){ .fits = false };
    if (!basic_read(c->arena, header, &id, &secret)) return OK;
    door_hash(c->app, secret, hash);
    return key_look(c, (xapi_key_id){ id }, hash, NULL, out);
}

static rc used_store(struct tx *t, const xapi_key_id *in, void *out) { return (void)out, key_used(t, *in, NULL); }
CLOSURE(used_store, xapi_key_id, void)

/* Once a day: whoever looks after keys sees which of them nobody uses. What asks is answered also where that cannot be written. */
static void use_note(struct ctx *c, const struct key_shown *key)
{
    enum { DAY_MS = 86400000 };
    if (key->used_at.has && c->now.ms - key->used_at.v.ms < DAY_MS) return;
    if (transact(c->ask, NULL, used_store, &key->id, NULL) != OK) log_line(LOG_WARN, "xapi: the use of a key could not be noted");
}

static rc key_find(struct asked *q)
{
    struct ctx *c = q->c;
    struct key_shown key;
    struct token token;
    if (token_read(q->authorization, &token)) try(key_look(c, token.key, NULL, &token, &key));
    else try(basic_shown(c, q->authorization, &key));
    if (!key.fits) return nobody(c);
    q->key.id = key.id;
    q->key.name = key.name;
    q->key.room = key.room;
    q->key.scopes = key.scopes & SCOPE_ALL ? SCOPE_ALL | (SCOPE_ALL - 1) : key.scopes;
    c->ask->scope = (struct scope){ .school = key.school };
    c->keyed.key = key.id.v;
    c->keyed.unlimited = key.unlimited;
    c->keyed.per_minute = (int)key.per_minute;
    use_note(c, &key);
    return OK;
}

/* Without a version it is a request of 0.95, which is refused. */
static rc version_tell(struct reply *r, int version)
{
    return reply_header(r, "X-Experience-API-Version", version == V1 ? "1.0.3" : version == 0 ? "0.95" : "2.0.0");
}

/* What is sent comes as it is: a body of 16 MB that was packed could be gigabytes. */
static rc unpacked(struct ctx *c, struct reply *r)
{
    const char *coding = door_header(c, DOOR_CONTENT_ENCODING);
    if (!door_body(c).n || !coding || !*coding || strcasecmp(coding, "identity") == 0) return OK;
    r->status = 415;
    try(reply_header(r, "Accept-Encoding", "identity"));
    return refuse(c->ask, INVALID, 6046, _("Nội dung gửi tới đang nén (Content-Encoding). Gửi lại không nén."), NULL);
}

static rc wrong_form(struct ask *a)
{
    return refuse(a, INVALID, 5603, _("Yêu cầu thay thế không đúng cú pháp: gửi bằng POST, chỉ có tham số method, mọi thứ khác ở trong biểu mẫu; xAPI 2.0 không còn cách này."), NULL);
}

static rc enter(struct ctx *c, struct reply *r)
{
    struct asked *q = ARENA_NEW(c->arena, struct asked);
    if (!q) return LIMIT;
    *q = (struct asked){ .c = c, .r = r, .settled = ask_settled(c->ask), .method = door_method(c), .version = version_of(door_header(c, DOOR_XAPI_VERSION)), .param = *door_query(c), .body = door_body(c),
                         .authorization = door_header(c, DOOR_AUTHORIZATION), .type = door_header(c, DOOR_CONTENT_TYPE), .language = door_header(c, DOOR_ACCEPT_LANGUAGE),
                         .if_match = door_header(c, DOOR_IF_MATCH), .if_none_match = door_header(c, DOOR_IF_NONE_MATCH) };
    const char *method = param(q, "method");
    c->keyed.guest = q;
    if (method) try(alternate_read(q, method));
    try(version_tell(r, q->version));
    if (c->route->need.permission == ANYBODY) {
        try(origin_answer(c, r, false));
        return unpacked(c, r);
    }
    rc found = key_find(q);
    if (found == DENIED && q->wrong && !q->authorization) return *c->ask->fault = (struct fault){ 0 }, wrong_form(c->ask);       /* the key may stand in a form that nobody read */
    if (found == OK) try(origin_answer(c, r, true));
    if (found == DENIED) try(origin_answer(c, r, false));                        /* a program reads that its key is none */
    if (found == DENIED) try(reply_header(r, "WWW-Authenticate", "Basic realm=\"Khue xAPI\", charset=\"UTF-8\", Bearer realm=\"Khue xAPI\""));
    return found == OK ? unpacked(c, r) : found;
}

/* Refused before anybody looked who asks: by the method, the head or the length. The words, where there are none yet. */
static rc outside_words(struct ctx *c, struct reply *r, rc kind, int status)
{
    if (status == 405 && c->route) r->allow = allowed_on(c->route);
    if (status == 405) return refuse(c->ask, kind, 5607, _("Cách gọi này không có ở đây."), NULL);
    if (status == 400) return refuse(c->ask, kind, 6047, _("Yêu cầu HTTP không đọc được: địa chỉ mã hóa sai, đầu mục không hợp lệ, hoặc GET có kèm nội dung."), NULL);
    return OK;
}

static void refused(struct ctx *c, struct reply *r, const struct fault *fault, int status)
{
    if (!c->keyed.guest) {
        if (version_tell(r, version_of(door_header(c, DOOR_XAPI_VERSION))) != OK) log_line(LOG_WARN, "xapi: an answer does not say its version");
        if (!fault->message && outside_words(c, r, fault->kind, status) == OK) log_line(LOG_DEBUG, "xapi: refused with %d before its key was read", status);
    }
    /* Memory that was full is none for words either: these stand in the program. */
    bool much = status == 413 && !fault->message;
    const char *words = much ? tr(c->lang, _("Nội dung gửi một lần quá lớn. Chia nhỏ rồi gửi lại.")) : fault->message ? fault->message : status == 401 ? "401" : status == 404 ? tr(c->lang, _("Không có.")) : tr(c->lang, _("Không làm được. Thử lại sau."));
    r->type = "application/json; charset=utf-8";
    buf_print(&r->body, "{\"status\":%d,\"number\":%d,\"request\":", status, much ? 6048 : fault->number);
    json_put(&r->body, c->request);
    buf_text(&r->body, ",\"message\":");
    json_put(&r->body, words);
    if (fault->field) buf_text(&r->body, ",\"path\":"), json_put(&r->body, fault->field);
    buf_text(&r->body, "}\n");
    if (c->keyed.guest) refusal_note(c->keyed.guest, fault, status);
}

const struct door xapi_door = { .enter = enter, .preflight = preflight, .missed = origin_missed, .refused = refused };

/* ---- parameters */

const char *param(const struct asked *q, const char *name)
{
    for (size_t i = 0; i < q->param.n; i++)
        if (str_is(q->param.item[i].name, name)) return q->param.item[i].value;
    return NULL;
}

static bool among(const char *known, const char *name)
{
    struct span rest = span_of(known), word;
    while (rest.n && span_cut(&rest, ' ', &word))
        if (span_is(word, name)) return true;
    return false;
}

rc asked_fits(struct asked *q, const char *known)
{
    struct ask *a = q->c->ask;
    if (q->version <= 0) return refuse(a, INVALID, 5602, _("Cần đầu mục X-Experience-API-Version là 2.0.0 hoặc 1.0.3."), NULL);
    if (q->wrong) return wrong_form(a);
    for (size_t i = 0; i < q->param.n; i++) {
        const char *name = q->param.item[i].name;
        bool twice = false;
        for (size_t k = 0; k < i; k++) twice = twice || str_is(q->param.item[k].name, name);
        if (twice || !among(known, name)) return refuse(a, INVALID, 5604, _("Tham số «{ten}» không có ở đây, hoặc có hai lần."), "ten", name, NULL);
    }
    return OK;
}

rc param_needed(struct asked *q, const char *name, const char **out)
{
    *out = param(q, name);
    return *out && **out ? OK : refuse(q->c->ask, INVALID, 5605, _("Thiếu tham số «{ten}»."), "ten", name, NULL);
}

static rc param_wrong(struct asked *q, const char *name)
{
    return refuse(q->c->ask, INVALID, 5606, _("Tham số «{ten}» không đúng dạng."), "ten", name, NULL);
}

rc may_key(struct asked *q, int64_t any_of)
{
    return q->key.scopes & any_of ? OK : refuse(q->c->ask, DENIED, 5601, _("Khóa này không có quyền làm việc ấy. Văn phòng trường tạo khóa có quyền cần dùng."), NULL);
}

rc param_uuid(struct asked *q, const char *name, uint8_t out[STATEMENT_UUID_SIZE], const char **small, bool *given)
{
    char text[STATEMENT_UUID_TEXT];
    const char *value = param(q, name);
    *given = value != NULL;
    if (!value) return OK;
    if (!uuid_read(value, out)) return param_wrong(q, name);
    statement_uuid_text(out, text);
    if (small) *small = arena_text(q->c->arena, text);
    return OK;
}

rc param_time(struct asked *q, const char *name, opt_instant *out)
{
    const char *value = param(q, name);
    *out = (opt_instant){ .has = value != NULL };
    if (!value || time_read(value, &out->v)) return OK;
    /* A plus that was not encoded arrives as a blank: the last one, where nothing but the plus of a zone makes a time of it. */
    char text[TIME_MOST + 1] = "", *blank;
    if (strlen(value) <= TIME_MOST) memcpy(text, value, strlen(value) + 1);
    if ((blank = strrchr(text, ' '))) *blank = '+';
    return blank && time_read(text, &out->v) ? OK : param_wrong(q, name);
}

rc param_bool(struct asked *q, const char *name, bool *out)
{
    const char *value = param(q, name);
    *out = str_is(value, "true");
    return !value || *out || str_is(value, "false") ? OK : param_wrong(q, name);
}

rc param_agent(struct asked *q, bool needed, const char **text, const struct json **said)
{
    static const struct json_bounds bounds = { 16 * 1024, 20, 500 };
    const char *value = param(q, "agent");
    *text = NULL;
    if (needed) try(param_needed(q, "agent", &value));
    if (!value) return OK;
    struct check k = { .a = q->c->ask, .home = base_address(q->c), .version = q->version };
    const struct json *j = json_parse(q->c->arena, span_of(value), &bounds, NULL);
    path_in(&k, "agent", 0);
    if (!j || j->kind != JSON_OBJECT) return param_wrong(q, "agent");
    try(check_agent(&k, j, true, text));
    if (said) *said = j;
    return *text ? OK : param_wrong(q, "agent");
}

/* ---- answers */

bool type_is_json(const char *type)
{
    return type && strncasecmp(type, "application/json", 16) == 0 && (!type[16] || strchr("; ", type[16]));
}

rc answer_json(struct asked *q, const char *text, size_t n)
{
    return send_bytes(q->r, "application/json", NULL, text, n);
}

rc answer_nothing(struct asked *q)
{
    q->r->status = 204;
    return send_bytes(q->r, "application/json", NULL, "", 0);
}

const char *allowed_on(const struct route *row)
{
    static const struct { const char *path, *methods; } rows[] = {
        { "/xapi/statements", "GET, HEAD, PUT, POST, OPTIONS" }, { "/xapi/token", "POST, OPTIONS" },
        { "/xapi/agents", "GET, HEAD, OPTIONS" }, { "/xapi/activities", "GET, HEAD, OPTIONS" }, { "/xapi/about", "GET, HEAD, OPTIONS" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_is(rows[i].path, row->path)) return rows[i].methods;
    return "GET, HEAD, PUT, POST, DELETE, OPTIONS";            /* documents */
}

rc method_not_here(struct asked *q)
{
    q->r->status = 405;
    q->r->allow = allowed_on(q->c->route);
    return refuse(q->c->ask, INVALID, 5607, _("Cách gọi này không có ở đây."), NULL);
}
