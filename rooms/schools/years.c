/* School years and their weeks: 35 numbered weeks (18 + 17) as each school sets them, holidays without a number
** (domain rules 2.1, 2.6; test/vectors/school_weeks_2025_2026.tsv). */
#include "generated/schools_queries.h"
#include "audit/audit.h"
#include "schools/acts.h"
#include "schools/schools.h"

#define WEEKS_TERM1 18
#define WEEKS_TERM2 17
#define WEEKS_MOST  60

rc year_at(struct ask *a, day on, struct year_brief *out)
{
    return year_at_of(a, a->scope.school, on, out);
}

rc year_at_of(struct ask *a, school_id school, day on, struct year_brief *out)
{
    struct year_on_of_row row;
    bool found;
    try(year_on_of(a, school, on, &row, &found));
    if (!found) return NOT_FOUND;
    *out = (struct year_brief){ .id = row.id, .name = row.name, .starts = row.starts, .ends = row.ends,
                                .week = row.week.has ? row.week.v : 0, .term = row.term.has ? row.term.v : 0 };
    return OK;
}

static rc year_check(struct ask *a, const struct new_year *in)
{
    if (in->ends.n <= in->starts.n || in->ends.n - in->starts.n > 400)
        return refuse_field(a, "ket_thuc", 1211, _("Ngày kết thúc phải sau ngày bắt đầu, trong vòng một năm."), NULL);
    if (day_weekday(in->week1) != 1)
        return refuse_field(a, "tuan_1", 1212, _("Tuần 1 phải bắt đầu từ một ngày thứ Hai."), NULL);
    if (day_weekday(in->term2) != 1 || in->term2.n < in->week1.n + WEEKS_TERM1 * 7)
        return refuse_field(a, "hoc_ki_2", 1213, _("Học kì II phải bắt đầu từ một thứ Hai, sau ít nhất 18 tuần của học kì I."), NULL);
    if (in->tet.has && day_weekday(in->tet.v) != 1)
        return refuse_field(a, "nghi_tet", 1215, _("Tuần nghỉ Tết phải bắt đầu từ một ngày thứ Hai."), NULL);
    return OK;
}

static day monday_from(day x)
{
    return (day){ x.n + (8 - day_weekday(x)) % 7 };
}

struct new_year year_usual(struct arena *a, day on)
{
    int y, m, d;
    struct new_year year = { 0 };
    day second = { 0 };
    day_parts(on, &y, &m, &d);
    if (m < 6) y--;
    bool real = day_make(y, 9, 5, &year.starts) && day_make(y + 1, 1, 18, &second) && day_make(y + 1, 6, 1, &year.ends);
    if (!real) return year;
    year.name = arena_print(a, "%d-%d", y, y + 1);
    year.week1 = monday_from((day){ year.starts.n + 1 });
    year.term2 = monday_from(second);
    year.tet = (opt_day){ true, tet_week(y + 1) };
    return year;
}

static rc year_told(struct tx *t, const struct new_year *in, school_year_id id, int act)
{
    char starts[DAY_TEXT_SIZE], ends[DAY_TEXT_SIZE], week1[DAY_TEXT_SIZE], term2[DAY_TEXT_SIZE];
    return audit_add(t, &(struct change){ .act = &schools_acts[act], .kind = "school_year", .id = id.v, .name = in->name,
        WAS({ N_("Ngày bắt đầu"), NULL, day_dmy(in->starts, starts), KEPT_AS_IS }, { N_("Ngày kết thúc"), NULL, day_dmy(in->ends, ends), KEPT_AS_IS },
            { N_("Tuần 1 từ"), NULL, day_dmy(in->week1, week1), KEPT_AS_IS }, { N_("Học kì II từ"), NULL, day_dmy(in->term2, term2), KEPT_AS_IS }) });
}

rc year_add(struct tx *t, const struct new_year *in, school_year_id *out)
{
    try(year_check(t->ask, in));
    *out = NEW_ID(t, school_year_id);
    rc done = year_insert(t, *out, in->name, in->starts, in->ends, NULL);
    if (done == CONFLICT)
        return refuse(t->ask, CONFLICT, 1214, _("Trường đã có năm học {ten}."), "ten", in->name, NULL);
    try(done);
    struct week_break tet = { in->tet.v, TET_NOTE };
    try(weeks_set(t, *out, in->week1, in->term2, &tet, in->tet.has ? 1 : 0));
    return year_told(t, in, *out, ACT_YEAR);
}

rc year_change(struct tx *t, school_year_id id, int64_t rev, const struct new_year *in)
{
    struct year_face_row was;
    struct new_year now = *in;
    struct week_break tet = { in->tet.v, TET_NOTE };
    bool found;
    int64_t changed;
    try(year_check(t->ask, in));
    try(year_face(t->ask, id, &was, &found));
    if (!found) return NOT_FOUND;
    try(year_change_days(t, id, rev, in->starts, in->ends, &changed));
    if (!changed) return refuse(t->ask, CONFLICT, 6076, _("Vừa có người khác sửa năm học này. Tải lại trang để xem, rồi sửa."), NULL);
    try(weeks_set(t, id, in->week1, in->term2, &tet, in->tet.has ? 1 : 0));
    now.name = was.name;
    return year_told(t, &now, id, ACT_YEAR_DAYS);
}

static const char *break_note(day monday, const struct week_break *breaks, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (breaks[i].monday.n == monday.n) return breaks[i].note;
    return NULL;
}

rc weeks_set(struct tx *t, school_year_id year, day week1, day term2, const struct week_break *breaks, size_t n)
{
    int64_t number = 0, last = WEEKS_TERM1;
    day monday = week1;
    for (int i = 0; i < WEEKS_MOST && number < WEEKS_TERM1 + WEEKS_TERM2; i++, monday.n += 7) {
        int64_t term = monday.n < term2.n ? 1 : 2;
        if (term == 2) last = WEEKS_TERM1 + WEEKS_TERM2;
        const char *note = break_note(monday, breaks, n);
        if (!note && number == last) note = N_("Tuần dự trữ");
        opt_int shown = { !note, note ? 0 : ++number };
        try(week_put(t, year, monday, shown, term, note, NULL));
    }
    return weeks_outside(t, year, week1, (day){ monday.n - 7 }, NULL);
}
