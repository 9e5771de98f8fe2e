-- A new human being.
-- name:  person_insert :run
-- in:    id person_id, full_name text, search_key text, sort_key bytes, born date?, sex sex?, national_id text?, moet_id text?, ethnicity text?
-- scope: system - persons are global; the caller makes the membership that gives them a place
INSERT INTO person (id, full_name, search_key, sort_key, born, sex, national_id, moet_id, ethnicity, added_at, rev)
VALUES (:id, :full_name, :search_key, :sort_key, :born, :sex, :national_id, :moet_id, :ethnicity, :now, 1);

-- One of the persons I may see as family: myself or my child.
-- name:  person_of_mine :one
-- in:    id person_id
-- out:   id person_id, full_name text, born date?, sex sex?
-- scope: persons
SELECT p.id, p.full_name, p.born, p.sex FROM person p WHERE p.id = :id AND p.id IN (:persons);

-- Myself and my children, the eldest first.
-- name:  persons_of_mine :many
-- out:   id person_id, full_name text, born date?, sex sex?
-- scope: persons
SELECT p.id, p.full_name, p.born, p.sex FROM person p WHERE p.id IN (:persons) ORDER BY p.born IS NULL, p.born, p.id;

-- A person as they stand before a change, for the journal.
-- name:  person_before :maybe
-- in:    id person_id
-- out:   full_name text, born date?, sex sex?
-- scope: system - the rule that changes has decided; it goes to the journal of the school where it is done
SELECT p.full_name, p.born, p.sex FROM person p WHERE p.id = :id;

-- A person as the form shows them that corrects their data.
-- name:  person_to_correct :maybe
-- in:    id person_id
-- out:   full_name text, born date?, sex sex?, rev int, phone text?
-- scope: system - the page has decided on the person and written the look
SELECT p.full_name, p.born, p.sex, p.rev,
       (SELECT c.value FROM contact c WHERE c.person_id = p.id AND c.kind = 'phone' AND c.to_day IS NULL ORDER BY c.id LIMIT 1) AS phone
  FROM person p WHERE p.id = :id;

-- The name and what follows from it; changes nothing when rev is no longer the one that was read.
-- name:  person_update :run
-- in:    id person_id, full_name text, search_key text, sort_key bytes, born date?, sex sex?, rev int
-- scope: system - the rule has decided; persons are global
UPDATE person SET full_name = :full_name, search_key = :search_key, sort_key = :sort_key, born = :born, sex = :sex, rev = rev + 1
 WHERE id = :id AND rev = :rev;

-- A way to reach a person, from today.
-- name:  contact_insert :run
-- in:    id contact_id, person_id person_id, kind contact_kind, value text, from_day date
-- scope: system - contacts are global, key person_id
INSERT INTO contact (id, person_id, kind, value, from_day, to_day) VALUES (:id, :person_id, :kind, :value, :from_day, NULL);

-- Ends the open contacts of that kind but the one that already is so.
-- name:  contacts_end :run
-- in:    person_id person_id, kind contact_kind, but text, to_day date
-- scope: system - contacts are global, key person_id
UPDATE contact SET to_day = :to_day WHERE person_id = :person_id AND kind = :kind AND to_day IS NULL AND value <> :but;

-- How a person is reached today.
-- name:  contacts_open :many
-- in:    person_id person_id
-- out:   kind contact_kind, value text
-- scope: system - the page has decided on the person and written the look
SELECT c.kind, c.value FROM contact c WHERE c.person_id = :person_id AND c.to_day IS NULL ORDER BY c.kind DESC, c.id;

-- A guardian's place beside a child, from today.
-- name:  guardian_link_insert :run
-- in:    id guardian_link_id, child_id person_id, guardian_id person_id, kind guardian_kind, from_day date
-- scope: system - guardian links are global, key child_id
INSERT INTO guardian_link (id, child_id, guardian_id, kind, from_day, to_day, limited)
VALUES (:id, :child_id, :guardian_id, :kind, :from_day, NULL,
        (SELECT min(o.holds) FROM guardian_order o WHERE o.child_id = :child_id AND o.guardian_id = :guardian_id AND o.lifted_at IS NULL));

