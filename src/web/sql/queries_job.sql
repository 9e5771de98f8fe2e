-- ---- in

-- How many of a kind wait for one school; no more are counted than asked for.
-- name:  job_waiting_count :one
-- in:    kind_key int, of_school school_id, most int
-- out:   n int
-- scope: system - a number of the queue
SELECT count(*) AS n FROM (SELECT 1 AS one FROM job WHERE kind_key = :kind_key AND school_id = :of_school AND state = 'waiting' LIMIT :most) AS w;

-- The job that waits under a text that may wait once.
-- name:  job_of_once :maybe
-- in:    once text
-- out:   id job_id
-- scope: system - the queue's own
SELECT id FROM job WHERE once = :once;

-- A job is queued; changes nothing when its `once` waits already.
-- name:  job_insert :run
-- in:    id job_id, kind text, kind_key int, of_school school_id, by_person person_id, lang int, args text, about text, priority int, once text?, due_at time
-- scope: system - job_add has looked at the scope of who asks
INSERT INTO job (id, kind, kind_key, school_id, by_person, lang, args, about, priority, state, once, attempt, due_at, done_n, of_n, runner, lease_until,
                 cancel_at, cancel_by, says, links, error, error_number, made_at, started_at, ended_at)
VALUES (:id, :kind, :kind_key, :of_school, :by_person, :lang, :args, :about, :priority, 'waiting', :once, 0, :due_at, 0, 0, 0, NULL,
        NULL, NULL, '', '', '', 0, :now, NULL, NULL) ON CONFLICT DO NOTHING;

-- ---- running

-- The next job that is due, of the kinds that have room; it is this runner's until the lease ends. Two runners never get the same. Each priority is walked by itself,
-- from what has been due longest, so that what waits for later costs nothing.
-- INDEXED BY, since SQLite would rather sort all that wait than walk them in their order and stop at the first.
-- name:  job_take :maybe
-- in:    kinds int*, runner int, lease_until time
-- out:   id job_id, kind text, school_id school_id, by_person person_id, lang int, args text, attempt int, done_n int, of_n int
-- scope: system - the queue's own
UPDATE job SET state = 'running', once = NULL, attempt = attempt + 1, runner = :runner, lease_until = :lease_until, started_at = :now
 WHERE id = (SELECT n.id FROM (SELECT a.id FROM (SELECT w.id FROM job w INDEXED BY job_waiting WHERE w.state = 'waiting' AND w.priority = 1 AND w.due_at <= :now AND w.kind_key IN (:kinds*) ORDER BY w.due_at, w.id LIMIT 1) a
         UNION ALL SELECT b.id FROM (SELECT w.id FROM job w INDEXED BY job_waiting WHERE w.state = 'waiting' AND w.priority = 2 AND w.due_at <= :now AND w.kind_key IN (:kinds*) ORDER BY w.due_at, w.id LIMIT 1) b
         UNION ALL SELECT c.id FROM (SELECT w.id FROM job w INDEXED BY job_waiting WHERE w.state = 'waiting' AND w.priority = 3 AND w.due_at <= :now AND w.kind_key IN (:kinds*) ORDER BY w.due_at, w.id LIMIT 1) c) n LIMIT 1)
RETURNING id, kind, school_id, by_person, lang, args, attempt, done_n, of_n;
-- postgres:
UPDATE job SET state = 'running', once = NULL, attempt = attempt + 1, runner = :runner, lease_until = :lease_until, started_at = :now
 WHERE id = (SELECT n.id FROM (SELECT a.id FROM (SELECT w.id FROM job w WHERE w.state = 'waiting' AND w.priority = 1 AND w.due_at <= :now AND w.kind_key IN (:kinds*) ORDER BY w.due_at, w.id LIMIT 1 FOR UPDATE SKIP LOCKED) a
         UNION ALL SELECT b.id FROM (SELECT w.id FROM job w WHERE w.state = 'waiting' AND w.priority = 2 AND w.due_at <= :now AND w.kind_key IN (:kinds*) ORDER BY w.due_at, w.id LIMIT 1 FOR UPDATE SKIP LOCKED) b
         UNION ALL SELECT c.id FROM (SELECT w.id FROM job w WHERE w.state = 'waiting' AND w.priority = 3 AND w.due_at <= :now AND w.kind_key IN (:kinds*) ORDER BY w.due_at, w.id LIMIT 1 FOR UPDATE SKIP LOCKED) c) n LIMIT 1)
RETURNING id, kind, school_id, by_person, lang, args, attempt, done_n, of_n;

