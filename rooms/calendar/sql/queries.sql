-- ---- what a school plans. An event lasts EVENT_DAYS at most, so one that is on in a range began at most so long before it.

-- All that is planned in some days, for the staff.
-- name:  events_here :many
-- in:    from date, to date, since date
-- out:   id calendar_event_id, class_id class_id?, class_name text?, audience event_audience, title text, place text, note text, from_day date, to_day date, from_minute int?, to_minute int?, called_off time?, reason text?
-- scope: school
SELECT e.id, e.class_id, k.name AS class_name, e.audience, e.title, e.place, e.note, e.from_day, e.to_day, e.from_minute, e.to_minute, e.called_off, e.reason
  FROM calendar_event e LEFT JOIN class k ON k.school_id = :school AND k.id = e.class_id
 WHERE e.school_id = :school AND e.taken_back IS NULL AND e.from_day >= :since AND e.from_day < :to AND e.to_day >= :from
 ORDER BY e.from_day, e.id LIMIT 2000;

-- One of them.
-- name:  event_one :maybe
-- in:    id calendar_event_id
-- out:   class_id class_id?, audience event_audience, title text, place text, note text, from_day date, to_day date, from_minute int?, to_minute int?, called_off time?, reason text?, rev int
-- scope: school
SELECT e.class_id, e.audience, e.title, e.place, e.note, e.from_day, e.to_day, e.from_minute, e.to_minute, e.called_off, e.reason, e.rev
  FROM calendar_event e WHERE e.school_id = :school AND e.id = :id AND e.taken_back IS NULL;

-- A new one.
-- name:  event_insert :run
-- in:    id calendar_event_id, class_id class_id?, audience event_audience, title text, place text, note text, from_day date, to_day date, from_minute int?, to_minute int?, by person_id
-- scope: school
INSERT INTO calendar_event (school_id, id, class_id, audience, title, place, note, from_day, to_day, from_minute, to_minute, made_by, made_at, changed_at, called_off, reason, rev)
VALUES (:school, :id, :class_id, :audience, :title, :place, :note, :from_day, :to_day, :from_minute, :to_minute, :by, :now, :now, NULL, NULL, 1);

-- Another time or other words; nothing changes when rev is no longer the one that was read, or it was called off.
-- name:  event_change :run
-- in:    id calendar_event_id, audience event_audience, title text, place text, note text, from_day date, to_day date, from_minute int?, to_minute int?, rev int
-- scope: school
UPDATE calendar_event SET audience = :audience, title = :title, place = :place, note = :note, from_day = :from_day, to_day = :to_day, from_minute = :from_minute,
       to_minute = :to_minute, changed_at = :now, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND called_off IS NULL;

-- It does not take place.
-- name:  event_call_off :run
-- in:    id calendar_event_id, reason text, rev int
-- scope: school
UPDATE calendar_event SET called_off = :now, reason = :reason, changed_at = :now, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev AND called_off IS NULL;

-- What everybody may know of a school's days.
-- name:  events_open :many
-- in:    of_school school_id, from date, to date, since date
-- out:   id calendar_event_id, title text, place text, note text, from_day date, to_day date, from_minute int?, to_minute int?, called_off time?, reason text?, changed_at time
-- scope: public - planned for everybody
SELECT e.id, e.title, e.place, e.note, e.from_day, e.to_day, e.from_minute, e.to_minute, e.called_off, e.reason, e.changed_at
  FROM calendar_event e
 WHERE e.school_id = :of_school AND e.class_id IS NULL AND e.taken_back IS NULL AND e.audience = 'everybody' AND e.from_day >= :since AND e.from_day < :to AND e.to_day >= :from
 ORDER BY e.from_day, e.id LIMIT 2000;

-- ---- what concerns me and mine

-- Of the schools where we are today: what is for us; of classes: those in which one of us learns or teaches.
-- name:  events_of_mine :many
-- in:    from date, to date, since date, today date
-- out:   school_id school_id, id calendar_event_id, school_code text, school_name text, class_name text?, title text, place text, note text, from_day date, to_day date, from_minute int?, to_minute int?, called_off time?, reason text?, changed_at time
-- scope: persons
SELECT e.school_id, e.id, s.code AS school_code, s.name AS school_name, k.name AS class_name, e.title, e.place, e.note, e.from_day, e.to_day, e.from_minute, e.to_minute, e.called_off,
       e.reason, e.changed_at
  FROM calendar_event e JOIN school s ON s.id = e.school_id LEFT JOIN class k ON k.school_id = e.school_id AND k.id = e.class_id
 WHERE e.school_id IN (SELECT m.school_id FROM member m WHERE m.person_id IN (:persons) AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today))
   AND e.taken_back IS NULL AND e.from_day >= :since AND e.from_day < :to AND e.to_day >= :from
   AND (e.class_id IS NULL OR EXISTS (SELECT 1 FROM enrolment n WHERE n.person_id IN (:persons) AND n.school_id = e.school_id AND n.class_id = e.class_id AND n.from_day <= :today AND (n.to_day IS NULL OR n.to_day > :today))
        OR EXISTS (SELECT 1 FROM teaching t WHERE t.person_id IN (:persons) AND t.school_id = e.school_id AND t.class_id = e.class_id AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today)))
   AND (e.audience <> 'staff' OR EXISTS (SELECT 1 FROM member m WHERE m.person_id IN (:persons) AND m.school_id = e.school_id AND m.role <> 'pupil' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)))
 ORDER BY e.from_day, e.id LIMIT 2000;

