#include "web/compress.h"
#include "base/str.h"
#include <libdeflate.h>
#include <stdlib.h>

enum { LEVEL = 1 };

bool compressible(const char *type)
{
    return str_starts(type, "text/") || str_starts(type, "application/json") || str_starts(type, "image/svg+xml") ||
           str_starts(type, "application/atom+xml");
}

bool gzip_body(struct kit *k, struct buf *body)
{
    if (!k->gzip && !(k->gzip = libdeflate_alloc_compressor(LEVEL)))
        return false;
    char *small = malloc(body->n);
    size_t n = small ? libdeflate_gzip_compress(k->gzip, body->p, body->n, small, body->n - 1) : 0;
    if (n == 0) {                                                 /* not smaller, or out of memory */
        free(small);
        return false;
    }
    small[n] = 0;
    struct buf packed = { .p = small, .n = n, .cap = body->n, .max = body->max };
    buf_finish(body);
    *body = packed;
    return true;
}
