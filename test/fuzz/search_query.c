/* What anybody types into a search: whatever it is, it becomes one sound question of FTS5's language, and a thing whose name it
** is can be found by it. PostgreSQL's tsquery gets the same words between its own quotes (khue_search_query). */
#include "base/viet.h"
#include "search/inside.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static sqlite3 *sql;
static sqlite3_stmt *put, *find;

static void must(bool held)
{
    if (!held) abort();
}

/* As rooms/search/sql/0001_search.sql makes it. */
static void index_open(void)
{
    if (sql) return;
    must(sqlite3_open(":memory:", &sql) == SQLITE_OK);
    must(sqlite3_exec(sql, "CREATE VIRTUAL TABLE search_text USING fts5 (words, content = '', columnsize = 0, detail = none, tokenize = 'ascii')",
                      NULL, NULL, NULL) == SQLITE_OK);
    must(sqlite3_prepare_v2(sql, "INSERT INTO search_text (rowid, words) VALUES (7, 'p1' || replace(?1, ' ', ' p1'))", -1, &put, NULL) == SQLITE_OK);
    must(sqlite3_prepare_v2(sql, "SELECT rowid FROM search_text WHERE search_text MATCH replace(?1, '@', 'p1')", -1, &find, NULL) == SQLITE_OK);
}

static bool finds(const char *query)
{
    must(sqlite3_bind_text(find, 1, query, -1, SQLITE_TRANSIENT) == SQLITE_OK);
    int answer = sqlite3_step(find);
    must(answer == SQLITE_ROW || answer == SQLITE_DONE);
    sqlite3_reset(find);
    return answer == SQLITE_ROW;
}

static void words_are_plain(const char *words)
{
    must(utf8_valid(words, strlen(words)));
    for (const char *w = words; *w; w++)
        must((unsigned char)*w >= 0x80 || *w == ' ' || (*w >= 'a' && *w <= 'z') || (*w >= '0' && *w <= '9'));
}

static void is_found_by_its_name(struct arena *a, const char *typed, const struct search_query *q)
{
    const char *words = words_of(a, typed, NULL);
    if (!utf8_valid(typed, strlen(typed)) || strlen(typed) > TYPED_BYTES || *words == 0) return;
    must(sqlite3_exec(sql, "BEGIN", NULL, NULL, NULL) == SQLITE_OK);
    must(sqlite3_bind_text(put, 1, words, -1, SQLITE_TRANSIENT) == SQLITE_OK && sqlite3_step(put) == SQLITE_DONE);
    sqlite3_reset(put);
    must(q && finds(query_of_names(a, q)));
    must(sqlite3_exec(sql, "ROLLBACK", NULL, NULL, NULL) == SQLITE_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    struct arena a;
    index_open();
    arena_init(&a, 64 << 20);
    const char *typed = arena_text_n(&a, (const char *)p, n);
    const struct search_query *q = search_read(&a, typed);
    if (utf8_valid(typed, strlen(typed))) words_are_plain(words_of(&a, typed, typed));
    if (q) {
        words_are_plain(q->key);
        must(q->n > 0 && q->n <= QUERY_WORDS);
        for (size_t i = 0; i < q->n; i++) must(q->word[i].n > 0 && q->word[i].n <= WORD_BYTES);
        finds(query_of_names(&a, q));
    }
    is_found_by_its_name(&a, typed, q);
    must(!a.failed || n > 100000);
    arena_finish(&a);
    return 0;
}
