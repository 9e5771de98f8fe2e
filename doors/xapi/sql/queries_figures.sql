-- Figures of a school's record, from sums alone (doors/xapi/figures.c). Days are [from_day, to_day).

-- Deeds by verb.
-- name:  deeds_sum_verb :many
-- in:    from_day date, to_day date
-- out:   verb deed_verb, n int
-- scope: school
SELECT d.verb, sum(d.n) AS n FROM record_daily d WHERE d.school_id = :school AND d.on_day >= :from_day AND d.on_day < :to_day GROUP BY d.verb;

-- Deeds by kind of thing.
-- name:  deeds_sum_kind :many
-- in:    from_day date, to_day date
-- out:   object_kind text, n int
-- scope: school
SELECT d.object_kind, sum(d.n) AS n FROM record_daily d WHERE d.school_id = :school AND d.on_day >= :from_day AND d.on_day < :to_day GROUP BY d.object_kind;

-- Deeds by component.
-- name:  deeds_sum_component :many
-- in:    from_day date, to_day date
-- out:   component component, n int
-- scope: school
SELECT d.component, sum(d.n) AS n FROM record_daily d WHERE d.school_id = :school AND d.on_day >= :from_day AND d.on_day < :to_day GROUP BY d.component;

-- Deeds by week.
-- name:  deeds_sum_week :many
-- in:    from_day date, to_day date
-- out:   monday date, n int
-- scope: school
SELECT d.on_day - (d.on_day + 3) % 7 AS monday, sum(d.n) AS n FROM record_daily d WHERE d.school_id = :school AND d.on_day >= :from_day AND d.on_day < :to_day GROUP BY 1;

-- Deeds by class, in whole weeks: of those who were in one on the Monday, or joined it in that week.
-- name:  deeds_sum_class :many
-- in:    from_day date, to_day date
-- out:   class_id class_id, n int
-- scope: school
-- bars:  nobody - sums of classes, no row of a person
SELECT e.class_id, sum(p.n) AS n FROM record_weekly_person p
  JOIN enrolment e ON e.school_id = :school AND e.person_id = p.person_id AND e.id = (
       SELECT x.id FROM enrolment x WHERE x.school_id = :school AND x.person_id = p.person_id AND x.from_day < p.monday + 7 AND (x.to_day IS NULL OR x.to_day > p.monday)
        ORDER BY x.from_day, x.id LIMIT 1)
 WHERE p.school_id = :school AND p.monday >= :from_day AND p.monday < :to_day GROUP BY e.class_id;

-- All deeds.
-- name:  deeds_sum :one
-- in:    from_day date, to_day date
-- out:   n int
-- scope: school
SELECT coalesce(sum(d.n), 0) AS n FROM record_daily d WHERE d.school_id = :school AND d.on_day >= :from_day AND d.on_day < :to_day;

-- Told from outside, by verb; empty: all others.
-- name:  told_sum_verb :many
-- in:    from_day date, to_day date, key_id ref?
-- out:   iri text?, name text?, n int
-- scope: school
SELECT k.iri, k.name, sum(d.n) AS n FROM outside_daily d LEFT JOIN outside_counted k ON k.school_id = :school AND k.term = d.verb
 WHERE d.school_id = :school AND d.on_day >= :from_day AND d.on_day < :to_day AND (:key_id IS NULL OR d.key_id = :key_id) GROUP BY k.iri, k.name HAVING sum(d.n) > 0;

-- Told from outside, by activity; empty: all others.
-- name:  told_sum_thing :many
-- in:    from_day date, to_day date, key_id ref?
-- out:   iri text?, name text?, n int
-- scope: school
SELECT k.iri, k.name, x.n FROM (SELECT d.thing, sum(d.n) AS n FROM outside_daily d
         WHERE d.school_id = :school AND d.on_day >= :from_day AND d.on_day < :to_day AND (:key_id IS NULL OR d.key_id = :key_id) GROUP BY d.thing HAVING sum(d.n) > 0) x
  LEFT JOIN outside_counted k ON k.school_id = :school AND k.term = x.thing;

-- Of the newest statements those whose activity is counted among all others; not about somebody whose data the school may not use now.
-- name:  told_others :many
-- in:    key_id ref?, none bytes, before_id statement_id, limit int
-- out:   id statement_id, document text
-- scope: school
SELECT s.id, s.document FROM outside_statement s
 WHERE s.school_id = :school AND s.id < :before_id AND s.id >= coalesce((SELECT min(x.id) FROM (SELECT o.id FROM outside_statement o WHERE o.school_id = :school ORDER BY o.id DESC LIMIT 5000) x), 0)
   AND s.counted = 1 AND s.document <> '' AND s.thing_term = :none AND (:key_id IS NULL OR s.key_id = :key_id)
   AND NOT EXISTS (SELECT 1 FROM outside_person p WHERE p.school_id = :school AND p.statement_id = s.id
                      AND (EXISTS (SELECT 1 FROM restriction x WHERE x.subject_id = p.person_id AND x.school_id = :school AND x.ended_at IS NULL)
                        OR EXISTS (SELECT 1 FROM outside_erasing e WHERE e.school_id = :school AND e.person_id = p.person_id)))
 ORDER BY s.id DESC LIMIT :limit;

