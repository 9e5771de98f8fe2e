enum sign_in_how (password "Mật khẩu", slip "Mã trên phiếu", mail "Đường dẫn trong thư");

-- A sign-in of an account that came about or was refused, so that its owner sees a stranger.       scope: person
table sign_in (
  person_id   id           not null,
  id          id           not null,
  at          time         not null,
  how         sign_in_how  not null,
  ok          bool         not null,
  known       bool         not null,            -- on a browser where this person had signed in before
  device      text         not null,            -- browser and system in words, "" when unknown; never more
  address     int          not null,            -- keyed hash of the client's address, to say "the same network"; 0 = unknown
  primary key (person_id, id),
  foreign key (person_id) references person (id)
);
index sign_in_by_time on sign_in (person_id, at);
index sign_in_by_age on sign_in (at);
