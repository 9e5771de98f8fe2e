-- Statements from outside, and deeds in the order of their numbers, as doors give them (rooms/record/outside.c, told.c).

-- The statement of that name, a deed or one from outside.
-- name:  statement_named :maybe
-- in:    uuid bytes
-- out:   statement_id statement_id
-- scope: school
SELECT k.statement_id FROM statement_key k WHERE k.school_id = :school AND k.uuid = :uuid;

-- Its name, once: no row is written when it is taken, and another closure that writes it is waited for.
-- name:  outside_name :run
-- in:    uuid bytes, statement_id statement_id
-- scope: school
INSERT INTO statement_key (school_id, uuid, statement_id) VALUES (:school, :uuid, :statement_id) ON CONFLICT (school_id, uuid) DO NOTHING;

-- Which statements have these names; uuids: 16 bytes each, one behind the other.
-- name:  outside_named_among :many
-- in:    uuids bytes
-- out:   statement_id statement_id?, place int
-- scope: school
WITH RECURSIVE among (place) AS (SELECT 0 UNION ALL SELECT among.place + 1 FROM among WHERE (among.place + 2) * 16 <= length(:uuids))
SELECT (SELECT k.statement_id FROM statement_key k WHERE k.school_id = :school AND k.uuid = substr(:uuids, among.place * 16 + 1, 16)) AS statement_id,
       among.place
  FROM among ORDER BY among.place;

-- Which of these names do statements refer to? One of those that do.
-- name:  outside_referred_among :many
-- in:    uuids bytes
-- out:   statement_id statement_id?, place int
-- scope: school
WITH RECURSIVE among (place) AS (SELECT 0 UNION ALL SELECT among.place + 1 FROM among WHERE (among.place + 2) * 16 <= length(:uuids))
SELECT (SELECT o.statement_id FROM outside_target o WHERE o.school_id = :school AND o.target = substr(:uuids, among.place * 16 + 1, 16) LIMIT 1) AS statement_id,
       among.place
  FROM among ORDER BY among.place;

-- A statement from outside.
-- name:  outside_insert :run
-- in:    id statement_id, uuid bytes, key_id ref, at time, timed bool, voids bool, target bytes?, terms bytes, document text, kind told_kind,
--        counted bool, verb_term bytes, thing_term bytes, component component, class_ref ref?
-- scope: school
INSERT INTO outside_statement (school_id, id, uuid, key_id, at, timed, voids, target, terms, document, kind, counted, verb_term, thing_term, component, class_ref)
VALUES (:school, :id, :uuid, :key_id, :at, :timed, :voids, :target, :terms, :document, :kind, :counted, :verb_term, :thing_term, :component, :class_ref);

-- It is found by a term.
-- name:  outside_term_insert :run
-- in:    term bytes, statement_id statement_id, source_id statement_id
-- scope: school
INSERT INTO outside_term (school_id, term, statement_id, source_id) VALUES (:school, :term, :statement_id, :source_id)
ON CONFLICT (school_id, term, statement_id, source_id) DO NOTHING;

-- Its own terms, all at once: nobody else writes under its number, so their order is nothing to wait for.
-- name:  outside_terms_insert :run
-- in:    terms bytes, statement_id statement_id
-- scope: school
WITH RECURSIVE among (place) AS (SELECT 0 UNION ALL SELECT among.place + 1 FROM among WHERE (among.place + 2) * 16 <= length(:terms))
INSERT INTO outside_term (school_id, term, statement_id, source_id)
SELECT :school, substr(:terms, among.place * 16 + 1, 16), :statement_id, :statement_id FROM among WHERE true
ON CONFLICT (school_id, term, statement_id, source_id) DO NOTHING;

-- It refers to another one.
-- name:  outside_target_insert :run
-- in:    target bytes, statement_id statement_id
-- scope: school
INSERT INTO outside_target (school_id, target, statement_id) VALUES (:school, :target, :statement_id);

-- Somebody of the school, of today or of before; not by a place that was taken back with the list that brought it (tie.c). Nobody else is tied to a statement.
-- name:  outside_person_insert :run
-- in:    statement_id statement_id, person_id person_id, at time, part deed_part?, key_id ref, component component, thing text, topic text?, competence text?, said text, known_id outside_known_id?
-- scope: school
INSERT INTO outside_person (school_id, statement_id, person_id, at, part, key_id, component, thing, topic, competence, said, known_id)
SELECT DISTINCT m.school_id, :statement_id, :person_id, :at, :part, :key_id, :component, :thing, :topic, :competence, :said, :known_id FROM member m LEFT JOIN batch b ON b.school_id = :school AND b.id = m.batch_id
 WHERE m.school_id = :school AND m.person_id = :person_id AND (m.to_day IS NULL OR m.to_day > m.from_day OR b.undone_at IS NULL)
