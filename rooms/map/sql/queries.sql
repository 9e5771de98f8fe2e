-- Counts of one school, for the staff's map and for everybody's: numbers alone, no row of anybody. Who may see which of them is decided behind
-- (rooms/map/public.c), so the questions look over the wall: under it, counting guardians would look at each person one by one.

-- How many have a place of each sort on a day, and how many had a year before.
-- name:  map_members :many
-- in:    of_school school_id, today date, past date
-- out:   role member_role, now int, before int
-- scope: public - numbers alone; what everybody sees of them goes through the thresholds of rooms/map/public.c
SELECT m.role, sum(CASE WHEN m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today) THEN 1 ELSE 0 END) AS now,
       sum(CASE WHEN m.from_day <= :past AND (m.to_day IS NULL OR m.to_day > :past) THEN 1 ELSE 0 END) AS before
  FROM member m WHERE m.school_id = :of_school GROUP BY m.role;

-- People from outside and what they do here, groups, subjects, keys, files. Counts that may be large stop at :most.
-- name:  map_around :one
-- in:    of_school school_id, today date, past date, since statement_id, most int
-- out:   mentors int, contacts int, alumni int, outsider_accounts int, groups_now int, groups_before int, learning int, guided int,
--        guided_learning int, subjects int, teaching int, api_keys int, files int, outside int
-- scope: public - numbers alone, as above
SELECT (SELECT count(*) FROM outsider x WHERE x.school_id = :of_school AND x.kind = 'mentor' AND x.from_day <= :today AND (x.to_day IS NULL OR x.to_day > :today)
           AND (SELECT k.until FROM mentor_check k WHERE k.school_id = :of_school AND k.outsider_id = x.id ORDER BY k.id DESC LIMIT 1) > :today) AS mentors,
       (SELECT count(*) FROM outsider x WHERE x.school_id = :of_school AND x.kind = 'partner' AND x.from_day <= :today AND (x.to_day IS NULL OR x.to_day > :today)) AS contacts,
       (SELECT count(*) FROM outsider x WHERE x.school_id = :of_school AND x.kind = 'alumnus' AND x.agreed_at IS NOT NULL
           AND x.from_day <= :today AND (x.to_day IS NULL OR x.to_day > :today)) AS alumni,
       (SELECT count(*) FROM outsider x JOIN account a ON a.person_id = x.person_id AND a.closed_at IS NULL
         WHERE x.school_id = :of_school AND x.from_day <= :today AND (x.to_day IS NULL OR x.to_day > :today)) AS outsider_accounts,
       (SELECT count(*) FROM study_group g WHERE g.school_id = :of_school AND g.from_day <= :today AND (g.to_day IS NULL OR g.to_day > :today)) AS groups_now,
       (SELECT count(*) FROM study_group g WHERE g.school_id = :of_school AND g.from_day <= :past AND (g.to_day IS NULL OR g.to_day > :past)) AS groups_before,
       (SELECT count(*) FROM study_group g WHERE g.school_id = :of_school AND g.kind <> 'club' AND g.from_day <= :today AND (g.to_day IS NULL OR g.to_day > :today)) AS learning,
       (SELECT count(*) FROM study_group g JOIN group_leader l ON l.school_id = :of_school AND l.group_id = g.id JOIN outsider x ON x.school_id = :of_school AND x.id = l.outsider_id
         WHERE g.school_id = :of_school AND g.from_day <= :today AND (g.to_day IS NULL OR g.to_day > :today)
           AND l.from_day <= :today AND (l.to_day IS NULL OR l.to_day > :today) AND x.from_day <= :today AND (x.to_day IS NULL OR x.to_day > :today)
           AND (SELECT k.until FROM mentor_check k WHERE k.school_id = :of_school AND k.outsider_id = x.id ORDER BY k.id DESC LIMIT 1) > :today) AS guided,
       (SELECT count(*) FROM study_group g JOIN group_leader l ON l.school_id = :of_school AND l.group_id = g.id JOIN outsider x ON x.school_id = :of_school AND x.id = l.outsider_id
         WHERE g.school_id = :of_school AND g.kind <> 'club' AND g.from_day <= :today AND (g.to_day IS NULL OR g.to_day > :today)
           AND l.from_day <= :today AND (l.to_day IS NULL OR l.to_day > :today) AND x.from_day <= :today AND (x.to_day IS NULL OR x.to_day > :today)
           AND (SELECT k.until FROM mentor_check k WHERE k.school_id = :of_school AND k.outsider_id = x.id ORDER BY k.id DESC LIMIT 1) > :today) AS guided_learning,
       (SELECT count(*) FROM school_subject j WHERE j.school_id = :of_school AND (j.ended_day IS NULL OR j.ended_day > :today)) AS subjects,
       (SELECT count(*) FROM class c JOIN teaching h ON h.school_id = :of_school AND h.class_id = c.id
         WHERE c.school_id = :of_school AND c.year_id = (SELECT y.id FROM school_year y WHERE y.school_id = :of_school AND y.starts <= :today AND y.ends > :today ORDER BY y.id DESC LIMIT 1)
           AND c.closed_day IS NULL AND h.duty = 'subject' AND h.from_day <= :today AND (h.to_day IS NULL OR h.to_day > :today)) AS teaching,
       (SELECT count(*) FROM xapi_key k WHERE k.school_id = :of_school AND k.revoked_at IS NULL) AS api_keys,
       (SELECT count(*) FROM (SELECT f.id FROM file f WHERE f.school_id = :of_school AND f.ended_at IS NULL LIMIT :most) z) AS files,
       (SELECT count(*) FROM (SELECT o.id FROM outside_statement o WHERE o.school_id = :of_school AND o.id > :since AND o.voided_by IS NULL LIMIT :most) z) AS outside;

