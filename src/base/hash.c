#include "base/hash.h"
#include <string.h>

uint64_t hash_bytes(uint64_t h, const void *p, size_t n)
{
    for (size_t i = 0; i < n; i++) h = (h ^ ((const uint8_t *)p)[i]) * UINT64_C(1099511628211);
    return h;
}

uint64_t hash_text(uint64_t h, const char *text) { return text ? hash_bytes(h, text, strlen(text) + 1) : hash_bytes(h, "", 1); }

uint64_t hash_int(uint64_t h, int64_t n)
{
    for (int i = 0; i < 8; i++) h = hash_bytes(h, &(uint8_t){ (uint8_t)((uint64_t)n >> 8 * i) }, 1);
    return h;
}

int64_t hash_print(uint64_t h) { return (int64_t)(h >> 16); }
