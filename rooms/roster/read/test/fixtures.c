/* The ten class lists of test/rosters against what their expected.json says: every good row with every value, every waiting
** row, every problem by row, column and code, and nothing more. */
#include "roster/read/read.h"
#include "base/str.h"
#include "test/harness/json.h"
#include "test/harness/test.h"
#include <stdlib.h>
#include <string.h>

struct fixture { struct test *t; const char *name; const struct json *want; struct workbook book; struct roster roster; };

static struct roster_context context_of(const struct json *want)
{
    struct roster_context ctx = { .school_year = 2026 };
    const char *level = json_text(want, "school_level");
    day_read_iso(json_text(want, "reference_date"), &ctx.today);
    if (str_is(level, "tieu_hoc")) { ctx.grade_from = 1; ctx.grade_to = 5; }
    if (str_is(level, "thcs")) { ctx.grade_from = 6; ctx.grade_to = 9; }
    return ctx;
}

static bool open_fixture(struct test *t, const char *name, struct fixture *f)
{
    struct read_fault why;
    size_t n;
    *f = (struct fixture){ .t = t, .name = name };
    const char *file = file_text(t->arena, arena_print(t->arena, "test/rosters/%s", name), &n);
    const char *text = file_text(t->arena, arena_print(t->arena, "test/rosters/%s.expected.json", name), NULL);
    if (!is_true(t, file && text)) return false;
    f->want = json_read(t->arena, text);
    if (!is_true(t, f->want != NULL)) return false;
    if (!is_rc(t, OK, sheets_read(t->arena, file, n, &f->book, &why))) return fail(t, "%s: %s", name, why.text);
    if (!is_rc(t, OK, roster_find(t->arena, &f->book, &f->roster, &why))) return false;
    struct roster_context ctx = context_of(f->want);
    return is_rc(t, OK, roster_check(t->arena, &f->roster, &ctx));
}

static const struct roster_row *row_of(const struct fixture *f, const struct json *j)
{
    const char *sheet = json_text(j, "sheet");
    for (size_t i = 0; i < f->roster.rows; i++) {
        const struct roster_row *r = &f->roster.row[i];
        if (r->row == (uint32_t)json_int(j, "row") && str_is(sheet ? sheet : "", f->roster.sheet[r->sheet].name)) return r;
    }
    return NULL;
}

static const char *or_empty(const char *s) { return s ? s : ""; }

static bool accepted(const struct json *list, const char *value)
{
    for (const struct json *i = list ? list->first : NULL; i; i = i->next) if (str_is(i->text, value)) return true;
    return false;
}

static void same_text(struct fixture *f, long row, const char *what, const char *want, const char *got)
{
    if (!str_is(want, got)) fail(f->t, "%s row %ld, %s: want “%s”, got “%s”", f->name, row, what, want, got); else is_true(f->t, true);
}

static void compare_guardians(struct fixture *f, const struct json *want, const struct roster_row *r)
{
    const struct json *list = json_get(want, "guardians");
    if (!is_int(f->t, (int64_t)json_count(list), (int64_t)r->guardians)) fail(f->t, "%s row %u", f->name, r->row);
    for (const struct json *g = list ? list->first : NULL; g; g = g->next) {
        bool found = false;
        for (size_t i = 0; i < r->guardians; i++)
            found |= str_is(or_empty(json_text(g, "name")), r->guardian[i].name) && str_is(json_text(g, "relation"), guardian_kind_code(r->guardian[i].relation)) && str_is(or_empty(json_text(g, "phone")), r->guardian[i].phone);
        if (!found) fail(f->t, "%s row %u: no guardian %s %s %s", f->name, r->row, or_empty(json_text(g, "name")), json_text(g, "relation"), or_empty(json_text(g, "phone")));
    }
}

static void compare_row(struct fixture *f, const struct json *want, const struct roster_row *r)
{
    char born[DAY_TEXT_SIZE] = "";
    if (r->birth_date.has) day_iso(r->birth_date.v, born);
    const struct json *names = json_get(want, "full_name_accept"), *extra = json_get(want, "extra");
    if (!accepted(names, r->full_name)) same_text(f, r->row, "name", or_empty(json_text(want, "full_name")), r->full_name);
    same_text(f, r->row, "class", or_empty(json_text(want, "class")), r->class_name);
    same_text(f, r->row, "birth date", or_empty(json_text(want, "birth_date")), born);
    same_text(f, r->row, "sex", or_empty(json_text(want, "sex")), sex_code(r->sex));
    if (json_get(extra, "moet_id")) same_text(f, r->row, "moet_id", or_empty(json_text(extra, "moet_id")), r->moet_id);
    if (json_get(extra, "national_id")) same_text(f, r->row, "national_id", or_empty(json_text(extra, "national_id")), r->national_id);
    if (json_get(extra, "ethnicity")) same_text(f, r->row, "ethnicity", or_empty(json_text(extra, "ethnicity")), r->ethnicity);
    compare_guardians(f, want, r);
}

