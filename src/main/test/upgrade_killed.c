/* khue upgrade and its way back, killed right before the n-th system call that changes anything, n = 1, 2, 3 … until they come to their end (in steps;
** KHUE_FAULTS=1: every n). After each: old data or new data, whole, and the same command finishes what it began. */
#include "base/ids.h"
#include "base/log.h"
#include "data/engine.h"
#include "main/backup.h"
#include "run.h"
#include "test/harness/db.h"
#include "test/harness/killed.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { REQUESTS = 30 };

/* Every table with its columns, and what was applied. */
static const char shape_sqlite[] = "SELECT (SELECT count(*) FROM schema_migration) || ' ' || group_concat(sql) FROM (SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name)";
static const char shape_postgres[] = "SELECT (SELECT count(*) FROM schema_migration) || ' ' || string_agg(table_name || '.' || column_name || ' ' || data_type, ',' ORDER BY table_name, column_name)"
                                     " FROM information_schema.columns WHERE table_schema = 'public'";

struct state { const char *shape; int64_t requests, high; };

static const char *first_of(struct test *t, struct db *db, const char *sql)
{
    const char *first = NULL;
    return is_rc(t, OK, db_plain(db, t->arena, sql, &first)) && first ? first : "";
}

static struct db *open_as_owner(struct test *t)
{
    char why[512] = "";
    struct db *db = NULL;
    struct db_config config = { .folder = test_db_folder(t), .url = test_db_owner_url(t), .server_url = test_db_url(t), .node = -1 };
    if (!is_rc(t, OK, db_open(&config, false, &db, why, sizeof why))) fail(t, "%s", why);
    return db;
}

/* false: a way back is unfinished. */
static bool state_now(struct test *t, struct state *out)
{
    char why[512];
    test_db_alone(t);
    struct db *db = open_as_owner(t);
    *out = (struct state){ .shape = "" };
    if (!db) return true;
    bool whole = !db_back_unfinished(db, why, sizeof why);
    if (whole) {
        if (!test_on_postgres()) is_text(t, "ok", first_of(t, db, "PRAGMA integrity_check"));
        out->shape = first_of(t, db, test_on_postgres() ? shape_postgres : shape_sqlite);
        out->requests = atoll(first_of(t, db, "SELECT count(*) FROM request_done"));
        out->high = atoll(first_of(t, db, "SELECT max(high) FROM server_node"));
    }
    db_close(db);
    return whole;
}

static void request(struct test *t, struct db *db, int i)
{
    const char *none;
    is_rc(t, OK, db_plain(db, t->arena, arena_print(t->arena, "INSERT INTO request_done (person_id, visitor, key, done_at) VALUES (%d, '', '%026d', 1)", i, i), &none));
}

/* As a former program left them. */
static void older_kept(struct test *t, const char *name)
{
    struct db *db = test_db_bare(t);
    if (!former_tables(t, db)) return;
    for (int i = 1; i <= REQUESTS; i++) request(t, db, i);
    is_true(t, db_new_id(db) > 0);
    db_close(db);
    test_db_keep(t, name, "x", 1);
}

static void put(struct test *t, const char *name)
{
    char x;
    bool found;
    is_true(t, folder_remove(test_db_folder(t)));
    db_close(test_db_open_kept(t, name, &x, 1, &found));
    is_true(t, found);
}

struct doing { struct test *t; bool back; };

static struct ran upgrade(struct test *t, bool back)
{
    const char *words[10] = { "--data", test_db_folder(t) };
    int n = 2;
    if (back) words[n++] = "--back", words[n++] = "--lose-what-came-after";
    if (test_on_postgres()) words[n++] = "--db", words[n++] = test_db_url(t), words[n++] = "--db-owner", words[n++] = test_db_owner_url(t);
    return run_command(t, upgrade_command, words);
}

static int upgrade_quietly(void *at)
{
    struct doing *d = at;
    if (!freopen("/dev/null", "w", stdout)) return 98;
    struct ran r = upgrade(d->t, d->back);
    if (r.status) fprintf(stderr, "  %s", r.err);
    return r.status;
}

