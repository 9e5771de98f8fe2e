/* Backups made while others write, put back, compared with the moment; damaged ones found out. */
#include "main/backup.h"
#include "base/log.h"
#include "run.h"
#include "test/harness/db.h"
#include "test/harness/json.h"
#include "test/harness/wait.h"
#include <dirent.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WRITERS = 4 };

struct scene { struct db *db; struct app app; struct arena arena; const char *folder; };

static bool open_scene(struct test *t, struct scene *s)
{
    log_set_level(LOG_ERROR);
    if (test_on_postgres()) { skip(t, "test/commands/run does it on PostgreSQL"); return false; }
    s->db = test_db_open(t);
    s->folder = test_db_folder(t);
    s->app = (struct app){ .config = { .data = s->folder, .backup_keep = 2, .backup_weeks = 1 }, .db = s->db };
    arena_init(&s->arena, 512 << 20);
    return true;
}

static void close_scene(struct scene *s)
{
    arena_finish(&s->arena);
    db_close(s->db);
}

static void file_make(struct test *t, const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    if (!is_true(t, f != NULL)) return;
    fputs(text, f);
    fclose(f);
}

/* A blob as the file store keeps it: files/ab/62 digits. */
static const char *blob_name(struct test *t, int n) { return arena_print(t->arena, "files/%02x/%062x", n % 256, n); }
static void blob_make(struct test *t, const char *folder, int n)
{
    mkdir(arena_print(t->arena, "%s/files", folder), 0700);
    mkdir(arena_print(t->arena, "%s/files/%02x", folder, n % 256), 0700);
    file_make(t, arena_print(t->arena, "%s/%s", folder, blob_name(t, n)), arena_print(t->arena, "blob %d", n));
}

static const char *asked(struct test *t, struct db *db, const char *sql)
{
    const char *first = NULL;
    return is_rc(t, OK, db_plain(db, t->arena, sql, &first)) && first ? first : "";
}

struct writer { struct db *db; int number; atomic_bool *stop; atomic_int done; };

/* Rows 1, 2, 3 … of this writer, one closure each. */
static void *write_rows(void *at)
{
    struct writer *w = at;
    struct arena a;
    char sql[256];
    const char *none;
    arena_init(&a, 1 << 20);
    for (int i = 1; !atomic_load(w->stop); i++) {
        snprintf(sql, sizeof sql, "INSERT INTO request_done (person_id, visitor, key, done_at) VALUES (%d, '', '%026d', %d)", w->number, i, i);
        if (db_plain(w->db, &a, sql, &none) != OK) break;
        atomic_store(&w->done, i);
        arena_reset(&a);
    }
    arena_finish(&a);
    db_thread_end(w->db);
    return NULL;
}

/* The drill: everything that was answered before the copy began is in it, nothing half, nothing from after it ended. */
TEST(a_backup_under_load_restores_to_one_moment)
{
    struct scene s;
    struct writer w[WRITERS];
    pthread_t thread[WRITERS];
    atomic_bool stop = false;
    int least[WRITERS], most[WRITERS];
    char why[512] = "";
    struct backup_done done;
    if (!open_scene(t, &s)) return;
    for (int i = 0; i < 20; i++) blob_make(t, s.folder, i);
    file_make(t, arena_print(t->arena, "%s/khue.conf", s.folder), "workers = 3\ndb = \n");
    file_make(t, arena_print(t->arena, "%s/secret", s.folder), "01234567890123456789012345678901");
    for (int i = 0; i < WRITERS; i++) {
        w[i] = (struct writer){ .db = s.db, .number = i + 1, .stop = &stop };
        pthread_create(&thread[i], NULL, write_rows, &w[i]);
    }
    for (int i = 0; i < WRITERS; i++)
        while (atomic_load(&w[i].done) < 50 && wait_more(t)) continue;
    for (int i = 0; i < WRITERS; i++) least[i] = atomic_load(&w[i].done);
    struct backup_wish wish = { .to = arena_print(t->arena, "%s/backup", t->folder) };
    is_rc(t, OK, backup_make(&s.app, &s.arena, &wish, &done, why, sizeof why));
    is_text(t, "", why);
    for (int i = 0; i < WRITERS; i++) most[i] = atomic_load(&w[i].done) + 1;
    atomic_store(&stop, true);
    for (int i = 0; i < WRITERS; i++) pthread_join(thread[i], NULL);
    int64_t high = db_node_high(s.db);
    close_scene(&s);

    const char *fresh = arena_print(t->arena, "%s/restored", t->folder);
    struct ran r = RUN(t, restore_command, "--from", wish.to, "--data", fresh);
    is_int(t, 0, r.status);
    has_text(t, "has number 1 (it was 0)", r.out);
    struct db *db;
    struct db_config config = { .folder = fresh, .node = -1 };
    if (!is_rc(t, OK, db_open(&config, true, &db, why, sizeof why))) return;
    for (int i = 0; i < WRITERS; i++) {
        int rows = atoi(asked(t, db, arena_print(t->arena, "SELECT count(*) FROM request_done WHERE person_id = %d", i + 1)));
        int last = atoi(asked(t, db, arena_print(t->arena, "SELECT max(done_at) FROM request_done WHERE person_id = %d", i + 1)));
        is_int(t, rows, last);                                        /* no gap */
        if (rows < least[i] || rows > most[i]) fail(t, "writer %d: %d rows, wanted %d to %d", i, rows, least[i], most[i]);
    }
    is_true(t, db_new_id(db) > high);
    is_int(t, 1, db_node(db));
    db_close(db);
    for (int i = 0; i < 20; i++)
        is_text(t, arena_print(t->arena, "blob %d", i), file_text(t->arena, arena_print(t->arena, "%s/%s", fresh, blob_name(t, i)), NULL));
    has_text(t, "workers = 3\n# before the restore: db = \n", file_text(t->arena, arena_print(t->arena, "%s/khue.conf", fresh), NULL));
    is_text(t, "01234567890123456789012345678901", file_text(t->arena, arena_print(t->arena, "%s/secret", fresh), NULL));
}

