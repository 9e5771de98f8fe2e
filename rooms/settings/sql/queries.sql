-- Every value of a school and of the system; mine = it counts in the school's year of that day.
-- name:  settings_for :many
-- in:    of_school school_id, on_day date
-- out:   of_school school_id, year_id school_year_id, mine bool, key text, text text?
-- scope: public - how a school works; it holds no personal data and no secret, and families' pages follow it too
SELECT s.school_id AS of_school, s.year_id,
       CASE WHEN s.year_id = (SELECT y.id FROM school_year y WHERE y.school_id = :of_school
                               ORDER BY CASE WHEN y.starts <= :on_day AND y.ends > :on_day THEN 0 WHEN y.starts > :on_day THEN 1 ELSE 2 END,
                                        CASE WHEN y.starts > :on_day THEN y.starts ELSE -y.starts END
                               LIMIT 1) THEN 1 ELSE 0 END AS mine,
       s.key, s.text
  FROM setting s WHERE s.school_id IN (0, :of_school);

-- The same rows with who set them, for the page.
-- name:  settings_shown :many
-- in:    of_school school_id, year_id school_year_id
-- out:   key text, text text?, rev int, at time, by_name text?
-- scope: system - the page has decided: the office of that school, or the administrator
SELECT s.key, s.text, s.rev, s.at, p.full_name AS by_name
  FROM setting s LEFT JOIN person p ON p.id = s.by_person WHERE s.school_id = :of_school AND s.year_id = :year_id;

-- One value as it stands.
-- name:  setting_one :maybe
-- in:    of_school school_id, year_id school_year_id, key text
-- out:   text text?, rev int
-- scope: system - the rule has decided: a school's own value, or the administrator's
SELECT s.text, s.rev FROM setting s WHERE s.school_id = :of_school AND s.year_id = :year_id AND s.key = :key;

-- A value where there was none; nothing happens when somebody was faster.
-- name:  setting_insert :run
-- in:    of_school school_id, year_id school_year_id, key text, text text?, by_person person_id
-- scope: system - the rule has decided: a school's own value, or the administrator's
INSERT INTO setting (school_id, year_id, key, text, by_person, at, rev) VALUES (:of_school, :year_id, :key, :text, :by_person, :now, 1)
ON CONFLICT (school_id, year_id, key) DO NOTHING;

-- Another value; changes nothing when rev is no longer the one that was read.
-- name:  setting_update :run
-- in:    of_school school_id, year_id school_year_id, key text, text text?, by_person person_id, rev int
-- scope: system - the rule has decided: a school's own value, or the administrator's
UPDATE setting SET text = :text, by_person = :by_person, at = :now, rev = rev + 1
 WHERE school_id = :of_school AND year_id = :year_id AND key = :key AND rev = :rev;

-- Everything that is set, for the doctor.
-- name:  settings_all :many
-- in:    after_school int, after_year school_year_id, after_key text, limit int
-- out:   of_school school_id, year_id school_year_id, key text, text text?
-- scope: system - the doctor looks at every school; only keys and values that do not fit are told
SELECT s.school_id AS of_school, s.year_id, s.key, s.text FROM setting s
 WHERE (s.school_id, s.year_id, s.key) > (:after_school, :after_year, :after_key) ORDER BY s.school_id, s.year_id, s.key LIMIT :limit;
