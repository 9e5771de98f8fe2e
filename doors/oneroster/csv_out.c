/* CSV as the standard asks: UTF-8 without a mark, commas, quotation marks where they are needed, CR LF. */
#include "oneroster/inside.h"
#include <string.h>

static void put_cell(struct buf *b, const char *text)
{
    if (!text[strcspn(text, ",\"\r\n")]) {
        buf_text(b, text);
        return;
    }
    buf_char(b, '"');
    for (; *text; text++) {
        if (*text == '"') buf_char(b, '"');
        buf_char(b, *text);
    }
    buf_char(b, '"');
}

void sheet_begin(struct sheet_out *s, enum oneroster_file kind)
{
    struct span rest = span_of(oneroster_kinds[kind].columns), one;
    *s = (struct sheet_out){ .kind = kind };
    buf_init(&s->b, SHEET_BYTES);
    for (size_t i = 0; span_cut(&rest, ' ', &one); i++) {
        if (i) buf_char(&s->b, ',');
        buf_add(&s->b, one.p, one.n);
    }
    buf_text(&s->b, "\r\n");
}

void line_put(struct sheet_out *s, const char *column, const char *text)
{
    size_t at = column_at(s->kind, column);
    if (at == ONEROSTER_COLUMNS_MOST) s->wrong = true;
    else s->cell[at] = text;
}

void line_end(struct sheet_out *s)
{
    struct span rest = span_of(oneroster_kinds[s->kind].columns), one;
    for (size_t i = 0; span_cut(&rest, ' ', &one); i++) {
        if (i) buf_char(&s->b, ',');
        if (s->cell[i]) put_cell(&s->b, s->cell[i]);
        s->cell[i] = NULL;
    }
    buf_text(&s->b, "\r\n");
    s->lines++;
}
