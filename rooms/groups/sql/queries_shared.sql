-- Groups that several schools share. Each school writes its own part in its own scope; the others read of it what is listed here and no row of a pupil.

-- ---- of the own school

-- The part of the school in a shared group, by its own group: the one that stands.
-- name:  share_of_group :maybe
-- in:    group_id study_group_id
-- out:   id group_share_id, shared_id study_group_id, host_id school_id, state share_state, contact text?, from_day date?, rev int
-- scope: school
SELECT x.id, x.shared_id, x.host_id, x.state, x.contact, x.from_day, x.rev FROM group_share x
 WHERE x.school_id = :school AND x.group_id = :group_id AND (x.state = 'holds' OR x.state = 'taken');

-- One part of the school.
-- name:  share_one :maybe
-- in:    id group_share_id
-- out:   shared_id study_group_id, host_id school_id, group_id study_group_id?, state share_state, name text, from_day date?, rev int
-- scope: school
SELECT x.shared_id, x.host_id, x.group_id, x.state, x.name, x.from_day, x.rev FROM group_share x WHERE x.school_id = :school AND x.id = :id;

-- The part of the school in a shared group, invited or taking part.
-- name:  share_standing :maybe
-- in:    shared_id study_group_id
-- out:   id group_share_id
-- scope: school
SELECT x.id FROM group_share x WHERE x.school_id = :school AND x.shared_id = :shared_id AND (x.state = 'holds' OR x.state = 'invited' OR x.state = 'taken');

-- Invitations that wait for an answer, the newest first.
-- name:  shares_asked :many
-- out:   id group_share_id, shared_id study_group_id, name text, words text?, asked_at time, rev int
-- scope: school
SELECT x.id, x.shared_id, x.name, x.words, x.asked_at, x.rev FROM group_share x WHERE x.school_id = :school AND x.state = 'invited' ORDER BY x.id DESC LIMIT 30;

-- What was answered with no, or is over, the newest first.
-- name:  shares_before :many
-- out:   id group_share_id, name text, host_name text, state share_state, from_day date?, to_day date?, reason text?
-- scope: school
SELECT x.id, x.name, s.name AS host_name, x.state, x.from_day, x.to_day, x.reason FROM group_share x JOIN school s ON s.id = x.host_id
 WHERE x.school_id = :school AND x.host_id <> :school AND (x.state = 'declined' OR x.state = 'ended') ORDER BY x.id DESC LIMIT 60;

-- How many schools stand in a group with the one that holds it.
-- name:  shares_count :one
-- in:    shared_id study_group_id
-- out:   n int
-- scope: system - the school that holds the group may not invite without end; a number of schools
SELECT count(*) AS n FROM group_share x WHERE x.shared_id = :shared_id AND (x.state = 'holds' OR x.state = 'invited' OR x.state = 'taken');

-- ---- written, each in the scope of the school whose part it is

-- The school holds a group that others may share.
-- name:  share_hold :run
-- in:    id group_share_id, group_id study_group_id, name text, asked_by person_id, from_day date
-- scope: school
INSERT INTO group_share (school_id, id, shared_id, host_id, group_id, state, name, asked_by, asked_at, decided_by, decided_at, from_day, rev)
VALUES (:school, :id, :group_id, :school, :group_id, 'holds', :name, :asked_by, :now, :asked_by, :now, :from_day, 1);

-- An invitation lies with the school.
-- name:  share_ask :run
-- in:    id group_share_id, shared_id study_group_id, host_id school_id, name text, words text?, asked_by person_id
-- scope: school
INSERT INTO group_share (school_id, id, shared_id, host_id, state, name, words, asked_by, asked_at, rev)
VALUES (:school, :id, :shared_id, :host_id, 'invited', :name, :words, :asked_by, :now, 1);

-- The school takes part, with a group of its own,
-- name:  share_take :run
-- in:    id group_share_id, group_id study_group_id, contact text?, decided_by person_id, from_day date, rev int
-- scope: school
UPDATE group_share SET state = 'taken', group_id = :group_id, contact = :contact, decided_by = :decided_by, decided_at = :now, from_day = :from_day, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND state = 'invited';

-- or does not,
-- name:  share_decline :run
-- in:    id group_share_id, reason text?, decided_by person_id, to_day date, rev int
-- scope: school
UPDATE group_share SET state = 'declined', reason = :reason, decided_by = :decided_by, decided_at = :now, to_day = :to_day, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND state = 'invited';

