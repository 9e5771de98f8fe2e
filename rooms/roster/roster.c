/* The public rules of roster: a whole import by command. */
#include "roster/roster.h"
#include "roster/inside.h"

/* ---- by command */

static rc year_begin(struct tx *t, const struct new_year *in, school_year_id *out)
{
    return year_add(t, in, out);
}
CLOSURE(year_begin, struct new_year, school_year_id)

/* A school that is just being set up has no year yet: the usual one, which its people may change on the page of the year. */
static rc year_take(struct ask *a, school_year_id *out)
{
    struct year_brief year;
    rc found = year_at(a, day_of(a->now), &year);
    if (found == NOT_FOUND) {
        struct new_year usual = year_usual(a->arena, day_of(a->now));
        return transact(a, NULL, year_begin, &usual, out);
    }
    try(found);
    *out = year.id;
    return OK;
}

/* One line a problem that keeps a row waiting: sheet, row, column, what is wrong. */
static void problems_tell(struct ask *a, const struct roster *r, const struct roster_told *told)
{
    char letters[COLUMN_TEXT_SIZE];
    for (size_t i = 0; i < r->problems; i++) {
        const struct roster_problem *p = &r->problem[i];
        if (p->severity == ROSTER_WARNING || p->answer) continue;
        const char *sheet = r->sheet[p->sheet].name, *words = roster_problem_say(a->arena, a->lang, p);
        if (p->row) told->line(told->to, arena_print(a->arena, "%s%s%s%u: %s", sheet, *sheet ? " " : "", column_letters(p->column, letters), p->row, words));
        else told->line(told->to, words);
    }
}

static rc import_whole(struct ask *a, const struct file_in *in, bool commit, const struct roster_told *told, struct roster_outcome *out)
{
    struct opened o;
    struct read_fault why;
    struct plan plan;
    struct intake_done done;
    rc staged = file_stage(a, NULL, "", in, &o, &why);
    if (staged != OK && why.number) return refuse(a, staged, why.number, read_fault_say(a->arena, a->lang, &why), NULL);
    try(staged);
    out->import = o.face.id;
    out->good = (int64_t)o.roster.good;
    out->waiting = (int64_t)o.roster.waiting;
    if (told) problems_tell(a, &o.roster, told);
    if (!commit || o.roster.good == 0) return OK;
    try(plan_make(a, &o, &plan));
    struct intake intake = { .plan = &plan, .by = in->by };
    try(intake_run(a, NULL, &intake, &done));
    out->pupils = done.pupils;
    out->guardians = done.guardians;
    out->classes = done.classes;
    return OK;
}

rc roster_import_file(struct app *app, struct ask *a, person_id by, const char *file_name, const void *p, size_t n, bool commit,
                      const struct roster_told *told, struct roster_outcome *out)
{
    struct wide wide;
    struct file_in in = { .name = file_name, .p = p, .n = n, .by = by, .app = app };
    *out = (struct roster_outcome){ 0 };
    wide_begin(&wide, a);
    rc done = year_take(a, &in.year);
    if (done == OK) done = import_whole(a, &in, commit, told, out);
    wide_end(&wide, a);
    if (done != OK) out->message = a->fault->message;
    return done;
}