ON CONFLICT (school_id, statement_id, person_id) DO NOTHING;

-- Or by the row into which this one was folded.
-- name:  outside_folded_insert :run
-- in:    of_school school_id, statement_id statement_id, person_id person_id, at time, part deed_part?, key_id ref, component component, thing text, topic text?, competence text?, said text, known_id outside_known_id?
-- scope: system - a folded row is of no school; what it is folded into is, and only that is asked
INSERT INTO outside_person (school_id, statement_id, person_id, at, part, key_id, component, thing, topic, competence, said, known_id)
SELECT DISTINCT m.school_id, :statement_id, :person_id, :at, :part, :key_id, :component, :thing, :topic, :competence, :said, :known_id FROM member m JOIN person q ON q.id = :person_id AND q.merged_into = m.person_id LEFT JOIN batch b ON b.school_id = :of_school AND b.id = m.batch_id
 WHERE m.school_id = :of_school AND (m.to_day IS NULL OR m.to_day > m.from_day OR b.undone_at IS NULL)
ON CONFLICT (school_id, statement_id, person_id) DO NOTHING;

-- Or by one that was folded into it.
-- name:  outside_kept_insert :run
-- in:    of_school school_id, statement_id statement_id, person_id person_id, at time, part deed_part?, key_id ref, component component, thing text, topic text?, competence text?, said text, known_id outside_known_id?
-- scope: system - a folded row is of no school; what it is folded into is, and only that is asked
INSERT INTO outside_person (school_id, statement_id, person_id, at, part, key_id, component, thing, topic, competence, said, known_id)
SELECT DISTINCT m.school_id, :statement_id, :person_id, :at, :part, :key_id, :component, :thing, :topic, :competence, :said, :known_id FROM member m JOIN person q ON q.id = m.person_id AND q.merged_into = :person_id LEFT JOIN batch b ON b.school_id = :of_school AND b.id = m.batch_id
 WHERE m.school_id = :of_school AND (m.to_day IS NULL OR m.to_day > m.from_day OR b.undone_at IS NULL)
ON CONFLICT (school_id, statement_id, person_id) DO NOTHING;

-- That system has told something of the person, under this name.
-- name:  outside_teller_put :run
-- in:    person_id person_id, key_id ref, name text
-- scope: school
INSERT INTO outside_teller (school_id, person_id, key_id, name) VALUES (:school, :person_id, :key_id, :name)
ON CONFLICT (school_id, person_id, key_id) DO UPDATE SET name = excluded.name WHERE outside_teller.name <> excluded.name AND excluded.name <> '';

-- It is in nobody's timeline any more.
-- name:  outside_hide :run
-- in:    statement_id statement_id
-- scope: school
UPDATE outside_person SET hidden = 1 WHERE school_id = :school AND statement_id = :statement_id;

-- A file, once.
-- name:  outside_file_insert :run
-- in:    hash bytes, body bytes
-- scope: school
INSERT INTO outside_file (school_id, hash, body) VALUES (:school, :hash, :body) ON CONFLICT (school_id, hash) DO NOTHING;

-- A statement has it.
-- name:  outside_attached_insert :run
-- in:    statement_id statement_id, hash bytes, type text
-- scope: school
INSERT INTO outside_attached (school_id, statement_id, hash, type) VALUES (:school, :statement_id, :hash, :type)
ON CONFLICT (school_id, statement_id, hash) DO NOTHING;

-- What is known of an activity.
-- name:  outside_activity_of :maybe
-- in:    hash bytes
-- out:   definition text
-- scope: school
SELECT a.definition FROM outside_activity a WHERE a.school_id = :school AND a.hash = :hash;

-- The same of many; hashes: 16 bytes each, one behind the other.
-- name:  outside_activities_among :many
-- in:    hashes bytes
-- out:   definition text?, place int
-- scope: school
WITH RECURSIVE among (place) AS (SELECT 0 UNION ALL SELECT among.place + 1 FROM among WHERE (among.place + 2) * 16 <= length(:hashes))
SELECT (SELECT a.definition FROM outside_activity a WHERE a.school_id = :school AND a.hash = substr(:hashes, among.place * 16 + 1, 16)) AS definition,
       among.place
  FROM among ORDER BY among.place;

-- What is known of it from now on.
-- name:  outside_activity_put :run
-- in:    hash bytes, definition text
-- scope: school
INSERT INTO outside_activity (school_id, hash, definition) VALUES (:school, :hash, :definition)
ON CONFLICT (school_id, hash) DO UPDATE SET definition = excluded.definition;