-- Does this guardian stand for this child today?
-- name:  guardian_link_find :maybe
-- in:    child_id person_id, guardian_id person_id
-- out:   id guardian_link_id
-- scope: system - guardian links are global, key child_id
SELECT g.id FROM guardian_link g WHERE g.child_id = :child_id AND g.guardian_id = :guardian_id AND g.to_day IS NULL ORDER BY g.id LIMIT 1;

-- From that day on no longer a guardian.
-- name:  guardian_link_end :run
-- in:    child_id person_id, guardian_id person_id, to_day date
-- scope: system - guardian links are global, key child_id
UPDATE guardian_link SET to_day = :to_day WHERE child_id = :child_id AND guardian_id = :guardian_id AND to_day IS NULL;

-- How many guardians a child has, counted. The row is held first (lock_person), so that whoever changes another link at once is counted too.
-- name:  person_guardians_count :run
-- in:    id person_id
-- scope: system - guardian links are global, key child_id
UPDATE person SET guardians = (SELECT count(*) FROM guardian_link g WHERE g.child_id = :id AND g.to_day IS NULL AND g.limited IS NULL) WHERE id = :id;     -- law 13: nothing that a form shows

-- The children beside whom a bulk act put guardians, held before they are counted.
-- name:  children_of_batch :many
-- in:    batch_id batch_id
-- out:   id person_id
-- scope: system - links are global; the batch is the school's own
SELECT p.id FROM person p WHERE p.id IN (SELECT g.child_id FROM guardian_link g WHERE g.batch_id = :batch_id) ORDER BY p.id LIMIT 20000;
-- postgres:
SELECT p.id FROM person p WHERE p.id IN (SELECT g.child_id FROM guardian_link g WHERE g.batch_id = :batch_id) ORDER BY p.id LIMIT 20000 FOR UPDATE;

-- How many guardians they have, counted.
-- name:  guardians_of_batch_count :run
-- in:    batch_id batch_id
-- scope: system - links are global; the batch is the school's own
UPDATE person SET guardians = (SELECT count(*) FROM guardian_link g WHERE g.child_id = person.id AND g.to_day IS NULL AND g.limited IS NULL)     -- law 13: nothing that a form shows
 WHERE id IN (SELECT g.child_id FROM guardian_link g WHERE g.batch_id = :batch_id);

-- The photo of a person that is shown from now on.
-- name:  person_photo_put :run
-- in:    id person_id, photo person_file_id?
-- scope: system - the rule of files has decided whose photo it is
UPDATE person SET photo_id = :photo WHERE id = :id;     -- law 13: nothing that a form shows

-- The guardians of a child today, with the phone by which the school reaches them.
-- name:  guardians_open :many
-- in:    child_id person_id
-- out:   id person_id, full_name text, kind guardian_kind, limited guardian_limit?, phone text?
-- scope: system - the page has decided on the child and written the look
SELECT p.id, p.full_name, g.kind, g.limited,
       (SELECT c.value FROM contact c WHERE c.person_id = p.id AND c.kind = 'phone' AND c.to_day IS NULL ORDER BY c.id LIMIT 1) AS phone
  FROM guardian_link g JOIN person p ON p.id = g.guardian_id
 WHERE g.child_id = :child_id AND g.to_day IS NULL ORDER BY g.id;

