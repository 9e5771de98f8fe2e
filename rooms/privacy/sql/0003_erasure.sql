enum erasure_state (proposed "Chờ người thứ hai", done "Đã xóa", dropped "Không xóa");

-- That somebody's data is to be erased, upon a request: one proposes, another one decides. Ends, is never deleted.       scope: school
table privacy_erasure (
  school_id    id             not null,
  id           id             not null,
  request_id   id(privacy_request) not null,
  subject_id   id(person)     not null,
  state        erasure_state  not null,
  reason       text           not null,          -- of who proposed
  proposed_by  id(person)     not null,
  proposed_at  time           not null,
  decided_by   id(person),
  decided_at   time,
  rev          int            not null,
  primary key (school_id, id),
  foreign key (school_id, request_id) references privacy_request (school_id, id)
);
unique index privacy_erasure_waiting on privacy_erasure (school_id, request_id) where decided_at is null;
index privacy_erasure_by_subject on privacy_erasure (subject_id, id);
