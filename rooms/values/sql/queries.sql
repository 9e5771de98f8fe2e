-- What the public page shows: the newest published version.
-- name:  values_shown :maybe
-- in:    of_school school_id
-- out:   id values_page_id, number int, culture text, strategy text, motto text, core text, vision text?, mission text?, decided_at time?, decided_name text?
-- scope: public - published by the principal for everybody
SELECT v.id, v.number, v.culture, v.strategy, v.motto, v.core, v.vision, v.mission, v.decided_at, p.full_name AS decided_name
  FROM values_page v LEFT JOIN person p ON p.id = v.decided_by
 WHERE v.school_id = :of_school AND v.state = 'published' ORDER BY v.number DESC LIMIT 1;

-- One published version, old or new.
-- name:  values_version :one
-- in:    of_school school_id, id values_page_id
-- out:   id values_page_id, number int, culture text, strategy text, motto text, core text, vision text?, mission text?, decided_at time?, decided_name text?
-- scope: public - published by the principal for everybody
SELECT v.id, v.number, v.culture, v.strategy, v.motto, v.core, v.vision, v.mission, v.decided_at, p.full_name AS decided_name
  FROM values_page v LEFT JOIN person p ON p.id = v.decided_by
 WHERE v.school_id = :of_school AND v.id = :id AND v.state = 'published';

-- The one published before a version.
-- name:  values_before :maybe
-- in:    of_school school_id, number int
-- out:   number int, culture text, strategy text, motto text, core text, vision text?, mission text?
-- scope: public - published by the principal for everybody
SELECT v.number, v.culture, v.strategy, v.motto, v.core, v.vision, v.mission FROM values_page v
 WHERE v.school_id = :of_school AND v.state = 'published' AND v.number < :number ORDER BY v.number DESC LIMIT 1;

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
-- out:   school_id school_id, culture text, strategy text, motto text, core text, vision text?, mission text?
-- scope: public - published by the principal for everybody
SELECT v.school_id, v.culture, v.strategy, v.motto, v.core, v.vision, v.mission FROM values_page v
 WHERE v.school_id > :after AND v.state = 'published'
   AND v.number = (SELECT max(o.number) FROM values_page o WHERE o.school_id = v.school_id AND o.state = 'published')
 ORDER BY v.school_id LIMIT :limit;

-- The version that is being worked on: draft, waiting for the principal, or returned.
-- name:  values_open :maybe
-- out:   id values_page_id, number int, state values_state, culture text, strategy text, motto text, core text, vision text?, mission text?, written_by person_id, written_at time, sent_at time?, reason text?, rev int
-- scope: school
SELECT v.id, v.number, v.state, v.culture, v.strategy, v.motto, v.core, v.vision, v.mission, v.written_by, v.written_at, v.sent_at, v.reason, v.rev
  FROM values_page v WHERE v.school_id = :school AND v.state <> 'published' ORDER BY v.number DESC LIMIT 1;

-- The highest number given so far.
-- name:  values_last_number :one
-- out:   n int
-- scope: school
SELECT coalesce(max(v.number), 0) AS n FROM values_page v WHERE v.school_id = :school;

-- A new draft.
-- name:  values_insert :run
-- in:    id values_page_id, number int, culture text, strategy text, motto text, core text, vision text?, mission text?, written_by person_id
-- scope: school
INSERT INTO values_page (school_id, id, number, state, culture, strategy, motto, core, vision, mission, written_by, written_at, sent_at, decided_by, decided_at, reason, rev)
VALUES (:school, :id, :number, 'draft', :culture, :strategy, :motto, :core, :vision, :mission, :written_by, :now, NULL, NULL, NULL, NULL, 1);

-- The text of a draft; nothing changes when it is published or rev is no longer the one that was read.
-- name:  values_write :run
-- in:    id values_page_id, rev int, culture text, strategy text, motto text, core text, vision text?, mission text?, written_by person_id
-- scope: school
UPDATE values_page SET culture = :culture, strategy = :strategy, motto = :motto, core = :core, vision = :vision, mission = :mission, written_by = :written_by, written_at = :now,
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

-- How many versions a school has, how far they count, and how many of them are open, for khue verify.
-- name:  values_counted :one
-- out:   n int, last int, open int
-- scope: school
SELECT count(*) AS n, coalesce(max(v.number), 0) AS last, coalesce(sum(CASE WHEN v.state = 'published' THEN 0 ELSE 1 END), 0) AS open
  FROM values_page v WHERE v.school_id = :school;

-- ---- the picture of the public page

-- The offer that is open: it waits for the principal, or was returned.
-- name:  picture_open :maybe
-- out:   id values_picture_id, file_id file_id, alt text, state picture_state, offered_by person_id, offered_at time, offered_name text?, reason text?, rev int
-- scope: school
SELECT v.id, v.file_id, v.alt, v.state, v.offered_by, v.offered_at, p.full_name AS offered_name, v.reason, v.rev
  FROM values_picture v LEFT JOIN person p ON p.id = v.offered_by
 WHERE v.school_id = :school AND v.state IN ('pending', 'returned');

-- A new offer.
-- name:  picture_insert :run
-- in:    id values_picture_id, file_id file_id, alt text, offered_by person_id
-- scope: school
INSERT INTO values_picture (school_id, id, file_id, alt, state, offered_by, offered_at, decided_by, decided_at, reason, rev)
VALUES (:school, :id, :file_id, :alt, 'pending', :offered_by, :now, NULL, NULL, NULL, 1);

-- The open one is offered anew.
-- name:  picture_again :run
-- in:    id values_picture_id, file_id file_id, alt text, offered_by person_id, rev int
-- scope: school
UPDATE values_picture SET file_id = :file_id, alt = :alt, state = 'pending', offered_by = :offered_by, offered_at = :now,
       decided_by = NULL, decided_at = NULL, reason = NULL, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND state IN ('pending', 'returned');

-- The word on it: published, or returned with a reason; only what waits is decided.
-- name:  picture_decide :run
-- in:    id values_picture_id, rev int, state picture_state, decided_by person_id, reason text?
-- scope: school
UPDATE values_picture SET state = :state, decided_by = :decided_by, decided_at = :now, reason = :reason, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND state = 'pending';

-- It is taken back, or another picture was chosen.
-- name:  picture_forgo :run
-- in:    id values_picture_id, rev int
-- scope: school
UPDATE values_picture SET state = 'dropped', rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND state IN ('pending', 'returned');

-- How many pictures are shown, how many open offers have lost theirs, how many of both are a child's: 0 or 1, 0, 0.
-- name:  pictures_counted :one
-- out:   shown int, lost int, of_children int
-- scope: school
SELECT (SELECT count(*) FROM file f WHERE f.school_id = :school AND f.use = 'values.picture' AND f.ended_at IS NULL) AS shown,
       (SELECT count(*) FROM values_picture v JOIN file o ON o.school_id = :school AND o.id = v.file_id
         WHERE v.school_id = :school AND v.state IN ('pending', 'returned') AND o.ended_at IS NOT NULL) AS lost,
       (SELECT count(*) FROM file k WHERE k.school_id = :school AND k.use IN ('values.picture', 'values.picture_waits') AND k.child_id IS NOT NULL) AS of_children;
