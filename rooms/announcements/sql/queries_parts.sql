-- What the house holds of a person, told to that person alone (rooms/consent).

-- name:  told_of :many
-- in:    person_id person_id, limit int
-- out:   school_name text, title text, sent_at time, read_at time?
-- scope: persons
SELECT s.name AS school_name, a.title, r.sent_at, r.read_at
  FROM announcement_reader r JOIN announcement a ON a.school_id = r.school_id AND a.id = r.announcement_id AND a.state = 'sent' JOIN school s ON s.id = r.school_id
 WHERE r.person_id = :person_id AND r.person_id IN (:persons) ORDER BY r.sent_at DESC, r.announcement_id DESC LIMIT :limit;

-- name:  family_of_child_told :many
-- in:    child_id person_id, limit int
-- out:   school_name text, title text, done_at time?, paper bool
-- scope: persons
SELECT s.name AS school_name, a.title, f.done_at, f.paper
  FROM announcement_family f JOIN announcement a ON a.school_id = f.school_id AND a.id = f.announcement_id AND a.state = 'sent' JOIN school s ON s.id = f.school_id
 WHERE f.child_id = :child_id AND f.child_id IN (:persons) ORDER BY f.announcement_id DESC LIMIT :limit;

-- ---- erasure
-- What was told to the person,
-- name:  told_drop :run
-- in:    person_id person_id, only school_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM announcement_reader WHERE (person_id = :person_id OR about_id = :person_id) AND (:only = 0 OR school_id = :only);

-- and what their family said.
-- name:  family_told_drop :run
-- in:    child_id person_id, only school_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM announcement_family WHERE child_id = :child_id AND (:only = 0 OR school_id = :only);
