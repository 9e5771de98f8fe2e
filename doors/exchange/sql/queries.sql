-- ---- runs

-- A run begins.
-- name:  run_insert :run
-- in:    id exchange_run_id, kind exchange_kind, trial bool, name text, reason text, from_at time?, until_at time?, hash bytes?, address text?, account text?, sealed bytes?,
--        version int, after_id statement_id?, made_by person_id?
-- scope: school
INSERT INTO exchange_run (school_id, id, kind, state, trial, name, reason, from_at, until_at, hash, address, account, sealed, version, place, at_byte, line, after_id, fresh, known, refused, parts,
                          job_id, made_by, made_at, rev)
VALUES (:school, :id, :kind, 'going', :trial, :name, :reason, :from_at, :until_at, :hash, :address, :account, :sealed, :version, '', 0, 0, :after_id, 0, 0, 0, 0, 0, :made_by, :now, 1);

-- Did two runs take in of the same: both from files, or both from the same store?
-- name:  runs_alike :one
-- in:    one_id exchange_run_id, other_id exchange_run_id
-- out:   n int
-- scope: school
SELECT count(*) AS n FROM exchange_run a JOIN exchange_run b ON b.school_id = :school AND b.id = :other_id
 WHERE a.school_id = :school AND a.id = :one_id AND a.kind = b.kind AND a.kind <> 'out' AND coalesce(a.address, '') = coalesce(b.address, '');

-- One run.
-- name:  run_of :maybe
-- in:    id exchange_run_id
-- out:   id exchange_run_id, kind exchange_kind, state exchange_state, trial bool, name text, reason text, from_at time?, until_at time?, hash bytes?, address text?, account text?, sealed bytes?,
--        version int, place text, at_byte int, line int, after_id statement_id?, fresh int, known int, refused int, parts int, job_id ref, made_by person_id?, made_at time, ended_at time?, rev int
-- scope: school
SELECT r.id, r.kind, r.state, r.trial, r.name, r.reason, r.from_at, r.until_at, r.hash, r.address, r.account, r.sealed, r.version, r.place, r.at_byte, r.line, r.after_id, r.fresh, r.known, r.refused,
       r.parts, r.job_id, r.made_by, r.made_at, r.ended_at, r.rev
  FROM exchange_run r WHERE r.school_id = :school AND r.id = :id;

-- The last runs of a school, out or in.
-- name:  runs_of_school :many
-- in:    outward bool, limit int
-- out:   id exchange_run_id, kind exchange_kind, state exchange_state, trial bool, name text, reason text, from_at time?, until_at time?, line int, after_id statement_id?, fresh int, known int, rev int,
--        refused int, parts int, job_id ref, made_by_name text?, made_at time, ended_at time?
-- scope: school
SELECT r.id, r.kind, r.state, r.trial, r.name, r.reason, r.from_at, r.until_at, r.line, r.after_id, r.fresh, r.known, r.rev, r.refused, r.parts, r.job_id, p.full_name AS made_by_name, r.made_at, r.ended_at
  FROM exchange_run r LEFT JOIN person p ON p.id = r.made_by
 WHERE r.school_id = :school AND ((:outward = 1 AND r.kind = 'out') OR (:outward = 0 AND r.kind <> 'out')) ORDER BY r.id DESC LIMIT :limit;

-- How far it is from now on, and what came of it so far; no row when somebody else was faster.
-- name:  run_on :run
-- in:    id exchange_run_id, rev int, place text, at_byte int, line int, after_id statement_id?, fresh int, known int, refused int, parts int
-- scope: school
UPDATE exchange_run SET place = :place, at_byte = :at_byte, line = :line, after_id = :after_id, fresh = fresh + :fresh, known = known + :known, refused = refused + :refused, parts = parts + :parts,
       rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev;

-- It is over; the other store's secret goes with it, unless it was a trial.
-- name:  run_over :run
-- in:    id exchange_run_id, rev int, state exchange_state, keeps bool
-- scope: school
UPDATE exchange_run SET state = :state, ended_at = :now, sealed = CASE WHEN :keeps = 1 THEN sealed ELSE NULL END, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev;

-- It goes (on, or from the beginning) with that job.
-- name:  run_goes :run
-- in:    id exchange_run_id, of_job ref
-- scope: school
UPDATE exchange_run SET state = 'going', job_id = :of_job, ended_at = NULL, rev = rev + 1 WHERE school_id = :school AND id = :id;

