/* Names of classes as schools write them: "6A1", "6 A1", "Lớp 6a1", "lớp 6.A1" are one class; 6A1 and 6A10 are two,
** 6/1 is none of 61.
** Preschool: the group tells the age (nhà trẻ, bé, nhỡ, lớn; NT, MGB, MGN, MGL) (domain rules 2.4; city.md 4.2). */
#include "base/viet.h"
#include "classes/classes.h"
#include <ctype.h>
#include <string.h>

#define KEY_MAX 40

static const struct { const char *word; int64_t grade; } groups[] = {
    { "nhatre", -4 }, { "nt", -4 }, { "maugiaobe", -3 }, { "mgb", -3 }, { "be", -3 }, { "maugiaonho", -2 }, { "mgn", -2 }, { "nho", -2 },
    { "maugiaolon", -1 }, { "mgl", -1 }, { "lon", -1 },
};

/* Without "lớp", blanks and separators, but two numbers beside each other keep a stroke: 6/1 is not 61. */
static const char *compact(struct arena *a, const char *tidy)
{
    const char *key = search_key(a, tidy), *p = tidy;
    bool word = str_starts(key, "lop") && (strchr(" :.-", key[3]) || isdigit((unsigned char)key[3]));
    for (int i = 0; word && i < 3; i++) utf8_next(&p, p + strlen(p));
    p += word ? strspn(p, " :.-") : 0;
    char *out = arena_take(a, strlen(p) + 1);
    size_t n = 0;
    if (!out) return "";
    for (; *p; p++) {
        if (!strchr(" .-_/:", *p)) { out[n++] = *p; continue; }
        const char *next = p + strspn(p, " .-_/:");
        if (n > 0 && isdigit((unsigned char)out[n - 1]) && isdigit((unsigned char)*next)) out[n++] = '/';
        p = next - 1;
    }
    return out;
}

/* Folded, nothing but letters, digits and strokes. */
static size_t key_make(const char *folded, char out[KEY_MAX + 1])
{
    size_t n = 0;
    for (; *folded && n < KEY_MAX; folded++)
        if (isalnum((unsigned char)*folded) || *folded == '/') out[n++] = *folded;
    out[n] = 0;
    return n;
}

static bool grade_read(const char *key, int64_t *grade)
{
    if (isdigit((unsigned char)key[0])) {
        size_t digits = strspn(key, "0123456789");
        int64_t g = key[0] - '0';
        if (digits == 2) g = g * 10 + key[1] - '0';
        *grade = g;
        return digits <= 2 && g >= 1 && g <= 12;
    }
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (str_starts(key, groups[i].word)) return *grade = groups[i].grade, true;
    return false;
}

/* 6A1 before 6A2 before 6A10: every run of digits as three places. */
static struct bytes order_make(struct arena *a, int64_t grade, const char *key)
{
    const char *text = arena_print(a, "%02lld", (long long)(grade + 10));
    for (const char *p = key; *p;) {
        if (!isdigit((unsigned char)*p)) {
            text = arena_print(a, "%s%c", text, *p++);
            continue;
        }
        int64_t v = 0;
        for (; isdigit((unsigned char)*p); p++) v = v < 1000 ? v * 10 + (*p - '0') : v;
        text = arena_print(a, "%s%03lld", text, (long long)(v % 1000));
    }
    return (struct bytes){ (const uint8_t *)text, strlen(text) };
}

bool class_name_of_grade(struct arena *a, const char *typed, int64_t grade, struct class_name *out)
{
    char key[KEY_MAX + 1];
    const char *tidy = viet_tidy(a, typed), *close = compact(a, tidy);
    if (key_make(search_key(a, close), key) == 0) return false;
    const char *shown = grade > 0 ? viet_upper(a, close) : tidy;
    *out = (struct class_name){ .shown = arena_text(a, shown), .key = arena_text(a, key), .grade = grade, .sort_key = order_make(a, grade, key) };
    return true;
}

bool class_name_read(struct arena *a, const char *typed, struct class_name *out)
{
    char key[KEY_MAX + 1];
    int64_t grade;
    if (key_make(search_key(a, compact(a, viet_tidy(a, typed))), key) == 0 || !grade_read(key, &grade)) return false;
    return class_name_of_grade(a, typed, grade, out);
}
