-- ---- how a person wants to hear: choices, hours, browsers, a phone

-- What I chose.
-- name:  choices_mine :many
-- in:    me person_id
-- out:   kind notice_kind, by_mail bool, mail_daily bool, by_push bool, push_daily bool, by_sms bool, rev int
-- scope: persons
SELECT n.kind, n.by_mail, n.mail_daily, n.by_push, n.push_daily, n.by_sms, n.rev FROM notice_choice n WHERE n.person_id = :me AND n.person_id IN (:persons);

-- One choice; an earlier one of the same kind is replaced.
-- name:  choice_put :run
-- in:    me person_id, kind notice_kind, by_mail bool, mail_daily bool, by_push bool, push_daily bool, by_sms bool, lang int
-- scope: system - one's own choice, the caller passes itself
INSERT INTO notice_choice (person_id, kind, by_mail, mail_daily, by_push, push_daily, by_sms, lang, rev) VALUES (:me, :kind, :by_mail, :mail_daily, :by_push, :push_daily, :by_sms, :lang, 1)
ON CONFLICT (person_id, kind) DO UPDATE SET by_mail = excluded.by_mail, mail_daily = excluded.mail_daily, by_push = excluded.by_push, push_daily = excluded.push_daily, by_sms = excluded.by_sms,
  lang = excluded.lang, rev = notice_choice.rev + 1;

-- A first browser was let: everything comes by it, at once where nothing else was chosen.
-- name:  choice_push_first :run
-- in:    me person_id, kind notice_kind, lang int
-- scope: system - one's own choice, the caller passes itself
INSERT INTO notice_choice (person_id, kind, by_mail, mail_daily, by_push, push_daily, by_sms, lang, rev) VALUES (:me, :kind, 0, 0, 1, 0, 0, :lang, 1)
ON CONFLICT (person_id, kind) DO UPDATE SET by_push = 1, rev = notice_choice.rev + 1;

-- name:  choice_sms_first :run
-- in:    me person_id, kind notice_kind, lang int
-- scope: system - one's own choice, the caller passes itself
INSERT INTO notice_choice (person_id, kind, by_mail, mail_daily, by_push, push_daily, by_sms, lang, rev) VALUES (:me, :kind, 0, 0, 0, 0, 1, :lang, 1)
ON CONFLICT (person_id, kind) DO UPDATE SET by_sms = 1, rev = notice_choice.rev + 1;

-- My hours.
-- name:  hours_mine :maybe
-- in:    me person_id
-- out:   quiet_from int, quiet_to int, digest_at int, rev int
-- scope: persons
SELECT h.quiet_from, h.quiet_to, h.digest_at, h.rev FROM notice_hours h WHERE h.person_id = :me AND h.person_id IN (:persons);

-- name:  hours_put :run
-- in:    me person_id, quiet_from int, quiet_to int, digest_at int
-- scope: system - one's own choice, the caller passes itself
INSERT INTO notice_hours (person_id, quiet_from, quiet_to, digest_at, rev) VALUES (:me, :quiet_from, :quiet_to, :digest_at, 1)
ON CONFLICT (person_id) DO UPDATE SET quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, digest_at = excluded.digest_at, rev = notice_hours.rev + 1;

-- ---- browsers

-- Mine that hear, the newest first.
-- name:  pushes_mine :many
-- in:    me person_id
-- out:   id push_subscription_id, device text, endpoint text, made_at time, ok_at time?
-- scope: persons
SELECT p.id, p.device, p.endpoint, p.made_at, p.ok_at FROM push_subscription p WHERE p.person_id = :me AND p.person_id IN (:persons) AND p.gone_at IS NULL ORDER BY p.made_at DESC, p.id DESC LIMIT 20;

-- name:  pushes_of :many
-- in:    person_id person_id
-- out:   id push_subscription_id, endpoint text, p256dh bytes, auth bytes, lang int
-- scope: system - the job that sends
SELECT p.id, p.endpoint, p.p256dh, p.auth, p.lang FROM push_subscription p WHERE p.person_id = :person_id AND p.gone_at IS NULL ORDER BY p.id LIMIT 20;

-- name:  push_insert :run
-- in:    me person_id, id push_subscription_id, endpoint text, p256dh bytes, auth bytes, device text, lang int
-- scope: system - one's own browser, the caller passes itself
INSERT INTO push_subscription (person_id, id, endpoint, p256dh, auth, device, lang, made_at, ok_at, gone_at) VALUES (:me, :id, :endpoint, :p256dh, :auth, :device, :lang, :now, NULL, NULL);

