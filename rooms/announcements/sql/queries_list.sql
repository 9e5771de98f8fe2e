-- ---- who has read and who has not

-- The families of one class that it went to, in Vietnamese order. here: a pupil of the class today.
-- name:  families_of_class :many
-- in:    id announcement_id, class_id class_id, today date
-- out:   child_id person_id, name text, born date?, class_name text?, told int, done_edition int, done_at time?, paper bool, here int, restricted int
-- scope: school
SELECT f.child_id, m.display_name AS name, p.born, c.name AS class_name, f.told, f.done_edition, f.done_at, f.paper,
       (SELECT count(*) FROM enrolment e WHERE e.school_id = :school AND e.person_id = f.child_id AND e.class_id = f.class_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)) AS here,
       (SELECT count(*) FROM restriction x WHERE x.subject_id = f.child_id AND x.school_id = :school AND x.ended_at IS NULL) AS restricted
  FROM announcement_family f
  JOIN member m ON m.school_id = :school AND m.person_id = f.child_id AND m.id = (SELECT max(k.id) FROM member k WHERE k.school_id = :school AND k.person_id = f.child_id AND k.role = 'pupil')
  JOIN person p ON p.id = f.child_id
  LEFT JOIN class c ON c.school_id = :school AND c.id = f.class_id
 WHERE f.school_id = :school AND f.announcement_id = :id AND f.class_id = :class_id
 ORDER BY m.sort_key, f.child_id LIMIT 400;

-- All families that it went to, class by class; here: a pupil of the school today, and of the group where one is meant (0 = none).
-- name:  families_of_all :many
-- in:    id announcement_id, group_id study_group_id, today date, limit int
-- out:   child_id person_id, name text, class_name text?, told int, done_edition int, done_at time?, paper bool, here int, restricted int
-- scope: school
SELECT f.child_id, m.display_name AS name, c.name AS class_name, f.told, f.done_edition, f.done_at, f.paper,
       CASE WHEN (m.to_day IS NULL OR m.to_day > :today)
             AND (:group_id = 0 OR EXISTS (SELECT 1 FROM group_member k WHERE k.school_id = :school AND k.group_id = :group_id AND k.person_id = f.child_id AND k.state = 'member')) THEN 1 ELSE 0 END AS here,
       (SELECT count(*) FROM restriction x WHERE x.subject_id = f.child_id AND x.school_id = :school AND x.ended_at IS NULL) AS restricted
  FROM announcement_family f
  JOIN member m ON m.school_id = :school AND m.person_id = f.child_id AND m.id = (SELECT max(k.id) FROM member k WHERE k.school_id = :school AND k.person_id = f.child_id AND k.role = 'pupil')
  LEFT JOIN class c ON c.school_id = :school AND c.id = f.class_id
 WHERE f.school_id = :school AND f.announcement_id = :id
 ORDER BY c.sort_key, m.sort_key, f.child_id LIMIT :limit;

-- Pupils of a class today whose family came later than the message.
-- name:  families_later :many
-- in:    id announcement_id, class_id class_id, today date
-- out:   child_id person_id, name text
-- scope: school
SELECT e.person_id AS child_id, m.display_name AS name
  FROM enrolment e JOIN member m ON m.school_id = :school AND m.id = e.member_id
 WHERE e.school_id = :school AND e.class_id = :class_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
   AND NOT EXISTS (SELECT 1 FROM announcement_family f WHERE f.school_id = :school AND f.announcement_id = :id AND f.child_id = e.person_id)
 ORDER BY m.sort_key, e.person_id LIMIT 100;

-- Pupils of a group today whose family came later than the message, with their class.
-- name:  families_later_in_group :many
-- in:    id announcement_id, group_id study_group_id, today date
-- out:   child_id person_id, class_id class_id?, class_name text?, name text
-- scope: school
SELECT x.person_id AS child_id, c.id AS class_id, c.name AS class_name, m.display_name AS name
  FROM group_member x JOIN member m ON m.school_id = :school AND m.id = x.member_id AND (m.to_day IS NULL OR m.to_day > :today)
  LEFT JOIN class c ON c.school_id = :school AND c.id =
    (SELECT max(e.class_id) FROM enrolment e WHERE e.school_id = :school AND e.person_id = x.person_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today))
 WHERE x.school_id = :school AND x.group_id = :group_id AND x.state = 'member'
   AND NOT EXISTS (SELECT 1 FROM announcement_family f WHERE f.school_id = :school AND f.announcement_id = :id AND f.child_id = x.person_id)
 ORDER BY m.sort_key, x.person_id LIMIT 100;

-- Which guardians of one class have read, about which child; class 0: of all.
-- name:  guardians_read :many
-- in:    id announcement_id, class_id class_id
-- out:   person_id person_id, about_id person_id, name text, read_edition int, read_at time?
-- scope: school
SELECT r.person_id, r.about_id, p.full_name AS name, r.read_edition, r.read_at
  FROM announcement_reader r JOIN person p ON p.id = r.person_id
 WHERE r.school_id = :school AND r.announcement_id = :id AND r.side = 'family' AND r.read_edition > 0 AND (:class_id = 0 OR r.class_id = :class_id)
 ORDER BY r.about_id, r.read_at, r.person_id LIMIT 8000;

