-- What a person signs in with. No account for children under guardian care (R9).                  scope: person
table account (
  person_id      id    not null,
  user_name      text  not null,                -- lower case, a-z 0-9 . -
  password_hash  text,                          -- Argon2id; none until the person chose one
  admin          bool  not null,                -- system administrator
  access_rev     int   not null,                -- grows with every change of rights: cached answers of an older one are void
  closed_at      time,                          -- may no longer sign in
  made_at        time  not null,
  batch_id       id,
  rev            int   not null,
  primary key (person_id),
  foreign key (person_id) references person (id)
);
unique index account_by_user_name on account (user_name);

-- A random code of 50 bits or more on a printed slip: once, for a time.                           scope: person
table one_time_code (
  code_hash    bytes  not null,                 -- keyed BLAKE2b; the code itself is never stored
  person_id    id     not null,
  made_at      time   not null,
  made_by      id(person) not null,
  until        time   not null,
  used_at      time,
  void_at      time,                            -- replaced by a newer slip, or its import undone
  primary key (code_hash),
  foreign key (person_id) references person (id)
);
index one_time_code_by_person on one_time_code (person_id);

-- Failed sign-ins by account and address, for a limit that cannot be used to lock others out.      scope: person
table sign_in_failure (
  person_id     id     not null,
  address       int    not null,                -- keyed hash of the client's address
  at            time   not null,
  id            id     not null,
  primary key (person_id, address, at, id)
);
