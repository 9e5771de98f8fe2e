/* Which way a camera was held. The Exif block is found here, with bounds, and only the block is given to libexif. */
#include "web/image.h"
#include <libexif/exif-data.h>
#include <string.h>

enum { BLOCK_MOST = 64 * 1024, STEPS_MOST = 200 };
static const uint8_t exif_mark[6] = "Exif\0";

static size_t be(const uint8_t *p, int n)
{
    size_t v = 0;
    while (n-- > 0) v = v << 8 | *p++;
    return v;
}

static size_t le32(const uint8_t *p) { return (size_t)p[0] | (size_t)p[1] << 8 | (size_t)p[2] << 16 | (size_t)p[3] << 24; }

/* JPEG: segments FF xx and two bytes of length, until the picture itself begins (SOS). */
static struct bytes in_jpeg(struct bytes s)
{
    size_t at = 2;
    for (int i = 0; i < STEPS_MOST && at + 4 <= s.n && s.p[at] == 0xff; i++) {
        size_t n = be(s.p + at + 2, 2);
        if (s.p[at + 1] == 0xda || n < 2 || at + 2 + n > s.n) break;
        if (s.p[at + 1] == 0xe1 && n >= 2 + sizeof exif_mark && memcmp(s.p + at + 4, exif_mark, sizeof exif_mark) == 0)
            return (struct bytes){ s.p + at + 4, n - 2 };
        at += 2 + n;
    }
    return (struct bytes){ NULL, 0 };
}

/* PNG and WebP: chunks with a name and a length, the one before the other. */
static struct bytes in_chunks(struct bytes s, bool webp)
{
    size_t at = webp ? 12 : 8;
    for (int i = 0; i < STEPS_MOST && at + 8 <= s.n; i++) {
        size_t n = webp ? le32(s.p + at + 4) : be(s.p + at, 4);
        const uint8_t *name = s.p + at + (webp ? 0 : 4);
        if (n > s.n - at - 8) break;
        if (memcmp(name, webp ? "EXIF" : "eXIf", 4) == 0) return (struct bytes){ s.p + at + 8, n };
        at += 8 + n + (webp ? n & 1 : 4);
    }
    return (struct bytes){ NULL, 0 };
}

/* libexif wants the six bytes "Exif\0\0" in front; in PNG they are missing, in WebP they may be. */
static int orientation_of(struct bytes block)
{
    uint8_t marked[BLOCK_MOST + sizeof exif_mark];
    bool has_mark = block.n >= sizeof exif_mark && memcmp(block.p, exif_mark, sizeof exif_mark) == 0;
    size_t before = has_mark ? 0 : sizeof exif_mark, n = block.n < BLOCK_MOST ? block.n : BLOCK_MOST;
    memcpy(marked, exif_mark, before);
    memcpy(marked + before, block.p, n);
    ExifData *d = exif_data_new_from_data(marked, (unsigned)(before + n));
    ExifEntry *e = d ? exif_content_get_entry(d->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION) : NULL;
    int found = e && e->format == EXIF_FORMAT_SHORT && e->size >= 2 ? exif_get_short(e->data, exif_data_get_byte_order(d)) : 1;
    if (d) exif_data_unref(d);
    return found >= 1 && found <= 8 ? found : 1;
}

int image_orientation(const char *type, struct bytes sent)
{
    struct bytes block = { NULL, 0 };
    if (str_is(type, "image/jpeg")) block = in_jpeg(sent);
    if (str_is(type, "image/png")) block = in_chunks(sent, false);
    if (str_is(type, "image/webp")) block = in_chunks(sent, true);
    return block.n ? orientation_of(block) : 1;
}
