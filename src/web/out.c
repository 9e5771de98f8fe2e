/* What compiled views write with. Escapes go in runs: bytes that need nothing are copied together.
**
** What stays true:
** (1) put_text lets no & < > " ' through unescaped: what it wrote is text, or part of one double-quoted attribute;
** (2) put_url lets only own paths and the schemes of the table through, put_url_part only unreserved characters;
** (3) put_message lets <b> and </b> of the message itself through, never those of its parts. */
#include "web/out.h"
#include "base/ids.h"
#include "web/ctx.h"
#include <string.h>

/* ---- text and attributes ---- */

struct escape { const char *p; size_t n; };
static const struct escape escapes[] = { { NULL, 0 }, { "&amp;", 5 }, { "&lt;", 4 }, { "&gt;", 4 }, { "&quot;", 6 }, { "&#39;", 5 } };
static const unsigned char needs_escape[256] = { ['&'] = 1, ['<'] = 2, ['>'] = 3, ['"'] = 4, ['\''] = 5 };

/* None of these sixteen bytes needs an escape. */
typedef unsigned char sixteen __attribute__((vector_size(16)));

static inline bool sixteen_plain(const char *p)
{
    sixteen v;
    uint64_t half[2];
    memcpy(&v, p, sizeof v);
    const sixteen hit = (sixteen)((v == '&') | (v == '<') | (v == '>') | (v == '"') | (v == '\''));
    memcpy(half, &hit, sizeof half);
    return (half[0] | half[1]) == 0;
}

/* Where the run of bytes that need nothing ends. */
static const char *run_end(const char *p, const char *end)
{
    while (end - p >= 16 && sixteen_plain(p)) p += 16;
    while (p < end && !needs_escape[(unsigned char)*p]) p++;
    return p;
}

static void put_escaped(struct out *o, const char *p, size_t n)
{
    const char *end = p + n, *stop;
    for (; (stop = run_end(p, end)) < end; p = stop + 1) {
        const struct escape *e = &escapes[needs_escape[(unsigned char)*stop]];
        if (stop > p) buf_add(o->b, p, (size_t)(stop - p));
        buf_add(o->b, e->p, e->n);
    }
    if (end > p) buf_add(o->b, p, (size_t)(end - p));
}

void put_text(struct out *o, const char *s)
{
    if (s) put_escaped(o, s, strlen(s));
}

/* ---- URLs ---- */

/* Where a byte may stand as it is: 1 = in a part of a URL (unreserved, RFC 3986), 2 = in a whole one. & and ' may there, but are written as entities. */
enum { IN_PART = 1, IN_WHOLE = 2 };
static const unsigned char url_kind[256] = {
    ['0'] = 3, ['1'] = 3, ['2'] = 3, ['3'] = 3, ['4'] = 3, ['5'] = 3, ['6'] = 3, ['7'] = 3, ['8'] = 3, ['9'] = 3,
    ['A'] = 3, ['B'] = 3, ['C'] = 3, ['D'] = 3, ['E'] = 3, ['F'] = 3, ['G'] = 3, ['H'] = 3, ['I'] = 3, ['J'] = 3, ['K'] = 3,
    ['L'] = 3, ['M'] = 3, ['N'] = 3, ['O'] = 3, ['P'] = 3, ['Q'] = 3, ['R'] = 3, ['S'] = 3, ['T'] = 3, ['U'] = 3, ['V'] = 3,
    ['W'] = 3, ['X'] = 3, ['Y'] = 3, ['Z'] = 3, ['a'] = 3, ['b'] = 3, ['c'] = 3, ['d'] = 3, ['e'] = 3, ['f'] = 3, ['g'] = 3,
    ['h'] = 3, ['i'] = 3, ['j'] = 3, ['k'] = 3, ['l'] = 3, ['m'] = 3, ['n'] = 3, ['o'] = 3, ['p'] = 3, ['q'] = 3, ['r'] = 3,
    ['s'] = 3, ['t'] = 3, ['u'] = 3, ['v'] = 3, ['w'] = 3, ['x'] = 3, ['y'] = 3, ['z'] = 3,
    ['-'] = 3, ['.'] = 3, ['_'] = 3, ['~'] = 3,
    [':'] = 2, ['/'] = 2, ['?'] = 2, ['#'] = 2, ['['] = 2, [']'] = 2, ['@'] = 2, ['!'] = 2, ['$'] = 2, ['('] = 2, [')'] = 2,
    ['*'] = 2, ['+'] = 2, [','] = 2, [';'] = 2, ['='] = 2, ['%'] = 2,
};

static void put_percent(struct out *o, unsigned char ch)
{
    static const char hex[] = "0123456789ABCDEF";
    const char out[3] = { '%', hex[ch >> 4], hex[ch & 15] };
    buf_add(o->b, out, 3);
}

