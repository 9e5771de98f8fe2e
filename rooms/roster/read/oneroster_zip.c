/* The archive of a OneRoster export: which entries it may have, and its CSV files as tables. See oneroster.h. */
#include "roster/read/oneroster.h"
#include "base/buf.h"
#include "base/str.h"
#include <string.h>

/* All files that the standard knows. Those in `used` are read; of the others it is said that nothing is taken from them. */
static const char *const known[] = {
    "manifest", "users", "roles", "classes", "enrollments", "demographics", "academicSessions", "categories", "classResources", "courses", "courseResources",
    "lineItemLearningObjectiveIds", "lineItems", "lineItemScoreScales", "orgs", "resources", "resultLearningObjectiveIds", "results", "resultScoreScales", "scoreScales",
    "userProfiles", "userResources"
};
static const char *const used[ONE_FILES] = { "manifest", "users", "roles", "classes", "enrollments", "demographics", "academicSessions", "orgs" };

bool oneroster_is(zip_t *zip)
{
    return zip_name_locate(zip, "manifest.csv", ZIP_FL_NODIR) >= 0 && zip_name_locate(zip, "[Content_Types].xml", 0) < 0;
}

bool one_left(struct reading *r, uint32_t row, const char *reason, const char *text)
{
    struct workbook *book = r->book;
    struct book_left *l = list_add(r->a, (void **)&book->left, &book->lefts, &book->lefts_cap, sizeof *l);
    if (l) *l = (struct book_left){ row, reason, text };
    return l != NULL;
}

rc one_refuse_line(struct reading *r, int number, const char *code, const char *text, const char *file, uint32_t line)
{
    rc kind = read_refuse_with(r, INVALID, number, code, text, "tep", arena_print(r->a, "%s.csv", file));
    r->why->part[2] = "n";
    r->why->part[3] = arena_print(r->a, "%u", line);
    return kind;
}

/* ---- entries */

static bool is_known(const char *entry)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        size_t n = strlen(known[i]);
        if (strncmp(entry, known[i], n) == 0 && str_is(entry + n, ".csv")) return true;
    }
    return false;
}

static rc entries_check(struct one_archive *x)
{
    struct reading *r = x->r;
    zip_int64_t n = zip_get_num_entries(x->zip, 0);
    if (n > ONEROSTER_ENTRIES_MAX) return read_refuse(r, LIMIT, 5570, "too_many_entries", N_("Tệp ZIP có quá nhiều tệp bên trong. Bộ OneRoster 1.2 chỉ có các tệp .csv của chuẩn."));
    for (zip_int64_t i = 0; i < n; i++) {
        zip_stat_t st;
        if (zip_stat_index(x->zip, (zip_uint64_t)i, 0, &st) || !(st.valid & ZIP_STAT_NAME))
            return read_refuse(r, INVALID, 5571, "zip_broken", N_("Tệp ZIP bị hỏng. Xuất lại bộ OneRoster 1.2 rồi tải lên."));
        if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) && st.encryption_method != ZIP_EM_NONE)
            return read_refuse(r, INVALID, 4604, "encrypted", N_("Tệp có mật khẩu nên không đọc được. Hãy bỏ mật khẩu, lưu lại rồi tải lên lại."));
        if (!is_known(st.name))
            return read_refuse_with(r, INVALID, 5572, "strange_entry", N_("Tệp ZIP có “{tep}”, không thuộc bộ OneRoster 1.2. Bộ này chỉ có các tệp .csv của chuẩn, không nằm trong thư mục."), "tep", st.name);
        for (zip_int64_t k = 0; k < i; k++)
            if (str_is(zip_get_name(x->zip, (zip_uint64_t)k, 0), st.name))
                return read_refuse_with(r, INVALID, 5573, "entry_twice", N_("Tệp ZIP có hai tệp cùng tên “{tep}”. Xuất lại bộ OneRoster 1.2 rồi tải lên."), "tep", st.name);
    }
    return OK;
}

