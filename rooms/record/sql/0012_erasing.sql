-- People whom an erasure has decided to erase and of whom statements from outside are left for a job, since a closure is short (forget.c): nobody reads these from
-- the commit of the erasure on. nobody: who they become in what stays of others.                                                     scope: school
table outside_erasing (
  school_id  id          not null,
  person_id  id          not null,
  nobody     id(person)  not null,
  primary key (school_id, person_id)
);
