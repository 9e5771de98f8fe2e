-- ---- for the school

-- The groups of the school, those of today first, with how many are in them and how many ask.
-- name:  groups_here :many
-- in:    today date
-- out:   id study_group_id, kind group_kind, name text, joining group_joining, to_day date?, members int, asking int, shared int
-- scope: school
SELECT g.id, g.kind, g.name, g.joining, g.to_day,
       (SELECT count(*) FROM group_member x JOIN member m ON m.school_id = :school AND m.id = x.member_id AND (m.to_day IS NULL OR m.to_day > :today)
         WHERE x.school_id = :school AND x.group_id = g.id AND x.state = 'member') AS members,
       (SELECT count(*) FROM group_member x JOIN member m ON m.school_id = :school AND m.id = x.member_id AND (m.to_day IS NULL OR m.to_day > :today)
         WHERE x.school_id = :school AND x.group_id = g.id AND x.state = 'asked') AS asking,
       (SELECT count(*) FROM group_share y WHERE y.school_id = :school AND y.group_id = g.id AND (y.state = 'holds' OR y.state = 'taken')) AS shared
  FROM study_group g WHERE g.school_id = :school
 ORDER BY CASE WHEN g.to_day <= :today THEN 1 ELSE 0 END, g.sort_key, g.id LIMIT 300;

-- Who leads the groups of the school today.
-- name:  leaders_here :many
-- in:    today date
-- out:   group_id study_group_id, person_id person_id, name text
-- scope: school
-- bars:  nobody - these are grown-ups of the school and beside it
SELECT l.group_id, l.person_id, p.full_name AS name
  FROM group_leader l JOIN person p ON p.id = l.person_id
  LEFT JOIN member m ON m.school_id = :school AND m.id = l.member_id
  LEFT JOIN outsider x ON x.school_id = :school AND x.id = l.outsider_id
 WHERE l.school_id = :school AND l.to_day IS NULL
   AND ((l.member_id IS NOT NULL AND (m.to_day IS NULL OR m.to_day > :today)) OR (l.outsider_id IS NOT NULL AND (x.to_day IS NULL OR x.to_day > :today)))
 ORDER BY l.group_id, p.sort_key, l.id LIMIT 1000;

-- One group.
-- name:  group_one :maybe
-- in:    id study_group_id
-- out:   kind group_kind, name text, words text?, joining group_joining, from_day date, to_day date?, rev int
-- scope: school
SELECT g.kind, g.name, g.words, g.joining, g.from_day, g.to_day, g.rev FROM study_group g WHERE g.school_id = :school AND g.id = :id;

-- Who leads one group, whether the place behind it still holds, and whether a mentor's papers do.
-- name:  leaders_of_group :many
-- in:    group_id study_group_id, today date
-- out:   id group_leader_id, person_id person_id, name text, outside int, holds int, from_day date, rev int
-- scope: school
-- bars:  nobody - these are grown-ups of the school and beside it
SELECT l.id, l.person_id, p.full_name AS name, CASE WHEN l.outsider_id IS NULL THEN 0 ELSE 1 END AS outside,
       CASE WHEN l.member_id IS NOT NULL AND (m.to_day IS NULL OR m.to_day > :today) THEN 1
            WHEN l.outsider_id IS NOT NULL AND (x.to_day IS NULL OR x.to_day > :today)
             AND coalesce((SELECT k.until FROM mentor_check k WHERE k.school_id = :school AND k.outsider_id = x.id ORDER BY k.id DESC LIMIT 1), 0) > :today THEN 1
            ELSE 0 END AS holds, l.from_day, l.rev
  FROM group_leader l JOIN person p ON p.id = l.person_id
  LEFT JOIN member m ON m.school_id = :school AND m.id = l.member_id
  LEFT JOIN outsider x ON x.school_id = :school AND x.id = l.outsider_id
 WHERE l.school_id = :school AND l.group_id = :group_id AND l.to_day IS NULL ORDER BY p.sort_key, l.id LIMIT 60;

