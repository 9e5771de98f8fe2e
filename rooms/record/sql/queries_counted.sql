-- Sums of statements from outside (rooms/record/counted.c).

-- Which of these terms are counted by themselves; terms: 16 bytes each, one behind the other. A count of one or none: for EXISTS PostgreSQL reads all of the
-- school's terms into a table of its own first. full_…: that key found no room for another of these before, and no night has passed since.
-- name:  counted_among :many
-- in:    terms bytes, key_id ref
-- out:   known bool, full_verbs bool, full_things bool, place int
-- scope: school
WITH RECURSIVE among (place) AS (SELECT 0 UNION ALL SELECT among.place + 1 FROM among WHERE (among.place + 2) * 16 <= length(:terms))
SELECT (SELECT count(*) FROM outside_counted k WHERE k.school_id = :school AND k.term = substr(:terms, among.place * 16 + 1, 16) AND k.closed_day IS NULL) AS known,
       (SELECT count(*) FROM outside_full f WHERE f.school_id = :school AND f.key_id = :key_id AND f.activity = 0) AS full_verbs,
       (SELECT count(*) FROM outside_full f WHERE f.school_id = :school AND f.key_id = :key_id AND f.activity = 1) AS full_things,
       among.place
  FROM among ORDER BY among.place;

-- How many are, and how many of them that key told of first.
-- name:  counted_words :one
-- in:    key_id ref
-- out:   verbs int, things int, own_verbs int, own_things int
-- scope: school
SELECT coalesce(sum(CASE WHEN k.activity = 0 THEN 1 ELSE 0 END), 0) AS verbs, coalesce(sum(CASE WHEN k.activity = 1 THEN 1 ELSE 0 END), 0) AS things,
       coalesce(sum(CASE WHEN k.activity = 0 AND k.key_id = :key_id THEN 1 ELSE 0 END), 0) AS own_verbs, coalesce(sum(CASE WHEN k.activity = 1 AND k.key_id = :key_id THEN 1 ELSE 0 END), 0) AS own_things
  FROM outside_counted k WHERE k.school_id = :school AND k.closed_day IS NULL;

-- That key has no room left for another.
-- name:  counted_full :run
-- in:    key_id ref, activity bool, today date
-- scope: school
INSERT INTO outside_full (school_id, key_id, activity, on_day) VALUES (:school, :key_id, :activity, :today) ON CONFLICT (school_id, key_id, activity) DO NOTHING;

-- It is looked again.
-- name:  counted_look_again :run
-- scope: school
DELETE FROM outside_full WHERE school_id = :school;

-- One more, or one again.
-- name:  counted_put :run
-- in:    term bytes, activity bool, iri text, name text, key_id ref
-- scope: school
INSERT INTO outside_counted (school_id, term, activity, iri, name, key_id) VALUES (:school, :term, :activity, :iri, :name, :key_id)
ON CONFLICT (school_id, term) DO UPDATE SET closed_day = NULL, key_id = excluded.key_id WHERE outside_counted.closed_day IS NOT NULL;

-- Open ones of which nothing was told of any day since.
-- name:  words_unused :many
-- in:    activity bool, since date
-- out:   term bytes
-- scope: school
SELECT k.term FROM outside_counted k
 WHERE k.school_id = :school AND k.activity = :activity AND k.closed_day IS NULL
   AND k.term NOT IN (SELECT CASE WHEN :activity = 1 THEN d.thing ELSE d.verb END FROM outside_daily d WHERE d.school_id = :school AND d.on_day >= :since AND d.n > 0)
 ORDER BY k.term LIMIT 200;

-- It is one of the others from now on; what was counted under its name stays so.
-- name:  counted_close :run
-- in:    term bytes, today date
-- scope: school
UPDATE outside_counted SET closed_day = :today WHERE school_id = :school AND term = :term;

-- No longer, where nothing is counted under it any more.
-- name:  counted_forget :run
-- in:    of_school school_id, term bytes
-- scope: system - erasure: the rule of privacy has decided, and another one than who proposed
DELETE FROM outside_counted WHERE school_id = :of_school AND term = :term
   AND NOT EXISTS (SELECT 1 FROM outside_daily d WHERE d.school_id = :of_school AND d.thing = :term AND d.n > 0);

-- So many more on a day.
-- name:  outside_daily_add :run
-- in:    of_school school_id, on_day date, key_id ref, component component, verb bytes, thing bytes, told int
-- scope: system - told in a school's scope, taken back by erasure too
INSERT INTO outside_daily (school_id, on_day, key_id, component, verb, thing, n) VALUES (:of_school, :on_day, :key_id, :component, :verb, :thing, :told)
ON CONFLICT (school_id, on_day, key_id, component, verb, thing) DO UPDATE SET n = outside_daily.n + excluded.n;

