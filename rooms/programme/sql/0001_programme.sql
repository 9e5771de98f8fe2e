-- How a school stands on a Sunday, for the programme's office: thresholds of everybody, nothing of a person. One row a school, written anew.     scope: system
table programme_school (
  school_id   id     not null,
  day         date   not null,                     -- the Sunday of which the figures are
  begun       bool   not null,                     -- a school year runs and there are pupils
  published   bool   not null,                     -- what it stands for is published
  quiet       bool   not null,                     -- has begun, and nobody did anything for four weeks
  pupils      int    not null,                     -- exact: told from the threshold on
  deeds       int    not null,                     -- of the last week; told rounded
  joined      int    not null,                     -- of ten pairs of components
  loose       int    not null,
  gaps        int    not null,                     -- kinds of which it has nothing
  gap_codes   text   not null,                     -- "mentors alumni"
  reach       int,                                 -- the five indices, where they may be told (docs/indices.md)
  diversity   int,
  connection  int,
  agency      int,
  creation    int,
  primary key (school_id),
  foreign key (school_id) references school (id)
);

-- Deeds of a school in a week that is over.                                                                       scope: system
table programme_week (
  school_id  id    not null,
  monday     date  not null,
  deeds      int   not null,
  primary key (school_id, monday),
  foreign key (school_id) references school (id)
);
index programme_week_by_monday on programme_week (monday, school_id, deeds);
