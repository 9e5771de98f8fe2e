-- The key of that number, whosever it is.
-- name:  key_at_door :maybe
-- in:    id xapi_key_id
-- out:   school_id school_id, name text, scopes int, secret_hash bytes, former_hash bytes?, former_until time?, used_at time?, unlimited bool, per_minute int?, room int?, revoked bool
-- scope: system - before it is known whose key it is; who asks must show its secret
SELECT k.school_id, k.name, k.scopes, k.secret_hash, k.former_hash, k.former_until, k.used_at, k.unlimited, k.per_minute, k.room, CASE WHEN k.revoked_at IS NULL THEN 0 ELSE 1 END AS revoked FROM xapi_key k WHERE k.id = :id;

-- The keys of a school, the newest first.
-- name:  keys_of_school :many
-- out:   id xapi_key_id, name text, scopes int, unlimited bool, made_at time, revoked_at time?, former_until time?, used_at time?, per_minute int?, made_by_name text?, rev int, room int?, kept int, files int, documents int, bytes int
-- scope: school
SELECT k.id, k.name, k.scopes, k.unlimited, k.made_at, k.revoked_at, k.former_until, k.used_at, k.per_minute, p.full_name AS made_by_name, k.rev, k.room,
       coalesce(o.n, 0) AS kept, coalesce(o.files, 0) AS files, coalesce(o.documents, 0) AS documents, coalesce(o.bytes + o.document_bytes, 0) AS bytes
  FROM xapi_key k LEFT JOIN person p ON p.id = k.made_by LEFT JOIN outside_kept o ON o.school_id = :school AND o.key_id = k.id
 WHERE k.school_id = :school ORDER BY k.id DESC LIMIT 200;

-- One key of the school.
-- name:  key_of_school :maybe
-- in:    id xapi_key_id
-- out:   name text, revoked bool, per_minute int?, room int?, rev int
-- scope: school
SELECT k.name, CASE WHEN k.revoked_at IS NULL THEN 0 ELSE 1 END AS revoked, k.per_minute, k.room, k.rev FROM xapi_key k WHERE k.school_id = :school AND k.id = :id;

-- How many keys are open.
-- name:  keys_open :one
-- out:   n int
-- scope: school
SELECT count(*) AS n FROM xapi_key k WHERE k.school_id = :school AND k.revoked_at IS NULL;

-- A new key.
-- name:  key_insert :run
-- in:    id xapi_key_id, name text, scopes int, secret_hash bytes, unlimited bool, made_by person_id?
-- scope: school
INSERT INTO xapi_key (school_id, id, name, scopes, secret_hash, unlimited, made_by, made_at, rev) VALUES (:school, :id, :name, :scopes, :secret_hash, :unlimited, :made_by, :now, 1);

-- A new secret; the former one opens too until then.
-- name:  key_rotate :run
-- in:    id xapi_key_id, secret_hash bytes, former_until time, rev int
-- scope: school
UPDATE xapi_key SET former_hash = secret_hash, former_until = :former_until, secret_hash = :secret_hash, rotated_at = :now, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND revoked_at IS NULL;

-- It was used today.
-- name:  key_used :run
-- in:    id xapi_key_id
-- scope: school
UPDATE xapi_key SET used_at = :now WHERE school_id = :school AND id = :id;      -- law 13: a trace of use, nothing that a form shows

-- A key opens nothing any more.
-- name:  key_revoke :run
-- in:    id xapi_key_id, revoked_by person_id?
-- scope: school
UPDATE xapi_key SET revoked_at = :now, revoked_by = :revoked_by, rev = rev + 1 WHERE school_id = :school AND id = :id AND revoked_at IS NULL;

-- How much it may keep.
-- name:  key_room_put :run
-- in:    id xapi_key_id, room int?, rev int
-- scope: school
UPDATE xapi_key SET room = :room, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev AND revoked_at IS NULL;

-- ---- documents

-- A document, also one that was deleted: then without a body.
-- name:  document_of :maybe
-- in:    place bytes, registration text, name text
-- out:   type text, body bytes?, etag bytes, stored_at time, key_id xapi_key_id, rev int
-- scope: school
SELECT d.type, d.body, d.etag, d.stored_at, d.key_id, d.rev FROM xapi_document d
 WHERE d.school_id = :school AND d.place = :place AND d.registration = :registration AND d.name = :name;