-- Is anything due that could run?
-- name:  job_due :maybe
-- in:    kinds int*
-- out:   id job_id
-- scope: system - the queue's own
SELECT n.id FROM (SELECT a.id FROM (SELECT w.id FROM job w INDEXED BY job_waiting WHERE w.state = 'waiting' AND w.priority = 1 AND w.due_at <= :now AND w.kind_key IN (:kinds*) ORDER BY w.due_at, w.id LIMIT 1) a
         UNION ALL SELECT b.id FROM (SELECT w.id FROM job w INDEXED BY job_waiting WHERE w.state = 'waiting' AND w.priority = 2 AND w.due_at <= :now AND w.kind_key IN (:kinds*) ORDER BY w.due_at, w.id LIMIT 1) b
         UNION ALL SELECT c.id FROM (SELECT w.id FROM job w INDEXED BY job_waiting WHERE w.state = 'waiting' AND w.priority = 3 AND w.due_at <= :now AND w.kind_key IN (:kinds*) ORDER BY w.due_at, w.id LIMIT 1) c) n LIMIT 1;
-- postgres:
SELECT n.id FROM (SELECT a.id FROM (SELECT w.id FROM job w WHERE w.state = 'waiting' AND w.priority = 1 AND w.due_at <= :now AND w.kind_key IN (:kinds*) ORDER BY w.due_at, w.id LIMIT 1) a
         UNION ALL SELECT b.id FROM (SELECT w.id FROM job w WHERE w.state = 'waiting' AND w.priority = 2 AND w.due_at <= :now AND w.kind_key IN (:kinds*) ORDER BY w.due_at, w.id LIMIT 1) b
         UNION ALL SELECT c.id FROM (SELECT w.id FROM job w WHERE w.state = 'waiting' AND w.priority = 3 AND w.due_at <= :now AND w.kind_key IN (:kinds*) ORDER BY w.due_at, w.id LIMIT 1) c) n LIMIT 1;

-- Progress of a run that still holds its lease.
-- name:  job_progress :run
-- in:    id job_id, runner int, attempt int, done_n int, of_n int, lease_until time
-- scope: system - the run's own row
UPDATE job SET done_n = :done_n, of_n = :of_n, lease_until = :lease_until
 WHERE id = :id AND runner = :runner AND attempt = :attempt AND state = 'running';

-- What a running job should know of itself.
-- name:  job_asked :maybe
-- in:    id job_id
-- out:   cancel_at time?
-- scope: system - the run's own row
SELECT cancel_at FROM job WHERE id = :id;

-- A run ended: for good, or back into the queue for another attempt.
-- name:  job_end :run
-- in:    id job_id, runner int, attempt int, state job_state, due_at time, says text, links text, error text, error_number int, ended_at time?
-- scope: system - the run's own row
UPDATE job SET state = :state, due_at = :due_at, runner = 0, lease_until = NULL, says = :says, links = :links, error = :error,
       error_number = :error_number, ended_at = :ended_at
 WHERE id = :id AND runner = :runner AND attempt = :attempt AND state = 'running';

-- The server stops: back into the queue, as if the attempt had not begun.
-- name:  job_give_back :run
-- in:    id job_id, runner int, attempt int
-- scope: system - the run's own row
UPDATE job SET state = 'waiting', attempt = attempt - 1, due_at = :now, runner = 0, lease_until = NULL
 WHERE id = :id AND runner = :runner AND attempt = :attempt AND state = 'running';

-- The runner is alive: the leases of what it runs go on.
-- name:  job_beat :run
-- in:    ids job_id*, runner int, lease_until time
-- scope: system - the runner's own rows
UPDATE job SET lease_until = :lease_until WHERE id IN (:ids*) AND runner = :runner AND state = 'running';

-- Which of a runner's jobs somebody asked to stop.
-- name:  job_cancelled_of :many
-- in:    runner int
-- out:   id job_id
-- scope: system - the runner's own rows
SELECT id FROM job WHERE runner = :runner AND state = 'running' AND cancel_at IS NOT NULL ORDER BY id LIMIT 100;

-- Runs whose lease is over: their server is gone. So is a lease that ends later than any can: it was given while a clock was ahead.
-- name:  job_lost :many
-- in:    before time, beyond time
-- out:   id job_id, kind text, runner int, attempt int, cancel_at time?, by_person person_id
-- scope: system - the queue's own
SELECT id, kind, runner, attempt, cancel_at, by_person FROM job WHERE state = 'running' AND (lease_until < :before OR lease_until > :beyond) ORDER BY id LIMIT 100;

-- ---- schedule

-- When a kind runs next.
-- name:  job_schedule_of :maybe
-- in:    kind text
-- out:   next_at time
-- scope: system - the schedule
SELECT next_at FROM job_schedule WHERE kind = :kind;

-- A kind is seen for the first time.
-- name:  job_schedule_add :run
-- in:    kind text, next_at time
-- scope: system - the schedule
INSERT INTO job_schedule (kind, next_at) VALUES (:kind, :next_at) ON CONFLICT DO NOTHING;

-- The time has come; of several servers one moves it.
-- name:  job_schedule_move :run
-- in:    kind text, seen time, next_at time
-- scope: system - the schedule
UPDATE job_schedule SET next_at = :next_at WHERE kind = :kind AND next_at = :seen;

