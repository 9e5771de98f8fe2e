-- Whose data the school uses only where it must.

-- name:  restrictions_here :many
-- out:   id restriction_id, subject_id person_id, name text, at time, reason text, by_name text, rev int
-- scope: school
SELECT x.id, x.subject_id, p.full_name AS name, x.at, x.reason, b.full_name AS by_name, x.rev
  FROM restriction x JOIN person p ON p.id = x.subject_id JOIN person b ON b.id = x.by_person
 WHERE x.school_id = :school AND x.ended_at IS NULL AND p.merged_into IS NULL
   AND x.subject_id IN (SELECT m.person_id FROM member m WHERE m.school_id = :school
                        UNION ALL SELECT g.guardian_id FROM member k JOIN guardian_link g ON g.child_id = k.person_id
                                   WHERE k.school_id = :school AND k.role = 'pupil' AND (g.limited IS NULL OR g.limited IN ('nothing', 'read'))) ORDER BY x.at DESC, x.id DESC LIMIT 200;

-- How much the school holds of a person: places here, of now and before, and pupils of its own for whom the person stands.
-- name:  held_here :one
-- in:    person_id person_id
-- out:   n int
-- scope: school
SELECT (SELECT count(*) FROM member m WHERE m.school_id = :school AND m.person_id = :person_id)
     + (SELECT count(*) FROM member k JOIN guardian_link g ON g.child_id = k.person_id AND g.to_day IS NULL AND g.limited IS NULL
         WHERE k.school_id = :school AND k.role = 'pupil' AND g.guardian_id = :person_id) AS n;

-- Is or was the person a pupil here?
-- name:  pupil_ever :maybe
-- in:    person_id person_id
-- out:   id member_id
-- scope: school
SELECT m.id FROM member m WHERE m.school_id = :school AND m.person_id = :person_id AND m.role = 'pupil' ORDER BY m.id DESC LIMIT 1;

-- Where the use of the data of one of mine is limited.
-- name:  restrictions_of_mine :many
-- in:    subject_id person_id
-- out:   school_name text, at time
-- scope: persons
SELECT s.name AS school_name, x.at FROM restriction x JOIN school s ON s.id = x.school_id
 WHERE x.subject_id = :subject_id AND x.subject_id IN (:persons) AND x.ended_at IS NULL ORDER BY x.id LIMIT 20;
