#include "test/harness/json.h"
#include "base/str.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 40 };
struct reader { struct arena *a; const char *p; int depth; };

static struct json *value(struct reader *r);

static void blanks(struct reader *r) { r->p += strspn(r->p, " \t\r\n"); }

static bool take(struct reader *r, const char *word)
{
    if (!str_starts(r->p, word)) return false;
    r->p += strlen(word);
    return true;
}

static bool hex4(const char **p, uint32_t *cp)
{
    *cp = 0;
    for (int i = 0; i < 4; i++, ++*p) {
        const char *digits = "0123456789abcdef", *d = **p ? strchr(digits, **p >= 'A' && **p <= 'F' ? **p + 32 : **p) : NULL;
        if (!d) return false;
        *cp = *cp * 16 + (uint32_t)(d - digits);
    }
    return true;
}

static bool escape(struct reader *r, char **out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    const char *at = *r->p ? strchr(from, *r->p) : NULL;
    if (at) { *(*out)++ = to[at - from]; r->p++; return true; }
    uint32_t cp, low;
    if (*r->p++ != 'u' || !hex4(&r->p, &cp)) return false;
    if (cp >= 0xD800 && cp < 0xDC00) {
        if (!take(r, "\\u") || !hex4(&r->p, &low) || low < 0xDC00 || low > 0xDFFF) return false;
        cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
    }
    *out += utf8_put(*out, cp);
    return true;
}

static const char *string(struct reader *r)
{
    if (*r->p != '"') return NULL;
    r->p++;
    char *start = arena_take(r->a, strlen(r->p) < 65536 ? strlen(r->p) + 1 : strcspn(r->p, "\"") * 2 + 65536), *out = start;
    if (!start) return NULL;
    while (*r->p && *r->p != '"') {
        if ((unsigned char)*r->p < 0x20) return NULL;
        if (*r->p != '\\') { *out++ = *r->p++; continue; }
        r->p++;
        if (!escape(r, &out)) return NULL;
    }
    if (*r->p != '"') return NULL;
    r->p++;
    return arena_text_n(r->a, start, (size_t)(out - start));
}

static struct json *make(struct reader *r, enum json_kind kind)
{
    struct json *j = ARENA_NEW(r->a, struct json);
    if (j) j->kind = kind;
    return j;
}

static struct json *members(struct reader *r, enum json_kind kind, char close)
{
    struct json *j = make(r, kind), **end = &j->first;
    r->p++;
    for (blanks(r); *r->p != close; blanks(r)) {
        const char *key = NULL;
        if (j->first && (*r->p++ != ',')) return NULL;
        blanks(r);
        if (kind == JSON_OBJECT) {
            if (!(key = string(r)) || json_get(j, key)) return NULL;
            blanks(r);
            if (*r->p++ != ':') return NULL;
        }
        if (!(*end = value(r))) return NULL;
        (*end)->key = key;
        end = &(*end)->next;
    }
    r->p++;
    return j;
}

static struct json *number(struct reader *r)
{
    const char *from = r->p;
    if (*r->p == '-') r->p++;
    size_t digits = strspn(r->p, "0123456789");
    if (!digits || (digits > 1 && *r->p == '0')) return NULL;
    r->p += digits;
    if (*r->p == '.') { r->p++; if (!(digits = strspn(r->p, "0123456789"))) return NULL; r->p += digits; }
    if (*r->p == 'e' || *r->p == 'E') {
        r->p++;
        if (*r->p == '+' || *r->p == '-') r->p++;
        if (!(digits = strspn(r->p, "0123456789"))) return NULL;
        r->p += digits;
    }
    struct json *j = make(r, JSON_NUMBER);
    j->text = arena_text_n(r->a, from, (size_t)(r->p - from));
    return j;
}

static struct json *value(struct reader *r)
{
    struct json *j = NULL;
    blanks(r);
    if (++r->depth > DEPTH_MAX) return NULL;
    if (*r->p == '{') j = members(r, JSON_OBJECT, '}');
    else if (*r->p == '[') j = members(r, JSON_ARRAY, ']');
    else if (*r->p == '"') { const char *s = string(r); if (s && (j = make(r, JSON_STRING))) j->text = s; }
    else if (take(r, "null")) j = make(r, JSON_NULL);
    else if (take(r, "true")) j = make(r, JSON_TRUE);
    else if (take(r, "false")) j = make(r, JSON_FALSE);
    else j = number(r);
    r->depth--;
    return j;
}

const struct json *json_read(struct arena *a, const char *text)
{
    struct reader r = { .a = a, .p = text };
    const struct json *j = value(&r);
    blanks(&r);
    return j && !*r.p ? j : NULL;
}

const struct json *json_get(const struct json *j, const char *key)
{
    for (const struct json *m = j && j->kind == JSON_OBJECT ? j->first : NULL; m; m = m->next) if (str_is(m->key, key)) return m;
    return NULL;
}

const char *json_text(const struct json *j, const char *key)
{
    const struct json *m = json_get(j, key);
    return m ? m->text : NULL;
}

long json_int(const struct json *j, const char *key)
{
    const char *s = json_text(j, key);
    return s ? strtol(s, NULL, 10) : 0;
}

size_t json_count(const struct json *j)
{
    size_t n = 0;
    for (const struct json *m = j ? j->first : NULL; m; m = m->next) n++;
    return n;
}

char *file_text(struct arena *a, const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    if (!f) return NULL;
    long size = fseek(f, 0, SEEK_END) ? -1 : ftell(f);
    rewind(f);
    char *text = size < 0 ? NULL : arena_take(a, (size_t)size + 1);
    if (text && fread(text, 1, (size_t)size, f) != (size_t)size) text = NULL;
    fclose(f);
    if (text && n) *n = (size_t)size;
    return text;
}
