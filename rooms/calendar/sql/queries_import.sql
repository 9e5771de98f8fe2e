-- ---- files that are brought into a calendar

-- A file, not yet taken in.
-- name:  import_stage :run
-- in:    me person_id, id calendar_import_id, of_school ref?, of_class ref?, audience event_audience, file_name text, body bytes
-- scope: system - one's own, the caller passes itself
INSERT INTO calendar_import (person_id, id, of_school, of_class, audience, file_name, body, made_at, taken_at, batch_id, added, changed, called_off, undone_at, rev)
VALUES (:me, :id, :of_school, :of_class, :audience, :file_name, :body, :now, NULL, NULL, 0, 0, 0, NULL, 1);

-- One of mine, with its bytes while they are there.
-- name:  brought_one :maybe
-- in:    me person_id, id calendar_import_id
-- out:   of_school ref?, of_class ref?, audience event_audience, file_name text, body bytes?, taken_at time?, batch_id batch_id?, added int, changed int, called_off int, undone_at time?, rev int
-- scope: persons
SELECT i.of_school, i.of_class, i.audience, i.file_name, i.body, i.taken_at, i.batch_id, i.added, i.changed, i.called_off, i.undone_at, i.rev
  FROM calendar_import i WHERE i.person_id = :me AND i.person_id IN (:persons) AND i.id = :id;

-- What I took in lately, of one calendar.
-- name:  imports_of_mine :many
-- in:    me person_id, of_school int, of_class int, most int
-- out:   id calendar_import_id, file_name text, taken_at time?, added int, changed int, called_off int, undone_at time?
-- scope: persons
SELECT i.id, i.file_name, i.taken_at, i.added, i.changed, i.called_off, i.undone_at
  FROM calendar_import i
 WHERE i.person_id = :me AND i.person_id IN (:persons) AND coalesce(i.of_school, 0) = :of_school AND coalesce(i.of_class, 0) = :of_class AND i.taken_at IS NOT NULL
 ORDER BY i.id DESC LIMIT :most;

-- Taken in, once.
-- name:  import_taken :run
-- in:    me person_id, id calendar_import_id, rev int, batch_id batch_id?, added int, altered int, called_off int
-- scope: persons
UPDATE calendar_import SET taken_at = :now, body = NULL, batch_id = :batch_id, added = :added, changed = :altered, called_off = :called_off, rev = rev + 1
 WHERE person_id = :me AND person_id IN (:persons) AND id = :id AND rev = :rev AND taken_at IS NULL;

-- Taken back, once; by the person.
-- name:  import_undone :run
-- in:    me person_id, id calendar_import_id
-- scope: persons
UPDATE calendar_import SET undone_at = :now, rev = rev + 1 WHERE person_id = :me AND person_id IN (:persons) AND id = :id AND taken_at IS NOT NULL AND undone_at IS NULL;

-- Taken back by the office, whoever had brought it.
-- name:  import_undone_batch :run
-- in:    of_school ref, batch_id batch_id
-- scope: system - the rule of undoing has decided; who brought the file sees that it was taken back
UPDATE calendar_import SET undone_at = :now, rev = rev + 1 WHERE of_school = :of_school AND batch_id = :batch_id AND undone_at IS NULL;

-- Files that nobody took in.
-- name:  imports_tidy :run
-- in:    before time
-- scope: system - retention: a file that waits is kept 30 days
UPDATE calendar_import SET body = NULL, rev = rev + 1 WHERE body IS NOT NULL AND made_at < :before;

-- ---- of a school and its classes

-- What came from files into one calendar: all keys that begin alike.
-- name:  events_imported :many
-- in:    low text, high text, most int
-- out:   id calendar_event_id, import_key text, title text, from_day date, called_off time?, import_seq int, import_print int, import_rev int, rev int
-- scope: school
SELECT e.id, coalesce(e.import_key, '') AS import_key, e.title, e.from_day, e.called_off, coalesce(e.import_seq, 0) AS import_seq, coalesce(e.import_print, 0) AS import_print, coalesce(e.import_rev, 0) AS import_rev, e.rev
  FROM calendar_event e WHERE e.school_id = :school AND e.import_key >= :low AND e.import_key < :high AND e.import_key IS NOT NULL
 ORDER BY e.import_key LIMIT :most;

