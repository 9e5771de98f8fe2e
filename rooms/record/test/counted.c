/* Sums of statements from outside: they grow with what is told and shrink with what is voided or erased, whatever happens in between. */
#include "base/ids.h"
#include "book.h"
#include "record/inside.h"
#include "test/harness/wrong.h"
#include <string.h>

#define SAYS(verb, thing) "{\"actor\":{an},\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/" verb "\"},\"object\":{\"id\":\"http://x.vn/" thing "\",\"definition\":{\"name\":{\"vi\":\"Bài " thing "\"}}}}"

/* What `khue verify` says of deeds and sums; "" when all is well. */
static const char *disagrees(struct test *t, struct city *s)
{
    int64_t wrong = 0;
    return checks_say(t, s, record_checks, &wrong);
}

static int64_t counted(struct test *t, struct city *s, const char *where)
{
    return number(t, s, arena_print(t->arena, "SELECT coalesce(sum(d.n), 0) FROM outside_daily d LEFT JOIN outside_counted v ON v.school_id = d.school_id AND v.term = d.verb LEFT JOIN outside_counted o ON o.school_id = d.school_id AND o.term = d.thing WHERE %s", where));
}

TEST(what_is_told_is_counted_by_day_key_verb_and_activity)
{
    struct city *s = city_open(t);
    for (int i = 0; i < 3; i++) told(t, s, s->thcs.id, &(struct telling){ 71, "Kho", { 0 }, SAYS("passed", "a") });
    told(t, s, s->thcs.id, &(struct telling){ 72, "Kho", { s->ask->now.ms - 86400000 }, SAYS("failed", "b") });
    is_int(t, 4, counted(t, s, "1 = 1"));
    is_int(t, 3, counted(t, s, "v.iri LIKE '%/passed' AND o.name = 'Bài a' AND d.key_id = 71"));
    is_int(t, 1, counted(t, s, arena_print(t->arena, "v.iri LIKE '%%/failed' AND d.on_day = %d", day_of(s->ask->now).n - 1)));
    is_int(t, 2, number(t, s, "SELECT count(*) FROM outside_daily"));
    is_int(t, 4, number(t, s, "SELECT n FROM outside_stored"));
    is_true(t, number(t, s, "SELECT bytes FROM outside_stored") == number(t, s, "SELECT sum(length(document)) FROM outside_statement") + 4 /* "Bài": a letter of two bytes each */);
    is_text(t, "", disagrees(t, s));
    city_close(s);
}

TEST(a_statement_sent_again_is_counted_once)
{
    struct city *s = city_open(t);
    uint8_t term[TERM_SIZE] = { 1 };
    struct told one = { .document = "{\"verb\":{\"id\":\"http://x.vn/v\"},\"object\":{\"id\":\"http://x.vn/o\"}}", .term = term, .terms = 1, .uuid = { 0xee } };
    one.said = json_read(t->arena, one.document);
    is_rc(t, OK, told_by(s, s->thcs.id, &one));
    is_rc(t, OK, told_by(s, s->thcs.id, &one));
    is_int(t, 1, counted(t, s, "1 = 1"));
    is_text(t, "", disagrees(t, s));
    city_close(s);
}

TEST(what_is_voided_is_counted_no_more_whichever_came_first)
{
    struct city *s = city_open(t);
    uint8_t uuid[STATEMENT_UUID_SIZE] = { 0xaa }, term[TERM_SIZE] = { 1 };
    struct told one = { .document = "{\"verb\":{\"id\":\"http://x.vn/v\"},\"object\":{\"id\":\"http://x.vn/o\"}}", .term = term, .terms = 1, .uuid = { 0xaa }, .class_ref = 5 };
    one.said = json_read(t->arena, one.document);
    voided(t, s, s->thcs.id, 71, uuid);
    is_int(t, 0, counted(t, s, "1 = 1"));                                /* to void is no deed */
    is_rc(t, OK, told_by(s, s->thcs.id, &one));                          /* it was voided before it came */
    is_int(t, 0, counted(t, s, "1 = 1"));
    is_rc(t, OK, told_by(s, s->th.id, &one));                            /* another school's is not touched */
    is_int(t, 1, counted(t, s, "1 = 1"));
    is_int(t, 1, number(t, s, "SELECT sum(n) FROM outside_weekly_class WHERE class_ref = 5"));
    voided(t, s, s->th.id, 71, uuid);
    is_int(t, 0, counted(t, s, "1 = 1"));
    is_int(t, 0, number(t, s, "SELECT sum(n) FROM outside_weekly_class"));
    is_text(t, "", disagrees(t, s));
    city_close(s);
}

