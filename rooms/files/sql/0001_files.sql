-- A file of a school: what it is for, what it is. Its bytes are blobs in the store (file_blob).        scope: school
table file (
  school_id    id          not null,
  id           id          not null,
  use          text        not null,            -- name of a struct file_use: "values.picture"
  about        ref         not null,            -- what it belongs to, as its use knows it: an import, a post; 0 = the school
  child_id     id(person),                      -- whose personal data it is; then it is never public
  type         text        not null,            -- by content: "image/jpeg"
  name         text        not null,            -- for display and saving only; empty once the bytes are dropped
  alt          text        not null,            -- of a picture: what it shows
  size         int         not null,            -- bytes, all sizes together
  by_person    id(person)  not null,            -- 0: a command
  at           time        not null,
  until_day    date,                            -- first day on which it ends by itself
  ended_at     time,
  ended_by     id(person),                      -- 0: retention
  dropped_at   time,                            -- its bytes are gone
  rev          int         not null,
  primary key (school_id, id),
  foreign key (school_id) references school (id)
);
index file_by_about on file (school_id, use, about, id);
index file_until on file (until_day) where until_day is not null and ended_at is null;
index file_over on file (ended_at) where ended_at is not null and dropped_at is null;

-- A file of a person, known in every school: so far the photo.                                          scope: person
table person_file (
  id           id          not null,
  person_id    id          not null,
  use          text        not null,
  type         text        not null,
  name         text        not null,
  size         int         not null,
  by_person    id(person)  not null,
  at           time        not null,
  ended_at     time,
  ended_by     id(person),                      -- 0: retention
  dropped_at   time,
  rev          int         not null,
  primary key (id),
  foreign key (person_id) references person (id)
);
unique index person_file_photo on person_file (person_id) where use = 'person.photo' and ended_at is null;
index person_file_over on person_file (ended_at) where ended_at is not null and dropped_at is null;

-- Which blobs a file is made of: one as it was sent, or one a size of a picture.                       scope: system
table file_blob (
  file         ref         not null,            -- id of a file or of a person_file
  side         int         not null,            -- longest side in pixels; 0 = as sent
  hash         bytes       not null,            -- BLAKE2b-256 of the content: its name in the store
  bytes        int         not null,
  width        int         not null,
  height       int         not null,
  primary key (file, side)
);
index file_blob_by_hash on file_blob (hash);

-- How much a school's files take; whoever adds one changes this row, so that nobody passes the quota beside another.   scope: school
table file_shelf (
  school_id    id    not null,
  bytes        int   not null,
  rev          int   not null,
  primary key (school_id)
);

-- The same for a person.                                                                                 scope: person
table person_shelf (
  person_id    id    not null,
  bytes        int   not null,
  rev          int   not null,
  primary key (person_id)
);

-- A guardian's tick: what a child's picture may be used for. Ended, never deleted.                       scope: person
table photo_tick (
  id           id          not null,
  child_id     id(person)  not null,
  guardian_id  id(person)  not null,
  words        text        not null,            -- the sentence that was ticked, as shown
  at           time        not null,
  ended_at     time,
  ended_by     id(person),
  primary key (id),
  foreign key (child_id) references person (id),
  foreign key (guardian_id) references person (id)
);
unique index photo_tick_open on photo_tick (child_id) where ended_at is null;
