-- Staff of a OneRoster export: staged, taken in, taken back. docs/decisions/0124-staff-from-oneroster.md

-- name:  staff_line_insert :run
-- in:    import_id roster_import_id, number int, at_row int, source text, name text, role text, own text, phone text, duties text, gone bool
-- scope: school
INSERT INTO roster_staff (school_id, import_id, number, at_row, source, name, role, own, phone, duties, gone, did, batch_id, person_id, member_id)
VALUES (:school, :import_id, :number, :at_row, :source, :name, :role, :own, :phone, :duties, :gone, 'waiting', NULL, NULL, NULL);

-- What a file says of the staff.
-- name:  staff_lines :many
-- in:    import_id roster_import_id
-- out:   number int, at_row int, source text, name text, role text, own text, phone text, duties text, gone bool
-- scope: school
SELECT x.number, x.at_row, x.source, x.name, x.role, x.own, x.phone, x.duties, x.gone FROM roster_staff x
 WHERE x.school_id = :school AND x.import_id = :import_id ORDER BY x.number LIMIT 2000;

-- How many.
-- name:  staff_lines_count :one
-- in:    import_id roster_import_id
-- out:   n int
-- scope: school
SELECT count(*) AS n FROM roster_staff x WHERE x.school_id = :school AND x.import_id = :import_id;

-- Everybody who works here today.
-- name:  staff_here :many
-- in:    today date
-- out:   member_id member_id, person_id person_id, name text, search_key text, role member_role, rev int
-- scope: school
SELECT m.id AS member_id, m.person_id, m.display_name AS name, m.search_key, m.role, m.rev FROM member m
 WHERE m.school_id = :school AND m.role IN ('teacher', 'assistant', 'staff', 'clerk', 'deputy', 'principal') AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
 ORDER BY m.search_key, m.id LIMIT 5000;

-- What they do in the classes of a year.
-- name:  duties_of_year :many
-- in:    year_id school_year_id, today date
-- out:   id teaching_id, class_id class_id, member_id member_id, duty duty, subject text?, name text
-- scope: school
SELECT t.id, t.class_id, t.member_id, t.duty, t.subject, m.display_name AS name
  FROM teaching t JOIN class c ON c.school_id = :school AND c.id = t.class_id JOIN member m ON m.school_id = :school AND m.id = t.member_id
 WHERE t.school_id = :school AND c.year_id = :year_id AND c.closed_day IS NULL AND (t.to_day IS NULL OR t.to_day > :today) ORDER BY t.class_id, t.id LIMIT 20000;

-- An act brought somebody in, or ended their place.
-- name:  staff_line_did :run
-- in:    import_id roster_import_id, number int, did staff_did, batch_id batch_id, person_id person_id, member_id member_id
-- scope: school
UPDATE roster_staff SET did = :did, batch_id = :batch_id, person_id = :person_id, member_id = :member_id WHERE school_id = :school AND import_id = :import_id AND number = :number;

-- What an act did.
-- name:  staff_of_batch :many
-- in:    batch_id batch_id
-- out:   import_id roster_import_id, did staff_did, person_id person_id?, member_id member_id?
-- scope: school
SELECT x.import_id, x.did, x.person_id, x.member_id FROM roster_staff x WHERE x.school_id = :school AND x.batch_id = :batch_id ORDER BY x.number LIMIT 2000;

-- Of those whom it ended, how many have no open account any more.
-- name:  staff_shut_of_batch :one
-- in:    batch_id batch_id
-- out:   n int
-- scope: school
SELECT count(*) AS n FROM roster_staff x WHERE x.school_id = :school AND x.batch_id = :batch_id AND x.did = 'ended'
   AND EXISTS (SELECT 1 FROM account a WHERE a.person_id = x.person_id) AND NOT EXISTS (SELECT 1 FROM account a WHERE a.person_id = x.person_id AND a.closed_at IS NULL);

-- Duties that it gave.
-- name:  duties_of_batch_count :one
-- in:    batch_id batch_id
-- out:   given int, ended int
-- scope: school
SELECT (SELECT count(*) FROM teaching t WHERE t.school_id = :school AND t.batch_id = :batch_id) AS given,
       (SELECT count(*) FROM teaching e WHERE e.school_id = :school AND e.ended_batch_id = :batch_id) AS ended;

-- Taken back: the lines wait again.
-- name:  staff_lines_return :run
-- in:    batch_id batch_id
-- scope: school
UPDATE roster_staff SET did = 'waiting', batch_id = NULL, person_id = NULL, member_id = NULL WHERE school_id = :school AND batch_id = :batch_id;

-- ---- forgetting

-- name:  staff_lines_forget :run
-- in:    today date
-- scope: school
DELETE FROM roster_staff WHERE school_id = :school AND batch_id IS NULL
   AND import_id IN (SELECT i.id FROM roster_import i WHERE i.school_id = :school AND i.until_day <= :today);

-- Of those who came in: what the file said.
-- name:  staff_lines_empty :run
-- in:    today date
-- scope: school
UPDATE roster_staff SET name = '', phone = '', duties = '' WHERE school_id = :school AND batch_id IS NOT NULL
   AND import_id IN (SELECT i.id FROM roster_import i WHERE i.school_id = :school AND i.until_day <= :today);

-- Erasure of a person: what a file said of them.
-- name:  staff_lines_blank :run
-- in:    person_id person_id, only school_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
UPDATE roster_staff SET name = '', phone = '', duties = '' WHERE person_id = :person_id AND (:only = 0 OR school_id = :only);