-- The statements that refer to one.
-- name:  outside_referring :many
-- in:    target bytes
-- out:   id statement_id, uuid bytes
-- scope: school
SELECT s.id, s.uuid FROM outside_target o JOIN outside_statement s ON s.school_id = :school AND s.id = o.statement_id
 WHERE o.school_id = :school AND o.target = :target ORDER BY s.id LIMIT 200;

-- Those of them that void it, however many refer to it.
-- name:  outside_voiders :many
-- in:    target bytes
-- out:   id statement_id, key_id ref
-- scope: school
SELECT s.id, s.key_id FROM outside_target o JOIN outside_statement s ON s.school_id = :school AND s.id = o.statement_id
 WHERE o.school_id = :school AND o.target = :target AND s.voids = 1 ORDER BY s.id LIMIT 100;

-- Statements that are not voided though one of the same key voids them, of those that do and were told behind a number: told at the same moment, neither saw the other (PostgreSQL).
-- name:  voids_missed :many
-- in:    since_id statement_id, limit int
-- out:   id statement_id, by_id statement_id
-- scope: school
SELECT s.id, v.id AS by_id FROM outside_statement v JOIN statement_key k ON k.school_id = :school AND k.uuid = v.target
  JOIN outside_statement s ON s.school_id = :school AND s.id = k.statement_id
 WHERE v.school_id = :school AND v.id > :since_id AND v.voids = 1 AND s.key_id = v.key_id AND s.voids = 0 AND s.voided_by IS NULL ORDER BY v.id LIMIT :limit;

-- It counts no more, but for those who ask for it by name.
-- name:  outside_void :run
-- in:    id statement_id, voided_by statement_id
-- scope: school
UPDATE outside_statement SET voided_by = :voided_by WHERE school_id = :school AND id = :id AND voided_by IS NULL AND voids = 0;

-- One statement from outside; held: about somebody whose data the school may not use now, or whose erasure is under way.
-- name:  outside_one :maybe
-- in:    id statement_id
-- out:   id statement_id, uuid bytes, key_id ref, at time, timed bool, voids bool, target bytes?, terms bytes, document text, voided bool, held bool
-- scope: school
SELECT s.id, s.uuid, s.key_id, s.at, s.timed, s.voids, s.target, s.terms, s.document, CASE WHEN s.voided_by IS NULL THEN 0 ELSE 1 END AS voided,
       CASE WHEN EXISTS (SELECT 1 FROM outside_person p WHERE p.school_id = :school AND p.statement_id = s.id
                            AND (EXISTS (SELECT 1 FROM restriction x WHERE x.subject_id = p.person_id AND x.school_id = :school AND x.ended_at IS NULL)
                              OR EXISTS (SELECT 1 FROM outside_erasing e WHERE e.school_id = :school AND e.person_id = p.person_id))) THEN 1 ELSE 0 END AS held
  FROM outside_statement s WHERE s.school_id = :school AND s.id = :id;

-- Files of a statement, without what is in them.
-- name:  outside_files_of :many
-- in:    statement_id statement_id
-- out:   hash bytes, type text, bytes int
-- scope: school
SELECT f.hash, a.type, length(f.body) AS bytes FROM outside_attached a JOIN outside_file f ON f.school_id = :school AND f.hash = a.hash
 WHERE a.school_id = :school AND a.statement_id = :statement_id ORDER BY f.hash LIMIT 100;
-- postgres:
SELECT f.hash, a.type, octet_length(f.body) AS bytes FROM outside_attached a JOIN outside_file f ON f.school_id = :school AND f.hash = a.hash
 WHERE a.school_id = :school AND a.statement_id = :statement_id ORDER BY f.hash LIMIT 100;

-- And what is in one of them.
-- name:  outside_file_of :maybe
-- in:    hash bytes
-- out:   body bytes
-- scope: school
SELECT f.body FROM outside_file f WHERE f.school_id = :school AND f.hash = :hash;

