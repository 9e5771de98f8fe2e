/* .xlsx: every kind of cell, and hostile files. Each refusal says what to do and leaves nothing open (ASan watches). */
#include "roster/read/test/workbooks.h"
#include "base/str.h"
#include "test/harness/json.h"
#include <string.h>
#include <time.h>
#include <xlsxwriter.h>

static void opens(struct test *t, const char *rows, struct workbook *w)
{
    struct read_fault why;
    size_t n = 0;
    const char *p = make_workbook(t, rows, "", &n);
    is_rc(t, OK, read_made(t, p, n, w, &why));
}

static void refuses(struct test *t, rc kind, const char *code, const char *rows)
{
    struct workbook w;
    struct read_fault why;
    size_t n = 0;
    const char *p = make_workbook(t, rows, "", &n);
    is_rc(t, kind, read_made(t, p, n, &w, &why));
    is_text(t, code, why.code);
}

TEST(every_kind_of_cell_is_read_as_it_is_shown)
{
    struct workbook w;
    opens(t, "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c></row>"
             "<row r=\"3\"><c t=\"inlineStr\"><is><t>một</t></is></c><c s=\"1\"><v>42355</v></c><c s=\"3\"><v>42355.75</v></c><c s=\"2\"><v>912345678</v></c><c s=\"4\"><v>42355</v></c>"
             "<c><v>999215090001</v></c><c><v>2.5</v></c><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#REF!</v></c><c t=\"str\"><f>A1</f><v>hai</v></c><c><f>B2&amp;\"x\"</f></c><c t=\"d\"><v>2015-12-17T00:00:00</v></c></row>"
             "<row><c r=\"B4\"><v>1e3</v></c><c r=\"C4\" t=\"str\"><v></v></c></row>", &w);
    static const char *const want[] = { "một", "17/12/2015", "17/12/2015", "0912345678", "42355", "999215090001", "2.5", "TRUE", "#REF!", "hai", "=B2&\"x\"", "17/12/2015" };
    is_text(t, "Họ và tên", made_cell(&w, 1, 1));
    is_text(t, "Ngày sinh", made_cell(&w, 1, 2));          /* runs joined, the reading aid left out */
    is_text(t, "a\nb_", made_cell(&w, 1, 3));
    for (unsigned i = 0; i < sizeof want / sizeof *want; i++) is_text(t, want[i], made_cell(&w, 3, i + 1));
    is_text(t, "1000", made_cell(&w, 4, 2));
    is_int(t, 3, (int64_t)w.sheet[0].n);                   /* the empty string is no cell */
    is_int(t, CELL_NO_VALUE, sheet_cell(sheet_row_at(&w.sheet[0], 3), 11)->kind);
}

TEST(dates_that_count_from_1904_are_read)
{
    struct made_part parts[] = { { "_rels/.rels", MADE_RELS, 0 }, { "xl/_rels/workbook.xml.rels", MADE_BOOK_RELS, 0 }, { "xl/styles.xml", MADE_STYLES, 0 },
        { "xl/workbook.xml", "<workbook xmlns:r=\"r\"><workbookPr date1904=\"1\"/><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>", 0 },
        { "xl/worksheets/sheet1.xml", MADE_SHEET("<row><c s=\"1\"><v>40893</v></c></row>"), 0 } };
    struct workbook w;
    struct read_fault why;
    size_t n = 0;
    const char *p = make_archive(t, parts, 5, &n);
    is_rc(t, OK, read_made(t, p, n, &w, &why));
    is_text(t, "17/12/2015", made_cell(&w, 1, 1));
}

