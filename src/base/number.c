/* Decimals are exact: an integer of up to 30 digits and how many of them stand behind the mark. Nothing is ever a double. */
#include "base/number.h"
#include "base/str.h"
#include "base/viet.h"

#include <string.h>

typedef unsigned __int128 wide;          /* 30 digits and room to multiply by 10 and to round */
enum { DIGITS_MOST = 30, RANGE_DIGITS = 15 };

struct decimal { bool minus; wide v; int scale; };          /* v / 10^scale; zero is never minus when shown */

const char *number_error_code(enum number_error e)
{
    switch (e) {
    case NUMBER_OK:       return "OK";
    case NUMBER_EMPTY:    return "E_EMPTY";
    case NUMBER_CHAR:     return "E_CHAR";
    case NUMBER_COMMA:    return "E_COMMA";
    case NUMBER_GROUP:    return "E_GROUP";
    case NUMBER_DECIMALS: return "E_DECIMALS";
    case NUMBER_RANGE:    return "E_RANGE";
    case NUMBER_NEGATIVE: return "E_NEGATIVE";
    }
    return "?";
}

static bool is_digit(char ch)
{
    return ch >= '0' && ch <= '9';
}

/* ---- writing ---- */

/* Digits of v from the right, grouped by three with sep (0: not), ending before `end`. Answers where they begin. */
static char *put_grouped(char *end, wide v, char sep)
{
    int n = 0;
    do {
        if (sep && n && n % 3 == 0) *--end = sep;
        *--end = (char)('0' + (int)(v % 10));
        n++;
    } while (v /= 10);
    return end;
}

static const char *show(int64_t v, char sep, char out[NUMBER_TEXT_SIZE])
{
    char *end = out + NUMBER_TEXT_SIZE - 1, *p = put_grouped(end, v < 0 ? 0 - (uint64_t)v : (uint64_t)v, sep);
    if (v < 0) *--p = '-';
    *end = 0;
    return memmove(out, p, (size_t)(end - p) + 1);
}

const char *number_show(int64_t v, char out[NUMBER_TEXT_SIZE])
{
    return show(v, '.', out);
}

const char *number_show_en(int64_t v, char out[NUMBER_TEXT_SIZE])
{
    return show(v, ',', out);
}

const char *number_in(struct arena *a, enum lang lang, int64_t v)
{
    char text[NUMBER_TEXT_SIZE];
    return arena_text(a, lang == LANG_EN ? number_show_en(v, text) : number_show(v, text));
}

/* Rounds half away from zero to at most `places`. */
static void decimal_round(struct decimal *d, int places)
{
    int up = 0;
    for (; d->scale > places; d->scale--) {
        up = d->v % 10 >= 5;
        d->v /= 10;
    }
    d->v += (unsigned)up;
}

static void decimal_trim(struct decimal *d, int least)
{
    for (; d->scale > least && d->v % 10 == 0; d->scale--) d->v /= 10;
}

static void decimal_pad(struct decimal *d, int places)
{
    for (; d->scale < places; d->scale++) d->v *= 10;
}

/* With grouping dots and a comma, or plain with a point. */
static const char *decimal_text(struct arena *a, struct decimal d, char sep, char mark, const char *unit)
{
    char out[2 * DIGITS_MOST + 32], *end = out + sizeof out - 1, *p = end;
    bool minus = d.minus && d.v != 0;
    *end = 0;
    for (int i = 0; i < d.scale; i++, d.v /= 10) *--p = (char)('0' + (int)(d.v % 10));
    if (d.scale) *--p = mark;
    p = put_grouped(p, d.v, sep);
    if (minus) *--p = '-';
    return arena_print(a, "%s%s", p, unit);
}

/* An exact decimal with a point, as number_read answers it. */
static bool decimal_exact(const char *s, struct decimal *d)
{
    *d = (struct decimal){ .minus = *s == '-' };
    int digits = 0, point = 0;
    for (s += d->minus; *s; s++) {
        if (*s == '.' && !point && digits) {
            point = 1;
            continue;
        }
        if (!is_digit(*s) || ++digits > DIGITS_MOST) return false;
        d->v = d->v * 10 + (unsigned)(*s - '0');
        d->scale += point;
    }
    return digits > 0 && !(point && d->scale == 0);
}