-- Statements from outside that a term finds and no other term excludes, newest first; :mine is a term that must be their own,
-- and that of what they refer to where it is that which is found.
-- name:  outside_by_term_down :many
-- turns: outside_by_term_up
-- in:    term bytes, second bytes?, third bytes?, fourth bytes?, mine bytes?, after_id statement_id, before_id statement_id, limit int
-- out:   id statement_id, timed bool, document text
-- scope: school
SELECT s.id, s.timed, s.document FROM outside_statement s JOIN (
         SELECT DISTINCT t.statement_id FROM outside_term t JOIN outside_statement s ON s.school_id = :school AND s.id = t.statement_id
          WHERE t.school_id = :school AND t.term = :term AND t.statement_id > :after_id AND t.statement_id < :before_id AND s.voided_by IS NULL
            AND (:second IS NULL OR EXISTS (SELECT 1 FROM outside_term u WHERE u.school_id = :school AND u.term = :second AND u.statement_id = t.statement_id AND u.source_id = t.source_id))
            AND (:third IS NULL OR EXISTS (SELECT 1 FROM outside_term u WHERE u.school_id = :school AND u.term = :third AND u.statement_id = t.statement_id AND u.source_id = t.source_id))
            AND (:fourth IS NULL OR EXISTS (SELECT 1 FROM outside_term u WHERE u.school_id = :school AND u.term = :fourth AND u.statement_id = t.statement_id AND u.source_id = t.source_id))
            AND (:mine IS NULL OR (EXISTS (SELECT 1 FROM outside_term u WHERE u.school_id = :school AND u.term = :mine AND u.statement_id = t.statement_id AND u.source_id = u.statement_id)
                               AND EXISTS (SELECT 1 FROM outside_term u WHERE u.school_id = :school AND u.term = :mine AND u.statement_id = t.source_id AND u.source_id = u.statement_id)))
            AND NOT EXISTS (SELECT 1 FROM outside_leftover l WHERE l.school_id = :school AND l.source_id = t.source_id AND (length(l.term) = 0 OR l.term = t.term OR l.term = :second))
            AND NOT EXISTS (SELECT 1 FROM outside_person p WHERE p.school_id = :school AND p.statement_id = s.id
                      AND (EXISTS (SELECT 1 FROM restriction x WHERE x.subject_id = p.person_id AND x.school_id = :school AND x.ended_at IS NULL)
                        OR EXISTS (SELECT 1 FROM outside_erasing e WHERE e.school_id = :school AND e.person_id = p.person_id)))
          ORDER BY t.statement_id DESC LIMIT :limit) f ON f.statement_id = s.id
 WHERE s.school_id = :school ORDER BY s.id DESC;

-- All statements from outside, newest first.
-- name:  outside_all_down :many
-- turns: outside_all_up
-- in:    after_id statement_id, before_id statement_id, limit int
-- out:   id statement_id, timed bool, document text
-- scope: school
SELECT s.id, s.timed, s.document FROM outside_statement s
 WHERE s.school_id = :school AND s.id > :after_id AND s.id < :before_id AND s.voided_by IS NULL
   AND NOT EXISTS (SELECT 1 FROM outside_person p WHERE p.school_id = :school AND p.statement_id = s.id
                      AND (EXISTS (SELECT 1 FROM restriction x WHERE x.subject_id = p.person_id AND x.school_id = :school AND x.ended_at IS NULL)
                        OR EXISTS (SELECT 1 FROM outside_erasing e WHERE e.school_id = :school AND e.person_id = p.person_id)))
 ORDER BY s.id DESC LIMIT :limit;

-- All deeds, newest first.
-- name:  deeds_all_down :many
-- turns: deeds_all_up
-- in:    after_id statement_id, before_id statement_id, limit int
-- out:   id statement_id, uuid bytes, actor_id person_id?, verb deed_verb, object_kind text, object_id ref, object_name text, at time, result text?, context text?, actor_as deed_as
-- scope: school
SELECT s.id, s.uuid, s.actor_id, s.verb, s.object_kind, s.object_id, s.object_name, s.at, s.result, s.context, s.actor_as FROM statement s
 WHERE s.school_id = :school AND s.id > :after_id AND s.id < :before_id
   AND NOT EXISTS (SELECT 1 FROM restriction x WHERE x.subject_id = s.actor_id AND x.school_id = :school AND x.ended_at IS NULL)
   AND NOT EXISTS (SELECT 1 FROM statement_with w JOIN restriction x ON x.subject_id = w.person_id AND x.school_id = :school AND x.ended_at IS NULL
                    WHERE w.school_id = :school AND w.statement_id = s.id)
 ORDER BY s.id DESC LIMIT :limit;

-- Deeds of a person, newest first.
-- name:  deeds_by_actor_down :many
-- turns: deeds_by_actor_up
-- in:    actor_id person_id, verb deed_verb?, kind text?, object_id ref?, after_id statement_id, before_id statement_id, limit int
-- out:   id statement_id, uuid bytes, actor_id person_id?, verb deed_verb, object_kind text, object_id ref, object_name text, at time, result text?, context text?, actor_as deed_as
-- scope: school
SELECT s.id, s.uuid, s.actor_id, s.verb, s.object_kind, s.object_id, s.object_name, s.at, s.result, s.context, s.actor_as FROM statement s
 WHERE s.school_id = :school AND s.id > :after_id AND s.id < :before_id AND s.actor_id = :actor_id AND (:verb IS NULL OR s.verb = :verb)
   AND (:kind IS NULL OR (s.object_kind = :kind AND s.object_id = :object_id))
   AND NOT EXISTS (SELECT 1 FROM restriction x WHERE x.subject_id = s.actor_id AND x.school_id = :school AND x.ended_at IS NULL)
   AND NOT EXISTS (SELECT 1 FROM statement_with w JOIN restriction x ON x.subject_id = w.person_id AND x.school_id = :school AND x.ended_at IS NULL
                    WHERE w.school_id = :school AND w.statement_id = s.id)
 ORDER BY s.id DESC LIMIT :limit;

