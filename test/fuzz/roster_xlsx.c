/* .xlsx: a whole archive (PK…), or one part of it. A part's input begins with a letter that says which one it takes the place
** of: s sheet, t shared strings, y styles, w workbook, r relations; the archive round it is honest and stored unpacked. */
#include "test/fuzz/roster_list.h"
#include "roster/read/test/workbooks.h"
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct archived parts[] = {
    { 'o', "_rels/.rels", MADE_RELS }, { 'w', "xl/workbook.xml", MADE_BOOK }, { 'r', "xl/_rels/workbook.xml.rels", MADE_BOOK_RELS }, { 'y', "xl/styles.xml", MADE_STYLES },
    { 't', "xl/sharedStrings.xml", MADE_STRINGS }, { 's', "xl/worksheets/sheet1.xml", MADE_SHEET("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row><row><c t=\"str\"><v>An</v></c><c s=\"1\"><v>42000</v></c></row>") }
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2 || size > 256 * 1024) return -1;
    if (!memcmp(data, "PK", 2)) roster_fuzz(data, size); else roster_fuzz_part(parts, sizeof parts / sizeof *parts, data, size);
    return 0;
}
