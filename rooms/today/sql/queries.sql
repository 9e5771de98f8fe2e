-- What waits for one of the staff, a row a thing; kind says which. 'class': what the classes that one leads lack, families on file (lonely) and people
-- who never came in (strangers). 'idle', for heads of department: how many teachers of the school have no class (strangers), if any. 'group': a group that one leads
-- in which somebody asks for a place (lonely). 'department': one that one leads, with how many there have no class (strangers). 'school', for whoever
-- teaches nowhere here: how many groups (lonely) and classes of the year (strangers) there are, if any.
-- 'unsent': messages that one has written and not sent (lonely), how many of them did not go out at their time (strangers), and the name of one.
-- 'told': a message to a class or group that one leads which some families have not confirmed (lonely), in no order. 'mine': messages to oneself that ask to be
-- confirmed (lonely), and the name of one. (Joins where EXISTS would do, and one number for two: a subquery opens its tables anew for each row. CROSS: of the families,
-- those who have confirmed are passed over before anything else is looked up. docs/decisions/0157)
-- name:  staff_needs :many
-- in:    me person_id, barred person_id*, today date, head bool, year_id school_year_id
-- out:   kind text, class_id class_id?, group_id study_group_id?, department_id department_id?, announcement_id announcement_id?, name text, lonely int, strangers int
-- scope: school
SELECT 'mine' AS kind, CAST(NULL AS BIGINT) AS class_id, CAST(NULL AS BIGINT) AS group_id, CAST(NULL AS BIGINT) AS department_id, CAST(NULL AS BIGINT) AS announcement_id, q.title AS name, q.n AS lonely, 0 AS strangers FROM (
  SELECT count(*) AS n, coalesce(max(a.title), '') AS title FROM announcement_reader r JOIN announcement a ON a.school_id = :school AND a.id = r.announcement_id
   WHERE r.school_id = :school AND r.person_id = :me AND r.over_day > :today AND r.side = 'staff' AND a.over_day > :today AND a.state = 'sent' AND a.must_confirm = 1 AND r.read_edition < a.edition) q WHERE q.n > 0
UNION ALL
SELECT 'unsent', CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), j.title, j.n, j.held FROM (
  SELECT count(*) AS n, coalesce(max(a.title), '') AS title, count(a.held) AS held FROM announcement a WHERE a.school_id = :school AND a.written_by = :me AND a.sent_at IS NULL AND a.state = 'draft') j WHERE j.n > 0
UNION ALL
SELECT 'told', u.class_id, CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), u.id, u.title, u.waits, 0 FROM (
  SELECT a.id, a.class_id, a.title,
         (SELECT count(*) FROM announcement_family f CROSS JOIN enrolment e
           WHERE f.school_id = :school AND f.announcement_id = a.id AND f.class_id = a.class_id AND f.done_edition < a.edition
             AND e.school_id = :school AND e.person_id = f.child_id AND e.class_id = f.class_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)) AS waits
    FROM teaching t JOIN announcement a ON a.school_id = :school AND a.class_id = t.class_id AND a.state = 'sent' AND a.must_confirm = 1 AND a.to_families = 1 AND a.over_day > :today
   WHERE t.school_id = :school AND t.person_id = :me AND t.duty IN ('homeroom', 'stand_in') AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today)
   LIMIT 40) u WHERE u.waits > 0
