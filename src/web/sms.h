/* SMS by a gateway of the installation: one POST a message (settings sms-url, sms-body, sms-header, sms-secret-file, sms-accents), through
** web/outgoing.h. Without sms-url nothing is sent, and pages do not offer it (sms_works).
**
** What stays true: (1) a text never costs more than two parts of a message: 160 letters without Vietnamese marks, 134 with them; (2) nothing that a person
** typed leaves the quotation marks of the body; (3) numbers and texts are not logged; (4) a code is reckoned out of DATA/secret, never stored. */
#ifndef KHUE_WEB_SMS_H
#define KHUE_WEB_SMS_H

#include "data/ask.h"
#include "web/ctx.h"

struct app;
struct outgoing_lines;
struct config;
struct doctor;

enum { SMS_PLAIN_MOST = 160, SMS_MARKED_MOST = 134, SMS_CODE_DIGITS = 6 };

bool sms_works(const struct app *app);
bool sms_offered(const struct ctx *c);           /* the same, for pages */
/* As it goes out: without marks (letters of GSM 03.38 alone) unless the installation wants them, and cut. In the arena. */
const char *sms_text(const struct app *app, struct arena *a, const char *text);
/* Every letter of `text` in the 7 bits of GSM: marks off, quotation marks and dashes made plain, anything else "?". */
const char *sms_plain(struct arena *a, const char *text);

/* LATER: 429, 5xx, no answer. NEVER: any other answer but 2xx. */
enum sms_end { SMS_WENT = 1, SMS_LATER, SMS_NEVER };
struct sms { const char *phone; /* E.164 */ const char *text; int64_t id; /* the same over all attempts: {id} */ struct outgoing_lines *lines; /* web/outgoing.h, or NULL */ };
struct sms_sent { enum sms_end end; int status; /* 0 = no answer */ int64_t retry_after_s; };
rc sms_send(const struct app *app, struct ask *a, const struct sms *in, struct sms_sent *out);

/* Six digits that only this house can know, for one person, phone and moment. In the arena. */
const char *sms_code(const struct app *app, struct arena *a, int64_t person, const char *phone, instant at);
bool sms_code_is(const struct ctx *c, int64_t person, const char *phone, instant at, const char *typed);
/* The whole body that the template makes; NULL: it is no JSON or out of bounds. For khue doctor and tests. */
const char *sms_body(const struct config *c, struct arena *a, const struct sms *in);
rc sms_check(struct doctor *d);                  /* sms_doctor.c */

#endif
