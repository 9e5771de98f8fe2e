-- The slips of one class, made by a job and not printed yet: codes in sealed form, for a day at most (access.h).   scope: school
table slip_sheet (
  school_id   id    not null,
  id          id    not null,
  class_id    id    not null,
  job_id      id    not null,                   -- that made it
  made_by     id(person) not null,
  made_at     time  not null,
  slips       int   not null,
  sealed      bytes,                            -- persons and codes under a key of the program's secret; none once it is gone
  until       time  not null,                   -- gone then
  shown_at    time,                             -- its print page was opened; if never, its codes are void when it goes
  gone_at     time,                             -- printed, or over
  primary key (school_id, id),
  foreign key (school_id, class_id) references class (school_id, id)
);
index slip_sheet_waiting on slip_sheet (until) where sealed is not null;
index slip_sheet_by_job on slip_sheet (school_id, job_id, id);

alter table one_time_code add column slip_sheet_id id;          -- of the sheet that it is on; none where the slip was shown at once
index one_time_code_by_sheet on one_time_code (slip_sheet_id) where slip_sheet_id is not null;
index sign_in_failure_by_time on sign_in_failure (at);
