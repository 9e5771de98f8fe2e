/* QR codes: libqrencode makes the squares, the path is ours. Dark squares that touch in a row are one piece. */
#include "access/totp.h"
#include <qrencode.h>
#include <stdio.h>

enum { PIECE = 24 };                    /* "M176 176h177v1h-177z" and NUL */

static size_t run_of(const unsigned char *row, size_t from, size_t width)
{
    size_t to = from;
    while (to < width && (row[to] & 1)) to++;
    return to - from;
}

static size_t runs_all(const QRcode *q)
{
    size_t runs = 0, w = (size_t)q->width;
    for (size_t y = 0; y < w; y++)
        for (size_t x = 0; x < w; x++)
            if (run_of(q->data + y * w, x, w)) runs++, x += run_of(q->data + y * w, x, w);
    return runs;
}

static const char *path_of(struct arena *a, const QRcode *q)
{
    size_t w = (size_t)q->width, size = runs_all(q) * PIECE + 1, n = 0;
    char *out = arena_take(a, size);
    if (!out) return NULL;
    out[0] = 0;
    for (size_t y = 0; y < w; y++)
        for (size_t x = 0; x < w; x++) {
            size_t run = run_of(q->data + y * w, x, w);
            if (!run) continue;
            n += (size_t)snprintf(out + n, size - n, "M%zu %zuh%zuv1h-%zuz", x, y, run, run);
            x += run;
        }
    return out;
}

const char *qr_path(struct arena *a, const char *text, int64_t *size)
{
    QRcode *q = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    const char *path = NULL;
    *size = 0;
    if (q) {
        path = path_of(a, q);
        *size = q->width;
    }
    QRcode_free(q);
    return path;
}
