/* Schools: organisations, areas with dates, school years and weeks, and who belongs to a school. Tables: area, area_was,
** organisation, school, school_has_level, school_year, school_week, batch, member, partner, outsider, mentor_check, officer.
** What stays true: (1) a school has at least one level; (2) a member's display_name, search_key and sort_key follow the
** person's name; (3) memberships end, they are never deleted; [from, to) with to = from means it never was (undone);
** (4) weeks with a number run 1, 2, 3 … in order within a year. Source: domain rules 2.6, 2.10; requirements R1, R13, R19. */
#ifndef KHUE_ROOMS_SCHOOLS_H
#define KHUE_ROOMS_SCHOOLS_H

#include "data/tx.h"
#include "generated/enums.h"
#include "data/verify.h"
#include "people/people.h"
#include "search/search.h"
#include "web/route.h"
#include "web/who.h"

extern const struct route schools_routes[];
extern const struct search_kind schools_search[];
extern const struct verify_check schools_checks[];

struct new_school {
    const char *code;                          /* a-z 0-9 -, 3 to 40; unique */
    const char *name, *address, *phone;        /* phone may be NULL */
    const char *area_code;                     /* commune of today, 5 digits */
    enum ownership ownership;
    bool level[SCHOOL_LEVEL_COUNT + 1];        /* by enum school_level */
};
rc school_add(struct tx *t, const struct new_school *in, school_id *out);     /* CONFLICT when the code is taken */
/* The communes of today that came mainly out of a former district ("001"); code and name, in the arena. */
struct commune { const char *code, *name; };
rc communes_of_district(struct arena *a, const char *district_code, struct commune **rows, size_t *n);
rc schools_load_areas(struct tx *t);           /* the areas of Hà Nội, once; does nothing when they are there */

struct school_face {                           /* the public face */
    school_id id; const char *code, *name, *address, *phone, *area_name;
    enum ownership ownership; bool level[SCHOOL_LEVEL_COUNT + 1]; bool multi_level;
};
rc school_by_code(struct ask *a, const char *code, struct school_brief *out);
rc school_face(struct ask *a, school_id id, struct school_face *out);
/* Is the school of the scope new: has nobody made sign-in slips yet? */
rc school_first_way(struct ask *a, bool *out);
/* In Vietnamese order of the folded name; `after` is the code of the last one seen, "" = from the beginning. */
rc schools_list(struct ask *a, const char *after, int64_t limit, struct school_brief **rows, size_t *n);

/* The year that holds `on` (or the next one to come, or the last); NOT_FOUND when the school has none. */
struct year_brief { school_year_id id; const char *name; day starts, ends; int64_t week; /* 0 = between weeks */ int64_t term; };
rc year_at(struct ask *a, day on, struct year_brief *out);                    /* a->scope.school */
rc year_at_of(struct ask *a, school_id school, day on, struct year_brief *out);       /* for families: name and week only */
struct new_year { const char *name; day starts, ends, week1; day term2; opt_day tet; };    /* week1, term2, tet: Mondays; 18 + 17 weeks; no lessons in the week of tet */
rc year_add(struct tx *t, const struct new_year *in, school_year_id *out);
/* Its days and weeks anew; the name stays. CONFLICT: somebody changed it since `rev`. */
rc year_change(struct tx *t, school_year_id id, int64_t rev, const struct new_year *in);
struct new_year year_usual(struct arena *a, day on);      /* the year of that day (from June on the next) as most schools set it */
/* Weeks of 2026-2027 and the like: Mondays from week1, numbered, skipping `breaks` (Mondays without number). */
struct week_break { day monday; const char *note; };
#define TET_NOTE N_("Nghỉ Tết")
rc weeks_set(struct tx *t, school_year_id year, day week1, day term2, const struct week_break *breaks, size_t n);

/* Holidays and days that schools keep (holidays.c). The name is a source text: tr() it. `off`: a day off by law. */
struct holiday { day on; const char *name; bool off; };
bool holiday_on(day on, struct holiday *out);
bool holiday_next(day from, int days, struct holiday *out);                   /* the first of [from, from + days) */
day tet_week(int lunar_year);        /* Monday of the week that most schools are closed for Tết; .n = 0 outside 1901-2099 */

/* Working days (workdays.c): clocks of the law. The n-th one after `from`, whose own day does not count; n = 0: `from` itself. */
bool workday_is(day on);
day workdays_after(day from, int n);

struct new_member { person_id person; enum member_role role; const char *full_name, *title; day from; batch_id batch; };
struct member_line { member_id id; person_id person; const char *name; enum member_role role; const char *title; day from_day; opt_day to_day; int64_t rev; };
rc member_add(struct tx *t, const struct new_member *in, member_id *out);
/* A person's data corrected: with it the name in every place they have today, and what the search finds. As person_change(). */
rc person_correct(struct tx *t, const struct person_change *in);
rc member_find(struct ask *a, member_id id, struct member_line *out);               /* of a->scope.school; NOT_FOUND */
rc member_end(struct tx *t, member_id id, day to, int64_t rev);
rc member_reopen(struct tx *t, member_id id);                                       /* an ended place goes on, as if it had not ended */
/* Those of today in Vietnamese order; `after` is the last one seen, 0 = from the beginning. */
rc members_of_role(struct ask *a, enum member_role role, member_id after, int64_t limit, struct member_line **rows, size_t *n);
rc members_find(struct ask *a, const char *query, int64_t limit, struct member_line **rows, size_t *n);    /* with and without accents */
/* A person who is or was a member of a->scope.school, or a guardian of one of its pupils. NOT_FOUND otherwise. */
rc person_here(struct ask *a, person_id id, struct person_brief *out);
/* Who runs a school's office: clerk, deputy, principal (codes of enum member_role, as in who->role). NULL is none. */
bool role_is_office(const char *role);
/* A person's current memberships everywhere (sign-in, home): newest first. */
struct membership { struct school_brief school; enum member_role role; const char *title; member_id id; };
rc memberships_of(struct ask *a, person_id person, struct membership **rows, size_t *n);

