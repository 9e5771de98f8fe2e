/* What comes from outside, as text: lines of NDJSON, pages of another store. Bounded, and fuzzed (test/fuzz/exchange_read.c). */
#include "exchange/inside.h"
#include <string.h>
#include <strings.h>

bool line_next(struct span *rest, int64_t *line, struct span *out)
{
    struct span one;
    if (*line == 0 && rest->n >= 3 && memcmp(rest->p, "\xef\xbb\xbf", 3) == 0) rest->p += 3, rest->n -= 3;
    while (rest->n && span_cut(rest, '\n', &one)) {
        ++*line;
        one = span_trim(one);
        if (one.n == 0) continue;
        *out = one;
        return true;
    }
    return false;
}

static rc no_page(struct ask *a)
{
    return refuse(a, INVALID, 5569, _("Kho bên kia trả lời không phải một trang phát biểu xAPI. Xem lại địa chỉ: thường kết thúc bằng /xapi hay /xAPI."), NULL);
}

rc store_page_read(struct ask *a, const char *type, struct bytes body, struct store_page *out)
{
    const struct json *page, *more;
    *out = (struct store_page){ .more = "" };
    if (type && strncasecmp(type, "multipart/mixed", 15) == 0) {
        try(mixed_read(a, type, body, &out->part, &out->parts));
        body = out->part[0].body;
        out->part++, out->parts--;
    }
    try(statements_json(a, (struct span){ (const char *)body.p, body.n }, &page));
    out->statements = json_get(page, "statements");
    more = json_get(page, "more");
    if (!out->statements || out->statements->kind != JSON_ARRAY || (more && more->kind != JSON_STRING && more->kind != JSON_NULL)) return no_page(a);
    if (more && more->text) out->more = more->text;
    return OK;
}

bool moment_read(const char *text, opt_instant *out)
{
    day on;
    *out = (opt_instant){ .has = !str_empty(text) };
    if (!out->has) return true;
    if (day_read(text, &on) == DAY_OK) return out->v = day_start(on), true;
    return statement_time(text, &out->v);
}
