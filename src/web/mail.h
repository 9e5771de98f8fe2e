/* Mail: written in the closure of what it tells of, sent by a job over SMTP. Table: mail.
**
** What stays true:
** (1) a mail goes out when its closure committed, and not when that was rolled back; at least once (a mail whose sending was
**     not written down any more goes twice, with the same Message-ID);
** (2) no secret is stored: a one-time link is kept as path and id, its token (keyed BLAKE2b of both) is worked out when it is sent;
** (3) nothing that a person typed can become a header: addresses are checked, controls refused, words encoded (RFC 2047);
** (4) a server that says "later" (4xx, no answer) is asked again, later each time, MAIL_ATTEMPTS times; "never" (5xx) ends it;
** (5) an address hears at most MAILS_AN_HOUR (more wait) and MAILS_A_DAY (more are dropped);
** (6) MAIL_TEXT_DAYS after it went out a mail's address and texts are gone, after MAIL_DAYS all of it;
** (7) without `smtp-url` nothing is sent: in demo data and under --test mails are shown at /thu-mau, elsewhere pages do not offer
**     what needs mail (mail_works). */
#ifndef KHUE_WEB_MAIL_H
#define KHUE_WEB_MAIL_H

#include "data/tx.h"
#include "generated/ids.h"
#include "web/ctx.h"
#include "web/job.h"

enum { MAIL_ATTEMPTS = 10, MAILS_AN_HOUR = 10, MAILS_A_DAY = 40, MAIL_TEXT_DAYS = 7, MAIL_DAYS = 90 };
enum { MAIL_ADDRESS_MOST = 254, MAIL_SUBJECT_MOST = 300, MAIL_TEXT_MOST = 8000 };

extern const struct job_kind mail_jobs[];

struct mail {
    const char *to;            /* as mail_address() gave it */
    enum lang lang;            /* of subject and text, which are translated already */
    const char *subject;       /* one line */
    const char *text;          /* lines and empty lines between paragraphs; {link} where the link stands, or at the end */
    const char *link;          /* own path, or NULL. With an id: what stands before the token ("/mat-khau-moi/") */
    int64_t link_id;           /* 0 = the path alone */
    bool asks;                 /* before it leaves, hooks.mail_may is asked whether it still may; if not it ends as stopped */
};
/* BUG for a mail outside these bounds. OK also when (5) holds it back. */
rc mail_add(struct tx *t, const struct mail *m);
/* The same, and which mail it became; 0: (5) dropped it. */
rc mail_add_known(struct tx *t, const struct mail *m, mail_id *out);

/* May pages offer what needs mail? */
bool mail_works(const struct ctx *c);
/* "  An.Nguyen@Example.EDU.vn " -> "an.nguyen@example.edu.vn"; NULL when it is no address of the usual kind (RFC 5321 dot-string,
** ASCII, a domain with a dot). In the arena. */
const char *mail_address(struct arena *a, const char *typed);
/* "a…@example.edu.vn": enough to know one's own address again. */
const char *mail_address_masked(struct arena *a, const char *address);
/* The id behind a link's token; false when it was not made by us for this path. Whether it still holds is the caller's. */
bool mail_link_read(const struct ctx *c, const char *link, const char *token, int64_t *id);

#endif
