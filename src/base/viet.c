/* Normal form and letter case. Nearly every text of a school is already NFC: a scan over the table says so, and only
** texts with combining marks or foreign letters past U+02FF go through utf8proc. */
#include "base/viet.h"
#include "base/viet_letters.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

typedef utf8proc_int32_t map_fn(utf8proc_int32_t cp);

/* True only if the text is NFC; false when it would take a closer look. */
static bool nfc_is_certain(const char *s)
{
    for (const char *end = s + strlen(s); s < end; ) {
        if ((unsigned char)*s < 0xCC) {                       /* below U+0300: one or two bytes */
            s++;
            continue;
        }
        uint32_t cp = utf8_next(&s, end);
        if (cp >= 0x300 && viet_letter(cp)->rank == 0) return false;
    }
    return true;
}

const char *viet_compose(struct arena *a, const char *s)
{
    if (nfc_is_certain(s)) return s;
    utf8proc_uint8_t *out = NULL;
    utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)strlen(s), &out, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (n == UTF8PROC_ERROR_NOMEM) a->failed = true;
    const char *copy = n < 0 ? "" : arena_text_n(a, (const char *)out, (size_t)n);
    free(out);
    return copy;
}

bool viet_is_nfc(const char *s)
{
    if (nfc_is_certain(s)) return true;
    utf8proc_uint8_t *out = NULL;
    utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)strlen(s), &out, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    bool same = n >= 0 && strcmp((const char *)out, s) == 0;
    free(out);
    return same;
}

/* Controls go first: taking one out can bring a mark next to its letter. */
const char *viet_nfc(struct arena *a, const char *s)
{
    const char *end = s + strlen(s);
    char *out = arena_take(a, (size_t)(end - s) + 1), *w = out;
    if (!out) return "";
    while (s < end) {
        const char *from = s;
        uint32_t cp = utf8_next(&s, end);
        if (viet_is_control(cp) && cp != '\n' && cp != '\t') continue;
        memcpy(w, from, (size_t)(s - from));
        w += s - from;
    }
    return viet_compose(a, out);
}

const char *viet_tidy(struct arena *a, const char *s)
{
    const char *end = s + strlen(s);
    char *out = arena_take(a, (size_t)(end - s) + 1), *w = out;
    bool blank = false;
    if (!out) return "";
    while (s < end) {
        const char *from = s;
        uint32_t cp = utf8_next(&s, end);
        if (viet_is_blank(cp)) {
            blank = w > out;
        } else if (!viet_is_control(cp) && !viet_is_unseen(cp)) {
            if (blank) *w++ = ' ';
            blank = false;
            memcpy(w, from, (size_t)(s - from));
            w += s - from;
        }
    }
    return viet_compose(a, out);
}

/* Simple mappings only (one letter to one): a page never grows by ß becoming SS. */
static const char *map_case(struct arena *a, const char *s, map_fn *map)
{
    s = viet_compose(a, s);
    const char *end = s + strlen(s);
    char *out = arena_take(a, (size_t)(end - s) * 3 + 1), *w = out;     /* a broken byte becomes U+FFFD: three */
    if (!out) return "";
    while (s < end) w += utf8_put(w, (uint32_t)map((utf8proc_int32_t)utf8_next(&s, end)));
    return viet_compose(a, out);
}

const char *viet_upper(struct arena *a, const char *s)
{
    return map_case(a, s, utf8proc_toupper);
}

const char *viet_lower(struct arena *a, const char *s)
{
    return map_case(a, s, utf8proc_tolower);
}
