-- ---- classes
-- Pupils of today: the places without a last day (class.open_places), with those that end later, without those that begin later. Both are few and found by an index (+: that of the last day, not that of the first).

-- A class of a year.
-- name:  class_insert :run
-- in:    id class_id, year_id school_year_id, level school_level, grade int, name text, name_key text, sort_key bytes, batch_id batch_id?
-- scope: school
INSERT INTO class (school_id, id, year_id, level, grade, name, name_key, sort_key, batch_id, closed_day, rev)
VALUES (:school, :id, :year_id, :level, :grade, :name, :name_key, :sort_key, :batch_id, NULL, 1);

-- The open class of that folded name in a year.
-- name:  class_named :one
-- in:    year_id school_year_id, name_key text
-- out:   id class_id
-- scope: school
SELECT c.id FROM class c WHERE c.school_id = :school AND c.year_id = :year_id AND c.name_key = :name_key AND c.closed_day IS NULL;

-- Open classes of a year in order, with their size and homeroom teacher.
-- name:  classes_in_year :many
-- in:    year_id school_year_id, today date
-- out:   id class_id, name text, grade int, pupils int, homeroom text?
-- scope: school
SELECT c.id, c.name, c.grade,
       c.open_places + (SELECT count(*) FROM enrolment e WHERE e.school_id = :school AND e.class_id = c.id AND e.to_day > :today AND +e.from_day <= :today)
         - (SELECT count(*) FROM enrolment e WHERE e.school_id = :school AND e.class_id = c.id AND e.from_day > :today AND e.to_day IS NULL) AS pupils,
       (SELECT m.display_name FROM teaching t JOIN member m ON m.school_id = :school AND m.id = t.member_id
         WHERE t.school_id = :school AND t.class_id = c.id AND t.duty = 'homeroom'
           AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today) ORDER BY t.id DESC LIMIT 1) AS homeroom
  FROM class c WHERE c.school_id = :school AND c.year_id = :year_id AND c.closed_day IS NULL
 ORDER BY c.sort_key, c.id LIMIT 200;

-- The classes that a person leads or teaches today, in no order: the room puts them in order (its LIMIT is more than one can teach).
-- name:  classes_of_teacher :many
-- in:    person_id person_id, today date
-- out:   id class_id, name text, grade int, duty duty, subject text?, teaching_id teaching_id, sort_key bytes, pupils int
-- scope: school
SELECT c.id, c.name, c.grade, t.duty, t.subject, t.id AS teaching_id, c.sort_key,
       c.open_places + (SELECT count(*) FROM enrolment e WHERE e.school_id = :school AND e.class_id = c.id AND e.to_day > :today AND +e.from_day <= :today)
         - (SELECT count(*) FROM enrolment e WHERE e.school_id = :school AND e.class_id = c.id AND e.from_day > :today AND e.to_day IS NULL) AS pupils
  FROM teaching t JOIN class c ON c.school_id = :school AND c.id = t.class_id
 WHERE t.school_id = :school AND t.person_id = :person_id AND c.closed_day IS NULL
   AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today) LIMIT 200;

-- One class as its page shows it.
-- name:  class_shown :one
-- in:    id class_id, today date
-- out:   id class_id, name text, grade int, level school_level, year_name text, rev int, pupils int
-- scope: school
SELECT c.id, c.name, c.grade, c.level, y.name AS year_name, c.rev,
       c.open_places + (SELECT count(*) FROM enrolment e WHERE e.school_id = :school AND e.class_id = c.id AND e.to_day > :today AND +e.from_day <= :today)
         - (SELECT count(*) FROM enrolment e WHERE e.school_id = :school AND e.class_id = c.id AND e.from_day > :today AND e.to_day IS NULL) AS pupils
  FROM class c JOIN school_year y ON y.school_id = :school AND y.id = c.year_id
 WHERE c.school_id = :school AND c.id = :id AND c.closed_day IS NULL;

