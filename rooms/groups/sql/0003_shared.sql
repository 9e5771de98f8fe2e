enum share_state (holds "Giữ nhóm", invited "Đang mời", taken "Cùng nhóm", declined "Không tham gia", ended "Đã thôi");

-- The part of one school in a group that several schools share (R54): its own row, in its own tenant. The pupils and leaders stay rows of each
-- school's own study_group; what the others may read of them is in docs/decisions/0128.                                       scope: school
table group_share (
  school_id    id           not null,
  id           id           not null,
  shared_id    id(study_group) not null,          -- the group of the school that holds it: what the parts have in common
  host_id      id(school)   not null,             -- whose it is
  group_id     id(study_group),                   -- the school's own group; none while it is invited, or when it never came
  state        share_state  not null,
  name         text         not null,             -- what the group was called at the invitation
  words        text,                              -- what the school that holds it wrote with the invitation
  contact      text,                              -- how the other schools reach who leads it here: written for them
  asked_by     id(person)   not null,             -- who invited, of the school that holds it
  asked_at     time         not null,
  decided_by   id(person),                        -- who said yes or no, or ended it, of either school
  decided_at   time,
  from_day     date,                              -- [from_day, to_day) of the taking part; none = it never was one
  to_day       date,
  reason       text,                              -- why not, or why no longer: read by both schools
  rev          int          not null,
  primary key (school_id, id),
  foreign key (school_id, group_id) references study_group (school_id, id)
);
unique index group_share_one on group_share (school_id, shared_id) where state = 'holds' or state = 'invited' or state = 'taken';
index group_share_by_shared on group_share (shared_id, school_id, id);
index group_share_by_group on group_share (group_id, school_id, id);
index group_share_waiting on group_share (school_id, state, id);

-- When a group is at work: its own days, bound to no school year. Of a shared group the school that holds it sets them.       scope: school
table group_term (
  school_id    id           not null,
  id           id           not null,
  group_id     id(study_group) not null,
  name         text         not null,             -- Đợt 1, Trại hè …
  from_day     date         not null,             -- [from_day, to_day)
  to_day       date         not null check (to_day > from_day),
  gone_at      time,                              -- taken away again
  rev          int          not null,
  primary key (school_id, id),
  foreign key (school_id, group_id) references study_group (school_id, id)
);
index group_term_by_group on group_term (group_id, school_id, from_day);
