enum news_state (draft "Bản nháp", published "Đã đăng", withdrawn "Đã gỡ");
enum news_audience (everybody "Ai cũng đọc được", inside "Chỉ trong trường: thầy cô, học sinh, gia đình");

-- A piece of news of one school. Ended by being withdrawn, never deleted.                          scope: school
table news (
  school_id     id             not null,
  id            id             not null,
  state         news_state     not null,
  audience      news_audience  not null,
  title         text           not null,        -- one line
  body          text           not null,        -- paragraphs, an empty line between two
  written_by    id(person)     not null,
  written_at    time           not null,
  published_by  id(person),
  published_at  time,                           -- the last time; a withdrawn piece may be published again
  withdrawn_at  time,
  reason        text,                           -- why it was withdrawn
  told          int            not null,        -- people who were told of it
  rev           int            not null,
  primary key (school_id, id),
  foreign key (school_id) references school (id),
  foreign key (written_by) references person (id)
);
index news_by_time on news (school_id, state, published_at, id);
unique index news_by_id on news (id);

-- Who said that they have read it, once.                                                          scope: school
table news_read (
  school_id     id             not null,
  news_id       id             not null,
  person_id     id             not null,
  read_at       time           not null,
  primary key (school_id, news_id, person_id),
  foreign key (school_id, news_id) references news (school_id, id)
);
