-- Up to which of its members a school has looked up whether something was told of them before they came (tie.c).                        scope: school
table outside_looked (
  school_id  id   not null,
  member_id  id(member)  not null,           -- the newest that was looked up
  primary key (school_id)
);

-- How much is kept of a key: statements that it told, files that came with them (one that several have counts for each), bytes of both; documents that it
-- wrote last (the door xapi has them), and their bytes.                                                                scope: school
table outside_kept (
  school_id  id   not null,
  key_id     ref  not null,
  n          int  not null,
  files      int  not null,
  bytes      int  not null,
  documents  int  not null,
  document_bytes int not null,
  primary key (school_id, key_id)
);
on sqlite insert into outside_kept (school_id, key_id, n, files, bytes, documents, document_bytes)
  select s.school_id, s.key_id, count(*), 0, sum(length(cast(s.document as blob))), 0, 0 from outside_statement s where s.document <> '' group by 1, 2;
on postgres insert into outside_kept (school_id, key_id, n, files, bytes, documents, document_bytes)
  select s.school_id, s.key_id, count(*), 0, sum(octet_length(s.document)), 0, 0 from outside_statement s where s.document <> '' group by 1, 2;
on sqlite insert into outside_kept (school_id, key_id, n, files, bytes, documents, document_bytes)
  select s.school_id, s.key_id, 0, count(*), sum(length(f.body)), 0, 0
    from outside_attached a join outside_statement s on s.school_id = a.school_id and s.id = a.statement_id join outside_file f on f.school_id = a.school_id and f.hash = a.hash
   where s.document <> '' group by 1, 2
  on conflict (school_id, key_id) do update set files = excluded.files, bytes = outside_kept.bytes + excluded.bytes;
on postgres insert into outside_kept (school_id, key_id, n, files, bytes, documents, document_bytes)
  select s.school_id, s.key_id, 0, count(*), sum(octet_length(f.body)), 0, 0
    from outside_attached a join outside_statement s on s.school_id = a.school_id and s.id = a.statement_id join outside_file f on f.school_id = a.school_id and f.hash = a.hash
   where s.document <> '' group by 1, 2
  on conflict (school_id, key_id) do update set files = excluded.files, bytes = outside_kept.bytes + excluded.bytes;

-- What finds others that refer to a statement, by that one: so that it goes without looking at each of them.
index outside_term_of_source on outside_term (school_id, source_id) where source_id <> statement_id;

-- Who first told of a verb or an activity; and since when it is one of the others, because nobody told of it any more (room.c).
alter table outside_counted add column key_id ref;             -- none: from before that was known
alter table outside_counted add column closed_day date;        -- its former sums stand under its name; what is told from then on counts among all others
