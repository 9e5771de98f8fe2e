#include "roster/read/class_spelling.h"
#include "base/str.h"
#include "base/viet.h"
#include <string.h>

enum { SHORT_NAME = 8 };

static bool is_digit(char ch) { return ch >= '0' && ch <= '9'; }

/* "Lớp 6A1", "LỚP: 6A1" -> "6A1" */
static const char *without_word(struct arena *a, const char *tidy)
{
    const char *p = tidy, *end = tidy + strlen(tidy);
    for (int i = 0; i < 3 && p < end; i++) utf8_next(&p, end);
    if (strcmp(search_key(a, arena_text_n(a, tidy, (size_t)(p - tidy))), "lop")) return tidy;
    const char *rest = p + strspn(p, " :.-");
    return *rest && (rest > p || is_digit(*p)) ? rest : tidy;
}

/* Blanks and separators out, but a stroke between two digits stays. */
static const char *compact(struct arena *a, const char *s)
{
    char *out = arena_take(a, strlen(s) + 1);
    size_t n = 0;
    if (!out) return "";
    for (; *s; s++) {
        if (!strchr(" .-_/:", *s)) { out[n++] = *s; continue; }
        const char *next = s + strspn(s, " .-_/:");
        if (n && is_digit(out[n - 1]) && is_digit(*next)) out[n++] = '/';
        s = next - 1;
    }
    return out;
}

static int grade_of(const char *c)
{
    size_t n = strspn(c, "0123456789");
    if (n < 1 || n > 2 || *c == '0') return 0;
    int g = n == 1 ? c[0] - '0' : (c[0] - '0') * 10 + (c[1] - '0');
    return g <= 12 ? g : 0;
}

struct class_spelling class_spelling_read(struct arena *a, const char *text)
{
    const char *rest = without_word(a, viet_tidy(a, text)), *close = viet_upper(a, compact(a, rest));
    struct class_spelling c = { .name = rest, .key = search_key(a, close), .grade = grade_of(close) };
    if (c.grade && utf8_count(close) <= SHORT_NAME) c.name = close;
    return c;
}

const char *class_spelling_unmixed(struct arena *a, const char *name)
{
    size_t n = strspn(name, "0123456789"), digit = n + 1;
    if (!n || !name[n] || !name[digit]) return "";            /* grade, one letter, then what should be digits */
    char *out = (char *)arena_text(a, name);
    bool changed = false;
    if (!*out) return "";
    for (char *p = out + digit; *p; p++) {
        if (is_digit(*p)) continue;
        if (*p == 'I' || *p == 'L' || *p == 'i' || *p == 'l') *p = '1';
        else if ((*p == 'O' || *p == 'o') && p > out + digit) *p = '0';
        else return "";
        changed = true;
    }
    return changed ? out : "";
}
