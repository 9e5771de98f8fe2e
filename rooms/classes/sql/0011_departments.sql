-- A department of the teachers of a school (tổ chuyên môn).                                       scope: school
table department (
  school_id    id    not null,
  id           id    not null,
  name         text  not null,                    -- Toán – Tin
  sort_key     bytes not null,
  from_day     date  not null,                    -- [from_day, to_day)
  to_day       date,
  rev          int   not null,
  primary key (school_id, id),
  foreign key (school_id) references school (id)
);
unique index department_by_name on department (school_id, name) where to_day is null;

-- Who belongs to it and who leads it, dated: a new head is a new row, the former one ends.        scope: school
table department_member (
  school_id      id    not null,
  id             id    not null,
  department_id  id    not null,
  member_id      id    not null,
  person_id      id    not null,
  head           bool  not null,
  from_day       date  not null,
  to_day         date,
  rev            int   not null,
  primary key (school_id, id),
  foreign key (school_id, department_id) references department (school_id, id),
  foreign key (school_id, member_id) references member (school_id, id),
  foreign key (person_id) references person (id)
);
unique index department_member_one on department_member (school_id, department_id, person_id) where to_day is null;
unique index department_head_one on department_member (school_id, department_id) where to_day is null and head = 1;
index department_member_by_person on department_member (person_id, school_id, department_id);
