/* What the views of doubles show. */
#ifndef KHUE_ROOMS_DOUBLES_VIEWS_H
#define KHUE_ROOMS_DOUBLES_VIEWS_H

#include "base/contact.h"
#include "base/ids.h"
#include "people/people.h"
#include "ui/ui.h"
#include "web/ctx.h"

/* whose: what tells the two rows apart at first sight, a pupil's class, a guardian's children, what a colleague is here, in words; "" = nothing on file. */
struct pair_line { const char *name, *href; opt_day born; bool pupil; person_id id[2]; const char *whose[2]; };
struct pairs_view { const char *school_code, *school_name; const struct pair_line *pair; size_t n; bool more; };

/* One of the two, as far as it tells them apart. */
struct double_side { person_id id; const char *name, *class_name, *phone /* as shown; NULL: none */, *user_name; opt_day born; bool entered, staff; int64_t deeds; const char *kin[20]; size_t kins; const char *work[16]; size_t works; };
struct compare_view { const char *action, *back; struct double_side side[2]; bool pupils, staff; const char *choice_label[2]; };

#endif
