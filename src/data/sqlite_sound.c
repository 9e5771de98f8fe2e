/* Is the file what SQLite believes it is? On a connection of its own, so that nobody waits for it. */
#include "data/sqlite.h"

#include <stdio.h>
#include <string.h>

struct sounding { struct verify_report *out; const char *what; };

static int told(void *at, int columns, char **text, char **name)
{
    struct sounding *s = at;
    (void)name;
    if (columns == 1 && text[0] && strcmp(text[0], "ok") == 0) return 0;
    if (columns == 1) verify_wrong(s->out, "%s: %s", s->what, text[0] ? text[0] : "");
    else verify_wrong(s->out, "%s: table %s, row %s, to %s", s->what, text[0], text[1] ? text[1] : "-", text[2]);
    return 0;
}

static int go_on(void *at) { return verify_over(at); }

static rc look(sqlite3 *sql, bool whole, struct verify_report *out, const char **text)
{
    struct sounding pages = { out, whole ? "integrity" : "quick check" }, keys = { out, "foreign key" };
    sqlite3_progress_handler(sql, 10000, go_on, out);
    if (sqlite3_exec(sql, whole ? "PRAGMA integrity_check" : "PRAGMA quick_check", told, &pages, NULL) == SQLITE_OK
        && (!whole || sqlite3_exec(sql, "PRAGMA foreign_key_check", told, &keys, NULL) == SQLITE_OK)) {
        verify_looked(out, 1);
        return OK;
    }
    *text = sqlite3_errmsg(sql);
    return sqlite3_errcode(sql) == SQLITE_INTERRUPT ? BUSY : DOWN;
}

rc sqlite_sound(struct db *db, bool whole, struct verify_report *out, char *why, size_t why_size)
{
    const char *text = "";
    sqlite3 *sql = NULL;
    rc r = sqlite_open_file(db, &sql, &text);
    if (r == OK) r = look(sql, whole, out, &text);
    if (r != OK) snprintf(why, why_size, "%s/khue.db: %s", db->folder, text);
    sqlite3_close(sql);
    return r;
}

/* A copy that nobody else has open: nothing is written beside it. */
static int copy_open(const char *path, sqlite3 **sql)
{
    char uri[4200] = "file:";
    size_t n = 5;
    for (const char *p = path; *p && n < sizeof uri - 20; p++)
        n += (size_t)snprintf(uri + n, sizeof uri - n, strchr("?#%", *p) ? "%%%02X" : "%c", (unsigned char)*p);
    snprintf(uri + n, sizeof uri - n, "?immutable=1");
    return sqlite3_open_v2(uri, sql, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
}

rc sqlite_copy_sound(const char *path, struct verify_report *out, char *why, size_t why_size)
{
    const char *text = "cannot be opened";
    sqlite3 *sql = NULL;
    rc r = copy_open(path, &sql) == SQLITE_OK ? look(sql, true, out, &text) : DOWN;
    if (r != OK) snprintf(why, why_size, "%s: %s", path, text);
    sqlite3_close(sql);
    return r;
}

struct found { struct arena *a; const char *text; };

static int found_text(void *at, int columns, char **text, char **name)
{
    struct found *f = at;
    (void)name;
    if (columns > 0 && text[0]) f->text = arena_text(f->a, text[0]);
    return 0;
}

rc db_copy_row_counts(const char *path, struct arena *a, const char **lines, char *why, size_t why_size)
{
    sqlite3 *sql = NULL;
    struct found question = { a, NULL }, rows = { a, NULL };
    bool good = copy_open(path, &sql) == SQLITE_OK && sqlite3_exec(sql, counts_sqlite, found_text, &question, NULL) == SQLITE_OK
                && (!question.text || sqlite3_exec(sql, question.text, found_text, &rows, NULL) == SQLITE_OK);
    if (!good) snprintf(why, why_size, "%s: %s", path, sql ? sqlite3_errmsg(sql) : "out of memory");
    sqlite3_close(sql);
    *lines = counts_lines(a, rows.text);
    return good ? OK : DOWN;
}
