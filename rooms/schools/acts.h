/* Inside of schools: the kinds of change that its rules write down. */
#ifndef KHUE_ROOMS_SCHOOLS_ACTS_H
#define KHUE_ROOMS_SCHOOLS_ACTS_H

enum { ACT_SCHOOL, ACT_YEAR, ACT_MEMBER_ON, ACT_MEMBER_OFF };        /* places in schools_acts */

#endif
