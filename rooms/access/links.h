/* Inside of access: links that go out by mail. What stays true: (1) a link works once, until its time, and a newer one of the
** same kind voids the older; (2) only its id is stored; (3) whoever opens it reads mail at its address, nothing else is proven;
** (4) a password chosen by a link ends every session and voids every other link and slip of that person. */
#ifndef KHUE_ROOMS_ACCESS_LINKS_H
#define KHUE_ROOMS_ACCESS_LINKS_H

#include "access/access.h"
#include "generated/enums.h"

#define PATH_NEW_PASSWORD "/mat-khau-moi/"
#define PATH_CONFIRM      "/xac-nhan/"

enum { KEEP_FAILURE, KEEP_LINK, KEEP_BROWSER, KEEP_HISTORY, KEEP_STEP, KEEP_SHEET };        /* places in access_keeps */
enum { RESET_MINUTES = 30, CONFIRM_HOURS = 24, INVITE_DAYS = 7, LINK_DAYS = 30, BROWSER_DAYS = 400, LINKS_AN_HOUR = 3 };

struct mailed_link { person_id person; enum mail_link_kind kind; const char *address; person_id by; const char *subject, *text; };
/* Stores the link and writes the mail; nothing when this person was sent LINKS_AN_HOUR of the kind already. */
rc link_send(struct tx *t, const struct mailed_link *in, bool *sent);

struct open_link { mail_link_id id; person_id person; enum mail_link_kind kind; const char *address, *user_name; };
/* The id in a token of a path: pure. NOT_FOUND when we did not make it. */
rc link_named(const struct ctx *c, const char *path, const char *token, mail_link_id *out);
/* The link itself; NOT_FOUND when it is used, void or over. */
rc link_open(struct ask *a, const char *path, mail_link_id id, struct open_link *out);
/* The same, and used up, in a closure: whoever is second hears NOT_FOUND, and a press repeated is answered as the first. */
rc link_use(struct tx *t, const char *path, mail_link_id id, struct open_link *out);
/* All open ones of a person. */
rc links_void(struct tx *t, person_id person);

/* account_pages.c: does this field hold the password in use? */
rc password_is_mine(struct ctx *c, const char *typed, const char *field);
/* Ten characters, twice the same. */
rc password_is_good(struct ctx *c, person_id person, const char *fresh, const char *again);
/* passwords.c: the owner hears of a new one at the bell and, where there is a confirmed address, by letter. words: source text. */
rc password_told(struct tx *t, person_id person, const char *words);

/* browsers.c: somebody comes in: a session, or the second step where theirs counts; a word at the bell when this browser is new to
** them. Made before the closure, stored in it, handed over after it. */
struct coming { person_id person; bool shared; enum sign_in_how how; const char *next; bool past_second; /* it was right just now */ };
struct arrival { struct fresh_session session; struct fresh_step step; uint8_t hash[32]; const char *device, *next; enum sign_in_how how; int64_t address; bool past_second; };
rc arrival_make(struct ctx *c, struct reply *r, const struct coming *in, struct arrival *out);
rc arrive(struct tx *t, const struct arrival *in, bool *second);         /* *second: no session yet */
rc arrived(struct reply *r, const struct arrival *in, bool second);      /* hands over, and goes on to the second step or to `next` */
rc arrive_now(struct ctx *c, struct reply *r, const struct coming *in);  /* all of it, in a transaction of its own */

/* history.c: what was tried on an account. Of refused ones at most 100 a day are written down. */
struct attempt { person_id person; enum sign_in_how how; bool ok, known; const char *device; int64_t address; };
rc attempt_add(struct tx *t, const struct attempt *in);
struct job;
rc history_tidy_job(struct job *j);

/* At night: links and browsers that are over are forgotten. */
rc links_tidy_job(struct job *j);

#endif
