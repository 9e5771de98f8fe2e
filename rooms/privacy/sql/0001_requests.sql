enum privacy_kind (see "Xem dữ liệu", copy "Lấy bản sao", correct "Sửa cho đúng", withdraw "Rút lời đồng ý", restrict "Hạn chế sử dụng", object "Phản đối một việc dùng", erase "Xóa dữ liệu");
enum privacy_state (open "Chờ trả lời", answered "Đã trả lời, đang làm", done "Đã xong", refused "Từ chối");
enum privacy_did (answered "Trả lời", extended "Gia hạn", done "Làm xong", refused "Từ chối");

-- What somebody asked a school about the data of themselves or of their child. One of a kind waits at a time; it ends, it is never
-- deleted.                                                                                         scope: school
table privacy_request (
  school_id    id             not null,
  id           id             not null,
  subject_id   id(person)     not null,          -- whose data
  by_person    id(person)     not null,          -- who asked; nobody else of the family reads it
  kind         privacy_kind   not null,
  words        text           not null,          -- as written; may be empty
  state        privacy_state  not null,
  at           time           not null,
  answer_due   date           not null,          -- the last day for a first answer
  done_due     date           not null,          -- the last day for the end
  answered_at  time,
  extended_at  time,                             -- once at most
  closed_at    time,
  rev          int            not null,
  primary key (school_id, id),
  foreign key (school_id) references school (id),
  foreign key (subject_id) references person (id),
  foreign key (by_person) references person (id)
);
unique index privacy_request_waiting on privacy_request (school_id, subject_id, by_person, kind) where closed_at is null;
index privacy_request_open on privacy_request (school_id, done_due, id) where closed_at is null;
index privacy_request_by_subject on privacy_request (subject_id, by_person, id);

-- What the school said to a request, each time. Only added to.                                     scope: school
table privacy_answer (
  school_id   id           not null,
  request_id  id(privacy_request) not null,
  id          id           not null,
  did         privacy_did  not null,
  words       text         not null,
  by_person   id(person)   not null,
  at          time         not null,
  primary key (school_id, request_id, id),
  foreign key (school_id, request_id) references privacy_request (school_id, id)
);
