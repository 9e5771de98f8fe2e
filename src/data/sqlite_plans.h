/* What SQLite's planner is told about every table and index: fixed estimates instead of counts.
**
** Without any, the planner takes the first column of a WITHOUT ROWID key for nearly unique and reads all of a school's rows
** where an index on (school_id, class_id) would find thirty. With counts (ANALYZE) the plans of a school would depend on
** the day when it was counted. So the estimates follow from the shape of the key, are the same everywhere, and a plan that
** was looked at (make plans) is the plan that runs.
**
** A table has a million rows; school_id leaves 2,000 of them, the column after it 40, and those behind it no fewer (often an
** open end, which most rows share); any other first column leaves 10, then 3 and 2; a whole unique key leaves one.
** Applied after migrations (migrate.c) and by tools/sql before it looks at plans. */
#ifndef KHUE_DATA_SQLITE_PLANS_H
#define KHUE_DATA_SQLITE_PLANS_H

static const char sqlite_plans[] =
    "ANALYZE sqlite_schema;"
    "DELETE FROM sqlite_stat1;"
    "INSERT INTO sqlite_stat1 (tbl, idx, stat)"
    " SELECT tbl, idx, '1000000 ' || group_concat(CASE WHEN is_unique AND place = last THEN 1"
    "   WHEN by_school THEN CASE place WHEN 0 THEN 2000 ELSE 40 END"
    "   ELSE CASE place WHEN 0 THEN 10 WHEN 1 THEN 3 ELSE 2 END END, ' ')"
    " FROM (SELECT t.name AS tbl, CASE WHEN i.origin = 'pk' AND t.wr THEN t.name ELSE i.name END AS idx, i.\"unique\" AS is_unique, c.seqno AS place,"
    "   max(c.seqno) OVER (PARTITION BY t.name, i.name) AS last,"
    "   max(c.seqno = 0 AND c.name = 'school_id') OVER (PARTITION BY t.name, i.name) AS by_school"
    "  FROM pragma_table_list t, pragma_index_list(t.name) i, pragma_index_info(i.name) c"
    "  WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    "  ORDER BY t.name, i.name, c.seqno)"
    " GROUP BY tbl, idx;"
    "ANALYZE sqlite_schema;";

#endif
