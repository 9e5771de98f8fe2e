/* Looking a text up costs one comparison when the same literal was asked for before: a small cache per thread goes from
** the address of the text to its entry. An address may come to hold another text, so an entry counts only if it is equal. */
#include "base/lang.h"
#include "base/lang_table.h"
#include "base/str.h"

#include <string.h>

enum { CACHE = 256 };

static const struct lang_entry *lang_find(const char *text)
{
    size_t low = 0, high = lang_en_n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(text, lang_en[middle].vi);
        if (order == 0) return &lang_en[middle];
        if (order < 0) high = middle;
        else           low = middle + 1;
    }
    return NULL;
}

const char *tr(enum lang lang, const char *text)
{
    static _Thread_local const struct lang_entry *cache[CACHE];
    if (lang == LANG_VI || !text) return text;
    uintptr_t at = (uintptr_t)text;
    const struct lang_entry **slot = &cache[(at ^ at >> 8 ^ at >> 16) % CACHE];
    if (!*slot || strcmp((*slot)->vi, text) != 0) {
        const struct lang_entry *found = lang_find(text);
        if (!found) return text;
        *slot = found;
    }
    return (*slot)->en;
}

/* The value of {name}, or NULL. */
static const char *say_value(struct span name, va_list ap)
{
    va_list each;
    const char *key, *found = NULL;
    va_copy(each, ap);
    while (!found && (key = va_arg(each, const char *))) {
        const char *value = va_arg(each, const char *);
        if (span_is(name, key)) found = value;
    }
    va_end(each);
    return found;
}

/* Writes to out, or only counts when out is NULL. Answers the length. A {name} without a value stays as it is. */
static size_t say_into(char *out, const char *text, va_list ap)
{
    size_t n = 0;
    while (*text) {
        struct span part = { text, 1 };
        const char *close = *text == '{' ? strchr(text, '}') : NULL;
        const char *value = close ? say_value((struct span){ text + 1, (size_t)(close - text - 1) }, ap) : NULL;
        text += 1;
        if (value) {
            part = span_of(value);
            text = close + 1;
        }
        if (out) memcpy(out + n, part.p, part.n);
        n += part.n;
    }
    return n;
}

const char *vsay(struct arena *a, enum lang lang, const char *text, va_list ap)
{
    text = tr(lang, text);
    char *out = arena_take(a, say_into(NULL, text, ap) + 1);
    if (!out) return "";
    say_into(out, text, ap);
    return out;
}

const char *say(struct arena *a, enum lang lang, const char *text, ...)
{
    va_list ap;
    va_start(ap, text);
    const char *s = vsay(a, lang, text, ap);
    va_end(ap);
    return s;
}
