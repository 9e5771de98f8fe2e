/* Figures about people, for who may see figures but not the people. A number of few of them names them, and so does one that can be subtracted from others.
** Two ways, by who looks; `least` is the threshold (few_least() of rooms/settings). docs/decisions/0129-figures-of-few-people.md.
** (1) Rounded, for everybody and for other schools: nought, fewer than `least`, or down to a multiple of it. What comes or leaves shows no single person, and no
**     total need be hidden beside its parts, since none of them is exact.
** (2) Exact from `least` on, for authorities and for staff, who know how large a school is: where parts and their total stand side by side, few_hide() hides so
**     many parts that no hidden one can be reckoned. */
#ifndef KHUE_BASE_FEW_H
#define KHUE_BASE_FEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum few_is { FEW_NONE, FEW_UNDER, FEW_FROM };
struct few { enum few_is is; int64_t n; /* FROM: at least so many */ };
struct few few_rounded(int64_t n, int64_t least);

bool few_told(int64_t n, int64_t least);                   /* (2): nought, or `least` at least */

/* Which of the parts of one total are not to be told: those from 1 to below `least`; and where these are together fewer than `least`, or it is one alone,
** the smallest others until they are not. hidden[i] is set for each. false: the parts that are left to tell are all of them. */
bool few_hide(const int64_t *part, size_t n, int64_t least, bool *hidden);

#endif
