enum duty (homeroom "Chủ nhiệm", subject "Bộ môn", assistant "Trợ giảng");

-- A class (lớp) or nursery group of one school in one year.                                       scope: school
table class (
  school_id    id            not null,
  id           id            not null,
  year_id      id(school_year) not null,
  level        school_level  not null,
  grade        int           not null check (grade >= -4 and grade <= 12),   -- khối 1-12; -4 nhà trẻ, -3 bé, -2 nhỡ, -1 lớn
  name         text          not null,          -- 6A1
  name_key     text          not null,          -- folded, no blanks, no "lớp": 6a1; one a year
  sort_key     bytes         not null,          -- grade, then name with its numbers in order: 6A2 before 6A10
  batch_id     id,
  closed_day   date,                            -- first day on which it is no longer (undone import, merged)
  rev          int           not null,
  primary key (school_id, id),
  foreign key (school_id, year_id) references school_year (school_id, id)
);
unique index class_by_name on class (school_id, year_id, name_key) where closed_day is null;
index class_in_order on class (school_id, year_id, sort_key, id);

-- A pupil in a class, dated. The member row carries the name.                                     scope: school
table enrolment (
  school_id    id    not null,
  id           id    not null,
  class_id     id    not null,
  member_id    id    not null,
  person_id    id    not null,
  from_day     date  not null,
  to_day       date,
  batch_id     id,
  rev          int   not null,
  primary key (school_id, id),
  foreign key (school_id, class_id) references class (school_id, id),
  foreign key (school_id, member_id) references member (school_id, id),
  foreign key (person_id) references person (id)
);
index enrolment_by_class on enrolment (school_id, class_id, to_day);
index enrolment_by_person on enrolment (person_id, school_id);
index enrolment_by_batch on enrolment (school_id, batch_id) where batch_id is not null;

-- Who teaches or leads a class, dated (R10, R11).                                                 scope: school
table teaching (
  school_id    id    not null,
  id           id    not null,
  class_id     id    not null,
  member_id    id    not null,
  person_id    id    not null,
  duty         duty  not null,
  subject      text,                            -- Khoa học tự nhiên; none for homeroom
  from_day     date  not null,
  to_day       date,
  rev          int   not null,
  primary key (school_id, id),
  foreign key (school_id, class_id) references class (school_id, id),
  foreign key (school_id, member_id) references member (school_id, id),
  foreign key (person_id) references person (id)
);
index teaching_by_class on teaching (school_id, class_id);
index teaching_by_person on teaching (person_id, school_id);
