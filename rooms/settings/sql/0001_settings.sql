-- A value that somebody set; what nobody set is not here. Taken back: text is none, so that rev goes on.        scope: school
table setting (
  school_id    id    not null,                  -- 0 = of the whole system
  year_id      id(school_year) not null,        -- 0 = of every year
  key          text  not null,                  -- that a room declares: access.slip_days
  text         text,
  by_person    id(person) not null,             -- who set it last; 0 = a command
  at           time  not null,
  rev          int   not null,
  primary key (school_id, year_id, key)
);
