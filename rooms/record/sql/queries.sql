-- What a person is in a school today: a pupil, staff, guardian of a pupil.
-- name:  standing_of :one
-- in:    of_school school_id, person_id person_id, today date
-- out:   pupil int, staff int, family int
-- scope: system - asked by the rule that writes a deed, about the one who did it; answers no more than three counts
SELECT (SELECT count(*) FROM member m WHERE m.person_id = :person_id AND m.school_id = :of_school AND m.role = 'pupil'
           AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)) AS pupil,
       (SELECT count(*) FROM member m WHERE m.person_id = :person_id AND m.school_id = :of_school AND m.role <> 'pupil'
           AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)) AS staff,
       (SELECT count(*) FROM guardian_link g JOIN member m ON m.person_id = g.child_id AND m.school_id = :of_school AND m.role = 'pupil'
         WHERE g.guardian_id = :person_id AND g.from_day <= :today AND (g.to_day IS NULL OR g.to_day > :today) AND g.limited IS NULL
           AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)) AS family;

-- The name of a statement for other systems; CONFLICT when it is taken.
-- name:  statement_key_insert :run
-- in:    of_school school_id, uuid bytes, statement_id statement_id
-- scope: system - a deed is written where it happened, whoever did it: pupils and guardians have no school's scope
INSERT INTO statement_key (school_id, uuid, statement_id) VALUES (:of_school, :uuid, :statement_id);

-- A deed.
-- name:  statement_insert :run
-- in:    of_school school_id, id statement_id, uuid bytes, actor_id person_id, actor_as deed_as, verb deed_verb, object_kind text, object_id ref,
--        object_name text, component component, touches int, at time, room text, written_by person_id?, result_json text?, context_json text?
-- scope: system - as above
INSERT INTO statement (school_id, id, uuid, actor_id, actor_as, verb, object_kind, object_id, object_name, component, touches, at, room, written_by, result, context)
VALUES (:of_school, :id, :uuid, :actor_id, :actor_as, :verb, :object_kind, :object_id, :object_name, :component, :touches, :at, :room,
        :written_by, :result_json, :context_json);

-- Somebody else whom the deed concerns.
-- name:  statement_with_insert :run
-- in:    of_school school_id, statement_id statement_id, person_id person_id, part deed_part, at time
-- scope: system - as above
INSERT INTO statement_with (school_id, statement_id, person_id, part, at) VALUES (:of_school, :statement_id, :person_id, :part, :at)
ON CONFLICT (school_id, statement_id, person_id) DO NOTHING;

-- So many more deeds of a kind on a day.
-- name:  daily_add :run
-- in:    of_school school_id, on_day date, component component, touches int, verb deed_verb, object_kind text, actor_as deed_as, deeds int
-- scope: system - as above
INSERT INTO record_daily (school_id, on_day, component, touches, verb, object_kind, actor_as, n)
VALUES (:of_school, :on_day, :component, :touches, :verb, :object_kind, :actor_as, :deeds)
ON CONFLICT (school_id, on_day, component, touches, verb, object_kind, actor_as) DO UPDATE SET n = record_daily.n + excluded.n;

-- So many more deeds of a person in a week.
-- name:  weekly_person_add :run
-- in:    of_school school_id, monday date, component component, actor_as deed_as, person_id person_id, deeds int
-- scope: system - as above
INSERT INTO record_weekly_person (school_id, monday, component, actor_as, person_id, n)
VALUES (:of_school, :monday, :component, :actor_as, :person_id, :deeds)
ON CONFLICT (school_id, monday, component, actor_as, person_id) DO UPDATE SET n = record_weekly_person.n + excluded.n;

-- How often each component was met in each week of a school, from the figures.
-- name:  weeks_by_component :many
-- in:    from_day date, to_day date
-- out:   monday date, component component, n int
-- scope: school
SELECT d.on_day - (d.on_day + 3) % 7 AS monday, d.component, sum(d.n) AS n
  FROM record_daily d WHERE d.school_id = :school AND d.on_day >= :from_day AND d.on_day < :to_day
 GROUP BY 1, 2 ORDER BY 1 DESC, 2;

