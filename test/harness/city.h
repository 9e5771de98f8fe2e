/* One small city for all tests of rooms: three schools, thirteen named people, the whole program behind a loopback client.
**
**   /t/thcs: Trường THCS Bình Minh (public)       6A1 (An, Bình) homeroom Hằng, Toàn teaches Toán; 6A2 (Chi) homeroom Yến
**   /t/tieu-hoc: Trường Tiểu học Sao Mai (public)     1A1 (Dũng) homeroom Lan
**   /t/mam-non: Trường Mầm non Hoa Gạo (non-public)  MGL A1 (Bống) homeroom Nga
**   Guardians: Tuấn of An (thcs) and Bống (mn); Hoa of Bình. Chi has none. Dũng and Bống have no account.
** The clock stands at 23/11/2026 08:00 in Hà Nội, week 12 of the school year 2026-2027. */
#ifndef KHUE_TEST_CITY_H
#define KHUE_TEST_CITY_H

#include "classes/classes.h"
#include "people/people.h"
#include "schools/schools.h"
#include "test/harness/db.h"
#include "test/harness/test.h"
#include "web/app.h"

struct city {
    struct app app;
    struct ask *ask;                   /* no scope */
    struct test *test;
    day today;
    struct { school_id id; const char *code; school_year_id year; } thcs, th, mn;
    person_id principal, deputy, clerk, hang, toan, yen;              /* thcs */
    person_id th_principal, lan;                                      /* th */
    person_id mn_principal, nga;                                      /* mn */
    person_id an, binh, chi, dung, bong;                              /* children */
    person_id tuan, hoa;                                              /* guardians */
    person_id admin;
    member_id m_principal, m_hang, m_toan, m_yen, m_an, m_binh, m_chi;
    class_id a1, a2, c1a1, mgl;
};

/* Ends the test process when it cannot be made. */
struct city *city_open(struct test *t);
/* The city with what `build` adds to it, which the first test of a run that asks under this name has built and the others find, with the n bytes
** beside: ids, no pointers. What `build` sets in s->app is not kept. */
struct city *city_kept(struct test *t, const char *name, void *beside, size_t n, void (*build)(struct test *t, struct city *s, void *beside));
/* The child's places in classes end today, at once and past the rules. */
void city_unenrol(struct test *t, struct city *s, person_id child);
/* Whatever the test did by the rules: the number of places that each class's row says is that of those which stand, or the test fails. */
void city_close(struct city *s);

/* The ask with a school's scope, or with that of a family; it sees what stands in the database by now. */
struct ask *as_staff(struct city *s, school_id school);
struct ask *as_family(struct city *s, const person_id *persons, size_t n);

/* One request as a person (0 = nobody), through the whole path but sockets: the status; *reply may be NULL. */
int city_get(struct test *t, struct city *s, person_id who, const char *path, struct loop_reply *reply);
int city_post(struct test *t, struct city *s, person_id who, const char *path, const char *body, struct loop_reply *reply);
/* The same with a file in the field "tep". */
int city_upload(struct test *t, struct city *s, person_id who, const char *path, const char *fields, const char *file_name, struct bytes file, struct loop_reply *reply);
/* The principal of thcs writes down an order that keeps this guardian from this child. */
void city_keep_away(struct test *t, struct city *s, person_id child, person_id guardian);
/* The principal of thcs writes down an order that keeps this child from who bears the adult's name and this phone (E.164), which is the adult's
** too from now on: the order is about another row of theirs, and no link stands. */
void city_bar(struct test *t, struct city *s, person_id child, person_id adult, const char *phone);
/* "/t/thcs/lop/" and the id in its short form, in the test's arena. */
const char *path_to(struct test *t, const char *before, int64_t id, const char *after);

#endif
