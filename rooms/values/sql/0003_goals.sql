enum goal_state (draft "Bản nháp", pending "Chờ duyệt", returned "Trả lại", published "Đã công bố", ended "Đã kết thúc", dropped "Đã bỏ");
-- Where the values of an indicator come from: typed by the school, or counted from what is stored.
enum indicator_source (typed "Nhà trường tự đo", classes_led "Phần trăm lớp có giáo viên chủ nhiệm", people_began "Số người đã bắt đầu dùng hệ thống",
                       deeds "Số việc học, việc làm trong 8 tuần", news "Số tin đã đăng trong 8 tuần");
enum evidence_state (pending "Chờ duyệt", published "Đã công bố", ended "Đã gỡ");

-- Tầm nhìn and Sứ mạng, which stand under the strategy; none in versions written before.
alter table values_page add column vision text;
alter table values_page add column mission text;

-- A goal of the school (R41), approved as the page is. A published one never changes: it ends, and another begins.    scope: school
table goal (
  school_id    id          not null,
  id           id          not null,
  number       int         not null,            -- 1, 2, 3 …, kept after the end
  state        goal_state  not null,
  words        text        not null,
  serves       text,                            -- which of the core values, in the school's words
  from_day     date        not null,
  until_day    date        not null,            -- by when
  written_by   id(person)  not null,
  written_at   time        not null,
  decided_by   id(person),
  decided_at   time,
  reason       text,                            -- why it was returned
  ended_day    date,
  end_reason   text,
  rev          int         not null,
  primary key (school_id, id),
  foreign key (school_id) references school (id)
);
unique index goal_by_number on goal (school_id, number);
index goal_waits on goal (school_id) where state = 'pending';

-- What shows how far a goal is; written with the goal, in places 1 to 3. Words '' = the place is empty.                scope: school
table indicator (
  school_id    id     not null,
  goal_id      id     not null,
  slot         int    not null,
  words        text   not null,
  unit         text   not null,                 -- "%", "giờ"; '' = none
  source       indicator_source not null,
  begins       int    not null,                 -- where it stood when the goal began
  aim          int    not null,                 -- above it or below
  primary key (school_id, goal_id, slot),
  foreign key (school_id, goal_id) references goal (school_id, id)
);

-- A value of a day, never changed; of several of one day the newest counts.                                            scope: school
table indicator_value (
  school_id    id     not null,
  id           id     not null,
  goal_id      id     not null,
  slot         int    not null,
  on_day       date   not null,
  value        int    not null,
  by_person    id(person),                      -- none: counted
  at           time   not null,
  note         text,
  primary key (school_id, id),
  foreign key (school_id, goal_id, slot) references indicator (school_id, goal_id, slot)
);
index indicator_value_by_day on indicator_value (school_id, goal_id, slot, on_day);

-- What shows that a goal is being reached: words, and where it can be read. Public by the principal's word alone.      scope: school
table evidence (
  school_id    id     not null,
  id           id     not null,
  goal_id      id     not null,
  words        text   not null,
  link         text,                            -- https://…
  state        evidence_state not null,
  by_person    id(person) not null,
  at           time   not null,
  decided_by   id(person),
  decided_at   time,
  rev          int    not null,
  primary key (school_id, id),
  foreign key (school_id, goal_id) references goal (school_id, id)
);
index evidence_by_goal on evidence (school_id, goal_id, id);
index evidence_waits on evidence (school_id) where state = 'pending';
