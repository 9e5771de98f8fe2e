enum roster_state (staging "Đang đọc", open "Đang chờ", done "Xong", dropped "Đã bỏ");

-- One uploaded class list. Its rows are staged here until they go in; texts are kept until until_day.      scope: school
table roster_import (
  school_id     id            not null,
  id            id            not null,
  year_id       id(school_year) not null,
  file_name     text          not null,
  file_size     int           not null,         -- bytes
  file_hash     bytes         not null,         -- SHA-256, to know the same file again
  encoding      text          not null,         -- as read: "UTF-8", "TCVN3 (ABC)" …
  converted     bool          not null,         -- from an old encoding or font
  composed      bool          not null,         -- accents came apart (NFD)
  state         roster_state  not null,
  by_person     id(person)    not null,         -- 0: a command
  at            time          not null,
  until_day     date          not null,         -- first day on which its rows are forgotten
  answers       text          not null,         -- to questions of the whole file: lines "code<tab>option"
  ready         int           not null,         -- rows, as last counted
  waiting       int           not null,
  skipped       int           not null,
  taken         int           not null,
  rev           int           not null,
  primary key (school_id, id),
  foreign key (school_id, year_id) references school_year (school_id, id)
);

-- A sheet of the file as it was understood.                                                            scope: school
table roster_sheet (
  school_id     id    not null,
  import_id     id(roster_import) not null,
  number        int   not null,                 -- 0 …
  name          text  not null,                 -- "" for CSV
  header_row    int   not null,                 -- 0 = no table here
  header_rows   int   not null,
  first_row     int   not null,
  last_row      int   not null,
  class_title   text  not null,                 -- class of the whole sheet, as written
  class_from    text  not null,                 -- title, sheet_name
  columns       text  not null,                 -- packed by the reader
  primary key (school_id, import_id, number),
  foreign key (school_id, import_id) references roster_import (school_id, id)
);

-- Rows of the file that are no pupils, so that nothing is left out in silence.                         scope: school
table roster_ignored (
  school_id     id    not null,
  import_id     id(roster_import) not null,
  number        int   not null,
  sheet         int   not null,
  at_row        int   not null,
  last_row      int   not null,
  reason        text  not null,                 -- code of the reader
  text          text  not null,
  primary key (school_id, import_id, number),
  foreign key (school_id, import_id) references roster_import (school_id, id)
);

-- One row of the file: what it says, what was corrected and answered, and who it became.               scope: school
table roster_line (
  school_id     id    not null,
  import_id     id(roster_import) not null,
  number        int   not null,                 -- 1 … in the order of the file
  sheet         int   not null,
  at_row        int   not null,                 -- as in the file
  said          text  not null,                 -- cells by meaning, packed by the reader
  fixed         text  not null,                 -- corrections: lines "meaning<tab>text"
  answers       text  not null,                 -- lines "problem<tab>option"
  batch_id      id,                             -- the act that took it in; none = staged
  person_id     id,
  class_id      id,
  primary key (school_id, import_id, number),
  foreign key (school_id, import_id) references roster_import (school_id, id),
  foreign key (school_id, batch_id) references batch (school_id, id)
);
index roster_line_by_batch on roster_line (school_id, batch_id) where batch_id is not null;

-- One taking-in of rows of a file; undone whole within a day.                                          scope: school
table roster_intake (
  school_id     id    not null,
  batch_id      id    not null,
  import_id     id(roster_import) not null,
  by_person     id(person) not null,
  at            time  not null,
  lines         int   not null,
  pupils        int   not null,                 -- new ones
  updated       int   not null,                 -- pupils who were there
  guardians     int   not null,                 -- new ones
  classes       int   not null,                 -- new ones
  undone_at     time,
  primary key (school_id, batch_id),
  foreign key (school_id, batch_id) references batch (school_id, id),
  foreign key (school_id, import_id) references roster_import (school_id, id)
);
index roster_intake_by_import on roster_intake (school_id, import_id);

-- Grows with every taking-in and undoing: what was checked against an older state of the school is checked again.  scope: school
table roster_gate (
  school_id     id    not null,
  rev           int   not null,
  primary key (school_id)
);
