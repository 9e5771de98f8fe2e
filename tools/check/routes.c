/* Route tables as they stand in C: `const struct route NAME[] = { { GET, "/path", MAY(…), … }, …, { 0 } };` */
#include "check.h"

enum { FIELDS = 10 };
static const char *const fields[FIELDS] = { "method", "path", "need", "form", "runs_on", "run", "title", "again", "hashes", "no_token" };

/* Where the value of a field stands in the row, and which field it is. `at` = its place when it is not named. */
static int field_of(const struct file *f, int *from, int to, int at)
{
    if (!token_is(f, *from, ".") || !token_is(f, *from + 2, "=")) return at < FIELDS ? at : -1;
    for (int k = 0; k < FIELDS; k++)
        if (token_is(f, *from + 1, fields[k])) {
            *from += *from + 3 <= to ? 3 : 0;
            return k;
        }
    return -1;
}

static void read_need(const struct file *f, int from, int to, struct route_row *row)
{
    int a, b;
    if (!token_is(f, from, "MAY") || to <= from + 2) return;
    if (call_argument(f, from + 1, 0, &a, &b)) row->permission = token_span(f, a);
    if (!call_argument(f, from + 1, 1, &a, &b)) return;
    for (int i = a; i < b; i++)
        if (f->token[i].kind == TOKEN_STRING) row->on = string_inside(f, i);
}

static void read_field(const struct file *f, int field, int from, int to, struct route_row *row)
{
    struct span word = from < to ? token_span(f, from) : (struct span){ "", 0 };
    bool given = from < to && !span_is(word, "NULL") && !span_is(word, "0");
    if (field == 0) row->method = word;
    if (field == 1 && to == from + 1 && f->token[from].kind == TOKEN_STRING) row->path = string_inside(f, from);
    if (field == 2) read_need(f, from, to, row);
    if (field == 3) row->has_form = given;
    if (field == 4) row->runs_on = word;
    if (field == 5) row->run = word;
    if (field == 7) row->has_again = given;
    if (field == 9) row->no_token = given && !span_is(word, "false");
}

static void read_row(struct tree *t, const struct file *f, struct span table, int open)
{
    struct route_row row = { .file = f, .table = table, .line = f->token[open].line, .last = f->token[f->token[open].match].line };
    int from, to;
    for (int at = 0; call_argument(f, open, at, &from, &to); at++) {
        int field = field_of(f, &from, to, at);
        if (field >= 0) read_field(f, field, from, to, &row);
    }
    if (span_is(row.method, "0") || row.method.n == 0) return;          /* the end of the table */
    t->row = list_grow(t, t->row, t->rows, &t->rows_cap, sizeof *t->row);
    t->row[t->rows++] = row;
}

static void read_table(struct tree *t, const struct file *f, const struct item *it)
{
    int i = it->first;
    while (i < it->last && !(token_is(f, i, "struct") && token_is(f, i + 1, "route") && token_is(f, i + 3, "["))) i++;
    struct span table = token_span(f, i + 2 < f->tokens ? i + 2 : i);
    while (i < it->last && !token_is(f, i, "{")) i++;
    int end = i < it->last ? f->token[i].match : -1;
    for (i++; i < end; i++)
        if (token_is(f, i, "{") && f->token[i].match > i) {
            read_row(t, f, table, i);
            i = f->token[i].match;
        }
}

void routes_read(struct tree *t)
{
    for (int i = 0; i < t->files; i++) {
        const struct file *f = &t->file[i];
        bool product = f->is_c && !f->is_test && f->place;
        for (int k = 0; product && k < f->items; k++)
            if (f->item[k].kind == ITEM_OTHER) read_table(t, f, &f->item[k]);
    }
}
