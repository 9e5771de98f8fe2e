-- ---- years

-- The years that a list may be for, newest first.
-- name:  roster_years :many
-- out:   id school_year_id, name text, starts date, ends date
-- scope: school
SELECT y.id, y.name, y.starts, y.ends FROM school_year y WHERE y.school_id = :school ORDER BY y.starts DESC, y.id LIMIT 6;

-- ---- staging

-- A file was uploaded.
-- name:  import_insert :run
-- in:    id roster_import_id, year_id school_year_id, file_name text, file_size int, file_hash bytes, encoding text, converted bool, composed bool, by_person person_id, until_day date, sessions text?
-- scope: school
INSERT INTO roster_import (school_id, id, year_id, file_name, file_size, file_hash, encoding, converted, composed, state, by_person, at, until_day,
                           answers, ready, waiting, skipped, taken, sessions, rev)
VALUES (:school, :id, :year_id, :file_name, :file_size, :file_hash, :encoding, :converted, :composed, 'staging', :by_person, :now, :until_day,
        '', 0, 0, 0, 0, :sessions, 1);

-- A sheet of the file.
-- name:  sheet_insert :run
-- in:    import_id roster_import_id, number int, name text, header_row int, header_rows int, first_row int, last_row int, class_title text, class_from text, columns text
-- scope: school
INSERT INTO roster_sheet (school_id, import_id, number, name, header_row, header_rows, first_row, last_row, class_title, class_from, columns)
VALUES (:school, :import_id, :number, :name, :header_row, :header_rows, :first_row, :last_row, :class_title, :class_from, :columns);

-- Rows that are no pupils.
-- name:  ignored_insert :run
-- in:    import_id roster_import_id, number int, sheet int, at_row int, last_row int, reason text, text text
-- scope: school
INSERT INTO roster_ignored (school_id, import_id, number, sheet, at_row, last_row, reason, text)
VALUES (:school, :import_id, :number, :sheet, :at_row, :last_row, :reason, :text);

-- A row of the file.
-- name:  line_insert :run
-- in:    import_id roster_import_id, number int, sheet int, at_row int, said text
-- scope: school
INSERT INTO roster_line (school_id, import_id, number, sheet, at_row, said, fixed, answers, batch_id, person_id, class_id)
VALUES (:school, :import_id, :number, :sheet, :at_row, :said, '', '', NULL, NULL, NULL);

-- All is staged: from now on people see it.
-- name:  import_open :run
-- in:    id roster_import_id, ready int, waiting int, skipped int
-- scope: school
UPDATE roster_import SET state = 'open', ready = :ready, waiting = :waiting, skipped = :skipped   -- law 13: nobody has seen it yet
 WHERE school_id = :school AND id = :id AND state = 'staging';

-- Rows whose days are over are forgotten.
-- name:  lines_forget :run
-- in:    today date
-- scope: school
DELETE FROM roster_line WHERE school_id = :school            -- law 13: retention, the days of an import
   AND import_id IN (SELECT i.id FROM roster_import i WHERE i.school_id = :school AND i.until_day <= :today);

-- So are the other texts of those files.
-- name:  ignored_forget :run
-- in:    today date
-- scope: school
DELETE FROM roster_ignored WHERE school_id = :school         -- law 13: retention, the days of an import
   AND import_id IN (SELECT i.id FROM roster_import i WHERE i.school_id = :school AND i.until_day <= :today);

-- A file whose rows are forgotten waits no longer.
-- name:  imports_forget :run
-- in:    today date
-- scope: school
UPDATE roster_import SET state = CASE WHEN taken > 0 THEN 'done' ELSE 'dropped' END, ready = 0, waiting = 0, rev = rev + 1
 WHERE school_id = :school AND until_day <= :today AND state IN ('staging', 'open');

-- What lists said that Khuê has no place for, forgotten with its days; where the pupils stood stays, so that a list still goes out in its layout.
-- name:  kept_forget :run
-- in:    before time
-- scope: school
UPDATE roster_kept SET kept = '' WHERE school_id = :school AND kept <> ''
   AND import_id IN (SELECT i.id FROM roster_import i WHERE i.school_id = :school AND i.at < :before);

