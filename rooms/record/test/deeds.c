/* Writing deeds: with the act or not at all, and the sums with them. */
#include "base/ids.h"
#include "base/log.h"
#include "book.h"
#include "record/inside.h"
#include <pthread.h>
#include <string.h>

TEST(a_deed_is_on_record_with_its_name_and_its_sums)
{
    struct city *s = city_open(t);
    struct ask *a = as_staff(s, s->thcs.id);
    a->me = s->clerk;
    struct deed d = { .actor = s->an, .verb = DEED_VERB_READ, .object = A_PAGE(7, "Học để làm"), .with = &s->binh, .with_n = 1, .about = &s->chi, .about_n = 1,
                      .result = "{\"score\": {\"raw\": 8.50}}", .context = "{\"k\":1e2}" };
    is_rc(t, OK, deeds_write(a, &(struct deeds){ &d, 1, false }));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM statement_key k JOIN statement s ON s.school_id = k.school_id AND s.id = k.statement_id AND s.uuid = k.uuid"));
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM statement WHERE actor_id = %lld AND actor_as = 'pupil' AND verb = 'read'"
        " AND object_name = 'Học để làm' AND component = 'culture' AND room = 'values' AND written_by = %lld AND at = %lld"
        " AND result = '{\"score\": {\"raw\": 8.50}}' AND context = '{\"k\":1e2}'", (long long)s->an.v, (long long)s->clerk.v, (long long)a->now.ms)));
    is_int(t, COMPONENT_BIT(COMPONENT_CULTURE) | COMPONENT_BIT(COMPONENT_PEOPLE), number(t, s, "SELECT touches FROM statement"));
    is_int(t, 2, number(t, s, "SELECT count(*) FROM statement_with"));
    is_int(t, s->chi.v, number(t, s, "SELECT person_id FROM statement_with WHERE part = 'about'"));
    is_int(t, s->today.n, number(t, s, "SELECT on_day FROM record_daily WHERE n = 1 AND verb = 'read' AND object_kind = 'values_page' AND actor_as = 'pupil'"));
    is_int(t, s->today.n, number(t, s, "SELECT monday FROM record_weekly_person WHERE n = 1"));       /* 23/11/2026 is a Monday */
    city_close(s);
}

TEST(deeds_of_one_closure_are_added_up_before_they_are_written)
{
    struct city *s = city_open(t);
    struct deed d = { .actor = s->an, .verb = DEED_VERB_READ, .object = A_PAGE(7, "1") };
    struct deed five[5] = { d, d, d, d, d };
    five[3].actor = s->binh;
    five[4].at = (opt_instant){ true, { s->ask->now.ms - 86400000LL } };             /* Sunday: another day and another week */
    is_rc(t, OK, deeds_write(as_staff(s, s->thcs.id), &(struct deeds){ five, 5, false }));
    is_int(t, 5, number(t, s, "SELECT count(*) FROM statement"));
    is_int(t, 2, number(t, s, "SELECT count(*) FROM record_daily"));
    is_int(t, 4, number(t, s, "SELECT max(n) FROM record_daily"));
    is_int(t, 3, number(t, s, "SELECT count(*) FROM record_weekly_person"));
    is_int(t, 3, number(t, s, "SELECT max(n) FROM record_weekly_person"));
    city_close(s);
}

TEST(an_act_that_is_refused_leaves_no_deed)
{
    struct city *s = city_open(t);
    struct deed d = { .actor = s->an, .verb = DEED_VERB_READ, .object = A_PAGE(7, "1") };
    is_rc(t, CONFLICT, deeds_write(as_staff(s, s->thcs.id), &(struct deeds){ &d, 1, true }));
    is_int(t, 0, number(t, s, "SELECT (SELECT count(*) FROM statement) + (SELECT count(*) FROM statement_key) + (SELECT count(*) FROM record_daily)"));
    city_close(s);
}

