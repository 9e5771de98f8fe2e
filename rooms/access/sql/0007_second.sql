alter enum sign_in_how add (second "Mã của bước thứ hai");

-- The key of a person's second step (TOTP, RFC 6238). It counts from the moment a first code of it was right.       scope: person
table second_step (
  person_id     id     not null,
  sealed        bytes,                          -- the key under one of the program's secret; none once it was taken off
  last_step     int    not null,                -- the step (30 s) whose code was used last: it and older ones are refused
  made_at       time   not null,
  confirmed_at  time,                           -- asked for at each sign-in from then on
  rev           int    not null,
  primary key (person_id),
  foreign key (person_id) references person (id)
);

-- A code for whoever has lost the key: once.                                                      scope: person
table recovery_code (
  code_hash  bytes  not null,                   -- keyed BLAKE2b with the person; the code itself is never stored
  person_id  id     not null,
  made_at    time   not null,
  used_at    time,
  void_at    time,                              -- replaced by newer ones, or the second step was taken off
  primary key (code_hash),
  foreign key (person_id) references person (id)
);
index recovery_code_by_person on recovery_code (person_id);

-- A sign-in whose first step was right and whose second is still to come. The cookie holds the token.     scope: system
table sign_in_step (
  token_hash  bytes        not null,
  person_id   id           not null,
  how         sign_in_how  not null,            -- the first step
  shared      bool         not null,            -- as the session will be
  next        text         not null,            -- where to go then
  known       bool         not null,            -- on a browser where this person had signed in before
  address     int          not null,            -- keyed hash
  tries       int          not null,            -- codes typed, right or wrong, counted before they are looked at
  made_at     time         not null,
  until       time         not null,
  done_at     time,
  primary key (token_hash)
);
index sign_in_step_by_person on sign_in_step (person_id, made_at);
index sign_in_step_by_age on sign_in_step (until);
