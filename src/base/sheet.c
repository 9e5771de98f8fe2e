#include "base/sheet.h"
#include "base/csv.h"
#include "base/json.h"
#include <string.h>

bool sheet_make(struct sheet *s, struct arena *a, const struct sheet_column *column, size_t columns, size_t most)
{
    *s = (struct sheet){ .column = column, .columns = columns, .room = most, .cell = ARENA_MANY(a, const char *, columns * most) };
    return s->cell != NULL;
}

void sheet_row(struct sheet *s, const char *const *cell)
{
    if (s->rows == s->room) return;
    memcpy(s->cell + s->rows * s->columns, cell, s->columns * sizeof *cell);
    s->rows++;
}

void sheet_csv(struct buf *b, const struct sheet *s)
{
    buf_text(b, CSV_BOM);
    for (size_t c = 0; c < s->columns; c++) csv_text(b, s->column[c].name, c + 1 == s->columns ? CSV_LAST : CSV_MORE);
    for (size_t i = 0; i < s->rows * s->columns; i++) {
        size_t c = i % s->columns;
        enum csv_after after = c + 1 == s->columns ? CSV_LAST : CSV_MORE;
        if (s->cell[i] && s->column[c].number) buf_text(b, s->cell[i]), csv_text(b, "", after);
        else csv_text(b, s->cell[i] ? s->cell[i] : "", after);
    }
}

void sheet_json(struct buf *b, const struct sheet *s)
{
    buf_char(b, '[');
    for (size_t i = 0; i < s->rows * s->columns; i++) {
        size_t c = i % s->columns;
        buf_text(b, c ? "," : i ? ",{" : "{");
        json_put(b, s->column[c].name);
        buf_char(b, ':');
        if (!s->cell[i]) buf_text(b, "null");
        else if (s->column[c].number) buf_text(b, s->cell[i]);
        else json_put(b, s->cell[i]);
        if (c + 1 == s->columns) buf_char(b, '}');
    }
    buf_char(b, ']');
}
