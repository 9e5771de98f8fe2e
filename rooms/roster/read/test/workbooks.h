/* Workbooks made for tests, honest and hostile: parts written into an archive as they are. */
#ifndef KHUE_ROOMS_ROSTER_READ_TEST_WORKBOOKS_H
#define KHUE_ROOMS_ROSTER_READ_TEST_WORKBOOKS_H

#include "roster/read/read.h"
#include "test/harness/test.h"

struct made_part { const char *name; const char *text; size_t n; };      /* n 0 = strlen(text) */
/* The archive's bytes in the test's arena. */
const char *make_archive(struct test *t, const struct made_part *parts, size_t count, size_t *n);
/* A workbook of one sheet "6A1": `rows` is what stands inside <sheetData>, `after` what follows it. */
const char *make_workbook(struct test *t, const char *rows, const char *after, size_t *n);
rc read_made(struct test *t, const char *p, size_t n, struct workbook *w, struct read_fault *why);
/* Text of the first sheet's cell, "" for none. */
const char *made_cell(const struct workbook *w, uint32_t row, unsigned column);

#define MADE_TYPES "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
#define MADE_RELS "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" \
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
#define MADE_BOOK "<?xml version=\"1.0\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" " \
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"6A1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
#define MADE_BOOK_RELS "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" \
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>" \
    "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>" \
    "<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/></Relationships>"
#define MADE_SHEET(rows) "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" rows "</sheetData></worksheet>"
/* style 1: dd/mm/yyyy, 2: ten zeros, 3: builtin date 14, 4: "d"0 (a quoted letter is no date) */
#define MADE_STYLES "<?xml version=\"1.0\"?><styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd\\/mm\\/yyyy\"/>" \
    "<numFmt numFmtId=\"165\" formatCode=\"0000000000\"/><numFmt numFmtId=\"166\" formatCode=\"&quot;day &quot;0\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"14\"/><xf numFmtId=\"166\"/></cellXfs></styleSheet>"
#define MADE_STRINGS "<?xml version=\"1.0\"?><sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>Họ và tên</t></si>" \
    "<si><r><t xml:space=\"preserve\">Ngày </t></r><r><t>sinh</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh></si><si><t>a_x000D__x000A_b_x005F_</t></si></sst>"

#endif
