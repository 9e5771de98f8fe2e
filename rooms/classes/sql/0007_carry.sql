enum pupil_fate (up "Lên lớp", stays "Ở lại lớp", graduates "Ra trường");

-- Where the pupils of a class go when the year changes, as the office has written it; no row: as the grade says.   scope: school
table carry_class (
  school_id    id    not null,
  class_id     id    not null,
  to_name      text,                            -- the class of the new year; none = all leave the school
  rev          int   not null,
  primary key (school_id, class_id),
  foreign key (school_id, class_id) references class (school_id, id)
);

-- A pupil who does not go the way of the class.                                                   scope: school
table carry_line (
  school_id    id          not null,
  class_id     id          not null,
  member_id    id          not null,
  fate         pupil_fate  not null,
  rev          int         not null,
  primary key (school_id, class_id, member_id),
  foreign key (school_id, class_id) references class (school_id, id),
  foreign key (school_id, member_id) references member (school_id, id)
);

-- A change of year that was done, with its numbers.                                               scope: school
table carry_over (
  school_id    id    not null,
  batch_id     id    not null,
  from_year    id(school_year) not null,
  to_year      id(school_year) not null,
  up           int   not null,
  stays        int   not null,
  leaves       int   not null,
  classes      int   not null,                  -- new ones
  primary key (school_id, batch_id),
  foreign key (school_id, batch_id) references batch (school_id, id)
);

-- What a bulk act began and ended, so that undoing it finds the rows.
alter table teaching add column batch_id id(batch);
alter table teaching add column ended_batch_id id(batch);
alter table leaving add column batch_id id(batch);
index teaching_by_batch on teaching (school_id, batch_id) where batch_id is not null;
index teaching_by_ended_batch on teaching (school_id, ended_batch_id) where ended_batch_id is not null;
index leaving_by_batch on leaving (school_id, batch_id) where batch_id is not null;