-- Schools that keep such texts of lists from before a time.
-- name:  schools_of_old_kept :many
-- in:    today date, before time
-- out:   school_id school_id
-- scope: system - retention over all schools; only their ids leave
SELECT DISTINCT i.school_id FROM roster_import i
 WHERE i.until_day <= :today AND i.at < :before AND EXISTS (SELECT 1 FROM roster_kept k WHERE k.school_id = i.school_id AND k.import_id = i.id AND k.kept <> '')
 ORDER BY i.school_id LIMIT 5000;

-- The schools that still hold texts of files whose days are over.
-- name:  schools_of_old_texts :many
-- in:    today date
-- out:   school_id school_id
-- scope: system - retention over all schools; only their ids leave
SELECT DISTINCT i.school_id FROM roster_import i
 WHERE i.until_day <= :today
   AND (i.state IN ('staging', 'open') OR EXISTS (SELECT 1 FROM roster_line l WHERE l.school_id = i.school_id AND l.import_id = i.id)
        OR EXISTS (SELECT 1 FROM roster_ignored g WHERE g.school_id = i.school_id AND g.import_id = i.id))
 ORDER BY i.school_id LIMIT 5000;

-- ---- reading

-- The files of a school, those that wait first, then the newest.
-- name:  imports_of_school :many
-- in:    today date, limit int
-- out:   id roster_import_id, file_name text, state roster_state, at time, until_day date, ready int, waiting int, taken int, staff int, year_name text, by_name text?
-- scope: school
SELECT i.id, i.file_name, i.state, i.at, i.until_day, i.ready, i.waiting, i.taken,
       (SELECT count(*) FROM roster_staff x WHERE x.school_id = :school AND x.import_id = i.id AND x.did = 'waiting') AS staff, y.name AS year_name,
       (SELECT m.display_name FROM member m WHERE m.school_id = :school AND m.person_id = i.by_person ORDER BY m.id DESC LIMIT 1) AS by_name
  FROM roster_import i JOIN school_year y ON y.school_id = :school AND y.id = i.year_id
 WHERE i.school_id = :school AND i.state <> 'staging'
 ORDER BY CASE WHEN i.state = 'open' AND i.until_day > :today THEN 0 ELSE 1 END, i.id DESC LIMIT :limit;

-- One file.
-- name:  import_one :one
-- in:    id roster_import_id
-- out:   id roster_import_id, year_id school_year_id, year_name text, year_starts date, file_name text, file_size int, file_hash bytes, encoding text, converted bool, composed bool, state roster_state, at time, until_day date, answers text, ready int, waiting int, skipped int, taken int, rev int, job_id job_id?, by_name text?, sessions text?
-- scope: school
SELECT i.id, i.year_id, y.name AS year_name, y.starts AS year_starts, i.file_name, i.file_size, i.file_hash, i.encoding, i.converted, i.composed, i.state, i.at,
       i.until_day, i.answers, i.ready, i.waiting, i.skipped, i.taken, i.rev, i.job_id,
       (SELECT m.display_name FROM member m WHERE m.school_id = :school AND m.person_id = i.by_person ORDER BY m.id DESC LIMIT 1) AS by_name, i.sessions
  FROM roster_import i JOIN school_year y ON y.school_id = :school AND y.id = i.year_id
 WHERE i.school_id = :school AND i.id = :id AND i.state <> 'staging';

-- The same bytes uploaded before.
-- name:  import_twin :maybe
-- in:    id roster_import_id, file_hash bytes
-- out:   id roster_import_id, at time, taken int
-- scope: school
SELECT i.id, i.at, i.taken FROM roster_import i
 WHERE i.school_id = :school AND i.id < :id AND i.file_hash = :file_hash AND i.state IN ('open', 'done') ORDER BY i.id DESC LIMIT 1;

-- Its sheets.
-- name:  sheets_of_import :many
-- in:    import_id roster_import_id
-- out:   name text, header_row int, header_rows int, first_row int, last_row int, class_title text, class_from text, columns text
-- scope: school
SELECT s.name, s.header_row, s.header_rows, s.first_row, s.last_row, s.class_title, s.class_from, s.columns
  FROM roster_sheet s WHERE s.school_id = :school AND s.import_id = :import_id ORDER BY s.number LIMIT 60;

