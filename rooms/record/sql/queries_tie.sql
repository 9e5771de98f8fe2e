-- Whom a statement names who was nobody of the school when it came (rooms/record/tie.c). Who belongs to a school: who has or had a place there, also by
-- another row for the same human being; not by a place that was taken back with the list that brought it.

-- Schools to which something was told and whose newest member has not been looked up, in the order of their ids.
-- name:  schools_unlooked :many
-- in:    after school_id, upto member_id
-- out:   id school_id
-- scope: system - the job goes through all schools; only ids leave
SELECT s.id FROM school s WHERE s.id > :after AND (SELECT min(o.id) FROM outside_statement o WHERE o.school_id = s.id) IS NOT NULL
   AND (SELECT max(m.id) FROM member m WHERE m.school_id = s.id AND m.id < :upto) > coalesce((SELECT l.member_id FROM outside_looked l WHERE l.school_id = s.id), 0)
 ORDER BY s.id LIMIT 200;

-- The next members to look up.
-- name:  members_unlooked :many
-- in:    upto member_id
-- out:   id member_id, person_id person_id
-- scope: school
-- bars:  nobody - they are looked up and shown to nobody
SELECT m.id, m.person_id FROM member m WHERE m.school_id = :school AND m.id < :upto AND m.id > coalesce((SELECT l.member_id FROM outside_looked l WHERE l.school_id = :school), 0)
 ORDER BY m.id LIMIT 100;

-- Up to here they are.
-- name:  looked_put :run
-- in:    member_id member_id
-- scope: school
INSERT INTO outside_looked (school_id, member_id) VALUES (:school, :member_id)
ON CONFLICT (school_id) DO UPDATE SET member_id = excluded.member_id WHERE outside_looked.member_id < excluded.member_id;

-- Which of these terms find anything: one of what each finds; terms: 16 bytes each, one behind the other.
-- name:  terms_met :many
-- in:    terms bytes
-- out:   statement_id statement_id?, place int
-- scope: school
WITH RECURSIVE among (place) AS (SELECT 0 UNION ALL SELECT among.place + 1 FROM among WHERE (among.place + 2) * 16 <= length(:terms))
SELECT (SELECT t.statement_id FROM outside_term t WHERE t.school_id = :school AND t.term = substr(:terms, among.place * 16 + 1, 16) LIMIT 1) AS statement_id, among.place
  FROM among ORDER BY among.place;

-- Statements that name the agent of that term themselves and are not tied to the person.
-- name:  outside_untied :many
-- in:    term bytes, person_id person_id, after statement_id
-- out:   id statement_id, at time, key_id ref, document text
-- scope: school
SELECT s.id, s.at, s.key_id, s.document FROM outside_term t JOIN outside_statement s ON s.school_id = :school AND s.id = t.statement_id
 WHERE t.school_id = :school AND t.term = :term AND t.statement_id > :after AND t.source_id = t.statement_id AND s.document <> ''
   AND NOT EXISTS (SELECT 1 FROM outside_person p WHERE p.school_id = :school AND p.statement_id = t.statement_id AND p.person_id = :person_id)
 ORDER BY t.statement_id LIMIT 10;

-- One of them, as it stands now that its row is held.
-- name:  outside_now :maybe
-- in:    id statement_id
-- out:   at time, key_id ref, document text, voided bool, counted bool, kind told_kind?, verb_term bytes?, class_ref ref?
-- scope: school
SELECT s.at, s.key_id, s.document, CASE WHEN s.voided_by IS NULL THEN 0 ELSE 1 END AS voided, s.counted, s.kind, s.verb_term, s.class_ref
  FROM outside_statement s WHERE s.school_id = :school AND s.id = :id;

-- In which class who did it was.
-- name:  outside_class_put :run
-- in:    id statement_id, class_ref ref?
-- scope: school
UPDATE outside_statement SET class_ref = :class_ref WHERE school_id = :school AND id = :id;

-- People to whom something is tied though they do not belong to the school.
-- name:  tied_no_longer :many
-- in:    of_school school_id, after person_id
-- out:   person_id person_id
-- scope: system - a folded row is of no school; they are untied and shown to nobody
SELECT DISTINCT t.person_id FROM outside_teller t WHERE t.school_id = :of_school AND t.person_id > :after
   AND NOT EXISTS (SELECT 1 FROM person q JOIN member m ON m.school_id = :of_school AND m.person_id IN (q.id, coalesce(q.merged_into, q.id))
                     LEFT JOIN batch b ON b.school_id = :of_school AND b.id = m.batch_id
                    WHERE q.id = t.person_id AND (m.to_day IS NULL OR m.to_day > m.from_day OR b.undone_at IS NULL))
   AND NOT EXISTS (SELECT 1 FROM person q JOIN member m ON m.school_id = :of_school AND m.person_id = q.id LEFT JOIN batch b ON b.school_id = :of_school AND b.id = m.batch_id
                    WHERE q.merged_into = t.person_id AND (m.to_day IS NULL OR m.to_day > m.from_day OR b.undone_at IS NULL))
 ORDER BY t.person_id LIMIT 100;

-- What is tied to one of them.
-- name:  ties_of :many
-- in:    person_id person_id
-- out:   statement_id statement_id, part deed_part?
-- scope: school
SELECT p.statement_id, p.part FROM outside_person p WHERE p.school_id = :school AND p.person_id = :person_id ORDER BY p.statement_id LIMIT 50;

-- What is told of one of them, in the order in which it was stored.
-- name:  outside_about :many
-- in:    person_id person_id, after statement_id
-- out:   id statement_id, document text
-- scope: school
SELECT s.id, s.document FROM outside_person p JOIN outside_statement s ON s.school_id = :school AND s.id = p.statement_id
 WHERE p.school_id = :school AND p.person_id = :person_id AND p.statement_id > :after ORDER BY p.statement_id LIMIT 10;

-- Whom it names beside.
-- name:  tied_beside :one
-- in:    statement_id statement_id
-- out:   n int
-- scope: school
SELECT count(*) AS n FROM outside_person p WHERE p.school_id = :school AND p.statement_id = :statement_id;

-- It is in their record no more.
-- name:  tie_end :run
-- in:    statement_id statement_id, person_id person_id
-- scope: school
DELETE FROM outside_person WHERE school_id = :school AND statement_id = :statement_id AND person_id = :person_id;

-- And nobody told of them.
-- name:  tellers_end :run
-- in:    person_id person_id
-- scope: school
DELETE FROM outside_teller WHERE school_id = :school AND person_id = :person_id;

-- Rows for one human being, in the order of the folded ones.
-- name:  folded_pairs :many
-- in:    after person_id
-- out:   folded_id person_id, kept_id person_id?
-- scope: system - the nightly job; only ids leave
SELECT p.id AS folded_id, p.merged_into AS kept_id FROM person p WHERE p.merged_into IS NOT NULL AND p.id > :after ORDER BY p.id LIMIT 200;

-- Where one of the two is or was.
-- name:  schools_of_two :many
-- in:    one_id person_id, other_id person_id
-- out:   school_id school_id
-- scope: system - as above
SELECT m.school_id FROM member m WHERE m.person_id = :one_id UNION SELECT m.school_id FROM member m WHERE m.person_id = :other_id ORDER BY 1 LIMIT 50;
