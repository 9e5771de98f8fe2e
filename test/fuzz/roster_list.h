/* What both fuzz targets of class lists do with a file: read it, find the tables, check the rows, pack and unpack one, and
** say every problem. */
#ifndef KHUE_TEST_FUZZ_ROSTER_LIST_H
#define KHUE_TEST_FUZZ_ROSTER_LIST_H

#include "roster/read/read.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

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

/* One file of an honest archive, and the letter by which an input takes its place. */
struct archived { char letter; const char *name, *text; };

/* The archive of these n files, stored unpacked, in which the one that data[0] names is the rest of data. */
static inline void roster_fuzz_part(const struct archived *files, size_t n, const uint8_t *data, size_t size)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *z = zip_open_from_source(out, ZIP_CREATE | ZIP_TRUNCATE, &error);
    zip_source_keep(out);
    for (size_t i = 0; i < n; i++) {
        bool mine = files[i].letter == (char)data[0];
        zip_source_t *s = zip_source_buffer(z, mine ? (const void *)(data + 1) : files[i].text, mine ? size - 1 : strlen(files[i].text), 0);
        zip_int64_t at = zip_file_add(z, files[i].name, s, 0);
        zip_set_file_compression(z, (zip_uint64_t)at, ZIP_CM_STORE, 0);
    }
    if (zip_close(z)) { zip_source_free(out); return; }
    zip_source_open(out);
    zip_source_seek(out, 0, SEEK_END);
    size_t all = (size_t)zip_source_tell(out);
    zip_source_seek(out, 0, SEEK_SET);
    void *bytes = malloc(all);
    if (bytes && zip_source_read(out, bytes, all) == (zip_int64_t)all) roster_fuzz(bytes, all);
    zip_source_close(out);
    zip_source_free(out);
    free(bytes);
}

#endif
