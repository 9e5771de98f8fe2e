/* multipart/form-data (RFC 7578) over a whole, bounded body. MHD's own post processor accepts missing ends, nested parts
** and any header; this reader accepts only what browsers send:
**   --BOUNDARY CRLF headers CRLF CRLF content CRLF --BOUNDARY … --BOUNDARY-- [CRLF]
** What stays true: (1) contents are not copied: files point into the body; (2) every part has Content-Disposition
** form-data with a name, at most 8 header lines of 1 KB together; (3) no part after the end, nothing before the first;
** (4) at most BODY_PARTS parts. Anything else is INVALID. */
#include "base/viet.h"
#include "web/request.h"
#include <string.h>
#include <strings.h>

enum { PART_HEAD_MAX = 1024, PART_LINES = 8, BOUNDARY_MAX = 70, FILE_NAME_MAX = 120 };

struct part { const char *name, *file_name, *type; struct span content; };

/* The boundary with its leading "--". */
static bool boundary_of(const char *content_type, char out[BOUNDARY_MAX + 3], size_t *n)
{
    const char *at = strcasestr(content_type, "boundary=");
    if (!at || at == content_type || (at[-1] != ' ' && at[-1] != ';'))
        return false;
    at += 9;
    bool quoted = *at == '"';
    at += quoted;
    size_t len = strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'()+_,-./:=?");
    if (len == 0 || len > BOUNDARY_MAX || (quoted ? at[len] != '"' : at[len] && at[len] != ';' && at[len] != ' '))
        return false;
    memcpy(out, "--", 2);
    memcpy(out + 2, at, len);
    *n = len + 2;
    out[*n] = 0;
    return true;
}

/* The value of name="…" in a Content-Disposition. Browsers write " as %22 and line ends as %0D %0A in it; backslash is data. */
static bool quoted_value(struct span line, const char *key, struct span *value)
{
    size_t n = strlen(key);

    for (const char *p = line.p, *end = line.p + line.n; p + n + 2 < end; p++) {
        if (*p == '"') {                                          /* skip over another value */
            if (!(p = memchr(p + 1, '"', (size_t)(end - p - 1))))
                return false;
            continue;
        }
        if ((p[-1] != ' ' && p[-1] != ';') || strncasecmp(p, key, n) != 0 || p[n] != '=' || p[n + 1] != '"')
            continue;
        const char *from = p + n + 2, *to = memchr(from, '"', (size_t)(end - from));
        if (!to)
            return false;
        *value = (struct span){ from, (size_t)(to - from) };
        return true;
    }
    return false;
}

/* A client's file name without folders, drive, control characters; at most FILE_NAME_MAX characters, the end kept. */
static const char *file_name_of(struct arena *a, struct span s)
{
    for (size_t i = s.n; i > 0; i--) {
        if (s.p[i - 1] == '/' || s.p[i - 1] == '\\' || s.p[i - 1] == ':') {
            s = (struct span){ s.p + i, s.n - i };
            break;
        }
    }
    const char *name = viet_tidy(a, arena_text_n(a, s.p, s.n));
    size_t more = utf8_count(name), over = more > FILE_NAME_MAX ? more - FILE_NAME_MAX : 0;
    const char *end = name + strlen(name);
    while (over-- > 0)
        utf8_next(&name, end);
    return str_is(name, ".") || str_is(name, "..") ? "" : name;
}

static rc part_line(struct arena *a, struct span line, struct part *p)
{
    static const char disposition[] = "Content-Disposition:", type[] = "Content-Type:";
    struct span value;

    if (!utf8_valid(line.p, line.n) || (line.n && (line.p[0] == ' ' || line.p[0] == '\t')))
        return INVALID;
    if (line.n > sizeof type && strncasecmp(line.p, type, sizeof type - 1) == 0) {
        value = span_trim((struct span){ line.p + sizeof type - 1, line.n - (sizeof type - 1) });
        p->type = arena_text_n(a, value.p, value.n);
        return OK;
    }
    if (line.n <= sizeof disposition || strncasecmp(line.p, disposition, sizeof disposition - 1) != 0)
        return OK;
    value = span_trim((struct span){ line.p + sizeof disposition - 1, line.n - (sizeof disposition - 1) });
    if (p->name || value.n < 10 || strncasecmp(value.p, "form-data;", 10) != 0)
        return INVALID;
    struct span found;
    if (!quoted_value(value, "name", &found) || found.n == 0 || found.n > FIELD_NAME_MAX)
        return INVALID;
    p->name = arena_text_n(a, found.p, found.n);
    if (quoted_value(value, "filename", &found))
        p->file_name = file_name_of(a, found);
    return OK;
}