static rc erase(struct tx *t, const person_id *person, void *out) { return (void)out, drop_outside(t, *person); }
CLOSURE(erase, person_id, void)

TEST(who_is_erased_is_counted_no_more_and_the_name_of_what_they_did_goes)
{
    struct city *s = city_open(t);
    told(t, s, s->thcs.id, &(struct telling){ 71, "Kho", { 0 }, SAYS("passed", "a") });
    told(t, s, s->thcs.id, &(struct telling){ 71, "Kho", { 0 }, SAYS("passed", "cua-an") });
    told(t, s, s->thcs.id, &(struct telling){ 71, "Kho", { 0 }, "{\"actor\":{binh},\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/passed\"},\"object\":{\"id\":\"http://x.vn/a\"}}" });
    is_int(t, 3, counted(t, s, "1 = 1"));
    is_rc(t, OK, transact(s->ask, NULL, erase, &s->an, NULL));
    is_int(t, 1, counted(t, s, "1 = 1"));
    is_int(t, 1, counted(t, s, "o.iri = 'http://x.vn/a'"));
    is_int(t, 0, number(t, s, "SELECT count(*) FROM outside_counted WHERE iri LIKE '%cua-an'"));
    is_text(t, "", disagrees(t, s));
    city_close(s);
}

TEST(what_is_forgotten_by_age_stays_counted)
{
    struct city *s = city_open(t);
    told(t, s, s->thcs.id, &(struct telling){ 71, "Kho", { 0 }, SAYS("experienced", "a") });
    const char *none;
    static const char *const tables[] = { "outside_statement SET id = id", "outside_person SET statement_id = statement_id", "statement_key SET statement_id = statement_id" };
    for (int i = 0; i < 3; i++) is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE %s - %lld", tables[i], 401LL * 86400000 << 22), &none));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE outside_stored SET on_day = on_day - 401", &none));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE outside_term SET statement_id = statement_id - %lld, source_id = source_id - %lld", 401LL * 86400000 << 22, 401LL * 86400000 << 22), &none));
    tidied(t, s);
    is_int(t, 1, number(t, s, "SELECT count(*) FROM outside_statement WHERE document = ''"));
    is_int(t, 1, counted(t, s, "o.name = 'Bài a'"));
    is_text(t, "", disagrees(t, s));
    city_close(s);
}

TEST(an_activity_for_each_click_does_not_make_the_sums_longer_for_ever)
{
    enum { ALL = 1010 };
    struct city *s = city_open(t);
    struct told *one = ARENA_MANY(t->arena, struct told, ALL);
    uint8_t (*term)[TERM_SIZE] = arena_take(t->arena, ALL * TERM_SIZE);
    for (int i = 0; i < ALL; i++) {
        memset(term[i], 0, TERM_SIZE), term[i][0] = (uint8_t)i, term[i][1] = (uint8_t)(i >> 8);
        one[i] = (struct told){ .document = arena_print(t->arena, "{\"verb\":{\"id\":\"http://x.vn/v\"},\"object\":{\"id\":\"http://x.vn/o%d\"}}", i), .term = term[i], .terms = 1, .uuid = { 0xbb, (uint8_t)i, (uint8_t)(i >> 8) } };
        one[i].said = json_read(t->arena, one[i].document);
    }
    is_rc(t, OK, told_all(s, s->thcs.id, one, ALL));
    is_int(t, ALL, counted(t, s, "1 = 1"));
    is_int(t, 800, number(t, s, "SELECT count(*) FROM outside_counted WHERE activity = 1"));
    is_int(t, 801, number(t, s, "SELECT count(*) FROM outside_daily"));
    is_int(t, 210, counted(t, s, "length(d.thing) = 0"));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM outside_full WHERE activity = 1"));      /* noted once, and for this key alone */
    told(t, s, s->thcs.id, &(struct telling){ 72, "Kho khác", { 0 }, SAYS("passed", "rieng") });      /* another key finds room */
    is_int(t, 1, counted(t, s, "o.iri = 'http://x.vn/rieng'"));
    is_text(t, "", disagrees(t, s));
    city_close(s);
}

