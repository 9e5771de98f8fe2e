-- ---- accounts

-- The account of a person, with the name by which pages address them and what waits at the bell.
-- name:  account_of_person :one
-- in:    person_id person_id, today date
-- out:   outside int, handed bool, full_name text, sex sex?, admin bool, closed_at time?, has_password bool, has_second bool, second_set bool, card_only bool, access_rev int, unread int
-- scope: system - it is read to learn who asks
SELECT (SELECT coalesce(max(CASE x.kind WHEN 'partner' THEN 1 ELSE 0 END) + max(CASE x.kind WHEN 'mentor' THEN 2 ELSE 0 END) + max(CASE x.kind WHEN 'alumnus' THEN 4 ELSE 0 END), 0) FROM outsider x
         WHERE x.person_id = :person_id AND x.from_day <= :today AND (x.to_day IS NULL OR x.to_day > :today))
       + (SELECT coalesce(max(CASE g.kind WHEN 'programme' THEN 16 ELSE 0 END) + max(CASE g.kind WHEN 'programme' THEN 0 ELSE 8 END), 0) FROM officer f JOIN organisation g ON g.id = f.organisation_id
           WHERE f.person_id = :person_id AND f.from_day <= :today AND (f.to_day IS NULL OR f.to_day > :today)) AS outside,
       CASE WHEN EXISTS (SELECT 1 FROM delegation d WHERE d.to_person = :person_id AND d.ended_at IS NULL AND d.from_day <= :today AND d.to_day > :today) THEN 1 ELSE 0 END AS handed,
       p.full_name, p.sex, a.admin, a.closed_at, CASE WHEN a.password_hash IS NULL THEN 0 ELSE 1 END AS has_password,
       CASE WHEN EXISTS (SELECT 1 FROM second_step k WHERE k.person_id = a.person_id AND k.confirmed_at IS NOT NULL) THEN 1 ELSE 0 END AS has_second,
       CASE WHEN EXISTS (SELECT 1 FROM setting s WHERE s.school_id = 0 AND s.year_id = 0 AND s.key = 'access.second_admin')
              OR EXISTS (SELECT 1 FROM member m JOIN setting s ON s.school_id = m.school_id AND s.year_id = 0 AND s.key = 'access.second_office' WHERE m.person_id = :person_id) THEN 1 ELSE 0 END AS second_set,
       CASE WHEN a.card_only = 1 THEN 1 ELSE 0 END AS card_only, a.access_rev,
       (SELECT count(*) FROM (SELECT n.id FROM notice n WHERE n.person_id = :person_id AND n.read_at IS NULL
           AND (n.about_id IS NULL OR NOT EXISTS (SELECT 1 FROM guardian_order o WHERE o.child_id = n.about_id AND o.guardian_id = n.person_id AND o.lifted_at IS NULL)) LIMIT 100) u) AS unread
  FROM account a JOIN person p ON p.id = a.person_id WHERE a.person_id = :person_id;

-- Whose password it is: what must not be all of it, and how long it has to be. wide: works in a school or over schools.
-- name:  password_owner :maybe
-- in:    person_id person_id, today date
-- out:   full_name text, user_name text, born date?, wide bool
-- scope: system - one's own, or of whoever opened a link; nothing of it is shown
SELECT p.full_name, a.user_name, p.born,
       CASE WHEN a.admin = 1 OR EXISTS (SELECT 1 FROM member m WHERE m.person_id = p.id AND m.role <> 'pupil' AND (m.to_day IS NULL OR m.to_day > :today))
                 OR EXISTS (SELECT 1 FROM officer f WHERE f.person_id = p.id AND (f.to_day IS NULL OR f.to_day > :today)) THEN 1 ELSE 0 END AS wide
  FROM account a JOIN person p ON p.id = a.person_id WHERE a.person_id = :person_id;

