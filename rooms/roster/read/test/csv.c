/* CSV in its dialects, and what is refused. */
#include "roster/read/read.h"
#include "base/str.h"
#include "test/harness/test.h"
#include <string.h>

static rc read_n(struct test *t, const void *p, size_t n, struct workbook *w, struct read_fault *why)
{
    rc answer = sheets_read(t->arena, p, n, w, why);
    if (answer != OK) is_true(t, why->number && *read_fault_say(t->arena, LANG_VI, why));
    return answer;
}

static const char *at(const struct workbook *w, uint32_t row, unsigned column)
{
    const struct cell *c = sheet_cell(sheet_row_at(&w->sheet[0], row), column);
    return c ? c->text : NULL;
}

static struct workbook read_text_file(struct test *t, const char *s)
{
    struct workbook w;
    struct read_fault why;
    is_rc(t, OK, read_n(t, s, strlen(s), &w, &why));
    return w;
}

TEST(the_delimiter_is_found)
{
    struct workbook w = read_text_file(t, "a;b,c;d\n1;2,5;3\n");
    is_text(t, "2,5", at(&w, 2, 2));
    w = read_text_file(t, "a\tb;c\td\n1\t2\t3\n");
    is_text(t, "b;c", at(&w, 1, 2));
    w = read_text_file(t, "a,b\r\n1,2\r\n");
    is_text(t, "2", at(&w, 2, 2));
    w = read_text_file(t, "sep=;\r\na;b\r\n1;2\r\n");
    is_text(t, "2", at(&w, 2, 2));
    w = read_text_file(t, "a\nb");
    is_text(t, "b", at(&w, 2, 1));
}

TEST(quotes_keep_delimiters_line_breaks_and_quotes)
{
    struct workbook w = read_text_file(t, "a;b\n\"x;\"\"y\"\"\nz\";2\n;\n;3\n");
    is_text(t, "x;\"y\"\nz", at(&w, 2, 1));
    is_text(t, "2", at(&w, 2, 2));
    is_text(t, "3", at(&w, 4, 2));                  /* the blank record counts */
    w = read_text_file(t, "a;b\n=\"0912345678\";5\"6\n");
    is_text(t, "0912345678", at(&w, 2, 1));
    is_text(t, "5\"6", at(&w, 2, 2));
}

TEST(a_quote_that_never_closes_is_told_with_its_row)
{
    struct workbook w;
    struct read_fault why;
    const char *s = "a;b\n1;2\n\"3;4\n5;6\n";
    is_rc(t, INVALID, read_n(t, s, strlen(s), &w, &why));
    is_text(t, "open_quote", why.code);
    has_text(t, "dòng 3", read_fault_say(t->arena, LANG_VI, &why));
}

TEST(utf16_with_and_without_a_mark_is_read)
{
    struct workbook w;
    struct read_fault why;
    is_rc(t, OK, read_n(t, "\xFF\xFEH\0\xCD\x1E;\0" "1\0\n\0", 12, &w, &why));
    is_text(t, "Họ", at(&w, 1, 1));
    is_rc(t, OK, read_n(t, "\xFE\xFF\0H\x1E\xCD\0;\0" "1\0\n", 12, &w, &why));
    is_text(t, "Họ", at(&w, 1, 1));
    is_rc(t, OK, read_n(t, "a\0;\0b\0\n\0" "1\0;\0" "2\0\n\0", 16, &w, &why));
    is_text(t, "2", at(&w, 2, 2));
    is_rc(t, INVALID, read_n(t, "\xFF\xFEH\0\x00\xD8", 6, &w, &why));
}

TEST(what_is_no_list_is_refused_with_advice)
{
    static const struct { const char *bytes; size_t n; const char *code; } cases[] = {
        { "", 0, "empty" }, { " \r\n\t", 4, "empty" }, { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more", 17, "old_excel" },
        { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 40, "encrypted" },
        { "<html><table><tr><td>Họ tên</td></tr></table>", 44, "markup" }, { "  <?xml version='1.0'?><Workbook/>", 33, "markup" }, { "%PDF-1.4", 8, "other_kind" },
        { "\x01\x02\x00\x03\x04\x05", 6, "other_kind" }, { "Fran\xE7" "ais;M\xFCller\n", 15, "encoding" }, { "PK\x03\x04 cut off", 12, "truncated" }
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct workbook w;
        struct read_fault why;
        is_rc(t, INVALID, read_n(t, cases[i].bytes, cases[i].n, &w, &why));
        is_text(t, cases[i].code, why.code);
    }
}

TEST(a_file_without_a_table_is_refused)
{
    struct workbook w = read_text_file(t, "Kính gửi nhà trường\nXin gửi danh sách sau\n");
    struct roster r;
    struct read_fault why;
    is_rc(t, INVALID, roster_find(t->arena, &w, &r, &why));
    is_text(t, "no_table", why.code);
}

TEST(more_columns_or_rows_than_the_limits_are_refused)
{
    struct workbook w;
    struct read_fault why;
    char *wide = arena_take(t->arena, 400);
    memset(wide, ';', 300);
    wide[300] = 'x';
    is_rc(t, LIMIT, read_n(t, wide, 301, &w, &why));
    is_text(t, "too_many_columns", why.code);
    size_t n = (SHEETS_ROWS_MAX + 1) * 4;
    char *tall = arena_take(t->arena, n + 1);
    for (size_t i = 0; i < n; i += 4) memcpy(tall + i, "a;b\n", 4);
    is_rc(t, LIMIT, read_n(t, tall, n, &w, &why));
    is_text(t, "too_many_rows", why.code);
}