/* Counts what really comes out: the archive's own figures may lie. */
static rc entry_unpack(struct one_archive *x, const char *name, struct buf *out)
{
    enum { PIECE = 64 * 1024 };
    zip_stat_t st;
    zip_file_t *f = zip_stat(x->zip, name, 0, &st) ? NULL : zip_fopen_index(x->zip, st.index, 0);
    char *piece = arena_take(x->r->a, PIECE);
    rc answer = OK;
    if (!f) return read_refuse(x->r, INVALID, 5571, "zip_broken", N_("Tệp ZIP bị hỏng. Xuất lại bộ OneRoster 1.2 rồi tải lên."));
    if (!piece) answer = read_full(x->r);
    for (zip_int64_t n; answer == OK && (n = zip_fread(f, piece, PIECE)) != 0;) {
        if (n < 0) { answer = read_refuse(x->r, INVALID, 5571, "zip_broken", N_("Tệp ZIP bị hỏng. Xuất lại bộ OneRoster 1.2 rồi tải lên.")); break; }
        buf_add(out, piece, (size_t)n);
        x->unpacked += (uint64_t)n;
        bool bomb = out->n >= SHEETS_RATIO_FROM && out->n / SHEETS_RATIO_MAX > st.comp_size;
        if (bomb || x->unpacked > SHEETS_UNPACKED_MAX || out->failed)
            answer = read_refuse(x->r, LIMIT, 4611, "unpacks_too_large", N_("Tệp bung ra quá lớn so với một danh sách lớp. Chép riêng bảng danh sách sang tệp mới rồi tải lên lại."));
    }
    zip_fclose(f);
    return answer;
}

/* ---- CSV as the standard has it: UTF-8, commas, quotation marks doubled inside quotation marks */

struct csv_at { const char *p, *end; bool over; };

/* The next cell into `text`; *last: it ends its line. False: a quotation mark is never closed. */
static bool cell_next(struct csv_at *at, struct buf *text, bool *last)
{
    text->n = 0;
    bool quoted = at->p < at->end && *at->p == '"';
    if (quoted) {
        for (at->p++;; at->p++) {
            if (at->p >= at->end) return false;
            if (*at->p == '"') {
                if (at->p + 1 < at->end && at->p[1] == '"') at->p++;
                else { at->p++; break; }
            }
            buf_char(text, *at->p);
        }
    }
    while (at->p < at->end && *at->p != ',' && *at->p != '\n' && *at->p != '\r') buf_char(text, *at->p++);
    *last = at->p >= at->end || *at->p != ',';
    if (at->p < at->end && *at->p == '\r') at->p++;
    if (at->p < at->end && (*at->p == ',' || (*at->p == '\n' && *last))) at->p++;
    at->over = at->p >= at->end;
    return true;
}

static const char *text_kept(struct reading *r, const struct buf *text)
{
    const char *p = text->p ? (const char *)text->p : "";
    size_t from = 0, n = text->n;
    while (n > from && (p[n - 1] == ' ' || p[n - 1] == '\t')) n--;
    while (from < n && (p[from] == ' ' || p[from] == '\t')) from++;
    return from == n ? "" : read_text(r, p + from, n - from);
}

/* One line of cells into `cell`; *n more than the columns there may be: too many. */
static rc line_next(struct one_archive *x, const struct one_table *t, struct csv_at *at, uint32_t number, struct buf *text, const char **cell, size_t *n)
{
    bool last = false;
    for (*n = 0; !last; (*n)++) {
        if (*n == ONEROSTER_COLUMNS_MAX_IN || !cell_next(at, text, &last))
            return one_refuse_line(x->r, 5574, "line_broken", N_("Dòng {n} của {tep} hỏng: thiếu dấu ngoặc kép đóng, hoặc quá nhiều ô. Xuất lại tệp rồi tải lên."), t->name, number);
        if (text->n > SHEETS_CELL_MAX || text->failed)
            return read_refuse(x->r, LIMIT, 4609, "cell_too_long", N_("Có ô dài hơn 32.767 kí tự. Hãy xóa ô đó rồi tải lên lại."));
        cell[*n] = text_kept(x->r, text);
    }
    return x->r->a->failed ? read_full(x->r) : OK;
}

static rc lines_read(struct one_archive *x, struct one_table *t, struct csv_at *at, struct buf *text)
{
    const char *cell[ONEROSTER_COLUMNS_MAX_IN];
    size_t cap = 0, n;
    try(line_next(x, t, at, 1, text, cell, &t->columns));
    t->head = ARENA_MANY(x->r->a, const char *, t->columns);
    if (!t->head) return read_full(x->r);
    memcpy(t->head, cell, t->columns * sizeof *cell);
    for (uint32_t number = 2; !at->over; number++) {
        try(line_next(x, t, at, number, text, cell, &n));
        if (n == 1 && !*cell[0]) continue;                              /* an empty line */
        if (n != t->columns)
            return one_refuse_line(x->r, 5575, "cells_unlike_heading", N_("Dòng {n} của {tep} có số ô khác dòng tiêu đề. Sửa dòng ấy hoặc xuất lại tệp."), t->name, number);
        if (t->lines == ONEROSTER_LINES_MAX)
            return read_refuse_with(x->r, LIMIT, 5576, "too_many_lines", N_("{tep} có hơn 80.000 dòng. Xuất riêng từng trường rồi tải lên."), "tep", arena_print(x->r->a, "%s.csv", t->name));
        struct one_line *line = list_add(x->r->a, (void **)&t->line, &t->lines, &cap, sizeof *line);
        if (line) *line = (struct one_line){ number, ARENA_MANY(x->r->a, const char *, n) };
        if (!line || !line->cell) return read_full(x->r);
        memcpy(line->cell, cell, n * sizeof *cell);
    }
    return OK;
}

