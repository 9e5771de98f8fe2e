/* Inside of the .xlsx reader. A part is one XML file of the archive; it is unpacked in pieces and pushed through libxml2's
** SAX parser, so nothing is ever held whole, and a part that grows too large is stopped in the middle. */
#ifndef KHUE_ROOMS_ROSTER_READ_XLSX_H
#define KHUE_ROOMS_ROSTER_READ_XLSX_H

#include "base/buf.h"
#include "base/str.h"
#include "roster/read/sheet_in.h"
#include <libxml/parser.h>
#include <zip.h>

struct xlsx_style { bool date; uint8_t zeros; };      /* zeros: the number format is that many 0 */
struct xlsx_sheet { const char *name, *relation, *path; bool hidden; };

struct xlsx {
    struct reading *r;
    zip_t *zip;
    uint64_t unpacked;                                /* bytes of all parts so far */
    bool date1904;
    const char *workbook, *strings_path, *styles_path;
    struct xlsx_sheet *sheet; size_t sheets, sheets_cap;
    const char **string; size_t strings, strings_cap; /* shared strings */
    struct xlsx_style *style; size_t styles, styles_cap;
};

struct part {
    struct xlsx *x;
    const char *name;
    xmlParserCtxtPtr xml;
    rc stopped;                                       /* set by part_stop; nothing is called after it */
    bool keep;                                        /* characters are added to `text` */
    struct buf text;
    void (*start)(struct part *p, const char *element, const xmlChar **attrs, int n);
    void (*end)(struct part *p, const char *element);
    void *state;
};

/* Parses the part called p->name with p->start and p->end. NOT_FOUND when the archive has none. */
rc part_parse(struct part *p);
void part_stop(struct part *p, rc kind);              /* the fault is already told */
void part_broken(struct part *p);                     /* tells that the file is damaged, and stops */
/* An attribute by its local name: false when it is not there. */
bool part_attr(const xmlChar **attrs, int n, const char *name, struct span *value);

rc xlsx_broken(struct xlsx *x, const char *part);
rc xlsx_styles(struct xlsx *x);
rc xlsx_strings(struct xlsx *x);
rc xlsx_cells(struct xlsx *x, const struct xlsx_sheet *from, struct sheet *into);
/* Text of <t>: _x000D_ escapes undone, NFC. */
const char *xlsx_text(struct reading *r, const char *p, size_t n);

#endif
