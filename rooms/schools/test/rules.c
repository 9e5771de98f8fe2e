/* Schools, areas, years and members: what schools.h says stays true. */
#include "generated/schools_queries.h"
#include "schools/schools.h"
#include "test/harness/city.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int64_t count(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}

static day on(int y, int m, int d)
{
    day x = { 0 };
    day_make(y, m, d, &x);
    return x;
}

/* ---- areas */

static rc areas_again(struct tx *t, const int *in, void *out) { (void)in; (void)out; return schools_load_areas(t); }
CLOSURE(areas_again, int, void)

TEST(ha_noi_has_126_communes_today_and_30_districts_until_the_reform)
{
    struct city *s = city_open(t);
    int reform = on(2025, 7, 1).n, none = 0;
    is_int(t, 51, count(t, s, arena_print(t->arena, "SELECT count(*) FROM area WHERE kind = 'ward' AND valid_from = %d AND valid_to IS NULL", reform)));
    is_int(t, 75, count(t, s, arena_print(t->arena, "SELECT count(*) FROM area WHERE kind = 'commune' AND valid_from = %d AND valid_to IS NULL", reform)));
    is_int(t, 30, count(t, s, arena_print(t->arena, "SELECT count(*) FROM area WHERE kind = 'district' AND valid_to = %d", reform)));
    is_int(t, 12, count(t, s, "SELECT count(*) FROM area WHERE kind = 'district' AND inner_city = 1"));
    is_int(t, 126, count(t, s, "SELECT count(*) FROM area_was WHERE main = 1"));         /* each came out of one district above all */
    is_int(t, 126, count(t, s, "SELECT count(DISTINCT area_id) FROM area_was"));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM area_was w JOIN area a ON a.id = w.old_id WHERE a.kind <> 'district'"));
    int64_t all = count(t, s, "SELECT count(*) FROM area");
    is_rc(t, OK, transact(s->ask, NULL, areas_again, &none, NULL));
    is_int(t, all, count(t, s, "SELECT count(*) FROM area"));
    city_close(s);
}

TEST(a_code_of_an_area_means_something_only_on_a_day)
{
    struct city *s = city_open(t);
    struct commune_find_row row;
    struct area_find_row old;
    bool found;
    is_rc(t, OK, commune_find(s->ask, "00004", on(2025, 7, 1), &row, &found));
    is_true(t, found);
    is_text(t, "Phường Ba Đình", row.name);
    is_rc(t, OK, commune_find(s->ask, "00004", on(2025, 6, 30), &row, &found));          /* then the code of Phường Trúc Bạch */
    is_false(t, found);
    is_rc(t, OK, area_find(s->ask, "276", AREA_KIND_DISTRICT, on(2025, 6, 30), &old, &found));
    is_true(t, found);
    is_text(t, "Huyện Thạch Thất", old.name);
    is_rc(t, OK, area_find(s->ask, "276", AREA_KIND_DISTRICT, on(2025, 7, 1), &old, &found));
    is_false(t, found);
    city_close(s);
}

/* ---- schools */

static rc school_make(struct tx *t, const struct new_school *in, school_id *out) { return school_add(t, in, out); }
CLOSURE(school_make, struct new_school, school_id)

static struct new_school school_named(const char *code, const char *name)
{
    struct new_school in = { .code = code, .name = name, .address = "Số 2, phố Mẫu Thử", .area_code = "00008", .ownership = OWNERSHIP_PUBLIC };
    in.level[SCHOOL_LEVEL_PRIMARY] = true;
    return in;
}

