-- What the house holds of a person, told to that person and to who stands for it (told.c).

-- name:  looks_told :many
-- in:    person_id person_id, limit int
-- out:   viewer_name text, viewer_as text, school_name text, kind look_kind, at time
-- scope: persons
SELECT p.full_name AS viewer_name, l.viewer_as, s.name AS school_name, l.kind, l.at
  FROM look l JOIN person p ON p.id = l.viewer_id JOIN school s ON s.id = l.school_id
 WHERE l.subject_id = :person_id AND l.subject_id IN (:persons) ORDER BY l.slot DESC, l.viewer_id, l.kind LIMIT :limit;

-- name:  words_told :many
-- in:    person_id person_id, limit int
-- out:   purpose text, by_name text, voice consent_voice, given bool, words text, at time, ended_at time?, signed_on date?, entered_name text?
-- scope: persons
SELECT k.purpose, p.full_name AS by_name, k.voice, k.given, k.words, k.at, k.ended_at, w.signed_on,
       (SELECT e.full_name FROM person e WHERE e.id = w.entered_by) AS entered_name
  FROM consent k JOIN person p ON p.id = k.by_person LEFT JOIN consent_paper w ON w.id = k.paper_id AND w.subject_id = k.subject_id
 WHERE k.subject_id = :person_id AND k.subject_id IN (:persons) ORDER BY k.id DESC LIMIT :limit;