-- Its rows that have not gone in.
-- name:  lines_staged :many
-- in:    import_id roster_import_id
-- out:   number int, sheet int, at_row int, said text, fixed text, answers text
-- scope: school
SELECT l.number, l.sheet, l.at_row, l.said, l.fixed, l.answers FROM roster_line l
 WHERE l.school_id = :school AND l.import_id = :import_id AND l.batch_id IS NULL ORDER BY l.number LIMIT 20000;

-- Its rows that are no pupils.
-- name:  ignored_of_import :many
-- in:    import_id roster_import_id
-- out:   sheet int, at_row int, last_row int, reason text, text text
-- scope: school
SELECT g.sheet, g.at_row, g.last_row, g.reason, g.text FROM roster_ignored g
 WHERE g.school_id = :school AND g.import_id = :import_id ORDER BY g.number LIMIT 200;

-- What went in so far, the newest first.
-- name:  intakes_of_import :many
-- in:    import_id roster_import_id
-- out:   batch_id batch_id, at time, lines int, pupils int, updated int, guardians int, classes int, undone_at time?, by_name text?
-- scope: school
SELECT k.batch_id, k.at, k.lines, k.pupils, k.updated, k.guardians, k.classes, k.undone_at,
       (SELECT m.display_name FROM member m WHERE m.school_id = :school AND m.person_id = k.by_person ORDER BY m.id DESC LIMIT 1) AS by_name
  FROM roster_intake k WHERE k.school_id = :school AND k.import_id = :import_id ORDER BY k.batch_id DESC LIMIT 50;

-- One taking-in.
-- name:  intake_of_batch :one
-- in:    batch_id batch_id
-- out:   import_id roster_import_id, lines int, pupils int, updated int, guardians int, classes int, undone_at time?
-- scope: school
SELECT k.import_id, k.lines, k.pupils, k.updated, k.guardians, k.classes, k.undone_at FROM roster_intake k WHERE k.school_id = :school AND k.batch_id = :batch_id;

-- The newest taking-in of the school that still holds.
-- name:  intake_newest :maybe
-- out:   batch_id batch_id, import_id roster_import_id, at time
-- scope: school
SELECT k.batch_id, k.import_id, k.at FROM roster_intake k WHERE k.school_id = :school AND k.undone_at IS NULL ORDER BY k.batch_id DESC LIMIT 1;

-- The classes that rows of this file went into.
-- name:  classes_of_import :many
-- in:    import_id roster_import_id
-- out:   id class_id, name text, pupils int
-- scope: school
SELECT c.id, c.name, count(*) AS pupils
  FROM roster_line l JOIN class c ON c.school_id = :school AND c.id = l.class_id
 WHERE l.school_id = :school AND l.import_id = :import_id AND l.batch_id IS NOT NULL
 GROUP BY c.id, c.name, c.sort_key ORDER BY c.sort_key, c.id LIMIT 200;

-- How often the school's lists were changed by imports.
-- name:  gate_one :maybe
-- out:   rev int
-- scope: school
SELECT g.rev FROM roster_gate g WHERE g.school_id = :school;

-- ---- correcting

-- What a person corrected and answered on one row.
-- name:  line_fix :run
-- in:    import_id roster_import_id, number int, fixed text, answers text
-- scope: school
UPDATE roster_line SET fixed = :fixed, answers = :answers
 WHERE school_id = :school AND import_id = :import_id AND number = :number AND batch_id IS NULL;

-- Answers for the whole file, and what they make of it; changes nothing when rev is no longer the one that was read.
-- name:  import_update :run
-- in:    id roster_import_id, answers text, ready int, waiting int, skipped int, rev int
-- scope: school
UPDATE roster_import SET answers = :answers, ready = :ready, waiting = :waiting, skipped = :skipped, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND state = 'open';

-- ---- taking in, undoing, dropping

-- A job will take its rows in; nothing when the list is not as it was read.
-- name:  import_queue :run
-- in:    id roster_import_id, rev int, job_id job_id
-- scope: school
UPDATE roster_import SET job_id = :job_id, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev AND state = 'open';

-- The school's lists change; nothing when they did so since :rev. First time.
-- name:  gate_pass :run
-- in:    rev int
-- scope: school
INSERT INTO roster_gate (school_id, rev) VALUES (:school, 1)
ON CONFLICT (school_id) DO UPDATE SET rev = roster_gate.rev + 1 WHERE roster_gate.rev = :rev;

