/* The second wall (src/data/postgres_scope.c): what a connection sees that asks past the questions of the house. */
#include "data/db.h"
#include "test/harness/db.h"
#include <libpq-fe.h>
#include <stdlib.h>

/* Two schools with a pupil each; the pupil of school 1 has a guardian; person 9 belongs nowhere. */
static const char two_schools[] =
    "INSERT INTO area (id, code, kind, name, search_key, valid_from) VALUES (1, '00004', 'ward', 'Ba Đình', 'ba dinh', 0);"
    "INSERT INTO organisation (id, kind, name, search_key, rev) VALUES (1, 'school', 'A', 'a', 1), (2, 'school', 'B', 'b', 1);"
    "INSERT INTO school (id, organisation_id, code, name, search_key, ownership, area_id, address, rev)"
    " VALUES (1, 1, 'a', 'A', 'a', 'public', 1, '', 1), (2, 2, 'b', 'B', 'b', 'public', 1, '', 1);"
    "INSERT INTO person (id, full_name, search_key, sort_key, added_at, rev)"
    " VALUES (1, 'An', 'an', '', 0, 1), (2, 'Bình', 'binh', '', 0, 1), (5, 'Mẹ An', 'me an', '', 0, 1), (9, 'Chi', 'chi', '', 0, 1);"
    "INSERT INTO guardian_link (id, child_id, guardian_id, kind, from_day) VALUES (1, 1, 5, 'mother', 0);"
    "INSERT INTO member (school_id, id, person_id, role, display_name, search_key, sort_key, from_day, rev)"
    " VALUES (1, 1, 1, 'pupil', 'An', 'an', '', 0, 1), (2, 2, 2, 'pupil', 'Bình', 'binh', '', 0, 1)";

static PGconn *past_the_house(struct test *t, struct db **db)
{
    if (!test_on_postgres()) { skip(t, "needs PostgreSQL (KHUE_TEST_DB)"); return NULL; }
    *db = test_db_open(t);
    is_rc(t, OK, db_plain(*db, t->arena, two_schools, NULL));
    PGconn *pg = PQconnectdb(test_db_url(t));
    is_true(t, PQstatus(pg) == CONNECTION_OK);
    return pg;
}

static int number(struct test *t, PGconn *pg, const char *sql)
{
    PGresult *r = PQexec(pg, sql);
    int n = -1;
    if (PQresultStatus(r) == PGRES_TUPLES_OK && PQntuples(r) > 0) n = atoi(PQgetvalue(r, 0, 0));
    else if (PQresultStatus(r) != PGRES_COMMAND_OK && PQresultStatus(r) != PGRES_TUPLES_OK) fail(t, "%s: %s", sql, PQerrorMessage(pg));
    PQclear(r);
    return n;
}

TEST(a_connection_without_a_scope_sees_nothing_of_schools_and_persons)
{
    struct db *db;
    PGconn *pg = past_the_house(t, &db);
    if (!pg) return;
    is_int(t, 0, number(t, pg, "SELECT rolsuper::int + rolbypassrls::int FROM pg_roles WHERE rolname = current_user"));
    is_int(t, 0, number(t, pg, "SELECT count(*) FROM member"));
    is_int(t, 0, number(t, pg, "SELECT count(*) FROM person"));
    is_int(t, 2, number(t, pg, "SELECT count(*) FROM school"));
    PGresult *r = PQexec(pg, "INSERT INTO guardian_link (id, child_id, guardian_id, kind, from_day) VALUES (7, 2, 9, 'mother', 0)");
    is_text(t, "42501", PQresultErrorField(r, PG_DIAG_SQLSTATE));
    PQclear(r);
    PQfinish(pg);
    test_db_close(db);
}

TEST(a_school_sees_its_members_and_their_guardians_only)
{
    struct db *db;
    PGconn *pg = past_the_house(t, &db);
    if (!pg) return;
    number(t, pg, "SET khue.schools = '{1}'");
    is_int(t, 1, number(t, pg, "SELECT count(*) FROM member"));
    is_int(t, 1, number(t, pg, "SELECT person_id FROM member"));
    is_int(t, 6, number(t, pg, "SELECT sum(id) FROM person"));                      /* An and her mother */
    is_int(t, 0, number(t, pg, "WITH x AS (UPDATE member SET rev = 9 WHERE school_id = 2 RETURNING 1) SELECT count(*) FROM x"));
    is_int(t, 0, number(t, pg, "SELECT count(*) FROM person WHERE id = 9"));
    PQfinish(pg);
    test_db_close(db);
}

TEST(a_family_sees_its_own_and_what_belongs_to_its_schools)
{
    struct db *db;
    PGconn *pg = past_the_house(t, &db);
    if (!pg) return;
    number(t, pg, "SET khue.reach = 'all'");
    is_int(t, 1, number(t, pg, "SELECT cardinality(khue_schools_of('{1,5}'))"));
    number(t, pg, "SET khue.reach = 'some'");
    number(t, pg, "SET khue.persons = '{1,5}'");
    is_int(t, 0, number(t, pg, "SELECT count(*) FROM member"));
    number(t, pg, "SET khue.schools = '{1}'");
    is_int(t, 1, number(t, pg, "SELECT count(*) FROM member"));
    is_int(t, 6, number(t, pg, "SELECT sum(id) FROM person"));
    is_int(t, 1, number(t, pg, "SELECT (current_setting('khue.reach') = 'some')::int"));      /* khue_knows puts it back */
    PQfinish(pg);
    test_db_close(db);
}

/* Tenant tables carry school_id; every one of them, and those about persons, has its policy and holds its owner to it. */
TEST(every_table_of_schools_and_persons_has_its_wall)
{
    struct db *db;
    PGconn *pg = past_the_house(t, &db);
    if (!pg) return;
    is_true(t, number(t, pg, "SELECT count(*) FROM pg_policies WHERE policyname = 'wall'") > 5);
    is_int(t, 0, number(t, pg,
        "SELECT count(*) FROM pg_class c JOIN pg_policies p ON p.tablename = c.relname WHERE NOT (c.relrowsecurity AND c.relforcerowsecurity)"));
    is_int(t, 1, number(t, pg, "SELECT relforcerowsecurity::int FROM pg_class WHERE relname = 'member'"));
    is_int(t, 1, number(t, pg, "SELECT relforcerowsecurity::int FROM pg_class WHERE relname = 'person'"));
    PQfinish(pg);
    test_db_close(db);
}

/* A place beside a school lets the school see the person, and the person nothing of the school. */
TEST(a_school_sees_who_stands_beside_it_and_is_not_seen_by_them)
{
    struct db *db;
    PGconn *pg = past_the_house(t, &db);
    if (!pg) return;
    is_rc(t, OK, db_plain(db, t->arena, "INSERT INTO outsider (school_id, id, person_id, kind, from_day, rev) VALUES (1, 1, 9, 'mentor', 0, 1)", NULL));
    number(t, pg, "SET khue.schools = '{1}'");
    is_int(t, 1, number(t, pg, "SELECT count(*) FROM person WHERE id = 9"));
    is_int(t, 1, number(t, pg, "SELECT count(*) FROM outsider"));
    number(t, pg, "SET khue.schools = '{2}'");
    is_int(t, 0, number(t, pg, "SELECT count(*) FROM person WHERE id = 9"));
    is_int(t, 0, number(t, pg, "SELECT count(*) FROM outsider"));
    number(t, pg, "SET khue.reach = 'all'");
    is_int(t, 1, number(t, pg, "SELECT (khue_schools_of('{9}') IS NULL)::int"));
    PQfinish(pg);
    test_db_close(db);
}
