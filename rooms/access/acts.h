/* Inside of access: the kinds of change that its rules write down. */
#ifndef KHUE_ROOMS_ACCESS_ACTS_H
#define KHUE_ROOMS_ACCESS_ACTS_H

#include "audit/audit.h"

enum { ACT_ACCOUNT, ACT_USER_NAME, ACT_PASSWORD, ACT_SLIP, ACT_SLIPS, ACT_CODE_USED, ACT_PASSWORD_OWN };        /* places in access_acts */

#endif