-- The account behind a user name, for sign-in.
-- name:  account_of_user :maybe
-- in:    user_name text
-- out:   person_id person_id, password_hash text?
-- scope: system - sign-in
SELECT a.person_id, a.password_hash FROM account a WHERE a.user_name = :user_name AND a.closed_at IS NULL;

-- The accounts behind a phone number; one phone may serve a family.
-- name:  accounts_of_phone :many
-- in:    phone text
-- out:   person_id person_id, password_hash text?
-- scope: system - sign-in
SELECT a.person_id, a.password_hash FROM contact c JOIN account a ON a.person_id = c.person_id
 WHERE c.value = :phone AND c.kind = 'phone' AND c.to_day IS NULL AND a.closed_at IS NULL AND a.password_hash IS NOT NULL
 ORDER BY a.person_id LIMIT 5;

-- A person's own user name.
-- name:  user_name_of :maybe
-- in:    person_id person_id
-- out:   user_name text
-- scope: system - one's own account, or printed on the slip of a pupil whom access has decided on
SELECT a.user_name FROM account a WHERE a.person_id = :person_id AND a.closed_at IS NULL;

-- A new account, without a password.
-- name:  account_insert :run
-- in:    person_id person_id, user_name text, admin bool, batch_id batch_id?
-- scope: system - the rule that makes people makes their accounts
INSERT INTO account (person_id, user_name, password_hash, admin, access_rev, closed_at, made_at, batch_id, rev)
VALUES (:person_id, :user_name, NULL, :admin, 1, NULL, :now, :batch_id, 1);

-- The password a person chose; hashed before the closure.
-- name:  account_password :run
-- in:    person_id person_id, password_hash text
-- scope: system - one's own account
UPDATE account SET password_hash = :password_hash, rev = rev + 1 WHERE person_id = :person_id AND closed_at IS NULL;

-- Whoever came in by a code chooses a password anew.
-- name:  account_password_forget :run
-- in:    person_id person_id
-- scope: system - sign-in
UPDATE account SET password_hash = NULL, rev = rev + 1 WHERE person_id = :person_id AND password_hash IS NOT NULL;

-- Another user name.
-- name:  account_user_name :run
-- in:    person_id person_id, user_name text
-- scope: system - the rule has decided
UPDATE account SET user_name = :user_name, rev = rev + 1 WHERE person_id = :person_id;

-- Somebody's rights changed.
-- name:  account_touch :run
-- in:    person_id person_id
-- scope: system - called by the rules that change rights
UPDATE account SET access_rev = access_rev + 1 WHERE person_id = :person_id;     -- law 13: nothing that a form shows

-- An account that is a second one of somebody closes.
-- name:  account_shut :run
-- in:    person_id person_id
-- scope: system - the rule has decided
UPDATE account SET closed_at = :now, access_rev = access_rev + 1, rev = rev + 1 WHERE person_id = :person_id AND closed_at IS NULL;

-- It is open again.
-- name:  account_unshut :run
-- in:    person_id person_id
-- scope: system - the rule has decided
UPDATE account SET closed_at = NULL, access_rev = access_rev + 1, rev = rev + 1 WHERE person_id = :person_id AND closed_at IS NOT NULL;

-- Accounts of an undone batch close.
-- name:  accounts_close_batch :run
-- in:    batch_id batch_id, today date
-- scope: system - accounts are global; the batch is the school's own
UPDATE account SET closed_at = :now, access_rev = access_rev + 1, rev = rev + 1
 WHERE batch_id = :batch_id AND closed_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM guardian_link g WHERE g.guardian_id = account.person_id AND g.to_day IS NULL)
   AND NOT EXISTS (SELECT 1 FROM member m WHERE m.person_id = account.person_id AND (m.to_day IS NULL OR m.to_day > :today));

