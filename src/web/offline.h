/* What a person's own browser may keep (docs/floors/offline.md): copies of pages to read without a network, and forms that are sent
** later. This floor says on each answer whose it is and whether it may be kept; the worker in ui/static/sw.js does the keeping.
** What stays true: (1) nothing is kept but pages of rows that say `keep_offline`, answered with 200, without a message of the last act;
** (2) nothing at all for nobody, and nothing in a session on a device of many hands; (3) a browser that hears of another person, of
** nobody, or of other relations than yesterday's throws away what it kept; (4) a form waits only where its row says `may_wait`. */
#ifndef KHUE_WEB_OFFLINE_H
#define KHUE_WEB_OFFLINE_H

#include "web/ctx.h"

#define HEADER_ME    "Khue-Me"        /* "tag.relations": whose page this is; "-": nobody's, or on a device of many hands */
#define HEADER_KEEP  "Khue-Keep"      /* days that a copy may be kept */
#define HEADER_DONE  "Khue-Done"      /* a form that had waited was taken; where its page would have gone */
enum { COPY_DAYS = 7 /* as long as a session of one's own may stay idle (session.h) */, SEALED_DAYS = 180 /* ui/static/sw.js */ };

/* The same for one account on every device and in every session, and worth nothing: no id can be read from it. NULL: nothing may be kept. */
const char *keep_tag(const struct ctx *c);
/* What the browser seals waiting forms with; it forgets it with the copies. NULL as above. */
const char *keep_seal(const struct ctx *c);
/* The value of HEADER_ME: changes with the roles, children and orders of the person, and with the language. */
const char *keep_me(const struct ctx *c);
/* May a form that posts to this path wait in the browser, in this session? */
bool keep_waits(const struct ctx *c, const char *action);

#endif