-- Who leads and teaches a class today, in no order: the room puts them in order.
-- name:  teachers_of_class :many
-- in:    class_id class_id, today date
-- out:   member_id member_id, person_id person_id, name text, duty duty, subject text?, id teaching_id, sort_key bytes
-- scope: school
SELECT t.member_id, t.person_id, m.display_name AS name, t.duty, t.subject, t.id, m.sort_key
  FROM teaching t JOIN member m ON m.school_id = :school AND m.id = t.member_id
 WHERE t.school_id = :school AND t.class_id = :class_id AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today) LIMIT 200;

-- The pupils of a class, in no order (the room puts them in order): names, no contact data.
-- name:  pupils_in_class :many
-- in:    class_id class_id, today date
-- out:   person_id person_id, name text, born date?, sex sex?, guardians int, photo_id person_file_id?, restricted int, id enrolment_id, sort_key bytes
-- scope: school
SELECT e.person_id, p.full_name AS name, p.born, p.sex, p.guardians, p.photo_id, CASE WHEN x.id IS NULL THEN 0 ELSE 1 END AS restricted, e.id, p.sort_key
  FROM enrolment e JOIN person p ON p.id = e.person_id LEFT JOIN restriction x ON x.subject_id = e.person_id AND x.school_id = :school AND x.ended_at IS NULL
 WHERE e.school_id = :school AND e.class_id = :class_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today) LIMIT 300;

-- The class of a pupil in this school today.
-- name:  class_of_pupil :maybe
-- in:    person_id person_id, today date
-- out:   class_id class_id, name text, enrolment_id enrolment_id, from_day date
-- scope: school
SELECT e.class_id, c.name, e.id AS enrolment_id, e.from_day
  FROM enrolment e JOIN class c ON c.school_id = :school AND c.id = e.class_id
 WHERE e.school_id = :school AND e.person_id = :person_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
 ORDER BY e.id DESC LIMIT 1;

-- ---- for families

-- Where my children and I are in class today: one line a child and school.
-- name:  places_of_children :many
-- in:    today date
-- out:   person_id person_id, school_id school_id, code text, school_name text, class_id class_id, class_name text, level school_level, homeroom_id person_id?, homeroom text?, year_name text, week int?
-- scope: persons
SELECT e.person_id, e.school_id, s.code, s.name AS school_name, c.id AS class_id, c.name AS class_name, c.level,
       (SELECT t.person_id FROM teaching t WHERE t.school_id = e.school_id AND t.class_id = e.class_id AND t.duty = 'homeroom'
           AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today) ORDER BY t.id DESC LIMIT 1) AS homeroom_id,
       (SELECT m.display_name FROM teaching t JOIN member m ON m.school_id = t.school_id AND m.id = t.member_id
         WHERE t.school_id = e.school_id AND t.class_id = e.class_id AND t.duty = 'homeroom'
           AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today) ORDER BY t.id DESC LIMIT 1) AS homeroom,
       y.name AS year_name, w.number AS week
  FROM enrolment e JOIN school s ON s.id = e.school_id JOIN class c ON c.school_id = e.school_id AND c.id = e.class_id
  JOIN school_year y ON y.school_id = c.school_id AND y.id = c.year_id
  LEFT JOIN school_week w ON w.school_id = y.school_id AND w.year_id = y.id AND w.monday <= :today AND w.monday > :today - 7
 WHERE e.person_id IN (:persons) AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
 ORDER BY e.person_id, e.id DESC LIMIT 40;

-- A class as a family of it sees it, with its teachers: no list of names.
-- name:  class_of_mine :one
-- in:    class_id class_id, today date
-- out:   school_id school_id, school_name text, school_code text, name text, grade int, level school_level, pupils int
-- scope: persons
SELECT c.school_id, s.name AS school_name, s.code AS school_code, c.name, c.grade, c.level,
       c.open_places + (SELECT count(*) FROM enrolment o WHERE o.school_id = e.school_id AND o.class_id = c.id AND o.to_day > :today AND +o.from_day <= :today)
         - (SELECT count(*) FROM enrolment o WHERE o.school_id = e.school_id AND o.class_id = c.id AND o.from_day > :today AND o.to_day IS NULL) AS pupils
  FROM enrolment e JOIN class c ON c.school_id = e.school_id AND c.id = e.class_id JOIN school s ON s.id = e.school_id
 WHERE e.person_id IN (:persons) AND e.class_id = :class_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
 LIMIT 1;

