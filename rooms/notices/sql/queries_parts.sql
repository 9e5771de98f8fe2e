-- What the house holds of a person, told to that person alone (rooms/consent).

-- name:  notices_told :many
-- in:    person_id person_id, limit int
-- out:   kind notice_kind, words text, parts text, about_id person_id?, at time, read_at time?
-- scope: persons
SELECT n.kind, n.words, n.parts, n.about_id, n.at, n.read_at FROM notice n WHERE n.person_id = :person_id AND n.person_id IN (:persons) ORDER BY n.at DESC, n.id DESC LIMIT :limit;

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

-- What was on its way to them.
-- name:  sends_erase :run
-- in:    person_id person_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM notice_send WHERE person_id = :person_id;

-- name:  hours_erase :run
-- in:    person_id person_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM notice_hours WHERE person_id = :person_id;

-- name:  pushes_erase :run
-- in:    person_id person_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM push_subscription WHERE person_id = :person_id;

-- name:  phone_erase :run
-- in:    person_id person_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM notice_phone WHERE person_id = :person_id;

-- name:  sends_told :many
-- in:    person_id person_id, limit int
-- out:   channel notice_channel, state notice_send_state, made_at time, over_at time?
-- scope: persons
SELECT s.channel, s.state, s.made_at, s.over_at FROM notice_send s WHERE s.person_id = :person_id AND s.person_id IN (:persons) ORDER BY s.made_at DESC, s.notice_id DESC, s.channel LIMIT :limit;
