-- ---- writing

-- One piece for the office, in whatever state.
-- name:  news_one :one
-- in:    id news_id
-- out:   id news_id, state news_state, audience news_audience, title text, body text, written_at time, published_at time?, withdrawn_at time?, reason text?, told int, rev int
-- scope: school
SELECT n.id, n.state, n.audience, n.title, n.body, n.written_at, n.published_at, n.withdrawn_at, n.reason, n.told, n.rev
  FROM news n WHERE n.school_id = :school AND n.id = :id;

-- All pieces of a school for its office, newest first, one page; :before is the last id seen.
-- name:  news_written :many
-- in:    before news_id, limit int
-- out:   id news_id, state news_state, audience news_audience, title text, written_at time, published_at time?, told int
-- scope: school
SELECT n.id, n.state, n.audience, n.title, n.written_at, n.published_at, n.told
  FROM news n WHERE n.school_id = :school AND n.id < :before ORDER BY n.id DESC LIMIT :limit;

-- A new draft.
-- name:  news_insert :run
-- in:    id news_id, audience news_audience, title text, body text, by person_id
-- scope: school
INSERT INTO news (school_id, id, state, audience, title, body, written_by, written_at, published_by, published_at, withdrawn_at, reason, told, rev)
VALUES (:school, :id, 'draft', :audience, :title, :body, :by, :now, NULL, NULL, NULL, NULL, 0, 1);

-- Other words; nothing changes when rev is no longer the one that was read.
-- name:  news_rewrite :run
-- in:    id news_id, audience news_audience, title text, body text, rev int
-- scope: school
UPDATE news SET changed_at = CASE WHEN state = 'published' AND (audience = 'everybody' OR :audience = 'everybody') THEN :now ELSE changed_at END,
       audience = :audience, title = :title, body = :body, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev;

-- From now on it is read.
-- name:  news_out :run
-- in:    id news_id, by person_id, rev int
-- scope: school
UPDATE news SET state = 'published', published_by = :by, published_at = :now, withdrawn_at = NULL, reason = NULL, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND state <> 'published';

-- It is taken back.
-- name:  news_back :run
-- in:    id news_id, reason text, rev int
-- scope: school
UPDATE news SET state = 'withdrawn', changed_at = CASE WHEN audience = 'everybody' THEN :now ELSE changed_at END, withdrawn_at = :now, reason = :reason, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND state = 'published';

-- So many more were told.
-- name:  news_told :run
-- in:    id news_id, people int
-- scope: school
UPDATE news SET told = told + :people WHERE school_id = :school AND id = :id;      -- law 13: a figure of the job, nothing that a form shows

-- ---- reading: nothing of a school that has switched news off (rooms/settings), where the path says no school

-- Published news that everybody may read, newest first, one page.
-- name:  news_open :many
-- in:    school_id school_id, before time, before_id news_id, limit int
-- out:   id news_id, title text, body text, published_at time, changed_at time?
-- scope: public - published for everybody
SELECT n.id, n.title, n.body, coalesce(n.published_at, 0) AS published_at, n.changed_at FROM news n
 WHERE n.school_id = :school_id AND n.state = 'published' AND n.audience = 'everybody'
   AND n.published_at <= :before AND (n.published_at < :before OR n.id < :before_id)
 ORDER BY n.published_at DESC, n.id DESC LIMIT :limit;

-- When what everybody reads of a school's news changed last after it was published.
-- name:  news_changed_last :one
-- in:    school_id school_id
-- out:   at time
-- scope: public - a moment, of what everybody reads or read
SELECT coalesce((SELECT max(n.changed_at) FROM news n WHERE n.school_id = :school_id AND n.changed_at IS NOT NULL), 0) AS at FROM school s WHERE s.id = :school_id;

-- The newest of them in some schools since a moment.
-- name:  news_open_since :many
-- in:    schools school_id*, since time, limit int
-- out:   id news_id, title text, published_at time, school_code text, school_name text
-- scope: public - published for everybody
SELECT n.id, n.title, coalesce(n.published_at, 0) AS published_at, s.code AS school_code, s.name AS school_name FROM news n JOIN school s ON s.id = n.school_id
 WHERE n.school_id IN (:schools*) AND n.state = 'published' AND n.audience = 'everybody' AND NOT EXISTS (SELECT 1 FROM setting w WHERE w.school_id = n.school_id AND w.year_id = 0 AND w.key = 'news.open' AND w.text = '0')
   AND n.published_at > :since AND n.published_at <= :now
 ORDER BY n.published_at DESC, n.id DESC LIMIT :limit;

-- One of them.
-- name:  news_open_one :maybe
-- in:    school_id school_id, id news_id
-- out:   id news_id, title text, body text, published_at time, school_name text
-- scope: public - published for everybody
SELECT n.id, n.title, n.body, coalesce(n.published_at, 0) AS published_at, s.name AS school_name FROM news n JOIN school s ON s.id = n.school_id
 WHERE n.school_id = :school_id AND n.id = :id AND n.state = 'published' AND n.audience = 'everybody';