static void compare_rows(struct fixture *f)
{
    size_t n = 0;
    for (const struct json *j = json_get(f->want, "good_rows")->first; j; j = j->next, n++) {
        const struct roster_row *r = row_of(f, j);
        if (!r) { fail(f->t, "%s: row %ld is missing", f->name, json_int(j, "row")); continue; }
        compare_row(f, j, r);
        if (!str_is(json_text(j, "status"), "ok_or_waiting") && r->state != ROW_GOOD) fail(f->t, "%s: row %u should be good", f->name, r->row);
    }
    for (const struct json *j = json_get(f->want, "waiting_rows")->first; j; j = j->next, n++) {
        const struct roster_row *r = row_of(f, j);
        if (!r) { fail(f->t, "%s: row %ld is missing", f->name, json_int(j, "row")); continue; }
        compare_row(f, j, r);
        if (r->state != ROW_WAITING) fail(f->t, "%s: row %u should wait", f->name, r->row);
        same_text(f, r->row, "waits for", json_text(j, "status") + strlen("waiting_"), roster_severity_code(r->worst));
    }
    is_int(f->t, (int64_t)n, (int64_t)f->roster.rows);
}

/* ---- problems */

static const struct roster_problem *problem_of(const struct fixture *f, const struct json *j, bool of_file)
{
    for (size_t i = 0; i < f->roster.problems; i++) {
        const struct roster_problem *p = &f->roster.problem[i];
        char letters[COLUMN_TEXT_SIZE];
        bool here = of_file ? p->row == 0 : p->row == (uint32_t)json_int(j, "row") && str_is(or_empty(json_text(j, "sheet")), f->roster.sheet[p->sheet].name);
        if (!here || !str_is(p->code, json_text(j, "code"))) continue;
        if (json_text(j, "column") && !str_is(json_text(j, "column"), column_letters(p->column, letters))) continue;
        if (json_text(j, "class") && !str_is(json_text(j, "class"), p->part[3])) continue;
        return p;
    }
    return NULL;
}

static void compare_problem(struct fixture *f, const struct json *j, bool of_file)
{
    const struct json *accept = json_get(j, "severity_accept"), *options = json_get(j, "options");
    const struct roster_problem *p = problem_of(f, j, of_file);
    char letters[COLUMN_TEXT_SIZE], iso[DAY_TEXT_SIZE];
    day d;
    if (!p) {
        if (!accepted(accept, "none")) fail(f->t, "%s row %ld: %s %s not told", f->name, json_int(j, "row"), or_empty(json_text(j, "column")), json_text(j, "code"));
        return;
    }
    if (!str_is(json_text(j, "severity"), roster_severity_code(p->severity)) && !accepted(accept, roster_severity_code(p->severity)))
        fail(f->t, "%s row %u %s: severity %s", f->name, p->row, p->code, roster_severity_code(p->severity));
    if (json_text(j, "column")) same_text(f, p->row, "column", json_text(j, "column"), column_letters(p->column, letters));
    if (json_text(j, "header")) same_text(f, p->row, "header", json_text(j, "header"), p->header);
    if (json_text(j, "value")) same_text(f, p->row, "value", json_text(j, "value"), p->value);
    if (json_text(j, "suggest")) {
        const char *got = p->suggest ? p->suggest : "";
        if (day_read(got, &d) == DAY_OK) got = day_iso(d, iso);
        same_text(f, p->row, "suggest", json_text(j, "suggest"), got);
    }
    for (const struct json *o = options ? options->first : NULL; o; o = o->next) {
        bool offered = false;
        for (size_t i = 0; i < p->options; i++) offered |= str_is(p->option[i].code, o->text);
        if (!offered) fail(f->t, "%s row %u: option %s is missing", f->name, p->row, o->text);
    }
    const char *told = roster_problem_say(f->t->arena, LANG_VI, p);
    lacks_text(f->t, "{", told);
}

