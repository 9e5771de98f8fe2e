/* What may be asked. A route names one of these in MAY(); rooms/access/grants.c says which current relations to the object
** give it, in one table that a person can read (`khue who-may` prints it). Rights are the union of relations. */
#ifndef KHUE_ROOMS_ACCESS_PERMISSION_H
#define KHUE_ROOMS_ACCESS_PERMISSION_H

enum permission {
    ANYBODY = 0,        /* public pages; also signed out */
    SIGNED_IN,          /* one's own pages */
    NOBODY_YET,         /* sign-in pages */
    BY_KEY,             /* doors: programs that show a key, no person (web/door.h) */
    MANAGE_HOME,        /* the door to management: whoever runs some school's office */
    SCHOOL_INSIDE,      /* inside pages of a school: its staff */
    CLASS_READ,         /* ON("lop"): a class with its list of names */
    CLASS_CONTACTS,     /* ON("lop"): the phones of all guardians of a class on one list */
    CLASS_OF_FAMILY,    /* ON("lop"): what pupils and guardians of the class see */
    CLASS_CHANGE,       /* ON("lop"): homeroom teacher, name */
    PUPIL_READ,         /* ON("em"): a pupil's page, for staff */
    PUPIL_OF_FAMILY,    /* ON("em"): the same child's page, for itself and its guardians; it gives the sight alone, no POST has it */
    GROUP_ASK,          /* ON("em"): asks for a place in a group, gives it up */
    CONSENT_GIVE,       /* ON("em"): the words of the pupil and of the guardians: what the data may be used for */
    PRIVACY_ASK,        /* ON("em"): ask the school about the data of oneself or of one's child */
    CONSENT_LIST,       /* ON("lop"): which families have answered what; without a class: of the whole school */
    CONSENT_PAPER,      /* ON("em"): words that a family signed on paper, written down by the school */
    DATA_COPY,          /* ON("em"): take a copy of the data of oneself or of one's child along */
    PHOTO_OF_CHILD,     /* ON("em"): my child's photo, and the tick for it */
    PHOTO_OF_PUPIL,     /* ON("em"): a pupil's photo, given or taken away by the school */
    SLIPS_PRINT,        /* ON("lop"): new one-time codes for a class */
    CARD_PRINT,         /* ON("lop"): cards of young children */
    CARD_OF_CHILD,      /* ON("em"): my child's card, said to be lost */
    PEOPLE_READ,        /* the school's directory of names */
    OFFICE_CHANGE,      /* add clerks and deputies, and their slips */
    STAFF_CHANGE,       /* add, end, change staff */
    YEAR_CHANGE,        /* school year and weeks */
    ROSTER_IMPORT,      /* class lists in */
    DOOR_KEYS,          /* keys with which other systems read and write what the school keeps */
    RECORD_WATCH,       /* statements of the school's record as they stand, its figures, and what keys do */
    RECORD_EXCHANGE,    /* statements out of the school's record, and into it */
    RECORD_FORWARD,     /* statements sent on to other systems as they come */
    ROSTER_EXPORT,      /* class lists out: a file for other systems, or as they came in */
    SCHOOL_MANAGE,      /* the management page */
    AUDIT_OWN,          /* the journal of one's own acts */
    AUDIT_READ,         /* the whole journal of the school */
    DOUBLES_MERGE,      /* two rows for one human being made one */
    PUPIL_MOVE,         /* pupils leave the school, with a paper for another one, and come with one; who left */
    PERSON_CHANGE,      /* ON("em"): a pupil's name, birth date, sex, phone */
    SUBJECT_CHANGE,     /* what the school teaches */
    TEACHING_CHANGE,    /* ON("lop"): who teaches a class, from when to when */
    DEPARTMENT_CHANGE,  /* departments of teachers and who leads them */
    STAND_IN,           /* ON("lop"): somebody stands in for the homeroom teacher for some days */
    /* groups across classes */
    GROUP_CHANGE,       /* also ON("nhom"): groups and who leads them */
    GROUP_SHARE,        /* also ON("nhom"): with which other schools a group is shared, and what they are answered */
    GROUP_LEAD,         /* ON("nhom"): who is in a group, by name and class */
    GROUP_GUIDE,        /* ON("nhom"): the names in it, for a mentor who leads it */
    CARRY_OVER,         /* also ON("lop"): looks at the change of year and writes what becomes of each class */
    CARRY_COMMIT,       /* changes the year */
    GUARDIAN_CHANGE,    /* ON("em"): who stands for a child: written down and ended by the school */
    GUARDIAN_LEAVE,     /* ON("em"): I no longer stand for this child */
    ORDER_CHANGE,       /* ON("em"): orders that keep a guardian from a child */
    PRIVACY_READ,       /* what families asked about data */
    ERASE_PROPOSE,      /* propose that somebody's data be erased; another one of the heads decides */
    PRIVACY_ANSWER,     /* the school's answer to it */
    CLASS_HISTORY,      /* ON("lop"): what was changed about a class */
    PUPIL_HISTORY,      /* ON("em"): what was changed about a pupil */
    UNDO_BULK,          /* take a bulk act back */
    SETTINGS_CHANGE,    /* what the school decides: the office's settings */
    DELEGATE,           /* hand rights of one's own to somebody of the school for a time */
    SETTINGS_LEAD,      /* those that are the principal's word */
    SETTINGS_OWN,       /* those of the office that guard others: never by a right that was handed over */
    SETTINGS_GUARD,     /* those of the principal that guard others, likewise */
    VALUES_WRITE,       /* drafts of the public page */
    ANNOUNCE_CLASS,     /* ON("lop"): messages to the families and pupils of a class, and who of them has not read */
    ANNOUNCE_GROUP,     /* ON("nhom"): the same of a group, by who leads it of the school: never by a mentor */
    ANNOUNCE_SCHOOL,    /* messages to the whole school, to its staff, to any class or group */
    NEWS_WRITE,         /* drafts, publishing and taking back of the school's news */
    VALUES_APPROVE,     /* the principal's word */
    CALENDAR_WRITE,     /* what the school plans */
    CALENDAR_CLASS,     /* ON("lop"): what a class plans */
    JOB_READ,           /* ON("viec"): what the server works at, for who asked and the office (no school: who asked alone) */
    /* from outside */
    PARTNER_CHANGE,     /* partners of the school, and people with a place beside it */
    GUEST_HOME,         /* one's own places beside schools */
    AREA_READ,          /* figures of the schools under an officer's authority */
    PROGRAMME_READ,     /* figures of all schools, for the office of the programme */
    SYSTEM_ADMIN,
    PERMISSION_COUNT
};