UNION ALL
SELECT 'told', CAST(NULL AS BIGINT), v.group_id, CAST(NULL AS BIGINT), v.id, v.title, v.waits, 0 FROM (
  SELECT a.id, a.group_id, a.title,
         (SELECT count(*) FROM announcement_family f CROSS JOIN group_member x CROSS JOIN member p
           WHERE f.school_id = :school AND f.announcement_id = a.id AND f.done_edition < a.edition AND f.child_id NOT IN (:barred*)
             AND x.school_id = :school AND x.group_id = a.group_id AND x.person_id = f.child_id AND x.state = 'member'
             AND p.school_id = :school AND p.id = x.member_id AND (p.to_day IS NULL OR p.to_day > :today)) AS waits
    FROM group_leader l JOIN study_group g ON g.school_id = :school AND g.id = l.group_id AND g.to_day IS NULL
    JOIN member k ON k.school_id = :school AND k.id = l.member_id AND (k.to_day IS NULL OR k.to_day > :today)
    JOIN announcement a ON a.school_id = :school AND a.group_id = l.group_id AND a.state = 'sent' AND a.must_confirm = 1 AND a.to_families = 1 AND a.over_day > :today
   WHERE l.school_id = :school AND l.person_id = :me AND l.to_day IS NULL
   LIMIT 40) v WHERE v.waits > 0
UNION ALL
SELECT 'class', y.class_id, CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), y.name, y.both / 1000, y.both % 1000 FROM (
  SELECT c.id AS class_id, c.name,
         (SELECT 1000 * count(CASE p.guardians WHEN 0 THEN 1 END) + count(a.person_id) FROM enrolment e JOIN person p ON p.id = e.person_id
            LEFT JOIN account a ON a.person_id = e.person_id AND a.password_hash IS NULL AND a.closed_at IS NULL AND (a.card_only IS NULL OR a.card_only = 0 OR c.grade > 2)
           WHERE e.school_id = :school AND e.class_id = c.id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)) AS both
    FROM teaching t JOIN class c ON c.school_id = :school AND c.id = t.class_id AND c.closed_day IS NULL
   WHERE t.school_id = :school AND t.person_id = :me AND t.duty IN ('homeroom', 'stand_in') AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today)
   ORDER BY c.sort_key, c.id LIMIT 6) y
UNION ALL
SELECT 'idle', NULL, CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), '', 0, i.teachers FROM (
  SELECT count(*) AS teachers FROM member m WHERE :head = 1 AND m.school_id = :school AND m.role = 'teacher' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
     AND NOT EXISTS (SELECT 1 FROM teaching t WHERE t.person_id = m.person_id AND t.school_id = :school AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today))) i
 WHERE i.teachers > 0
UNION ALL
SELECT 'group', CAST(NULL AS BIGINT), z.id, CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), z.name, z.asking, 0 FROM (
  SELECT g.id, g.name, (SELECT count(*) FROM group_member x JOIN member p ON p.school_id = :school AND p.id = x.member_id AND (p.to_day IS NULL OR p.to_day > :today)
                         WHERE x.school_id = :school AND x.group_id = g.id AND x.state = 'asked') AS asking
    FROM group_leader l JOIN study_group g ON g.school_id = :school AND g.id = l.group_id AND g.to_day IS NULL
    JOIN member k ON k.school_id = :school AND k.id = l.member_id AND (k.to_day IS NULL OR k.to_day > :today)
   WHERE l.school_id = :school AND l.person_id = :me AND l.to_day IS NULL LIMIT 60) z WHERE z.asking > 0
UNION ALL
SELECT 'department', CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), d.id, CAST(NULL AS BIGINT), d.name, 0,
       (SELECT count(*) FROM department_member o JOIN member m ON m.school_id = :school AND m.id = o.member_id AND (m.to_day IS NULL OR m.to_day > :today)
         WHERE o.school_id = :school AND o.department_id = d.id AND o.to_day IS NULL
           AND NOT EXISTS (SELECT 1 FROM teaching t WHERE t.person_id = o.person_id AND t.school_id = :school AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today)))
  FROM department_member h JOIN department d ON d.school_id = :school AND d.id = h.department_id AND d.to_day IS NULL
  JOIN member k ON k.school_id = :school AND k.id = h.member_id AND (k.to_day IS NULL OR k.to_day > :today)
 WHERE h.school_id = :school AND h.person_id = :me AND h.head = 1 AND h.to_day IS NULL
