-- What an erasure left for a job, since a closure is short (forget.c): statements that are found by one that is forgotten, or by a name in it that is, until they
-- are not.                                                                                                                             scope: school
table outside_leftover (
  school_id  id             not null,
  source_id  id(statement)  not null,
  term       bytes          not null,          -- by this alone; empty: by all that it finds them
  primary key (school_id, source_id, term)
);

-- Members are looked up once more: for documents that were written before it was kept whom they name (doors/xapi/before.c).
on sqlite update outside_looked set member_id = 0;
on postgres update outside_looked set member_id = 0;