static void put_url_bytes(struct out *o, const char *s, unsigned char where)
{
    for (;;) {
        const char *run = s;
        while (url_kind[(unsigned char)*s] & where) s++;
        if (s > run) buf_add(o->b, run, (size_t)(s - run));
        if (!*s) return;
        if (*s == '&' && where == IN_WHOLE) buf_add(o->b, "&amp;", 5);
        else put_percent(o, (unsigned char)*s);
        s++;
    }
}

/* "//host" and "/\host" name another server, so a path's second byte is looked at too. */
static bool url_passes(const char *s)
{
    if (s[0] == '/') return s[1] != '/' && s[1] != '\\';
    return s[0] == 0 || s[0] == '?' || s[0] == '#' || strncmp(s, "https://", 8) == 0 || strncmp(s, "mailto:", 7) == 0 || strncmp(s, "tel:", 4) == 0;
}

void put_url(struct out *o, const char *s)
{
    if (!s || !url_passes(s)) buf_add(o->b, "#", 1);
    else put_url_bytes(o, s, IN_WHOLE);
}

void put_url_part(struct out *o, const char *s)
{
    if (s) put_url_bytes(o, s, IN_PART);
}

/* ---- numbers ---- */

static size_t digits(uint64_t v, char out[20])
{
    size_t n = 0;
    do out[19 - n++] = (char)('0' + v % 10); while (v /= 10);
    return n;
}

/* Digits in groups of three, dot in Vietnamese and comma in English; 20 digits and 6 marks at most. */
static size_t grouped(uint64_t v, char mark, char out[28])
{
    char d[20];
    size_t n = digits(v, d), at = 0;
    for (size_t i = 0; i < n; i++) {
        if (i && (n - i) % 3 == 0) out[at++] = mark;
        out[at++] = d[20 - n + i];
    }
    return at;
}

static uint64_t magnitude(int64_t v) { return v < 0 ? -(uint64_t)v : (uint64_t)v; }

static void put_grouped(struct out *o, bool minus, uint64_t v)
{
    char text[29] = "-";
    size_t n = grouped(v, o->lang == LANG_EN ? ',' : '.', text + 1);
    buf_add(o->b, minus ? text : text + 1, minus ? n + 1 : n);
}

void put_int(struct out *o, int64_t v) { put_grouped(o, v < 0, magnitude(v)); }
void put_uint(struct out *o, uint64_t v) { put_grouped(o, false, v); }

void put_uint_plain(struct out *o, uint64_t v)
{
    char d[20];
    size_t n = digits(v, d);
    buf_add(o->b, d + 20 - n, n);
}

void put_int_plain(struct out *o, int64_t v)
{
    if (v < 0) buf_add(o->b, "-", 1);
    put_uint_plain(o, magnitude(v));
}

void put_opt_int(struct out *o, opt_int v) { if (v.has) put_int(o, v.v); }
void put_opt_int_plain(struct out *o, opt_int v) { if (v.has) put_int_plain(o, v.v); }

void put_bool_plain(struct out *o, bool v) { buf_add(o->b, v ? "true" : "false", v ? 4 : 5); }

void put_id(struct out *o, int64_t id)
{
    char text[ID_TEXT_SIZE];
    id_text(id, text);
    buf_add(o->b, text, ID_TEXT_SIZE - 1);
}

/* ---- time ---- */

/* dd/MM/yyyy (order 'd') or yyyy-MM-dd (order 'y'); years are 1900-2100. */
static size_t day_digits(day x, char order, char out[10])
{
    int y, m, d;
    day_parts(x, &y, &m, &d);
    char *yp = order == 'y' ? out : out + 6, *mp = order == 'y' ? out + 5 : out + 3, *dp = order == 'y' ? out + 8 : out;
    out[order == 'y' ? 4 : 2] = out[order == 'y' ? 7 : 5] = order == 'y' ? '-' : '/';
    for (int i = 3; i >= 0; i--, y /= 10) yp[i] = (char)('0' + y % 10);
    mp[0] = (char)('0' + m / 10); mp[1] = (char)('0' + m % 10);
    dp[0] = (char)('0' + d / 10); dp[1] = (char)('0' + d % 10);
    return 10;
}

static void clock_digits(int64_t minute_of_day, char out[5])
{
    int h = (int)(minute_of_day / 60), m = (int)(minute_of_day % 60);
    out[0] = (char)('0' + h / 10); out[1] = (char)('0' + h % 10);
    out[2] = ':';
    out[3] = (char)('0' + m / 10); out[4] = (char)('0' + m % 10);
}

enum { MINUTE_MS = 60000, DAY_MINUTES = 1440, HANOI_MINUTES = 420 };

static int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b < 0); }