-- How many people had a part in each week, by component.
-- name:  people_by_component :many
-- in:    from_day date, to_day date
-- out:   monday date, component component, people int
-- scope: school
SELECT p.monday, p.component, count(DISTINCT p.person_id) AS people
  FROM record_weekly_person p WHERE p.school_id = :school AND p.monday >= :from_day AND p.monday < :to_day
 GROUP BY p.monday, p.component ORDER BY p.monday DESC, p.component;

-- Has this person done this before?
-- name:  done_before :maybe
-- in:    actor_id person_id, verb deed_verb, object_kind text, object_id ref
-- out:   id statement_id
-- scope: system - asked by a rule about the one who acts; answers only that it was so
SELECT s.id FROM statement s
 WHERE s.actor_id = :actor_id AND s.verb = :verb AND s.object_kind = :object_kind AND s.object_id = :object_id LIMIT 1;

-- What one of mine did, newest first; :before and :before_id are those of the last one seen. Of the next :scan only those of the component and kind
-- (NULL: any), and the last of them whether it fits or not, so that the next page knows where to go on.
-- name:  deeds_of_mine :many
-- in:    person_id person_id, before time, before_id statement_id, from_at time, component component?, kind text?, scan int, limit int
-- out:   id statement_id, at time, verb deed_verb, object_kind text, object_name text, component component, school_id school_id, school_name text, written_by person_id?,
--        writer text?, fits bool, place int
-- scope: persons
-- bars:  nobody - the rule leaves them out itself, so that the end of a page is known
SELECT s.id, s.at, s.verb, s.object_kind, s.object_name, s.component, s.school_id, sc.name AS school_name, s.written_by, w.full_name AS writer,
       CASE WHEN (:component IS NULL OR s.component = :component) AND (:kind IS NULL OR s.object_kind = :kind) THEN 1 ELSE 0 END AS fits, y.place
  FROM (SELECT x.school_id, x.id, row_number() OVER (ORDER BY x.at DESC, x.id DESC) AS place
          FROM (SELECT m.school_id, m.id, m.at FROM statement m
                 WHERE m.actor_id = :person_id AND m.actor_id IN (:persons) AND m.at >= :from_at AND m.at <= :before AND (m.at < :before OR m.id < :before_id)
                 ORDER BY m.at DESC, m.id DESC LIMIT :scan) x) y
  JOIN statement s ON s.school_id = y.school_id AND s.id = y.id AND s.actor_id IN (:persons) JOIN school sc ON sc.id = s.school_id LEFT JOIN person w ON w.id = s.written_by
 WHERE y.place = :scan OR ((:component IS NULL OR s.component = :component) AND (:kind IS NULL OR s.object_kind = :kind))
 ORDER BY s.at DESC, s.id DESC LIMIT :limit;

