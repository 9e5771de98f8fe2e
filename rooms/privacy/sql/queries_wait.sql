-- An erasure that two have decided and that waits for its day. docs/decisions/0134-an-erasure-waits.md

-- It waits from now on.
-- name:  erasure_wait :run
-- in:    id privacy_erasure_id, carry_on date, told int, on_paper bool, by_person person_id, rev int
-- scope: school
UPDATE privacy_erasure SET state = 'waiting', carry_on = :carry_on, told = :told, on_paper = :on_paper, decided_by = :by_person, decided_at = :now, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND state = 'proposed';

-- The school's own proposal: nobody waits for its end, so its clock runs at least as long as the time of those concerned.
-- name:  request_due_after :run
-- in:    id privacy_request_id, done_due date
-- scope: school
UPDATE privacy_request SET done_due = :done_due, rev = rev + 1 WHERE school_id = :school AND id = :id AND source = 'office' AND closed_at IS NULL AND done_due < :done_due;

-- It is over: done, given up by the school, or stopped.
-- name:  erasure_end :run
-- in:    id privacy_erasure_id, state erasure_state, word text?
-- scope: school
UPDATE privacy_erasure SET state = :state, word = coalesce(:word, word), rev = rev + 1 WHERE school_id = :school AND id = :id AND state = 'waiting';

-- One that waits, as those whom it concerns may stop it.
-- name:  erasure_waiting :maybe
-- in:    id privacy_erasure_id, subject_id person_id
-- out:   school_id school_id, request_id privacy_request_id, by_person person_id, source privacy_source?, carry_on date?
-- scope: system - the rule has asked for the right over the subject
SELECT x.school_id, x.request_id, r.by_person, r.source, x.carry_on FROM privacy_erasure x JOIN privacy_request r ON r.school_id = x.school_id AND r.id = x.request_id
 WHERE x.id = :id AND x.subject_id = :subject_id AND x.state = 'waiting';

-- They stop it.
-- name:  erasure_stop :run
-- in:    school_id school_id, id privacy_erasure_id, by_person person_id, word text
-- scope: system - as above
UPDATE privacy_erasure SET state = 'stopped', word_by = :by_person, word_at = :now, word = :word, rev = rev + 1 WHERE school_id = :school_id AND id = :id AND state = 'waiting';

-- They do not want to wait.
-- name:  erasure_hasten :run
-- in:    school_id school_id, id privacy_erasure_id, by_person person_id, carry_on date
-- scope: system - as above
UPDATE privacy_erasure SET carry_on = :carry_on, word_by = :by_person, word_at = :now, rev = rev + 1 WHERE school_id = :school_id AND id = :id AND state = 'waiting' AND carry_on > :carry_on;

-- What waits about one of mine.
-- name:  erasures_of_mine :many
-- in:    subject_id person_id
-- out:   id privacy_erasure_id, school_name text, carry_on date?, reason text
-- scope: persons
SELECT x.id, s.name AS school_name, x.carry_on, x.reason FROM privacy_erasure x JOIN school s ON s.id = x.school_id
 WHERE x.subject_id IN (:persons) AND x.subject_id = :subject_id AND x.state = 'waiting' ORDER BY x.carry_on, x.id LIMIT 20;

-- Whose day has come, some of them, after one.
-- name:  erasures_due :many
-- in:    today date, after_day date, after_id privacy_erasure_id, limit int
-- out:   id privacy_erasure_id, school_id school_id, request_id privacy_request_id, decided_by person_id?, carry_on date?
-- scope: system - the job that carries them out; it asks again whether each may be
SELECT x.id, x.school_id, x.request_id, x.decided_by, x.carry_on FROM privacy_erasure x
 WHERE x.state = 'waiting' AND x.carry_on <= :today AND (x.carry_on, x.id) > (:after_day, :after_id) ORDER BY x.carry_on, x.id LIMIT :limit;

-- Has somebody an account that is open?
-- name:  can_hear :one
-- in:    person_id person_id
-- out:   n int
-- scope: system - only a number leaves
SELECT count(*) AS n FROM account a WHERE a.person_id = :person_id AND a.closed_at IS NULL;

-- Does an objection about the subject wait, of whomever?
-- name:  objections_open :one
-- in:    subject_id person_id
-- out:   n int
-- scope: school
SELECT count(*) AS n FROM privacy_request r WHERE r.school_id = :school AND r.subject_id = :subject_id AND r.kind = 'object' AND r.closed_at IS NULL;
