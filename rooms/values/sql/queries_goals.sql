-- ---- what everybody reads

-- Goals of a school that are published, and those that were and ended. The room puts them in order, the open ones first, and shows so many of them; the questions
-- below answer what those have, in an order that an index has (docs/decisions/0157).
-- name:  goals_shown :many
-- in:    of_school school_id
-- out:   id goal_id, number int, state goal_state, words text, serves text?, from_day date, until_day date, decided_at time?, decided_name text?, ended_day date?, end_reason text?
-- scope: public - published by the principal for everybody
SELECT g.id, g.number, g.state, g.words, g.serves, g.from_day, g.until_day, g.decided_at, p.full_name AS decided_name, g.ended_day, g.end_reason
  FROM goal g LEFT JOIN person p ON p.id = g.decided_by
 WHERE g.school_id = :of_school AND g.state IN ('published', 'ended') LIMIT 400;

-- Their indicators.
-- name:  indicators_shown :many
-- in:    of_school school_id
-- out:   goal_id goal_id, slot int, words text, unit text, source indicator_source, begins int, aim int
-- scope: public - published by the principal for everybody
SELECT i.goal_id, i.slot, i.words, i.unit, i.source, i.begins, i.aim
  FROM goal g JOIN indicator i ON i.school_id = g.school_id AND i.goal_id = g.id
 WHERE g.school_id = :of_school AND g.state IN ('published', 'ended') AND i.words <> ''
 ORDER BY i.goal_id, i.slot LIMIT 1200;

-- Their values, those of the newest goals first, of each indicator the latest first; pages show the newest few of each. 4,000 are ten years of four goals a year
-- measured each week: where there are more, the oldest goals go without.
-- name:  measures_shown :many
-- in:    of_school school_id
-- out:   goal_id goal_id, slot int, on_day date, value int
-- scope: public - values of published goals
SELECT v.goal_id, v.slot, v.on_day, v.value
  FROM goal g JOIN indicator_value v ON v.school_id = g.school_id AND v.goal_id = g.id
 WHERE g.school_id = :of_school AND g.state IN ('published', 'ended')
 ORDER BY v.goal_id DESC, v.slot DESC, v.on_day DESC, v.id DESC LIMIT 4000;

-- Their evidence, in the order in which goals are shown: where there is too much, that of the last is left out.
-- name:  evidence_shown :many
-- in:    of_school school_id
-- out:   id evidence_id, goal_id goal_id, words text, link text?, at time
-- scope: public - published by the principal for everybody
SELECT e.id, e.goal_id, e.words, e.link, e.at
  FROM goal g JOIN evidence e ON e.school_id = g.school_id AND e.goal_id = g.id
 WHERE g.school_id = :of_school AND g.state IN ('published', 'ended') AND e.state = 'published'
 ORDER BY CASE WHEN g.state = 'published' THEN g.number ELSE 1000000 - g.number END, e.id LIMIT 300;

-- ---- writing

-- All goals of the school for its office, newest first, and how much of their evidence waits.
-- name:  goals_written :many
-- out:   id goal_id, number int, state goal_state, words text, from_day date, until_day date, waits int
-- scope: school
SELECT g.id, g.number, g.state, g.words, g.from_day, g.until_day,
       (SELECT count(*) FROM evidence e WHERE e.school_id = :school AND e.goal_id = g.id AND e.state = 'pending') AS waits
  FROM goal g WHERE g.school_id = :school AND g.state <> 'dropped' ORDER BY g.number DESC LIMIT 200;

-- One of them.
-- name:  goal_one :one
-- in:    id goal_id
-- out:   id goal_id, number int, state goal_state, words text, serves text?, from_day date, until_day date, written_by person_id, reason text?, decided_at time?, decided_name text?, ended_day date?, end_reason text?, rev int
-- scope: school
SELECT g.id, g.number, g.state, g.words, g.serves, g.from_day, g.until_day, g.written_by, g.reason, g.decided_at, p.full_name AS decided_name, g.ended_day, g.end_reason, g.rev
  FROM goal g LEFT JOIN person p ON p.id = g.decided_by WHERE g.school_id = :school AND g.id = :id AND g.state <> 'dropped';

-- Its indicators.
-- name:  indicators_of :many
-- in:    goal_id goal_id
-- out:   slot int, words text, unit text, source indicator_source, begins int, aim int
-- scope: school
SELECT i.slot, i.words, i.unit, i.source, i.begins, i.aim FROM indicator i
 WHERE i.school_id = :school AND i.goal_id = :goal_id AND i.words <> '' ORDER BY i.slot LIMIT 3;