-- Whoever had this browser before hears nothing by it any more.
-- name:  push_endpoint_end :run
-- in:    endpoint text
-- scope: system - a browser is one person's at a time, the last one's
UPDATE push_subscription SET gone_at = :now WHERE endpoint = :endpoint AND gone_at IS NULL;

-- name:  push_end :run
-- in:    person_id person_id, id push_subscription_id
-- scope: system - one's own browser, or one that is gone
UPDATE push_subscription SET gone_at = :now WHERE person_id = :person_id AND id = :id AND gone_at IS NULL;

-- name:  pushes_end :run
-- in:    person_id person_id
-- scope: system - an account that is shut; the rule that shuts it has decided
UPDATE push_subscription SET gone_at = :now WHERE person_id = :person_id AND gone_at IS NULL;

-- What goes out stops; the bell stays.
-- name:  choices_shut :run
-- in:    person_id person_id
-- scope: system - an account that is shut, as above
UPDATE notice_choice SET by_mail = 0, by_push = 0, by_sms = 0, rev = rev + 1 WHERE person_id = :person_id AND (by_mail = 1 OR by_push = 1 OR by_sms = 1);

-- name:  push_ok :run
-- in:    person_id person_id, id push_subscription_id
-- scope: system - the job that sends
UPDATE push_subscription SET ok_at = :now WHERE person_id = :person_id AND id = :id AND gone_at IS NULL;

-- name:  pushes_drop :run
-- in:    before time, limit int
-- scope: system - retention
DELETE FROM push_subscription
 WHERE (person_id, id) IN (SELECT p.person_id, p.id FROM push_subscription p WHERE p.gone_at < :before ORDER BY p.gone_at LIMIT :limit);

-- ---- the phone

-- name:  phone_mine :maybe
-- in:    me person_id
-- out:   phone text, code_at time?, tries int, codes_day date, codes int, confirmed_at time?, rev int
-- scope: persons
SELECT p.phone, p.code_at, p.tries, p.codes_day, p.codes, p.confirmed_at, p.rev FROM notice_phone p WHERE p.person_id = :me AND p.person_id IN (:persons);

-- name:  phone_of :maybe
-- in:    person_id person_id
-- out:   phone text, code_at time?, confirmed_at time?
-- scope: system - the job that sends
SELECT p.phone, p.code_at, p.confirmed_at FROM notice_phone p WHERE p.person_id = :person_id;

-- A new number, or a new code for the one that waits.
-- name:  phone_put :run
-- in:    me person_id, phone text, today date, codes int
-- scope: system - one's own phone, the caller passes itself
INSERT INTO notice_phone (person_id, phone, code_at, tries, codes_day, codes, confirmed_at, rev) VALUES (:me, :phone, :now, 0, :today, :codes, NULL, 1)
ON CONFLICT (person_id) DO UPDATE SET phone = excluded.phone, code_at = excluded.code_at, tries = 0, codes_day = excluded.codes_day, codes = excluded.codes, confirmed_at = NULL, rev = notice_phone.rev + 1;

-- name:  phone_tried :run
-- in:    me person_id
-- scope: system - one's own phone, the caller passes itself
UPDATE notice_phone SET tries = tries + 1, rev = rev + 1 WHERE person_id = :me AND code_at IS NOT NULL;

-- name:  phone_confirm :run
-- in:    me person_id, code_at time, most int
-- scope: system - one's own phone, the caller passes itself
UPDATE notice_phone SET confirmed_at = :now, code_at = NULL, tries = 0, rev = rev + 1 WHERE person_id = :me AND code_at = :code_at AND confirmed_at IS NULL AND tries < :most;

-- It is not used any more. What it was stays hidden behind nothing: the number goes.
-- name:  phone_end :run
-- in:    me person_id
-- scope: system - one's own phone, the caller passes itself
UPDATE notice_phone SET phone = '', code_at = NULL, tries = 0, confirmed_at = NULL, rev = rev + 1 WHERE person_id = :me;

-- How many codes went out for a person on a day, in the closure that sends one more.
-- name:  codes_of :maybe
-- in:    person_id person_id, today date
-- out:   codes int
-- scope: system - one's own phone, the caller passes itself
SELECT p.codes FROM notice_phone p WHERE p.person_id = :person_id AND p.codes_day = :today;