-- Names of the documents at a place that were written after a time.
-- name:  documents_at :many
-- in:    place bytes, registration text?, since time
-- out:   name text, stored_at time
-- scope: school
SELECT d.name, max(d.stored_at) AS stored_at FROM xapi_document d
 WHERE d.school_id = :school AND d.place = :place AND (:registration IS NULL OR d.registration = :registration) AND d.stored_at > :since AND d.body IS NOT NULL
 GROUP BY d.name ORDER BY d.name LIMIT 5000;

-- A document where none ever was; no row when there was one.
-- name:  document_insert :run
-- in:    place bytes, registration text, name text, type text, body bytes, etag bytes, key_id xapi_key_id, person_id person_id?, named_id person_id?, known_id ref?
-- scope: school
INSERT INTO xapi_document (school_id, place, registration, name, type, body, etag, stored_at, key_id, person_id, named_id, known_id, rev)
VALUES (:school, :place, :registration, :name, :type, :body, :etag, :now, :key_id, :person_id, :named_id, :known_id, 1) ON CONFLICT (school_id, place, registration, name) DO NOTHING;

-- Another body, or none, in place of the one that was read.
-- name:  document_change :run
-- in:    place bytes, registration text, name text, rev int, type text, body bytes?, etag bytes, key_id xapi_key_id, person_id person_id?, named_id person_id?, known_id ref?
-- scope: school
UPDATE xapi_document SET type = :type, body = :body, etag = :etag, stored_at = :now, key_id = :key_id, person_id = :person_id, named_id = :named_id, known_id = :known_id, rev = rev + 1
 WHERE school_id = :school AND place = :place AND registration = :registration AND name = :name AND rev = :rev;

-- Those at a place that are there.
-- name:  documents_there :many
-- in:    place bytes, registration text?
-- out:   registration text, name text, rev int, key_id xapi_key_id, bytes int
-- scope: school
SELECT d.registration, d.name, d.rev, d.key_id, length(d.body) AS bytes FROM xapi_document d
 WHERE d.school_id = :school AND d.place = :place AND (:registration IS NULL OR d.registration = :registration) AND d.body IS NOT NULL
 ORDER BY d.registration, d.name LIMIT 500;
-- postgres:
SELECT d.registration, d.name, d.rev, d.key_id, octet_length(d.body) AS bytes FROM xapi_document d
 WHERE d.school_id = :school AND d.place = :place AND (:registration IS NULL OR d.registration = :registration) AND d.body IS NOT NULL
 ORDER BY d.registration, d.name LIMIT 500;

-- One of them goes: its body, not that it was.
-- name:  document_end :run
-- in:    place bytes, registration text, name text, rev int
-- scope: school
UPDATE xapi_document SET body = NULL, stored_at = :now, rev = rev + 1
 WHERE school_id = :school AND place = :place AND registration = :registration AND name = :name AND rev = :rev AND body IS NOT NULL;

-- Is somebody of the school, today or before, by this row or another one for the same human being? As statements have it (rooms/record/sql/queries_tie.sql).
-- name:  belongs_here :one
-- in:    of_school school_id, person_id person_id
-- out:   n int
-- scope: system - a folded row is of no school; only how many places leaves
SELECT (SELECT count(*) FROM member m LEFT JOIN batch b ON b.school_id = :of_school AND b.id = m.batch_id WHERE m.school_id = :of_school AND m.person_id = :person_id AND (m.to_day IS NULL OR m.to_day > m.from_day OR b.undone_at IS NULL))
     + (SELECT count(*) FROM member m JOIN person q ON q.id = :person_id AND q.merged_into = m.person_id LEFT JOIN batch b ON b.school_id = :of_school AND b.id = m.batch_id WHERE m.school_id = :of_school AND (m.to_day IS NULL OR m.to_day > m.from_day OR b.undone_at IS NULL))
     + (SELECT count(*) FROM member m JOIN person q ON q.id = m.person_id AND q.merged_into = :person_id LEFT JOIN batch b ON b.school_id = :of_school AND b.id = m.batch_id WHERE m.school_id = :of_school AND (m.to_day IS NULL OR m.to_day > m.from_day OR b.undone_at IS NULL)) AS n;

