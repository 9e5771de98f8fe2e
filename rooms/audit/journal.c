/* The journal read again: rows of the table become sentences. */
#include "audit/inside.h"
#include "base/viet.h"
#include "generated/audit_queries.h"
#include "generated/enums.h"

/* What stands behind the name of whoever did it; a code that no room declares any more is shown as it is. */
const char *act_words(const char *code)
{
    for (const struct act_table *t = act_tables; t->room; t++)
        for (const struct act *x = t->rows; x->code; x++)
            if (str_is(x->code, code)) return x->words;
    return code;
}

/* Pupils and guardians stand here too, so nobody is called cô or thầy. */
static const char *who_words(struct ask *a, person_id by, const char *name)
{
    return by.v == 0 || str_empty(name) ? tr(a->lang, _("Hệ thống")) : name;
}

/* The four questions of the journal answer the same columns. */
struct journal_row { audit_id id; instant at; person_id by_person, about; const char *by_name, *act, *name, *fields, *reason; batch_id batch; };

static rc line_make(struct ask *a, const struct journal_row *r, struct journal_line *out)
{
    struct changed *field;
    *out = (struct journal_line){ .id = r->id, .at = r->at, .by = r->by_person, .about = r->about, .reason = r->reason, .personal = r->about.v != 0,
                                  .who = who_words(a, r->by_person, r->by_name), .said = say(a->arena, a->lang, act_words(r->act), "vat", tr(a->lang, r->name), NULL) };
    if (undoer_of(r->act)) out->batch = r->batch;
    try(changed_read(a->arena, a->lang, r->fields, &field, &out->fields));
    out->field = field;
    return OK;
}

#define ROW(r) ((struct journal_row){ (r).id, (r).at, (r).by_person, (r).about, (r).by_name, (r).act, (r).name, (r).fields, (r).reason, (r).batch_id })
#define LINES(question) \
    static rc question##_lines(struct ask *a, const struct question##_row *row, size_t n, struct journal_line **out) \
    { \
        *out = ARENA_MANY(a->arena, struct journal_line, n); \
        if (!*out) return LIMIT; \
        for (size_t i = 0; i < n; i++) try(line_make(a, &ROW(row[i]), &(*out)[i])); \
        return OK; \
    }
LINES(journal_all)
LINES(journal_by)
LINES(journal_about)
LINES(journal_of)
LINES(journal_system)

rc journal_read(struct ask *a, const struct journal_wanted *w, int64_t limit, struct journal_line **rows, size_t *n)
{
    struct journal_all_row *all;
    struct journal_by_row *by;
    struct journal_about_row *about;
    struct journal_of_row *of;
    const char *from = str_empty(w->room) ? "" : arena_print(a->arena, "%s.", w->room), *to = str_empty(w->room) ? "~" : arena_print(a->arena, "%s/", w->room);
    if (w->about.v) {
        try(journal_about(a, w->about, w->by, w->after, w->before, limit, &about, n));
        return journal_about_lines(a, about, *n, rows);
    }
    if (!str_empty(w->kind)) {
        try(journal_of(a, w->kind, w->object, w->by, w->after, w->before, limit, &of, n));
        return journal_of_lines(a, of, *n, rows);
    }
    if (w->by.v) {
        try(journal_by(a, w->by, from, to, w->after, w->before, limit, &by, n));
        return journal_by_lines(a, by, *n, rows);
    }
    try(journal_all(a, from, to, w->after, w->before, limit, &all, n));
    return journal_all_lines(a, all, *n, rows);
}

rc journal_one(struct ask *a, audit_id id, struct journal_line *out)
{
    struct journal_entry_row row;
    try(journal_entry(a, id, &row));
    return line_make(a, &ROW(row), out);
}

rc journal_of_system(struct ask *a, audit_id before, int64_t limit, struct journal_line **rows, size_t *n)
{
    struct journal_system_row *row;
    try(journal_system(a, before, limit, &row, n));
    return journal_system_lines(a, row, *n, rows);
}
