/* Privacy: pages where families speak about the use of a pupil's data. No tables: what is said is kept by the hall consent, whose
** rules hold here. What stays true: (1) nothing is chosen beforehand: each answer is a button that was pressed; (2) a "no" is as easy as a
** "yes", at any time; (3) each reads the sentence written for them, the guardian or the pupil, and that sentence is kept.
** Source: Luật 91/2025/QH15 Điều 24; requirements R9, R18, R56. */
#ifndef KHUE_ROOMS_PRIVACY_H
#define KHUE_ROOMS_PRIVACY_H

#include "web/route.h"

extern const struct route privacy_routes[];

#endif
