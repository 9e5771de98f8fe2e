-- One account opened or sent out more than the school's bound within an hour; whoever is told stands in the journal.     scope: school
table odd_use (
  school_id  id    not null,
  id         id    not null,
  person_id  id    not null,
  looks      int   not null,
  exports    int   not null,
  at         time  not null,
  primary key (school_id, id),
  foreign key (school_id) references school (id),
  foreign key (person_id) references person (id)
);
index odd_use_by_person on odd_use (school_id, person_id, at);
-- Who is told, found without reading all accounts.
index account_admin on account (admin, person_id) where admin = 1;
