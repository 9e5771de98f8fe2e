/* The planner's estimates come with the migrations (sqlite_plans.h). */
#include "data/engine.h"
#include "test/harness/db.h"

static const struct migration places[] = {
    { "data", 1, "places", "h1",
      "CREATE TABLE place (school_id INTEGER NOT NULL, id INTEGER NOT NULL, class_id INTEGER NOT NULL, code TEXT NOT NULL,"
      " PRIMARY KEY (school_id, id)) STRICT, WITHOUT ROWID;"
      "CREATE INDEX place_by_class ON place (school_id, class_id);"
      "CREATE UNIQUE INDEX place_by_code ON place (code);"
      "CREATE TABLE area (id INTEGER PRIMARY KEY, code TEXT NOT NULL, kind TEXT NOT NULL, valid_from INTEGER NOT NULL) STRICT;"
      "CREATE UNIQUE INDEX area_by_code ON area (code, kind, valid_from);"
      "INSERT INTO area VALUES (1, '00004', 'ward', 20270)", "" },
    { 0 }
};

static const char *stat(struct test *t, struct db *db, const char *index)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(db, t->arena, arena_print(t->arena, "SELECT stat FROM sqlite_stat1 WHERE tbl = 'place' AND idx = '%s'", index), &first));
    return first;
}

TEST(a_school_is_many_rows_to_the_planner_and_a_class_is_few)
{
    char why[512];
    if (test_on_postgres()) return skip(t, "SQLite's own estimates");
    struct db_config config = { .folder = test_db_folder(t), .node = 1 };
    struct db *db;
    if (!is_rc(t, OK, db_open(&config, false, &db, why, sizeof why))) return;
    is_rc(t, OK, migrate_list(db, places, NULL, why, sizeof why));
    is_text(t, "1000000 2000 1", stat(t, db, "place"));
    is_text(t, "1000000 2000 40", stat(t, db, "place_by_class"));
    is_text(t, "1000000 1", stat(t, db, "place_by_code"));
    const char *found = NULL;                            /* the range behind an IN counts: see SEEK_SCAN in sqlite.c */
    is_rc(t, OK, db_plain(db, t->arena, "SELECT id FROM area WHERE code = '00004' AND kind IN ('commune', 'ward') AND valid_from <= 20269", &found));
    is_text(t, NULL, found);
    db_close(db);
}
