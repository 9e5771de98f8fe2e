enum values_state (draft "Bản nháp", pending "Chờ duyệt", returned "Trả lại", published "Đã công bố");

-- What a school stands for (R41): four named parts, versioned, dated, approved by the principal. A published row never
-- changes; the newest published one is the public page.                                           scope: school
table values_page (
  school_id    id            not null,
  id           id            not null,
  number       int           not null,          -- version 1, 2, 3 …
  state        values_state  not null,
  culture      text          not null,          -- Văn hóa: first line says it, further lines are "Tên: lời"
  strategy     text          not null,          -- Chiến lược phát triển
  motto        text          not null,          -- Phương châm chất lượng: first line is the motto
  core         text          not null,          -- Giá trị cốt lõi: a line each, "Chính trực: …"
  written_by   id(person)    not null,
  written_at   time          not null,
  sent_at      time,
  decided_by   id(person),
  decided_at   time,
  reason       text,                            -- why it was returned
  rev          int           not null,
  primary key (school_id, id),
  foreign key (school_id) references school (id)
);
unique index values_by_number on values_page (school_id, number);
