/* One range of bytes (RFC 9110, 14): what a browser asks for to go on with a broken download or to jump in a film.
** What stays true: what cannot be read, has several ranges or another unit is as if nothing had been asked (RANGE_WHOLE); a
** range that begins behind the end is RANGE_NONE (416); from and n always lie within size. */
#ifndef KHUE_WEB_RANGE_H
#define KHUE_WEB_RANGE_H

#include <stdint.h>

enum range { RANGE_WHOLE, RANGE_PART, RANGE_NONE };

/* `header` is the Range header's value or NULL; size in bytes. */
enum range range_read(const char *header, int64_t size, int64_t *from, int64_t *n);

#endif
