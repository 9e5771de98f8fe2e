-- The change of the school year: what it would do, what it does, and its way back.

-- The year in whose classes most pupils are.
-- name:  carry_from :maybe
-- out:   id school_year_id, name text, starts date, ends date
-- scope: school
SELECT y.id, y.name, y.starts, y.ends FROM school_year y
 WHERE y.school_id = :school
   AND y.id = (SELECT c.year_id FROM enrolment e JOIN class c ON c.school_id = :school AND c.id = e.class_id
                WHERE e.school_id = :school AND e.to_day IS NULL GROUP BY c.year_id ORDER BY count(*) DESC, c.year_id DESC LIMIT 1);

-- The year after a day.
-- name:  carry_to :maybe
-- in:    after date
-- out:   id school_year_id, name text, starts date, ends date
-- scope: school
SELECT y.id, y.name, y.starts, y.ends FROM school_year y WHERE y.school_id = :school AND y.starts > :after ORDER BY y.starts, y.id LIMIT 1;

-- The classes of a year with what the office has written about them, and who leads them.
-- name:  carry_classes :many
-- in:    year_id school_year_id
-- out:   id class_id, name text, grade int, to_name text?, rev int, lead_member member_id?, lead_person person_id?
-- scope: school
-- bars:  nobody - a class is carried over whoever presses; the person is its teacher
SELECT c.id, c.name, c.grade, k.to_name, coalesce(k.rev, 0) AS rev, t.member_id AS lead_member, t.person_id AS lead_person
  FROM class c
  LEFT JOIN carry_class k ON k.school_id = :school AND k.class_id = c.id
  LEFT JOIN teaching t ON t.school_id = :school AND t.class_id = c.id AND t.duty = 'homeroom' AND t.to_day IS NULL
 WHERE c.school_id = :school AND c.year_id = :year_id AND c.closed_day IS NULL ORDER BY c.sort_key, c.id LIMIT 200;

-- Every pupil in a class of the year, class by class.
-- name:  carry_pupils :many
-- in:    year_id school_year_id
-- out:   id enrolment_id, rev int, class_id class_id, member_id member_id, person_id person_id, member_rev int, fate pupil_fate?
-- scope: school
-- bars:  nobody - a child must not be left behind because of who presses; no page shows these rows
SELECT e.id, e.rev, e.class_id, e.member_id, e.person_id, m.rev AS member_rev, l.fate
  FROM class c JOIN enrolment e ON e.school_id = :school AND e.class_id = c.id AND e.to_day IS NULL
  JOIN member m ON m.school_id = :school AND m.id = e.member_id
  LEFT JOIN carry_line l ON l.school_id = :school AND l.class_id = e.class_id AND l.member_id = e.member_id
 WHERE c.school_id = :school AND c.year_id = :year_id AND c.closed_day IS NULL ORDER BY c.sort_key, c.id, m.sort_key, e.id LIMIT 20000;

-- The pupils of one class by name, with what is written about each.
-- name:  carry_pupils_of_class :many
-- in:    class_id class_id
-- out:   member_id member_id, person_id person_id, name text, born date?, fate pupil_fate?
-- scope: school
SELECT e.member_id, e.person_id, m.display_name AS name, p.born, l.fate
  FROM enrolment e JOIN member m ON m.school_id = :school AND m.id = e.member_id JOIN person p ON p.id = e.person_id
  LEFT JOIN carry_line l ON l.school_id = :school AND l.class_id = e.class_id AND l.member_id = e.member_id
 WHERE e.school_id = :school AND e.class_id = :class_id AND e.to_day IS NULL ORDER BY m.sort_key, e.id LIMIT 100;

-- What is written about one class.
-- name:  carry_class_one :maybe
-- in:    class_id class_id
-- out:   to_name text?, rev int
-- scope: school
SELECT k.to_name, k.rev FROM carry_class k WHERE k.school_id = :school AND k.class_id = :class_id;

-- Writes it for the first time.
-- name:  carry_class_insert :run
-- in:    class_id class_id, to_name text?
-- scope: school
INSERT INTO carry_class (school_id, class_id, to_name, rev) VALUES (:school, :class_id, :to_name, 1);

-- Writes it anew, where nobody was faster.
-- name:  carry_class_set :run
-- in:    class_id class_id, to_name text?, rev int
-- scope: school
UPDATE carry_class SET to_name = :to_name, rev = rev + 1 WHERE school_id = :school AND class_id = :class_id AND rev = :rev;

-- How one pupil goes.
-- name:  carry_line_put :run
-- in:    class_id class_id, member_id member_id, fate pupil_fate
-- scope: school
INSERT INTO carry_line (school_id, class_id, member_id, fate, rev) VALUES (:school, :class_id, :member_id, :fate, 1)
ON CONFLICT (school_id, class_id, member_id) DO UPDATE SET fate = excluded.fate, rev = carry_line.rev + 1;

-- ---- done

