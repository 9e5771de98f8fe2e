#include "web/compress.h"
#include "base/hash.h"
#include "base/str.h"
#include <libdeflate.h>
#include <stdlib.h>

enum { LEVEL = 1, PAGES = 64, PAGE_MOST = 32 * 1024 };

/* A page and what it became, one behind the other. */
struct packed_page { char *bytes; size_t plain_n, packed_n; };

bool compressible(const char *type)
{
    return str_starts(type, "text/") || str_starts(type, "application/json") || str_starts(type, "image/svg+xml") ||
           str_starts(type, "application/atom+xml");
}

/* NULL: not smaller, or out of memory. Room for one byte more. */
static char *pack(struct kit *k, const struct buf *body, size_t *n)
{
    if (!k->gzip && !(k->gzip = libdeflate_alloc_compressor(LEVEL)))
        return NULL;
    char *small = malloc(body->n);
    *n = small ? libdeflate_gzip_compress(k->gzip, body->p, body->n, small, body->n - 1) : 0;
    if (*n > 0)
        return small;
    free(small);
    return NULL;
}

static bool put_instead(struct buf *body, char *small, size_t n)
{
    if (!small)
        return false;
    small[n] = 0;
    struct buf packed = { .p = small, .n = n, .cap = n + 1, .max = body->max };
    buf_finish(body);
    *body = packed;
    return true;
}

bool gzip_body(struct kit *k, struct buf *body)
{
    size_t n;
    char *small = pack(k, body, &n);
    return put_instead(body, small, n);
}

static void keep(struct packed_page *page, const struct buf *plain, const char *small, size_t n)
{
    free(page->bytes);
    *page = (struct packed_page){ .bytes = malloc(plain->n + n), .plain_n = plain->n, .packed_n = n };
    if (!page->bytes)
        return;
    memcpy(page->bytes, plain->p, plain->n);
    memcpy(page->bytes + plain->n, small, n);
}

bool gzip_public(struct kit *k, const char *etag, struct buf *body)
{
    if (body->n > PAGE_MOST || (!k->packed && !(k->packed = calloc(PAGES, sizeof *k->packed))))
        return gzip_body(k, body);
    struct packed_page *page = &k->packed[hash_text(HASH_BEGIN, etag) % PAGES];
    bool same = page->bytes && page->plain_n == body->n && memcmp(page->bytes, body->p, body->n) == 0;
    size_t n = page->packed_n;
    char *small = same ? malloc(n + 1) : pack(k, body, &n);
    if (same && small)
        memcpy(small, page->bytes + page->plain_n, n);
    else if (small)
        keep(page, body, small, n);
    return put_instead(body, small, n);
}

void gzip_finish(struct kit *k)
{
    for (int i = 0; k->packed && i < PAGES; i++) free(k->packed[i].bytes);
    free(k->packed);
    k->packed = NULL;
    if (k->gzip)
        libdeflate_free_compressor(k->gzip);
    k->gzip = NULL;
}