-- What others did with one of mine, or about one of mine, in the same order and in the same way.
-- name:  deeds_with_mine :many
-- in:    person_id person_id, before time, before_id statement_id, from_at time, component component?, kind text?, scan int, limit int
-- out:   id statement_id, at time, verb deed_verb, object_kind text, object_name text, component component, school_id school_id, school_name text, written_by person_id?,
--        writer text?, actor_id person_id?, actor text?, part deed_part, fits bool, place int
-- scope: persons
-- bars:  nobody - the rule leaves them out itself, so that the end of a page is known
SELECT s.id, s.at, s.verb, s.object_kind, s.object_name, s.component, s.school_id, sc.name AS school_name, s.written_by, w.full_name AS writer,
       s.actor_id, a.full_name AS actor, o.part,
       CASE WHEN (:component IS NULL OR s.component = :component) AND (:kind IS NULL OR s.object_kind = :kind) THEN 1 ELSE 0 END AS fits, y.place
  FROM (SELECT x.school_id, x.statement_id, row_number() OVER (ORDER BY x.at DESC, x.statement_id DESC) AS place
          FROM (SELECT m.school_id, m.statement_id, m.at FROM statement_with m
                 WHERE m.person_id = :person_id AND m.person_id IN (:persons) AND m.at >= :from_at AND m.at <= :before AND (m.at < :before OR m.statement_id < :before_id)
                 ORDER BY m.at DESC, m.statement_id DESC LIMIT :scan) x) y
  JOIN statement_with o ON o.school_id = y.school_id AND o.statement_id = y.statement_id AND o.person_id = :person_id AND o.person_id IN (:persons)
  JOIN statement s ON s.school_id = o.school_id AND s.id = o.statement_id JOIN school sc ON sc.id = s.school_id
  LEFT JOIN person w ON w.id = s.written_by LEFT JOIN person a ON a.id = s.actor_id
 WHERE y.place = :scan OR ((:component IS NULL OR s.component = :component) AND (:kind IS NULL OR s.object_kind = :kind))
 ORDER BY o.at DESC, o.statement_id DESC LIMIT :limit;

-- What other systems told of one of mine, in the same order and in the same way; what was voided is left out.
-- name:  told_of_mine :many
-- in:    person_id person_id, before time, before_id statement_id, from_at time, component component?, kind text?, key_id ref?, topic text?, competence text?, scan int, limit int
-- out:   id statement_id, at time?, part deed_part?, component component?, thing text?, topic text?, competence text?, said text?, key_id ref?, school_id school_id, school_name text, fits bool, place int
-- scope: persons
SELECT o.statement_id AS id, o.at, o.part, o.component, o.thing, o.topic, o.competence, o.said, o.key_id, o.school_id, sc.name AS school_name,
       CASE WHEN (:component IS NULL OR o.component = :component) AND (:kind IS NULL OR o.thing = :kind) AND (:key_id IS NULL OR o.key_id = :key_id)
                 AND (:topic IS NULL OR o.topic = :topic)
                 AND (:competence IS NULL OR o.competence = :competence OR (o.competence IS NULL AND o.topic = :competence)) AND o.hidden = 0 THEN 1 ELSE 0 END AS fits, y.place
  FROM (SELECT x.school_id, x.statement_id, row_number() OVER (ORDER BY x.at DESC, x.statement_id DESC) AS place
          FROM (SELECT m.school_id, m.statement_id, m.at FROM outside_person m
                 WHERE m.person_id = :person_id AND m.person_id IN (:persons) AND m.at >= :from_at AND m.at <= :before AND (m.at < :before OR m.statement_id < :before_id)
                   AND (m.known_id IS NULL OR EXISTS (SELECT 1 FROM outside_known k WHERE k.school_id = m.school_id AND k.id = m.known_id AND k.person_id = m.person_id AND k.ended_at IS NULL))
                 ORDER BY m.at DESC, m.statement_id DESC LIMIT :scan) x) y
  JOIN outside_person o ON o.school_id = y.school_id AND o.statement_id = y.statement_id AND o.person_id = :person_id AND o.person_id IN (:persons)
  JOIN school sc ON sc.id = o.school_id
 WHERE y.place = :scan OR ((:component IS NULL OR o.component = :component) AND (:kind IS NULL OR o.thing = :kind) AND (:key_id IS NULL OR o.key_id = :key_id)
                            AND (:topic IS NULL OR o.topic = :topic)
                 AND (:competence IS NULL OR o.competence = :competence OR (o.competence IS NULL AND o.topic = :competence)) AND o.hidden = 0)
 ORDER BY o.at DESC, o.statement_id DESC LIMIT :limit;

