/* A migrated, empty database for a test, on the engine that the environment names:
**   KHUE_TEST_DB unset or "sqlite": a copy of one migrated file, in the test's folder;
**   KHUE_TEST_DB=postgres://…     : one of the databases khue_slot_0 … 15 of that server, a copy of a migrated one (see test/pg.sh); the tables
**                                   belong to the role of KHUE_TEST_DB_OWNER, and tests ask and write as the server's role, as in real life.
** Not durable: nothing waits for the disk. */
#ifndef KHUE_TEST_DB_H
#define KHUE_TEST_DB_H

#include "data/db.h"
#include "test/harness/test.h"

/* Ends the test process when there is no database: nothing after it could be true. */
struct db *test_db_open(struct test *t);
/* A folder and a database without any table, opened as the owner of the tables to be. */
struct db *test_db_bare(struct test *t);
/* The same with the data (and the whole data folder) that a test of this run has kept under this name, and the n bytes it kept beside them;
** *found false: nobody has, and it is empty. Bytes are of one process: a pointer in them holds only if it is to what never moves. */
struct db *test_db_open_kept(struct test *t, const char *name, void *beside, size_t n, bool *found);
/* Keeps what stands in the test's database, which must be closed: all its numbers are given back then. */
void test_db_keep(struct test *t, const char *name, const void *beside, size_t n);
/* Closes it and opens the same data again. */
struct db *test_db_again(struct test *t, struct db *db);
/* Closes it and opens the same data as the owner of the tables, who may migrate. On SQLite the same again. */
struct db *test_db_as_owner(struct test *t, struct db *db);
/* Statements of the owner that make or change tables of the test's own. */
void test_db_build(struct test *t, struct db *db, const char *sql);
void test_db_close(struct db *db);
/* Waits until what a killed program left at work in the test's database has ended. */
void test_db_alone(struct test *t);
bool test_on_postgres(void);
/* How this engine writes bytes in SQL: test_bytes(t, "01ff"). */
const char *test_bytes(struct test *t, const char *hex);
/* Folder and URL (NULL = SQLite) of the test's database, for programs that open it themselves. */
const char *test_db_folder(struct test *t);
const char *test_db_url(struct test *t);
const char *test_db_owner_url(struct test *t);         /* of who owns the tables */

/* An ask in the test's arena, without a scope. The fault is in the arena too: a->fault. */
struct ask *test_ask(struct test *t, struct db *db);

#endif
