/* Tests: one sentence, one function. A file <dir>/test/NAME.c holds
**
**   TEST(a_lent_book_is_not_on_the_shelf)
**   {
**       is_int(t, 3, shelf_count(t->arena));
**   }
**
** The Makefile lists every line that begins with TEST( in build/gen/tests.c; nothing else registers a test.
** What stays true:
** (1) every test runs in its own process, so a crash, a leak (ASan) or a timeout fails that test and no other;
** (2) a test fails when one check failed, and also when it made no check and did not skip;
** (3) checks go on after a failure and answer whether they held: `if (!is_rc(t, OK, …)) return;` where going on is useless;
** (4) checks may be called from several threads; the arena belongs to the test's own thread. */
#ifndef KHUE_TEST_H
#define KHUE_TEST_H

#include "base/arena.h"
#include "base/rc.h"
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct test {
    const char *name;         /* a_lent_book_is_not_on_the_shelf */
    const char *file;         /* rooms/library/test/lend.c */
    struct arena *arena;      /* 64 MB at most, freed after the test */
    const char *folder;       /* of this test alone, empty at first, removed after it */
    atomic_int checks, failed;
    bool skipped;
};

typedef void (*test_fn)(struct test *t);
struct test_case { const char *file; const char *name; test_fn run; };
extern const struct test_case test_cases[];      /* generated; ends with run NULL */

/* The Makefile gives TEST_FILE, so that two files may use the same sentence. */
#ifndef TEST_FILE
#define TEST_FILE alone
#endif
#define TEST_JOIN_(file, name) test_##file##__##name
#define TEST_JOIN(file, name)  TEST_JOIN_(file, name)
#define TEST(name) \
    void TEST_JOIN(TEST_FILE, name)(struct test *t); \
    void TEST_JOIN(TEST_FILE, name)(struct test *t __attribute__((unused)))

/* Each prints file, line, what was wanted and what came, and answers true when it held. */
#define is_true(t, cond)            check_true((t), __FILE__, __LINE__, (cond), #cond)
#define is_false(t, cond)           check_true((t), __FILE__, __LINE__, !(cond), "not " #cond)
#define is_int(t, want, got)        check_int((t), __FILE__, __LINE__, #got, (int64_t)(want), (int64_t)(got))
#define is_text(t, want, got)       check_text((t), __FILE__, __LINE__, #got, (want), (got))        /* NULL equals only NULL */
#define is_rc(t, want, got)         check_rc((t), __FILE__, __LINE__, #got, (want), (got))
#define is_bytes(t, want, want_n, got, got_n) check_bytes((t), __FILE__, __LINE__, #got, (want), (want_n), (got), (got_n))
#define has_text(t, part, whole)    check_has((t), __FILE__, __LINE__, #whole, (part), (whole), true)
#define lacks_text(t, part, whole)  check_has((t), __FILE__, __LINE__, #whole, (part), (whole), false)
/* A failure told in words, for loops over cases: fail(t, "line %d: …", n). */
#define fail(t, ...)                check_fail((t), __FILE__, __LINE__, __VA_ARGS__)
/* This machine cannot run it; counted apart. Then return. */
void skip(struct test *t, const char *why);

bool check_true(struct test *t, const char *file, int line, bool held, const char *what);
bool check_int(struct test *t, const char *file, int line, const char *what, int64_t want, int64_t got);
bool check_text(struct test *t, const char *file, int line, const char *what, const char *want, const char *got);
bool check_rc(struct test *t, const char *file, int line, const char *what, rc want, rc got);
bool check_bytes(struct test *t, const char *file, int line, const char *what, const void *want, size_t want_n, const void *got, size_t got_n);
bool check_has(struct test *t, const char *file, int line, const char *what, const char *part, const char *whole, bool wanted);
bool check_fail(struct test *t, const char *file, int line, const char *fmt, ...) __attribute__((format(printf, 4, 5)));

#endif