-- So many more in a week of a class.
-- name:  outside_class_add :run
-- in:    of_school school_id, monday date, class_ref ref, key_id ref, verb bytes, told int
-- scope: system - as above
INSERT INTO outside_weekly_class (school_id, monday, class_ref, key_id, verb, n) VALUES (:of_school, :monday, :class_ref, :key_id, :verb, :told)
ON CONFLICT (school_id, monday, class_ref, key_id, verb) DO UPDATE SET n = outside_weekly_class.n + excluded.n;

-- So much more came in on a day.
-- name:  outside_stored_add :run
-- in:    on_day date, statements int, bytes int
-- scope: school
INSERT INTO outside_stored (school_id, on_day, n, bytes) VALUES (:school, :on_day, :statements, :bytes)
ON CONFLICT (school_id, on_day) DO UPDATE SET n = outside_stored.n + excluded.n, bytes = outside_stored.bytes + excluded.bytes;

-- As what a statement was counted.
-- name:  outside_count_of :maybe
-- in:    of_school school_id, id statement_id
-- out:   at time, key_id ref, component component?, verb_term bytes?, thing_term bytes?, class_ref ref?
-- scope: system - asked by rules that take a count back: voiding and erasure
SELECT s.at, s.key_id, s.component, s.verb_term, s.thing_term, s.class_ref FROM outside_statement s WHERE s.school_id = :of_school AND s.id = :id AND s.counted = 1;

-- It is counted no more.
-- name:  outside_count_end :run
-- in:    of_school school_id, id statement_id
-- scope: system - as above
UPDATE outside_statement SET counted = 0 WHERE school_id = :of_school AND id = :id AND counted = 1;

-- ---- for khue verify

-- Sums of days that are not those of the statements; off is how many statements too many there are.
-- name:  outside_daily_off :many
-- out:   on_day date, key_id ref, off int
-- scope: school
SELECT x.on_day, x.key_id, sum(x.n) AS off FROM (
         SELECT (s.at + 86400025200000) / 86400000 - 1000000 AS on_day, s.key_id, s.component, s.verb_term AS verb, s.thing_term AS thing, count(*) AS n
           FROM outside_statement s WHERE s.school_id = :school AND s.counted = 1
          GROUP BY 1, 2, 3, 4, 5
         UNION ALL
         SELECT d.on_day, d.key_id, d.component, d.verb, d.thing, -d.n FROM outside_daily d WHERE d.school_id = :school) x
 GROUP BY x.on_day, x.key_id, x.component, x.verb, x.thing HAVING sum(x.n) <> 0 ORDER BY 1, 2 LIMIT 20;

-- The same of weeks of classes.
-- name:  outside_class_off :many
-- out:   monday date, class_ref ref, off int
-- scope: school
SELECT x.monday, x.class_ref, sum(x.n) AS off FROM (
         SELECT y.on_day - (y.on_day + 7000003) % 7 AS monday, y.class_ref, y.key_id, y.verb, y.n FROM (
                  SELECT (s.at + 86400025200000) / 86400000 - 1000000 AS on_day, s.class_ref, s.key_id, s.verb_term AS verb, count(*) AS n
                    FROM outside_statement s WHERE s.school_id = :school AND s.counted = 1 AND s.class_ref IS NOT NULL
                   GROUP BY 1, 2, 3, 4) y
         UNION ALL
         SELECT w.monday, w.class_ref, w.key_id, w.verb, -w.n FROM outside_weekly_class w WHERE w.school_id = :school) x
 GROUP BY x.monday, x.class_ref, x.key_id, x.verb HAVING sum(x.n) <> 0 ORDER BY 1, 2 LIMIT 20;

-- Days on which other numbers came in than the statements say; off as above.
-- name:  outside_stored_off :many
-- out:   on_day date, off int
-- scope: school
SELECT x.on_day, sum(x.n) AS off FROM (
         SELECT (s.id / 4194304 + 1577862000000) / 86400000 AS on_day, count(*) AS n FROM outside_statement s WHERE s.school_id = :school GROUP BY 1
         UNION ALL
         SELECT d.on_day, -d.n FROM outside_stored d WHERE d.school_id = :school) x
 GROUP BY x.on_day HAVING sum(x.n) <> 0 ORDER BY 1 LIMIT 20;

-- Statements that are counted though they were voided, or are not though nobody took them away.
-- name:  outside_count_off :many
-- out:   id statement_id
-- scope: school
SELECT s.id FROM outside_statement s
 WHERE s.school_id = :school AND s.counted = 1 AND s.voided_by IS NOT NULL AND (s.kind IS NULL OR s.kind <> 'gone') ORDER BY s.id LIMIT 20;
