-- ---- what was tried on an account

-- A sign-in.
-- name:  sign_in_insert :run
-- in:    person_id person_id, id sign_in_id, how sign_in_how, ok bool, known bool, device text, address int
-- scope: system - sign-in
INSERT INTO sign_in (person_id, id, at, how, ok, known, device, address) VALUES (:person_id, :id, :now, :how, :ok, :known, :device, :address);

-- How many refused ones were written down lately, up to :most.
-- name:  sign_ins_refused_since :one
-- in:    person_id person_id, since time, most int
-- out:   n int
-- scope: system - a bound; only a number leaves
SELECT count(*) AS n FROM (SELECT s.id FROM sign_in s WHERE s.person_id = :person_id AND s.at >= :since AND s.ok = 0 LIMIT :most) f;

-- One's own, the newest first.
-- name:  sign_ins_mine :many
-- in:    me person_id, before sign_in_id, most int
-- out:   id sign_in_id, at time, how sign_in_how, ok bool, known bool, device text, address int
-- scope: persons
SELECT s.id, s.at, s.how, s.ok, s.known, s.device, s.address FROM sign_in s
 WHERE s.person_id = :me AND s.person_id IN (:persons) AND s.id < :before ORDER BY s.id DESC LIMIT :most;

-- Retention: those of before a time.
-- name:  sign_ins_forget :run
-- in:    before time, most int
-- scope: system - retention
DELETE FROM sign_in WHERE (person_id, id) IN (SELECT person_id, id FROM sign_in WHERE at < :before LIMIT :most);
