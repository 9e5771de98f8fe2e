-- A key with which another system comes in. Nothing of it is deleted: it is revoked.                                   scope: school
table xapi_key (
  school_id    id     not null,
  id           id     not null,              -- also its name at the door
  name         text   not null,              -- what it is for, as the office wrote it
  scopes       int    not null,              -- bits of doors/xapi/inside.h
  secret_hash  bytes  not null,              -- keyed hash; the secret itself was shown once
  unlimited    bool   not null,              -- trusted: its requests are not counted
  made_by      id(person),                   -- none: from the command line
  made_at      time   not null,
  revoked_at   time,
  revoked_by   id(person),
  rev          int    not null,
  primary key (school_id, id)
);
index xapi_key_by_id on xapi_key (id);

-- Documents that other systems keep here: state of an activity and a learner, profiles of learners and activities.     scope: school
table xapi_document (
  school_id     id     not null,
  place         bytes  not null,             -- hash of kind, activity and agent
  registration  text   not null,             -- of a state; empty: none
  name          text   not null,             -- stateId or profileId
  type          text   not null,             -- content type as sent
  body          bytes,                       -- none: it was deleted
  etag          bytes  not null,             -- SHA-1 of the body
  stored_at     time   not null,
  key_id        id(xapi_key) not null,       -- who wrote it last
  person_id     id,                          -- whom of the house it is about
  rev           int    not null,
  primary key (school_id, place, registration, name)
);
index xapi_document_by_person on xapi_document (person_id);