-- A new account of a bulk act; changes nothing when the user name is taken.
-- name:  account_of_batch_insert :run
-- in:    person_id person_id, user_name text, batch_id batch_id
-- scope: system - the rule that makes people makes their accounts
INSERT INTO account (person_id, user_name, password_hash, admin, access_rev, closed_at, made_at, batch_id, rev)
VALUES (:person_id, :user_name, NULL, 0, 1, NULL, :now, :batch_id, 1) ON CONFLICT (user_name) DO NOTHING;

-- Has this person an account?
-- name:  account_find :maybe
-- in:    person_id person_id
-- out:   person_id person_id
-- scope: system - so that nobody gets a second one
SELECT a.person_id FROM account a WHERE a.person_id = :person_id;

-- ---- one-time codes

-- A code on a slip.
-- name:  code_insert :run
-- in:    code_hash bytes, person_id person_id, made_by person_id, until time, sheet slip_sheet_id?, batch_id batch_id?
-- scope: system - the rule has decided on the person
INSERT INTO one_time_code (code_hash, person_id, made_at, made_by, until, used_at, void_at, slip_sheet_id, batch_id)
VALUES (:code_hash, :person_id, :now, :made_by, :until, NULL, NULL, :sheet, :batch_id);

-- How many slips of one bulk act are still open, were used, were replaced.
-- name:  codes_of_batch :one
-- in:    batch_id batch_id
-- out:   open int, used int, replaced int
-- scope: system - the batch was read in the school's scope; only numbers leave
SELECT coalesce(sum(CASE WHEN k.used_at IS NULL AND k.void_at IS NULL THEN 1 ELSE 0 END), 0) AS open,
       coalesce(sum(CASE WHEN k.used_at IS NOT NULL THEN 1 ELSE 0 END), 0) AS used,
       coalesce(sum(CASE WHEN k.used_at IS NULL AND k.void_at IS NOT NULL THEN 1 ELSE 0 END), 0) AS replaced
  FROM one_time_code k WHERE k.batch_id = :batch_id;

-- The open slips of one bulk act are void.
-- name:  codes_void_slips :run
-- in:    batch_id batch_id
-- scope: system - the rule has decided on the batch
UPDATE one_time_code SET void_at = :now WHERE batch_id = :batch_id AND used_at IS NULL AND void_at IS NULL;

-- Older open codes of a person are void.
-- name:  codes_void :run
-- in:    person_id person_id
-- scope: system - the rule has decided on the person
UPDATE one_time_code SET void_at = :now WHERE person_id = :person_id AND used_at IS NULL AND void_at IS NULL;

-- Codes of the people of an undone batch are void.
-- name:  codes_void_batch :run
-- in:    batch_id batch_id
-- scope: system - accounts are global; the batch is the school's own
UPDATE one_time_code SET void_at = :now
 WHERE used_at IS NULL AND void_at IS NULL
   AND person_id IN (SELECT a.person_id FROM account a WHERE a.batch_id = :batch_id AND a.closed_at IS NOT NULL);

-- The person whose open code this is.
-- name:  code_open :maybe
-- in:    code_hash bytes
-- out:   person_id person_id, had_password bool
-- scope: system - sign-in
SELECT k.person_id, CASE WHEN a.password_hash IS NULL THEN 0 ELSE 1 END AS had_password FROM one_time_code k JOIN account a ON a.person_id = k.person_id
 WHERE k.code_hash = :code_hash AND k.used_at IS NULL AND k.void_at IS NULL AND k.until > :now AND a.closed_at IS NULL;

-- The code is used up; nothing changes when somebody was faster.
-- name:  code_use :run
-- in:    code_hash bytes
-- scope: system - sign-in
UPDATE one_time_code SET used_at = :now WHERE code_hash = :code_hash AND used_at IS NULL AND void_at IS NULL;

-- ---- failures

-- A sign-in that failed.
-- name:  failure_insert :run
-- in:    person_id person_id, address int, id sign_in_failure_id
-- scope: system - sign-in
INSERT INTO sign_in_failure (person_id, address, at, id) VALUES (:person_id, :address, :now, :id);

