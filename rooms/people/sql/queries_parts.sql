-- What the house holds of a person, told to that person and to who stands for it (rooms/consent).

-- name:  person_told :maybe
-- in:    person_id person_id
-- out:   full_name text, born date?, sex sex?, national_id text?, moet_id text?, ethnicity text?, added_at time
-- scope: persons
SELECT p.full_name, p.born, p.sex, p.national_id, p.moet_id, p.ethnicity, p.added_at FROM person p WHERE p.id = :person_id AND p.id IN (:persons);

-- name:  contacts_told :many
-- in:    person_id person_id, limit int
-- out:   kind contact_kind, value text, from_day date, to_day date?, confirmed_at time?
-- scope: persons
SELECT c.kind, c.value, c.from_day, c.to_day, c.confirmed_at FROM contact c
 WHERE c.person_id = :person_id AND c.person_id IN (:persons) ORDER BY c.id DESC LIMIT :limit;

-- Who stands and stood for it: names, never how they are reached.
-- name:  guardians_told :many
-- in:    person_id person_id, limit int
-- out:   guardian_id person_id, full_name text, kind guardian_kind, from_day date, to_day date?
-- scope: persons
SELECT g.guardian_id, p.full_name, g.kind, g.from_day, g.to_day FROM guardian_link g JOIN person p ON p.id = g.guardian_id
 WHERE g.child_id = :person_id AND g.child_id IN (:persons) ORDER BY g.id DESC LIMIT :limit;

-- For whom it stands and stood.
-- name:  children_told :many
-- in:    person_id person_id, limit int
-- out:   child_id person_id, full_name text, kind guardian_kind, from_day date, to_day date?
-- scope: persons
SELECT g.child_id, p.full_name, g.kind, g.from_day, g.to_day FROM guardian_link g JOIN person p ON p.id = g.child_id
 WHERE g.guardian_id = :person_id AND g.guardian_id IN (:persons) ORDER BY g.id DESC LIMIT :limit;

-- ---- erasure
-- What no register needs.
-- name:  person_numbers_drop :run
-- in:    person_id person_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
UPDATE person SET national_id = NULL, ethnicity = NULL, rev = rev + 1 WHERE id = :person_id;

-- Of an adult: what no record of work needs.
-- name:  person_facts_drop :run
-- in:    person_id person_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
UPDATE person SET sex = NULL, born = NULL, rev = rev + 1 WHERE id = :person_id;

-- Of an adult whose name nothing needs any more.
-- name:  person_name_drop :run
-- in:    person_id person_id, full_name text, search_key text, sort_key bytes
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
UPDATE person SET full_name = :full_name, search_key = :search_key, sort_key = :sort_key, rev = rev + 1 WHERE id = :person_id;

-- How the person was reached.
-- name:  contacts_blank :run
-- in:    person_id person_id, today date
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
UPDATE contact SET value = '', confirmed_at = NULL, to_day = coalesce(to_day, :today) WHERE person_id = :person_id;
