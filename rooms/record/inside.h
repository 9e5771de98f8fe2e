/* Inside of record: how a statement is called outside, and days of weeks. */
#ifndef KHUE_ROOMS_RECORD_INSIDE_H
#define KHUE_ROOMS_RECORD_INSIDE_H

#include "base/buf.h"
#include "record/record.h"

enum { UUID_SIZE = 16, UUID_TEXT_SIZE = 37 };
/* The uuid of a deed of our own, always the same for it: version 7 (RFC 9562), so that it is ordered by time as the id is, and
** the B-tree of keys grows at its end. The bits that would be random come from school and id. */
void uuid_of(school_id school, statement_id id, uint8_t out[UUID_SIZE]);
void uuid_text(const uint8_t uuid[UUID_SIZE], char out[UUID_TEXT_SIZE]);

day monday_of(day d);

/* What follows a document's last member when it is given: when it was stored, and the timestamp where it said none. */
void stored_put(struct buf *b, instant stored, bool timed);
void instant_put(struct buf *b, instant at);      /* "2026-11-23T01:00:00.000Z", with quotation marks */

/* Does a document that is kept say the same? What a store adds by itself does not count. */
bool told_same(struct ask *a, const struct told *s, const char *document);

#endif
