/* Inside of schools: the kinds of change that its rules write down. */
#ifndef KHUE_ROOMS_SCHOOLS_ACTS_H
#define KHUE_ROOMS_SCHOOLS_ACTS_H

enum { ACT_SCHOOL, ACT_YEAR, ACT_MEMBER_ON, ACT_MEMBER_OFF,
       ACT_PARTNER_ON, ACT_PARTNER_TERM, ACT_PARTNER_OFF, ACT_OUTSIDER_ON, ACT_OUTSIDER_OFF, ACT_MENTOR_CHECK, ACT_ALUMNUS_IN, ACT_ALUMNUS_OUT,
       ACT_OFFICER_ON, ACT_OFFICER_OFF, ACT_ADDRESS };        /* places in schools_acts */

#endif
