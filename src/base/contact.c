/* Phone and personal numbers. Ranges and provinces in use are data that change: they only warn. */
#include "base/contact.h"
#include "base/viet_letters.h"

#include <string.h>

enum { TEXT = 64 };

static const char *const OK_STATUS = "OK";

static struct contact_check refused(const char *code)
{
    return (struct contact_check){ .status = code, .normal = "", .warnings = "" };
}

/* The text without the separators of `drop` (ASCII) and without blanks of any kind; false: a character outside ASCII or too long. */
static bool squeeze(const char *s, const char *drop, char out[TEXT])
{
    size_t n = 0;
    for (const char *end = s + strlen(s); s < end; ) {
        uint32_t cp = utf8_next(&s, end);
        if (viet_is_blank(cp) || (cp < 0x80 && strchr(drop, (int)cp))) continue;
        if (cp >= 0x80 || n == TEXT - 1) return false;
        out[n++] = (char)cp;
    }
    out[n] = 0;
    return true;
}

static bool all_digits(const char *s)
{
    return *s && s[strspn(s, "0123456789")] == 0;
}

/* ---- phones ---- */

/* Mobile prefixes after the 0 that are known to be in use (2025). */
static bool mobile_known(const char *national)
{
    static const char known[] = "32 33 34 35 36 37 38 39 52 55 56 58 59 70 76 77 78 79 81 82 83 84 85 86 87 88 89 90 91 92 93 94 96 97 98 99";
    for (const char *p = known; ; p += 3) {
        if (memcmp(p, national, 2) == 0) return true;
        if (!p[2]) return false;
    }
}

static bool is_mobile(const char *national)
{
    return strlen(national) == 9 && strchr("35789", national[0]);
}

static bool is_hanoi_line(const char *national)
{
    return strlen(national) == 10 && str_starts(national, "24");
}

/* Takes country code and trunk zero off; the digits that stay are the national number. */
static const char *national_part(const char *p, const char **national, const char **warning)
{
    *warning = "";
    if (*p == '+' || str_starts(p, "0084")) {
        p += *p == '+' ? 1 : 2;
        if (!str_starts(p, "84")) return "E_FOREIGN";
        p += 2;
        if (*p == '0') *warning = "W_ZERO_AFTER_84";
        *national = p + (*p == '0');
    } else if (*p == '0') {
        *national = p + 1;
    } else if (is_mobile(p) || is_hanoi_line(p)) {
        *warning = "W_LOST_ZERO";                             /* Excel took it for a number */
        *national = p;
    } else if (str_starts(p, "84")) {
        *warning = "W_NO_PLUS";
        *national = p + 2;
    } else {
        return "E_FORMAT";
    }
    return NULL;
}

struct contact_check phone_check(struct arena *a, const char *text)
{
    char p[TEXT];
    const char *national, *warning, *wrong;
    if (!squeeze(text, ".()-", p))             return refused("E_CHAR");
    if (!*p)                                   return refused("E_EMPTY");
    if (!all_digits(p + (*p == '+')))          return refused("E_CHAR");
    if ((wrong = national_part(p, &national, &warning))) return refused(wrong);
    if (strlen(national) == 10 && *national == '1')      return refused("E_OLD_11");
    if (strlen(national) == 9 && *national == '4')       return refused("E_OLD_04");
    if (!is_mobile(national) && !is_hanoi_line(national)) return refused("E_FORMAT");
    bool odd = is_mobile(national) && !mobile_known(national);
    return (struct contact_check){
        .status = OK_STATUS,
        .normal = arena_print(a, "+84%s", national),
        .warnings = arena_print(a, "%s%s%s", warning, odd && *warning ? "," : "", odd ? "W_PREFIX" : ""),
    };
}

