enum notice_kind (work "Việc đang chờ và kết quả", account "Tài khoản và đăng nhập", school "Tin của nhà trường");

-- Something that Khuê told a person. For that person alone.                                       scope: person
table notice (
  person_id  id           not null,
  id         id           not null,
  kind       notice_kind  not null,
  words      text         not null,             -- source text with {name} parts; put into the reader's language when it is shown
  parts      text         not null,             -- lines "name<tab>value"
  path       text         not null,             -- where it leads; an own path
  at         time         not null,             -- when it was said, for the last time
  read_at    time,
  primary key (person_id, id),
  foreign key (person_id) references person (id)
);
index notice_unread on notice (person_id, id) where read_at is null;
index notice_by_time on notice (person_id, at, id);
index notice_by_age on notice (at);

-- What a person also wants by e-mail. No row: nothing.                                            scope: person
table notice_choice (
  person_id  id           not null,
  kind       notice_kind  not null,
  by_mail    bool         not null,
  lang       int          not null,             -- of the page on which it was chosen: 0 Vietnamese, 1 English
  rev        int          not null,
  primary key (person_id, kind),
  foreign key (person_id) references person (id)
);