TEST(a_school_is_refused_with_a_word_on_what_is_wrong)
{
    struct city *s = city_open(t);
    static const char *const bad_codes[] = { "ab", "THCS-A", "trường", "-abc", "abc-", "a b c", "a/b", "" };
    struct new_school in = school_named("thcs", "Trường THCS Khác");
    school_id id;
    int64_t before = count(t, s, "SELECT count(*) FROM school");
    is_rc(t, CONFLICT, transact(s->ask, NULL, school_make, &in, &id));
    is_int(t, 1203, s->ask->fault->number);
    for (size_t i = 0; i < sizeof bad_codes / sizeof *bad_codes; i++) {
        *s->ask->fault = (struct fault){ 0 };
        in.code = bad_codes[i];
        is_rc(t, INVALID, transact(s->ask, NULL, school_make, &in, &id));
        is_text(t, "ma_truong", s->ask->fault->field);
    }
    *s->ask->fault = (struct fault){ 0 };
    in = school_named("th-moi", "Trường Tiểu học Mới");
    in.area_code = "00001";
    is_rc(t, INVALID, transact(s->ask, NULL, school_make, &in, &id));
    is_text(t, "dia_ban", s->ask->fault->field);
    *s->ask->fault = (struct fault){ 0 };
    in = school_named("th-moi", "Trường Tiểu học Mới");
    in.level[SCHOOL_LEVEL_PRIMARY] = false;
    is_rc(t, INVALID, transact(s->ask, NULL, school_make, &in, &id));
    is_int(t, 1201, s->ask->fault->number);
    is_int(t, before, count(t, s, "SELECT count(*) FROM school"));                       /* nothing of any of them stayed */
    is_int(t, before, count(t, s, "SELECT count(*) FROM organisation WHERE kind = 'school'"));
    city_close(s);
}

TEST(a_school_of_two_levels_says_so)
{
    struct city *s = city_open(t);
    struct new_school in = school_named("th-thcs-moi", "Trường TH&THCS Mới");
    struct school_face face;
    school_id id;
    in.level[SCHOOL_LEVEL_LOWER_SECONDARY] = true;
    is_rc(t, OK, transact(s->ask, NULL, school_make, &in, &id));
    is_rc(t, OK, school_face(s->ask, id, &face));
    is_true(t, face.multi_level && face.level[SCHOOL_LEVEL_PRIMARY] && face.level[SCHOOL_LEVEL_LOWER_SECONDARY]);
    is_false(t, face.level[SCHOOL_LEVEL_PRESCHOOL]);
    is_text(t, "Phường Ngọc Hà", face.area_name);
    is_rc(t, OK, school_face(s->ask, s->mn.id, &face));
    is_true(t, face.level[SCHOOL_LEVEL_PRESCHOOL] && !face.multi_level);
    city_close(s);
}

TEST(schools_of_the_same_name_are_all_listed_page_by_page)
{
    struct city *s = city_open(t);
    struct school_brief *row;
    size_t n, seen = 0;
    const char *after = "";
    for (int i = 0; i < 4; i++) {
        school_id id;
        struct new_school in = school_named(arena_print(t->arena, "mau-%d", i), "Trường Tiểu học Mẫu");
        is_rc(t, OK, transact(s->ask, NULL, school_make, &in, &id));
    }
    do {
        if (!is_rc(t, OK, schools_list(s->ask, after, 2, &row, &n))) break;
        seen += n;
        if (n) after = row[n - 1].code;
    } while (n && seen < 100);
    is_int(t, 7, seen);
    city_close(s);
}

/* ---- years and weeks */

struct weeks_in { school_year_id year; day week1, term2; const struct week_break *breaks; size_t n; };
static rc weeks_put(struct tx *t, const struct weeks_in *in, void *out) { (void)out; return weeks_set(t, in->year, in->week1, in->term2, in->breaks, in->n); }
CLOSURE(weeks_put, struct weeks_in, void)
static rc year_put(struct tx *t, const struct new_year *in, school_year_id *out) { return year_add(t, in, out); }
CLOSURE(year_put, struct new_year, school_year_id)

static struct new_year year_of_2025(void)
{
    return (struct new_year){ .name = "2025-2026", .starts = on(2025, 9, 5), .ends = on(2026, 6, 1), .week1 = on(2025, 9, 8), .term2 = on(2026, 1, 19) };
}

