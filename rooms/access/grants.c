/* Who may do what: one table, read top to bottom. A person may when at least one of today's relations to the object stands
** in the row. `khue who-may` prints it; the hand-written expectations in test/matrix check it from outside. */
#include "access/access.h"
#include <stddef.h>

#define LEADS (IS_DEPUTY | IS_PRINCIPAL)
#define OFFICE (IS_CLERK | LEADS)

static const struct grant { int permission; const char *name; unsigned relations; } grants[] = {
    { ANYBODY,         "ANYBODY",         IS_ANYBODY },
    { NOBODY_YET,      "NOBODY_YET",      IS_ANYBODY },
    { BY_KEY,          "BY_KEY",          0 },
    { SIGNED_IN,       "SIGNED_IN",       IS_SIGNED_IN },
    { MANAGE_HOME,     "MANAGE_HOME",     IS_OFFICE },
    { SCHOOL_INSIDE,   "SCHOOL_INSIDE",   IS_STAFF },
    { CLASS_READ,      "CLASS_READ",      IS_HOMEROOM | IS_TEACHING | OFFICE },
    { CLASS_CONTACTS,  "CLASS_CONTACTS",  IS_HOMEROOM | OFFICE },
    { CLASS_OF_FAMILY, "CLASS_OF_FAMILY", IS_CLASSMATE | IS_GUARDIAN },
    { CLASS_CHANGE,    "CLASS_CHANGE",    OFFICE },
    { PUPIL_READ,      "PUPIL_READ",      IS_HOMEROOM | IS_TEACHING | OFFICE },
    { PUPIL_OF_FAMILY, "PUPIL_OF_FAMILY", IS_SELF | IS_GUARDIAN | IS_READER },
    { GROUP_ASK,       "GROUP_ASK",       IS_SELF | IS_GUARDIAN },
    { CONSENT_GIVE,    "CONSENT_GIVE",    IS_SELF | IS_GUARDIAN },
    { PRIVACY_ASK,     "PRIVACY_ASK",     IS_SELF | IS_GUARDIAN },
    { CONSENT_LIST,    "CONSENT_LIST",    IS_HOMEROOM | OFFICE },
    { CONSENT_PAPER,   "CONSENT_PAPER",   IS_HOMEROOM | OFFICE },
    { DATA_COPY,       "DATA_COPY",       IS_SELF | IS_GUARDIAN },
    { PHOTO_OF_CHILD,  "PHOTO_OF_CHILD",  IS_GUARDIAN },
    { PHOTO_OF_PUPIL,  "PHOTO_OF_PUPIL",  IS_HOMEROOM | OFFICE },
    { SLIPS_PRINT,     "SLIPS_PRINT",     IS_HOMEROOM | OFFICE },
    { CARD_PRINT,      "CARD_PRINT",      IS_HOMEROOM | OFFICE },
    { CARD_OF_CHILD,   "CARD_OF_CHILD",   IS_GUARDIAN },
    { PEOPLE_READ,     "PEOPLE_READ",     IS_STAFF },
    { OFFICE_CHANGE,   "OFFICE_CHANGE",   LEADS },
    { STAFF_CHANGE,    "STAFF_CHANGE",    OFFICE },
    { YEAR_CHANGE,     "YEAR_CHANGE",     OFFICE | IS_ACTING },
    { ROSTER_IMPORT,   "ROSTER_IMPORT",   OFFICE | IS_ACTING },
    { DOOR_KEYS,       "DOOR_KEYS",       LEADS },
    { RECORD_WATCH,    "RECORD_WATCH",    LEADS },
    { RECORD_EXCHANGE, "RECORD_EXCHANGE", LEADS },
    { RECORD_FORWARD,  "RECORD_FORWARD",  IS_PRINCIPAL },
    { ROSTER_EXPORT,   "ROSTER_EXPORT",   OFFICE },
    { SCHOOL_MANAGE,   "SCHOOL_MANAGE",   OFFICE },
    { AUDIT_OWN,       "AUDIT_OWN",       OFFICE },
    { AUDIT_READ,      "AUDIT_READ",      LEADS },
    { DOUBLES_MERGE,   "DOUBLES_MERGE",   OFFICE },
    { PUPIL_MOVE,      "PUPIL_MOVE",      OFFICE },
    { PERSON_CHANGE,   "PERSON_CHANGE",   OFFICE },
    { SUBJECT_CHANGE,  "SUBJECT_CHANGE",  OFFICE },
    { TEACHING_CHANGE, "TEACHING_CHANGE", OFFICE },
    { DEPARTMENT_CHANGE, "DEPARTMENT_CHANGE", OFFICE },
    { STAND_IN,        "STAND_IN",        LEADS },
    { GROUP_CHANGE,    "GROUP_CHANGE",    OFFICE },
    { GROUP_SHARE,     "GROUP_SHARE",     LEADS },
    { GROUP_LEAD,      "GROUP_LEAD",      IS_LEADER | OFFICE },
    { GROUP_GUIDE,     "GROUP_GUIDE",     IS_LEADER },
    { CARRY_OVER,      "CARRY_OVER",      OFFICE },
    { CARRY_COMMIT,    "CARRY_COMMIT",    LEADS },
    { GUARDIAN_CHANGE, "GUARDIAN_CHANGE", OFFICE },
    { GUARDIAN_LEAVE,  "GUARDIAN_LEAVE",  IS_GUARDIAN },
    { ORDER_CHANGE,    "ORDER_CHANGE",    LEADS },
    { PRIVACY_READ,    "PRIVACY_READ",    OFFICE },
    { ERASE_PROPOSE,   "ERASE_PROPOSE",   OFFICE },
    { PRIVACY_ANSWER,  "PRIVACY_ANSWER",  LEADS },
    { CLASS_HISTORY,   "CLASS_HISTORY",   IS_HOMEROOM | LEADS },
    { PUPIL_HISTORY,   "PUPIL_HISTORY",   IS_HOMEROOM | LEADS },
    { UNDO_BULK,       "UNDO_BULK",       OFFICE },
    { SETTINGS_CHANGE, "SETTINGS_CHANGE", OFFICE | IS_ACTING },
    { DELEGATE,        "DELEGATE",        IS_PRINCIPAL },
    { SETTINGS_LEAD,   "SETTINGS_LEAD",   IS_PRINCIPAL | IS_ACTING },
    { SETTINGS_OWN,    "SETTINGS_OWN",    OFFICE },
    { SETTINGS_GUARD,  "SETTINGS_GUARD",  IS_PRINCIPAL },
    { VALUES_WRITE,    "VALUES_WRITE",    OFFICE | IS_ACTING },
    { ANNOUNCE_CLASS,  "ANNOUNCE_CLASS",  IS_HOMEROOM | OFFICE },
    { ANNOUNCE_GROUP,  "ANNOUNCE_GROUP",  IS_LEADER | OFFICE },
    { ANNOUNCE_SCHOOL, "ANNOUNCE_SCHOOL", OFFICE },
    { NEWS_WRITE,      "NEWS_WRITE",      OFFICE | IS_ACTING },
    { VALUES_APPROVE,  "VALUES_APPROVE",  IS_PRINCIPAL | IS_ACTING },
    { CALENDAR_WRITE,  "CALENDAR_WRITE",  OFFICE },
    { CALENDAR_CLASS,  "CALENDAR_CLASS",  IS_HOMEROOM | OFFICE },
    { JOB_READ,        "JOB_READ",        IS_SELF | OFFICE },
    { PARTNER_CHANGE,  "PARTNER_CHANGE",  OFFICE | IS_ACTING },
    { GUEST_HOME,      "GUEST_HOME",      IS_GUEST },
    { AREA_READ,       "AREA_READ",       IS_OFFICER },
    { PROGRAMME_READ,  "PROGRAMME_READ",  IS_PROGRAMME },
    { SYSTEM_ADMIN,    "SYSTEM_ADMIN",    IS_ADMIN },
};
#define GRANTS (sizeof grants / sizeof *grants)

