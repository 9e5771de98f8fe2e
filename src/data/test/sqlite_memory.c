/* What SQLite takes its memory from: shelves of the thread. */
#include "data/sqlite.h"
#include "test/harness/test.h"
#include <malloc.h>
#include <string.h>

enum { BLOCKS = 400, THREADS = 40, MB = 1 << 20 };

static int size_of(int i) { return 1 + i * 17; }          /* 1 … 6,784: past the biggest that is kept */

static bool is_full_of(const char *p, int n, char c)
{
    for (int i = 0; i < n; i++)
        if (p[i] != c) return false;
    return true;
}

/* Writes into all of what it is given, and looks at it again when all are there: no two overlap. */
static void *take_all(void *at)
{
    char **block = at;
    for (int i = 0; i < BLOCKS; i++)
        if ((block[i] = sqlite3_malloc(size_of(i)))) memset(block[i], 'a' + i % 26, (size_t)sqlite3_msize(block[i]));
    return NULL;
}

static void *give_all(void *at)
{
    char **block = at;
    for (int i = 0; i < BLOCKS; i++) sqlite3_free(block[i]);
    return NULL;
}

static void *take_and_give(void *at)
{
    return take_all(at), give_all(at);
}

static void elsewhere(struct test *t, void *(*run)(void *), void *at)
{
    pthread_t thread;
    is_int(t, 0, pthread_create(&thread, NULL, run, at));
    pthread_join(thread, NULL);
}

TEST(blocks_hold_what_was_written_whichever_thread_took_them_and_which_gave_them_back)
{
    static char *block[BLOCKS];
    sqlite_configure();
    for (int round = 0; round < 4; round++) {
        elsewhere(t, take_all, block);
        for (int i = 0; i < BLOCKS; i++)
            if (!block[i] || sqlite3_msize(block[i]) < (sqlite3_uint64)size_of(i) || (size_t)block[i] % 16 != 0 || !is_full_of(block[i], size_of(i), (char)('a' + i % 26)))
                fail(t, "block %d of round %d", i, round);
        if (round % 2) elsewhere(t, give_all, block);
        else           give_all(block);
    }
}

TEST(a_block_that_grows_or_shrinks_keeps_its_words)
{
    sqlite_configure();
    char *p = sqlite3_malloc(5);
    is_true(t, p);
    if (!p) return;
    memcpy(p, "xin", 4);
    for (int n = 5; p && n < 20000; n = n * 3 / 2 + 1) {
        p = sqlite3_realloc(p, n);
        if (!is_text(t, "xin", p) || !is_true(t, sqlite3_msize(p) >= (sqlite3_uint64)n)) break;
    }
    for (int n = 20000; p && n > 4; n /= 2) {
        p = sqlite3_realloc(p, n);
        if (!is_text(t, "xin", p) || !is_true(t, sqlite3_msize(p) >= (sqlite3_uint64)n)) break;
    }
    sqlite3_free(p);
}

TEST(a_thread_keeps_a_quarter_of_a_megabyte_and_nothing_after_its_end)
{
    static char *block[BLOCKS], *many[4 * BLOCKS];
    sqlite_configure();
    take_and_give(block);
    size_t before = mallinfo2().uordblks;
    for (int i = 0; i < 4 * BLOCKS; i++) many[i] = sqlite3_malloc(4096);
    for (int i = 0; i < 4 * BLOCKS; i++) sqlite3_free(many[i]);
    size_t after = mallinfo2().uordblks;
    if (after > before + MB / 2) fail(t, "%zu KB are kept by this thread", (after - before) / 1024);
    for (int i = 0; i < THREADS; i++) elsewhere(t, take_and_give, block);
    size_t last = mallinfo2().uordblks;
    if (last > after + MB) fail(t, "%zu KB are kept for threads that are over", (last - after) / 1024);
}
