/* The inside of the room: hours, and what sends. What stays true stands in notices.h. */
#ifndef KHUE_ROOMS_NOTICES_INSIDE_H
#define KHUE_ROOMS_NOTICES_INSIDE_H

#include "notices/notices.h"

enum { MINUTES_OF_DAY = 1440, QUIET_FROM = 21 * 60, QUIET_TO = 6 * 60, DIGEST_AT = 18 * 60 };
enum { FOLD_MS = 3600000, FOLD_SOON_MS = 300000, SEND_ATTEMPTS = 10, DEVICES_MOST = 10, CODES_A_DAY = 3, CODE_MINUTES = 15, CODE_TRIES = 5, PUSH_GONE_DAYS = 30 };

/* Minutes of the day in Hà Nội. */
struct hours { int64_t quiet_from, quiet_to, digest_at; };
static inline struct hours hours_usual(void) { return (struct hours){ QUIET_FROM, QUIET_TO, DIGEST_AT }; }
bool hours_quiet(const struct hours *h, instant at);
/* When something said now goes out: with the others of the day, or at once but not into the quiet. Safety waits for no quiet. */
instant hours_due(const struct hours *h, instant now, bool daily, bool safety);

/* May this person still know what was said about that child (0 = nobody)? */
rc still_theirs(struct ask *a, person_id person, person_id about, bool *yes);

/* In the closure of a notice: it waits to go out by what its person chose for its kind. */
struct notice_before_row;
rc send_queue(struct tx *t, const struct notice *n, notice_id id, const struct notice_before_row *chosen);
rc notices_send_job(struct job *j);
/* Letters that an older program left: settled at night. */
rc letters_settle(struct job *j);
rc notices_code_job(struct job *j);
enum { SEND_JOB, CODE_JOB, TIDY_JOB };

#endif
