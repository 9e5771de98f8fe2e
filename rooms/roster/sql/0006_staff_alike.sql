enum staff_choice (same "Là người này", another "Người khác", skip "Bỏ qua");
enum seat_did (made "Tổ mới", given "Vào tổ", taken "Ra khỏi tổ");

-- Who a line is, where somebody alike is here already: nobody is taken for another without a word of who looks.
alter table roster_staff add column choice staff_choice;               -- none = not chosen yet
alter table roster_staff add column choice_member ref;                -- of same: the place of that person here
alter table roster_staff add column departments text;                  -- packed: a line each; none = the file names none

-- Departments and places in them that an act made, gave or ended, so that it can be taken back.                       scope: school
table roster_seat (
  school_id      id        not null,
  batch_id       id        not null,
  department_id  id        not null,
  seat_id        ref       not null,            -- the place; of a department that was made: the department again
  did            seat_did  not null,
  primary key (school_id, batch_id, seat_id),
  foreign key (school_id, batch_id) references batch (school_id, id),
  foreign key (school_id, department_id) references department (school_id, id)
);
