/* Pages that are the same for everybody are packed once a thread: what is sent always unpacks to the page that was made. */
#include "web/compress.h"
#include "test/harness/test.h"
#include <libdeflate.h>
#include <string.h>

enum { PAGE = 9000, LONG = 100000 };

/* Words that differ with `seed`, so that no two pages pack to the same. */
static struct buf page_of(size_t n, int seed)
{
    struct buf b;
    buf_init(&b, 1 << 20);
    for (int i = 0; b.n < n; i++) buf_print(&b, "<li>Lớp %d, %d em</li>\n", i * seed % 97, i % 45);
    return b;
}

static bool unpacks_to(struct test *t, const struct buf *packed, const struct buf *plain)
{
    char *out = arena_take(t->arena, plain->n + 1);
    size_t n = 0;
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    bool same = libdeflate_gzip_decompress(d, packed->p, packed->n, out, plain->n, &n) == LIBDEFLATE_SUCCESS && n == plain->n && memcmp(out, plain->p, n) == 0;
    libdeflate_free_decompressor(d);
    return same;
}

/* Packs a page of n bytes and looks at what came; answers how long that is. */
static size_t packed(struct test *t, struct kit *k, const char *etag, size_t n, int seed)
{
    struct buf plain = page_of(n, seed), b = page_of(n, seed);
    is_true(t, gzip_public(k, etag, &b));
    is_true(t, b.n < plain.n && unpacks_to(t, &b, &plain));
    size_t out = b.n;
    buf_finish(&b);
    buf_finish(&plain);
    return out;
}

static void compress_harder(struct kit *k)
{
    libdeflate_free_compressor(k->gzip);
    k->gzip = libdeflate_alloc_compressor(12);
}

TEST(a_page_that_is_the_same_as_before_is_not_packed_again)
{
    struct kit k;
    kit_init(&k, NULL, LOOP_ARENA);
    size_t first = packed(t, &k, "W/\"1\"", PAGE, 3);
    compress_harder(&k);                                  /* whatever is packed from now on is shorter */
    is_int(t, first, packed(t, &k, "W/\"1\"", PAGE, 3));
    is_true(t, packed(t, &k, "W/\"2\"", PAGE, 3) < first);
    kit_finish(&k);
}

TEST(two_pages_of_one_etag_are_never_taken_for_each_other)
{
    struct kit k;
    kit_init(&k, NULL, LOOP_ARENA);
    for (int i = 0; i < 6; i++) packed(t, &k, "W/\"1\"", PAGE, 3 + i % 2);
    for (int i = 0; i < 300; i++) packed(t, &k, arena_print(t->arena, "W/\"%d\"", i), PAGE, i);
    kit_finish(&k);
}

TEST(a_long_page_is_packed_each_time_and_what_cannot_be_packed_is_left_as_it_is)
{
    struct kit k;
    kit_init(&k, NULL, LOOP_ARENA);
    size_t first = packed(t, &k, "W/\"1\"", LONG, 3);
    compress_harder(&k);
    is_true(t, packed(t, &k, "W/\"1\"", LONG, 3) < first);
    for (int i = 0; i < 2; i++) {
        struct buf b;
        buf_init(&b, 100);
        buf_text(&b, "k7#Qz");
        is_false(t, gzip_public(&k, "W/\"3\"", &b));
        is_text(t, "k7#Qz", b.p);
        buf_finish(&b);
    }
    kit_finish(&k);
}