-- Agreements that hold, by the kind of organisation, and those that held a year before.
-- name:  map_partners :many
-- in:    of_school school_id, today date, past date
-- out:   kind organisation_kind, now int, before int
-- scope: public - numbers alone, as above
SELECT g.kind, sum(CASE WHEN p.from_day <= :today AND (p.to_day IS NULL OR p.to_day > :today) THEN 1 ELSE 0 END) AS now,
       sum(CASE WHEN p.from_day <= :past AND (p.to_day IS NULL OR p.to_day > :past) THEN 1 ELSE 0 END) AS before
  FROM partner p JOIN organisation g ON g.id = p.organisation_id WHERE p.school_id = :of_school GROUP BY g.kind;

-- What the school stands for: its published page, the words of its core values, news, goals with what shows them; and how many levels above preschool it teaches.
-- name:  map_culture :one
-- in:    of_school school_id, most int
-- out:   pages int, core text?, news int, goals int, evidence int, by_people int, by_news int, by_system int, by_partners int, above_preschool int
-- scope: public - numbers, and words that the principal published
SELECT (SELECT count(*) FROM values_page v WHERE v.school_id = :of_school AND v.state = 'published') AS pages,
       (SELECT v.core FROM values_page v WHERE v.school_id = :of_school AND v.state = 'published' ORDER BY v.number DESC LIMIT 1) AS core,
       (SELECT count(*) FROM (SELECT w.id FROM news w WHERE w.school_id = :of_school AND w.state = 'published' LIMIT :most) z) AS news,
       (SELECT count(*) FROM goal g WHERE g.school_id = :of_school AND g.state = 'published') AS goals,
       (SELECT count(*) FROM goal g JOIN evidence e ON e.school_id = :of_school AND e.goal_id = g.id
         WHERE g.school_id = :of_school AND g.state = 'published' AND e.state = 'published') AS evidence,
       (SELECT count(*) FROM goal g JOIN indicator i ON i.school_id = :of_school AND i.goal_id = g.id
         WHERE g.school_id = :of_school AND g.state = 'published' AND i.source IN ('classes_led', 'deeds')) AS by_people,
       (SELECT count(*) FROM goal g JOIN indicator i ON i.school_id = :of_school AND i.goal_id = g.id
         WHERE g.school_id = :of_school AND g.state = 'published' AND i.source = 'news') AS by_news,
       (SELECT count(*) FROM goal g JOIN indicator i ON i.school_id = :of_school AND i.goal_id = g.id
         WHERE g.school_id = :of_school AND g.state = 'published' AND i.source = 'people_began') AS by_system,
       (SELECT count(*) FROM goal g JOIN indicator i ON i.school_id = :of_school AND i.goal_id = g.id
         WHERE g.school_id = :of_school AND g.state = 'published' AND i.source = 'partners') AS by_partners,
       (SELECT count(*) FROM school_has_level h WHERE h.school_id = :of_school AND h.level <> 'preschool') AS above_preschool;

