-- Somebody took a copy of the data of themselves or of their child along. Only added to.              scope: person
table data_copy (
  subject_id  id(person)  not null,
  id          id          not null,
  by_person   id(person)  not null,
  at          time        not null,
  primary key (subject_id, id),
  foreign key (subject_id) references person (id),
  foreign key (by_person) references person (id)
);
index data_copy_by_whom on data_copy (by_person, at);
