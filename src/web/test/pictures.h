/* Pictures for tests, made on the spot: the left half red, the right half blue, the top row of a quarter's height green. */
#ifndef KHUE_WEB_TEST_PICTURES_H
#define KHUE_WEB_TEST_PICTURES_H

#include "base/str.h"
#include "test/harness/test.h"

struct bytes picture_jpeg(struct test *t, int w, int h);
struct bytes picture_png(struct test *t, int w, int h);
struct bytes picture_webp(struct test *t, int w, int h);
/* The same JPEG with an Exif block behind its first two bytes: Orientation, and a GPS latitude with the text "GPSMARK". */
struct bytes picture_with_exif(struct test *t, struct bytes jpeg, int orientation);
/* A PNG whose head says w x h and which holds almost nothing. */
struct bytes picture_bomb(struct test *t, uint32_t w, uint32_t h);
struct bytes joined(struct test *t, struct bytes a, const void *p, size_t n);

/* The colour in the middle of a tenth of the picture: 'r' 'g' 'b', or '?'; width and height too. */
char picture_colour(struct test *t, struct bytes jpeg, int tenth_x, int tenth_y, int *w, int *h);

#endif
