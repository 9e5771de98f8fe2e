-- A human being.                scope: person
table person (
  id         id    not null,
  full_name  text  not null,
  born       date,
  primary key (id)
);
