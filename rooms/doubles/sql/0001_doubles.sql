-- A second row for somebody, folded into the one that is kept.                                       scope: school
table merger (
  school_id       id    not null,
  id              id    not null,
  batch_id        id(batch) not null,
  kept_id         id(person) not null,
  folded_id       id(person) not null,
  member_id       id(member),                     -- the folded pupil's place; none: a guardian
  account_closed  bool  not null,                 -- there was a second account
  by_person       id(person) not null,
  at              time  not null,
  primary key (school_id, id),
  foreign key (school_id) references school (id),
  foreign key (kept_id) references person (id),
  foreign key (folded_id) references person (id)
);
unique index merger_by_batch on merger (school_id, batch_id);

-- Two of one name whom somebody has looked at: two people. They are not asked about again.             scope: school
table namesakes (
  school_id  id    not null,
  one_id     id(person) not null,                -- the smaller id
  other_id   id(person) not null,
  by_person  id(person) not null,
  at         time  not null,
  primary key (school_id, one_id, other_id),
  foreign key (school_id) references school (id)
);
