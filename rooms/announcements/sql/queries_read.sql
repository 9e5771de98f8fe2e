-- ---- what was told to me and about my children. A row a message and child (or oneself): about_id is whom it is about, so that whoever is kept
-- from that child by an order finds none; and about_id stands in :persons, so that nobody reads it who no longer stands for the child.

-- What waits for me: told to me and not read in this edition, not over; or told before I came: of the places of today, while it is not over.
-- name:  mine_waiting :many
-- in:    me person_id, today date, limit int
-- out:   id announcement_id, about_id person_id, about text, title text, body text, must_confirm bool, last_day date?, edition int, correction text?, sent_at time?,
--   school_code text, school_name text, class_name text?, group_name text?
-- scope: persons
SELECT w.id, w.about_id, w.about, w.title, w.body, w.must_confirm, w.last_day, w.edition, w.correction, w.sent_at, w.school_code, w.school_name, w.class_name, w.group_name FROM (
SELECT a.id, r.about_id, p.full_name AS about, a.title, a.body, a.must_confirm, a.last_day, a.edition, a.correction, a.sent_at, s.code AS school_code, s.name AS school_name, c.name AS class_name, g.name AS group_name
  FROM announcement_reader r JOIN announcement a ON a.school_id = r.school_id AND a.id = r.announcement_id JOIN school s ON s.id = r.school_id JOIN person p ON p.id = r.about_id
  LEFT JOIN class c ON c.school_id = r.school_id AND c.id = a.class_id LEFT JOIN study_group g ON g.school_id = r.school_id AND g.id = a.group_id
 WHERE r.person_id = :me AND r.about_id IN (:persons) AND r.over_day > :today AND a.over_day > :today AND a.state = 'sent' AND r.read_edition < a.edition
UNION ALL
SELECT a.id, m.person_id AS about_id, p.full_name AS about, a.title, a.body, a.must_confirm, a.last_day, a.edition, a.correction, a.sent_at, s.code AS school_code, s.name AS school_name, c.name AS class_name, g.name AS group_name
  FROM member m JOIN announcement a ON a.school_id = m.school_id JOIN school s ON s.id = m.school_id JOIN person p ON p.id = m.person_id
  LEFT JOIN class c ON c.school_id = m.school_id AND c.id = a.class_id LEFT JOIN study_group g ON g.school_id = m.school_id AND g.id = a.group_id
 WHERE m.person_id IN (:persons) AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today) AND a.state = 'sent' AND a.over_day > :today
   AND CASE WHEN m.role <> 'pupil' THEN CASE WHEN m.person_id = :me THEN a.to_staff ELSE 0 END WHEN m.person_id = :me THEN a.to_pupils ELSE a.to_families END = 1
   AND (a.class_id IS NULL OR EXISTS (SELECT 1 FROM enrolment e WHERE e.school_id = m.school_id AND e.person_id = m.person_id AND e.class_id = a.class_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)))
   AND (a.group_id IS NULL OR EXISTS (SELECT 1 FROM group_member x WHERE x.school_id = m.school_id AND x.person_id = m.person_id AND x.group_id = a.group_id AND x.state = 'member'))
   AND NOT EXISTS (SELECT 1 FROM announcement_reader k WHERE k.school_id = m.school_id AND k.announcement_id = a.id AND k.person_id = :me AND k.about_id = m.person_id)) w
 ORDER BY w.must_confirm DESC, w.sent_at DESC, w.id DESC, w.about LIMIT :limit;

-- What was told to me, newest first, one page from before a moment and message.
-- name:  mine_told :many
-- in:    me person_id, before time, before_id announcement_id, limit int
-- out:   id announcement_id, about_id person_id, about text, title text, state announcement_state, must_confirm bool, edition int, read_edition int, sent_at time, over_day date, school_name text, class_name text?, group_name text?
-- scope: persons
SELECT a.id, r.about_id, p.full_name AS about, a.title, a.state, a.must_confirm, a.edition, r.read_edition, r.sent_at, a.over_day, s.name AS school_name, c.name AS class_name, g.name AS group_name
  FROM announcement_reader r JOIN announcement a ON a.school_id = r.school_id AND a.id = r.announcement_id JOIN school s ON s.id = r.school_id JOIN person p ON p.id = r.about_id
  LEFT JOIN class c ON c.school_id = r.school_id AND c.id = a.class_id LEFT JOIN study_group g ON g.school_id = r.school_id AND g.id = a.group_id
 WHERE r.person_id = :me AND r.about_id IN (:persons) AND r.sent_at <= :before AND (r.sent_at < :before OR r.announcement_id < :before_id)
 ORDER BY r.sent_at DESC, r.announcement_id DESC, r.about_id LIMIT :limit;

