/* The loopback client: a browser without sockets. It keeps cookies, and fills in the token and a fresh request key where a test
** says nothing about them; everything else goes the whole way through dispatch. */
#include "base/log.h"
#include "generated/web_queries.h"
#include "web/cookie.h"
#include "web/dispatch.h"
#include "web/token.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void loop_open(struct loop_client *l, struct app *app)
{
    *l = (struct loop_client){ .app = app, .kit = malloc(sizeof *l->kit) };
    if (!l->kit)
        abort();                                    /* tests only */
    kit_init(l->kit, NULL, WORKER_ARENA);           /* the thread is the caller's, and so is its database connection */
}

void loop_close(struct loop_client *l)
{
    for (size_t i = 0; i < l->cookies_n; i++)
        free(l->cookies[i]);
    kit_finish(l->kit);
    free(l->kit);
    *l = (struct loop_client){ 0 };
}

static const char *full_name(const struct loop_client *l, struct arena *a, const char *name)
{
    return l->app->config.secure_cookies ? arena_print(a, "__Host-%s", name) : name;
}

static size_t cookie_index(const struct loop_client *l, const char *name, size_t n)
{
    size_t i = 0;

    while (i < l->cookies_n && !(strncmp(l->cookies[i], name, n) == 0 && l->cookies[i][n] == '='))
        i++;
    return i;
}

/* "name=value; Path=/; Max-Age=0 …" */
static void cookie_keep(struct loop_client *l, const char *set)
{
    size_t n = strcspn(set, "="), i = cookie_index(l, set, n);

    if (i < l->cookies_n) {
        free(l->cookies[i]);
        l->cookies[i] = l->cookies[--l->cookies_n];
    }
    if (!strstr(set, "Max-Age=0;") && l->cookies_n < sizeof l->cookies / sizeof *l->cookies)
        l->cookies[l->cookies_n++] = strndup(set, strcspn(set, ";"));
}

static const char *cookie_value_of(const struct loop_client *l, struct arena *a, const char *name)
{
    const char *full = full_name(l, a, name);
    size_t i = cookie_index(l, full, strlen(full));

    return i < l->cookies_n ? l->cookies[i] + strlen(full) + 1 : NULL;
}

static void cookie_make(struct loop_client *l, struct arena *a, const char *name, const char *value)
{
    cookie_keep(l, arena_print(a, "%s=%s", full_name(l, a, name), value));
}

/* The token of a form that this client would have been shown. */
static const char *form_token(struct loop_client *l, struct arena *a)
{
    const char *cookie = cookie_value_of(l, a, COOKIE_SESSION);
    char fresh[TOKEN_CHARS + 1], *token = arena_take(a, KEY_CHARS + 1);

    if (!cookie && !(cookie = cookie_value_of(l, a, COOKIE_VISITOR))) {
        random_text(fresh, TOKEN_CHARS);
        cookie_make(l, a, COOKIE_VISITOR, fresh);
        cookie = fresh;
    }
    if (token)
        token_sign(l->app->secret, "form", cookie, token);
    return token ? token : "";
}

static bool body_has(const char *body, const char *field)
{
    const char *at = strstr(body, field);

    return at && (at == body || at[-1] == '&' || at[-1] == '"') && (at[strlen(field)] == '=' || at[strlen(field)] == '"');
}

static const char *cookie_header(const struct loop_client *l, struct arena *a)
{
    const char *line = "";

    for (size_t i = 0; i < l->cookies_n; i++)
        line = arena_print(a, "%s%s%s", line, *line ? "; " : "", l->cookies[i]);
    return line;
}

/* The part of a file that would go over the wire, whole in memory: tests and the crawl look at small ones. */
static void file_keep(struct arena *a, const struct answer *answer, struct loop_reply *out)
{
    char *p = arena_take(a, (size_t)answer->file_n + 1);
    ssize_t got = p ? pread(answer->fd, p, (size_t)answer->file_n, answer->file_from) : 0;

    out->body = p ? p : "";
    out->n = got > 0 ? (size_t)got : 0;
}

static void reply_keep(struct loop_client *l, struct arena *a, const struct answer *answer, struct loop_reply *out)
{
    const void *p = answer->fixed ? answer->fixed : answer->body.p;

    out->status = answer->status;
    out->n = answer->fixed ? answer->fixed_n : answer->body.n;
    out->body = arena_text_n(a, p, out->n);
    if (answer->has_file)
        file_keep(a, answer, out);
    out->head = "";
    for (size_t i = 0; i < answer->headers; i++) {
        const char *name = answer->header[i].name, *value = answer->header[i].value;
        out->head = arena_print(a, "%s%s: %s\n", out->head, name, value);
        if (str_is(name, "Location"))
            out->location = arena_text(a, value);
        if (str_is(name, "Set-Cookie"))
            cookie_keep(l, value);
    }
}

static void add(struct head *h, const char *name, const char *value)
{
    head_add(h, name, strlen(name), value, strlen(value));
}

static rc run(struct loop_client *l, struct arena *a, struct call *call, struct loop_reply *out)
{
    struct answer answer;

    request_name(call->name);
    call_read(call, l->app, call->head);
    size_t most = call->match.route && call->match.route->runs_on == UPLOAD ? UPLOAD_MAX : BODY_MAX;
    if (call->body.n > most)
        call->refused = 413;
    if (l->around)
        l->around(true);
    dispatch(l->app, l->kit, call, false, &answer);
    if (l->around)
        l->around(false);
    reply_keep(l, a, &answer, out);
    answer_finish(&answer);
    arena_reset(&l->kit->arena);
    return a->failed ? LIMIT : OK;
}