-- ---- looking and steering

-- One job as its page shows it.
-- name:  job_one :one
-- in:    id job_id
-- out:   id job_id, kind text, school_id school_id, by_person person_id, args text, about text, state job_state, attempt int, due_at time, done_n int, of_n int, cancel_at time?, says text, links text, error text, error_number int, made_at time, started_at time?, ended_at time?
-- scope: system - access decides on the job by its school and who asked
SELECT id, kind, school_id, by_person, args, about, state, attempt, due_at, done_n, of_n, cancel_at, says, links, error, error_number, made_at, started_at, ended_at
  FROM job WHERE id = :id;

-- A job that has ended, for a notice to who asked.
-- name:  job_ended :one
-- in:    id job_id
-- out:   school_id school_id, by_person person_id, cancel_by person_id?, lang int, about text, links text, error text
-- scope: system - told to who asked alone
SELECT school_id, by_person, cancel_by, lang, about, links, error FROM job WHERE id = :id;

-- The jobs that people of a school asked for, the newest first.
-- name:  jobs_of_school :many
-- in:    of_school school_id, limit int
-- out:   id job_id, kind text, school_id school_id, by_person person_id, args text, about text, state job_state, attempt int, due_at time, done_n int, of_n int, cancel_at time?, says text, links text, error text, error_number int, made_at time, started_at time?, ended_at time?
-- scope: system - the caller passes the school of its scope
SELECT id, kind, school_id, by_person, args, about, state, attempt, due_at, done_n, of_n, cancel_at, says, links, error, error_number, made_at, started_at, ended_at
  FROM job WHERE school_id = :of_school AND by_person <> 0 ORDER BY id DESC LIMIT :limit;

-- The jobs without a school that one person asked for, the newest first.
-- name:  jobs_of_person :many
-- in:    by_person person_id, limit int
-- out:   id job_id, kind text, school_id school_id, by_person person_id, args text, about text, state job_state, attempt int, due_at time, done_n int, of_n int, cancel_at time?, says text, links text, error text, error_number int, made_at time, started_at time?, ended_at time?
-- scope: system - one's own, the caller passes itself
SELECT id, kind, school_id, by_person, args, about, state, attempt, due_at, done_n, of_n, cancel_at, says, links, error, error_number, made_at, started_at, ended_at
  FROM job WHERE school_id = 0 AND by_person = :by_person ORDER BY id DESC LIMIT :limit;

-- The jobs of a state everywhere, the newest first.
-- name:  jobs_in_state :many
-- in:    state job_state, limit int
-- out:   id job_id, kind text, school_id school_id, by_person person_id, args text, about text, state job_state, attempt int, due_at time, done_n int, of_n int, cancel_at time?, says text, links text, error text, error_number int, made_at time, started_at time?, ended_at time?
-- scope: system - the operator's list
SELECT id, kind, school_id, by_person, args, about, state, attempt, due_at, done_n, of_n, cancel_at, says, links, error, error_number, made_at, started_at, ended_at
  FROM job WHERE state = :state ORDER BY id DESC LIMIT :limit;

-- How many jobs there are in each state.
-- name:  jobs_counted :many
-- out:   state job_state, n int
-- scope: system - numbers only
SELECT state, count(*) AS n FROM job GROUP BY state ORDER BY state LIMIT 10;

-- A job that waits is taken out of the queue.
-- name:  job_cancel_waiting :run
-- in:    id job_id, by_person person_id
-- scope: system - access has decided on the job
UPDATE job SET state = 'cancelled', once = NULL, cancel_at = :now, cancel_by = :by_person, ended_at = :now WHERE id = :id AND state = 'waiting';

-- A job that runs is asked to stop.
-- name:  job_cancel_running :run
-- in:    id job_id, by_person person_id
-- scope: system - access has decided on the job
UPDATE job SET cancel_at = coalesce(cancel_at, :now), cancel_by = coalesce(cancel_by, :by_person) WHERE id = :id AND state = 'running';

-- A job that did not end well is queued anew.
-- name:  job_again_set :run
-- in:    id job_id
-- scope: system - access has decided on the job
UPDATE job SET state = 'waiting', attempt = 0, due_at = :now, done_n = 0, of_n = 0, cancel_at = NULL, cancel_by = NULL, says = '', links = '',
       error = '', error_number = 0, ended_at = NULL
 WHERE id = :id AND state IN ('failed', 'cancelled');

-- Retention: jobs that ended before a time; failed ones longer than the others.
-- name:  jobs_forget :run
-- in:    before time, failed_before time, most int
-- scope: system - retention
DELETE FROM job WHERE id IN
  (SELECT id FROM job WHERE ended_at < :before AND (state <> 'failed' OR ended_at < :failed_before) ORDER BY ended_at LIMIT :most);
