/* Inside of record: our xAPI profile. */
#ifndef KHUE_ROOMS_RECORD_PROFILE_H
#define KHUE_ROOMS_RECORD_PROFILE_H

#include "base/buf.h"
#include "record/record.h"

#define PROFILE_PATH    "/xapi/profile.json"
#define PROFILE_VERSION "#v1"
/* The whole as JSON-LD; `home`: the base address, of which its own names are. */
void profile_put(struct buf *b, struct arena *a, const char *home);

#endif
