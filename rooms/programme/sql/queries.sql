-- ---- counting, at night

-- Schools whose figures are of an earlier Sunday, or that have none yet; the next ones.
-- name:  schools_due :many
-- in:    after school_id, sunday date, limit int
-- out:   id school_id
-- scope: system - a job counts for all of them
SELECT s.id FROM school s LEFT JOIN programme_school p ON p.school_id = s.id
 WHERE s.id > :after AND (p.day IS NULL OR p.day < :sunday) ORDER BY s.id LIMIT :limit;

-- Does a school year run?
-- name:  year_runs :one
-- in:    of_school school_id, today date
-- out:   n int
-- scope: system - only whether leaves
SELECT count(*) AS n FROM school_year y WHERE y.school_id = :of_school AND y.starts <= :today AND y.ends > :today;

-- How it stands.
-- name:  standing_put :run
-- in:    school_id school_id, sunday date, begun bool, published bool, quiet bool, pupils int, deeds int, joined int, loose int, gaps int, gap_codes text, reach int?, diversity int?, connection int?, agency int?, creation int?, least int
-- scope: system - a job counts for all of them
INSERT INTO programme_school (school_id, day, begun, published, quiet, pupils, deeds, joined, loose, gaps, gap_codes, reach, diversity, connection, agency, creation, least)
VALUES (:school_id, :sunday, :begun, :published, :quiet, :pupils, :deeds, :joined, :loose, :gaps, :gap_codes, :reach, :diversity, :connection, :agency, :creation, :least)
ON CONFLICT (school_id) DO UPDATE SET day = excluded.day, begun = excluded.begun, published = excluded.published, quiet = excluded.quiet, pupils = excluded.pupils, deeds = excluded.deeds,
  joined = excluded.joined, loose = excluded.loose, gaps = excluded.gaps, gap_codes = excluded.gap_codes, reach = excluded.reach, diversity = excluded.diversity,
  connection = excluded.connection, agency = excluded.agency, creation = excluded.creation, least = excluded.least;

-- One of its weeks.
-- name:  deeds_week_put :run
-- in:    school_id school_id, monday date, deeds int
-- scope: system - a job counts for all of them
INSERT INTO programme_week (school_id, monday, deeds) VALUES (:school_id, :monday, :deeds)
ON CONFLICT (school_id, monday) DO UPDATE SET deeds = excluded.deeds;

-- ---- reading: access has let in the programme's office

-- All schools that have figures, together; least: the greatest threshold of any of them.
-- name:  sums :one
-- out:   day date?, schools int, begun int, published int, quiet int, gaps int, least int
-- scope: system - how many schools, for the programme's office
SELECT max(p.day) AS day, count(*) AS schools, coalesce(sum(p.begun), 0) AS begun, coalesce(sum(p.published), 0) AS published, coalesce(sum(p.quiet), 0) AS quiet,
       coalesce(sum(CASE WHEN p.gaps > 0 THEN 1 ELSE 0 END), 0) AS gaps, coalesce(max(p.least), 0) AS least
  FROM programme_school p;

-- The indices of the schools that tell them: how many do, and their sum.
-- name:  indices_sum :one
-- out:   reach_n int, reach int, diversity_n int, diversity int, connection_n int, connection int, agency_n int, agency int, creation_n int, creation int
-- scope: system - means over schools, for the programme's office
SELECT count(p.reach) AS reach_n, coalesce(sum(p.reach), 0) AS reach, count(p.diversity) AS diversity_n, coalesce(sum(p.diversity), 0) AS diversity,
       count(p.connection) AS connection_n, coalesce(sum(p.connection), 0) AS connection, count(p.agency) AS agency_n, coalesce(sum(p.agency), 0) AS agency,
       count(p.creation) AS creation_n, coalesce(sum(p.creation), 0) AS creation
  FROM programme_school p WHERE p.begun = 1;

-- Week by week: what was done in all schools, and in how many something was.
-- name:  weeks_sum :many
-- in:    from date
-- out:   monday date, deeds int, schools int
-- scope: system - sums over schools, for the programme's office
SELECT w.monday, coalesce(sum(w.deeds), 0) AS deeds, coalesce(sum(CASE WHEN w.deeds > 0 THEN 1 ELSE 0 END), 0) AS schools
  FROM programme_week w WHERE w.monday >= :from GROUP BY w.monday ORDER BY w.monday LIMIT 60;

-- The schools in order of their folded names, a page; only: one of the lists, "" = all. :after and :after_id are those of the last one seen.
-- name:  schools_standing :many
-- in:    only text, after text, after_id school_id, limit int
-- out:   id school_id, code text, name text, day date?, begun bool?, published bool?, quiet bool?, pupils int?, deeds int?, joined int?, loose int?, gaps int?, gap_codes text?, reach int?, diversity int?, connection int?, agency int?, creation int?, least int?
-- scope: system - figures behind the thresholds of everybody, for the programme's office
SELECT s.id, s.code, s.name, p.day, p.begun, p.published, p.quiet, p.pupils, p.deeds, p.joined, p.loose, p.gaps, p.gap_codes, p.reach, p.diversity, p.connection, p.agency, p.creation, p.least
  FROM school s LEFT JOIN programme_school p ON p.school_id = s.id
 WHERE (s.search_key, s.id) > (:after, :after_id)
   AND (:only = '' OR (:only = 'chua-bat-dau' AND coalesce(p.begun, 0) = 0) OR (:only = 'chua-cong-bo' AND coalesce(p.published, 0) = 0) OR (:only = 'im-ang' AND p.quiet = 1) OR (:only = 'con-trong' AND p.gaps > 0))
 ORDER BY s.search_key, s.id LIMIT :limit;

-- The last one seen, by its code.
-- name:  school_seen :maybe
-- in:    code text
-- out:   id school_id, search_key text
-- scope: public - the directory of schools
SELECT s.id, s.search_key FROM school s WHERE s.code = :code;

-- Where most was done in the last week.
-- name:  busiest :many
-- in:    limit int
-- out:   school_id school_id
-- scope: system - for the programme's office, whose home shows what these have published for everybody
SELECT p.school_id FROM programme_school p WHERE p.begun = 1 ORDER BY p.deeds DESC, p.school_id LIMIT :limit;
