enum picture_state (pending "Chờ duyệt", returned "Trả lại", published "Đã công bố", dropped "Đã rút");

-- A picture, or other words for the one that is there, offered for the public page (R41): shown to everybody by the principal's word
-- alone. The pictures are files of the uses values.picture_waits and, once published, values.picture.        scope: school
table values_picture (
  school_id    id             not null,
  id           id             not null,
  file_id      id             not null,         -- the picture that is offered, or the published one whose words are
  alt          text           not null,         -- what it shows
  state        picture_state  not null,
  offered_by   id(person)     not null,
  offered_at   time           not null,
  decided_by   id(person),
  decided_at   time,
  reason       text,                            -- why it was returned
  rev          int            not null,
  primary key (school_id, id),
  foreign key (school_id) references school (id),
  foreign key (school_id, file_id) references file (school_id, id)
);
unique index values_picture_open on values_picture (school_id) where state in ('pending', 'returned');