-- Pupils of one class (0 = all) who were told themselves, in Vietnamese order.
-- name:  pupils_told :many
-- in:    id announcement_id, class_id class_id, limit int
-- out:   person_id person_id, name text, class_name text?, read_edition int
-- scope: school
SELECT r.person_id, m.display_name AS name, c.name AS class_name, r.read_edition
  FROM announcement_reader r
  JOIN member m ON m.school_id = :school AND m.person_id = r.person_id AND m.id = (SELECT max(k.id) FROM member k WHERE k.school_id = :school AND k.person_id = r.person_id AND k.role = 'pupil')
  LEFT JOIN class c ON c.school_id = :school AND c.id = r.class_id
 WHERE r.school_id = :school AND r.announcement_id = :id AND r.side = 'pupil' AND (:class_id = 0 OR r.class_id = :class_id)
 ORDER BY m.sort_key, r.person_id LIMIT :limit;

-- The staff who were told, in Vietnamese order.
-- name:  staff_told :many
-- in:    id announcement_id
-- out:   person_id person_id, name text, title text?, read_edition int
-- scope: school
-- bars:  nobody - these are grown-ups of the school
SELECT r.person_id, m.display_name AS name, m.title, r.read_edition
  FROM announcement_reader r
  JOIN member m ON m.school_id = :school AND m.person_id = r.person_id AND m.id = (SELECT max(k.id) FROM member k WHERE k.school_id = :school AND k.person_id = r.person_id AND k.role <> 'pupil')
 WHERE r.school_id = :school AND r.announcement_id = :id AND r.side = 'staff'
 ORDER BY m.sort_key, r.person_id LIMIT 2000;

-- The families class by class: how many, how many have confirmed, how many of these on paper, how many have nobody with an account.
-- name:  families_by_class :many
-- in:    id announcement_id, edition int
-- out:   class_id class_id?, class_name text?, families int, done int, papers int, silent int
-- scope: school
SELECT x.class_id, c.name AS class_name, x.families, x.done, x.papers, x.silent FROM (
  SELECT f.class_id, count(*) AS families, sum(CASE WHEN f.done_edition >= :edition THEN 1 ELSE 0 END) AS done,
         sum(CASE WHEN f.done_edition >= :edition AND f.paper = 1 THEN 1 ELSE 0 END) AS papers, sum(CASE WHEN f.told = 0 THEN 1 ELSE 0 END) AS silent
    FROM announcement_family f WHERE f.school_id = :school AND f.announcement_id = :id GROUP BY f.class_id) x
  LEFT JOIN class c ON c.school_id = :school AND c.id = x.class_id ORDER BY c.sort_key, x.class_id LIMIT 400;

-- The pupils, class by class: how many were told, how many have read.
-- name:  pupils_by_class :many
-- in:    id announcement_id, edition int
-- out:   class_id class_id?, class_name text?, told int, have_read int
-- scope: school
SELECT x.class_id, c.name AS class_name, x.told, x.have_read FROM (
  SELECT r.class_id, count(*) AS told, sum(CASE WHEN r.read_edition >= :edition THEN 1 ELSE 0 END) AS have_read
    FROM announcement_reader r WHERE r.school_id = :school AND r.announcement_id = :id AND r.side = 'pupil' GROUP BY r.class_id) x
  LEFT JOIN class c ON c.school_id = :school AND c.id = x.class_id ORDER BY c.sort_key, x.class_id LIMIT 400;

-- Whom it would go to if it were sent now: pupils, and those of them who have nobody with an account. One of class, group, or both 0 = the school; whom an order keeps from who asks is in no number.
-- name:  reach_of :one
-- in:    class_id class_id, group_id study_group_id, today date, barred person_id*
-- out:   families int, silent int, staff int
-- scope: school
-- bars:  nobody - numbers only
SELECT count(DISTINCT m.person_id) AS families, count(DISTINCT m.person_id) - count(DISTINCT CASE WHEN a.person_id IS NULL THEN NULL ELSE m.person_id END) AS silent,
       (SELECT count(DISTINCT w.person_id) FROM member w WHERE w.school_id = :school AND w.role IN ('teacher', 'assistant', 'staff', 'clerk', 'deputy', 'principal') AND w.from_day <= :today AND (w.to_day IS NULL OR w.to_day > :today)) AS staff
  FROM member m LEFT JOIN guardian_link g ON g.child_id = m.person_id AND g.to_day IS NULL AND g.limited IS NULL
  LEFT JOIN account a ON a.person_id = g.guardian_id AND a.closed_at IS NULL
 WHERE m.school_id = :school AND m.role = 'pupil' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today) AND m.person_id NOT IN (:barred*)
   AND (:class_id = 0 OR EXISTS (SELECT 1 FROM enrolment e WHERE e.school_id = :school AND e.class_id = :class_id AND e.person_id = m.person_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)))
   AND (:group_id = 0 OR EXISTS (SELECT 1 FROM group_member k WHERE k.school_id = :school AND k.group_id = :group_id AND k.person_id = m.person_id AND k.state = 'member'));

