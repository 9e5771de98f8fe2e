/* Inside of files. */
#ifndef KHUE_ROOMS_FILES_INSIDE_H
#define KHUE_ROOMS_FILES_INSIDE_H

#include "files/files.h"

rc blobs_write(struct tx *t, int64_t file, const struct blob_taken *taken);     /* files.c */
const char *content_id(struct arena *a, int64_t file, struct bytes hash);                        /* files.c: of the journal; "" for none */
rc school_file(struct ctx *c, struct reply *r);                                    /* send.c */
int64_t side_asked(struct ctx *c);                                                 /* send.c: ?rong=320; 0 = none */

#endif
