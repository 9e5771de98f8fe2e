/* Runs a command as main would, and keeps what it says. */
#ifndef KHUE_MAIN_TEST_RUN_H
#define KHUE_MAIN_TEST_RUN_H

#include "main/commands.h"
#include "test/harness/test.h"

struct ran { int status; const char *out, *err; };       /* texts in the test's arena */
/* words: "--data" "x" …, NULL at the end. */
struct ran run_command(struct test *t, int (*command)(struct errand *e), const char *const words[]);
#define RUN(t, command, ...) run_command((t), (command), (const char *const[]){ __VA_ARGS__, NULL })

/* Brings an empty database to the tables of a former program: all migrations but the last ones. */
bool former_tables(struct test *t, struct db *db);

#endif
