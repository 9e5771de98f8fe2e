/* The archive of an .xlsx: which entries it may have, which part is the workbook, which sheets it lists. See xlsx.h.
** Order: relations of the package -> workbook -> its relations -> styles, shared strings, sheets. */
#include "roster/read/xlsx.h"
#include "roster/read/legacy.h"
#include "roster/read/oneroster.h"
#include <string.h>

static bool ends(const char *s, size_t n, const char *tail) { return n >= strlen(tail) && !memcmp(s + n - strlen(tail), tail, strlen(tail)); }

/* A name that would leave the archive's folder if somebody unpacked it: nobody honest writes one. */
static bool leaves_folder(const char *name)
{
    if (name[0] == '/' || strchr(name, '\\') || strchr(name, ':')) return true;
    for (const char *p = name; p; p = strchr(p, '/') ? strchr(p, '/') + 1 : NULL)
        if (p[0] == '.' && p[1] == '.' && (p[2] == '/' || !p[2])) return true;
    return false;
}

static rc check_entries(struct xlsx *x)
{
    zip_int64_t n = zip_get_num_entries(x->zip, 0);
    if (n > SHEETS_PARTS_MAX) return read_full(x->r);
    for (zip_int64_t i = 0; i < n; i++) {
        zip_stat_t st;
        if (zip_stat_index(x->zip, (zip_uint64_t)i, 0, &st) || !(st.valid & ZIP_STAT_NAME)) return xlsx_broken(x, "zip");
        if (leaves_folder(st.name))
            return read_refuse(x->r, INVALID, 4612, "path",
                N_("Tệp có tên phần nguy hiểm bên trong nên không được đọc. Mở bằng Excel, chọn Lưu thành .xlsx rồi tải lên lại."));
        if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) && st.encryption_method != ZIP_EM_NONE)
            return read_refuse(x->r, INVALID, 4604, "encrypted", N_("Tệp có mật khẩu nên không đọc được. Hãy bỏ mật khẩu, lưu lại rồi tải lên lại."));
    }
    return OK;
}

static bool has(struct xlsx *x, const char *name) { return zip_name_locate(x->zip, name, 0) >= 0; }

/* Other documents that are zip archives too. */
static rc refuse_other(struct xlsx *x)
{
    if (has(x, "content.xml") && has(x, "mimetype"))
        return read_refuse(x->r, INVALID, 4613, "open_document",
            N_("Đây là bảng tính OpenDocument (.ods). Mở tệp, chọn Lưu thành .xlsx rồi tải lên lại."));
    if (has(x, "word/document.xml") || has(x, "ppt/presentation.xml"))
        return read_refuse(x->r, INVALID, 4614, "not_a_sheet", N_("Đây là tệp Word hoặc PowerPoint. Chép bảng danh sách sang Excel, lưu thành .xlsx rồi tải lên."));
    if (has(x, "xl/workbook.bin"))
        return read_refuse(x->r, INVALID, 4615, "binary_sheet", N_("Đây là tệp .xlsb. Mở bằng Excel, chọn Lưu thành .xlsx rồi tải lên lại."));
    return read_refuse(x->r, INVALID, 4607, "other_kind", N_("Đây không phải bảng tính. Hãy tải lên tệp .xlsx hoặc .csv."));
}

/* ---- relations: id -> part of the archive. Targets outside the archive are never followed. */

struct relations { const char *folder; };

/* The path of a target: from the root, or from the folder of the part that names it. NULL: not in this archive. */
static const char *target_path(struct xlsx *x, const char *folder, struct span target)
{
    const char *t = arena_text_n(x->r->a, target.p, target.n);
    const char *path = t[0] == '/' ? t + 1 : arena_print(x->r->a, "%s%s", folder, t);
    return leaves_folder(path) ? NULL : path;
}

static void relation_start(struct part *p, const char *element, const xmlChar **attrs, int n)
{
    struct xlsx *x = p->x;
    const struct relations *rel = p->state;
    struct span id, type, target, mode;
    if (strcmp(element, "Relationship") || !part_attr(attrs, n, "Id", &id) || !part_attr(attrs, n, "Type", &type) || !part_attr(attrs, n, "Target", &target)) return;
    if (part_attr(attrs, n, "TargetMode", &mode) && span_is(mode, "External")) return;
    const char *path = target_path(x, rel->folder, target);
    if (ends(type.p, type.n, "/officeDocument")) x->workbook = path;
    else if (ends(type.p, type.n, "/sharedStrings")) x->strings_path = path;
    else if (ends(type.p, type.n, "/styles")) x->styles_path = path;
    else if (ends(type.p, type.n, "/worksheet"))
        for (size_t i = 0; i < x->sheets; i++) if (span_is(id, x->sheet[i].relation)) x->sheet[i].path = path;
}

static void nothing_end(struct part *p, const char *element) { (void)p; (void)element; }

static rc read_relations(struct xlsx *x, const char *name, const char *folder)
{
    struct relations rel = { folder };
    struct part p = { .x = x, .name = name, .start = relation_start, .end = nothing_end, .state = &rel };
    rc answer = part_parse(&p);
    return answer == NOT_FOUND ? OK : answer;
}

/* ---- the workbook: names and order of the sheets, and which calendar its dates count from */