-- Which systems told something of one of mine, and where.
-- name:  tellers_of_mine :many
-- in:    person_id person_id
-- out:   key_id ref, name text, school_name text
-- scope: persons
SELECT t.key_id, t.name, s.name AS school_name FROM outside_teller t JOIN school s ON s.id = t.school_id
 WHERE t.person_id = :person_id AND t.person_id IN (:persons) ORDER BY t.school_id DESC, t.key_id DESC LIMIT 60;

-- Which subjects and competences the newest lines of one of mine are about, each pair once.
-- name:  topics_of_mine :many
-- in:    person_id person_id, scan int
-- out:   topic text?, competence text?
-- scope: persons
SELECT DISTINCT x.topic, x.competence
  FROM (SELECT o.topic, o.competence FROM outside_person o
         WHERE o.person_id = :person_id AND o.person_id IN (:persons) AND o.hidden = 0 AND o.at IS NOT NULL
           AND (o.known_id IS NULL OR EXISTS (SELECT 1 FROM outside_known k WHERE k.school_id = o.school_id AND k.id = o.known_id AND k.person_id = o.person_id AND k.ended_at IS NULL))
         ORDER BY o.at DESC, o.statement_id DESC LIMIT :scan) x
 WHERE x.topic IS NOT NULL OR x.competence IS NOT NULL LIMIT 300;

-- How many people had a part in some weeks, by what they are in the school.
-- name:  people_by_standing :many
-- in:    from_day date, to_day date
-- out:   actor_as deed_as, people int
-- scope: school
SELECT p.actor_as, count(DISTINCT p.person_id) AS people
  FROM record_weekly_person p WHERE p.school_id = :school AND p.monday >= :from_day AND p.monday < :to_day
 GROUP BY p.actor_as;

-- How many people had a part in some weeks.
-- name:  people_in_weeks :one
-- in:    from_day date, to_day date
-- out:   people int
-- scope: school
SELECT count(DISTINCT p.person_id) AS people
  FROM record_weekly_person p WHERE p.school_id = :school AND p.monday >= :from_day AND p.monday < :to_day;

-- ---- for khue verify: what is compared lies in one week of one school

-- From when to when a school has deeds or sums.
-- name:  record_span :one
-- out:   first_at time?, last_at time?, first_day date?, last_day date?, first_monday date?, last_monday date?
-- scope: school
SELECT (SELECT min(s.at) FROM statement s WHERE s.school_id = :school) AS first_at,
       (SELECT max(s.at) FROM statement s WHERE s.school_id = :school) AS last_at,
       (SELECT min(d.on_day) FROM record_daily d WHERE d.school_id = :school) AS first_day,
       (SELECT max(d.on_day) FROM record_daily d WHERE d.school_id = :school) AS last_day,
       (SELECT min(p.monday) FROM record_weekly_person p WHERE p.school_id = :school) AS first_monday,
       (SELECT max(p.monday) FROM record_weekly_person p WHERE p.school_id = :school) AS last_monday;

-- How many deeds a school has in a time.
-- name:  deeds_between :one
-- in:    from_at time, to_at time
-- out:   n int
-- scope: school
SELECT count(*) AS n FROM statement s WHERE s.school_id = :school AND s.at >= :from_at AND s.at < :to_at;

-- Sums of days that are not those of the deeds; off is how many deeds too many there are.
-- name:  daily_off :many
-- in:    from_at time, to_at time, from_day date, to_day date
-- out:   on_day date, component component, verb deed_verb, off int
-- scope: school
SELECT x.on_day, x.component, x.verb, sum(x.n) AS off FROM (
         SELECT (s.at + 25200000) / 86400000 AS on_day, s.component, s.touches, s.verb, s.object_kind, s.actor_as, count(*) AS n
           FROM statement s WHERE s.school_id = :school AND s.at >= :from_at AND s.at < :to_at
          GROUP BY 1, 2, 3, 4, 5, 6
         UNION ALL
         SELECT d.on_day, d.component, d.touches, d.verb, d.object_kind, d.actor_as, -d.n
           FROM record_daily d WHERE d.school_id = :school AND d.on_day >= :from_day AND d.on_day < :to_day) x
 GROUP BY x.on_day, x.component, x.touches, x.verb, x.object_kind, x.actor_as HAVING sum(x.n) <> 0 ORDER BY 1, 2, 3 LIMIT 20;

