/* A picture from outside to its sizes. */
#include "web/image.h"
#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <turbojpeg.h>

enum { QUALITY = 82 };

/* ---- (2): whoever decodes takes as many pixels as the picture has */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t freed = PTHREAD_COND_INITIALIZER;
static int64_t taken;

static bool pixels_take(int64_t n)
{
    struct timespec until;
    int waited = 0;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += IMAGE_WAIT_S;
    pthread_mutex_lock(&lock);
    while (taken > 0 && taken + n > IMAGE_PIXELS_MOST && waited == 0)
        waited = pthread_cond_timedwait(&freed, &lock, &until);
    bool mine = taken == 0 || taken + n <= IMAGE_PIXELS_MOST;
    if (mine) taken += n;
    pthread_mutex_unlock(&lock);
    return mine;
}

static void pixels_give(int64_t n)
{
    pthread_mutex_lock(&lock);
    taken -= n;
    pthread_cond_broadcast(&freed);
    pthread_mutex_unlock(&lock);
}

/* ---- words */

static rc told(struct ask *a, const char *field, enum image_fault fault)
{
    switch (fault) {
    case IMAGE_FINE:   return OK;
    case IMAGE_LARGE:  return refuse_field(a, field, 2107, _("Ảnh có quá nhiều điểm ảnh (hơn 40 triệu). Thu nhỏ ảnh rồi gửi lại."), NULL);
    case IMAGE_SMALL:  return refuse_field(a, field, 2108, _("Ảnh nhỏ quá, cần ít nhất 48 × 48 điểm ảnh. Chọn ảnh khác."), NULL);
    case IMAGE_MOVES:  return refuse_field(a, field, 2109, _("Ảnh động không dùng ở đây. Chọn một ảnh thường."), NULL);
    case IMAGE_PRINT:  return refuse_field(a, field, 2110, _("Ảnh này lưu theo màu in (CMYK). Lưu lại theo màu màn hình (RGB) rồi gửi."), NULL);
    case IMAGE_MEMORY: return refuse(a, BUSY, 2111, _("Máy chủ đang xử lí nhiều ảnh. Chờ một phút rồi gửi lại."), NULL);
    case IMAGE_BROKEN: break;
    }
    return refuse_field(a, field, 2106, _("Không đọc được ảnh này. Mở thử trên máy, lưu lại dạng JPEG rồi gửi."), NULL);
}

/* ---- sizes */

static bool size_encode(const struct pixels *px, int side, struct image_size *out)
{
    unsigned long n = 0;
    uint8_t *p = NULL;
    tjhandle t = tjInitCompress();
    bool made = t && tjCompress2(t, px->p, px->w, 0, px->h, TJPF_RGB, &p, &n, TJSAMP_420, QUALITY, TJFLAG_ACCURATEDCT) == 0;
    if (t) tjDestroy(t);
    *out = (struct image_size){ side, px->w, px->h, p, n };
    return made;
}

/* From the largest down, each made of the one before. */
static enum image_fault sizes_make(struct pixels *px, const struct image_want *want, struct image_made *out)
{
    for (int i = 0; i < IMAGE_SIZES && want->side[i]; i++) {
        struct pixels small;
        int w, h;
        pixels_fit(px->w, px->h, want->square, want->side[i], &w, &h);
        if (w != px->w || h != px->h) {
            if (!pixels_shrink(px, w, h, &small)) return IMAGE_MEMORY;
            free(px->p);
            *px = small;
        }
        if (!size_encode(px, want->side[i], &out->size[out->sizes++])) return IMAGE_MEMORY;
    }
    return IMAGE_FINE;
}

static enum image_fault make(const char *type, struct bytes sent, const struct image_want *want, struct image_made *out)
{
    struct pixels px, small;
    int w, h;
    enum image_fault fault = image_decode(type, sent, want->square, want->side[0], &px);
    if (fault != IMAGE_FINE) return fault;
    pixels_fit(px.w, px.h, want->square, want->side[0], &w, &h);
    if ((w != px.w || h != px.h) && pixels_shrink(&px, w, h, &small)) free(px.p), px = small;      /* first smaller, then turned: less to turn */
    fault = pixels_upright(&px, image_orientation(type, sent)) ? IMAGE_FINE : IMAGE_MEMORY;
    if (fault == IMAGE_FINE && want->square) pixels_square(&px);
    if (fault == IMAGE_FINE) fault = sizes_make(&px, want, out);
    free(px.p);
    return fault;
}

rc image_make(struct ask *a, const char *field, const char *type, struct bytes sent, const struct image_want *want, struct image_made *out)
{
    int w, h;
    enum image_fault fault = image_head(type, sent, &w, &h);
    *out = (struct image_made){ 0 };
    if (fault != IMAGE_FINE) return told(a, field, fault);
    int64_t pixels = (int64_t)w * h;
    if (!pixels_take(pixels)) return told(a, field, IMAGE_MEMORY);
    fault = make(type, sent, want, out);
    pixels_give(pixels);
    if (fault != IMAGE_FINE) image_drop(out);
    return told(a, field, fault);
}

void image_drop(struct image_made *made)
{
    for (size_t i = 0; i < made->sizes; i++)
        tjFree(made->size[i].p);
    *made = (struct image_made){ 0 };
}