static void workbook_sheet(struct part *p, const xmlChar **attrs, int n)
{
    struct xlsx *x = p->x;
    struct span name, id, state;
    if (!part_attr(attrs, n, "name", &name) || !part_attr(attrs, n, "id", &id)) { part_broken(p); return; }
    if (x->sheets == SHEETS_MAX) {
        part_stop(p, read_refuse(x->r, LIMIT, 4616, "too_many_sheets", N_("Tệp có hơn 50 trang tính. Hãy tách thành nhiều tệp rồi tải lên lần lượt.")));
        return;
    }
    struct xlsx_sheet *s = list_add(x->r->a, (void **)&x->sheet, &x->sheets, &x->sheets_cap, sizeof *s);
    if (!s) { part_stop(p, read_full(x->r)); return; }
    s->name = xlsx_text(x->r, name.p, name.n);
    s->relation = arena_text_n(x->r->a, id.p, id.n);
    s->hidden = part_attr(attrs, n, "state", &state) && !span_is(state, "visible");
}

static void workbook_start(struct part *p, const char *element, const xmlChar **attrs, int n)
{
    struct span v;
    if (!strcmp(element, "sheet")) workbook_sheet(p, attrs, n);
    else if (!strcmp(element, "workbookPr") && part_attr(attrs, n, "date1904", &v)) p->x->date1904 = span_is(v, "1") || span_is(v, "true");
}

static rc read_workbook(struct xlsx *x)
{
    x->workbook = has(x, "xl/workbook.xml") ? "xl/workbook.xml" : NULL;
    try(read_relations(x, "_rels/.rels", ""));
    if (!x->workbook || !has(x, x->workbook)) return refuse_other(x);
    struct part p = { .x = x, .name = x->workbook, .start = workbook_start, .end = nothing_end };
    try(part_parse(&p));
    const char *slash = strrchr(x->workbook, '/');
    int folder = slash ? (int)(slash - x->workbook) + 1 : 0;
    const char *rels = arena_print(x->r->a, "%.*s_rels/%s.rels", folder, x->workbook, x->workbook + folder);
    return read_relations(x, rels, arena_print(x->r->a, "%.*s", folder, x->workbook));
}

static rc read_sheets(struct xlsx *x)
{
    struct workbook *book = x->r->book;
    book->sheet = ARENA_MANY(x->r->a, struct sheet, x->sheets ? x->sheets : 1);
    if (!book->sheet) return read_full(x->r);
    for (size_t i = 0; i < x->sheets; i++) {
        if (!x->sheet[i].path) continue;                            /* a chart sheet, or a link to elsewhere */
        struct sheet *s = &book->sheet[book->n++];
        *s = (struct sheet){ .name = x->sheet[i].name, .hidden = x->sheet[i].hidden };
        try(xlsx_cells(x, &x->sheet[i], s));
    }
    return OK;
}

/* ---- text typed with an old font: "NguyÔn V¨n Hïng". Converted only when it is the habit of the whole file; a few such
** cells are left to the check of names, which asks. */

static enum legacy old_font(const struct workbook *book)
{
    size_t telling[LEGACY_1258 + 1] = { 0 }, unicode = 0;
    struct arena scratch;
    arena_init(&scratch, 4 * 1024 * 1024);
    for (size_t s = 0; s < book->n; s++)
        for (size_t i = 0; i < book->sheet[s].n; i++)
            for (size_t c = 0; c < book->sheet[s].row[i].n; c++) {
                const char *text = book->sheet[s].row[i].cell[c].text;
                if (strpbrk(text, "\xC4\xC5\xC6\xE1")) unicode++;   /* lead bytes of ă đ ĩ ũ ơ ư and U+1Exx */
                if (!legacy_font_possible(text)) continue;
                const char *meant = legacy_font_text(&scratch, text);
                for (enum legacy k = LEGACY_TCVN3; meant && k <= LEGACY_VNI; k++) {
                    const char *as = legacy_font_decode(&scratch, k, text);
                    if (as && !strcmp(meant, as)) telling[k]++;
                }
                arena_reset(&scratch);
            }
    arena_finish(&scratch);
    enum legacy k = telling[LEGACY_TCVN3] >= telling[LEGACY_VNI] ? LEGACY_TCVN3 : LEGACY_VNI;
    return telling[k] >= 3 && telling[k] > unicode ? k : LEGACY_UNKNOWN;
}

static void convert_font(struct reading *r, enum legacy kind)
{
    for (size_t s = 0; s < r->book->n; s++)
        for (size_t i = 0; i < r->book->sheet[s].n; i++)
            for (size_t c = 0; c < r->book->sheet[s].row[i].n; c++) {
                struct cell *cell = &r->book->sheet[s].row[i].cell[c];
                const char *meant = legacy_font_decode(r->a, kind, cell->text);
                if (meant) cell->text = meant;
            }
    r->book->converted = true;
    r->book->encoding = legacy_name(kind);
}

static rc read_open(struct xlsx *x)
{
    try(check_entries(x));
    try(read_workbook(x));
    try(xlsx_styles(x));
    try(xlsx_strings(x));
    try(read_sheets(x));
    enum legacy font = old_font(x->r->book);
    if (font != LEGACY_UNKNOWN) convert_font(x->r, font);
    return OK;
}

rc xlsx_read(struct reading *r, const void *p, size_t n)
{
    struct xlsx x = { .r = r };
    zip_error_t error;
    xmlInitParser();
    zip_error_init(&error);
    r->book->kind = SHEETS_XLSX;
    zip_source_t *source = zip_source_buffer_create(p, n, 0, &error);
    x.zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (source && !x.zip) zip_source_free(source);
    zip_error_fini(&error);
    if (!x.zip)
        return read_refuse(r, INVALID, 4617, "truncated", N_("Tệp Excel bị thiếu hoặc hỏng (có thể tải về chưa xong). Mở thử bằng Excel, lưu lại rồi tải lên lại."));
    if (oneroster_is(x.zip)) r->book->kind = SHEETS_ONEROSTER;
    rc answer = r->book->kind == SHEETS_ONEROSTER ? oneroster_read(r, x.zip) : read_open(&x);
    zip_discard(x.zip);
    return answer;
}
