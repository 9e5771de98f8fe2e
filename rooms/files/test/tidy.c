/* Keeping house: files end by their day, bytes are dropped, room is given back, blobs go; and verify finds what is wrong. */
#include "data/verify.h"
#include "files/files.h"
#include "test/harness/city.h"
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static rc all_see(struct ctx *c, const struct file_face *f)
{
    (void)c, (void)f;
    return OK;
}
static const struct file_use uses[] = {
    { "test.short", "", FILE_AS_SENT, "application/pdf", 1000, .keep_days = 2, .live_days = 3, .see = all_see },
    { "test.long",  "", FILE_AS_SENT, "application/pdf", 1000, .keep_days = 30, .see = all_see }, { 0 }
};
static const struct file_table tables[] = { { "test", uses }, { NULL, NULL } };

static rc add(struct tx *t, const struct new_file *in, file_id *out) { return file_add(t, in, out); }
CLOSURE(add, struct new_file, file_id)

static rc fails(struct tx *t, const struct new_file *in, file_id *out)
{
    try(file_add(t, in, out));
    return refuse(t->ask, CONFLICT, 9999, "on purpose", NULL);
}
CLOSURE(fails, struct new_file, file_id)

static rc put(struct city *s, const char *use, const char *text, bool fail, file_id *id, struct blob_taken *taken)
{
    struct file_given in = { use, "tep", { "a.pdf", "", text, strlen(text) } };
    struct ask *a = as_staff(s, s->thcs.id);
    *a->fault = (struct fault){ 0 };
    try(file_take(&s->app, a, &in, taken));
    struct new_file file = { .taken = taken, .by = s->clerk, .quota = 100000 };
    return fail ? transact(a, NULL, fails, &file, id) : transact(a, NULL, add, &file, id);
}

static const char *path_of(struct test *t, struct city *s, const struct blob_taken *b)
{
    char name[STORE_HASH_TEXT];
    store_name(b->size[0].hash, name);
    return arena_print(t->arena, "%s/%.2s/%s", s->app.store.root, name, name + 2);
}

static bool there(struct test *t, struct city *s, const struct blob_taken *b) { return access(path_of(t, s, b), R_OK) == 0; }

static void make_old(struct test *t, struct city *s, const struct blob_taken *b)
{
    struct timespec at[2] = { { .tv_sec = time(NULL) - 2 * STORE_ORPHAN_S }, { .tv_sec = time(NULL) - 2 * STORE_ORPHAN_S } };
    is_int(t, 0, utimensat(AT_FDCWD, path_of(t, s, b), at, 0));
}

static struct files_tidied tidied(struct test *t, struct city *s, int days)
{
    struct files_tidied out = { 0 };
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + days * 86400000LL } });
    s->ask->now = db_now(s->app.db);
    struct ask *a = as_staff(s, (school_id){ 0 });
    is_rc(t, OK, files_tidy(&s->app, a, &out));
    a->no_snapshot = false;
    return out;
}

static void told(void *to, const char *words)
{
    (void)words;
    ++*(int *)to;
}

static int64_t looked, wrong;          /* looked: at blobs, the first check */
static int64_t wrong_now(struct test *t, struct city *s)
{
    looked = wrong = 0;
    for (const struct verify_check *c = files_checks; c->name; c++) {
        int lines = 0;
        struct verify_report report = { .line = told, .to = &lines };
        is_rc(t, OK, c->run(as_staff(s, (school_id){ 0 }), &report));
        looked += c == files_checks ? report.looked : 0, wrong += report.wrong;
    }
    return wrong;
}

TEST(a_crash_between_blob_and_row_leaves_a_blob_that_is_swept)
{
    struct city *s = city_open(t);
    struct blob_taken lost, kept;
    file_id id;
    s->app.file_tables = tables;
    is_rc(t, CONFLICT, put(s, "test.long", "%PDF-1.7\nlost\n", true, &id, &lost));
    is_rc(t, OK, put(s, "test.long", "%PDF-1.7\nkept\n", false, &id, &kept));
    is_true(t, there(t, s, &lost));
    is_int(t, 0, tidied(t, s, 0).swept);
    make_old(t, s, &lost);
    make_old(t, s, &kept);
    is_int(t, 1, tidied(t, s, 0).swept);
    is_false(t, there(t, s, &lost));
    is_true(t, there(t, s, &kept));
    is_int(t, 0, wrong_now(t, s));
    is_int(t, 1, looked);
    city_close(s);
}

