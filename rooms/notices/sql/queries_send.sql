-- ---- one notice on its way by one channel

-- All that has to be known of some people before a notice is said to them: is the same unread there, what they chose for its kind, and their hours. One
-- question, since a job says thousands.
-- name:  notice_before :many
-- in:    ids person_id*, kind notice_kind, words text, parts text, path text
-- out:   person_id person_id, same int, by_mail int, mail_daily int, by_push int, push_daily int, by_sms int, quiet_from int?, quiet_to int?, digest_at int?
-- scope: system - the rule that tells has decided whom
SELECT p.id AS person_id, (SELECT count(*) FROM notice n WHERE n.person_id = p.id AND n.read_at IS NULL AND n.words = :words AND n.parts = :parts AND n.path = :path) AS same,
       coalesce(c.by_mail, 0) AS by_mail, coalesce(c.mail_daily, 0) AS mail_daily, coalesce(c.by_push, 0) AS by_push, coalesce(c.push_daily, 0) AS push_daily,
       coalesce(c.by_sms, 0) AS by_sms, h.quiet_from, h.quiet_to, h.digest_at
  FROM person p LEFT JOIN notice_choice c ON c.person_id = p.id AND c.kind = :kind LEFT JOIN notice_hours h ON h.person_id = p.id WHERE p.id IN (:ids*) ORDER BY p.id;

-- What a person chose for a kind, and their hours.
-- name:  choice_of :maybe
-- in:    person_id person_id, kind notice_kind
-- out:   lang int, by_mail bool, mail_daily bool, by_push bool, push_daily bool, by_sms bool, quiet_from int?, quiet_to int?, digest_at int?
-- scope: system - the rule that tells has decided whom
SELECT n.lang, n.by_mail, n.mail_daily, n.by_push, n.push_daily, n.by_sms, h.quiet_from, h.quiet_to, h.digest_at
  FROM notice_choice n LEFT JOIN notice_hours h ON h.person_id = n.person_id WHERE n.person_id = :person_id AND n.kind = :kind;

-- It waits to be sent.
-- name:  send_insert :run
-- in:    person_id person_id, notice_id notice_id, channel notice_channel, daily bool, due_at time, of_school school_id?
-- scope: system - the rule that tells has decided whom
INSERT INTO notice_send (person_id, notice_id, channel, state, daily, due_at, attempt, why, mail_id, of_school, made_at, over_at)
VALUES (:person_id, :notice_id, :channel, 'waiting', :daily, :due_at, 0, 'none', NULL, :of_school, :now, NULL);

-- ---- INDEXED BY, since SQLite would rather walk all that waits in a state than the few of one person or channel.

-- Whose letters are due, those that wait longest first.
-- name:  letters_due :many
-- in:    most int
-- out:   person_id person_id, channel notice_channel, due_at time
-- scope: system - the job that sends; it asks again of each before it sends
SELECT d.person_id, d.channel, min(d.due_at) AS due_at
  FROM (SELECT s.person_id, s.channel, s.due_at FROM notice_send s INDEXED BY notice_send_letters WHERE s.state = 'waiting' AND s.channel = 'mail' AND s.due_at <= :now ORDER BY s.due_at, s.person_id LIMIT :most) d
 GROUP BY d.person_id, d.channel ORDER BY 3, 1;
-- postgres:
SELECT d.person_id, d.channel, min(d.due_at) AS due_at
  FROM (SELECT s.person_id, s.channel, s.due_at FROM notice_send s WHERE s.state = 'waiting' AND s.channel = 'mail' AND s.due_at <= :now ORDER BY s.due_at, s.person_id LIMIT :most) d
 GROUP BY d.person_id, d.channel ORDER BY 3, 1;

-- The same of all other channels.
-- name:  others_due :many
-- in:    most int
-- out:   person_id person_id, channel notice_channel, due_at time
-- scope: system - the job that sends; it asks again of each before it sends
SELECT d.person_id, d.channel, min(d.due_at) AS due_at
  FROM (SELECT s.person_id, s.channel, s.due_at FROM notice_send s INDEXED BY notice_send_others WHERE s.state = 'waiting' AND s.channel <> 'mail' AND s.due_at <= :now ORDER BY s.due_at, s.person_id LIMIT :most) d
 GROUP BY d.person_id, d.channel ORDER BY 3, 1;
