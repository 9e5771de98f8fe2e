/* The inside of mail: one connection to the mail server for a batch, and the batch. What stays true stands in mail.h. */
#ifndef KHUE_WEB_MAIL_SEND_H
#define KHUE_WEB_MAIL_SEND_H

#include "generated/enums.h"
#include "web/app.h"
#include "web/mail.h"

/* How one mail fared. LATER_ALL: the server does not talk to us (no answer, no TLS, wrong password): try none of the rest. */
enum mail_fate { MAIL_WENT, MAIL_LATER, MAIL_NEVER, MAIL_LATER_ALL };

/* mail_smtp.c: libcurl. One thread at a time; NULL when out of memory. */
struct smtp;
struct smtp *smtp_open(const struct config *config);
void smtp_of(struct smtp *s, const struct app *app);       /* ends when that one stops (app_stops) */
enum mail_fate smtp_send(struct smtp *s, const char *to, const char *message, size_t n, int *answer);
void smtp_close(struct smtp *s);

/* Would it take our letters: greeting, TLS as it is set, login; 8 seconds at most, and no letter. `why`: libcurl's constant text. */
enum mail_ears { MAIL_EARS_OPEN, MAIL_EARS_NONE, MAIL_EARS_NO_TLS, MAIL_EARS_CERTIFICATE, MAIL_EARS_CA_FILE, MAIL_EARS_LOGIN, MAIL_EARS_SETTINGS, MAIL_EARS_ODD };
enum mail_ears smtp_try(const struct config *config, int *answer, const char **why);
struct doctor;
rc mail_check(struct doctor *d);               /* mail_doctor.c: the same in words, for khue doctor */

/* Sends what is due, `most` at most; how many fared how. OK also when the server cannot be reached. */
struct mails_sent { int went, later, never; bool more, silent; /* the server did not talk to us */ opt_instant next_due; };
rc mails_send(struct app *app, struct ask *a, int most, struct mails_sent *out);
/* Inside the closure that wrote a mail: a job sends it after the commit (mail_job.c). */
rc mail_soon(struct tx *t);
/* Address and texts of what is over long enough go, some hundreds at once; *more: and there is more. */
rc mails_tidy(struct ask *a, bool *more);

/* The text as it is sent, with its link, in the arena. */
const char *mail_text_whole(const struct app *app, struct arena *a, const char *body, enum lang lang, const char *link, int64_t link_id);

/* For the page of demo and tests. */
struct mail_shown { mail_id id; const char *to, *subject, *text, *link /* NULL = none */; enum mail_state state; instant at; };
bool mails_shown(const struct app *app);
rc mails_list(struct ctx *c, size_t most, struct mail_shown **out, size_t *n);

#endif