-- The teachers of a class of my family.
-- name:  teachers_of_mine :many
-- in:    class_id class_id, today date
-- out:   person_id person_id, name text, duty duty, subject text?
-- scope: persons
SELECT t.person_id, m.display_name AS name, t.duty, t.subject
  FROM teaching t JOIN member m ON m.school_id = t.school_id AND m.id = t.member_id
 WHERE t.class_id = :class_id AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today)
   AND t.school_id IN (SELECT e.school_id FROM enrolment e WHERE e.person_id IN (:persons) AND e.class_id = :class_id
                          AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today))
 ORDER BY CASE t.duty WHEN 'homeroom' THEN 0 WHEN 'subject' THEN 1 ELSE 2 END, coalesce(t.subject, ''), m.sort_key, t.id LIMIT 60;

-- The names of my classmates: only for a pupil of the class, so only the pupil's own id counts.
-- name:  classmates_of_mine :many
-- in:    class_id class_id, me person_id, today date
-- out:   person_id person_id, name text
-- scope: persons
SELECT o.person_id, m.display_name AS name
  FROM enrolment mine JOIN enrolment o ON o.school_id = mine.school_id AND o.class_id = mine.class_id
  JOIN member m ON m.school_id = o.school_id AND m.id = o.member_id
 WHERE mine.person_id IN (:persons) AND mine.person_id = :me AND mine.class_id = :class_id
   AND mine.from_day <= :today AND (mine.to_day IS NULL OR mine.to_day > :today)
   AND o.from_day <= :today AND (o.to_day IS NULL OR o.to_day > :today)
 ORDER BY m.sort_key, o.id LIMIT 100;

-- ---- found by a search

-- Members of today by their ids, with the class they are in, and whether I lead or teach them.
-- name:  persons_found :many
-- in:    ids member_id*, me person_id, today date
-- out:   id member_id, person_id person_id, name text, sort_key bytes, role member_role, title text?, class_name text?, mine int, restricted int
-- scope: school
SELECT m.id, m.person_id, m.display_name AS name, m.sort_key, m.role, m.title, c.name AS class_name,
       (SELECT count(*) FROM teaching t WHERE t.school_id = :school AND t.class_id = e.class_id AND t.person_id = :me
           AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today)) AS mine,
       (SELECT count(*) FROM restriction x WHERE x.subject_id = m.person_id AND x.school_id = :school AND x.ended_at IS NULL) AS restricted
  FROM member m
  LEFT JOIN enrolment e ON e.school_id = :school AND e.person_id = m.person_id AND e.member_id = m.id
       AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
  LEFT JOIN class c ON c.school_id = :school AND c.id = e.class_id
 WHERE m.school_id = :school AND m.id IN (:ids*) AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today);

-- Members in the order of their ids, with what they are found by; those who left are found no more.
-- name:  members_walked :many
-- in:    after member_id, today date, limit int
-- out:   id member_id, search_key text, title text?
-- scope: school
SELECT m.id, m.search_key, m.title FROM member m
 WHERE m.school_id = :school AND m.id > :after AND (m.to_day IS NULL OR m.to_day > :today) ORDER BY m.id LIMIT :limit;

-- Classes by their ids, with their year and size, and whether I lead or teach them.
-- name:  classes_found :many
-- in:    ids class_id*, me person_id, today date
-- out:   id class_id, name text, sort_key bytes, year_name text, mine int
-- scope: school
SELECT c.id, c.name, c.sort_key, y.name AS year_name,
       (SELECT count(*) FROM teaching t WHERE t.school_id = :school AND t.class_id = c.id AND t.person_id = :me
           AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today)) AS mine
  FROM class c JOIN school_year y ON y.school_id = :school AND y.id = c.year_id
 WHERE c.school_id = :school AND c.id IN (:ids*) AND c.closed_day IS NULL;