static const char *as_of(struct test *t, struct city *s, person_id who)
{
    const char *as = NULL;
    struct deed d = { .school = s->thcs.id, .actor = who, .verb = DEED_VERB_BEGAN, .object = A_PAGE(7, "1") };
    is_rc(t, OK, deeds_write(s->ask, &(struct deeds){ &d, 1, false }));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT actor_as FROM statement WHERE actor_id = %lld", (long long)who.v), &as));
    return as;
}

TEST(what_somebody_is_in_the_school_is_found_out)
{
    struct city *s = city_open(t);
    is_text(t, "pupil", as_of(t, s, s->an));
    is_text(t, "staff", as_of(t, s, s->hang));
    is_text(t, "family", as_of(t, s, s->tuan));
    is_text(t, "other", as_of(t, s, s->lan));                        /* of another school */
    city_close(s);
}

TEST(what_was_done_is_known)
{
    struct city *s = city_open(t);
    bool known = true;
    is_rc(t, OK, deed_known(s->ask, s->an, DEED_VERB_READ, "values_page", 7, &known));
    is_false(t, known);
    deed_done(t, s, s->an, DEED_VERB_READ, "1");
    ask_done(s->ask);
    is_rc(t, OK, deed_known(s->ask, s->an, DEED_VERB_READ, "values_page", 7, &known));
    is_true(t, known);
    is_rc(t, OK, deed_known(s->ask, s->an, DEED_VERB_READ, "values_page", 8, &known));
    is_false(t, known);
    city_close(s);
}

TEST(a_deed_that_says_too_little_is_our_mistake)
{
    struct city *s = city_open(t);
    struct deed d = { .school = s->thcs.id, .actor = s->an, .verb = DEED_VERB_READ, .object = A_PAGE(7, "1") }, bad = d;
    log_set_level(LOG_ERROR + 1);
    bad.object.kind = "dragon";
    is_rc(t, BUG, deeds_write(test_ask(t, s->app.db), &(struct deeds){ &bad, 1, false }));
    bad = d, bad.school.v = 0;
    is_rc(t, BUG, deeds_write(test_ask(t, s->app.db), &(struct deeds){ &bad, 1, false }));
    bad = d, bad.actor.v = 0;
    is_rc(t, BUG, deeds_write(test_ask(t, s->app.db), &(struct deeds){ &bad, 1, false }));
    bad = d, bad.verb = 0;
    is_rc(t, BUG, deeds_write(test_ask(t, s->app.db), &(struct deeds){ &bad, 1, false }));
    is_int(t, 0, number(t, s, "SELECT count(*) FROM statement"));
    city_close(s);
}

TEST(whichever_statement_fails_nothing_is_half_done)
{
    struct city *s = city_open(t);
    struct deed d = { .school = s->thcs.id, .actor = s->an, .verb = DEED_VERB_READ, .object = A_PAGE(7, "1"), .with = &s->binh, .with_n = 1 };
    struct deed two[2] = { d, d };
    bool armed = false;
    int n = 0;
    log_set_level(LOG_ERROR + 1);
    while (!armed && ++n < 40) {
        is_int(t, 0, number(t, s, "SELECT (SELECT count(*) FROM statement) + (SELECT count(*) FROM statement_key) + (SELECT count(*) FROM statement_with)"
                                  " + (SELECT count(*) FROM record_daily) + (SELECT count(*) FROM record_weekly_person)"));
        struct ask *a = test_ask(t, s->app.db);
        db_fail_after(n);
        rc r = deeds_write(a, &(struct deeds){ two, 2, false });
        armed = db_fail_armed();
        db_fail_after(0);
        is_rc(t, armed ? OK : DOWN, r);
    }
    is_int(t, 2 + 6 + 2 + 1, n);                           /* two standings, three rows a deed, two sums, and the run that passed */
    is_int(t, 2, number(t, s, "SELECT n FROM record_daily"));
    city_close(s);
}