-- How often it failed lately for this account from this address.
-- name:  failures_since :one
-- in:    person_id person_id, address int, since time
-- out:   n int
-- scope: system - sign-in
SELECT count(*) AS n FROM sign_in_failure f WHERE f.person_id = :person_id AND f.address = :address AND f.at >= :since;

-- Failures older than a day are of no use.
-- name:  failures_drop :run
-- in:    person_id person_id, before time
-- scope: system - retention
DELETE FROM sign_in_failure WHERE person_id = :person_id AND at < :before;       -- law 13: retention, a day

-- ---- slips

-- The guardians of a class's pupils who have an account, in the order of the list.
-- name:  guardians_of_slips :many
-- in:    class_id class_id, today date
-- out:   pupil_id person_id, pupil_name text, person_id person_id, full_name text, user_name text, kind guardian_kind, has_password bool, has_code bool
-- scope: school
SELECT e.person_id AS pupil_id, m.display_name AS pupil_name, a.person_id, p.full_name, a.user_name, g.kind,
       CASE WHEN a.password_hash IS NULL THEN 0 ELSE 1 END AS has_password,
       CASE WHEN EXISTS (SELECT 1 FROM one_time_code k WHERE k.person_id = a.person_id AND k.used_at IS NULL AND k.void_at IS NULL AND k.until > :now)
            THEN 1 ELSE 0 END AS has_code
  FROM enrolment e JOIN member m ON m.school_id = :school AND m.id = e.member_id
  JOIN guardian_link g ON g.child_id = e.person_id AND g.to_day IS NULL AND g.limited IS NULL
  JOIN account a ON a.person_id = g.guardian_id AND a.closed_at IS NULL
  JOIN person p ON p.id = a.person_id
 WHERE e.school_id = :school AND e.class_id = :class_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
 ORDER BY m.sort_key, e.id, g.id LIMIT 300;

-- What the accounts of some people open beyond a school (whose.c). over: the system, figures for an authority or the programme. runs: is of the office of some school. works: has an adult's
-- place in some school; away: in another one, or stands beside another as a partner or mentor. child: a guardian of a child at another school, neither brought in by a list of
-- this one nor at work here since before that child was theirs.
-- name:  accounts_beyond :many
-- in:    people person_id*, of_school school_id, today date
-- out:   person_id person_id, over int, runs int, works int, away int, child int
-- scope: system - asked about people of this school's lists; only yes or no leaves
SELECT a.person_id,
       coalesce(a.admin, 0) + (SELECT count(*) FROM officer o WHERE o.person_id = a.person_id AND (o.to_day IS NULL OR o.to_day > :today)) AS over,
       (SELECT count(*) FROM member o WHERE o.person_id = a.person_id AND o.role IN ('principal', 'deputy', 'clerk')
           AND o.from_day <= :today AND (o.to_day IS NULL OR o.to_day > :today)) AS runs,
       (SELECT count(*) FROM member o WHERE o.person_id = a.person_id AND o.role <> 'pupil'
           AND o.from_day <= :today AND (o.to_day IS NULL OR o.to_day > :today)) AS works,
       (SELECT count(*) FROM member o WHERE o.person_id = a.person_id AND o.role <> 'pupil' AND o.school_id <> :of_school AND (o.to_day IS NULL OR o.to_day > :today))
         + (SELECT count(*) FROM outsider x WHERE x.person_id = a.person_id AND x.kind <> 'alumnus' AND x.school_id <> :of_school AND (x.to_day IS NULL OR x.to_day > :today)) AS away,
       (SELECT count(*) FROM guardian_link g JOIN member m ON m.person_id = g.child_id AND m.role = 'pupil' AND m.school_id <> :of_school AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
         WHERE g.guardian_id = a.person_id AND g.to_day IS NULL
           AND NOT EXISTS (SELECT 1 FROM batch b WHERE b.school_id = :of_school AND b.id = a.batch_id)
           AND NOT EXISTS (SELECT 1 FROM member o WHERE o.person_id = a.person_id AND o.school_id = :of_school AND o.role <> 'pupil'
                              AND o.from_day <= g.from_day AND (o.to_day IS NULL OR o.to_day > :today))) AS child
  FROM account a WHERE a.person_id IN (:people*) ORDER BY a.person_id LIMIT 1000;

