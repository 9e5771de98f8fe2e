/* Classes: one class however it is spelled, and a question where two classes could be meant. 6A1 must never swallow 6A10. */
#include "roster/read/check.h"
#include "roster/read/sheet_in.h"
#include "base/str.h"
#include "base/viet.h"
#include <string.h>

enum { CLASSES_MAX = 1000 };                  /* far more than a school has; keeps a hostile file cheap: later names stand for themselves */

/* What the row says about its class: its cell, else the sheet's title, else the user's word for the whole file. */
static const char *said_class(const struct checking *k, const struct roster_row *row, const struct roster_sheet *sheet)
{
    const char *cell = row->cell[MEANS_CLASS] ? viet_tidy(k->a, row->cell[MEANS_CLASS]) : "";
    if (*cell) return cell;
    if (!sheet_has(sheet, MEANS_CLASS) && !str_empty(sheet->class_title)) return sheet->class_title;
    return str_empty(k->ctx->class_for_all) ? "" : k->ctx->class_for_all;
}

static struct class_seen *find_class(const struct checking *k, const char *key)
{
    for (size_t i = 0; i < k->classes; i++) if (!strcmp(k->class[i].class.key, key)) return &k->class[i];
    return NULL;
}

static struct class_seen *see_class(struct checking *k, const char *text)
{
    struct class_spelling name = class_spelling_read(k->a, text);
    struct class_seen *c = find_class(k, name.key);
    if (c || k->classes == CLASSES_MAX) return c;
    c = list_add(k->a, (void **)&k->class, &k->classes, &k->classes_cap, sizeof *c);
    if (c) *c = (struct class_seen){ .class = name };
    return c;
}

static void note_spelling(struct class_seen *c, const char *raw)
{
    for (size_t i = 0; i < c->spellings; i++) if (!strcmp(c->spelling[i], raw)) return;
    if (c->spellings < SPELLINGS_MAX) c->spelling[c->spellings++] = raw;
}

void classes_collect(struct checking *k)
{
    const char *last = NULL;                  /* most rows repeat the class above, often the same shared string */
    struct class_seen *c = NULL;
    for (size_t i = 0; i < k->ctx->classes; i++) {
        c = see_class(k, k->ctx->class_name[i]);
        if (c) { c->known = true; c->class.name = k->ctx->class_name[i]; }
    }
    c = NULL;
    for (size_t i = 0; i < k->r->rows; i++) {
        struct roster_row *row = &k->r->row[i];
        const char *text = said_class(k, row, &k->r->sheet[row->sheet]);
        if (!*text) continue;
        if (!last || strcmp(last, text)) c = see_class(k, text);
        last = text;
        if (!c) continue;
        if (!c->rows++) c->sheet = row->sheet;
        if (row->cell[MEANS_CLASS]) note_spelling(c, row->cell[MEANS_CLASS]);
    }
}

/* Names without a grade are usual in preschools and unusual elsewhere. Not knowing the school, the file's other classes tell. */
static bool grades_expected(const struct checking *k)
{
    if (k->ctx->preschool) return false;
    if (k->ctx->grade_from) return true;
    size_t graded = 0, free_names = 0;
    for (size_t i = 0; i < k->classes; i++) if (k->class[i].class.grade) graded += k->class[i].rows; else free_names += k->class[i].rows;
    return graded > free_names;
}

static bool ends_with(const char *s, const char *tail) { return strlen(s) > strlen(tail) && !strcmp(s + strlen(s) - strlen(tail), tail); }

/* "A1": which grade? The grade column answers, or the user. */
static const char *without_grade(struct checking *k, const struct class_spelling *name)
{
    const char *grade = viet_tidy(k->a, cell_of(k, MEANS_GRADE));
    struct class_spelling joined = class_spelling_read(k->a, arena_print(k->a, "%s%s", grade, name->name));
    if (*grade && joined.grade) return joined.name;
    struct roster_problem *p = problem_at(k, MEANS_CLASS, ROSTER_CHOICE, "class_ambiguous", N_("Tên lớp “{value}” chưa rõ khối. Em học lớp nào?"));
    for (size_t i = 0; i < k->classes; i++)
        if (k->class[i].class.grade && ends_with(k->class[i].class.key, name->key)) problem_option(p, k->class[i].class.name, k->class[i].class.name);
    problem_option(p, name->name, name->name);
    return p->answer ? p->answer : "";
}

/* "6AI": asked, since both may exist. */
static const char *maybe_mistyped(struct checking *k, const struct class_spelling *name, const char *meant)
{
    const struct class_seen *other = find_class(k, search_key(k->a, meant));
    const char *suggest = other ? other->class.name : meant;
    struct roster_problem *p = problem_at(k, MEANS_CLASS, ROSTER_CHOICE, "class_name_suspect", N_("Tên lớp “{value}” có vẻ gõ nhầm (chữ thay cho số). Có phải lớp {suggest} không?"));
    problem_part(p, "suggest", suggest);
    problem_suggest(p, suggest, suggest);
    problem_option(p, name->name, name->name);
    return p->answer ? p->answer : "";
}

static const char *settled(struct checking *k, const char *text)
{
    struct class_spelling name = class_spelling_read(k->a, text);
    const struct class_seen *seen = find_class(k, name.key);
    if (seen && seen->known) return seen->class.name;
    const char *meant = name.grade ? class_spelling_unmixed(k->a, name.name) : "";
    if (*meant) return maybe_mistyped(k, &name, meant);
    if (!name.grade && grades_expected(k)) return without_grade(k, &name);
    return seen ? seen->class.name : name.name;
}

/* The class may stand in no cell of the row, but in the name of the sheet or in a heading: then that is what was read. */
static void outside_school(struct checking *k, const char *text)
{
    struct roster_problem *p = problem_at(k, MEANS_CLASS, ROSTER_WARNING, "class_outside_school", N_("Lớp “{value}” không thuộc các khối của trường. Hãy xem lại."));
    if (!*p->value) p->value = p->part[1] = text;
}

void check_class(struct checking *k)
{
    const char *text = said_class(k, k->row, k->sheet);
    if (!*text) {
        struct roster_problem *p = problem_at(k, MEANS_CLASS, ROSTER_ERROR, "class_missing", N_("Dòng này chưa có tên lớp."));
        p->once = !sheet_has(k->sheet, MEANS_CLASS);
        p->answer = NULL;
        return;
    }
    k->row->class_name = settled(k, text);
    int grade = class_spelling_read(k->a, k->row->class_name).grade;
    if (grade && k->ctx->grade_from && (grade < k->ctx->grade_from || grade > k->ctx->grade_to))
        outside_school(k, text);
}
