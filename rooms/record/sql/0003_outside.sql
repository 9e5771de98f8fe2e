-- A statement that another system told a school, as it was sent. Its id's milliseconds are when it was stored; its name stands in
-- statement_key beside those of deeds, so that a name means one statement. Nothing refers to it by a foreign key.       scope: school
table outside_statement (
  school_id  id             not null,
  id         id(statement)  not null,
  uuid       bytes          not null,     -- 16
  key_id     ref            not null,     -- of the key with which it was told
  at         time           not null,     -- its timestamp
  timed      bool           not null,     -- it said its timestamp itself
  voids      bool           not null,
  target     bytes,                       -- the statement that its object refers to
  terms      bytes          not null,     -- by which it is found, 16 bytes each
  document   text           not null,     -- JSON, its values as sent; without what is added when it is given: stored
  voided_by  id(statement),
  primary key (school_id, id)
);

-- How statements from outside are found: a keyed hash of agent, verb, activity or registration. source is the statement that said so: itself,
-- or one that it refers to.                                                                                            scope: school
table outside_term (
  school_id     id             not null,
  term          bytes          not null,
  statement_id  id(statement)  not null,
  source_id     id(statement)  not null,
  primary key (school_id, term, statement_id, source_id)
);

-- Which statements refer to which, also to such as are not there yet.                                                  scope: school
table outside_target (
  school_id     id             not null,
  target        bytes          not null,
  statement_id  id(statement)  not null,
  primary key (school_id, target, statement_id)
);

-- People of the house whom a statement from outside names, by an account that we gave.                                 scope: school
table outside_person (
  school_id     id             not null,
  statement_id  id(statement)  not null,
  person_id     id             not null,
  primary key (school_id, statement_id, person_id)
);
index outside_person_by_person on outside_person (person_id, statement_id);

-- Files that came with statements: once in a school, by their SHA-256.                                                 scope: school
table outside_file (
  school_id  id     not null,
  hash       bytes  not null,
  body       bytes  not null,
  primary key (school_id, hash)
);

-- Which statement has which file.                                                                                      scope: school
table outside_attached (
  school_id     id             not null,
  statement_id  id(statement)  not null,
  hash          bytes          not null,
  type          text           not null,     -- content type as sent
  primary key (school_id, statement_id, hash)
);
index outside_attached_by_hash on outside_attached (school_id, hash);

-- What is known of activities, from the statements that describe them: the newest word on each part.                   scope: school
table outside_activity (
  school_id   id     not null,
  hash        bytes  not null,
  definition  text   not null,               -- JSON
  primary key (school_id, hash)
);

index statement_of_actor on statement (school_id, actor_id, id);
index statement_of_verb on statement (school_id, verb, id);
index statement_of_object on statement (school_id, object_kind, object_id, id);
