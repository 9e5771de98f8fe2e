/* Excel files that go out: a template, and the rows that wait, in the columns they came in with their problems beside them.
** Texts are written as texts, never as formulas. libxlsxwriter writes to a path; ours is a file in memory. */
#include "base/viet.h"
#include "roster/pages.h"
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

rc book_open(struct ask *a, struct book *b)
{
    b->fd = memfd_create("khue-xlsx", MFD_CLOEXEC);
    if (b->fd < 0) return fault_detail(a, DOWN, "memfd_create failed");
    b->book = workbook_new(arena_print(a->arena, "/proc/self/fd/%d", b->fd));
    if (b->book) return OK;
    close(b->fd);
    return fault_detail(a, DOWN, "workbook_new failed");
}

rc book_close(struct ask *a, struct book *b, struct bytes *out)
{
    struct stat st = { 0 };
    char *p = NULL;
    bool written = workbook_close(b->book) == LXW_NO_ERROR && fstat(b->fd, &st) == 0;
    size_t n = (size_t)st.st_size;
    if (written) p = arena_take(a->arena, n);
    bool read = p && pread(b->fd, p, n, 0) == (ssize_t)n;
    close(b->fd);
    *out = (struct bytes){ (const uint8_t *)p, n };
    return read ? OK : fault_detail(a, DOWN, "the sheet could not be written");
}

static rc book_send(struct ctx *c, struct reply *r, struct book *b, const char *name)
{
    struct bytes out;
    try(book_close(c->ask, b, &out));
    return send_bytes(r, XLSX_TYPE, name, out.p, out.n);
}

void book_put(lxw_worksheet *sheet, uint32_t row, size_t column, const char *text, lxw_format *format)
{
    worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)column, text ? text : "", format);
}

lxw_format *book_bold(lxw_workbook *book)
{
    lxw_format *f = workbook_add_format(book);
    format_set_bold(f);
    return f;
}

rc roster_sheet_of(struct ask *a, const char *name, const char *const *cell, size_t rows, size_t columns, struct bytes *out)
{
    struct book b;
    try(book_open(a, &b));
    lxw_worksheet *sheet = workbook_add_worksheet(b.book, tr(LANG_VI, name));
    lxw_format *head = book_bold(b.book);
    for (size_t i = 0; i < rows; i++)
        for (size_t k = 0; k < columns; k++) book_put(sheet, (uint32_t)i, k, cell[i * columns + k], i == 0 ? head : NULL);
    worksheet_set_column(sheet, 0, 0, 6, NULL);
    worksheet_set_column(sheet, 1, (lxw_col_t)(columns - 1), 24, NULL);
    worksheet_freeze_panes(sheet, 1, 0);
    return book_close(a, &b, out);
}

/* A second sheet, for the staff: headings alone, so that nobody is brought in by an example that was left standing. */
static void template_staff(struct book *b, lxw_format *head)
{
    static const char *const column[] = { N_("STT"), N_("Họ và tên"), N_("Chức vụ"), N_("Tổ chuyên môn"), N_("Môn dạy"), N_("Lớp dạy"), N_("Lớp chủ nhiệm"), N_("Số điện thoại") };
    lxw_worksheet *sheet = workbook_add_worksheet(b->book, tr(LANG_VI, _("Thầy cô")));
    for (size_t i = 0; i < sizeof column / sizeof *column; i++) book_put(sheet, 0, i, tr(LANG_VI, column[i]), head);
    worksheet_set_column(sheet, 0, 0, 6, NULL);
    worksheet_set_column(sheet, 1, 7, 20, NULL);
    worksheet_freeze_panes(sheet, 1, 0);
}

rc template_file(struct ctx *c, struct reply *r)
{
    static const enum meaning columns[] = { MEANS_NUMBER, MEANS_FULL_NAME, MEANS_BIRTH_DATE, MEANS_SEX, MEANS_CLASS, MEANS_MOET_ID, MEANS_MOTHER_NAME,
                                            MEANS_MOTHER_PHONE, MEANS_FATHER_NAME, MEANS_FATHER_PHONE };
    static const char *const example[] = { "1", N_("Nguyễn Thị Minh Anh"), "05/09/2015", N_("Nữ"), "6A1", "", N_("Nguyễn Thu Hà"), "0912 345 678", N_("Nguyễn Văn Hùng"), "0987 654 321" };
    struct book b;
    try(book_open(c->ask, &b));
    lxw_worksheet *sheet = workbook_add_worksheet(b.book, tr(LANG_VI, _("Danh sách")));
    lxw_format *head = book_bold(b.book);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        book_put(sheet, 0, i, roster_meaning_label(columns[i]), head);
        book_put(sheet, 1, i, example[i], NULL);
    }
    worksheet_set_column(sheet, 0, 0, 6, NULL);
    worksheet_set_column(sheet, 1, 9, 20, NULL);
    worksheet_freeze_panes(sheet, 1, 0);
    template_staff(&b, head);
    return book_send(c, r, &b, "khue-mau-danh-sach.xlsx");
}