-- Sums of deeds of two years: of the last weeks by Monday, else by the year (1: this one, 0: the one before).
-- name:  map_deeds :many
-- in:    of_school school_id, weeks_from date, year_from date, before_from date, until date
-- out:   bucket int, component component, touches int, verb deed_verb, actor_as deed_as, n int
-- scope: public - numbers alone, as above
SELECT CASE WHEN d.on_day >= :weeks_from THEN d.on_day - (d.on_day + 3) % 7 WHEN d.on_day >= :year_from THEN 1 ELSE 0 END AS bucket,
       d.component, d.touches, d.verb, d.actor_as, sum(d.n) AS n
  FROM record_daily d WHERE d.school_id = :of_school AND d.on_day >= :before_from AND d.on_day < :until
 GROUP BY 1, 2, 3, 4, 5;

-- Pupils and staff who did something in some weeks, and in the same weeks a year before, each counted once; and how many guardians the pupils of today have.
-- name:  map_active :one
-- in:    of_school school_id, today date, from_day date, until date, before_from date, before_until date
-- out:   now int, pupils int, before int, guardians int
-- scope: public - numbers alone, as above
SELECT count(*) AS now, coalesce(sum(a.pupil), 0) AS pupils,
       (SELECT count(*) FROM (SELECT DISTINCT p.person_id FROM record_weekly_person p
         WHERE p.school_id = :of_school AND p.monday >= :before_from AND p.monday < :before_until AND p.actor_as IN ('pupil', 'staff')) c) AS before,
       (SELECT count(*) FROM (SELECT DISTINCT g.guardian_id FROM member m JOIN guardian_link g ON g.child_id = m.person_id
         WHERE m.school_id = :of_school AND m.role = 'pupil' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
           AND g.from_day <= :today AND (g.to_day IS NULL OR g.to_day > :today) AND g.limited IS NULL) d) AS guardians
  FROM (SELECT p.person_id, max(CASE WHEN p.actor_as = 'pupil' THEN 1 ELSE 0 END) AS pupil FROM record_weekly_person p
         WHERE p.school_id = :of_school AND p.monday >= :from_day AND p.monday < :until AND p.actor_as IN ('pupil', 'staff') GROUP BY p.person_id) a;

-- What deeds joined a pair in a year, by what they were about, what was done and as whom; the most first.
-- name:  map_pair_deeds :many
-- in:    from_day date, until date, one int, other int, people int
-- out:   object_kind text, verb deed_verb, actor_as deed_as, n int
-- scope: school
SELECT d.object_kind, d.verb, d.actor_as, sum(d.n) AS n
  FROM record_daily d WHERE d.school_id = :school AND d.on_day >= :from_day AND d.on_day < :until
   AND ((d.touches + CASE WHEN (d.touches / :people) % 2 = 1 THEN 0 ELSE :people END) / :one) % 2 = 1
   AND ((d.touches + CASE WHEN (d.touches / :people) % 2 = 1 THEN 0 ELSE :people END) / :other) % 2 = 1
 GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3 LIMIT 60;

-- The classes of today: their pupils, how many of these have a guardian on file, and how many guardians they have together.
-- name:  map_class_guardians :many
-- in:    today date
-- out:   class_id class_id, name text, pupils int, covered int, guardians int
-- scope: school
SELECT c.id AS class_id, c.name,
       (SELECT count(*) FROM enrolment e WHERE e.school_id = :school AND e.class_id = c.id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)) AS pupils,
       (SELECT count(*) FROM enrolment e WHERE e.school_id = :school AND e.class_id = c.id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
           AND EXISTS (SELECT 1 FROM guardian_link g WHERE g.child_id = e.person_id AND g.from_day <= :today AND (g.to_day IS NULL OR g.to_day > :today) AND g.limited IS NULL)) AS covered,
       (SELECT count(DISTINCT k.guardian_id) FROM enrolment e JOIN guardian_link k ON k.child_id = e.person_id
         WHERE e.school_id = :school AND e.class_id = c.id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
           AND k.from_day <= :today AND (k.to_day IS NULL OR k.to_day > :today) AND k.limited IS NULL) AS guardians
  FROM class c
 WHERE c.school_id = :school AND c.closed_day IS NULL
   AND c.year_id = (SELECT y.id FROM school_year y WHERE y.school_id = :school AND y.starts <= :today AND y.ends > :today ORDER BY y.id DESC LIMIT 1)
 ORDER BY c.sort_key, c.id LIMIT 400;

-- The files that a school keeps, by what they are for.
-- name:  map_files_by_use :many
-- in:
-- out:   use text, n int, size int
-- scope: school
SELECT f.use, count(*) AS n, sum(f.size) AS size FROM file f WHERE f.school_id = :school AND f.ended_at IS NULL GROUP BY f.use ORDER BY 2 DESC, 1 LIMIT 60;
