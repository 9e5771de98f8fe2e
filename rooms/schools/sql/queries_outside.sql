-- ---- organisations and partners

-- An organisation of that kind and name, folded.
-- name:  organisation_named :maybe
-- in:    kind organisation_kind, search_key text
-- out:   id organisation_id
-- scope: public - organisations are a public directory
SELECT g.id FROM organisation g WHERE g.search_key = :search_key AND g.kind = :kind ORDER BY g.id LIMIT 1;

-- An authority of an area.
-- name:  authority_of_area :maybe
-- in:    kind organisation_kind, area_id area_id
-- out:   id organisation_id
-- scope: public - organisations are a public directory
SELECT g.id FROM organisation g WHERE g.area_id = :area_id AND g.kind = :kind ORDER BY g.id LIMIT 1;

-- The communes and wards of a day, by name.
-- name:  communes_in_order :many
-- in:    on_day date
-- out:   code text, name text
-- scope: public - the administration's map is open to everybody
SELECT a.code, a.name FROM area a
 WHERE a.kind IN ('commune', 'ward') AND a.valid_from <= :on_day AND (a.valid_to IS NULL OR a.valid_to > :on_day) ORDER BY a.search_key, a.id LIMIT 400;

-- The partners of the school, those of today first.
-- name:  partners_here :many
-- in:    today date
-- out:   id partner_id, name text, organisation organisation_kind, kind partner_kind, agreement text?, from_day date, to_day date?, people int, rev int
-- scope: school
SELECT p.id, g.name, g.kind AS organisation, p.kind, p.agreement, p.from_day, p.to_day,
       (SELECT count(*) FROM outsider x WHERE x.school_id = :school AND x.kind = 'partner' AND x.partner_id = p.id
           AND x.from_day <= :today AND (x.to_day IS NULL OR x.to_day > :today)) AS people, p.rev
  FROM partner p JOIN organisation g ON g.id = p.organisation_id
 WHERE p.school_id = :school ORDER BY CASE WHEN p.to_day IS NULL OR p.to_day > :today THEN 0 ELSE 1 END, g.search_key, p.id LIMIT 300;

-- One of them.
-- name:  partner_one :maybe
-- in:    id partner_id
-- out:   id partner_id, name text, to_day date?, rev int
-- scope: school
SELECT p.id, g.name, p.to_day, p.rev FROM partner p JOIN organisation g ON g.id = p.organisation_id WHERE p.school_id = :school AND p.id = :id;

-- Is there an agreement of today with that organisation?
-- name:  partner_open_with :maybe
-- in:    organisation_id organisation_id, kind partner_kind, today date
-- out:   id partner_id
-- scope: school
SELECT p.id FROM partner p
 WHERE p.school_id = :school AND p.organisation_id = :organisation_id AND p.kind = :kind AND (p.to_day IS NULL OR p.to_day > :today) LIMIT 1;

-- A new partner.
-- name:  partner_insert :run
-- in:    id partner_id, organisation_id organisation_id, kind partner_kind, agreement text?, from_day date, to_day date?
-- scope: school
INSERT INTO partner (school_id, id, organisation_id, kind, agreement, from_day, to_day, rev)
VALUES (:school, :id, :organisation_id, :kind, :agreement, :from_day, :to_day, 1);

-- Another end of its term; changes nothing when rev is no longer the one that was read.
-- name:  partner_term_set :run
-- in:    id partner_id, to_day date?, rev int
-- scope: school
UPDATE partner SET to_day = :to_day, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev;

-- ---- people beside a school

-- Somebody from outside.
-- name:  outsider_insert :run
-- in:    id outsider_id, person_id person_id, kind outsider_kind, words text?, partner_id partner_id?, from_day date
-- scope: school
INSERT INTO outsider (school_id, id, person_id, kind, words, partner_id, agreed_at, from_day, to_day, rev)
VALUES (:school, :id, :person_id, :kind, :words, :partner_id, NULL, :from_day, NULL, 1);

-- One of them, of today or past.
-- name:  outsider_one :maybe
-- in:    id outsider_id
-- out:   id outsider_id, person_id person_id, name text, born date?, kind outsider_kind, to_day date?, rev int
-- scope: school
SELECT x.id, x.person_id, p.full_name AS name, p.born, x.kind, x.to_day, x.rev FROM outsider x JOIN person p ON p.id = x.person_id
 WHERE x.school_id = :school AND x.id = :id;

-- Has the person that place here today?
-- name:  outsider_open :maybe
-- in:    person_id person_id, kind outsider_kind, today date
-- out:   id outsider_id
-- scope: school
SELECT x.id FROM outsider x
 WHERE x.school_id = :school AND x.person_id = :person_id AND x.kind = :kind AND (x.to_day IS NULL OR x.to_day > :today) LIMIT 1;

