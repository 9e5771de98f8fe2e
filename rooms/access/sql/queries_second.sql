-- ---- the key

-- A person's key, confirmed or not.
-- name:  second_step_of :maybe
-- in:    person_id person_id
-- out:   sealed bytes?, last_step int, made_at time, confirmed_at time?
-- scope: system - sign-in, and one's own page
SELECT s.sealed, s.last_step, s.made_at, s.confirmed_at FROM second_step s WHERE s.person_id = :person_id AND s.sealed IS NOT NULL;

-- A new key, not yet confirmed; changes nothing where one counts already.
-- name:  second_step_put :run
-- in:    person_id person_id, sealed bytes
-- scope: system - one's own
INSERT INTO second_step (person_id, sealed, last_step, made_at, confirmed_at, rev) VALUES (:person_id, :sealed, 0, :now, NULL, 1)
ON CONFLICT (person_id) DO UPDATE SET sealed = excluded.sealed, last_step = 0, made_at = excluded.made_at, confirmed_at = NULL, rev = second_step.rev + 1
 WHERE second_step.confirmed_at IS NULL;

-- A first code was right; changes nothing when the key is another by now.
-- name:  second_step_confirm :run
-- in:    person_id person_id, made_at time, step int
-- scope: system - one's own
UPDATE second_step SET confirmed_at = :now, last_step = :step, rev = rev + 1
 WHERE person_id = :person_id AND made_at = :made_at AND sealed IS NOT NULL AND confirmed_at IS NULL;

-- The code of a step is used up; changes nothing when it, or a newer one, was used before.
-- name:  second_step_use :run
-- in:    person_id person_id, made_at time, step int
-- scope: system - sign-in
UPDATE second_step SET last_step = :step, rev = rev + 1
 WHERE person_id = :person_id AND made_at = :made_at AND sealed IS NOT NULL AND confirmed_at IS NOT NULL AND last_step < :step;

-- The key is taken off.
-- name:  second_step_end :run
-- in:    person_id person_id
-- scope: system - one's own, or the administrator's command
UPDATE second_step SET sealed = NULL, confirmed_at = NULL, rev = rev + 1 WHERE person_id = :person_id AND sealed IS NOT NULL;

-- ---- recovery codes

-- A recovery code.
-- name:  recovery_insert :run
-- in:    code_hash bytes, person_id person_id
-- scope: system - one's own
INSERT INTO recovery_code (code_hash, person_id, made_at, used_at, void_at) VALUES (:code_hash, :person_id, :now, NULL, NULL);

-- Those not used yet are void.
-- name:  recovery_void :run
-- in:    person_id person_id
-- scope: system - one's own, or the administrator's command
UPDATE recovery_code SET void_at = :now WHERE person_id = :person_id AND used_at IS NULL AND void_at IS NULL;

-- It is used up; changes nothing when it was, or is none of theirs.
-- name:  recovery_use :run
-- in:    code_hash bytes, person_id person_id
-- scope: system - sign-in
UPDATE recovery_code SET used_at = :now WHERE code_hash = :code_hash AND person_id = :person_id AND used_at IS NULL AND void_at IS NULL;

-- How many are left.
-- name:  recovery_left :one
-- in:    person_id person_id
-- out:   n int
-- scope: system - one's own
SELECT count(*) AS n FROM recovery_code k WHERE k.person_id = :person_id AND k.used_at IS NULL AND k.void_at IS NULL;

-- ---- between the steps

-- The first step was right.
-- name:  step_insert :run
-- in:    token_hash bytes, person_id person_id, how sign_in_how, shared bool, next text, known bool, address int, until time
-- scope: system - sign-in
INSERT INTO sign_in_step (token_hash, person_id, how, shared, next, known, address, tries, made_at, until, done_at)
VALUES (:token_hash, :person_id, :how, :shared, :next, :known, :address, 0, :now, :until, NULL);

-- The step of a cookie that is still open.
-- name:  step_open :maybe
-- in:    token_hash bytes, most int
-- out:   person_id person_id, how sign_in_how, shared bool, next text, known bool, address int, tries int
-- scope: system - whoever has the token has done the first step
SELECT s.person_id, s.how, s.shared, s.next, s.known, s.address, s.tries FROM sign_in_step s
 WHERE s.token_hash = :token_hash AND s.done_at IS NULL AND s.until > :now AND s.tries < :most;

-- A code is about to be looked at.
-- name:  step_count :run
-- in:    token_hash bytes
-- scope: system - as above
UPDATE sign_in_step SET tries = tries + 1 WHERE token_hash = :token_hash;

-- The second step was right: nobody else uses this one.
-- name:  step_done :run
-- in:    token_hash bytes
-- scope: system - as above
UPDATE sign_in_step SET done_at = :now WHERE token_hash = :token_hash AND done_at IS NULL;

-- Those begun with a former password lead nowhere; what was typed there still counts.
-- name:  steps_void :run
-- in:    person_id person_id
-- scope: system - the rule has decided on the person
UPDATE sign_in_step SET until = :now WHERE person_id = :person_id AND done_at IS NULL AND until > :now;

-- The codes that were typed in vain for this person: lately on browsers that they know, lately from this address on others, and on
-- others altogether.
-- name:  steps_tried :one
-- in:    person_id person_id, address int, lately time, since time
-- out:   known int, here int, elsewhere int
-- scope: system - a rate; only numbers leave
SELECT coalesce(sum(CASE WHEN s.known = 1 AND s.made_at >= :lately THEN s.tries ELSE 0 END), 0) AS known,
       coalesce(sum(CASE WHEN s.known = 0 AND s.address = :address AND s.made_at >= :lately THEN s.tries ELSE 0 END), 0) AS here,
       coalesce(sum(CASE WHEN s.known = 0 THEN s.tries ELSE 0 END), 0) AS elsewhere
  FROM sign_in_step s WHERE s.person_id = :person_id AND s.made_at >= :since AND s.done_at IS NULL;

-- Retention: those that were over before a time.
-- name:  steps_forget :run
-- in:    before time, most int
-- scope: system - retention
DELETE FROM sign_in_step WHERE token_hash IN (SELECT token_hash FROM sign_in_step WHERE until < :before LIMIT :most);
