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
