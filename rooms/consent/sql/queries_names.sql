-- Names that stand in what a school shows to everybody.

-- Pupils of the school, of now and before, and its staff of today: whom a text may name.
-- name:  names_here :many
-- in:    today date
-- out:   person_id person_id, role member_role, name text, search_key text, restricted int
-- scope: school
-- bars: nobody - looked for in what the office itself has written; nothing else of them is shown
SELECT m.person_id, m.role, m.display_name AS name, m.search_key,
       (SELECT count(*) FROM restriction x WHERE x.subject_id = m.person_id AND x.school_id = :school AND x.ended_at IS NULL) AS restricted
  FROM member m
 WHERE m.school_id = :school AND (m.role = 'pupil' OR (m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today))) ORDER BY m.id LIMIT 40000;
