enum mail_link_kind (reset "Đặt lại mật khẩu", confirm "Xác nhận địa chỉ thư", invite "Mời vào trường");

-- A link that went out by mail: good once, for a time. Its token is worked out, not stored (web/mail.h).   scope: person
table mail_link (
  id         id              not null,
  person_id  id              not null,
  kind       mail_link_kind  not null,
  address    text            not null,          -- where it was sent; whoever opens it reads mail there
  made_at    time            not null,
  made_by    id(person)      not null,          -- 0 = whoever asked was not signed in
  until      time            not null,
  used_at    time,
  void_at    time,                              -- replaced by a newer one, or no longer needed
  primary key (id),
  foreign key (person_id) references person (id)
);
index mail_link_by_person on mail_link (person_id, kind, made_at);
index mail_link_by_age on mail_link (until);

-- A browser on which a person has signed in, so that a new one is noticed.                        scope: person
table known_browser (
  person_id     id     not null,
  browser_hash  bytes  not null,                -- keyed BLAKE2b of a cookie
  first_at      time   not null,
  seen_at       time   not null,                -- last sign-in there
  primary key (person_id, browser_hash),
  foreign key (person_id) references person (id)
);
index known_browser_by_age on known_browser (seen_at);
