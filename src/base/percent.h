/* Percent encoding of addresses and forms (RFC 3986, 2.1; WHATWG URL, application/x-www-form-urlencoded). */
#ifndef KHUE_BASE_PERCENT_H
#define KHUE_BASE_PERCENT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include <stdbool.h>

/* %XX and (in forms: plus) + decoded, in the arena; NULL when broken: bad percent, NUL, not UTF-8, or the arena is full. */
const char *percent_decode(struct arena *a, struct span s, bool plus);
void percent_encode(struct buf *b, const char *s);           /* everything but A-Z a-z 0-9 - . _ ~ */

#endif
