-- Departments of teachers.

-- Those of today, in Vietnamese order.
-- name:  departments_of_school :many
-- out:   id department_id, name text, rev int
-- scope: school
SELECT d.id, d.name, d.rev FROM department d WHERE d.school_id = :school AND d.to_day IS NULL ORDER BY d.sort_key, d.id LIMIT 60;

-- Who is in them today, as long as they are at the school, heads first.
-- name:  department_people :many
-- in:    today date
-- out:   id department_member_id, department_id department_id, member_id member_id, person_id person_id, name text, head bool, rev int
-- scope: school
-- bars:  nobody - these are grown-ups of the school
SELECT x.id, x.department_id, x.member_id, x.person_id, m.display_name AS name, x.head, x.rev
  FROM department_member x JOIN member m ON m.school_id = :school AND m.id = x.member_id AND (m.to_day IS NULL OR m.to_day > :today)
 WHERE x.school_id = :school AND x.to_day IS NULL ORDER BY x.department_id, x.head DESC, m.sort_key, x.id LIMIT 4000;

-- One of them.
-- name:  department_one :maybe
-- in:    id department_id
-- out:   name text, rev int
-- scope: school
SELECT d.name, d.rev FROM department d WHERE d.school_id = :school AND d.id = :id AND d.to_day IS NULL;

-- One by its name.
-- name:  department_named :maybe
-- in:    name text
-- out:   id department_id
-- scope: school
SELECT d.id FROM department d WHERE d.school_id = :school AND d.name = :name AND d.to_day IS NULL;

-- What those of a department do in classes, today and later; a line without a class for whoever does nothing there.
-- name:  department_duties :many
-- in:    department_id department_id, today date
-- out:   person_id person_id, name text, head bool, duty duty?, subject text?, class_name text?, from_day date?, to_day date?
-- scope: school
-- bars:  nobody - these are grown-ups of the school
SELECT x.person_id, m.display_name AS name, x.head, t.duty, t.subject, c.name AS class_name, t.from_day, t.to_day
  FROM department_member x JOIN member m ON m.school_id = :school AND m.id = x.member_id AND (m.to_day IS NULL OR m.to_day > :today)
  LEFT JOIN teaching t ON t.school_id = :school AND t.person_id = x.person_id AND (t.to_day IS NULL OR (t.to_day > :today AND t.to_day > t.from_day))
  LEFT JOIN class c ON c.school_id = :school AND c.id = t.class_id
 WHERE x.school_id = :school AND x.department_id = :department_id AND x.to_day IS NULL
 ORDER BY x.head DESC, m.sort_key, x.id, CASE t.duty WHEN 'homeroom' THEN 0 ELSE 1 END, c.sort_key, t.id LIMIT 600;

-- A department.
-- name:  department_insert :run
-- in:    id department_id, name text, sort_key bytes, from_day date
-- scope: school
INSERT INTO department (school_id, id, name, sort_key, from_day, to_day, rev) VALUES (:school, :id, :name, :sort_key, :from_day, NULL, 1);

-- It is no more.
-- name:  department_close :run
-- in:    id department_id, to_day date, rev int
-- scope: school
UPDATE department SET to_day = :to_day, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev AND to_day IS NULL;

-- Nor are its places.
-- name:  department_people_close :run
-- in:    department_id department_id, to_day date
-- scope: school
UPDATE department_member SET to_day = :to_day, rev = rev + 1 WHERE school_id = :school AND department_id = :department_id AND to_day IS NULL;

-- A place in it.
-- name:  department_member_insert :run
-- in:    id department_member_id, department_id department_id, member_id member_id, person_id person_id, head bool, from_day date
-- scope: school
INSERT INTO department_member (school_id, id, department_id, member_id, person_id, head, from_day, to_day, rev)
VALUES (:school, :id, :department_id, :member_id, :person_id, :head, :from_day, NULL, 1);

-- Places of somebody who leaves the school.
-- name:  department_places_of_member_end :run
-- in:    member_id member_id, to_day date
-- scope: school
UPDATE department_member SET to_day = :to_day, rev = rev + 1 WHERE school_id = :school AND member_id = :member_id AND to_day IS NULL;

-- A place ends.
-- name:  department_member_close :run
-- in:    id department_member_id, to_day date, rev int
-- scope: school
UPDATE department_member SET to_day = :to_day, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev AND to_day IS NULL;

-- ---- by a file, and back

-- A place ends, whatever was done to it since.
-- name:  department_seat_end :run
-- in:    id department_member_id, to_day date
-- scope: school
UPDATE department_member SET to_day = :to_day, rev = rev + 1 WHERE school_id = :school AND id = :id AND to_day IS NULL;

-- It goes on, unless its person has another one there by now, somebody else leads, or the department is no more.
-- name:  department_seat_reopen :run
-- in:    id department_member_id, today date
-- scope: school
UPDATE department_member SET to_day = NULL, rev = rev + 1 WHERE school_id = :school AND id = :id AND to_day IS NOT NULL
   AND EXISTS (SELECT 1 FROM member m WHERE m.school_id = :school AND m.id = department_member.member_id AND (m.to_day IS NULL OR m.to_day > :today))
   AND EXISTS (SELECT 1 FROM department d WHERE d.school_id = :school AND d.id = department_member.department_id AND d.to_day IS NULL)
   AND NOT EXISTS (SELECT 1 FROM department_member o WHERE o.school_id = :school AND o.department_id = department_member.department_id AND o.to_day IS NULL
                                                       AND (o.person_id = department_member.person_id OR (o.head = 1 AND department_member.head = 1)));

-- A department is no more, if nobody is in it.
-- name:  department_close_empty :run
-- in:    id department_id, to_day date
-- scope: school
UPDATE department SET to_day = :to_day, rev = rev + 1 WHERE school_id = :school AND id = :id AND to_day IS NULL
   AND NOT EXISTS (SELECT 1 FROM department_member o WHERE o.school_id = :school AND o.department_id = :id AND o.to_day IS NULL);
