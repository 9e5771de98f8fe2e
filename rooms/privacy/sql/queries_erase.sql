-- Erasure: proposed, decided, and whether it may be.

-- What holds a person's data to use: places that are open anywhere, children it stands for, orders that stand, another row it was folded into, a paper that
-- another school may still take.
-- name:  used_still :one
-- in:    person_id person_id, today date
-- out:   places int, orders int, folded int, papers int
-- scope: system - asked about the subject of a request whom the rule has decided on; only numbers leave
SELECT (SELECT count(*) FROM member m WHERE m.person_id = :person_id AND (m.to_day IS NULL OR m.to_day > :today))
     + (SELECT count(*) FROM outsider o WHERE o.person_id = :person_id AND (o.to_day IS NULL OR o.to_day > :today))
     + (SELECT count(*) FROM officer f WHERE f.person_id = :person_id AND (f.to_day IS NULL OR f.to_day > :today))
     + (SELECT count(*) FROM guardian_link g WHERE g.guardian_id = :person_id AND g.to_day IS NULL) AS places,
       (SELECT count(*) FROM guardian_order r WHERE r.child_id = :person_id AND r.lifted_at IS NULL)
     + (SELECT count(*) FROM guardian_order w WHERE w.guardian_id = :person_id AND w.lifted_at IS NULL) AS orders,
       (SELECT count(*) FROM person q WHERE q.id = :person_id AND q.merged_into IS NOT NULL) AS folded,
       (SELECT count(*) FROM transfer t WHERE t.person_id = :person_id AND t.taken_at IS NULL AND t.void_at IS NULL AND t.until > :now) AS papers;

-- Until when others speak for the subject.
-- name:  subject_born :one
-- in:    person_id person_id
-- out:   born date?
-- scope: system - as above; the date leaves no closure
SELECT p.born FROM person p WHERE p.id = :person_id;

-- Schools where the person was, by this row or one that was folded into it, but for the one that erases.
-- name:  schools_before :many
-- in:    person_id person_id, but school_id
-- out:   school_id school_id
-- scope: system - as above; only schools leave
SELECT s.id AS school_id FROM school s
 WHERE s.id <> :but AND s.id IN (SELECT m.school_id FROM member m WHERE m.person_id = :person_id
                                  UNION ALL SELECT m.school_id FROM person p JOIN member m ON m.person_id = p.id WHERE p.merged_into = :person_id)
 ORDER BY s.id LIMIT 40;

-- Other rows for the same person.
-- name:  folded_too :many
-- in:    person_id person_id
-- out:   id person_id
-- scope: system - as above; only ids leave
SELECT p.id FROM person p WHERE p.merged_into = :person_id ORDER BY p.id LIMIT 20;

-- name:  erasure_insert :run
-- in:    id privacy_erasure_id, request_id privacy_request_id, subject_id person_id, reason text, by_person person_id
-- scope: school
INSERT INTO privacy_erasure (school_id, id, request_id, subject_id, state, reason, proposed_by, proposed_at, decided_by, decided_at, rev)
VALUES (:school, :id, :request_id, :subject_id, 'proposed', :reason, :by_person, :now, NULL, NULL, 1);

-- The last one of a request.
-- name:  erasure_of :maybe
-- in:    request_id privacy_request_id
-- out:   id privacy_erasure_id, state erasure_state, reason text, proposed_by person_id, by_name text, proposed_at time, decided_name text?, decided_at time?, carry_on date?, told int?, on_paper bool?, word_at time?, word text?, rev int
-- scope: school
SELECT x.id, x.state, x.reason, x.proposed_by, b.full_name AS by_name, x.proposed_at,
       (SELECT d.full_name FROM person d WHERE d.id = x.decided_by) AS decided_name, x.decided_at, x.carry_on, x.told, x.on_paper, x.word_at, x.word, x.rev
  FROM privacy_erasure x JOIN person b ON b.id = x.proposed_by
 WHERE x.school_id = :school AND x.request_id = :request_id ORDER BY x.id DESC LIMIT 1;

-- name:  erasure_decide :run
-- in:    id privacy_erasure_id, state erasure_state, by_person person_id, rev int
-- scope: school
UPDATE privacy_erasure SET state = :state, decided_by = :by_person, decided_at = :now, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND decided_at IS NULL;