-- The pupils of a class who have an account of their own; in grades 1 and 2 those of the cards have none.
-- name:  pupils_of_slips :many
-- in:    class_id class_id, today date
-- out:   person_id person_id, full_name text, born date?, user_name text, has_password bool, has_code bool
-- scope: school
SELECT e.person_id, m.display_name AS full_name, p.born, a.user_name, CASE WHEN a.password_hash IS NULL THEN 0 ELSE 1 END AS has_password,
       CASE WHEN EXISTS (SELECT 1 FROM one_time_code k WHERE k.person_id = a.person_id AND k.used_at IS NULL AND k.void_at IS NULL AND k.until > :now)
            THEN 1 ELSE 0 END AS has_code
  FROM enrolment e JOIN member m ON m.school_id = :school AND m.id = e.member_id JOIN person p ON p.id = e.person_id JOIN account a ON a.person_id = e.person_id AND a.closed_at IS NULL
  JOIN class c ON c.school_id = :school AND c.id = e.class_id
 WHERE e.school_id = :school AND e.class_id = :class_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
   AND (a.card_only IS NULL OR a.card_only = 0 OR c.grade > 2)
 ORDER BY m.sort_key, e.id LIMIT 100;

-- ---- slips of the whole school

-- How many of the school's pupils and their guardians have no password yet, and how many of those hold a code that is still good.
-- name:  slips_wanted :one
-- in:    today date
-- out:   people int, with_code int
-- scope: school
SELECT count(*) AS people, coalesce(sum(w.has_code), 0) AS with_code FROM (
  SELECT a.person_id, CASE WHEN EXISTS (SELECT 1 FROM one_time_code k WHERE k.person_id = a.person_id AND k.used_at IS NULL AND k.void_at IS NULL AND k.until > :now)
                           THEN 1 ELSE 0 END AS has_code
    FROM enrolment e JOIN account a ON a.person_id = e.person_id AND a.closed_at IS NULL AND a.password_hash IS NULL
    JOIN class c ON c.school_id = :school AND c.id = e.class_id AND (a.card_only IS NULL OR a.card_only = 0 OR c.grade > 2)
   WHERE e.school_id = :school AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
  UNION
  SELECT a.person_id, CASE WHEN EXISTS (SELECT 1 FROM one_time_code k WHERE k.person_id = a.person_id AND k.used_at IS NULL AND k.void_at IS NULL AND k.until > :now)
                           THEN 1 ELSE 0 END AS has_code
    FROM enrolment e JOIN guardian_link g ON g.child_id = e.person_id AND g.to_day IS NULL AND g.limited IS NULL
    JOIN account a ON a.person_id = g.guardian_id AND a.closed_at IS NULL AND a.password_hash IS NULL
   WHERE e.school_id = :school AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)) w;

-- The people who got a code in this job already: in a class before, or in an attempt before.
-- name:  given_by_job :many
-- in:    of_school school_id, job_id job_id
-- out:   person_id person_id
-- scope: system - the caller passes its own school; so that a guardian of two gets one slip
SELECT k.person_id FROM slip_sheet s JOIN one_time_code k ON k.slip_sheet_id = s.id
 WHERE s.school_id = :of_school AND s.job_id = :job_id ORDER BY k.person_id LIMIT 20000;