/* ---- many at once, in one school, each with kinds in an order of its own */

enum { CLIENTS = 8, EACH = 20, DEEDS = 6 };
struct client { struct test *t; struct city *s; int number, fine; pthread_barrier_t *start; };

static void *write_many(void *at)
{
    struct client *c = at;
    struct arena arena;
    struct fault fault;
    struct ask a;
    person_id who[] = { c->s->an, c->s->binh, c->s->hang };
    arena_init(&arena, 4 << 20);
    pthread_barrier_wait(c->start);
    for (int i = 0; i < EACH; i++) {
        struct deed d[DEEDS];
        arena_reset(&arena);
        ask_init(&a, c->s->app.db, &arena, &fault, db_now(c->s->app.db));
        for (int k = 0; k < DEEDS; k++)
            d[k] = (struct deed){ .school = c->s->thcs.id, .actor = who[(i + k * c->number) % 3], .as = DEED_AS_PUPIL,
                                  .verb = (enum deed_verb)(1 + (i + k * (c->number + 1)) % DEED_VERB_COUNT), .object = A_PAGE(i, "1") };
        if (is_rc(c->t, OK, deeds_write(&a, &(struct deeds){ d, DEEDS, false }))) c->fine++;
    }
    arena_finish(&arena);
    db_thread_end(c->s->app.db);
    return NULL;
}

TEST(eight_clients_write_deeds_of_one_school_without_a_deadlock)
{
    struct city *s = city_open(t);
    pthread_t thread[CLIENTS];
    struct client c[CLIENTS];
    pthread_barrier_t start;
    int64_t again = db_stats(s->app.db).again;
    pthread_barrier_init(&start, NULL, CLIENTS);
    for (int i = 0; i < CLIENTS; i++) {
        c[i] = (struct client){ .t = t, .s = s, .number = i, .start = &start };
        pthread_create(&thread[i], NULL, write_many, &c[i]);
    }
    for (int i = 0; i < CLIENTS; i++) {
        pthread_join(thread[i], NULL);
        is_int(t, EACH, c[i].fine);
    }
    is_int(t, 0, db_stats(s->app.db).again - again);
    is_int(t, CLIENTS * EACH * DEEDS, number(t, s, "SELECT count(*) FROM statement"));
    is_int(t, CLIENTS * EACH * DEEDS, number(t, s, "SELECT sum(n) FROM record_daily"));
    is_int(t, CLIENTS * EACH * DEEDS, number(t, s, "SELECT sum(n) FROM record_weekly_person"));
    pthread_barrier_destroy(&start);
    city_close(s);
}

/* ---- names for other systems */

TEST(a_statement_is_called_by_a_uuid_that_is_ordered_by_time)
{
    uint8_t a[UUID_SIZE], b[UUID_SIZE], c[UUID_SIZE];
    char text[UUID_TEXT_SIZE];
    uuid_of((school_id){ 5 }, (statement_id){ id_at(1795395600000, 7, 1) }, a);
    uuid_of((school_id){ 5 }, (statement_id){ id_at(1795395600000, 7, 2) }, b);
    uuid_of((school_id){ 6 }, (statement_id){ id_at(1795395600000, 7, 1) }, c);
    is_true(t, memcmp(a, b, UUID_SIZE) < 0);
    is_true(t, memcmp(a, c, UUID_SIZE) != 0);
    uuid_text(a, text);
    is_int(t, 36, strlen(text));
    has_text(t, "01a205eabe80", arena_print(t->arena, "%.8s%.4s", text, text + 9));
    is_int(t, '7', text[14]);
    is_true(t, strchr("89ab", text[19]) != NULL);
    uuid_of((school_id){ 5 }, (statement_id){ id_at(1795395600000, 7, 1) }, b);
    is_bytes(t, a, UUID_SIZE, b, UUID_SIZE);
}
