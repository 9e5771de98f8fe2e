-- What the house holds of a person, told to that person and to who stands for it (rooms/consent).

-- name:  deeds_told :many
-- in:    person_id person_id, limit int
-- out:   at time, verb deed_verb, object_kind text, object_name text, school_name text, result text?, context text?
-- scope: persons
SELECT s.at, s.verb, s.object_kind, s.object_name, sc.name AS school_name, s.result, s.context FROM statement s JOIN school sc ON sc.id = s.school_id
 WHERE s.actor_id = :person_id AND s.actor_id IN (:persons) ORDER BY s.at DESC, s.id DESC LIMIT :limit;

-- name:  deeds_with_told :many
-- in:    person_id person_id, limit int
-- out:   at time, part deed_part, verb deed_verb, object_kind text, object_name text, school_name text
-- scope: persons
SELECT s.at, o.part, s.verb, s.object_kind, s.object_name, sc.name AS school_name
  FROM statement_with o JOIN statement s ON s.school_id = o.school_id AND s.id = o.statement_id JOIN school sc ON sc.id = s.school_id
 WHERE o.person_id = :person_id AND o.person_id IN (:persons) ORDER BY o.at DESC, o.statement_id DESC LIMIT :limit;
