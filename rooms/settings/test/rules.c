/* Values of the nearest level, what fits, conflicts, the doctor, rule sets. */
#include "settings/settings.h"
#include "settings/inside.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

static const struct setting_choice colours[] = { { "xanh", "Xanh" }, { "do", "Đỏ" }, { NULL, NULL } };
enum { DAYS, ON, NAME, COLOUR, LAST, BELL, OF_SCHOOL, SIZE };
static const struct rule_set sizes = { "# năm\ttừ\tđến\tsố\tnguồn\n2020\t1\t5\t35\tTT 28/2020\n2020\t6\t12\t45\tTT 32/2020\n2027\t6\t9\t40\tTT mới\n" };
static const struct setting rows[] = {
    [DAYS] = { .key = "test.days", .levels = SETTING_APP | SETTING_SCHOOL | SETTING_YEAR, .type = SETTING_INT, .label = "Số ngày", .otherwise = "14", .min = 1, .max = 60 },
    [ON] = { .key = "test.on", .levels = SETTING_SCHOOL, .type = SETTING_BOOL, .label = "Bật", .otherwise = "1" },
    [NAME] = { .key = "test.name", .levels = SETTING_SCHOOL, .type = SETTING_LINE, .label = "Tên", .max = 5 },
    [COLOUR] = { .key = "test.colour", .levels = SETTING_SCHOOL, .type = SETTING_CHOICE, .label = "Màu", .otherwise = "do", .choice = colours },
    [LAST] = { .key = "test.last", .levels = SETTING_YEAR, .type = SETTING_DAY, .label = "Hạn" },
    [BELL] = { .key = "test.bell", .levels = SETTING_SCHOOL, .type = SETTING_TIME, .label = "Giờ", .otherwise = "07:30" },
    [OF_SCHOOL] = { .key = "test.school", .levels = SETTING_SCHOOL, .type = SETTING_INT, .label = "Của trường", .otherwise = "1", .min = 1, .max = 9 },
    [SIZE] = { .key = "test.size", .levels = SETTING_SCHOOL | SETTING_YEAR, .type = SETTING_INT, .label = "Sĩ số", .min = 1, .max = 60, .rules = &sizes, .grade = 6 },
};

static rc put_one(struct tx *t, const struct setting_change *in, void *out) { (void)out; return setting_put(t, in); }
CLOSURE(put_one, struct setting_change, void)

static rc put(struct city *s, int row, enum setting_level level, school_year_id year, const char *text, int64_t rev)
{
    struct setting_change in = { &rows[row], level, year, text, rev };
    *s->ask->fault = (struct fault){ 0 };
    return transact(s->ask, NULL, put_one, &in, NULL);
}

static int64_t days_now(struct test *t, struct city *s)
{
    int64_t n = -1;
    is_rc(t, OK, setting_int(s->ask, &rows[DAYS], &n));
    return n;
}

static const school_year_id every = { 0 };

TEST(the_nearest_value_wins)
{
    struct city *s = city_open(t);
    as_staff(s, s->thcs.id);
    is_int(t, 14, days_now(t, s));
    is_rc(t, OK, put(s, DAYS, SETTING_APP, every, "20", 0));
    is_int(t, 20, days_now(t, s));
    is_rc(t, OK, put(s, DAYS, SETTING_SCHOOL, every, "30", 0));
    is_int(t, 30, days_now(t, s));
    is_rc(t, OK, put(s, DAYS, SETTING_YEAR, s->thcs.year, "40", 0));
    is_int(t, 40, days_now(t, s));
    as_staff(s, s->th.id);
    is_int(t, 20, days_now(t, s));                                         /* another school: the app's */
    as_staff(s, s->thcs.id);
    is_rc(t, OK, put(s, DAYS, SETTING_YEAR, s->thcs.year, "", 1));
    is_int(t, 30, days_now(t, s));
    is_rc(t, OK, put(s, DAYS, SETTING_SCHOOL, every, "", 1));
    is_int(t, 20, days_now(t, s));
    city_close(s);
}

