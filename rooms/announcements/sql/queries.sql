-- ---- writing

-- One message for those who write it, in whatever state.
-- name:  announcement_one :maybe
-- in:    id announcement_id
-- out:   id announcement_id, state announcement_state, class_id class_id?, group_id study_group_id?, to_families bool, to_pupils bool, to_staff bool, title text, body text,
--   must_confirm bool, last_day date?, over_day date, edition int, correction text?, written_at time, sent_at time?, corrected_at time?, back_at time?, reason text?, told_edition int, rev int,
--   class_name text?, group_name text?, send_at time?, send_by person_id?, held announcement_held?, held_at time?, written_by person_id
-- scope: school
-- bars:  nobody - who wrote it is of the school's staff, and is shown to nobody by this
SELECT a.id, a.state, a.class_id, a.group_id, a.to_families, a.to_pupils, a.to_staff, a.title, a.body, a.must_confirm, a.last_day, a.over_day, a.edition, a.correction,
       a.written_at, a.sent_at, a.corrected_at, a.back_at, a.reason, a.told_edition, a.rev, c.name AS class_name, g.name AS group_name, a.send_at, a.send_by, a.held, a.held_at, a.written_by
  FROM announcement a LEFT JOIN class c ON c.school_id = :school AND c.id = a.class_id LEFT JOIN study_group g ON g.school_id = :school AND g.id = a.group_id
 WHERE a.school_id = :school AND a.id = :id;

-- All messages of a school for its office but those that wait for their time, newest first, one page; :before is the last id seen. How many families it went to and how many have
-- confirmed this edition; the same of pupils and staff together.
-- name:  announcements_here :many
-- in:    before announcement_id, limit int
-- out:   id announcement_id, state announcement_state, class_id class_id?, group_id study_group_id?, class_name text?, group_name text?, title text, must_confirm bool, over_day date, written_at time, sent_at time?, held announcement_held?,
--   families int, done int, people int, have_read int
-- scope: school
SELECT a.id, a.state, a.class_id, a.group_id, c.name AS class_name, g.name AS group_name, a.title, a.must_confirm, a.over_day, a.written_at, a.sent_at, a.held,
       (SELECT count(*) FROM announcement_family f WHERE f.school_id = :school AND f.announcement_id = a.id) AS families,
       (SELECT count(*) FROM announcement_family f WHERE f.school_id = :school AND f.announcement_id = a.id AND f.done_edition >= a.edition) AS done,
       (SELECT count(*) FROM announcement_reader r WHERE r.school_id = :school AND r.announcement_id = a.id AND r.side IN ('pupil', 'staff')) AS people,
       (SELECT count(*) FROM announcement_reader r WHERE r.school_id = :school AND r.announcement_id = a.id AND r.side IN ('pupil', 'staff') AND r.read_edition >= a.edition) AS have_read
  FROM announcement a LEFT JOIN class c ON c.school_id = :school AND c.id = a.class_id LEFT JOIN study_group g ON g.school_id = :school AND g.id = a.group_id
 WHERE a.school_id = :school AND a.id < :before AND a.state <> 'waiting' ORDER BY a.id DESC LIMIT :limit;

-- The messages to one class but those that wait for their time, newest first, one page: its own, and those of the school that went to its families or pupils. Figures of this class.
-- name:  announcements_of_class :many
-- in:    class_id class_id, before announcement_id, limit int
-- out:   id announcement_id, state announcement_state, own int, title text, must_confirm bool, over_day date, written_at time, sent_at time?, held announcement_held?, families int, done int, people int, have_read int
-- scope: school
SELECT a.id, a.state, CASE WHEN a.class_id IS NULL THEN 0 ELSE 1 END AS own, a.title, a.must_confirm, a.over_day, a.written_at, a.sent_at, a.held,
       (SELECT count(*) FROM announcement_family f WHERE f.school_id = :school AND f.announcement_id = a.id AND f.class_id = :class_id) AS families,
       (SELECT count(*) FROM announcement_family f WHERE f.school_id = :school AND f.announcement_id = a.id AND f.class_id = :class_id AND f.done_edition >= a.edition) AS done,
       (SELECT count(*) FROM announcement_reader r WHERE r.school_id = :school AND r.announcement_id = a.id AND r.side = 'pupil' AND r.class_id = :class_id) AS people,
       (SELECT count(*) FROM announcement_reader r WHERE r.school_id = :school AND r.announcement_id = a.id AND r.side = 'pupil' AND r.class_id = :class_id AND r.read_edition >= a.edition) AS have_read
  FROM announcement a
 WHERE a.school_id = :school AND a.id IN (
   SELECT x.id FROM (SELECT o.id FROM announcement o WHERE o.school_id = :school AND o.class_id = :class_id AND o.id < :before AND o.state <> 'waiting' ORDER BY o.id DESC LIMIT :limit) x
   UNION ALL
   SELECT y.id FROM (SELECT w.id FROM announcement w WHERE w.school_id = :school AND w.class_id IS NULL AND w.group_id IS NULL AND w.state IN ('sent', 'back') AND w.to_families + w.to_pupils > 0 AND w.id < :before
                      ORDER BY w.id DESC LIMIT :limit) y)
 ORDER BY a.id DESC LIMIT :limit;

