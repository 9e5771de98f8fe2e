-- Keys that found no more room for names of their own (counted.c): until the night nobody counts again how many there are.          scope: school
table outside_full (
  school_id  id    not null,
  key_id     ref   not null,
  activity   bool  not null,            -- names of activities; else of verbs
  on_day     date  not null,
  primary key (school_id, key_id, activity)
);