-- Whom of these documents name to whom they are not tied.
-- name:  documents_named :many
-- in:    people person_id*
-- out:   person_id person_id
-- scope: school
-- bars:  nobody - they are looked up and shown to nobody
SELECT DISTINCT coalesce(d.named_id, 0) AS person_id FROM xapi_document d WHERE d.school_id = :school AND d.named_id IN (:people*) AND d.person_id IS NULL;

-- Documents that name them are about them, since they belong to the school now (belongs_here).
-- name:  documents_tie :run
-- in:    person_id person_id
-- scope: school
UPDATE xapi_document SET person_id = :person_id, rev = rev + 1 WHERE school_id = :school AND named_id = :person_id AND person_id IS NULL;

-- And no longer.
-- name:  documents_untie :run
-- in:    person_id person_id
-- scope: school
UPDATE xapi_document SET person_id = NULL, rev = rev + 1 WHERE school_id = :school AND person_id = :person_id;

-- At which of these places are documents of which it is not kept whom they name? places: 16 bytes each, one behind the other.
-- name:  documents_unnamed_among :many
-- in:    places bytes
-- out:   n int, place int
-- scope: school
WITH RECURSIVE among (place) AS (SELECT 0 UNION ALL SELECT among.place + 1 FROM among WHERE (among.place + 2) * 16 <= length(:places))
SELECT (SELECT count(*) FROM xapi_document d WHERE d.school_id = :school AND d.place = substr(:places, among.place * 16 + 1, 16) AND d.named_id IS NULL) AS n, among.place
  FROM among ORDER BY among.place;

-- Whom those at such a place name.
-- name:  documents_name :run
-- in:    place bytes, named_id person_id, known_id ref?
-- scope: school
UPDATE xapi_document SET named_id = :named_id, known_id = :known_id, rev = rev + 1 WHERE school_id = :school AND place = :place AND named_id IS NULL;

-- What named them by an account of which a head said so, and does no longer.
-- name:  documents_unknow :run
-- in:    person_id person_id, known_id ref
-- scope: school
UPDATE xapi_document SET person_id = NULL, named_id = NULL, known_id = NULL, rev = rev + 1 WHERE school_id = :school AND named_id = :person_id AND known_id = :known_id;

-- Schools that keep documents and whose newest member has not been looked up, in the order of their ids; as schools_unlooked of statements (record).
-- name:  schools_behind :many
-- in:    after school_id, upto member_id
-- out:   id school_id
-- scope: system - the job goes through all schools; only ids leave
SELECT s.id FROM school s WHERE s.id > :after AND (SELECT d.rev FROM xapi_document d WHERE d.school_id = s.id LIMIT 1) IS NOT NULL
   AND (SELECT max(m.id) FROM member m WHERE m.school_id = s.id AND m.id < :upto) > coalesce((SELECT l.member_id FROM outside_looked l WHERE l.school_id = s.id), 0)
 ORDER BY s.id LIMIT 200;

-- About whom a document is though they do not belong to the school.
-- name:  documents_no_longer :many
-- in:    after person_id
-- out:   person_id person_id, school_id school_id
-- scope: system - a folded row is of no school; they are untied and shown to nobody
SELECT coalesce(d.person_id, 0) AS person_id, d.school_id FROM (SELECT DISTINCT x.person_id, x.school_id FROM xapi_document x WHERE x.person_id IS NOT NULL AND x.person_id > :after) d
 WHERE NOT EXISTS (SELECT 1 FROM person q JOIN member m ON m.school_id = d.school_id AND m.person_id IN (q.id, coalesce(q.merged_into, q.id))
                     LEFT JOIN batch b ON b.school_id = d.school_id AND b.id = m.batch_id
                    WHERE q.id = d.person_id AND (m.to_day IS NULL OR m.to_day > m.from_day OR b.undone_at IS NULL))
   AND NOT EXISTS (SELECT 1 FROM person q JOIN member m ON m.school_id = d.school_id AND m.person_id = q.id LEFT JOIN batch b ON b.school_id = d.school_id AND b.id = m.batch_id
                    WHERE q.merged_into = d.person_id AND (m.to_day IS NULL OR m.to_day > m.from_day OR b.undone_at IS NULL))
 ORDER BY d.person_id, d.school_id LIMIT 100;