-- Rows went in.
-- name:  import_take :run
-- in:    id roster_import_id, state roster_state, waiting int, skipped int, taken int, rev int
-- scope: school
UPDATE roster_import SET state = :state, ready = 0, waiting = :waiting, skipped = :skipped, taken = taken + :taken, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND state = 'open';

-- What went in at once.
-- name:  intake_insert :run
-- in:    batch_id batch_id, import_id roster_import_id, by_person person_id, lines int, pupils int, updated int, guardians int, classes int
-- scope: school
INSERT INTO roster_intake (school_id, batch_id, import_id, by_person, at, lines, pupils, updated, guardians, classes, undone_at)
VALUES (:school, :batch_id, :import_id, :by_person, :now, :lines, :pupils, :updated, :guardians, :classes, NULL);

-- A row became a pupil of a class.
-- name:  line_take :run
-- in:    import_id roster_import_id, number int, batch_id batch_id, person_id person_id, class_id class_id
-- scope: school
UPDATE roster_line SET batch_id = :batch_id, person_id = :person_id, class_id = :class_id
 WHERE school_id = :school AND import_id = :import_id AND number = :number AND batch_id IS NULL;

-- Rows of an undone act are staged again.
-- name:  lines_return :run
-- in:    batch_id batch_id
-- scope: school
UPDATE roster_line SET batch_id = NULL, person_id = NULL, class_id = NULL WHERE school_id = :school AND batch_id = :batch_id;

-- The act is undone, once.
-- name:  intake_undo :run
-- in:    batch_id batch_id
-- scope: school
UPDATE roster_intake SET undone_at = :now WHERE school_id = :school AND batch_id = :batch_id AND undone_at IS NULL;

-- Its file waits again.
-- name:  import_return :run
-- in:    id roster_import_id, lines int
-- scope: school
UPDATE roster_import SET state = 'open', ready = ready + :lines, taken = taken - :lines, rev = rev + 1 WHERE school_id = :school AND id = :id;

-- Nobody wants the rest of this file.
-- name:  import_drop :run
-- in:    id roster_import_id, rev int
-- scope: school
UPDATE roster_import SET state = CASE WHEN taken > 0 THEN 'done' ELSE 'dropped' END, ready = 0, waiting = 0, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND state = 'open';

-- ---- out again, in the layout that came in

-- Where a pupil stood in the list, and what only the list says.
-- name:  kept_put :run
-- in:    import_id roster_import_id, number int, sheet int, at_row int, person_id person_id, batch_id batch_id, kept text
-- scope: school
INSERT INTO roster_kept (school_id, import_id, number, sheet, at_row, person_id, batch_id, kept)
VALUES (:school, :import_id, :number, :sheet, :at_row, :person_id, :batch_id, :kept)
ON CONFLICT (school_id, import_id, number) DO UPDATE SET person_id = excluded.person_id, batch_id = excluded.batch_id, kept = excluded.kept;

-- The taking-in never was.
-- name:  kept_empty :run
-- in:    batch_id batch_id
-- scope: school
UPDATE roster_kept SET kept = '' WHERE school_id = :school AND batch_id = :batch_id;

-- The pupils that came with a list and are still here, in its order.
-- name:  kept_of_import :many
-- in:    import_id roster_import_id
-- out:   sheet int, person_id person_id, kept text
-- scope: school
SELECT k.sheet, k.person_id, k.kept FROM roster_kept k JOIN roster_intake i ON i.school_id = :school AND i.batch_id = k.batch_id AND i.undone_at IS NULL
 WHERE k.school_id = :school AND k.import_id = :import_id ORDER BY k.sheet, k.at_row LIMIT 20000;

-- The pupils of today, class by class.
-- name:  pupils_out :many
-- in:    today date
-- out:   person_id person_id, full_name text, born date?, sex sex?, national_id text?, moet_id text?, ethnicity text?, class_name text?, grade int?
-- scope: school
SELECT m.person_id, p.full_name, p.born, p.sex, p.national_id, p.moet_id, p.ethnicity, c.name AS class_name, c.grade
  FROM member m JOIN person p ON p.id = m.person_id
  LEFT JOIN enrolment e ON e.school_id = :school AND e.person_id = m.person_id AND e.member_id = m.id
       AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
  LEFT JOIN class c ON c.school_id = :school AND c.id = e.class_id
 WHERE m.school_id = :school AND m.role = 'pupil' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
   AND NOT EXISTS (SELECT 1 FROM restriction x WHERE x.subject_id = m.person_id AND x.school_id = :school AND x.ended_at IS NULL)
 ORDER BY c.sort_key IS NULL, c.sort_key, m.sort_key, m.id LIMIT 20000;

