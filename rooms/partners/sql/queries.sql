-- Who has a place of one kind beside the school today, by name.
-- name:  outsiders_here :many
-- in:    kind outsider_kind, today date
-- out:   id outsider_id, name text, words text?, partner_name text?, partner_to date?, checked_until date?, agreed_at time?, from_day date, user_name text?, has_password bool, rev int
-- scope: school
SELECT x.id, p.full_name AS name, x.words, g.name AS partner_name, d.to_day AS partner_to,
       (SELECT k.until FROM mentor_check k WHERE k.school_id = :school AND k.outsider_id = x.id ORDER BY k.id DESC LIMIT 1) AS checked_until,
       x.agreed_at, x.from_day, a.user_name, CASE WHEN a.password_hash IS NULL THEN 0 ELSE 1 END AS has_password, x.rev
  FROM outsider x JOIN person p ON p.id = x.person_id LEFT JOIN account a ON a.person_id = x.person_id AND a.closed_at IS NULL
  LEFT JOIN partner d ON d.school_id = :school AND d.id = x.partner_id LEFT JOIN organisation g ON g.id = d.organisation_id
 WHERE x.school_id = :school AND x.kind = :kind AND x.from_day <= :today AND (x.to_day IS NULL OR x.to_day > :today)
 ORDER BY p.sort_key, x.id LIMIT 300;

-- Who graduated here and is no alumnus on file yet, the latest first.
-- name:  graduates_here :many
-- in:    today date
-- out:   person_id person_id, name text, class_name text?, to_day date, born date?
-- scope: school
SELECT l.person_id, m.display_name AS name, l.class_name, l.to_day, p.born
  FROM leaving l JOIN member m ON m.school_id = :school AND m.id = l.member_id JOIN person p ON p.id = l.person_id
 WHERE l.school_id = :school AND l.why = 'graduated' AND l.returned_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM outsider x WHERE x.school_id = :school AND x.person_id = l.person_id AND x.kind = 'alumnus' AND (x.to_day IS NULL OR x.to_day > :today))
 ORDER BY l.id DESC LIMIT 200;

-- Officers of today, by authority and name.
-- name:  officers_now :many
-- in:    today date
-- out:   id officer_id, name text, organisation text, role office_role, title text?, user_name text?, has_password bool, rev int
-- scope: system - read by who runs the system
SELECT f.id, p.full_name AS name, g.name AS organisation, f.role, f.title, a.user_name, CASE WHEN a.password_hash IS NULL THEN 0 ELSE 1 END AS has_password, f.rev
  FROM organisation g JOIN officer f ON f.organisation_id = g.id JOIN person p ON p.id = f.person_id LEFT JOIN account a ON a.person_id = f.person_id AND a.closed_at IS NULL
 WHERE g.kind IN ('department', 'commune_office', 'programme') AND f.from_day <= :today AND (f.to_day IS NULL OR f.to_day > :today)
 ORDER BY g.search_key, p.sort_key, f.id LIMIT 500;

-- ---- figures for an officer, of the schools on one page

-- How many pupils each has today.
-- name:  pupils_of_schools :many
-- in:    today date
-- out:   school_id school_id, n int
-- scope: area
SELECT m.school_id, count(*) AS n FROM member m
 WHERE m.school_id IN (:area*) AND m.role = 'pupil' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today) GROUP BY m.school_id;

-- The classes of the year that runs; no row where no year is set.
-- name:  classes_of_schools :many
-- in:    today date
-- out:   school_id school_id, year_name text, n int
-- scope: area
SELECT y.school_id, y.name AS year_name, (SELECT count(*) FROM class c WHERE c.school_id = y.school_id AND c.year_id = y.id AND c.closed_day IS NULL) AS n
  FROM school_year y WHERE y.school_id IN (:area*) AND y.starts <= :today AND y.ends > :today;

-- Which have published what they stand for.
-- name:  values_of_schools :many
-- out:   school_id school_id
-- scope: area
SELECT v.school_id FROM values_page v WHERE v.school_id IN (:area*) AND v.state = 'published' GROUP BY v.school_id;
