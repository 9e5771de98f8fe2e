-- What the house holds of a person, told to that person and to who stands for it (rooms/consent).

-- name:  lists_told :many
-- in:    person_id person_id, limit int
-- out:   school_name text, at time, kept text
-- scope: persons
SELECT s.name AS school_name, i.at, k.kept
  FROM roster_kept k JOIN roster_intake i ON i.school_id = k.school_id AND i.batch_id = k.batch_id JOIN school s ON s.id = k.school_id
 WHERE k.person_id = :person_id AND k.person_id IN (:persons) ORDER BY i.at DESC, k.number LIMIT :limit;