static rc exchange(struct loop_client *l, struct arena *a, enum method m, const char *path, const char *type, struct bytes body, struct loop_reply *out)
{
    struct head head;
    struct call call = { .head = &head, .body = body };

    *out = (struct loop_reply){ 0 };
    head_init(&head, m == POST ? "POST" : "GET", path, "HTTP/1.1");
    head.address = l->address;
    add(&head, "Host", "localhost");
    if (l->cookies_n)
        add(&head, "Cookie", cookie_header(l, a));
    if (m == POST) {
        add(&head, "Content-Type", type);
        add(&head, "Content-Length", arena_print(a, "%zu", body.n));
        add(&head, "Sec-Fetch-Site", "same-origin");
    }
    return run(l, a, &call, out);
}

rc loop_ask(struct loop_client *l, struct arena *a, const struct loop_request *in, struct loop_reply *out)
{
    struct head head;
    struct call call = { .head = &head, .body = in->body };
    struct span rest = span_of(in->headers), line, name;

    *out = (struct loop_reply){ 0 };
    head_init(&head, in->called ? in->called : method_name(in->method), in->path, "HTTP/1.1");
    head.address = l->address;
    add(&head, "Host", "localhost");
    if (in->body.n || in->method != GET)
        add(&head, "Content-Length", arena_print(a, "%zu", in->body.n));
    while (rest.n && span_cut(&rest, '\n', &line)) {
        span_cut(&line, ':', &name);
        line = span_trim(line);
        head_add(&head, arena_text_n(a, name.p, name.n), name.n, arena_text_n(a, line.p, line.n), line.n);
    }
    return run(l, a, &call, out);
}

rc loop_send(struct loop_client *l, struct arena *a, enum method m, const char *path, const char *body, struct loop_reply *out)
{
    char key[KEY_CHARS + 1];

    if (m == POST && !body)
        body = "";
    if (m == POST && !body_has(body, FIELD_CSRF))
        body = arena_print(a, "%s%s%s=%s", body, *body ? "&" : "", FIELD_CSRF, form_token(l, a));
    if (m == POST && !body_has(body, FIELD_KEY)) {
        random_text(key, KEY_CHARS);
        body = arena_print(a, "%s&%s=%s", body, FIELD_KEY, key);
    }
    struct span s = span_of(body);
    return exchange(l, a, m, path, "application/x-www-form-urlencoded", (struct bytes){ (const uint8_t *)s.p, s.n }, out);
}

static void part_begin(struct buf *b, const char *mark, const char *name)
{
    buf_print(b, "--%s\r\nContent-Disposition: form-data; name=\"%s\"", mark, name);
}

static rc part_add(struct buf *b, struct arena *a, const char *mark, const char *fields)
{
    struct typed_list list;

    try(urlencoded_read(a, span_of(fields), BODY_PARTS, &list));
    for (size_t i = 0; i < list.n; i++) {
        part_begin(b, mark, list.item[i].name);
        buf_print(b, "\r\n\r\n%s\r\n", list.item[i].value);
    }
    return OK;
}

rc loop_upload(struct loop_client *l, struct arena *a, const char *path, const char *fields, const char *field, const char *file_name,
               const void *p, size_t n, struct loop_reply *out)
{
    char mark[TOKEN_CHARS + 1], key[KEY_CHARS + 1];
    struct buf b;

    random_text(mark, TOKEN_CHARS);
    random_text(key, KEY_CHARS);
    if (!fields)
        fields = "";
    const char *hidden = body_has(fields, FIELD_KEY) ? arena_print(a, "%s=%s", FIELD_CSRF, form_token(l, a))
                                                     : arena_print(a, "%s=%s&%s=%s", FIELD_CSRF, form_token(l, a), FIELD_KEY, key);
    buf_init(&b, 2 * UPLOAD_MAX);
    rc answer = part_add(&b, a, mark, fields);
    if (answer == OK && !body_has(fields, FIELD_CSRF))
        answer = part_add(&b, a, mark, hidden);
    part_begin(&b, mark, field);
    buf_print(&b, "; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n", file_name);
    buf_add(&b, p, n);
    buf_print(&b, "\r\n--%s--\r\n", mark);
    if (answer == OK && !b.failed)
        answer = exchange(l, a, POST, path, arena_print(a, "multipart/form-data; boundary=%s", mark),
                          (struct bytes){ (const uint8_t *)b.p, b.n }, out);
    buf_finish(&b);
    return answer;
}

/* A session as sign-in makes it, without its password; for tests. */
rc loop_sign_in(struct loop_client *l, person_id person)
{
    struct arena *a = &l->kit->arena;
    struct fault fault = { 0 };
    struct ask ask;
    struct head head;
    struct request req = { .head = &head };
    struct ctx c = { .app = l->app, .arena = a, .ask = &ask, .req = &req, .csrf = "", .theme = "" };
    struct reply r = { .c = &c };

    ask_init(&ask, l->app->db, a, &fault, db_now(l->app->db));
    c.now = ask.now;
    head_init(&head, "POST", "/dang-nhap", "HTTP/1.1");
    rc answer = session_begin(&c, &r, person, false);
    for (size_t i = 0; i < r.cookies_n; i++)
        cookie_keep(l, r.cookies[i]);
    ask_done(&ask);
    arena_reset(a);
    return answer;
}
