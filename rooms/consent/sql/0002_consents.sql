enum consent_voice (self "Chính em", guardian "Phụ huynh");

-- What somebody said about a use of a pupil's data: yes or no, each purpose by itself. A new word ends the former; nothing else
-- changes and nothing goes away.                                                                  scope: person
table consent (
  id          id             not null,
  subject_id  id(person)     not null,
  purpose     text           not null,          -- code of purposes[]
  by_person   id(person)     not null,
  voice       consent_voice  not null,
  given       bool           not null,
  words       text           not null,          -- the sentence, as it was shown
  at          time           not null,
  ended_at    time,                             -- the same person said something else; none = it stands
  primary key (id),
  foreign key (subject_id) references person (id),
  foreign key (by_person) references person (id)
);
unique index consent_standing on consent (subject_id, purpose, by_person) where ended_at is null;
index consent_by_subject on consent (subject_id, id);
