-- Names that stand in what a school shows to everybody.

-- Pupils of the school, of now and before, and its staff of today: whom a text may name.
-- name:  names_here :many
-- in:    today date
-- out:   person_id person_id, role member_role, name text, search_key text
-- scope: school
-- bars: nobody - looked for in what the office itself has written; nothing else of them is shown
SELECT m.person_id, m.role, m.display_name AS name, m.search_key FROM member m
 WHERE m.school_id = :school AND (m.role = 'pupil' OR (m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today))) ORDER BY m.id LIMIT 40000;