static const struct { unsigned relation; const char *name; } relations[] = {
    { IS_ANYBODY, "anybody" }, { IS_SIGNED_IN, "signed in" }, { IS_SELF, "the person" }, { IS_GUARDIAN, "guardian" }, { IS_CLASSMATE, "pupil of the class" },
    { IS_HOMEROOM, "homeroom teacher" }, { IS_TEACHING, "teaches the class" }, { IS_STAFF, "staff of the school" }, { IS_CLERK, "clerk" },
    { IS_DEPUTY, "deputy" }, { IS_PRINCIPAL, "principal" }, { IS_ADMIN, "system administrator" },
    { IS_OFFICE, "clerk, deputy or principal of some school" },
    { IS_ACTING, "who was handed it for today" }, { IS_GUEST, "partner's contact, mentor or alumnus" }, { IS_OFFICER, "officer of an authority" },
    { IS_PROGRAMME, "office of the programme" },
    { IS_LEADER, "leads the group" }, { IS_READER, "guardian who may see alone" },
};

static const struct grant *grant_of(int permission)
{
    for (size_t i = 0; i < GRANTS; i++)
        if (grants[i].permission == permission) return &grants[i];
    return NULL;
}

unsigned access_grants(int permission)
{
    const struct grant *g = grant_of(permission);
    return g ? g->relations : 0;
}

const char *access_permission_name(int permission)
{
    const struct grant *g = grant_of(permission);
    return g ? g->name : "?";
}

void access_print_grants(void (*line)(const char *permission, const char *relation))
{
    for (size_t i = 0; i < GRANTS; i++)
        for (size_t k = 0; k < sizeof relations / sizeof *relations; k++)
            if (grants[i].relations & relations[k].relation)
                line(grants[i].name, relations[k].name);
}
