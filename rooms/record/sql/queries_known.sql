-- Accounts in other systems of which a head said whose they are (rooms/record/known.c).

-- Is there any?
-- name:  known_any :one
-- out:   n int
-- scope: school
SELECT CASE WHEN EXISTS (SELECT 1 FROM outside_known k WHERE k.school_id = :school AND k.ended_at IS NULL) THEN 1 ELSE 0 END AS n;

-- Those that stand among these terms; terms: 16 bytes each, one behind the other.
-- name:  known_among :many
-- in:    terms bytes
-- out:   id outside_known_id, person_id person_id, agent text
-- scope: school
-- bars:  nobody - what is told of them is written, nobody reads it here
WITH RECURSIVE among (place) AS (SELECT 0 UNION ALL SELECT among.place + 1 FROM among WHERE (among.place + 2) * 16 <= length(:terms))
SELECT k.id, k.person_id, k.agent FROM among JOIN outside_known k ON k.school_id = :school AND k.term = substr(:terms, among.place * 16 + 1, 16) AND k.ended_at IS NULL
 ORDER BY k.id LIMIT 50;

-- One of them, also one that was ended.
-- name:  known_one :maybe
-- in:    id outside_known_id
-- out:   person_id person_id, agent text, ended bool, rev int
-- scope: school
-- bars:  nobody - a rule asks, and who may is decided before
SELECT k.person_id, k.agent, CASE WHEN k.ended_at IS NULL THEN 0 ELSE 1 END AS ended, k.rev FROM outside_known k WHERE k.school_id = :school AND k.id = :id;

-- One of them with the name of whose it is, for who takes it back; also where their row was folded into another, and is of no school any more.
-- name:  known_whose :maybe
-- in:    id outside_known_id
-- out:   person_id person_id, agent text, full_name text?
-- scope: school
SELECT k.person_id, k.agent, p.full_name FROM outside_known k LEFT JOIN person p ON p.id = k.person_id WHERE k.school_id = :school AND k.id = :id;

-- Those that stand, the newest first; no name: of a row that was folded into another, which is of no school.
-- name:  known_open :many
-- in:    before outside_known_id, limit int
-- out:   id outside_known_id, person_id person_id, full_name text?, agent text, reason text, made_at time, made_by_name text?, rev int
-- scope: school
SELECT k.id, k.person_id, p.full_name, k.agent, k.reason, k.made_at, w.full_name AS made_by_name, k.rev
  FROM outside_known k LEFT JOIN person p ON p.id = k.person_id LEFT JOIN person w ON w.id = k.made_by
 WHERE k.school_id = :school AND k.ended_at IS NULL AND (:before = 0 OR k.id < :before) ORDER BY k.id DESC LIMIT :limit;

-- How many accounts of a person stand.
-- name:  known_count :one
-- in:    person_id person_id
-- out:   n int
-- scope: school
SELECT count(*) AS n FROM outside_known k WHERE k.school_id = :school AND k.person_id = :person_id AND k.ended_at IS NULL;

-- A new one; none where one stands.
-- name:  known_insert :run
-- in:    id outside_known_id, term bytes, agent text, person_id person_id, reason text, made_by person_id
-- scope: school
INSERT INTO outside_known (school_id, id, term, agent, person_id, reason, made_by, made_at, rev) VALUES (:school, :id, :term, :agent, :person_id, :reason, :made_by, :now, 1)
ON CONFLICT (school_id, term) WHERE ended_at IS NULL DO NOTHING;

-- It was a mistake, or is over.
-- name:  known_close :run
-- in:    id outside_known_id, ended_by person_id, rev int
-- scope: school
UPDATE outside_known SET ended_at = :now, ended_by = :ended_by, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev AND ended_at IS NULL;

-- The next that stand, of all schools, for the night.
-- name:  known_after :many
-- in:    of_school school_id, after outside_known_id
-- out:   school_id school_id, id outside_known_id
-- scope: system - the nightly job; only ids leave
SELECT k.school_id, k.id FROM outside_known k WHERE k.school_id > :of_school OR (k.school_id = :of_school AND k.id > :after) ORDER BY k.school_id, k.id LIMIT 200;

-- What is tied by one of them.
-- name:  ties_of_known :many
-- in:    id outside_known_id, person_id person_id
-- out:   statement_id statement_id, part deed_part?
-- scope: school
SELECT p.statement_id, p.part FROM outside_person p WHERE p.school_id = :school AND p.person_id = :person_id AND p.known_id = :id ORDER BY p.statement_id LIMIT 50;