-- The children a person stands for today and no order keeps from them, eldest first; then (1) those whom an order keeps from them, whether
-- a link still stands or not, whichever row of theirs it is about (same name, same phone, of today or of before), (2) those whom an order lets them see and no more, by whichever row too,
-- and (3) who was folded into the children or the person. How the scope is made. (CROSS: most people have none of it, and SQLite would lay a table of nothing first.)
-- name:  family_open :many
-- in:    guardian_id person_id
-- out:   id person_id, what int
-- scope: system - it makes the scope of persons
SELECT f.id, f.what FROM (SELECT g.child_id AS id, 0 AS what FROM guardian_link g WHERE g.guardian_id = :guardian_id AND g.to_day IS NULL AND (g.limited IS NULL OR g.limited = 'read')
        UNION ALL SELECT q.id, CASE o.holds WHEN 'read' THEN 2 ELSE 1 END AS what FROM guardian_order o JOIN person q ON q.id = o.child_id OR q.merged_into = o.child_id
                   WHERE o.guardian_id = :guardian_id AND o.lifted_at IS NULL
        UNION ALL SELECT r.id, CASE o.holds WHEN 'read' THEN 2 ELSE 1 END AS what FROM contact c JOIN person m ON m.id = c.person_id
                    JOIN contact d ON d.value = c.value AND d.kind = 'phone' AND d.person_id <> :guardian_id
                    JOIN person q ON q.id = d.person_id AND q.search_key = m.search_key JOIN guardian_order o ON o.guardian_id = q.id AND o.lifted_at IS NULL
                    JOIN person r ON r.id = o.child_id OR r.merged_into = o.child_id
                   WHERE c.person_id = :guardian_id AND c.kind = 'phone'
        UNION ALL SELECT q.id, 3 AS what FROM person q WHERE q.merged_into = :guardian_id
        UNION ALL SELECT q.id, 3 AS what FROM guardian_link g JOIN person q ON q.merged_into = g.child_id
                   WHERE g.guardian_id = :guardian_id AND g.to_day IS NULL AND (g.limited IS NULL OR g.limited = 'read')) f
  CROSS JOIN person p WHERE p.id = f.id ORDER BY f.what, p.born IS NULL, p.born, p.id;

-- Somebody with this phone and this name who already is somebody's guardian.
-- name:  guardian_with_phone :maybe
-- in:    phone text, search_key text
-- out:   id person_id
-- scope: system - matching the guardians of siblings across schools; only the id leaves
SELECT coalesce(p.merged_into, p.id) AS id FROM contact c JOIN person p ON p.id = c.person_id
 WHERE c.value = :phone AND c.kind = 'phone' AND c.to_day IS NULL AND p.search_key = :search_key
   AND EXISTS (SELECT 1 FROM guardian_link g WHERE g.guardian_id = p.id)
 ORDER BY p.id LIMIT 1;

-- ---- many at once: class lists

-- A way to reach a person, unless it is known already.
-- name:  contact_of_batch_insert :run
-- in:    id contact_id, person_id person_id, kind contact_kind, value text, from_day date, batch_id batch_id
-- scope: system - contacts are global, key person_id
INSERT INTO contact (id, person_id, kind, value, from_day, to_day, batch_id)
SELECT :id, :person_id, :kind, :value, :from_day, NULL, :batch_id
 WHERE NOT EXISTS (SELECT 1 FROM contact c WHERE c.person_id = :person_id AND c.kind = :kind AND c.value = :value AND c.to_day IS NULL);

-- A guardian beside a child, unless it is so already.
-- name:  guardian_link_of_batch_insert :run
-- in:    id guardian_link_id, child_id person_id, guardian_id person_id, kind guardian_kind, from_day date, batch_id batch_id
-- scope: system - guardian links are global, key child_id
INSERT INTO guardian_link (id, child_id, guardian_id, kind, from_day, to_day, batch_id, limited)
SELECT :id, :child_id, :guardian_id, :kind, :from_day, NULL, :batch_id,
       (SELECT min(o.holds) FROM guardian_order o WHERE o.child_id = :child_id AND o.guardian_id = :guardian_id AND o.lifted_at IS NULL)
 WHERE NOT EXISTS (SELECT 1 FROM guardian_link g WHERE g.child_id = :child_id AND g.guardian_id = :guardian_id AND g.to_day IS NULL);

-- Another batch relies on a link that an earlier one made.
-- name:  guardian_link_keep :run
-- in:    child_id person_id, guardian_id person_id, batch_id batch_id
-- scope: system - guardian links are global, key child_id
UPDATE guardian_link SET kept_by_batch_id = :batch_id
 WHERE child_id = :child_id AND guardian_id = :guardian_id AND to_day IS NULL AND batch_id <> :batch_id AND kept_by_batch_id IS NULL;