/* One line of test/vectors/school_weeks_2025_2026.tsv: monday, sunday, week, term, kind. */
static void week_is(struct test *t, struct ask *a, const char *text, const struct weeks_of_year_row *row)
{
    struct span rest = span_of(text), monday, sunday, week, term, kind;
    struct year_brief year;
    day first = { 0 }, last = { 0 };
    span_cut(&rest, '\t', &monday), span_cut(&rest, '\t', &sunday), span_cut(&rest, '\t', &week), span_cut(&rest, '\t', &term), span_cut(&rest, '\t', &kind);
    is_int(t, DAY_OK, day_read_iso(arena_text_n(t->arena, monday.p, monday.n), &first));
    is_int(t, DAY_OK, day_read_iso(arena_text_n(t->arena, sunday.p, sunday.n), &last));
    int number = atoi(arena_text_n(t->arena, week.p, week.n));
    is_int(t, first.n, row->monday.n);
    is_int(t, number, row->number.has ? row->number.v : 0);
    is_int(t, span_is(term, "HKII") ? 2 : 1, row->term);
    is_true(t, span_is(kind, "học") == (row->note == NULL));
    is_rc(t, OK, year_at(a, first, &year));
    is_int(t, number, year.week);
    is_rc(t, OK, year_at(a, last, &year));                                               /* a week lasts until its Sunday */
    is_int(t, number, year.week);
}

/* The days of test/vectors/dates.tsv whose week of 2025-2026 is known; "-" is no day of a numbered week, and neither is week 0. */
static void days_are_in_their_weeks(struct test *t, struct ask *a)
{
    char text[300];
    int days = 0;
    FILE *f = fopen("test/vectors/dates.tsv", "r");
    if (!is_true(t, f != NULL)) return;
    while (fgets(text, sizeof text, f)) {
        struct span rest = span_of(text), op, kind, input, week;
        struct year_brief year = { 0 };
        day on;
        if (!span_cut(&rest, '\t', &op) || !span_cut(&rest, '\t', &kind) || !span_cut(&rest, '\t', &input) || !span_cut(&rest, '\t', &week)) continue;
        if (!span_is(op, "week") || !span_is(kind, "2025-2026")) continue;
        is_int(t, DAY_OK, day_read_iso(arena_text_n(t->arena, input.p, input.n), &on));
        rc r = year_at(a, on, &year);
        if (r != OK && r != NOT_FOUND) fail(t, "%.*s: %s", (int)input.n, input.p, rc_name(r));
        if (year.week != atoi(arena_text_n(t->arena, week.p, week.n))) fail(t, "%.*s: week %lld, not %.*s", (int)input.n, input.p, (long long)year.week, (int)week.n, week.p);
        days++;
    }
    is_true(t, days > 15);
    fclose(f);
}

TEST(the_weeks_of_2025_2026_are_those_of_the_vectors)
{
    struct city *s = city_open(t);
    struct ask *a = as_staff(s, s->th.id);
    struct new_year in = year_of_2025();
    const struct week_break tet = { on(2026, 2, 16), "Nghỉ Tết" };
    struct weeks_in weeks = { .week1 = in.week1, .term2 = in.term2, .breaks = &tet, .n = 1 };
    struct weeks_of_year_row *row;
    char text[300];
    size_t n, i = 0;
    FILE *f = fopen("test/vectors/school_weeks_2025_2026.tsv", "r");
    if (!is_true(t, f != NULL)) return;
    is_rc(t, OK, transact(a, NULL, year_put, &in, &weeks.year));
    is_rc(t, OK, transact(a, NULL, weeks_put, &weeks, NULL));
    if (!is_rc(t, OK, weeks_of_year(a, weeks.year, &row, &n))) return;
    if (!is_true(t, fgets(text, sizeof text, f) != NULL)) return;
    for (; fgets(text, sizeof text, f) && i < n; i++)
        week_is(t, a, text, &row[i]);
    is_int(t, 37, i);
    is_int(t, 37, n);
    fclose(f);
    days_are_in_their_weeks(t, a);
    city_close(s);
}