TEST(references_that_excel_would_not_write_are_refused)
{
    refuses(t, INVALID, "broken", "<row r=\"-1\"><c><v>1</v></c></row>");
    refuses(t, INVALID, "broken", "<row r=\"0\"><c><v>1</v></c></row>");
    refuses(t, INVALID, "broken", "<row r=\"1048577\"><c><v>1</v></c></row>");
    refuses(t, INVALID, "broken", "<row r=\"2\"/><row r=\"1\"/>");
    refuses(t, INVALID, "broken", "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>");
    refuses(t, INVALID, "broken", "<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>");
    refuses(t, INVALID, "broken", "<row r=\"1\"><c r=\"A7\"><v>1</v></c></row>");
    refuses(t, INVALID, "broken", "<row r=\"1\"><c r=\"ZZZZ1\"><v>1</v></c></row>");
    refuses(t, INVALID, "broken", "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>");
    refuses(t, INVALID, "broken", "<row r=\"1\"><c r=\"A-1\"><v>1</v></c></row>");
    refuses(t, INVALID, "broken", "<row r=\"1\"><c t=\"s\"><v>99</v></c></row>");
    refuses(t, INVALID, "broken", "<row r=\"1\"><c t=\"s\"><v>-1</v></c></row>");
    refuses(t, INVALID, "broken", "<row r=\"1\"><c s=\"-1\"><v>1</v></c></row>");
    refuses(t, INVALID, "broken", "<row r=\"1\"><c><v>1</v></row>");
}

TEST(too_much_in_a_sheet_is_refused)
{
    refuses(t, LIMIT, "too_many_columns", "<row r=\"1\"><c r=\"CW1\"><v>1</v></c></row>");
    refuses(t, LIMIT, "too_many_rows", "<row r=\"20001\"><c><v>1</v></c></row>");
    struct workbook w;
    opens(t, "<row r=\"20001\"><c s=\"1\"/></row><row r=\"20002\"><c r=\"XFD20002\"/></row>", &w);      /* formats alone are no content */
    is_int(t, 0, (int64_t)w.sheet[0].n);
    size_t n = 140000;
    char *rows = arena_take(t->arena, n + 100), *p = rows + sprintf(rows, "<row><c t=\"str\"><v>");
    memset(p, 'x', n);
    strcpy(p + n, "</v></c></row>");
    refuses(t, LIMIT, "cell_too_long", rows);
    p[32767] = '\0';
    strcpy(p + 32767, "</v></c></row>");
    opens(t, rows, &w);
    strcpy(p + 32767, "y</v></c></row>");
    refuses(t, LIMIT, "cell_too_long", rows);
}

TEST(numbers_that_are_none_stay_text)
{
    struct workbook w;
    opens(t, "<row><c><v>1e999</v></c><c><v>nan</v></c><c><v>0x10</v></c><c><v>12abc</v></c><c s=\"1\"><v>60</v></c><c s=\"1\"><v>-5</v></c></row>", &w);
    is_text(t, "1e999", made_cell(&w, 1, 1));
    is_text(t, "nan", made_cell(&w, 1, 2));
    is_text(t, "12abc", made_cell(&w, 1, 4));
    is_text(t, "60", made_cell(&w, 1, 5));                 /* 29/02/1900 never was */
    is_text(t, "-5", made_cell(&w, 1, 6));
}

static void refuses_sheet(struct test *t, rc kind, const char *code, const char *sheet, size_t sheet_n)
{
    struct made_part parts[] = { { "_rels/.rels", MADE_RELS, 0 }, { "xl/workbook.xml", MADE_BOOK, 0 }, { "xl/_rels/workbook.xml.rels", MADE_BOOK_RELS, 0 }, { "xl/worksheets/sheet1.xml", sheet, sheet_n } };
    struct workbook w;
    struct read_fault why;
    size_t n = 0;
    const char *p = make_archive(t, parts, 4, &n);
    is_rc(t, kind, read_made(t, p, n, &w, &why));
    is_text(t, code, why.code);
}