-- Who is in a group, and who asks to be, with today's class.
-- name:  members_of_group :many
-- in:    group_id study_group_id, today date
-- out:   id group_member_id, person_id person_id, name text, class_name text?, state group_state, from_day date?, at time, rev int
-- scope: school
SELECT x.id, x.person_id, m.display_name AS name,
       (SELECT c.name FROM enrolment e JOIN class c ON c.school_id = :school AND c.id = e.class_id
         WHERE e.school_id = :school AND e.person_id = x.person_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today) ORDER BY e.id DESC LIMIT 1) AS class_name,
       x.state, x.from_day, x.at, x.rev
  FROM group_member x JOIN member m ON m.school_id = :school AND m.id = x.member_id AND (m.to_day IS NULL OR m.to_day > :today)
 WHERE x.school_id = :school AND x.group_id = :group_id AND (x.state = 'asked' OR x.state = 'member')
 ORDER BY m.sort_key, x.id LIMIT 400;

-- Who has been in it, and is at the school today.
-- name:  members_before :many
-- in:    group_id study_group_id, today date
-- out:   person_id person_id, name text, from_day date?, to_day date?
-- scope: school
SELECT x.person_id, m.display_name AS name, x.from_day, x.to_day
  FROM group_member x JOIN member m ON m.school_id = :school AND m.id = x.member_id AND (m.to_day IS NULL OR m.to_day > :today)
 WHERE x.school_id = :school AND x.group_id = :group_id AND x.state = 'left' ORDER BY x.to_day DESC, x.id DESC LIMIT 60;

-- One place in a group.
-- name:  group_member_one :maybe
-- in:    id group_member_id, group_id study_group_id
-- out:   person_id person_id, name text, born date?, state group_state, by_person person_id, from_day date?, rev int
-- scope: school
SELECT x.person_id, m.display_name AS name, p.born, x.state, x.by_person, x.from_day, x.rev
  FROM group_member x JOIN member m ON m.school_id = :school AND m.id = x.member_id JOIN person p ON p.id = x.person_id
 WHERE x.school_id = :school AND x.id = :id AND x.group_id = :group_id;

-- A pupil of today, whether there is a place or a wish for one already, and whether its data is used only where it must be.
-- name:  pupil_to_take :maybe
-- in:    pupil_id person_id, group_id study_group_id, today date
-- out:   person_id person_id, member_id member_id, name text, born date?, there int, restricted int
-- scope: school
SELECT m.person_id, m.id AS member_id, m.display_name AS name, p.born,
       (SELECT count(*) FROM group_member x WHERE x.school_id = :school AND x.group_id = :group_id AND x.person_id = m.person_id AND (x.state = 'asked' OR x.state = 'member')) AS there,
       (SELECT count(*) FROM restriction r WHERE r.subject_id = m.person_id AND r.school_id = :school AND r.ended_at IS NULL) AS restricted
  FROM member m JOIN person p ON p.id = m.person_id
 WHERE m.school_id = :school AND m.person_id = :pupil_id AND m.role = 'pupil' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
 ORDER BY m.id DESC LIMIT 1;

-- Mentors beside the school whose papers hold today: names for a choice.
-- name:  mentors_checked :many
-- in:    today date
-- out:   id outsider_id, person_id person_id, name text
-- scope: school
SELECT x.id, x.person_id, p.full_name AS name FROM outsider x JOIN person p ON p.id = x.person_id
 WHERE x.school_id = :school AND x.kind = 'mentor' AND x.from_day <= :today AND (x.to_day IS NULL OR x.to_day > :today)
   AND coalesce((SELECT k.until FROM mentor_check k WHERE k.school_id = :school AND k.outsider_id = x.id ORDER BY k.id DESC LIMIT 1), 0) > :today
 ORDER BY p.sort_key, x.id LIMIT 200;

-- People of the school who may lead a group: names for a choice.
-- name:  staff_to_lead :many
-- in:    today date
-- out:   id member_id, person_id person_id, name text
-- scope: school
SELECT m.id, m.person_id, m.display_name AS name FROM member m
 WHERE m.school_id = :school AND m.role IN ('teacher', 'assistant', 'staff', 'deputy', 'principal') AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
 ORDER BY m.sort_key, m.id LIMIT 400;

-- ---- written

