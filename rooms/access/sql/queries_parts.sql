-- What the house holds of a person, told to that person and to who stands for it (rooms/consent). Never a secret, nor its hash.

-- name:  account_shown_all :maybe
-- in:    person_id person_id
-- out:   user_name text, made_at time, closed_at time?, second_at time?
-- scope: persons
SELECT a.user_name, a.made_at, a.closed_at, (SELECT s.confirmed_at FROM second_step s WHERE s.person_id = a.person_id AND s.sealed IS NOT NULL) AS second_at
  FROM account a WHERE a.person_id = :person_id AND a.person_id IN (:persons);

-- name:  sessions_told :many
-- in:    person_id person_id, limit int
-- out:   device text, begun_at time, seen_at time, shared bool
-- scope: persons
SELECT s.device, s.begun_at, s.seen_at, s.shared FROM session s WHERE s.person_id = :person_id AND s.person_id IN (:persons) ORDER BY s.seen_at DESC LIMIT :limit;

-- name:  sign_ins_told :many
-- in:    person_id person_id, limit int
-- out:   at time, how sign_in_how, ok bool, device text
-- scope: persons
SELECT s.at, s.how, s.ok, s.device FROM sign_in s WHERE s.person_id = :person_id AND s.person_id IN (:persons) ORDER BY s.id DESC LIMIT :limit;

-- name:  browsers_told :many
-- in:    person_id person_id, limit int
-- out:   first_at time, seen_at time
-- scope: persons
SELECT b.first_at, b.seen_at FROM known_browser b WHERE b.person_id = :person_id AND b.person_id IN (:persons) ORDER BY b.seen_at DESC LIMIT :limit;

-- name:  passkeys_told :many
-- in:    person_id person_id, limit int
-- out:   name text, made_at time, used_at time?, ended_at time?
-- scope: persons
SELECT k.name, k.made_at, k.used_at, k.ended_at FROM passkey k WHERE k.person_id = :person_id AND k.person_id IN (:persons) ORDER BY k.id DESC LIMIT :limit;

-- name:  slips_told :many
-- in:    person_id person_id, limit int
-- out:   made_at time, until time, used_at time?, void_at time?
-- scope: persons
SELECT o.made_at, o.until, o.used_at, o.void_at FROM one_time_code o
 WHERE o.person_id = :person_id AND o.person_id IN (:persons) ORDER BY o.made_at DESC, o.code_hash LIMIT :limit;

-- name:  links_told :many
-- in:    person_id person_id, limit int
-- out:   kind mail_link_kind, address text, made_at time, used_at time?
-- scope: persons
SELECT l.kind, l.address, l.made_at, l.used_at FROM mail_link l WHERE l.person_id = :person_id AND l.person_id IN (:persons) ORDER BY l.id DESC LIMIT :limit;

-- name:  cards_told :many
-- in:    person_id person_id, limit int
-- out:   made_at time, until time, used_at time?, void_at time?
-- scope: persons
SELECT c.made_at, c.until, c.used_at, c.void_at FROM sign_in_card c WHERE c.person_id = :person_id AND c.person_id IN (:persons) ORDER BY c.id DESC LIMIT :limit;

-- Rights that were handed to the person, and that it handed on.
-- name:  handed_told :many
-- in:    person_id person_id, limit int
-- out:   what delegated_right, from_name text, to_name text, from_day date, to_day date, ended_at time?
-- scope: persons
SELECT d.what, f.full_name AS from_name, t.full_name AS to_name, d.from_day, d.to_day, d.ended_at
  FROM delegation d JOIN person f ON f.id = d.from_person JOIN person t ON t.id = d.to_person
 WHERE d.to_person = :person_id AND d.to_person IN (:persons) ORDER BY d.id DESC LIMIT :limit;

-- ---- erasure
-- The account stays as a closed row without a name.
-- name:  account_blank :run
-- in:    person_id person_id, user_name text
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
UPDATE account SET user_name = :user_name, password_hash = NULL, closed_at = coalesce(closed_at, :now), access_rev = access_rev + 1, rev = rev + 1 WHERE person_id = :person_id;

-- Of the account: second_step.
-- name:  second_erase :run
-- in:    person_id person_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM second_step WHERE person_id = :person_id;

-- Of the account: recovery_code.
-- name:  recovery_erase :run
-- in:    person_id person_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM recovery_code WHERE person_id = :person_id;

-- Of the account: sign_in.
-- name:  sign_ins_erase :run
-- in:    person_id person_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM sign_in WHERE person_id = :person_id;

-- Of the account: sign_in_failure.
-- name:  failures_erase :run
-- in:    person_id person_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM sign_in_failure WHERE person_id = :person_id;

-- Of the account: known_browser.
-- name:  browsers_erase :run
-- in:    person_id person_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM known_browser WHERE person_id = :person_id;

-- Of the account: passkey.
-- name:  passkeys_erase :run
-- in:    person_id person_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM passkey WHERE person_id = :person_id;

-- Of the account: one_time_code.
-- name:  slips_erase :run
-- in:    person_id person_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM one_time_code WHERE person_id = :person_id;

-- Of the account: mail_link.
-- name:  links_erase :run
-- in:    person_id person_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM mail_link WHERE person_id = :person_id;

-- Of the account: sign_in_card.
-- name:  cards_erase :run
-- in:    person_id person_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM sign_in_card WHERE person_id = :person_id;
