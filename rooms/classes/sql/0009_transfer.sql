-- A paper with which a child goes from one school to another: the code on it opens the child's place there, once.   scope: person
table transfer (
  id           id          not null,
  person_id    id          not null,
  from_school  id(school)  not null,
  class_name   text,                             -- the last one there
  to_day       date        not null,             -- first day on which it is no longer a pupil there
  to_name      text        not null,             -- where it goes, as the paper says
  code_hash    bytes       not null,
  by_person    id(person)  not null,
  at           time        not null,
  until        time        not null,
  void_at      time,
  taken_at     time,
  taken_by     id(person),
  taken_school id(school),
  rev          int         not null,
  primary key (id),
  foreign key (person_id) references person (id)
);
unique index transfer_by_code on transfer (code_hash);
index transfer_by_person on transfer (person_id, from_school, id);

-- A code that was none, typed at a school's office: after some the office waits.                  scope: school
table transfer_miss (
  school_id    id          not null,
  id           id          not null,
  by_person    id(person)  not null,
  at           time        not null,
  primary key (school_id, id)
);
