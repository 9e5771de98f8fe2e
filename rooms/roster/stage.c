/* From the bytes of a file to staged rows. The file is read and checked first; then its rows are written in short closures,
** and the last one shows them: a file that was staged half is never seen. */
#include "access/permission.h"
#include "base/ids.h"
#include "access/access.h"
#include "roster/inside.h"
#include "roster/roster.h"
#include "roster/staff.h"
#include <sodium.h>

enum { LINES_A_CLOSURE = 300 };

struct beginning { const struct opened *o; const struct file_in *in; uint8_t hash[32]; const char *const *columns; struct blob_taken kept; int64_t quota, wait_days; };

/* Whoever may bring lists in may see what was brought. */
static rc workbook_see(struct ctx *c, const struct file_face *f)
{
    (void)f;
    return may(c, ROSTER_IMPORT, NULL, 0) ? OK : DENIED;
}

const struct file_use roster_files[] = {
    { ROSTER_WORKBOOK, N_("Tệp danh sách đã nhập"), FILE_AS_SENT, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet application/zip text/csv text/plain",
      16 << 20, .keep_days = 0, .live_days = 30, .see = workbook_see }, { 0 }
};

static rc workbook_take(struct ask *a, struct beginning *b)
{
    struct file_given given = { ROSTER_WORKBOOK, "tep", { b->in->name, "", b->in->p, b->in->n } };
    if (!b->in->app) return OK;
    b->quota = quota_of_school(b->in->app);
    return file_take(b->in->app, a, &given, &b->kept);
}

static rc workbook_add(struct tx *t, const struct beginning *b, roster_import_id import)
{
    struct new_file file = { .taken = &b->kept, .about = import.v, .by = b->in->by, .quota = b->quota, .days = b->wait_days };
    file_id id;
    return b->in->app ? file_add(t, &file, &id) : OK;
}

static rc ignored_write(struct tx *t, roster_import_id id, const struct roster *r)
{
    for (size_t i = 0; i < r->ignored_n && i < LINES_A_CLOSURE; i++) {
        const struct roster_ignored *g = &r->ignored[i];
        try(ignored_insert(t, id, (int64_t)i, (int64_t)g->sheet, g->row, g->last_row, g->reason, g->text, NULL));
    }
    return OK;
}

/* The import with its sheets; and what is past its days goes, since somebody works here now. */
static rc stage_begin(struct tx *t, const struct beginning *b, roster_import_id *out)
{
    const struct roster *r = &b->o->roster;
    day today = day_of(t->now);
    try(access_recheck(t, ROSTER_IMPORT, NULL, 0));
    *out = NEW_ID(t, roster_import_id);
    try(import_insert(t, *out, b->in->year, b->in->name, (int64_t)b->in->n, (struct bytes){ b->hash, sizeof b->hash }, r->encoding, r->converted,
                      r->composed, b->in->by, (day){ (int32_t)(today.n + b->wait_days) }, sessions_pack(t->ask->arena, r), NULL));
    for (size_t i = 0; i < r->sheets; i++) {
        const struct roster_sheet *s = &r->sheet[i];
        try(sheet_insert(t, *out, (int64_t)i, s->name, s->header_row, s->header_rows, s->first_row, s->last_row, s->class_title, s->class_from,
                         b->columns[i], NULL));
    }
    try(staff_stage(t, *out, r));
    return ignored_write(t, *out, r);
}
CLOSURE(stage_begin, struct beginning, roster_import_id)

struct lines { const struct opened *o; const char *const *said; size_t from, to; };

static rc stage_lines(struct tx *t, const struct lines *in, void *out)
{
    (void)out;
    for (size_t i = in->from; i < in->to; i++) {
        const struct roster_row *row = &in->o->roster.row[i];
        try(line_insert(t, in->o->face.id, in->o->line[i].number, (int64_t)row->sheet, row->row, in->said[i], NULL));
    }
    return OK;
}
CLOSURE(stage_lines, struct lines, void)

struct ending { const struct opened *o; const struct beginning *begun; const char *path; };

