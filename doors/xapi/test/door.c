#include "doors/xapi/test/door.h"
#include "base/ids.h"
#include "data/db.h"
#include "test/harness/wrong.h"
#include "web/job.h"
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

const char *account_of(struct test *t, struct program *p, person_id person)
{
    char id[ID_TEXT_SIZE];
    id_text(person.v, id);
    return arena_print(t->arena, "{\"account\":{\"homePage\":\"%s\",\"name\":\"%s\"}}", p->s->app.config.base_url, id);
}

const char *encoded(struct test *t, const char *s)
{
    const char *out = "";
    for (; *s; s++) out = arena_print(t->arena, "%s%%%02X", out, (unsigned char)*s);
    return out;
}

void agrees(struct test *t, struct city *s)
{
    checks_agree(t, s, record_checks);
    checks_agree(t, s, xapi_checks);
}

static rc job_queue(struct tx *t, const struct job_kind *kind, job_id *out) { return job_add(t, &(struct new_job){ .kind = kind }, out); }
CLOSURE(job_queue, struct job_kind, job_id)

job_id job_queue_now(struct test *t, struct city *s, const char *name)
{
    job_id id = { 0 };
    for (const struct job_kind *k = xapi_jobs; k->name; k++)
        if (str_is(k->name, name)) is_rc(t, OK, transact(s->ask, NULL, job_queue, k, &id));
    for (const struct job_kind *k = record_jobs; k->name; k++)
        if (str_is(k->name, name)) is_rc(t, OK, transact(s->ask, NULL, job_queue, k, &id));
    if (!id.v) fail(t, "no job %s", name);
    return id;
}

void job_done(struct test *t, struct city *s, const char *name)
{
    job_id id = job_queue_now(t, s, name);
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 1, rows_of(t, s, arena_print(t->arena, "SELECT count(*) FROM job WHERE id = %lld AND state = 'done'", (long long)id.v)));
}

struct erasing { person_id person; };
static rc erase(struct tx *t, const struct erasing *in, void *out)
{
    (void)out;
    for (const struct person_part *part = record_parts; part->code; part++)
        if (part->drop) try(part->drop(t, in->person));
    for (const struct person_part *part = xapi_parts; part->code; part++)
        if (part->drop) try(part->drop(t, in->person));
    return OK;
}
CLOSURE(erase, struct erasing, void)

void erased(struct test *t, struct city *s, person_id person)
{
    struct erasing in = { person };
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, erase, &in, NULL));
}

void restricted_here(struct test *t, struct city *s, person_id who)
{
    const char *none;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO restriction (subject_id, id, school_id, request_id, by_person, at, reason, rev) VALUES (%lld, 1, %lld, 1, %lld, 0, '', 1)",
                                                           (long long)who.v, (long long)s->thcs.id.v, (long long)s->principal.v), &none));
}