TEST(a_value_of_another_year_does_not_count_today)
{
    struct city *s = city_open(t);
    struct year_brief next = { .id = { 77 } };
    struct setting_value v;
    day_make(2027, 9, 6, &next.starts);
    as_staff(s, s->thcs.id);
    is_rc(t, OK, put(s, DAYS, SETTING_YEAR, next.id, "50", 0));
    is_int(t, 14, days_now(t, s));
    is_rc(t, OK, setting_of(s->ask, s->thcs.id, &next, &rows[DAYS], &v));
    is_int(t, 50, v.n);
    is_int(t, SETTING_YEAR, v.from);
    city_close(s);
}

TEST(only_levels_of_the_row_are_set)
{
    struct city *s = city_open(t);
    as_staff(s, s->thcs.id);
    is_rc(t, BUG, put(s, OF_SCHOOL, SETTING_APP, every, "3", 0));
    is_rc(t, BUG, put(s, DAYS, SETTING_SCHOOL, s->thcs.year, "3", 0));
    is_rc(t, BUG, put(s, DAYS, SETTING_YEAR, every, "3", 0));
    as_family(s, &s->tuan, 1);
    is_rc(t, BUG, put(s, DAYS, SETTING_SCHOOL, every, "3", 0));            /* no school's scope */
    city_close(s);
}

TEST(what_equals_the_default_is_not_stored)
{
    struct city *s = city_open(t);
    const char *n = NULL;
    as_staff(s, s->thcs.id);
    is_rc(t, OK, put(s, DAYS, SETTING_SCHOOL, every, "14", 0));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT count(*) FROM setting", &n));
    is_text(t, "0", n);
    is_rc(t, OK, put(s, DAYS, SETTING_SCHOOL, every, "20", 0));
    is_rc(t, OK, put(s, DAYS, SETTING_YEAR, s->thcs.year, "14", 0));       /* differs from the school's */
    is_int(t, 14, days_now(t, s));
    city_close(s);
}

TEST(two_at_once_the_second_hears_of_it)
{
    struct city *s = city_open(t);
    as_staff(s, s->thcs.id);
    is_rc(t, OK, put(s, DAYS, SETTING_SCHOOL, every, "20", 0));
    is_rc(t, CONFLICT, put(s, DAYS, SETTING_SCHOOL, every, "30", 0));
    is_rc(t, OK, put(s, DAYS, SETTING_SCHOOL, every, "30", 1));
    is_rc(t, CONFLICT, put(s, DAYS, SETTING_SCHOOL, every, "40", 1));
    is_int(t, 30, days_now(t, s));
    city_close(s);
}

TEST(values_are_read_as_people_write_them)
{
    struct city *s = city_open(t);
    const char *normal, *why;
    static const struct { int row; const char *text, *normal; } good[] = {
        { DAYS, "7", "7" }, { DAYS, "60", "60" }, { ON, "0", "0" }, { NAME, "Vũ Đà", "Vũ Đà" }, { COLOUR, "xanh", "xanh" },
        { LAST, "31/5/2027", "2027-05-31" }, { LAST, "2027-05-31", "2027-05-31" }, { BELL, "7h05", "07:05" }, { BELL, "23:59", "23:59" } };
    static const struct { int row; const char *text; } bad[] = {
        { DAYS, "0" }, { DAYS, "61" }, { DAYS, "7 ngày" }, { DAYS, "-1" }, { ON, "có" }, { NAME, "Vũ Đàn" }, { NAME, "a\nb" }, { COLOUR, "vang" },
        { LAST, "30/02/2027" }, { BELL, "24:00" }, { BELL, "7" } };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        is_true(t, setting_fits(s->ask, &rows[good[i].row], good[i].text, &normal, &why));
        is_text(t, good[i].normal, normal);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (setting_fits(s->ask, &rows[bad[i].row], bad[i].text, &normal, &why) || !why) fail(t, "'%s' fits %s", bad[i].text, rows[bad[i].row].key);
    as_staff(s, s->thcs.id);
    is_rc(t, INVALID, put(s, DAYS, SETTING_SCHOOL, every, "99", 0));
    is_text(t, "test.days", s->ask->fault->field);
    city_close(s);
}