-- Classes in the order of their ids, with what they are found by.
-- name:  classes_walked :many
-- in:    after class_id, limit int
-- out:   id class_id, name text, year_name text
-- scope: school
SELECT c.id, c.name, y.name AS year_name FROM class c JOIN school_year y ON y.school_id = :school AND y.id = c.year_id
 WHERE c.school_id = :school AND c.id > :after AND c.closed_day IS NULL ORDER BY c.id LIMIT :limit;

-- The name of a year of this school.
-- name:  year_called :one
-- in:    year_id school_year_id
-- out:   name text
-- scope: school
SELECT y.name FROM school_year y WHERE y.school_id = :school AND y.id = :year_id;

-- The classes of a batch that are closed.
-- name:  classes_closed_of_batch :many
-- in:    batch_id batch_id
-- out:   id class_id
-- scope: school
SELECT c.id FROM class c WHERE c.school_id = :school AND c.batch_id = :batch_id AND c.closed_day IS NOT NULL LIMIT 500;

-- ---- relations, for access

-- How a person stands to a class today: duties held in it, children in it, being in it.
-- name:  ties_to_class :one
-- in:    class_id class_id, me person_id, today date
-- out:   homeroom int, teaching int, pupil int, children int
-- scope: system - access decides by it, before any scope is given
SELECT count(CASE tie.kind WHEN 1 THEN 1 END) AS homeroom, count(CASE tie.kind WHEN 2 THEN 1 END) AS teaching,
       count(CASE tie.kind WHEN 3 THEN 1 END) AS pupil, count(CASE tie.kind WHEN 4 THEN 1 END) AS children
  FROM (SELECT CASE WHEN t.duty IN ('homeroom', 'stand_in') THEN 1 ELSE 2 END AS kind FROM teaching t
         WHERE t.class_id = :class_id AND t.person_id = :me AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today)
        UNION ALL SELECT 3 AS kind FROM enrolment e
         WHERE e.class_id = :class_id AND e.person_id = :me AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
        UNION ALL SELECT 4 AS kind FROM guardian_link g JOIN enrolment e ON e.person_id = g.child_id
         WHERE g.guardian_id = :me AND g.to_day IS NULL AND (g.limited IS NULL OR g.limited = 'read')
           AND e.class_id = :class_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)) tie;

-- Is this class one of the school?
-- name:  class_in_school :maybe
-- in:    class_id class_id
-- out:   id class_id
-- scope: school
SELECT c.id FROM class c WHERE c.school_id = :school AND c.id = :class_id AND c.closed_day IS NULL;

-- How a person stands to a pupil of this school: leads or teaches a class the pupil is in today. No row: no pupil of it.
-- name:  ties_to_pupil :maybe
-- in:    pupil_id person_id, me person_id, today date
-- out:   member_id member_id, homeroom int, teaching int
-- scope: school
SELECT m.id AS member_id,
       (SELECT count(*) FROM enrolment e JOIN teaching t ON t.school_id = :school AND t.class_id = e.class_id AND t.person_id = :me AND t.duty IN ('homeroom', 'stand_in')
         WHERE e.school_id = :school AND e.person_id = :pupil_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
           AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today)) AS homeroom,
       (SELECT count(*) FROM enrolment e JOIN teaching t ON t.school_id = :school AND t.class_id = e.class_id AND t.person_id = :me AND t.duty NOT IN ('homeroom', 'stand_in')
         WHERE e.school_id = :school AND e.person_id = :pupil_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
           AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today)) AS teaching
  FROM member m
 WHERE m.school_id = :school AND m.person_id = :pupil_id AND m.role = 'pupil'
   AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
 ORDER BY m.id DESC LIMIT 1;

