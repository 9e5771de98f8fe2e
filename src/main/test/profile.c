/* Every deed of every room, as the demo has them, keeps to the published profile and to the standard: the door itself would take it. */
#include "main/commands.h"
#include "run.h"
#include "rooms/record/test/conform.h"
#include "xapi/xapi.h"
#include "test/harness/db.h"
#include <stdio.h>
#include <string.h>

enum { AT_ONCE = 100, KINDS = 40 };

struct walk { struct test *t; struct session_of_work *w; const struct json *profile; const char *home; bool met[KINDS]; int64_t deeds; };

/* In the order of object_tables. */
static void kind_met(struct walk *x, const char *iri)
{
    size_t at = 0;
    for (const struct object_table *table = object_tables; table->room; table++)
        for (const struct object_kind *k = table->rows; k->code; k++, at++)
            if (strstr(iri, arena_print(x->t->arena, "/xapi/vat/%s/", k->code))) x->met[at] = true;
}

static bool deed_keeps(struct walk *x, struct arena *a, const struct statement_line *line)
{
    const struct json *said = json_read(a, line->document);
    struct telling as = { .a = &x->w->ask, .home = x->home, .version = XAPI_1, .name = "x", .account = "x" };
    struct told told = { .voids = false };
    const char *id;
    if (!said || !conforms(x->t, x->profile, line->document) || !is_rc(x->t, OK, statement_tell(&as, said, -1, NULL, &told, &id))) return false;
    kind_met(x, json_get(json_get(said, "object"), "id")->text);
    return ++x->deeds > 0;
}

static void school_keeps(struct walk *x, int64_t school)
{
    struct ask *a = &x->w->ask;
    struct statements_wanted w = { .home = x->home, .ascending = true, .limit = AT_ONCE };
    struct statement_line *line;
    struct arena *usual = a->arena, own;
    size_t n = AT_ONCE;
    bool kept = true;
    a->scope = (struct scope){ .school = { school } };
    arena_init(&own, 64 << 20);
    a->arena = &own;
    while (kept && n == AT_ONCE) {
        arena_reset(&own);
        kept = is_rc(x->t, OK, statements_find(a, &w, &line, &n));
        for (size_t i = 0; kept && i < n; i++) {
            w.after = line[i].id;
            kept = !line[i].as || deed_keeps(x, &own, &line[i]);
        }
    }
    a->arena = usual;
    arena_finish(&own);
}

/* What only a click in life makes: somebody is let into a group for which they asked. */
static rc joined(struct tx *t, const int64_t *pupil, void *out)
{
    (void)out;
    return deed_add(t, &(struct deed){ .actor = { *pupil }, .as = DEED_AS_PUPIL, .verb = DEED_VERB_JOINED, .object = { "study_group", 77, "Câu lạc bộ" } });
}
CLOSURE(joined, int64_t, void)

static int64_t number_of(struct walk *x, const char *sql)
{
    const char *first = NULL;
    long long n = 0;
    is_rc(x->t, OK, db_plain(x->w->app->db, x->t->arena, sql, &first));
    return first && sscanf(first, "%lld", &n) == 1 ? n : 0;
}

static void walk_all(struct walk *x)
{
    struct loop_client l;
    struct loop_reply r;
    loop_open(&l, x->w->app);
    is_rc(x->t, OK, loop_send(&l, x->t->arena, GET, "/xapi/profile.json", NULL, &r));
    loop_close(&l);
    x->profile = json_read(x->t->arena, r.body), x->home = x->w->app->config.base_url;
    int64_t pupil = number_of(x, "SELECT person_id FROM member WHERE role = 'pupil' ORDER BY id LIMIT 1");
    x->w->ask.scope = (struct scope){ .school = { number_of(x, "SELECT school_id FROM member WHERE role = 'pupil' ORDER BY id LIMIT 1") } };
    is_rc(x->t, OK, transact(&x->w->ask, NULL, joined, &pupil, NULL));
    for (int64_t school = 0; (school = number_of(x, arena_print(x->t->arena, "SELECT coalesce(min(id), 0) FROM school WHERE id > %lld", (long long)school)));) school_keeps(x, school);
    is_int(x->t, number_of(x, "SELECT count(*) FROM statement"), x->deeds);
    is_true(x->t, x->deeds > 1000);
    size_t at = 0;
    for (const struct object_table *table = object_tables; table->room; table++)
        for (const struct object_kind *k = table->rows; k->code; k++)
            if (!x->met[at++]) fail(x->t, "no deed about a %s of %s was looked at", k->code, table->room);
}

TEST(every_deed_of_every_room_keeps_to_the_published_profile)
{
    const char *data = arena_print(t->arena, "%s/demo", t->folder);
    const char *words[] = { "--data", data, "--node", "8191" };
    if (test_on_postgres()) { skip(t, "the same words on both engines"); return; }
    is_int(t, 0, RUN(t, demo_command, "--data", data).status);
    struct session_of_work w;
    struct options o;
    struct errand e = { .argc = 4, .argv = (char **)(uintptr_t)words, .out = fopen("/dev/null", "w"), .err = fopen("/dev/null", "w"), .wire = -1 };
    if (is_true(t, options_read(&o, &e, NULL) && work_begin(&w, &e, &o))) {
        struct walk x = { .t = t, .w = &w };
        walk_all(&x);
        work_end(&w);
    }
    fclose(e.out);
    fclose(e.err);
}
