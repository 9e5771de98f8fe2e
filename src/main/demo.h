/* The demo: six invented schools of different levels with believable people, made through the rooms' own rules. */
#ifndef KHUE_MAIN_DEMO_H
#define KHUE_MAIN_DEMO_H

#include "audit/audit.h"
#include "classes/classes.h"
#include "main/commands.h"
#include "people/people.h"
#include "schools/schools.h"
#include "values/values.h"

/* ---- names (demo_names.c): drawn by the frequencies of city.md 3.1, always the same for the same seed */
struct dice { uint64_t state; };
uint32_t dice_roll(struct dice *d, uint32_t sides);                 /* 0 … sides - 1 */
const char *family_name(struct dice *d);
/* Họ + Đệm + Tên; `family` NULL = drawn. */
const char *pupil_name(struct arena *a, struct dice *d, enum sex sex, const char *family);
const char *adult_name(struct arena *a, struct dice *d, enum sex sex, const char *family);

/* ---- schools (demo_schools.c) */
struct demo_subject { const char *name; };
struct demo_school {
    const char *code, *name, *address, *phone, *area_code;
    enum ownership ownership;
    bool level[SCHOOL_LEVEL_COUNT + 1];
    const char *classes;                                            /* "6A1 6A2 …" */
    int pupils_least, pupils_most;                                  /* in a class */
    const char *const *subjects;                                    /* NULL-ended; none in preschool */
    struct values_text before, now, next;                           /* versions 1 and 2; next waits for the principal, or empty */
    const char *roster;                                             /* a CSV whose rows partly wait, or NULL */
};
extern const struct demo_school demo_schools[];
extern const size_t demo_schools_n;

/* ---- people of a school (demo_people.c) */
struct demo_class { class_id id; const char *name; int64_t grade; member_id homeroom; person_id teacher, pupil, guardian; };
struct demo_made {
    school_id school;
    day from;                                                       /* since when its people belong to it */
    person_id principal, deputy, clerk, librarian, nurse;
    struct demo_class class_[64]; size_t classes;
};
/* ---- what they did (demo_deeds.c) */
rc demo_deeds_make(struct session_of_work *w, const struct demo_school *s, const struct demo_made *made, struct dice *d);
/* Goals of a school, a step at a time (demo_goals.c); id is kept from one step to the next. */
enum { DEMO_GOALS = 3 };
enum demo_goals_step { DEMO_GOALS_NONE, DEMO_GOALS_PUBLISHED, DEMO_GOALS_MEASURED, DEMO_GOALS_SHOWN, DEMO_GOALS_PROPOSED };
rc demo_goals_step(struct tx *t, const struct demo_school *s, const struct demo_made *made, enum demo_goals_step step, goal_id id[DEMO_GOALS]);
void demo_clock(struct tx *t, instant at);                          /* what follows in this closure happens then */

/* Year, staff, classes, pupils, guardians. */
rc demo_school_make(struct session_of_work *w, const struct demo_school *s, struct dice *d, struct demo_made *out);
/* Photos with a guardian's tick, and the pictures of the public pages (demo_pictures.c). */
rc demo_pictures_make(struct session_of_work *w, const struct demo_made *made, size_t schools);

/* Who comes to the first school from outside, officers of its ward and of the city, and the office of the programme (demo_outside.c). */
struct demo_outside { person_id contact, mentor, alumnus, officer, city_officer, programme[2]; outsider_id mentor_place; };
/* A grandmother who stands for children of three schools, the youngest in preschool and the eldest in upper secondary (R18). */
rc demo_grandmother_make(struct session_of_work *w, const struct demo_made made[], person_id *out);
rc demo_outside_make(struct session_of_work *w, const struct demo_made made[], struct demo_outside *out);

/* Staff of the first school whom not every school has (demo_staff.c). */
struct demo_staff { person_id equipment, counsellor, assistant; member_id accountant; /* has never come in */ };
rc demo_staff_make(struct session_of_work *w, const struct demo_made made[], struct demo_staff *out);

/* Groups of the first school, the first of them its club (demo_groups.c). */
rc demo_groups_make(struct session_of_work *w, const struct demo_made made[], const struct demo_outside *beside, study_group_id *club);

/* What another system told the first school before Khuê was there (demo_record.c). */
rc demo_record_make(struct session_of_work *w, const struct demo_made made[]);

/* The days that they all speak of (demo_days.c): a Friday two days ahead or more; {t6}, {t7}, {t2} in a text become that Friday, the Saturday and the
** Monday after it, as dd/mm. */
day demo_friday(day today);
const char *demo_words(struct arena *a, const char *text, day today);

/* What the schools have to tell (demo_news.c). */
rc demo_news_make(struct session_of_work *w, const struct demo_made made[], size_t schools);
rc demo_calendar_make(struct session_of_work *w, const struct demo_made made[], size_t schools);

/* Messages to families, also by who leads the club of the first school, and who has confirmed them (demo_told.c). */
rc demo_told_make(struct session_of_work *w, const struct demo_made made[], size_t schools, study_group_id club);

/* What the office of the demo has decided and done since: settings, slips of a class, all of it pressed on their pages. */
rc demo_rules_make(struct session_of_work *w, const struct demo_made made[]);
extern const struct act demo_acts[];

#endif
