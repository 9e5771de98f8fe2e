/* Partners: pages about whoever comes to a school from outside, and pages for them. No tables: the hall schools keeps partners, places,
** checks and officers, and its rules hold here. What stays true: (1) nobody from outside reads anything inside a school, and no page here
** shows one of them a pupil; (2) a slip is made only for whoever has nothing else to sign in for; (3) a figure of fewer people than the
** system's threshold (base/few.h) is told to an officer as "fewer". Source: requirements R12, R13, R15, R17, R19. */
#ifndef KHUE_ROOMS_PARTNERS_H
#define KHUE_ROOMS_PARTNERS_H

#include "settings/settings.h"
#include "web/route.h"

extern const struct route partners_routes[];
extern const struct setting partners_settings[];

#endif
