-- What the house holds of a person, told to that person and to who stands for it (rooms/consent).

-- That something about the person was changed, in the schools where it has or had a place, and by people of its own. Not what stood there:
-- that may be another person's.
-- name:  changes_told :many
-- in:    person_id person_id, limit int
-- out:   at time, act text, school_name text?, by_name text?
-- scope: persons
SELECT x.at, x.act, (SELECT s.name FROM school s WHERE s.id = x.school_id) AS school_name, (SELECT p.full_name FROM person p WHERE p.id = x.by_person) AS by_name
  FROM audit x
 WHERE x.about = :person_id AND x.about IN (:persons) AND x.about <> 0
   AND x.school_id IN (SELECT m.school_id FROM member m WHERE m.person_id = :person_id AND m.person_id IN (:persons))
 ORDER BY x.id DESC LIMIT :limit;
