-- The first Monday of each term of a year.
-- name:  out_terms :many
-- in:    year_id school_year_id
-- out:   term int, first date
-- scope: school
SELECT w.term, min(w.monday) AS first FROM school_week w WHERE w.school_id = :school AND w.year_id = :year_id GROUP BY w.term ORDER BY w.term;

-- The open classes of a year, in order.
-- name:  out_classes :many
-- in:    year_id school_year_id
-- out:   id class_id, name text, grade int
-- scope: school
SELECT c.id, c.name, c.grade FROM class c WHERE c.school_id = :school AND c.year_id = :year_id AND c.closed_day IS NULL ORDER BY c.sort_key, c.id LIMIT 500;

-- The pupils of today with their class of that year; none of a number that is somebody's for life but the pupil code. A child that an order
-- keeps from who asks is not among them.
-- name:  out_pupils :many
-- in:    me person_id, year_id school_year_id, today date
-- out:   member_id member_id, person_id person_id, from_day date, full_name text, born date?, sex sex?, moet_id text?, enrolment_id enrolment_id?, class_id class_id?, grade int?, in_class date?, orders int
-- scope: school
SELECT m.id AS member_id, m.person_id, m.from_day, p.full_name, p.born, p.sex,
       CASE WHEN p.national_id IS NULL OR p.moet_id <> p.national_id THEN p.moet_id END AS moet_id,
       e.id AS enrolment_id, c.id AS class_id, c.grade, e.from_day AS in_class,
       (SELECT count(*) FROM guardian_order o WHERE o.child_id = m.person_id AND o.lifted_at IS NULL) AS orders
  FROM member m JOIN person p ON p.id = m.person_id
  LEFT JOIN enrolment e ON e.school_id = :school AND e.person_id = m.person_id AND e.member_id = m.id
       AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
  LEFT JOIN class c ON c.school_id = :school AND c.id = e.class_id AND c.year_id = :year_id AND c.closed_day IS NULL
 WHERE m.school_id = :school AND m.role = 'pupil' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
   AND NOT EXISTS (SELECT 1 FROM guardian_order b WHERE b.child_id = m.person_id AND b.guardian_id = :me AND b.lifted_at IS NULL)
   AND NOT EXISTS (SELECT 1 FROM restriction x WHERE x.subject_id = m.person_id AND x.school_id = :school AND x.ended_at IS NULL)
 ORDER BY m.sort_key, m.id LIMIT 20000;

-- The adults of the school today, a line for each place; none whose use is restricted.
-- name:  out_staff :many
-- in:    today date
-- out:   member_id member_id, person_id person_id, from_day date, full_name text, role member_role
-- scope: school
SELECT m.id AS member_id, m.person_id, m.from_day, p.full_name, m.role FROM member m JOIN person p ON p.id = m.person_id
 WHERE m.school_id = :school AND m.role IN ('teacher', 'assistant', 'staff', 'clerk', 'deputy', 'principal') AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
   AND NOT EXISTS (SELECT 1 FROM restriction y WHERE y.subject_id = m.person_id AND y.school_id = :school AND y.ended_at IS NULL)
 ORDER BY m.id LIMIT 5000;

-- Who leads and teaches the classes of a year today.
-- name:  out_teachings :many
-- in:    year_id school_year_id, today date
-- out:   id teaching_id, class_id class_id, person_id person_id, duty duty, subject text?, from_day date
-- scope: school
SELECT t.id, t.class_id, t.person_id, t.duty, t.subject, t.from_day
  FROM teaching t JOIN class c ON c.school_id = :school AND c.id = t.class_id
 WHERE t.school_id = :school AND c.year_id = :year_id AND c.closed_day IS NULL AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today)
   AND NOT EXISTS (SELECT 1 FROM restriction y WHERE y.subject_id = t.person_id AND y.school_id = :school AND y.ended_at IS NULL)
 ORDER BY t.id LIMIT 20000;

-- The guardians of the pupils of today, with the phone that the school has. Of a child about whom an order stands: none.
-- name:  out_guardians :many
-- in:    today date
-- out:   link_id guardian_link_id, child_id person_id, person_id person_id, kind guardian_kind, from_day date, full_name text, phone text?
-- scope: school
SELECT g.id AS link_id, g.child_id, g.guardian_id AS person_id, g.kind, g.from_day, p.full_name,
       (SELECT c.value FROM contact c WHERE c.person_id = g.guardian_id AND c.kind = 'phone' AND c.to_day IS NULL ORDER BY c.id LIMIT 1) AS phone
  FROM member m JOIN guardian_link g ON g.child_id = m.person_id JOIN person p ON p.id = g.guardian_id
 WHERE m.school_id = :school AND m.role = 'pupil' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
   AND g.to_day IS NULL AND g.limited IS NULL
   AND NOT EXISTS (SELECT 1 FROM guardian_order o WHERE o.child_id = g.child_id AND o.lifted_at IS NULL)
   AND NOT EXISTS (SELECT 1 FROM restriction x WHERE x.subject_id = m.person_id AND x.school_id = :school AND x.ended_at IS NULL)
   AND NOT EXISTS (SELECT 1 FROM restriction y WHERE y.subject_id = g.guardian_id AND y.school_id = :school AND y.ended_at IS NULL)
 ORDER BY g.child_id, g.id LIMIT 60000;

-- How many people of today stay out of it because their use is restricted: places, and who stands for pupils.
-- name:  out_restricted :one
-- in:    today date
-- out:   n int
-- scope: school
SELECT (SELECT count(DISTINCT m.person_id) FROM member m JOIN restriction x ON x.subject_id = m.person_id AND x.school_id = :school AND x.ended_at IS NULL
         WHERE m.school_id = :school AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today))
     + (SELECT count(DISTINCT g.guardian_id) FROM member k JOIN guardian_link g ON g.child_id = k.person_id AND g.to_day IS NULL AND g.limited IS NULL
                                                         JOIN restriction y ON y.subject_id = g.guardian_id AND y.school_id = :school AND y.ended_at IS NULL
         WHERE k.school_id = :school AND k.role = 'pupil' AND k.from_day <= :today AND (k.to_day IS NULL OR k.to_day > :today)) AS n;