-- Deeds of a verb, newest first.
-- name:  deeds_by_verb_down :many
-- turns: deeds_by_verb_up
-- in:    verb deed_verb, after_id statement_id, before_id statement_id, limit int
-- out:   id statement_id, uuid bytes, actor_id person_id?, verb deed_verb, object_kind text, object_id ref, object_name text, at time, result text?, context text?, actor_as deed_as
-- scope: school
SELECT s.id, s.uuid, s.actor_id, s.verb, s.object_kind, s.object_id, s.object_name, s.at, s.result, s.context, s.actor_as FROM statement s
 WHERE s.school_id = :school AND s.id > :after_id AND s.id < :before_id AND s.verb = :verb
   AND NOT EXISTS (SELECT 1 FROM restriction x WHERE x.subject_id = s.actor_id AND x.school_id = :school AND x.ended_at IS NULL)
   AND NOT EXISTS (SELECT 1 FROM statement_with w JOIN restriction x ON x.subject_id = w.person_id AND x.school_id = :school AND x.ended_at IS NULL
                    WHERE w.school_id = :school AND w.statement_id = s.id)
 ORDER BY s.id DESC LIMIT :limit;

-- Deeds about a thing, newest first.
-- name:  deeds_by_object_down :many
-- turns: deeds_by_object_up
-- in:    kind text, object_id ref, verb deed_verb?, after_id statement_id, before_id statement_id, limit int
-- out:   id statement_id, uuid bytes, actor_id person_id?, verb deed_verb, object_kind text, object_id ref, object_name text, at time, result text?, context text?, actor_as deed_as
-- scope: school
SELECT s.id, s.uuid, s.actor_id, s.verb, s.object_kind, s.object_id, s.object_name, s.at, s.result, s.context, s.actor_as FROM statement s
 WHERE s.school_id = :school AND s.id > :after_id AND s.id < :before_id AND s.object_kind = :kind AND s.object_id = :object_id AND (:verb IS NULL OR s.verb = :verb)
   AND NOT EXISTS (SELECT 1 FROM restriction x WHERE x.subject_id = s.actor_id AND x.school_id = :school AND x.ended_at IS NULL)
   AND NOT EXISTS (SELECT 1 FROM statement_with w JOIN restriction x ON x.subject_id = w.person_id AND x.school_id = :school AND x.ended_at IS NULL
                    WHERE w.school_id = :school AND w.statement_id = s.id)
 ORDER BY s.id DESC LIMIT :limit;

-- One deed.
-- name:  deed_one :maybe
-- in:    id statement_id
-- out:   id statement_id, uuid bytes, actor_id person_id?, verb deed_verb, object_kind text, object_id ref, object_name text, at time, result text?, context text?, actor_as deed_as
-- scope: school
SELECT s.id, s.uuid, s.actor_id, s.verb, s.object_kind, s.object_id, s.object_name, s.at, s.result, s.context, s.actor_as FROM statement s
 WHERE s.school_id = :school AND s.id = :id
   AND NOT EXISTS (SELECT 1 FROM restriction x WHERE x.subject_id = s.actor_id AND x.school_id = :school AND x.ended_at IS NULL)
   AND NOT EXISTS (SELECT 1 FROM statement_with w JOIN restriction x ON x.subject_id = w.person_id AND x.school_id = :school AND x.ended_at IS NULL
                    WHERE w.school_id = :school AND w.statement_id = s.id);

-- How many statements stand in a stretch, those that are held or voided among them; of deeds and of others at most :most each.
-- name:  statements_between :one
-- in:    after_id statement_id, before_id statement_id, most int
-- out:   n int
-- scope: school
SELECT (SELECT count(*) FROM (SELECT s.id FROM statement s WHERE s.school_id = :school AND s.id > :after_id AND s.id < :before_id LIMIT :most) d)
     + (SELECT count(*) FROM (SELECT o.id FROM outside_statement o WHERE o.school_id = :school AND o.id > :after_id AND o.id < :before_id LIMIT :most) e) AS n;