/* A bulk act begins: `act` is the code by which its undoer is found (rooms/audit). */
rc batch_open(struct tx *t, const char *act, person_id by, batch_id *out);
rc batch_undo(struct tx *t, batch_id batch, person_id by, const char *reason);      /* marks it; each room then ends its own rows of the batch */
struct batch_line { batch_id id; const char *act, *by_name; instant at; opt_instant undone_at; const char *undone_name, *reason; };
rc batch_find(struct ask *a, batch_id id, struct batch_line *out);                  /* of a->scope.school; NOT_FOUND */
/* Since a moment, newest first; before = the last one seen, 0 = from the newest. */
rc batches_since(struct ask *a, instant since, batch_id before, int64_t limit, struct batch_line **rows, size_t *n);
rc members_undo(struct tx *t, batch_id batch);                  /* to_day = from_day */

/* Many members at once, inside one closure (class lists); the keys are those of the person. Fills in id. */
struct ready_member { member_id id; person_id person; const char *full_name, *search_key; struct bytes sort_key; };
rc members_add(struct tx *t, enum member_role role, day from, batch_id batch, struct ready_member *rows, size_t n);

/* For checks of `khue verify`: one school after the other, each in its scope and in a piece of its own. */
rc schools_verify(struct ask *a, verify_look look, struct verify_report *out, void *to);

/* ---- from outside (outside.c, officers.c): partners with a term, people with a place beside the school, officers over schools. None of
** them is a member: they have no scope of a school, and no page inside one is theirs. All but officers are of a->scope.school. */
struct new_partner { const char *name; enum organisation_kind organisation; enum partner_kind kind; const char *agreement; opt_day to; };      /* agreement may be NULL */
rc partner_add(struct tx *t, const struct new_partner *in, partner_id *out);      /* CONFLICT: one of today is there; the organisation is known by kind and name, or made */
struct partner_term { partner_id id; opt_day to; int64_t rev; };
rc partner_term(struct tx *t, const struct partner_term *in);                     /* extends it, or ends it with to = today; CONFLICT by rev */
struct partner_line { partner_id id; const char *name, *agreement; enum organisation_kind organisation; enum partner_kind kind; day from; opt_day to; bool over; int64_t people, rev; };
rc partners_of(struct ask *a, struct partner_line **rows, size_t *n);             /* those of today first; at most 300 */

struct new_outsider { person_id person; enum outsider_kind kind; const char *full_name, *words; partner_id partner; };       /* words may be NULL */
rc outsider_add(struct tx *t, const struct new_outsider *in, outsider_id *out);   /* INVALID: a contact of no partner, or of one whose term is over; CONFLICT: there already */
struct outsider_face { outsider_id id; person_id person; const char *name; enum outsider_kind kind; opt_day to, born; int64_t rev; };
rc outsider_find(struct ask *a, outsider_id id, struct outsider_face *out);       /* NOT_FOUND */
rc outsider_end(struct tx *t, outsider_id id, int64_t rev, person_id *person);    /* from today; CONFLICT by rev */
/* The school has seen a mentor's papers. Without a check of today a mentor has nothing to do with any pupil. INVALID: until; CONFLICT: rev, no mentor. */
struct mentor_check { outsider_id id; const char *paper; day until; int64_t rev; };
rc mentor_check(struct tx *t, const struct mentor_check *in);
/* A person's places beside schools today, newest first, and the own word of an alumnus about the network (t->ask->me). */
struct outside_place { outsider_id id; struct school_brief school; enum outsider_kind kind; const char *words, *partner; opt_day partner_to, checked_until; bool partner_over, checked, agreed; int64_t rev; };
rc outside_places(struct ask *a, person_id person, struct outside_place **rows, size_t *n);
struct alumnus_word { outsider_id id; bool yes; int64_t rev; };
rc alumnus_word(struct tx *t, const struct alumnus_word *in);

struct new_officer { person_id person; const char *full_name, *title, *area_code; enum organisation_kind organisation; /* a department, the office of a commune, or that of the programme */ enum office_role role; };
rc officer_add(struct tx *t, const struct new_officer *in, officer_id *out);      /* the authority is known by its area, or made; area_code: of the commune */
struct officer_face { officer_id id; person_id person; const char *name, *organisation; opt_day to; int64_t rev; };
rc officer_find(struct ask *a, officer_id id, struct officer_face *out);          /* NOT_FOUND */
rc officer_end(struct tx *t, officer_id id, int64_t rev, person_id *person);      /* from today; CONFLICT by rev */
rc communes_now(struct ask *a, struct commune **rows, size_t *n);                 /* by name */
/* The schools under an officer's authority, one page as schools_list; n = 0 for whoever is no officer. office: its name. */
struct overseen { const char *office; struct school_brief *school; size_t n; };
rc schools_overseen(struct ask *a, person_id officer, const char *after, int64_t limit, struct overseen *out);

/* `khue school …`, `khue user …` are in src/; they call these. */
#endif
