-- ---- families

-- Schools that hold data of one of mine: where they are or were, and, of a guardian, where a child was while they stood for it.
-- name:  request_schools :many
-- in:    subject_id person_id
-- out:   id school_id, name text
-- scope: persons
SELECT s.id, s.name FROM school s
 WHERE s.id IN (SELECT m.school_id FROM member m WHERE m.person_id IN (:persons) AND m.person_id = :subject_id)
    OR s.id IN (SELECT k.school_id FROM guardian_link g JOIN member k ON k.person_id = g.child_id
                 WHERE g.guardian_id IN (:persons) AND g.guardian_id = :subject_id AND g.limited IS NULL
                   AND (g.to_day IS NULL OR (g.to_day > k.from_day AND (k.to_day IS NULL OR k.to_day >= g.from_day))))
 ORDER BY s.id DESC LIMIT 40;

-- Is the school one that holds data of this person? The same as above, for the rule.
-- name:  request_school :maybe
-- in:    subject_id person_id, school_id school_id
-- out:   code text
-- scope: system - asked about a person over whom the rule has asked for the right
SELECT s.code FROM school s
 WHERE s.id = :school_id AND (EXISTS (SELECT 1 FROM member m WHERE m.school_id = s.id AND m.person_id = :subject_id)
    OR EXISTS (SELECT 1 FROM guardian_link g JOIN member k ON k.person_id = g.child_id AND k.school_id = s.id
                WHERE g.guardian_id = :subject_id AND g.limited IS NULL AND (g.to_day IS NULL OR (g.to_day > k.from_day AND (k.to_day IS NULL OR k.to_day >= g.from_day)))));

-- A request begins.
-- name:  request_insert :run
-- in:    school_id school_id, id privacy_request_id, subject_id person_id, by_person person_id, kind privacy_kind, words text, answer_due date, done_due date
-- scope: system - a family asks a school in which it has no place of staff; the rule has asked for the right and for the school
INSERT INTO privacy_request (school_id, id, subject_id, by_person, kind, words, state, at, answer_due, done_due, answered_at, extended_at, closed_at, rev)
VALUES (:school_id, :id, :subject_id, :by_person, :kind, :words, 'open', :now, :answer_due, :done_due, NULL, NULL, NULL, 1);

-- Does the same person already wait for the same?
-- name:  request_waits :maybe
-- in:    school_id school_id, subject_id person_id, by_person person_id, kind privacy_kind
-- out:   id privacy_request_id
-- scope: system - as request_insert
SELECT r.id FROM privacy_request r
 WHERE r.school_id = :school_id AND r.subject_id = :subject_id AND r.by_person = :by_person AND r.kind = :kind AND r.closed_at IS NULL;

-- What I have asked about one of mine, the newest first.
-- name:  requests_of_mine :many
-- in:    subject_id person_id, me person_id
-- out:   id privacy_request_id, school_id school_id, school_name text, kind privacy_kind, words text, state privacy_state, at time, answer_due date, done_due date, answered_at time?, extended_at time?, closed_at time?
-- scope: persons
SELECT r.id, r.school_id, s.name AS school_name, r.kind, r.words, r.state, r.at, r.answer_due, r.done_due, r.answered_at, r.extended_at, r.closed_at
  FROM privacy_request r JOIN school s ON s.id = r.school_id
 WHERE r.subject_id IN (:persons) AND r.subject_id = :subject_id AND r.by_person = :me ORDER BY r.id DESC LIMIT 60;

-- What was said to that.
-- name:  answers_of_mine :many
-- in:    subject_id person_id, me person_id
-- out:   request_id privacy_request_id, did privacy_did, words text, at time
-- scope: persons
SELECT a.request_id, a.did, a.words, a.at
  FROM privacy_request r JOIN privacy_answer a ON a.school_id = r.school_id AND a.request_id = r.id
 WHERE r.subject_id IN (:persons) AND r.subject_id = :subject_id AND r.by_person = :me ORDER BY a.id LIMIT 300;

-- The heads of a school who are to hear of a request: neither who asked nor the subject, nor whom an order keeps from the subject (who bears
-- the same name and phone is left out by the rule).
-- name:  heads_to_tell :many
-- in:    school_id school_id, subject_id person_id, by_person person_id, today date
-- out:   person_id person_id
-- scope: system - a family asks a school in which it has no place of staff
SELECT DISTINCT m.person_id FROM member m
 WHERE m.school_id = :school_id AND m.role IN ('principal', 'deputy') AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
   AND m.person_id <> :by_person AND m.person_id <> :subject_id
   AND NOT EXISTS (SELECT 1 FROM guardian_link g WHERE g.child_id = :subject_id AND g.guardian_id = m.person_id AND g.to_day IS NULL AND g.limited IS NOT NULL)
   AND NOT EXISTS (SELECT 1 FROM guardian_order o WHERE o.child_id = :subject_id AND o.guardian_id = m.person_id AND o.lifted_at IS NULL)
 ORDER BY m.person_id LIMIT 20;

-- ---- the office

