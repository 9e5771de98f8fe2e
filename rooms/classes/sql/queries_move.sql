-- A pupil goes from one class of the school to another.

-- The open place of a pupil in a class, whichever year it is of.
-- name:  place_open :maybe
-- in:    person_id person_id
-- out:   id enrolment_id, class_id class_id, class_name text, member_id member_id, from_day date, rev int
-- scope: school
SELECT e.id, e.class_id, c.name AS class_name, e.member_id, e.from_day, e.rev
  FROM enrolment e JOIN class c ON c.school_id = :school AND c.id = e.class_id
 WHERE e.school_id = :school AND e.person_id = :person_id AND e.to_day IS NULL;

-- It ends, if it is still the one that was looked at.
-- name:  place_end :run
-- in:    id enrolment_id, to_day date, rev int
-- scope: school
UPDATE enrolment SET to_day = :to_day, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev AND to_day IS NULL;

-- A place in a class that ended on that very day: whoever comes back then never left.
-- name:  place_ended_on :maybe
-- in:    member_id member_id, class_id class_id, to_day date
-- out:   id enrolment_id
-- scope: school
SELECT e.id FROM enrolment e
 WHERE e.school_id = :school AND e.class_id = :class_id AND e.member_id = :member_id AND e.to_day = :to_day AND e.from_day < e.to_day
 ORDER BY e.id DESC LIMIT 1;

-- It goes on.
-- name:  place_reopen :run
-- in:    id enrolment_id
-- scope: school
UPDATE enrolment SET to_day = NULL, ended_batch_id = NULL, rev = rev + 1 WHERE school_id = :school AND id = :id;

-- Until when this pupil was in some class of the school, those left out that never were.
-- name:  places_until :one
-- in:    person_id person_id
-- out:   to_day date?
-- scope: school
SELECT max(e.to_day) AS to_day FROM enrolment e WHERE e.school_id = :school AND e.person_id = :person_id AND e.to_day > e.from_day;

-- The classes that a pupil has been in at this school, the newest first.
-- name:  places_had :many
-- in:    person_id person_id
-- out:   class_name text, year_name text, from_day date, to_day date?
-- scope: school
SELECT c.name AS class_name, y.name AS year_name, e.from_day, e.to_day
  FROM enrolment e JOIN class c ON c.school_id = :school AND c.id = e.class_id JOIN school_year y ON y.school_id = :school AND y.id = c.year_id
 WHERE e.school_id = :school AND e.person_id = :person_id AND (e.to_day IS NULL OR e.to_day > e.from_day)
 ORDER BY e.from_day DESC, e.id DESC LIMIT 40;

-- Places in two classes of the school on one day, for khue verify.
-- name:  places_doubled :many
-- out:   id enrolment_id
-- scope: school
SELECT e.id FROM enrolment e
  JOIN enrolment o ON o.school_id = :school AND o.person_id = e.person_id AND o.id > e.id AND o.from_day < coalesce(e.to_day, o.from_day + 1)
   AND (o.to_day IS NULL OR (o.to_day > o.from_day AND o.to_day > e.from_day))
 WHERE e.school_id = :school AND (e.to_day IS NULL OR e.to_day > e.from_day) LIMIT 20;
