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
