-- Orders about a guardian and a child.

-- From now on this guardian has nothing of this child: the link stays, and gives nothing.
-- name:  guardian_link_limit :run
-- in:    child_id person_id, guardian_id person_id, limited guardian_limit
-- scope: system - guardian links are global, key child_id
UPDATE guardian_link SET limited = :limited WHERE child_id = :child_id AND guardian_id = :guardian_id AND to_day IS NULL AND limited IS NULL;

-- name:  guardian_link_free :run
-- in:    child_id person_id, guardian_id person_id
-- scope: system - guardian links are global, key child_id
UPDATE guardian_link SET limited = NULL WHERE child_id = :child_id AND guardian_id = :guardian_id AND to_day IS NULL;

-- name:  guardian_order_insert :run
-- in:    id guardian_order_id, child_id person_id, guardian_id person_id, holds guardian_limit, issuer text, number text?, issued date, review date?, note text?, of_school school_id, by_person person_id
-- scope: system - orders are global as the links are, key child_id; the rule has asked for the right over the child
INSERT INTO guardian_order (id, child_id, guardian_id, holds, issuer, number, issued, review, note, school_id, by_person, at, rev)
VALUES (:id, :child_id, :guardian_id, :holds, :issuer, :number, :issued, :review, :note, :of_school, :by_person, :now, 1);

-- An order of this child that stands, to be lifted.
-- name:  guardian_order_find :maybe
-- in:    id guardian_order_id, child_id person_id
-- out:   guardian_id person_id, issuer text, of_school school_id, rev int
-- scope: system - the rule has asked for the right over the child
SELECT o.guardian_id, o.issuer, o.school_id AS of_school, o.rev FROM guardian_order o WHERE o.id = :id AND o.child_id = :child_id AND o.lifted_at IS NULL;

-- name:  guardian_order_lift :run
-- in:    id guardian_order_id, by_person person_id, reason text, rev int
-- scope: system - the rule has asked for the right over the child
UPDATE guardian_order SET lifted_at = :now, lifted_by = :by_person, lift_reason = :reason, rev = rev + 1 WHERE id = :id AND lifted_at IS NULL AND rev = :rev;

-- All orders about a child, those that stand first, the newest first.
-- name:  guardian_orders_of :many
-- in:    child_id person_id
-- out:   id guardian_order_id, guardian_id person_id, of_school school_id, guardian_name text, issuer text, number text?, issued date, review date?, note text?, by_name text, at time, lifted_at time?, lift_reason text?, rev int, holds guardian_limit
-- scope: system - the page has decided on the child and written the look
SELECT o.id, o.guardian_id, o.school_id AS of_school, g.full_name AS guardian_name, o.issuer, o.number, o.issued, o.review, o.note, b.full_name AS by_name, o.at, o.lifted_at, o.lift_reason, o.rev, o.holds
  FROM guardian_order o JOIN person g ON g.id = o.guardian_id JOIN person b ON b.id = o.by_person
 WHERE o.child_id = :child_id ORDER BY o.lifted_at IS NOT NULL, o.id DESC LIMIT 50;

-- Does an order stand about this child, whoever it is about?
-- name:  order_stands :maybe
-- in:    child_id person_id
-- out:   id guardian_order_id
-- scope: system - a class list asks before it puts somebody beside the child; only that it is so leaves
SELECT o.id FROM guardian_order o WHERE o.child_id = :child_id AND o.lifted_at IS NULL ORDER BY o.id LIMIT 1;

-- Orders without their link held, and links held without an order (khue verify).
-- name:  orders_unlike_links :many
-- out:   id guardian_link_id
-- scope: system - khue verify looks at the whole city; only ids leave
SELECT g.id FROM guardian_link g WHERE g.to_day IS NULL AND
       coalesce(g.limited, '') <> coalesce((SELECT min(o.holds) FROM guardian_order o WHERE o.child_id = g.child_id AND o.guardian_id = g.guardian_id AND o.lifted_at IS NULL), '') LIMIT 20;

-- Does or did this person ever stand for the child?
-- name:  guardian_link_ever :maybe
-- in:    child_id person_id, guardian_id person_id
-- out:   id guardian_link_id
-- scope: system - guardian links are global, key child_id
SELECT g.id FROM guardian_link g WHERE g.child_id = :child_id AND g.guardian_id = :guardian_id ORDER BY g.id LIMIT 1;

-- The order that stands about the two.
-- name:  order_of_pair :maybe
-- in:    child_id person_id, guardian_id person_id
-- out:   id guardian_order_id
-- scope: system - the rule has asked for the right over the child
SELECT o.id FROM guardian_order o WHERE o.child_id = :child_id AND o.guardian_id = :guardian_id AND o.lifted_at IS NULL ORDER BY o.id LIMIT 1;

-- Does any order that stands name this person, as child or as who is kept away?
-- name:  order_naming :maybe
-- in:    person_id person_id
-- out:   id guardian_order_id
-- scope: system - only that it is so leaves
SELECT o.id FROM guardian_order o WHERE o.child_id = :person_id AND o.lifted_at IS NULL
UNION ALL SELECT o.id FROM guardian_order o WHERE o.guardian_id = :person_id AND o.lifted_at IS NULL ORDER BY 1 LIMIT 1;

-- Does this person stand for one of these children?
-- name:  stands_for :maybe
-- in:    guardian_id person_id, children person_id*
-- out:   id guardian_link_id
-- scope: system - access decides by it
SELECT g.id FROM guardian_link g WHERE g.guardian_id = :guardian_id AND g.to_day IS NULL AND g.child_id IN (:children*) ORDER BY g.id LIMIT 1;

-- The row that stands for a person now.
-- name:  row_kept :one
-- in:    person_id person_id
-- out:   id person_id
-- scope: system - the rule has asked for the right over the child
SELECT coalesce(p.merged_into, p.id) AS id FROM person p WHERE p.id = :person_id;

-- Who stood for a child and does no longer: an order may be about them too.
-- name:  guardians_former :many
-- in:    child_id person_id
-- out:   id person_id, full_name text
-- scope: system - the page has decided on the child and written the look
SELECT DISTINCT p.id, p.full_name FROM guardian_link g JOIN person p ON p.id = g.guardian_id
 WHERE g.child_id = :child_id AND g.to_day IS NOT NULL AND p.merged_into IS NULL
   AND NOT EXISTS (SELECT 1 FROM guardian_link k WHERE k.child_id = :child_id AND k.guardian_id = g.guardian_id AND k.to_day IS NULL) ORDER BY p.id LIMIT 20;

-- Somebody of this name who is reached by this phone, whatever they are: an order is about them. A row that was folded is the kept one's.
-- name:  person_with_phone :maybe
-- in:    phone text, search_key text
-- out:   id person_id
-- scope: system - the heads write an order about a human being whom they name; only that it is written leaves
SELECT coalesce(p.merged_into, p.id) AS id FROM contact c JOIN person p ON p.id = c.person_id
 WHERE c.value = :phone AND c.kind = 'phone' AND c.to_day IS NULL AND p.search_key = :search_key ORDER BY p.id LIMIT 1;
