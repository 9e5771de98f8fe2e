-- ---- cards of young children

-- The pupils of a class, with their card of today. own: an account that no card opens, or a closed one.
-- name:  cards_of_class :many
-- in:    class_id class_id, me person_id, today date
-- out:   person_id person_id, full_name text, born date?, own bool, made_at time?, until time?, used_at time?
-- scope: school
SELECT e.person_id, m.display_name AS full_name, p.born,
       CASE WHEN a.person_id IS NOT NULL AND (a.card_only IS NULL OR a.card_only = 0 OR a.closed_at IS NOT NULL) THEN 1 ELSE 0 END AS own,
       k.made_at, k.until, k.used_at
  FROM enrolment e JOIN member m ON m.school_id = :school AND m.id = e.member_id JOIN person p ON p.id = e.person_id
  LEFT JOIN account a ON a.person_id = e.person_id
  LEFT JOIN sign_in_card k ON k.person_id = e.person_id AND k.void_at IS NULL AND k.until > :now
 WHERE e.school_id = :school AND e.class_id = :class_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
   AND NOT EXISTS (SELECT 1 FROM guardian_link g WHERE g.child_id = e.person_id AND g.guardian_id = :me AND g.to_day IS NULL AND g.limited IS NOT NULL)
 ORDER BY m.sort_key, e.id LIMIT 100;

-- How this person comes in.
-- name:  card_account :maybe
-- in:    person_id person_id
-- out:   by_card bool, closed bool
-- scope: system - asked about a pupil of the class whom access has decided on
SELECT CASE WHEN a.card_only = 1 THEN 1 ELSE 0 END AS by_card, CASE WHEN a.closed_at IS NULL THEN 0 ELSE 1 END AS closed
  FROM account a WHERE a.person_id = :person_id;

-- From now on by a card alone.
-- name:  account_card_on :run
-- in:    person_id person_id
-- scope: system - the account was made in this closure
UPDATE account SET card_only = 1, rev = rev + 1 WHERE person_id = :person_id AND password_hash IS NULL;

-- From now on as everybody.
-- name:  account_card_off :run
-- in:    person_id person_id
-- scope: system - sign-in by a slip, or the rule has decided
UPDATE account SET card_only = NULL, access_rev = access_rev + 1, rev = rev + 1 WHERE person_id = :person_id AND card_only = 1;

-- A card.
-- name:  card_insert :run
-- in:    id sign_in_card_id, person_id person_id, code_hash bytes, pictures_hash bytes, made_by person_id, until time
-- scope: system - the rule has decided on the person
INSERT INTO sign_in_card (id, person_id, code_hash, pictures_hash, made_by, made_at, until, used_at, failures, void_at, rev)
VALUES (:id, :person_id, :code_hash, :pictures_hash, :made_by, :now, :until, NULL, 0, NULL, 1);

-- The card of a child is void.
-- name:  card_void :run
-- in:    person_id person_id
-- scope: system - the rule has decided on the person
UPDATE sign_in_card SET void_at = :now, rev = rev + 1 WHERE person_id = :person_id AND void_at IS NULL;

-- The card of a code, as long as the child is a pupil somewhere and comes in by a card.
-- name:  card_open :maybe
-- in:    code_hash bytes, today date
-- out:   id sign_in_card_id, person_id person_id, pictures_hash bytes, made_by person_id, failures int
-- scope: system - sign-in
SELECT k.id, k.person_id, k.pictures_hash, k.made_by, k.failures FROM sign_in_card k JOIN account a ON a.person_id = k.person_id
 WHERE k.code_hash = :code_hash AND k.void_at IS NULL AND k.until > :now AND a.closed_at IS NULL AND a.card_only = 1
   AND EXISTS (SELECT 1 FROM member m WHERE m.person_id = k.person_id AND m.role = 'pupil' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today));

-- Its pictures were right.
-- name:  card_used :run
-- in:    id sign_in_card_id
-- scope: system - sign-in
UPDATE sign_in_card SET used_at = :now, failures = 0, rev = rev + 1 WHERE id = :id;

-- Its pictures were wrong.
-- name:  card_failed :run
-- in:    id sign_in_card_id
-- scope: system - sign-in
UPDATE sign_in_card SET failures = failures + 1, rev = rev + 1 WHERE id = :id;

-- Who made the open card of a child.
-- name:  card_of :maybe
-- in:    person_id person_id
-- out:   made_by person_id
-- scope: system - the rule has decided on the person
SELECT k.made_by FROM sign_in_card k WHERE k.person_id = :person_id AND k.void_at IS NULL;

-- My child's card.
-- name:  card_of_mine :maybe
-- in:    child person_id
-- out:   made_at time, until time, used_at time?
-- scope: persons
SELECT k.made_at, k.until, k.used_at FROM sign_in_card k
 WHERE k.person_id = :child AND k.person_id IN (:persons) AND k.void_at IS NULL AND k.until > :now;
