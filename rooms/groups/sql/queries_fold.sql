-- ---- two rows of one colleague made one (fold.c), and two again

-- The groups that somebody leads by one place of the school, and whether another person leads them too.
-- name:  leads_of_place :many
-- in:    member_id member_id, kept_id person_id
-- out:   id group_leader_id, group_id study_group_id, too int
-- scope: school
SELECT l.id, l.group_id, (SELECT count(*) FROM group_leader o WHERE o.school_id = :school AND o.group_id = l.group_id AND o.person_id = :kept_id AND o.to_day IS NULL) AS too
  FROM group_leader l WHERE l.school_id = :school AND l.member_id = :member_id AND l.to_day IS NULL ORDER BY l.id LIMIT 200;

-- One of them ends by a batch,
-- name:  lead_over :run
-- in:    id group_leader_id, today date, batch_id batch_id
-- scope: school
UPDATE group_leader SET to_day = :today, ended_batch_id = :batch_id, rev = rev + 1 WHERE school_id = :school AND id = :id;

-- and goes on by another place.
-- name:  lead_carry :run
-- in:    id group_leader_id, group_id study_group_id, person_id person_id, member_id member_id, today date, batch_id batch_id
-- scope: school
INSERT INTO group_leader (school_id, id, group_id, person_id, member_id, outsider_id, from_day, to_day, rev, batch_id)
VALUES (:school, :id, :group_id, :person_id, :member_id, NULL, :today, NULL, 1, :batch_id);

-- Those that a batch ended, in groups that go on and that the kept row still leads.
-- name:  leads_to_go_back :many
-- in:    batch_id batch_id, kept_id person_id
-- out:   id group_leader_id
-- scope: school
SELECT l.id FROM group_leader l JOIN study_group g ON g.school_id = :school AND g.id = l.group_id AND g.to_day IS NULL
 WHERE l.school_id = :school AND l.ended_batch_id = :batch_id
   AND EXISTS (SELECT 1 FROM member m WHERE m.school_id = :school AND m.id = l.member_id AND m.to_day IS NULL)
   AND EXISTS (SELECT 1 FROM group_leader o WHERE o.school_id = :school AND o.group_id = l.group_id AND o.person_id = :kept_id AND o.to_day IS NULL) ORDER BY l.id LIMIT 200;

-- Those that it brought end,
-- name:  leads_carried_end :run
-- in:    batch_id batch_id, today date
-- scope: school
UPDATE group_leader SET to_day = :today, rev = rev + 1 WHERE school_id = :school AND batch_id = :batch_id AND to_day IS NULL;

-- and one that it ended goes on.
-- name:  lead_back :run
-- in:    id group_leader_id
-- scope: school
UPDATE group_leader SET to_day = NULL, ended_batch_id = NULL, rev = rev + 1
 WHERE school_id = :school AND id = :id
   AND NOT EXISTS (SELECT 1 FROM group_leader o WHERE o.school_id = group_leader.school_id AND o.group_id = group_leader.group_id AND o.person_id = group_leader.person_id AND o.to_day IS NULL);