-- Statements that name that account themselves and are not tied to the person as who did it.
-- name:  known_undone :many
-- in:    term bytes, person_id person_id, after statement_id
-- out:   id statement_id, at time, key_id ref, document text
-- scope: school
SELECT s.id, s.at, s.key_id, s.document FROM outside_term t JOIN outside_statement s ON s.school_id = :school AND s.id = t.statement_id
 WHERE t.school_id = :school AND t.term = :term AND t.statement_id > :after AND t.source_id = t.statement_id AND s.document <> ''
   AND NOT EXISTS (SELECT 1 FROM outside_person p WHERE p.school_id = :school AND p.statement_id = t.statement_id AND p.person_id = :person_id AND p.part IS NULL)
 ORDER BY t.statement_id LIMIT 10;

-- Whom it named beside by another account did it, by this one.
-- name:  tie_did :run
-- in:    statement_id statement_id, person_id person_id, known_id outside_known_id
-- scope: school
UPDATE outside_person SET known_id = :known_id, part = NULL WHERE school_id = :school AND statement_id = :statement_id AND person_id = :person_id AND part IS NOT NULL;

-- Of what is tied by one of them, the newest that also name another account of that person that stands.
-- name:  ties_beside :many
-- in:    id outside_known_id, person_id person_id, limit int
-- out:   statement_id statement_id, part deed_part?
-- scope: school
SELECT p.statement_id, p.part FROM outside_person p
 WHERE p.school_id = :school AND p.person_id = :person_id AND p.known_id = :id
   AND EXISTS (SELECT 1 FROM outside_known k JOIN outside_term t ON t.school_id = :school AND t.term = k.term AND t.statement_id = p.statement_id AND t.source_id = p.statement_id
                WHERE k.school_id = :school AND k.person_id = :person_id AND k.ended_at IS NULL AND k.id <> :id)
 ORDER BY p.statement_id DESC LIMIT :limit;

-- Which other accounts of the person a statement names itself.
-- name:  known_beside :many
-- in:    statement_id statement_id, person_id person_id, id outside_known_id
-- out:   beside_id outside_known_id, agent text
-- scope: school
-- bars:  nobody - what is told of them is written, nobody reads it here
SELECT k.id AS beside_id, k.agent FROM outside_known k JOIN outside_term t ON t.school_id = :school AND t.term = k.term AND t.statement_id = :statement_id AND t.source_id = :statement_id
 WHERE k.school_id = :school AND k.person_id = :person_id AND k.ended_at IS NULL AND k.id <> :id ORDER BY k.id LIMIT 20;

-- By another account of the same person from now on.
-- name:  tie_known_put :run
-- in:    statement_id statement_id, person_id person_id, known_id outside_known_id, part deed_part?
-- scope: school
UPDATE outside_person SET known_id = :known_id, part = :part WHERE school_id = :school AND statement_id = :statement_id AND person_id = :person_id;

-- Systems of whose words nothing is in the person's record any more.
-- name:  tellers_leave :run
-- in:    person_id person_id
-- scope: school
DELETE FROM outside_teller WHERE school_id = :school AND person_id = :person_id
   AND NOT EXISTS (SELECT 1 FROM outside_person p WHERE p.school_id = :school AND p.person_id = :person_id AND p.key_id = outside_teller.key_id);

-- Of the newest statements about nobody of the house those by one person.
-- name:  strangers_told :many
-- in:    before_id statement_id, limit int
-- out:   id statement_id, uuid bytes, at time, key_id ref, document text
-- scope: school
SELECT s.id, s.uuid, s.at, s.key_id, s.document FROM outside_statement s
 WHERE s.school_id = :school AND s.id < :before_id AND s.kind = 'stranger' AND s.voided_by IS NULL AND s.document <> '' ORDER BY s.id DESC LIMIT :limit;

-- ---- of a person (parts.c)

-- Accounts of one of mine.
-- name:  known_told :many
-- in:    person_id person_id, limit int
-- out:   agent text, made_at time, ended_at time?, reason text, school_name text
-- scope: persons
SELECT k.agent, k.made_at, k.ended_at, k.reason, sc.name AS school_name FROM outside_known k JOIN school sc ON sc.id = k.school_id
 WHERE k.person_id = :person_id AND k.person_id IN (:persons) ORDER BY k.id DESC LIMIT :limit;

-- Erasure: nobody knows any more whose they were.
-- name:  known_forget :run
-- in:    person_id person_id, only school_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM outside_known WHERE person_id = :person_id AND (:only = 0 OR school_id = :only);

-- Are any of these tied to the statement? For orders.
-- name:  statement_ties :many
-- in:    statement_id statement_id
-- out:   person_id person_id
-- scope: school
-- bars:  nobody - it is asked in order to leave the whole statement out
SELECT p.person_id FROM outside_person p WHERE p.school_id = :school AND p.statement_id = :statement_id AND p.known_id IS NOT NULL ORDER BY p.person_id LIMIT 200;