-- A group.
-- name:  group_insert :run
-- in:    id study_group_id, kind group_kind, name text, sort_key bytes, words text?, joining group_joining, from_day date, made_by person_id
-- scope: school
INSERT INTO study_group (school_id, id, kind, name, sort_key, words, joining, from_day, to_day, made_by, rev)
VALUES (:school, :id, :kind, :name, :sort_key, :words, :joining, :from_day, NULL, :made_by, 1);

-- It is called or works otherwise.
-- name:  group_update :run
-- in:    id study_group_id, name text, sort_key bytes, words text?, joining group_joining, rev int
-- scope: school
UPDATE study_group SET name = :name, sort_key = :sort_key, words = :words, joining = :joining, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND to_day IS NULL;

-- It is over.
-- name:  group_close :run
-- in:    id study_group_id, to_day date, rev int
-- scope: school
UPDATE study_group SET to_day = :to_day, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev AND to_day IS NULL;

-- With it end its places,
-- name:  members_close :run
-- in:    group_id study_group_id, to_day date, decided_by person_id
-- scope: school
UPDATE group_member SET state = CASE WHEN state = 'asked' THEN 'refused' ELSE 'left' END, to_day = :to_day, decided_by = :decided_by, rev = rev + 1
 WHERE school_id = :school AND group_id = :group_id AND (state = 'asked' OR state = 'member');

-- and whoever led it.
-- name:  leaders_close :run
-- in:    group_id study_group_id, to_day date
-- scope: school
UPDATE group_leader SET to_day = :to_day, rev = rev + 1 WHERE school_id = :school AND group_id = :group_id AND to_day IS NULL;

-- Somebody leads it from a day on,
-- name:  leader_insert :run
-- in:    id group_leader_id, group_id study_group_id, person_id person_id, member_id member_id?, outsider_id outsider_id?, from_day date
-- scope: school
INSERT INTO group_leader (school_id, id, group_id, person_id, member_id, outsider_id, from_day, to_day, rev)
VALUES (:school, :id, :group_id, :person_id, :member_id, :outsider_id, :from_day, NULL, 1);

-- and no longer.
-- name:  leader_close :run
-- in:    id group_leader_id, group_id study_group_id, to_day date, rev int
-- scope: school
UPDATE group_leader SET to_day = :to_day, rev = rev + 1 WHERE school_id = :school AND id = :id AND group_id = :group_id AND rev = :rev AND to_day IS NULL;

-- A pupil is taken in.
-- name:  group_member_insert :run
-- in:    id group_member_id, group_id study_group_id, member_id member_id, person_id person_id, by_person person_id, from_day date
-- scope: school
INSERT INTO group_member (school_id, id, group_id, member_id, person_id, state, by_person, at, decided_by, from_day, to_day, rev)
VALUES (:school, :id, :group_id, :member_id, :person_id, 'member', :by_person, :now, :by_person, :from_day, NULL, 1);

-- A wish is answered, or a place ends.
-- name:  group_member_step :run
-- in:    id group_member_id, state group_state, decided_by person_id, from_day date?, to_day date?, rev int
-- scope: school
UPDATE group_member SET state = :state, decided_by = :decided_by, from_day = :from_day, to_day = :to_day, rev = rev + 1
 WHERE school_id = :school AND id = :id AND rev = :rev AND (state = 'asked' OR state = 'member');

-- ---- relations, for access

-- Does this person lead the group today? No row: no group of the school.
-- name:  ties_to_group :maybe
-- in:    id study_group_id, me person_id, today date
-- out:   leads int
-- scope: school
SELECT (SELECT count(*) FROM group_leader l JOIN member m ON m.school_id = :school AND m.id = l.member_id AND (m.to_day IS NULL OR m.to_day > :today)
         WHERE l.school_id = :school AND l.group_id = g.id AND l.person_id = :me AND l.to_day IS NULL AND g.to_day IS NULL) AS leads
  FROM study_group g WHERE g.school_id = :school AND g.id = :id;

