/* Unpacking and parsing one part, within the limits. See xlsx.h. */
#include "roster/read/xlsx.h"
#include <string.h>

enum { PIECE = 64 * 1024 };

rc xlsx_broken(struct xlsx *x, const char *part)
{
    return read_refuse_with(x->r, INVALID, 4608, "broken",
        N_("Tệp Excel bị hỏng ở phần {part}. Mở bằng Excel, chọn Lưu thành .xlsx với tên khác rồi tải lên lại."), "part", part);
}

void part_stop(struct part *p, rc kind)
{
    if (p->stopped == OK) p->stopped = kind;
    xmlStopParser(p->xml);
}

void part_broken(struct part *p) { part_stop(p, xlsx_broken(p->x, p->name)); }

bool part_attr(const xmlChar **attrs, int n, const char *name, struct span *value)
{
    for (int i = 0; i < n; i++, attrs += 5) {
        if (strcmp((const char *)attrs[0], name)) continue;
        *value = (struct span){ (const char *)attrs[3], (size_t)(attrs[4] - attrs[3]) };
        return true;
    }
    return false;
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int spaces, const xmlChar **space,
                     int attributes, int defaulted, const xmlChar **attribute)
{
    (void)prefix; (void)uri; (void)spaces; (void)space; (void)defaulted;
    struct part *p = ctx;
    if (p->stopped == OK) p->start(p, (const char *)name, attribute, attributes);
}

static void on_end(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)prefix; (void)uri;
    struct part *p = ctx;
    if (p->stopped == OK) p->end(p, (const char *)name);
}

static void on_text(void *ctx, const xmlChar *s, int n)
{
    struct part *p = ctx;
    if (p->stopped != OK || !p->keep) return;
    buf_add(&p->text, s, (size_t)n);
    if (p->text.failed) part_stop(p, read_refuse(p->x->r, LIMIT, 4609, "cell_too_long",
        N_("Có ô dài hơn 32.767 kí tự. Hãy xóa ô đó rồi tải lên lại.")));
}

/* A document type is where entities come from. No class list needs one. */
static void on_doctype(void *ctx, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    (void)name; (void)external; (void)system;
    struct part *p = ctx;
    part_stop(p, read_refuse(p->x->r, INVALID, 4610, "doctype",
        N_("Tệp có phần khai báo lạ (DTD) mà Excel không bao giờ ghi, nên không được đọc. Mở bằng Excel, chọn Lưu thành .xlsx rồi tải lên lại.")));
}

static void quiet(void *ctx, const char *fmt, ...) { (void)ctx; (void)fmt; }
static void quiet_error(void *ctx, xmlErrorPtr e) { (void)ctx; (void)e; }

static rc too_much(struct part *p)
{
    return read_refuse(p->x->r, LIMIT, 4611, "unpacks_too_large",
        N_("Tệp bung ra quá lớn so với một danh sách lớp. Chép riêng bảng danh sách sang tệp mới rồi tải lên lại."));
}

/* Counts what really came out of the archive: its own figures may lie. */
static bool within(struct part *p, uint64_t packed, uint64_t out, size_t piece)
{
    p->x->unpacked += piece;
    if (p->x->unpacked > SHEETS_UNPACKED_MAX) return false;
    return out < SHEETS_RATIO_FROM || out / SHEETS_RATIO_MAX <= packed;
}

static rc push_all(struct part *p, zip_file_t *f, uint64_t packed, char *piece)
{
    uint64_t out = 0;
    for (;;) {
        zip_int64_t n = zip_fread(f, piece, PIECE);
        if (n < 0) return xlsx_broken(p->x, p->name);
        out += (uint64_t)n;
        if (!within(p, packed, out, (size_t)n)) return too_much(p);
        xmlParseChunk(p->xml, piece, (int)n, n == 0);
        if (p->stopped != OK) return p->stopped;
        if (!p->xml->wellFormed) return xlsx_broken(p->x, p->name);      /* namespace complaints are no harm */
        if (n == 0) return OK;
    }
}

static rc parse_open(struct part *p, zip_file_t *f, uint64_t packed, xmlParserCtxtPtr xml)
{
    p->xml = xml;
    xmlCtxtUseOptions(xml, XML_PARSE_NONET);
    char *piece = arena_take(p->x->r->a, PIECE);
    return piece ? push_all(p, f, packed, piece) : read_full(p->x->r);
}

rc part_parse(struct part *p)
{
    zip_stat_t st;
    if (!p->name || zip_stat(p->x->zip, p->name, 0, &st)) return NOT_FOUND;
    zip_file_t *f = zip_fopen_index(p->x->zip, st.index, 0);
    if (!f) return xlsx_broken(p->x, p->name);
    xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC, .startElementNs = on_start, .endElementNs = on_end, .characters = on_text,
                          .ignorableWhitespace = on_text, .cdataBlock = on_text, .internalSubset = on_doctype, .externalSubset = on_doctype,
                          .warning = quiet, .error = quiet, .fatalError = quiet, .serror = quiet_error };
    xmlParserCtxtPtr xml = xmlCreatePushParserCtxt(&sax, p, NULL, 0, NULL);
    buf_init(&p->text, SHEETS_CELL_MAX * 4);
    rc answer = xml ? parse_open(p, f, st.comp_size, xml) : read_full(p->x->r);
    buf_finish(&p->text);
    if (xml && xml->myDoc) xmlFreeDoc(xml->myDoc);
    xmlFreeParserCtxt(xml);
    zip_fclose(f);
    return answer;
}