-- A class's sheet.
-- name:  slip_sheet_insert :run
-- in:    id slip_sheet_id, class_id class_id, job_id job_id, made_by person_id, slips int, sealed bytes, until time
-- scope: school
INSERT INTO slip_sheet (school_id, id, class_id, job_id, made_by, made_at, slips, sealed, until, shown_at, gone_at)
VALUES (:school, :id, :class_id, :job_id, :made_by, :now, :slips, :sealed, :until, NULL, NULL);

-- What a job made.
-- name:  sheets_of_job :one
-- in:    job_id job_id
-- out:   sheets int, slips int
-- scope: school
SELECT count(*) AS sheets, coalesce(sum(s.slips), 0) AS slips FROM slip_sheet s WHERE s.school_id = :school AND s.job_id = :job_id;

-- The classes that have a sheet of a job.
-- name:  sheet_classes :many
-- in:    job_id job_id, limit int
-- out:   class_name text
-- scope: school
SELECT c.name AS class_name FROM slip_sheet s JOIN class c ON c.school_id = :school AND c.id = s.class_id
 WHERE s.school_id = :school AND s.job_id = :job_id ORDER BY c.sort_key, c.id LIMIT :limit;

-- The sheets of the school that wait to be printed, by class.
-- name:  sheets_waiting :many
-- out:   id slip_sheet_id, class_name text, slips int, made_at time, until time, shown_at time?
-- scope: school
SELECT s.id, c.name AS class_name, s.slips, s.made_at, s.until, s.shown_at
  FROM slip_sheet s JOIN class c ON c.school_id = :school AND c.id = s.class_id
 WHERE s.school_id = :school AND s.sealed IS NOT NULL AND s.until > :now ORDER BY c.sort_key, c.id, s.id LIMIT 300;

-- One sheet that waits.
-- name:  sheet_one :one
-- in:    id slip_sheet_id
-- out:   class_id class_id, sealed bytes?, made_at time
-- scope: school
SELECT s.class_id, s.sealed, s.made_at FROM slip_sheet s WHERE s.school_id = :school AND s.id = :id AND s.sealed IS NOT NULL AND s.until > :now;

-- Its print page was opened.
-- name:  sheet_shown :run
-- in:    id slip_sheet_id
-- scope: school
UPDATE slip_sheet SET shown_at = coalesce(shown_at, :now) WHERE school_id = :school AND id = :id AND sealed IS NOT NULL;

-- Those of a sheet whose code is still good: neither used nor replaced since.
-- name:  codes_open_of_sheet :many
-- in:    sheet slip_sheet_id
-- out:   person_id person_id
-- scope: system - the sheet was found in the caller's own school
SELECT k.person_id FROM one_time_code k
 WHERE k.slip_sheet_id = :sheet AND k.used_at IS NULL AND k.void_at IS NULL AND k.until > :now ORDER BY k.person_id LIMIT 400;

-- It is printed: the codes are forgotten.
-- name:  sheet_gone :run
-- in:    id slip_sheet_id
-- scope: school
UPDATE slip_sheet SET sealed = NULL, gone_at = :now WHERE school_id = :school AND id = :id AND sealed IS NOT NULL;

-- All that were opened are printed.
-- name:  sheets_gone :run
-- scope: school
UPDATE slip_sheet SET sealed = NULL, gone_at = :now WHERE school_id = :school AND sealed IS NOT NULL AND shown_at IS NOT NULL;

-- Sheets whose day is over.
-- name:  sheets_over :many
-- in:    most int
-- out:   school_id school_id, id slip_sheet_id, shown bool
-- scope: system - retention over all schools
SELECT s.school_id, s.id, CASE WHEN s.shown_at IS NULL THEN 0 ELSE 1 END AS shown
  FROM slip_sheet s WHERE s.sealed IS NOT NULL AND s.until <= :now ORDER BY s.until LIMIT :most;

