-- Whose an account in another system is: a head of the school said so of an account by which something was told here (known.c).      scope: school
table outside_known (
  school_id  id          not null,
  id         id          not null,
  term       bytes       not null,             -- by which statements that name it are found
  agent      text        not null,             -- as agent_text() writes it
  person_id  id          not null,
  reason     text        not null,
  made_by    id(person)  not null,
  made_at    time        not null,
  ended_by   id(person),
  ended_at   time,
  rev        int         not null,
  primary key (school_id, id)
);
unique index outside_known_open on outside_known (school_id, term) where ended_at is null;
index outside_known_by_person on outside_known (person_id, school_id);
on postgres create policy mine on outside_known using (person_id = any ((select khue_persons())::bigint[]));

-- By what a head said of an account; none: by the number that the house gave.
alter table outside_person add column known_id id(outside_known);