const char *phone_show(struct arena *a, const char *e164)
{
    const char *n = str_starts(e164, "+84") ? e164 + 3 : "";
    if (is_mobile(n))     return arena_print(a, "0%.3s %.3s %.3s", n, n + 3, n + 6);
    if (is_hanoi_line(n)) return arena_print(a, "0%.2s %.4s %.4s", n, n + 2, n + 6);
    return arena_text(a, e164);
}

/* ---- personal numbers ---- */

/* Province codes that số định danh cá nhân were issued with (63 provinces before 2025). */
static bool province_known(const char *number)
{
    static const char known[] =
        "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044 045 046 "
        "048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096";
    for (const char *p = known; ; p += 4) {
        if (memcmp(p, number, 3) == 0) return true;
        if (!p[3]) return false;
    }
}

static void warn(struct arena *a, struct contact_check *c, bool when, const char *code)
{
    if (when) c->warnings = arena_print(a, "%s%s%s", c->warnings, *c->warnings ? "," : "", code);
}

/* Digit 4 tells sex (even: male) and century (0, 1: 1900; 2, 3: 2000; …), digits 5-6 the year. No check digit exists. */
static struct contact_check cccd_check(struct arena *a, const char *text, char sex, opt_day born, day today)
{
    char p[TEXT];
    if (!squeeze(text, ".", p)) return refused("E_CHAR");
    if (!*p) return (struct contact_check){ OK_STATUS, "", "W_EMPTY" };
    if (!all_digits(p)) return refused("E_CHAR");
    struct contact_check c = refused("E_LENGTH");
    size_t n = strlen(p);
    if (n == 9) return refused("E_OLD_CMND");
    warn(a, &c, n == 11, "W_LOST_ZERO");
    if (n != 12) return c;
    int y = 0, m, d, this_year, year = 1900 + (p[3] - '0') / 2 * 100 + (p[4] - '0') * 10 + (p[5] - '0');
    day_parts(today, &this_year, &m, &d);
    if (born.has) day_parts(born.v, &y, &m, &d);
    c = (struct contact_check){ OK_STATUS, arena_text(a, p), "" };
    bool demo = memcmp(p, "999", 3) == 0;
    warn(a, &c, demo, "W_DEMO");
    warn(a, &c, !demo && !province_known(p), "W_PROVINCE");
    warn(a, &c, sex && sex != ((p[3] - '0') % 2 ? 'F' : 'M'), "W_SEX");
    warn(a, &c, born.has && y != year, "W_BIRTH_YEAR");
    warn(a, &c, year > this_year, "W_FUTURE");
    return c;
}

/* The ministry's codes have no published form: free text of at most 32 characters, and a warning off the usual shape.
** In a shape '9' is any digit, 'L' the level of a school (3 mầm non, 4 tiểu học, 5 THCS, 7 THPT), others themselves. */
static struct contact_check code_check(struct arena *a, const char *text, const char *shape)
{
    struct span s = span_trim(span_of(text));
    if (s.n > 32) return refused("E_FORMAT");
    struct contact_check c = { OK_STATUS, arena_text_n(a, s.p, s.n), "" };
    bool fits = s.n == strlen(shape);
    for (size_t i = 0; fits && i < s.n; i++) {
        bool digit = s.p[i] >= '0' && s.p[i] <= '9';
        fits = shape[i] == '9' ? digit : shape[i] == 'L' ? digit && strchr("3457", s.p[i]) : s.p[i] == shape[i];
    }
    warn(a, &c, !fits, s.n ? "W_SHAPE" : "W_EMPTY");
    return c;
}

struct contact_check personal_number_check(struct arena *a, const char *kind, const char *text, char sex, opt_day born, day today)
{
    if (str_is(kind, "cccd"))    return cccd_check(a, text, sex, born, today);
    if (str_is(kind, "moet_id")) return code_check(a, text, "0199999999");
    if (!str_is(kind, "school_code")) return refused("E_FORMAT");
    struct contact_check c = code_check(a, text, "01999L99");
    return str_is(c.warnings, "W_EMPTY") ? refused("E_EMPTY") : c;
}