static rc part_head(struct arena *a, struct span head, struct part *p)
{
    int lines = 0;

    while (head.n) {
        const char *end = memmem(head.p, head.n, "\r\n", 2);
        struct span line = { head.p, end ? (size_t)(end - head.p) : head.n };
        if (++lines > PART_LINES)
            return INVALID;
        try(part_line(a, line, p));
        size_t used = line.n + (end ? 2 : 0);
        head = (struct span){ head.p + used, head.n - used };
    }
    return p->name ? OK : INVALID;
}

static rc part_keep(struct arena *a, struct request *q, const struct part *p)
{
    if (p->file_name) {
        if (p->content.n == 0 && p->file_name[0] == 0)             /* no file chosen */
            return OK;
        q->file[q->files++] = (struct uploaded){ p->name, { p->file_name, p->type ? p->type : "", p->content.p, p->content.n } };
        return OK;
    }
    if (p->content.n > BODY_MAX || !utf8_valid(p->content.p, p->content.n))
        return INVALID;
    q->body.item[q->body.n++] = (struct typed){ p->name, arena_text_n(a, p->content.p, p->content.n) };
    return OK;
}

/* Takes one part (after its boundary line) off the front of *rest, up to and with the next boundary. */
static rc part_take(struct arena *a, struct span *rest, struct span boundary, struct part *p)
{
    size_t most = rest->n < PART_HEAD_MAX ? rest->n : PART_HEAD_MAX;
    const char *blank = memmem(rest->p, most, "\r\n\r\n", 4);
    if (!blank)
        return INVALID;
    *p = (struct part){ 0 };
    try(part_head(a, (struct span){ rest->p, (size_t)(blank - rest->p) }, p));

    const char *from = blank + 4, *end = rest->p + rest->n;
    const char *at = memmem(from, (size_t)(end - from), boundary.p, boundary.n);
    if (!at)
        return INVALID;
    p->content = (struct span){ from, (size_t)(at - from) };
    *rest = (struct span){ at + boundary.n, (size_t)(end - at) - boundary.n };
    return OK;
}

rc multipart_read(struct arena *a, const char *content_type, struct bytes body, struct request *q)
{
    char mark[BOUNDARY_MAX + 5] = "\r\n";
    size_t n;
    struct span rest = { (const char *)body.p, body.n };

    if (!boundary_of(content_type, mark + 2, &n) || rest.n < n || memcmp(rest.p, mark + 2, n) != 0)
        return INVALID;
    q->body.item = ARENA_MANY(a, struct typed, BODY_PARTS);
    q->file = ARENA_MANY(a, struct uploaded, BODY_PARTS);
    if (!q->body.item || !q->file)
        return LIMIT;

    struct span boundary = { mark, n + 2 };
    rest = (struct span){ rest.p + n, rest.n - n };
    for (int parts = 0; !(rest.n >= 2 && memcmp(rest.p, "--", 2) == 0); parts++) {
        struct part p;
        if (parts == BODY_PARTS || rest.n < 2 || memcmp(rest.p, "\r\n", 2) != 0)
            return INVALID;
        rest = (struct span){ rest.p + 2, rest.n - 2 };
        try(part_take(a, &rest, boundary, &p));
        try(part_keep(a, q, &p));
    }
    return rest.n == 2 || (rest.n == 4 && memcmp(rest.p, "--\r\n", 4) == 0) ? OK : INVALID;
}
