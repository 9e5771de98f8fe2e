/* Plans. A SCAN of a table that holds every school's rows is slow in a city however short the answer is: the question needs
** an index whose first columns are those it is bound by. */
#include "tools/sql/plans.h"
#include "tools/sql/shape.h"

#include <stdio.h>
#include <string.h>

static int questions, scans;

/* "SCAN b USING …" names the alias: which table is it? NULL for common tables, lists and subqueries. */
static const struct table *scanned(const struct shape *s, const char *line)
{
    if (!starts(line, "SCAN ")) return NULL;
    const char *alias = keep_text(line + 5, strcspn(line + 5, " "));
    for (int i = 0; i < s->refs; i++)
        if (same_word(s->ref[i].alias, alias)) return s->ref[i].table;
    return NULL;
}

void print_plan(const struct house *h, sqlite3 *db, const struct query *q)
{
    static struct shape shape;
    sqlite3_stmt *s;
    if (q->locks || sqlite3_prepare_v2(db, keep_print("EXPLAIN QUERY PLAN %s", q->sqlite), -1, &s, NULL) != SQLITE_OK) return;
    shape_of(h, q, &q->body, &shape);
    questions++;
    printf("%s:%d %s\n", q->at.file, q->at.line, q->name);
    while (sqlite3_step(s) == SQLITE_ROW) {
        const char *line = (const char *)sqlite3_column_text(s, 3);
        const struct table *t = scanned(&shape, line);
        bool whole = t && (t->scope == TABLE_SCHOOL || t->scope == TABLE_PERSON);
        scans += whole;
        printf("  %s %s%s%s\n", whole ? "!" : " ", line, whole ? "   -- the whole table " : "", whole ? t->name : "");
    }
    sqlite3_finalize(s);
}

void print_scans(void) { printf("%d questions, %d read a whole table of schools or persons\n", questions, scans); }