TEST(a_year_is_refused_with_a_word_at_the_field)
{
    struct city *s = city_open(t);
    struct ask *a = as_staff(s, s->th.id);
    school_year_id id;
    struct { const char *field; struct new_year in; } cases[4] = { { "ket_thuc", year_of_2025() }, { "tuan_1", year_of_2025() }, { "hoc_ki_2", year_of_2025() }, { "hoc_ki_2", year_of_2025() } };
    cases[0].in.ends = cases[0].in.starts;
    cases[1].in.week1.n++;
    cases[2].in.term2.n += 2;
    cases[3].in.term2 = on(2025, 12, 1);                                                 /* term I would have 12 weeks */
    for (size_t i = 0; i < 4; i++) {
        *a->fault = (struct fault){ 0 };
        is_rc(t, INVALID, transact(a, NULL, year_put, &cases[i].in, &id));
        is_text(t, cases[i].field, a->fault->field);
    }
    *a->fault = (struct fault){ 0 };
    struct new_year good = year_of_2025();
    is_rc(t, OK, transact(a, NULL, year_put, &good, &id));
    is_rc(t, CONFLICT, transact(a, NULL, year_put, &good, &id));
    is_int(t, 1214, a->fault->number);
    city_close(s);
}

TEST(the_year_of_a_day_is_the_one_that_holds_it_else_the_next_else_the_last)
{
    struct city *s = city_open(t);
    struct ask *a = as_staff(s, s->th.id);
    struct new_year in = year_of_2025();
    struct year_brief year;
    school_year_id id;
    is_rc(t, OK, transact(a, NULL, year_put, &in, &id));
    is_rc(t, OK, year_at(a, on(2025, 10, 1), &year));
    is_text(t, "2025-2026", year.name);
    is_rc(t, OK, year_at(a, on(2026, 7, 1), &year));
    is_text(t, "2026-2027", year.name);
    is_int(t, 0, year.week);
    is_rc(t, OK, year_at(a, on(2030, 1, 1), &year));
    is_text(t, "2026-2027", year.name);
    is_rc(t, OK, year_at_of(s->ask, s->mn.id, s->today, &year));
    is_int(t, 12, year.week);
    is_int(t, 1, year.term);
    city_close(s);
}

/* ---- members */

struct ending { member_id id; day to; int64_t rev; };
static rc place_end(struct tx *t, const struct ending *in, void *out) { (void)out; return member_end(t, in->id, in->to, in->rev); }
CLOSURE(place_end, struct ending, void)

TEST(a_place_ends_once_and_is_kept)
{
    struct city *s = city_open(t);
    struct ask *a = as_staff(s, s->thcs.id);
    struct ending stale = { s->m_toan, s->today, 7 }, end = { s->m_toan, s->today, 1 }, foreign = { s->m_hang, s->today, 1 };
    struct member_line line;
    struct membership *m;
    size_t n;
    is_rc(t, CONFLICT, transact(a, NULL, place_end, &stale, NULL));
    is_rc(t, OK, memberships_of(a, s->toan, &m, &n));
    is_int(t, 1, n);
    is_rc(t, OK, transact(a, NULL, place_end, &end, NULL));
    is_rc(t, CONFLICT, transact(a, NULL, place_end, &end, NULL));                        /* the second press */
    is_rc(t, OK, memberships_of(a, s->toan, &m, &n));
    is_int(t, 0, n);
    is_rc(t, OK, member_find(a, s->m_toan, &line));
    is_true(t, line.to_day.has && line.to_day.v.n == s->today.n);
    is_rc(t, NOT_FOUND, member_find(as_staff(s, s->th.id), s->m_toan, &line));
    is_rc(t, CONFLICT, transact(as_staff(s, s->th.id), NULL, place_end, &foreign, NULL));
    is_rc(t, OK, memberships_of(a, s->hang, &m, &n));
    is_int(t, 1, n);
    city_close(s);
}

static bool finds(struct test *t, struct ask *a, const char *query, person_id person)
{
    struct member_line *row;
    size_t n;
    bool found = false;
    is_rc(t, OK, members_find(a, query, 50, &row, &n));
    for (size_t i = 0; i < n; i++)
        found = found || row[i].person.v == person.v;
    return found;
}

