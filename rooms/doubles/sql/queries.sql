-- Pupils of today, those of one name one after the other.
-- name:  pupils_by_name :many
-- in:    today date, limit int
-- out:   person_id person_id, name text, search_key text, born date?
-- scope: school
SELECT m.person_id, m.display_name AS name, m.search_key, p.born FROM member m JOIN person p ON p.id = m.person_id
 WHERE m.school_id = :school AND m.role = 'pupil' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
 ORDER BY m.search_key, m.person_id LIMIT :limit;

-- Guardians of pupils of today whom no order holds, and colleagues of today and of before, those of one name one after the other; here: not only of before; staff: a colleague.
-- name:  adults_by_name :many
-- in:    today date, limit int
-- out:   person_id person_id, name text, search_key text, born date?, here int, staff int
-- scope: school
SELECT x.person_id, x.name, x.search_key, x.born, max(x.here) AS here, max(x.staff) AS staff FROM (
  SELECT p.id AS person_id, p.full_name AS name, p.search_key, p.born, 1 AS here, 0 AS staff
    FROM member m JOIN guardian_link g ON g.child_id = m.person_id AND g.to_day IS NULL AND g.limited IS NULL JOIN person p ON p.id = g.guardian_id
   WHERE m.school_id = :school AND m.role = 'pupil' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
  UNION ALL SELECT p.id AS person_id, p.full_name AS name, p.search_key, p.born, CASE WHEN m.to_day IS NULL OR m.to_day > :today THEN 1 ELSE 0 END AS here, 1 AS staff
    FROM member m JOIN person p ON p.id = m.person_id AND p.merged_into IS NULL
   WHERE m.school_id = :school AND m.role <> 'pupil' AND (m.to_day IS NULL OR m.to_day > m.from_day)) x
 GROUP BY x.person_id, x.name, x.search_key, x.born ORDER BY x.search_key, x.person_id LIMIT :limit;

-- What some colleagues are or were here, what goes on first.
-- name:  places_called :many
-- in:    people person_id*, today date
-- out:   person_id person_id, role member_role, title text?, over bool
-- scope: school
SELECT m.person_id, m.role, m.title, CASE WHEN m.to_day IS NULL OR m.to_day > :today THEN 0 ELSE 1 END AS over FROM member m
 WHERE m.school_id = :school AND m.person_id IN (:people*) AND m.role <> 'pupil' AND (m.to_day IS NULL OR m.to_day > m.from_day) ORDER BY m.person_id, over, m.id DESC LIMIT 600;

-- Places of a colleague here, for telling two rows apart and for joining them: what goes on first.
-- name:  places_here :many
-- in:    person_id person_id, today date
-- out:   id member_id, role member_role, title text?, from_day date, to_day date?, over bool, rev int
-- scope: school
SELECT m.id, m.role, m.title, m.from_day, m.to_day, CASE WHEN m.to_day IS NULL OR m.to_day > :today THEN 0 ELSE 1 END AS over, m.rev FROM member m
 WHERE m.school_id = :school AND m.person_id = :person_id AND m.role <> 'pupil' AND (m.to_day IS NULL OR m.to_day > m.from_day) ORDER BY over, m.id DESC LIMIT 40;

-- What a colleague teaches or leads today, in words.
-- name:  duties_called :many
-- in:    person_id person_id, today date
-- out:   class_name text, duty duty, subject text?
-- scope: school
SELECT c.name AS class_name, d.duty, d.subject FROM teaching d JOIN class c ON c.school_id = :school AND c.id = d.class_id
 WHERE d.school_id = :school AND d.person_id = :person_id AND d.from_day <= :today AND (d.to_day IS NULL OR d.to_day > :today) ORDER BY c.name, d.id LIMIT 12;

