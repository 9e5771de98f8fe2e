-- What came from a file. import_key: the class or 0, the uid of the file and which one of a series, by which it is found again when the file comes again;
-- import_rev: the rev that the last import left, so that a change by hand is seen; taken_back: its import was undone.
alter table calendar_event add column import_key text;
alter table calendar_event add column import_seq int;
alter table calendar_event add column import_print int;
alter table calendar_event add column import_rev int;
alter table calendar_event add column batch_id id;
alter table calendar_event add column taken_back time;
unique index calendar_event_by_key on calendar_event (school_id, import_key) where import_key is not null;
index calendar_event_of_batch on calendar_event (school_id, batch_id) where batch_id is not null;
alter table calendar_own add column note text;
alter table calendar_own add column import_key text;
alter table calendar_own add column import_seq int;
alter table calendar_own add column import_print int;
alter table calendar_own add column import_rev int;
alter table calendar_own add column import_id id(calendar_import);
unique index calendar_own_by_key on calendar_own (person_id, import_key) where import_key is not null;

-- A file that a person brought into a calendar: seen before it is taken in, and what came of it.                       scope: person
table calendar_import (
  person_id   id              not null references person (id),
  id          id              not null,
  of_school   ref,                                -- into the calendar of this school; none: the person's own
  of_class    ref,                                -- and of this class
  audience    event_audience  not null,
  file_name   text            not null,
  body        bytes,                              -- the file; gone when it is taken in, or after 30 days
  made_at     time            not null,
  taken_at    time,
  batch_id    id,                                 -- of the school's bulk acts
  added       int             not null,
  changed     int             not null,
  called_off  int             not null,
  undone_at   time,
  rev         int             not null,
  primary key (person_id, id)
);
index calendar_import_of_batch on calendar_import (of_school, batch_id) where batch_id is not null;
index calendar_import_waiting on calendar_import (made_at) where body is not null;

-- What an import changed, as it was before: for the way back.                                                          scope: school
table calendar_event_was (
  school_id     id              not null,
  batch_id      id              not null,
  event_id      id(calendar_event)  not null,
  title         text            not null,
  place         text            not null,
  note          text            not null,
  audience      event_audience  not null,
  from_day      date            not null,
  to_day        date            not null,
  from_minute   int,
  to_minute     int,
  called_off    time,
  reason        text,
  import_seq    int             not null,
  import_print  int             not null,
  rev           int             not null,          -- that the import left
  primary key (school_id, batch_id, event_id)
);

-- The same of a person's own plans.                                                                                    scope: person
table calendar_own_was (
  person_id     id    not null references person (id),
  import_id     id(calendar_import)  not null,
  own_id        id(calendar_own)     not null,
  title         text  not null,
  place         text  not null,
  note          text  not null,
  from_day      date  not null,
  to_day        date  not null,
  from_minute   int,
  to_minute     int,
  gone_at       time,
  import_seq    int   not null,
  import_print  int   not null,
  rev           int   not null,
  primary key (person_id, import_id, own_id)
);
