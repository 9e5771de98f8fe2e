-- What is held of a person.

-- One's own plans, for the copy.
-- name:  own_told :many
-- in:    person_id person_id, most int
-- out:   title text, place text, note text, from_day date, to_day date
-- scope: persons
SELECT o.title, o.place, coalesce(o.note, '') AS note, o.from_day, o.to_day FROM calendar_own o WHERE o.person_id = :person_id AND o.person_id IN (:persons) AND o.gone_at IS NULL ORDER BY o.id DESC LIMIT :most;

-- ---- erasure
-- One's own plans.
-- name:  own_drop :run
-- in:    person_id person_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM calendar_own WHERE person_id = :person_id;

-- The address of one's own calendar.
-- name:  feed_drop :run
-- in:    person_id person_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM calendar_feed WHERE person_id = :person_id;
