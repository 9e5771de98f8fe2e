-- ---- mails

-- A mail that waits to be sent.
-- name:  mail_insert :run
-- in:    id mail_id, to_address text, subject text, body text, lang int, link text?, link_id ref?, due_at time, asks bool
-- scope: system - the rule that writes has decided to whom
INSERT INTO mail (id, to_address, subject, body, lang, link, link_id, state, attempt, due_at, made_at, over_at, answer, bare, asks)
VALUES (:id, :to_address, :subject, :body, :lang, :link, :link_id, 'waiting', 0, :due_at, :now, NULL, 0, 0, :asks);

-- How many went to an address since two times; a rate for each recipient. asks = 0: without those that only tell.
-- name:  mails_to :one
-- in:    to_address text, hour time, day_ago time, asks bool
-- out:   in_hour int, in_day int
-- scope: system - only numbers leave
SELECT coalesce(sum(CASE WHEN m.made_at >= :hour THEN 1 ELSE 0 END), 0) AS in_hour, count(*) AS in_day
  FROM mail m WHERE m.to_address = :to_address AND m.made_at >= :day_ago AND (:asks = 1 OR m.asks = 0);

-- Mails that are due: what somebody waits for (a link) before what only tells, the oldest first.
-- name:  mails_due :many
-- in:    limit int
-- out:   id mail_id, to_address text, subject text, body text, lang int, link text?, link_id ref?, attempt int, due_at time, made_at time, asks bool
-- scope: system - the job that sends
SELECT m.id, m.to_address, m.subject, m.body, m.lang, m.link, m.link_id, m.attempt, m.due_at, m.made_at, m.asks FROM mail m
 WHERE m.id IN (SELECT x.id FROM (SELECT a.id FROM mail a INDEXED BY mail_first WHERE a.state = 'waiting' AND a.asks = 0 AND a.due_at <= :now ORDER BY a.due_at, a.id LIMIT :limit) x
                UNION ALL SELECT y.id FROM (SELECT b.id FROM mail b INDEXED BY mail_first WHERE b.state = 'waiting' AND b.asks = 1 AND b.due_at <= :now ORDER BY b.due_at, b.id LIMIT :limit) y)
 ORDER BY m.asks, m.due_at, m.id LIMIT :limit;
-- postgres:
SELECT m.id, m.to_address, m.subject, m.body, m.lang, m.link, m.link_id, m.attempt, m.due_at, m.made_at, m.asks FROM mail m
 WHERE m.id = ANY (ARRAY(SELECT x.id FROM (SELECT a.id FROM mail a WHERE a.state = 'waiting' AND a.asks = 0 AND a.due_at <= :now ORDER BY a.due_at, a.id LIMIT :limit) x
                UNION ALL SELECT y.id FROM (SELECT b.id FROM mail b WHERE b.state = 'waiting' AND b.asks = 1 AND b.due_at <= :now ORDER BY b.due_at, b.id LIMIT :limit) y))
 ORDER BY m.asks, m.due_at, m.id LIMIT :limit;

-- One of them is ours for a while; nothing changes when another server was faster.
-- name:  mail_claim :run
-- in:    id mail_id, seen time, until time
-- scope: system - the job that sends
UPDATE mail SET due_at = :until, attempt = attempt + 1 WHERE id = :id AND state = 'waiting' AND due_at = :seen;

-- It went out, was given up, or is only shown.
-- name:  mail_over :run
-- in:    id mail_id, state mail_state, answer int
-- scope: system - the job that sends
UPDATE mail SET state = :state, answer = :answer, over_at = :now WHERE id = :id AND state = 'waiting';

-- Not now: later again. given_back: this attempt does not count.
-- name:  mail_later :run
-- in:    id mail_id, due_at time, answer int, given_back int
-- scope: system - the job that sends
UPDATE mail SET due_at = :due_at, answer = :answer, attempt = attempt - :given_back WHERE id = :id AND state = 'waiting';

-- When the next one is due.
-- name:  mail_next_due :maybe
-- out:   due_at time
-- scope: system - the job that sends
SELECT m.due_at FROM mail m WHERE m.state = 'waiting' ORDER BY m.due_at, m.id LIMIT 1;

-- The newest mails with their texts: for demo and tests, where they are only shown.
-- name:  mails_newest :many
-- in:    limit int
-- out:   id mail_id, to_address text, subject text, body text, lang int, link text?, link_id ref?, state mail_state, made_at time
-- scope: system - shown only where all people are invented
SELECT m.id, m.to_address, m.subject, m.body, m.lang, m.link, m.link_id, m.state, m.made_at FROM mail m
 WHERE m.bare = 0 ORDER BY m.made_at DESC, m.id DESC LIMIT :limit;

-- Retention: address and texts of mails that were over before a time, some at once.
-- name:  mails_bare :run
-- in:    before time, limit int
-- scope: system - retention
UPDATE mail SET to_address = '', subject = '', body = '', link = NULL, bare = 1
 WHERE id IN (SELECT m.id FROM mail m WHERE m.bare = 0 AND m.over_at < :before ORDER BY m.over_at, m.id LIMIT :limit);
-- postgres:
UPDATE mail SET to_address = '', subject = '', body = '', link = NULL, bare = 1
 WHERE id = ANY (ARRAY(SELECT m.id FROM mail m WHERE m.bare = 0 AND m.over_at < :before ORDER BY m.over_at, m.id LIMIT :limit));

-- Retention: what is left of a mail, some at once.
-- name:  mails_forget :run
-- in:    before time, limit int
-- scope: system - retention
DELETE FROM mail WHERE id IN (SELECT m.id FROM mail m WHERE m.bare = 1 AND m.over_at < :before ORDER BY m.over_at, m.id LIMIT :limit);
-- postgres:
DELETE FROM mail WHERE id = ANY (ARRAY(SELECT m.id FROM mail m WHERE m.bare = 1 AND m.over_at < :before ORDER BY m.over_at, m.id LIMIT :limit));
