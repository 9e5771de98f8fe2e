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

rc sqlite_sound(struct db *db, bool whole, struct verify_report *out, char *why, size_t why_size)
{
    const char *text = "";
    sqlite3 *sql = NULL;
    struct sounding pages = { out, whole ? "integrity" : "quick check" }, keys = { out, "foreign key" };
    rc r = sqlite_open_file(db, &sql, &text);
    if (r == OK) sqlite3_progress_handler(sql, 10000, go_on, out);
    if (r == OK && (sqlite3_exec(sql, whole ? "PRAGMA integrity_check" : "PRAGMA quick_check", told, &pages, NULL) != SQLITE_OK
                    || (whole && sqlite3_exec(sql, "PRAGMA foreign_key_check", told, &keys, NULL) != SQLITE_OK))) {
        r = sqlite3_errcode(sql) == SQLITE_INTERRUPT ? BUSY : DOWN;
        text = sqlite3_errmsg(sql);
    }
    if (r == OK) verify_looked(out, 1);
    else snprintf(why, why_size, "%s/khue.db: %s", db->folder, text);
    sqlite3_close(sql);
    return r;
}
