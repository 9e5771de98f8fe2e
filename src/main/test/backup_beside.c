/* A backup while another server of the same PostgreSQL upgrades it. On SQLite an upgrade wants the folder alone (test/commands/run). */
#include "base/log.h"
#include "data/engine.h"
#include "main/backup.h"
#include "run.h"
#include "test/harness/db.h"
#include "test/harness/json.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct other { struct test *t; bool done; const char *url, *server_url; };

static struct db *open_as_owner(struct test *t, const struct other *o)
{
    char why[512] = "";
    struct db *db = NULL;
    struct db_config config = { .folder = test_db_folder(t), .url = o->url, .server_url = o->server_url, .node = -1 };
    if (!is_rc(t, OK, db_open(&config, false, &db, why, sizeof why))) fail(t, "%s", why);
    return db;
}

/* Asked between two pieces of a copied file: there the other server upgrades, once. */
static bool upgrade_once(void *at)
{
    struct other *o = at;
    char why[512] = "";
    if (o->done) return false;
    o->done = true;
    struct db *db = open_as_owner(o->t, o);
    if (db && !is_rc(o->t, OK, db_migrate(db, NULL, why, sizeof why))) fail(o->t, "%s", why);
    db_close(db);
    return false;
}

static int64_t applied_in(struct arena *a, const char *backup)
{
    struct manifest m;
    char why[512];
    int64_t n = 0;
    if (!manifest_read(a, backup, &m, why, sizeof why)) return -1;
    const char *text = file_text(a, arena_print(a, "%s/manifest", backup), NULL);
    for (const char *p = text; p && (p = strstr(p, "\nmigration ")); p++) n++;
    return n;
}

TEST(a_backup_during_which_another_server_upgrades_is_not_kept_and_the_next_one_is)
{
    if (!test_on_postgres()) { skip(t, "on SQLite an upgrade has the folder alone"); return; }
    log_set_level(LOG_ERROR);
    struct db *bare = test_db_bare(t);
    bool former = former_tables(t, bare);
    db_close(bare);
    if (!former) return;
    struct other o = { .t = t, .url = test_db_owner_url(t), .server_url = test_db_url(t) };
    struct db_patience patience = { upgrade_once, &o };
    struct backup_done done;
    struct arena arena;
    char why[512] = "";
    int all = 0;
    while (migrations[all].room) all++;
    arena_init(&arena, 512 << 20);
    struct db *db = open_as_owner(t, &o);
    if (!db) return;
    const char *folder = test_db_folder(t), *to = arena_print(t->arena, "%s/backup", t->folder);
    const char *name = arena_print(t->arena, "%s/files/00/%062x", folder, 0);
    mkdir(arena_print(t->arena, "%s/files", folder), 0700);
    mkdir(arena_print(t->arena, "%s/files/00", folder), 0700);
    FILE *f = fopen(name, "w");
    if (!is_true(t, f && fputs("a blob", f) > 0 && fclose(f) == 0)) return;
    struct app app = { .config = { .data = folder }, .db = db };
    struct backup_wish wish = { .to = to, .patience = &patience };
    is_rc(t, CONFLICT, backup_make(&app, &arena, &wish, &done, why, sizeof why));
    has_text(t, "Một máy chủ khác vừa nâng cấp cơ sở dữ liệu này. Hãy sao lưu lại. / Another server has just upgraded", why);
    is_true(t, o.done);
    is_true(t, access(to, F_OK) != 0 && access(arena_print(t->arena, "%s.part", to), F_OK) != 0);
    is_rc(t, OK, backup_make(&app, &arena, &wish, &done, why, sizeof why));
    is_int(t, all, applied_in(&arena, to));
    arena_finish(&arena);
    db_close(db);
}