/* shift: the unit's power of ten. */
static const struct format { const char *kind; int least, most, shift; const char *unit; } formats[] = {
    { "int",         0, 0, 0, "" },
    { "dec1",        1, 1, 0, "" },
    { "dec2",        2, 2, 0, "" },
    { "decmax2",     0, 2, 0, "" },
    { "mark",        1, 1, 0, "" },
    { "percent1",    0, 1, 0, "%" },
    { "money_dong",  0, 0, 0, " đồng" },
    { "money_sym",   0, 0, 0, "\u00a0₫" },
    { "money_trieu", 0, 2, 6, " triệu đồng" },
    { "money_ti",    0, 2, 9, " tỉ đồng" },
};

const char *number_format(struct arena *a, const char *kind, const char *decimal)
{
    struct decimal d;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        const struct format *f = &formats[i];
        if (!str_is(f->kind, kind)) continue;
        if (!decimal_exact(decimal, &d)) return "";
        d.scale += f->shift;
        decimal_round(&d, f->most);
        decimal_trim(&d, f->least);
        decimal_pad(&d, f->least);
        return decimal_text(a, d, '.', ',', f->unit);
    }
    return "";
}

/* ---- reading ---- */

/* The length of a blank at the beginning of s: space, tab, no-break space, narrow no-break space; 0 if it is none. */
static size_t blank_at(struct span s)
{
    if (s.n >= 1 && (s.p[0] == ' ' || s.p[0] == '\t')) return 1;
    if (s.n >= 2 && memcmp(s.p, "\u00a0", 2) == 0) return 2;
    if (s.n >= 3 && memcmp(s.p, "\u202f", 3) == 0) return 3;
    return 0;
}

/* Blanks off both ends. */
static struct span trim(struct span s)
{
    for (size_t n; (n = blank_at(s)) > 0; s.n -= n) s.p += n;
    for (size_t n = 1; n <= 3 && n <= s.n; n++) {
        if (blank_at((struct span){ s.p + s.n - n, n }) != n) continue;
        s.n -= n;
        n = 0;
    }
    return s;
}

static void take_sign(struct span *s, bool *minus)
{
    size_t n = 0;
    if (s->n && (*s->p == '-' || *s->p == '+'))             n = 1;
    else if (s->n >= 3 && memcmp(s->p, "−", 3) == 0)        n = 3;
    *minus = n && *s->p != '+';
    s->p += n;
    s->n -= n;
}

/* Only digits, dots, commas and blanks, and at least one digit. */
static bool chars_fit(struct span s)
{
    bool digit = false;
    while (s.n) {
        size_t n = blank_at(s);
        if (n == 0 && !is_digit(*s.p) && *s.p != '.' && *s.p != ',') return false;
        digit |= is_digit(*s.p);
        s.p += n ? n : 1;
        s.n -= n ? n : 1;
    }
    return digit;
}

/* The whole part: digits, or groups of three after a first one of 1 to 3 that does not begin with 0; dots or blanks, not both. */
static enum number_error read_whole(struct span s, wide *v)
{
    int run = 0, digits = 0;
    char seen = 0;
    bool zero_first = s.n && *s.p == '0';
    *v = 0;
    while (s.n) {
        size_t n = blank_at(s);
        char sep = n ? ' ' : *s.p == '.' ? '.' : 0;
        if (sep) {
            if ((seen && (sep != seen || run != 3)) || run < 1 || run > 3 || zero_first) return NUMBER_GROUP;
            seen = sep;
            run = 0;
        } else {
            run++;
            digits += digits || *s.p != '0';
            if (digits <= RANGE_DIGITS) *v = *v * 10 + (unsigned)(*s.p - '0');
        }
        s.p += n ? n : 1;
        s.n -= n ? n : 1;
    }
    if (seen && run != 3) return NUMBER_GROUP;
    return digits > RANGE_DIGITS ? NUMBER_RANGE : NUMBER_OK;
}

/* A number with at most `places` decimals; every form of digit but 0-9 is refused. */
static enum number_error read_plain(struct span s, int places, struct decimal *d)
{
    *d = (struct decimal){ 0 };
    s = trim(s);
    if (s.n == 0) return NUMBER_EMPTY;
    take_sign(&s, &d->minus);
    if (!chars_fit(s)) return NUMBER_CHAR;
    const char *comma = memchr(s.p, ',', s.n);
    struct span whole = s, part = { s.p, 0 };
    if (comma) {
        whole.n = (size_t)(comma - s.p);
        part = (struct span){ comma + 1, s.n - whole.n - 1 };
        if (whole.n == 0 || part.n == 0 || memchr(part.p, ',', part.n)) return NUMBER_COMMA;
    }
    enum number_error e = read_whole(whole, &d->v);
    if (e != NUMBER_OK) return e;
    for (size_t i = 0; i < part.n; i++)
        if (!is_digit(part.p[i])) return NUMBER_GROUP;
    if (part.n > (size_t)places) return NUMBER_DECIMALS;
    for (size_t i = 0; i < part.n; i++) d->v = d->v * 10 + (unsigned)(part.p[i] - '0');
    d->scale = (int)part.n;
    decimal_trim(d, 0);
    return NUMBER_OK;
}