TEST(a_name_is_found_with_and_without_accents_in_its_own_school_only)
{
    struct city *s = city_open(t);
    struct ask *a = as_staff(s, s->thcs.id);
    static const char *const queries[] = { "Đỗ Trí Bình", "do tri binh", "ĐỖ TRÍ", "trí đỗ", "binh", "  Bình  " };
    static const char *const nothing[] = { "Kiều Anh Dũng", "dung kieu", "Lan", "", "%", "_", "%%%%", "Bình Bống", "'" };
    struct member_line *row;
    size_t n;
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
        if (!finds(t, a, queries[i], s->binh)) fail(t, "'%s' does not find Đỗ Trí Bình", queries[i]);
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
        is_rc(t, OK, members_find(a, nothing[i], 50, &row, &n));
        if (n) fail(t, "'%s' finds %s", nothing[i], row->name);
    }
    is_true(t, finds(t, as_staff(s, s->th.id), "dung kieu", s->dung));
    s->ask->scope = (struct scope){ 0 };
    is_rc(t, NOT_FOUND, members_find(s->ask, "binh", 50, &row, &n));
    city_close(s);
}

static rc namesakes_add(struct tx *t, const int *n, void *out)
{
    (void)out;
    for (int i = 0; i < *n; i++) {
        person_id person;
        member_id id;
        struct new_person one = { .full_name = "Nguyễn Minh Anh" };
        try(person_add(t, &one, &person));
        struct new_member in = { .person = person, .role = MEMBER_ROLE_PUPIL, .full_name = one.full_name, .from = day_of(t->now) };
        try(member_add(t, &in, &id));
    }
    return OK;
}
CLOSURE(namesakes_add, int, void)

TEST(namesakes_are_all_listed_page_by_page_in_vietnamese_order)
{
    struct city *s = city_open(t);
    struct ask *a = as_staff(s, s->thcs.id);
    struct member_line *row;
    member_id after = { 0 };
    size_t n, seen = 0;
    int five = 5;
    const char *last = "";
    is_rc(t, OK, transact(a, NULL, namesakes_add, &five, NULL));
    do {
        if (!is_rc(t, OK, members_of_role(a, MEMBER_ROLE_PUPIL, after, 2, &row, &n))) break;
        for (size_t i = 0; i < n; i++, seen++)
            last = row[i].name;
        if (n) after = row[n - 1].id;
    } while (n && seen < 100);
    is_int(t, 8, seen);
    is_text(t, "Khuất Quỳnh Chi", last);
    is_rc(t, NOT_FOUND, members_of_role(as_staff(s, s->th.id), MEMBER_ROLE_PUPIL, after, 2, &row, &n));
    city_close(s);
}

TEST(a_person_is_here_as_member_or_as_guardian_of_one)
{
    struct city *s = city_open(t);
    struct ask *a = as_staff(s, s->thcs.id);
    struct person_brief brief;
    is_rc(t, OK, person_here(a, s->an, &brief));
    is_rc(t, OK, person_here(a, s->tuan, &brief));
    is_rc(t, NOT_FOUND, person_here(a, s->dung, &brief));
    is_rc(t, NOT_FOUND, person_here(a, s->lan, &brief));
    is_rc(t, NOT_FOUND, person_here(a, s->admin, &brief));
    is_rc(t, NOT_FOUND, person_here(as_staff(s, s->th.id), s->tuan, &brief));
    city_close(s);
}

/* ---- bulk acts */

static rc batch_twice(struct tx *t, const person_id *by, batch_id *out)
{
    try(batch_open(t, "test.batch", *by, out));
    struct new_member in = { .person = *by, .role = MEMBER_ROLE_STAFF, .full_name = "Lương Thị Bích Thủy", .from = day_of(t->now), .batch = *out };
    member_id id;
    return member_add(t, &in, &id);
}
CLOSURE(batch_twice, person_id, batch_id)
struct undoing { batch_id batch; person_id by; };
static rc batch_back(struct tx *t, const struct undoing *in, void *out)
{
    (void)out;
    try(batch_undo(t, in->batch, in->by, "nhập nhầm"));
    return members_undo(t, in->batch);
}
CLOSURE(batch_back, struct undoing, void)