static struct scene with_backup(struct test *t, const char **folder)
{
    struct scene s = { 0 };
    struct backup_done done;
    char why[512] = "";
    *folder = NULL;
    if (!open_scene(t, &s)) return s;
    for (int i = 0; i < 3; i++) blob_make(t, s.folder, i);
    file_make(t, arena_print(t->arena, "%s/secret", s.folder), "01234567890123456789012345678901");
    *folder = arena_print(t->arena, "%s/backup", t->folder);
    struct backup_wish wish = { .to = *folder };
    is_rc(t, OK, backup_make(&s.app, &s.arena, &wish, &done, why, sizeof why));
    is_int(t, 5, done.files);
    return s;
}

TEST(a_backup_is_for_its_user_alone_and_never_overwritten)
{
    const char *folder;
    struct stat st;
    struct backup_done done;
    char why[512] = "";
    struct scene s = with_backup(t, &folder);
    if (!folder) return;
    stat(folder, &st);
    is_int(t, 0700, st.st_mode & 07777);
    static const char *const names[] = { "khue.db", "secret", "manifest" };
    for (int i = 0; i < 3; i++) {
        is_int(t, 0, stat(arena_print(t->arena, "%s/%s", folder, names[i]), &st));
        is_int(t, 0600, st.st_mode & 07777);
    }
    struct backup_wish again = { .to = folder };
    is_rc(t, CONFLICT, backup_make(&s.app, &s.arena, &again, &done, why, sizeof why));
    has_text(t, "is there already", why);
    struct backup_wish nowhere = { .to = arena_print(t->arena, "%s/none/backup", t->folder) };
    is_rc(t, DOWN, backup_make(&s.app, &s.arena, &nowhere, &done, why, sizeof why));
    close_scene(&s);
}

TEST(every_damage_to_a_backup_is_found_out)
{
    const char *folder;
    struct scene s = with_backup(t, &folder);
    if (!folder) return;
    close_scene(&s);
    is_int(t, 0, RUN(t, verify_command, "--backup", folder).status);
    static const struct { const char *file, *says; } damage[] = {
        { "khue.db", "khue.db is not what was written" }, { "secret", "secret is not what was written" },
        { "files/01/00000000000000000000000000000000000000000000000000000000000001", "is not what was written" },
        { "manifest", "damaged" }, { "files/more", "files/more is not in the manifest" },
    };
    for (size_t i = 0; i < sizeof damage / sizeof *damage; i++) {
        size_t n = 0;
        const char *path = arena_print(t->arena, "%s/%s", folder, damage[i].file);
        char *was = file_text(t->arena, path, &n);
        FILE *f = fopen(path, was ? "r+" : "w");
        fseek(f, was ? (long)n / 2 : 0, SEEK_SET);
        fputc(was ? was[n / 2] ^ 1 : 'x', f);
        fclose(f);
        struct ran r = RUN(t, verify_command, "--backup", folder);
        is_int(t, 1, r.status);
        has_text(t, damage[i].says, arena_print(t->arena, "%s%s", r.out, r.err));
        is_int(t, 1, RUN(t, restore_command, "--from", folder, "--data", arena_print(t->arena, "%s/r%zu", t->folder, i)).status);
        if (was) {
            f = fopen(path, "w");
            fwrite(was, 1, n, f);
            fclose(f);
        } else unlink(path);
    }
    is_int(t, 0, RUN(t, verify_command, "--backup", folder).status);
    unlink(arena_print(t->arena, "%s/secret", folder));
    has_text(t, "secret: không có ở đó / is not there", RUN(t, verify_command, "--backup", folder).out);
}

