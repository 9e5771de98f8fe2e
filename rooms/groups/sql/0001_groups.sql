enum group_kind (club "Câu lạc bộ", team "Đội tuyển", project "Nhóm dự án", gifted "Bồi dưỡng", remedial "Phụ đạo");
enum group_joining (leader "Thầy cô chọn", asks "Học sinh tự xin");
enum group_state (asked "Đang xin", member "Thành viên", refused "Không nhận", left "Đã ra");

-- A group across the classes of a school (R54).                                                  scope: school
table study_group (
  school_id    id             not null,
  id           id             not null,
  kind         group_kind     not null,
  name         text           not null,
  sort_key     bytes          not null,
  words        text,                              -- what it does, where and when it meets
  joining      group_joining  not null,
  from_day     date           not null,           -- [from_day, to_day)
  to_day       date,
  made_by      id(person)     not null,
  rev          int            not null,
  primary key (school_id, id),
  foreign key (school_id) references school (id)
);
unique index study_group_by_name on study_group (school_id, name) where to_day is null;

-- Who leads it, dated: somebody of the school, or a mentor beside it. Right and name hold only while the place does.   scope: school
table group_leader (
  school_id    id    not null,
  id           id    not null,
  group_id     id(study_group) not null,
  person_id    id    not null,
  member_id    id,
  outsider_id  id,
  from_day     date  not null,
  to_day       date,
  rev          int   not null,
  primary key (school_id, id),
  foreign key (school_id, group_id) references study_group (school_id, id),
  foreign key (school_id, member_id) references member (school_id, id),
  foreign key (school_id, outsider_id) references outsider (school_id, id),
  foreign key (person_id) references person (id),
  check ((member_id is null) <> (outsider_id is null))
);
unique index group_leader_one on group_leader (school_id, group_id, person_id) where to_day is null;
index group_leader_by_person on group_leader (person_id, school_id, group_id);
index group_leader_by_group on group_leader (school_id, group_id, id);

-- A pupil who asks for a place in it, has one, had one, or was not taken.                         scope: school
table group_member (
  school_id    id           not null,
  id           id           not null,
  group_id     id(study_group) not null,
  member_id    id           not null,
  person_id    id           not null,
  state        group_state  not null,
  by_person    id(person)   not null,             -- who asked, or who took the pupil in
  at           time         not null,
  decided_by   id(person),
  from_day     date,                              -- of the place; none = it never was one
  to_day       date,
  rev          int          not null,
  primary key (school_id, id),
  foreign key (school_id, group_id) references study_group (school_id, id),
  foreign key (school_id, member_id) references member (school_id, id),
  foreign key (person_id) references person (id)
);
unique index group_member_one on group_member (school_id, group_id, person_id) where state = 'asked' or state = 'member';
index group_member_by_group on group_member (school_id, group_id, state, id);
index group_member_by_person on group_member (person_id, school_id, group_id);
