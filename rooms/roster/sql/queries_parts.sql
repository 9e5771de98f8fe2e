-- What the house holds of a person, told to that person and to who stands for it (rooms/consent).

-- name:  lists_told :many
-- in:    person_id person_id, limit int
-- out:   school_name text, at time, kept text
-- scope: persons
SELECT s.name AS school_name, i.at, k.kept
  FROM roster_kept k JOIN roster_intake i ON i.school_id = k.school_id AND i.batch_id = k.batch_id JOIN school s ON s.id = k.school_id
 WHERE k.person_id = :person_id AND k.person_id IN (:persons) ORDER BY i.at DESC, k.number LIMIT :limit;

-- name:  sources_told :many
-- in:    person_id person_id, limit int
-- out:   school_name text, source text, at time
-- scope: persons
SELECT s.name AS school_name, x.source, x.at FROM roster_person_source x JOIN school s ON s.id = x.school_id
 WHERE x.person_id = :person_id AND x.person_id IN (:persons) ORDER BY x.at DESC, x.source LIMIT :limit;

-- ---- erasure
-- How others call the person.
-- name:  sources_drop :run
-- in:    person_id person_id, only school_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM roster_person_source WHERE person_id = :person_id AND (:only = 0 OR school_id = :only);

-- What the rows of lists said that the person stood in.
-- name:  lines_blank :run
-- in:    person_id person_id, only school_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
UPDATE roster_line SET said = '', fixed = ''
 WHERE (school_id, import_id, number) IN (SELECT k.school_id, k.import_id, k.number FROM roster_kept k WHERE k.person_id = :person_id AND (:only = 0 OR k.school_id = :only));

-- What was kept of them.
-- name:  kept_blank :run
-- in:    person_id person_id, only school_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
UPDATE roster_kept SET kept = '' WHERE person_id = :person_id AND (:only = 0 OR school_id = :only);