TEST(each_type_has_its_getter)
{
    struct city *s = city_open(t);
    bool on = false;
    const char *text = NULL;
    struct setting_value value;
    as_staff(s, s->thcs.id);
    is_rc(t, OK, put(s, ON, SETTING_SCHOOL, every, "0", 0));
    is_rc(t, OK, put(s, COLOUR, SETTING_SCHOOL, every, "xanh", 0));
    is_rc(t, OK, put(s, LAST, SETTING_YEAR, s->thcs.year, "31/05/2027", 0));
    is_rc(t, OK, setting_bool(s->ask, &rows[ON], &on));
    is_false(t, on);
    is_rc(t, OK, setting_text(s->ask, &rows[COLOUR], &text));
    is_text(t, "xanh", text);
    is_rc(t, OK, setting_text(s->ask, &rows[NAME], &text));
    is_text(t, "", text);
    is_rc(t, OK, setting_of(s->ask, s->thcs.id, NULL, &rows[LAST], &value));
    is_true(t, value.on.has);
    is_rc(t, OK, setting_of(s->ask, s->thcs.id, NULL, &rows[BELL], &value));
    is_int(t, 450, value.clock.v);
    city_close(s);
}

TEST(a_stored_value_that_no_longer_fits_counts_as_not_set_and_the_doctor_tells)
{
    struct city *s = city_open(t);
    int64_t wrong = 0;
    const char *first;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO setting (school_id, year_id, key, text, by_person, at, rev) VALUES "
        "(%lld, 0, 'test.days', '900', 0, 0, 1)", (long long)s->thcs.id.v), &first));
    as_staff(s, s->thcs.id);
    is_int(t, 14, days_now(t, s));
    is_rc(t, OK, settings_doctor(s->ask, NULL, NULL, &wrong));
    is_int(t, 1, wrong);                                                   /* and no row is called so */
    city_close(s);
}

TEST(a_request_asks_once_and_forgets)
{
    struct city *s = city_open(t);
    const char *first;
    as_staff(s, s->thcs.id);
    is_int(t, 14, days_now(t, s));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO setting (school_id, year_id, key, text, by_person, at, rev) VALUES "
        "(%lld, 0, 'test.days', '9', 0, 0, 1)", (long long)s->thcs.id.v), &first));
    is_int(t, 14, days_now(t, s));                                         /* the same request */
    as_staff(s, s->thcs.id);
    is_int(t, 9, days_now(t, s));                                          /* the next */
    city_close(s);
}

TEST(rules_of_a_level_and_a_year_are_data)
{
    struct city *s = city_open(t);
    struct setting_value v;
    const char *source = NULL;
    int64_t n = 0;
    is_true(t, rule_value(t->arena, &sizes, 2026, 6, &n, &source));
    is_int(t, 45, n);
    is_text(t, "TT 32/2020", source);
    is_true(t, rule_value(t->arena, &sizes, 2030, 6, &n, NULL));
    is_int(t, 40, n);
    is_true(t, rule_value(t->arena, &sizes, 2030, 12, &n, NULL));
    is_int(t, 45, n);
    is_false(t, rule_value(t->arena, &sizes, 2019, 6, &n, NULL));
    is_false(t, rule_value(t->arena, &sizes, 2026, -3, &n, NULL));
    as_staff(s, s->thcs.id);
    is_rc(t, OK, setting_of(s->ask, s->thcs.id, NULL, &rows[SIZE], &v));
    is_int(t, 45, v.n);
    is_text(t, "TT 32/2020", v.source);
    is_rc(t, OK, put(s, SIZE, SETTING_YEAR, s->thcs.year, "40", 0));
    is_rc(t, OK, setting_of(s->ask, s->thcs.id, NULL, &rows[SIZE], &v));
    is_int(t, 40, v.n);
    city_close(s);
}

TEST(who_set_it_is_written_down)
{
    struct city *s = city_open(t);
    const char *fields = NULL;
    as_staff(s, s->thcs.id);
    s->ask->me = s->clerk;
    is_rc(t, OK, put(s, ON, SETTING_SCHOOL, every, "0", 0));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT fields FROM audit WHERE act = 'settings.set'", &fields));
    has_text(t, "Có\tKhông", fields);
    city_close(s);
}