static rc table_parse(struct one_archive *x, struct one_table *t, const struct buf *b)
{
    const char *p = (const char *)b->p;
    size_t n = b->n;
    struct buf text;
    if (n >= 3 && !memcmp(p, "\xEF\xBB\xBF", 3)) p += 3, n -= 3;
    if (!n || !utf8_valid(p, n))
        return read_refuse_with(x->r, INVALID, 5577, "not_utf8", N_("{tep} trống hoặc không phải UTF-8. Xuất lại bộ OneRoster 1.2 rồi tải lên."), "tep", arena_print(x->r->a, "%s.csv", t->name));
    struct csv_at at = { p, p + n, false };
    buf_init(&text, SHEETS_CELL_MAX * 4 + 4);
    rc answer = lines_read(x, t, &at, &text);
    buf_finish(&text);
    return answer;
}

static rc table_read(struct one_archive *x, struct one_table *t)
{
    struct buf b;
    const char *entry = arena_print(x->r->a, "%s.csv", t->name);
    if (!entry) return read_full(x->r);
    t->there = zip_name_locate(x->zip, entry, 0) >= 0;
    if (!t->there) return OK;
    buf_init(&b, SHEETS_UNPACKED_MAX);
    rc answer = entry_unpack(x, entry, &b);
    if (answer == OK) answer = table_parse(x, t, &b);
    buf_finish(&b);
    return answer;
}

size_t one_column(const struct one_table *t, const char *name)
{
    for (size_t i = 0; i < t->columns; i++)
        if (str_is(t->head[i], name)) return i;
    return SIZE_MAX;
}

const char *one_cell(const struct one_line *line, size_t column) { return line && column != SIZE_MAX ? line->cell[column] : ""; }

/* ---- the manifest */

static const char *property(const struct one_table *m, const char *name)
{
    for (size_t i = 0; m->columns >= 2 && i < m->lines; i++)
        if (str_is(m->line[i].cell[0], name)) return m->line[i].cell[1];
    return "";
}

static rc manifest_check(struct one_archive *x)
{
    const struct one_table *m = &x->table[ONE_MANIFEST];
    const char *version = property(m, "oneroster.version"), *code = property(m, "source.systemCode");
    x->system = *code ? code : property(m, "source.systemName");
    if (!str_starts(version, "1.2"))
        return read_refuse_with(x->r, INVALID, 5578, "version", N_("Phiên bản OneRoster “{ban}” chưa đọc được; cần 1.2."), "ban", version);
    for (size_t i = ONE_USERS; i < ONE_FILES; i++)
        x->r->book->delta = x->r->book->delta || str_is(property(m, arena_print(x->r->a, "file.%s", used[i])), "delta");
    return OK;
}

/* What is there and not used is said. */
static rc unused_tell(struct one_archive *x)
{
    for (zip_int64_t i = 0; i < zip_get_num_entries(x->zip, 0); i++) {
        const char *name = zip_get_name(x->zip, (zip_uint64_t)i, 0);
        bool is_used = false;
        for (size_t k = 0; k < ONE_FILES; k++) is_used = is_used || (str_starts(name, used[k]) && str_is(name + strlen(used[k]), ".csv"));
        if (!is_used && !one_left(x->r, 0, "oneroster_unused", arena_text(x->r->a, name))) return read_full(x->r);
    }
    return OK;
}

rc one_tables_read(struct one_archive *x)
{
    static const enum one_file needed[] = { ONE_USERS, ONE_CLASSES, ONE_ENROLLMENTS };
    try(entries_check(x));
    for (size_t i = 0; i < ONE_FILES; i++) {
        x->table[i].name = used[i];
        try(table_read(x, &x->table[i]));
        if (i == ONE_MANIFEST) try(manifest_check(x));
    }
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (!x->table[needed[i]].there && !x->r->book->delta)
            return read_refuse_with(x->r, INVALID, 5580, "file_missing", N_("Tệp ZIP thiếu {tep}. Xuất lại đủ bộ OneRoster 1.2."), "tep", arena_print(x->r->a, "%s.csv", used[needed[i]]));
    if (!x->table[ONE_USERS].there && !x->table[ONE_ENROLLMENTS].there)
        return read_refuse(x->r, INVALID, 5579, "delta_empty", N_("Bộ OneRoster này không có users.csv hay enrollments.csv nào, nên không có gì để nhập."));
    return unused_tell(x);
}
