enum member_role (pupil "Học sinh", teacher "Giáo viên");

-- A school.                     scope: public
table school (
  id    id    not null primary key,
  code  text  not null unique
);

-- Somebody's place in a school. scope: school
table member (
  school_id  id           not null references school (id),
  id         id           not null,
  person_id  id           not null references person (id),
  role       member_role  not null,
  primary key (school_id, id)
);
index member_by_person on member (person_id);
