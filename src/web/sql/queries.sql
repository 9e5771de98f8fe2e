-- Does the database answer?
-- name:  database_answers :one
-- out:   yes int
-- scope: system - asks about no row
SELECT 1 AS yes;

-- The session of a cookie, live or over (over ones stay a day, to know whose post was kept).
-- name:  session_of_token :maybe
-- in:    token_hash bytes
-- out:   id session_id, person_id person_id, seen_at time, until time, shared bool, by_key bool, chosen_role text?
-- scope: system - it is read to learn who asks
SELECT id, person_id, seen_at, until, shared, by_key, chosen_role FROM session WHERE token_hash = :token_hash;

-- Of the sessions behind open streams, those that still stand.
-- name:  sessions_standing :many
-- in:    sessions session_id*
-- out:   id session_id, seen_at time, until time, shared bool
-- scope: system - asked before a stream hears anything, about its own session
SELECT s.id, s.seen_at, s.until, s.shared FROM session s WHERE s.id IN (:sessions*);

-- A person's devices, the last used first.
-- name:  sessions_of_person :many
-- in:    person person_id
-- out:   id session_id, device text, begun_at time, seen_at time, shared bool
-- scope: system - the caller passes its own person
SELECT id, device, begun_at, seen_at, shared FROM session
 WHERE person_id = :person AND until > :now ORDER BY seen_at DESC LIMIT 50;

-- A device signs in.
-- name:  session_add :run
-- in:    id session_id, token_hash bytes, person person_id, until time, shared bool, by_key bool, device text
-- scope: system - sign-in
INSERT INTO session (id, token_hash, person_id, begun_at, seen_at, until, shared, by_key, device)
VALUES (:id, :token_hash, :person, :now, :now, :until, :shared, :by_key, :device);

-- The session was used just now.
-- name:  session_seen :run
-- in:    id session_id
-- scope: system - the session's own row
UPDATE session SET seen_at = :now WHERE id = :id;

-- The role whose home and menu the person chose.
-- name:  session_role_set :run
-- in:    id session_id, role text?
-- scope: system - the session's own row
UPDATE session SET chosen_role = :role WHERE id = :id;

-- This device signs out.
-- name:  session_drop :run
-- in:    token_hash bytes
-- scope: system - sign-out of this device
DELETE FROM session WHERE token_hash = :token_hash;           -- law 13: retention, a session that is over is kept for nobody

-- One device of a person's list.
-- name:  session_drop_one :run
-- in:    id session_id, person person_id
-- scope: system - the caller passes its own person
DELETE FROM session WHERE id = :id AND person_id = :person;   -- law 13: retention, as above

-- Every device of the person signs out.
-- name:  sessions_drop_of_person :run
-- in:    person person_id
-- scope: system - sign-out everywhere
DELETE FROM session WHERE person_id = :person;                -- law 13: retention, as above

-- Every device of the person but one signs out.
-- name:  sessions_drop_but :run
-- in:    person person_id, but session_id
-- scope: system - the caller passes its own person
DELETE FROM session WHERE person_id = :person AND id <> :but; -- law 13: retention, as above

-- Retention: sessions that were over before a time.
-- name:  sessions_drop_over :run
-- in:    before time
-- scope: system - retention
DELETE FROM session WHERE until < :before;                    -- law 13: retention, as above

-- What was sent with a session that is over waits for the same person to sign in.
-- name:  kept_post_add :run
-- in:    token_hash bytes, person person_id, path text, body text
-- scope: system - of a session that is over
INSERT INTO kept_post (token_hash, person_id, path, body, kept_at) VALUES (:token_hash, :person, :path, :body, :now);

-- The kept post of a cookie, if it is this person's and young enough.
-- name:  kept_post_of :maybe
-- in:    token_hash bytes, person person_id, since time
-- out:   path text, body text
-- scope: system - the caller passes its own person
SELECT path, body FROM kept_post WHERE token_hash = :token_hash AND person_id = :person AND kept_at >= :since;

-- The kept post was sent, or is not wanted any more.
-- name:  kept_post_drop :run
-- in:    token_hash bytes
-- scope: system - used up
DELETE FROM kept_post WHERE token_hash = :token_hash;         -- law 13: retention, it was sent or is not wanted

-- Retention: kept posts older than half an hour.
-- name:  kept_posts_drop_old :run
-- in:    before time
-- scope: system - retention
DELETE FROM kept_post WHERE kept_at < :before;                -- law 13: retention, half an hour