-- Guardian links of an undone batch never were, unless another batch keeps them.
-- name:  guardian_links_of_batch_undo :run
-- in:    batch_id batch_id
-- scope: system - links are global; the batch is the school's own
UPDATE guardian_link SET to_day = from_day WHERE batch_id = :batch_id AND to_day IS NULL AND kept_by_batch_id IS NULL;

-- Those that another batch keeps are its own from now on.
-- name:  guardian_links_hand_over :run
-- in:    batch_id batch_id
-- scope: system - links are global; the batch is the school's own
UPDATE guardian_link SET batch_id = kept_by_batch_id, kept_by_batch_id = NULL WHERE batch_id = :batch_id AND kept_by_batch_id IS NOT NULL;

-- What an undone batch only kept stays with the batch that made it.
-- name:  guardian_links_let_go :run
-- in:    batch_id batch_id
-- scope: system - links are global; the batch is the school's own
UPDATE guardian_link SET kept_by_batch_id = NULL WHERE kept_by_batch_id = :batch_id;

-- Contacts of an undone batch end, but those of guardians whom another child still has.
-- name:  contacts_of_batch_undo :run
-- in:    batch_id batch_id
-- scope: system - contacts are global; the batch is the school's own
UPDATE contact SET to_day = from_day
 WHERE batch_id = :batch_id AND to_day IS NULL
   AND NOT EXISTS (SELECT 1 FROM guardian_link g WHERE g.guardian_id = contact.person_id AND g.to_day IS NULL);

-- The pupil who bears this code for life, whatever school they were in.
-- name:  person_of_moet_id :maybe
-- in:    moet_id text, search_key text
-- out:   id person_id, born date?
-- scope: system - a pupil who changes schools stays the same person; only the id leaves
SELECT coalesce(p.merged_into, p.id) AS id, p.born FROM person p WHERE p.moet_id = :moet_id AND p.search_key = :search_key ORDER BY p.id LIMIT 1;

-- Persons one after the other, for khue verify.
-- name:  persons_after :many
-- in:    after person_id, limit int
-- out:   id person_id, full_name text, search_key text, sort_key bytes, guardians int, standing int
-- scope: system - khue verify compares every name with its keys, every number with its links, and shows none
SELECT p.id, p.full_name, p.search_key, p.sort_key, p.guardians,
       (SELECT count(*) FROM guardian_link g WHERE g.child_id = p.id AND g.to_day IS NULL AND g.limited IS NULL) AS standing FROM person p WHERE p.id > :after ORDER BY p.id LIMIT :limit;

-- Open links of a person with themselves, for khue verify.
-- name:  own_guardians :many
-- out:   id guardian_link_id
-- scope: system - khue verify counts what no rule may have written
SELECT g.id FROM guardian_link g WHERE g.child_id = g.guardian_id LIMIT 20;

-- ---- e-mail

-- Somebody opened the link that went to this address.
-- name:  contact_confirm :run
-- in:    person_id person_id, value text
-- scope: system - contacts are global, key person_id
UPDATE contact SET confirmed_at = :now WHERE person_id = :person_id AND kind = 'email' AND value = :value AND to_day IS NULL AND confirmed_at IS NULL;

-- The confirmed address of a person.
-- name:  email_confirmed :maybe
-- in:    person_id person_id
-- out:   value text
-- scope: system - the rule that writes to this person has decided; or one's own
SELECT c.value FROM contact c
 WHERE c.person_id = :person_id AND c.kind = 'email' AND c.to_day IS NULL AND c.confirmed_at IS NOT NULL ORDER BY c.id DESC LIMIT 1;

-- Who is reached at this address; a family may share one.
-- name:  persons_at_email :many
-- in:    value text
-- out:   person_id person_id
-- scope: system - a forgotten password; nothing of it is shown
SELECT c.person_id FROM contact c WHERE c.value = :value AND c.kind = 'email' AND c.to_day IS NULL AND c.confirmed_at IS NOT NULL ORDER BY c.person_id LIMIT 5;
