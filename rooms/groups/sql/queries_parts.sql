-- What this room holds of a person, told to that person and to who stands for it (rooms/consent).

-- name:  groups_told :many
-- in:    person_id person_id, limit int
-- out:   school_name text, name text, state group_state, at time, from_day date?, to_day date?
-- scope: persons
SELECT s.name AS school_name, g.name, x.state, x.at, x.from_day, x.to_day
  FROM group_member x JOIN school s ON s.id = x.school_id JOIN study_group g ON g.school_id = x.school_id AND g.id = x.group_id
 WHERE x.person_id = :person_id AND x.person_id IN (:persons) ORDER BY x.id DESC LIMIT :limit;

-- name:  groups_led_told :many
-- in:    person_id person_id, limit int
-- out:   school_name text, name text, from_day date, to_day date?
-- scope: persons
SELECT s.name AS school_name, g.name, x.from_day, x.to_day
  FROM group_leader x JOIN school s ON s.id = x.school_id JOIN study_group g ON g.school_id = x.school_id AND g.id = x.group_id
 WHERE x.person_id = :person_id AND x.person_id IN (:persons) ORDER BY x.id DESC LIMIT :limit;

-- ---- erasure
-- name:  group_places_erase :run
-- in:    person_id person_id, only school_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM group_member WHERE person_id = :person_id AND (:only = 0 OR school_id = :only);
