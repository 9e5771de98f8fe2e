-- A right of the principal that somebody of the school may use for a time.
enum delegated_right (values "Viết và duyệt trang giá trị của trường", settings "Cài đặt của trường", news "Viết và đăng tin của trường", roster "Nhập danh sách lớp",
                      year "Năm học và tuần học", partner "Đối tác và người ngoài trường");

-- Who was handed which right, by whom, from when to when. Its date ends it; nobody hands it further.                scope: school
table delegation (
  school_id    id               not null,
  id           id               not null,
  what         delegated_right  not null,
  from_member  id(member)       not null,       -- whose right it is; lapses with that place
  to_member    id(member)       not null,
  from_person  id(person)       not null,
  to_person    id(person)       not null,
  from_day     date             not null,
  to_day       date             not null,       -- the first day without it
  reason       text,
  made_at      time             not null,
  ended_at     time,                            -- taken back before its date
  rev          int              not null,
  primary key (school_id, id),
  foreign key (school_id, from_member) references member (school_id, id),
  foreign key (school_id, to_member) references member (school_id, id)
);
index delegation_by_receiver on delegation (to_person, to_day);
index delegation_by_school on delegation (school_id, to_day, id);
