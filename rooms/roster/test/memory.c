/* Memory that fails at any moment: an import is whole or not there, and says LIMIT. */
#include "roster/test/house.h"

/* The n-th taking of memory fails; *armed = there were fewer. */
static rc whole_way(struct house *h, roster_import_id id, long n, bool *armed)
{
    struct opened o;
    struct plan plan;
    struct wide wide;
    struct intake_done done;
    struct ask *a = house_ask(h);
    wide_begin(&wide, a);
    arena_fail_after(n);
    rc got = opened_read(a, id, &o);
    if (got == OK) got = plan_make(a, &o, &plan);
    struct intake in = { .plan = &plan, .by = h->clerk };
    if (got == OK) got = intake_run(a, NULL, &in, &done);
    *armed = arena_fail_armed();
    arena_fail_after(0);
    wide_end(&wide, a);
    return got;
}

TEST(memory_that_fails_anywhere_takes_in_nothing_or_all)
{
    struct house h;
    struct opened o;
    long n = 1;
    int refused = 0;
    if (!house_open(t, &h, SCHOOL_LEVEL_LOWER_SECONDARY)) return;
    if (!house_stage(&h, "09_nhieu_loi.xlsx", &o)) return house_close(&h);
    for (;; n += 1 + n / 12) {
        bool armed;
        rc done = whole_way(&h, o.face.id, n, &armed);
        int64_t pupils = house_count(&h, "SELECT count(*) FROM member WHERE role = 'pupil' AND to_day IS NULL");
        if (done == OK) {
            is_int(t, 13, pupils);
            if (armed) break;
            is_rc(t, OK, house_undo(house_ask(&h), o.face.id, h.clerk));
            continue;
        }
        refused++;
        if (!is_int(t, 0, pupils)) break;
    }
    is_true(t, refused > 20);
    house_close(&h);
}

TEST(memory_that_fails_while_staging_shows_no_half_of_a_file)
{
    struct house h;
    size_t size;
    long n = 1;
    int refused = 0;
    if (!house_open(t, &h, SCHOOL_LEVEL_LOWER_SECONDARY)) return;
    const void *p = house_file(t, "09_nhieu_loi.xlsx", &size);
    for (bool armed = false; !armed; n += 1 + n / 8) {
        struct file_in in = { .name = "09.xlsx", .p = p, .n = size, .by = h.clerk, .year = h.year };
        struct read_fault why;
        struct opened o;
        struct wide wide;
        struct ask *a = house_ask(&h);
        int64_t before = house_count(&h, "SELECT count(*) FROM roster_import WHERE state = 'open'");
        wide_begin(&wide, a);
        arena_fail_after(n);
        rc done = file_stage(a, NULL, "", &in, &o, &why);
        armed = arena_fail_armed();
        arena_fail_after(0);
        wide_end(&wide, a);
        is_int(t, before + (done == OK), house_count(&h, "SELECT count(*) FROM roster_import WHERE state = 'open'"));
        refused += done != OK;
    }
    is_true(t, refused > 20);
    house_close(&h);
}
