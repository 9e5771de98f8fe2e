-- What the house holds of a person, told to that person and to who stands for it (rooms/consent).

-- name:  places_told :many
-- in:    person_id person_id, limit int
-- out:   school_name text, role member_role, display_name text, title text?, from_day date, to_day date?
-- scope: persons
SELECT s.name AS school_name, m.role, m.display_name, m.title, m.from_day, m.to_day FROM member m JOIN school s ON s.id = m.school_id
 WHERE m.person_id = :person_id AND m.person_id IN (:persons) ORDER BY m.id DESC LIMIT :limit;

-- name:  places_outside_told :many
-- in:    person_id person_id, limit int
-- out:   school_name text, kind outsider_kind, words text?, agreed_at time?, from_day date, to_day date?
-- scope: persons
SELECT s.name AS school_name, o.kind, o.words, o.agreed_at, o.from_day, o.to_day FROM outsider o JOIN school s ON s.id = o.school_id
 WHERE o.person_id = :person_id AND o.person_id IN (:persons) ORDER BY o.id DESC LIMIT :limit;

-- name:  offices_told :many
-- in:    person_id person_id, limit int
-- out:   organisation_name text, role office_role, title text?, from_day date, to_day date?
-- scope: persons
SELECT g.name AS organisation_name, o.role, o.title, o.from_day, o.to_day FROM officer o JOIN organisation g ON g.id = o.organisation_id
 WHERE o.person_id = :person_id AND o.person_id IN (:persons) ORDER BY o.id DESC LIMIT :limit;

-- ---- erasure
-- What was written beside a place that is over.
-- name:  outsider_words_drop :run
-- in:    person_id person_id, only school_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
UPDATE outsider SET words = NULL, agreed_at = NULL, rev = rev + 1 WHERE person_id = :person_id AND (:only = 0 OR school_id = :only);