static int names_with(struct test *t, const char *folder, const char *ending)
{
    int n = 0;
    DIR *d = opendir(folder);
    for (struct dirent *e; d && (e = readdir(d));) n += strlen(e->d_name) > strlen(ending) && str_is(e->d_name + strlen(e->d_name) - strlen(ending), ending);
    if (d) closedir(d);
    (void)t;
    return n;
}

/* Each of the first and the last calls, where it begins and where it is settled; between them in steps. */
static long next_of(long n, long calls)
{
    bool postgres = test_on_postgres();
    long last = calls - (postgres ? 8 : 24);
    long step = getenv("KHUE_FAULTS") || n < (postgres ? 2 : 6) || n >= last ? 1 : postgres ? 23 : 41;
    return n < last && n + step > last ? last : n + step;
}

static bool same(const struct state *a, const struct state *b) { return a->requests == b->requests && str_is(a->shape, b->shape); }

/* Killed at each n from the data kept as `name`: those of before or after, and the same command once more gives those of after. All ids up to `high`
** were given out. */
static void killed_everywhere(struct test *t, const char *name, bool back, int64_t high)
{
    struct state before, after, now;
    struct doing d = { t, back };
    int befores = 0, afters = 0, unfinished = 0;
    put(t, name);
    state_now(t, &before);
    struct killed whole = killed_at(t, 0, upgrade_quietly, &d);
    is_int(t, 0, whole.status);
    state_now(t, &after);
    is_false(t, same(&before, &after));
    is_true(t, whole.calls > 50);
    for (long n = 1; n <= whole.calls; n = next_of(n, whole.calls)) {
        put(t, name);
        struct killed k = killed_at(t, n, upgrade_quietly, &d);
        if (!k.killed) { is_int(t, 0, k.status); continue; }          /* its threads took fewer calls this time */
        bool whole_now = state_now(t, &now);
        befores += whole_now && same(&now, &before), afters += whole_now && same(&now, &after), unfinished += !whole_now;
        if (whole_now && !same(&now, &before) && !same(&now, &after)) fail(t, "killed at call %ld it is neither of before nor of after", n);
        if (whole_now && now.high < high) fail(t, "killed at call %ld it may make ids once more: %lld, then %lld", n, (long long)high, (long long)now.high);
        if (whole_now && same(&now, &after)) continue;
        struct ran r = upgrade(t, back);
        if (!is_int(t, 0, r.status)) fail(t, "killed at call %ld, then: %s", n, r.err);
        is_true(t, state_now(t, &now) && same(&now, &after) && now.high >= high);
        is_int(t, 0, names_with(t, arena_print(t->arena, "%s/upgrades", test_db_folder(t)), ".part"));
    }
    if (befores == 0 || afters == 0) fail(t, "of %ld calls before %d, after %d", whole.calls, befores, afters);
    is_true(t, unfinished == 0 || (back && test_on_postgres()));
}

TEST(an_upgrade_that_is_killed_anywhere_leaves_old_data_or_new)
{
    log_set_level(LOG_ERROR + 1);
    older_kept(t, "old");
    killed_everywhere(t, "old", false, 0);
}

TEST(a_way_back_that_is_killed_anywhere_leaves_new_data_or_old)
{
    log_set_level(LOG_ERROR + 1);
    older_kept(t, "old_back");
    is_int(t, 0, upgrade(t, false).status);
    struct db *db = open_as_owner(t);
    if (!db) return;
    request(t, db, REQUESTS + 1);
    int64_t high = id_at(db_now(db).ms + 86400000, 0, 0);          /* a clock that was a day ahead: only what is written down keeps these ids from coming again */
    first_of(t, db, arena_print(t->arena, "UPDATE server_node SET high = %lld RETURNING high", (long long)high));
    db_close(db);
    test_db_keep(t, "upgraded", "x", 1);
    killed_everywhere(t, "upgraded", true, high);
}
