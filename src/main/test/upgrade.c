/* An older schema, filled, brought up to date, compared, and led back. */
#include "base/log.h"
#include "data/engine.h"
#include "run.h"
#include "test/harness/db.h"
#include "test/harness/json.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* All migrations but the last ones: the database as a former program made it. */
static bool older(struct test *t, const char *folder)
{
    struct db *db;
    char why[512] = "";
    struct db_config config = { .folder = folder, .node = 5 };
    if (!is_rc(t, OK, db_open(&config, true, &db, why, sizeof why))) return fail(t, "%s", why);
    if (!former_tables(t, db)) return false;
    const char *none;
    for (int i = 1; i <= 30; i++)
        is_rc(t, OK, db_plain(db, t->arena, arena_print(t->arena, "INSERT INTO request_done (person_id, visitor, key, done_at) VALUES (1, '', '%026d', %d)", i, i), &none));
    is_true(t, db_new_id(db) > 0);
    db_close(db);
    return true;
}

static const char *asked(struct test *t, const char *folder, const char *sql)
{
    struct db *db;
    char why[512];
    const char *first = NULL;
    struct db_config config = { .folder = folder, .node = -1 };
    if (!is_rc(t, OK, db_open(&config, true, &db, why, sizeof why))) return "";
    if (!is_rc(t, OK, db_plain(db, t->arena, sql, &first))) first = NULL;
    db_close(db);
    return first ? first : "";
}

static const char *applied(struct test *t, const char *folder) { return asked(t, folder, "SELECT count(*) FROM schema_migration"); }

TEST(an_upgrade_copies_first_and_leads_back)
{
    const char *folder = arena_print(t->arena, "%s/old", t->folder);
    if (test_on_postgres()) { skip(t, "test/commands/run does it on PostgreSQL"); return; }
    log_set_level(LOG_ERROR);
    if (!older(t, folder)) return;
    const char *before = applied(t, folder), *high = asked(t, folder, "SELECT high FROM server_node");
    struct ran r = RUN(t, upgrade_command, "--data", folder);
    is_int(t, 0, r.status);
    has_text(t, "copied to ", r.out);
    is_text(t, "30", asked(t, folder, "SELECT count(*) FROM request_done"));
    is_false(t, strcmp(before, applied(t, folder)) == 0);
    has_text(t, "nothing to do", RUN(t, upgrade_command, "--data", folder).out);

    /* somebody works on, then it shall go back */
    asked(t, folder, "INSERT INTO request_done (person_id, visitor, key, done_at) VALUES (2, '', 'later', 1)");
    r = RUN(t, upgrade_command, "--back", "--data", folder);
    is_int(t, 1, r.status);
    has_text(t, "nothing was changed yet", r.err);
    has_text(t, "request_done                 31 rows now, 30 then", r.out);
    is_text(t, "31", asked(t, folder, "SELECT count(*) FROM request_done"));
    r = RUN(t, upgrade_command, "--back", "--lose-what-came-after", "--data", folder);
    is_int(t, 0, r.status);
    is_text(t, "", r.err);
    has_text(t, "are kept as", r.out);
    is_text(t, before, applied(t, folder));
    is_text(t, "30", asked(t, folder, "SELECT count(*) FROM request_done"));
    is_text(t, "5", asked(t, folder, "SELECT node FROM server_node"));
    is_true(t, strcmp(asked(t, folder, "SELECT printf('%020d', high) FROM server_node"), arena_print(t->arena, "%020lld", atoll(high))) > 0);
    is_int(t, 0, RUN(t, upgrade_command, "--data", folder).status);          /* and forward again */
    is_text(t, "30", asked(t, folder, "SELECT count(*) FROM request_done"));
}

TEST(an_upgrade_that_fails_leaves_the_data_as_they_were)
{
    const char *folder = arena_print(t->arena, "%s/old", t->folder);
    if (test_on_postgres()) { skip(t, "one transaction on both engines: src/data/test/folder.c"); return; }
    log_set_level(LOG_ERROR);
    if (!older(t, folder)) return;
    const char *before = applied(t, folder);
    int failures = 0;
    for (int n = 1; n < 400; n += 7) {
        db_fail_after(n);
        struct ran r = RUN(t, upgrade_command, "--data", folder);
        bool armed = db_fail_armed();
        db_fail_after(0);
        if (r.status == 0) { is_true(t, armed || n > 1); break; }
        failures++;
        is_text(t, before, applied(t, folder));
        is_text(t, "30", asked(t, folder, "SELECT count(*) FROM request_done"));
    }
    is_true(t, failures > 3);
}

/* A way back that was killed while it wrote into the copy may leave the log of that copy; the next one is of another copy, perhaps. */
TEST(a_way_back_reads_no_log_that_a_killed_one_left)
{
    const char *folder = arena_print(t->arena, "%s/old", t->folder), *other = arena_print(t->arena, "%s/other", t->folder), *none;
    if (test_on_postgres()) { skip(t, "of a file"); return; }
    log_set_level(LOG_ERROR);
    if (!older(t, folder) || !older(t, other)) return;
    is_int(t, 0, RUN(t, upgrade_command, "--data", folder).status);
    struct db *db;
    char why[512];
    struct db_config config = { .folder = other, .node = -1 };
    if (!is_rc(t, OK, db_open(&config, true, &db, why, sizeof why))) return;
    is_rc(t, OK, db_plain(db, t->arena, "DELETE FROM request_done", &none));
    is_int(t, 0, link(arena_print(t->arena, "%s/khue.db-wal", other), arena_print(t->arena, "%s/khue.db.back-wal", folder)));
    struct ran r = RUN(t, upgrade_command, "--back", "--lose-what-came-after", "--data", folder);
    is_int(t, 0, r.status);
    is_text(t, "", r.err);
    db_close(db);
    is_text(t, "30", asked(t, folder, "SELECT count(*) FROM request_done"));
}

TEST(no_copy_no_upgrade)
{
    const char *folder = arena_print(t->arena, "%s/old", t->folder);
    if (test_on_postgres()) { skip(t, "test/commands/run does it on PostgreSQL"); return; }
    log_set_level(LOG_ERROR);
    if (!older(t, folder)) return;
    const char *before = applied(t, folder);
    FILE *f = fopen(arena_print(t->arena, "%s/upgrades", folder), "w");      /* a file where the folder should be */
    fclose(f);
    struct ran r = RUN(t, upgrade_command, "--data", folder);
    is_int(t, 1, r.status);
    has_text(t, "nothing was changed", r.err);
    is_text(t, before, applied(t, folder));
}
