/* gzip for pages, fast rather than small. Static files are compressed when Khuê is built. */
#ifndef KHUE_WEB_COMPRESS_H
#define KHUE_WEB_COMPRESS_H

#include "base/buf.h"
#include "web/kit.h"
#include <stdbool.h>

#define COMPRESS_LEAST 1024
bool compressible(const char *type);                     /* text and text-like media types */
bool gzip_body(struct kit *k, struct buf *body);         /* false: left as it was */
/* The same of a page that is the same for everybody. It is made anew for each request all the same; what this thread has packed before is packed only once,
** and found by its ETag, but taken only when all bytes are the same. Nothing made for somebody may be given to it: it stays in memory. */
bool gzip_public(struct kit *k, const char *etag, struct buf *body);
void gzip_finish(struct kit *k);

#endif