UNION ALL
SELECT 'school', CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), '', w.clubs + 0, w.classes + 0 FROM (
  SELECT (SELECT count(*) FROM study_group g WHERE g.school_id = :school AND g.to_day IS NULL) AS clubs,
         (SELECT count(*) FROM class c WHERE c.school_id = :school AND c.year_id = :year_id AND c.closed_day IS NULL) AS classes
    FROM member m WHERE m.school_id = :school AND m.person_id = :me AND m.role <> 'pupil' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
     AND NOT EXISTS (SELECT 1 FROM teaching t WHERE t.school_id = :school AND t.person_id = :me AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today)) LIMIT 1) w
 WHERE w.clubs + w.classes > 0;

-- What the office has to do: classes without a homeroom teacher.
-- name:  office_needs :one
-- in:    year_id school_year_id, today date
-- out:   classes int, headless int
-- scope: school
SELECT count(*) AS classes,
       coalesce(sum(CASE WHEN EXISTS (SELECT 1 FROM teaching t WHERE t.school_id = :school AND t.class_id = c.id AND t.duty = 'homeroom'
                             AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today)) THEN 0 ELSE 1 END), 0) AS headless
  FROM class c WHERE c.school_id = :school AND c.year_id = :year_id AND c.closed_day IS NULL;

