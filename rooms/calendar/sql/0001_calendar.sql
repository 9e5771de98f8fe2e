enum event_audience (everybody "Ai cũng xem được", inside "Thầy cô, học sinh, gia đình", staff "Chỉ thầy cô, nhân viên");

-- Something that a school, or one of its classes, has planned. Called off, never deleted.                 scope: school
table calendar_event (
  school_id     id              not null,
  id            id              not null,
  class_id      id,                               -- of one class alone; none: of the whole school
  audience      event_audience  not null,         -- of a class event: inside
  title         text            not null,
  place         text            not null,         -- empty: not said
  note          text            not null,
  from_day      date            not null,
  to_day        date            not null,         -- the last day
  from_minute   int             check (from_minute >= 0 and from_minute < 1440),     -- of the first day; none: the whole day
  to_minute     int             check (to_minute > 0 and to_minute <= 1440),
  made_by       id(person)      not null,
  made_at       time            not null,
  changed_at    time            not null,
  called_off    time,
  reason        text,                             -- why it was called off, for everybody who saw it
  rev           int             not null,
  primary key (school_id, id),
  foreign key (school_id, class_id) references class (school_id, id),
  foreign key (made_by) references person (id)
);
index calendar_event_by_day on calendar_event (school_id, from_day, id);
index calendar_event_of_class on calendar_event (school_id, class_id, from_day);

-- Something that a person has planned for themselves: nobody else ever sees it.                            scope: person
table calendar_own (
  person_id     id    not null references person (id),
  id            id    not null,
  title         text  not null,
  place         text  not null,
  from_day      date  not null,
  to_day        date  not null,
  from_minute   int   check (from_minute >= 0 and from_minute < 1440),
  to_minute     int   check (to_minute > 0 and to_minute <= 1440),
  changed_at    time  not null,
  gone_at       time,
  rev           int   not null,
  primary key (person_id, id)
);
index calendar_own_by_day on calendar_own (person_id, from_day, id);

-- The address with which a program of the person's own (a telephone's calendar) reads what that person's page shows.   scope: person
table calendar_feed (
  person_id    id     not null references person (id),
  secret_hash  bytes  not null,                   -- keyed; the address itself was shown once
  made_at      time   not null,
  ended_at     time,
  rev          int    not null,
  primary key (person_id)
);
unique index calendar_feed_by_secret on calendar_feed (secret_hash);
