-- Where a pupil stood in a list that was taken in, and what the row said that Khuê has no place for (place of birth, address, note …): so
-- that the list goes out as it came in. Emptied when the taking-in is undone.                          scope: school
table roster_kept (
  school_id     id    not null,
  import_id     id(roster_import) not null,
  number        int   not null,                 -- of the line
  sheet         int   not null,
  at_row        int   not null,
  person_id     id    not null,
  batch_id      id    not null,
  kept          text  not null,                 -- cells by meaning, packed by the reader
  primary key (school_id, import_id, number),
  foreign key (school_id, import_id) references roster_import (school_id, id),
  foreign key (school_id, batch_id) references batch (school_id, id),
  foreign key (person_id) references person (id)
);
index roster_kept_by_batch on roster_kept (school_id, batch_id);
index roster_kept_by_person on roster_kept (person_id);
