/* .xlsx: a whole archive (PK…), or one part of it. A part's input begins with a letter that says which one it takes the place
** of: s sheet, t shared strings, y styles, w workbook, r relations; the archive round it is honest and stored unpacked. */
#include "test/fuzz/roster_list.h"
#include "roster/read/test/workbooks.h"
#include <stdint.h>
#include <string.h>
#include <zip.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct { char letter; const char *name, *text; } parts[] = {
    { 'o', "_rels/.rels", MADE_RELS }, { 'w', "xl/workbook.xml", MADE_BOOK }, { 'r', "xl/_rels/workbook.xml.rels", MADE_BOOK_RELS }, { 'y', "xl/styles.xml", MADE_STYLES },
    { 't', "xl/sharedStrings.xml", MADE_STRINGS }, { 's', "xl/worksheets/sheet1.xml", MADE_SHEET("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row><row><c t=\"str\"><v>An</v></c><c s=\"1\"><v>42000</v></c></row>") }
};

static void fuzz_part(const uint8_t *data, size_t size)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *z = zip_open_from_source(out, ZIP_CREATE | ZIP_TRUNCATE, &error);
    zip_source_keep(out);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        bool mine = parts[i].letter == (char)data[0];
        zip_source_t *s = zip_source_buffer(z, mine ? (const void *)(data + 1) : parts[i].text, mine ? size - 1 : strlen(parts[i].text), 0);
        zip_int64_t at = zip_file_add(z, parts[i].name, s, 0);
        zip_set_file_compression(z, (zip_uint64_t)at, ZIP_CM_STORE, 0);
    }
    if (zip_close(z)) { zip_source_free(out); return; }
    zip_source_open(out);
    zip_source_seek(out, 0, SEEK_END);
    size_t n = (size_t)zip_source_tell(out);
    zip_source_seek(out, 0, SEEK_SET);
    void *bytes = malloc(n);
    if (bytes && zip_source_read(out, bytes, n) == (zip_int64_t)n) roster_fuzz(bytes, n);
    zip_source_close(out);
    zip_source_free(out);
    free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2 || size > 256 * 1024) return -1;
    if (!memcmp(data, "PK", 2)) roster_fuzz(data, size); else fuzz_part(data, size);
    return 0;
}
