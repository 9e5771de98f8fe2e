-- A new notice.
-- name:  notice_insert :run
-- in:    id notice_id, person_id person_id, kind notice_kind, words text, parts text, path text, about_id person_id?, important bool, of_school school_id?
-- scope: system - the rule that tells has decided whom
INSERT INTO notice (person_id, id, kind, words, parts, path, at, read_at, about_id, important, of_school)
VALUES (:person_id, :id, :kind, :words, :parts, :path, :now, NULL, :about_id, :important, :of_school);

-- The same was said before and is not read yet: it is said anew, and stands first.
-- name:  notice_again :run
-- in:    person_id person_id, words text, parts text, path text
-- scope: system - the rule that tells has decided whom
UPDATE notice SET at = :now WHERE person_id = :person_id AND read_at IS NULL AND words = :words AND parts = :parts AND path = :path;

-- A person's own notices, the newest first, from a time on; none about a child from whom an order keeps them.
-- name:  notices_mine :many
-- in:    me person_id, before time, limit int
-- out:   id notice_id, kind notice_kind, words text, parts text, path text, at time, read_at time?, about_id person_id?, important bool
-- scope: persons
SELECT n.id, n.kind, n.words, n.parts, n.path, n.at, n.read_at, n.about_id, n.important FROM notice n
 WHERE n.person_id = :me AND n.person_id IN (:persons) AND n.at < :before ORDER BY n.at DESC, n.id DESC LIMIT :limit;

-- Where one of my notices leads.
-- name:  notice_mine :one
-- in:    me person_id, id notice_id
-- out:   path text, read_at time?, about_id person_id?
-- scope: persons
SELECT n.path, n.read_at, n.about_id FROM notice n WHERE n.person_id = :me AND n.person_id IN (:persons) AND n.id = :id;

-- I opened it.
-- name:  notice_read :run
-- in:    me person_id, id notice_id
-- scope: persons
UPDATE notice SET read_at = :now WHERE person_id = :me AND person_id IN (:persons) AND id = :id AND read_at IS NULL;

-- I read all that were on the page, and older ones.
-- name:  notices_read :run
-- in:    me person_id, until time
-- scope: persons
UPDATE notice SET read_at = :now WHERE person_id = :me AND person_id IN (:persons) AND at <= :until AND read_at IS NULL;

-- Retention: notices said before a time, some at once.
-- name:  notices_drop :run
-- in:    before time, limit int
-- scope: system - retention
DELETE FROM notice            -- law 13: retention, NOTICE_DAYS
 WHERE (person_id, id) IN (SELECT n.person_id, n.id FROM notice n WHERE n.at < :before ORDER BY n.at, n.person_id, n.id LIMIT :limit);