-- A new one from a file; nothing where another import has brought it meanwhile.
-- name:  event_bring :run
-- in:    id calendar_event_id, class_id class_id?, audience event_audience, title text, place text, note text, from_day date, to_day date, from_minute int?, to_minute int?, by person_id, import_key text, import_seq int, import_print int, batch_id batch_id
-- scope: school
INSERT INTO calendar_event (school_id, id, class_id, audience, title, place, note, from_day, to_day, from_minute, to_minute, made_by, made_at, changed_at, called_off, reason, rev,
                            import_key, import_seq, import_print, import_rev, batch_id, taken_back)
VALUES (:school, :id, :class_id, :audience, :title, :place, :note, :from_day, :to_day, :from_minute, :to_minute, :by, :now, :now, NULL, NULL, 1, :import_key, :import_seq, :import_print, 1, :batch_id, NULL)
ON CONFLICT (school_id, import_key) WHERE import_key IS NOT NULL DO NOTHING;

-- Its state before an import changes it.
-- name:  event_keep :run
-- in:    id calendar_event_id, batch_id batch_id, rev int
-- scope: school
INSERT INTO calendar_event_was (school_id, batch_id, event_id, title, place, note, audience, from_day, to_day, from_minute, to_minute, called_off, reason, import_seq, import_print, rev)
SELECT e.school_id, :batch_id, e.id, e.title, e.place, e.note, e.audience, e.from_day, e.to_day, e.from_minute, e.to_minute, e.called_off, e.reason, e.import_seq, e.import_print, e.rev + 1
  FROM calendar_event e WHERE e.school_id = :school AND e.id = :id AND e.rev = :rev;

-- Other words or another time from a file; it takes place again where it was called off by one.
-- name:  event_rewrite :run
-- in:    id calendar_event_id, audience event_audience, title text, place text, note text, from_day date, to_day date, from_minute int?, to_minute int?, import_seq int, import_print int, rev int
-- scope: school
UPDATE calendar_event SET audience = :audience, title = :title, place = :place, note = :note, from_day = :from_day, to_day = :to_day, from_minute = :from_minute, to_minute = :to_minute,
       called_off = NULL, reason = NULL, import_seq = :import_seq, import_print = :import_print, changed_at = :now, import_rev = rev + 1, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev;

-- Called off by a file.
-- name:  event_drop :run
-- in:    id calendar_event_id, reason text, import_seq int, import_print int, rev int
-- scope: school
UPDATE calendar_event SET called_off = :now, reason = :reason, import_seq = :import_seq, import_print = :import_print, changed_at = :now, import_rev = rev + 1, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND called_off IS NULL;

-- What an undo would do: new ones that go, new ones that somebody has changed since, changed ones that go back, changed ones that were changed again.
-- name:  bring_look :one
-- in:    batch_id batch_id
-- out:   added int, added_stay int, changed int, changed_stay int
-- scope: school
SELECT (SELECT count(*) FROM calendar_event e WHERE e.school_id = :school AND e.batch_id = :batch_id AND e.taken_back IS NULL AND e.rev = 1) AS added,
       (SELECT count(*) FROM calendar_event e WHERE e.school_id = :school AND e.batch_id = :batch_id AND e.taken_back IS NULL AND e.rev > 1) AS added_stay,
       (SELECT count(*) FROM calendar_event_was w JOIN calendar_event e ON e.school_id = :school AND e.id = w.event_id WHERE w.school_id = :school AND w.batch_id = :batch_id AND e.rev = w.rev) AS changed,
       (SELECT count(*) FROM calendar_event_was w JOIN calendar_event e ON e.school_id = :school AND e.id = w.event_id WHERE w.school_id = :school AND w.batch_id = :batch_id AND e.rev > w.rev) AS changed_stay;