-- By what two rows are known to be one human being whichever account they use: a telephone or a mail on both, or a number for life.
-- name:  same_proof :one
-- in:    one person_id, other person_id
-- out:   n int
-- scope: system - asked about two colleagues of this school; only how many leaves
SELECT (SELECT count(*) FROM contact a JOIN contact b ON b.person_id = :other AND b.kind = a.kind AND b.value = a.value AND b.to_day IS NULL
         WHERE a.person_id = :one AND a.to_day IS NULL AND a.kind IN ('phone', 'email'))
     + (SELECT count(*) FROM person p JOIN person q ON q.id = :other AND q.national_id = p.national_id WHERE p.id = :one) AS n;

-- Rights that were handed to a colleague or by one, and are not over.
-- name:  handed_over :one
-- in:    person_id person_id, today date
-- out:   n int
-- scope: school
SELECT count(*) AS n FROM delegation d
 WHERE d.school_id = :school AND (d.to_person = :person_id OR d.from_person = :person_id) AND d.ended_at IS NULL AND d.to_day > :today;

-- How somebody stands to this school and elsewhere, and what tells two rows apart.
-- name:  standing_here :maybe
-- in:    person_id person_id, of_school school_id, today date
-- out:   full_name text, search_key text, born date?, pupil int, guardian int, adult int, staff int, office int, elsewhere int, orders int, phone text?, user_name text?, entered int, deeds int, asked int
-- scope: system - asked about a person of this school's lists; the rule refuses whoever stands elsewhere too
SELECT p.full_name, p.search_key, p.born,
       (SELECT count(*) FROM member m WHERE m.person_id = p.id AND m.school_id = :of_school AND m.role = 'pupil'
           AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)) AS pupil,
       (SELECT count(*) FROM guardian_link g JOIN member m ON m.person_id = g.child_id AND m.school_id = :of_school AND m.role = 'pupil'
           AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today) WHERE g.guardian_id = p.id AND g.to_day IS NULL) AS guardian,
       (SELECT count(*) FROM member m WHERE m.person_id = p.id AND m.role <> 'pupil' AND (m.to_day IS NULL OR m.to_day > :today)) AS adult,
       (SELECT count(*) FROM member m WHERE m.person_id = p.id AND m.school_id = :of_school AND m.role <> 'pupil' AND (m.to_day IS NULL OR m.to_day > m.from_day)) AS staff,
       (SELECT count(*) FROM member m WHERE m.person_id = p.id AND m.role IN ('clerk', 'deputy', 'principal') AND (m.to_day IS NULL OR m.to_day > :today)) AS office,
       (SELECT count(*) FROM member m WHERE m.person_id = p.id AND m.school_id <> :of_school AND (m.to_day IS NULL OR m.to_day > :today))
         + (SELECT count(*) FROM guardian_link g JOIN member m ON m.person_id = g.child_id AND m.school_id <> :of_school AND (m.to_day IS NULL OR m.to_day > :today)
             WHERE g.guardian_id = p.id AND g.to_day IS NULL)
         + (SELECT count(*) FROM outsider x WHERE x.person_id = p.id AND x.to_day IS NULL) + (SELECT count(*) FROM officer f WHERE f.person_id = p.id AND f.to_day IS NULL)
         + coalesce(a.admin, 0) AS elsewhere,
       (SELECT count(*) FROM guardian_order o WHERE o.child_id = p.id AND o.lifted_at IS NULL)
         + (SELECT count(*) FROM guardian_order o WHERE o.guardian_id = p.id AND o.lifted_at IS NULL) AS orders,
       (SELECT c.value FROM contact c WHERE c.person_id = p.id AND c.kind = 'phone' AND c.to_day IS NULL ORDER BY c.id LIMIT 1) AS phone,
       a.user_name, CASE WHEN a.password_hash IS NOT NULL OR EXISTS (SELECT 1 FROM passkey k WHERE k.person_id = a.person_id AND k.ended_at IS NULL) THEN 1 ELSE 0 END AS entered,
       (SELECT count(*) FROM statement s WHERE s.actor_id = p.id) AS deeds,
       (SELECT count(*) FROM restriction x WHERE x.subject_id = p.id AND x.ended_at IS NULL)
         + (SELECT count(*) FROM privacy_request q WHERE q.subject_id = p.id AND q.closed_at IS NULL) AS asked
  FROM person p LEFT JOIN account a ON a.person_id = p.id AND a.closed_at IS NULL WHERE p.id = :person_id;

