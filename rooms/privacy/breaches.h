/* What happened to a school's data: lost, seen by who may not, changed. The office writes it down, the heads say what was done about it.
** What stays true: (1) 72 hours for the authority begin when the school came to know: at the moment where that is today, else with that day; (2) each
** step has its words and is only added; (3) who was told is told once; (4) what is over gets no step any more; (5) the heads hear of a new one;
** (6) a page shows each with all its steps: so there are BREACH_MORE_MOST further words
** about one at most, and what ends it can always be written; (7) no name of a pupil is asked for: how many, and which data. Source: Luật 91/2025/QH15, NĐ 356/2025 (domain rules 2.9). */
#ifndef KHUE_PRIVACY_BREACHES_H
#define KHUE_PRIVACY_BREACHES_H

#include "data/tx.h"
#include "generated/enums.h"
#include "web/form.h"
#include "web/reply.h"

enum { BREACH_HOURS = 72, BREACH_BACK_DAYS = 366, BREACH_MORE_MOST = 40, BREACHES_SHOWN = 12 /* a page */ };

struct new_breach { const char *words, *what; day found; int64_t people /* 0 = not known yet */; };
/* In t->ask->scope.school, by t->ask->me. INVALID for a day to come. */
rc breach_add(struct tx *t, const struct new_breach *in, data_breach_id *out);
/* A step of a head. NOT_FOUND; CONFLICT when it is over, was told before, or somebody was faster. */
struct breach_act { data_breach_id id; enum breach_step step; const char *words; int64_t rev; };
rc breach_did(struct tx *t, const struct breach_act *in);

extern const struct form_spec breach_form, breach_step_form;
rc breaches_page(struct ctx *c, struct reply *r);
rc breach_action(struct ctx *c, struct reply *r);
rc breach_step_action(struct ctx *c, struct reply *r);

#endif
