/* `khue doctor`: looks at what usually goes wrong around the program and says, in Vietnamese and English, what to do about it. Floors
** and rooms list checks of their own: `extern const struct doctor_check <room>_doctor[];`, which ends with name NULL and stands in the
** list of main.c.
**
** What stays true:
** (1) a check looks and changes nothing, and takes seconds at most, unless it was asked for all;
** (2) it tells only what somebody should do; one finding is one thing to do;
** (3) it says no personal data: what it prints is sent to others for help. */
#ifndef KHUE_WEB_DOCTOR_H
#define KHUE_WEB_DOCTOR_H

#include "data/ask.h"

struct app;
enum doctor_state { DOCTOR_FINE, DOCTOR_NOTE, DOCTOR_WRONG };     /* a note is worth knowing and ends nothing */

struct doctor {
    struct app *app;
    bool all;                      /* --all: a check may read everything, however long it takes */
    bool serving;                  /* inside the running server */
    struct ask *ask;               /* NULL: the database is not open, and `why_closed` was told */
    struct arena *arena;
    enum doctor_state state;       /* of the check that runs: the worst of its findings */
    void (*tell)(void *to, enum doctor_state state, const char *vi, const char *en); void *to;
};

struct doctor_check { const char *name; rc (*run)(struct doctor *d); };

/* Text marked with _(), then name/value strings, NULL, as in refuse(). */
void doctor_wrong(struct doctor *d, const char *text, ...) __attribute__((sentinel));
void doctor_note(struct doctor *d, const char *text, ...) __attribute__((sentinel));

/* The checks of this floor: proxy, jobs, mail. */
extern const struct doctor_check web_doctor[];

#endif
