-- Words of families about uses of a pupil's data.

-- When was the subject born?
-- name:  consent_subject :one
-- in:    subject_id person_id
-- out:   full_name text, born date?
-- scope: system - asked about a person whom access has decided on
SELECT p.full_name, p.born FROM person p WHERE p.id = :subject_id;

-- The words that stand for one purpose, also those said of or by other rows of the same person, and whether who said them may decide
-- for the child today.
-- name:  consent_standing :many
-- in:    subject_id person_id, purpose text
-- out:   by_person person_id, voice consent_voice, given bool, decides bool
-- scope: system - asked about a person whom access has decided on
SELECT k.by_person, k.voice, k.given,
       CASE WHEN EXISTS (SELECT 1 FROM guardian_link g WHERE g.child_id = :subject_id
                            AND g.guardian_id = coalesce((SELECT q.merged_into FROM person q WHERE q.id = k.by_person), k.by_person)
                            AND g.to_day IS NULL AND g.limited IS NULL) THEN 1 ELSE 0 END AS decides
  FROM consent k WHERE k.subject_id IN (SELECT p.id FROM person p WHERE p.id = :subject_id UNION ALL SELECT p.id FROM person p WHERE p.merged_into = :subject_id)
   AND k.purpose = :purpose AND k.ended_at IS NULL ORDER BY k.id LIMIT 40;

-- What this person said last, also under a row that is folded into theirs or into the subject's; others: more than one such word stands;
-- signed_on: of the paper on which it stands.
-- name:  consent_last :maybe
-- in:    subject_id person_id, purpose text, by_person person_id
-- out:   given bool, others bool, at time, signed_on date?
-- scope: system - the rule has asked for the right over the child
SELECT k.given, CASE WHEN count(*) OVER () > 1 THEN 1 ELSE 0 END AS others, k.at, w.signed_on
  FROM consent k LEFT JOIN consent_paper w ON w.id = k.paper_id
 WHERE k.subject_id IN (SELECT s.id FROM person s WHERE s.id = :subject_id UNION ALL SELECT s.id FROM person s WHERE s.merged_into = :subject_id)
   AND k.by_person IN (SELECT b.id FROM person b WHERE b.id = :by_person UNION ALL SELECT b.id FROM person b WHERE b.merged_into = :by_person)
   AND k.purpose = :purpose AND k.ended_at IS NULL ORDER BY k.id DESC LIMIT 1;

-- Those words stand no longer.
-- name:  consents_end :run
-- in:    subject_id person_id, purpose text, by_person person_id
-- scope: system - the rule has asked for the right over the child
UPDATE consent SET ended_at = :now WHERE purpose = :purpose AND ended_at IS NULL
   AND subject_id IN (SELECT s.id FROM person s WHERE s.id = :subject_id UNION ALL SELECT s.id FROM person s WHERE s.merged_into = :subject_id)
   AND by_person IN (SELECT b.id FROM person b WHERE b.id = :by_person UNION ALL SELECT b.id FROM person b WHERE b.merged_into = :by_person);

-- Somebody says yes or no.
-- name:  consent_insert :run
-- in:    id consent_id, subject_id person_id, purpose text, by_person person_id, voice consent_voice, given bool, words text, paper_id consent_paper_id?
-- scope: system - the rule has asked for the right over the child
INSERT INTO consent (id, subject_id, purpose, by_person, voice, given, words, at, ended_at, paper_id)
VALUES (:id, :subject_id, :purpose, :by_person, :voice, :given, :words, :now, NULL, :paper_id);

-- A paper comes in.
-- name:  consent_paper_insert :run
-- in:    id consent_paper_id, subject_id person_id, of_school school_id, signed_on date, entered_by person_id
-- scope: system - the rule has asked for the right over the child
INSERT INTO consent_paper (id, subject_id, school_id, signed_on, entered_by, at) VALUES (:id, :subject_id, :of_school, :signed_on, :entered_by, :now);

-- All that was said about one of mine, also under a row that was folded into it, the newest first.
-- name:  consents_of_mine :many
-- in:    subject_id person_id
-- out:   purpose text, by_person person_id, by_name text, voice consent_voice, given bool, at time, ended_at time?, signed_on date?, entered_name text?
-- scope: persons
SELECT k.purpose, coalesce(p.merged_into, p.id) AS by_person, p.full_name AS by_name, k.voice, k.given, k.at, k.ended_at,
       w.signed_on, (SELECT e.full_name FROM person e WHERE e.id = w.entered_by) AS entered_name
  FROM consent k JOIN person p ON p.id = k.by_person LEFT JOIN consent_paper w ON w.id = k.paper_id AND w.subject_id = k.subject_id
 WHERE k.subject_id IN (SELECT s.id FROM person s WHERE s.id = :subject_id AND s.id IN (:persons)
         UNION ALL SELECT s.id FROM person s WHERE s.merged_into = :subject_id AND s.id IN (:persons)) AND k.subject_id IN (:persons) ORDER BY k.id DESC LIMIT 100;
