-- Pupils who leave, and come back.

-- name:  leaving_insert :run
-- in:    id leaving_id, member_id member_id, person_id person_id, class_name text?, why leave_kind, to_day date, note text?, by_person person_id, batch_id batch_id?
-- scope: school
INSERT INTO leaving (school_id, id, member_id, person_id, class_name, why, to_day, note, by_person, at, batch_id, rev)
VALUES (:school, :id, :member_id, :person_id, :class_name, :why, :to_day, :note, :by_person, :now, :batch_id, 1);

-- name:  leaving_one :maybe
-- in:    id leaving_id
-- out:   id leaving_id, member_id member_id, person_id person_id, class_name text?, to_day date, returned_at time?, rev int
-- scope: school
SELECT l.id, l.member_id, l.person_id, l.class_name, l.to_day, l.returned_at, l.rev FROM leaving l WHERE l.school_id = :school AND l.id = :id;

-- name:  leaving_take_back :run
-- in:    id leaving_id, by_person person_id, rev int
-- scope: school
UPDATE leaving SET returned_at = :now, returned_by = :by_person, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev AND returned_at IS NULL;

-- Who left, the latest first; before = the last one seen, 0 = from the latest.
-- name:  leavings_before :many
-- in:    before leaving_id, limit int
-- out:   id leaving_id, person_id person_id, name text, class_name text?, why leave_kind, to_day date, note text?, by_name text, at time, rev int
-- scope: school
SELECT l.id, l.person_id, m.display_name AS name, l.class_name, l.why, l.to_day, l.note, b.full_name AS by_name, l.at, l.rev
  FROM leaving l JOIN member m ON m.school_id = :school AND m.id = l.member_id JOIN person b ON b.id = l.by_person
 WHERE l.school_id = :school AND l.returned_at IS NULL AND (:before = 0 OR l.id < :before) ORDER BY l.id DESC LIMIT :limit;

-- The place in class that ended with the pupil's place at the school goes on, unless the class is closed.
-- name:  enrolments_back :run
-- in:    member_id member_id, to_day date
-- scope: school
UPDATE enrolment SET to_day = NULL, rev = rev + 1
 WHERE school_id = :school AND id = (SELECT max(e.id) FROM enrolment e JOIN class c ON c.school_id = :school AND c.id = e.class_id AND c.closed_day IS NULL
                                      WHERE e.school_id = :school AND e.member_id = :member_id AND e.to_day = :to_day AND e.from_day < e.to_day);

-- The first day on which this place can end: after the pupil's last coming into a class.
-- name:  enrolled_since :one
-- in:    person_id person_id
-- out:   from_day date?
-- scope: school
SELECT max(e.from_day) AS from_day FROM enrolment e WHERE e.school_id = :school AND e.person_id = :person_id AND e.to_day IS NULL;
