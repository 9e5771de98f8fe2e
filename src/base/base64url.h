/* base64url without padding (RFC 4648, section 5): one writing of the same bytes only. */
#ifndef KHUE_BASE_BASE64URL_H
#define KHUE_BASE_BASE64URL_H

#include "base/arena.h"
#include "base/str.h"

/* false: empty, another letter, bits left over, or more than `most` bytes. In the arena. */
bool base64url_read(struct arena *a, const char *text, size_t most, struct bytes *out);
/* NULL: no memory. In the arena. */
const char *base64url_text(struct arena *a, struct bytes in);

#endif