-- Their values with who typed them, by indicator, the newest first.
-- name:  measures_of :many
-- in:    goal_id goal_id
-- out:   slot int, on_day date, value int, note text?, by_name text?
-- scope: school
SELECT v.slot, v.on_day, v.value, v.note, p.full_name AS by_name
  FROM indicator_value v LEFT JOIN person p ON p.id = v.by_person
 WHERE v.school_id = :school AND v.goal_id = :goal_id ORDER BY v.slot, v.on_day DESC, v.id DESC LIMIT 600;

-- Its evidence, what waits too.
-- name:  evidence_of :many
-- in:    goal_id goal_id
-- out:   id evidence_id, words text, link text?, state evidence_state, at time, by_name text?, rev int
-- scope: school
SELECT e.id, e.words, e.link, e.state, e.at, p.full_name AS by_name, e.rev
  FROM evidence e LEFT JOIN person p ON p.id = e.by_person
 WHERE e.school_id = :school AND e.goal_id = :goal_id AND e.state <> 'ended' ORDER BY e.id LIMIT 100;

-- One piece of it.
-- name:  evidence_one :one
-- in:    id evidence_id
-- out:   goal_id goal_id, words text, state evidence_state, by_person person_id, rev int
-- scope: school
SELECT e.goal_id, e.words, e.state, e.by_person, e.rev FROM evidence e WHERE e.school_id = :school AND e.id = :id;

-- The highest number given so far.
-- name:  goal_last_number :one
-- out:   n int
-- scope: school
SELECT coalesce(max(g.number), 0) AS n FROM goal g WHERE g.school_id = :school;

-- What waits for the principal: goals, and evidence of them.
-- name:  goals_waiting :one
-- out:   n int
-- scope: school
SELECT (SELECT count(*) FROM goal g WHERE g.school_id = :school AND g.state = 'pending')
     + (SELECT count(*) FROM evidence e WHERE e.school_id = :school AND e.state = 'pending') AS n;

-- A new draft.
-- name:  goal_insert :run
-- in:    id goal_id, number int, words text, serves text?, from_day date, until_day date, written_by person_id
-- scope: school
INSERT INTO goal (school_id, id, number, state, words, serves, from_day, until_day, written_by, written_at, decided_by, decided_at, reason, ended_day, end_reason, rev)
VALUES (:school, :id, :number, 'draft', :words, :serves, :from_day, :until_day, :written_by, :now, NULL, NULL, NULL, NULL, NULL, 1);

-- Other words; nothing changes when it is published or rev is no longer the one that was read.
-- name:  goal_write :run
-- in:    id goal_id, rev int, words text, serves text?, from_day date, until_day date, written_by person_id
-- scope: school
UPDATE goal SET words = :words, serves = :serves, from_day = :from_day, until_day = :until_day, written_by = :written_by, written_at = :now, state = 'draft', rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND state IN ('draft', 'pending', 'returned');

-- One of its indicators, written with it.
-- name:  indicator_put :run
-- in:    goal_id goal_id, slot int, words text, unit text, source indicator_source, begins int, aim int
-- scope: school
INSERT INTO indicator (school_id, goal_id, slot, words, unit, source, begins, aim) VALUES (:school, :goal_id, :slot, :words, :unit, :source, :begins, :aim)
ON CONFLICT (school_id, goal_id, slot) DO UPDATE SET words = excluded.words, unit = excluded.unit, source = excluded.source, begins = excluded.begins, aim = excluded.aim;

-- It goes to the principal.
-- name:  goal_send :run
-- in:    id goal_id, rev int
-- scope: school
UPDATE goal SET state = 'pending', reason = NULL, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev AND state = 'draft';

-- The word: published, or returned with a reason.
-- name:  goal_decide :run
-- in:    id goal_id, rev int, state goal_state, decided_by person_id, reason text?
-- scope: school
UPDATE goal SET state = :state, decided_by = :decided_by, decided_at = :now, reason = :reason, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND state = 'pending';

-- A published one ends; one that was never published is dropped.
-- name:  goal_close :run
-- in:    id goal_id, rev int, was goal_state, state goal_state, on_day date, reason text?
-- scope: school
UPDATE goal SET state = :state, ended_day = :on_day, end_reason = :reason, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev AND state = :was;

-- A value.
-- name:  measure_add :run
-- in:    id indicator_value_id, goal_id goal_id, slot int, on_day date, value int, by_person person_id?, note text?
-- scope: school
INSERT INTO indicator_value (school_id, id, goal_id, slot, on_day, value, by_person, at, note) VALUES (:school, :id, :goal_id, :slot, :on_day, :value, :by_person, :now, :note);

-- A piece of evidence.
-- name:  evidence_add :run
-- in:    id evidence_id, goal_id goal_id, words text, link text?, by_person person_id
-- scope: school
INSERT INTO evidence (school_id, id, goal_id, words, link, state, by_person, at, decided_by, decided_at, rev)
VALUES (:school, :id, :goal_id, :words, :link, 'pending', :by_person, :now, NULL, NULL, 1);

