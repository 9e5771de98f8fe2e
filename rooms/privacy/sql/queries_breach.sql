-- What happened to data of this school: what is not over first, the newest first; after: the last one seen, and whether that is over.
-- name:  breaches_here :many
-- in:    after data_breach_id, after_over bool, limit int
-- out:   id data_breach_id, found_at time, words text, what text, people int?, by_name text, authority_at time?, people_at time?, over_at time?, rev int
-- scope: school
SELECT b.id, b.found_at, b.words, b.what, b.people, p.full_name AS by_name, b.authority_at, b.people_at, b.over_at, b.rev
  FROM data_breach b JOIN person p ON p.id = b.made_by
 WHERE b.school_id = :school AND (:after = 0 OR CASE WHEN b.over_at IS NULL THEN 0 ELSE 1 END > :after_over OR (CASE WHEN b.over_at IS NULL THEN 0 ELSE 1 END = :after_over AND b.id < :after))
 ORDER BY CASE WHEN b.over_at IS NULL THEN 0 ELSE 1 END, b.id DESC LIMIT :limit;

-- What was done about them, in order. The limit is never met: BREACHES_SHOWN of them, each of BREACH_MORE_MOST steps and the three that end it.
-- name:  breach_steps :many
-- in:    breaches data_breach_id*
-- out:   breach_id data_breach_id, step breach_step, words text, by_name text, at time
-- scope: school
SELECT s.breach_id, s.step, s.words, p.full_name AS by_name, s.at FROM data_breach_step s JOIN person p ON p.id = s.by_person
 WHERE s.school_id = :school AND s.breach_id IN (:breaches*) ORDER BY s.breach_id, s.id LIMIT 1000;

-- How often more was written about one of them.
-- name:  breach_more_count :one
-- in:    breach_id data_breach_id
-- out:   n int
-- scope: school
SELECT count(*) AS n FROM data_breach_step s WHERE s.school_id = :school AND s.breach_id = :breach_id AND s.step = 'more';

-- One of them.
-- name:  breach_one :maybe
-- in:    id data_breach_id
-- out:   found_at time, authority_at time?, people_at time?, over_at time?, rev int
-- scope: school
SELECT b.found_at, b.authority_at, b.people_at, b.over_at, b.rev FROM data_breach b WHERE b.school_id = :school AND b.id = :id;

-- It is written down.
-- name:  breach_insert :run
-- in:    id data_breach_id, found_at time, words text, what text, people int?, made_by person_id
-- scope: school
INSERT INTO data_breach (school_id, id, found_at, words, what, people, made_by, authority_at, people_at, over_at, rev)
VALUES (:school, :id, :found_at, :words, :what, :people, :made_by, NULL, NULL, NULL, 1);

-- Somebody was told, or it is over; nothing changes when somebody was faster.
-- name:  breach_turn :run
-- in:    id data_breach_id, authority_at time?, people_at time?, over_at time?, rev int
-- scope: school
UPDATE data_breach SET authority_at = :authority_at, people_at = :people_at, over_at = :over_at, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND over_at IS NULL;

-- What was done.
-- name:  breach_step_insert :run
-- in:    breach_id data_breach_id, id data_breach_step_id, step breach_step, words text, by_person person_id
-- scope: school
INSERT INTO data_breach_step (school_id, breach_id, id, step, words, by_person, at) VALUES (:school, :breach_id, :id, :step, :words, :by_person, :now);
