-- ---- areas

-- Is the tree of areas there?
-- name:  area_find :maybe
-- in:    code text, kind area_kind, on_day date
-- out:   id area_id, name text
-- scope: public - the administration's map is open to everybody
SELECT a.id, a.name FROM area a
 WHERE a.code = :code AND a.kind = :kind AND a.valid_from <= :on_day AND (a.valid_to IS NULL OR a.valid_to > :on_day);

-- A commune or ward by its code on a day: both kinds share one list of codes.
-- name:  commune_find :maybe
-- in:    code text, on_day date
-- out:   id area_id, name text
-- scope: public - the administration's map is open to everybody
SELECT a.id, a.name FROM area a
 WHERE a.code = :code AND a.kind IN ('commune', 'ward') AND a.valid_from <= :on_day AND (a.valid_to IS NULL OR a.valid_to > :on_day);

-- A place in the administration.
-- name:  area_insert :run
-- in:    id area_id, code text, kind area_kind, name text, search_key text, parent_id area_id?, inner_city bool?, valid_from date, valid_to date?
-- scope: public - the administration's map is open to everybody
INSERT INTO area (id, code, kind, name, search_key, parent_id, inner_city, valid_from, valid_to)
VALUES (:id, :code, :kind, :name, :search_key, :parent_id, :inner_city, :valid_from, :valid_to);

-- A commune of today and a district it came out of.
-- name:  area_was_insert :run
-- in:    area_id area_id, old_id area_id, main bool
-- scope: public - the administration's map is open to everybody
INSERT INTO area_was (area_id, old_id, main) VALUES (:area_id, :old_id, :main);

-- ---- schools

-- A school's organisation (R19).
-- name:  organisation_insert :run
-- in:    id organisation_id, kind organisation_kind, name text, search_key text, area_id area_id?
-- scope: public - organisations are a public directory
INSERT INTO organisation (id, kind, name, search_key, area_id, rev) VALUES (:id, :kind, :name, :search_key, :area_id, 1);

-- A school.
-- name:  school_insert :run
-- in:    id school_id, organisation_id organisation_id, code text, name text, search_key text, ownership ownership, area_id area_id, address text, phone text?
-- scope: public - the public face of a school
INSERT INTO school (id, organisation_id, code, name, search_key, ownership, area_id, address, phone, rev)
VALUES (:id, :organisation_id, :code, :name, :search_key, :ownership, :area_id, :address, :phone, 1);

-- A level that a school teaches.
-- name:  school_level_insert :run
-- in:    id school_id, level school_level
-- scope: public - the public face of a school
INSERT INTO school_has_level (school_id, level) VALUES (:id, :level);

-- A school by its code in URLs.
-- name:  school_of_code :one
-- in:    code text
-- out:   id school_id, code text, name text
-- scope: public - the public face of a school
SELECT s.id, s.code, s.name FROM school s WHERE s.code = :code;

-- The public face of a school.
-- name:  school_shown :one
-- in:    id school_id
-- out:   id school_id, code text, name text, address text, phone text?, ownership ownership, area_name text
-- scope: public - the public face of a school
SELECT s.id, s.code, s.name, s.address, s.phone, s.ownership, a.name AS area_name
  FROM school s JOIN area a ON a.id = s.area_id WHERE s.id = :id;

-- Where it is, and the rev of the row.
-- name:  address_of :one
-- in:    id school_id
-- out:   address text, rev int
-- scope: public - the public face of a school
SELECT s.address, s.rev FROM school s WHERE s.id = :id;

-- It is another one; nothing changes when somebody was faster.
-- name:  address_set :run
-- in:    id school_id, address text, rev int
-- scope: public - everybody reads it; the rule has asked for the right
UPDATE school SET address = :address, rev = rev + 1 WHERE id = :id AND rev = :rev;

-- The levels that a school teaches.
-- name:  levels_of_school :many
-- in:    id school_id
-- out:   level school_level
-- scope: public - the public face of a school
SELECT l.level FROM school_has_level l WHERE l.school_id = :id;

