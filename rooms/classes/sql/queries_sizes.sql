-- ---- how many places of a class have no last day (class.open_places)

-- The classes that a pupil has or had a place in, in this school.
-- name:  classes_of_places :many
-- in:    person_id person_id
-- out:   id class_id
-- scope: school
SELECT DISTINCT e.class_id AS id FROM enrolment e WHERE e.school_id = :school AND e.person_id = :person_id LIMIT 1000;

-- The classes in which a bulk act gave places or ended them.
-- name:  classes_of_batch_places :many
-- in:    batch_id batch_id
-- out:   id class_id
-- scope: school
SELECT e.class_id AS id FROM enrolment e WHERE e.school_id = :school AND e.batch_id = :batch_id
 UNION SELECT e.class_id AS id FROM enrolment e WHERE e.school_id = :school AND e.ended_batch_id = :batch_id;

-- Holds these classes before their places are counted, so that whoever changes others of their places at once is counted too.
-- name:  classes_hold :many
-- in:    ids class_id*
-- out:   id class_id
-- scope: school
SELECT c.id FROM class c WHERE c.school_id = :school AND c.id IN (:ids*) ORDER BY c.id;
-- postgres:
SELECT c.id FROM class c WHERE c.school_id = :school AND c.id IN (:ids*) ORDER BY c.id FOR NO KEY UPDATE;

-- Their places, counted.
-- name:  open_places_count :run
-- in:    ids class_id*
-- scope: school
UPDATE class SET open_places = (SELECT count(*) FROM enrolment e WHERE e.school_id = :school AND e.class_id = class.id AND e.to_day IS NULL)
 WHERE school_id = :school AND id IN (:ids*);

-- Classes whose row says another number than their places do.
-- name:  classes_miscounted :many
-- out:   id class_id, said int, counted int
-- scope: school
SELECT c.id, c.open_places AS said, x.counted + 0 AS counted
  FROM class c JOIN (SELECT k.id, (SELECT count(*) FROM enrolment e WHERE e.school_id = :school AND e.class_id = k.id AND e.to_day IS NULL) AS counted
                       FROM class k WHERE k.school_id = :school) x ON x.id = c.id
 WHERE c.school_id = :school AND c.open_places <> x.counted ORDER BY c.id LIMIT 200;
