enum area_kind (province "Tỉnh, thành phố", district "Quận, huyện, thị xã (cũ)", commune "Xã", ward "Phường", cluster "Cụm chuyên môn");
enum school_level (preschool "Mầm non", primary "Tiểu học", lower_secondary "THCS", upper_secondary "THPT");
enum ownership (public "Công lập", non_public "Ngoài công lập");
enum member_role (pupil "Học sinh", teacher "Giáo viên", assistant "Trợ giảng", staff "Nhân viên", clerk "Văn thư", deputy "Phó hiệu trưởng", principal "Hiệu trưởng");
enum organisation_kind (school "Trường", department "Sở Giáo dục và Đào tạo", commune_office "UBND xã, phường", university "Trường đại học, viện", enterprise "Doanh nghiệp", political "Tổ chức chính trị", political_social "Tổ chức chính trị - xã hội", professional "Tổ chức xã hội - nghề nghiệp", science_technology "Tổ chức khoa học và công nghệ", economic "Tổ chức kinh tế", community "Cộng đồng");
enum batch_kind (roster "Nhập danh sách");

-- A place in the administration; a code is reused over time, so the key is (code, kind, valid_from).
-- Source: domain rules 2.10; Nghị quyết 1656/NQ-UBTVQH15 for 01/07/2025.                          scope: public
table area (
  id           id         not null,
  code         text       not null,             -- GSO code: 01, 001, 00004
  kind         area_kind  not null,
  name         text       not null,             -- Phường Ba Đình
  search_key   text       not null,
  parent_id    id(area),
  inner_city   bool,                            -- nội thành; only of districts
  valid_from   date       not null,
  valid_to     date,
  primary key (id)
);
unique index area_by_code on area (code, kind, valid_from);
index area_by_parent on area (parent_id);

-- A commune of today and a former district it came out of.                                        scope: public
table area_was (
  area_id      id    not null,
  old_id       id(area) not null,
  main         bool  not null,                  -- the district most of it came from
  primary key (area_id, old_id),
  foreign key (area_id) references area (id),
  foreign key (old_id) references area (id)
);

-- Organisations of every kind that the decision names (R19); a school is one of them.            scope: public
table organisation (
  id           id                 not null,
  kind         organisation_kind  not null,
  name         text               not null,
  search_key   text               not null,
  area_id      id,
  rev          int                not null,
  primary key (id),
  foreign key (area_id) references area (id)
);
index organisation_by_key on organisation (search_key, id);

-- A school: the tenant. Its public face is open to everybody.                                     scope: public
table school (
  id               id         not null,
  organisation_id  id         not null,
  code             text       not null,         -- in URLs: thcs-mau-0417
  moet_code        text,                        -- mã trường trong CSDL ngành; free text
  name             text       not null,
  search_key       text       not null,
  ownership        ownership  not null,
  area_id          id         not null,
  address          text       not null,
  phone            text,
  rev              int        not null,
  primary key (id),
  foreign key (organisation_id) references organisation (id),
  foreign key (area_id) references area (id)
);
unique index school_by_code on school (code);
index school_by_key on school (search_key, id);

-- The levels a school teaches; more than one = liên cấp (R1).                                     scope: public
table school_has_level (
  school_id    id            not null,
  level        school_level  not null,
  primary key (school_id, level),
  foreign key (school_id) references school (id)
);

-- A school year of one school, as data; named 2026-2027.                                          scope: school
table school_year (
  school_id    id    not null,
  id           id    not null,
  name         text  not null,
  starts       date  not null,                  -- [starts, ends)
  ends         date  not null,
  rev          int   not null,
  primary key (school_id, id),
  foreign key (school_id) references school (id)
);
unique index school_year_by_name on school_year (school_id, name);

-- Weeks 1-35 of a year; a reserve or holiday week has no number. Each school sets its own.       scope: school
table school_week (
  school_id    id    not null,
  year_id      id(school_year) not null,
  monday       date  not null,
  number       int   check (number >= 1 and number <= 53),
  term         int   not null check (term >= 1 and term <= 2),
  note         text,                            -- Nghỉ Tết, dự trữ
  primary key (school_id, year_id, monday),
  foreign key (school_id, year_id) references school_year (school_id, id)
);

-- A bulk act, so that it can be undone as a whole.                                                scope: school
table batch (
  school_id    id          not null,
  id           id          not null,
  kind         batch_kind  not null,
  by_person    id(person)  not null,
  at           time        not null,
  undone_at    time,
  undone_by    id(person),
  primary key (school_id, id),
  foreign key (school_id) references school (id)
);

-- Somebody's place in a school, dated; names are kept here so that lists never leave the school.  scope: school
table member (
  school_id    id           not null,
  id           id           not null,
  person_id    id           not null,
  role         member_role  not null,
  display_name text         not null,
  search_key   text         not null,
  sort_key     bytes        not null,
  title        text,                            -- Tổ trưởng Toán; Thư viện
  from_day     date         not null,           -- [from_day, to_day)
  to_day       date,
  batch_id     id,
  rev          int          not null,
  primary key (school_id, id),
  foreign key (school_id) references school (id),
  foreign key (person_id) references person (id)
);
index member_by_person on member (person_id, school_id);
index member_by_role on member (school_id, role, sort_key, id);
index member_by_key on member (school_id, search_key, id);
index member_by_batch on member (school_id, batch_id) where batch_id is not null;
