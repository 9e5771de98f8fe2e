enum announcement_state (draft "Bản nháp", sent "Đã gửi", back "Đã thu hồi");
enum announcement_side (family "Gia đình", pupil "Học sinh", staff "Thầy cô, nhân viên");

-- A message of a school, a class or a group to its families, pupils or staff. Taken back, never deleted but when its time is over.   scope: school
table announcement (
  school_id     id                  not null,
  id            id                  not null,
  state         announcement_state  not null,
  class_id      id,                              -- to one class; neither this nor the next: to the whole school
  group_id      id(study_group),
  to_families   bool                not null,
  to_pupils     bool                not null,
  to_staff      bool                not null,
  title         text                not null,    -- one line
  body          text                not null,    -- paragraphs
  must_confirm  bool                not null,    -- those who get it are asked to say that they have read it
  last_day      date,                            -- as written: the last day on which it counts
  over_day      date                not null,    -- first day on which nothing is asked any more
  edition       int                 not null,    -- 0 while a draft; one more with each correction, and when it is taken back
  correction    text,                            -- what was corrected last, as readers read it
  written_by    id(person)          not null,
  written_at    time                not null,
  sent_by       id(person),
  sent_at       time,
  corrected_by  id(person),
  corrected_at  time,
  back_by       id(person),
  back_at       time,
  reason        text,                            -- why it was taken back, as readers read it
  told_edition  int                 not null,    -- up to this edition the job has told everybody
  rev           int                 not null,
  primary key (school_id, id),
  foreign key (school_id) references school (id),
  foreign key (school_id, class_id) references class (school_id, id),
  foreign key (school_id, group_id) references study_group (school_id, id),
  foreign key (written_by) references person (id)
);
unique index announcement_by_id on announcement (id);
index announcement_of_class on announcement (school_id, class_id, id);
index announcement_open on announcement (school_id, state, over_day, id);
index announcement_over on announcement (over_day, school_id, id);

-- Who was told of it, about whom: a guardian about each child, a pupil or one of the staff about themselves. Written when it is sent.  scope: school
table announcement_reader (
  school_id        id                 not null,
  announcement_id  id                 not null,
  person_id        id                 not null,
  about_id         id(person)         not null,
  side             announcement_side  not null,
  class_id         id,                           -- of the pupil, when it was told
  sent_at          time               not null,  -- of the message: copies, so that what waits for somebody is one index
  over_day         date               not null,
  told_edition     int                not null,
  read_edition     int                not null,  -- 0 = not yet
  read_at          time,
  reminded_on      date,
  primary key (school_id, announcement_id, person_id, about_id),
  foreign key (school_id, announcement_id) references announcement (school_id, id),
  foreign key (person_id) references person (id)
);
index announcement_reader_in_class on announcement_reader (school_id, announcement_id, side, class_id, read_edition);
index announcement_reader_of_person on announcement_reader (person_id, sent_at, announcement_id);
index announcement_reader_waiting on announcement_reader (person_id, over_day, announcement_id);
index announcement_reader_about on announcement_reader (about_id, announcement_id);

-- A family that it goes to, by its child: one of the guardians who says so is enough, or a slip that one of them signed.               scope: school
table announcement_family (
  school_id        id    not null,
  announcement_id  id    not null,
  child_id         id(person) not null,
  class_id         id,                           -- of the child, when it was told
  told             int   not null,               -- guardians who have an account
  done_edition     int   not null,               -- 0 = not yet
  done_at          time,
  done_by          id(person),                   -- the guardian; of a slip: who ticked it
  paper            bool  not null,               -- done by a slip
  primary key (school_id, announcement_id, child_id),
  foreign key (school_id, announcement_id) references announcement (school_id, id),
  foreign key (child_id) references person (id)
);
index announcement_family_in_class on announcement_family (school_id, announcement_id, class_id, done_edition, told);
index announcement_family_of_child on announcement_family (child_id, announcement_id);

-- Those who had not read were reminded: once a day and place.                                                                          scope: school
table announcement_reminder (
  school_id        id    not null,
  announcement_id  id    not null,
  place            ref   not null,               -- the class, or the message itself where all were
  on_day           date  not null,
  by_person        id(person) not null,
  at               time  not null,
  primary key (school_id, announcement_id, place, on_day),
  foreign key (school_id, announcement_id) references announcement (school_id, id)
);