-- After a trial: in earnest, from the beginning.
-- name:  run_in_earnest :run
-- in:    id exchange_run_id, rev int
-- scope: school
UPDATE exchange_run SET trial = 0, place = '', at_byte = 0, line = 0, fresh = 0, known = 0, refused = 0, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND state = 'looked';

-- What the trial said of its lines is said anew.
-- name:  refused_forget :run
-- in:    run_id exchange_run_id
-- scope: school
DELETE FROM exchange_refused WHERE school_id = :school AND run_id = :run_id;      -- law 13: a trial's report, which the run itself makes anew

-- A line that was not taken in.
-- name:  refused_insert :run
-- in:    run_id exchange_run_id, line int, number int, name text, path text, words text
-- scope: school
INSERT INTO exchange_refused (school_id, run_id, line, number, name, path, words) VALUES (:school, :run_id, :line, :number, :name, :path, :words) ON CONFLICT (school_id, run_id, line) DO NOTHING;

-- Lines that were not taken in, behind one.
-- name:  refused_of :many
-- in:    run_id exchange_run_id, after int, limit int
-- out:   line int, number int, name text, path text, words text
-- scope: school
SELECT f.line, f.number, f.name, f.path, f.words FROM exchange_refused f WHERE f.school_id = :school AND f.run_id = :run_id AND f.line > :after ORDER BY f.line LIMIT :limit;

-- Nobody finished them: their secrets go.
-- name:  runs_let_go :run
-- in:    before time
-- scope: system - retention, each night, over all schools
UPDATE exchange_run SET state = 'stopped', sealed = NULL, ended_at = :now, rev = rev + 1 WHERE state IN ('going', 'looked') AND made_at < :before;

-- Reports that nobody works through any more.
-- name:  reports_forget :run
-- in:    before time
-- scope: system - retention, as above
DELETE FROM exchange_refused WHERE (school_id, run_id) IN (SELECT r.school_id, r.id FROM exchange_run r WHERE r.state IN ('done', 'stopped') AND r.made_at < :before);      -- law 13: retention

-- ---- targets

-- A target begins.
-- name:  target_insert :run
-- in:    id exchange_target_id, kind target_kind, name text, reason text, address text, account text, sealed bytes, version int, verb text?, activity text?, what target_what, actor target_actor,
--        start_id statement_id, made_by person_id
-- scope: school
INSERT INTO exchange_target (school_id, id, kind, state, name, reason, address, account, sealed, version, verb, activity, what, actor, start_id, after_id, sent, attempt, next_at, last_status, last_words, again,
                             made_by, made_at, rev)
VALUES (:school, :id, :kind, 'going', :name, :reason, :address, :account, :sealed, :version, :verb, :activity, :what, :actor, :start_id, :start_id, 0, 0, :now, 0, '', 0, :made_by, :now, 1);

-- How many have not ended.
-- name:  targets_open :one
-- out:   n int
-- scope: school
SELECT count(*) AS n FROM exchange_target x WHERE x.school_id = :school AND x.state <> 'ended';

-- One target.
-- name:  target_of :maybe
-- in:    id exchange_target_id
-- out:   id exchange_target_id, kind target_kind, state target_state, name text, reason text, address text, account text, sealed bytes, version int, verb text?, activity text?, what target_what, actor target_actor,
--        after_id statement_id?, sent int, attempt int, next_at time, failing_at time?, again bool, made_by person_id, rev int
-- scope: school
SELECT x.id, x.kind, x.state, x.name, x.reason, x.address, x.account, x.sealed, x.version, x.verb, x.activity, x.what, x.actor, x.after_id, x.sent, x.attempt, x.next_at, x.failing_at, x.again, x.made_by, x.rev
  FROM exchange_target x WHERE x.school_id = :school AND x.id = :id;

-- The targets of a school, those that go on first.
-- name:  targets_of_school :many
-- out:   id exchange_target_id, kind target_kind, state target_state, name text, reason text, address text, account text, verb text?, activity text?, what target_what, actor target_actor, after_id statement_id?,
--        sent int, attempt int, next_at time, failing_at time?, last_status int, last_words text, last_sent_at time?, missed int, made_by_name text?, made_at time, ended_at time?, rev int
-- scope: school
SELECT x.id, x.kind, x.state, x.name, x.reason, x.address, x.account, x.verb, x.activity, x.what, x.actor, x.after_id, x.sent, x.attempt, x.next_at, x.failing_at, x.last_status, x.last_words, x.last_sent_at,
       (SELECT count(*) FROM exchange_missed m WHERE m.school_id = :school AND m.target_id = x.id AND m.over_at IS NULL) AS missed, p.full_name AS made_by_name, x.made_at, x.ended_at, x.rev
  FROM exchange_target x LEFT JOIN person p ON p.id = x.made_by
 WHERE x.school_id = :school ORDER BY CASE WHEN x.state = 'ended' THEN 1 ELSE 0 END, x.id DESC LIMIT 50;