-- The messages to one group but those that wait for their time, newest first, one page; whom an order keeps from who asks is in no number.
-- name:  announcements_of_group :many
-- in:    group_id study_group_id, before announcement_id, barred person_id*, limit int
-- out:   id announcement_id, state announcement_state, title text, must_confirm bool, over_day date, written_at time, sent_at time?, held announcement_held?, families int, done int, people int, have_read int
-- scope: school
SELECT a.id, a.state, a.title, a.must_confirm, a.over_day, a.written_at, a.sent_at, a.held,
       (SELECT count(*) FROM announcement_family f WHERE f.school_id = :school AND f.announcement_id = a.id AND f.child_id NOT IN (:barred*)) AS families,
       (SELECT count(*) FROM announcement_family f WHERE f.school_id = :school AND f.announcement_id = a.id AND f.done_edition >= a.edition AND f.child_id NOT IN (:barred*)) AS done,
       (SELECT count(*) FROM announcement_reader r WHERE r.school_id = :school AND r.announcement_id = a.id AND r.side = 'pupil' AND r.person_id NOT IN (:barred*)) AS people,
       (SELECT count(*) FROM announcement_reader r WHERE r.school_id = :school AND r.announcement_id = a.id AND r.side = 'pupil' AND r.read_edition >= a.edition AND r.person_id NOT IN (:barred*)) AS have_read
  FROM announcement a WHERE a.school_id = :school AND a.group_id = :group_id AND a.id < :before AND a.state <> 'waiting' ORDER BY a.id DESC LIMIT :limit;

-- The name of a group whose messages are shown, and whether it is over.
-- name:  group_shown :maybe
-- in:    id study_group_id
-- out:   name text, to_day date?
-- scope: school
SELECT g.name, g.to_day FROM study_group g WHERE g.school_id = :school AND g.id = :id;

-- A group that is not over.
-- name:  group_going_on :maybe
-- in:    id study_group_id
-- out:   id study_group_id
-- scope: school
SELECT g.id FROM study_group g WHERE g.school_id = :school AND g.id = :id AND g.to_day IS NULL;

-- A new draft.
-- name:  announcement_insert :run
-- in:    id announcement_id, class_id class_id?, group_id study_group_id?, to_families bool, to_pupils bool, to_staff bool, title text, body text, must_confirm bool, last_day date?, over_day date, by person_id
-- scope: school
INSERT INTO announcement (school_id, id, state, class_id, group_id, to_families, to_pupils, to_staff, title, body, must_confirm, last_day, over_day, edition, correction, written_by, written_at,
                          sent_by, sent_at, corrected_by, corrected_at, back_by, back_at, reason, told_edition, rev)
VALUES (:school, :id, 'draft', :class_id, :group_id, :to_families, :to_pupils, :to_staff, :title, :body, :must_confirm, :last_day, :over_day, 0, NULL, :by, :now,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 1);