-- Who may open a pupil's page today, for the page itself: teachers of the pupil's classes and those who lead the school.
-- name:  who_sees_pupil :many
-- in:    pupil_id person_id, today date
-- out:   person_id person_id, name text, role member_role, duty duty?, subject text?, school_name text
-- scope: persons
SELECT m.person_id, m.display_name AS name, m.role, t.duty, t.subject, s.name AS school_name
  FROM enrolment e JOIN school s ON s.id = e.school_id
  JOIN member m ON m.school_id = e.school_id AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
  LEFT JOIN teaching t ON t.school_id = e.school_id AND t.class_id = e.class_id AND t.member_id = m.id
       AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today)
 WHERE e.person_id IN (:persons) AND e.person_id = :pupil_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
   AND (t.id IS NOT NULL OR m.role IN ('principal', 'deputy', 'clerk'))
 ORDER BY CASE WHEN t.duty = 'homeroom' THEN 0 WHEN t.id IS NOT NULL THEN 1 ELSE 2 END, m.sort_key, m.id LIMIT 60;

-- The same for staff, within the school.
-- name:  who_sees_pupil_here :many
-- in:    pupil_id person_id, today date
-- out:   person_id person_id, name text, role member_role, duty duty?, subject text?
-- scope: school
SELECT m.person_id, m.display_name AS name, m.role, t.duty, t.subject
  FROM enrolment e JOIN member m ON m.school_id = :school AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
  LEFT JOIN teaching t ON t.school_id = :school AND t.class_id = e.class_id AND t.member_id = m.id
       AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today)
 WHERE e.school_id = :school AND e.person_id = :pupil_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
   AND (t.id IS NOT NULL OR m.role IN ('principal', 'deputy', 'clerk'))
 ORDER BY CASE WHEN t.duty = 'homeroom' THEN 0 WHEN t.id IS NOT NULL THEN 1 ELSE 2 END, m.sort_key, m.id LIMIT 60;

-- ---- changes

-- A pupil in a class, from a day.
-- name:  enrolment_insert :run
-- in:    id enrolment_id, class_id class_id, member_id member_id, person_id person_id, from_day date, batch_id batch_id?
-- scope: school
INSERT INTO enrolment (school_id, id, class_id, member_id, person_id, from_day, to_day, batch_id, rev)
VALUES (:school, :id, :class_id, :member_id, :person_id, :from_day, NULL, :batch_id, 1);

-- A pupil's open enrolments of this school end.
-- name:  enrolments_end :run
-- in:    person_id person_id, to_day date
-- scope: school
UPDATE enrolment SET to_day = :to_day, rev = rev + 1 WHERE school_id = :school AND person_id = :person_id AND to_day IS NULL;

-- The class's homeroom teacher leaves it.
-- name:  homeroom_end :run
-- in:    class_id class_id, to_day date
-- scope: school
UPDATE teaching SET to_day = :to_day, rev = rev + 1 WHERE school_id = :school AND class_id = :class_id AND duty = 'homeroom' AND to_day IS NULL;

-- Somebody who leaves the school teaches no class of it any more.
-- name:  teachings_of_member_end :run
-- in:    member_id member_id, person_id person_id, to_day date
-- scope: school
UPDATE teaching SET to_day = CASE WHEN from_day > :to_day THEN from_day ELSE :to_day END, rev = rev + 1
 WHERE school_id = :school AND person_id = :person_id AND member_id = :member_id AND (to_day IS NULL OR to_day > :to_day);

-- The class was changed, so that two people at once notice.
-- name:  class_touch :run
-- in:    id class_id, rev int
-- scope: school
UPDATE class SET rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev;

-- Enrolments of an undone batch never were.
-- name:  enrolments_undo :run
-- in:    batch_id batch_id
-- scope: school
UPDATE enrolment SET to_day = from_day, rev = rev + 1 WHERE school_id = :school AND batch_id = :batch_id;

-- What an undone batch had ended goes on.
-- name:  enrolments_reopen :run
-- in:    batch_id batch_id
-- scope: school
UPDATE enrolment SET to_day = NULL, ended_batch_id = NULL, rev = rev + 1 WHERE school_id = :school AND ended_batch_id = :batch_id;

