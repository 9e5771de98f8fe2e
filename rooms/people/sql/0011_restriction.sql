-- A person whose data a school uses only where it must (hạn chế xử lý), upon a request. It ends with a reason, it is never deleted.     scope: person
table restriction (
  subject_id  id(person)  not null,
  id          id          not null,
  school_id   id(school)  not null,          -- whose use it limits
  request_id  ref         not null,          -- of the request (privacy) that asked for it
  by_person   id(person)  not null,
  at          time        not null,
  reason      text        not null,
  ended_at    time,
  ended_by    id(person),
  end_reason  text,
  rev         int         not null,
  primary key (subject_id, id),
  foreign key (subject_id) references person (id)
);
unique index restriction_open on restriction (subject_id, school_id) where ended_at is null;
index restriction_of_school on restriction (school_id, subject_id) where ended_at is null;
