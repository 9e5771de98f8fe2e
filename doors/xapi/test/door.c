#include "doors/xapi/test/door.h"
#include "base/ids.h"
#include <sodium.h>
#include <string.h>

struct making { const struct fresh_key *key; };
static rc key_put(struct tx *t, const struct making *in, xapi_key_id *out) { return key_store(t, in->key, out); }
CLOSURE(key_put, struct making, xapi_key_id)

struct program program_in(struct test *t, struct city *s, school_id school, const char *scopes, int version)
{
    struct program p = { .t = t, .s = s, .version = version };
    struct fresh_key key = { .name = "SCORM", .scopes = scopes_read(scopes) };
    char id[ID_TEXT_SIZE], coded[200];
    struct ask *a = as_staff(s, school);
    is_rc(t, OK, key_make(&s->app, t->arena, &key));
    struct making in = { &key };
    is_rc(t, OK, transact(a, NULL, key_put, &in, &p.key));
    id_text(p.key.v, id);
    const char *both = arena_print(t->arena, "%s:%s", id, key.shown);
    sodium_bin2base64(coded, sizeof coded, (const uint8_t *)both, strlen(both), sodium_base64_VARIANT_ORIGINAL);
    p.headers = arena_print(t->arena, "Authorization: Basic %s\nX-Experience-API-Version: %s", coded, version == V1 ? "1.0.3" : "2.0.0");
    loop_open(&p.l, &s->app);
    return p;
}

int asks(struct program *p, enum method m, const char *path, const char *more, const char *body, struct loop_reply *r)
{
    struct loop_reply own;
    struct loop_request q = { m, arena_print(p->t->arena, "/xapi%s", path), arena_print(p->t->arena, "%s%s%s", p->headers, *more ? "\n" : "", more),
                              { (const uint8_t *)(body ? body : ""), body ? strlen(body) : 0 } };
    is_rc(p->t, OK, loop_ask(&p->l, p->t->arena, &q, r ? r : &own));
    return r ? r->status : own.status;
}

int says(struct program *p, const char *statement) { return asks(p, POST, "/statements", "Content-Type: application/json", statement, NULL); }

const char *deed_said(struct test *t, const char *who, const char *verb, const char *thing, const char *more)
{
    return arena_print(t->arena, "{\"actor\":{\"mbox\":\"mailto:%s@x.vn\"},\"verb\":{\"id\":\"http://x.vn/%s\"},\"object\":{\"id\":\"http://x.vn/%s\"}%s}", who, verb, thing, more);
}

int64_t rows_of(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    int64_t n = -1;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first && span_int(span_of(first), &n) ? n : -1;
}

int found(struct program *p, const char *query)
{
    struct loop_reply r;
    if (!is_int(p->t, 200, asks(p, GET, arena_print(p->t->arena, "/statements%s", query), "", NULL, &r))) return -1;
    return (int)json_count(json_get(json_read(p->t->arena, r.body), "statements"));
}
