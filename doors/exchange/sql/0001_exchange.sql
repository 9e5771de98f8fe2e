enum exchange_kind (out "Xuất ra tệp", file "Nhập từ tệp", store "Nhập từ kho khác");
enum exchange_state (going "Đang làm", looked "Đã thử, chưa ghi gì", done "Đã xong", stopped "Chưa xong");
enum target_kind (store "Kho xAPI", whole "Webhook: cả phát biểu", ids "Webhook: chỉ mã phát biểu");
enum target_state (going "Đang gửi", paused "Tạm dừng", ended "Đã thôi");
enum target_what (everything "Mọi phát biểu", deeds "Chỉ việc ghi trong Khuê", outside "Chỉ điều hệ thống khác gửi đến");
enum target_actor (anyone "Mọi người", pupil "Chỉ học sinh", staff "Chỉ thầy cô, nhân viên", family "Chỉ gia đình");

-- Statements that were taken out of the school's record, or into it, once: how far it is, and what came of it.          scope: school
table exchange_run (
  school_id  id              not null,
  id         id              not null,
  kind       exchange_kind   not null,
  state      exchange_state  not null,
  trial      bool            not null,      -- it only looks: nothing is taken in
  name       text            not null,      -- of the file, or the other store's address
  reason     text            not null,      -- as written
  from_at    time,                          -- stored from then on
  until_at   time,                          -- and before then
  hash       bytes,                         -- of the file that came in, in the store of files
  address    text,                          -- of the other store
  account    text,
  sealed     bytes,                         -- its secret, under lock; gone when the run is over
  version    int             not null,      -- of xAPI that the other store speaks: 1, 2
  place      text            not null,      -- how far: the page of the other store; empty: its first
  at_byte    int             not null,      -- how far in the file, or in the page: what comes next
  line       int             not null,      -- how many lines or statements were looked at
  after_id   id(statement),                 -- the last one that was taken out
  fresh      int             not null,      -- taken in; on a trial: would be. Taken out, for a file
  known      int             not null,      -- there already
  refused    int             not null,
  parts      int             not null,      -- files made
  job_id     ref             not null,      -- the last job that worked on it
  made_by    id(person),                    -- none: from the command line
  made_at    time            not null,
  ended_at   time,
  rev        int             not null,
  primary key (school_id, id)
);
index exchange_run_by_state on exchange_run (state, made_at);

-- A line that was not taken in, and why. Nothing of what it says is kept but its name.                                   scope: school
table exchange_refused (
  school_id  id    not null,
  run_id     id(exchange_run)  not null,
  line       int   not null,                -- of the file, or which one of the other store
  number     int   not null,                -- of the refusal
  name       text  not null,                -- the id that it says, or empty
  path       text  not null,                -- where in it
  words      text  not null,                -- kept to be said again in the reader's language
  primary key (school_id, run_id, line),
  foreign key (school_id, run_id) references exchange_run (school_id, id)
);

-- Where a school sends its statements as they come. Nothing of it is deleted: it ends.                                   scope: school
table exchange_target (
  school_id     id            not null,
  id            id            not null,
  kind          target_kind   not null,
  state         target_state  not null,
  name          text          not null,
  reason        text          not null,     -- what for, as the principal wrote it
  address       text          not null,
  account       text          not null,     -- of a store; empty for a webhook
  sealed        bytes         not null,     -- its secret, under lock
  version       int           not null,     -- of xAPI that it speaks: 1, 2
  verb          text,                       -- only these, where they are said
  activity      text,
  what          target_what   not null,
  actor         target_actor  not null,
  after_id      id(statement),              -- what stands up to here was sent, or did not fit
  sent          int           not null,
  attempt       int           not null,     -- in vain, since the last one that went well
  next_at       time          not null,     -- not before then
  failing_at    time,                       -- since when nothing goes
  last_status   int           not null,     -- what the other side answered in vain; 0 = nothing
  last_words    text          not null,     -- why, kept to be said again
  last_sent_at  time,
  again         bool          not null,     -- somebody asked to try what failed once more
  made_by       id(person)    not null,
  made_at       time          not null,
  ended_by      id(person),
  ended_at      time,
  rev           int           not null,
  primary key (school_id, id)
);
index exchange_target_by_state on exchange_target (state, school_id, id);

-- A statement that a target did not take, though it took others: sent again when somebody asks.                          scope: school
table exchange_missed (
  school_id     id             not null,
  target_id     id(exchange_target)  not null,
  statement_id  id(statement)  not null,
  status        int            not null,
  at            time           not null,
  over_at       time,                       -- it was taken later, or is there no more
  primary key (school_id, target_id, statement_id),
  foreign key (school_id, target_id) references exchange_target (school_id, id)
);
