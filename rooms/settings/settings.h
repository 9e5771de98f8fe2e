/* Settings: what a school may decide, as rows of a typed table. Table: setting.
** What stays true: (1) the nearest value wins: the year's, the school's, the app's, the default; only levels that the row
** names count; (2) a value that does not fit its row any more counts as not set, and settings_doctor() tells of it;
** (3) a request reads the values of a school once, with one question, and keeps them in its ask until ask_done(): nothing
** is remembered between requests or servers; (4) a value equal to what would hold without it is not stored; (5) no secret
** is a setting. Source: requirements R13; house.md 4; docs/floors/settings.md. */
#ifndef KHUE_ROOMS_SETTINGS_H
#define KHUE_ROOMS_SETTINGS_H

#include "audit/audit.h"
#include "data/tx.h"
#include "data/verify.h"
#include "schools/schools.h"
#include "web/route.h"

enum setting_level { SETTING_APP = 1, SETTING_SCHOOL = 2, SETTING_YEAR = 4 };     /* where a row may be set; joined by | */
enum setting_type {
    SETTING_BOOL = 1,    /* "1", "0" */
    SETTING_INT,         /* min to max */
    SETTING_LINE,        /* one line of at most max characters; "" = none */
    SETTING_LONG,        /* lines of at most max characters together */
    SETTING_CHOICE,      /* one of .choice */
    SETTING_DAY,         /* 2027-05-31; "" = none */
    SETTING_TIME         /* time of day: 07:30; "" = none */
};
struct setting_choice { const char *code, *label; };                               /* label N_() */

/* What depends on level and school year: lines of a table that the room keeps as data (rooms/classes/data/class_sizes.tsv). */
struct rule_set { const char *tsv; };                                              /* from_year, grade_from, grade_to, value, source */
/* The line that fits the grade and is of the latest year not after `year` (2026 = 2026-2027). false: none. source may be NULL. */
bool rule_value(struct arena *a, const struct rule_set *rules, int64_t year, int64_t grade, int64_t *value, const char **source);

struct setting {
    const char *key;                     /* "access.slip_days"; kept for ever */
    unsigned levels;
    enum setting_type type;
    int permission;                      /* who may change it for a school: SETTINGS_CHANGE (office), SETTINGS_LEAD (principal) */
    bool guards;                         /* it guards others: a right that was handed over does not reach it (docs/decisions/0091-what-guards-is-not-handed.md) */
    const char *group, *label, *hint, *unit;       /* N_(); hint and unit may be NULL */
    const char *otherwise;               /* the default, as stored: "14"; NULL = "" */
    int64_t min, max;
    const struct setting_choice *choice; /* ends with code NULL */
    enum school_level of_level;          /* shown to schools of that level; 0 = to all */
    const struct rule_set *rules; int64_t grade;   /* SETTING_INT: the default is that of the rule set for this grade; 0 where it says nothing */
};
struct setting_table { const char *room; const struct setting *rows; };            /* rows end with key NULL */
extern const struct setting_table setting_tables[];                                /* src/main.c; ends with room NULL */
extern const struct act settings_acts[];
extern const struct route settings_routes[];

/* In a->scope.school today (no school: the app's value). DOWN and the like are handed on: try(setting_int(a, &…, &days)). */
rc setting_bool(struct ask *a, const struct setting *s, bool *out);
rc setting_int(struct ask *a, const struct setting *s, int64_t *out);
rc setting_text(struct ask *a, const struct setting *s, const char **out);         /* lines and choices (their code); never NULL */

/* The same of any school (families and public pages have no school's scope), in one of its years; year NULL = that of today. */
struct setting_value { const char *text; bool truth; int64_t n; opt_day on; opt_int clock; unsigned from; /* level, 0 = default */ const char *source; };
rc setting_of(struct ask *a, school_id school, const struct year_brief *year, const struct setting *s, struct setting_value *out);

/* Rooms that a school may switch off (hooks.room_open): the name of the room's table of routes, and the key of the setting, a SETTING_BOOL of
** SETTING_SCHOOL whose default is "1". Nothing of a room that is off is deleted. docs/decisions/0087. */
struct room_switch { const char *room, *key; };
extern const struct room_switch room_switches[];                                   /* src/main.c; ends with room NULL */
#define ROOMS_GROUP N_("Các phần đang dùng")
rc settings_room_open(struct ask *a, school_id school, const char *room, bool *open);

/* How few people are too few for a figure that is shown to who may not see them (base/few.h). */
extern const struct setting few_settings[];
rc few_least(struct ask *a, school_id school, int64_t *least);

/* Sets one value, or with text "" takes it back. level APP: of the system; SCHOOL, YEAR: of t->ask->scope.school. The caller
** has decided who may. CONFLICT when rev is no longer that of the row (0 = there was none); INVALID at field s->key. Audited. */
struct setting_change { const struct setting *s; enum setting_level level; school_year_id year; const char *text; int64_t rev; };
rc setting_put(struct tx *t, const struct setting_change *in);
/* The text as it is stored, in *normal; false: it does not fit the row, *why says how to write it. */
bool setting_fits(struct ask *a, const struct setting *s, const char *text, const char **normal, const char **why);

/* Stored values that no row knows or that do not fit theirs, one call each: they count as not set. */
rc settings_doctor(struct ask *a, void (*tell)(void *with, school_id school, const char *key, const char *text), void *with, int64_t *wrong);
extern const struct verify_check settings_checks[];     /* khue verify */

#endif
