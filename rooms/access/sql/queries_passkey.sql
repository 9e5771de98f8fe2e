-- ---- passkeys

-- One's own that are in use.
-- name:  passkeys_mine :many
-- in:    me person_id
-- out:   id passkey_id, credential bytes, name text, made_at time, used_at time?
-- scope: persons
SELECT k.id, k.credential, k.name, k.made_at, k.used_at FROM passkey k
 WHERE k.person_id = :me AND k.person_id IN (:persons) AND k.ended_at IS NULL ORDER BY k.id LIMIT 20;

-- How many a person has.
-- name:  passkeys_count :one
-- in:    person_id person_id
-- out:   n int
-- scope: system - a bound; only a number leaves
SELECT count(*) AS n FROM passkey k WHERE k.person_id = :person_id AND k.ended_at IS NULL;

-- A new one.
-- name:  passkey_insert :run
-- in:    id passkey_id, person_id person_id, credential bytes, alg int, spki bytes, counter int, name text
-- scope: system - one's own
INSERT INTO passkey (id, person_id, credential, alg, spki, counter, name, made_at, used_at, ended_at, rev)
VALUES (:id, :person_id, :credential, :alg, :spki, :counter, :name, :now, NULL, NULL, 1);

-- Whose it is, in use or not.
-- name:  passkey_known :maybe
-- in:    credential bytes
-- out:   person_id person_id
-- scope: system - so that none is written twice; only yes or no leaves
SELECT k.person_id FROM passkey k WHERE k.credential = :credential;

-- The one that signs in, of an account that is open and not a card's.
-- name:  passkey_open :maybe
-- in:    credential bytes
-- out:   id passkey_id, person_id person_id, alg int, spki bytes, counter int
-- scope: system - sign-in
SELECT k.id, k.person_id, k.alg, k.spki, k.counter FROM passkey k JOIN account a ON a.person_id = k.person_id
 WHERE k.credential = :credential AND k.ended_at IS NULL AND a.closed_at IS NULL AND (a.card_only IS NULL OR a.card_only = 0);

-- It was used; changes nothing when it has ended, or a counter that is not above the last one says that there are two.
-- name:  passkey_use :run
-- in:    id passkey_id, counter int
-- scope: system - sign-in
UPDATE passkey SET used_at = :now, counter = :counter, rev = rev + 1
 WHERE id = :id AND ended_at IS NULL AND (counter < :counter OR (counter = 0 AND :counter = 0));

-- One of a person's ends.
-- name:  passkey_end :run
-- in:    id passkey_id, person_id person_id
-- scope: system - one's own
UPDATE passkey SET ended_at = :now, rev = rev + 1 WHERE id = :id AND person_id = :person_id AND ended_at IS NULL;

-- All of them end: whoever begins anew by a slip or a letter.
-- name:  passkeys_end :run
-- in:    person_id person_id
-- scope: system - sign-in
UPDATE passkey SET ended_at = :now, rev = rev + 1 WHERE person_id = :person_id AND ended_at IS NULL;

-- The challenge is used up; changes nothing when it was.
-- name:  challenge_use :run
-- in:    challenge_hash bytes, until time
-- scope: system - one's own, or sign-in
INSERT INTO passkey_challenge (challenge_hash, until) VALUES (:challenge_hash, :until) ON CONFLICT (challenge_hash) DO NOTHING;

-- Retention: those that are too old to be answered.
-- name:  challenges_forget :run
-- in:    before time, most int
-- scope: system - retention
DELETE FROM passkey_challenge WHERE challenge_hash IN (SELECT challenge_hash FROM passkey_challenge WHERE until < :before LIMIT :most);
