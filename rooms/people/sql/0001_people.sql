enum sex (female "Nữ", male "Nam");
enum guardian_kind (mother "Mẹ", father "Bố", grandmother "Bà", grandfather "Ông", guardian "Người giám hộ");
enum contact_kind (phone "Điện thoại", email "Thư điện tử");

-- A human being, known once in the whole city; schools hold memberships, never people.            scope: person
table person (
  id           id     not null,
  full_name    text   not null,                 -- Họ + Đệm + Tên, NFC, as on the birth certificate
  search_key   text   not null,                 -- folded name (base/viet)
  sort_key     bytes  not null,                 -- Tên, then Họ + Đệm (base/viet)
  born         date,
  sex          sex,
  national_id  text,                            -- số định danh cá nhân, 12 digits; sensitive, shown masked
  moet_id      text,                            -- mã định danh học sinh (CSDL ngành), kept for life
  ethnicity    text,                            -- dân tộc, as in the school's list
  added_at     time   not null,
  rev          int    not null,
  primary key (id)
);
index person_by_key on person (search_key, id);
index person_by_moet_id on person (moet_id) where moet_id is not null;

-- How to reach a person. Ended, never deleted.                                                    scope: person
table contact (
  id           id            not null,
  person_id    id            not null,
  kind         contact_kind  not null,
  value        text          not null,          -- E.164 for a phone; lower case for an e-mail
  from_day     date          not null,
  to_day       date,                            -- first day on which it is no longer so; none = still
  primary key (id),
  foreign key (person_id) references person (id)
);
index contact_by_person on contact (person_id, kind);
index contact_by_value on contact (value, kind);

-- Who stands for a child: dated, kept after it ends.                                              scope: person
table guardian_link (
  id           id             not null,
  child_id     id(person)     not null,
  guardian_id  id(person)     not null,
  kind         guardian_kind  not null,
  from_day     date           not null,
  to_day       date,
  primary key (id),
  foreign key (child_id) references person (id),
  foreign key (guardian_id) references person (id)
);
index guardian_link_by_child on guardian_link (child_id, guardian_id);
index guardian_link_by_guardian on guardian_link (guardian_id, child_id);
