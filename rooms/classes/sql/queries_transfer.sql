-- Papers with which children go from school to school.

-- The last time that somebody left this school for another one.
-- name:  transfer_leaving :maybe
-- in:    person_id person_id
-- out:   id leaving_id, name text, born date?, class_name text?, to_day date
-- scope: school
SELECT l.id, m.display_name AS name, p.born, l.class_name, l.to_day
  FROM leaving l JOIN member m ON m.school_id = :school AND m.id = l.member_id JOIN person p ON p.id = l.person_id
 WHERE l.school_id = :school AND l.person_id = :person_id AND l.why = 'transferred' AND l.returned_at IS NULL
   AND m.to_day IS NOT NULL AND l.member_id = (SELECT max(o.id) FROM member o WHERE o.school_id = :school AND o.person_id = :person_id AND o.role = 'pupil')
 ORDER BY l.id DESC LIMIT 1;

-- The newest paper of a child from one school that is not void.
-- name:  transfer_newest :maybe
-- in:    person_id person_id, of_school school_id
-- out:   id transfer_id, to_name text, at time, until time, taken_at time?, taken_name text?
-- scope: system - papers are global as children are, key person_id; the rule has asked for the right over who left this school
SELECT t.id, t.to_name, t.at, t.until, t.taken_at, s.name AS taken_name
  FROM transfer t LEFT JOIN school s ON s.id = t.taken_school
 WHERE t.person_id = :person_id AND t.from_school = :of_school AND t.void_at IS NULL ORDER BY t.id DESC LIMIT 1;

-- A paper.
-- name:  transfer_insert :run
-- in:    id transfer_id, person_id person_id, of_school school_id, class_name text?, to_day date, to_name text, code_hash bytes, by_person person_id, until time
-- scope: system - as above
INSERT INTO transfer (id, person_id, from_school, class_name, to_day, to_name, code_hash, by_person, at, until, rev)
VALUES (:id, :person_id, :of_school, :class_name, :to_day, :to_name, :code_hash, :by_person, :now, :until, 1);

-- Papers of a child that were not used are worth nothing any more.
-- name:  transfers_void :run
-- in:    person_id person_id
-- scope: system - as above
UPDATE transfer SET void_at = :now, rev = rev + 1 WHERE person_id = :person_id AND taken_at IS NULL AND void_at IS NULL;

-- Whom a code is about: only whoever holds the paper has it.
-- name:  transfer_of_code :maybe
-- in:    code_hash bytes
-- out:   id transfer_id, person_id person_id, name text, born date?, sex sex?, class_name text?, to_day date, until time, from_school school_id, from_name text, rev int
-- scope: system - the code of the paper is the right; the office that types it knows the child from no list
SELECT t.id, t.person_id, p.full_name AS name, p.born, p.sex, t.class_name, t.to_day, t.until, t.from_school, s.name AS from_name, t.rev
  FROM transfer t JOIN person p ON p.id = t.person_id JOIN school s ON s.id = t.from_school
 WHERE t.code_hash = :code_hash AND t.taken_at IS NULL AND t.void_at IS NULL AND t.until > :now;

-- It was used, once.
-- name:  transfer_taken :run
-- in:    id transfer_id, by_person person_id, at_school school_id, rev int
-- scope: system - as above
UPDATE transfer SET taken_at = :now, taken_by = :by_person, taken_school = :at_school, rev = rev + 1
 WHERE id = :id AND rev = :rev AND taken_at IS NULL AND void_at IS NULL;

-- A code that was none.
-- name:  transfer_miss_insert :run
-- in:    id transfer_miss_id, by_person person_id
-- scope: school
INSERT INTO transfer_miss (school_id, id, by_person, at) VALUES (:school, :id, :by_person, :now);

-- How many there were since a moment: ids are in the order of time.
-- name:  transfer_misses :one
-- in:    since time
-- out:   n int
-- scope: school
SELECT count(*) AS n FROM (SELECT m.at FROM transfer_miss m WHERE m.school_id = :school ORDER BY m.id DESC LIMIT 30) late WHERE late.at > :since;
