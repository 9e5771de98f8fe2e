-- How much is kept of each key (rooms/record/kept.c).

-- So much more, where there is room; most…: 0 = as much as it likes. No row: there is none, or no room.
-- name:  kept_grow :run
-- in:    key_id ref, told int, files int, bytes int, documents int, document_bytes int, most_told int, most_files int, most_documents int, most_bytes int
-- scope: school
UPDATE outside_kept SET n = n + :told, files = files + :files, bytes = bytes + :bytes, documents = documents + :documents, document_bytes = document_bytes + :document_bytes
 WHERE school_id = :school AND key_id = :key_id
   AND (:told <= 0 OR :most_told = 0 OR n + :told <= :most_told) AND (:files <= 0 OR :most_files = 0 OR files + :files <= :most_files)
   AND (:documents <= 0 OR :most_documents = 0 OR documents + :documents <= :most_documents)
   AND (:bytes + :document_bytes <= 0 OR :most_bytes = 0 OR bytes + document_bytes + :bytes + :document_bytes <= :most_bytes);

-- A key of which nothing is kept yet.
-- name:  kept_begin :run
-- in:    key_id ref
-- scope: school
INSERT INTO outside_kept (school_id, key_id, n, files, bytes, documents, document_bytes) VALUES (:school, :key_id, 0, 0, 0, 0, 0) ON CONFLICT (school_id, key_id) DO NOTHING;

-- So much more, or less, without a bound.
-- name:  kept_more :run
-- in:    of_school school_id, key_id ref, told int, files int, bytes int, documents int, document_bytes int
-- scope: system - told in a school's scope, taken back by erasure and retention too
INSERT INTO outside_kept (school_id, key_id, n, files, bytes, documents, document_bytes) VALUES (:of_school, :key_id, :told, :files, :bytes, :documents, :document_bytes)
ON CONFLICT (school_id, key_id) DO UPDATE SET n = outside_kept.n + excluded.n, files = outside_kept.files + excluded.files, bytes = outside_kept.bytes + excluded.bytes,
   documents = outside_kept.documents + excluded.documents, document_bytes = outside_kept.document_bytes + excluded.document_bytes;

-- What is kept of a key.
-- name:  kept_of :maybe
-- in:    key_id ref
-- out:   n int, files int, bytes int, documents int, document_bytes int
-- scope: school
SELECT k.n, k.files, k.bytes, k.documents, k.document_bytes FROM outside_kept k WHERE k.school_id = :school AND k.key_id = :key_id;

-- How much a statement weighs, with its files.
-- name:  outside_weight :maybe
-- in:    of_school school_id, id statement_id
-- out:   key_id ref, bytes int, files int, file_bytes int
-- scope: system - asked by rules that take it back: erasure and retention
SELECT s.key_id, length(CAST(s.document AS blob)) AS bytes, (SELECT count(*) FROM outside_attached a WHERE a.school_id = :of_school AND a.statement_id = :id) AS files,
       coalesce((SELECT sum(length(f.body)) FROM outside_attached a JOIN outside_file f ON f.school_id = :of_school AND f.hash = a.hash
                  WHERE a.school_id = :of_school AND a.statement_id = :id), 0) AS file_bytes
  FROM outside_statement s WHERE s.school_id = :of_school AND s.id = :id AND s.document <> '';
-- postgres:
SELECT s.key_id, octet_length(s.document) AS bytes, (SELECT count(*) FROM outside_attached a WHERE a.school_id = :of_school AND a.statement_id = :id) AS files,
       coalesce((SELECT sum(octet_length(f.body)) FROM outside_attached a JOIN outside_file f ON f.school_id = :of_school AND f.hash = a.hash
                  WHERE a.school_id = :of_school AND a.statement_id = :id), 0) AS file_bytes
  FROM outside_statement s WHERE s.school_id = :of_school AND s.id = :id AND s.document <> '';

-- For khue verify: keys of which more is kept than is counted; off: how many too many.
-- name:  kept_off :many
-- out:   key_id ref, n int, files int, bytes int
-- scope: school
SELECT x.key_id, sum(x.n) AS n, sum(x.files) AS files, sum(x.bytes) AS bytes FROM (
         SELECT s.key_id, 1 AS n, 0 AS files, length(CAST(s.document AS blob)) AS bytes FROM outside_statement s WHERE s.school_id = :school AND s.document <> ''
         UNION ALL
         SELECT s.key_id, 0, 1, length(f.body) FROM outside_attached a JOIN outside_statement s ON s.school_id = :school AND s.id = a.statement_id
           JOIN outside_file f ON f.school_id = :school AND f.hash = a.hash WHERE a.school_id = :school
         UNION ALL
         SELECT k.key_id, -k.n, -k.files, -k.bytes FROM outside_kept k WHERE k.school_id = :school) x
 GROUP BY x.key_id HAVING sum(x.n) <> 0 OR sum(x.files) <> 0 OR sum(x.bytes) <> 0 ORDER BY 1 LIMIT 20;
-- postgres:
SELECT x.key_id, sum(x.n) AS n, sum(x.files) AS files, sum(x.bytes) AS bytes FROM (
         SELECT s.key_id, 1 AS n, 0 AS files, octet_length(s.document) AS bytes FROM outside_statement s WHERE s.school_id = :school AND s.document <> ''
         UNION ALL
         SELECT s.key_id, 0, 1, octet_length(f.body) FROM outside_attached a JOIN outside_statement s ON s.school_id = :school AND s.id = a.statement_id
           JOIN outside_file f ON f.school_id = :school AND f.hash = a.hash WHERE a.school_id = :school
         UNION ALL
         SELECT k.key_id, -k.n, -k.files, -k.bytes FROM outside_kept k WHERE k.school_id = :school) x
 GROUP BY x.key_id HAVING sum(x.n) <> 0 OR sum(x.files) <> 0 OR sum(x.bytes) <> 0 ORDER BY 1 LIMIT 20;
