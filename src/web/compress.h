/* gzip for pages, fast rather than small. Static files are compressed when Khuê is built. */
#ifndef KHUE_WEB_COMPRESS_H
#define KHUE_WEB_COMPRESS_H

#include "base/buf.h"
#include "web/kit.h"
#include <stdbool.h>

#define COMPRESS_LEAST 1024
bool compressible(const char *type);                     /* text and text-like media types */
bool gzip_body(struct kit *k, struct buf *body);         /* false: left as it was */

#endif
