-- What keys were used for, and what the heads of a school look at (doors/xapi/use.c, operate.c).

-- So much more in an hour.
-- name:  use_add :run
-- in:    of_school school_id, key_id xapi_key_id, hour int, given int, taken int, refused int
-- scope: system - counts of requests, written down for keys of several schools at once
INSERT INTO xapi_use (school_id, key_id, hour, given, taken, refused) VALUES (:of_school, :key_id, :hour, :given, :taken, :refused)
ON CONFLICT (school_id, key_id, hour) DO UPDATE SET given = xapi_use.given + excluded.given, taken = xapi_use.taken + excluded.taken, refused = xapi_use.refused + excluded.refused;

-- Refused, in the place of the oldest of fifty.
-- name:  refusal_put :run
-- in:    key_id xapi_key_id, status int, number int, resource text, place text
-- scope: school
INSERT INTO xapi_refusal (school_id, key_id, slot, at, status, number, resource, place)
SELECT :school, k.id, (coalesce((SELECT r.slot FROM xapi_refusal r WHERE r.school_id = :school AND r.key_id = :key_id ORDER BY r.at DESC, r.slot DESC LIMIT 1), -1) + 1) % 50,
        :now, :status, :number, :resource, :place
  FROM xapi_key k WHERE k.school_id = :school AND k.id = :key_id
ON CONFLICT (school_id, key_id, slot) DO UPDATE SET at = excluded.at, status = excluded.status, number = excluded.number, resource = excluded.resource, place = excluded.place;

-- Hours that are over.
-- name:  uses_forget :run
-- in:    before int, limit int
-- scope: system - retention: how long it is kept stands in xapi_keeps
DELETE FROM xapi_use WHERE (school_id, key_id, hour) IN (SELECT u.school_id, u.key_id, u.hour FROM xapi_use u WHERE u.hour < :before LIMIT :limit);

-- Refusals that are over.
-- name:  refusals_forget :run
-- in:    before time, limit int
-- scope: system - retention, as above
DELETE FROM xapi_refusal WHERE (school_id, key_id, slot) IN (SELECT r.school_id, r.key_id, r.slot FROM xapi_refusal r WHERE r.at < :before LIMIT :limit);

-- How often a key may ask.
-- name:  key_rate_put :run
-- in:    id xapi_key_id, per_minute int?, rev int
-- scope: school
UPDATE xapi_key SET per_minute = :per_minute, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev;

-- Did the school name this site?
-- name:  origin_here :one
-- in:    origin text
-- out:   n int
-- scope: school
SELECT count(*) AS n FROM xapi_origin o WHERE o.school_id = :school AND o.origin = :origin AND o.ended_at IS NULL;

-- Did any?
-- name:  origin_anywhere :one
-- in:    origin text
-- out:   n int
-- scope: system - a preflight comes without a key; answers no more than whether some school did
SELECT count(*) AS n FROM xapi_origin o WHERE o.origin = :origin AND o.ended_at IS NULL;

-- How many sites the school has named.
-- name:  origins_open :one
-- out:   n int
-- scope: school
SELECT count(*) AS n FROM xapi_origin o WHERE o.school_id = :school AND o.ended_at IS NULL;

-- Them.
-- name:  origins_here :many
-- out:   id xapi_origin_id, origin text, made_at time, made_by_name text?
-- scope: school
SELECT o.id, o.origin, o.made_at, p.full_name AS made_by_name FROM xapi_origin o LEFT JOIN person p ON p.id = o.made_by
 WHERE o.school_id = :school AND o.ended_at IS NULL ORDER BY o.origin, o.id LIMIT 20;

-- One of them.
-- name:  origin_one :maybe
-- in:    id xapi_origin_id
-- out:   origin text
-- scope: school
SELECT o.origin FROM xapi_origin o WHERE o.school_id = :school AND o.id = :id;

-- A new one.
-- name:  origin_insert :run
-- in:    id xapi_origin_id, origin text, made_by person_id?
-- scope: school
INSERT INTO xapi_origin (school_id, id, origin, made_by, made_at) VALUES (:school, :id, :origin, :made_by, :now);

-- No longer.
-- name:  origin_close :run
-- in:    id xapi_origin_id
-- scope: school
UPDATE xapi_origin SET ended_at = :now WHERE school_id = :school AND id = :id AND ended_at IS NULL;