-- People of the house whom statements of a stretch name: who did a deed, with whom, and whom others told of; not those of whom nothing leaves.
-- name:  people_of_statements :many
-- in:    after_id statement_id, upto_id statement_id
-- out:   person_id person_id
-- scope: school
SELECT n.id AS person_id FROM statement s JOIN person n ON n.id = s.actor_id WHERE s.school_id = :school AND s.id > :after_id AND s.id <= :upto_id
   AND NOT EXISTS (SELECT 1 FROM restriction x WHERE x.subject_id = n.id AND x.school_id = :school AND x.ended_at IS NULL)
 UNION SELECT n.id AS person_id FROM statement_with w JOIN person n ON n.id = w.person_id WHERE w.school_id = :school AND w.statement_id > :after_id AND w.statement_id <= :upto_id
   AND NOT EXISTS (SELECT 1 FROM restriction x WHERE x.subject_id = n.id AND x.school_id = :school AND x.ended_at IS NULL)
 UNION SELECT n.id AS person_id FROM outside_person p JOIN person n ON n.id = p.person_id WHERE p.school_id = :school AND p.statement_id > :after_id AND p.statement_id <= :upto_id
   AND NOT EXISTS (SELECT 1 FROM restriction x WHERE x.subject_id = n.id AND x.school_id = :school AND x.ended_at IS NULL)
   AND NOT EXISTS (SELECT 1 FROM outside_erasing e WHERE e.school_id = :school AND e.person_id = n.id);

-- Which statements of a stretch name somebody, or a row that was folded into it: who did a deed, with whom, of whom others told.
-- name:  statements_of_somebody :many
-- in:    of_school school_id, person_id person_id, after_id statement_id, upto_id statement_id, limit int
-- out:   id statement_id
-- scope: system - a folded row is of no school; only numbers of statements leave, and what they say is read in the school's scope
SELECT s.id FROM statement s WHERE s.school_id = :of_school AND s.id > :after_id AND s.id <= :upto_id
   AND s.actor_id IN (SELECT q.id FROM person q WHERE q.id = :person_id UNION ALL SELECT q.id FROM person q WHERE q.merged_into = :person_id)
 UNION SELECT w.statement_id AS id FROM statement_with w WHERE w.school_id = :of_school AND w.statement_id > :after_id AND w.statement_id <= :upto_id
   AND w.person_id IN (SELECT q.id FROM person q WHERE q.id = :person_id UNION ALL SELECT q.id FROM person q WHERE q.merged_into = :person_id)
 UNION SELECT p.statement_id AS id FROM outside_person p WHERE p.school_id = :of_school AND p.statement_id > :after_id AND p.statement_id <= :upto_id
   AND p.person_id IN (SELECT q.id FROM person q WHERE q.id = :person_id UNION ALL SELECT q.id FROM person q WHERE q.merged_into = :person_id)
 ORDER BY id LIMIT :limit;

-- ---- of a person (parts.c)

-- What others told about one of mine.
-- name:  outside_told :many
-- in:    person_id person_id, before_id statement_id, limit int
-- out:   id statement_id, at time, document text, school_name text
-- scope: persons
SELECT s.id, s.at, s.document, sc.name AS school_name
  FROM outside_person p JOIN outside_statement s ON s.school_id = p.school_id AND s.id = p.statement_id JOIN school sc ON sc.id = s.school_id
 WHERE p.person_id = :person_id AND p.person_id IN (:persons) AND p.statement_id < :before_id
   AND (p.known_id IS NULL OR EXISTS (SELECT 1 FROM outside_known k WHERE k.school_id = p.school_id AND k.id = p.known_id AND k.person_id = p.person_id AND k.ended_at IS NULL))
 ORDER BY p.statement_id DESC LIMIT :limit;

-- Erasure: the next statements of the person; others: of somebody else of the house too.
-- name:  told_of_person :many
-- in:    person_id person_id, only school_id, limit int
-- out:   school_id school_id, id statement_id, uuid bytes, terms bytes, part deed_part?, known_id outside_known_id?, others bool
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
SELECT s.school_id, s.id, s.uuid, s.terms, p.part, p.known_id,
       CASE WHEN EXISTS (SELECT 1 FROM outside_person o WHERE o.school_id = p.school_id AND o.statement_id = p.statement_id AND o.person_id <> p.person_id) THEN 1 ELSE 0 END AS others
  FROM outside_person p JOIN outside_statement s ON s.school_id = p.school_id AND s.id = p.statement_id
 WHERE p.person_id = :person_id AND (:only = 0 OR p.school_id = :only) ORDER BY s.school_id, s.id LIMIT :limit;

