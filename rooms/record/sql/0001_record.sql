enum component (people "Con người", knowledge "Tri thức", technology "Công nghệ", context "Bối cảnh", culture "Văn hóa, chiến lược");
-- What people do, in the past tense: "Minh đã viết …". Each has its address for other systems in rooms/record/words.c.
enum deed_verb (wrote "đã viết", published "đã đăng", read "đã đọc", confirmed "đã xác nhận", proposed "đã đề xuất", approved "đã duyệt",
                commented "đã góp ý cho", began "đã bắt đầu dùng");
-- What the one who did it was in that school on that day.
enum deed_as (pupil "Học sinh", staff "Thầy cô, nhân viên", family "Gia đình", other "Người khác");
enum deed_part (with "cùng làm", about "được nói đến");

-- A deed: somebody learned, made, helped, read, met. Written once, never changed. Nothing refers to it by a foreign key and id
-- leads in time, so that on PostgreSQL it can be cut into months by id.                           scope: school
table statement (
  school_id    id         not null,      -- where it happened; stays so when the person moves on
  id           id         not null,      -- its milliseconds are when the statement was stored
  uuid         bytes      not null,      -- 16: what other systems call it
  actor_id     id(person),               -- who did it; none: somebody whom the house does not know
  actor_as     deed_as    not null,
  verb         deed_verb  not null,
  object_kind  text       not null,      -- a code of the rooms' lists of object kinds
  object_id    ref        not null,
  object_name  text       not null,      -- as it was called then
  component    component  not null,      -- of the object's kind
  touches      int        not null,      -- bits of all components that it joins, its own among them
  at           time       not null,      -- when it was done
  room         text       not null,      -- which room wrote it
  written_by   id(person),               -- who was signed in; none: a command or a job
  result       text,                     -- JSON exactly as written
  context      text,                     -- JSON exactly as written
  primary key (school_id, id)
);
index statement_by_actor on statement (actor_id, at, id);
index statement_by_time on statement (school_id, at, id);

-- What other systems call a statement: once in a school, inserted before it. Never cut by time, so that it stays unique.    scope: school
table statement_key (
  school_id     id  not null,
  uuid          bytes          not null,
  statement_id  id(statement)  not null,
  primary key (school_id, uuid)
);

-- Others whom a deed concerns, so that it stands in their record too.                             scope: school
table statement_with (
  school_id     id             not null,
  statement_id  id(statement)  not null,
  person_id     id             not null,
  part          deed_part      not null,
  at            time           not null,     -- of the statement
  primary key (school_id, statement_id, person_id)
);
index statement_with_by_person on statement_with (person_id, at, statement_id);

-- How often a kind of deed was done on a day in Hà Nội: what figures read instead of statements.  scope: school
table record_daily (
  school_id    id         not null,
  on_day       date       not null,
  component    component  not null,
  touches      int        not null,
  verb         deed_verb  not null,
  object_kind  text       not null,
  actor_as     deed_as    not null,
  n            int        not null,
  primary key (school_id, on_day, component, touches, verb, object_kind, actor_as)
);

-- Who did how much in a week: people cannot be added up over days, so they are kept apart.        scope: school
table record_weekly_person (
  school_id  id         not null,
  monday     date       not null,
  component  component  not null,
  actor_as   deed_as    not null,
  person_id  id         not null,
  n          int        not null,
  primary key (school_id, monday, component, actor_as, person_id)
);

-- One's own deeds stay one's own to read, also in a school where one has no place of one's own (guardians) or no longer.
on postgres create policy mine on statement using (actor_id = any ((select khue_persons())::bigint[]));
on postgres create policy mine on statement_with using (person_id = any ((select khue_persons())::bigint[]));
