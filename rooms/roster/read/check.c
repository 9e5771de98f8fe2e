/* roster_check: the order of the checks, corrections over cells, and what a row's problems make of it. See read.h, check.h. */
#include "roster/read/check.h"
#include "roster/read/sheet_in.h"
#include "base/str.h"
#include <stdlib.h>
#include <string.h>

/* ---- problems */

static const char *answer_for(const struct checking *k, const char *code)
{
    const char *all = NULL;
    for (size_t i = 0; i < k->r->answers; i++) {
        const struct roster_answer *an = &k->r->answer[i];
        bool here = k->row && an->row == k->row->row && an->sheet == k->row->sheet;
        if ((here || an->row == 0) && !strcmp(an->code, code)) {
            if (here) return an->option;
            all = an->option;
        }
    }
    return all;
}

static struct roster_problem *add(struct checking *k)
{
    struct roster_problem *p = list_add(k->a, (void **)&k->r->problem, &k->r->problems, &k->problems_cap, sizeof *p);
    if (!p) p = &k->spare;
    *p = (struct roster_problem){ .header = "", .value = "" };
    return p;
}

struct roster_problem *problem_at(struct checking *k, enum meaning m, enum roster_severity s, const char *code, const char *text)
{
    struct roster_problem *p = add(k);
    p->sheet = k->row->sheet;
    p->row = k->row->row;
    p->means = m;
    p->header = roster_column_header(k->sheet, m, &p->column);
    p->value = cell_of(k, m);
    p->code = code;
    p->severity = s;
    p->text = text;
    p->answer = answer_for(k, code);
    problem_part(p, "value", p->value);
    return p;
}

struct roster_problem *problem_of_file(struct checking *k, size_t sheet, const char *code, const char *text)
{
    struct roster_problem *p = add(k);
    p->sheet = sheet;
    p->code = code;
    p->text = text;
    p->severity = ROSTER_WARNING;
    return p;
}

void problem_part(struct roster_problem *p, const char *name, const char *value)
{
    enum { PARTS = sizeof p->part / sizeof *p->part };
    for (size_t i = 0; i + 1 < PARTS; i += 2) if (!p->part[i]) { p->part[i] = name; p->part[i + 1] = value; return; }
}

void problem_option(struct roster_problem *p, const char *code, const char *label)
{
    for (size_t i = 0; i < p->options; i++) if (!strcmp(p->option[i].code, code)) return;
    if (p->options < ROSTER_OPTIONS_MAX) p->option[p->options++] = (struct roster_option){ code, label };
}

const char *problem_suggest(struct roster_problem *p, const char *suggest, const char *label)
{
    p->suggest = suggest;
    problem_option(p, suggest, label);
    return p->answer ? p->answer : suggest;
}

const char *roster_problem_say(struct arena *a, enum lang lang, const struct roster_problem *p)
{
    const char *const *t = p->part;
    if (!t[0]) return say(a, lang, p->text, NULL);
    if (!t[2]) return say(a, lang, p->text, t[0], t[1], NULL);
    if (!t[4]) return say(a, lang, p->text, t[0], t[1], t[2], t[3], NULL);
    return say(a, lang, p->text, t[0], t[1], t[2], t[3], t[4], t[5], NULL);
}

/* ---- cells */

const char *cell_of(const struct checking *k, enum meaning m) { return k->row->cell[m] ? k->row->cell[m] : ""; }

bool sheet_has(const struct roster_sheet *s, enum meaning m)
{
    for (size_t i = 0; i < s->columns; i++) if (s->column[i].means == m) return true;
    return false;
}

const char *roster_column_header(const struct roster_sheet *s, enum meaning m, uint16_t *column)
{
    static const enum meaning stand_in[][2] = { { MEANS_FULL_NAME, MEANS_GIVEN }, { MEANS_SEX, MEANS_FEMALE_MARK }, { MEANS_SEX, MEANS_MALE_MARK }, { MEANS_MOET_ID, MEANS_PUPIL_CODE } };
    for (size_t i = 0; i < s->columns; i++) if (s->column[i].means == m) { *column = s->column[i].column; return s->column[i].header; }
    for (size_t i = 0; i < sizeof stand_in / sizeof *stand_in; i++)
        if (stand_in[i][0] == m && sheet_has(s, stand_in[i][1])) return roster_column_header(s, stand_in[i][1], column);
    *column = 0;
    return "";
}

static struct roster_row *row_at(struct roster *r, size_t sheet, uint32_t row)
{
    size_t low = 0, high = r->rows;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const struct roster_row *m = &r->row[mid];
        if (m->sheet < sheet || (m->sheet == sheet && m->row < row)) low = mid + 1; else high = mid;
    }
    return low < r->rows && r->row[low].sheet == sheet && r->row[low].row == row ? &r->row[low] : NULL;
}

