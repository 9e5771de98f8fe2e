#include "roster/read/test/workbooks.h"
#include "test/harness/json.h"
#include <string.h>
#include <zip.h>

const char *make_archive(struct test *t, const struct made_part *parts, size_t count, size_t *n)
{
    const char *path = arena_print(t->arena, "%s/made.xlsx", t->folder);
    zip_t *z = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    if (!is_true(t, z != NULL)) return "";
    for (size_t i = 0; i < count; i++) {
        zip_source_t *s = zip_source_buffer(z, parts[i].text, parts[i].n ? parts[i].n : strlen(parts[i].text), 0);
        is_true(t, zip_file_add(z, parts[i].name, s, ZIP_FL_ENC_UTF_8) >= 0);
    }
    if (!is_int(t, 0, zip_close(z))) return "";
    return file_text(t->arena, path, n);
}

const char *make_workbook(struct test *t, const char *rows, const char *after, size_t *n)
{
    const char *sheet = arena_print(t->arena, "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"A1:XFD1048576\"/>"
                                              "<sheetData>%s</sheetData>%s</worksheet>", rows, after);
    struct made_part parts[] = { { "[Content_Types].xml", MADE_TYPES, 0 }, { "_rels/.rels", MADE_RELS, 0 }, { "xl/workbook.xml", MADE_BOOK, 0 }, { "xl/_rels/workbook.xml.rels", MADE_BOOK_RELS, 0 },
                                 { "xl/styles.xml", MADE_STYLES, 0 }, { "xl/sharedStrings.xml", MADE_STRINGS, 0 }, { "xl/worksheets/sheet1.xml", sheet, 0 } };
    return make_archive(t, parts, sizeof parts / sizeof *parts, n);
}

rc read_made(struct test *t, const char *p, size_t n, struct workbook *w, struct read_fault *why)
{
    rc answer = sheets_read(t->arena, p, n, w, why);
    if (answer != OK) {
        const char *said = read_fault_say(t->arena, LANG_VI, why);
        is_true(t, why->number > 4600 && *said);
        lacks_text(t, "{", said);
    }
    return answer;
}

const char *made_cell(const struct workbook *w, uint32_t row, unsigned column)
{
    const struct cell *c = w->n ? sheet_cell(sheet_row_at(&w->sheet[0], row), column) : NULL;
    return c ? c->text : "";
}