TEST(a_file_ends_by_its_day_and_its_bytes_follow_and_the_room_is_given_back)
{
    struct city *s = city_open(t);
    struct blob_taken b;
    struct file_line *row;
    file_id id;
    size_t n;
    s->app.file_tables = tables;
    is_rc(t, OK, put(s, "test.short", "%PDF-1.7\nshort\n", false, &id, &b));
    make_old(t, s, &b);
    is_int(t, 0, tidied(t, s, 2).dropped);
    is_rc(t, OK, files_of(as_staff(s, s->thcs.id), "test.short", 0, &row, &n));
    is_int(t, 1, n);
    is_int(t, 0, tidied(t, s, 1).dropped);                                    /* its day: it ends, the bytes stay */
    is_rc(t, OK, files_of(as_staff(s, s->thcs.id), "test.short", 0, &row, &n));
    is_int(t, 0, n);
    is_true(t, there(t, s, &b));
    is_int(t, 1, tidied(t, s, 3).dropped);
    is_false(t, there(t, s, &b));
    is_int(t, 0, tidied(t, s, 1).dropped);                                    /* once */
    const char *left = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT bytes FROM file_shelf", &left));
    is_text(t, "0", left);
    is_int(t, 0, wrong_now(t, s));
    city_close(s);
}

TEST(verify_finds_a_row_without_its_bytes_and_a_shelf_that_is_wrong)
{
    struct city *s = city_open(t);
    struct blob_taken b;
    file_id id;
    s->app.file_tables = tables;
    is_rc(t, OK, put(s, "test.long", "%PDF-1.7\nthere\n", false, &id, &b));
    is_int(t, 0, wrong_now(t, s));
    unlink(path_of(t, s, &b));
    is_int(t, 1, wrong_now(t, s));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE file_shelf SET bytes = bytes + 7", NULL));
    is_int(t, 2, wrong_now(t, s));
    city_close(s);
}

/* ---- khue doctor */

static void heard(void *to, enum doctor_state state, const char *vi, const char *en)
{
    (void)state, (void)vi;
    snprintf(to, 500, "%s", en);
}

static const char *doctor_says(struct test *t, struct city *s, bool all)
{
    char *said = arena_take(t->arena, 500);
    struct doctor d = { .app = &s->app, .ask = as_staff(s, (school_id){ 0 }), .arena = t->arena, .all = all, .tell = heard, .to = said };
    *said = 0;
    for (const struct doctor_check *c = files_doctor; c->name; c++) is_rc(t, OK, c->run(&d));
    return said;
}

static void torn(struct test *t, const char *path, const char *text)
{
    is_int(t, 0, chmod(path, 0600));
    FILE *f = fopen(path, "w");
    is_true(t, f && fputs(text, f) >= 0 && fclose(f) == 0);
}

TEST(a_file_that_is_missing_short_or_other_than_it_was_is_found_by_verify_and_by_doctor)
{
    struct city *s = city_open(t);
    struct blob_taken gone, cut, other, well;
    file_id id;
    s->app.file_tables = tables;
    is_text(t, "", doctor_says(t, s, false));                                 /* nothing there yet */
    is_rc(t, OK, put(s, "test.long", "%PDF-1.7\none\n", false, &id, &gone));
    is_rc(t, OK, put(s, "test.long", "%PDF-1.7\ntwo\n", false, &id, &cut));
    is_rc(t, OK, put(s, "test.long", "%PDF-1.7\nthree\n", false, &id, &other));
    is_rc(t, OK, put(s, "test.long", "%PDF-1.7\nfour\n", false, &id, &well));
    is_text(t, "", doctor_says(t, s, false));
    is_text(t, "", doctor_says(t, s, true));
    unlink(path_of(t, s, &gone));
    torn(t, path_of(t, s, &cut), "%PDF");
    torn(t, path_of(t, s, &other), "%PDF-1.7\nTHREE\n");
    is_int(t, 3, wrong_now(t, s));
    has_text(t, "Of 4 uploaded files looked at, 1 are missing and 2 are damaged.", doctor_says(t, s, true));
    has_text(t, "1 are missing and 2 are damaged.", doctor_says(t, s, false));
    s->app.store.root[0] = 0;                                                 /* no folder: another check tells */
    is_text(t, "", doctor_says(t, s, false));
    city_close(s);
}

static rc end(struct tx *t, const file_id *id, void *out)
{
    (void)out;
    return file_end(t, *id, 1, (person_id){ 0 });
}
CLOSURE(end, file_id, void)

TEST(a_sample_of_many_files_looks_at_some_of_every_time)
{
    struct city *s = city_open(t);
    struct blob_taken b;
    file_id id;
    s->app.file_tables = tables;
    for (int i = 0; i < 12; i++) {
        db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + i * 86400000LL } });
        is_rc(t, OK, put(s, "test.long", arena_print(t->arena, "%%PDF-1.7\n%d\n", i), false, &id, &b));
        if (i == 6) unlink(path_of(t, s, &b));
    }
    has_text(t, "1 are missing and 0 are damaged.", doctor_says(t, s, false));
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, end, &id, (void *)NULL));      /* what has ended keeps its bytes, and is looked at */
    is_int(t, 1, wrong_now(t, s));
    city_close(s);
}
