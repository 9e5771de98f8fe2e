/* Inside of audit: a change as it is read again. */
#ifndef KHUE_ROOMS_AUDIT_INSIDE_H
#define KHUE_ROOMS_AUDIT_INSIDE_H

#include "audit/audit.h"

/* One field of a change, in the reader's language; "" = nothing stood there. hidden: that it changed is all that is known. */
struct changed { const char *label, *before, *after; bool hidden; };
rc changed_read(struct arena *a, enum lang lang, const char *packed, struct changed **rows, size_t *n);

#endif