static void byte_turn(struct test *t, const char *path)
{
    FILE *f = fopen(path, "r+");
    if (!is_true(t, f != NULL)) return;
    int was = fgetc(f);
    rewind(f);
    fputc(was ^ 1, f);
    fclose(f);
}

/* Backups share their files of people: a bit that turns on that disk is in all of them, and must not cost everything else. */
TEST(a_backup_with_a_damaged_photo_can_be_restored_without_it)
{
    const char *folder, *to = arena_print(t->arena, "%s/without", t->folder);
    struct scene s = with_backup(t, &folder);
    if (!folder) return;
    close_scene(&s);
    byte_turn(t, arena_print(t->arena, "%s/%s", folder, blob_name(t, 1)));
    struct ran r = RUN(t, restore_command, "--from", folder, "--data", to);
    is_int(t, 1, r.status);
    has_text(t, "--without-damaged", r.err);
    r = RUN(t, restore_command, "--from", folder, "--data", to, "--without-damaged");
    is_int(t, 0, r.status);
    has_text(t, "is not what was written", r.out);
    is_int(t, 0, access(arena_print(t->arena, "%s/%s", to, blob_name(t, 0)), F_OK));
    is_true(t, access(arena_print(t->arena, "%s/%s", to, blob_name(t, 1)), F_OK) != 0);
    byte_turn(t, arena_print(t->arena, "%s/secret", folder));
    r = RUN(t, restore_command, "--from", folder, "--data", arena_print(t->arena, "%s/never", t->folder), "--without-damaged");
    is_int(t, 1, r.status);
    has_text(t, "take another one", r.err);
}

TEST(a_folder_whose_restore_was_cut_off_is_opened_by_nobody)
{
    const char *folder, *to = arena_print(t->arena, "%s/cut", t->folder);
    char why[512] = "";
    struct db *db = NULL;
    struct db_config config = { .folder = to, .node = -1 };
    struct scene s = with_backup(t, &folder);
    if (!folder) return;
    close_scene(&s);
    is_int(t, 0, RUN(t, restore_command, "--from", folder, "--data", to).status);
    is_true(t, access(arena_print(t->arena, "%s/" DB_RESTORE_MARK, to), F_OK) != 0);
    file_make(t, arena_print(t->arena, "%s/" DB_RESTORE_MARK, to), "");
    is_rc(t, DENIED, db_open(&config, true, &db, why, sizeof why));
    has_text(t, "Delete it and restore again", why);
    db_close(db);
}

/* The former server may live on: letters, webhooks and notices must not go out twice. */
TEST(a_restored_folder_is_quiet_until_somebody_takes_that_out)
{
    const char *folder;
    size_t n;
    struct scene s = with_backup(t, &folder);
    if (!folder) return;
    file_make(t, arena_print(t->arena, "%s/khue.conf", s.folder), "workers = 3\nquiet = 0\n");
    struct backup_done done;
    char why[512] = "";
    struct backup_wish wish = { .to = arena_print(t->arena, "%s/second", t->folder) };
    is_rc(t, OK, backup_make(&s.app, &s.arena, &wish, &done, why, sizeof why));
    close_scene(&s);
    const char *to = arena_print(t->arena, "%s/quiet", t->folder);
    struct ran r = RUN(t, restore_command, "--from", wish.to, "--data", to);
    is_int(t, 0, r.status);
    has_text(t, "it is quiet", r.out);
    const char *conf = file_text(t->arena, arena_print(t->arena, "%s/khue.conf", to), &n);
    has_text(t, "# before the restore: quiet = 0\n", conf);
    has_text(t, "\nquiet = 1\n", conf);
}

