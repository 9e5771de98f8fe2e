-- Verbs and activities that are counted by themselves in the sums of statements from outside: the first hundred and the first thousand that a school is told
-- of. All others are added up as one, so that a program that makes up an activity for each click makes the sums no longer.                     scope: school
table outside_counted (
  school_id  id     not null,
  term       bytes  not null,                -- hash of the verb or the activity, as terms have it
  activity   bool   not null,
  iri        text   not null,
  name       text   not null,                -- as first told; empty: not said
  primary key (school_id, term)
);

-- How many statements from outside tell of a day in Hà Nội. verb and thing: terms of outside_counted; empty: another one, or none.             scope: school
table outside_daily (
  school_id  id         not null,
  on_day     date       not null,
  key_id     ref        not null,
  component  component  not null,
  verb       bytes      not null,
  thing      bytes      not null,
  n          int        not null,
  primary key (school_id, on_day, key_id, component, verb, thing)
);

-- How many tell of a week of a class: that in which who did it was then.                              scope: school
table outside_weekly_class (
  school_id  id     not null,
  monday     date   not null,
  class_ref  ref    not null,
  key_id     ref    not null,
  verb       bytes  not null,
  n          int    not null,
  primary key (school_id, monday, class_ref, key_id, verb)
);

-- How much came in on a day in Hà Nội: statements, and bytes of them with their files. Not taken back: it says what came, not what is left.    scope: school
table outside_stored (
  school_id  id    not null,
  on_day     date  not null,
  n          int   not null,
  bytes      int   not null,
  primary key (school_id, on_day)
);

-- As what a statement was counted, so that it can be taken back.
alter table outside_statement add column counted bool not null default 0;
alter table outside_statement add column verb_term bytes;
alter table outside_statement add column thing_term bytes;
alter table outside_statement add column component component;
alter table outside_statement add column class_ref ref;
