-- ---- two rows of one colleague made one (fold.c), and two again

-- What a colleague does in classes by one place, today and from later days on.
-- name:  duties_of_place :many
-- in:    person_id person_id, member_id member_id, today date
-- out:   id teaching_id
-- scope: school
SELECT d.id FROM teaching d WHERE d.school_id = :school AND d.person_id = :person_id AND d.member_id = :member_id AND (d.to_day IS NULL OR d.to_day > :today) ORDER BY d.id LIMIT 500;

-- One of them ends today, and it is kept until when it would have gone.
-- name:  duty_over :run
-- in:    id teaching_id, today date, batch_id batch_id
-- scope: school
UPDATE teaching SET ended_was = to_day, to_day = CASE WHEN from_day > :today THEN from_day ELSE :today END, ended_batch_id = :batch_id, rev = rev + 1
 WHERE school_id = :school AND id = :id;

-- It goes on under another place, unless that one does the same as long already.
-- name:  duty_carry :run
-- in:    id teaching_id, duty_id teaching_id, person_id person_id, member_id member_id, today date, batch_id batch_id
-- scope: school
INSERT INTO teaching (school_id, id, class_id, member_id, person_id, duty, subject_id, subject, from_day, to_day, batch_id, rev)
SELECT d.school_id, :id, d.class_id, :member_id, :person_id, d.duty, d.subject_id, d.subject, CASE WHEN d.from_day > :today THEN d.from_day ELSE :today END, d.ended_was, :batch_id, 1
  FROM teaching d WHERE d.school_id = :school AND d.id = :duty_id
   AND NOT EXISTS (SELECT 1 FROM teaching o WHERE o.school_id = :school AND o.class_id = d.class_id AND o.person_id = :person_id AND o.duty = d.duty
                      AND coalesce(o.subject, '') = coalesce(d.subject, '') AND o.from_day <= CASE WHEN d.from_day > :today THEN d.from_day ELSE :today END
                      AND (o.to_day IS NULL OR (d.ended_was IS NOT NULL AND o.to_day >= d.ended_was)));

-- What a batch ended, where the kept row still does it: whoever ended it since meant it.
-- name:  duties_to_go_back :many
-- in:    batch_id batch_id, kept_id person_id, today date
-- out:   id teaching_id
-- scope: school
SELECT d.id FROM teaching d
 WHERE d.school_id = :school AND d.ended_batch_id = :batch_id AND (d.ended_was IS NULL OR d.ended_was > :today)
   AND EXISTS (SELECT 1 FROM teaching o WHERE o.school_id = :school AND o.class_id = d.class_id AND o.person_id = :kept_id AND o.duty = d.duty
                  AND coalesce(o.subject, '') = coalesce(d.subject, '') AND (o.to_day IS NULL OR o.to_day > :today)) ORDER BY d.id LIMIT 500;

-- What a batch brought ends.
-- name:  duties_carried_end :run
-- in:    batch_id batch_id, today date
-- scope: school
UPDATE teaching SET to_day = CASE WHEN from_day > :today THEN from_day ELSE :today END, rev = rev + 1
 WHERE school_id = :school AND batch_id = :batch_id AND (to_day IS NULL OR to_day > :today);

-- One that it ended goes on, where the place is open and nobody else leads the class.
-- name:  duty_back :run
-- in:    id teaching_id, today date
-- scope: school
UPDATE teaching SET to_day = ended_was, ended_was = NULL, ended_batch_id = NULL, rev = rev + 1
 WHERE school_id = :school AND id = :id
   AND EXISTS (SELECT 1 FROM member m WHERE m.school_id = teaching.school_id AND m.id = teaching.member_id AND (m.to_day IS NULL OR m.to_day > :today))
   AND (duty <> 'homeroom' OR (SELECT count(*) FROM teaching o WHERE o.school_id = teaching.school_id AND o.class_id = teaching.class_id AND o.duty = 'homeroom' AND o.to_day IS NULL) = 0);

-- The departments of one place, and whether it leads them.
-- name:  seats_of_place :many
-- in:    member_id member_id
-- out:   id department_member_id, department_id department_id, head bool
-- scope: school
SELECT x.id, x.department_id, x.head FROM department_member x WHERE x.school_id = :school AND x.member_id = :member_id AND x.to_day IS NULL ORDER BY x.id LIMIT 50;

-- The seat of a colleague in one of them.
-- name:  seat_there :maybe
-- in:    department_id department_id, person_id person_id
-- out:   id department_member_id, head bool
-- scope: school
SELECT x.id, x.head FROM department_member x WHERE x.school_id = :school AND x.department_id = :department_id AND x.person_id = :person_id AND x.to_day IS NULL;

-- It ends by a batch,
-- name:  seat_over :run
-- in:    id department_member_id, today date, batch_id batch_id
-- scope: school
UPDATE department_member SET to_day = :today, ended_batch_id = :batch_id, rev = rev + 1 WHERE school_id = :school AND id = :id;

-- and another one begins.
-- name:  seat_carry :run
-- in:    id department_member_id, department_id department_id, member_id member_id, person_id person_id, head bool, today date, batch_id batch_id
-- scope: school
INSERT INTO department_member (school_id, id, department_id, member_id, person_id, head, from_day, to_day, rev, batch_id)
VALUES (:school, :id, :department_id, :member_id, :person_id, :head, :today, NULL, 1, :batch_id);

-- Seats that a batch ended, in departments where the kept row still has one.
-- name:  seats_to_go_back :many
-- in:    batch_id batch_id, kept_id person_id
-- out:   id department_member_id
-- scope: school
SELECT x.id FROM department_member x
 WHERE x.school_id = :school AND x.ended_batch_id = :batch_id
   AND EXISTS (SELECT 1 FROM department_member o WHERE o.school_id = :school AND o.department_id = x.department_id AND o.person_id = :kept_id AND o.to_day IS NULL) ORDER BY x.id LIMIT 100;

-- Those that it brought end.
-- name:  seats_carried_end :run
-- in:    batch_id batch_id, today date
-- scope: school
UPDATE department_member SET to_day = :today, rev = rev + 1 WHERE school_id = :school AND batch_id = :batch_id AND to_day IS NULL;