-- Targets of all schools that go on and may be asked now, page by page.
-- name:  targets_due :many
-- in:    after_school school_id, after_id exchange_target_id, limit int
-- out:   school_id school_id, id exchange_target_id, after_statement statement_id?, again bool
-- scope: system - the job that looks every two minutes whether there is something to send
SELECT x.school_id, x.id, x.after_id AS after_statement,
       CASE WHEN x.again = 1 OR EXISTS (SELECT 1 FROM exchange_owed o WHERE o.school_id = x.school_id AND o.target_id = x.id) THEN 1 ELSE 0 END AS again FROM exchange_target x
 WHERE x.state = 'going' AND x.next_at <= :now AND (x.school_id > :after_school OR (x.school_id = :after_school AND x.id > :after_id)) ORDER BY x.school_id, x.id LIMIT :limit;

-- It came so far; nothing of what was written down about failing holds any more. No row when somebody changed it meanwhile.
-- name:  target_went :run
-- in:    id exchange_target_id, after_id statement_id?, was statement_id?, sent int
-- scope: school
UPDATE exchange_target SET after_id = :after_id, sent = sent + :sent, attempt = 0, failing_at = NULL, last_status = 0, last_words = '', next_at = :now,     -- law 13: how far it is, nothing that a form shows
       last_sent_at = CASE WHEN :sent > 0 THEN :now ELSE last_sent_at END
 WHERE school_id = :school AND id = :id AND state = 'going' AND coalesce(after_id, 0) = coalesce(:was, 0);

-- Of what was missed so many more went; nothing changes where it goes on no more.
-- name:  target_went_again :run
-- in:    id exchange_target_id, sent int
-- scope: school
UPDATE exchange_target SET sent = sent + :sent, last_sent_at = CASE WHEN :sent > 0 THEN :now ELSE last_sent_at END WHERE school_id = :school AND id = :id AND state = 'going';     -- law 13: nothing that a form shows, as above

-- It did not go; not before then again.
-- name:  target_failed :run
-- in:    id exchange_target_id, next_at time, last_status int, last_words text
-- scope: school
UPDATE exchange_target SET attempt = attempt + 1, failing_at = coalesce(failing_at, :now), next_at = :next_at, last_status = :last_status, last_words = :last_words     -- law 13: nothing that a form shows, as above
 WHERE school_id = :school AND id = :id AND state = 'going';

-- It rests, by somebody or by itself.
-- name:  target_pause :run
-- in:    id exchange_target_id
-- scope: school
UPDATE exchange_target SET state = 'paused', rev = rev + 1 WHERE school_id = :school AND id = :id AND state = 'going';

-- It goes on at once; what failed is tried again.
-- name:  target_go :run
-- in:    id exchange_target_id, rev int
-- scope: school
UPDATE exchange_target SET state = 'going', attempt = 0, failing_at = NULL, next_at = :now, again = 1, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev AND state <> 'ended';

-- What failed was tried again.
-- name:  target_tried :run
-- in:    id exchange_target_id
-- scope: school
UPDATE exchange_target SET again = 0 WHERE school_id = :school AND id = :id AND again = 1;     -- law 13: nothing that a form shows, as above

-- Nothing more is sent there; its secret goes.
-- name:  target_end :run
-- in:    id exchange_target_id, rev int, sealed bytes, ended_by person_id
-- scope: school
UPDATE exchange_target SET state = 'ended', sealed = :sealed, ended_by = :ended_by, ended_at = :now, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev AND state <> 'ended';

-- A statement that it did not take.
-- name:  missed_insert :run
-- in:    target_id exchange_target_id, statement_id statement_id, status int
-- scope: school
INSERT INTO exchange_missed (school_id, target_id, statement_id, status, at) VALUES (:school, :target_id, :statement_id, :status, :now)
ON CONFLICT (school_id, target_id, statement_id) DO UPDATE SET status = excluded.status, at = excluded.at, over_at = NULL;

