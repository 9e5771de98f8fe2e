/* What both fuzz targets of class lists do with a file: read it, find the tables, check the rows, pack and unpack one, and
** say every problem. */
#ifndef KHUE_TEST_FUZZ_ROSTER_LIST_H
#define KHUE_TEST_FUZZ_ROSTER_LIST_H

#include "roster/read/read.h"
#include <stdlib.h>
#include <string.h>

static inline void roster_fuzz(const void *p, size_t n)
{
    struct arena a;
    struct workbook book;
    struct roster roster;
    struct read_fault why;
    struct roster_context ctx = { .grade_from = 6, .grade_to = 9 };
    arena_init(&a, 64 * 1024 * 1024);
    day_make(2026, 11, 23, &ctx.today);
    rc answer = sheets_read(&a, p, n, &book, &why);
    if (answer != OK && !*read_fault_say(&a, LANG_VI, &why) && !a.failed) abort();
    if (answer == OK && roster_find(&a, &book, &roster, &why) == OK && roster_check(&a, &roster, &ctx) == OK) {
        if (roster.good + roster.waiting + roster.skipped != roster.rows) abort();
        for (size_t i = 0; i < roster.problems && i < 200; i++) roster_problem_say(&a, LANG_VI, &roster.problem[i]);
        struct roster_row again = { 0 };
        if (roster.rows) roster_row_unpack(&a, roster_row_pack(&a, &roster.row[0]), &again);
        if (roster.staffs > BOOK_STAFF_MOST || roster.sessions > BOOK_SESSIONS_MOST) abort();
        for (size_t i = 0; i < roster.staffs; i++)                          /* what is staged is parted by tabs and lines */
            for (size_t k = 0; k < roster.staff[i].duties; k++) {
                const struct book_duty *d = &roster.staff[i].duty[k];
                if (d->class_source[strcspn(d->class_source, "\t\n")] || d->class_title[strcspn(d->class_title, "\t\n")] || d->subject[strcspn(d->subject, "\t\n")]) abort();
            }
    }
    arena_finish(&a);
}

#endif