-- A pupil's open enrolments of this school end by a bulk act.
-- name:  enrolments_end_by_batch :run
-- in:    person_id person_id, to_day date, batch_id batch_id
-- scope: school
UPDATE enrolment SET to_day = :to_day, ended_batch_id = :batch_id, rev = rev + 1
 WHERE school_id = :school AND person_id = :person_id AND to_day IS NULL;

-- Pupils of a batch who got another enrolment after it.
-- name:  enrolments_after_batch :one
-- in:    batch_id batch_id
-- out:   n int
-- scope: school
SELECT count(*) AS n FROM enrolment e JOIN enrolment o ON o.school_id = :school AND o.person_id = e.person_id AND o.id > e.id
 WHERE e.school_id = :school AND e.batch_id = :batch_id AND (o.batch_id IS NULL OR o.batch_id <> :batch_id) AND (o.to_day IS NULL OR o.to_day > o.from_day);

-- All pupils of today with their class, by their folded names: what an import is compared with.
-- name:  pupils_of_today :many
-- in:    today date
-- out:   member_id member_id, person_id person_id, full_name text, search_key text, born date?, class_id class_id?, class_name text?
-- scope: school
-- bars:  nobody - class lists are matched against all pupils; what they match is shown as the list has it
SELECT m.id AS member_id, m.person_id, p.full_name, m.search_key, p.born, c.id AS class_id, c.name AS class_name
  FROM member m JOIN person p ON p.id = m.person_id
  LEFT JOIN enrolment e ON e.school_id = :school AND e.person_id = m.person_id AND e.member_id = m.id
       AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
  LEFT JOIN class c ON c.school_id = :school AND c.id = e.class_id
 WHERE m.school_id = :school AND m.role = 'pupil' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
 ORDER BY m.search_key, m.id LIMIT 20000;

-- Classes of an undone batch close, unless somebody else is in them by now.
-- name:  classes_close :run
-- in:    batch_id batch_id, today date
-- scope: school
UPDATE class SET closed_day = :today, rev = rev + 1
 WHERE school_id = :school AND batch_id = :batch_id AND closed_day IS NULL
   AND NOT EXISTS (SELECT 1 FROM enrolment e WHERE e.school_id = class.school_id AND e.class_id = class.id
                      AND (e.to_day IS NULL OR e.to_day > :today));

-- Duties that are open although their place in the school has ended, for khue verify.
-- name:  duties_without_place :many
-- in:    today date
-- out:   id teaching_id
-- scope: school
SELECT t.id FROM teaching t JOIN member m ON m.school_id = t.school_id AND m.id = t.member_id
 WHERE t.school_id = :school AND (t.to_day IS NULL OR t.to_day > :today) AND m.to_day IS NOT NULL AND m.to_day <= :today LIMIT 20;

-- Duties and pupils whose person is another than that of their place, for khue verify.
-- name:  places_of_others :many
-- out:   id ref
-- scope: school
SELECT t.id + 0 AS id FROM teaching t JOIN member m ON m.school_id = t.school_id AND m.id = t.member_id
 WHERE t.school_id = :school AND m.person_id <> t.person_id
 UNION ALL
SELECT e.id FROM enrolment e JOIN member m ON m.school_id = e.school_id AND m.id = e.member_id
 WHERE e.school_id = :school AND m.person_id <> e.person_id LIMIT 20;

-- How many duties and enrolments a school has, for khue verify.
-- name:  places_count :one
-- out:   n int
-- scope: school
SELECT (SELECT count(*) FROM teaching t WHERE t.school_id = :school) + (SELECT count(*) FROM enrolment e WHERE e.school_id = :school) AS n;

-- In which classes of the school some people are and were, and from when to when.
-- name:  places_among :many
-- in:    pupils person_id*
-- out:   person_id person_id, class_id class_id, from_day date, to_day date?
-- scope: school
SELECT e.person_id, e.class_id, e.from_day, e.to_day FROM enrolment e WHERE e.school_id = :school AND e.person_id IN (:pupils*) ORDER BY e.person_id, e.from_day, e.id;
