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

-- ---- erasure
-- Deeds of somebody whom the house does not know any more: counted as before, under a number that belongs to nobody.
-- name:  deeds_unname :run
-- in:    person_id person_id, nobody person_id, only school_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
UPDATE statement SET actor_id = :nobody, written_by = CASE WHEN written_by = :person_id THEN NULL ELSE written_by END, result = NULL, context = NULL WHERE actor_id = :person_id AND (:only = 0 OR school_id = :only);

-- And their sums, in the schools where they were done.
-- name:  weeks_unname :run
-- in:    person_id person_id, nobody person_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
UPDATE record_weekly_person SET person_id = :nobody
 WHERE school_id IN (SELECT s.school_id FROM statement s WHERE s.actor_id = :nobody) AND person_id = :person_id;

-- What others did with the person.
-- name:  parts_unname :run
-- in:    person_id person_id, nobody person_id, only school_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
UPDATE statement_with SET person_id = :nobody WHERE person_id = :person_id AND (:only = 0 OR school_id = :only);
