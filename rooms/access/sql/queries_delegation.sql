-- ---- rights handed over

-- What a person was handed in a school and may use today: who handed it is the principal there still, and who got it belongs there.
-- name:  delegations_now :many
-- in:    of_school school_id, person_id person_id, today date
-- out:   what delegated_right, by_name text
-- scope: system - asked about the one who acts
SELECT d.what, g.display_name AS by_name FROM delegation d
  JOIN member g ON g.school_id = d.school_id AND g.id = d.from_member AND g.role = 'principal' AND g.from_day <= :today AND (g.to_day IS NULL OR g.to_day > :today)
  JOIN member r ON r.school_id = d.school_id AND r.id = d.to_member AND r.role <> 'pupil' AND r.from_day <= :today AND (r.to_day IS NULL OR r.to_day > :today)
 WHERE d.school_id = :of_school AND d.to_person = :person_id AND d.ended_at IS NULL AND d.from_day <= :today AND d.to_day > :today
 ORDER BY d.id LIMIT 20;

-- The same in a closure, held: whoever takes it back, or ends one of the two places, waits or was first.
-- name:  delegations_held :many
-- in:    of_school school_id, person_id person_id, today date
-- out:   what delegated_right, by_name text
-- scope: system - asked about the one who acts
SELECT d.what, g.display_name AS by_name FROM delegation d
  JOIN member g ON g.school_id = d.school_id AND g.id = d.from_member AND g.role = 'principal' AND g.from_day <= :today AND (g.to_day IS NULL OR g.to_day > :today)
  JOIN member r ON r.school_id = d.school_id AND r.id = d.to_member AND r.role <> 'pupil' AND r.from_day <= :today AND (r.to_day IS NULL OR r.to_day > :today)
 WHERE d.school_id = :of_school AND d.to_person = :person_id AND d.ended_at IS NULL AND d.from_day <= :today AND d.to_day > :today
 ORDER BY d.id LIMIT 20;
-- postgres:
SELECT d.what, g.display_name AS by_name FROM delegation d
  JOIN member g ON g.school_id = d.school_id AND g.id = d.from_member AND g.role = 'principal' AND g.from_day <= :today AND (g.to_day IS NULL OR g.to_day > :today)
  JOIN member r ON r.school_id = d.school_id AND r.id = d.to_member AND r.role <> 'pupil' AND r.from_day <= :today AND (r.to_day IS NULL OR r.to_day > :today)
 WHERE d.school_id = :of_school AND d.to_person = :person_id AND d.ended_at IS NULL AND d.from_day <= :today AND d.to_day > :today
 ORDER BY d.id LIMIT 20 FOR SHARE;

-- Those of the school that are not over, and the last that are.
-- name:  delegations_here :many
-- in:    today date, most int
-- out:   id delegation_id, what delegated_right, to_name text, from_name text, from_day date, to_day date, reason text?, ended_at time?, rev int
-- scope: school
SELECT d.id, d.what, r.display_name AS to_name, g.display_name AS from_name, d.from_day, d.to_day, d.reason, d.ended_at, d.rev
  FROM delegation d JOIN member r ON r.school_id = :school AND r.id = d.to_member JOIN member g ON g.school_id = :school AND g.id = d.from_member
 WHERE d.school_id = :school
 ORDER BY CASE WHEN d.ended_at IS NULL AND d.to_day > :today THEN 0 ELSE 1 END, d.id DESC LIMIT :most;

-- One of them.
-- name:  delegation_one :maybe
-- in:    id delegation_id
-- out:   what delegated_right, to_member member_id, to_person person_id, from_day date, to_day date, ended_at time?
-- scope: school
SELECT d.what, d.to_member, d.to_person, d.from_day, d.to_day, d.ended_at FROM delegation d WHERE d.school_id = :school AND d.id = :id;

-- Has this person the right on any of those days already?
-- name:  delegation_meets :maybe
-- in:    what delegated_right, to_person person_id, from_day date, to_day date
-- out:   id delegation_id
-- scope: school
SELECT d.id FROM delegation d
 WHERE d.school_id = :school AND d.to_person = :to_person AND d.what = :what AND d.ended_at IS NULL AND d.from_day < :to_day AND d.to_day > :from_day LIMIT 1;

-- A right is handed over.
-- name:  delegation_insert :run
-- in:    id delegation_id, what delegated_right, from_member member_id, to_member member_id, from_person person_id, to_person person_id, from_day date, to_day date, reason text?
-- scope: school
INSERT INTO delegation (school_id, id, what, from_member, to_member, from_person, to_person, from_day, to_day, reason, made_at, ended_at, rev)
VALUES (:school, :id, :what, :from_member, :to_member, :from_person, :to_person, :from_day, :to_day, :reason, :now, NULL, 1);

-- It is taken back; changes nothing when it is over.
-- name:  delegation_end :run
-- in:    id delegation_id, rev int, today date
-- scope: school
UPDATE delegation SET ended_at = :now, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev AND ended_at IS NULL AND to_day > :today;

-- What I was handed and is not over, in all schools.
-- name:  delegations_mine :many
-- in:    me person_id, today date
-- out:   what delegated_right, school_code text, school_name text, by_name text, from_day date, to_day date, reason text?
-- scope: persons
SELECT d.what, s.code AS school_code, s.name AS school_name, coalesce(p.full_name, '') AS by_name, d.from_day, d.to_day, d.reason
  FROM delegation d JOIN school s ON s.id = d.school_id LEFT JOIN person p ON p.id = d.from_person
 WHERE d.to_person = :me AND d.to_person IN (:persons) AND d.ended_at IS NULL AND d.to_day > :today ORDER BY d.from_day, d.id LIMIT 50;