-- A draft, or what waits for its time, in other words, to others; of the latter who changed it answers for it from now on.
-- name:  announcement_rewrite :run
-- in:    id announcement_id, to_families bool, to_pupils bool, to_staff bool, title text, body text, must_confirm bool, last_day date?, over_day date, by person_id, rev int
-- scope: school
UPDATE announcement SET to_families = :to_families, to_pupils = :to_pupils, to_staff = :to_staff, title = :title, body = :body, must_confirm = :must_confirm,
       last_day = :last_day, over_day = :over_day, send_by = CASE WHEN state = 'waiting' THEN :by ELSE NULL END, held = NULL, held_at = NULL, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND state IN ('draft', 'waiting');

-- It goes out.
-- name:  announcement_out :run
-- in:    id announcement_id, over_day date, by person_id, rev int
-- scope: school
UPDATE announcement SET state = 'sent', sent_by = :by, sent_at = :now, over_day = :over_day, edition = 1, send_at = NULL, send_by = NULL, held = NULL, held_at = NULL, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND state IN ('draft', 'waiting');

-- ---- at its time

-- It waits for its time, or for another one than before.
-- name:  announcement_wait :run
-- in:    id announcement_id, at time, over_day date, by person_id, rev int
-- scope: school
UPDATE announcement SET state = 'waiting', send_at = :at, send_by = :by, over_day = :over_day, held = NULL, held_at = NULL, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND state IN ('draft', 'waiting');

-- It waits no more, and is a draft again: taken back before it went, or held, and then why.
-- name:  announcement_wait_no_more :run
-- in:    id announcement_id, held announcement_held?, held_at time?, rev int
-- scope: school
UPDATE announcement SET state = 'draft', send_at = NULL, send_by = NULL, held = :held, held_at = :held_at, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND state = 'waiting';

-- Those whose time has come, of all schools, the earliest first, after the last one.
-- name:  announcements_due :many
-- in:    after time, after_school school_id, after_id announcement_id, limit int
-- out:   send_at time?, school_id school_id, id announcement_id
-- scope: system - the job that sends goes over all schools, and asks the right of each again
SELECT a.send_at, a.school_id, a.id FROM announcement a
 WHERE a.send_at IS NOT NULL AND a.send_at <= :now AND a.send_at >= :after
   AND (a.send_at > :after OR a.school_id > :after_school OR (a.school_id = :after_school AND a.id > :after_id))
 ORDER BY a.send_at, a.school_id, a.id LIMIT :limit;

-- Those of one place that wait for their time, the next first; both 0 = all of the school.
-- name:  announcements_waiting :many
-- in:    class_id class_id, group_id study_group_id, limit int
-- out:   id announcement_id, class_id class_id?, group_id study_group_id?, class_name text?, group_name text?, title text, must_confirm bool, send_at time?
-- scope: school
SELECT a.id, a.class_id, a.group_id, c.name AS class_name, g.name AS group_name, a.title, a.must_confirm, a.send_at
  FROM announcement a LEFT JOIN class c ON c.school_id = :school AND c.id = a.class_id LEFT JOIN study_group g ON g.school_id = :school AND g.id = a.group_id
 WHERE a.school_id = :school AND a.state = 'waiting' AND a.send_at IS NOT NULL AND (:class_id = 0 OR a.class_id = :class_id) AND (:group_id = 0 OR a.group_id = :group_id)
 ORDER BY a.send_at, a.id LIMIT :limit;

-- Who wrote it, or said when it goes.
-- name:  writer_name :maybe
-- in:    person_id person_id
-- out:   name text
-- scope: school
-- bars:  nobody - one of the staff, who said it to the school
SELECT m.display_name AS name FROM member m WHERE m.school_id = :school AND m.person_id = :person_id AND m.role <> 'pupil' ORDER BY m.id DESC LIMIT 1;

-- What I have written and not sent, in all my schools, newest first, one page.
-- name:  unsent_mine :many
-- in:    me person_id, before announcement_id, limit int
-- out:   id announcement_id, state announcement_state, class_id class_id?, group_id study_group_id?, class_name text?, group_name text?, title text, body text, written_at time, send_at time?, held announcement_held?,
--   held_at time?, school_code text, school_name text
-- scope: persons
SELECT a.id, a.state, a.class_id, a.group_id, c.name AS class_name, g.name AS group_name, a.title, a.body, a.written_at, a.send_at, a.held, a.held_at, s.code AS school_code, s.name AS school_name
  FROM announcement a JOIN school s ON s.id = a.school_id
  LEFT JOIN class c ON c.school_id = a.school_id AND c.id = a.class_id LEFT JOIN study_group g ON g.school_id = a.school_id AND g.id = a.group_id
 WHERE a.written_by = :me AND a.written_by IN (:persons) AND a.sent_at IS NULL AND a.id < :before
 ORDER BY a.id DESC LIMIT :limit;

