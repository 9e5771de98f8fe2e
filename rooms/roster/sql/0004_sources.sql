-- What another system calls a pupil of the school: so that its next export finds them, whatever they are called by then.     scope: school
table roster_person_source (
  school_id     id    not null,
  source        text  not null,                 -- the system and its sourcedId: "sis.example/u1"
  person_id     id    not null,
  at            time  not null,                 -- last seen
  primary key (school_id, source),
  foreign key (person_id) references person (id)
);
index roster_person_source_by_person on roster_person_source (person_id);

-- The same of a class.                                                                                 scope: school
table roster_class_source (
  school_id     id    not null,
  source        text  not null,
  class_id      id    not null,
  at            time  not null,
  primary key (school_id, source),
  foreign key (school_id, class_id) references class (school_id, id)
);