-- What is left of them, school by school, is for the job.
-- name:  erasing_put :run
-- in:    person_id person_id, only school_id, nobody person_id
-- scope: system - erasure, as above
INSERT INTO outside_erasing (school_id, person_id, nobody)
SELECT DISTINCT p.school_id, p.person_id, :nobody FROM outside_person p WHERE p.person_id = :person_id AND (:only = 0 OR p.school_id = :only)
ON CONFLICT (school_id, person_id) DO NOTHING;
-- postgres:
INSERT INTO outside_erasing (school_id, person_id, nobody)
SELECT DISTINCT p.school_id, p.person_id, CAST(:nobody AS bigint) FROM outside_person p WHERE p.person_id = :person_id AND (:only = 0 OR p.school_id = :only)
ON CONFLICT (school_id, person_id) DO NOTHING;

-- The next of whom something is left, of all schools.
-- name:  erasing :maybe
-- out:   school_id school_id, person_id person_id, nobody person_id
-- scope: system - erasure, as above
SELECT e.school_id, e.person_id, e.nobody FROM outside_erasing e ORDER BY e.school_id, e.person_id LIMIT 1;

-- Nothing is.
-- name:  erasing_end :run
-- in:    of_school school_id, person_id person_id
-- scope: system - erasure, as above
DELETE FROM outside_erasing WHERE school_id = :of_school AND person_id = :person_id;

-- What one of them says.
-- name:  told_document :one
-- in:    of_school school_id, id statement_id
-- out:   document text, key_id ref
-- scope: system - erasure, as above
SELECT s.document, s.key_id FROM outside_statement s WHERE s.school_id = :of_school AND s.id = :id;

-- It says the same, but of whom: the person is somebody whom the house does not know.
-- name:  outside_resay :run
-- in:    of_school school_id, id statement_id, terms bytes, document text
-- scope: system - erasure, as above
UPDATE outside_statement SET document = :document, terms = :terms WHERE school_id = :of_school AND id = :id;

-- And is in the person's record no more.
-- name:  outside_person_leave :run
-- in:    of_school school_id, statement_id statement_id, person_id person_id
-- scope: system - erasure, as above
DELETE FROM outside_person WHERE school_id = :of_school AND statement_id = :statement_id AND person_id = :person_id;

-- A term finds a statement no more.
-- name:  outside_term_forget :run
-- in:    of_school school_id, term bytes, statement_id statement_id, source_id statement_id
-- scope: system - erasure, as above
DELETE FROM outside_term WHERE school_id = :of_school AND term = :term AND statement_id = :statement_id AND source_id = :source_id;

-- By what else it finds those that refer to it; as many at once as a closure should take away. term: that one alone.
-- name:  outside_found_there :many
-- in:    of_school school_id, source_id statement_id, term bytes?
-- out:   term bytes, statement_id statement_id
-- scope: system - erasure and retention, as above
SELECT u.term, u.statement_id FROM outside_term u
 WHERE u.school_id = :of_school AND u.source_id = :source_id AND u.source_id <> u.statement_id AND (:term IS NULL OR u.term = :term) LIMIT 2000;

-- Others are found by it still: the job takes that away.
-- name:  leftover_put :run
-- in:    of_school school_id, source_id statement_id, term bytes
-- scope: system - erasure, as above
INSERT INTO outside_leftover (school_id, source_id, term) VALUES (:of_school, :source_id, :term) ON CONFLICT (school_id, source_id, term) DO NOTHING;

-- The next of what is left, of all schools.
-- name:  leftover :maybe
-- out:   school_id school_id, source_id statement_id, term bytes
-- scope: system - erasure, as above
SELECT l.school_id, l.source_id, l.term FROM outside_leftover l ORDER BY l.school_id, l.source_id, l.term LIMIT 1;

-- Nothing is.
-- name:  leftover_end :run
-- in:    of_school school_id, source_id statement_id, term bytes
-- scope: system - erasure, as above
DELETE FROM outside_leftover WHERE school_id = :of_school AND source_id = :source_id AND term = :term;

-- What a statement said is emptied; its name stays taken, so that nothing else comes in under it.
-- name:  outside_unsay :run
-- in:    of_school school_id, id statement_id
-- scope: system - erasure, as above, and retention (keep.c)
UPDATE outside_statement SET document = '', terms = uuid, target = NULL, voided_by = id, kind = 'gone' WHERE school_id = :of_school AND id = :id;

-- What is known of an activity, where no statement tells of it by itself any more; near: the term by which all of them are found that do.
-- name:  outside_activity_forget :run
-- in:    of_school school_id, hash bytes, near bytes
-- scope: system - erasure and retention, as above
DELETE FROM outside_activity WHERE school_id = :of_school AND hash = :hash
   AND NOT EXISTS (SELECT 1 FROM outside_term u WHERE u.school_id = :of_school AND u.term = :near AND u.source_id = u.statement_id);

-- That it refers to another.
-- name:  outside_target_forget :run
-- in:    of_school school_id, id statement_id
-- scope: system - erasure and retention, as above
DELETE FROM outside_target WHERE school_id = :of_school AND statement_id = :id
   AND target IN (SELECT s.target FROM outside_statement s WHERE s.school_id = :of_school AND s.id = :id);