-- What waits for the office: rows of lists to be mended, a page to be approved, goals and their evidence, pieces not yet published; mentors not checked or soon no longer,
-- agreements that end soon; teachers without a class; requests about data, and how many of them are late; the next order about a guardian to be looked at again, but none about a child that an
-- order keeps from me (barred: whom the lists leave out too).
-- breach_found: of what happened to data and no authority was told of, the oldest.
-- told: messages to me as one of the staff that ask to be confirmed. unsent: messages that I have written and not sent; held: of these, those that did not go out at their time. invited: other schools that ask ours to share a group.
-- The no_… say which rooms the school has switched off: what waits there waits for nobody.
-- name:  office_waits :one
-- in:    me person_id, barred person_id*, today date, soon date
-- out:   told int, unsent int, held int, waiting int, pending int, pictures int, goals int, drafts int, unchecked int, expiring int, ending int, idle int, slips int, requests int, requests_late int, no_news int, no_goals int, no_partners int, review_child int?, review_on date?, invited int, breach_found time?
-- scope: school
SELECT (SELECT count(*) FROM announcement_reader u JOIN announcement a ON a.school_id = :school AND a.id = u.announcement_id
         WHERE u.school_id = :school AND u.person_id = :me AND u.over_day > :today AND u.side = 'staff' AND a.over_day > :today AND a.state = 'sent' AND a.must_confirm = 1 AND u.read_edition < a.edition) AS told,
       (SELECT count(*) FROM announcement a WHERE a.school_id = :school AND a.written_by = :me AND a.sent_at IS NULL AND a.state = 'draft') AS unsent,
       (SELECT count(a.held) FROM announcement a WHERE a.school_id = :school AND a.written_by = :me AND a.sent_at IS NULL AND a.state = 'draft') AS held,
       (SELECT coalesce(sum(i.ready + i.waiting), 0) FROM roster_import i WHERE i.school_id = :school AND i.state = 'open' AND i.until_day > :today) AS waiting,
       (SELECT count(*) FROM values_page v WHERE v.school_id = :school AND v.state = 'pending') AS pending,
       (SELECT count(*) FROM values_picture p WHERE p.school_id = :school AND p.state = 'pending') AS pictures,
       (SELECT count(*) FROM goal g WHERE g.school_id = :school AND g.state = 'pending')
     + (SELECT count(*) FROM evidence v WHERE v.school_id = :school AND v.state = 'pending') AS goals,
       (SELECT count(*) FROM news n WHERE n.school_id = :school AND n.state = 'draft') AS drafts,
       (SELECT count(*) FROM outsider x WHERE x.school_id = :school AND x.kind = 'mentor' AND x.from_day <= :today AND (x.to_day IS NULL OR x.to_day > :today)
           AND coalesce((SELECT k.until FROM mentor_check k WHERE k.school_id = :school AND k.outsider_id = x.id ORDER BY k.id DESC LIMIT 1), 0) <= :today) AS unchecked,
       (SELECT count(*) FROM outsider x WHERE x.school_id = :school AND x.kind = 'mentor' AND x.from_day <= :today AND (x.to_day IS NULL OR x.to_day > :today)
           AND (SELECT k.until FROM mentor_check k WHERE k.school_id = :school AND k.outsider_id = x.id ORDER BY k.id DESC LIMIT 1) BETWEEN :today + 1 AND :soon) AS expiring,
       (SELECT count(*) FROM partner d WHERE d.school_id = :school AND d.to_day > :today AND d.to_day <= :soon) AS ending,
       (SELECT count(*) FROM member m WHERE m.school_id = :school AND m.role = 'teacher' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
           AND NOT EXISTS (SELECT 1 FROM teaching t WHERE t.person_id = m.person_id AND t.school_id = :school AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today))) AS idle,
       (SELECT count(*) FROM batch b WHERE b.school_id = :school AND b.act IN ('access.slips', 'access.sheets')) AS slips,
       (SELECT count(*) FROM privacy_request q WHERE q.school_id = :school AND q.closed_at IS NULL AND q.subject_id NOT IN (:barred*)) AS requests,
       (SELECT count(*) FROM privacy_request q WHERE q.school_id = :school AND q.closed_at IS NULL
           AND q.subject_id NOT IN (:barred*) AND (q.done_due < :today OR (q.answered_at IS NULL AND q.answer_due < :today))) AS requests_late,
       (SELECT count(*) FROM setting w WHERE w.school_id = :school AND w.year_id = 0 AND w.key = 'news.open' AND w.text = '0') AS no_news,
       (SELECT count(*) FROM setting w WHERE w.school_id = :school AND w.year_id = 0 AND w.key = 'values.goals_open' AND w.text = '0') AS no_goals,
       (SELECT count(*) FROM setting w WHERE w.school_id = :school AND w.year_id = 0 AND w.key = 'partners.open' AND w.text = '0') AS no_partners,
       r.child + 0 AS review_child, r.review AS review_on,
       (SELECT count(*) FROM group_share h WHERE h.school_id = :school AND h.state = 'invited') AS invited,
       (SELECT min(b.found_at) FROM data_breach b WHERE b.school_id = :school AND b.over_at IS NULL AND b.authority_at IS NULL) AS breach_found
  FROM school s LEFT JOIN (SELECT o.child_id AS child, o.review FROM guardian_order o JOIN member m ON m.school_id = :school AND m.person_id = o.child_id
                             WHERE o.school_id = :school AND o.lifted_at IS NULL AND o.review IS NOT NULL AND o.review <= :soon AND m.role = 'pupil' AND (m.to_day IS NULL OR m.to_day > :today)
                               AND m.person_id NOT IN (:barred*)
                             ORDER BY o.review, o.id LIMIT 1) r ON 1 = 1
 WHERE s.id = :school;