-- The groups that somebody from outside leads, as long as the school holds the papers for good.
-- name:  groups_guided_by :many
-- in:    me person_id, today date
-- out:   id study_group_id, kind group_kind, name text, words text?, school_name text
-- scope: system - a mentor has no scope of a school; the row of the leader names the mentor
SELECT g.id, g.kind, g.name, g.words, s.name AS school_name
  FROM group_leader l JOIN study_group g ON g.school_id = l.school_id AND g.id = l.group_id AND g.to_day IS NULL
  JOIN outsider x ON x.school_id = l.school_id AND x.id = l.outsider_id AND x.kind = 'mentor' AND x.from_day <= :today AND (x.to_day IS NULL OR x.to_day > :today)
  JOIN school s ON s.id = l.school_id
 WHERE l.person_id = :me AND l.to_day IS NULL
   AND coalesce((SELECT k.until FROM mentor_check k WHERE k.school_id = l.school_id AND k.outsider_id = x.id ORDER BY k.id DESC LIMIT 1), 0) > :today
 ORDER BY g.sort_key, g.id LIMIT 40;

-- The names in such a group, for the mentor who leads it, but of no pupil whose use is restricted; whom an order keeps from a child is asked
-- here, since no scope does it, and who bears the same name and phone by the page.
-- name:  names_guided :many
-- in:    group_id study_group_id, me person_id, today date
-- out:   person_id person_id, name text
-- scope: system - only for whom the question above names as leader of this group
SELECT x.person_id, m.display_name AS name
  FROM group_leader l JOIN group_member x ON x.school_id = l.school_id AND x.group_id = l.group_id AND x.state = 'member'
  JOIN member m ON m.school_id = x.school_id AND m.id = x.member_id AND (m.to_day IS NULL OR m.to_day > :today)
 WHERE l.group_id = :group_id AND l.person_id = :me AND l.to_day IS NULL AND l.outsider_id IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM guardian_order o WHERE o.guardian_id = :me AND o.child_id = x.person_id AND o.lifted_at IS NULL)
   AND NOT EXISTS (SELECT 1 FROM restriction h WHERE h.subject_id = x.person_id AND h.school_id = x.school_id AND h.ended_at IS NULL)
 ORDER BY m.sort_key, x.id LIMIT 400;

-- ---- for families

-- The groups a child is in, asks for, or has been in.
-- name:  groups_of_child :many
-- in:    child person_id, today date
-- out:   id group_member_id, group_id study_group_id, person_id person_id, kind group_kind, name text, words text?, school_name text, state group_state, from_day date?, to_day date?, rev int
-- scope: persons
SELECT x.id, x.group_id, x.person_id, g.kind, g.name, g.words, s.name AS school_name, x.state, x.from_day, x.to_day, x.rev
  FROM group_member x JOIN study_group g ON g.school_id = x.school_id AND g.id = x.group_id JOIN school s ON s.id = x.school_id
 WHERE x.person_id IN (:persons) AND x.person_id = :child AND (x.state <> 'refused' OR x.to_day > :today - 60)
 ORDER BY CASE x.state WHEN 'asked' THEN 0 WHEN 'member' THEN 1 ELSE 2 END, g.sort_key, x.id DESC LIMIT 60;

-- Groups of the child's school of today that may be asked for a place.
-- name:  groups_to_ask :many
-- in:    child person_id, today date
-- out:   id study_group_id, kind group_kind, name text, words text?, school_name text
-- scope: persons
SELECT g.id, g.kind, g.name, g.words, s.name AS school_name
  FROM member m JOIN study_group g ON g.school_id = m.school_id AND g.joining = 'asks' AND g.to_day IS NULL JOIN school s ON s.id = m.school_id
 WHERE m.person_id IN (:persons) AND m.person_id = :child AND m.role = 'pupil' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
   AND NOT EXISTS (SELECT 1 FROM group_member x WHERE x.school_id = m.school_id AND x.group_id = g.id AND x.person_id = m.person_id AND (x.state = 'asked' OR x.state = 'member'))
 ORDER BY g.sort_key, g.id LIMIT 100;

-- Who leads the groups that a child has to do with, or could ask.
-- name:  leaders_for_child :many
-- in:    child person_id, today date
-- out:   group_id study_group_id, name text
-- scope: persons
SELECT l.group_id, w.display_name AS name
  FROM member m JOIN study_group g ON g.school_id = m.school_id AND g.to_day IS NULL
  JOIN group_leader l ON l.school_id = m.school_id AND l.group_id = g.id AND l.to_day IS NULL
  JOIN member w ON w.school_id = m.school_id AND w.id = l.member_id AND (w.to_day IS NULL OR w.to_day > :today)
 WHERE m.person_id IN (:persons) AND m.person_id = :child AND m.role = 'pupil' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
   AND (g.joining = 'asks' OR EXISTS (SELECT 1 FROM group_member x WHERE x.school_id = m.school_id AND x.group_id = g.id AND x.person_id = m.person_id AND (x.state = 'asked' OR x.state = 'member')))
 ORDER BY l.group_id, w.sort_key, l.id LIMIT 200;

