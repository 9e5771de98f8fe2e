-- What keys were used for, and what the heads of a school look at (doors/xapi/use.c, operate.c).

-- So much more in an hour.
-- name:  use_add :run
-- in:    of_school school_id, key_id xapi_key_id, hour int, given int, taken int, refused int
-- scope: system - counts of requests, written down for keys of several schools at once
INSERT INTO xapi_use (school_id, key_id, hour, given, taken, refused) VALUES (:of_school, :key_id, :hour, :given, :taken, :refused)
ON CONFLICT (school_id, key_id, hour) DO UPDATE SET given = xapi_use.given + excluded.given, taken = xapi_use.taken + excluded.taken, refused = xapi_use.refused + excluded.refused;

-- Refused, in the place of the oldest of fifty.
-- name:  refusal_put :run
-- in:    key_id xapi_key_id, status int, number int, resource text, place text, words text
-- scope: school
INSERT INTO xapi_refusal (school_id, key_id, slot, at, status, number, resource, place, words)
SELECT :school, k.id, (coalesce((SELECT r.slot FROM xapi_refusal r WHERE r.school_id = :school AND r.key_id = :key_id ORDER BY r.at DESC, r.slot DESC LIMIT 1), -1) + 1) % 50,
        :now, :status, :number, :resource, :place, :words
  FROM xapi_key k WHERE k.school_id = :school AND k.id = :key_id
ON CONFLICT (school_id, key_id, slot) DO UPDATE SET at = excluded.at, status = excluded.status, number = excluded.number, resource = excluded.resource, place = excluded.place, words = excluded.words;

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
INSERT INTO xapi_origin (school_id, id, origin, made_by, made_at) VALUES (:school, :id, :origin, :made_by, :now)
ON CONFLICT (school_id, origin) WHERE ended_at IS NULL DO NOTHING;

-- No longer.
-- name:  origin_close :run
-- in:    id xapi_origin_id
-- scope: school
UPDATE xapi_origin SET ended_at = :now WHERE school_id = :school AND id = :id AND ended_at IS NULL;

-- ---- what the heads look at

-- What all keys were used for, hour by hour.
-- name:  uses_by_hour :many
-- in:    from_hour int
-- out:   hour int, given int, taken int, refused int
-- scope: school
SELECT u.hour, sum(u.given) AS given, sum(u.taken) AS taken, sum(u.refused) AS refused FROM xapi_use u
 WHERE u.school_id = :school AND u.hour >= :from_hour GROUP BY u.hour ORDER BY u.hour DESC LIMIT 48;

-- The same by days in Hà Nội.
-- name:  uses_by_day :many
-- in:    from_hour int
-- out:   on_day date, given int, taken int, refused int
-- scope: school
SELECT (u.hour + 7) / 24 AS on_day, sum(u.given) AS given, sum(u.taken) AS taken, sum(u.refused) AS refused FROM xapi_use u
 WHERE u.school_id = :school AND u.hour >= :from_hour GROUP BY 1 ORDER BY 1 DESC LIMIT 40;

-- The same by keys, with the last hour in which each was given something.
-- name:  uses_by_key :many
-- in:    from_hour int
-- out:   key_id xapi_key_id, given int, taken int, refused int, read_hour int?
-- scope: school
SELECT u.key_id, sum(u.given) AS given, sum(u.taken) AS taken, sum(u.refused) AS refused, max(CASE WHEN u.given > 0 THEN u.hour END) AS read_hour FROM xapi_use u
 WHERE u.school_id = :school AND u.hour >= :from_hour GROUP BY u.key_id LIMIT 200;

-- The last refusals of all keys.
-- name:  refusals_here :many
-- in:    limit int
-- out:   at time, key_id xapi_key_id, name text, status int, number int, resource text, place text, words text
-- scope: school
SELECT r.at, r.key_id, k.name, r.status, r.number, r.resource, r.place, r.words FROM xapi_refusal r JOIN xapi_key k ON k.school_id = :school AND k.id = r.key_id
 WHERE r.school_id = :school ORDER BY r.at DESC, r.key_id, r.slot LIMIT :limit;

-- What came in from outside, day by day.
-- name:  stored_by_day :many
-- in:    from_day date
-- out:   on_day date, n int, bytes int
-- scope: school
SELECT d.on_day, d.n, d.bytes FROM outside_stored d WHERE d.school_id = :school AND d.on_day >= :from_day ORDER BY d.on_day DESC LIMIT 400;

-- Deeds, day by day.
-- name:  deeds_by_day :many
-- in:    from_day date
-- out:   on_day date, n int
-- scope: school
SELECT d.on_day, sum(d.n) AS n FROM record_daily d WHERE d.school_id = :school AND d.on_day >= :from_day GROUP BY d.on_day ORDER BY d.on_day DESC LIMIT 800;

-- All of it, ever.
-- name:  record_size :one
-- out:   deeds int, told int, bytes int
-- scope: school
SELECT coalesce((SELECT sum(d.n) FROM record_daily d WHERE d.school_id = :school), 0) AS deeds, coalesce((SELECT sum(o.n) FROM outside_stored o WHERE o.school_id = :school), 0) AS told,
       coalesce((SELECT sum(o.bytes) FROM outside_stored o WHERE o.school_id = :school), 0) AS bytes;

-- Verbs, or activities, that are counted by themselves.
-- name:  words_counted :many
-- in:    activity bool
-- out:   iri text, name text
-- scope: school
SELECT k.iri, k.name FROM outside_counted k WHERE k.school_id = :school AND k.activity = :activity ORDER BY k.name, k.iri LIMIT 1000;

-- Whom of the house these statements name; doer: who did it.
-- name:  people_of_lines :many
-- in:    lines statement_id*
-- out:   statement_id statement_id, person_id person_id, name text, doer bool
-- scope: school
SELECT s.id AS statement_id, n.id AS person_id, n.full_name AS name, 1 AS doer FROM statement s JOIN person n ON n.id = s.actor_id WHERE s.school_id = :school AND s.id IN (:lines*)
 UNION ALL SELECT w.statement_id, n.id, n.full_name, 0 FROM statement_with w JOIN person n ON n.id = w.person_id WHERE w.school_id = :school AND w.statement_id IN (:lines*)
 UNION ALL SELECT o.statement_id, n.id, n.full_name, CASE WHEN o.part IS NULL THEN 1 ELSE 0 END FROM outside_person o JOIN person n ON n.id = o.person_id
            WHERE o.school_id = :school AND o.statement_id IN (:lines*);

-- ---- for a family (exchange_programs)

-- The keys of every school to which somebody belongs or belonged, and when each read last.
-- name:  keys_of_schools_of :many
-- in:    person_id person_id
-- out:   name text, school_name text, scopes int, revoked_at time?, read_hour int?
-- scope: system - which programs may read is told to the family of the page; of the school only names and hours leave
SELECT k.name, s.name AS school_name, k.scopes, k.revoked_at,
       (SELECT u.hour FROM xapi_use u WHERE u.school_id = k.school_id AND u.key_id = k.id AND u.given > 0 ORDER BY u.hour DESC LIMIT 1) AS read_hour
  FROM xapi_key k JOIN school s ON s.id = k.school_id
 WHERE k.school_id IN (SELECT m.school_id FROM member m WHERE m.person_id = :person_id) ORDER BY k.school_id DESC, k.id DESC LIMIT 200;