-- My own.
-- name:  own_between :many
-- in:    me person_id, from date, to date, since date
-- out:   id calendar_own_id, title text, place text, note text, from_day date, to_day date, from_minute int?, to_minute int?, changed_at time, rev int
-- scope: persons
SELECT o.id, o.title, o.place, coalesce(o.note, '') AS note, o.from_day, o.to_day, o.from_minute, o.to_minute, o.changed_at, o.rev FROM calendar_own o
 WHERE o.person_id = :me AND o.person_id IN (:persons) AND o.gone_at IS NULL AND o.from_day >= :since AND o.from_day < :to AND o.to_day >= :from
 ORDER BY o.from_day, o.id LIMIT 2000;

-- How many I have.
-- name:  own_count :one
-- in:    me person_id
-- out:   n int
-- scope: persons
SELECT count(*) AS n FROM calendar_own o WHERE o.person_id = :me AND o.person_id IN (:persons) AND o.gone_at IS NULL;

-- One of them.
-- name:  own_one :maybe
-- in:    me person_id, id calendar_own_id
-- out:   title text, place text, note text, from_day date, to_day date, from_minute int?, to_minute int?, gone_at time?, rev int
-- scope: persons
SELECT o.title, o.place, coalesce(o.note, '') AS note, o.from_day, o.to_day, o.from_minute, o.to_minute, o.gone_at, o.rev FROM calendar_own o
 WHERE o.person_id = :me AND o.person_id IN (:persons) AND o.id = :id;

-- A new one.
-- name:  own_insert :run
-- in:    me person_id, id calendar_own_id, title text, place text, note text, from_day date, to_day date, from_minute int?, to_minute int?
-- scope: system - one's own, the caller passes itself
INSERT INTO calendar_own (person_id, id, title, place, note, from_day, to_day, from_minute, to_minute, changed_at, gone_at, rev)
VALUES (:me, :id, :title, :place, :note, :from_day, :to_day, :from_minute, :to_minute, :now, NULL, 1);

-- Another time or other words.
-- name:  own_change :run
-- in:    me person_id, id calendar_own_id, title text, place text, note text, from_day date, to_day date, from_minute int?, to_minute int?, rev int
-- scope: persons
UPDATE calendar_own SET title = :title, place = :place, note = :note, from_day = :from_day, to_day = :to_day, from_minute = :from_minute, to_minute = :to_minute, changed_at = :now, rev = rev + 1
 WHERE person_id = :me AND person_id IN (:persons) AND id = :id AND rev = :rev AND gone_at IS NULL;

-- No longer planned.
-- name:  own_end :run
-- in:    me person_id, id calendar_own_id, rev int
-- scope: persons
UPDATE calendar_own SET gone_at = :now, changed_at = :now, rev = rev + 1 WHERE person_id = :me AND person_id IN (:persons) AND id = :id AND rev = :rev AND gone_at IS NULL;

-- ---- the address for a program of one's own

-- Have I one?
-- name:  feed_of :maybe
-- in:    me person_id
-- out:   made_at time
-- scope: persons
SELECT f.made_at FROM calendar_feed f WHERE f.person_id = :me AND f.person_id IN (:persons) AND f.ended_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM guardian_order o WHERE o.child_id = f.person_id AND o.at >= f.made_at);

-- A new one; the former one opens nothing any more.
-- name:  feed_put :run
-- in:    me person_id, hash bytes
-- scope: system - one's own, the caller passes itself
INSERT INTO calendar_feed (person_id, secret_hash, made_at, ended_at, rev) VALUES (:me, :hash, :now, NULL, 1)
ON CONFLICT (person_id) DO UPDATE SET secret_hash = excluded.secret_hash, made_at = excluded.made_at, ended_at = NULL, rev = calendar_feed.rev + 1;

-- It opens nothing any more.
-- name:  feed_end :run
-- in:    me person_id
-- scope: persons
UPDATE calendar_feed SET ended_at = :now, rev = rev + 1 WHERE person_id = :me AND person_id IN (:persons) AND ended_at IS NULL;

-- Whose it is. With an order about a child its address of before ends: whom the order keeps away may have it.
-- name:  feed_by_secret :maybe
-- in:    hash bytes
-- out:   person_id person_id
-- scope: system - who has the address is let in by it
SELECT f.person_id FROM calendar_feed f WHERE f.secret_hash = :hash AND f.ended_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM guardian_order o WHERE o.child_id = f.person_id AND o.at >= f.made_at);
