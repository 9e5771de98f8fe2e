/* Inside of access: odd numbers of looks and exports by one account in an hour are told (odd.c). */
#ifndef KHUE_ACCESS_ODD_H
#define KHUE_ACCESS_ODD_H

#include "web/job.h"

rc odd_use_job(struct job *j);
rc stuck_job(struct job *j);             /* letters and messages that do not get out */

#endif
