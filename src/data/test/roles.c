/* The owner of the tables and the server's role (src/data/postgres_role.c). */
#include "data/engine.h"
#include "test/harness/db.h"
#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

static struct db *two_roles(struct test *t)
{
    if (test_on_postgres() && getenv("KHUE_TEST_DB_OWNER")) return test_db_open(t);
    skip(t, "needs PostgreSQL with two roles (KHUE_TEST_DB, KHUE_TEST_DB_OWNER)");
    return NULL;
}

TEST(the_servers_role_can_change_no_table)
{
    static const char *const refused[] = {
        "ALTER TABLE member DISABLE ROW LEVEL SECURITY", "ALTER TABLE member NO FORCE ROW LEVEL SECURITY", "DROP POLICY wall ON member",
        "CREATE POLICY all_of_it ON member USING (true)", "ALTER TABLE person ADD COLUMN x BIGINT", "DROP TABLE person CASCADE", "TRUNCATE person CASCADE",
        "CREATE TABLE mine (id BIGINT)", "CREATE TEMPORARY TABLE member (id BIGINT)", "CREATE SCHEMA mine",
        "CREATE OR REPLACE FUNCTION khue_open() RETURNS boolean LANGUAGE sql STABLE AS 'SELECT true'", "CREATE INDEX mine ON person (id)",
        "CREATE TRIGGER mine BEFORE INSERT ON person EXECUTE FUNCTION suppress_redundant_updates_trigger()", "UPDATE schema_migration SET hash = 'x'",
        "DELETE FROM schema_migration", "SET ROLE postgres",
    };
    struct db *db = two_roles(t);
    if (!db) return;
    PGconn *pg = PQconnectdb(test_db_url(t));
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        PQclear(PQexec(pg, "BEGIN"));
        PGresult *r = PQexec(pg, refused[i]);
        const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
        if (PQresultStatus(r) == PGRES_COMMAND_OK || !state || strcmp(state, "42501") != 0) fail(t, "%s: %s", refused[i], state ? state : "was done");
        PQclear(r);
        PQclear(PQexec(pg, "ROLLBACK"));
    }
    PGresult *r = PQexec(pg, "SELECT room, number, hash FROM schema_migration");
    is_true(t, PQntuples(r) > 10);
    PQclear(r);
    PQfinish(pg);
    test_db_close(db);
}

TEST(the_doctor_sees_what_a_role_may)
{
    struct db_role role;
    struct db *db = two_roles(t);
    if (!db) return;
    is_rc(t, OK, db_role(db, t->arena, &role));
    is_false(t, role.over_the_wall || role.owns || role.shut_out || role.open != NULL);
    is_true(t, role.connections_most > 10);
    is_int(t, 0, role.clock_off_ms);
    db_set_clock(db, (opt_instant){ true, { db_now(db).ms - 3600000 } });
    is_rc(t, OK, db_role(db, t->arena, &role));
    is_true(t, role.clock_off_ms <= -3600000);
    db_set_clock(db, (opt_instant){ 0 });
    test_db_build(t, db, "ALTER TABLE member NO FORCE ROW LEVEL SECURITY");
    is_rc(t, OK, db_role(db, t->arena, &role));
    is_text(t, "member", role.open);
    test_db_build(t, db, "ALTER TABLE member FORCE ROW LEVEL SECURITY; ALTER POLICY wall ON person RENAME TO no_wall");
    is_rc(t, OK, db_role(db, t->arena, &role));
    is_text(t, "person", role.open);
    test_db_build(t, db, "ALTER POLICY no_wall ON person RENAME TO wall");
    db = test_db_as_owner(t, db);
    is_rc(t, OK, db_role(db, t->arena, &role));
    is_true(t, role.owns);
    is_false(t, role.over_the_wall || role.shut_out || role.open != NULL);
    test_db_close(db);
}

static const struct migration one_more[] = { { .room = "data", .number = 1, .name = "x", .hash = "x", .sqlite = " ", .postgres = " " }, { 0 } };

TEST(only_the_owner_migrates)
{
    char why[512] = "";
    struct db *db = two_roles(t);
    if (!db) return;
    is_rc(t, BUG, migrate_list(db, one_more, NULL, why, sizeof why));
    has_text(t, "db-owner", why);
    test_db_close(db);
}

TEST(a_role_that_was_given_nothing_is_told_so_and_gets_it_by_a_migration)
{
    char why[512] = "";
    struct db *db = two_roles(t);
    if (!db) return;
    struct db_config config = { .folder = test_db_folder(t), .url = test_db_url(t), .node = -1 };
    db = test_db_as_owner(t, db);
    is_rc(t, OK, db_plain(db, t->arena, "DO $$ DECLARE r text; BEGIN FOR r IN SELECT DISTINCT grantee FROM information_schema.role_table_grants"
                                        " WHERE table_name = 'server_node' AND grantee <> current_user LOOP"
                                        " EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA public FROM %I', r); END LOOP; END $$", NULL));
    test_db_close(db);
    is_rc(t, DENIED, db_open(&config, false, &db, why, sizeof why));
    has_text(t, "khue upgrade", why);
    db = test_db_as_owner(t, NULL);
    is_rc(t, OK, db_migrate(db, NULL, why, sizeof why));                  /* nothing is missing but the rights */
    test_db_close(db);
    if (!is_rc(t, OK, db_open(&config, false, &db, why, sizeof why))) { fail(t, "%s", why); return; }
    db_close(db);
    config.server_url = config.url;
    if (!is_rc(t, OK, db_open(&config, false, &db, why, sizeof why))) { fail(t, "%s", why); return; }
    is_true(t, db_migrate(db, NULL, why, sizeof why) != OK);              /* the server's role gives nobody anything, itself neither */
    db_close(db);
}
