-- A change, in the transaction that makes it.
-- name:  audit_insert :run
-- in:    of_school school_id, id audit_id, by_person person_id, act text, kind text, object ref, name text, about person_id, fields text,
--   reason text?, batch_id batch_id?
-- scope: system - the school is that of the rule's ask, or none: the system and one's own account have rows too
INSERT INTO audit (school_id, id, at, by_person, act, kind, object, name, about, fields, reason, batch_id)
VALUES (:of_school, :id, :now, :by_person, :act, :kind, :object, :name, :about, :fields, :reason, :batch_id);

-- ---- seals

-- The newest seal of a school.
-- name:  seal_newest :maybe
-- in:    of_school school_id
-- out:   number int, last_id audit_id, hash bytes
-- scope: system - the job that seals, school by school
SELECT s.number, s.last_id, s.hash FROM audit_seal s WHERE s.school_id = :of_school ORDER BY s.number DESC LIMIT 1;

-- The rows that a seal covers, or will: after one id, up to another.
-- name:  rows_to_seal :many
-- in:    of_school school_id, after audit_id, upto audit_id, limit int
-- out:   id audit_id, at time, by_person person_id, act text, kind text, object ref, name text, about person_id, fields text, reason text?, batch_id batch_id?
-- scope: system - the job that seals, school by school; nothing of it is shown
SELECT a.id, a.at, a.by_person, a.act, a.kind, a.object, a.name, a.about, a.fields, a.reason, a.batch_id
  FROM audit a WHERE a.school_id = :of_school AND a.id > :after AND a.id <= :upto ORDER BY a.id LIMIT :limit;

-- One more seal; a second one of that number is a CONFLICT.
-- name:  seal_insert :run
-- in:    of_school school_id, number int, last_id audit_id, covers int, hash bytes
-- scope: system - the job that seals, school by school
INSERT INTO audit_seal (school_id, number, last_id, covers, hash, at) VALUES (:of_school, :number, :last_id, :covers, :hash, :now);

-- The seals of a school in order, some at a time.
-- name:  seals_of :many
-- in:    of_school school_id, after int, limit int
-- out:   number int, last_id audit_id, covers int, hash bytes
-- scope: system - the check of all seals
SELECT s.number, s.last_id, s.covers, s.hash FROM audit_seal s WHERE s.school_id = :of_school AND s.number > :after ORDER BY s.number LIMIT :limit;

-- The next school that has rows; 0 is the system.
-- name:  audited_school_after :maybe
-- in:    after int
-- out:   of_school school_id
-- scope: system - the job that seals goes from school to school
SELECT a.school_id AS of_school FROM audit a WHERE a.school_id > :after ORDER BY a.school_id LIMIT 1;

-- The same among seals, so that a school whose rows are all gone is missed.
-- name:  sealed_school_after :maybe
-- in:    after int
-- out:   of_school school_id
-- scope: system - the check of all seals goes from school to school
SELECT s.school_id AS of_school FROM audit_seal s WHERE s.school_id > :after ORDER BY s.school_id LIMIT 1;

-- ---- the journal of a school

-- All of it, the newest first; acts of one room by the range of their codes.
-- name:  journal_all :many
-- in:    act_from text, act_to text, after audit_id, before audit_id, limit int
-- out:   id audit_id, at time, by_person person_id, by_name text?, act text, name text, about person_id, fields text, reason text?, batch_id batch_id?
-- scope: school
SELECT a.id, a.at, a.by_person, p.full_name AS by_name, a.act, a.name, a.about, a.fields, a.reason, a.batch_id
  FROM audit a LEFT JOIN person p ON p.id = a.by_person
 WHERE a.school_id = :school AND a.id > :after AND a.id < :before AND a.act >= :act_from AND a.act < :act_to
 ORDER BY a.id DESC LIMIT :limit;

-- What one person did.
-- name:  journal_by :many
-- in:    by person_id, act_from text, act_to text, after audit_id, before audit_id, limit int
-- out:   id audit_id, at time, by_person person_id, by_name text?, act text, name text, about person_id, fields text, reason text?, batch_id batch_id?
-- scope: school
SELECT a.id, a.at, a.by_person, p.full_name AS by_name, a.act, a.name, a.about, a.fields, a.reason, a.batch_id
  FROM audit a LEFT JOIN person p ON p.id = a.by_person
 WHERE a.school_id = :school AND a.by_person = :by AND a.id > :after AND a.id < :before AND a.act >= :act_from AND a.act < :act_to
 ORDER BY a.id DESC LIMIT :limit;

-- What was changed about one person, by anybody (by 0) or by one.
-- name:  journal_about :many
-- in:    about person_id, by person_id, after audit_id, before audit_id, limit int
-- out:   id audit_id, at time, by_person person_id, by_name text?, act text, name text, about person_id, fields text, reason text?, batch_id batch_id?
-- scope: school
SELECT a.id, a.at, a.by_person, p.full_name AS by_name, a.act, a.name, a.about, a.fields, a.reason, a.batch_id
  FROM audit a LEFT JOIN person p ON p.id = a.by_person
 WHERE a.school_id = :school AND a.about = :about AND a.about <> 0 AND (:by = 0 OR a.by_person = :by) AND a.id > :after AND a.id < :before
 ORDER BY a.id DESC LIMIT :limit;

-- The history of one object, by anybody (by 0) or by one.
-- name:  journal_of :many
-- in:    kind text, object ref, by person_id, after audit_id, before audit_id, limit int
-- out:   id audit_id, at time, by_person person_id, by_name text?, act text, name text, about person_id, fields text, reason text?, batch_id batch_id?
-- scope: school
SELECT a.id, a.at, a.by_person, p.full_name AS by_name, a.act, a.name, a.about, a.fields, a.reason, a.batch_id
  FROM audit a LEFT JOIN person p ON p.id = a.by_person
 WHERE a.school_id = :school AND a.kind = :kind AND a.object = :object AND (:by = 0 OR a.by_person = :by) AND a.id > :after AND a.id < :before
 ORDER BY a.id DESC LIMIT :limit;

-- One entry.
-- name:  journal_entry :one
-- in:    id audit_id
-- out:   id audit_id, at time, by_person person_id, by_name text?, act text, name text, about person_id, fields text, reason text?, batch_id batch_id?
-- scope: school
SELECT a.id, a.at, a.by_person, p.full_name AS by_name, a.act, a.name, a.about, a.fields, a.reason, a.batch_id
  FROM audit a LEFT JOIN person p ON p.id = a.by_person WHERE a.school_id = :school AND a.id = :id;

-- Those who did something, for the filter.
-- name:  journal_people :many
-- in:    limit int
-- out:   person_id person_id, name text
-- scope: school
SELECT p.id AS person_id, p.full_name AS name FROM person p
 WHERE p.id IN (SELECT a.by_person FROM audit a WHERE a.school_id = :school) ORDER BY p.sort_key, p.id LIMIT :limit;

-- What was done in no school: the system's settings, one's own account. For the administrator.
-- name:  journal_system :many
-- in:    before audit_id, limit int
-- out:   id audit_id, at time, by_person person_id, by_name text?, act text, name text, about person_id, fields text, reason text?, batch_id batch_id?
-- scope: system - the administrator's own page; rows about a person show no fields
SELECT a.id, a.at, a.by_person, p.full_name AS by_name, a.act, a.name, a.about, a.fields, a.reason, a.batch_id
  FROM audit a LEFT JOIN person p ON p.id = a.by_person WHERE a.school_id = 0 AND a.id < :before ORDER BY a.id DESC LIMIT :limit;