-- Myself and my children, the eldest first, about how many uses of each one's data I have said something that stands, and how many messages about them (or to
-- myself) wait for my word, each once, with the name of one.
-- name:  family_now :many
-- in:    me person_id, today date
-- out:   id person_id, full_name text, born date?, said int, told int, told_title text?
-- scope: persons
SELECT p.id, p.full_name, p.born,
       (SELECT count(DISTINCT k.purpose) FROM consent k WHERE k.subject_id = p.id AND k.by_person = :me AND k.ended_at IS NULL) AS said,
       (SELECT count(DISTINCT r.announcement_id) FROM announcement_reader r JOIN announcement a ON a.school_id = r.school_id AND a.id = r.announcement_id
         WHERE r.person_id = :me AND r.about_id = p.id AND r.over_day > :today AND a.over_day > :today AND a.state = 'sent' AND a.must_confirm = 1 AND r.read_edition < a.edition
           AND r.about_id = (SELECT min(w.about_id) FROM announcement_reader w WHERE w.school_id = r.school_id AND w.announcement_id = r.announcement_id AND w.person_id = :me AND w.about_id IN (:persons))) AS told,
       (SELECT max(a.title) FROM announcement_reader r JOIN announcement a ON a.school_id = r.school_id AND a.id = r.announcement_id
         WHERE r.person_id = :me AND r.about_id = p.id AND r.over_day > :today AND a.over_day > :today AND a.state = 'sent' AND a.must_confirm = 1 AND r.read_edition < a.edition
           AND r.about_id = (SELECT min(w.about_id) FROM announcement_reader w WHERE w.school_id = r.school_id AND w.announcement_id = r.announcement_id AND w.person_id = :me AND w.about_id IN (:persons))) AS told_title
  FROM person p WHERE p.id IN (:persons) ORDER BY p.born IS NULL, p.born, p.id LIMIT 40;

-- What did not work since a moment: jobs, letters; and how many jobs were done since another one, a thousand at most.
-- name:  system_waits :one
-- in:    since time, lately time
-- out:   jobs int, done int, letters int
-- scope: system - for who runs the system; numbers only
SELECT (SELECT count(*) FROM job j WHERE j.ended_at >= :since AND j.state = 'failed') AS jobs,
       (SELECT count(*) FROM (SELECT 1 AS one FROM job d WHERE d.ended_at >= :lately AND d.state = 'done' LIMIT 1000) x) AS done,
       (SELECT count(*) FROM mail m WHERE m.state = 'failed' AND m.over_at >= :since) AS letters;

-- How far a school has come on its first way: year, classes, pupils, rows that still wait, slips made.
-- name:  start_now :one
-- in:    today date
-- out:   years int, classes int, pupils int, waiting int, slips int, open roster_import_id
-- scope: school
SELECT (SELECT count(*) FROM school_year y WHERE y.school_id = :school) AS years,
       (SELECT count(*) FROM class c WHERE c.school_id = :school AND c.closed_day IS NULL) AS classes,
       (SELECT count(*) FROM member m WHERE m.school_id = :school AND m.role = 'pupil' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)) AS pupils,
       (SELECT coalesce(sum(i.ready + i.waiting), 0) FROM roster_import i WHERE i.school_id = :school AND i.state = 'open' AND i.until_day > :today) AS waiting,
       (SELECT count(*) FROM batch b WHERE b.school_id = :school AND b.act IN ('access.slips', 'access.sheets')) AS slips,
       (SELECT coalesce(max(i.id), 0) FROM roster_import i WHERE i.school_id = :school AND i.state = 'open' AND i.until_day > :today AND i.ready + i.waiting > 0) AS open
  FROM school s WHERE s.id = :school;

