/* Pictures from outside, made anew: decoded, turned upright, made smaller by area, encoded as JPEG. What was sent is kept
** nowhere, so neither are its metadata (place, time, camera), nor whatever else was hidden in the file.
**
** What stays true:
** (1) width and height are read from the head and held against PIXELS_MOST and SIDE_MOST before anything is decoded;
** (2) pictures that are decoded at the same time have PIXELS_MOST pixels together (about 160 MB at the most): the others wait up to
**     WAIT_S, then hear BUSY. So call it on a worker, before the closure, with the database given back (ask_done);
** (3) every buffer is freed before the call returns, but the encoded sizes, which image_drop frees. */
#ifndef KHUE_WEB_IMAGE_H
#define KHUE_WEB_IMAGE_H

#include "base/str.h"
#include "data/ask.h"

enum { IMAGE_SIDE_MOST = 16384, IMAGE_SIDE_LEAST = 48, IMAGE_SIZES = 3, IMAGE_WAIT_S = 5 };
#define IMAGE_PIXELS_MOST (40LL * 1000 * 1000)

struct image_want { bool square; int side[IMAGE_SIZES]; /* descending; 0 ends it */ };
struct image_size { int side, width, height; uint8_t *p; size_t n; };      /* JPEG */
struct image_made { struct image_size size[IMAGE_SIZES]; size_t sizes; };

/* `type`: as kind_of said. Sides are those of the box that the picture fits in; none is made larger than it was sent.
** INVALID (at `field` of the form), BUSY or LIMIT, with words; then nothing is to be dropped. */
rc image_make(struct ask *a, const char *field, const char *type, struct bytes sent, const struct image_want *want, struct image_made *out);
void image_drop(struct image_made *made);

/* exif.c: the Orientation (1 … 8) in the file's Exif block; 1 when there is none. Reads at most 64 KB of it. */
int image_orientation(const char *type, struct bytes sent);

/* ---- inside: image_read.c, image_shape.c */
struct pixels { uint8_t *p; int w, h; };                                    /* RGB, rows without gaps; p is malloc'd */
enum image_fault { IMAGE_FINE, IMAGE_BROKEN, IMAGE_LARGE, IMAGE_SMALL, IMAGE_MOVES, IMAGE_PRINT, IMAGE_MEMORY };
/* (1): of the head only. */
enum image_fault image_head(const char *type, struct bytes sent, int *w, int *h);
/* At least `least` on the longer side (of a square: on the shorter), if it was so large; the decoders make it smaller on the way. */
enum image_fault image_decode(const char *type, struct bytes sent, bool square, int least, struct pixels *out);
bool pixels_shrink(const struct pixels *from, int w, int h, struct pixels *out);       /* area average; w, h not above from's */
bool pixels_upright(struct pixels *px, int orientation);                              /* in place, or anew when the sides change */
void pixels_square(struct pixels *px);                                                /* the middle, of a tall one the upper middle */
void pixels_fit(int w, int h, bool square, int side, int *out_w, int *out_h);

#endif