-- Schools in order of their folded names, one page; :after and :after_id are those of the last one seen (names come twice).
-- name:  schools_in_order :many
-- in:    after text, after_id school_id, limit int
-- out:   id school_id, code text, name text
-- scope: public - the directory of schools
SELECT s.id, s.code, s.name FROM school s WHERE (s.search_key, s.id) > (:after, :after_id) ORDER BY s.search_key, s.id LIMIT :limit;

-- ---- schools found

-- Schools by their ids, as a search shows them.
-- name:  schools_found :many
-- in:    ids school_id*
-- out:   id school_id, code text, name text, area_name text
-- scope: public - the directory of schools
SELECT s.id, s.code, s.name, a.name AS area_name FROM school s JOIN area a ON a.id = s.area_id WHERE s.id IN (:ids*);

-- All schools in the order of their ids, with what they are found by.
-- name:  schools_walked :many
-- in:    after school_id, limit int
-- out:   id school_id, code text, name text, address text, area_name text
-- scope: public - the directory of schools
SELECT s.id, s.code, s.name, s.address, a.name AS area_name FROM school s JOIN area a ON a.id = s.area_id
 WHERE s.id > :after ORDER BY s.id LIMIT :limit;

-- ---- years and weeks

-- The year and week of a school on a day, also for families, who get no school's scope.
-- name:  year_on_of :maybe
-- in:    of_school school_id, on_day date
-- out:   id school_year_id, name text, starts date, ends date, week int?, term int?
-- scope: public - a school's calendar is public
SELECT y.id, y.name, y.starts, y.ends, w.number AS week, w.term
  FROM school_year y
  LEFT JOIN school_week w ON w.school_id = y.school_id AND w.year_id = y.id AND w.monday <= :on_day AND w.monday > :on_day - 7
 WHERE y.school_id = :of_school
 ORDER BY CASE WHEN y.starts <= :on_day AND y.ends > :on_day THEN 0 WHEN y.starts > :on_day THEN 1 ELSE 2 END,
          CASE WHEN y.starts > :on_day THEN y.starts ELSE -y.starts END
 LIMIT 1;

-- A school year.
-- name:  year_insert :run
-- in:    id school_year_id, name text, starts date, ends date
-- scope: school
INSERT INTO school_year (school_id, id, name, starts, ends, rev) VALUES (:school, :id, :name, :starts, :ends, 1);

-- A year as it stands.
-- name:  year_face :maybe
-- in:    id school_year_id
-- out:   name text, rev int
-- scope: school
SELECT y.name, y.rev FROM school_year y WHERE y.school_id = :school AND y.id = :id;

-- Its days, as the school corrects them.
-- name:  year_change_days :run
-- in:    id school_year_id, rev_was int, starts date, ends date
-- scope: school
UPDATE school_year SET starts = :starts, ends = :ends, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev_was;

-- The weeks of a year in order.
-- name:  weeks_of_year :many
-- in:    year_id school_year_id
-- out:   monday date, number int?, term int, note text?
-- scope: school
SELECT w.monday, w.number, w.term, w.note FROM school_week w WHERE w.school_id = :school AND w.year_id = :year_id ORDER BY w.monday LIMIT 60;

-- Sets one week, new or known.
-- name:  week_put :run
-- in:    year_id school_year_id, monday date, number int?, term int, note text?
-- scope: school
INSERT INTO school_week (school_id, year_id, monday, number, term, note) VALUES (:school, :year_id, :monday, :number, :term, :note)
ON CONFLICT (school_id, year_id, monday) DO UPDATE SET number = excluded.number, term = excluded.term, note = excluded.note;

-- Weeks outside the year's days lose their number (nothing is deleted).
-- name:  weeks_outside :run
-- in:    year_id school_year_id, first date, last date
-- scope: school
UPDATE school_week SET number = NULL, note = 'ngoài năm học' WHERE school_id = :school AND year_id = :year_id AND (monday < :first OR monday > :last);

-- ---- members

-- Somebody's place in the school.
-- name:  member_insert :run
-- in:    id member_id, person_id person_id, role member_role, display_name text, search_key text, sort_key bytes, title text?, from_day date, batch_id batch_id?
-- scope: school
INSERT INTO member (school_id, id, person_id, role, display_name, search_key, sort_key, title, from_day, to_day, batch_id, rev)
VALUES (:school, :id, :person_id, :role, :display_name, :search_key, :sort_key, :title, :from_day, NULL, :batch_id, 1);