TEST(settings_and_secret_that_are_links_are_in_the_backup)
{
    const char *folder;
    struct scene s = with_backup(t, &folder);
    if (!folder) return;
    struct backup_done done;
    char why[512] = "";
    struct backup_wish wish = { .to = arena_print(t->arena, "%s/linked", t->folder) };
    file_make(t, arena_print(t->arena, "%s/etc.conf", t->folder), "workers = 3\n");
    is_int(t, 0, symlink(arena_print(t->arena, "%s/etc.conf", t->folder), arena_print(t->arena, "%s/khue.conf", s.folder)));
    is_rc(t, OK, backup_make(&s.app, &s.arena, &wish, &done, why, sizeof why));
    is_int(t, 0, access(arena_print(t->arena, "%s/khue.conf", wish.to), F_OK));
    is_int(t, 6, done.files);
    unlink(arena_print(t->arena, "%s/etc.conf", t->folder));                     /* one that leads nowhere is no backup without it */
    wish.to = arena_print(t->arena, "%s/nowhere", t->folder);
    is_rc(t, DOWN, backup_make(&s.app, &s.arena, &wish, &done, why, sizeof why));
    has_text(t, "khue.conf", why);
    close_scene(&s);
}

TEST(a_restore_wants_an_empty_folder_and_a_program_that_knows_the_tables)
{
    const char *folder;
    char why[512];
    struct manifest m;
    struct scene s = with_backup(t, &folder);
    if (!folder) return;
    struct ran r = RUN(t, restore_command, "--from", folder, "--data", s.folder);
    is_int(t, 1, r.status);
    has_text(t, "is not empty", r.err);
    has_text(t, "no backup", RUN(t, restore_command, "--from", t->folder, "--data", arena_print(t->arena, "%s/new", t->folder)).err);
    is_true(t, manifest_read(&s.arena, folder, &m, why, sizeof why));
    is_true(t, manifest_known(&m, why, sizeof why));
    m.migration[1] = "tomorrow/0001 0123456789abcdef0123456789abcdef";
    is_false(t, manifest_known(&m, why, sizeof why));
    has_text(t, "tomorrow/0001", why);
    close_scene(&s);
}

TEST(a_night_costs_what_is_new_and_old_backups_go)
{
    struct scene s;
    char why[512] = "";
    const char **name;
    struct stat one, two;
    if (!open_scene(t, &s)) return;
    blob_make(t, s.folder, 7);
    s.app.config.backup_dir = arena_print(t->arena, "%s/nightly", t->folder);
    for (int night = 1; night <= 12; night++) {
        db_set_clock(s.db, (opt_instant){ true, { 1800000000000LL + night * 86400000LL } });
        is_rc(t, OK, backup_nightly(&s.app, &s.arena, NULL, why, sizeof why));
    }
    is_int(t, 3, backups_in(&s.arena, s.app.config.backup_dir, &name));          /* two days, one week */
    is_int(t, 0, stat(arena_print(t->arena, "%s/%s/%s", s.app.config.backup_dir, name[0], blob_name(t, 7)), &one));
    is_int(t, 0, stat(arena_print(t->arena, "%s/%s/%s", s.app.config.backup_dir, name[1], blob_name(t, 7)), &two));
    is_true(t, one.st_ino == two.st_ino);
    is_int(t, 0, RUN(t, verify_command, "--backup", arena_print(t->arena, "%s/%s", s.app.config.backup_dir, name[2])).status);
    is_true(t, backup_last(&s.app).ms > 0);
    close_scene(&s);
}

TEST(one_backup_a_day_stays_then_one_a_week)
{
    static const char *const names[] = {
        "khue-20261127-200000", "khue-20261127-020000", "khue-20261126-020000", "khue-20261125-020000", "khue-20261124-020000",
        "khue-20261122-020000" /* Sunday */, "khue-20261121-020000", "khue-20261115-020000", "khue-20261101-020000", "khue-20261001-020000",
    };
    static const bool want[] = { true, false, true, true, false, true, false, true, false, false };
    bool keep[10];
    backups_keep(names, 10, 3, 2, keep);
    for (int i = 0; i < 10; i++)
        if (!is_true(t, keep[i] == want[i])) fail(t, "%s", names[i]);
    backups_keep(names, 1, 1, 0, keep);
    is_true(t, keep[0]);
}

static bool at_once(void *at) { (void)at; return true; }

TEST(a_backup_that_is_stopped_leaves_nothing)
{
    struct scene s;
    char why[512];
    struct backup_done done;
    struct db_patience patience = { at_once, NULL };
    if (!open_scene(t, &s)) return;
    blob_make(t, s.folder, 1);
    struct backup_wish wish = { .to = arena_print(t->arena, "%s/backup", t->folder), .patience = &patience };
    is_rc(t, BUSY, backup_make(&s.app, &s.arena, &wish, &done, why, sizeof why));
    wish.kind = BACKUP_DATABASE;
    is_rc(t, BUSY, backup_make(&s.app, &s.arena, &wish, &done, why, sizeof why));
    is_true(t, access(wish.to, F_OK) != 0 && access(arena_print(t->arena, "%s.part", wish.to), F_OK) != 0);
    close_scene(&s);
}
