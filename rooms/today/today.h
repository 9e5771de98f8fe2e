/* Today: each role's home, and the first page of the whole program. Owns no table; asks the other rooms. At most 8 questions
** a home.
** Source: requirements R7, R9, R10, R13, R18; users.md "home = today". */
#ifndef KHUE_ROOMS_TODAY_H
#define KHUE_ROOMS_TODAY_H

#include "web/route.h"

extern const struct route today_routes[];

#endif
