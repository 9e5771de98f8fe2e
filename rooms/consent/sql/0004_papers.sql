-- A signed paper that a school took in, on which words stand: of whom it speaks, when it was signed, who wrote it down. Never
-- changed.                                                                                        scope: person
table consent_paper (
  id          id          not null,
  subject_id  id(person)  not null,
  school_id   id          not null,
  signed_on   date        not null,              -- as the paper says
  entered_by  id(person)  not null,
  at          time        not null,
  primary key (id),
  foreign key (subject_id) references person (id),
  foreign key (entered_by) references person (id)
);
index consent_paper_by_subject on consent_paper (subject_id, id);
alter table consent add column paper_id id(consent_paper);   -- the paper on which that word stands; none = said by a click