-- Codes that nobody saw are void: whoever needs one gets another.
-- name:  codes_void_sheet :run
-- in:    sheet slip_sheet_id
-- scope: system - the sheet is the school's own
UPDATE one_time_code SET void_at = :now WHERE slip_sheet_id = :sheet AND used_at IS NULL AND void_at IS NULL;

-- Failures that no limit asks about any more.
-- name:  failures_forget :run
-- in:    before time, most int
-- scope: system - retention
DELETE FROM sign_in_failure WHERE (person_id, address, at, id) IN      -- law 13: retention, a day
  (SELECT person_id, address, at, id FROM sign_in_failure WHERE at < :before LIMIT :most);

-- Who has this name or this telephone (E.164; empty = none) among the staff, now or before.
-- name:  staff_alike :many
-- in:    search_key text, phone text, today date
-- out:   member_id member_id, person_id person_id, name text, role member_role, title text?, over bool, same_phone bool
-- scope: school
SELECT m.id AS member_id, m.person_id, m.display_name AS name, m.role, m.title, CASE WHEN m.to_day IS NOT NULL AND m.to_day <= :today THEN 1 ELSE 0 END AS over,
       CASE WHEN :phone <> '' AND EXISTS (SELECT 1 FROM contact c WHERE c.person_id = m.person_id AND c.kind = 'phone' AND c.value = :phone AND c.to_day IS NULL) THEN 1 ELSE 0 END AS same_phone
  FROM member m
 WHERE m.school_id = :school AND m.role IN ('teacher', 'assistant', 'staff', 'clerk', 'deputy', 'principal')
   AND (m.search_key = :search_key OR (:phone <> '' AND EXISTS (SELECT 1 FROM contact d WHERE d.person_id = m.person_id AND d.kind = 'phone' AND d.value = :phone AND d.to_day IS NULL)))
 ORDER BY over, m.sort_key, m.id LIMIT 12;

-- The adults of the school today, leaders first, with their user names.
-- name:  staff_of_school :many
-- in:    today date
-- out:   id member_id, person_id person_id, name text, role member_role, title text?, rev int, user_name text?, has_password bool
-- scope: school
SELECT m.id, m.person_id, m.display_name AS name, m.role, m.title, m.rev, a.user_name, CASE WHEN a.password_hash IS NULL THEN 0 ELSE 1 END AS has_password
  FROM member m LEFT JOIN account a ON a.person_id = m.person_id AND a.closed_at IS NULL
 WHERE m.school_id = :school AND m.role IN ('principal', 'deputy', 'clerk', 'teacher', 'assistant', 'staff')
   AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today)
 ORDER BY CASE m.role WHEN 'principal' THEN 0 WHEN 'deputy' THEN 1 WHEN 'clerk' THEN 2 WHEN 'teacher' THEN 3 WHEN 'assistant' THEN 4 ELSE 5 END, m.sort_key, m.id
 LIMIT 400;

-- ---- rights that hold until the commit. On PostgreSQL the rows by which a person may do something are held (FOR SHARE): who takes one
-- away waits for this closure, or was first, and then the row is no longer among the answers. In this order, and by id: places,
-- duties and children, account; whoever ends them does it in the same order. On SQLite one closure writes at a time.

-- Where a person belongs at this moment, held.
-- name:  places_held :many
-- in:    person_id person_id, today date
-- out:   school_id school_id, role member_role
-- scope: system - it is asked about the one who acts
SELECT m.school_id, m.role FROM member m
 WHERE m.person_id = :person_id AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today) ORDER BY m.id LIMIT 20;
-- postgres:
SELECT m.school_id, m.role FROM member m
 WHERE m.person_id = :person_id AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today) ORDER BY m.id LIMIT 20 FOR SHARE;

