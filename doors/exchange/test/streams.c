#include "doors/exchange/test/streams.h"
#include "base/ids.h"
#include "data/db.h"
#include "groups/groups.h"
#include <stdlib.h>
#include <string.h>

static _Thread_local int64_t clock_ms;

struct city *streams_open(struct test *t)
{
    struct city *s = city_open(t);
    s->app.config.test = true;
    clock_ms = db_now(s->app.db).ms;
    return s;
}

void later_by(struct city *s, int64_t seconds)
{
    clock_ms += seconds * 1000;
    db_set_clock(s->app.db, (opt_instant){ true, { clock_ms } });
    s->ask->now = (instant){ clock_ms };
}

struct deed_in { person_id who; const char *name; school_id school; };
static rc deed_done(struct tx *t, const struct deed_in *in, void *out)
{
    (void)out;
    struct deed d = { .school = in->school, .actor = in->who, .as = DEED_AS_PUPIL, .verb = DEED_VERB_JOINED, .object = { groups_objects[0].code, 77, in->name } };
    return deed_add(t, &d);
}
CLOSURE(deed_done, struct deed_in, void)

void deed_here(struct test *t, struct city *s, person_id who, const char *name)
{
    struct deed_in in = { who, name, s->thcs.id };
    later_by(s, 1);
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, deed_done, &in, NULL));
}

const char *statement_text(struct test *t, int n, const char *more)
{
    return arena_print(t->arena, "{\"id\":\"11111111-2222-4333-8444-%012d\",\"actor\":{\"mbox\":\"mailto:x@x.vn\"},\"verb\":{\"id\":\"http://x.vn/did\"},\"object\":{\"id\":\"http://x.vn/o%d\"}%s}", n, n, more);
}

void tells_here(struct test *t, struct city *s, school_id school, int n) { tells_more(t, s, school, n, ""); }

void tells_more(struct test *t, struct city *s, school_id school, int n, const char *more)
{
    const char *text = statement_text(t, n, more);
    struct statements_in in = { .home = s->app.config.base_url, .name = "x", .text = { (const uint8_t *)text, strlen(text) } };
    struct statements_came out;
    later_by(s, 1);
    is_rc(t, OK, statements_import(&s->app, as_staff(s, school), &in, &out));
    is_int(t, 1, out.fresh);
}

const char *text_of(struct test *t, struct city *s, const char *sql)
{
    const char *text = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &text));
    return text;
}

int64_t count(struct test *t, struct city *s, const char *sql)
{
    const char *text = text_of(t, s, sql);
    return text ? atoll(text) : -1;
}

void restrict_here(struct test *t, struct city *s, person_id who)
{
    text_of(t, s, arena_print(t->arena, "INSERT INTO restriction (subject_id, id, school_id, request_id, by_person, at, reason, rev) VALUES (%lld, 1, %lld, 1, %lld, 0, '', 1)",
                              (long long)who.v, (long long)s->thcs.id.v, (long long)s->principal.v));
}

struct lines { struct test *t; const char *text; };
static bool line_take(void *to, const char *text)
{
    struct lines *l = to;
    l->text = arena_print(l->t->arena, "%s%s\n", l->text, text);
    return true;
}

const char *record_of(struct test *t, struct city *s, school_id school)
{
    struct lines l = { t, "" };
    struct statements_out in = { .home = s->app.config.base_url, .reason = "test", .line = line_take, .to = &l };
    struct statements_went out;
    is_rc(t, OK, statements_export(as_staff(s, school), &in, &out));
    is_true(t, out.whole);
    return l.text;
}

const char *encoded_text(struct test *t, const char *s)
{
    const char *out = "";
    for (; *s; s++) out = arena_print(t->arena, "%s%%%02X", out, (unsigned char)*s);
    return out;
}
