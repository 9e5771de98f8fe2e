-- What the house holds of a person, told to that person and to who stands for it (rooms/consent).

-- name:  enrolments_told :many
-- in:    person_id person_id, limit int
-- out:   school_name text, class_name text, year_name text, from_day date, to_day date?
-- scope: persons
SELECT s.name AS school_name, c.name AS class_name, y.name AS year_name, e.from_day, e.to_day
  FROM enrolment e JOIN school s ON s.id = e.school_id JOIN class c ON c.school_id = e.school_id AND c.id = e.class_id
  JOIN school_year y ON y.school_id = e.school_id AND y.id = c.year_id
 WHERE e.person_id = :person_id AND e.person_id IN (:persons) ORDER BY e.id DESC LIMIT :limit;

-- name:  duties_told :many
-- in:    person_id person_id, limit int
-- out:   school_name text, class_name text, duty duty, subject text?, from_day date, to_day date?
-- scope: persons
SELECT s.name AS school_name, c.name AS class_name, t.duty, t.subject, t.from_day, t.to_day
  FROM teaching t JOIN school s ON s.id = t.school_id JOIN class c ON c.school_id = t.school_id AND c.id = t.class_id
 WHERE t.person_id = :person_id AND t.person_id IN (:persons) ORDER BY t.id DESC LIMIT :limit;

-- name:  leavings_told :many
-- in:    person_id person_id, limit int
-- out:   school_name text, class_name text?, why leave_kind, to_day date, at time, returned_at time?
-- scope: persons
SELECT s.name AS school_name, l.class_name, l.why, l.to_day, l.at, l.returned_at FROM leaving l JOIN school s ON s.id = l.school_id
 WHERE l.person_id = :person_id AND l.person_id IN (:persons) ORDER BY l.id DESC LIMIT :limit;

-- Papers for another school; never the code on it.
-- name:  transfers_told :many
-- in:    person_id person_id, limit int
-- out:   from_name text, to_name text, class_name text?, at time, taken_at time?, void_at time?
-- scope: persons
SELECT s.name AS from_name, t.to_name, t.class_name, t.at, t.taken_at, t.void_at FROM transfer t JOIN school s ON s.id = t.from_school
 WHERE t.person_id = :person_id AND t.person_id IN (:persons) ORDER BY t.id DESC LIMIT :limit;

-- name:  departments_told :many
-- in:    person_id person_id, limit int
-- out:   school_name text, name text, head bool, from_day date, to_day date?
-- scope: persons
SELECT s.name AS school_name, d.name, x.head, x.from_day, x.to_day
  FROM department_member x JOIN school s ON s.id = x.school_id JOIN department d ON d.school_id = x.school_id AND d.id = x.department_id
 WHERE x.person_id = :person_id AND x.person_id IN (:persons) ORDER BY x.id DESC LIMIT :limit;

-- ---- erasure
-- Notes of the office.
-- name:  leaving_notes_drop :run
-- in:    person_id person_id, only school_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
UPDATE leaving SET note = NULL, rev = rev + 1 WHERE person_id = :person_id AND (:only = 0 OR school_id = :only) AND note IS NOT NULL;
