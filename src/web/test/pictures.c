#include "pictures.h"
#include <png.h>
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>
#include <webp/encode.h>

static uint8_t *pixels(struct test *t, int w, int h)
{
    uint8_t *p = malloc(3 * (size_t)w * (size_t)h);
    if (!p) abort();
    (void)t;
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            uint8_t *at = p + 3 * ((size_t)y * (size_t)w + (size_t)x);
            at[0] = y >= h / 4 && x < w / 2 ? 220 : 10, at[1] = y < h / 4 ? 200 : 10, at[2] = y >= h / 4 && x >= w / 2 ? 220 : 10;
        }
    return p;
}

static struct bytes kept(struct test *t, const void *p, size_t n)
{
    uint8_t *copy = arena_take(t->arena, n + 1);
    if (!copy) abort();
    memcpy(copy, p, n);
    return (struct bytes){ copy, n };
}

struct bytes picture_jpeg(struct test *t, int w, int h)
{
    uint8_t *rgb = pixels(t, w, h), *p = NULL;
    unsigned long n = 0;
    tjhandle j = tjInitCompress();
    is_int(t, 0, tjCompress2(j, rgb, w, 0, h, TJPF_RGB, &p, &n, TJSAMP_420, 90, 0));
    struct bytes out = kept(t, p, n);
    tjFree(p);
    tjDestroy(j);
    free(rgb);
    return out;
}

struct bytes picture_png(struct test *t, int w, int h)
{
    uint8_t *rgb = pixels(t, w, h);
    png_image image = { .version = PNG_IMAGE_VERSION, .width = (png_uint_32)w, .height = (png_uint_32)h, .format = PNG_FORMAT_RGB };
    png_alloc_size_t n = 0;
    png_image_write_to_memory(&image, NULL, &n, 0, rgb, 0, NULL);
    uint8_t *p = malloc(n);
    is_true(t, png_image_write_to_memory(&image, p, &n, 0, rgb, 0, NULL));
    struct bytes out = kept(t, p, n);
    free(p);
    free(rgb);
    return out;
}

struct bytes picture_webp(struct test *t, int w, int h)
{
    uint8_t *rgb = pixels(t, w, h), *p = NULL;
    size_t n = WebPEncodeRGB(rgb, w, h, 3 * w, 90, &p);
    struct bytes out = kept(t, p, n);
    WebPFree(p);
    free(rgb);
    return out;
}

struct bytes picture_with_exif(struct test *t, struct bytes jpeg, int orientation)
{
    /* APP1, then a little-endian TIFF: IFD0 with Orientation and the GPS IFD, which holds one ASCII entry */
    uint8_t block[] = { 0xff, 0xe1, 0, 0, 'E', 'x', 'i', 'f', 0, 0, 'I', 'I', 42, 0, 8, 0, 0, 0, 2, 0,
                        0x12, 1, 3, 0, 1, 0, 0, 0, (uint8_t)orientation, 0, 0, 0,
                        0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0,
                        1, 0, 0x1d, 0, 2, 0, 8, 0, 0, 0, 56, 0, 0, 0, 0, 0, 0, 0, 'G', 'P', 'S', 'M', 'A', 'R', 'K', 0 };
    size_t length = sizeof block - 2;
    block[2] = (uint8_t)(length >> 8), block[3] = (uint8_t)length;
    uint8_t *out = arena_take(t->arena, jpeg.n + sizeof block);
    if (!out) abort();
    memcpy(out, jpeg.p, 2);
    memcpy(out + 2, block, sizeof block);
    memcpy(out + 2 + sizeof block, jpeg.p + 2, jpeg.n - 2);
    return (struct bytes){ out, jpeg.n + sizeof block };
}

static void be32(uint8_t *p, uint32_t v)
{
    for (int i = 0; i < 4; i++) p[i] = (uint8_t)(v >> (24 - 8 * i));
}

static uint32_t crc(const uint8_t *p, size_t n)
{
    uint32_t c = 0xffffffff;
    while (n-- > 0) {
        c ^= *p++;
        for (int i = 0; i < 8; i++) c = c & 1 ? c >> 1 ^ 0xedb88320 : c >> 1;
    }
    return ~c;
}

struct bytes picture_bomb(struct test *t, uint32_t w, uint32_t h)
{
    struct bytes small = picture_png(t, 64, 64);
    uint8_t *p = arena_take(t->arena, small.n);
    if (!p) abort();
    memcpy(p, small.p, small.n);
    be32(p + 16, w), be32(p + 20, h);
    be32(p + 29, crc(p + 12, 17));
    return (struct bytes){ p, small.n };
}

struct bytes joined(struct test *t, struct bytes a, const void *p, size_t n)
{
    uint8_t *out = arena_take(t->arena, a.n + n + 1);
    if (!out) abort();
    memcpy(out, a.p, a.n);
    memcpy(out + a.n, p, n);
    return (struct bytes){ out, a.n + n };
}

char picture_colour(struct test *t, struct bytes jpeg, int tenth_x, int tenth_y, int *w, int *h)
{
    int samples, space;
    tjhandle j = tjInitDecompress();
    if (!is_int(t, 0, tjDecompressHeader3(j, jpeg.p, jpeg.n, w, h, &samples, &space))) return tjDestroy(j), '?';
    uint8_t *rgb = malloc(3 * (size_t)*w * (size_t)*h);
    is_int(t, 0, tjDecompress2(j, jpeg.p, jpeg.n, rgb, *w, 0, *h, TJPF_RGB, 0));
    const uint8_t *at = rgb + 3 * ((size_t)(*h * (2 * tenth_y + 1) / 20) * (size_t)*w + (size_t)(*w * (2 * tenth_x + 1) / 20));
    char colour = at[0] > 150 ? 'r' : at[1] > 150 ? 'g' : at[2] > 150 ? 'b' : '?';
    free(rgb);
    tjDestroy(j);
    return colour;
}