-- Their guardians whom no order keeps away, with the phone that the school has.
-- name:  guardians_out :many
-- in:    today date
-- out:   child_id person_id, kind guardian_kind, full_name text, phone text?
-- scope: school
SELECT g.child_id, g.kind, p.full_name,
       (SELECT c.value FROM contact c WHERE c.person_id = g.guardian_id AND c.kind = 'phone' AND c.to_day IS NULL ORDER BY c.id LIMIT 1) AS phone
  FROM member m JOIN guardian_link g ON g.child_id = m.person_id JOIN person p ON p.id = g.guardian_id
 WHERE m.school_id = :school AND m.role = 'pupil' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
   AND g.to_day IS NULL AND g.limited IS NULL
   AND NOT EXISTS (SELECT 1 FROM restriction x WHERE x.subject_id = m.person_id AND x.school_id = :school AND x.ended_at IS NULL)
   AND NOT EXISTS (SELECT 1 FROM restriction y WHERE y.subject_id = g.guardian_id AND y.school_id = :school AND y.ended_at IS NULL)
 ORDER BY g.child_id, g.id LIMIT 60000;

-- Whom a batch of one brought in.
-- name:  pupil_of_batch :one
-- in:    batch_id batch_id
-- out:   person_id person_id, name text, class_name text?
-- scope: school
SELECT m.person_id, m.display_name AS name, c.name AS class_name
  FROM member m LEFT JOIN enrolment e ON e.school_id = :school AND e.member_id = m.id AND e.batch_id = :batch_id
  LEFT JOIN class c ON c.school_id = :school AND c.id = e.class_id
 WHERE m.school_id = :school AND m.batch_id = :batch_id LIMIT 1;

-- Somebody of a batch who is one with another row by now, either way.
-- name:  folded_of_batch :maybe
-- in:    of_school school_id, batch_id batch_id
-- out:   id person_id
-- scope: system - the batch is the school's own; only that there is one leaves
SELECT p.id FROM member m JOIN person p ON p.id = m.person_id WHERE m.school_id = :of_school AND m.batch_id = :batch_id AND p.merged_into IS NOT NULL
UNION ALL SELECT q.id FROM member m JOIN person q ON q.merged_into = m.person_id WHERE m.school_id = :of_school AND m.batch_id = :batch_id
UNION ALL SELECT k.id FROM guardian_link g JOIN person k ON k.id = g.guardian_id WHERE g.batch_id = :batch_id AND k.merged_into IS NOT NULL
UNION ALL SELECT x.id FROM guardian_link g JOIN person x ON x.merged_into = g.guardian_id WHERE g.batch_id = :batch_id LIMIT 1;

-- ---- ids of other systems

-- How pupils are called elsewhere; of a row that was folded: the one that stands for it.
-- name:  persons_sourced :many
-- out:   source text, person_id person_id
-- scope: school
SELECT x.source, coalesce(p.merged_into, p.id) AS person_id FROM roster_person_source x JOIN person p ON p.id = x.person_id
 WHERE x.school_id = :school ORDER BY x.source LIMIT 40000;

-- How classes are called elsewhere.
-- name:  classes_sourced_of :many
-- out:   source text, class_id class_id
-- scope: school
SELECT x.source, x.class_id FROM roster_class_source x WHERE x.school_id = :school ORDER BY x.source LIMIT 4000;

-- A pupil was seen under that id.
-- name:  person_source_put :run
-- in:    source text, person_id person_id
-- scope: school
INSERT INTO roster_person_source (school_id, source, person_id, at) VALUES (:school, :source, :person_id, :now)
ON CONFLICT (school_id, source) DO UPDATE SET person_id = excluded.person_id, at = excluded.at;

-- A class was.
-- name:  class_source_put :run
-- in:    source text, class_id class_id
-- scope: school
INSERT INTO roster_class_source (school_id, source, class_id, at) VALUES (:school, :source, :class_id, :now)
ON CONFLICT (school_id, source) DO UPDATE SET class_id = excluded.class_id, at = excluded.at;