/* Relations of a person to the object of a route, today. */
enum { AREA_PAGE = 50 };       /* schools on one page of an officer */
enum relation {
    IS_ANYBODY    = 1 << 0,
    IS_SIGNED_IN  = 1 << 1,
    IS_SELF       = 1 << 2,
    IS_GUARDIAN   = 1 << 3,    /* of the pupil, or of a pupil of the class */
    IS_CLASSMATE  = 1 << 4,    /* a pupil of the class */
    IS_HOMEROOM   = 1 << 5,    /* leads the class, or the pupil's class */
    IS_TEACHING   = 1 << 6,    /* teaches or assists in the class, or the pupil's class */
    IS_STAFF      = 1 << 7,    /* any adult member of the school */
    IS_CLERK      = 1 << 8,
    IS_DEPUTY     = 1 << 9,
    IS_PRINCIPAL  = 1 << 10,
    IS_ADMIN      = 1 << 11,
    IS_OFFICE     = 1 << 12,   /* clerk, deputy or principal of some school */
    IS_ACTING     = 1 << 13,   /* was handed this right by the principal, for today */
    IS_GUEST      = 1 << 14,   /* has a place beside some school: a partner's contact, a mentor, an alumnus */
    IS_OFFICER    = 1 << 15,   /* works in an authority over schools */
    IS_PROGRAMME  = 1 << 18,   /* works in the office of the programme */
    IS_READER     = 1 << 17,   /* a guardian whom an order left the sight of the pupil and nothing else */
    IS_LEADER     = 1 << 16    /* leads the group: of the school inside it, else a mentor whose check holds */
};

#endif