-- What waits, what is due first on top; nothing about a child from whom an order keeps who reads.
-- name:  requests_open :many
-- in:    me person_id
-- out:   id privacy_request_id, subject_id person_id, subject_name text, by_name text, own bool, kind privacy_kind, state privacy_state, at time, due date
-- scope: school
SELECT r.id, r.subject_id, p.full_name AS subject_name, b.full_name AS by_name, CASE WHEN r.by_person = r.subject_id THEN 1 ELSE 0 END AS own, r.kind, r.state, r.at,
       CASE WHEN r.answered_at IS NULL AND r.answer_due < r.done_due THEN r.answer_due ELSE r.done_due END AS due
  FROM privacy_request r JOIN person p ON p.id = r.subject_id JOIN person b ON b.id = r.by_person
 WHERE r.school_id = :school AND r.closed_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM guardian_link g WHERE g.child_id = r.subject_id AND g.guardian_id = :me AND g.to_day IS NULL AND g.limited IS NOT NULL)
 ORDER BY due, r.id LIMIT 200;

-- What is over, the newest first; :before is the last one seen.
-- name:  requests_over :many
-- in:    me person_id, before privacy_request_id, limit int
-- out:   id privacy_request_id, subject_id person_id, subject_name text, by_name text, own bool, kind privacy_kind, state privacy_state, at time, closed_at time?
-- scope: school
SELECT r.id, r.subject_id, p.full_name AS subject_name, b.full_name AS by_name, CASE WHEN r.by_person = r.subject_id THEN 1 ELSE 0 END AS own, r.kind, r.state, r.at, r.closed_at
  FROM privacy_request r JOIN person p ON p.id = r.subject_id JOIN person b ON b.id = r.by_person
 WHERE r.school_id = :school AND r.closed_at IS NOT NULL AND r.id < :before
   AND NOT EXISTS (SELECT 1 FROM guardian_link g WHERE g.child_id = r.subject_id AND g.guardian_id = :me AND g.to_day IS NULL AND g.limited IS NOT NULL)
 ORDER BY r.id DESC LIMIT :limit;

-- One request; barred: an order keeps who asked from the subject; stands: who asked is the subject, or a guardian who decides today.
-- name:  request_one :maybe
-- in:    id privacy_request_id, me person_id
-- out:   id privacy_request_id, subject_id person_id, subject_name text, by_person person_id, by_name text, kind privacy_kind, words text, state privacy_state, at time, answer_due date, done_due date, answered_at time?, extended_at time?, closed_at time?, rev int, source privacy_source?, entered_name text?, entered_by person_id?, barred bool, stands bool
-- scope: school
SELECT r.id, r.subject_id, p.full_name AS subject_name, r.by_person, b.full_name AS by_name, r.kind, r.words, r.state, r.at, r.answer_due, r.done_due,
       r.answered_at, r.extended_at, r.closed_at, r.rev, r.source, (SELECT n.full_name FROM person n WHERE n.id = r.entered_by) AS entered_name, r.entered_by,
       CASE WHEN EXISTS (SELECT 1 FROM guardian_link g WHERE g.child_id = r.subject_id AND g.guardian_id = r.by_person AND g.to_day IS NULL AND g.limited IS NOT NULL)
              OR EXISTS (SELECT 1 FROM guardian_order o WHERE o.child_id = r.subject_id AND o.guardian_id = r.by_person AND o.lifted_at IS NULL)
            THEN 1 ELSE 0 END AS barred,
       CASE WHEN r.by_person = r.subject_id
              OR EXISTS (SELECT 1 FROM guardian_link g WHERE g.child_id = r.subject_id AND g.guardian_id = r.by_person AND g.to_day IS NULL AND g.limited IS NULL)
            THEN 1 ELSE 0 END AS stands
  FROM privacy_request r JOIN person p ON p.id = r.subject_id JOIN person b ON b.id = r.by_person
 WHERE r.school_id = :school AND r.id = :id
   AND NOT EXISTS (SELECT 1 FROM guardian_link g WHERE g.child_id = r.subject_id AND g.guardian_id = :me AND g.to_day IS NULL AND g.limited IS NOT NULL);

-- What was said to it.
-- name:  answers_of :many
-- in:    request_id privacy_request_id
-- out:   did privacy_did, words text, by_name text, at time
-- scope: school
SELECT a.did, a.words, p.full_name AS by_name, a.at FROM privacy_answer a JOIN person p ON p.id = a.by_person
 WHERE a.school_id = :school AND a.request_id = :request_id ORDER BY a.id LIMIT 100;

-- It is answered, put off, or over; nothing changes when somebody was faster.
-- name:  request_step :run
-- in:    id privacy_request_id, state privacy_state, done_due date, answered_at time?, extended_at time?, closed_at time?, rev int
-- scope: school
UPDATE privacy_request SET state = :state, done_due = :done_due, answered_at = :answered_at, extended_at = :extended_at, closed_at = :closed_at, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND closed_at IS NULL;

-- What the school says.
-- name:  answer_insert :run
-- in:    request_id privacy_request_id, id privacy_answer_id, did privacy_did, words text, by_person person_id
-- scope: school
INSERT INTO privacy_answer (school_id, request_id, id, did, words, by_person, at) VALUES (:school, :request_id, :id, :did, :words, :by_person, :now);
