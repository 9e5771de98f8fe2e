-- Subjects, and who teaches them where.

-- What the school teaches today, with how many duties are open.
-- name:  subjects_of_school :many
-- in:    today date
-- out:   id school_subject_id, name text, duties int, rev int
-- scope: school
SELECT s.id, s.name,
       (SELECT count(*) FROM teaching t WHERE t.school_id = :school AND t.subject_id = s.id AND (t.to_day IS NULL OR t.to_day > :today)) AS duties, s.rev
  FROM school_subject s WHERE s.school_id = :school AND s.ended_day IS NULL ORDER BY s.name, s.id LIMIT 300;

-- A subject by the name as it is written.
-- name:  subject_named :maybe
-- in:    name text
-- out:   id school_subject_id, name text
-- scope: school
SELECT s.id, s.name FROM school_subject s WHERE s.school_id = :school AND s.name = :name AND s.ended_day IS NULL;

-- One subject that is taught.
-- name:  subject_one :maybe
-- in:    id school_subject_id
-- out:   name text, rev int
-- scope: school
SELECT s.name, s.rev FROM school_subject s WHERE s.school_id = :school AND s.id = :id AND s.ended_day IS NULL;

-- A subject.
-- name:  subject_insert :run
-- in:    id school_subject_id, name text
-- scope: school
INSERT INTO school_subject (school_id, id, name, ended_day, rev) VALUES (:school, :id, :name, NULL, 1);

-- It is called otherwise.
-- name:  subject_rename :run
-- in:    id school_subject_id, name text, rev int
-- scope: school
UPDATE school_subject SET name = :name, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev AND ended_day IS NULL;

-- And so in the duties of today.
-- name:  duties_rename :run
-- in:    subject_id school_subject_id, name text, today date
-- scope: school
UPDATE teaching SET subject = :name, rev = rev + 1
 WHERE school_id = :school AND subject_id = :subject_id AND (to_day IS NULL OR to_day > :today);

-- It is taught no more.
-- name:  subject_close :run
-- in:    id school_subject_id, ended_day date, rev int
-- scope: school
UPDATE school_subject SET ended_day = :ended_day, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev AND ended_day IS NULL;

-- All duties of a class, today's and to come first, those that never were left out.
-- name:  duties_of_class :many
-- in:    class_id class_id, today date
-- out:   id teaching_id, name text, duty duty, subject text?, from_day date, to_day date?, rev int, over int
-- scope: school
-- bars:  nobody - the person is a teacher, not a child
SELECT t.id, m.display_name AS name, t.duty, t.subject, t.from_day, t.to_day, t.rev,
       CASE WHEN t.to_day <= :today THEN 1 ELSE 0 END AS over
  FROM teaching t JOIN member m ON m.school_id = :school AND m.id = t.member_id
 WHERE t.school_id = :school AND t.class_id = :class_id AND (t.to_day IS NULL OR t.to_day > t.from_day)
 ORDER BY CASE WHEN t.to_day <= :today THEN 1 ELSE 0 END, CASE t.duty WHEN 'homeroom' THEN 0 WHEN 'subject' THEN 1 ELSE 2 END, coalesce(t.subject, ''), m.sort_key, t.id LIMIT 200;

-- One duty of a class that is not over.
-- name:  duty_one :maybe
-- in:    id teaching_id, class_id class_id, today date
-- out:   person_id person_id, name text, duty duty, subject text?, from_day date, rev int
-- scope: school
-- bars:  nobody - the person is a teacher, not a child
SELECT t.person_id, m.display_name AS name, t.duty, t.subject, t.from_day, t.rev
  FROM teaching t JOIN member m ON m.school_id = :school AND m.id = t.member_id
 WHERE t.school_id = :school AND t.id = :id AND t.class_id = :class_id AND (t.to_day IS NULL OR t.to_day > :today);

-- Does this person have the same duty there already, today or later?
-- name:  duty_same :one
-- in:    class_id class_id, member_id member_id, duty duty, subject_id school_subject_id, from_day date
-- out:   n int
-- scope: school
SELECT count(*) AS n FROM teaching t
 WHERE t.school_id = :school AND t.class_id = :class_id AND t.member_id = :member_id AND t.duty = :duty AND coalesce(t.subject_id, 0) = :subject_id
   AND (t.to_day IS NULL OR t.to_day > :from_day);

-- A duty in a class with its days.
-- name:  duty_insert :run
-- in:    id teaching_id, class_id class_id, member_id member_id, person_id person_id, duty duty, subject_id school_subject_id?, subject text?, from_day date, to_day date?
-- scope: school
INSERT INTO teaching (school_id, id, class_id, member_id, person_id, duty, subject_id, subject, from_day, to_day, rev)
VALUES (:school, :id, :class_id, :member_id, :person_id, :duty, :subject_id, :subject, :from_day, :to_day, 1);

-- It is of a bulk act.
-- name:  duty_batch_put :run
-- in:    id teaching_id, batch_id batch_id
-- scope: school
UPDATE teaching SET batch_id = :batch_id, rev = rev + 1 WHERE school_id = :school AND id = :id;

-- A bulk act ends it,
-- name:  duty_batch_end :run
-- in:    id teaching_id, to_day date, batch_id batch_id
-- scope: school
UPDATE teaching SET to_day = CASE WHEN from_day > :to_day THEN from_day ELSE :to_day END, ended_batch_id = :batch_id, rev = rev + 1 WHERE school_id = :school AND id = :id AND to_day IS NULL;

-- or all of a place.
-- name:  duties_batch_end :run
-- in:    member_id member_id, to_day date, batch_id batch_id
-- scope: school
UPDATE teaching SET to_day = CASE WHEN from_day > :to_day THEN from_day ELSE :to_day END, ended_batch_id = :batch_id, rev = rev + 1
 WHERE school_id = :school AND member_id = :member_id AND to_day IS NULL;

-- A duty ends.
-- name:  duty_end :run
-- in:    id teaching_id, to_day date, rev int
-- scope: school
UPDATE teaching SET to_day = :to_day, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev;

-- Who of the school teaches or may teach: names for a choice.
-- name:  who_may_teach :many
-- in:    today date
-- out:   id member_id, name text, role member_role
-- scope: school
SELECT m.id, m.display_name AS name, m.role FROM member m
 WHERE m.school_id = :school AND m.role IN ('teacher', 'assistant', 'deputy', 'principal') AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
 ORDER BY m.sort_key, m.id LIMIT 400;