-- postgres:
SELECT d.person_id, d.channel, min(d.due_at) AS due_at
  FROM (SELECT s.person_id, s.channel, s.due_at FROM notice_send s WHERE s.state = 'waiting' AND s.channel <> 'mail' AND s.due_at <= :now ORDER BY s.due_at, s.person_id LIMIT :most) d
 GROUP BY d.person_id, d.channel ORDER BY 3, 1;

-- All that is due to one of them is ours until a time.
-- name:  sends_claim :run
-- in:    person_id person_id, channel notice_channel, until time
-- scope: system - the job that sends
UPDATE notice_send INDEXED BY notice_send_of_person SET due_at = :until, attempt = attempt + 1 WHERE person_id = :person_id AND channel = :channel AND state = 'waiting' AND due_at <= :now;
-- postgres:
UPDATE notice_send SET due_at = :until, attempt = attempt + 1 WHERE person_id = :person_id AND channel = :channel AND state = 'waiting' AND due_at <= :now;

-- Still ours: nobody else takes them while this closure runs.
-- name:  sends_hold :run
-- in:    person_id person_id, channel notice_channel, until time
-- scope: system - the job that sends
UPDATE notice_send INDEXED BY notice_send_of_person SET due_at = :until WHERE person_id = :person_id AND channel = :channel AND state = 'waiting' AND due_at = :until;
-- postgres:
UPDATE notice_send SET due_at = :until WHERE person_id = :person_id AND channel = :channel AND state = 'waiting' AND due_at = :until;

-- What was claimed, the newest notice first.
-- name:  sends_claimed :many
-- in:    person_id person_id, channel notice_channel, until time, limit int
-- out:   notice_id notice_id, kind notice_kind, words text, parts text, path text, about_id person_id?, important bool, read_at time?, daily bool, attempt int, of_school school_id?
-- scope: system - the job that sends; it asks of each whether the reader may still know it
SELECT s.notice_id, n.kind, n.words, n.parts, n.path, n.about_id, n.important, n.read_at, s.daily, s.attempt, s.of_school
  FROM notice_send s JOIN notice n ON n.person_id = s.person_id AND n.id = s.notice_id
 WHERE s.person_id = :person_id AND s.channel = :channel AND s.state = 'waiting' AND s.due_at = :until ORDER BY n.at DESC, n.id DESC LIMIT :limit;

-- When the last message left for a person by a channel; a letter that was handed over and has not left counts as long as it is on its way.
-- name:  send_last :one
-- in:    person_id person_id, channel notice_channel, since time
-- out:   over_at time?
-- scope: system - the job that sends
SELECT max(l.over_at) AS over_at FROM (
  SELECT x.over_at FROM (SELECT s.over_at FROM notice_send s WHERE s.person_id = :person_id AND s.channel = :channel AND s.over_at IS NOT NULL AND s.over_at >= :since AND s.state = 'sent' ORDER BY s.over_at DESC LIMIT 1) x
  UNION ALL
  SELECT y.over_at FROM (SELECT h.over_at FROM notice_send h WHERE h.person_id = :person_id AND h.channel = :channel AND h.state = 'handed' ORDER BY h.over_at DESC LIMIT 1) y) l;

-- How many messages left by a channel for a school on a day.
-- name:  sends_of_day :one
-- in:    channel notice_channel, of_school ref, on_day date
-- out:   n int
-- scope: system - only a number leaves
SELECT coalesce(sum(d.messages), 0) AS n FROM notice_day d WHERE d.on_day = :on_day AND d.channel = :channel AND d.of_school = :of_school AND d.state = 'sent';

-- Some ended so on a day.
-- name:  day_add :run
-- in:    on_day date, channel notice_channel, of_school ref, state notice_send_state, why notice_why, notices int, messages int
-- scope: system - only numbers
INSERT INTO notice_day (on_day, channel, of_school, state, why, notices, messages) VALUES (:on_day, :channel, :of_school, :state, :why, :notices, :messages)
ON CONFLICT (on_day, channel, of_school, state, why) DO UPDATE SET notices = notice_day.notices + excluded.notices, messages = notice_day.messages + excluded.messages;

-- It is over: sent, handed to the letters, given up, or not wanted any more.
-- name:  send_over :run
-- in:    person_id person_id, notice_id notice_id, channel notice_channel, state notice_send_state, why notice_why, mail_id mail_id?
-- scope: system - the job that sends
UPDATE notice_send SET state = :state, why = :why, mail_id = :mail_id, over_at = :now
 WHERE person_id = :person_id AND notice_id = :notice_id AND channel = :channel AND state = 'waiting';

