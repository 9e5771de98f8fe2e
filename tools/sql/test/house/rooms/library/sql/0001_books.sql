enum book_kind (textbook "Sách giáo khoa", story "Truyện");

-- A title that a school owns.   scope: school
table book (
  school_id   id         not null,
  id          id         not null,
  title       text       not null,                    -- as printed on the cover
  kind        book_kind  not null,
  copies      int        not null check (copies >= 0),
  lent_to     id(person),
  fragile     bool       not null default 0,
  cover       bytes,
  price       real,
  bought_on   date,
  added_at    time       not null,
  rev         int        not null,
  primary key (school_id, id)
);
index book_by_title on book (school_id, title, id);

-- A copy in somebody's hands.   scope: school
table loan (
  school_id  id    not null,
  id         id    not null,
  book_id    id    not null,
  person_id  id    not null,
  lent_at    time  not null,
  back_at    time,
  primary key (school_id, id),
  foreign key (school_id, book_id) references book (school_id, id),
  foreign key (person_id) references person (id)
);

-- Rules of lending.             scope: system
table lending_rule (
  name   text  not null primary key,
  value  int   not null
);
