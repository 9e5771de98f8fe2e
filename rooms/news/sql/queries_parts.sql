-- What the house holds of a person, told to that person alone (rooms/consent).

-- name:  readings_told :many
-- in:    person_id person_id, limit int
-- out:   school_name text, title text, read_at time
-- scope: persons
SELECT s.name AS school_name, n.title, r.read_at FROM news_read r JOIN news n ON n.school_id = r.school_id AND n.id = r.news_id JOIN school s ON s.id = r.school_id
 WHERE r.person_id = :person_id AND r.person_id IN (:persons) ORDER BY r.news_id DESC LIMIT :limit;

-- ---- erasure
-- What the person has read.
-- name:  readings_drop :run
-- in:    person_id person_id, only school_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM news_read WHERE person_id = :person_id AND (:only = 0 OR school_id = :only);
