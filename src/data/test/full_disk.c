/* A disk that takes no more bytes: the limit on file size plays it, raised and lowered while the database is open. */
#include "base/log.h"
#include "things.h"
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static int64_t size_of(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 ? st.st_size : 0;
}

static void limit_files(int64_t bytes)
{
    struct rlimit l;
    getrlimit(RLIMIT_FSIZE, &l);
    l.rlim_cur = bytes < 0 ? l.rlim_max : (rlim_t)bytes;
    setrlimit(RLIMIT_FSIZE, &l);
}

static rc add_page(struct tx *t, const char *code, int64_t *id)
{
    uint8_t raw[6000];
    memset(raw, 'x', sizeof raw);
    *id = new_id(t);
    return thing_add(t, &(struct thing){ .id = *id, .code = code, .raw = { raw, sizeof raw } });
}
CLOSURE(add_page, char, int64_t)

TEST(a_disk_that_fails_at_any_page_leaves_sound_data_and_a_clear_answer)
{
    if (test_on_postgres()) { skip(t, "PostgreSQL watches its own disk"); return; }
    struct db *db = things_db(t);
    int64_t id, kept = 0;
    int refused = 0;
    const char *wal = arena_print(t->arena, "%s/khue.db-wal", test_db_folder(t));
    log_set_level(LOG_ERROR + 1);
    signal(SIGXFSZ, SIG_IGN);
    is_rc(t, OK, transact(test_ask(t, db), NULL, add_page, "first", &id));
    kept++;
    for (int page = 0; page < 12; page++) {
        struct ask *a = test_ask(t, db);
        const char *code = arena_print(t->arena, "%d", page);
        limit_files(size_of(wal) + page * 2000);
        rc r = transact(a, NULL, add_page, code, &id);
        limit_files(-1);
        is_true(t, r == OK || ((r == DOWN || r == LIMIT) && a->fault->kind == r && a->fault->detail));
        refused += r != OK;
        kept += r == OK;
        is_int(t, kept, things_now(t, db));
    }
    is_true(t, refused > 2 && refused < 12);
    const char *sound = NULL;
    is_rc(t, OK, db_plain(db, t->arena, "PRAGMA integrity_check", &sound));
    is_text(t, "ok", sound);
    db = test_db_again(t, db);
    is_int(t, kept, things_now(t, db));
    db_close(db);
}

TEST(a_folder_that_may_not_be_written_says_so)
{
    if (test_on_postgres() || geteuid() == 0) { skip(t, "needs SQLite and an ordinary user"); return; }
    char why[512];
    struct db *db;
    db_close(test_db_open(t));
    chmod(test_db_folder(t), 0500);
    struct db_config config = { .folder = test_db_folder(t), .node = -1 };
    is_rc(t, DOWN, db_open(&config, true, &db, why, sizeof why));
    has_text(t, "data", why);
    chmod(test_db_folder(t), 0700);
}
