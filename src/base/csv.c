#include "base/csv.h"

static void csv_end(struct buf *b, enum csv_after after) { buf_text(b, after == CSV_LAST ? "\r\n" : ","); }

void csv_text(struct buf *b, const char *text, enum csv_after after)
{
    bool formula = *text && strchr("=+-@\t\r", *text), quoted = formula || strpbrk(text, ",\"\r\n");
    if (quoted) buf_char(b, '"');
    if (formula) buf_char(b, '\'');
    for (; *text; text++) {
        if (*text == '"') buf_char(b, '"');
        buf_char(b, *text);
    }
    if (quoted) buf_char(b, '"');
    csv_end(b, after);
}

void csv_number(struct buf *b, long long n, enum csv_after after)
{
    buf_int(b, n);
    csv_end(b, after);
}