static rc stage_end(struct tx *t, const struct ending *in, void *out)
{
    (void)out;
    const struct roster *r = &in->o->roster;
    char id[ID_TEXT_SIZE];
    try(import_open(t, in->o->face.id, (int64_t)r->good, (int64_t)r->waiting, (int64_t)r->skipped, NULL));
    try(access_recheck(t, ROSTER_IMPORT, NULL, 0));
    try(workbook_add(t, in->begun, in->o->face.id));
    id_text(in->o->face.id.v, id);
    try(audit_add(t, &(struct change){ .act = &roster_acts[ACT_UPLOAD], .kind = "roster_import", .id = in->o->face.id.v, .name = in->begun->in->name, .by = in->begun->in->by,
        WAS({ N_("Dòng sẵn sàng"), NULL, arena_print(t->ask->arena, "%zu", r->good), KEPT_AS_IS }, { N_("Dòng còn chờ"), NULL, arena_print(t->ask->arena, "%zu", r->waiting), KEPT_AS_IS }) }));
    return answer(t, "%s/%s", in->path, id);
}
CLOSURE(stage_end, struct ending, void)

static rc texts_pack(struct arena *a, const struct roster *r, const char ***columns, const char ***said)
{
    *columns = ARENA_MANY(a, const char *, r->sheets);
    *said = ARENA_MANY(a, const char *, r->rows);
    if (!*columns || !*said) return LIMIT;
    for (size_t i = 0; i < r->sheets; i++) (*columns)[i] = roster_columns_pack(a, &r->sheet[i]);
    for (size_t i = 0; i < r->rows; i++) (*said)[i] = roster_row_pack(a, &r->row[i]);
    return a->failed ? LIMIT : OK;
}

/* Reads, finds, checks: no table is touched yet. */
static rc file_read(struct ask *a, const struct file_in *in, struct opened *o, struct read_fault *why)
{
    struct workbook book;
    try(sheets_read(a->arena, in->p, in->n, &book, why));
    try(roster_find(a->arena, &book, &o->roster, why));
    o->answers = "";
    o->line = ARENA_MANY(a->arena, struct staged, o->roster.rows);
    if (!o->line) return LIMIT;
    for (size_t i = 0; i < o->roster.rows; i++)
        o->line[i] = (struct staged){ (int64_t)i + 1, "", "" };
    return opened_fill(a, o);
}

static rc year_fill(struct ask *a, school_year_id year, struct opened *o)
{
    struct roster_years_row *row;
    size_t n;
    try(roster_years(a, &row, &n));
    for (size_t i = 0; i < n; i++)
        if (row[i].id.v == year.v) {
            o->face.year_id = year;
            o->face.year_name = row[i].name;
            o->face.year_starts = row[i].starts;
            return OK;
        }
    return refuse_field(a, "nam", 4620, _("Năm học này không có trong trường. Hãy chọn lại."), NULL);
}

rc file_stage(struct ask *a, struct request_key *key, const char *path, const struct file_in *in, struct opened *o, struct read_fault *why)
{
    const char **columns, **said;
    *o = (struct opened){ 0 };
    *why = (struct read_fault){ 0 };
    try(year_fill(a, in->year, o));
    o->face.file_name = in->name;
    try(file_read(a, in, o, why));
    struct beginning b = { .o = o, .in = in };
    crypto_hash_sha256(b.hash, in->p, in->n);
    try(setting_int(a, &roster_settings[WAIT_DAYS], &b.wait_days));
    try(texts_pack(a->arena, &o->roster, &columns, &said));
    b.columns = columns;
    try(workbook_take(a, &b));
    try(transact(a, NULL, stage_begin, &b, &o->face.id));
    for (size_t i = 0; i < o->roster.rows; i += LINES_A_CLOSURE) {
        size_t to = i + LINES_A_CLOSURE < o->roster.rows ? i + LINES_A_CLOSURE : o->roster.rows;
        struct lines l = { o, said, i, to };
        try(transact(a, NULL, stage_lines, &l, NULL));
    }
    struct ending e = { o, &b, path };
    try(transact(a, key, stage_end, &e, NULL));
    o->face.rev = 1;
    return OK;
}
