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

-- What a picture shows, in other words.
-- name:  file_alt_set :run
-- in:    id file_id, rev int, alt text
-- scope: school
UPDATE file SET alt = :alt, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev AND ended_at IS NULL;

-- It is for something else from now on, and never a child's.
-- name:  file_use_set :run
-- in:    id file_id, use text, alt text
-- scope: school
UPDATE file SET use = :use, alt = :alt, rev = rev + 1 WHERE school_id = :school AND id = :id AND child_id IS NULL AND ended_at IS NULL;

-- What its content is called in the store: its largest size.
-- name:  file_hash :maybe
-- in:    id file_id
-- out:   hash bytes
-- scope: school
SELECT b.hash FROM file f JOIN file_blob b ON b.file = f.id WHERE f.school_id = :school AND f.id = :id ORDER BY b.side DESC LIMIT 1;

-- All files of a thing end.
-- name:  files_over_about :run
-- in:    use text, about ref, by person_id
-- scope: school
UPDATE file SET ended_at = :now, ended_by = :by, rev = rev + 1
 WHERE school_id = :school AND use = :use AND about = :about AND ended_at IS NULL;

-- ---- photos of people

-- The photo of one of mine.
-- name:  photo_of_mine :maybe
-- in:    person_id person_id
-- out:   id person_file_id, rev int, by_name text?, at time
-- scope: persons
SELECT f.id, f.rev, p.full_name AS by_name, f.at FROM person_file f LEFT JOIN person p ON p.id = f.by_person
 WHERE f.person_id IN (:persons) AND f.person_id = :person_id AND f.use = 'person.photo' AND f.ended_at IS NULL;

-- The photo of somebody who is in the school today.
-- name:  photo_of_member :maybe
-- in:    person_id person_id, today date
-- out:   id person_file_id, rev int, by_name text?, at time
-- scope: school
SELECT f.id, f.rev, p.full_name AS by_name, f.at
  FROM member m JOIN person_file f ON f.person_id = m.person_id LEFT JOIN person p ON p.id = f.by_person
 WHERE m.school_id = :school AND m.person_id = :person_id AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
   AND f.use = 'person.photo' AND f.ended_at IS NULL
 ORDER BY m.id DESC LIMIT 1;

-- Its bytes, for the family: the asked size, else the largest.
-- name:  photo_bytes_of_mine :maybe
-- in:    person_id person_id, id person_file_id, side int
-- out:   type text, hash bytes
-- scope: persons
SELECT f.type, b.hash FROM person_file f JOIN file_blob b ON b.file = f.id
 WHERE f.person_id IN (:persons) AND f.person_id = :person_id AND f.id = :id AND f.use = 'person.photo' AND f.ended_at IS NULL
 ORDER BY CASE WHEN b.side = :side THEN 0 ELSE 1 END, b.side DESC LIMIT 1;

-- Its bytes, for the school.
-- name:  photo_bytes_of_member :maybe
-- in:    person_id person_id, id person_file_id, side int, today date
-- out:   type text, hash bytes
-- scope: school
SELECT f.type, b.hash
  FROM member m JOIN person_file f ON f.person_id = m.person_id JOIN file_blob b ON b.file = f.id
 WHERE m.school_id = :school AND m.person_id = :person_id AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
   AND f.id = :id AND f.use = 'person.photo' AND f.ended_at IS NULL
 ORDER BY CASE WHEN b.side = :side THEN 0 ELSE 1 END, b.side DESC, m.id DESC LIMIT 1;

-- Whose photo, and the one that there is: for the journal.
-- name:  photo_told :one
-- in:    person_id person_id
-- out:   full_name text, id ref, hash bytes?
-- scope: system - the rule has decided who may change whose photo
SELECT p.full_name, coalesce((SELECT f.id FROM person_file f WHERE f.person_id = p.id AND f.use = 'person.photo' AND f.ended_at IS NULL), 0) AS id,
       (SELECT b.hash FROM person_file f JOIN file_blob b ON b.file = f.id
         WHERE f.person_id = p.id AND f.use = 'person.photo' AND f.ended_at IS NULL ORDER BY b.side DESC LIMIT 1) AS hash
  FROM person p WHERE p.id = :person_id;

