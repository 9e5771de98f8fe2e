-- Lists of a class on paper and in files; a pupil or guardian whose data the school restricts is in none (rooms/privacy).

-- The pupils of a class today with birth date and sex, in Vietnamese order.
-- name:  class_listed :many
-- in:    class_id class_id, today date
-- out:   person_id person_id, name text, born date?, sex sex?
-- scope: school
SELECT e.person_id, p.full_name AS name, p.born, p.sex
  FROM enrolment e JOIN person p ON p.id = e.person_id
 WHERE e.school_id = :school AND e.class_id = :class_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
   AND NOT EXISTS (SELECT 1 FROM restriction x WHERE x.subject_id = e.person_id AND x.school_id = :school AND x.ended_at IS NULL)
 ORDER BY p.sort_key, e.id LIMIT 100;

-- Who stands for them, with the phone that the school has; whom an order keeps from a child is none of them.
-- name:  class_guardians :many
-- in:    class_id class_id, today date
-- out:   child_id person_id, person_id person_id, name text, kind guardian_kind, phone text?
-- scope: school
SELECT g.child_id, g.guardian_id AS person_id, p.full_name AS name, g.kind,
       (SELECT c.value FROM contact c WHERE c.person_id = g.guardian_id AND c.kind = 'phone' AND c.to_day IS NULL ORDER BY c.id LIMIT 1) AS phone
  FROM enrolment e JOIN guardian_link g ON g.child_id = e.person_id AND g.to_day IS NULL AND g.limited IS NULL JOIN person p ON p.id = g.guardian_id
 WHERE e.school_id = :school AND e.class_id = :class_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
   AND NOT EXISTS (SELECT 1 FROM restriction x WHERE x.subject_id = e.person_id AND x.school_id = :school AND x.ended_at IS NULL)
   AND NOT EXISTS (SELECT 1 FROM restriction y WHERE y.subject_id = g.guardian_id AND y.school_id = :school AND y.ended_at IS NULL)
 ORDER BY g.child_id, g.id LIMIT 400;