TEST(a_bulk_act_is_undone_once_and_only_by_its_own_school)
{
    struct city *s = city_open(t);
    struct ask *a = as_staff(s, s->thcs.id);
    struct undoing undo = { .by = s->clerk };
    struct membership *m;
    size_t n;
    is_rc(t, OK, transact(a, NULL, batch_twice, &s->clerk, &undo.batch));
    is_rc(t, OK, memberships_of(a, s->clerk, &m, &n));
    is_int(t, 2, n);
    is_rc(t, CONFLICT, transact(as_staff(s, s->th.id), NULL, batch_back, &undo, NULL));
    as_staff(s, s->thcs.id);
    is_rc(t, OK, transact(a, NULL, batch_back, &undo, NULL));
    is_rc(t, CONFLICT, transact(a, NULL, batch_back, &undo, NULL));
    is_rc(t, OK, memberships_of(a, s->clerk, &m, &n));
    is_int(t, 1, n);
    city_close(s);
}

/* ---- holidays */

TEST(holidays_are_found_by_both_calendars)
{
    struct holiday h;
    is_true(t, holiday_on(on(2026, 11, 20), &h) && !h.off);
    is_text(t, "Ngày Nhà giáo Việt Nam", h.name);
    is_true(t, holiday_on(on(2027, 2, 6), &h) && h.off);
    is_text(t, "Mùng 1 Tết", h.name);
    is_true(t, holiday_on(on(2027, 2, 5), &h) && h.off);
    is_text(t, "Giao thừa", h.name);
    is_true(t, holiday_on(on(2026, 4, 26), &h) && h.off);
    is_text(t, "Giỗ Tổ Hùng Vương", h.name);
    is_true(t, holiday_on(on(2006, 4, 7), &h) == false);          /* a day off since 2007 */
    is_false(t, holiday_on(on(2026, 11, 21), &h));
    is_true(t, holiday_next(on(2026, 11, 27), 31, &h));
    is_int(t, on(2026, 12, 22).n, h.on.n);
    is_false(t, holiday_next(on(2026, 11, 27), 8, &h));
}

TEST(the_week_of_tet_is_the_one_that_most_schools_rest)
{
    is_int(t, on(2026, 2, 16).n, tet_week(2026).n);       /* as in the vectors of 2025-2026 */
    is_int(t, on(2025, 1, 27).n, tet_week(2025).n);
    is_int(t, on(2027, 2, 8).n, tet_week(2027).n);        /* mùng 1 is a Saturday: the week after */
    is_int(t, 0, tet_week(1800).n);
}

TEST(a_new_year_leaves_out_the_week_of_tet)
{
    struct city *s = city_open(t);
    struct ask *a = as_staff(s, s->th.id);
    struct new_year in = year_of_2025(), wrong = year_of_2025();
    struct weeks_of_year_row *row;
    school_year_id id;
    size_t n, rests = 0;
    in.tet = (opt_day){ true, tet_week(2026) };
    wrong.tet = (opt_day){ true, on(2026, 2, 17) };
    is_rc(t, INVALID, transact(a, NULL, year_put, &wrong, &id));
    is_text(t, "nghi_tet", a->fault->field);
    *a->fault = (struct fault){ 0 };
    is_rc(t, OK, transact(a, NULL, year_put, &in, &id));
    is_rc(t, OK, weeks_of_year(a, id, &row, &n));
    for (size_t i = 0; i < n; i++)
        if (row[i].note && str_is(row[i].note, "Nghỉ Tết")) rests++, is_int(t, on(2026, 2, 16).n, row[i].monday.n), is_false(t, row[i].number.has);
    is_int(t, 1, rests);
    is_int(t, 37, n);
    city_close(s);
}
