-- Is this look of the quarter hour on disk already?
-- name:  look_known :maybe
-- in:    subject_id person_id, slot int, viewer_id person_id, kind look_kind
-- out:   at time
-- scope: system - the viewer's own row
SELECT l.at FROM look l WHERE l.subject_id = :subject_id AND l.slot = :slot AND l.viewer_id = :viewer_id AND l.kind = :kind;

-- Somebody looked; once a quarter hour.
-- name:  look_insert :run
-- in:    subject_id person_id, slot int, viewer_id person_id, kind look_kind, school_id school_id, viewer_as text
-- scope: system - the ledger is global, key subject; written for whoever looks
INSERT INTO look (subject_id, slot, viewer_id, kind, school_id, viewer_as, at)
VALUES (:subject_id, :slot, :viewer_id, :kind, :school_id, :viewer_as, :now)
ON CONFLICT (subject_id, slot, viewer_id, kind) DO NOTHING;

-- The ledger of one of mine, newest first; :before is the last slot seen.
-- name:  looks_of_mine :many
-- in:    subject_id person_id, before int, limit int
-- out:   viewer_id person_id, viewer_name text, viewer_as text, school_name text, kind look_kind, at time, slot int
-- scope: persons
SELECT l.viewer_id, p.full_name AS viewer_name, l.viewer_as, s.name AS school_name, l.kind, l.at, l.slot
  FROM look l JOIN person p ON p.id = l.viewer_id JOIN school s ON s.id = l.school_id
 WHERE l.subject_id = :subject_id AND l.subject_id IN (:persons) AND l.slot < :before
 ORDER BY l.slot DESC, l.viewer_id, l.kind LIMIT :limit;