-- The same for the sums of persons in a week.
-- name:  weekly_off :many
-- in:    from_at time, to_at time, monday date
-- out:   person_id person_id, component component, off int
-- scope: school
SELECT x.person_id, x.component, sum(x.n) AS off FROM (
         SELECT s.actor_id AS person_id, s.component, s.actor_as, count(*) AS n
           FROM statement s WHERE s.school_id = :school AND s.at >= :from_at AND s.at < :to_at AND s.actor_id IS NOT NULL
          GROUP BY s.actor_id, s.component, s.actor_as
         UNION ALL
         SELECT p.person_id, p.component, p.actor_as, -p.n FROM record_weekly_person p WHERE p.school_id = :school AND p.monday = :monday) x
 GROUP BY x.person_id, x.component, x.actor_as HAVING sum(x.n) <> 0 ORDER BY 1, 2 LIMIT 20;

-- Deeds that say what cannot be: no name for other systems, done after they were stored, or joined to components without their own.
-- name:  deeds_that_cannot_be :many
-- in:    from_at time, to_at time
-- out:   id statement_id, unnamed bool, early bool
-- scope: school
SELECT s.id, CASE WHEN k.uuid IS NULL THEN 1 ELSE 0 END AS unnamed, CASE WHEN s.at > s.id / 4194304 + 1577836800000 + 60000 THEN 1 ELSE 0 END AS early
  FROM statement s LEFT JOIN statement_key k ON k.school_id = s.school_id AND k.uuid = s.uuid AND k.statement_id = s.id
 WHERE s.school_id = :school AND s.at >= :from_at AND s.at < :to_at
   AND (k.uuid IS NULL OR s.at > s.id / 4194304 + 1577836800000 + 60000
        OR (s.touches / CASE s.component WHEN 'people' THEN 2 WHEN 'knowledge' THEN 4 WHEN 'technology' THEN 8 WHEN 'context' THEN 16 ELSE 32 END) % 2 = 0) LIMIT 20;

-- Deeds of a week that stand in the record of others at another time than their own.
-- name:  others_off :many
-- in:    from_at time, to_at time
-- out:   id statement_id
-- scope: school
SELECT s.id FROM statement s JOIN statement_with o ON o.school_id = s.school_id AND o.statement_id = s.id
 WHERE s.school_id = :school AND s.at >= :from_at AND s.at < :to_at AND o.at <> s.at LIMIT 20;

-- Names of a school, and deeds with statements from outside, counted: each has one.
-- name:  names_and_deeds :one
-- out:   names int, deeds int
-- scope: school
SELECT (SELECT count(*) FROM statement_key k WHERE k.school_id = :school) AS names,
       (SELECT count(*) FROM statement s WHERE s.school_id = :school) + (SELECT count(*) FROM outside_statement o WHERE o.school_id = :school) AS deeds;

-- The newest deed of a school, and how far its server's numbers are reserved. A restore gives the row of a server another number and
-- keeps how far it came, so a number without a row is held to the farthest of all.
-- name:  newest_deed :maybe
-- out:   id statement_id, high int
-- scope: school
SELECT s.id, coalesce((SELECT n.high FROM server_node n WHERE n.node = (s.id / 512) % 8192), (SELECT max(n.high) FROM server_node n), 0) AS high
  FROM statement s WHERE s.school_id = :school ORDER BY s.id DESC LIMIT 1;

-- Kinds of things that a school's sums speak of.
-- name:  kinds_met :many
-- out:   object_kind text, component component
-- scope: school
SELECT DISTINCT d.object_kind, d.component FROM record_daily d WHERE d.school_id = :school;
