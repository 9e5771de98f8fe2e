alter enum sign_in_how add (passkey "Khóa thiết bị");

-- A passkey of a person (WebAuthn): a public key; the private one never leaves the device.                          scope: person
table passkey (
  id          id     not null,
  person_id   id     not null,
  credential  bytes  not null,                  -- the id that the device gave it
  alg         int    not null check (alg in (-7, -257)),         -- ES256, RS256 (COSE)
  spki        bytes  not null,                  -- the public key in DER
  counter     int    not null,                  -- the last that the device said; 0 = it counts nothing
  name        text   not null,                  -- as the person calls it
  made_at     time   not null,
  used_at     time,                             -- last
  ended_at    time,
  rev         int    not null,
  primary key (id),
  foreign key (person_id) references person (id)
);
unique index passkey_by_credential on passkey (credential);
index passkey_by_person on passkey (person_id, id);

-- A challenge that was answered: nobody answers it twice.                                                        scope: system
table passkey_challenge (
  challenge_hash  bytes  not null,              -- keyed BLAKE2b
  until           time   not null,              -- refused by its age from then on
  primary key (challenge_hash)
);
index passkey_challenge_by_age on passkey_challenge (until);