TEST(broken_xml_and_document_types_are_refused)
{
    refuses_sheet(t, INVALID, "broken", "<worksheet><sheetData>", 0);
    refuses_sheet(t, INVALID, "broken", "no xml", 0);
    refuses_sheet(t, INVALID, "broken", "<worksheet>&nothere;</worksheet>", 0);
    refuses_sheet(t, INVALID, "doctype", "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><worksheet>&c;</worksheet>", 0);
    refuses_sheet(t, INVALID, "doctype", "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><worksheet/>", 0);
    refuses_sheet(t, INVALID, "doctype", "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData><row><c t=\"str\"><v>&a;</v></c></row></sheetData></worksheet>", 0);
}

TEST(a_bomb_is_stopped_while_it_unpacks)
{
    size_t n = 48 * 1024 * 1024;
    char *zeros = malloc(n);
    if (!is_true(t, zeros != NULL)) return;
    memset(zeros, ' ', n);
    memcpy(zeros, "<worksheet>", 11);
    refuses_sheet(t, LIMIT, "unpacks_too_large", zeros, n);
    free(zeros);
}

static void refuses_parts(struct test *t, const char *code, const char *name, const char *text)
{
    struct made_part parts[] = { { name, text, 0 }, { "mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0 } };
    struct workbook w;
    struct read_fault why;
    size_t n = 0;
    const char *p = make_archive(t, parts, 2, &n);
    is_rc(t, INVALID, read_made(t, p, n, &w, &why));
    is_text(t, code, why.code);
}

TEST(other_archives_are_refused_by_their_kind)
{
    refuses_parts(t, "open_document", "content.xml", "<x/>");
    refuses_parts(t, "not_a_sheet", "word/document.xml", "<x/>");
    refuses_parts(t, "binary_sheet", "xl/workbook.bin", "x");
    refuses_parts(t, "other_kind", "photo.jpg", "x");
    refuses_parts(t, "path", "../../etc/passwd", "x");
    refuses_parts(t, "path", "/etc/passwd", "x");
    refuses_parts(t, "path", "xl\\..\\..\\x", "x");
    refuses_parts(t, "path", "xl/worksheets/..", "x");
}

TEST(a_file_cut_off_anywhere_is_refused_and_never_read_in_half)
{
    size_t n;
    const char *p = file_text(t->arena, "test/rosters/01_sach_mot_cot_ho_ten.xlsx", &n);
    for (size_t cut = 4; cut < n; cut += 97) {
        struct workbook w;
        struct read_fault why;
        is_true(t, sheets_read(t->arena, p, cut, &w, &why) != OK && why.number);
    }
}

TEST(links_to_elsewhere_are_not_followed)
{
    struct made_part parts[] = { { "_rels/.rels", MADE_RELS, 0 }, { "xl/workbook.xml", MADE_BOOK, 0 },
        { "xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"rId1\" Type=\"http://x/worksheet\" Target=\"http://127.0.0.1:1/sheet.xml\" TargetMode=\"External\"/></Relationships>", 0 } };
    struct workbook w;
    struct read_fault why;
    size_t n = 0;
    const char *p = make_archive(t, parts, 3, &n);
    is_rc(t, OK, read_made(t, p, n, &w, &why));
    is_int(t, 0, (int64_t)w.n);
}

TEST(a_list_in_an_old_font_is_converted_as_a_whole)
{
    struct workbook w;
    opens(t, "<row><c t=\"str\"><v>Hä vµ tªn</v></c><c t=\"str\"><v>Ngµy sinh</v></c></row><row><c t=\"str\"><v>NguyÔn V¨n Hïng</v></c></row><row><c t=\"str\"><v>TrÇn ThÞ Lª</v></c></row>", &w);
    is_true(t, w.converted);
    is_text(t, "TCVN3 (ABC)", w.encoding);
    is_text(t, "Họ và tên", made_cell(&w, 1, 1));
    is_text(t, "Nguyễn Văn Hùng", made_cell(&w, 2, 1));
}

/* ---- a real file of a whole school */

static void write_school(const char *path, int rows)
{
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *s = workbook_add_worksheet(book, "Toàn trường");
    lxw_format *date = workbook_add_format(book);
    format_set_num_format(date, "dd/mm/yyyy");
    static const char *const heads[] = { "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Lớp", "Họ tên mẹ", "ĐT mẹ", "Họ tên bố", "ĐT bố", "Số định danh", "Dân tộc", "Nơi sinh", "Địa chỉ" };
    static const char *const family[] = { "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Bùi" }, *const middle[] = { "Văn", "Thị Minh", "Đức", "Thuỳ", "Quốc" }, *const given[] = { "Anh", "Bình", "Châu", "Dũng", "Hà", "Khuê", "Linh", "Nga", "Phúc", "Quân", "Yến" };
    for (int c = 0; c < 13; c++) worksheet_write_string(s, 0, (lxw_col_t)c, heads[c], NULL);
    for (int i = 1; i <= rows; i++) {
        char text[200];
        lxw_row_t r = (lxw_row_t)i;
        int grade = 6 + i % 4;
        worksheet_write_number(s, r, 0, i, NULL);
        snprintf(text, sizeof text, "%s %s %s", family[i % 7], middle[i % 5], given[i % 11]);
        worksheet_write_string(s, r, 1, text, NULL);
        worksheet_write_number(s, r, 2, 42005 - (grade - 6) * 365 + i % 300, date);
        worksheet_write_string(s, r, 3, i % 2 ? "Nam" : "Nữ", NULL);
        snprintf(text, sizeof text, "%dA%d", grade, 1 + i % 10);
        worksheet_write_string(s, r, 4, text, NULL);
        snprintf(text, sizeof text, "Lê Thị %s", given[i % 11]);
        worksheet_write_string(s, r, 5, text, NULL);
        snprintf(text, sizeof text, "09000%05d", i);
        worksheet_write_string(s, r, 6, text, NULL);
        snprintf(text, sizeof text, "%s Văn %s", family[i % 7], given[i % 7]);
        worksheet_write_string(s, r, 7, text, NULL);
        snprintf(text, sizeof text, "09001%05d", i);
        worksheet_write_string(s, r, 8, text, NULL);
        snprintf(text, sizeof text, "999%d%02d%06d", i % 2 ? 2 : 3, (15 - (grade - 6)) % 100, i);
        worksheet_write_string(s, r, 9, text, NULL);
        worksheet_write_string(s, r, 10, "Kinh", NULL);
        worksheet_write_string(s, r, 11, "Hà Nội", NULL);
        snprintf(text, sizeof text, "Số %d, ngõ Mẫu Thử, phường Mẫu Thử, Hà Nội", i);
        worksheet_write_string(s, r, 12, text, NULL);
    }
    workbook_close(book);
}

static double seconds(void)
{
    struct timespec now;
    /* law 19: printed, not asserted */
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

TEST(two_thousand_pupils_are_ready_for_the_preview)
{
    const char *path = arena_print(t->arena, "%s/school.xlsx", t->folder);
    size_t n = 0;
    write_school(path, 2000);
    const char *p = file_text(t->arena, path, &n);
    struct workbook w;
    struct read_fault why;
    struct roster r;
    struct roster_context ctx = { .school_year = 2026, .grade_from = 6, .grade_to = 9 };
    day_make(2026, 11, 23, &ctx.today);
    double from = seconds();
    is_rc(t, OK, read_made(t, p, n, &w, &why));
    is_rc(t, OK, roster_find(t->arena, &w, &r, &why));
    is_rc(t, OK, roster_check(t->arena, &r, &ctx));
    double took = seconds() - from;
    is_int(t, 2000, (int64_t)r.rows);
    is_true(t, r.row[0].birth_date.has);
    is_true(t, r.good > 1900);
    printf("  2,000 pupils: %.0f ms, %.1f MB of arena\n", took * 1000, (double)t->arena->used / 1e6);
    /* How long it may take is measured on a quiet machine: bench/roster.c. */
}
