/* The decoders: libturbojpeg, libpng's simplified API, libwebp. Each is asked for the picture as small as it can give it. */
#include "web/image.h"
#include <png.h>
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>
#include <webp/decode.h>

static enum image_fault bounds_check(int64_t w, int64_t h)
{
    if (w > IMAGE_SIDE_MOST || h > IMAGE_SIDE_MOST || w * h > IMAGE_PIXELS_MOST) return IMAGE_LARGE;
    return w < IMAGE_SIDE_LEAST || h < IMAGE_SIDE_LEAST ? IMAGE_SMALL : IMAGE_FINE;
}

/* ---- JPEG */

static enum image_fault jpeg_head(struct bytes s, int *w, int *h)
{
    int samples, colours;
    tjhandle t = tjInitDecompress();
    if (!t) return IMAGE_MEMORY;
    bool read = tjDecompressHeader3(t, s.p, s.n, w, h, &samples, &colours) == 0;
    tjDestroy(t);
    if (!read) return IMAGE_BROKEN;
    return colours == TJCS_CMYK || colours == TJCS_YCCK ? IMAGE_PRINT : IMAGE_FINE;
}

/* The decoder leaves out what is not needed: 1/2, 1/4, 1/8 of the sides, as long as enough is left. */
static void jpeg_scale(bool square, int least, int *w, int *h)
{
    int full_w = *w, full_h = *h;
    for (int by = 8; by > 1; by /= 2) {
        tjscalingfactor f = { 1, by };
        int small_w = TJSCALED(full_w, f), small_h = TJSCALED(full_h, f), of = (square ? small_w < small_h : small_w > small_h) ? small_w : small_h;
        if (of < least) continue;
        *w = small_w, *h = small_h;
        return;
    }
}

static enum image_fault jpeg_decode(struct bytes s, bool square, int least, struct pixels *out)
{
    enum image_fault fault = jpeg_head(s, &out->w, &out->h);
    if (fault != IMAGE_FINE) return fault;
    jpeg_scale(square, least, &out->w, &out->h);
    tjhandle t = tjInitDecompress();
    out->p = t ? calloc(3 * (size_t)out->w, (size_t)out->h) : NULL;
    if (out->p) {
        /* A picture whose end is missing comes with a warning and grey below: it is shown as far as it goes. */
        int done = tjDecompress2(t, s.p, s.n, out->p, out->w, 0, out->h, TJPF_RGB, TJFLAG_LIMITSCANS);
        fault = done == 0 || tjGetErrorCode(t) == TJERR_WARNING ? IMAGE_FINE : IMAGE_BROKEN;
    } else {
        fault = IMAGE_MEMORY;
    }
    if (t) tjDestroy(t);
    return fault;
}

/* ---- PNG: IHDR is the first chunk, at a fixed place */

static int64_t be32(const uint8_t *p) { return (int64_t)p[0] << 24 | (int64_t)p[1] << 16 | (int64_t)p[2] << 8 | p[3]; }

static enum image_fault png_head(struct bytes s, int *w, int *h)
{
    static const uint8_t begin[16] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R' };
    if (s.n < 33 || memcmp(s.p, begin, sizeof begin) != 0) return IMAGE_BROKEN;
    int64_t wide = be32(s.p + 16), high = be32(s.p + 20);
    if (wide < 1 || high < 1) return IMAGE_BROKEN;
    if (wide > IMAGE_SIDE_MOST || high > IMAGE_SIDE_MOST) return IMAGE_LARGE;
    *w = (int)wide, *h = (int)high;
    return IMAGE_FINE;
}

static enum image_fault png_decode(struct bytes s, struct pixels *out)
{
    png_color white = { 255, 255, 255 };
    png_image image = { .version = PNG_IMAGE_VERSION };
    if (!png_image_begin_read_from_memory(&image, s.p, s.n)) return IMAGE_BROKEN;
    if ((int64_t)image.width * image.height > IMAGE_PIXELS_MOST) return png_image_free(&image), IMAGE_LARGE;
    image.format = PNG_FORMAT_RGB;
    out->w = (int)image.width, out->h = (int)image.height;
    out->p = malloc(3 * (size_t)out->w * (size_t)out->h);
    if (!out->p) return png_image_free(&image), IMAGE_MEMORY;
    bool read = png_image_finish_read(&image, &white, out->p, 3 * out->w, NULL) && !PNG_IMAGE_FAILED(image);
    png_image_free(&image);
    return read ? IMAGE_FINE : IMAGE_BROKEN;
}

/* ---- WebP */

static enum image_fault webp_head(struct bytes s, int *w, int *h)
{
    WebPBitstreamFeatures f;
    if (WebPGetFeatures(s.p, s.n, &f) != VP8_STATUS_OK) return IMAGE_BROKEN;
    *w = f.width, *h = f.height;
    return f.has_animation ? IMAGE_MOVES : IMAGE_FINE;
}

/* What shines through lies on white. */
static void on_white(const uint8_t *rgba, size_t n, uint8_t *rgb)
{
    for (size_t i = 0; i < n; i++)
        for (int c = 0; c < 3; c++)
            rgb[3 * i + (size_t)c] = (uint8_t)((rgba[4 * i + (size_t)c] * rgba[4 * i + 3] + 255 * (255 - rgba[4 * i + 3]) + 127) / 255);
}

static enum image_fault webp_decode(struct bytes s, bool square, int least, struct pixels *out)
{
    WebPDecoderConfig config;
    int w, h;
    enum image_fault fault = webp_head(s, &w, &h);
    if (fault != IMAGE_FINE) return fault;
    if (!WebPInitDecoderConfig(&config)) return IMAGE_MEMORY;
    pixels_fit(w, h, square, 2 * least, &out->w, &out->h);
    config.options.use_scaling = out->w != w || out->h != h;
    config.options.scaled_width = out->w;
    config.options.scaled_height = out->h;
    config.output.colorspace = MODE_RGBA;
    VP8StatusCode done = WebPDecode(s.p, s.n, &config);
    if (done == VP8_STATUS_OK && (out->p = malloc(3 * (size_t)out->w * (size_t)out->h)))
        on_white(config.output.u.RGBA.rgba, (size_t)out->w * (size_t)out->h, out->p);
    WebPFreeDecBuffer(&config.output);
    if (done == VP8_STATUS_OK) return out->p ? IMAGE_FINE : IMAGE_MEMORY;
    return done == VP8_STATUS_OUT_OF_MEMORY ? IMAGE_MEMORY : IMAGE_BROKEN;
}

/* ---- any of them */

enum image_fault image_head(const char *type, struct bytes sent, int *w, int *h)
{
    enum image_fault fault = IMAGE_BROKEN;
    *w = *h = 0;
    if (str_is(type, "image/jpeg")) fault = jpeg_head(sent, w, h);
    if (str_is(type, "image/png")) fault = png_head(sent, w, h);
    if (str_is(type, "image/webp")) fault = webp_head(sent, w, h);
    return fault == IMAGE_FINE ? bounds_check(*w, *h) : fault;
}

enum image_fault image_decode(const char *type, struct bytes sent, bool square, int least, struct pixels *out)
{
    enum image_fault fault = IMAGE_BROKEN;
    *out = (struct pixels){ 0 };
    if (str_is(type, "image/jpeg")) fault = jpeg_decode(sent, square, least, out);
    if (str_is(type, "image/png")) fault = png_decode(sent, out);
    if (str_is(type, "image/webp")) fault = webp_decode(sent, square, least, out);
    if (fault == IMAGE_FINE) return fault;
    free(out->p);
    out->p = NULL;
    return fault;
}
