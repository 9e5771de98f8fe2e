-- How many requests a minute the key may make; none: as many as any key.
alter table xapi_key add column per_minute int;

-- How many statements and documents a key was given, told, and how often it was refused, hour by hour. Kept 400 days.       scope: school
table xapi_use (
  school_id  id            not null,
  key_id     id(xapi_key)  not null,
  hour       int           not null,         -- since 1970 (UTC)
  given      int           not null,
  taken      int           not null,
  refused    int           not null,
  primary key (school_id, key_id, hour)
);
index xapi_use_by_hour on xapi_use (hour);

-- The last fifty requests of a key that were refused: where and why, nothing of what was sent.       scope: school
table xapi_refusal (
  school_id  id            not null,
  key_id     id(xapi_key)  not null,
  slot       int           not null,         -- 0 to 49, one after the other
  at         time          not null,
  status     int           not null,
  number     int           not null,         -- of the refusal
  resource   text          not null,         -- "GET /xapi/statements"
  place      text          not null,         -- in the statement, without what stands in extensions; empty: none
  primary key (school_id, key_id, slot)
);
index xapi_refusal_by_time on xapi_refusal (at);

-- From which sites programs in a browser may speak to the door with keys of the school (CORS).       scope: school
table xapi_origin (
  school_id  id     not null,
  id         id     not null,
  origin     text   not null,                -- https://kho.example
  made_by    id(person),
  made_at    time   not null,
  ended_at   time,
  primary key (school_id, id)
);
index xapi_origin_by_origin on xapi_origin (origin, ended_at);

-- Ways of looking at the figures of the record that a school has kept under a name.       scope: school
table xapi_view (
  school_id  id     not null,
  id         id     not null,
  name       text   not null,
  asked      text   not null,                -- the page's own parameters
  made_by    id(person),
  made_at    time   not null,
  ended_at   time,
  rev        int    not null,
  primary key (school_id, id)
);