-- or no longer; also when who holds it ends it or takes the invitation back.
-- name:  share_close :run
-- in:    id group_share_id, shared_id study_group_id, reason text?, decided_by person_id, to_day date, rev int
-- scope: school
UPDATE group_share SET state = 'ended', reason = :reason, decided_by = :decided_by, decided_at = :now, to_day = :to_day, rev = rev + 1
 WHERE school_id = :school AND id = :id AND shared_id = :shared_id AND rev = :rev AND (state = 'holds' OR state = 'invited' OR state = 'taken');

-- How others reach who leads it here.
-- name:  share_contact :run
-- in:    id group_share_id, contact text?, rev int
-- scope: school
UPDATE group_share SET contact = :contact, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev AND (state = 'holds' OR state = 'taken');

-- ---- what the schools of a shared group read of each other: nothing of a pupil but how many

-- The shared group itself, for a school that has a part in it.
-- name:  shared_face :maybe
-- in:    shared_id study_group_id, mine school_id
-- out:   host_id school_id, host_code text, host_name text, kind group_kind, name text, words text?, from_day date, to_day date?
-- scope: system - published to the schools of the group by the one that holds it; only for one of them
SELECT g.school_id AS host_id, s.code AS host_code, s.name AS host_name, g.kind, g.name, g.words, g.from_day, g.to_day
  FROM study_group g JOIN school s ON s.id = g.school_id
 WHERE g.id = :shared_id
   AND EXISTS (SELECT 1 FROM group_share h WHERE h.school_id = g.school_id AND h.shared_id = g.id AND h.host_id = g.school_id AND h.state = 'holds')
   AND EXISTS (SELECT 1 FROM group_share me WHERE me.school_id = :mine AND me.shared_id = g.id AND (me.state = 'holds' OR me.state = 'invited' OR me.state = 'taken'));

-- Its schools: the one that holds it first. Who is invited, has declined or left is known to that one and to the school itself. The number of pupils goes through
-- few_rounded() before it is shown to another school, and leaves out whom a restriction names.
-- name:  shares_of :many
-- in:    shared_id study_group_id, mine school_id, today date
-- out:   id group_share_id, of_school school_id, school_name text, state share_state, contact text?, asked_at time, from_day date?, to_day date?, reason text?, members int, rev int
-- scope: system - as above
SELECT x.id, x.school_id AS of_school, s.name AS school_name, x.state, x.contact, x.asked_at, x.from_day, x.to_day, x.reason,
       (SELECT count(*) FROM group_member p JOIN member m ON m.school_id = p.school_id AND m.id = p.member_id AND (m.to_day IS NULL OR m.to_day > :today)
         WHERE p.school_id = x.school_id AND p.group_id = x.group_id AND p.state = 'member' AND x.state <> 'ended'
           AND (x.school_id = :mine OR NOT EXISTS (SELECT 1 FROM restriction r WHERE r.subject_id = p.person_id AND r.school_id = p.school_id AND r.ended_at IS NULL))) AS members, x.rev
  FROM group_share x JOIN school s ON s.id = x.school_id
 WHERE x.shared_id = :shared_id AND (x.state = 'holds' OR x.state = 'taken' OR x.school_id = :mine OR x.host_id = :mine)
   AND EXISTS (SELECT 1 FROM group_share me WHERE me.school_id = :mine AND me.shared_id = :shared_id AND (me.state = 'holds' OR me.state = 'invited' OR me.state = 'taken'))
 ORDER BY CASE x.state WHEN 'holds' THEN 0 WHEN 'taken' THEN 1 WHEN 'invited' THEN 2 ELSE 3 END, s.search_key, x.id LIMIT 200;

-- Who leads it in each of its schools today: staff by name. A mentor beside a school is that school's affair.
-- name:  shared_leaders :many
-- in:    shared_id study_group_id, mine school_id, today date
-- out:   of_school school_id, name text
-- scope: system - as above; grown-ups at their work
SELECT x.school_id AS of_school, m.display_name AS name
  FROM group_share x JOIN group_leader l ON l.school_id = x.school_id AND l.group_id = x.group_id AND l.to_day IS NULL
  JOIN member m ON m.school_id = l.school_id AND m.id = l.member_id AND (m.to_day IS NULL OR m.to_day > :today)
 WHERE x.shared_id = :shared_id AND (x.state = 'holds' OR x.state = 'taken')
   AND EXISTS (SELECT 1 FROM group_share me WHERE me.school_id = :mine AND me.shared_id = :shared_id AND (me.state = 'holds' OR me.state = 'invited' OR me.state = 'taken'))
 ORDER BY x.school_id, m.sort_key, l.id LIMIT 300;