-- A place ends; changes nothing when rev is no longer the one that was read.
-- name:  outsider_close :run
-- in:    id outsider_id, to_day date, rev int
-- scope: school
UPDATE outsider SET to_day = :to_day, rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev AND to_day IS NULL;

-- Somebody wrote about the place: whoever had the page open sees that it is stale.
-- name:  outsider_touch :run
-- in:    id outsider_id, rev int
-- scope: school
UPDATE outsider SET rev = rev + 1 WHERE school_id = :school AND id = :id AND rev = :rev AND to_day IS NULL;

-- The school has seen a mentor's papers.
-- name:  mentor_check_insert :run
-- in:    id mentor_check_id, outsider_id outsider_id, paper text, until date, checked_by person_id
-- scope: school
INSERT INTO mentor_check (school_id, id, outsider_id, paper, until, checked_by, at) VALUES (:school, :id, :outsider_id, :paper, :until, :checked_by, :now);

-- The places of a person beside schools, of today, newest first.
-- name:  outside_of_person :many
-- in:    person_id person_id, today date
-- out:   id outsider_id, school_id school_id, code text, school_name text, kind outsider_kind, words text?, partner_name text?, partner_to date?, checked_until date?, agreed_at time?, rev int
-- scope: system - one's own places; they give no scope
SELECT x.id, x.school_id, s.code, s.name AS school_name, x.kind, x.words, g.name AS partner_name, p.to_day AS partner_to,
       (SELECT k.until FROM mentor_check k WHERE k.school_id = x.school_id AND k.outsider_id = x.id ORDER BY k.id DESC LIMIT 1) AS checked_until,
       x.agreed_at, x.rev
  FROM outsider x JOIN school s ON s.id = x.school_id
  LEFT JOIN partner p ON p.school_id = x.school_id AND p.id = x.partner_id LEFT JOIN organisation g ON g.id = p.organisation_id
 WHERE x.person_id = :person_id AND x.from_day <= :today AND (x.to_day IS NULL OR x.to_day > :today) ORDER BY x.from_day DESC, x.id DESC LIMIT 20;

-- An alumnus's own word about the network.
-- name:  alumnus_word_set :run
-- in:    id outsider_id, me person_id, agreed_at time?, today date, rev int
-- scope: system - one's own place
UPDATE outsider SET agreed_at = :agreed_at, rev = rev + 1
 WHERE person_id = :me AND id = :id AND kind = 'alumnus' AND rev = :rev AND (to_day IS NULL OR to_day > :today);

-- ---- officers

-- Somebody works in an authority.
-- name:  officer_insert :run
-- in:    id officer_id, organisation_id organisation_id, person_id person_id, role office_role, title text?, from_day date
-- scope: system - written by who runs the system
INSERT INTO officer (id, organisation_id, person_id, role, title, from_day, to_day, rev)
VALUES (:id, :organisation_id, :person_id, :role, :title, :from_day, NULL, 1);

-- One of them.
-- name:  officer_one :maybe
-- in:    id officer_id
-- out:   id officer_id, person_id person_id, name text, organisation text, to_day date?, rev int
-- scope: system - read by who runs the system
SELECT f.id, f.person_id, p.full_name AS name, g.name AS organisation, f.to_day, f.rev
  FROM officer f JOIN person p ON p.id = f.person_id JOIN organisation g ON g.id = f.organisation_id WHERE f.id = :id;

-- No longer.
-- name:  officer_close :run
-- in:    id officer_id, to_day date, rev int
-- scope: system - written by who runs the system
UPDATE officer SET to_day = :to_day, rev = rev + 1 WHERE id = :id AND rev = :rev AND to_day IS NULL;

-- The authorities in which a person works today, newest first; the programme's office is none (rooms/programme).
-- name:  offices_of_person :many
-- in:    person_id person_id, today date
-- out:   organisation_id organisation_id, name text, area_id area_id, area area_kind
-- scope: system - one's own places; what they open is decided by access
SELECT f.organisation_id, g.name, a.id AS area_id, a.kind AS area
  FROM officer f JOIN organisation g ON g.id = f.organisation_id JOIN area a ON a.id = g.area_id
 WHERE f.person_id = :person_id AND g.kind <> 'programme' AND f.from_day <= :today AND (f.to_day IS NULL OR f.to_day > :today) ORDER BY f.from_day DESC, f.id DESC LIMIT 10;

-- Schools of an area in order of their folded names, one page; :after and :after_id are those of the last one seen.
-- name:  schools_in_area :many
-- in:    area_id area_id, after text, after_id school_id, limit int
-- out:   id school_id, code text, name text
-- scope: public - the directory of schools
SELECT s.id, s.code, s.name FROM school s
 WHERE s.area_id = :area_id AND (s.search_key, s.id) > (:after, :after_id) ORDER BY s.search_key, s.id LIMIT :limit;
