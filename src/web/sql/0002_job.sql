enum job_state (waiting "Đang chờ", running "Đang làm", done "Đã xong", failed "Không xong", cancelled "Đã thôi");

-- Work that outlives a request: queued, run at least once, kept some days after its end (web/job.h).  scope: system
table job (
  id            id    not null,
  kind          text  not null,                  -- name of the job_kind: roster.intake
  kind_key      int   not null,                  -- of that name, for lists of kinds
  school_id     id    not null,                  -- whose work; 0 = the whole system's
  by_person     id(person) not null,             -- who asked; 0 = nobody, the schedule
  lang          int   not null,                  -- in which the result is told
  args          text  not null,                  -- of the kind's own; ids, never names
  about         text  not null,                  -- what it works on, for its page: a file's name; may be empty
  priority      int   not null check (priority between 1 and 3),
  state         job_state not null,
  once          text,                            -- while it waits, no second with the same
  attempt       int   not null,                  -- runs that began and were not given back
  due_at        time  not null,                  -- not before
  done_n        int   not null,                  -- progress
  of_n          int   not null,                  -- 0 = not known yet
  runner        int   not null,                  -- who runs it: a number of that runner; 0 = nobody
  lease_until   time,                            -- past then another may take it
  cancel_at     time,                            -- somebody asked it to stop
  cancel_by     id(person),
  says          text  not null,                  -- the result in words, translated
  links         text  not null,                  -- where the result is: lines "words<tab>path"
  error         text  not null,                  -- words of the last attempt that failed
  error_number  int   not null,
  made_at       time  not null,
  started_at    time,                            -- of the last attempt
  ended_at      time,
  primary key (id)
);
index job_waiting on job (priority, due_at, id, kind_key) where state = 'waiting';
index job_queue on job (kind_key, school_id) where state = 'waiting';
index job_running on job (runner) where state = 'running';
index job_by_end on job (ended_at) where ended_at is not null;
index job_by_school on job (school_id, id);
index job_by_state on job (state, id);
unique index job_once on job (once) where once is not null;

-- When a kind with a schedule runs next; of several servers the one that moves it queues the job.    scope: system
table job_schedule (
  kind     text  not null,
  next_at  time  not null,
  primary key (kind)
);