-- It says something else from now on, and says so.
-- name:  announcement_correct :run
-- in:    id announcement_id, title text, body text, last_day date?, over_day date, correction text, by person_id, rev int
-- scope: school
UPDATE announcement SET title = :title, body = :body, last_day = :last_day, over_day = :over_day, correction = :correction, corrected_by = :by, corrected_at = :now,
       edition = edition + 1, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND state = 'sent';

-- It is taken back.
-- name:  announcement_take_back :run
-- in:    id announcement_id, reason text, by person_id, rev int
-- scope: school
UPDATE announcement SET state = 'back', back_by = :by, back_at = :now, reason = :reason, edition = edition + 1, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND state = 'sent';

-- Everybody has been told of this edition.
-- name:  announcement_told :run
-- in:    id announcement_id, edition int
-- scope: school
UPDATE announcement SET told_edition = :edition WHERE school_id = :school AND id = :id AND told_edition < :edition;      -- law 13: a figure of the job, nothing that a form shows

-- A day's word to those who have not read, once a place.
-- name:  reminder_insert :run
-- in:    id announcement_id, place ref, on_day date, by person_id
-- scope: school
INSERT INTO announcement_reminder (school_id, announcement_id, place, on_day, by_person, at) VALUES (:school, :id, :place, :on_day, :by, :now)
    ON CONFLICT (school_id, announcement_id, place, on_day) DO NOTHING;

-- The last such day of a place.
-- name:  reminded_last :maybe
-- in:    id announcement_id, place ref
-- out:   on_day date
-- scope: school
SELECT m.on_day FROM announcement_reminder m WHERE m.school_id = :school AND m.announcement_id = :id AND m.place = :place ORDER BY m.on_day DESC LIMIT 1;

-- The groups of today, for a choice.
-- name:  groups_to_choose :many
-- out:   id study_group_id, name text
-- scope: school
SELECT g.id, g.name FROM study_group g WHERE g.school_id = :school AND g.to_day IS NULL ORDER BY g.sort_key, g.id LIMIT 300;

-- ---- whom it goes to: read by the job

-- The pupils of a class today.
-- name:  pupils_of_class_to_tell :many
-- in:    class_id class_id, today date
-- out:   child_id person_id, class_id class_id?
-- scope: school
-- bars:  nobody - a family hears what its child's school has to say, whoever sends it; nobody reads these rows
SELECT DISTINCT e.person_id AS child_id, e.class_id FROM enrolment e
 WHERE e.school_id = :school AND e.class_id = :class_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today) ORDER BY e.person_id LIMIT 400;

-- The pupils of a group today, with their class.
-- name:  pupils_of_group_to_tell :many
-- in:    group_id study_group_id, today date
-- out:   child_id person_id, class_id class_id?
-- scope: school
-- bars:  nobody - a family hears what its child's school has to say, whoever sends it; nobody reads these rows
SELECT x.person_id AS child_id,
       (SELECT max(e.class_id) FROM enrolment e WHERE e.school_id = :school AND e.person_id = x.person_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)) AS class_id
  FROM group_member x JOIN member m ON m.school_id = :school AND m.id = x.member_id AND (m.to_day IS NULL OR m.to_day > :today)
 WHERE x.school_id = :school AND x.group_id = :group_id AND x.state = 'member' ORDER BY x.person_id LIMIT 2000;

-- The pupils of the school today, with their class.
-- name:  pupils_of_school_to_tell :many
-- in:    today date
-- out:   child_id person_id, class_id class_id?
-- scope: school
-- bars:  nobody - a family hears what its child's school has to say, whoever sends it; nobody reads these rows
SELECT DISTINCT m.person_id AS child_id,
       (SELECT max(e.class_id) FROM enrolment e WHERE e.school_id = :school AND e.person_id = m.person_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)) AS class_id
  FROM member m WHERE m.school_id = :school AND m.role = 'pupil' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today) ORDER BY m.person_id LIMIT 20000;