/* ---- what waits */

static const char *problems_of(struct ctx *c, const struct roster *r, const struct roster_row *row)
{
    const char *all = "";
    for (size_t i = 0; i < r->problems; i++) {
        const struct roster_problem *p = &r->problem[i];
        if (p->sheet != row->sheet || p->row != row->row || p->answer || p->severity == ROSTER_WARNING) continue;
        all = arena_print(c->ask->arena, "%s%s%s", all, *all ? " " : "", roster_problem_say(c->ask->arena, c->lang, p));
    }
    return all;
}

static bool column_known(const struct roster_sheet *s, enum meaning m)
{
    uint16_t column;
    return *roster_column_header(s, m, &column) != 0;
}

/* One sheet of the file: its headings, its waiting rows, two columns of ours at the end. */
static void waiting_sheet(struct ctx *c, const struct opened *o, size_t number, struct book *b, const char *name)
{
    const struct roster_sheet *s = &o->roster.sheet[number];
    lxw_worksheet *sheet = workbook_add_worksheet(b->book, name);
    lxw_format *head = book_bold(b->book);
    bool add_class = !column_known(s, MEANS_CLASS);
    size_t n = 0;
    uint32_t at = 1;
    for (size_t i = 0; i < s->columns; i++)
        if (s->column[i].means != MEANS_NOTHING) book_put(sheet, 0, n++, s->column[i].header, head);
    if (add_class) book_put(sheet, 0, n++, tr(LANG_VI, roster_meaning_label(MEANS_CLASS)), head);
    book_put(sheet, 0, n, tr(c->lang, _("Vấn đề")), head);
    book_put(sheet, 0, n + 1, tr(c->lang, _("Dòng trong tệp cũ")), head);
    for (size_t i = 0; i < o->roster.rows; i++) {
        const struct roster_row *row = &o->roster.row[i];
        size_t column = 0;
        if (row->sheet != number || row->state != ROW_WAITING) continue;
        for (size_t k = 0; k < s->columns; k++)
            if (s->column[k].means != MEANS_NOTHING) book_put(sheet, at, column++, row->cell[s->column[k].means], NULL);
        if (add_class) book_put(sheet, at, column++, row->class_name, NULL);
        book_put(sheet, at, column, problems_of(c, &o->roster, row), NULL);
        worksheet_write_number(sheet, (lxw_row_t)at, (lxw_col_t)(column + 1), row->row, NULL);
        at++;
    }
    worksheet_set_column(sheet, 0, (lxw_col_t)n, 20, NULL);
    worksheet_freeze_panes(sheet, 1, 0);
}

/* A name that Excel takes: ours, not the file's. */
static const char *sheet_name(struct ctx *c, size_t number)
{
    return arena_print(c->arena, "%s %zu", tr(LANG_VI, _("Danh sách")), number + 1);
}

static bool sheet_waits(const struct opened *o, size_t number)
{
    for (size_t i = 0; i < o->roster.rows; i++)
        if (o->roster.row[i].sheet == number && o->roster.row[i].state == ROW_WAITING) return true;
    return false;
}

static rc waiting_write(struct ctx *c, struct reply *r)
{
    struct opened o;
    struct book b;
    bool any = false;
    try(opened_read(c->ask, PATH_ID(c, "lan", roster_import_id), &o));
    for (size_t i = 0; i < o.roster.sheets; i++) any = any || sheet_waits(&o, i);
    if (!any) return NOT_FOUND;
    try(book_open(c->ask, &b));
    for (size_t i = 0; i < o.roster.sheets; i++)
        if (sheet_waits(&o, i)) waiting_sheet(c, &o, i, &b, sheet_name(c, i));
    return book_send(c, r, &b, "khue-dong-cho.xlsx");
}

rc waiting_file(struct ctx *c, struct reply *r)
{
    struct wide wide;
    wide_begin(&wide, c->ask);
    rc done = waiting_write(c, r);
    wide_end(&wide, c->ask);
    return done;
}