-- Its files that no other statement has.
-- name:  outside_files_forget :run
-- in:    of_school school_id, id statement_id
-- scope: system - erasure and retention, as above
DELETE FROM outside_file
 WHERE school_id = :of_school AND hash IN (SELECT a.hash FROM outside_attached a WHERE a.school_id = :of_school AND a.statement_id = :id)
   AND NOT EXISTS (SELECT 1 FROM outside_attached b WHERE b.school_id = :of_school AND b.hash = outside_file.hash AND b.statement_id <> :id);

-- And that it had them.
-- name:  outside_attached_forget :run
-- in:    of_school school_id, id statement_id
-- scope: system - erasure and retention, as above
DELETE FROM outside_attached WHERE school_id = :of_school AND statement_id = :id;

-- Last, whom it was about.
-- name:  outside_person_forget :run
-- in:    of_school school_id, id statement_id
-- scope: system - erasure and retention, as above
DELETE FROM outside_person WHERE school_id = :of_school AND statement_id = :id;

-- And who told of the person.
-- name:  outside_tellers_forget :run
-- in:    person_id person_id, only school_id
-- scope: system - erasure, as above
DELETE FROM outside_teller WHERE person_id = :person_id AND (:only = 0 OR school_id = :only);

-- ---- what is kept how long (keep.c)

-- Schools to which other systems told something, in the order of their ids.
-- name:  schools_told :many
-- in:    after school_id
-- out:   id school_id
-- scope: system - the nightly job goes through all schools
SELECT s.id FROM school s WHERE s.id > :after AND (SELECT min(o.id) FROM outside_statement o WHERE o.school_id = s.id) IS NOT NULL ORDER BY s.id LIMIT 200;

-- The oldest of a kind, told before a number.
-- name:  outside_old :many
-- in:    kind told_kind, before statement_id, limit int
-- out:   id statement_id, uuid bytes, terms bytes
-- scope: school
SELECT s.id, s.uuid, s.terms FROM outside_statement s WHERE s.school_id = :school AND s.kind = :kind AND s.id < :before ORDER BY s.id LIMIT :limit;

-- Told before kinds and lines were known.
-- name:  outside_unsorted :many
-- in:    limit int
-- out:   id statement_id, at time, key_id ref, document text, voided bool
-- scope: school
SELECT s.id, s.at, s.key_id, s.document, CASE WHEN s.voided_by IS NULL THEN 0 ELSE 1 END AS voided
  FROM outside_statement s WHERE s.school_id = :school AND s.kind IS NULL ORDER BY s.id LIMIT :limit;

-- Whom it names.
-- name:  outside_persons_of :many
-- in:    statement_id statement_id
-- out:   person_id person_id
-- scope: school
-- bars:  nobody - a line is written, nobody reads it here
SELECT p.person_id FROM outside_person p WHERE p.school_id = :school AND p.statement_id = :statement_id ORDER BY p.person_id LIMIT 200;

-- Its line for one of them.
-- name:  outside_line_put :run
-- in:    statement_id statement_id, person_id person_id, at time, part deed_part?, key_id ref, component component, thing text, topic text?, competence text?, said text, hidden bool
-- scope: school
UPDATE outside_person SET at = :at, part = :part, key_id = :key_id, component = :component, thing = :thing, topic = :topic, competence = :competence, said = :said, hidden = :hidden
 WHERE school_id = :school AND statement_id = :statement_id AND person_id = :person_id;

-- And its kind.
-- name:  outside_kind_put :run
-- in:    id statement_id, kind told_kind
-- scope: school
UPDATE outside_statement SET kind = :kind WHERE school_id = :school AND id = :id;

-- ---- for khue verify

-- Statements from outside whose name is missing or means another one, or that no term finds.
-- name:  outside_that_cannot_be :many
-- out:   id statement_id
-- scope: school
SELECT s.id FROM outside_statement s LEFT JOIN statement_key k ON k.school_id = s.school_id AND k.uuid = s.uuid AND k.statement_id = s.id
 WHERE s.school_id = :school AND k.uuid IS NULL ORDER BY s.id LIMIT 20;

-- Lines at another time than their statement's, or shown though it was voided.
-- name:  lines_off :many
-- out:   id statement_id
-- scope: school
SELECT s.id FROM outside_person p JOIN outside_statement s ON s.school_id = p.school_id AND s.id = p.statement_id
 WHERE p.school_id = :school AND p.at IS NOT NULL AND (p.at <> s.at OR p.hidden <> CASE WHEN s.voided_by IS NULL THEN 0 ELSE 1 END OR s.document = '') ORDER BY s.id LIMIT 20;