-- A picture that an entry of the journal names, also one that has ended: near the asked size. Not a pupil's whose family has taken
-- back its word.
-- name:  picture_kept :maybe
-- in:    of_school school_id, file ref, side int
-- out:   type text, hash bytes
-- scope: system - the entry names it, and whoever asks may open the entry
SELECT coalesce((SELECT p.type FROM person_file p WHERE p.id = b.file), (SELECT f.type FROM file f WHERE f.school_id = :of_school AND f.id = b.file), '') AS type, b.hash
  FROM file_blob b WHERE b.file = :file
   AND NOT EXISTS (SELECT 1 FROM person_file p JOIN photo_tick k ON k.child_id = p.person_id WHERE p.id = b.file
                      AND NOT EXISTS (SELECT 1 FROM photo_tick o WHERE o.child_id = p.person_id AND o.ended_at IS NULL))
 ORDER BY CASE WHEN b.side = :side THEN 0 ELSE 1 END, b.side DESC LIMIT 1;

-- A photo was taken in.
-- name:  person_file_insert :run
-- in:    id person_file_id, person_id person_id, use text, type text, size int, by_person person_id
-- scope: system - the rule has decided who may give whose photo
INSERT INTO person_file (id, person_id, use, type, name, size, by_person, at, ended_at, ended_by, dropped_at, rev)
VALUES (:id, :person_id, :use, :type, '', :size, :by_person, :now, NULL, NULL, NULL, 1);

-- The photo that there is ends, for a new one.
-- name:  photo_over :run
-- in:    person_id person_id, by person_id
-- scope: system - the rule has decided who may take whose photo away
UPDATE person_file SET ended_at = :now, ended_by = :by, rev = rev + 1
 WHERE person_id = :person_id AND use = 'person.photo' AND ended_at IS NULL;

-- That photo ends; nothing where there is another by now.
-- name:  photo_take_away :run
-- in:    person_id person_id, id person_file_id, by person_id
-- scope: system - the rule has decided who may take whose photo away
UPDATE person_file SET ended_at = :now, ended_by = :by, rev = rev + 1
 WHERE person_id = :person_id AND id = :id AND use = 'person.photo' AND ended_at IS NULL;

-- Persons one after the other with the photo that their row shows and the one that there is, for khue verify.
-- name:  photos_beside_persons :many
-- in:    after person_id, limit int
-- out:   id person_id, same bool
-- scope: system - khue verify compares and shows none
SELECT p.id, CASE WHEN coalesce(p.photo_id, 0) = coalesce(f.id, 0) THEN 1 ELSE 0 END AS same
  FROM person p LEFT JOIN person_file f ON f.person_id = p.id AND f.use = 'person.photo' AND f.ended_at IS NULL
 WHERE p.id > :after ORDER BY p.id LIMIT :limit;

-- Room for :size bytes of the person; nothing where that would be over :most. First time.
-- name:  person_shelf_take :run
-- in:    person_id person_id, size int, most int
-- scope: system - the rule has decided whose file it is
INSERT INTO person_shelf (person_id, bytes, rev) VALUES (:person_id, :size, 1)
ON CONFLICT (person_id) DO UPDATE SET bytes = person_shelf.bytes + :size, rev = person_shelf.rev + 1 WHERE person_shelf.bytes + :size <= :most;

-- What a guardian ticked for the child, while it holds; whoever was folded into another row is that one.
-- name:  tick_open :maybe
-- in:    child_id person_id
-- out:   id photo_tick_id, guardian_id person_id, words text, at time, guardian_name text
-- scope: system - asked about a child whom access has decided on
SELECT k.id, coalesce(p.merged_into, p.id) AS guardian_id, k.words, k.at, p.full_name AS guardian_name FROM photo_tick k JOIN person p ON p.id = k.guardian_id
 WHERE k.child_id = :child_id AND k.ended_at IS NULL;

-- A guardian ticks.
-- name:  tick_insert :run
-- in:    id photo_tick_id, child_id person_id, guardian_id person_id, words text
-- scope: system - the guardian of the child, as access decided
INSERT INTO photo_tick (id, child_id, guardian_id, words, at, ended_at, ended_by) VALUES (:id, :child_id, :guardian_id, :words, :now, NULL, NULL);

-- The tick holds no longer.
-- name:  tick_over :run
-- in:    child_id person_id, id photo_tick_id, by person_id
-- scope: system - a guardian of the child, as access decided
UPDATE photo_tick SET ended_at = :now, ended_by = :by WHERE child_id = :child_id AND id = :id AND ended_at IS NULL;

-- ---- retention

-- Files whose days are over end by themselves.
-- name:  files_expire :run
-- in:    today date
-- scope: system - retention
UPDATE file SET ended_at = :now, ended_by = 0, rev = rev + 1 WHERE until_day IS NOT NULL AND until_day <= :today AND ended_at IS NULL;

