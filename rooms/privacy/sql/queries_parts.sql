-- Copies that people take along, and what this room itself holds of them.

-- name:  copy_insert :run
-- in:    subject_id person_id, id data_copy_id, by_person person_id
-- scope: system - the rule has asked for the right over the subject
INSERT INTO data_copy (subject_id, id, by_person, at) VALUES (:subject_id, :id, :by_person, :now);

-- How many somebody took since a time.
-- name:  copies_since :one
-- in:    by_person person_id, since time
-- out:   n int
-- scope: system - a bound; only a number leaves
SELECT count(*) AS n FROM data_copy k WHERE k.by_person = :by_person AND k.at > :since;

-- The copies that I took of one of mine, the newest first.
-- name:  copies_of_mine :many
-- in:    subject_id person_id, me person_id, limit int
-- out:   at time
-- scope: persons
SELECT k.at FROM data_copy k WHERE k.subject_id = :subject_id AND k.subject_id IN (:persons) AND k.by_person = :me ORDER BY k.id DESC LIMIT :limit;

-- What I asked about one of mine: what others of the family asked is not mine to read.
-- name:  requests_told :many
-- in:    subject_id person_id, me person_id, limit int
-- out:   school_name text, kind privacy_kind, words text, state privacy_state, at time, answer_due date, done_due date, closed_at time?
-- scope: persons
SELECT s.name AS school_name, r.kind, r.words, r.state, r.at, r.answer_due, r.done_due, r.closed_at
  FROM privacy_request r JOIN school s ON s.id = r.school_id
 WHERE r.subject_id = :subject_id AND r.subject_id IN (:persons) AND r.by_person = :me ORDER BY r.id DESC LIMIT :limit;

-- name:  erasures_told :many
-- in:    person_id person_id, limit int
-- out:   state erasure_state, proposed_at time, decided_at time?
-- scope: persons
SELECT x.state, x.proposed_at, x.decided_at FROM privacy_erasure x WHERE x.subject_id = :person_id AND x.subject_id IN (:persons) ORDER BY x.id DESC LIMIT :limit;