static void start_over(struct roster *r)
{
    for (size_t i = 0; i < r->rows; i++) {
        struct roster_row *row = &r->row[i], fresh = { .sheet = row->sheet, .row = row->row, .full_name = "", .name_key = "", .class_name = "", .national_id = "", .moet_id = "", .ethnicity = "", .status = "" };
        memcpy(fresh.said, row->said, sizeof fresh.said);
        memcpy(fresh.cell, row->said, sizeof fresh.cell);
        *row = fresh;
    }
    for (size_t i = 0; i < r->corrections; i++) {
        const struct roster_correction *c = &r->correction[i];
        struct roster_row *row = row_at(r, c->sheet, c->row);
        if (row && c->means > MEANS_NOTHING && c->means < MEANINGS) row->cell[c->means] = c->text;
    }
    r->problem = NULL;
    r->problems = r->good = r->waiting = r->skipped = 0;
}

/* Cells that hold no value of their own: formulas that were never calculated, and #REF!. They are emptied for the checks. */
static void check_cells(struct checking *k)
{
    static const char *const errors[] = { "#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!" };
    for (enum meaning m = MEANS_NUMBER + 1; m < MEANINGS; m++) {
        const char *text = cell_of(k, m);
        if (text[0] == '=' && text[1]) {
            problem_at(k, m, ROSTER_ERROR, "formula_without_value", N_("Ô này là công thức “{value}” chưa có kết quả. Mở tệp bằng Excel, lưu lại rồi tải lên, hoặc gõ giá trị vào đây."));
            k->row->cell[m] = NULL;
        } else if (text[0] == '#') {
            for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
                if (strcmp(text, errors[i])) continue;
                problem_at(k, m, ROSTER_ERROR, "cell_error", N_("Ô báo lỗi “{value}” của Excel. Hãy gõ giá trị đúng vào đây."));
                k->row->cell[m] = NULL;
                break;
            }
        }
    }
}

static void check_row(struct checking *k)
{
    check_cells(k);
    check_name(k);
    check_class(k);
    check_birth_date(k);
    check_age(k);
    check_sex(k);
    check_guardians(k);
    check_numbers(k);
    check_status(k);
}

/* ---- what it comes to */

static int by_place(const void *x, const void *y)
{
    const struct roster_problem *a = x, *b = y;
    if (!a->row != !b->row) return a->row ? 1 : -1;
    if (a->sheet != b->sheet) return a->sheet < b->sheet ? -1 : 1;
    if (a->row != b->row) return a->row < b->row ? -1 : 1;
    if (a->severity != b->severity) return a->severity > b->severity ? -1 : 1;
    if (a->column != b->column) return a->column < b->column ? -1 : 1;
    return strcmp(a->code, b->code);
}

static void count_up(struct roster *r)
{
    if (r->problems) qsort(r->problem, r->problems, sizeof *r->problem, by_place);
    for (size_t i = 0; i < r->problems; i++) {
        const struct roster_problem *p = &r->problem[i];
        struct roster_row *row = p->row ? row_at(r, p->sheet, p->row) : NULL;
        if (!row) continue;
        row->problems++;
        if (p->answer) continue;
        if (p->severity > row->worst) row->worst = p->severity;
        if (p->severity != ROSTER_WARNING && row->state == ROW_GOOD) row->state = ROW_WAITING;
    }
    for (size_t i = 0; i < r->rows; i++) {
        r->good += r->row[i].state == ROW_GOOD;
        r->waiting += r->row[i].state == ROW_WAITING;
        r->skipped += r->row[i].state == ROW_SKIPPED;
    }
}

static int year_of(const struct roster_context *ctx)
{
    int y, m, d;
    day_parts(ctx->today, &y, &m, &d);
    return ctx->school_year ? ctx->school_year : m >= 6 ? y : y - 1;
}

rc roster_check(struct arena *a, struct roster *r, const struct roster_context *ctx)
{
    struct checking k = { .a = a, .r = r, .ctx = ctx, .school_year = year_of(ctx) };
    start_over(r);
    classes_sourced(&k);
    rows_sourced(&k);
    classes_collect(&k);
    for (size_t i = 0; i < r->rows; i++) {
        k.row = &r->row[i];
        k.sheet = &r->sheet[k.row->sheet];
        check_row(&k);
    }
    check_pairs(&k);
    k.row = NULL;
    check_file(&k);
    if (a->failed) return LIMIT;
    count_up(r);
    return OK;
}