-- All places in classes of the year end.
-- name:  carry_enrolments_end :run
-- in:    year_id school_year_id, to_day date, batch_id batch_id
-- scope: school
UPDATE enrolment SET to_day = :to_day, ended_batch_id = :batch_id, rev = rev + 1
 WHERE school_id = :school AND to_day IS NULL
   AND class_id IN (SELECT c.id FROM class c WHERE c.school_id = :school AND c.year_id = :year_id AND c.closed_day IS NULL);

-- All duties in classes of the year end: who teaches in the new year is said anew. One that had its last day is not opened again.
-- name:  carry_duties_end :run
-- in:    year_id school_year_id, to_day date, batch_id batch_id
-- scope: school
UPDATE teaching SET to_day = CASE WHEN from_day > :to_day THEN from_day ELSE :to_day END, ended_batch_id = CASE WHEN to_day IS NULL THEN :batch_id END, rev = rev + 1
 WHERE school_id = :school AND (to_day IS NULL OR to_day > :to_day)
   AND class_id IN (SELECT c.id FROM class c WHERE c.school_id = :school AND c.year_id = :year_id AND c.closed_day IS NULL);

-- Who led a class leads it on.
-- name:  carry_homeroom_insert :run
-- in:    id teaching_id, class_id class_id, member_id member_id, person_id person_id, from_day date, batch_id batch_id
-- scope: school
INSERT INTO teaching (school_id, id, class_id, member_id, person_id, duty, subject, from_day, to_day, batch_id, rev)
VALUES (:school, :id, :class_id, :member_id, :person_id, 'homeroom', NULL, :from_day, NULL, :batch_id, 1);

-- The numbers of it.
-- name:  carry_insert :run
-- in:    batch_id batch_id, from_year school_year_id, to_year school_year_id, up int, stays int, leaves int, classes int
-- scope: school
INSERT INTO carry_over (school_id, batch_id, from_year, to_year, up, stays, leaves, classes)
VALUES (:school, :batch_id, :from_year, :to_year, :up, :stays, :leaves, :classes);

-- The numbers of one, and how many of its pupils have gone another way since.
-- name:  carry_one :one
-- in:    batch_id batch_id
-- out:   from_name text, to_name text, up int, stays int, leaves int, classes int, undone_at time?, moved int
-- scope: school
SELECT f.name AS from_name, y.name AS to_name, k.up, k.stays, k.leaves, k.classes, b.undone_at,
       (SELECT count(*) FROM enrolment e WHERE e.school_id = :school AND e.batch_id = k.batch_id AND e.to_day IS NOT NULL)
     + (SELECT count(*) FROM leaving l WHERE l.school_id = :school AND l.batch_id = k.batch_id AND l.returned_at IS NOT NULL) AS moved
  FROM carry_over k JOIN batch b ON b.school_id = :school AND b.id = k.batch_id
  JOIN school_year f ON f.school_id = :school AND f.id = k.from_year JOIN school_year y ON y.school_id = :school AND y.id = k.to_year
 WHERE k.school_id = :school AND k.batch_id = :batch_id;

-- ---- taken back

-- Who left by it.
-- name:  carry_left :many
-- in:    batch_id batch_id
-- out:   member_id member_id, person_id person_id
-- scope: school
-- bars:  nobody - a child must not be left out because of who presses; no page shows these rows
SELECT l.member_id, l.person_id FROM leaving l WHERE l.school_id = :school AND l.batch_id = :batch_id AND l.returned_at IS NULL LIMIT 20000;

-- They have not left.
-- name:  carry_left_back :run
-- in:    batch_id batch_id, by_person person_id
-- scope: school
UPDATE leaving SET returned_at = :now, returned_by = :by_person, rev = rev + 1
 WHERE school_id = :school AND batch_id = :batch_id AND returned_at IS NULL;

-- Duties that it began never were.
-- name:  carry_duties_undo :run
-- in:    batch_id batch_id
-- scope: school
UPDATE teaching SET to_day = from_day, rev = rev + 1 WHERE school_id = :school AND batch_id = :batch_id;

-- Duties that it ended go on, where the teacher is still here and nobody leads the class instead.
-- name:  carry_duties_reopen :run
-- in:    batch_id batch_id, today date
-- scope: school
UPDATE teaching SET to_day = NULL, ended_batch_id = NULL, rev = rev + 1
 WHERE school_id = :school AND ended_batch_id = :batch_id
   AND EXISTS (SELECT 1 FROM member m WHERE m.school_id = teaching.school_id AND m.id = teaching.member_id AND (m.to_day IS NULL OR m.to_day > :today))
   AND (duty <> 'homeroom' OR (SELECT count(*) FROM teaching o WHERE o.school_id = teaching.school_id AND o.class_id = teaching.class_id
                                             AND o.duty = 'homeroom' AND o.to_day IS NULL) = 0);

-- Whoever was given a class since that is closed now teaches it no more.
-- name:  carry_duties_of_closed_end :run
-- in:    batch_id batch_id, to_day date
-- scope: school
UPDATE teaching SET to_day = :to_day, rev = rev + 1
 WHERE school_id = :school AND to_day IS NULL
   AND class_id IN (SELECT c.id FROM class c WHERE c.school_id = :school AND c.batch_id = :batch_id AND c.closed_day IS NOT NULL);
