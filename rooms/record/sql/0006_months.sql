-- What grows without end lies in a table a month on PostgreSQL; names (statement_key) do not, so that they stay unique.
alter table statement cut by month of id;
-- A whole statement is longer than a quarter of a page of SQLite.
alter table outside_statement long rows;
alter table outside_statement cut by month of id;
on postgres create policy mine on statement using (actor_id = any ((select khue_persons())::bigint[]));
