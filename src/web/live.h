/* Live events to browsers that are open: one stream a browser at GET /su-kien (server-sent events).
**
**   live_tell(t, to, "job", id);              in the closure that changed something; `id` says what, the page asks for it anew
**
** What stays true:
** (1) an event leaves after its closure committed, never when that was rolled back; on PostgreSQL from whatever server;
** (2) it carries a word and an id, never personal data: whoever hears it asks for the page, through the whole decision again;
** (3) it is a hint: nothing is replayed. A page that connects anew reads again what it shows; so does one that hears "again"
**     (some may have been missed);
** (4) a stream hears nothing once its session is over. The session is looked at before each event and at each beat;
** (5) an event of the word "job" reaches a stream only while its person may see that job's page (hooks.may_hear);
** (6) streams are bounded: SEATS_A_SESSION and SEATS_A_PERSON (the oldest ends), SEATS_MOST in all (503). */
#ifndef KHUE_WEB_LIVE_H
#define KHUE_WEB_LIVE_H

#include "data/tx.h"

#define LIVE_WORD_MOST 24         /* of the event: a-z and - */
#define LIVE_DATA_MOST 64         /* of its data: A-Z a-z 0-9 - _ . */

/* Tells every open page of that person, on all servers. Anything outside these bounds is not told. */
void live_tell(struct tx *t, person_id to, const char *event, const char *data);

#endif
