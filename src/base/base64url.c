#include "base/base64url.h"

#include <sodium.h>
#include <string.h>

bool base64url_read(struct arena *a, const char *text, size_t most, struct bytes *out)
{
    size_t n = strlen(text), made;
    const char *end;
    *out = (struct bytes){ (const uint8_t *)"", 0 };
    if (n == 0 || n > (most * 4 + 2) / 3) return false;
    uint8_t *p = arena_take(a, n);
    if (!p || sodium_base642bin(p, n, text, n, NULL, &made, &end, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 || end != text + n || made == 0) return false;
    *out = (struct bytes){ p, made };
    const char *again = base64url_text(a, *out);            /* the library takes some bytes above ASCII for letters */
    return again && strcmp(again, text) == 0;
}

const char *base64url_text(struct arena *a, struct bytes in)
{
    size_t size = sodium_base64_encoded_len(in.n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *out = arena_take(a, size);
    return out ? sodium_bin2base64(out, size, in.p, in.n, sodium_base64_VARIANT_URLSAFE_NO_PADDING) : NULL;
}
