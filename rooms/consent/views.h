/* What the views of consent show. */
#ifndef KHUE_ROOMS_CONSENT_VIEWS_H
#define KHUE_ROOMS_CONSENT_VIEWS_H

#include "consent/consent.h"
#include "people/people.h"
#include "ui/ui.h"

struct ledger_view { struct person_brief subject; const struct look_line *look; size_t n; const struct program_line *program; size_t programs; const char *next; bool begun, self, may_ask /* whoever an order left the sight alone sends nothing */; };

#endif