-- For the homes of who belongs to a school, in one question and in no order: the news of the schools of my family; what those schools and the classes of one of us plan in the
-- days to come, and I for myself. Nothing that was called off. kind: news, event, own; told, kin: a message that waits for my word, as one of the staff of a school, or about a child of mine (once for each).
-- name:  lately_and_soon :many
-- in:    me person_id, today date, until date, since date, after time, most int
-- out:   kind text, id ref, title text, place text, at time?, school_code text, school_name text, class_id class_id?, class_name text?, from_day date?, to_day date?, from_minute int?, to_minute int?
-- scope: persons
SELECT 'news' AS kind, x.id + 0 AS id, x.title, '' AS place, x.published_at AS at, x.school_code, x.school_name, CAST(NULL AS BIGINT) AS class_id, CAST(NULL AS TEXT) AS class_name,
       CAST(NULL AS BIGINT) AS from_day, CAST(NULL AS BIGINT) AS to_day, CAST(NULL AS BIGINT) AS from_minute, CAST(NULL AS BIGINT) AS to_minute
  FROM (SELECT n.id, n.title, n.published_at, s.code AS school_code, s.name AS school_name FROM news n JOIN school s ON s.id = n.school_id
         WHERE n.school_id IN (SELECT m.school_id FROM member m WHERE m.person_id IN (:persons) AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today))
           AND NOT EXISTS (SELECT 1 FROM setting w WHERE w.school_id = n.school_id AND w.year_id = 0 AND w.key = 'news.open' AND w.text = '0')
           AND n.state = 'published' AND n.published_at > :after AND n.published_at <= :now LIMIT :most) x
UNION ALL
SELECT 'event', y.id + 0, y.title, y.place, CAST(NULL AS BIGINT), y.school_code, y.school_name, y.class_id + 0, y.class_name, y.from_day, y.to_day, y.from_minute, y.to_minute
  FROM (SELECT e.id, e.title, e.place, s.code AS school_code, s.name AS school_name, e.class_id, k.name AS class_name, e.from_day, e.to_day, e.from_minute, e.to_minute
          FROM calendar_event e JOIN school s ON s.id = e.school_id LEFT JOIN class k ON k.school_id = e.school_id AND k.id = e.class_id
         WHERE e.school_id IN (SELECT m.school_id FROM member m WHERE m.person_id IN (:persons) AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today))
           AND e.from_day >= :since AND e.from_day <= :until AND e.to_day >= :today AND e.called_off IS NULL AND e.taken_back IS NULL
           AND (e.class_id IS NULL OR EXISTS (SELECT 1 FROM enrolment n WHERE n.person_id IN (:persons) AND n.school_id = e.school_id AND n.class_id = e.class_id AND n.from_day <= :today AND (n.to_day IS NULL OR n.to_day > :today))
                OR EXISTS (SELECT 1 FROM teaching t WHERE t.person_id IN (:persons) AND t.school_id = e.school_id AND t.class_id = e.class_id AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today)))
           AND (e.audience <> 'staff' OR EXISTS (SELECT 1 FROM member m WHERE m.person_id IN (:persons) AND m.school_id = e.school_id AND m.role <> 'pupil' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today))) LIMIT :most) y
UNION ALL
SELECT 'own', z.id + 0, z.title, z.place, CAST(NULL AS BIGINT), '', '', CAST(NULL AS BIGINT), CAST(NULL AS TEXT), z.from_day, z.to_day, z.from_minute, z.to_minute
  FROM (SELECT o.id, o.title, o.place, o.from_day, o.to_day, o.from_minute, o.to_minute FROM calendar_own o
         WHERE o.person_id = :me AND o.person_id IN (:persons) AND o.gone_at IS NULL AND o.from_day >= :since AND o.from_day <= :until AND o.to_day >= :today
         LIMIT :most) z
UNION ALL
SELECT CASE WHEN d.side = 'staff' THEN 'told' ELSE 'kin' END, d.id + 0, d.title, '', CAST(NULL AS BIGINT), d.code, d.name, CAST(NULL AS BIGINT), CAST(NULL AS TEXT),
       CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT)
  FROM (SELECT r.side, a.id, a.title, s.code, s.name
          FROM announcement_reader r JOIN announcement a ON a.school_id = r.school_id AND a.id = r.announcement_id JOIN school s ON s.id = r.school_id
         WHERE r.person_id = :me AND r.about_id IN (:persons) AND r.side IN ('staff', 'family') AND r.over_day > :today AND a.over_day > :today AND a.state = 'sent' AND a.must_confirm = 1 AND r.read_edition < a.edition
         LIMIT :most) d;