-- It was tried again and not taken.
-- name:  missed_again :run
-- in:    target_id exchange_target_id, statement_id statement_id, status int
-- scope: school
UPDATE exchange_missed SET status = :status, at = :now WHERE school_id = :school AND target_id = :target_id AND statement_id = :statement_id AND over_at IS NULL;

-- It is no longer missed.
-- name:  missed_over :run
-- in:    target_id exchange_target_id, statement_id statement_id
-- scope: school
UPDATE exchange_missed SET over_at = :now WHERE school_id = :school AND target_id = :target_id AND statement_id = :statement_id AND over_at IS NULL;

-- What it did not take, behind one.
-- name:  missed_of :many
-- in:    target_id exchange_target_id, after_id statement_id, limit int
-- out:   statement_id statement_id, status int, at time
-- scope: school
SELECT m.statement_id, m.status, m.at FROM exchange_missed m
 WHERE m.school_id = :school AND m.target_id = :target_id AND m.statement_id > :after_id AND m.over_at IS NULL ORDER BY m.statement_id LIMIT :limit;

-- How many it did not take.
-- name:  missed_count :one
-- in:    target_id exchange_target_id
-- out:   n int
-- scope: school
SELECT count(*) AS n FROM exchange_missed m WHERE m.school_id = :school AND m.target_id = :target_id AND m.over_at IS NULL;

-- The principals of the school on a day.
-- name:  principals_now :many
-- in:    today date
-- out:   person_id person_id
-- scope: school
SELECT m.person_id FROM member m WHERE m.school_id = :school AND m.role = 'principal' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today) LIMIT 10;

-- ---- what is owed: somebody's data may be used again (owed.c)

-- The targets that have not ended, and where they began.
-- name:  targets_began :many
-- out:   id exchange_target_id, start_id statement_id?, known bool, made_at time
-- scope: school
SELECT x.id, x.start_id, CASE WHEN x.start_id IS NULL THEN 0 ELSE 1 END AS known, x.made_at FROM exchange_target x WHERE x.school_id = :school AND x.state <> 'ended' ORDER BY x.id LIMIT 50;

-- It is owed that person's statements; twice is from the beginning again.
-- name:  owed_put :run
-- in:    target_id exchange_target_id, person_id person_id, after_id statement_id, upto_id statement_id
-- scope: school
INSERT INTO exchange_owed (school_id, target_id, person_id, after_id, upto_id) VALUES (:school, :target_id, :person_id, :after_id, :upto_id)
ON CONFLICT (school_id, target_id, person_id) DO UPDATE SET after_id = excluded.after_id, upto_id = excluded.upto_id;

-- The next person.
-- name:  owed_next :maybe
-- in:    target_id exchange_target_id, after person_id
-- out:   person_id person_id, after_id statement_id, upto_id statement_id
-- scope: school
-- bars:  nobody - only what stands in statements leaves
SELECT o.person_id, o.after_id, o.upto_id FROM exchange_owed o WHERE o.school_id = :school AND o.target_id = :target_id AND o.person_id > :after ORDER BY o.person_id LIMIT 1;

-- So far it was sent.
-- name:  owed_went :run
-- in:    target_id exchange_target_id, person_id person_id, after_id statement_id
-- scope: school
UPDATE exchange_owed SET after_id = :after_id WHERE school_id = :school AND target_id = :target_id AND person_id = :person_id;

-- All of it was sent.
-- name:  owed_over :run
-- in:    target_id exchange_target_id, person_id person_id
-- scope: school
DELETE FROM exchange_owed WHERE school_id = :school AND target_id = :target_id AND person_id = :person_id;      -- law 13: a queue, and it is done

-- Nothing is sent there any more.
-- name:  owed_end :run
-- in:    target_id exchange_target_id
-- scope: school
DELETE FROM exchange_owed WHERE school_id = :school AND target_id = :target_id;      -- law 13: a queue to a target that ended

-- ---- for a family (programs.c)

-- Where the schools to which somebody belongs or belonged send statements on, and sent them before.
-- name:  targets_of_schools_of :many
-- in:    person_id person_id
-- out:   name text, school_name text, state target_state, last_sent_at time?
-- scope: system - where statements go is told to the family of the page; of the school only names and times leave
SELECT x.name, s.name AS school_name, x.state, x.last_sent_at FROM exchange_target x JOIN school s ON s.id = x.school_id
 WHERE x.school_id IN (SELECT m.school_id FROM member m WHERE m.person_id = :person_id) ORDER BY x.school_id DESC, x.id DESC LIMIT 100;