-- The name of the file, for the page of undoing.
-- name:  bring_name :maybe
-- in:    of_school ref, batch_id batch_id
-- out:   file_name text, added int, changed int, called_off int
-- scope: system - asked by the rule of undoing, which the page lets in by UNDO_BULK, for the school of the path; names a file and numbers, no person
SELECT i.file_name, i.added, i.changed, i.called_off FROM calendar_import i WHERE i.of_school = :of_school AND i.batch_id = :batch_id;

-- What nobody has touched since it came is gone from every page, and its key is free.
-- name:  bring_gone :run
-- in:    batch_id batch_id
-- scope: school
UPDATE calendar_event SET taken_back = :now, import_key = NULL, changed_at = :now, rev = rev + 1 WHERE school_id = :school AND batch_id = :batch_id AND rev = 1 AND taken_back IS NULL;

-- What was changed, as it was before.
-- name:  bring_was :many
-- in:    batch_id batch_id, most int
-- out:   event_id calendar_event_id, title text, place text, note text, audience event_audience, from_day date, to_day date, from_minute int?, to_minute int?, called_off time?, reason text?, import_seq int, import_print int, rev int
-- scope: school
SELECT w.event_id, w.title, w.place, w.note, w.audience, w.from_day, w.to_day, w.from_minute, w.to_minute, w.called_off, w.reason, w.import_seq, w.import_print, w.rev
  FROM calendar_event_was w WHERE w.school_id = :school AND w.batch_id = :batch_id ORDER BY w.event_id LIMIT :most;

-- One of them goes back, unless somebody has changed it since.
-- name:  event_give_back :run
-- in:    id calendar_event_id, audience event_audience, title text, place text, note text, from_day date, to_day date, from_minute int?, to_minute int?, called_off time?, reason text?, import_seq int, import_print int, rev int
-- scope: school
UPDATE calendar_event SET audience = :audience, title = :title, place = :place, note = :note, from_day = :from_day, to_day = :to_day, from_minute = :from_minute, to_minute = :to_minute,
       called_off = :called_off, reason = :reason, import_seq = :import_seq, import_print = :import_print, changed_at = :now, import_rev = rev + 1, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev;

-- ---- one's own

-- What came from files.
-- name:  own_imported :many
-- in:    me person_id, most int
-- out:   id calendar_own_id, import_key text, title text, from_day date, gone_at time?, import_seq int, import_print int, import_rev int, rev int
-- scope: persons
SELECT o.id, coalesce(o.import_key, '') AS import_key, o.title, o.from_day, o.gone_at, coalesce(o.import_seq, 0) AS import_seq, coalesce(o.import_print, 0) AS import_print, coalesce(o.import_rev, 0) AS import_rev, o.rev FROM calendar_own o
 WHERE o.person_id = :me AND o.person_id IN (:persons) AND o.import_key IS NOT NULL
 ORDER BY o.import_key LIMIT :most;

-- A new one from a file; nothing where another import has brought it meanwhile.
-- name:  own_bring :run
-- in:    me person_id, id calendar_own_id, title text, place text, note text, from_day date, to_day date, from_minute int?, to_minute int?, import_key text, import_seq int, import_print int, import_id calendar_import_id
-- scope: system - one's own, the caller passes itself
INSERT INTO calendar_own (person_id, id, title, place, note, from_day, to_day, from_minute, to_minute, changed_at, gone_at, rev, import_key, import_seq, import_print, import_rev, import_id)
VALUES (:me, :id, :title, :place, :note, :from_day, :to_day, :from_minute, :to_minute, :now, NULL, 1, :import_key, :import_seq, :import_print, 1, :import_id)
ON CONFLICT (person_id, import_key) WHERE import_key IS NOT NULL DO NOTHING;