-- A child, or those who stand for it, ask for a place: only in a group that is open to it, of a school where it is a pupil today.
-- name:  group_ask_insert :run
-- in:    id group_member_id, group_id study_group_id, child person_id, by_person person_id, today date
-- scope: persons
INSERT INTO group_member (school_id, id, group_id, member_id, person_id, state, by_person, at, decided_by, from_day, to_day, rev)
SELECT m.school_id, :id, g.id, m.id, m.person_id, 'asked', :by_person, :now, NULL, NULL, NULL, 1
  FROM member m JOIN study_group g ON g.school_id = m.school_id AND g.id = :group_id AND g.joining = 'asks' AND g.to_day IS NULL
 WHERE m.person_id IN (:persons) AND m.person_id = :child AND m.role = 'pupil' AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
   AND NOT EXISTS (SELECT 1 FROM group_member x WHERE x.school_id = m.school_id AND x.group_id = g.id AND x.person_id = m.person_id AND (x.state = 'asked' OR x.state = 'member'));

-- The wish is taken back, or the place given up.
-- name:  group_leave :run
-- in:    id group_member_id, child person_id, today date, rev int
-- scope: persons
UPDATE group_member SET state = 'left', to_day = :today, rev = rev + 1
 WHERE id = :id AND person_id IN (:persons) AND person_id = :child AND rev = :rev AND (state = 'asked' OR state = 'member');

-- Whom a wish is told: the leaders who are of the school, but none whom an order keeps from the child.
-- name:  leaders_to_tell :many
-- in:    id group_member_id, today date
-- out:   person_id person_id, code text, group_id study_group_id, name text
-- scope: system - the family has asked in this moment; the leaders are of another family and no row of theirs
-- bars:  nobody - these are grown-ups of the school
SELECT l.person_id, s.code, l.group_id, g.name
  FROM group_member x JOIN group_leader l ON l.school_id = x.school_id AND l.group_id = x.group_id AND l.to_day IS NULL
  JOIN study_group g ON g.school_id = x.school_id AND g.id = x.group_id
  JOIN member w ON w.school_id = x.school_id AND w.id = l.member_id AND (w.to_day IS NULL OR w.to_day > :today) JOIN school s ON s.id = x.school_id
 WHERE x.id = :id AND NOT EXISTS (SELECT 1 FROM guardian_order o WHERE o.guardian_id = l.person_id AND o.child_id = x.person_id AND o.lifted_at IS NULL)
 ORDER BY l.id LIMIT 60;

-- ---- found by a search

-- Groups by their ids.
-- name:  groups_found :many
-- in:    ids study_group_id*, me person_id
-- out:   id study_group_id, kind group_kind, name text, sort_key bytes, mine int
-- scope: school
SELECT g.id, g.kind, g.name, g.sort_key,
       (SELECT count(*) FROM group_leader l WHERE l.school_id = :school AND l.group_id = g.id AND l.person_id = :me AND l.to_day IS NULL) AS mine
  FROM study_group g WHERE g.school_id = :school AND g.id IN (:ids*) AND g.to_day IS NULL;

-- Groups in the order of their ids, with what they are found by.
-- name:  groups_walked :many
-- in:    after study_group_id, limit int
-- out:   id study_group_id, name text, words text?
-- scope: school
SELECT g.id, g.name, g.words FROM study_group g WHERE g.school_id = :school AND g.id > :after AND g.to_day IS NULL ORDER BY g.id LIMIT :limit;

-- ---- for khue verify

