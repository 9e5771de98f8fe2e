-- Two rows for one human being.

-- Points the folded one to the kept one; nothing changes when it points somewhere, or others point to it.
-- name:  person_point :run
-- in:    folded_id person_id, kept_id person_id
-- scope: system - the rule has decided; persons are global
UPDATE person SET merged_into = :kept_id, rev = rev + 1
 WHERE id = :folded_id AND merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM person q WHERE q.merged_into = :folded_id)
   AND NOT EXISTS (SELECT 1 FROM person k WHERE k.id = :kept_id AND k.merged_into IS NOT NULL);

-- And no longer.
-- name:  person_point_back :run
-- in:    folded_id person_id, kept_id person_id
-- scope: system - the rule has decided; persons are global
UPDATE person SET merged_into = NULL, rev = rev + 1 WHERE id = :folded_id AND merged_into = :kept_id;

-- The codes for life of two rows of one human being.
-- name:  codes_of_two :one
-- in:    kept_id person_id, folded_id person_id
-- out:   kept_moet text?, kept_national text?, folded_moet text?, folded_national text?
-- scope: system - the rule has decided; they are compared and moved, and shown to nobody
SELECT k.moet_id AS kept_moet, k.national_id AS kept_national, f.moet_id AS folded_moet, f.national_id AS folded_national
  FROM person k JOIN person f ON f.id = :folded_id WHERE k.id = :kept_id;

-- name:  person_codes_put :run
-- in:    id person_id, moet_id text?, national_id text?
-- scope: system - the rule has decided; persons are global
UPDATE person SET moet_id = :moet_id, national_id = :national_id, rev = rev + 1 WHERE id = :id;

-- Who was folded into this person.
-- name:  folded_list :many
-- in:    kept_id person_id
-- out:   id person_id
-- scope: system - only ids leave; what is read under them is bound to the scope again
SELECT p.id FROM person p WHERE p.merged_into = :kept_id ORDER BY p.id LIMIT 20;

-- Open links of somebody as guardian, or as child.
-- name:  links_of_person :many
-- in:    person_id person_id
-- out:   child_id person_id, guardian_id person_id, kind guardian_kind
-- scope: system - the rule has decided on the person
SELECT g.child_id, g.guardian_id, g.kind FROM guardian_link g WHERE g.child_id = :person_id AND g.to_day IS NULL
UNION ALL SELECT g.child_id, g.guardian_id, g.kind FROM guardian_link g WHERE g.guardian_id = :person_id AND g.to_day IS NULL ORDER BY 1, 2 LIMIT 200;

-- They end by a bulk act.
-- name:  links_end_by_batch :run
-- in:    person_id person_id, to_day date, batch_id batch_id
-- scope: system - the rule has decided on the person
UPDATE guardian_link SET to_day = :to_day, ended_batch_id = :batch_id
 WHERE (child_id = :person_id OR guardian_id = :person_id) AND to_day IS NULL;

-- Whose guardians a bulk act ended.
-- name:  children_of_ended_batch :many
-- in:    batch_id batch_id
-- out:   id person_id
-- scope: system - the batch is the school's own; only ids leave
SELECT g.child_id AS id FROM guardian_link g WHERE g.ended_batch_id = :batch_id ORDER BY g.child_id LIMIT 200;

-- What a bulk act ended is open again, but where somebody has ended the kept one's link meanwhile. Before the batch's own links end.
-- name:  links_open_again :run
-- in:    batch_id batch_id, kept_id person_id, folded_id person_id
-- scope: system - the batch is the school's own
UPDATE guardian_link SET to_day = NULL, ended_batch_id = NULL
 WHERE ended_batch_id = :batch_id
   AND EXISTS (SELECT 1 FROM guardian_link k WHERE k.to_day IS NULL AND k.child_id = CASE WHEN guardian_link.child_id = :folded_id THEN :kept_id ELSE guardian_link.child_id END
                  AND k.guardian_id = CASE WHEN guardian_link.guardian_id = :folded_id THEN :kept_id ELSE guardian_link.guardian_id END);

-- What a folded person brought to the kept one ends, whoever the kept one is.
-- name:  contacts_end_of_batch :run
-- in:    batch_id batch_id
-- scope: system - contacts are global; the batch is the school's own
UPDATE contact SET to_day = from_day WHERE batch_id = :batch_id AND to_day IS NULL;