-- Its state before an import changes it.
-- name:  own_keep :run
-- in:    me person_id, id calendar_own_id, import_id calendar_import_id, rev int
-- scope: system - one's own, the caller passes itself
INSERT INTO calendar_own_was (person_id, import_id, own_id, title, place, note, from_day, to_day, from_minute, to_minute, gone_at, import_seq, import_print, rev)
SELECT o.person_id, :import_id, o.id, o.title, o.place, coalesce(o.note, ''), o.from_day, o.to_day, o.from_minute, o.to_minute, o.gone_at, o.import_seq, o.import_print, o.rev + 1
  FROM calendar_own o WHERE o.person_id = :me AND o.id = :id AND o.rev = :rev;

-- Other words or another time from a file; or gone with it.
-- name:  own_rewrite :run
-- in:    me person_id, id calendar_own_id, title text, place text, note text, from_day date, to_day date, from_minute int?, to_minute int?, gone_at time?, import_seq int, import_print int, rev int
-- scope: persons
UPDATE calendar_own SET title = :title, place = :place, note = :note, from_day = :from_day, to_day = :to_day, from_minute = :from_minute, to_minute = :to_minute, gone_at = :gone_at,
       import_seq = :import_seq, import_print = :import_print, changed_at = :now, import_rev = rev + 1, rev = rev + 1
 WHERE person_id = :me AND person_id IN (:persons) AND id = :id AND rev = :rev;

-- Gone, since the file says so.
-- name:  own_drop_one :run
-- in:    me person_id, id calendar_own_id, import_seq int, import_print int, rev int
-- scope: persons
UPDATE calendar_own SET gone_at = :now, import_seq = :import_seq, import_print = :import_print, changed_at = :now, import_rev = rev + 1, rev = rev + 1
 WHERE person_id = :me AND person_id IN (:persons) AND id = :id AND rev = :rev AND gone_at IS NULL;

-- What nobody has touched since it came goes, and its key is free.
-- name:  own_bring_gone :run
-- in:    me person_id, import_id calendar_import_id
-- scope: persons
UPDATE calendar_own SET gone_at = :now, import_key = NULL, changed_at = :now, rev = rev + 1
 WHERE person_id = :me AND person_id IN (:persons) AND import_id = :import_id AND rev = 1 AND gone_at IS NULL;

-- What was changed, as it was before.
-- name:  own_bring_was :many
-- in:    me person_id, import_id calendar_import_id, most int
-- out:   own_id calendar_own_id, title text, place text, note text, from_day date, to_day date, from_minute int?, to_minute int?, gone_at time?, import_seq int, import_print int, rev int
-- scope: persons
SELECT w.own_id, w.title, w.place, w.note, w.from_day, w.to_day, w.from_minute, w.to_minute, w.gone_at, w.import_seq, w.import_print, w.rev
  FROM calendar_own_was w WHERE w.person_id = :me AND w.person_id IN (:persons) AND w.import_id = :import_id ORDER BY w.own_id LIMIT :most;

-- ---- what is held of a person

-- Files brought, for the copy.
-- name:  imports_told :many
-- in:    person_id person_id, most int
-- out:   file_name text, made_at time, taken_at time?, added int
-- scope: persons
SELECT i.file_name, i.made_at, i.taken_at, i.added FROM calendar_import i WHERE i.person_id = :person_id AND i.person_id IN (:persons) ORDER BY i.id DESC LIMIT :most;

-- Erased with the person.
-- name:  imports_drop :run
-- in:    person_id person_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM calendar_import WHERE person_id = :person_id;

-- Their former states, too.
-- name:  own_was_drop :run
-- in:    person_id person_id
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM calendar_own_was WHERE person_id = :person_id;

-- One file waits for a person at a time.
-- name:  own_files_forget :run
-- in:    me person_id
-- scope: persons
UPDATE calendar_import SET body = NULL, rev = rev + 1 WHERE person_id = :me AND person_id IN (:persons) AND body IS NOT NULL;
