/* Names of people: Họ + Đệm and Tên, initials, capitals (domain rule 2.11: the Tên is the last word). */
#include "base/viet.h"
#include "base/viet_letters.h"

#include <string.h>
#include <utf8proc.h>

static bool is_letter(uint32_t cp)
{
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
    return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

void name_split(struct arena *a, const char *full_name, const char **family_middle, const char **given)
{
    const char *name = viet_tidy(a, full_name), *cut = strrchr(name, ' ');
    *family_middle = cut ? arena_text_n(a, name, (size_t)(cut - name)) : "";
    *given = cut ? cut + 1 : name;
}

const char *name_given(struct arena *a, const char *full_name)
{
    const char *name = viet_tidy(a, full_name), *cut = strrchr(name, ' ');
    return cut ? cut + 1 : name;
}

/* A byte of a letter that is surely one character (ASCII, Latin of Vietnamese): no blank of another kind, no mark that belongs to the letter before. */
static bool plain_byte(const char *p)
{
    unsigned char ch = (unsigned char)*p, next = (unsigned char)p[1];
    return (ch > ' ' && ch < 0x7f) || (ch >= 0x80 && ch < 0xc0) || (ch >= 0xc3 && ch <= 0xc6) || (ch == 0xe1 && (next == 0xba || next == 0xbb));
}

/* The initial where the last word shows it without tidying the whole name, as most do: lists ask for many. 0 = it must be tidied. */
static char plain_initial(const char *name)
{
    const char *p = name + strlen(name);
    while (p > name && plain_byte(p - 1)) p--;
    bool ascii = (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z');
    if (!ascii || (p > name && p[-1] != ' ')) return 0;
    return *p >= 'a' ? (char)(*p - 'a' + 'A') : *p;
}

/* The first letter, or the first character where there is none; "" only for an empty name. */
const char *name_initial(struct arena *a, const char *full_name)
{
    const char plain = plain_initial(full_name);
    if (plain) return arena_text_n(a, &plain, 1);
    const char *given = name_given(a, full_name), *end = given + strlen(given), *p = given;
    uint32_t first = utf8_next(&p, end), cp = first;
    while (cp && !is_letter(cp)) cp = utf8_next(&p, end);
    if (!first) return "";
    char out[4];
    size_t n = utf8_put(out, (uint32_t)utf8proc_toupper((utf8proc_int32_t)(cp ? cp : first)));
    return arena_text_n(a, out, n);
}

bool name_all_caps(const char *s)
{
    size_t letters = 0;
    for (const char *end = s + strlen(s); s < end; ) {
        uint32_t cp = utf8_next(&s, end);
        if (utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_LL) return false;
        letters += is_letter(cp);
    }
    return letters >= 2;
}

/* A word begins at a letter that follows no letter, mark or digit: "H'HEN NIÊ" gives "H'Hen Niê". */
const char *name_title_case(struct arena *a, const char *s)
{
    s = viet_compose(a, s);
    const char *end = s + strlen(s);
    char *out = arena_take(a, (size_t)(end - s) * 3 + 1), *w = out;
    bool inside = false;
    if (!out) return "";
    while (s < end) {
        utf8proc_int32_t cp = (utf8proc_int32_t)utf8_next(&s, end);
        w += utf8_put(w, (uint32_t)(inside ? utf8proc_tolower(cp) : utf8proc_totitle(cp)));
        utf8proc_category_t c = utf8proc_category(cp);
        inside = c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_NO;      /* letters, marks, numbers */
    }
    return viet_compose(a, out);
}
