-- What the house holds of a person, told to that person alone (rooms/consent).

-- name:  notices_told :many
-- in:    person_id person_id, limit int
-- out:   kind notice_kind, words text, parts text, at time, read_at time?
-- scope: persons
SELECT n.kind, n.words, n.parts, n.at, n.read_at FROM notice n WHERE n.person_id = :person_id AND n.person_id IN (:persons) ORDER BY n.at DESC, n.id DESC LIMIT :limit;

-- ---- erasure
-- What the person was told.
-- name:  notices_erase :run
-- in:    person_id person_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM notice WHERE person_id = :person_id;

-- And how.
-- name:  choices_erase :run
-- in:    person_id person_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM notice_choice WHERE person_id = :person_id;
