enum leave_kind (transferred "Chuyển trường", dropped "Thôi học", graduated "Tốt nghiệp");

-- A pupil who left the school: when, why, out of which class. Taken back it says so; nothing is dropped.   scope: school
table leaving (
  school_id    id          not null,
  id           id          not null,
  member_id    id          not null,
  person_id    id          not null,
  class_name   text,                              -- none = was in no class
  why          leave_kind  not null,
  to_day       date        not null,              -- first day on which it is no longer a pupil here
  note         text,
  by_person    id(person)  not null,
  at           time        not null,
  returned_at  time,
  returned_by  id(person),
  rev          int         not null,
  primary key (school_id, id),
  foreign key (school_id, member_id) references member (school_id, id),
  foreign key (person_id) references person (id)
);
index leaving_by_member on leaving (school_id, member_id);
