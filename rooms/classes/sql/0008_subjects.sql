-- What is taught at a school, by the names that it uses.                                         scope: school
table school_subject (
  school_id    id    not null,
  id           id    not null,
  name         text  not null,                  -- Khoa học tự nhiên
  ended_day    date,                            -- first day on which it is no longer taught
  rev          int   not null,
  primary key (school_id, id)
);
unique index subject_by_name on school_subject (school_id, name) where ended_day is null;

-- Which of them a duty is; duty.subject keeps the name as it is called, so that lists read one row.
alter table teaching add column subject_id id(school_subject);
index teaching_by_subject on teaching (school_id, subject_id) where subject_id is not null;

-- What stood there as free text becomes a subject each.
insert into school_subject (school_id, id, name, ended_day, rev)
  select t.school_id, min(t.id), t.subject, null, 1 from teaching t where t.subject is not null group by t.school_id, t.subject;
update teaching set subject_id = (select s.id from school_subject s where s.school_id = teaching.school_id and s.name = teaching.subject) where subject is not null;