-- Its terms, by their days.
-- name:  shared_terms :many
-- in:    shared_id study_group_id, mine school_id
-- out:   id group_term_id, name text, from_day date, to_day date, rev int
-- scope: system - as above
SELECT t.id, t.name, t.from_day, t.to_day, t.rev FROM group_term t
 WHERE t.group_id = :shared_id AND t.gone_at IS NULL
   AND t.school_id = (SELECT h.school_id FROM group_share h WHERE h.shared_id = :shared_id AND h.state = 'holds')
   AND EXISTS (SELECT 1 FROM group_share me WHERE me.school_id = :mine AND me.shared_id = :shared_id AND (me.state = 'holds' OR me.state = 'invited' OR me.state = 'taken'))
 ORDER BY t.from_day, t.id LIMIT 60;

-- With which other schools the groups of a child are shared.
-- name:  schools_beside :many
-- in:    groups study_group_id*
-- out:   group_id study_group_id, school_name text
-- scope: system - the groups are the child's, found in the scope of the family; names of schools alone
SELECT coalesce(x.group_id, 0) AS group_id, s.name AS school_name FROM group_share x
  JOIN group_share y ON y.shared_id = x.shared_id AND y.id <> x.id AND (y.state = 'holds' OR y.state = 'taken') JOIN school s ON s.id = y.school_id
 WHERE x.group_id IN (:groups*) AND (x.state = 'holds' OR x.state = 'taken') ORDER BY x.group_id, CASE y.state WHEN 'holds' THEN 0 ELSE 1 END, s.search_key, y.id LIMIT 300;

-- The terms of the groups of a child that are not over; of a shared group those of the school that holds it.
-- name:  terms_for_child :many
-- in:    groups study_group_id*, today date
-- out:   group_id study_group_id, name text, from_day date, to_day date
-- scope: system - the groups are the child's, found in the scope of the family; a term names nobody
SELECT u.group_id, u.name, u.from_day, u.to_day FROM (
  SELECT t.group_id, t.id, t.name, t.from_day, t.to_day FROM group_term t
   WHERE t.group_id IN (:groups*) AND t.gone_at IS NULL AND t.to_day > :today
     AND NOT EXISTS (SELECT 1 FROM group_share y WHERE y.group_id = t.group_id AND y.school_id = t.school_id AND y.state = 'taken')
  UNION ALL
  SELECT coalesce(x.group_id, 0), t.id, t.name, t.from_day, t.to_day FROM group_share x JOIN group_term t ON t.group_id = x.shared_id AND t.school_id = x.host_id
   WHERE x.group_id IN (:groups*) AND x.state = 'taken' AND t.gone_at IS NULL AND t.to_day > :today) u
 ORDER BY u.group_id, u.from_day, u.id LIMIT 200;

-- ---- terms

-- The terms of a group, by their days.
-- name:  terms_of_group :many
-- in:    group_id study_group_id
-- out:   id group_term_id, name text, from_day date, to_day date, rev int
-- scope: school
SELECT t.id, t.name, t.from_day, t.to_day, t.rev FROM group_term t WHERE t.school_id = :school AND t.group_id = :group_id AND t.gone_at IS NULL ORDER BY t.from_day, t.id LIMIT 60;

-- A term,
-- name:  term_insert :run
-- in:    id group_term_id, group_id study_group_id, name text, from_day date, to_day date
-- scope: school
INSERT INTO group_term (school_id, id, group_id, name, from_day, to_day, rev) VALUES (:school, :id, :group_id, :name, :from_day, :to_day, 1);

-- and no longer one.
-- name:  term_drop :run
-- in:    id group_term_id, group_id study_group_id, rev int
-- scope: school
UPDATE group_term SET gone_at = :now, rev = rev + 1 WHERE school_id = :school AND id = :id AND group_id = :group_id AND rev = :rev AND gone_at IS NULL;

-- ---- for khue verify

-- Parts that do not fit: an open one of a group that is over, one that takes part without a group, one that says it holds another school's group.
-- name:  group_shares_wrong :many
-- out:   id group_share_id
-- scope: school
SELECT x.id FROM group_share x LEFT JOIN study_group g ON g.school_id = :school AND g.id = x.group_id
 WHERE x.school_id = :school AND (((x.state = 'holds' OR x.state = 'taken') AND (g.id IS NULL OR g.to_day IS NOT NULL OR x.from_day IS NULL))
    OR (x.state = 'holds' AND (x.host_id <> :school OR x.shared_id <> x.group_id)) OR (x.state = 'ended' AND x.to_day IS NULL)) LIMIT 20;
