-- Persons whose data a school uses only where it must.

-- Does it stand in this school?
-- name:  restriction_stands :maybe
-- in:    subject_id person_id, at_school school_id
-- out:   id restriction_id, at time
-- scope: system - a yes or no about a person whom the caller has decided on
SELECT x.id, x.at FROM restriction x WHERE x.subject_id = :subject_id AND x.school_id = :at_school AND x.ended_at IS NULL;

-- name:  restriction_insert :run
-- in:    subject_id person_id, id restriction_id, at_school school_id, request_id ref, by_person person_id, reason text
-- scope: system - the rule of the school's heads has decided
INSERT INTO restriction (subject_id, id, school_id, request_id, by_person, at, reason, ended_at, ended_by, end_reason, rev)
VALUES (:subject_id, :id, :at_school, :request_id, :by_person, :now, :reason, NULL, NULL, NULL, 1);

-- Nothing changes where somebody was faster, or in another school.
-- name:  restriction_end :run
-- in:    subject_id person_id, id restriction_id, at_school school_id, by_person person_id, reason text, rev int
-- scope: system - the rule of the school's heads has decided
UPDATE restriction SET ended_at = :now, ended_by = :by_person, end_reason = :reason, rev = rev + 1
 WHERE subject_id = :subject_id AND id = :id AND school_id = :at_school AND rev = :rev AND ended_at IS NULL;

-- With it those of the rows that were folded into the person.
-- name:  restriction_end_folded :run
-- in:    subject_id person_id, at_school school_id, by_person person_id, reason text
-- scope: system - as above
UPDATE restriction SET ended_at = :now, ended_by = :by_person, end_reason = :reason, rev = rev + 1
 WHERE subject_id IN (SELECT p.id FROM person p WHERE p.merged_into = :subject_id) AND school_id = :at_school AND ended_at IS NULL;

-- For the copy that a person takes along: which schools limit the use of its data.
-- name:  restrictions_told :many
-- in:    person_id person_id, limit int
-- out:   at time, ended_at time?
-- scope: persons
SELECT x.at, x.ended_at FROM restriction x WHERE x.subject_id = :person_id AND x.subject_id IN (:persons) ORDER BY x.id DESC LIMIT :limit;
