-- Staff of a OneRoster export: staged, taken in, taken back. docs/decisions/0124-staff-from-oneroster.md

-- name:  staff_line_insert :run
-- in:    import_id roster_import_id, number int, at_row int, source text, name text, role text, own text, phone text, duties text, departments text?, gone bool
-- scope: school
INSERT INTO roster_staff (school_id, import_id, number, at_row, source, name, role, own, phone, duties, departments, gone, did, batch_id, person_id, member_id)
VALUES (:school, :import_id, :number, :at_row, :source, :name, :role, :own, :phone, :duties, :departments, :gone, 'waiting', NULL, NULL, NULL);

-- What a file says of the staff.
-- name:  staff_lines :many
-- in:    import_id roster_import_id
-- out:   number int, at_row int, source text, name text, role text, own text, phone text, duties text, departments text?, gone bool, choice staff_choice?, choice_member ref?, came person_id?
-- scope: school
SELECT x.number, x.at_row, x.source, x.name, x.role, x.own, x.phone, x.duties, x.departments, x.gone, x.choice, x.choice_member, CASE WHEN x.did = 'added' THEN x.person_id END AS came FROM roster_staff x
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

-- Who has worked here and their telephones, now or before: for somebody alike. over: does no longer; shut: has no open account.
-- name:  staff_ever :many
-- in:    today date
-- out:   member_id member_id, person_id person_id, name text, search_key text, role member_role, title text?, over int, shut int, phone text?
-- scope: school
SELECT m.id AS member_id, m.person_id, m.display_name AS name, m.search_key, m.role, m.title, CASE WHEN m.to_day IS NOT NULL AND m.to_day <= :today THEN 1 ELSE 0 END AS over,
       CASE WHEN EXISTS (SELECT 1 FROM account a WHERE a.person_id = m.person_id AND a.closed_at IS NULL) THEN 0 ELSE 1 END AS shut, c.value AS phone
  FROM member m LEFT JOIN contact c ON c.person_id = m.person_id AND c.kind = 'phone' AND c.to_day IS NULL
 WHERE m.school_id = :school AND m.role IN ('teacher', 'assistant', 'staff', 'clerk', 'deputy', 'principal')
 ORDER BY over, m.search_key, m.id LIMIT 8000;

-- Somebody said who a line is.
-- name:  staff_line_choice :run
-- in:    import_id roster_import_id, number int, choice staff_choice, choice_member ref?
-- scope: school
UPDATE roster_staff SET choice = :choice, choice_member = :choice_member WHERE school_id = :school AND import_id = :import_id AND number = :number AND batch_id IS NULL;

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

-- What an act did. later: of one whom it ended: the school has begun or ended another place of theirs since, by hand or by another list, from the act's day on.
-- name:  staff_of_batch :many
-- in:    batch_id batch_id, since date
-- out:   import_id roster_import_id, did staff_did, came_back int, person_id person_id?, member_id member_id?, office int, later int
-- scope: school
SELECT x.import_id, x.did, CASE WHEN x.did = 'added' AND x.choice = 'same' THEN 1 ELSE 0 END AS came_back, x.person_id, x.member_id,
       CASE WHEN EXISTS (SELECT 1 FROM member o WHERE o.school_id = :school AND o.id = x.member_id AND o.role IN ('clerk', 'deputy', 'principal')) THEN 1 ELSE 0 END AS office,
       CASE WHEN x.did = 'ended' AND EXISTS (SELECT 1 FROM member m LEFT JOIN batch b ON b.school_id = :school AND b.id = m.batch_id
                WHERE m.school_id = :school AND m.person_id = x.person_id AND m.role <> 'pupil' AND m.id <> x.member_id AND b.undone_at IS NULL
                  AND (m.from_day >= :since OR m.to_day >= :since)) THEN 1 ELSE 0 END AS later
  FROM roster_staff x WHERE x.school_id = :school AND x.batch_id = :batch_id ORDER BY x.number LIMIT 2000;

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

-- ---- departments

-- name:  seat_insert :run
-- in:    batch_id batch_id, department_id department_id, seat_id ref, did seat_did
-- scope: school
INSERT INTO roster_seat (school_id, batch_id, department_id, seat_id, did) VALUES (:school, :batch_id, :department_id, :seat_id, :did);

-- What an act did in the departments: places first, departments last.
-- name:  seats_of_batch :many
-- in:    batch_id batch_id
-- out:   department_id department_id, seat_id ref, did seat_did
-- scope: school
SELECT x.department_id, x.seat_id, x.did FROM roster_seat x WHERE x.school_id = :school AND x.batch_id = :batch_id ORDER BY CASE WHEN x.did = 'made' THEN 1 ELSE 0 END, x.seat_id LIMIT 20000;

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
UPDATE roster_staff SET name = '', phone = '', duties = '', departments = NULL WHERE school_id = :school AND batch_id IS NOT NULL
   AND import_id IN (SELECT i.id FROM roster_import i WHERE i.school_id = :school AND i.until_day <= :today);

-- Erasure of a person: what a file said of them.
-- name:  staff_lines_blank :run
-- in:    person_id person_id, only school_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
UPDATE roster_staff SET name = '', phone = '', duties = '', departments = NULL WHERE person_id = :person_id AND (:only = 0 OR school_id = :only);
