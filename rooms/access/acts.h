/* Inside of access: the kinds of change that its rules write down. */
#ifndef KHUE_ROOMS_ACCESS_ACTS_H
#define KHUE_ROOMS_ACCESS_ACTS_H

#include "audit/audit.h"

enum access_act { ACT_ACCOUNT, ACT_USER_NAME, ACT_PASSWORD, ACT_SLIP, ACT_SLIPS, ACT_CODE_USED, ACT_PASSWORD_OWN,
                  ACT_SECOND_ON, ACT_SECOND_OFF, ACT_SECOND_RESET, ACT_RECOVERY_NEW, ACT_RECOVERY_USED, ACT_SHEETS,
                  ACT_CARDS, ACT_CARD, ACT_CARD_END, ACT_CARD_SHUT, ACT_HAND, ACT_HAND_BACK, ACT_PASSKEY_ON, ACT_PASSKEY_OFF, ACT_ODD, ACT_STAFF_SLIPS };        /* places in access_acts */

#endif
