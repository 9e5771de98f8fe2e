/* Looking a text up costs one comparison when the same literal was asked for before: a small cache per thread goes from
** the address of the text to its entry. An address may come to hold another text, so an entry counts only if it is equal. */
#include "base/lang.h"
#include "base/lang_table.h"
#include "base/number.h"
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

bool message_choice(struct span inside, struct span *name, struct span *one, struct span *many)
{
    const char *end = inside.p + inside.n, *ask = memchr(inside.p, '?', inside.n);
    const char *or = ask ? memchr(ask, ':', (size_t)(end - ask)) : NULL;
    if (!or) return false;
    *name = (struct span){ inside.p, (size_t)(ask - inside.p) };
    *one = (struct span){ ask + 1, (size_t)(or - ask - 1) };
    *many = (struct span){ or + 1, (size_t)(end - or - 1) };
    return true;
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

/* What takes the place of what stands between braces; .p is NULL where nothing does. */
static struct span say_part(struct span inside, va_list ap)
{
    struct span name, one, many;
    if (!message_choice(inside, &name, &one, &many)) {
        const char *value = say_value(inside, ap);
        return value ? span_of(value) : (struct span){ 0 };
    }
    const char *value = say_value(name, ap);
    return !value ? (struct span){ 0 } : str_is(value, "1") ? one : many;
}

/* Writes to out, or only counts when out is NULL. Answers the length. A {name} without a value stays as it is. */
static size_t say_into(char *out, const char *text, va_list ap)
{
    size_t n = 0;
    while (*text) {
        const char *close = *text == '{' ? strchr(text, '}') : NULL;
        struct span part = close ? say_part((struct span){ text + 1, (size_t)(close - text - 1) }, ap) : (struct span){ 0 };
        if (part.p) text = close + 1;
        else part = (struct span){ text++, 1 };
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

/* ---- sentences that are kept: SENTENCE text (PART name PART value)…; a value that begins with NUMBER is one */
#define SENTENCE "\x1d"
#define PART     "\x1f"
#define NUMBER   "\x1e"
enum { KEPT_PARTS = 6 };

const char *vsay_kept(struct arena *a, const char *text, va_list ap)
{
    const char *out = arena_print(a, SENTENCE "%s", text), *key;
    va_list each;
    va_copy(each, ap);
    while ((key = va_arg(each, const char *))) {
        const char *value = va_arg(each, const char *);
        out = arena_print(a, "%s" PART "%s" PART "%s", out, key, value);
    }
    va_end(each);
    return out;
}

const char *say_kept(struct arena *a, const char *text, ...)
{
    va_list ap;
    va_start(ap, text);
    const char *s = vsay_kept(a, text, ap);
    va_end(ap);
    return s;
}

const char *kept_bare(struct arena *a, const char *kept, const char *parts)
{
    struct span rest = span_of(kept), text, name, value;
    if (!kept || kept[0] != SENTENCE[0]) return kept ? kept : "";
    rest.p++, rest.n--;
    span_cut(&rest, PART[0], &text);
    const char *out = arena_print(a, SENTENCE "%.*s", (int)text.n, text.p);
    while (rest.n && span_cut(&rest, PART[0], &name)) {
        struct span known = span_of(parts), one;
        bool stays = false;
        span_cut(&rest, PART[0], &value);
        while (known.n && span_cut(&known, ' ', &one)) stays = stays || (one.n == name.n && memcmp(one.p, name.p, one.n) == 0);
        if (!stays) value = span_of("…");
        out = arena_print(a, "%s" PART "%.*s" PART "%.*s", out, (int)name.n, name.p, (int)value.n, value.p);
    }
    return out;
}

const char *kept_number(struct arena *a, int64_t v) { return arena_print(a, NUMBER "%lld", (long long)v); }

static const char *kept_value(struct arena *a, enum lang lang, struct span value)
{
    int64_t number;
    if (value.n > 1 && value.p[0] == NUMBER[0] && span_int((struct span){ value.p + 1, value.n - 1 }, &number)) return number_in(a, lang, number);
    return tr(lang, arena_text_n(a, value.p, value.n));
}

static const char *sentence_again(struct arena *a, enum lang lang, struct span sentence)
{
    const char *part[2 * KEPT_PARTS] = { NULL };
    struct span text, name, value;
    span_cut(&sentence, PART[0], &text);
    for (size_t i = 0; i < KEPT_PARTS && sentence.n && span_cut(&sentence, PART[0], &name); i++) {
        span_cut(&sentence, PART[0], &value);
        part[2 * i] = arena_text_n(a, name.p, name.n);
        part[2 * i + 1] = kept_value(a, lang, value);
    }
    return say(a, lang, arena_text_n(a, text.p, text.n), part[0], part[1], part[2], part[3], part[4], part[5], part[6], part[7], part[8], part[9],
               part[10], part[11], NULL);
}

const char *say_again(struct arena *a, enum lang lang, const char *kept)
{
    struct span rest = span_of(kept), sentence;
    const char *out = NULL;
    if (!kept || kept[0] != SENTENCE[0]) return tr(lang, kept);
    rest.p++, rest.n--;
    while (rest.n && span_cut(&rest, SENTENCE[0], &sentence)) {
        const char *said = sentence_again(a, lang, sentence);
        out = out ? arena_print(a, "%s %s", out, said) : said;
    }
    return out ? out : "";
}