/* A mark of 0 to 10 with at most one decimal, comma or point: in tenths. Nothing else may stand around it. */
static enum number_error read_mark(struct span s, struct decimal *d)
{
    *d = (struct decimal){ 0 };
    s = trim(s);
    if (s.n == 0) return NUMBER_EMPTY;
    size_t whole = 0, at;
    while (whole < s.n && is_digit(s.p[whole])) whole++;
    at = whole < s.n && (s.p[whole] == ',' || s.p[whole] == '.') ? whole + 1 : whole;
    size_t decimals = 0;
    while (at + decimals < s.n && is_digit(s.p[at + decimals])) decimals++;
    if (whole == 0 || at + decimals != s.n || (at > whole && decimals == 0)) return NUMBER_CHAR;
    if (decimals > 1) return NUMBER_DECIMALS;
    if (whole > 2)    return NUMBER_RANGE;
    for (size_t i = 0; i < whole; i++) d->v = d->v * 10 + (unsigned)(s.p[i] - '0');
    d->v = d->v * 10 + (unsigned)(decimals ? s.p[at] - '0' : 0);
    return d->v > 100 ? NUMBER_RANGE : NUMBER_OK;
}

/* Takes the word off the end. */
static bool cut_word(struct span *s, const char *word)
{
    size_t n = strlen(word);
    if (s->n < n || memcmp(s->p + s->n - n, word, n) != 0) return false;
    *s = trim((struct span){ s->p, s->n - n });
    return true;
}

/* Whole đồng: [number] [nghìn|triệu|tỉ] [đồng]; must come out whole and not negative. */
static enum number_error read_money(struct arena *a, const char *text, struct decimal *d)
{
    static const char *const units[] = { "đồng", "đ", "₫", "vnd", "vnđ" };
    static const struct { const char *word; int power; } scales[] = { { "nghìn", 3 }, { "ngàn", 3 }, { "triệu", 6 }, { "tỉ", 9 }, { "tỷ", 9 } };
    struct span s = trim(span_of(viet_lower(a, text)));
    int power = 0;
    for (size_t i = sizeof units / sizeof *units; i-- > 0; )             /* vnđ before đ */
        if (cut_word(&s, units[i])) break;
    for (size_t i = 0; i < sizeof scales / sizeof *scales && !power; i++)
        if (cut_word(&s, scales[i].word)) power = scales[i].power;
    enum number_error e = read_plain(s, power ? RANGE_DIGITS : 0, d);
    if (e != NUMBER_OK)       return e;
    if (d->minus && d->v)     return NUMBER_NEGATIVE;
    if (d->scale > power)     return NUMBER_DECIMALS;
    for (; power > d->scale; power--) {
        if (d->v > (wide)1000000000000000) return NUMBER_RANGE;
        d->v *= 10;
    }
    d->scale = 0;
    return d->v < (wide)1000000000000000 ? NUMBER_OK : NUMBER_RANGE;
}

static const struct { const char *kind; int places; } reads[] = {
    { "int", 0 }, { "dec1", 1 }, { "dec2", 2 }, { "decmax2", 2 }, { "decimal", 2 },
};

enum number_error number_read(struct arena *a, const char *kind, const char *text, const char **decimal)
{
    struct decimal d = { 0 };
    enum number_error e = NUMBER_CHAR;
    *decimal = "";
    if (str_is(kind, "mark_tenths"))     e = read_mark(span_of(text), &d);
    else if (str_is(kind, "money_dong")) e = read_money(a, text, &d);
    else for (size_t i = 0; i < sizeof reads / sizeof *reads; i++)
        if (str_is(kind, reads[i].kind)) e = read_plain(span_of(text), reads[i].places, &d);
    if (e == NUMBER_OK) *decimal = decimal_text(a, d, 0, '.', "");
    return e;
}

enum number_error number_read_int(const char *text, int64_t *v)
{
    struct decimal d;
    enum number_error e = read_plain(span_of(text), 0, &d);
    if (e == NUMBER_OK) *v = d.minus ? -(int64_t)d.v : (int64_t)d.v;
    return e;
}
