/* A school moves from SQLite to PostgreSQL: every value as it was, or nothing at all. */
#include "base/log.h"
#include "data/engine.h"
#include "test/harness/db.h"
#include <stdlib.h>
#include <string.h>

/* A migrated SQLite file of its own, beside the test's PostgreSQL, whose tables nobody has used. */
struct scene { struct db_config from, to; const char *file; struct db_taken taken; char why[1024]; };

static bool scene_open(struct test *t, struct scene *s)
{
    log_set_level(LOG_ERROR + 1);
    if (!test_on_postgres()) { skip(t, "needs PostgreSQL (KHUE_TEST_DB)"); return false; }
    db_close(test_db_open(t));
    const char *folder = arena_print(t->arena, "%s/sqlite", t->folder);
    *s = (struct scene){ .file = arena_print(t->arena, "%s/khue.db", folder), .from = { .folder = folder, .node = 77 },
                         .to = { .folder = test_db_folder(t), .url = test_db_owner_url(t), .server_url = test_db_url(t), .node = -1 } };
    struct db *db;
    bool ready = is_rc(t, OK, db_open(&s->from, false, &db, s->why, sizeof s->why)) && is_rc(t, OK, db_migrate(db, NULL, s->why, sizeof s->why));
    if (ready) db_close(db);
    return ready;
}

static const char *asked(struct test *t, const struct db_config *where, const char *sql)
{
    char why[1024];
    struct db *db;
    const char *first = NULL;
    if (!is_rc(t, OK, db_open(where, false, &db, why, sizeof why))) return arena_text(t->arena, why);
    is_rc(t, OK, db_plain(db, t->arena, sql, &first));
    db_close(db);
    return first ? first : "nothing";
}

static rc taken(struct scene *s) { return db_take(&s->to, s->file, &s->taken, s->why, sizeof s->why); }

static const char session_row[] =
    "INSERT INTO session (id, token_hash, person_id, begun_at, seen_at, until, shared, device) VALUES (%s, %s, -1, 0, 9223372036854775807, -9223372036854775807, 1, %s)";

TEST(a_school_that_moves_keeps_every_value_as_it_was)
{
    struct scene s;
    if (!scene_open(t, &s)) return;
    asked(t, &s.from, arena_print(t->arena, session_row, "1", "x'00ff5c6e0a'", "'tab' || char(9) || 'line' || char(10) || char(13) || 'back\\N\\.' || 'Nguyễn Thị Huệ 🌸'"));
    asked(t, &s.from, arena_print(t->arena, session_row, "2", "x''", "''"));
    is_rc(t, OK, taken(&s));
    is_text(t, "", s.why);
    is_true(t, s.taken.tables > 100 && s.taken.rows > 2);
    is_text(t, "00ff5c6e0a", asked(t, &s.to, "SELECT encode(token_hash, 'hex') FROM session WHERE id = 1"));
    is_text(t, "tab\tline\n\rback\\N\\.Nguyễn Thị Huệ 🌸", asked(t, &s.to, "SELECT device FROM session WHERE id = 1"));
    is_text(t, "-1 0 9223372036854775807 -9223372036854775807 1 t",
            asked(t, &s.to, "SELECT concat_ws(' ', person_id, begun_at, seen_at, until, shared, chosen_role IS NULL) FROM session WHERE id = 1"));
    is_text(t, "true true", asked(t, &s.to, "SELECT (token_hash = '')::text || ' ' || (device = '')::text FROM session WHERE id = 2"));
    is_text(t, "1", asked(t, &s.to, "SELECT count(*)::text FROM server_node WHERE node = 77"));
    is_text(t, "0", asked(t, &s.to, "SELECT count(*)::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity AND NOT relforcerowsecurity"));
    is_text(t, "nothing", asked(t, &(struct db_config){ .folder = s.to.folder, .url = test_db_url(t), .node = -1 },
                                "SELECT 1 FROM server_node WHERE NOT has_table_privilege('session', 'INSERT')"));
}

TEST(a_move_that_fails_half_way_leaves_nothing_and_may_be_tried_again)
{
    struct scene s;
    if (!scene_open(t, &s)) return;
    asked(t, &s.from, arena_print(t->arena, session_row, "1", "x'01'", "'fine'"));
    asked(t, &s.from, arena_print(t->arena, session_row, "2", "x'02'", "CAST(x'41ff42' AS TEXT)"));
    is_rc(t, DOWN, taken(&s));
    has_text(t, "session: ", s.why);
    is_text(t, "0", asked(t, &s.to, "SELECT count(*)::text FROM session"));
    asked(t, &s.from, "UPDATE session SET device = 'mended' WHERE id = 2");
    is_rc(t, OK, taken(&s));
    is_text(t, "fine mended", asked(t, &s.to, "SELECT string_agg(device, ' ' ORDER BY id) FROM session"));
}

TEST(nothing_is_moved_to_where_somebody_lives)
{
    struct scene s;
    char why[1024];
    struct db *db;
    if (!scene_open(t, &s)) return;
    if (!is_rc(t, OK, db_open(&s.to, false, &db, why, sizeof why))) return;
    db_new_id(db);
    db_close(db);
    is_rc(t, CONFLICT, taken(&s));
    has_text(t, "make an empty one", s.why);
    is_rc(t, CONFLICT, pg_take_file(s.to.url, s.file, &s.taken, s.why, sizeof s.why));          /* somebody moved in after it was asked */
    has_text(t, "make an empty one", s.why);
    is_int(t, 1, atoll(asked(t, &s.to, "SELECT count(*)::text FROM server_node WHERE high <> 0")));
}

TEST(tables_of_another_version_are_not_moved)
{
    struct scene s;
    if (!scene_open(t, &s)) return;
    asked(t, &s.from, "ALTER TABLE session ADD COLUMN later INTEGER");
    is_rc(t, INVALID, taken(&s));
    has_text(t, "session: not the same columns", s.why);
    asked(t, &s.from, "ALTER TABLE session DROP COLUMN later");
    asked(t, &s.from, "CREATE TABLE later (id INTEGER PRIMARY KEY)");
    is_rc(t, INVALID, taken(&s));
    has_text(t, "not the same version", s.why);
    asked(t, &s.from, "DROP TABLE later");
    is_rc(t, OK, taken(&s));
}
