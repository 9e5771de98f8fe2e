-- ---- links by mail

-- A link that is being sent.
-- name:  mail_link_insert :run
-- in:    id mail_link_id, person_id person_id, kind mail_link_kind, address text, made_by person_id, until time
-- scope: system - the rule has decided on the person
INSERT INTO mail_link (id, person_id, kind, address, made_at, made_by, until, used_at, void_at)
VALUES (:id, :person_id, :kind, :address, :now, :made_by, :until, NULL, NULL);

-- Older open links of a person, of one kind, are void.
-- name:  mail_links_void :run
-- in:    person_id person_id, kind mail_link_kind
-- scope: system - the rule has decided on the person
UPDATE mail_link SET void_at = :now WHERE person_id = :person_id AND kind = :kind AND used_at IS NULL AND void_at IS NULL;

-- How often a person was sent a link of a kind lately.
-- name:  mail_links_since :one
-- in:    person_id person_id, kind mail_link_kind, since time
-- out:   n int
-- scope: system - a rate; only a number leaves
SELECT count(*) AS n FROM mail_link l WHERE l.person_id = :person_id AND l.kind = :kind AND l.made_at >= :since;

-- The open link of an id, and whose account it is for.
-- name:  mail_link_open :maybe
-- in:    id mail_link_id
-- out:   person_id person_id, kind mail_link_kind, address text, user_name text
-- scope: system - whoever has the token got the mail
SELECT l.person_id, l.kind, l.address, a.user_name FROM mail_link l JOIN account a ON a.person_id = l.person_id
 WHERE l.id = :id AND l.used_at IS NULL AND l.void_at IS NULL AND l.until > :now AND a.closed_at IS NULL;

-- The link is used up; nothing changes when somebody was faster.
-- name:  mail_link_use :run
-- in:    id mail_link_id
-- scope: system - whoever has the token got the mail
UPDATE mail_link SET used_at = :now WHERE id = :id AND used_at IS NULL AND void_at IS NULL AND until > :now;

-- The address that a person has asked for and not confirmed yet.
-- name:  mail_link_waiting :maybe
-- in:    me person_id
-- out:   address text, until time
-- scope: persons
SELECT l.address, l.until FROM mail_link l
 WHERE l.person_id = :me AND l.person_id IN (:persons) AND l.kind = 'confirm' AND l.used_at IS NULL AND l.void_at IS NULL AND l.until > :now
 ORDER BY l.made_at DESC LIMIT 1;

-- Retention: links that were over before a time.
-- name:  mail_links_drop :run
-- in:    before time
-- scope: system - retention
DELETE FROM mail_link WHERE until < :before;

-- ---- browsers

-- Has this person signed in on this browser before?
-- name:  browser_known :maybe
-- in:    person_id person_id, browser_hash bytes
-- out:   seen_at time
-- scope: system - sign-in
SELECT b.seen_at FROM known_browser b WHERE b.person_id = :person_id AND b.browser_hash = :browser_hash;

-- On how many others?
-- name:  browsers_count :one
-- in:    person_id person_id
-- out:   n int
-- scope: system - sign-in
SELECT count(*) AS n FROM known_browser b WHERE b.person_id = :person_id;

-- A sign-in on a browser.
-- name:  browser_put :run
-- in:    person_id person_id, browser_hash bytes
-- scope: system - sign-in
INSERT INTO known_browser (person_id, browser_hash, first_at, seen_at) VALUES (:person_id, :browser_hash, :now, :now)
ON CONFLICT (person_id, browser_hash) DO UPDATE SET seen_at = excluded.seen_at;

-- Retention: browsers that nobody signed in on since a time.
-- name:  browsers_drop :run
-- in:    before time
-- scope: system - retention
DELETE FROM known_browser WHERE seen_at < :before;
