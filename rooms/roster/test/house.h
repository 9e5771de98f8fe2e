/* A small house for the tests of imports: two lower secondary schools with a year, their office and one teacher. */
#ifndef KHUE_ROOMS_ROSTER_TEST_HOUSE_H
#define KHUE_ROOMS_ROSTER_TEST_HOUSE_H

#include "roster/inside.h"
#include "roster/roster.h"
#include "test/harness/db.h"

#define HOUSE_NOW ((instant){ 1795395600000 })        /* 08:00 on 23/11/2026 in Hà Nội: "today" of the class lists in test/rosters */

struct house {
    struct test *t;
    struct db *db;
    struct ask *a;                                    /* scope: the first school */
    school_id school, other;
    school_year_id year;
    person_id clerk, teacher, stranger;               /* stranger: clerk of the other school */
};

/* The school's levels: lower secondary, or as told. */
bool house_open(struct test *t, struct house *h, enum school_level level);
void house_close(struct house *h);
/* Another request: a fresh ask in the school's scope. */
struct ask *house_ask(struct house *h);

/* test/rosters/NAME staged in the school. */
bool house_stage(struct house *h, const char *name, struct opened *o);
bool house_stage_text(struct house *h, const char *csv, struct opened *o);
/* The import read anew and taken in. */
rc house_intake(struct house *h, roster_import_id id, struct intake_done *done);
/* The newest taking-in of the import taken back, as its page does. */
rc house_undo(struct ask *a, roster_import_id id, person_id by);
/* One number out of the tables. */
int64_t house_count(struct house *h, const char *sql);
const void *house_file(struct test *t, const char *name, size_t *n);

#endif