-- It is shown, or taken down.
-- name:  evidence_decide :run
-- in:    id evidence_id, rev int, was evidence_state, state evidence_state, by person_id
-- scope: school
UPDATE evidence SET state = :state, decided_by = :by, decided_at = :now, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND state = :was;

-- What still waits of a goal that is over waits no more.
-- name:  evidence_close :run
-- in:    goal_id goal_id, by person_id
-- scope: school
UPDATE evidence SET state = 'ended', decided_by = :by, decided_at = :now, rev = rev + 1 WHERE school_id = :school AND goal_id = :goal_id AND state = 'pending';

-- ---- counting

-- Indicators of running goals that are counted, and when they were last.
-- name:  indicators_counted :many
-- out:   goal_id goal_id, slot int, source indicator_source, last_day date?
-- scope: school
SELECT i.goal_id, i.slot, i.source,
       (SELECT v.on_day FROM indicator_value v WHERE v.school_id = i.school_id AND v.goal_id = i.goal_id AND v.slot = i.slot ORDER BY v.on_day DESC, v.id DESC LIMIT 1) AS last_day
  FROM goal g JOIN indicator i ON i.school_id = g.school_id AND i.goal_id = g.id
 WHERE g.school_id = :school AND g.state = 'published' AND i.source <> 'typed' AND i.words <> '' ORDER BY i.goal_id, i.slot LIMIT 300;

-- Classes of today's year, and those of them that somebody leads.
-- name:  source_classes :one
-- in:    today date
-- out:   classes int, led int
-- scope: school
SELECT count(*) AS classes,
       coalesce(sum(CASE WHEN EXISTS (SELECT 1 FROM teaching t WHERE t.school_id = c.school_id AND t.class_id = c.id AND t.duty = 'homeroom' AND t.from_day <= :today
                                                    AND (t.to_day IS NULL OR t.to_day > :today)) THEN 1 ELSE 0 END), 0) AS led
  FROM school_year y JOIN class c ON c.school_id = y.school_id AND c.year_id = y.id
 WHERE y.school_id = :school AND y.starts <= :today AND y.ends > :today AND c.closed_day IS NULL;

-- For khue verify: how many goals, and how far they count; what was published without a word; values that were typed where they are counted or the other way
-- round, or are of a day before their goal.
-- name:  goals_counted :one
-- out:   n int, last int, wordless int, misplaced int
-- scope: school
SELECT (SELECT count(*) FROM goal g WHERE g.school_id = :school) AS n,
       (SELECT coalesce(max(g.number), 0) FROM goal g WHERE g.school_id = :school) AS last,
       (SELECT count(*) FROM goal g WHERE g.school_id = :school AND g.state IN ('published', 'ended') AND (g.decided_by IS NULL OR g.decided_at IS NULL))
     + (SELECT count(*) FROM evidence e JOIN goal g ON g.school_id = :school AND g.id = e.goal_id
         WHERE e.school_id = :school AND e.state = 'published' AND (e.decided_by IS NULL OR g.state NOT IN ('published', 'ended'))) AS wordless,
       (SELECT count(*) FROM indicator_value v JOIN indicator i ON i.school_id = :school AND i.goal_id = v.goal_id AND i.slot = v.slot
                                               JOIN goal g ON g.school_id = :school AND g.id = v.goal_id
         WHERE v.school_id = :school AND ((i.source = 'typed') <> (v.by_person IS NOT NULL) OR (v.by_person IS NOT NULL AND v.on_day < g.from_day))) AS misplaced;

-- The organisations that work with the school today.
-- name:  source_partners :one
-- in:    today date
-- out:   n int
-- scope: school
SELECT count(*) AS n FROM partner d WHERE d.school_id = :school AND d.from_day <= :today AND (d.to_day IS NULL OR d.to_day > :today);

-- What was done since a day, by the school's sums: how many deeds, how many news, and how many began at all.
-- name:  source_deeds :one
-- in:    since date
-- out:   deeds int, news int, began int
-- scope: school
SELECT coalesce(sum(CASE WHEN r.on_day >= :since THEN r.n ELSE 0 END), 0) AS deeds,
       coalesce(sum(CASE WHEN r.on_day >= :since AND r.object_kind = 'news' AND r.verb = 'published' THEN r.n ELSE 0 END), 0) AS news,
       coalesce(sum(CASE WHEN r.verb = 'began' THEN r.n ELSE 0 END), 0) AS began
  FROM record_daily r WHERE r.school_id = :school;

-- Schools that have something to count, in order.
-- name:  schools_counted :many
-- in:    after school_id, limit int
-- out:   school_id school_id
-- scope: system - the job counts for each school in that school's own scope
SELECT g.school_id FROM goal g WHERE g.school_id > :after AND g.state = 'published' GROUP BY g.school_id ORDER BY g.school_id LIMIT :limit;
