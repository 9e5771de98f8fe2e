/* Tables as files. */
#include "base/sheet.h"
#include "test/harness/test.h"
#include <string.h>

static const struct sheet_column columns[] = { { "name", false, "" }, { "n", true, "" }, { "note", false, "" } };

static const char *written(struct test *t, const struct sheet *s, void (*write)(struct buf *b, const struct sheet *s))
{
    struct buf b;
    buf_init(&b, 10000);
    write(&b, s);
    const char *text = arena_text_n(t->arena, b.p, b.n);
    buf_finish(&b);
    return text;
}

TEST(a_table_is_written_by_rfc_4180_with_a_mark_for_excel)
{
    struct sheet s;
    is_true(t, sheet_make(&s, t->arena, columns, 3, 4));
    is_text(t, "\xef\xbb\xbfname,n,note\r\n", written(t, &s, sheet_csv));
    is_text(t, "[]", written(t, &s, sheet_json));
    sheet_row(&s, (const char *const[]){ "Hà", "-5", NULL });
    sheet_row(&s, (const char *const[]){ "a,\"b\"", NULL, "one\ntwo" });
    is_text(t, "\xef\xbb\xbfname,n,note\r\nHà,-5,\r\n\"a,\"\"b\"\"\",,\"one\ntwo\"\r\n", written(t, &s, sheet_csv));
    is_text(t, "[{\"name\":\"Hà\",\"n\":-5,\"note\":null},{\"name\":\"a,\\\"b\\\"\",\"n\":null,\"note\":\"one\\u000atwo\"}]", written(t, &s, sheet_json));
}

TEST(a_text_is_no_formula_in_a_program_of_tables)
{
    static const char *const bad[] = { "=1+1", "+84", "-cmd", "@x", "\tx", "=cmd|' /C calc'!A0" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct sheet s;
        is_true(t, sheet_make(&s, t->arena, columns, 3, 1));
        sheet_row(&s, (const char *const[]){ bad[i], NULL, NULL });
        has_text(t, arena_print(t->arena, "\r\n\"'%s\",,\r\n", bad[i]), written(t, &s, sheet_csv));
        lacks_text(t, "'", strchr(bad[i], '\'') ? "" : written(t, &s, sheet_json));
    }
}

TEST(a_table_holds_no_more_rows_than_it_has_room_for)
{
    struct sheet s;
    is_true(t, sheet_make(&s, t->arena, columns, 3, 1));
    for (int i = 0; i < 3; i++) sheet_row(&s, (const char *const[]){ "x", "1", NULL });
    is_int(t, 1, (int64_t)s.rows);
}