-- Not now: again later. given_back: this attempt does not count.
-- name:  send_later :run
-- in:    person_id person_id, notice_id notice_id, channel notice_channel, due_at time, why notice_why, given_back int
-- scope: system - the job that sends
UPDATE notice_send SET due_at = :due_at, why = :why, attempt = attempt - :given_back
 WHERE person_id = :person_id AND notice_id = :notice_id AND channel = :channel AND state = 'waiting';

-- A letter is over: so is what it took along.
-- name:  letter_settle :run
-- in:    mail_id mail_id?, state notice_send_state, why notice_why
-- scope: system - the floor of mail tells how its letter ended
UPDATE notice_send SET state = :state, why = :why, over_at = :now WHERE mail_id = :mail_id AND state = 'handed';

-- A letter that was stopped for one of the notices in it: each is looked at anew.
-- name:  letter_back :run
-- in:    mail_id mail_id?
-- scope: system - the floor of mail tells how its letter ended
UPDATE notice_send SET state = 'waiting', due_at = :now, mail_id = NULL, over_at = NULL WHERE mail_id = :mail_id AND state = 'handed';

-- Letters that are on their way and when each was due, from one on: those of them that are over were settled by an older program.
-- name:  letters_handed :many
-- in:    due_at time, person_id person_id, limit int
-- out:   person_id person_id, due_at time, mail_id mail_id?, state mail_state?
-- scope: system - the job that tidies
SELECT s.person_id, s.due_at, s.mail_id, (SELECT m.state FROM mail m WHERE m.id = s.mail_id) AS state FROM notice_send s
 WHERE s.state = 'handed' AND (s.due_at, s.person_id) >= (:due_at, :person_id) ORDER BY s.due_at, s.person_id, s.notice_id LIMIT :limit;

-- What a letter took along, the newest first, about whom, and whether the use of that person's data was restricted since it was written.
-- name:  sends_of_mail :many
-- in:    mail_id mail_id
-- out:   person_id person_id, about_id person_id?, restricted bool
-- scope: system - before the letter leaves: may its reader still know it
SELECT s.person_id, n.about_id,
       CASE WHEN EXISTS (SELECT 1 FROM restriction x WHERE x.subject_id = n.about_id AND x.ended_at IS NULL AND x.at >= m.made_at) THEN 1 ELSE 0 END AS restricted
  FROM notice_send s JOIN notice n ON n.person_id = s.person_id AND n.id = s.notice_id JOIN mail m ON m.id = s.mail_id
 WHERE s.mail_id = :mail_id ORDER BY n.at DESC, s.notice_id DESC LIMIT 200;

-- Stood somebody for a child before, and does no longer?
-- name:  stood_before :maybe
-- in:    child_id person_id, guardian_id person_id
-- out:   open int
-- scope: system - only a number leaves
SELECT sum(CASE WHEN g.to_day IS NULL AND g.limited IS NULL THEN 1 ELSE 0 END) AS open FROM guardian_link g
 WHERE g.child_id = :child_id AND g.guardian_id = :guardian_id HAVING count(*) > 0;

-- Does a restriction stand on somebody, in any school?
-- name:  restricted_anywhere :one
-- in:    subject_id person_id
-- out:   n int
-- scope: system - only a number leaves
SELECT count(*) AS n FROM restriction x WHERE x.subject_id = :subject_id AND x.ended_at IS NULL;

-- What became of my notices by their channels; a letter tells of itself.
-- name:  sends_mine :many
-- in:    me person_id, ids notice_id*
-- out:   notice_id notice_id, channel notice_channel, state notice_send_state, why notice_why, due_at time, over_at time?, mail_state mail_state?, mail_over_at time?
-- scope: persons
SELECT s.notice_id, s.channel, s.state, s.why, s.due_at, s.over_at, m.state AS mail_state, m.over_at AS mail_over_at
  FROM notice_send s LEFT JOIN mail m ON m.id = s.mail_id
 WHERE s.person_id = :me AND s.person_id IN (:persons) AND s.notice_id IN (:ids*) ORDER BY s.notice_id, s.channel;

-- How many ended how since a day, for the operator: numbers and reasons alone.
-- name:  days_counted :many
-- in:    since date
-- out:   channel notice_channel, state notice_send_state, why notice_why, n int
-- scope: system - only numbers leave
SELECT d.channel, d.state, d.why, sum(d.notices) AS n FROM notice_day d WHERE d.on_day >= :since GROUP BY d.channel, d.state, d.why ORDER BY d.channel, d.state, d.why;