TEST(what_nobody_has_told_of_for_a_month_gives_its_place_away_keeps_its_sums_and_comes_back)
{
    enum { ALL = 800 };
    struct city *s = city_open(t);
    const char *none;
    struct told *one = ARENA_MANY(t->arena, struct told, ALL);
    uint8_t (*term)[TERM_SIZE] = arena_take(t->arena, ALL * TERM_SIZE);
    for (int i = 0; i < ALL; i++) {
        memset(term[i], 0, TERM_SIZE), term[i][0] = (uint8_t)i, term[i][1] = (uint8_t)(i >> 8);
        one[i] = (struct told){ .document = arena_print(t->arena, "{\"verb\":{\"id\":\"http://x.vn/v\"},\"object\":{\"id\":\"http://x.vn/o%d\"}}", i), .term = term[i], .terms = 1, .uuid = { 0xbc, (uint8_t)i, (uint8_t)(i >> 8) } };
        one[i].said = json_read(t->arena, one[i].document);
    }
    is_rc(t, OK, told_all(s, s->thcs.id, one, ALL));
    tidied(t, s);
    is_int(t, 800, number(t, s, "SELECT count(*) FROM outside_counted WHERE activity = 1 AND closed_day IS NULL"));      /* all were told of this month */
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE outside_daily SET on_day = on_day - 31", &none));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE outside_statement SET at = at - 2678400000", &none));
    tidied(t, s);
    is_int(t, 600, number(t, s, "SELECT count(*) FROM outside_counted WHERE activity = 1 AND closed_day IS NULL"));      /* as many as make room */
    is_int(t, 800, counted(t, s, "o.iri LIKE 'http://x.vn/o%'"));                                                        /* what was counted stays so */
    for (int i = 0; i < ALL; i++) one[i].uuid[0] = 0xbd;
    is_rc(t, OK, told_all(s, s->thcs.id, one, ALL));                                                                     /* told of again */
    is_int(t, 800, number(t, s, "SELECT count(*) FROM outside_counted WHERE activity = 1 AND closed_day IS NULL"));
    is_int(t, 0, counted(t, s, "length(d.thing) = 0"));
    told(t, s, s->thcs.id, &(struct telling){ 71, "Kho", { 0 }, SAYS("passed", "thua") });
    is_int(t, 1, number(t, s, "SELECT count(*) FROM outside_full"));                                                     /* not looked again today */
    tidied(t, s);
    is_int(t, 0, number(t, s, "SELECT count(*) FROM outside_full"));
    is_text(t, "", disagrees(t, s));
    city_close(s);
}

TEST(sums_that_are_not_those_of_statements_are_found)
{
    static const struct { const char *how, *mended, *said; } rows[] = {
        { "UPDATE outside_daily SET n = n + 1", "UPDATE outside_daily SET n = n - 1", "statements from outside more than their sum says" },
        { "UPDATE outside_weekly_class SET n = n + 1", "UPDATE outside_weekly_class SET n = n - 1", "class 5" },
        { "UPDATE outside_stored SET n = n + 1", "UPDATE outside_stored SET n = n - 1", "-1 statements more came from outside" },
        { "UPDATE outside_statement SET voided_by = 1", "UPDATE outside_statement SET voided_by = NULL", "is counted though it was voided" },
        { "UPDATE outside_statement SET counted = 0", "UPDATE outside_statement SET counted = 1", "-1 statements from outside more" } };
    struct city *s = city_open(t);
    uint8_t term[TERM_SIZE] = { 1 };
    struct told one = { .document = "{\"verb\":{\"id\":\"http://x.vn/v\"},\"object\":{\"id\":\"http://x.vn/o\"}}", .term = term, .terms = 1, .uuid = { 0xaa }, .class_ref = 5, .at = { true, { -86400000LL * 400 } } };
    one.said = json_read(t->arena, one.document);
    is_rc(t, OK, told_by(s, s->thcs.id, &one));
    is_text(t, "", disagrees(t, s));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        is_rc(t, OK, db_plain(s->app.db, t->arena, rows[i].how, NULL));
        has_text(t, rows[i].said, disagrees(t, s));
        is_rc(t, OK, db_plain(s->app.db, t->arena, rows[i].mended, NULL));
        is_text(t, "", disagrees(t, s));
    }
    city_close(s);
}