-- ---- of a person (parts.c)

-- What others keep here about one of mine.
-- name:  documents_told :many
-- in:    person_id person_id, limit int
-- out:   name text, type text, stored_at time, school_name text
-- scope: persons
SELECT d.name, d.type, d.stored_at, s.name AS school_name FROM xapi_document d JOIN school s ON s.id = d.school_id
 WHERE d.person_id = :person_id AND d.person_id IN (:persons) AND d.body IS NOT NULL
   AND (d.known_id IS NULL OR EXISTS (SELECT 1 FROM outside_known k WHERE k.school_id = d.school_id AND k.id = d.known_id AND k.person_id = d.person_id AND k.ended_at IS NULL))
 ORDER BY d.stored_at DESC LIMIT :limit;

-- Erasure: what others keep here about somebody, or under the person's number.
-- name:  documents_of_person :many
-- in:    person_id person_id, only school_id
-- out:   school_id school_id, place bytes, registration text, name text, rev int, key_id xapi_key_id, there bool, bytes int
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
SELECT d.school_id, d.place, d.registration, d.name, d.rev, d.key_id, CASE WHEN d.body IS NULL THEN 0 ELSE 1 END AS there, coalesce(length(d.body), 0) AS bytes FROM xapi_document d
 WHERE d.person_id = :person_id AND (:only = 0 OR d.school_id = :only)
UNION SELECT d.school_id, d.place, d.registration, d.name, d.rev, d.key_id, CASE WHEN d.body IS NULL THEN 0 ELSE 1 END, coalesce(length(d.body), 0) FROM xapi_document d
 WHERE d.named_id = :person_id AND (:only = 0 OR d.school_id = :only) LIMIT 500;
-- postgres:
SELECT d.school_id, d.place, d.registration, d.name, d.rev, d.key_id, CASE WHEN d.body IS NULL THEN 0 ELSE 1 END AS there, coalesce(octet_length(d.body), 0) AS bytes FROM xapi_document d
 WHERE d.person_id = :person_id AND (:only = 0 OR d.school_id = :only)
UNION SELECT d.school_id, d.place, d.registration, d.name, d.rev, d.key_id, CASE WHEN d.body IS NULL THEN 0 ELSE 1 END, coalesce(octet_length(d.body), 0) FROM xapi_document d
 WHERE d.named_id = :person_id AND (:only = 0 OR d.school_id = :only) LIMIT 500;

-- One of them.
-- name:  document_erase :run
-- in:    of_school school_id, place bytes, registration text, name text, rev int
-- scope: system - erasure, as above
DELETE FROM xapi_document WHERE school_id = :of_school AND place = :place AND registration = :registration AND name = :name AND rev = :rev;      -- law 13: erasure, which the rule of privacy has decided

-- For khue verify: keys of which more documents are kept than are counted.
-- name:  documents_off :many
-- out:   key_id ref, n int, bytes int
-- scope: school
SELECT x.key_id, sum(x.n) AS n, sum(x.bytes) AS bytes FROM (
         SELECT d.key_id, 1 AS n, length(d.body) AS bytes FROM xapi_document d WHERE d.school_id = :school AND d.body IS NOT NULL
         UNION ALL SELECT k.key_id, -k.documents, -k.document_bytes FROM outside_kept k WHERE k.school_id = :school) x
 GROUP BY x.key_id HAVING sum(x.n) <> 0 OR sum(x.bytes) <> 0 ORDER BY 1 LIMIT 20;
-- postgres:
SELECT x.key_id, sum(x.n) AS n, sum(x.bytes) AS bytes FROM (
         SELECT d.key_id, 1 AS n, octet_length(d.body) AS bytes FROM xapi_document d WHERE d.school_id = :school AND d.body IS NOT NULL
         UNION ALL SELECT k.key_id, -k.documents, -k.document_bytes FROM outside_kept k WHERE k.school_id = :school) x
 GROUP BY x.key_id HAVING sum(x.n) <> 0 OR sum(x.bytes) <> 0 ORDER BY 1 LIMIT 20;