static bool wanted(const struct fixture *f, const struct roster_problem *p)
{
    const struct json *lists[] = { json_get(f->want, "problem_rows"), json_get(f->want, "file_problems") };
    for (size_t i = 0; i < 2; i++)
        for (const struct json *j = lists[i]->first; j; j = j->next) if (problem_of(f, j, i == 1) == p) return true;
    return false;
}

static void compare_problems(struct fixture *f)
{
    for (const struct json *j = json_get(f->want, "problem_rows")->first; j; j = j->next) compare_problem(f, j, false);
    for (const struct json *j = json_get(f->want, "file_problems")->first; j; j = j->next) compare_problem(f, j, true);
    for (size_t i = 0; i < f->roster.problems; i++) {
        const struct roster_problem *p = &f->roster.problem[i];
        if (!wanted(f, p)) fail(f->t, "%s row %u: %s is told though nothing is wrong", f->name, p->row, p->code);
    }
}

static void compare_ignored(struct fixture *f)
{
    for (const struct json *j = json_get(f->want, "ignored_rows")->first; j; j = j->next)
        for (const struct json *row = json_get(j, "rows")->first; row; row = row->next) {
            bool found = false;
            for (size_t i = 0; i < f->roster.ignored_n; i++) {
                const struct roster_ignored *g = &f->roster.ignored[i];
                long n = strtol(row->text, NULL, 10);
                found |= str_is(json_text(j, "sheet"), f->roster.sheet[g->sheet].name) && g->row <= n && n <= g->last_row && str_is(json_text(j, "reason"), g->reason);
            }
            if (!found) fail(f->t, "%s: row %s of %s is not told as ignored", f->name, row->text, json_text(j, "sheet"));
        }
}

static void compare_columns(struct fixture *f)
{
    for (const struct json *s = json_get(f->want, "sheets")->first; s; s = s->next)
        for (size_t i = 0; i < f->roster.sheets; i++) {
            const struct roster_sheet *got = &f->roster.sheet[i];
            if (!str_is(got->name, str_is(s->key, "(csv)") ? "" : s->key)) continue;
            is_int(f->t, json_int(s, "first_data_row"), got->first_row);
            is_int(f->t, json_int(s, "last_data_row"), got->last_row);
            for (const struct json *c = json_get(s, "columns")->first; c; c = c->next) {
                const char *means = "", *want = str_is(c->text, "stt") ? "number" : str_is(c->text, "moet_code") ? "moet_id" : str_is(c->text, "moet_id") ? "pupil_code" : c->text;
                char letters[COLUMN_TEXT_SIZE];
                for (size_t k = 0; k < got->columns; k++) if (str_is(column_letters(got->column[k].column, letters), c->key)) means = roster_meaning_code(got->column[k].means);
                same_text(f, 0, c->key, want, means);
            }
        }
}

static void compare(struct test *t, const char *name)
{
    struct fixture f;
    if (!open_fixture(t, name, &f)) return;
    compare_columns(&f);
    compare_rows(&f);
    compare_problems(&f);
    compare_ignored(&f);
}

TEST(a_clean_list_with_true_dates_is_read) { compare(t, "01_sach_mot_cot_ho_ten.xlsx"); }
TEST(two_tiers_of_headings_and_a_class_in_the_title_are_read) { compare(t, "02_xuat_kieu_vnedu.xlsx"); }
TEST(a_sheet_for_each_class_and_a_guide_sheet_are_read) { compare(t, "03_xuat_kieu_smas.xlsx"); }
TEST(classes_written_in_many_ways_are_one_but_6A10_is_not_6A1) { compare(t, "04_ca_truong_mot_trang.xlsx"); }
TEST(csv_with_semicolons_quotes_and_line_breaks_is_read) { compare(t, "05_utf8_bom_cham_phay.csv"); }
TEST(csv_in_TCVN3_is_read) { compare(t, "06_tcvn3_abc_tab.csv"); }
TEST(csv_in_VNI_is_read) { compare(t, "07_vni_phay.csv"); }
TEST(csv_in_windows_1258_is_read) { compare(t, "08a_windows1258_cham_phay.csv"); }
TEST(csv_in_decomposed_UTF8_is_read) { compare(t, "08b_utf8_nfd_phay.csv"); }
TEST(every_kind_of_mistake_is_told_once_and_at_its_cell) { compare(t, "09_nhieu_loi.xlsx"); }
