/* The people and objects of the matrix: the small city with a few more of both, one object of each kind in four relations to
** the people of Trường THCS Bình Minh. test/matrix/expectations.tsv says who is who. */
#ifndef KHUE_ACCESS_TEST_WORLD_H
#define KHUE_ACCESS_TEST_WORLD_H

#include "test/harness/city.h"

enum column { OWN, OTHER, FOREIGN, SMUGGLED, COLUMNS };
/* Seventeen with a column in expectations.tsv, and five from outside (outside.tsv). */
enum { INSIDE = 17, ROLES = 22 };
#define ROLE_LETTERS "nPDCHTGYNabcthXLSKMVOW"

/* What stands for a :param in each column. */
struct objects { const char *truong; int64_t lop, em, nguoi, ban, lan, bao, viec, tep, tin, to, anh, dong, dot, phien /* a session of Toàn's */, rieng /* a job of no school */, yeu /* asked about data */, kin /* An's aunt */, nhom /* a group */, su /* planned by the school */, lich /* planned by An */, nhan /* a message of the school */, nhan_lop /* to the class */, nhan_nhom /* to the group */; };
struct world { struct city *s; batch_id batch; person_id assistant, nurse, aunt /* An's, a guardian in this school alone */, aunt_again /* the same name, Bình's */, contact, mentor, alumnus, officer, programme, who[ROLES]; partner_id partner; outsider_id place[3] /* contact, mentor, alumnus */; officer_id office; int64_t group[COLUMNS]; job_id job[3], own[2]; int64_t news[COLUMNS], asked[COLUMNS], event[COLUMNS], planned, told[COLUMNS], told_class[COLUMNS], told_group[COLUMNS]; struct objects of[COLUMNS]; };

struct world *world_open(struct test *t);             /* ends with city_close(w->s) */
/* The pattern of a route with its params filled in; NULL (and a failure) when one has nothing in this column. */
const char *path_with(struct test *t, const char *pattern, const struct objects *o);

#endif
