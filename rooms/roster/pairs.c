#include "roster/inside.h"

bool pairs_next(struct arena *a, struct span *rest, const char **key, const char **value)
{
    struct span line, k;
    if (rest->n == 0 || !span_cut(rest, '\n', &line) || line.n == 0) return false;
    span_cut(&line, '\t', &k);
    *key = arena_text_n(a, k.p, k.n);
    *value = arena_text_n(a, line.p, line.n);
    return true;
}

const char *pairs_get(struct arena *a, const char *packed, const char *key)
{
    struct span rest = span_of(packed);
    const char *k, *v;
    while (pairs_next(a, &rest, &k, &v))
        if (str_is(k, key)) return v;
    return NULL;
}

/* Without the key; the others keep their order. */
static const char *without(struct arena *a, const char *packed, const char *key)
{
    struct span rest = span_of(packed);
    const char *k, *v, *out = "";
    while (pairs_next(a, &rest, &k, &v))
        if (!str_is(k, key)) out = arena_print(a, "%s%s\t%s\n", out, k, v);
    return out;
}

const char *pairs_put_empty(struct arena *a, const char *packed, const char *key, const char *value)
{
    return arena_print(a, "%s%s\t%s\n", without(a, packed, key), key, value);
}

const char *pairs_put(struct arena *a, const char *packed, const char *key, const char *value)
{
    return str_empty(value) ? without(a, packed, key) : pairs_put_empty(a, packed, key, value);
}
