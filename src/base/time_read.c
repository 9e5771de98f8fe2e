/* Reading dates as people write them. The text is first folded to small ASCII without marks ("Thứ Sáu, ngày 05/9/2025"
** becomes "thu sau, ngay 05/9/2025"), whatever its normal form; then it is a small grammar over bytes:
**
**   date  = iso | [weekday [","]] ["ngay"] (d sep m sep y | d "thang" m "nam" y)
**
** The weekday is not compared with the date: people copy last year's letter, and the number is what counts. */
#include "base/time.h"
#include "base/viet_letters.h"

#include <math.h>
#include <string.h>

enum { TEXT = 80 };

/* Folds into out; false when it is too long or has a character that no date has. */
static bool fold(const char *s, char out[TEXT])
{
    size_t n = 0;
    for (const char *end = s + strlen(s); s < end; ) {
        uint32_t cp = utf8_next(&s, end);
        if (viet_is_mark(cp)) continue;
        char base = viet_letter(cp)->base;
        if (!base || n == TEXT - 1) return false;
        if (base == ' ' && (n == 0 || out[n - 1] == ' ')) continue;
        out[n++] = base;
    }
    while (n && out[n - 1] == ' ') n--;
    out[n] = 0;
    return true;
}

static bool take_word(const char **p, const char *word)
{
    if (!str_starts(*p, word)) return false;
    *p += strlen(word);
    return true;
}

/* 1 to `most` digits. Answers how many; a longer run of digits is none. */
static int take_digits(const char **p, int most, int *v)
{
    int n = 0, sum = 0;
    while (n <= most && (*p)[n] >= '0' && (*p)[n] <= '9') sum = sum * 10 + ((*p)[n++] - '0');
    if (n == 0 || n > most) return 0;
    *p += n;
    *v = sum;
    return n;
}

static void skip_weekday(const char **p)
{
    static const char *const names[] = { "thu hai", "thu bay", "thu ba", "thu tu", "thu nam", "thu sau", "chu nhat" };  /* bay before ba */
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!take_word(p, names[i])) continue;
        take_word(p, ",");
        take_word(p, " ");
        return;
    }
}

static enum day_error checked(int y, int m, int d, day *out)
{
    if (y < 1900 || y > 2100) return DAY_RANGE;
    return day_make(y, m, d, out) ? DAY_OK : DAY_NO_SUCH_DATE;
}

static enum day_error read_iso(const char *p, day *out)
{
    int y, m, d;
    if (take_digits(&p, 4, &y) != 4 || !take_word(&p, "-") || take_digits(&p, 2, &m) != 2 || !take_word(&p, "-")
        || take_digits(&p, 2, &d) != 2 || *p) return DAY_FORMAT;
    return checked(y, m, d, out);
}

/* d thang m nam y, or d and m and y with the same separator twice. */
static enum day_error read_parts(const char *p, day *out)
{
    int y, m, d, digits;
    if (!take_digits(&p, 2, &d)) return DAY_FORMAT;
    if (take_word(&p, " thang ")) {
        if (!take_digits(&p, 2, &m) || !take_word(&p, " nam ")) return DAY_FORMAT;
    } else {
        char sep = *p++;
        if ((sep != '/' && sep != '-' && sep != '.') || !take_digits(&p, 2, &m) || *p++ != sep) return DAY_FORMAT;
    }
    digits = take_digits(&p, 4, &y);
    if (*p || (digits != 2 && digits != 4)) return DAY_FORMAT;
    return digits == 2 ? DAY_TWO_DIGIT_YEAR : checked(y, m, d, out);
}

enum day_error day_read(const char *s, day *out)
{
    char text[TEXT];
    if (!fold(s, text)) return DAY_FORMAT;
    if (!*text) return DAY_EMPTY;
    if (strlen(text) == 10 && text[4] == '-') return read_iso(text, out);
    const char *p = text;
    skip_weekday(&p);
    if (take_word(&p, "ngay")) take_word(&p, " ");
    return read_parts(p, out);
}

enum day_error day_read_iso(const char *s, day *out)
{
    return *s ? read_iso(s, out) : DAY_EMPTY;
}

/* Serial 1 is 01/01/1900; Excel believes in a 29/02/1900, so from 61 on the count is one ahead. */
enum day_error day_read_excel(double serial, day *out)
{
    enum { BEFORE_1900 = -25568 };                            /* the day number of 31/12/1899 */
    if (!(serial >= 0)) return DAY_FORMAT;                    /* negative or not a number */
    double whole = floor(serial);
    if (whole < 1)      return DAY_SERIAL0;
    if (whole == 60)    return DAY_SERIAL60;
    if (whole > 73415)  return DAY_RANGE;                     /* 31/12/2100 */
    out->n = BEFORE_1900 + (int32_t)whole - (whole > 60);
    return DAY_OK;
}
