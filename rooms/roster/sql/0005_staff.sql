enum staff_did (waiting "Chờ", added "Mới vào", ended "Thôi làm");

-- Who works at the school, as a OneRoster export says it: staged beside the pupils of the same file, taken in by an act of its own.      scope: school
table roster_staff (
  school_id     id         not null,
  import_id     id(roster_import) not null,
  number        int        not null,            -- 1 … in the order of the file
  at_row        int        not null,            -- line of users.csv, or of enrollments.csv where the person has none
  source        text       not null,            -- the system and its sourcedId
  name          text       not null,
  role          text       not null,            -- of the standard
  own           text       not null,            -- code of a role of ours; empty = it does not say
  phone         text       not null,
  duties        text       not null,            -- packed: a line each
  gone          bool       not null,            -- marked as deleted where it comes from
  did           staff_did  not null,
  batch_id      id,                             -- the act that brought the person in, or ended the place
  person_id     id,
  member_id     id,
  primary key (school_id, import_id, number),
  foreign key (school_id, import_id) references roster_import (school_id, id),
  foreign key (school_id, batch_id) references batch (school_id, id)
);
index roster_staff_by_batch on roster_staff (school_id, batch_id) where batch_id is not null;
index roster_staff_by_person on roster_staff (person_id) where person_id is not null;

-- Years and terms as the sender has them: a line each.
alter table roster_import add column sessions text;
