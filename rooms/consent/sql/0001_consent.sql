enum look_kind (contact "Liên hệ", profile "Hồ sơ cá nhân", sign_in "Phiếu đăng nhập", documents "Giấy tờ", health "Sức khỏe", counsel "Tư vấn", marks "Điểm số", behaviour "Rèn luyện");

-- Who looked at whose data: one row a viewer, subject, kind and 15 minutes, committed before the page is sent.
-- Guardians (and pupils) read it in plain words. Never changed.                                   scope: person
table look (
  subject_id   id(person)  not null,
  slot         int         not null,            -- quarter hours since 1970 (UTC)
  viewer_id    id(person)  not null,
  kind         look_kind   not null,
  school_id    id          not null,            -- where the viewer stood
  viewer_as    text        not null,            -- in what capacity: role code, homeroom, guardian
  at           time        not null,
  primary key (subject_id, slot, viewer_id, kind),
  foreign key (subject_id) references person (id)
);