-- Who stands for these pupils and can sign in.
-- name:  guardians_to_tell :many
-- in:    children person_id*
-- out:   child_id person_id, person_id person_id
-- scope: school
-- bars:  nobody - a family hears what its child's school has to say, whoever sends it; nobody reads these rows
SELECT DISTINCT g.child_id, g.guardian_id AS person_id
  FROM member m JOIN guardian_link g ON g.child_id = m.person_id AND g.to_day IS NULL AND g.limited IS NULL
  JOIN account a ON a.person_id = g.guardian_id AND a.closed_at IS NULL
 WHERE m.school_id = :school AND m.person_id IN (:children*) ORDER BY g.child_id, g.guardian_id LIMIT 2000;

-- Which of these pupils can sign in themselves.
-- name:  pupils_signing_in :many
-- in:    children person_id*
-- out:   person_id person_id
-- scope: school
-- bars:  nobody - a pupil hears what the school has to say, whoever sends it; nobody reads these rows
SELECT DISTINCT m.person_id FROM member m JOIN account a ON a.person_id = m.person_id AND a.closed_at IS NULL
 WHERE m.school_id = :school AND m.person_id IN (:children*) ORDER BY m.person_id LIMIT 2000;

-- About which of these pupils an order stands.
-- name:  children_under_order :many
-- in:    children person_id*
-- out:   child_id person_id
-- scope: system - so that the job asks closely only where it must; nobody reads these rows
SELECT DISTINCT o.child_id FROM guardian_order o WHERE o.child_id IN (:children*) AND o.lifted_at IS NULL ORDER BY o.child_id LIMIT 2000;

-- The staff of the school today who can sign in.
-- name:  staff_to_tell :many
-- in:    today date
-- out:   person_id person_id
-- scope: school
-- bars:  nobody - these are grown-ups of the school
SELECT DISTINCT m.person_id FROM member m JOIN account a ON a.person_id = m.person_id AND a.closed_at IS NULL
 WHERE m.school_id = :school AND m.role IN ('teacher', 'assistant', 'staff', 'clerk', 'deputy', 'principal') AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
 ORDER BY m.person_id LIMIT 2000;

-- Somebody is told of it, about somebody; once.
-- name:  reader_insert :run
-- in:    id announcement_id, person_id person_id, about_id person_id, side announcement_side, class_id class_id?
-- scope: school
INSERT INTO announcement_reader (school_id, announcement_id, person_id, about_id, side, class_id, sent_at, over_day, told_edition, read_edition, read_at, reminded_on)
SELECT :school, a.id, :person_id, :about_id, :side, :class_id, coalesce(a.sent_at, a.written_at), a.over_day, a.edition, 0, NULL, NULL
  FROM announcement a WHERE a.school_id = :school AND a.id = :id AND a.state = 'sent'
    ON CONFLICT (school_id, announcement_id, person_id, about_id) DO NOTHING;

-- A family that it goes to, once; how many of its guardians have an account by now.
-- name:  family_insert :run
-- in:    id announcement_id, child_id person_id, class_id class_id?, told int
-- scope: school
INSERT INTO announcement_family (school_id, announcement_id, child_id, class_id, told, done_edition, done_at, done_by, paper)
VALUES (:school, :id, :child_id, :class_id, :told, 0, NULL, NULL, 0)
    ON CONFLICT (school_id, announcement_id, child_id) DO UPDATE SET told = excluded.told;

-- Who has not been told of this edition yet, some of them.
-- name:  readers_behind :many
-- in:    id announcement_id, edition int, limit int
-- out:   person_id person_id, about_id person_id
-- scope: school
-- bars:  nobody - told by the job; nobody reads these rows
SELECT r.person_id, r.about_id FROM announcement_reader r
 WHERE r.school_id = :school AND r.announcement_id = :id AND r.told_edition < :edition ORDER BY r.person_id, r.about_id LIMIT :limit;