-- Told from outside, by component.
-- name:  told_sum_component :many
-- in:    from_day date, to_day date, key_id ref?
-- out:   component component, n int
-- scope: school
SELECT d.component, sum(d.n) AS n FROM outside_daily d
 WHERE d.school_id = :school AND d.on_day >= :from_day AND d.on_day < :to_day AND (:key_id IS NULL OR d.key_id = :key_id) GROUP BY d.component HAVING sum(d.n) > 0;

-- Told from outside, by week.
-- name:  told_sum_week :many
-- in:    from_day date, to_day date, key_id ref?
-- out:   monday date, n int
-- scope: school
SELECT d.on_day - (d.on_day + 3) % 7 AS monday, sum(d.n) AS n FROM outside_daily d
 WHERE d.school_id = :school AND d.on_day >= :from_day AND d.on_day < :to_day AND (:key_id IS NULL OR d.key_id = :key_id) GROUP BY 1 HAVING sum(d.n) > 0;

-- Told from outside, by key; without a name: taken in from a file or another store.
-- name:  told_sum_key :many
-- in:    from_day date, to_day date, key_id ref?
-- out:   key_id ref, name text?, n int
-- scope: school
SELECT d.key_id, k.name, sum(d.n) AS n FROM outside_daily d LEFT JOIN xapi_key k ON k.school_id = :school AND k.id = d.key_id
 WHERE d.school_id = :school AND d.on_day >= :from_day AND d.on_day < :to_day AND (:key_id IS NULL OR d.key_id = :key_id) GROUP BY d.key_id, k.name HAVING sum(d.n) > 0;

-- Told from outside, by class, in whole weeks.
-- name:  told_sum_class :many
-- in:    from_day date, to_day date, key_id ref?
-- out:   class_ref ref, n int
-- scope: school
SELECT w.class_ref, sum(w.n) AS n FROM outside_weekly_class w
 WHERE w.school_id = :school AND w.monday >= :from_day AND w.monday < :to_day AND (:key_id IS NULL OR w.key_id = :key_id) GROUP BY w.class_ref HAVING sum(w.n) > 0;

-- Names of all classes, those of former years too.
-- name:  classes_named :many
-- out:   id class_id, name text, year text
-- scope: school
SELECT k.id, k.name, y.name AS year FROM class k JOIN school_year y ON y.school_id = :school AND y.id = k.year_id WHERE k.school_id = :school ORDER BY k.id DESC LIMIT 2000;

-- ---- kept ways of looking

-- Them.
-- name:  views_here :many
-- out:   id xapi_view_id, name text, asked text, made_by_name text?, rev int
-- scope: school
SELECT v.id, v.name, v.asked, p.full_name AS made_by_name, v.rev FROM xapi_view v LEFT JOIN person p ON p.id = v.made_by
 WHERE v.school_id = :school AND v.ended_at IS NULL ORDER BY v.name, v.id LIMIT 40;

-- How many there are.
-- name:  views_open :one
-- in:    name text, except xapi_view_id
-- out:   n int, same int
-- scope: school
SELECT count(*) AS n, coalesce(sum(CASE WHEN v.name = :name AND v.id <> :except THEN 1 ELSE 0 END), 0) AS same FROM xapi_view v WHERE v.school_id = :school AND v.ended_at IS NULL;

-- One of them.
-- name:  view_one :maybe
-- in:    id xapi_view_id
-- out:   name text, rev int
-- scope: school
SELECT v.name, v.rev FROM xapi_view v WHERE v.school_id = :school AND v.id = :id AND v.ended_at IS NULL;

-- A new one.
-- name:  view_insert :run
-- in:    id xapi_view_id, name text, asked text, made_by person_id?
-- scope: school
INSERT INTO xapi_view (school_id, id, name, asked, made_by, made_at, rev) VALUES (:school, :id, :name, :asked, :made_by, :now, 1)
ON CONFLICT (school_id, name) WHERE ended_at IS NULL DO NOTHING;

-- Another name.
-- name:  view_rename :run
-- in:    id xapi_view_id, name text, rev int
-- scope: school
UPDATE xapi_view SET name = :name, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev AND ended_at IS NULL;

-- No longer.
-- name:  view_close :run
-- in:    id xapi_view_id
-- scope: school
UPDATE xapi_view SET ended_at = :now, rev = rev + 1 WHERE school_id = :school AND id = :id AND ended_at IS NULL;
