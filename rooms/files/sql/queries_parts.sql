-- What the house holds of a person, told to that person and to who stands for it (rooms/consent).

-- name:  files_told :many
-- in:    person_id person_id, limit int
-- out:   use text, type text, name text, alt text, size int, school_name text, at time, ended_at time?
-- scope: persons
SELECT f.use, f.type, f.name, f.alt, f.size, s.name AS school_name, f.at, f.ended_at FROM file f JOIN school s ON s.id = f.school_id
 WHERE f.child_id = :person_id AND f.child_id IN (:persons) ORDER BY f.id DESC LIMIT :limit;

-- name:  photos_told :many
-- in:    person_id person_id, limit int
-- out:   id person_file_id, type text, size int, at time, by_name text?, ended_at time?, dropped_at time?
-- scope: persons
SELECT f.id, f.type, f.size, f.at, (SELECT p.full_name FROM person p WHERE p.id = f.by_person) AS by_name, f.ended_at, f.dropped_at FROM person_file f
 WHERE f.person_id = :person_id AND f.person_id IN (:persons) ORDER BY f.id DESC LIMIT :limit;

-- name:  ticks_told :many
-- in:    person_id person_id, limit int
-- out:   by_name text, words text, at time, ended_at time?
-- scope: persons
SELECT p.full_name AS by_name, k.words, k.at, k.ended_at FROM photo_tick k JOIN person p ON p.id = k.guardian_id
 WHERE k.child_id = :person_id AND k.child_id IN (:persons) ORDER BY k.id DESC LIMIT :limit;

-- ---- erasure
-- Every tick ends.
-- name:  ticks_over_all :run
-- in:    person_id person_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
UPDATE photo_tick SET ended_at = :now, ended_by = 0 WHERE child_id = :person_id AND ended_at IS NULL;

-- Files about the child end; their bytes and names go by night.
-- name:  files_over_child :run
-- in:    person_id person_id, only school_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
UPDATE file SET ended_at = coalesce(ended_at, :now), ended_by = coalesce(ended_by, 0), name = '', alt = '', rev = rev + 1 WHERE child_id = :person_id AND (:only = 0 OR school_id = :only);