-- They are told of it now, and of its day.
-- name:  reader_told :run
-- in:    id announcement_id, person_id person_id, about_id person_id, edition int
-- scope: school
UPDATE announcement_reader SET told_edition = :edition, over_day = (SELECT a.over_day FROM announcement a WHERE a.school_id = :school AND a.id = :id)
 WHERE school_id = :school AND announcement_id = :id AND person_id = :person_id AND about_id = :about_id AND told_edition < :edition;

-- Who has not read it and was not reminded today: families that have not confirmed by anybody, pupils, staff; some of them, after the last one. Of one class, or 0 = of all; of a group (0 = of none) only who is still in it.
-- name:  readers_to_remind :many
-- in:    id announcement_id, edition int, class_id class_id, group_id study_group_id, today date, limit int
-- out:   person_id person_id, about_id person_id
-- scope: school
-- bars:  nobody - told by the job; nobody reads these rows
SELECT r.person_id, r.about_id FROM announcement_reader r
 WHERE r.school_id = :school AND r.announcement_id = :id AND r.read_edition < :edition AND (r.reminded_on IS NULL OR r.reminded_on < :today) AND (:class_id = 0 OR r.class_id = :class_id)
   AND (r.side <> 'family' OR EXISTS (SELECT 1 FROM announcement_family f WHERE f.school_id = :school AND f.announcement_id = r.announcement_id AND f.child_id = r.about_id AND f.done_edition < :edition))
   AND EXISTS (SELECT 1 FROM member m WHERE m.school_id = :school AND m.person_id = r.about_id AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today))
   AND (:group_id = 0 OR EXISTS (SELECT 1 FROM group_member x WHERE x.school_id = :school AND x.group_id = :group_id AND x.person_id = r.about_id AND x.state = 'member'))
 ORDER BY r.person_id, r.about_id LIMIT :limit;

-- Does this person still stand for that child today, with no order in between?
-- name:  guardian_stands :maybe
-- in:    child_id person_id, guardian_id person_id
-- out:   child_id person_id
-- scope: system - so that nobody is reminded of a child that is no longer theirs; nobody reads this row
SELECT g.child_id FROM guardian_link g WHERE g.child_id = :child_id AND g.guardian_id = :guardian_id AND g.to_day IS NULL AND g.limited IS NULL LIMIT 1;

-- They were, today.
-- name:  reader_reminded :run
-- in:    id announcement_id, person_id person_id, about_id person_id, today date
-- scope: school
UPDATE announcement_reader SET reminded_on = :today
 WHERE school_id = :school AND announcement_id = :id AND person_id = :person_id AND about_id = :about_id AND (reminded_on IS NULL OR reminded_on < :today);

-- ---- retention

-- Messages that were over before a day, some of them.
-- name:  announcements_old :many
-- in:    before date, limit int
-- out:   id announcement_id, school_id school_id
-- scope: system - retention goes over all schools
SELECT a.id, a.school_id FROM announcement a WHERE a.over_day < :before ORDER BY a.over_day, a.school_id, a.id LIMIT :limit;

-- Their readers, some at a time,
-- name:  readers_old_drop :run
-- in:    id announcement_id, limit int
-- scope: school
DELETE FROM announcement_reader WHERE school_id = :school AND announcement_id = :id AND person_id IN      -- law 13: retention, announcements_keeps
  (SELECT r.person_id FROM announcement_reader r WHERE r.school_id = :school AND r.announcement_id = :id ORDER BY r.person_id LIMIT :limit);

-- their families,
-- name:  families_old_drop :run
-- in:    id announcement_id, limit int
-- scope: school
DELETE FROM announcement_family WHERE school_id = :school AND announcement_id = :id AND child_id IN      -- law 13: retention, announcements_keeps
  (SELECT f.child_id FROM announcement_family f WHERE f.school_id = :school AND f.announcement_id = :id ORDER BY f.child_id LIMIT :limit);

-- their reminders,
-- name:  reminders_old_drop :run
-- in:    id announcement_id
-- scope: school
DELETE FROM announcement_reminder WHERE school_id = :school AND announcement_id = :id;      -- law 13: retention, announcements_keeps

-- and at last themselves.
-- name:  announcement_old_drop :run
-- in:    id announcement_id
-- scope: school
DELETE FROM announcement WHERE school_id = :school AND id = :id;      -- law 13: retention, announcements_keeps
