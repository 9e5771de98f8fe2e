/* What the views of privacy show. */
#ifndef KHUE_ROOMS_PRIVACY_VIEWS_H
#define KHUE_ROOMS_PRIVACY_VIEWS_H

#include "consent/consent.h"
#include "people/people.h"
#include "ui/ui.h"

struct asked_use { const struct purpose *purpose; const char *words; enum consent_now now; bool said, yes; /* by the reader */ };
struct consents_view {
    struct person_brief subject;
    bool self, speaks, both;                   /* the reader is the subject; the reader's word counts; two words are needed */
    const char *action;
    struct asked_use use[PURPOSES];
    const struct consent_line *line; size_t lines;
};

#endif
