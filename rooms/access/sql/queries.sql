-- ---- accounts

-- The account of a person, with the name by which pages address them and what waits at the bell.
-- name:  account_of_person :one
-- in:    person_id person_id
-- out:   full_name text, sex sex?, admin bool, closed_at time?, has_password bool, access_rev int, unread int
-- scope: system - it is read to learn who asks
SELECT p.full_name, p.sex, a.admin, a.closed_at, CASE WHEN a.password_hash IS NULL THEN 0 ELSE 1 END AS has_password, a.access_rev,
       (SELECT count(*) FROM (SELECT n.id FROM notice n WHERE n.person_id = :person_id AND n.read_at IS NULL LIMIT 100) u) AS unread
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
-- in:    code_hash bytes, person_id person_id, made_by person_id, until time
-- scope: system - the rule has decided on the person
INSERT INTO one_time_code (code_hash, person_id, made_at, made_by, until, used_at, void_at) VALUES (:code_hash, :person_id, :now, :made_by, :until, NULL, NULL);

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
-- out:   person_id person_id
-- scope: system - sign-in
SELECT k.person_id FROM one_time_code k JOIN account a ON a.person_id = k.person_id
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
-- out:   pupil_id person_id, pupil_name text, person_id person_id, full_name text, user_name text, kind guardian_kind, has_password bool
-- scope: school
SELECT e.person_id AS pupil_id, m.display_name AS pupil_name, a.person_id, p.full_name, a.user_name, g.kind,
       CASE WHEN a.password_hash IS NULL THEN 0 ELSE 1 END AS has_password
  FROM enrolment e JOIN member m ON m.school_id = :school AND m.id = e.member_id
  JOIN guardian_link g ON g.child_id = e.person_id AND g.to_day IS NULL
  JOIN account a ON a.person_id = g.guardian_id AND a.closed_at IS NULL
  JOIN person p ON p.id = a.person_id
 WHERE e.school_id = :school AND e.class_id = :class_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
 ORDER BY m.sort_key, e.id, g.id LIMIT 300;

-- Is this a guardian whom another school brought in, and who still has a child there? Then that school hands out the slip.
-- Or one who runs a school or the system? Their slip is made where they work, never by the teacher of their child.
-- name:  guardian_of_elsewhere :maybe
-- in:    person_id person_id, of_school school_id, today date
-- out:   person_id person_id
-- scope: system - asked about the guardians of a class; only yes or no leaves
SELECT a.person_id FROM account a
 WHERE a.person_id = :person_id
   AND ((EXISTS (SELECT 1 FROM guardian_link g JOIN member m ON m.person_id = g.child_id
                  WHERE g.guardian_id = a.person_id AND g.to_day IS NULL AND m.school_id <> :of_school
                    AND m.from_day <= :today AND (m.to_day IS NULL OR m.to_day > :today))
         AND NOT EXISTS (SELECT 1 FROM batch b WHERE b.school_id = :of_school AND b.id = a.batch_id))
        OR a.admin = 1
        OR EXISTS (SELECT 1 FROM member o WHERE o.person_id = a.person_id AND o.role IN ('principal', 'deputy', 'clerk')
                      AND o.from_day <= :today AND (o.to_day IS NULL OR o.to_day > :today)));

-- The pupils of a class who have an account of their own.
-- name:  pupils_of_slips :many
-- in:    class_id class_id, today date
-- out:   person_id person_id, full_name text, user_name text, has_password bool
-- scope: school
SELECT e.person_id, m.display_name AS full_name, a.user_name, CASE WHEN a.password_hash IS NULL THEN 0 ELSE 1 END AS has_password
  FROM enrolment e JOIN member m ON m.school_id = :school AND m.id = e.member_id JOIN account a ON a.person_id = e.person_id AND a.closed_at IS NULL
 WHERE e.school_id = :school AND e.class_id = :class_id AND e.from_day <= :today AND (e.to_day IS NULL OR e.to_day > :today)
 ORDER BY m.sort_key, e.id LIMIT 100;

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
