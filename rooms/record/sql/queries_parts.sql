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

-- What one of mine did, as it is given to programs.
-- name:  deeds_said :many
-- in:    person_id person_id, limit int
-- out:   id statement_id, uuid bytes, actor_id person_id?, verb deed_verb, object_kind text, object_id ref, object_name text, at time, result text?, context text?, actor_as deed_as
-- scope: persons
SELECT s.id, s.uuid, s.actor_id, s.verb, s.object_kind, s.object_id, s.object_name, s.at, s.result, s.context, s.actor_as FROM statement s
 WHERE s.actor_id = :person_id AND s.actor_id IN (:persons) ORDER BY s.at DESC, s.id DESC LIMIT :limit;

-- The same of what others told that the person did; not what was voided, nor by an account that was taken back.
-- name:  outside_said :many
-- in:    person_id person_id, before_id statement_id, limit int
-- out:   id statement_id, timed bool, document text
-- scope: persons
SELECT s.id, s.timed, s.document FROM outside_person p JOIN outside_statement s ON s.school_id = p.school_id AND s.id = p.statement_id
 WHERE p.person_id = :person_id AND p.person_id IN (:persons) AND p.statement_id < :before_id AND p.part IS NULL AND p.hidden = 0 AND s.voided_by IS NULL
   AND (p.known_id IS NULL OR EXISTS (SELECT 1 FROM outside_known k WHERE k.school_id = p.school_id AND k.id = p.known_id AND k.person_id = p.person_id AND k.ended_at IS NULL))
 ORDER BY p.statement_id DESC LIMIT :limit;

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
