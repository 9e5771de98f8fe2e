-- Places of a colleague that a merge ended, or made for the kept row, so that its undo finds them.                 scope: school
table merger_place (
  school_id  id    not null,
  batch_id   id(batch) not null,
  member_id  id(member) not null,
  made       bool  not null,                      -- the kept row's, begun by it; else the folded one's, ended by it
  primary key (school_id, batch_id, member_id),
  foreign key (school_id) references school (id)
);
