enum breach_step (authority "Báo cơ quan", people "Báo người liên quan", more "Ghi thêm", over "Khép lại");

-- Something that happened to data: lost, seen by who may not, changed. Written down by the school, ended, never deleted.          scope: school
table data_breach (
  school_id     id          not null,
  id            id          not null,
  found_at      time        not null,          -- when the school came to know of it: its 72 hours begin
  words         text        not null,          -- what happened
  what          text        not null,          -- which data, whose
  people        int         check (people > 0),-- about how many; none: not known yet
  made_by       id(person)  not null,
  authority_at  time,                          -- the authority was told
  people_at     time,                          -- those concerned were told
  over_at       time,
  rev           int         not null,
  primary key (school_id, id),
  foreign key (school_id) references school (id),
  foreign key (made_by) references person (id)
);
index data_breach_open on data_breach (school_id, found_at) where over_at is null;

-- What the school did about it, each time. Only added to.                                          scope: school
table data_breach_step (
  school_id     id           not null,
  breach_id     id(data_breach) not null,
  id            id           not null,
  step          breach_step  not null,
  words         text         not null,
  by_person     id(person)   not null,
  at            time         not null,
  primary key (school_id, breach_id, id),
  foreign key (school_id, breach_id) references data_breach (school_id, id),
  foreign key (by_person) references person (id)
);
