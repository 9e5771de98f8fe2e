-- Which families have answered, for those who may use what they say.

-- The pupils of today by class, or of one class (0 = of all).
-- name:  pupils_asked :many
-- in:    class_id class_id, today date
-- out:   person_id person_id, class_id class_id, class_name text, name text, born date?
-- scope: school
SELECT e.person_id, c.id AS class_id, c.name AS class_name, p.full_name AS name, p.born
  FROM enrolment e JOIN class c ON c.school_id = :school AND c.id = e.class_id AND c.closed_day IS NULL JOIN person p ON p.id = e.person_id
 WHERE e.school_id = :school AND (:class_id = 0 OR e.class_id = :class_id) AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
   AND NOT EXISTS (SELECT 1 FROM restriction x WHERE x.subject_id = e.person_id AND x.school_id = :school AND x.ended_at IS NULL)
 ORDER BY c.sort_key, c.id, p.sort_key, e.id LIMIT 6000;

-- The words that stand about them, in no order (the pupils first: CROSS JOIN keeps SQLite to that order); also those said of or by other rows of the same person.
-- name:  words_asked :many
-- in:    class_id class_id, today date
-- out:   person_id person_id, purpose text, own bool, given bool, decides bool
-- scope: school
SELECT w.person_id, w.purpose, w.own, w.given, w.decides FROM (
  SELECT e.person_id, k.purpose, CASE WHEN k.voice = 'self' THEN 1 ELSE 0 END AS own, k.given,
         CASE WHEN EXISTS (SELECT 1 FROM guardian_link g WHERE g.child_id = e.person_id
                              AND g.guardian_id = coalesce((SELECT q.merged_into FROM person q WHERE q.id = k.by_person), k.by_person)
                              AND g.to_day IS NULL AND g.limited IS NULL) THEN 1 ELSE 0 END AS decides
    FROM enrolment e CROSS JOIN consent k
   WHERE k.subject_id = e.person_id AND e.school_id = :school AND (:class_id = 0 OR e.class_id = :class_id) AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today) AND k.ended_at IS NULL
  UNION ALL
  SELECT e.person_id, k.purpose, CASE WHEN k.voice = 'self' THEN 1 ELSE 0 END AS own, k.given,
         CASE WHEN EXISTS (SELECT 1 FROM guardian_link g WHERE g.child_id = e.person_id
                              AND g.guardian_id = coalesce((SELECT q.merged_into FROM person q WHERE q.id = k.by_person), k.by_person)
                              AND g.to_day IS NULL AND g.limited IS NULL) THEN 1 ELSE 0 END AS decides
    FROM enrolment e CROSS JOIN person f CROSS JOIN consent k
   WHERE f.merged_into = e.person_id AND k.subject_id = f.id AND e.school_id = :school AND (:class_id = 0 OR e.class_id = :class_id) AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today) AND k.ended_at IS NULL
  ) w LIMIT 60000;

-- Who stands for the pupils of a class today, by pupil; ordered: an order about the child stands, so each of them is asked about by itself.
-- name:  signers_asked :many
-- in:    class_id class_id, today date
-- out:   child_id person_id, person_id person_id, name text, ordered bool
-- scope: school
SELECT e.person_id AS child_id, g.guardian_id AS person_id, p.full_name AS name,
       CASE WHEN EXISTS (SELECT 1 FROM guardian_order o WHERE o.child_id = e.person_id AND o.lifted_at IS NULL) THEN 1 ELSE 0 END AS ordered
  FROM enrolment e JOIN guardian_link g ON g.child_id = e.person_id AND g.to_day IS NULL AND g.limited IS NULL JOIN person p ON p.id = g.guardian_id
 WHERE e.school_id = :school AND e.class_id = :class_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
 ORDER BY e.person_id, g.id LIMIT 600;

-- What a class is called.
-- name:  class_asked :maybe
-- in:    class_id class_id
-- out:   name text
-- scope: school
SELECT c.name FROM class c WHERE c.school_id = :school AND c.id = :class_id AND c.closed_day IS NULL;

-- What everybody reads of goals that were published: their words, indicators and evidence, the newest goals first.
-- name:  goals_shown_to_all :many
-- in:    limit int
-- out:   id goal_id, number int, words text, text text
-- scope: school
SELECT x.id, x.number, x.words, x.text FROM (
  SELECT g.id, g.number, g.words, coalesce(g.serves, '') || ' / ' || coalesce(g.end_reason, '') AS text FROM goal g
   WHERE g.school_id = :school AND g.state IN ('published', 'ended')
  UNION ALL
  SELECT g.id, g.number, g.words, i.words || ' / ' || i.unit AS text FROM goal g JOIN indicator i ON i.school_id = g.school_id AND i.goal_id = g.id
   WHERE g.school_id = :school AND g.state IN ('published', 'ended') AND i.words <> ''
  UNION ALL
  SELECT g.id, g.number, g.words, e.words AS text FROM goal g JOIN evidence e ON e.school_id = g.school_id AND e.goal_id = g.id
   WHERE g.school_id = :school AND g.state IN ('published', 'ended') AND e.state = 'published') x
 ORDER BY x.number DESC, x.text LIMIT :limit;

-- News that everybody reads, the newest first.
-- name:  news_shown_to_all :many
-- in:    limit int
-- out:   id news_id, title text, body text
-- scope: school
SELECT n.id, n.title, n.body FROM news n WHERE n.school_id = :school AND n.state = 'published' AND n.audience = 'everybody' ORDER BY n.published_at DESC, n.id DESC LIMIT :limit;

-- Papers of a pupil that this school took in, the newest first, with the picture of each.
-- name:  papers_of :many
-- in:    subject_id person_id, use text
-- out:   id consent_paper_id, subject_id person_id, signed_on date, entered_name text, at time, file_id file_id?, file_rev int?
-- scope: school
SELECT w.id, w.subject_id, w.signed_on, b.full_name AS entered_name, w.at, f.id AS file_id, f.rev AS file_rev
  FROM member m JOIN consent_paper w ON w.subject_id = m.person_id JOIN person b ON b.id = w.entered_by
       LEFT JOIN file f ON f.school_id = m.school_id AND f.use = :use AND f.about = w.id AND f.ended_at IS NULL
 WHERE m.school_id = :school AND m.person_id = :subject_id AND m.id = (SELECT max(k.id) FROM member k WHERE k.school_id = :school AND k.person_id = :subject_id)
   AND w.school_id = :school ORDER BY w.id DESC LIMIT 20;

-- Is this the picture of a paper about that pupil?
-- name:  paper_picture :maybe
-- in:    subject_id person_id, id file_id, use text
-- out:   rev int
-- scope: school
SELECT f.rev FROM file f WHERE f.school_id = :school AND f.id = :id AND f.use = :use AND f.child_id = :subject_id AND f.ended_at IS NULL;
