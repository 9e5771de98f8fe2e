-- Webhooks of a school, and what became of each thing that was told (rooms/hooks).

-- A new one.
-- name:  hook_insert :run
-- in:    id hook_id, name text, address text, sealed bytes, made_by person_id
-- scope: school
INSERT INTO hook (school_id, id, name, address, sealed, made_by, made_at, rev) VALUES (:school, :id, :name, :address, :sealed, :made_by, :now, 1);

-- Those that are open, the oldest first.
-- name:  hooks_open :many
-- out:   id hook_id, name text, address text, made_at time, made_by_name text?, rev int
-- scope: school
SELECT h.id, h.name, h.address, h.made_at, p.full_name AS made_by_name, h.rev FROM hook h LEFT JOIN person p ON p.id = h.made_by
 WHERE h.school_id = :school AND h.ended_at IS NULL ORDER BY h.id LIMIT 20;

-- One of them.
-- name:  hook_one :maybe
-- in:    id hook_id
-- out:   name text, address text, sealed bytes, rev int
-- scope: school
SELECT h.name, h.address, h.sealed, h.rev FROM hook h WHERE h.school_id = :school AND h.id = :id AND h.ended_at IS NULL;

-- It is told nothing more; its secret goes.
-- name:  hook_end :run
-- in:    id hook_id, rev int, sealed bytes, ended_by person_id
-- scope: school
UPDATE hook SET ended_at = :now, ended_by = :ended_by, sealed = :sealed, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev AND ended_at IS NULL;

-- What happened.
-- name:  hook_said_insert :run
-- in:    id hook_said_id, event text, title text, path text
-- scope: school
INSERT INTO hook_said (school_id, id, event, title, path, at) VALUES (:school, :id, :event, :title, :path, :now);

-- To be told to one.
-- name:  hook_send_insert :run
-- in:    hook_id hook_id, said_id hook_said_id
-- scope: school
INSERT INTO hook_send (school_id, hook_id, said_id, state, status, why, at) VALUES (:school, :hook_id, :said_id, 'waiting', 0, '', :now);

-- What is to be told.
-- name:  hook_send_of :maybe
-- in:    hook_id hook_id, said_id hook_said_id
-- out:   event text, title text, path text, at time
-- scope: school
SELECT y.event, y.title, y.path, y.at FROM hook_send x JOIN hook_said y ON y.school_id = :school AND y.id = x.said_id
 WHERE x.school_id = :school AND x.hook_id = :hook_id AND x.said_id = :said_id AND x.state <> 'sent';

-- What became of it.
-- name:  hook_send_put :run
-- in:    hook_id hook_id, said_id hook_said_id, state hook_state, status int, why text
-- scope: school
UPDATE hook_send SET state = :state, status = :status, why = :why, at = :now WHERE school_id = :school AND hook_id = :hook_id AND said_id = :said_id AND state <> 'sent';

-- The last of all of them, the newest first.
-- name:  hook_sends_lately :many
-- out:   name text, event text, title text, said_at time, at time, state hook_state, status int, why text
-- scope: school
SELECT h.name, y.event, y.title, y.at AS said_at, x.at, x.state, x.status, x.why FROM hook_said y JOIN hook_send x ON x.school_id = :school AND x.said_id = y.id
  JOIN hook h ON h.school_id = :school AND h.id = x.hook_id
 WHERE y.school_id = :school ORDER BY y.id DESC, h.id LIMIT 30;

-- What was told long ago.
-- name:  hook_sends_forget :run
-- in:    before time, limit int
-- scope: system - retention: how long it is kept stands in hooks_keeps
DELETE FROM hook_send WHERE (school_id, said_id) IN (SELECT y.school_id, y.id FROM hook_said y WHERE y.at < :before ORDER BY y.at, y.school_id, y.id LIMIT :limit);     -- law 13: retention

-- And what it was.
-- name:  hook_said_forget :run
-- in:    before time, limit int
-- scope: system - retention, as above
DELETE FROM hook_said WHERE (school_id, id) IN (SELECT y.school_id, y.id FROM hook_said y WHERE y.at < :before ORDER BY y.at, y.school_id, y.id LIMIT :limit);     -- law 13: retention