void put_day(struct out *o, day x)
{
    char text[10];
    buf_add(o->b, text, day_digits(x, 'd', text));
}

void put_day_plain(struct out *o, day x)
{
    char text[10];
    buf_add(o->b, text, day_digits(x, 'y', text));
}

/* "14:05 05/09/2025" in Hà Nội */
static size_t instant_digits(instant t, char out[16])
{
    int64_t minute = floor_div(t.ms, MINUTE_MS) + HANOI_MINUTES, n = floor_div(minute, DAY_MINUTES);
    clock_digits(minute - n * DAY_MINUTES, out);
    out[5] = ' ';
    day_digits((day){ (int32_t)n }, 'd', out + 6);
    return 16;
}

void put_instant(struct out *o, instant t)
{
    char text[16];
    buf_add(o->b, text, instant_digits(t, text));
}

void put_instant_plain(struct out *o, instant t)
{
    char text[20];
    int64_t second = floor_div(t.ms, 1000), n = floor_div(second, 86400), of_day = second - n * 86400;
    day_digits((day){ (int32_t)n }, 'y', text);
    text[10] = 'T';
    clock_digits(of_day / 60, text + 11);
    text[16] = ':';
    text[17] = (char)('0' + of_day % 60 / 10);
    text[18] = (char)('0' + of_day % 10);
    text[19] = 'Z';
    buf_add(o->b, text, sizeof text);
}

void put_opt_day(struct out *o, opt_day x) { if (x.has) put_day(o, x.v); }
void put_opt_day_plain(struct out *o, opt_day x) { if (x.has) put_day_plain(o, x.v); }
void put_opt_instant(struct out *o, opt_instant t) { if (t.has) put_instant(o, t.v); }
void put_opt_instant_plain(struct out *o, opt_instant t) { if (t.has) put_instant_plain(o, t.v); }

/* ---- messages ---- */

static const struct msg_part *part_named(const struct msg_part *part, size_t n, struct span name)
{
    for (size_t i = 0; i < n; i++)
        if (span_is(name, part[i].name)) return &part[i];
    return NULL;
}

/* What takes the place of what stands between braces; .p is NULL where nothing does. */
static struct span part_of(const struct msg_part *part, size_t n, struct span inside)
{
    struct span name, one, many;
    bool choice = message_choice(inside, &name, &one, &many);
    const struct msg_part *found = part_named(part, n, choice ? name : inside);
    if (!found) return (struct span){ 0 };
    return !choice ? span_of(found->text) : str_is(found->text, "1") ? one : many;
}

/* <b> or </b>: how many bytes, else 0. */
static size_t bold_tag(const char *p)
{
    return strncmp(p, "<b>", 3) == 0 ? 3 : strncmp(p, "</b>", 4) == 0 ? 4 : 0;
}

void put_message(struct out *o, const char *text, const struct msg_part *parts, size_t n)
{
    if (!text) return;
    const char *p = tr(o->lang, text), *run = p;
    for (; *p; p++) {
        if (*p != '{' && *p != '<') continue;
        const char *close = *p == '{' ? strchr(p, '}') : NULL;
        struct span part = close ? part_of(parts, n, (struct span){ p + 1, (size_t)(close - p - 1) }) : (struct span){ 0 };
        size_t bold = *p == '<' ? bold_tag(p) : 0;
        if (!part.p && !bold) continue;
        put_escaped(o, run, (size_t)(p - run));
        if (part.p) put_escaped(o, part.p, part.n);
        else put_raw(o, p, bold);
        run = part.p ? close + 1 : p + bold;
        p = run - 1;
    }
    put_escaped(o, run, (size_t)(p - run));
}

const char *part_text(struct out *o, const char *s)
{
    (void)o;
    return s ? s : "";
}

static const char *part_grouped(struct out *o, bool minus, uint64_t v)
{
    char text[29] = "-";
    size_t n = grouped(v, o->lang == LANG_EN ? ',' : '.', text + 1);
    return arena_text_n(o->c->arena, minus ? text : text + 1, minus ? n + 1 : n);
}

const char *part_int(struct out *o, int64_t v) { return part_grouped(o, v < 0, magnitude(v)); }
const char *part_uint(struct out *o, uint64_t v) { return part_grouped(o, false, v); }

const char *part_day(struct out *o, day x)
{
    char text[10];
    return arena_text_n(o->c->arena, text, day_digits(x, 'd', text));
}

const char *part_instant(struct out *o, instant t)
{
    char text[16];
    return arena_text_n(o->c->arena, text, instant_digits(t, text));
}

const char *part_id(struct out *o, int64_t id)
{
    char text[ID_TEXT_SIZE];
    id_text(id, text);
    return arena_text_n(o->c->arena, text, ID_TEXT_SIZE - 1);
}