-- The name by which schools call a person now, in each place that is open.
-- name:  members_called :run
-- in:    person_id person_id, display_name text, search_key text, sort_key bytes, today date
-- scope: system - a person has one name in the whole city; the rule has decided
UPDATE member SET display_name = :display_name, search_key = :search_key, sort_key = :sort_key, rev = rev + 1
 WHERE person_id = :person_id AND (to_day IS NULL OR to_day > :today);

-- Ends a membership on a day; changes nothing when rev is no longer the one that was read.
-- name:  member_close :run
-- in:    id member_id, to_day date, rev int
-- scope: school
UPDATE member SET to_day = :to_day, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev AND to_day IS NULL;

-- An ended place goes on.
-- name:  member_open_again :run
-- in:    id member_id
-- scope: school
UPDATE member SET to_day = NULL, rev = rev + 1 WHERE school_id = :school AND id = :id AND to_day IS NOT NULL;

-- One membership.
-- name:  member_one :one
-- in:    id member_id
-- out:   id member_id, person_id person_id, role member_role, name text, title text?, from_day date, to_day date?, rev int
-- scope: school
SELECT m.id, m.person_id, m.role, m.display_name AS name, m.title, m.from_day, m.to_day, m.rev FROM member m WHERE m.school_id = :school AND m.id = :id;

-- Current members of one role in Vietnamese order, one page; :after and :after_id are those of the last one seen.
-- name:  members_in_role :many
-- in:    role member_role, after bytes, after_id member_id, today date, limit int
-- out:   id member_id, person_id person_id, name text, title text?, from_day date, rev int
-- scope: school
SELECT m.id, m.person_id, m.display_name AS name, m.title, m.from_day, m.rev FROM member m
 WHERE m.school_id = :school AND m.role = :role AND (m.sort_key, m.id) > (:after, :after_id)
   AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
 ORDER BY m.sort_key, m.id LIMIT :limit;

-- Members whose folded name begins with the first word or whose words hold it, but those whose use is restricted; matched word by word afterwards in C.
-- name:  members_like :many
-- in:    part text, today date, limit int
-- out:   id member_id, person_id person_id, name text, search_key text, role member_role, title text?, from_day date, rev int
-- scope: school
SELECT m.id, m.person_id, m.display_name AS name, m.search_key, m.role, m.title, m.from_day, m.rev FROM member m
 WHERE m.school_id = :school AND m.search_key LIKE :part     -- law 13: a word inside a name, among the few thousand of one school
   AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
   AND NOT EXISTS (SELECT 1 FROM restriction x WHERE x.subject_id = m.person_id AND x.school_id = :school AND x.ended_at IS NULL)
 ORDER BY m.sort_key, m.id LIMIT :limit;

-- Who of the school is restricted: left out of the directory.
-- name:  restricted_members :many
-- out:   person_id person_id
-- scope: school
SELECT m.person_id FROM restriction x JOIN member m ON m.person_id = x.subject_id WHERE m.school_id = :school AND x.school_id = :school AND x.ended_at IS NULL LIMIT 1000;

-- How many there are of each role today, for the management page.
-- name:  members_by_role :many
-- in:    today date
-- out:   role member_role, n int
-- scope: school
SELECT m.role, count(*) AS n FROM member m
 WHERE m.school_id = :school AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
 GROUP BY m.role;

-- Where a person belongs today, in every school, newest first; how rights and the home are made.
-- name:  memberships_open :many
-- in:    person_id person_id, today date
-- out:   school_id school_id, code text, name text, role member_role, title text?, id member_id
-- scope: system - it makes the scope of the person who asks
SELECT m.school_id, s.code, s.name, m.role, m.title, m.id FROM member m JOIN school s ON s.id = m.school_id
 WHERE m.person_id = :person_id AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
 ORDER BY m.from_day DESC, m.id DESC LIMIT 20;

-- A person who is or was a member of this school.
-- name:  person_of_school :maybe
-- in:    id person_id
-- out:   id person_id, full_name text, born date?, sex sex?
-- scope: school
SELECT p.id, p.full_name, p.born, p.sex FROM person p
 WHERE p.id = :id AND EXISTS (SELECT 1 FROM member m WHERE m.school_id = :school AND m.person_id = p.id);