-- The places of two people in the school, held by one who ends a place of the other; so neither of two who do that at once waits for
-- the other with something in hand.
-- name:  places_of_two_held :many
-- in:    one person_id, other person_id
-- out:   id member_id
-- scope: school
SELECT m.id FROM member m WHERE m.school_id = :school AND (m.person_id = :one OR m.person_id = :other) AND m.to_day IS NULL ORDER BY m.id LIMIT 40;
-- postgres:
SELECT m.id FROM member m WHERE m.school_id = :school AND (m.person_id = :one OR m.person_id = :other) AND m.to_day IS NULL ORDER BY m.id LIMIT 40
   FOR NO KEY UPDATE;

-- The duties of a person in a class at this moment, held.
-- name:  duties_held :many
-- in:    class_id class_id, me person_id, today date
-- out:   id teaching_id
-- scope: system - it is asked about the one who acts
SELECT t.id FROM teaching t
 WHERE t.class_id = :class_id AND t.person_id = :me AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today) ORDER BY t.id LIMIT 40;
-- postgres:
SELECT t.id FROM teaching t
 WHERE t.class_id = :class_id AND t.person_id = :me AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today) ORDER BY t.id LIMIT 40 FOR SHARE;

-- What makes somebody the leader of a group at this moment, held.
-- name:  group_held :many
-- in:    group_id study_group_id, me person_id
-- out:   id group_leader_id
-- scope: system - it is asked about the one who acts
SELECT l.id FROM group_leader l WHERE l.group_id = :group_id AND l.person_id = :me AND l.to_day IS NULL ORDER BY l.id LIMIT 4;
-- postgres:
SELECT l.id FROM group_leader l WHERE l.group_id = :group_id AND l.person_id = :me AND l.to_day IS NULL ORDER BY l.id LIMIT 4 FOR SHARE;

-- What makes somebody a teacher of a pupil at this moment, held: the pupil's classes, the duties there.
-- name:  lessons_held :many
-- in:    pupil_id person_id, me person_id, today date
-- out:   id enrolment_id
-- scope: system - it is asked about the one who acts
SELECT e.id FROM enrolment e JOIN teaching t ON t.school_id = e.school_id AND t.class_id = e.class_id
 WHERE e.person_id = :pupil_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
   AND t.person_id = :me AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today) ORDER BY e.id, t.id LIMIT 40;
-- postgres:
SELECT e.id FROM enrolment e JOIN teaching t ON t.school_id = e.school_id AND t.class_id = e.class_id
 WHERE e.person_id = :pupil_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
   AND t.person_id = :me AND t.from_day <= :today AND (t.to_day IS NULL OR t.to_day > :today) ORDER BY e.id, t.id LIMIT 40 FOR SHARE;

-- The links by which a person stands for children at this moment, held or kept by an order alike: all are held.
-- name:  children_held :many
-- in:    me person_id
-- out:   child_id person_id
-- scope: system - it is asked about the one who acts
SELECT g.child_id FROM guardian_link g WHERE g.guardian_id = :me AND g.to_day IS NULL ORDER BY g.id LIMIT 100;
-- postgres:
SELECT g.child_id FROM guardian_link g WHERE g.guardian_id = :me AND g.to_day IS NULL ORDER BY g.id LIMIT 100 FOR SHARE;

-- Is this account open, and does it run the system? Held.
-- name:  account_held :maybe
-- in:    person_id person_id, today date
-- out:   admin bool, outside int
-- scope: system - it is asked about the one who acts
SELECT a.admin, (SELECT count(*) FROM outsider x WHERE x.person_id = :person_id AND x.from_day <= :today AND (x.to_day IS NULL OR x.to_day > :today)) AS outside
  FROM account a WHERE a.person_id = :person_id AND a.closed_at IS NULL;
-- postgres:
SELECT a.admin, (SELECT count(*) FROM outsider x WHERE x.person_id = :person_id AND x.from_day <= :today AND (x.to_day IS NULL OR x.to_day > :today)) AS outside
  FROM account a WHERE a.person_id = :person_id AND a.closed_at IS NULL FOR SHARE OF a;
