-- What a homeroom teacher's classes lack: families on file, people who never came in.
-- name:  homeroom_needs :many
-- in:    me person_id, today date
-- out:   class_id class_id, name text, lonely int, strangers int
-- scope: school
SELECT c.id AS class_id, c.name,
       (SELECT count(*) FROM enrolment e JOIN person p ON p.id = e.person_id
         WHERE e.school_id = :school AND e.class_id = c.id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today) AND p.guardians = 0) AS lonely,
       (SELECT count(*) FROM enrolment e JOIN account a ON a.person_id = e.person_id
         WHERE e.school_id = :school AND e.class_id = c.id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
           AND a.password_hash IS NULL AND a.closed_at IS NULL AND (a.card_only IS NULL OR a.card_only = 0 OR c.grade > 2)) AS strangers
  FROM teaching t JOIN class c ON c.school_id = :school AND c.id = t.class_id AND c.closed_day IS NULL
 WHERE t.school_id = :school AND t.person_id = :me AND t.duty = 'homeroom' AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today)
 ORDER BY c.sort_key, c.id LIMIT 6;

-- What the office has to do: classes without a homeroom teacher.
-- name:  office_needs :one
-- in:    year_id school_year_id, today date
-- out:   classes int, headless int
-- scope: school
SELECT count(*) AS classes,
       coalesce(sum(CASE WHEN EXISTS (SELECT 1 FROM teaching t WHERE t.school_id = :school AND t.class_id = c.id AND t.duty = 'homeroom'
                             AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today)) THEN 0 ELSE 1 END), 0) AS headless
  FROM class c WHERE c.school_id = :school AND c.year_id = :year_id AND c.closed_day IS NULL;

-- What waits for the office: rows of lists to be mended, a page to be approved.
-- name:  office_waits :one
-- in:    today date
-- out:   waiting int, pending int, pictures int
-- scope: school
SELECT (SELECT coalesce(sum(i.ready + i.waiting), 0) FROM roster_import i WHERE i.school_id = :school AND i.state = 'open' AND i.until_day > :today) AS waiting,
       (SELECT count(*) FROM values_page v WHERE v.school_id = :school AND v.state = 'pending') AS pending,
       (SELECT count(*) FROM values_picture p WHERE p.school_id = :school AND p.state = 'pending') AS pictures;