-- Published news of the schools of my family, newest first, one page.
-- name:  news_of_mine :many
-- in:    before time, before_id news_id, today date, limit int
-- out:   id news_id, title text, body text, published_at time, school_code text, school_name text
-- scope: persons
SELECT n.id, n.title, n.body, coalesce(n.published_at, 0) AS published_at, s.code AS school_code, s.name AS school_name FROM news n JOIN school s ON s.id = n.school_id
 WHERE n.school_id IN (SELECT m.school_id FROM member m WHERE m.person_id IN (:persons) AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today))
   AND NOT EXISTS (SELECT 1 FROM setting w WHERE w.school_id = n.school_id AND w.year_id = 0 AND w.key = 'news.open' AND w.text = '0')
   AND n.state = 'published' AND n.published_at <= :before AND (n.published_at < :before OR n.id < :before_id)
 ORDER BY n.published_at DESC, n.id DESC LIMIT :limit;

-- One of them, and whether I said that I have read it.
-- name:  news_of_mine_one :maybe
-- in:    id news_id, me person_id, today date
-- out:   id news_id, school_id school_id, title text, body text, published_at time, school_code text, school_name text, was_read int
-- scope: persons
SELECT n.id, n.school_id, n.title, n.body, coalesce(n.published_at, 0) AS published_at, s.code AS school_code, s.name AS school_name,
       (SELECT count(*) FROM news_read r WHERE r.school_id = n.school_id AND r.news_id = n.id AND r.person_id = :me AND r.person_id IN (:persons)) AS was_read
  FROM news n JOIN school s ON s.id = n.school_id
 WHERE n.school_id IN (SELECT m.school_id FROM member m WHERE m.person_id IN (:persons) AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today))
   AND NOT EXISTS (SELECT 1 FROM setting w WHERE w.school_id = n.school_id AND w.year_id = 0 AND w.key = 'news.open' AND w.text = '0')
   AND n.id = :id AND n.state = 'published';

-- Somebody says so, once.
-- name:  news_read_add :run
-- in:    id news_id, me person_id, today date
-- scope: persons
INSERT INTO news_read (school_id, news_id, person_id, read_at)
SELECT n.school_id, n.id, :me, :now FROM news n
 WHERE n.school_id IN (SELECT m.school_id FROM member m WHERE m.person_id IN (:persons) AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today))
   AND NOT EXISTS (SELECT 1 FROM setting w WHERE w.school_id = n.school_id AND w.year_id = 0 AND w.key = 'news.open' AND w.text = '0')
   AND n.id = :id AND n.state = 'published'
   AND NOT EXISTS (SELECT 1 FROM news_read r WHERE r.school_id = n.school_id AND r.news_id = n.id AND r.person_id = :me AND r.person_id IN (:persons));

-- How many have said so.
-- name:  news_readers :one
-- in:    id news_id
-- out:   n int
-- scope: school
SELECT count(*) AS n FROM news_read r WHERE r.school_id = :school AND r.news_id = :id;

-- Everybody of the school who can sign in today: members, and the guardians of its pupils, in the order of their ids.
-- name:  people_to_tell :many
-- in:    after person_id, today date, limit int
-- out:   person_id person_id
-- scope: school
-- bars:  nobody - a child must hear the news whoever tells them; nobody reads these rows
SELECT x.person_id FROM (
  SELECT m.person_id FROM member m JOIN account a ON a.person_id = m.person_id AND a.closed_at IS NULL
   WHERE m.school_id = :school AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
   UNION
  SELECT a.person_id FROM member m JOIN guardian_link g ON g.child_id = m.person_id AND g.to_day IS NULL AND g.limited IS NULL
    JOIN account a ON a.person_id = g.guardian_id AND a.closed_at IS NULL
   WHERE m.school_id = :school AND m.role = 'pupil' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)) x
 WHERE x.person_id > :after ORDER BY x.person_id LIMIT :limit;

-- ---- found by a search

-- Published for everybody, by id.
-- name:  news_found :many
-- in:    ids news_id*
-- out:   id news_id, title text, published_at time, school_code text, school_name text
-- scope: public - published for everybody
SELECT n.id, n.title, coalesce(n.published_at, 0) AS published_at, s.code AS school_code, s.name AS school_name FROM news n JOIN school s ON s.id = n.school_id
 WHERE n.id IN (:ids*) AND n.state = 'published' AND n.audience = 'everybody'
   AND NOT EXISTS (SELECT 1 FROM setting w WHERE w.school_id = n.school_id AND w.year_id = 0 AND w.key = 'news.open' AND w.text = '0');

-- Published inside the school, by id.
-- name:  news_found_inside :many
-- in:    ids news_id*
-- out:   id news_id, title text, published_at time
-- scope: school
SELECT n.id, n.title, coalesce(n.published_at, 0) AS published_at FROM news n
 WHERE n.school_id = :school AND n.id IN (:ids*) AND n.state = 'published' AND n.audience = 'inside'
   AND NOT EXISTS (SELECT 1 FROM setting w WHERE w.school_id = n.school_id AND w.year_id = 0 AND w.key = 'news.open' AND w.text = '0');

-- Everything that everybody may find, in the order of ids.
-- name:  news_walked :many
-- in:    after news_id, limit int
-- out:   id news_id, title text, body text
-- scope: public - published for everybody
SELECT n.id, n.title, n.body FROM news n WHERE n.id > :after AND n.state = 'published' AND n.audience = 'everybody' ORDER BY n.id LIMIT :limit;

-- Everything that is found inside, in the order of ids.
-- name:  news_walked_inside :many
-- in:    after news_id, limit int
-- out:   id news_id, title text, body text
-- scope: school
SELECT n.id, n.title, n.body FROM news n WHERE n.school_id = :school AND n.id > :after AND n.state = 'published' AND n.audience = 'inside' ORDER BY n.id LIMIT :limit;