-- The children for whom somebody stands in this school, with their classes.
-- name:  children_here :many
-- in:    guardian_id person_id, today date
-- out:   person_id person_id, name text, class_name text?
-- scope: school
SELECT m.person_id, m.display_name AS name, c.name AS class_name
  FROM guardian_link g JOIN member m ON m.school_id = :school AND m.person_id = g.child_id AND m.role = 'pupil' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
  LEFT JOIN enrolment e ON e.school_id = :school AND e.person_id = m.person_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
  LEFT JOIN class c ON c.school_id = :school AND c.id = e.class_id
 WHERE g.guardian_id = :guardian_id AND g.to_day IS NULL AND g.limited IS NULL ORDER BY m.sort_key, m.id LIMIT 20;

-- The class of a pupil here, for telling two rows apart.
-- name:  class_called :maybe
-- in:    person_id person_id, today date
-- out:   name text
-- scope: school
SELECT c.name FROM enrolment e JOIN class c ON c.school_id = :school AND c.id = e.class_id
 WHERE e.school_id = :school AND e.person_id = :person_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today) ORDER BY e.id DESC LIMIT 1;

-- The classes of some pupils here today.
-- name:  classes_called :many
-- in:    pupils person_id*, today date
-- out:   person_id person_id, name text
-- scope: school
SELECT e.person_id, c.name FROM enrolment e JOIN class c ON c.school_id = :school AND c.id = e.class_id
 WHERE e.school_id = :school AND e.person_id IN (:pupils*) AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today) ORDER BY e.person_id, e.id DESC LIMIT 300;

-- The children of some guardians here, with their classes.
-- name:  children_called :many
-- in:    guardians person_id*, today date
-- out:   guardian_id person_id, child_id person_id, name text, class_name text?
-- scope: school
SELECT g.guardian_id, g.child_id, m.display_name AS name, c.name AS class_name
  FROM guardian_link g JOIN member m ON m.school_id = :school AND m.person_id = g.child_id AND m.role = 'pupil' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
  LEFT JOIN enrolment e ON e.school_id = :school AND e.person_id = m.person_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
  LEFT JOIN class c ON c.school_id = :school AND c.id = e.class_id
 WHERE g.guardian_id IN (:guardians*) AND g.to_day IS NULL AND g.limited IS NULL ORDER BY g.guardian_id, m.sort_key, m.id LIMIT 600;

-- What was folded into what.
-- name:  merger_insert :run
-- in:    id merger_id, batch_id batch_id, kept_id person_id, folded_id person_id, member_id member_id?, account_closed bool, moet_moved bool, national_moved bool, by_person person_id
-- scope: school
INSERT INTO merger (school_id, id, batch_id, kept_id, folded_id, member_id, account_closed, moet_moved, national_moved, by_person, at)
VALUES (:school, :id, :batch_id, :kept_id, :folded_id, :member_id, :account_closed, :moet_moved, :national_moved, :by_person, :now);

-- The one that a bulk act did.
-- name:  merger_of_batch :one
-- in:    batch_id batch_id
-- out:   kept_id person_id, folded_id person_id, member_id member_id?, account_closed bool, moet_moved bool, national_moved bool, name text, at time
-- scope: school
SELECT r.kept_id, r.folded_id, r.member_id, r.account_closed, r.moet_moved, r.national_moved, p.full_name AS name, r.at FROM merger r JOIN person p ON p.id = r.kept_id
 WHERE r.school_id = :school AND r.batch_id = :batch_id;

