-- A sign-in on one device. The cookie holds the token; here is only its keyed hash.                scope: system
table session (
  id          id    not null,
  token_hash  bytes not null,                    -- keyed BLAKE2b of the cookie
  person_id   id    not null,
  begun_at    time  not null,
  seen_at     time  not null,                    -- last click, to within an hour (shared device: five minutes)
  until       time  not null,                    -- over then, whatever happens
  shared      bool  not null,                    -- a device of many hands: short, and over when the browser closes
  device      text  not null,                    -- browser and system in words, for the person's list of devices
  chosen_role text,                              -- only changes home and menu
  primary key (id)
);
unique index session_by_token on session (token_hash);
index session_by_person on session (person_id, seen_at);

-- A form that was sent after its session had ended, until the same person has signed in again. Never passwords or codes.  scope: system
table kept_post (
  token_hash  bytes not null,                    -- keyed hash of a cookie made for this post
  person_id   id    not null,                    -- whose session it was
  path        text  not null,                    -- where it was sent
  body        text  not null,                    -- its fields, urlencoded
  kept_at     time  not null,
  primary key (token_hash)
);
index kept_post_by_age on kept_post (kept_at);
