-- Odd numbers of looks and exports.

-- Who looked at how many pupils since a quarter hour, without what goes out as files and slips (exports are counted by themselves).
-- name:  looks_lately :many
-- in:    slot int, least int, limit int
-- out:   of_school school_id, viewer_id person_id, subjects int
-- scope: system - a job over all schools; only who and how many leaves
SELECT l.school_id AS of_school, l.viewer_id, count(DISTINCT l.subject_id) AS subjects FROM look l
 WHERE l.slot >= :slot AND l.viewer_as NOT IN ('export', 'slips') GROUP BY l.school_id, l.viewer_id
HAVING count(DISTINCT l.subject_id) >= :least ORDER BY subjects DESC, l.viewer_id LIMIT :limit;

-- Who sent how many lists out.
-- name:  exports_lately :many
-- in:    since time, limit int
-- out:   of_school school_id, by_person person_id, times int
-- scope: system - a job over all schools; only who and how many leaves
SELECT a.school_id AS of_school, a.by_person, count(*) AS times FROM school s JOIN audit a ON a.school_id = s.id AND a.act IN ('oneroster.out', 'roster.layout', 'roster.list', 'exchange.out') AND a.at >= :since
 WHERE a.by_person > 0 GROUP BY a.school_id, a.by_person ORDER BY times DESC, a.by_person LIMIT :limit;

-- Was it told within the hour?
-- name:  odd_lately :maybe
-- in:    person_id person_id, since time
-- out:   id odd_use_id
-- scope: school
SELECT o.id FROM odd_use o WHERE o.school_id = :school AND o.person_id = :person_id AND o.at > :since ORDER BY o.at DESC LIMIT 1;

-- name:  odd_insert :run
-- in:    id odd_use_id, person_id person_id, looks int, exports int
-- scope: school
INSERT INTO odd_use (school_id, id, person_id, looks, exports, at) VALUES (:school, :id, :person_id, :looks, :exports, :now);

-- The administrators of the system.
-- name:  admins_all :many
-- out:   person_id person_id
-- scope: system - a job tells them
SELECT a.person_id FROM account a WHERE a.admin = 1 AND a.closed_at IS NULL ORDER BY a.person_id LIMIT 20;
