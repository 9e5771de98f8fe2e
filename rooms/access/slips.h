/* Inside of access: who of a class gets a slip, and the sheets of a whole school, made by a job and kept sealed until printed.
**
** What stays true of sheets (docs/decisions/0021-codes-until-printed.md):
** (1) between the job and the printer the codes stand only in slip_sheet.sealed: XChaCha20-Poly1305 under a key made of DATA/secret,
**     bound to its school and sheet. A copy of the database without DATA/secret opens no account;
** (2) they are gone when the office says that they are printed, and SHEET_HOURS after they were made;
** (3) a sheet that nobody opened by then: its codes are void, since no paper has them. An opened one may have been handed out;
** (4) it is shown, alone or with all others in one document, only after the looks at all its people are on the ledger, to the
**     school's office;
** (5) one slip a person and job, also for a guardian of two, also when the job runs twice. */
#ifndef KHUE_ROOMS_ACCESS_SLIPS_H
#define KHUE_ROOMS_ACCESS_SLIPS_H

#include "access/codes.h"
#include "generated/access_queries.h"

enum { SLIPS_MOST = 400, SHEET_HOURS = 24, SLIP_CODE_CHARS = 11, SLIPS_A_DOCUMENT = 3000 /* 500 sheets of paper, a ream */ };
extern size_t slips_a_document;              /* tests print less at once */

/* known: has a password; elsewhere: the slip is made where the guardian was brought in; has_code: holds one that is good. */
struct slip_person { person_id person; const char *name, *user_name, *whose; bool known, elsewhere, has_code; };
struct slip_people { struct slip_person *who; size_t n; };
/* In the order of the class's list, everybody once. Scope of the school; in the ask's arena. */
rc slip_people_of(struct ask *a, class_id class_, const char *class_name, struct slip_people *p);

/* ---- seal.c */
struct sealed_code { person_id person; char code[SLIP_CODE_CHARS + 1]; };
/* Random: before the closure. In the arena. */
rc codes_seal(const struct app *app, struct arena *a, school_id school, slip_sheet_id sheet, const struct fresh_code *code, size_t n, struct bytes *out);
/* CONFLICT in words when it was sealed by another secret, or is not what was sealed. */
rc codes_unseal(const struct app *app, struct ask *a, school_id school, slip_sheet_id sheet, struct bytes sealed, struct sealed_code **out, size_t *n);

/* The address that slips bear, when nobody but the server itself can open it; NULL = others can, or the people are invented. */
const char *slips_only_here(const struct app *app);

#endif