-- A guardian, past or present, of a pupil of this school.
-- name:  guardian_of_school :one
-- in:    id person_id
-- out:   id person_id, full_name text, born date?, sex sex?
-- scope: school
SELECT p.id, p.full_name, p.born, p.sex FROM person p
 WHERE p.id = :id
   AND EXISTS (SELECT 1 FROM guardian_link g JOIN member m ON m.person_id = g.child_id AND m.school_id = :school WHERE g.guardian_id = p.id);

-- The memberships that a bulk act made.
-- name:  members_of_batch :many
-- in:    batch_id batch_id
-- out:   id member_id
-- scope: school
SELECT m.id FROM member m WHERE m.school_id = :school AND m.batch_id = :batch_id LIMIT 20000;

-- ---- batches

-- A bulk act begins.
-- name:  batch_insert :run
-- in:    id batch_id, kind batch_kind, act text, by_person person_id
-- scope: school
INSERT INTO batch (school_id, id, kind, act, by_person, at, undone_at, undone_by) VALUES (:school, :id, :kind, :act, :by_person, :now, NULL, NULL);

-- One bulk act.
-- name:  batch_one :one
-- in:    id batch_id
-- out:   id batch_id, act text, by_name text?, at time, undone_at time?, undone_name text?, reason text?
-- scope: school
SELECT b.id, coalesce(b.act, b.kind) AS act, p.full_name AS by_name, b.at, b.undone_at, u.full_name AS undone_name, b.reason
  FROM batch b LEFT JOIN person p ON p.id = b.by_person LEFT JOIN person u ON u.id = b.undone_by
 WHERE b.school_id = :school AND b.id = :id;

-- The bulk acts since a moment, newest first; :before is the last one seen.
-- name:  batches_after :many
-- in:    since time, before batch_id, limit int
-- out:   id batch_id, act text, by_name text?, at time, undone_at time?, undone_name text?, reason text?
-- scope: school
SELECT b.id, coalesce(b.act, b.kind) AS act, p.full_name AS by_name, b.at, b.undone_at, u.full_name AS undone_name, b.reason
  FROM batch b LEFT JOIN person p ON p.id = b.by_person LEFT JOIN person u ON u.id = b.undone_by
 WHERE b.school_id = :school AND b.at >= :since AND b.id < :before ORDER BY b.id DESC LIMIT :limit;

-- A bulk act is undone, once.
-- name:  batch_mark_undone :run
-- in:    id batch_id, by_person person_id, reason text?
-- scope: school
UPDATE batch SET undone_at = :now, undone_by = :by_person, reason = :reason WHERE school_id = :school AND id = :id AND undone_at IS NULL;

-- Has anybody made sign-in slips at this school: 0 or 1.
-- name:  slips_made :one
-- out:   batches int
-- scope: school
SELECT count(*) AS batches FROM (SELECT b.id FROM batch b WHERE b.school_id = :school AND b.act IN ('access.slips', 'access.sheets') LIMIT 1) made;

-- Memberships of an undone batch never were.
-- name:  members_of_batch_undo :run
-- in:    batch_id batch_id
-- scope: school
UPDATE member SET to_day = from_day, rev = rev + 1 WHERE school_id = :school AND batch_id = :batch_id;

-- Members beside their persons, for khue verify: do they bear the same name and keys?
-- name:  members_beside_persons :many
-- in:    after member_id, limit int
-- out:   id member_id, same bool
-- scope: school
SELECT m.id, CASE WHEN m.display_name = p.full_name AND m.search_key = p.search_key AND m.sort_key = p.sort_key THEN 1 ELSE 0 END AS same
  FROM member m JOIN person p ON p.id = m.person_id
 WHERE m.school_id = :school AND m.id > :after ORDER BY m.id LIMIT :limit;

-- Weeks with a number, for khue verify; a school has some 35 a year.
-- name:  weeks_numbered :many
-- out:   year_id school_year_id, number int
-- scope: school
SELECT w.year_id, coalesce(w.number, 0) AS number FROM school_week w WHERE w.school_id = :school AND w.number IS NOT NULL ORDER BY w.year_id, w.monday;
