-- How long a statement from outside is kept (rooms/record/keep.c): by what it says.
enum told_kind (result "Kết quả học tập", trace "Dấu vết lúc dùng", stranger "Về người Khuê không biết", gone "Đã quên");
alter table outside_statement add column kind told_kind;       -- none: told before kinds were known; the nightly job reads it once
index outside_statement_by_kind on outside_statement (school_id, kind, id);

-- What a statement says of one whom it names, so that a timeline reads no documents: written when it is told (lines.c). None of it: told before lines were known.
alter table outside_person add column at time;                 -- of the statement; none: the nightly job reads its line once
alter table outside_person add column part deed_part;          -- none: it is the person who did it
alter table outside_person add column key_id ref;              -- of the key with which it was told
alter table outside_person add column component component;
alter table outside_person add column thing text;              -- code of the kind of thing (said.c)
alter table outside_person add column topic text;              -- subject or competence, as told
alter table outside_person add column said text;               -- verb, thing and result, in lines (said.c)
alter table outside_person add column hidden bool not null default 0;   -- it was voided
index outside_person_by_time on outside_person (person_id, at, statement_id);

-- Which systems have told something of a person: the name of the key, as the office called it.                              scope: school
table outside_teller (
  school_id  id    not null,
  person_id  id    not null,
  key_id     ref   not null,
  name       text  not null,
  primary key (school_id, person_id, key_id)
);
index outside_teller_by_person on outside_teller (person_id, school_id, key_id);

-- What was told of oneself stays one's own to read, also in a school where one has no place any longer.
on postgres create policy mine on outside_person using (person_id = any ((select khue_persons())::bigint[]));
on postgres create policy mine on outside_teller using (person_id = any ((select khue_persons())::bigint[]));
