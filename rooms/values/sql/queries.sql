-- What the public page shows: the newest published version.
-- name:  values_shown :maybe
-- in:    of_school school_id
-- out:   id values_page_id, number int, culture text, strategy text, motto text, core text, decided_at time?, decided_name text?
-- scope: public - published by the principal for everybody
SELECT v.id, v.number, v.culture, v.strategy, v.motto, v.core, v.decided_at, p.full_name AS decided_name
  FROM values_page v LEFT JOIN person p ON p.id = v.decided_by
 WHERE v.school_id = :of_school AND v.state = 'published' ORDER BY v.number DESC LIMIT 1;

-- One published version, old or new.
-- name:  values_version :one
-- in:    of_school school_id, id values_page_id
-- out:   id values_page_id, number int, culture text, strategy text, motto text, core text, decided_at time?, decided_name text?
-- scope: public - published by the principal for everybody
SELECT v.id, v.number, v.culture, v.strategy, v.motto, v.core, v.decided_at, p.full_name AS decided_name
  FROM values_page v LEFT JOIN person p ON p.id = v.decided_by
 WHERE v.school_id = :of_school AND v.id = :id AND v.state = 'published';

-- The published versions of a school, newest first.
-- name:  values_history :many
-- in:    of_school school_id
-- out:   id values_page_id, number int, motto text, decided_at time?, decided_name text?
-- scope: public - published by the principal for everybody
SELECT v.id, v.number, v.motto, v.decided_at, p.full_name AS decided_name
  FROM values_page v LEFT JOIN person p ON p.id = v.decided_by
 WHERE v.school_id = :of_school AND v.state = 'published' ORDER BY v.number DESC LIMIT 200;

-- The newest published pages of these schools, as a search shows them.
-- name:  values_found :many
-- in:    ids school_id*
-- out:   school_id school_id, code text, name text, motto text
-- scope: public - published by the principal for everybody
SELECT v.school_id, s.code, s.name, v.motto FROM values_page v JOIN school s ON s.id = v.school_id
 WHERE v.school_id IN (:ids*) AND v.state = 'published'
   AND v.number = (SELECT max(o.number) FROM values_page o WHERE o.school_id = v.school_id AND o.state = 'published');

-- All of them in the order of the schools, with the words they are found by.
-- name:  values_walked :many
-- in:    after school_id, limit int
-- out:   school_id school_id, culture text, strategy text, motto text, core text
-- scope: public - published by the principal for everybody
SELECT v.school_id, v.culture, v.strategy, v.motto, v.core FROM values_page v
 WHERE v.school_id > :after AND v.state = 'published'
   AND v.number = (SELECT max(o.number) FROM values_page o WHERE o.school_id = v.school_id AND o.state = 'published')
 ORDER BY v.school_id LIMIT :limit;

-- The version that is being worked on: draft, waiting for the principal, or returned.
-- name:  values_open :maybe
-- out:   id values_page_id, number int, state values_state, culture text, strategy text, motto text, core text, written_by person_id, written_at time, sent_at time?, reason text?, rev int
-- scope: school
SELECT v.id, v.number, v.state, v.culture, v.strategy, v.motto, v.core, v.written_by, v.written_at, v.sent_at, v.reason, v.rev
  FROM values_page v WHERE v.school_id = :school AND v.state <> 'published' ORDER BY v.number DESC LIMIT 1;

-- The highest number given so far.
-- name:  values_last_number :one
-- out:   n int
-- scope: school
SELECT coalesce(max(v.number), 0) AS n FROM values_page v WHERE v.school_id = :school;

-- A new draft.
-- name:  values_insert :run
-- in:    id values_page_id, number int, culture text, strategy text, motto text, core text, written_by person_id
-- scope: school
INSERT INTO values_page (school_id, id, number, state, culture, strategy, motto, core, written_by, written_at, sent_at, decided_by, decided_at, reason, rev)
VALUES (:school, :id, :number, 'draft', :culture, :strategy, :motto, :core, :written_by, :now, NULL, NULL, NULL, NULL, 1);

-- The text of a draft; nothing changes when it is published or rev is no longer the one that was read.
-- name:  values_write :run
-- in:    id values_page_id, rev int, culture text, strategy text, motto text, core text, written_by person_id
-- scope: school
UPDATE values_page SET culture = :culture, strategy = :strategy, motto = :motto, core = :core, written_by = :written_by, written_at = :now,
       state = 'draft', sent_at = NULL, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND state <> 'published';

-- A draft goes to the principal.
-- name:  values_send :run
-- in:    id values_page_id, rev int
-- scope: school
UPDATE values_page SET state = 'pending', sent_at = :now, reason = NULL, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND state IN ('draft', 'returned');

-- The principal's word: published, or returned with a reason.
-- name:  values_decide :run
-- in:    id values_page_id, rev int, state values_state, decided_by person_id, reason text?
-- scope: school
UPDATE values_page SET state = :state, decided_by = :decided_by, decided_at = :now, reason = :reason, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND state = 'pending';

-- How many wait for the principal.
-- name:  values_pending_count :one
-- out:   n int
-- scope: school
SELECT count(*) AS n FROM values_page v WHERE v.school_id = :school AND v.state = 'pending';

-- How many versions a school has, how far they count, and how many of them are open, for khue verify.
-- name:  values_counted :one
-- out:   n int, last int, open int
-- scope: school
SELECT count(*) AS n, coalesce(max(v.number), 0) AS last, coalesce(sum(CASE WHEN v.state = 'published' THEN 0 ELSE 1 END), 0) AS open
  FROM values_page v WHERE v.school_id = :school;
