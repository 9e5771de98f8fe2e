/* What is done to pixels: smaller, upright, square. */
#include "web/image.h"
#include <stdlib.h>
#include <string.h>

void pixels_fit(int w, int h, bool square, int side, int *out_w, int *out_h)
{
    int of = square ? (w < h ? w : h) : (w > h ? w : h);
    *out_w = w;
    *out_h = h;
    if (of <= side) return;
    *out_w = (int)(((int64_t)w * side + of / 2) / of);
    *out_h = (int)(((int64_t)h * side + of / 2) / of);
    if (*out_w < 1) *out_w = 1;
    if (*out_h < 1) *out_h = 1;
}

/* One row of the source, made narrower and added to the sums with its own share of the row below (all in float: 24 bits are
** more than the 8 that come out). */
static void row_add(const uint8_t *row, int from_w, int w, float share, float *sum)
{
    const float step = (float)from_w / (float)w;
    for (int x = 0; x < w; x++) {
        float begin = (float)x * step, end = x == w - 1 ? (float)from_w : begin + step, r = 0, g = 0, b = 0;
        for (int i = (int)begin; i < from_w && (float)i < end; i++) {
            float left = (float)i > begin ? (float)i : begin, right = (float)i + 1 < end ? (float)i + 1 : end;
            float part = right - left;
            const uint8_t *p = row + 3 * (size_t)i;
            r += part * p[0], g += part * p[1], b += part * p[2];
        }
        sum[3 * x] += share * r, sum[3 * x + 1] += share * g, sum[3 * x + 2] += share * b;
    }
}

static void row_out(const float *sum, int w, float area, uint8_t *out)
{
    for (int i = 0; i < 3 * w; i++) {
        float v = sum[i] / area + 0.5f;
        out[i] = v >= 255 ? 255 : v <= 0 ? 0 : (uint8_t)v;
    }
}

bool pixels_shrink(const struct pixels *from, int w, int h, struct pixels *out)
{
    const float step = (float)from->h / (float)h, wide = (float)from->w / (float)w;
    float *sum = malloc(3 * (size_t)w * sizeof *sum);
    *out = (struct pixels){ malloc(3 * (size_t)w * (size_t)h), w, h };
    for (int y = 0; sum && out->p && y < h; y++) {
        float begin = (float)y * step, end = y == h - 1 ? (float)from->h : begin + step;
        memset(sum, 0, 3 * (size_t)w * sizeof *sum);
        for (int i = (int)begin; i < from->h && (float)i < end; i++) {
            float top = (float)i > begin ? (float)i : begin, bottom = (float)i + 1 < end ? (float)i + 1 : end;
            row_add(from->p + 3 * (size_t)i * (size_t)from->w, from->w, w, bottom - top, sum);
        }
        row_out(sum, w, wide * (end - begin), out->p + 3 * (size_t)y * (size_t)w);
    }
    bool made = sum && out->p;
    free(sum);
    if (!made) free(out->p), out->p = NULL;
    return made;
}

/* Where the pixel that stands at (x, y) upright is in what the camera wrote (Exif 2.3, table 6). */
static const uint8_t *seen_at(const struct pixels *px, int orientation, int x, int y)
{
    int right = px->w - 1, bottom = px->h - 1, cx = x, cy = y;
    switch (orientation) {
    case 2: cx = right - x; break;
    case 3: cx = right - x, cy = bottom - y; break;
    case 4: cy = bottom - y; break;
    case 5: cx = y, cy = x; break;
    case 6: cx = y, cy = bottom - x; break;
    case 7: cx = right - y, cy = bottom - x; break;
    case 8: cx = right - y, cy = x; break;
    }
    return px->p + 3 * ((size_t)cy * (size_t)px->w + (size_t)cx);
}

bool pixels_upright(struct pixels *px, int orientation)
{
    if (orientation < 2 || orientation > 8) return true;
    bool turned = orientation >= 5;
    struct pixels out = { malloc(3 * (size_t)px->w * (size_t)px->h), turned ? px->h : px->w, turned ? px->w : px->h };
    if (!out.p) return false;
    for (int y = 0; y < out.h; y++)
        for (int x = 0; x < out.w; x++)
            memcpy(out.p + 3 * ((size_t)y * (size_t)out.w + (size_t)x), seen_at(px, orientation, x, y), 3);
    free(px->p);
    *px = out;
    return true;
}

/* A face stands in the upper half of a tall picture: a third of what is too much goes above. */
void pixels_square(struct pixels *px)
{
    int side = px->w < px->h ? px->w : px->h;
    size_t left = (size_t)(px->w - side) / 2, top = (size_t)(px->h - side) / 3;
    for (int y = 0; y < side; y++)
        memmove(px->p + 3 * (size_t)y * (size_t)side, px->p + 3 * ((top + (size_t)y) * (size_t)px->w + left), 3 * (size_t)side);
    px->w = px->h = side;
}