-- Places that are open in a group that is over, or without a day from which they are.
-- name:  group_members_wrong :many
-- out:   id group_member_id
-- scope: school
SELECT x.id FROM group_member x JOIN study_group g ON g.school_id = :school AND g.id = x.group_id
 WHERE x.school_id = :school AND (((x.state = 'asked' OR x.state = 'member') AND g.to_day IS NOT NULL) OR (x.state = 'member' AND x.from_day IS NULL)
    OR (x.state = 'left' AND x.to_day IS NULL)) LIMIT 20;

-- Leaders who name another person than their place does.
-- name:  group_leaders_wrong :many
-- out:   id group_leader_id
-- scope: school
SELECT l.id FROM group_leader l LEFT JOIN member m ON m.school_id = :school AND m.id = l.member_id LEFT JOIN outsider x ON x.school_id = :school AND x.id = l.outsider_id
 WHERE l.school_id = :school AND coalesce(m.person_id, x.person_id) <> l.person_id LIMIT 20;

-- How many there are.
-- name:  groups_count :one
-- out:   n int
-- scope: school
SELECT (SELECT count(*) FROM group_member x WHERE x.school_id = :school) + (SELECT count(*) FROM group_leader l WHERE l.school_id = :school)
     + (SELECT count(*) FROM group_share y WHERE y.school_id = :school) AS n;

-- A group of today by its name.
-- name:  group_named :maybe
-- in:    name text
-- out:   id study_group_id
-- scope: school
SELECT g.id FROM study_group g WHERE g.school_id = :school AND g.name = :name AND g.to_day IS NULL;

-- What a place of the school that is over left open, when the same person stands here anew.
-- name:  group_places_of_before_end :run
-- in:    group_id study_group_id, person_id person_id, today date
-- scope: system - the family asks for the own child, or the school takes its own pupil: the rules have looked
UPDATE group_member SET state = CASE WHEN state = 'asked' THEN 'refused' ELSE 'left' END, to_day = :today, rev = rev + 1
 WHERE group_id = :group_id AND person_id = :person_id AND (state = 'asked' OR state = 'member')
   AND EXISTS (SELECT 1 FROM member m WHERE m.school_id = group_member.school_id AND m.id = group_member.member_id AND m.to_day <= :today);

-- ---- two rows of one person (fold.c)

-- Open wishes and places of a person.
-- name:  group_places_open :many
-- in:    person_id person_id
-- out:   id group_member_id, group_id study_group_id, state group_state, from_day date?, by_person person_id, at time
-- scope: school
SELECT x.id, x.group_id, x.state, x.from_day, x.by_person, x.at FROM group_member x
 WHERE x.person_id = :person_id AND x.school_id = :school AND (x.state = 'asked' OR x.state = 'member') ORDER BY x.id LIMIT 300;

-- A wish or place that went over to another row of the same person.
-- name:  group_place_over :run
-- in:    id group_member_id, today date, batch_id batch_id
-- scope: school
UPDATE group_member SET state = 'left', to_day = :today, ended_batch_id = :batch_id, rev = rev + 1 WHERE school_id = :school AND id = :id;

-- Where it went, as it was.
-- name:  group_place_carry :run
-- in:    id group_member_id, group_id study_group_id, member_id member_id, person_id person_id, state group_state, by_person person_id, at time, from_day date?, batch_id batch_id
-- scope: school
INSERT INTO group_member (school_id, id, group_id, member_id, person_id, state, by_person, at, decided_by, from_day, to_day, rev, batch_id)
VALUES (:school, :id, :group_id, :member_id, :person_id, :state, :by_person, :at, NULL, :from_day, NULL, 1, :batch_id);

-- What went over ends.
-- name:  group_places_carried_end :run
-- in:    batch_id batch_id, today date
-- scope: school
UPDATE group_member SET state = 'left', to_day = :today, rev = rev + 1
 WHERE school_id = :school AND batch_id = :batch_id AND (state = 'asked' OR state = 'member');

-- Only in groups that go on.
-- name:  group_places_back :run
-- in:    batch_id batch_id
-- scope: school
UPDATE group_member SET state = CASE WHEN from_day IS NULL THEN 'asked' ELSE 'member' END, to_day = NULL, ended_batch_id = NULL, rev = rev + 1
 WHERE school_id = :school AND ended_batch_id = :batch_id
   AND EXISTS (SELECT 1 FROM study_group g WHERE g.school_id = :school AND g.id = group_member.group_id AND g.to_day IS NULL);
