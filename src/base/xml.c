#include "base/xml.h"

void xml_put(struct buf *b, const char *text)
{
    for (const unsigned char *p = (const unsigned char *)text; *p; p++) {
        if (*p == '&') buf_text(b, "&amp;");
        else if (*p == '<') buf_text(b, "&lt;");
        else if (*p == '>') buf_text(b, "&gt;");
        else if (*p == '"') buf_text(b, "&quot;");
        else if (*p < ' ' && *p != '\t' && *p != '\n' && *p != '\r') buf_text(b, "\xef\xbf\xbd");
        else buf_char(b, (char)*p);
    }
}

void xml_element(struct buf *b, const char *name, const char *text)
{
    if (!text) return;
    buf_print(b, "<%s>", name);
    xml_put(b, text);
    buf_print(b, "</%s>", name);
}