-- One message as it concerns me: a row a child, and myself. known = 0: told before I came.
-- name:  mine_one :many
-- in:    id announcement_id, me person_id, today date
-- out:   id announcement_id, school_id school_id, about_id person_id, about text, side announcement_side, known int, read_edition int, read_at time?, state announcement_state, title text, body text,
--   must_confirm bool, last_day date?, over_day date, edition int, correction text?, sent_at time?, corrected_at time?, back_at time?, reason text?, school_code text, school_name text, class_name text?, group_name text?
-- scope: persons
SELECT a.id, r.school_id, r.about_id, p.full_name AS about, r.side, 1 AS known, r.read_edition, r.read_at, a.state, a.title, a.body, a.must_confirm, a.last_day, a.over_day, a.edition, a.correction, a.sent_at, a.corrected_at,
       a.back_at, a.reason, s.code AS school_code, s.name AS school_name, c.name AS class_name, g.name AS group_name
  FROM announcement_reader r JOIN announcement a ON a.school_id = r.school_id AND a.id = r.announcement_id JOIN school s ON s.id = r.school_id JOIN person p ON p.id = r.about_id
  LEFT JOIN class c ON c.school_id = r.school_id AND c.id = a.class_id LEFT JOIN study_group g ON g.school_id = r.school_id AND g.id = a.group_id
 WHERE r.person_id = :me AND r.about_id IN (:persons) AND a.id = :id
UNION ALL
SELECT a.id, m.school_id, m.person_id, p.full_name, CASE WHEN m.role <> 'pupil' THEN 'staff' WHEN m.person_id = :me THEN 'pupil' ELSE 'family' END, 0, 0, NULL, a.state, a.title, a.body, a.must_confirm, a.last_day, a.over_day,
       a.edition, a.correction, a.sent_at, a.corrected_at, a.back_at, a.reason, s.code, s.name, c.name, g.name
  FROM member m JOIN announcement a ON a.school_id = m.school_id JOIN school s ON s.id = m.school_id JOIN person p ON p.id = m.person_id
  LEFT JOIN class c ON c.school_id = m.school_id AND c.id = a.class_id LEFT JOIN study_group g ON g.school_id = m.school_id AND g.id = a.group_id
 WHERE m.person_id IN (:persons) AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today) AND a.id = :id AND a.state = 'sent' AND a.over_day > :today
   AND CASE WHEN m.role <> 'pupil' THEN CASE WHEN m.person_id = :me THEN a.to_staff ELSE 0 END WHEN m.person_id = :me THEN a.to_pupils ELSE a.to_families END = 1
   AND (a.class_id IS NULL OR EXISTS (SELECT 1 FROM enrolment e WHERE e.school_id = m.school_id AND e.person_id = m.person_id AND e.class_id = a.class_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)))
   AND (a.group_id IS NULL OR EXISTS (SELECT 1 FROM group_member x WHERE x.school_id = m.school_id AND x.person_id = m.person_id AND x.group_id = a.group_id AND x.state = 'member'))
   AND NOT EXISTS (SELECT 1 FROM announcement_reader k WHERE k.school_id = m.school_id AND k.announcement_id = a.id AND k.person_id = :me AND k.about_id = m.person_id)
 ORDER BY 4, 3 LIMIT 60;

-- I have read this edition.
-- name:  reader_read :run
-- in:    id announcement_id, school_id school_id, me person_id, about_id person_id, edition int
-- scope: persons
UPDATE announcement_reader SET read_edition = :edition, read_at = :now
 WHERE about_id IN (:persons) AND about_id = :about_id AND school_id = :school_id AND announcement_id = :id AND person_id = :me AND read_edition < :edition;

-- The same where I came later: I am written down among those who were told.
-- name:  reader_join :run
-- in:    id announcement_id, school_id school_id, me person_id, about_id person_id, side announcement_side, edition int, today date
-- scope: persons
INSERT INTO announcement_reader (school_id, announcement_id, person_id, about_id, side, class_id, sent_at, over_day, told_edition, read_edition, read_at, reminded_on)
SELECT m.school_id, a.id, :me, :about_id, :side,
       (SELECT max(e.class_id) FROM enrolment e WHERE e.school_id = m.school_id AND e.person_id = m.person_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)),
       coalesce(a.sent_at, a.written_at), a.over_day, a.edition, :edition, :now, NULL
  FROM member m JOIN announcement a ON a.school_id = m.school_id
 WHERE m.person_id IN (:persons) AND m.person_id = :about_id AND m.school_id = :school_id AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today) AND a.id = :id AND a.state = 'sent'
 LIMIT 1
    ON CONFLICT (school_id, announcement_id, person_id, about_id) DO NOTHING;

-- The child's family has confirmed this edition: whoever of it was first.
-- name:  family_done :run
-- in:    id announcement_id, school_id school_id, me person_id, child_id person_id, edition int
-- scope: persons
UPDATE announcement_family SET done_edition = :edition, done_at = :now, done_by = :me, paper = 0
 WHERE child_id IN (:persons) AND child_id = :child_id AND school_id = :school_id AND announcement_id = :id AND done_edition < :edition;

-- The same of a family that came later.
-- name:  family_join :run
-- in:    id announcement_id, school_id school_id, me person_id, child_id person_id, edition int, today date
-- scope: persons
INSERT INTO announcement_family (school_id, announcement_id, child_id, class_id, told, done_edition, done_at, done_by, paper)
SELECT m.school_id, a.id, :child_id,
       (SELECT max(e.class_id) FROM enrolment e WHERE e.school_id = m.school_id AND e.person_id = m.person_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)),
       1, :edition, :now, :me, 0
  FROM member m JOIN announcement a ON a.school_id = m.school_id
 WHERE m.person_id IN (:persons) AND m.person_id = :child_id AND m.school_id = :school_id AND m.role = 'pupil' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today) AND a.id = :id AND a.state = 'sent'
 LIMIT 1
    ON CONFLICT (school_id, announcement_id, child_id) DO NOTHING;