-- The newest later one that the same row was kept in and that is not two again: places, duties and contacts of this one may stand on it. Any school's.
-- name:  merger_after :maybe
-- in:    batch_id batch_id, kept_id person_id
-- out:   school_id school_id, at time
-- scope: system - the kept row may have changed school since; when, and that it was here, leaves for this school's own alone
SELECT r.school_id, r.at FROM merger r JOIN batch b ON b.school_id = r.school_id AND b.id = r.batch_id AND b.undone_at IS NULL
 WHERE r.kept_id = :kept_id AND r.batch_id > :batch_id ORDER BY r.batch_id DESC LIMIT 1;

-- A place of a colleague that a merge ended, or made for the kept row.
-- name:  merger_place_insert :run
-- in:    batch_id batch_id, member_id member_id, made bool
-- scope: school
INSERT INTO merger_place (school_id, batch_id, member_id, made) VALUES (:school, :batch_id, :member_id, :made);

-- All of one merge.
-- name:  merger_places :many
-- in:    batch_id batch_id
-- out:   member_id member_id, made bool
-- scope: school
SELECT x.member_id, x.made FROM merger_place x WHERE x.school_id = :school AND x.batch_id = :batch_id ORDER BY x.made, x.member_id;

-- What its undo would open again although the list that brought it has been taken back meanwhile.
-- name:  merger_stale :maybe
-- in:    of_school school_id, batch_id batch_id
-- out:   id batch_id
-- scope: system - links are global; only that there is one leaves
SELECT b.id FROM merger r JOIN member m ON m.school_id = r.school_id AND m.id = r.member_id JOIN batch b ON b.school_id = r.school_id AND b.id = m.batch_id AND b.undone_at IS NOT NULL
 WHERE r.school_id = :of_school AND r.batch_id = :batch_id
UNION ALL SELECT b.id FROM merger_place x JOIN member m ON m.school_id = x.school_id AND m.id = x.member_id JOIN batch b ON b.school_id = x.school_id AND b.id = m.batch_id AND b.undone_at IS NOT NULL
 WHERE x.school_id = :of_school AND x.batch_id = :batch_id AND x.made = 0
UNION ALL SELECT b.id FROM guardian_link g JOIN batch b ON b.school_id = :of_school AND b.id = g.batch_id AND b.undone_at IS NOT NULL WHERE g.ended_batch_id = :batch_id LIMIT 1;

-- Did anybody come in by this account, though it is closed by now?
-- name:  ever_entered :one
-- in:    person_id person_id
-- out:   n int
-- scope: system - asked about a row that this school folded; only whether leaves
SELECT count(*) AS n FROM account a WHERE a.person_id = :person_id AND (a.password_hash IS NOT NULL OR EXISTS (SELECT 1 FROM passkey k WHERE k.person_id = a.person_id AND k.ended_at IS NULL));

-- Was what is held of one of these two erased since?
-- name:  erased_since :one
-- in:    one_id person_id, other_id person_id, since time
-- out:   n int
-- scope: system - any school's erasure; only whether leaves
SELECT count(*) AS n FROM privacy_erasure e WHERE e.subject_id IN (:one_id, :other_id) AND e.state = 'done' AND e.decided_at >= :since;

-- Somebody has looked: two people.
-- name:  namesakes_insert :run
-- in:    one_id person_id, other_id person_id, by_person person_id
-- scope: school
INSERT INTO namesakes (school_id, one_id, other_id, by_person, at) VALUES (:school, :one_id, :other_id, :by_person, :now) ON CONFLICT DO NOTHING;

-- All pairs of which that is known.
-- name:  namesakes_all :many
-- out:   one_id person_id, other_id person_id
-- scope: school
SELECT n.one_id, n.other_id FROM namesakes n WHERE n.school_id = :school ORDER BY n.one_id, n.other_id LIMIT 20000;
