/* Corrections and answers: from form fields to texts beside the rows. A cell that is typed as it already stands is no
** correction; one typed back to what the file says takes the correction away. */
#include "access/access.h"
#include "base/viet.h"
#include "roster/inside.h"
#include "roster/roster.h"

const char *field_of_cell(struct arena *a, int64_t number, enum meaning m)
{
    return arena_print(a, "o-%lld-%s", (long long)number, roster_meaning_code(m));
}

const char *field_of_answer(struct arena *a, int64_t number, const char *code)
{
    return arena_print(a, "c-%lld-%s", (long long)number, code);
}

/* "o-12-birth_date": kind o, number 12, key birth_date. */
static bool field_read(const char *name, char *kind, int64_t *number, const char **key)
{
    struct span rest = span_of(name), part;
    if (!span_cut(&rest, '-', &part) || part.n != 1) return false;
    *kind = *part.p;
    if (!span_cut(&rest, '-', &part) || !span_int(part, number)) return false;
    *key = rest.p;
    return rest.n > 0;
}

static bool row_of_number(const struct opened *o, int64_t number, size_t *out)
{
    size_t low = 0, high = o->roster.rows;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (o->line[mid].number < number) low = mid + 1; else high = mid;
    }
    *out = low;
    return low < o->roster.rows && o->line[low].number == number;
}

static const char *or_empty(const char *s) { return s ? s : ""; }

bool field_target(const struct opened *o, const char *name, size_t *row, enum meaning *m)
{
    const char *key;
    char kind;
    int64_t number;
    if (!field_read(name, &kind, &number, &key) || kind != 'o' || !row_of_number(o, number, row)) return false;
    *m = roster_meaning_read(key);
    return *m != MEANS_NOTHING;
}

const char *cell_now(struct arena *a, const struct opened *o, size_t row, enum meaning m)
{
    const char *fixed = pairs_get(a, o->line[row].fixed, roster_meaning_code(m));
    return fixed ? fixed : or_empty(o->roster.row[row].cell[m]);
}

static void cell_apply(struct arena *a, struct opened *o, size_t i, const char *code, const char *value)
{
    struct staged *line = &o->line[i];
    const struct roster_row *row = &o->roster.row[i];
    enum meaning m = roster_meaning_read(code);
    if (m == MEANS_NOTHING) return;
    if (str_is(value, viet_tidy(a, cell_now(a, o, i, m)))) return;            /* forms tidy what is typed */
    if (!str_is(value, viet_tidy(a, or_empty(row->said[m])))) line->fixed = pairs_put_empty(a, line->fixed, code, value);
    else if (pairs_get(a, line->fixed, code)) line->fixed = pairs_put(a, line->fixed, code, NULL);
    else return;
    line->touched = true;
}

static bool answer_apply(struct arena *a, const char **packed, const char *code, const char *value)
{
    if (str_is(or_empty(pairs_get(a, *packed, code)), value)) return false;
    *packed = pairs_put(a, *packed, code, value);
    return true;
}

rc fixes_apply(struct arena *a, struct opened *o, const struct fix *fix, size_t n, size_t *changed)
{
    *changed = 0;
    for (size_t i = 0; i < n; i++) {
        const char *key;
        char kind;
        int64_t number;
        size_t row;
        if (!field_read(fix[i].name, &kind, &number, &key)) continue;
        if (kind == 'c' && number == 0) *changed += answer_apply(a, &o->answers, key, fix[i].value);
        else if (!row_of_number(o, number, &row)) continue;
        else if (kind == 'c') o->line[row].touched |= answer_apply(a, &o->line[row].answers, key, fix[i].value);
        else if (kind == 'o') cell_apply(a, o, row, key, fix[i].value);
    }
    for (size_t i = 0; i < o->roster.rows; i++)
        *changed += o->line[i].touched;
    return *changed ? opened_check(a, o) : OK;
}

struct storing { const struct opened *o; const char *next; };

static rc fixes_write(struct tx *t, const struct storing *in, void *out)
{
    (void)out;
    const struct opened *o = in->o;
    const struct roster *r = &o->roster;
    int64_t changed, touched = 0;
    try(access_recheck(t, ROSTER_IMPORT, NULL, 0));
    try(import_update(t, o->face.id, o->answers, (int64_t)r->good, (int64_t)r->waiting, (int64_t)r->skipped, o->face.rev, &changed));
    if (changed == 0)
        return refuse(t->ask, CONFLICT, 4635, _("Vừa có người sửa danh sách này. Xem lại rồi lưu lần nữa."), NULL);
    for (size_t i = 0; i < r->rows; i++)
        if (o->line[i].touched) {
            try(line_fix(t, o->face.id, o->line[i].number, o->line[i].fixed, o->line[i].answers, NULL));
            touched++;
        }
    try(audit_add(t, &(struct change){ .act = &roster_acts[ACT_FIX], .kind = "roster_import", .id = o->face.id.v, .name = o->face.file_name,
        WAS({ N_("Dòng đã sửa"), NULL, arena_print(t->ask->arena, "%lld", (long long)touched), KEPT_AS_IS }) }));
    return in->next ? answer(t, "%s", in->next) : OK;
}
CLOSURE(fixes_write, struct storing, void)

rc fixes_store(struct ask *a, struct request_key *key, const struct opened *o, const char *next)
{
    struct storing in = { o, next };
    return transact(a, key, fixes_write, &in, NULL);
}