-- The phones of the guardians of the children whose family has not confirmed, of one class, who are in it today.
-- name:  phones_of_silent :many
-- in:    id announcement_id, class_id class_id, edition int, today date
-- out:   child_id person_id, person_id person_id, name text, kind guardian_kind, phone text?
-- scope: school
SELECT g.child_id, g.guardian_id AS person_id, p.full_name AS name, g.kind,
       (SELECT c.value FROM contact c WHERE c.person_id = g.guardian_id AND c.kind = 'phone' AND c.to_day IS NULL ORDER BY c.id LIMIT 1) AS phone
  FROM announcement_family f JOIN enrolment n ON n.school_id = :school AND n.class_id = :class_id AND n.person_id = f.child_id AND n.from_day <= :today AND (n.to_day IS NULL OR n.to_day > :today)
  JOIN member m ON m.school_id = :school AND m.id = n.member_id
  JOIN guardian_link g ON g.child_id = m.person_id AND g.to_day IS NULL AND g.limited IS NULL JOIN person p ON p.id = g.guardian_id
 WHERE f.school_id = :school AND f.announcement_id = :id AND f.class_id = :class_id AND f.done_edition < :edition
   AND NOT EXISTS (SELECT 1 FROM restriction y WHERE y.subject_id = g.guardian_id AND y.school_id = :school AND y.ended_at IS NULL)
 ORDER BY g.child_id, g.id LIMIT 800;

-- ---- slips that were signed

-- One family of it.
-- name:  family_one :maybe
-- in:    id announcement_id, child_id person_id
-- out:   child_id person_id, class_id class_id?, done_edition int, paper bool
-- scope: school
SELECT f.child_id, f.class_id, f.done_edition, f.paper FROM announcement_family f WHERE f.school_id = :school AND f.announcement_id = :id AND f.child_id = :child_id;

-- Somebody of it has signed a slip; who has confirmed already stays so.
-- name:  family_paper :run
-- in:    id announcement_id, child_id person_id, edition int, by person_id
-- scope: school
UPDATE announcement_family SET done_edition = :edition, done_at = :now, done_by = :by, paper = 1
 WHERE school_id = :school AND announcement_id = :id AND child_id = :child_id AND done_edition < :edition;

-- Ticked by mistake: what a guardian said by a press stays.
-- name:  family_paper_off :run
-- in:    id announcement_id, child_id person_id
-- scope: school
UPDATE announcement_family
   SET done_edition = coalesce((SELECT max(r.read_edition) FROM announcement_reader r WHERE r.school_id = :school AND r.announcement_id = :id AND r.side = 'family' AND r.about_id = :child_id), 0),
       done_at = (SELECT min(r.read_at) FROM announcement_reader r WHERE r.school_id = :school AND r.announcement_id = :id AND r.side = 'family' AND r.about_id = :child_id),
       done_by = NULL, paper = 0
 WHERE school_id = :school AND announcement_id = :id AND child_id = :child_id AND paper = 1;

-- ---- khue verify

-- Messages that wait for no time or in nobody's name, or have a time and do not wait.
-- name:  waiting_wrong :one
-- out:   n int
-- scope: school
SELECT (SELECT count(*) FROM announcement a WHERE a.school_id = :school AND a.state = 'waiting' AND (a.send_at IS NULL OR a.send_by IS NULL OR a.sent_at IS NOT NULL))
     + (SELECT count(*) FROM announcement b WHERE b.school_id = :school AND b.state <> 'waiting' AND b.send_at IS NOT NULL) AS n
  FROM school s WHERE s.id = :school;

-- Readers and families of messages, counted.
-- name:  told_count :one
-- out:   n int
-- scope: school
SELECT (SELECT count(*) FROM announcement_reader r WHERE r.school_id = :school) + (SELECT count(*) FROM announcement_family f WHERE f.school_id = :school) AS n
  FROM school s WHERE s.id = :school;

-- Readers whose copies do not fit their message, or who have read an edition that is not there.
-- name:  readers_wrong :many
-- out:   id announcement_id, n int
-- scope: school
SELECT r.announcement_id AS id, count(*) AS n FROM announcement_reader r JOIN announcement a ON a.school_id = :school AND a.id = r.announcement_id
 WHERE r.school_id = :school AND (r.sent_at <> a.sent_at OR r.read_edition > a.edition OR (r.told_edition = a.edition AND r.over_day <> a.over_day))
 GROUP BY r.announcement_id ORDER BY r.announcement_id LIMIT 100;

-- Families that have confirmed what is not there, or by nobody.
-- name:  families_wrong :many
-- out:   id announcement_id, n int
-- scope: school
SELECT f.announcement_id AS id, count(*) AS n FROM announcement_family f JOIN announcement a ON a.school_id = :school AND a.id = f.announcement_id
 WHERE f.school_id = :school AND (f.done_edition > a.edition OR (f.done_edition > 0 AND f.done_at IS NULL) OR (f.done_edition = 0 AND f.paper = 1))
 GROUP BY f.announcement_id ORDER BY f.announcement_id LIMIT 100;