-- Files of a use that ended before a time and still have bytes.
-- name:  files_to_drop :many
-- in:    use text, before time, limit int
-- out:   school_id school_id, id file_id, size int
-- scope: system - retention
SELECT f.school_id, f.id, f.size FROM file f
 WHERE f.use = :use AND f.ended_at IS NOT NULL AND f.ended_at < :before AND f.dropped_at IS NULL ORDER BY f.ended_at, f.id LIMIT :limit;

-- The same of people.
-- name:  person_files_to_drop :many
-- in:    use text, before time, limit int
-- out:   person_id person_id, id person_file_id, size int
-- scope: system - retention
SELECT f.person_id, f.id, f.size FROM person_file f
 WHERE f.use = :use AND f.ended_at IS NOT NULL AND f.ended_at < :before AND f.dropped_at IS NULL ORDER BY f.ended_at, f.id LIMIT :limit;

-- Nothing names the blobs of this file any more.
-- name:  file_blobs_drop :run
-- in:    file ref
-- scope: system - retention
DELETE FROM file_blob WHERE file = :file;   -- law 13: retention; the file's own row stays and says when

-- And the row says so.
-- name:  file_dropped :run
-- in:    school_id school_id, id file_id
-- scope: system - retention
UPDATE file SET dropped_at = :now, name = '', alt = '', rev = rev + 1 WHERE school_id = :school_id AND id = :id AND dropped_at IS NULL;

-- The same of a person.
-- name:  person_file_dropped :run
-- in:    id person_file_id
-- scope: system - retention
UPDATE person_file SET dropped_at = :now, name = '', rev = rev + 1 WHERE id = :id AND dropped_at IS NULL;

-- There is room again.
-- name:  shelf_give :run
-- in:    school_id school_id, size int
-- scope: system - retention
UPDATE file_shelf SET bytes = bytes - :size, rev = rev + 1 WHERE school_id = :school_id;

-- The same of a person.
-- name:  person_shelf_give :run
-- in:    person_id person_id, size int
-- scope: system - retention
UPDATE person_shelf SET bytes = bytes - :size, rev = rev + 1 WHERE person_id = :person_id;

-- Is this blob part of any file?
-- name:  blob_named :maybe
-- in:    hash bytes
-- out:   file ref
-- scope: system - retention
SELECT b.file FROM file_blob b WHERE b.hash = :hash LIMIT 1;

-- ---- verify

-- The blobs that rows name, by file.
-- name:  blobs_named :many
-- in:    after ref, after_side int, limit int
-- out:   file ref, side int, hash bytes, bytes int
-- scope: system - khue verify
SELECT b.file, b.side, b.hash, b.bytes FROM file_blob b
 WHERE b.file > :after OR (b.file = :after AND b.side > :after_side) ORDER BY b.file, b.side LIMIT :limit;

-- Is one of them still named?
-- name:  blob_row :maybe
-- in:    file ref, side int
-- out:   bytes int
-- scope: system - khue verify
SELECT b.bytes FROM file_blob b WHERE b.file = :file AND b.side = :side;

-- The first and the last file that has bytes; 0 when there is none.
-- name:  blobs_span :one
-- out:   first ref, last ref
-- scope: system - khue doctor
SELECT coalesce((SELECT min(a.file) FROM file_blob a), 0) AS first, coalesce((SELECT max(b.file) FROM file_blob b), 0) AS last;

-- Schools whose shelf does not say what their files take.
-- name:  shelves_wrong :many
-- out:   school_id school_id, said int, is_so int
-- scope: system - khue verify
SELECT s.school_id, s.bytes AS said, coalesce((SELECT sum(f.size) FROM file f WHERE f.school_id = s.school_id AND f.dropped_at IS NULL), 0) AS is_so
  FROM file_shelf s
 WHERE s.bytes <> coalesce((SELECT sum(f.size) FROM file f WHERE f.school_id = s.school_id AND f.dropped_at IS NULL), 0) LIMIT 100;

-- People whose shelf does not.
-- name:  person_shelves_wrong :many
-- out:   person_id person_id, said int, is_so int
-- scope: system - khue verify
SELECT s.person_id, s.bytes AS said, coalesce((SELECT sum(f.size) FROM person_file f WHERE f.person_id = s.person_id AND f.dropped_at IS NULL), 0) AS is_so
  FROM person_shelf s
 WHERE s.bytes <> coalesce((SELECT sum(f.size) FROM person_file f WHERE f.person_id = s.person_id AND f.dropped_at IS NULL), 0) LIMIT 100;
