-- ---- a school's files

-- A file was taken in.
-- name:  file_insert :run
-- in:    id file_id, use text, about ref, child_id person_id?, type text, name text, alt text, size int, by_person person_id, until_day date?
-- scope: school
INSERT INTO file (school_id, id, use, about, child_id, type, name, alt, size, by_person, at, until_day, ended_at, ended_by, dropped_at, rev)
VALUES (:school, :id, :use, :about, :child_id, :type, :name, :alt, :size, :by_person, :now, :until_day, NULL, NULL, NULL, 1);

-- A blob of it.
-- name:  file_blob_insert :run
-- in:    file ref, side int, hash bytes, bytes int, width int, height int
-- scope: system - only of a file whose row is written in the same closure
INSERT INTO file_blob (file, side, hash, bytes, width, height) VALUES (:file, :side, :hash, :bytes, :width, :height);

-- Room for :size bytes of the school; nothing where that would be over :most. First time.
-- name:  shelf_take :run
-- in:    size int, most int
-- scope: school
INSERT INTO file_shelf (school_id, bytes, rev) VALUES (:school, :size, 1)
ON CONFLICT (school_id) DO UPDATE SET bytes = file_shelf.bytes + :size, rev = file_shelf.rev + 1 WHERE file_shelf.bytes + :size <= :most;

-- How much the school's files take.
-- name:  shelf_of_school :maybe
-- out:   bytes int
-- scope: school
SELECT s.bytes FROM file_shelf s WHERE s.school_id = :school;

-- One file of the school.
-- name:  file_one :maybe
-- in:    id file_id
-- out:   id file_id, use text, about ref, child_id person_id?, type text, name text, alt text, size int, by_person person_id, at time, until_day date?, ended_at time?, dropped_at time?, rev int
-- scope: school
SELECT f.id, f.use, f.about, f.child_id, f.type, f.name, f.alt, f.size, f.by_person, f.at, f.until_day, f.ended_at, f.dropped_at, f.rev
  FROM file f WHERE f.school_id = :school AND f.id = :id;

-- One file of whichever school, with its bytes: the asked size of a picture, else the largest.
-- name:  file_sent :maybe
-- in:    of_school school_id, id file_id, side int
-- out:   id file_id, use text, about ref, child_id person_id?, type text, name text, alt text, size int, by_person person_id, at time, rev int, hash bytes
-- scope: system - the rule of its use decides before a byte leaves (files/send.c)
SELECT f.id, f.use, f.about, f.child_id, f.type, f.name, f.alt, f.size, f.by_person, f.at, f.rev, b.hash
  FROM file f JOIN file_blob b ON b.file = f.id
 WHERE f.school_id = :of_school AND f.id = :id AND f.ended_at IS NULL
 ORDER BY CASE WHEN b.side = :side THEN 0 ELSE 1 END, b.side DESC LIMIT 1;

-- The files of a thing, oldest first.
-- name:  files_about :many
-- in:    use text, about ref
-- out:   id file_id, type text, name text, alt text, size int, at time, until_day date?, ended_at time?, rev int, width int, height int
-- scope: school
SELECT f.id, f.type, f.name, f.alt, f.size, f.at, f.until_day, f.ended_at, f.rev, b.width, b.height
  FROM file f JOIN file_blob b ON b.file = f.id
 WHERE f.school_id = :school AND f.use = :use AND f.about = :about AND f.ended_at IS NULL
   AND b.side = (SELECT max(o.side) FROM file_blob o WHERE o.file = f.id)
 ORDER BY f.id LIMIT 100;

-- The same for everybody, of a use that is open.
-- name:  files_open :many
-- in:    of_school school_id, use text, about ref
-- out:   id file_id, type text, name text, alt text, size int, at time, rev int, width int, height int
-- scope: public - asked only for uses that anybody may see (files.c looks)
SELECT f.id, f.type, f.name, f.alt, f.size, f.at, f.rev, b.width, b.height
  FROM file f JOIN file_blob b ON b.file = f.id
 WHERE f.school_id = :of_school AND f.use = :use AND f.about = :about AND f.child_id IS NULL AND f.ended_at IS NULL
   AND b.side = (SELECT max(o.side) FROM file_blob o WHERE o.file = f.id)
 ORDER BY f.id LIMIT 100;

-- A file ends. Nothing where somebody was faster (rev), or it has ended.
-- name:  file_over :run
-- in:    id file_id, rev int, by person_id
-- scope: school
UPDATE file SET ended_at = :now, ended_by = :by, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND ended_at IS NULL;

-- All files of a thing end.
-- name:  files_over_about :run
-- in:    use text, about ref, by person_id
-- scope: school
UPDATE file SET ended_at = :now, ended_by = :by, rev = rev + 1
 WHERE school_id = :school AND use = :use AND about = :about AND ended_at IS NULL;
