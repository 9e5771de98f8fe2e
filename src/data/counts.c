/* What technicians ask of the database: how many rows every table has. */
#include "data/engine.h"

#include <stdio.h>
#include <string.h>

/* Answers a question that answers "table 12\n…"; two steps, since a question cannot name its tables by itself. */
const char counts_sqlite[] =
    "SELECT 'SELECT group_concat(line, char(10)) FROM (' || group_concat('SELECT ''' || name || ' '' || count(*) AS line FROM \"' || name || '\"', ' UNION ALL ') || ')'"
    " FROM (SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name)";
static const char counts_postgres[] =
    "SELECT 'SELECT string_agg(line, chr(10)) FROM (' || string_agg(format('SELECT %L || count(*) AS line FROM %I', relname || ' ', relname), ' UNION ALL ') || ') x'"
    " FROM (SELECT relname FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace WHERE relkind = 'r' AND nspname = 'public' ORDER BY relname) t";

const char *counts_lines(struct arena *a, const char *found) { return arena_print(a, "\n%s\n", found ? found : ""); }

rc db_row_counts(struct db *db, struct arena *a, const char **lines)
{
    const char *question = NULL, *found = NULL;
    *lines = "\n";
    try(db_plain(db, a, db->engine == ENGINE_SQLITE ? counts_sqlite : counts_postgres, &question));
    if (!question) return OK;
    try(db_plain(db, a, question, &found));
    *lines = counts_lines(a, found);
    return a->failed ? LIMIT : OK;
}