-- How many are on their way, and why not yet; no more are counted than asked for.
-- name:  ways_counted :many
-- in:    most int
-- out:   channel notice_channel, state notice_send_state, why notice_why, n int
-- scope: system - only numbers leave
SELECT w.channel, w.state, w.why, count(*) AS n FROM (
  SELECT x.channel, x.state, x.why FROM (SELECT a.channel, a.state, a.why FROM notice_send a INDEXED BY notice_send_letters WHERE a.state = 'waiting' AND a.channel = 'mail' LIMIT :most) x
  UNION ALL SELECT y.channel, y.state, y.why FROM (SELECT b.channel, b.state, b.why FROM notice_send b INDEXED BY notice_send_others WHERE b.state = 'waiting' AND b.channel <> 'mail' LIMIT :most) y
  UNION ALL SELECT z.channel, z.state, z.why FROM (SELECT c.channel, c.state, c.why FROM notice_send c INDEXED BY notice_send_handed WHERE c.state = 'handed' LIMIT :most) z) w
 GROUP BY w.channel, w.state, w.why ORDER BY w.channel, w.state, w.why;
-- postgres:
SELECT w.channel, w.state, w.why, count(*) AS n FROM (
  SELECT x.channel, x.state, x.why FROM (SELECT a.channel, a.state, a.why FROM notice_send a WHERE a.state = 'waiting' AND a.channel = 'mail' LIMIT :most) x
  UNION ALL SELECT y.channel, y.state, y.why FROM (SELECT b.channel, b.state, b.why FROM notice_send b WHERE b.state = 'waiting' AND b.channel <> 'mail' LIMIT :most) y
  UNION ALL SELECT z.channel, z.state, z.why FROM (SELECT c.channel, c.state, c.why FROM notice_send c WHERE c.state = 'handed' LIMIT :most) z) w
 GROUP BY w.channel, w.state, w.why ORDER BY w.channel, w.state, w.why;

-- Letters that wait longer than they should: how many, and since when; no more are counted than asked for.
-- name:  mails_stuck :one
-- in:    before time, most int
-- out:   n int, oldest time?
-- scope: system - only numbers leave
SELECT count(*) AS n, min(w.made_at) AS oldest FROM (SELECT m.made_at FROM mail m INDEXED BY mail_tried WHERE m.state = 'waiting' AND m.attempt > 0 AND m.made_at < :before ORDER BY m.made_at LIMIT :most) w;
-- postgres:
SELECT count(*) AS n, min(w.made_at) AS oldest FROM (SELECT m.made_at FROM mail m WHERE m.state = 'waiting' AND m.attempt > 0 AND m.made_at < :before ORDER BY m.made_at LIMIT :most) w;

-- And messages of the other channels.
-- name:  sends_stuck :one
-- in:    before time, most int
-- out:   n int
-- scope: system - only numbers leave
SELECT count(*) AS n FROM (SELECT 1 AS one FROM notice_send s INDEXED BY notice_send_silent WHERE s.state = 'waiting' AND s.why = 'silent' AND s.made_at < :before AND s.attempt > 0 ORDER BY s.made_at LIMIT :most) w;
-- postgres:
SELECT count(*) AS n FROM (SELECT 1 AS one FROM notice_send s WHERE s.state = 'waiting' AND s.why = 'silent' AND s.made_at < :before AND s.attempt > 0 ORDER BY s.made_at LIMIT :most) w;

-- Was the same said to somebody since a time, read or not?
-- name:  notice_said :maybe
-- in:    person_id person_id, words text, since time
-- out:   at time
-- scope: system - the rule that tells has decided whom
SELECT n.at FROM notice n WHERE n.person_id = :person_id AND n.at >= :since AND n.words = :words LIMIT 1;

-- Retention: what is left of sendings, some at once.
-- name:  sends_drop :run
-- in:    before time, limit int
-- scope: system - retention
DELETE FROM notice_send
 WHERE (person_id, notice_id, channel) IN (SELECT s.person_id, s.notice_id, s.channel FROM notice_send s WHERE s.made_at < :before ORDER BY s.made_at LIMIT :limit);
-- Of notices that go, what was made later than they were (said anew).
-- name:  sends_drop_old :run
-- in:    before time, limit int
-- scope: system - retention
DELETE FROM notice_send
 WHERE (person_id, notice_id) IN (SELECT n.person_id, n.id FROM notice n WHERE n.at < :before ORDER BY n.at, n.person_id, n.id LIMIT :limit);

-- And of the sums.
-- name:  days_drop :run
-- in:    before date
-- scope: system - retention
DELETE FROM notice_day WHERE on_day < :before;
