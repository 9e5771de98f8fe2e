-- All tables as they stand after every migration, in the order of the floors.
-- Made by tools/sql (`make schema`): change the rooms' sql/ instead.

-- ==== data ====

-- Request keys that were done: a repeat gets the first answer and changes nothing. Kept 60 days.
-- scope: system
table request_done (
  person_id        person_id        not null,   -- who sent it; 0 = nobody was signed in, then visitor tells them apart
  visitor          text             not null,   -- hash of the visitor cookie, or empty
  key              text             not null,   -- 26 characters from the form's hidden field
  answer           text,   -- where the first run sent the person
  done_at          time             not null,
  primary key (person_id, visitor, key)
);
index request_done_by_time on request_done (done_at);

-- Numbers of the servers that make ids. No row of any table carries an id of this node above high.
-- scope: system
table server_node (
  node             int              not null check (node between 0 and 8191),
  high             int              not null,
  renewed_at       time             not null,   -- last time its server reserved ids; 0 = given back
  primary key (node)
);

-- ==== web ====

-- A sign-in on one device. The cookie holds the token; here is only its keyed hash.
-- scope: system
table session (
  id               session_id       not null,
  token_hash       bytes            not null,   -- keyed BLAKE2b of the cookie
  person_id        person_id        not null,
  begun_at         time             not null,
  seen_at          time             not null,   -- last click, to within an hour (shared device: five minutes)
  until            time             not null,   -- over then, whatever happens
  shared           bool             not null,   -- a device of many hands: short, and over when the browser closes
  device           text             not null,   -- browser and system in words, for the person's list of devices
  chosen_role      text,   -- only changes home and menu
  by_key           bool             not null default 0,
  primary key (id)
);
unique index session_by_token on session (token_hash);
index session_by_person on session (person_id, seen_at);

-- A form that was sent after its session had ended, until the same person has signed in again. Never passwords or codes.
-- scope: system
table kept_post (
  token_hash       bytes            not null,   -- keyed hash of a cookie made for this post
  person_id        person_id        not null,   -- whose session it was
  path             text             not null,   -- where it was sent
  body             text             not null,   -- its fields, urlencoded
  kept_at          time             not null,
  primary key (token_hash)
);
index kept_post_by_age on kept_post (kept_at);

-- Work that outlives a request: queued, run at least once, kept some days after its end (web/job.h).
-- scope: system
table job (
  id               job_id           not null,
  kind             text             not null,   -- name of the job_kind: roster.intake
  kind_key         int              not null,   -- of that name, for lists of kinds
  school_id        school_id        not null,   -- whose work; 0 = the whole system's
  by_person        person_id        not null,   -- who asked; 0 = nobody, the schedule
  lang             int              not null,   -- in which the result is told
  args             text             not null,   -- of the kind's own; ids, never names
  about            text             not null,   -- what it works on, for its page: a file's name; may be empty
  priority         int              not null check (priority between 1 and 3),
  state            job_state        not null,
  once             text,   -- while it waits, no second with the same
  attempt          int              not null,   -- runs that began and were not given back
  due_at           time             not null,   -- not before
  done_n           int              not null,   -- progress
  of_n             int              not null,   -- 0 = not known yet
  runner           int              not null,   -- who runs it: a number of that runner; 0 = nobody
  lease_until      time,   -- past then another may take it
  cancel_at        time,   -- somebody asked it to stop
  cancel_by        person_id,
  says             text             not null,   -- the result in words, translated
  links            text             not null,   -- where the result is: lines "words<tab>path"
  error            text             not null,   -- words of the last attempt that failed
  error_number     int              not null,
  made_at          time             not null,
  started_at       time,   -- of the last attempt
  ended_at         time,
  primary key (id)
);
index job_waiting on job (priority, due_at, id, kind_key) where state = 'waiting';
index job_queue on job (kind_key, school_id) where state = 'waiting';
index job_running on job (runner) where state = 'running';
index job_by_end on job (ended_at) where ended_at is not null;
index job_by_school on job (school_id, id);
index job_by_state on job (state, id);
unique index job_once on job (once) where once is not null;
index job_of_person on job (by_person, id) where school_id = 0;
index job_asked on job (school_id, id) where by_person <> 0;

-- When a kind with a schedule runs next; of several servers the one that moves it queues the job.
-- scope: system
table job_schedule (
  kind             text             not null,
  next_at          time             not null,
  primary key (kind)
);

-- Mails: written in the closure of what they tell of, sent by a job. A link is kept without its secret part, which is
-- worked out when the mail is sent (web/mail.h). Texts and address go MAIL_TEXT_DAYS after the end.
-- scope: system
table mail (
  id               mail_id          not null,
  to_address       text             not null,   -- empty once the texts are gone
  subject          text             not null,
  body             text             not null,   -- paragraphs; {link} stands where the link goes
  lang             int              not null,
  link             text,   -- path of the link, before its token when there is one
  link_id          ref,   -- what the token is for; none = the path alone
  state            mail_state       not null,
  attempt          int              not null,
  due_at           time             not null,   -- not before; while it is being sent: when another may try
  made_at          time             not null,
  over_at          time,   -- sent or given up
  answer           int              not null,   -- last reply code of the mail server; 0 = none
  bare             bool             not null,   -- address and texts are gone
  asks             bool             not null default 0,   -- whoever wrote it is asked once more before it leaves (web/mail.h)
  primary key (id)
);
index mail_by_due on mail (state, due_at, id);
index mail_by_address on mail (to_address, made_at);
index mail_by_end on mail (bare, over_at);
index mail_first on mail (asks, due_at, id) where state = 'waiting';
index mail_tried on mail (made_at) where state = 'waiting' and attempt > 0;

-- ==== people ====

-- A human being, known once in the whole city; schools hold memberships, never people.
-- scope: person
table person (
  id               person_id        not null,
  full_name        text             not null,   -- Họ + Đệm + Tên, NFC, as on the birth certificate
  search_key       text             not null,   -- folded name (base/viet)
  sort_key         bytes            not null,   -- Tên, then Họ + Đệm (base/viet)
  born             date,
  sex              sex,
  national_id      text,   -- số định danh cá nhân, 12 digits; sensitive, shown masked
  moet_id          text,   -- mã định danh học sinh (CSDL ngành), kept for life
  ethnicity        text,   -- dân tộc, as in the school's list
  added_at         time             not null,
  rev              int              not null,
  guardians        int              not null default 0,   -- open links of the child that no order holds
  photo_id         person_file_id,   -- the photo that is shown
  merged_into      person_id,
  primary key (id)
);
index person_by_key on person (search_key, id);
index person_by_moet_id on person (moet_id) where moet_id is not null;
index person_merged on person (merged_into) where merged_into is not null;

-- How to reach a person. Ended, never deleted.
-- scope: person
table contact (
  id               contact_id       not null,
  person_id        person_id        not null,
  kind             contact_kind     not null,
  value            text             not null,   -- E.164 for a phone; lower case for an e-mail
  from_day         date             not null,
  to_day           date,   -- first day on which it is no longer so; none = still
  batch_id         batch_id,
  confirmed_at     time,
  foreign key (person_id) references person (id),
  primary key (id)
);
index contact_by_person on contact (person_id, kind);
index contact_by_value on contact (value, kind);
index contact_by_batch on contact (batch_id) where batch_id is not null;

-- Who stands for a child: dated, kept after it ends.
-- scope: person
table guardian_link (
  id               guardian_link_id not null,
  child_id         person_id        not null,
  guardian_id      person_id        not null,
  kind             guardian_kind    not null,
  from_day         date             not null,
  to_day           date,
  batch_id         batch_id,
  kept_by_batch_id batch_id,
  limited          guardian_limit,
  ended_batch_id   batch_id,
  foreign key (child_id) references person (id),
  foreign key (guardian_id) references person (id),
  primary key (id)
);
index guardian_link_by_child on guardian_link (child_id, guardian_id);
index guardian_link_by_guardian on guardian_link (guardian_id, child_id);
index guardian_link_by_batch on guardian_link (batch_id) where batch_id is not null;
index guardian_link_by_keeper on guardian_link (kept_by_batch_id) where kept_by_batch_id is not null;
index guardian_link_counted on guardian_link (child_id, to_day, guardian_id);
index guardian_link_deciding on guardian_link (child_id, to_day, limited, guardian_id);
index guardian_link_by_ended_batch on guardian_link (ended_batch_id) where ended_batch_id is not null;

-- What a court or an authority decided about a guardian and a child, as the school has it on paper.
-- scope: person
table guardian_order (
  id               guardian_order_id not null,
  child_id         person_id        not null,
  guardian_id      person_id        not null,
  holds            guardian_limit   not null,
  issuer           text             not null,   -- Tòa án nhân dân …, UBND xã …
  number           text,   -- số quyết định
  issued           date             not null,
  review           date,   -- the day on which the school looks at it again; it opens nothing by itself
  note             text,
  school_id        school_id        not null,   -- whose office wrote it down
  by_person        person_id        not null,
  at               time             not null,
  lifted_at        time,
  lifted_by        person_id,
  lift_reason      text,
  rev              int              not null,
  foreign key (child_id) references person (id),
  foreign key (guardian_id) references person (id),
  primary key (id)
);
index guardian_order_by_child on guardian_order (child_id, guardian_id);
index guardian_order_by_whom on guardian_order (guardian_id, lifted_at, child_id);
index guardian_order_due on guardian_order (school_id, review) where lifted_at is null and review is not null;

-- A person whose data a school uses only where it must (hạn chế xử lý), upon a request. It ends with a reason, it is never deleted.
-- scope: person
table restriction (
  subject_id       person_id        not null,
  id               restriction_id   not null,
  school_id        school_id        not null,   -- whose use it limits
  request_id       ref              not null,   -- of the request (privacy) that asked for it
  by_person        person_id        not null,
  at               time             not null,
  reason           text             not null,
  ended_at         time,
  ended_by         person_id,
  end_reason       text,
  rev              int              not null,
  foreign key (subject_id) references person (id),
  primary key (subject_id, id)
);
unique index restriction_open on restriction (subject_id, school_id) where ended_at is null;
index restriction_of_school on restriction (school_id, subject_id) where ended_at is null;

-- ==== search ====

-- One thing that can be found: the shelf it stands on, its id, its folded words. What a hit says is read again through the tables
-- that have it, in the scope of whoever asks.
-- scope: system
table search_doc (
  shelf            text             not null,   -- p0saphf26bzzg0: kind, school (zeroes: everybody), and of texts the quarter of the id
  object           ref              not null,
  words            text             not null,   -- folded, each once, in order, one blank between
  primary key (shelf, object)
);

-- Words of texts, folded: what the last word of a query may become. Never shown.
-- scope: system
table search_word (
  word             text             not null,
  primary key (word)
);

-- ==== schools ====

-- A place in the administration; a code is reused over time, so the key is (code, kind, valid_from).
-- Source: domain rules 2.10; Nghị quyết 1656/NQ-UBTVQH15 for 01/07/2025.
-- scope: public
table area (
  id               area_id          not null,
  code             text             not null,   -- GSO code: 01, 001, 00004
  kind             area_kind        not null,
  name             text             not null,   -- Phường Ba Đình
  search_key       text             not null,
  parent_id        area_id,
  inner_city       bool,   -- nội thành; only of districts
  valid_from       date             not null,
  valid_to         date,
  primary key (id)
);
unique index area_by_code on area (code, kind, valid_from);
index area_by_parent on area (parent_id);

-- A commune of today and a former district it came out of.
-- scope: public
table area_was (
  area_id          area_id          not null,
  old_id           area_id          not null,
  main             bool             not null,   -- the district most of it came from
  foreign key (area_id) references area (id),
  foreign key (old_id) references area (id),
  primary key (area_id, old_id)
);

-- Organisations of every kind that the decision names (R19); a school is one of them.
-- scope: public
table organisation (
  id               organisation_id  not null,
  kind             organisation_kind not null,
  name             text             not null,
  search_key       text             not null,
  area_id          area_id,
  rev              int              not null,
  foreign key (area_id) references area (id),
  primary key (id)
);
index organisation_by_key on organisation (search_key, id);
index organisation_by_area on organisation (area_id, kind);
index organisation_by_kind on organisation (kind, search_key, id);

-- A school: the tenant. Its public face is open to everybody.
-- scope: public
table school (
  id               school_id        not null,
  organisation_id  organisation_id  not null,
  code             text             not null,   -- in URLs: thcs-mau-0417
  moet_code        text,   -- mã trường trong CSDL ngành; free text
  name             text             not null,
  search_key       text             not null,
  ownership        ownership        not null,
  area_id          area_id          not null,
  address          text             not null,
  phone            text,
  rev              int              not null,
  foreign key (organisation_id) references organisation (id),
  foreign key (area_id) references area (id),
  primary key (id)
);
unique index school_by_code on school (code);
index school_by_key on school (search_key, id);
index school_by_area on school (area_id, search_key, id);

-- The levels a school teaches; more than one = liên cấp (R1).
-- scope: public
table school_has_level (
  school_id        school_id        not null,
  level            school_level     not null,
  foreign key (school_id) references school (id),
  primary key (school_id, level)
);

-- A school year of one school, as data; named 2026-2027.
-- scope: school
table school_year (
  school_id        school_id        not null,
  id               school_year_id   not null,
  name             text             not null,
  starts           date             not null,   -- [starts, ends)
  ends             date             not null,
  rev              int              not null,
  foreign key (school_id) references school (id),
  primary key (school_id, id)
);
unique index school_year_by_name on school_year (school_id, name);

-- Weeks 1-35 of a year; a reserve or holiday week has no number. Each school sets its own.
-- scope: school
table school_week (
  school_id        school_id        not null,
  year_id          school_year_id   not null,
  monday           date             not null,
  number           int check (number >= 1 and number <= 53),
  term             int              not null check (term >= 1 and term <= 2),
  note             text,   -- Nghỉ Tết, dự trữ
  foreign key (school_id, year_id) references school_year (school_id, id),
  primary key (school_id, year_id, monday)
);

-- A bulk act, so that it can be undone as a whole.
-- scope: school
table batch (
  school_id        school_id        not null,
  id               batch_id         not null,
  kind             batch_kind       not null,
  by_person        person_id        not null,
  at               time             not null,
  undone_at        time,
  undone_by        person_id,
  act              text,
  reason           text,   -- why it was taken back
  foreign key (school_id) references school (id),
  primary key (school_id, id)
);

-- Somebody's place in a school, dated; names are kept here so that lists never leave the school.
-- scope: school
table member (
  school_id        school_id        not null,
  id               member_id        not null,
  person_id        person_id        not null,
  role             member_role      not null,
  display_name     text             not null,
  search_key       text             not null,
  sort_key         bytes            not null,
  title            text,   -- Tổ trưởng Toán; Thư viện
  from_day         date             not null,   -- [from_day, to_day)
  to_day           date,
  batch_id         batch_id,
  rev              int              not null,
  foreign key (school_id) references school (id),
  foreign key (person_id) references person (id),
  primary key (school_id, id)
);
index member_by_person on member (person_id, school_id);
index member_by_role on member (school_id, role, sort_key, id);
index member_by_key on member (school_id, search_key, id);
index member_by_batch on member (school_id, batch_id) where batch_id is not null;

-- What a school has agreed with an organisation outside, for a term (R17, R19).
-- scope: school
table partner (
  school_id        school_id        not null,
  id               partner_id       not null,
  organisation_id  organisation_id  not null,
  kind             partner_kind     not null,
  agreement        text,   -- số, ngày của thỏa thuận, as on paper
  from_day         date             not null,   -- [from_day, to_day)
  to_day           date,   -- none = without a term
  rev              int              not null,
  foreign key (school_id) references school (id),
  foreign key (organisation_id) references organisation (id),
  primary key (school_id, id)
);
index partner_by_end on partner (school_id, to_day) where to_day is not null;

-- Somebody from outside with a place beside a school, dated. No member: nothing inside the school is theirs (R12, R15, R17).
-- scope: school
table outsider (
  school_id        school_id        not null,
  id               outsider_id      not null,
  person_id        person_id        not null,
  kind             outsider_kind    not null,
  words            text,   -- nghề, nơi làm; lớp và năm học cuối
  partner_id       partner_id,   -- whose contact this is
  agreed_at        time,   -- an alumnus said yes to the network; none = not, or no longer
  from_day         date             not null,   -- [from_day, to_day)
  to_day           date,
  rev              int              not null,
  foreign key (school_id) references school (id),
  foreign key (person_id) references person (id),
  foreign key (school_id, partner_id) references partner (school_id, id),
  primary key (school_id, id)
);
index outsider_by_person on outsider (person_id, school_id);
index outsider_by_kind on outsider (school_id, kind, id);

-- A school has seen a mentor's papers: until when that counts. Added, never changed; the last one counts (R12).
-- scope: school
table mentor_check (
  school_id        school_id        not null,
  id               mentor_check_id  not null,
  outsider_id      outsider_id      not null,
  paper            text             not null,   -- what was seen: phiếu lí lịch tư pháp số …
  until            date             not null,   -- first day on which it no longer counts
  checked_by       person_id        not null,
  at               time             not null,
  foreign key (school_id, outsider_id) references outsider (school_id, id),
  primary key (school_id, id)
);
index mentor_check_by_outsider on mentor_check (school_id, outsider_id, id);

-- Who works in an authority over schools, dated: sees figures of its schools, no pupil (R13).
-- scope: person
table officer (
  id               officer_id       not null,
  organisation_id  organisation_id  not null,
  person_id        person_id        not null,
  role             office_role      not null,
  title            text,
  from_day         date             not null,
  to_day           date,
  rev              int              not null,
  foreign key (organisation_id) references organisation (id),
  foreign key (person_id) references person (id),
  primary key (id)
);
index officer_by_person on officer (person_id, organisation_id);
index officer_by_organisation on officer (organisation_id, person_id);

-- ==== audit ====

-- Who changed what. Only added to: no question changes or drops a row, and both engines refuse it below.
-- scope: school
table audit (
  school_id        school_id        not null,   -- where it was done; 0 = in no school: the system, one's own account
  id               audit_id         not null,
  at               time             not null,
  by_person        person_id        not null,   -- 0: a command or a job
  act              text             not null,   -- code that a room declares: classes.homeroom
  kind             text             not null,   -- of the object: class, member, person …
  object           ref              not null,   -- 0 = it has no id
  name             text             not null,   -- of the object, as it was called then
  about            person_id        not null,   -- whose data it is; 0 = nobody's
  fields           text             not null,   -- a line each: how, label, before, after (audit.c), already masked
  reason           text,
  batch_id         batch_id,   -- the bulk act it is part of
  primary key (school_id, id)
);
index audit_by_person on audit (school_id, by_person, id);
index audit_by_object on audit (school_id, kind, object, id);
index audit_about on audit (school_id, about, id) where about <> 0;
index audit_by_act on audit (school_id, act, id);

-- A hash over the rows after the former seal up to last_id and over that seal's hash: BLAKE2b, 32 bytes.
-- scope: school
table audit_seal (
  school_id        school_id        not null,   -- as in audit
  number           int              not null,   -- 1, 2, 3 … without a gap
  last_id          audit_id         not null,
  covers           int              not null,   -- how many rows
  hash             bytes            not null,
  at               time             not null,
  primary key (school_id, number)
);

-- ==== settings ====

-- A value that somebody set; what nobody set is not here. Taken back: text is none, so that rev goes on.
-- scope: school
table setting (
  school_id        school_id        not null,   -- 0 = of the whole system
  year_id          school_year_id   not null,   -- 0 = of every year
  key              text             not null,   -- that a room declares: access.slip_days
  text             text,
  by_person        person_id        not null,   -- who set it last; 0 = a command
  at               time             not null,
  rev              int              not null,
  primary key (school_id, year_id, key)
);

-- ==== consent ====

-- Who looked at whose data: one row a viewer, subject, kind and 15 minutes, committed before the page is sent.
-- Guardians (and pupils) read it in plain words. Never changed.
-- scope: person
table look (
  subject_id       person_id        not null,
  slot             int              not null,   -- quarter hours since 1970 (UTC)
  viewer_id        person_id        not null,
  kind             look_kind        not null,
  school_id        school_id        not null,   -- where the viewer stood
  viewer_as        text             not null,   -- in what capacity: role code, homeroom, guardian
  at               time             not null,
  foreign key (subject_id) references person (id),
  primary key (subject_id, slot, viewer_id, kind)
);
index look_by_slot on look (slot, school_id, viewer_id, subject_id);

-- What somebody said about a use of a pupil's data: yes or no, each purpose by itself. A new word ends the former; nothing else
-- changes and nothing goes away.
-- scope: person
table consent (
  id               consent_id       not null,
  subject_id       person_id        not null,
  purpose          text             not null,   -- code of purposes[]
  by_person        person_id        not null,
  voice            consent_voice    not null,
  given            bool             not null,
  words            text             not null,   -- the sentence, as it was shown
  at               time             not null,
  ended_at         time,   -- the same person said something else; none = it stands
  paper_id         consent_paper_id,   -- the paper on which that word stands; none = said by a click
  foreign key (subject_id) references person (id),
  foreign key (by_person) references person (id),
  primary key (id)
);
unique index consent_standing on consent (subject_id, purpose, by_person) where ended_at is null;
index consent_by_subject on consent (subject_id, id);

-- A signed paper that a school took in, on which words stand: of whom it speaks, when it was signed, who wrote it down. Never
-- changed.
-- scope: person
table consent_paper (
  id               consent_paper_id not null,
  subject_id       person_id        not null,
  school_id        school_id        not null,
  signed_on        date             not null,   -- as the paper says
  entered_by       person_id        not null,
  at               time             not null,
  foreign key (subject_id) references person (id),
  foreign key (entered_by) references person (id),
  primary key (id)
);
index consent_paper_by_subject on consent_paper (subject_id, id);

-- ==== record ====

-- A deed: somebody learned, made, helped, read, met. Written once, never changed. Nothing refers to it by a foreign key and id
-- leads in time, so that on PostgreSQL it can be cut into months by id.
-- scope: school
table statement (
  school_id        school_id        not null,   -- where it happened; stays so when the person moves on
  id               statement_id     not null,   -- its milliseconds are when the statement was stored
  uuid             bytes            not null,   -- 16: what other systems call it
  actor_id         person_id,   -- who did it; none: somebody whom the house does not know
  actor_as         deed_as          not null,
  verb             deed_verb        not null,
  object_kind      text             not null,   -- a code of the rooms' lists of object kinds
  object_id        ref              not null,
  object_name      text             not null,   -- as it was called then
  component        component        not null,   -- of the object's kind
  touches          int              not null,   -- bits of all components that it joins, its own among them
  at               time             not null,   -- when it was done
  room             text             not null,   -- which room wrote it
  written_by       person_id,   -- who was signed in; none: a command or a job
  result           text,   -- JSON exactly as written
  context          text,   -- JSON exactly as written
  primary key (school_id, id)
);
index statement_by_actor on statement (actor_id, at, id);
index statement_by_time on statement (school_id, at, id);
index statement_of_actor on statement (school_id, actor_id, id);
index statement_of_verb on statement (school_id, verb, id);
index statement_of_object on statement (school_id, object_kind, object_id, id);

-- What other systems call a statement: once in a school, inserted before it. Never cut by time, so that it stays unique.
-- scope: school
table statement_key (
  school_id        school_id        not null,
  uuid             bytes            not null,
  statement_id     statement_id     not null,
  primary key (school_id, uuid)
);

-- Others whom a deed concerns, so that it stands in their record too.
-- scope: school
table statement_with (
  school_id        school_id        not null,
  statement_id     statement_id     not null,
  person_id        person_id        not null,
  part             deed_part        not null,
  at               time             not null,   -- of the statement
  primary key (school_id, statement_id, person_id)
);
index statement_with_by_person on statement_with (person_id, at, statement_id);

-- How often a kind of deed was done on a day in Hà Nội: what figures read instead of statements.
-- scope: school
table record_daily (
  school_id        school_id        not null,
  on_day           date             not null,
  component        component        not null,
  touches          int              not null,
  verb             deed_verb        not null,
  object_kind      text             not null,
  actor_as         deed_as          not null,
  n                int              not null,
  primary key (school_id, on_day, component, touches, verb, object_kind, actor_as)
);

-- Who did how much in a week: people cannot be added up over days, so they are kept apart.
-- scope: school
table record_weekly_person (
  school_id        school_id        not null,
  monday           date             not null,
  component        component        not null,
  actor_as         deed_as          not null,
  person_id        person_id        not null,
  n                int              not null,
  primary key (school_id, monday, component, actor_as, person_id)
);

-- A statement that another system told a school, as it was sent. Its id's milliseconds are when it was stored; its name stands in
-- statement_key beside those of deeds, so that a name means one statement. Nothing refers to it by a foreign key.
-- scope: school
table outside_statement (
  school_id        school_id        not null,
  id               statement_id     not null,
  uuid             bytes            not null,   -- 16
  key_id           ref              not null,   -- of the key with which it was told
  at               time             not null,   -- its timestamp
  timed            bool             not null,   -- it said its timestamp itself
  voids            bool             not null,
  target           bytes,   -- the statement that its object refers to
  terms            bytes            not null,   -- by which it is found, 16 bytes each
  document         text             not null,   -- JSON, its values as sent; without what is added when it is given: stored
  voided_by        statement_id,
  kind             told_kind,   -- none: told before kinds were known; the nightly job reads it once
  counted          bool             not null default 0,
  verb_term        bytes,
  thing_term       bytes,
  component        component,
  class_ref        ref,
  primary key (school_id, id)
);
index outside_statement_by_kind on outside_statement (school_id, kind, id);

-- How statements from outside are found: a keyed hash of agent, verb, activity or registration. source is the statement that said so: itself,
-- or one that it refers to.
-- scope: school
table outside_term (
  school_id        school_id        not null,
  term             bytes            not null,
  statement_id     statement_id     not null,
  source_id        statement_id     not null,
  primary key (school_id, term, statement_id, source_id)
);
index outside_term_of_source on outside_term (school_id, source_id) where source_id <> statement_id;

-- Which statements refer to which, also to such as are not there yet.
-- scope: school
table outside_target (
  school_id        school_id        not null,
  target           bytes            not null,
  statement_id     statement_id     not null,
  primary key (school_id, target, statement_id)
);

-- People of the house whom a statement from outside names, by an account that we gave.
-- scope: school
table outside_person (
  school_id        school_id        not null,
  statement_id     statement_id     not null,
  person_id        person_id        not null,
  at               time,   -- of the statement; none: the nightly job reads its line once
  part             deed_part,   -- none: it is the person who did it
  key_id           ref,   -- of the key with which it was told
  component        component,
  thing            text,   -- code of the kind of thing (said.c)
  topic            text,   -- subject or competence, as told
  said             text,   -- verb, thing and result, in lines (said.c)
  hidden           bool             not null default 0,   -- it was voided
  known_id         outside_known_id,
  competence       text,
  primary key (school_id, statement_id, person_id)
);
index outside_person_by_person on outside_person (person_id, statement_id);
index outside_person_by_time on outside_person (person_id, at, statement_id);

-- Files that came with statements: once in a school, by their SHA-256.
-- scope: school
table outside_file (
  school_id        school_id        not null,
  hash             bytes            not null,
  body             bytes            not null,
  primary key (school_id, hash)
);

-- Which statement has which file.
-- scope: school
table outside_attached (
  school_id        school_id        not null,
  statement_id     statement_id     not null,
  hash             bytes            not null,
  type             text             not null,   -- content type as sent
  primary key (school_id, statement_id, hash)
);
index outside_attached_by_hash on outside_attached (school_id, hash);

-- What is known of activities, from the statements that describe them: the newest word on each part.
-- scope: school
table outside_activity (
  school_id        school_id        not null,
  hash             bytes            not null,
  definition       text             not null,   -- JSON
  primary key (school_id, hash)
);

-- Which systems have told something of a person: the name of the key, as the office called it.
-- scope: school
table outside_teller (
  school_id        school_id        not null,
  person_id        person_id        not null,
  key_id           ref              not null,
  name             text             not null,
  primary key (school_id, person_id, key_id)
);
index outside_teller_by_person on outside_teller (person_id, school_id, key_id);

-- Verbs and activities that are counted by themselves in the sums of statements from outside: the first hundred and the first thousand that a school is told
-- of. All others are added up as one, so that a program that makes up an activity for each click makes the sums no longer.
-- scope: school
table outside_counted (
  school_id        school_id        not null,
  term             bytes            not null,   -- hash of the verb or the activity, as terms have it
  activity         bool             not null,
  iri              text             not null,
  name             text             not null,   -- as first told; empty: not said
  key_id           ref,   -- none: from before that was known
  closed_day       date,   -- its former sums stand under its name; what is told from then on counts among all others
  primary key (school_id, term)
);

-- How many statements from outside tell of a day in Hà Nội. verb and thing: terms of outside_counted; empty: another one, or none.
-- scope: school
table outside_daily (
  school_id        school_id        not null,
  on_day           date             not null,
  key_id           ref              not null,
  component        component        not null,
  verb             bytes            not null,
  thing            bytes            not null,
  n                int              not null,
  primary key (school_id, on_day, key_id, component, verb, thing)
);

-- How many tell of a week of a class: that in which who did it was then.
-- scope: school
table outside_weekly_class (
  school_id        school_id        not null,
  monday           date             not null,
  class_ref        ref              not null,
  key_id           ref              not null,
  verb             bytes            not null,
  n                int              not null,
  primary key (school_id, monday, class_ref, key_id, verb)
);

-- How much came in on a day in Hà Nội: statements, and bytes of them with their files. Not taken back: it says what came, not what is left.
-- scope: school
table outside_stored (
  school_id        school_id        not null,
  on_day           date             not null,
  n                int              not null,
  bytes            int              not null,
  primary key (school_id, on_day)
);

-- Up to which of its members a school has looked up whether something was told of them before they came (tie.c).
-- scope: school
table outside_looked (
  school_id        school_id        not null,
  member_id        member_id        not null,   -- the newest that was looked up
  primary key (school_id)
);

-- How much is kept of a key: statements that it told, files that came with them (one that several have counts for each), bytes of both; documents that it
-- wrote last (the door xapi has them), and their bytes.
-- scope: school
table outside_kept (
  school_id        school_id        not null,
  key_id           ref              not null,
  n                int              not null,
  files            int              not null,
  bytes            int              not null,
  documents        int              not null,
  document_bytes   int              not null,
  primary key (school_id, key_id)
);

-- Keys that found no more room for names of their own (counted.c): until the night nobody counts again how many there are.
-- scope: school
table outside_full (
  school_id        school_id        not null,
  key_id           ref              not null,
  activity         bool             not null,   -- names of activities; else of verbs
  on_day           date             not null,
  primary key (school_id, key_id, activity)
);

-- What an erasure left for a job, since a closure is short (forget.c): statements that are found by one that is forgotten, or by a name in it that is, until they
-- are not.
-- scope: school
table outside_leftover (
  school_id        school_id        not null,
  source_id        statement_id     not null,
  term             bytes            not null,   -- by this alone; empty: by all that it finds them
  primary key (school_id, source_id, term)
);

-- People whom an erasure has decided to erase and of whom statements from outside are left for a job, since a closure is short (forget.c): nobody reads these from
-- the commit of the erasure on. nobody: who they become in what stays of others.
-- scope: school
table outside_erasing (
  school_id        school_id        not null,
  person_id        person_id        not null,
  nobody           person_id        not null,
  primary key (school_id, person_id)
);

-- Whose an account in another system is: a head of the school said so of an account by which something was told here (known.c).
-- scope: school
table outside_known (
  school_id        school_id        not null,
  id               outside_known_id not null,
  term             bytes            not null,   -- by which statements that name it are found
  agent            text             not null,   -- as agent_text() writes it
  person_id        person_id        not null,
  reason           text             not null,
  made_by          person_id        not null,
  made_at          time             not null,
  ended_by         person_id,
  ended_at         time,
  rev              int              not null,
  primary key (school_id, id)
);
unique index outside_known_open on outside_known (school_id, term) where ended_at is null;
index outside_known_by_person on outside_known (person_id, school_id);

-- ==== notices ====

-- Something that Khuê told a person. For that person alone.
-- scope: person
table notice (
  person_id        person_id        not null,
  id               notice_id        not null,
  kind             notice_kind      not null,
  words            text             not null,   -- source text with {name} parts; put into the reader's language when it is shown
  parts            text             not null,   -- lines "name<tab>value"
  path             text             not null,   -- where it leads; an own path
  at               time             not null,   -- when it was said, for the last time
  read_at          time,
  about_id         person_id,   -- the child that it tells of; none = nobody but the reader
  important        bool             not null default 0,   -- what matters: does not wait for others, may go by SMS
  of_school        school_id,   -- in whose work it was said; none = of no school
  foreign key (person_id) references person (id),
  primary key (person_id, id)
);
index notice_by_time on notice (person_id, at, id);
index notice_by_age on notice (at);
index notice_same on notice (person_id, path) where read_at is null;
index notice_waits on notice (person_id, read_at, about_id) where read_at is null;

-- What a person also wants by e-mail. No row: nothing.
-- scope: person
table notice_choice (
  person_id        person_id        not null,
  kind             notice_kind      not null,
  by_mail          bool             not null,
  lang             int              not null,   -- of the page on which it was chosen: 0 Vietnamese, 1 English
  rev              int              not null,
  mail_daily       bool             not null default 0,
  by_push          bool             not null default 0,
  push_daily       bool             not null default 0,
  by_sms           bool             not null default 0,
  foreign key (person_id) references person (id),
  primary key (person_id, kind)
);

-- When a person wants quiet, and when the messages of a day come together: minutes of the day. No row: as notices.h says.
-- scope: person
table notice_hours (
  person_id        person_id        not null,
  quiet_from       int              not null check (quiet_from >= 0 and quiet_from < 1440),
  quiet_to         int              not null check (quiet_to >= 0 and quiet_to < 1440),   -- the same as quiet_from: never quiet
  digest_at        int              not null check (digest_at >= 0 and digest_at < 1440),
  rev              int              not null,
  foreign key (person_id) references person (id),
  primary key (person_id)
);

-- A browser that a person let show a word of ours (web/push.h).
-- scope: person
table push_subscription (
  person_id        person_id        not null,
  id               push_subscription_id not null,
  endpoint         text             not null,   -- at the push service; as good as an address
  p256dh           bytes            not null,   -- the browser's public point
  auth             bytes            not null,   -- and its secret
  device           text             not null,   -- "Chrome, Android", for its owner
  lang             int              not null,   -- of the page on which it was let: 0 Vietnamese, 1 English
  made_at          time             not null,
  ok_at            time,   -- when the last message was taken
  gone_at          time,   -- ended: by its owner, by the push service, or by somebody else who uses that browser
  foreign key (person_id) references person (id),
  primary key (person_id, id)
);
unique index push_by_endpoint on push_subscription (endpoint) where gone_at is null;
index push_by_end on push_subscription (gone_at) where gone_at is not null;

-- The phone to which a person wants what matters by SMS. One a person.
-- scope: person
table notice_phone (
  person_id        person_id        not null,
  phone            text             not null,   -- E.164
  code_at          time,   -- for which moment the code that was sent is reckoned; none = none is open
  tries            int              not null,   -- of that code
  codes_day        date             not null,   -- how many codes went out on that day
  codes            int              not null,
  confirmed_at     time,
  rev              int              not null,
  foreign key (person_id) references person (id),
  primary key (person_id)
);

-- One notice on its way by one channel.
-- scope: person
table notice_send (
  person_id        person_id        not null,
  notice_id        notice_id        not null,
  channel          notice_channel   not null,
  state            notice_send_state not null,
  daily            bool             not null,   -- put together with the others of the day
  due_at           time             not null,   -- not before; while it is being sent: when another may try
  attempt          int              not null,
  why              notice_why       not null,   -- of the last attempt that did not go well, and of the end
  mail_id          mail_id,   -- the letter that took it along
  of_school        school_id,   -- as in notice: whose day's messages it counts among
  made_at          time             not null,
  over_at          time,   -- handed over, sent or given up
  foreign key (person_id, notice_id) references notice (person_id, id),
  primary key (person_id, notice_id, channel)
);
index notice_send_due on notice_send (state, due_at, person_id);
index notice_send_last on notice_send (person_id, channel, over_at) where over_at is not null;
index notice_send_mail on notice_send (mail_id) where mail_id is not null;
index notice_send_age on notice_send (made_at);
index notice_send_letters on notice_send (due_at, person_id) where state = 'waiting' and channel = 'mail';
index notice_send_others on notice_send (due_at, person_id, channel) where state = 'waiting' and channel <> 'mail';
index notice_send_of_person on notice_send (person_id, channel, due_at) where state = 'waiting';
index notice_send_handed on notice_send (person_id, channel, over_at) where state = 'handed';
index notice_send_silent on notice_send (made_at) where state = 'waiting' and why = 'silent';

-- How many of a day's notices ended how, and as how many messages; for the operator, and for the bound of SMS a school and day. Names nobody.
-- scope: system
table notice_day (
  on_day           date             not null,
  channel          notice_channel   not null,
  of_school        ref              not null,   -- of SMS; 0 = of none, and of all else
  state            notice_send_state not null,
  why              notice_why       not null,
  notices          int              not null,
  messages         int              not null,
  primary key (on_day, channel, of_school, state, why)
);

-- ==== files ====

-- A file of a school: what it is for, what it is. Its bytes are blobs in the store (file_blob).
-- scope: school
table file (
  school_id        school_id        not null,
  id               file_id          not null,
  use              text             not null,   -- name of a struct file_use: "values.picture"
  about            ref              not null,   -- what it belongs to, as its use knows it: an import, a post; 0 = the school
  child_id         person_id,   -- whose personal data it is; then it is never public
  type             text             not null,   -- by content: "image/jpeg"
  name             text             not null,   -- for display and saving only; empty once the bytes are dropped
  alt              text             not null,   -- of a picture: what it shows
  size             int              not null,   -- bytes, all sizes together
  by_person        person_id        not null,   -- 0: a command
  at               time             not null,
  until_day        date,   -- first day on which it ends by itself
  ended_at         time,
  ended_by         person_id,   -- 0: retention
  dropped_at       time,   -- its bytes are gone
  rev              int              not null,
  foreign key (school_id) references school (id),
  primary key (school_id, id)
);
index file_by_about on file (school_id, use, about, id);
index file_until on file (until_day) where until_day is not null and ended_at is null;
index file_over on file (ended_at) where ended_at is not null and dropped_at is null;
index file_by_child on file (child_id, id) where child_id is not null;

-- A file of a person, known in every school: so far the photo.
-- scope: person
table person_file (
  id               person_file_id   not null,
  person_id        person_id        not null,
  use              text             not null,
  type             text             not null,
  name             text             not null,
  size             int              not null,
  by_person        person_id        not null,
  at               time             not null,
  ended_at         time,
  ended_by         person_id,   -- 0: retention
  dropped_at       time,
  rev              int              not null,
  foreign key (person_id) references person (id),
  primary key (id)
);
unique index person_file_photo on person_file (person_id) where use = 'person.photo' and ended_at is null;
index person_file_over on person_file (ended_at) where ended_at is not null and dropped_at is null;
index person_file_by_person on person_file (person_id, id);

-- Which blobs a file is made of: one as it was sent, or one a size of a picture.
-- scope: system
table file_blob (
  file             ref              not null,   -- id of a file or of a person_file
  side             int              not null,   -- longest side in pixels; 0 = as sent
  hash             bytes            not null,   -- BLAKE2b-256 of the content: its name in the store
  bytes            int              not null,
  width            int              not null,
  height           int              not null,
  primary key (file, side)
);
index file_blob_by_hash on file_blob (hash);

-- How much a school's files take; whoever adds one changes this row, so that nobody passes the quota beside another.
-- scope: school
table file_shelf (
  school_id        school_id        not null,
  bytes            int              not null,
  rev              int              not null,
  primary key (school_id)
);

-- The same for a person.
-- scope: person
table person_shelf (
  person_id        person_id        not null,
  bytes            int              not null,
  rev              int              not null,
  primary key (person_id)
);

-- A guardian's tick: what a child's picture may be used for. Ended, never deleted.
-- scope: person
table photo_tick (
  id               photo_tick_id    not null,
  child_id         person_id        not null,
  guardian_id      person_id        not null,
  words            text             not null,   -- the sentence that was ticked, as shown
  at               time             not null,
  ended_at         time,
  ended_by         person_id,
  foreign key (child_id) references person (id),
  foreign key (guardian_id) references person (id),
  primary key (id)
);
unique index photo_tick_open on photo_tick (child_id) where ended_at is null;
index photo_tick_by_child on photo_tick (child_id);

-- ==== classes ====

-- A class (lớp) or nursery group of one school in one year.
-- scope: school
table class (
  school_id        school_id        not null,
  id               class_id         not null,
  year_id          school_year_id   not null,
  level            school_level     not null,
  grade            int              not null check (grade >= -4 and grade <= 12),   -- khối 1-12; -4 nhà trẻ, -3 bé, -2 nhỡ, -1 lớn
  name             text             not null,   -- 6A1
  name_key         text             not null,   -- folded, no blanks, no "lớp": 6a1; one a year
  sort_key         bytes            not null,   -- grade, then name with its numbers in order: 6A2 before 6A10
  batch_id         batch_id,
  closed_day       date,   -- first day on which it is no longer (undone import, merged)
  rev              int              not null,
  open_places      int              not null default 0,   -- enrolments without a last day, whatever their first
  foreign key (school_id, year_id) references school_year (school_id, id),
  primary key (school_id, id)
);
unique index class_by_name on class (school_id, year_id, name_key) where closed_day is null;
index class_in_order on class (school_id, year_id, sort_key, id);

-- A pupil in a class, dated. The member row carries the name.
-- scope: school
table enrolment (
  school_id        school_id        not null,
  id               enrolment_id     not null,
  class_id         class_id         not null,
  member_id        member_id        not null,
  person_id        person_id        not null,
  from_day         date             not null,
  to_day           date,
  batch_id         batch_id,
  rev              int              not null,
  ended_batch_id   batch_id,
  foreign key (school_id, class_id) references class (school_id, id),
  foreign key (school_id, member_id) references member (school_id, id),
  foreign key (person_id) references person (id),
  primary key (school_id, id)
);
index enrolment_by_class on enrolment (school_id, class_id, to_day);
index enrolment_by_person on enrolment (person_id, school_id);
index enrolment_by_batch on enrolment (school_id, batch_id) where batch_id is not null;
index enrolment_by_ended_batch on enrolment (school_id, ended_batch_id) where ended_batch_id is not null;
unique index enrolment_one_open on enrolment (school_id, person_id) where to_day is null;
index enrolment_counted on enrolment (school_id, class_id, from_day, to_day, person_id, member_id);

-- Who teaches or leads a class, dated (R10, R11).
-- scope: school
table teaching (
  school_id        school_id        not null,
  id               teaching_id      not null,
  class_id         class_id         not null,
  member_id        member_id        not null,
  person_id        person_id        not null,
  duty             duty             not null,
  subject          text,   -- Khoa học tự nhiên; none for homeroom
  from_day         date             not null,
  to_day           date,
  rev              int              not null,
  batch_id         batch_id,
  ended_batch_id   batch_id,
  subject_id       school_subject_id,
  ended_was        date,   -- the last day it had before it went over
  foreign key (school_id, class_id) references class (school_id, id),
  foreign key (school_id, member_id) references member (school_id, id),
  foreign key (person_id) references person (id),
  primary key (school_id, id)
);
index teaching_by_class on teaching (school_id, class_id);
index teaching_by_person on teaching (person_id, school_id);
unique index homeroom_one_open on teaching (school_id, class_id) where to_day is null and duty = 'homeroom';
index teaching_of_class on teaching (school_id, class_id, from_day, to_day, duty, subject, member_id, person_id);
index teaching_of_person on teaching (person_id, school_id, from_day, to_day, class_id, duty, subject);
index teaching_by_batch on teaching (school_id, batch_id) where batch_id is not null;
index teaching_by_ended_batch on teaching (school_id, ended_batch_id) where ended_batch_id is not null;
index teaching_by_subject on teaching (school_id, subject_id) where subject_id is not null;

-- A pupil who left the school: when, why, out of which class. Taken back it says so; nothing is dropped.
-- scope: school
table leaving (
  school_id        school_id        not null,
  id               leaving_id       not null,
  member_id        member_id        not null,
  person_id        person_id        not null,
  class_name       text,   -- none = was in no class
  why              leave_kind       not null,
  to_day           date             not null,   -- first day on which it is no longer a pupil here
  note             text,
  by_person        person_id        not null,
  at               time             not null,
  returned_at      time,
  returned_by      person_id,
  rev              int              not null,
  batch_id         batch_id,
  foreign key (school_id, member_id) references member (school_id, id),
  foreign key (person_id) references person (id),
  primary key (school_id, id)
);
index leaving_by_member on leaving (school_id, member_id);
index leaving_by_batch on leaving (school_id, batch_id) where batch_id is not null;
index leaving_by_person on leaving (person_id, id);

-- Where the pupils of a class go when the year changes, as the office has written it; no row: as the grade says.
-- scope: school
table carry_class (
  school_id        school_id        not null,
  class_id         class_id         not null,
  to_name          text,   -- the class of the new year; none = all leave the school
  rev              int              not null,
  foreign key (school_id, class_id) references class (school_id, id),
  primary key (school_id, class_id)
);

-- A pupil who does not go the way of the class.
-- scope: school
table carry_line (
  school_id        school_id        not null,
  class_id         class_id         not null,
  member_id        member_id        not null,
  fate             pupil_fate       not null,
  rev              int              not null,
  foreign key (school_id, class_id) references class (school_id, id),
  foreign key (school_id, member_id) references member (school_id, id),
  primary key (school_id, class_id, member_id)
);

-- A change of year that was done, with its numbers.
-- scope: school
table carry_over (
  school_id        school_id        not null,
  batch_id         batch_id         not null,
  from_year        school_year_id   not null,
  to_year          school_year_id   not null,
  up               int              not null,
  stays            int              not null,
  leaves           int              not null,
  classes          int              not null,   -- new ones
  foreign key (school_id, batch_id) references batch (school_id, id),
  primary key (school_id, batch_id)
);

-- What is taught at a school, by the names that it uses.
-- scope: school
table school_subject (
  school_id        school_id        not null,
  id               school_subject_id not null,
  name             text             not null,   -- Khoa học tự nhiên
  ended_day        date,   -- first day on which it is no longer taught
  rev              int              not null,
  primary key (school_id, id)
);
unique index subject_by_name on school_subject (school_id, name) where ended_day is null;

-- A paper with which a child goes from one school to another: the code on it opens the child's place there, once.
-- scope: person
table transfer (
  id               transfer_id      not null,
  person_id        person_id        not null,
  from_school      school_id        not null,
  class_name       text,   -- the last one there
  to_day           date             not null,   -- first day on which it is no longer a pupil there
  to_name          text             not null,   -- where it goes, as the paper says
  code_hash        bytes            not null,
  by_person        person_id        not null,
  at               time             not null,
  until            time             not null,
  void_at          time,
  taken_at         time,
  taken_by         person_id,
  taken_school     school_id,
  rev              int              not null,
  foreign key (person_id) references person (id),
  primary key (id)
);
unique index transfer_by_code on transfer (code_hash);
index transfer_by_person on transfer (person_id, from_school, id);

-- A code that was none, typed at a school's office: after some the office waits.
-- scope: school
table transfer_miss (
  school_id        school_id        not null,
  id               transfer_miss_id not null,
  by_person        person_id        not null,
  at               time             not null,
  primary key (school_id, id)
);

-- A department of the teachers of a school (tổ chuyên môn).
-- scope: school
table department (
  school_id        school_id        not null,
  id               department_id    not null,
  name             text             not null,   -- Toán – Tin
  sort_key         bytes            not null,
  from_day         date             not null,   -- [from_day, to_day)
  to_day           date,
  rev              int              not null,
  foreign key (school_id) references school (id),
  primary key (school_id, id)
);
unique index department_by_name on department (school_id, name) where to_day is null;

-- Who belongs to it and who leads it, dated: a new head is a new row, the former one ends.
-- scope: school
table department_member (
  school_id        school_id        not null,
  id               department_member_id not null,
  department_id    department_id    not null,
  member_id        member_id        not null,
  person_id        person_id        not null,
  head             bool             not null,
  from_day         date             not null,
  to_day           date,
  rev              int              not null,
  batch_id         batch_id,
  ended_batch_id   batch_id,
  foreign key (school_id, department_id) references department (school_id, id),
  foreign key (school_id, member_id) references member (school_id, id),
  foreign key (person_id) references person (id),
  primary key (school_id, id)
);
unique index department_member_one on department_member (school_id, department_id, person_id) where to_day is null;
unique index department_head_one on department_member (school_id, department_id) where to_day is null and head = 1;
index department_member_by_person on department_member (person_id, school_id, department_id);
index department_member_by_batch on department_member (school_id, batch_id) where batch_id is not null;
index department_member_by_ended_batch on department_member (school_id, ended_batch_id) where ended_batch_id is not null;

-- ==== groups ====

-- A group across the classes of a school (R54).
-- scope: school
table study_group (
  school_id        school_id        not null,
  id               study_group_id   not null,
  kind             group_kind       not null,
  name             text             not null,
  sort_key         bytes            not null,
  words            text,   -- what it does, where and when it meets
  joining          group_joining    not null,
  from_day         date             not null,   -- [from_day, to_day)
  to_day           date,
  made_by          person_id        not null,
  rev              int              not null,
  foreign key (school_id) references school (id),
  primary key (school_id, id)
);
unique index study_group_by_name on study_group (school_id, name) where to_day is null;

-- Who leads it, dated: somebody of the school, or a mentor beside it. Right and name hold only while the place does.
-- scope: school
table group_leader (
  school_id        school_id        not null,
  id               group_leader_id  not null,
  group_id         study_group_id   not null,
  person_id        person_id        not null,
  member_id        member_id,
  outsider_id      outsider_id,
  from_day         date             not null,
  to_day           date,
  rev              int              not null,
  batch_id         batch_id,
  ended_batch_id   batch_id,
  check ((member_id is null) <> (outsider_id is null)),
  foreign key (school_id, group_id) references study_group (school_id, id),
  foreign key (school_id, member_id) references member (school_id, id),
  foreign key (school_id, outsider_id) references outsider (school_id, id),
  foreign key (person_id) references person (id),
  primary key (school_id, id)
);
unique index group_leader_one on group_leader (school_id, group_id, person_id) where to_day is null;
index group_leader_by_person on group_leader (person_id, school_id, group_id);
index group_leader_by_group on group_leader (school_id, group_id, id);
index group_leader_by_batch on group_leader (school_id, batch_id) where batch_id is not null;
index group_leader_by_ended_batch on group_leader (school_id, ended_batch_id) where ended_batch_id is not null;

-- A pupil who asks for a place in it, has one, had one, or was not taken.
-- scope: school
table group_member (
  school_id        school_id        not null,
  id               group_member_id  not null,
  group_id         study_group_id   not null,
  member_id        member_id        not null,
  person_id        person_id        not null,
  state            group_state      not null,
  by_person        person_id        not null,   -- who asked, or who took the pupil in
  at               time             not null,
  decided_by       person_id,
  from_day         date,   -- of the place; none = it never was one
  to_day           date,
  rev              int              not null,
  batch_id         batch_id,
  ended_batch_id   batch_id,
  foreign key (school_id, group_id) references study_group (school_id, id),
  foreign key (school_id, member_id) references member (school_id, id),
  foreign key (person_id) references person (id),
  primary key (school_id, id)
);
unique index group_member_one on group_member (school_id, group_id, person_id) where state = 'asked' or state = 'member';
index group_member_by_group on group_member (school_id, group_id, state, id);
index group_member_by_person on group_member (person_id, school_id, group_id);
index group_member_by_batch on group_member (school_id, batch_id) where batch_id is not null;
index group_member_by_ended_batch on group_member (school_id, ended_batch_id) where ended_batch_id is not null;

-- The part of one school in a group that several schools share (R54): its own row, in its own tenant. The pupils and leaders stay rows of each
-- school's own study_group; what the others may read of them is in docs/decisions/0128.
-- scope: school
table group_share (
  school_id        school_id        not null,
  id               group_share_id   not null,
  shared_id        study_group_id   not null,   -- the group of the school that holds it: what the parts have in common
  host_id          school_id        not null,   -- whose it is
  group_id         study_group_id,   -- the school's own group; none while it is invited, or when it never came
  state            share_state      not null,
  name             text             not null,   -- what the group was called at the invitation
  words            text,   -- what the school that holds it wrote with the invitation
  contact          text,   -- how the other schools reach who leads it here: written for them
  asked_by         person_id        not null,   -- who invited, of the school that holds it
  asked_at         time             not null,
  decided_by       person_id,   -- who said yes or no, or ended it, of either school
  decided_at       time,
  from_day         date,   -- [from_day, to_day) of the taking part; none = it never was one
  to_day           date,
  reason           text,   -- why not, or why no longer: read by both schools
  rev              int              not null,
  foreign key (school_id, group_id) references study_group (school_id, id),
  primary key (school_id, id)
);
unique index group_share_one on group_share (school_id, shared_id) where state = 'holds' or state = 'invited' or state = 'taken';
index group_share_by_shared on group_share (shared_id, school_id, id);
index group_share_by_group on group_share (group_id, school_id, id);
index group_share_waiting on group_share (school_id, state, id);

-- When a group is at work: its own days, bound to no school year. Of a shared group the school that holds it sets them.
-- scope: school
table group_term (
  school_id        school_id        not null,
  id               group_term_id    not null,
  group_id         study_group_id   not null,
  name             text             not null,   -- Đợt 1, Trại hè …
  from_day         date             not null,   -- [from_day, to_day)
  to_day           date             not null check (to_day > from_day),
  gone_at          time,   -- taken away again
  rev              int              not null,
  foreign key (school_id, group_id) references study_group (school_id, id),
  primary key (school_id, id)
);
index group_term_by_group on group_term (group_id, school_id, from_day);

-- ==== access ====

-- What a person signs in with. No account for children under guardian care (R9).
-- scope: person
table account (
  person_id        person_id        not null,
  user_name        text             not null,   -- lower case, a-z 0-9 . -
  password_hash    text,   -- Argon2id; none until the person chose one
  admin            bool             not null,   -- system administrator
  access_rev       int              not null,   -- grows with every change of rights: cached answers of an older one are void
  closed_at        time,   -- may no longer sign in
  made_at          time             not null,
  batch_id         batch_id,
  rev              int              not null,
  card_only        bool,   -- a young child's: a card is the only way in, and opens its own few pages only
  foreign key (person_id) references person (id),
  primary key (person_id)
);
unique index account_by_user_name on account (user_name);
index account_by_batch on account (batch_id) where batch_id is not null;
index account_admin on account (admin, person_id) where admin = 1;

-- A random code of 50 bits or more on a printed slip: once, for a time.
-- scope: person
table one_time_code (
  code_hash        bytes            not null,   -- keyed BLAKE2b; the code itself is never stored
  person_id        person_id        not null,
  made_at          time             not null,
  made_by          person_id        not null,
  until            time             not null,
  used_at          time,
  void_at          time,   -- replaced by a newer slip, or its import undone
  slip_sheet_id    slip_sheet_id,   -- of the sheet that it is on; none where the slip was shown at once
  batch_id         batch_id,
  foreign key (person_id) references person (id),
  primary key (code_hash)
);
index one_time_code_by_person on one_time_code (person_id);
index one_time_code_by_sheet on one_time_code (slip_sheet_id) where slip_sheet_id is not null;
index one_time_code_by_batch on one_time_code (batch_id) where batch_id is not null;

-- Failed sign-ins by account and address, for a limit that cannot be used to lock others out.
-- scope: person
table sign_in_failure (
  person_id        person_id        not null,
  address          int              not null,   -- keyed hash of the client's address
  at               time             not null,
  id               sign_in_failure_id not null,
  primary key (person_id, address, at, id)
);
index sign_in_failure_by_time on sign_in_failure (at);

-- A link that went out by mail: good once, for a time. Its token is worked out, not stored (web/mail.h).
-- scope: person
table mail_link (
  id               mail_link_id     not null,
  person_id        person_id        not null,
  kind             mail_link_kind   not null,
  address          text             not null,   -- where it was sent; whoever opens it reads mail there
  made_at          time             not null,
  made_by          person_id        not null,   -- 0 = whoever asked was not signed in
  until            time             not null,
  used_at          time,
  void_at          time,   -- replaced by a newer one, or no longer needed
  foreign key (person_id) references person (id),
  primary key (id)
);
index mail_link_by_person on mail_link (person_id, kind, made_at);
index mail_link_by_age on mail_link (until);

-- A browser on which a person has signed in, so that a new one is noticed.
-- scope: person
table known_browser (
  person_id        person_id        not null,
  browser_hash     bytes            not null,   -- keyed BLAKE2b of a cookie
  first_at         time             not null,
  seen_at          time             not null,   -- last sign-in there
  foreign key (person_id) references person (id),
  primary key (person_id, browser_hash)
);
index known_browser_by_age on known_browser (seen_at);

-- The slips of one class, made by a job and not printed yet: codes in sealed form, for a day at most (access.h).
-- scope: school
table slip_sheet (
  school_id        school_id        not null,
  id               slip_sheet_id    not null,
  class_id         class_id         not null,
  job_id           job_id           not null,   -- that made it
  made_by          person_id        not null,
  made_at          time             not null,
  slips            int              not null,
  sealed           bytes,   -- persons and codes under a key of the program's secret; none once it is gone
  until            time             not null,   -- gone then
  shown_at         time,   -- its print page was opened; if never, its codes are void when it goes
  gone_at          time,   -- printed, or over
  foreign key (school_id, class_id) references class (school_id, id),
  primary key (school_id, id)
);
index slip_sheet_waiting on slip_sheet (until) where sealed is not null;
index slip_sheet_by_job on slip_sheet (school_id, job_id, id);

-- A sign-in of an account that came about or was refused, so that its owner sees a stranger.
-- scope: person
table sign_in (
  person_id        person_id        not null,
  id               sign_in_id       not null,
  at               time             not null,
  how              sign_in_how      not null,
  ok               bool             not null,
  known            bool             not null,   -- on a browser where this person had signed in before
  device           text             not null,   -- browser and system in words, "" when unknown; never more
  address          int              not null,   -- keyed hash of the client's address, to say "the same network"; 0 = unknown
  foreign key (person_id) references person (id),
  primary key (person_id, id)
);
index sign_in_by_time on sign_in (person_id, at);
index sign_in_by_age on sign_in (at);

-- The key of a person's second step (TOTP, RFC 6238). It counts from the moment a first code of it was right.
-- scope: person
table second_step (
  person_id        person_id        not null,
  sealed           bytes,   -- the key under one of the program's secret; none once it was taken off
  last_step        int              not null,   -- the step (30 s) whose code was used last: it and older ones are refused
  made_at          time             not null,
  confirmed_at     time,   -- asked for at each sign-in from then on
  rev              int              not null,
  foreign key (person_id) references person (id),
  primary key (person_id)
);

-- A code for whoever has lost the key: once.
-- scope: person
table recovery_code (
  code_hash        bytes            not null,   -- keyed BLAKE2b with the person; the code itself is never stored
  person_id        person_id        not null,
  made_at          time             not null,
  used_at          time,
  void_at          time,   -- replaced by newer ones, or the second step was taken off
  foreign key (person_id) references person (id),
  primary key (code_hash)
);
index recovery_code_by_person on recovery_code (person_id);

-- A sign-in whose first step was right and whose second is still to come. The cookie holds the token.
-- scope: system
table sign_in_step (
  token_hash       bytes            not null,
  person_id        person_id        not null,
  how              sign_in_how      not null,   -- the first step
  shared           bool             not null,   -- as the session will be
  next             text             not null,   -- where to go then
  known            bool             not null,   -- on a browser where this person had signed in before
  address          int              not null,   -- keyed hash
  tries            int              not null,   -- codes typed, right or wrong, counted before they are looked at
  made_at          time             not null,
  until            time             not null,
  done_at          time,
  primary key (token_hash)
);
index sign_in_step_by_person on sign_in_step (person_id, made_at);
index sign_in_step_by_age on sign_in_step (until);

-- The card of a child who does not type yet: a code (as a QR) to have, three pictures to know.
-- scope: person
table sign_in_card (
  id               sign_in_card_id  not null,
  person_id        person_id        not null,
  code_hash        bytes            not null,   -- keyed BLAKE2b of what the card says; the code itself is never stored
  pictures_hash    bytes            not null,   -- keyed BLAKE2b of the code with its three pictures
  made_by          person_id        not null,
  made_at          time             not null,
  until            time             not null,
  used_at          time,   -- last
  failures         int              not null,   -- wrong pictures since the last right ones
  void_at          time,   -- lost, replaced, too many wrong pictures, or the child has a password by now
  rev              int              not null,
  foreign key (person_id) references person (id),
  primary key (id)
);
unique index sign_in_card_by_code on sign_in_card (code_hash);
unique index sign_in_card_open on sign_in_card (person_id) where void_at is null;
index sign_in_card_by_person on sign_in_card (person_id, id);

-- Who was handed which right, by whom, from when to when. Its date ends it; nobody hands it further.
-- scope: school
table delegation (
  school_id        school_id        not null,
  id               delegation_id    not null,
  what             delegated_right  not null,
  from_member      member_id        not null,   -- whose right it is; lapses with that place
  to_member        member_id        not null,
  from_person      person_id        not null,
  to_person        person_id        not null,
  from_day         date             not null,
  to_day           date             not null,   -- the first day without it
  reason           text,
  made_at          time             not null,
  ended_at         time,   -- taken back before its date
  rev              int              not null,
  foreign key (school_id, from_member) references member (school_id, id),
  foreign key (school_id, to_member) references member (school_id, id),
  primary key (school_id, id)
);
index delegation_by_receiver on delegation (to_person, to_day);
index delegation_by_school on delegation (school_id, to_day, id);

-- A passkey of a person (WebAuthn): a public key; the private one never leaves the device.
-- scope: person
table passkey (
  id               passkey_id       not null,
  person_id        person_id        not null,
  credential       bytes            not null,   -- the id that the device gave it
  alg              int              not null check (alg in (-7, -257)),   -- ES256, RS256 (COSE)
  spki             bytes            not null,   -- the public key in DER
  counter          int              not null,   -- the last that the device said; 0 = it counts nothing
  name             text             not null,   -- as the person calls it
  made_at          time             not null,
  used_at          time,   -- last
  ended_at         time,
  rev              int              not null,
  foreign key (person_id) references person (id),
  primary key (id)
);
unique index passkey_by_credential on passkey (credential);
index passkey_by_person on passkey (person_id, id);

-- A challenge that was answered: nobody answers it twice.
-- scope: system
table passkey_challenge (
  challenge_hash   bytes            not null,   -- keyed BLAKE2b
  until            time             not null,   -- refused by its age from then on
  primary key (challenge_hash)
);
index passkey_challenge_by_age on passkey_challenge (until);

-- One account opened or sent out more than the school's bound within an hour; whoever is told stands in the journal.
-- scope: school
table odd_use (
  school_id        school_id        not null,
  id               odd_use_id       not null,
  person_id        person_id        not null,
  looks            int              not null,
  exports          int              not null,
  at               time             not null,
  foreign key (school_id) references school (id),
  foreign key (person_id) references person (id),
  primary key (school_id, id)
);
index odd_use_by_person on odd_use (school_id, person_id, at);

-- ==== hooks ====

-- Where a school tells other systems that something was published.
-- scope: school
table hook (
  school_id        school_id        not null,
  id               hook_id          not null,
  name             text             not null,
  address          text             not null,
  sealed           bytes            not null,   -- its secret, under lock; empty when it has ended
  made_by          person_id        not null,
  made_at          time             not null,
  ended_by         person_id,
  ended_at         time,
  rev              int              not null,
  foreign key (school_id) references school (id),
  foreign key (made_by) references person (id),
  foreign key (ended_by) references person (id),
  primary key (school_id, id)
);

-- What happened, as it is told: names nobody. Forgotten after 30 days.
-- scope: school
table hook_said (
  school_id        school_id        not null,
  id               hook_said_id     not null,
  event            text             not null,   -- "news", "message", "message.corrected", "message.recalled", "test"
  title            text             not null,   -- only of what everybody may read; else empty
  path             text             not null,
  at               time             not null,
  primary key (school_id, id)
);
index hook_said_by_time on hook_said (at);

-- What became of it, hook by hook. Goes with what was said.
-- scope: school
table hook_send (
  school_id        school_id        not null,
  hook_id          hook_id          not null,
  said_id          hook_said_id     not null,
  state            hook_state       not null,
  status           int              not null,   -- what the other side answered last; 0 = nothing
  why              text             not null,   -- kept, to be said again; empty: nothing went wrong
  at               time             not null,
  foreign key (school_id, hook_id) references hook (school_id, id),
  foreign key (school_id, said_id) references hook_said (school_id, id),
  primary key (school_id, hook_id, said_id)
);
index hook_send_by_said on hook_send (school_id, said_id);

-- ==== values ====

-- What a school stands for (R41): four named parts, versioned, dated, approved by the principal. A published row never
-- changes; the newest published one is the public page.
-- scope: school
table values_page (
  school_id        school_id        not null,
  id               values_page_id   not null,
  number           int              not null,   -- version 1, 2, 3 …
  state            values_state     not null,
  culture          text             not null,   -- Văn hóa: first line says it, further lines are "Tên: lời"
  strategy         text             not null,   -- Chiến lược phát triển
  motto            text             not null,   -- Phương châm chất lượng: first line is the motto
  core             text             not null,   -- Giá trị cốt lõi: a line each, "Chính trực: …"
  written_by       person_id        not null,
  written_at       time             not null,
  sent_at          time,
  decided_by       person_id,
  decided_at       time,
  reason           text,   -- why it was returned
  rev              int              not null,
  vision           text,
  mission          text,
  foreign key (school_id) references school (id),
  primary key (school_id, id)
);
unique index values_by_number on values_page (school_id, number);

-- A picture, or other words for the one that is there, offered for the public page (R41): shown to everybody by the principal's word
-- alone. The pictures are files of the uses values.picture_waits and, once published, values.picture.
-- scope: school
table values_picture (
  school_id        school_id        not null,
  id               values_picture_id not null,
  file_id          file_id          not null,   -- the picture that is offered, or the published one whose words are
  alt              text             not null,   -- what it shows
  state            picture_state    not null,
  offered_by       person_id        not null,
  offered_at       time             not null,
  decided_by       person_id,
  decided_at       time,
  reason           text,   -- why it was returned
  rev              int              not null,
  foreign key (school_id) references school (id),
  foreign key (school_id, file_id) references file (school_id, id),
  primary key (school_id, id)
);
unique index values_picture_open on values_picture (school_id) where state in ('pending', 'returned');

-- A goal of the school (R41), approved as the page is. A published one never changes: it ends, and another begins.
-- scope: school
table goal (
  school_id        school_id        not null,
  id               goal_id          not null,
  number           int              not null,   -- 1, 2, 3 …, kept after the end
  state            goal_state       not null,
  words            text             not null,
  serves           text,   -- which of the core values, in the school's words
  from_day         date             not null,
  until_day        date             not null,   -- by when
  written_by       person_id        not null,
  written_at       time             not null,
  decided_by       person_id,
  decided_at       time,
  reason           text,   -- why it was returned
  ended_day        date,
  end_reason       text,
  rev              int              not null,
  foreign key (school_id) references school (id),
  primary key (school_id, id)
);
unique index goal_by_number on goal (school_id, number);
index goal_waits on goal (school_id) where state = 'pending';

-- What shows how far a goal is; written with the goal, in places 1 to 3. Words '' = the place is empty.
-- scope: school
table indicator (
  school_id        school_id        not null,
  goal_id          goal_id          not null,
  slot             int              not null,
  words            text             not null,
  unit             text             not null,   -- "%", "giờ"; '' = none
  source           indicator_source not null,
  begins           int              not null,   -- where it stood when the goal began
  aim              int              not null,   -- above it or below
  foreign key (school_id, goal_id) references goal (school_id, id),
  primary key (school_id, goal_id, slot)
);

-- A value of a day, never changed; of several of one day the newest counts.
-- scope: school
table indicator_value (
  school_id        school_id        not null,
  id               indicator_value_id not null,
  goal_id          goal_id          not null,
  slot             int              not null,
  on_day           date             not null,
  value            int              not null,
  by_person        person_id,   -- none: counted
  at               time             not null,
  note             text,
  foreign key (school_id, goal_id, slot) references indicator (school_id, goal_id, slot),
  primary key (school_id, id)
);
index indicator_value_by_day on indicator_value (school_id, goal_id, slot, on_day);

-- What shows that a goal is being reached: words, and where it can be read. Public by the principal's word alone.
-- scope: school
table evidence (
  school_id        school_id        not null,
  id               evidence_id      not null,
  goal_id          goal_id          not null,
  words            text             not null,
  link             text,   -- https://…
  state            evidence_state   not null,
  by_person        person_id        not null,
  at               time             not null,
  decided_by       person_id,
  decided_at       time,
  rev              int              not null,
  foreign key (school_id, goal_id) references goal (school_id, id),
  primary key (school_id, id)
);
index evidence_by_goal on evidence (school_id, goal_id, id);
index evidence_waits on evidence (school_id) where state = 'pending';

-- ==== news ====

-- A piece of news of one school. Ended by being withdrawn, never deleted.
-- scope: school
table news (
  school_id        school_id        not null,
  id               news_id          not null,
  state            news_state       not null,
  audience         news_audience    not null,
  title            text             not null,   -- one line
  body             text             not null,   -- paragraphs, an empty line between two
  written_by       person_id        not null,
  written_at       time             not null,
  published_by     person_id,
  published_at     time,   -- the last time; a withdrawn piece may be published again
  withdrawn_at     time,
  reason           text,   -- why it was withdrawn
  told             int              not null,   -- people who were told of it
  rev              int              not null,
  changed_at       time,
  foreign key (school_id) references school (id),
  foreign key (written_by) references person (id),
  primary key (school_id, id)
);
index news_by_time on news (school_id, state, published_at, id);
unique index news_by_id on news (id);
index news_changed on news (school_id, changed_at) where changed_at is not null;

-- Who said that they have read it, once.
-- scope: school
table news_read (
  school_id        school_id        not null,
  news_id          news_id          not null,
  person_id        person_id        not null,
  read_at          time             not null,
  foreign key (school_id, news_id) references news (school_id, id),
  primary key (school_id, news_id, person_id)
);

-- ==== calendar ====

-- Something that a school, or one of its classes, has planned. Called off, never deleted.
-- scope: school
table calendar_event (
  school_id        school_id        not null,
  id               calendar_event_id not null,
  class_id         class_id,   -- of one class alone; none: of the whole school
  audience         event_audience   not null,   -- of a class event: inside
  title            text             not null,
  place            text             not null,   -- empty: not said
  note             text             not null,
  from_day         date             not null,
  to_day           date             not null,   -- the last day
  from_minute      int check (from_minute >= 0 and from_minute < 1440),   -- of the first day; none: the whole day
  to_minute        int check (to_minute > 0 and to_minute <= 1440),
  made_by          person_id        not null,
  made_at          time             not null,
  changed_at       time             not null,
  called_off       time,
  reason           text,   -- why it was called off, for everybody who saw it
  rev              int              not null,
  import_key       text,
  import_seq       int,
  import_print     int,
  import_rev       int,
  batch_id         batch_id,
  taken_back       time,
  foreign key (school_id, class_id) references class (school_id, id),
  foreign key (made_by) references person (id),
  primary key (school_id, id)
);
index calendar_event_by_day on calendar_event (school_id, from_day, id);
index calendar_event_of_class on calendar_event (school_id, class_id, from_day);
unique index calendar_event_by_key on calendar_event (school_id, import_key) where import_key is not null;
index calendar_event_of_batch on calendar_event (school_id, batch_id) where batch_id is not null;

-- Something that a person has planned for themselves: nobody else ever sees it.
-- scope: person
table calendar_own (
  person_id        person_id        not null,
  id               calendar_own_id  not null,
  title            text             not null,
  place            text             not null,
  from_day         date             not null,
  to_day           date             not null,
  from_minute      int check (from_minute >= 0 and from_minute < 1440),
  to_minute        int check (to_minute > 0 and to_minute <= 1440),
  changed_at       time             not null,
  gone_at          time,
  rev              int              not null,
  note             text,
  import_key       text,
  import_seq       int,
  import_print     int,
  import_rev       int,
  import_id        calendar_import_id,
  foreign key (person_id) references person (id),
  primary key (person_id, id)
);
index calendar_own_by_day on calendar_own (person_id, from_day, id);
unique index calendar_own_by_key on calendar_own (person_id, import_key) where import_key is not null;

-- The address with which a program of the person's own (a telephone's calendar) reads what that person's page shows.
-- scope: person
table calendar_feed (
  person_id        person_id        not null,
  secret_hash      bytes            not null,   -- keyed; the address itself was shown once
  made_at          time             not null,
  ended_at         time,
  rev              int              not null,
  foreign key (person_id) references person (id),
  primary key (person_id)
);
unique index calendar_feed_by_secret on calendar_feed (secret_hash);

-- A file that a person brought into a calendar: seen before it is taken in, and what came of it.
-- scope: person
table calendar_import (
  person_id        person_id        not null,
  id               calendar_import_id not null,
  of_school        ref,   -- into the calendar of this school; none: the person's own
  of_class         ref,   -- and of this class
  audience         event_audience   not null,
  file_name        text             not null,
  body             bytes,   -- the file; gone when it is taken in, or after 30 days
  made_at          time             not null,
  taken_at         time,
  batch_id         batch_id,   -- of the school's bulk acts
  added            int              not null,
  changed          int              not null,
  called_off       int              not null,
  undone_at        time,
  rev              int              not null,
  foreign key (person_id) references person (id),
  primary key (person_id, id)
);
index calendar_import_of_batch on calendar_import (of_school, batch_id) where batch_id is not null;
index calendar_import_waiting on calendar_import (made_at) where body is not null;

-- What an import changed, as it was before: for the way back.
-- scope: school
table calendar_event_was (
  school_id        school_id        not null,
  batch_id         batch_id         not null,
  event_id         calendar_event_id not null,
  title            text             not null,
  place            text             not null,
  note             text             not null,
  audience         event_audience   not null,
  from_day         date             not null,
  to_day           date             not null,
  from_minute      int,
  to_minute        int,
  called_off       time,
  reason           text,
  import_seq       int              not null,
  import_print     int              not null,
  rev              int              not null,   -- that the import left
  primary key (school_id, batch_id, event_id)
);

-- The same of a person's own plans.
-- scope: person
table calendar_own_was (
  person_id        person_id        not null,
  import_id        calendar_import_id not null,
  own_id           calendar_own_id  not null,
  title            text             not null,
  place            text             not null,
  note             text             not null,
  from_day         date             not null,
  to_day           date             not null,
  from_minute      int,
  to_minute        int,
  gone_at          time,
  import_seq       int              not null,
  import_print     int              not null,
  rev              int              not null,
  foreign key (person_id) references person (id),
  primary key (person_id, import_id, own_id)
);

-- ==== xapi ====

-- A key with which another system comes in. Nothing of it is deleted: it is revoked.
-- scope: school
table xapi_key (
  school_id        school_id        not null,
  id               xapi_key_id      not null,   -- also its name at the door
  name             text             not null,   -- what it is for, as the office wrote it
  scopes           int              not null,   -- bits of doors/xapi/inside.h
  secret_hash      bytes            not null,   -- keyed hash; the secret itself was shown once
  unlimited        bool             not null,   -- trusted: its requests are not counted
  made_by          person_id,   -- none: from the command line
  made_at          time             not null,
  revoked_at       time,
  revoked_by       person_id,
  rev              int              not null,
  former_hash      bytes,   -- keyed hash of the former secret
  former_until     time,   -- until when that one opens too
  rotated_at       time,
  used_at          time,   -- written once a day at most
  per_minute       int,
  room             int,
  primary key (school_id, id)
);
index xapi_key_by_id on xapi_key (id);

-- Documents that other systems keep here: state of an activity and a learner, profiles of learners and activities.
-- scope: school
table xapi_document (
  school_id        school_id        not null,
  place            bytes            not null,   -- hash of kind, activity and agent
  registration     text             not null,   -- of a state; empty: none
  name             text             not null,   -- stateId or profileId
  type             text             not null,   -- content type as sent
  body             bytes,   -- none: it was deleted
  etag             bytes            not null,   -- SHA-1 of the body
  stored_at        time             not null,
  key_id           xapi_key_id      not null,   -- who wrote it last
  person_id        person_id,   -- whom of the house it is about
  rev              int              not null,
  named_id         person_id,
  known_id         ref,
  primary key (school_id, place, registration, name)
);
index xapi_document_by_person on xapi_document (person_id);
index xapi_document_named on xapi_document (named_id, school_id) where named_id is not null;

-- How many statements and documents a key was given, told, and how often it was refused, hour by hour. Kept 400 days.
-- scope: school
table xapi_use (
  school_id        school_id        not null,
  key_id           xapi_key_id      not null,
  hour             int              not null,   -- since 1970 (UTC)
  given            int              not null,
  taken            int              not null,
  refused          int              not null,
  primary key (school_id, key_id, hour)
);
index xapi_use_by_hour on xapi_use (hour);
index xapi_use_of_school on xapi_use (school_id, hour);

-- The last fifty requests of a key that were refused: where and why, nothing of what was sent.
-- scope: school
table xapi_refusal (
  school_id        school_id        not null,
  key_id           xapi_key_id      not null,
  slot             int              not null,   -- 0 to 49, one after the other
  at               time             not null,
  status           int              not null,
  number           int              not null,   -- of the refusal
  resource         text             not null,   -- "GET /xapi/statements"
  place            text             not null,   -- in the statement, without what stands in extensions; empty: none
  words            text             not null default '',
  primary key (school_id, key_id, slot)
);
index xapi_refusal_by_time on xapi_refusal (at);

-- From which sites programs in a browser may speak to the door with keys of the school (CORS).
-- scope: school
table xapi_origin (
  school_id        school_id        not null,
  id               xapi_origin_id   not null,
  origin           text             not null,   -- https://kho.example
  made_by          person_id,
  made_at          time             not null,
  ended_at         time,
  primary key (school_id, id)
);
index xapi_origin_by_origin on xapi_origin (origin, ended_at);
unique index xapi_origin_open on xapi_origin (school_id, origin) where ended_at is null;

-- Ways of looking at the figures of the record that a school has kept under a name.
-- scope: school
table xapi_view (
  school_id        school_id        not null,
  id               xapi_view_id     not null,
  name             text             not null,
  asked            text             not null,   -- the page's own parameters
  made_by          person_id,
  made_at          time             not null,
  ended_at         time,
  rev              int              not null,
  primary key (school_id, id)
);
unique index xapi_view_open on xapi_view (school_id, name) where ended_at is null;

-- ==== exchange ====

-- Statements that were taken out of the school's record, or into it, once: how far it is, and what came of it.
-- scope: school
table exchange_run (
  school_id        school_id        not null,
  id               exchange_run_id  not null,
  kind             exchange_kind    not null,
  state            exchange_state   not null,
  trial            bool             not null,   -- it only looks: nothing is taken in
  name             text             not null,   -- of the file, or the other store's address
  reason           text             not null,   -- as written
  from_at          time,   -- stored from then on
  until_at         time,   -- and before then
  hash             bytes,   -- of the file that came in, in the store of files
  address          text,   -- of the other store
  account          text,
  sealed           bytes,   -- its secret, under lock; gone when the run is over
  version          int              not null,   -- of xAPI that the other store speaks: 1, 2
  place            text             not null,   -- how far: the page of the other store; empty: its first
  at_byte          int              not null,   -- how far in the file, or in the page: what comes next
  line             int              not null,   -- how many lines or statements were looked at
  after_id         statement_id,   -- the last one that was taken out
  fresh            int              not null,   -- taken in; on a trial: would be. Taken out, for a file
  known            int              not null,   -- there already
  refused          int              not null,
  parts            int              not null,   -- files made
  job_id           ref              not null,   -- the last job that worked on it
  made_by          person_id,   -- none: from the command line
  made_at          time             not null,
  ended_at         time,
  rev              int              not null,
  primary key (school_id, id)
);
index exchange_run_by_state on exchange_run (state, made_at);

-- A line that was not taken in, and why. Nothing of what it says is kept but its name.
-- scope: school
table exchange_refused (
  school_id        school_id        not null,
  run_id           exchange_run_id  not null,
  line             int              not null,   -- of the file, or which one of the other store
  number           int              not null,   -- of the refusal
  name             text             not null,   -- the id that it says, or empty
  path             text             not null,   -- where in it
  words            text             not null,   -- kept to be said again in the reader's language
  foreign key (school_id, run_id) references exchange_run (school_id, id),
  primary key (school_id, run_id, line)
);

-- Where a school sends its statements as they come. Nothing of it is deleted: it ends.
-- scope: school
table exchange_target (
  school_id        school_id        not null,
  id               exchange_target_id not null,
  kind             target_kind      not null,
  state            target_state     not null,
  name             text             not null,
  reason           text             not null,   -- what for, as the principal wrote it
  address          text             not null,
  account          text             not null,   -- of a store; empty for a webhook
  sealed           bytes            not null,   -- its secret, under lock
  version          int              not null,   -- of xAPI that it speaks: 1, 2
  verb             text,   -- only these, where they are said
  activity         text,
  what             target_what      not null,
  actor            target_actor     not null,
  after_id         statement_id,   -- what stands up to here was sent, or did not fit
  sent             int              not null,
  attempt          int              not null,   -- in vain, since the last one that went well
  next_at          time             not null,   -- not before then
  failing_at       time,   -- since when nothing goes
  last_status      int              not null,   -- what the other side answered in vain; 0 = nothing
  last_words       text             not null,   -- why, kept to be said again
  last_sent_at     time,
  again            bool             not null,   -- somebody asked to try what failed once more
  made_by          person_id        not null,
  made_at          time             not null,
  ended_by         person_id,
  ended_at         time,
  rev              int              not null,
  start_id         statement_id,
  primary key (school_id, id)
);
index exchange_target_by_state on exchange_target (state, school_id, id);

-- A statement that a target did not take, though it took others: sent again when somebody asks.
-- scope: school
table exchange_missed (
  school_id        school_id        not null,
  target_id        exchange_target_id not null,
  statement_id     statement_id     not null,
  status           int              not null,
  at               time             not null,
  over_at          time,   -- it was taken later, or is there no more
  foreign key (school_id, target_id) references exchange_target (school_id, id),
  primary key (school_id, target_id, statement_id)
);

-- What a target is sent though it is past it: what names somebody whose data the school might not use when it came by (restriction), and may now. The row goes when it was sent.
-- scope: school
table exchange_owed (
  school_id        school_id        not null,
  target_id        exchange_target_id not null,
  person_id        person_id        not null,
  after_id         statement_id     not null,   -- what stands up to here was sent, or was never meant for it
  upto_id          statement_id     not null,   -- what comes later is sent as everything is
  foreign key (school_id, target_id) references exchange_target (school_id, id),
  primary key (school_id, target_id, person_id)
);

-- ==== roster ====

-- One uploaded class list. Its rows are staged here until they go in; texts are kept until until_day.
-- scope: school
table roster_import (
  school_id        school_id        not null,
  id               roster_import_id not null,
  year_id          school_year_id   not null,
  file_name        text             not null,
  file_size        int              not null,   -- bytes
  file_hash        bytes            not null,   -- SHA-256, to know the same file again
  encoding         text             not null,   -- as read: "UTF-8", "TCVN3 (ABC)" …
  converted        bool             not null,   -- from an old encoding or font
  composed         bool             not null,   -- accents came apart (NFD)
  state            roster_state     not null,
  by_person        person_id        not null,   -- 0: a command
  at               time             not null,
  until_day        date             not null,   -- first day on which its rows are forgotten
  answers          text             not null,   -- to questions of the whole file: lines "code<tab>option"
  ready            int              not null,   -- rows, as last counted
  waiting          int              not null,
  skipped          int              not null,
  taken            int              not null,
  rev              int              not null,
  job_id           job_id,   -- the job that takes its rows in, or took them
  sessions         text,
  foreign key (school_id, year_id) references school_year (school_id, id),
  primary key (school_id, id)
);
index roster_import_by_end on roster_import (until_day);

-- A sheet of the file as it was understood.
-- scope: school
table roster_sheet (
  school_id        school_id        not null,
  import_id        roster_import_id not null,
  number           int              not null,   -- 0 …
  name             text             not null,   -- "" for CSV
  header_row       int              not null,   -- 0 = no table here
  header_rows      int              not null,
  first_row        int              not null,
  last_row         int              not null,
  class_title      text             not null,   -- class of the whole sheet, as written
  class_from       text             not null,   -- title, sheet_name
  columns          text             not null,   -- packed by the reader
  foreign key (school_id, import_id) references roster_import (school_id, id),
  primary key (school_id, import_id, number)
);

-- Rows of the file that are no pupils, so that nothing is left out in silence.
-- scope: school
table roster_ignored (
  school_id        school_id        not null,
  import_id        roster_import_id not null,
  number           int              not null,
  sheet            int              not null,
  at_row           int              not null,
  last_row         int              not null,
  reason           text             not null,   -- code of the reader
  text             text             not null,
  foreign key (school_id, import_id) references roster_import (school_id, id),
  primary key (school_id, import_id, number)
);

-- One row of the file: what it says, what was corrected and answered, and who it became.
-- scope: school
table roster_line (
  school_id        school_id        not null,
  import_id        roster_import_id not null,
  number           int              not null,   -- 1 … in the order of the file
  sheet            int              not null,
  at_row           int              not null,   -- as in the file
  said             text             not null,   -- cells by meaning, packed by the reader
  fixed            text             not null,   -- corrections: lines "meaning<tab>text"
  answers          text             not null,   -- lines "problem<tab>option"
  batch_id         batch_id,   -- the act that took it in; none = staged
  person_id        person_id,
  class_id         class_id,
  foreign key (school_id, import_id) references roster_import (school_id, id),
  foreign key (school_id, batch_id) references batch (school_id, id),
  primary key (school_id, import_id, number)
);
index roster_line_by_batch on roster_line (school_id, batch_id) where batch_id is not null;

-- One taking-in of rows of a file; undone whole within a day.
-- scope: school
table roster_intake (
  school_id        school_id        not null,
  batch_id         batch_id         not null,
  import_id        roster_import_id not null,
  by_person        person_id        not null,
  at               time             not null,
  lines            int              not null,
  pupils           int              not null,   -- new ones
  updated          int              not null,   -- pupils who were there
  guardians        int              not null,   -- new ones
  classes          int              not null,   -- new ones
  undone_at        time,
  foreign key (school_id, batch_id) references batch (school_id, id),
  foreign key (school_id, import_id) references roster_import (school_id, id),
  primary key (school_id, batch_id)
);
index roster_intake_by_import on roster_intake (school_id, import_id);

-- Grows with every taking-in and undoing: what was checked against an older state of the school is checked again.
-- scope: school
table roster_gate (
  school_id        school_id        not null,
  rev              int              not null,
  primary key (school_id)
);

-- Where a pupil stood in a list that was taken in, and what the row said that Khuê has no place for (place of birth, address, note …): so
-- that the list goes out as it came in. Emptied when the taking-in is undone.
-- scope: school
table roster_kept (
  school_id        school_id        not null,
  import_id        roster_import_id not null,
  number           int              not null,   -- of the line
  sheet            int              not null,
  at_row           int              not null,
  person_id        person_id        not null,
  batch_id         batch_id         not null,
  kept             text             not null,   -- cells by meaning, packed by the reader
  foreign key (school_id, import_id) references roster_import (school_id, id),
  foreign key (school_id, batch_id) references batch (school_id, id),
  foreign key (person_id) references person (id),
  primary key (school_id, import_id, number)
);
index roster_kept_by_batch on roster_kept (school_id, batch_id);
index roster_kept_by_person on roster_kept (person_id);

-- What another system calls a pupil of the school: so that its next export finds them, whatever they are called by then.
-- scope: school
table roster_person_source (
  school_id        school_id        not null,
  source           text             not null,   -- the system and its sourcedId: "sis.example/u1"
  person_id        person_id        not null,
  at               time             not null,   -- last seen
  foreign key (person_id) references person (id),
  primary key (school_id, source)
);
index roster_person_source_by_person on roster_person_source (person_id);

-- The same of a class.
-- scope: school
table roster_class_source (
  school_id        school_id        not null,
  source           text             not null,
  class_id         class_id         not null,
  at               time             not null,
  foreign key (school_id, class_id) references class (school_id, id),
  primary key (school_id, source)
);

-- Who works at the school, as a OneRoster export says it: staged beside the pupils of the same file, taken in by an act of its own.
-- scope: school
table roster_staff (
  school_id        school_id        not null,
  import_id        roster_import_id not null,
  number           int              not null,   -- 1 … in the order of the file
  at_row           int              not null,   -- line of users.csv, or of enrollments.csv where the person has none
  source           text             not null,   -- the system and its sourcedId
  name             text             not null,
  role             text             not null,   -- of the standard
  own              text             not null,   -- code of a role of ours; empty = it does not say
  phone            text             not null,
  duties           text             not null,   -- packed: a line each
  gone             bool             not null,   -- marked as deleted where it comes from
  did              staff_did        not null,
  batch_id         batch_id,   -- the act that brought the person in, or ended the place
  person_id        person_id,
  member_id        member_id,
  choice           staff_choice,   -- none = not chosen yet
  choice_member    ref,   -- of same: the place of that person here
  departments      text,   -- packed: a line each; none = the file names none
  foreign key (school_id, import_id) references roster_import (school_id, id),
  foreign key (school_id, batch_id) references batch (school_id, id),
  primary key (school_id, import_id, number)
);
index roster_staff_by_batch on roster_staff (school_id, batch_id) where batch_id is not null;
index roster_staff_by_person on roster_staff (person_id) where person_id is not null;

-- Departments and places in them that an act made, gave or ended, so that it can be taken back.
-- scope: school
table roster_seat (
  school_id        school_id        not null,
  batch_id         batch_id         not null,
  department_id    department_id    not null,
  seat_id          ref              not null,   -- the place; of a department that was made: the department again
  did              seat_did         not null,
  foreign key (school_id, batch_id) references batch (school_id, id),
  foreign key (school_id, department_id) references department (school_id, id),
  primary key (school_id, batch_id, seat_id)
);

-- ==== announcements ====

-- A message of a school, a class or a group to its families, pupils or staff. Taken back, never deleted but when its time is over.
-- scope: school
table announcement (
  school_id        school_id        not null,
  id               announcement_id  not null,
  state            announcement_state not null,
  class_id         class_id,   -- to one class; neither this nor the next: to the whole school
  group_id         study_group_id,
  to_families      bool             not null,
  to_pupils        bool             not null,
  to_staff         bool             not null,
  title            text             not null,   -- one line
  body             text             not null,   -- paragraphs
  must_confirm     bool             not null,   -- those who get it are asked to say that they have read it
  last_day         date,   -- as written: the last day on which it counts
  over_day         date             not null,   -- first day on which nothing is asked any more
  edition          int              not null,   -- 0 while a draft; one more with each correction, and when it is taken back
  correction       text,   -- what was corrected last, as readers read it
  written_by       person_id        not null,
  written_at       time             not null,
  sent_by          person_id,
  sent_at          time,
  corrected_by     person_id,
  corrected_at     time,
  back_by          person_id,
  back_at          time,
  reason           text,   -- why it was taken back, as readers read it
  told_edition     int              not null,   -- up to this edition the job has told everybody
  rev              int              not null,
  send_at          time,   -- waiting: when it goes out; else none
  send_by          person_id,   -- who said so last: their right is asked again then
  held             announcement_held,   -- a draft again, since it did not go out
  held_at          time,
  foreign key (school_id) references school (id),
  foreign key (school_id, class_id) references class (school_id, id),
  foreign key (school_id, group_id) references study_group (school_id, id),
  foreign key (written_by) references person (id),
  primary key (school_id, id)
);
unique index announcement_by_id on announcement (id);
index announcement_of_class on announcement (school_id, class_id, id);
index announcement_open on announcement (school_id, state, over_day, id);
index announcement_over on announcement (over_day, school_id, id);
index announcement_of_group on announcement (school_id, group_id, id) where group_id is not null;
index announcement_due on announcement (send_at, school_id, id) where send_at is not null;
index announcement_unsent on announcement (written_by, school_id, id) where sent_at is null;
index announcement_waits on announcement (school_id, class_id, over_day) where state = 'sent' and must_confirm = 1;
index announcement_waits_in_group on announcement (school_id, group_id, over_day) where state = 'sent' and must_confirm = 1 and group_id is not null;

-- Who was told of it, about whom: a guardian about each child, a pupil or one of the staff about themselves. Written when it is sent.
-- scope: school
table announcement_reader (
  school_id        school_id        not null,
  announcement_id  announcement_id  not null,
  person_id        person_id        not null,
  about_id         person_id        not null,
  side             announcement_side not null,
  class_id         class_id,   -- of the pupil, when it was told
  sent_at          time             not null,   -- of the message: copies, so that what waits for somebody is one index
  over_day         date             not null,
  told_edition     int              not null,
  read_edition     int              not null,   -- 0 = not yet
  read_at          time,
  reminded_on      date,
  foreign key (school_id, announcement_id) references announcement (school_id, id),
  foreign key (person_id) references person (id),
  primary key (school_id, announcement_id, person_id, about_id)
);
index announcement_reader_in_class on announcement_reader (school_id, announcement_id, side, class_id, read_edition);
index announcement_reader_of_person on announcement_reader (person_id, sent_at, announcement_id);
index announcement_reader_waiting on announcement_reader (person_id, over_day, announcement_id);
index announcement_reader_about on announcement_reader (about_id, announcement_id);

-- A family that it goes to, by its child: one of the guardians who says so is enough, or a slip that one of them signed.
-- scope: school
table announcement_family (
  school_id        school_id        not null,
  announcement_id  announcement_id  not null,
  child_id         person_id        not null,
  class_id         class_id,   -- of the child, when it was told
  told             int              not null,   -- guardians who have an account
  done_edition     int              not null,   -- 0 = not yet
  done_at          time,
  done_by          person_id,   -- the guardian; of a slip: who ticked it
  paper            bool             not null,   -- done by a slip
  foreign key (school_id, announcement_id) references announcement (school_id, id),
  foreign key (child_id) references person (id),
  primary key (school_id, announcement_id, child_id)
);
index announcement_family_in_class on announcement_family (school_id, announcement_id, class_id, done_edition, told);
index announcement_family_of_child on announcement_family (child_id, announcement_id);

-- Those who had not read were reminded: once a day and place.
-- scope: school
table announcement_reminder (
  school_id        school_id        not null,
  announcement_id  announcement_id  not null,
  place            ref              not null,   -- the class, or the message itself where all were
  on_day           date             not null,
  by_person        person_id        not null,
  at               time             not null,
  foreign key (school_id, announcement_id) references announcement (school_id, id),
  primary key (school_id, announcement_id, place, on_day)
);

-- ==== privacy ====

-- What somebody asked a school about the data of themselves or of their child. One of a kind waits at a time; it ends, it is never
-- deleted.
-- scope: school
table privacy_request (
  school_id        school_id        not null,
  id               privacy_request_id not null,
  subject_id       person_id        not null,   -- whose data
  by_person        person_id        not null,   -- who asked; nobody else of the family reads it
  kind             privacy_kind     not null,
  words            text             not null,   -- as written; may be empty
  state            privacy_state    not null,
  at               time             not null,
  answer_due       date             not null,   -- the last day for a first answer
  done_due         date             not null,   -- the last day for the end
  answered_at      time,
  extended_at      time,   -- once at most
  closed_at        time,
  rev              int              not null,
  source           privacy_source,
  entered_by       person_id,
  foreign key (school_id) references school (id),
  foreign key (subject_id) references person (id),
  foreign key (by_person) references person (id),
  primary key (school_id, id)
);
unique index privacy_request_waiting on privacy_request (school_id, subject_id, by_person, kind) where closed_at is null;
index privacy_request_open on privacy_request (school_id, done_due, id) where closed_at is null;
index privacy_request_by_subject on privacy_request (subject_id, by_person, id);

-- What the school said to a request, each time. Only added to.
-- scope: school
table privacy_answer (
  school_id        school_id        not null,
  request_id       privacy_request_id not null,
  id               privacy_answer_id not null,
  did              privacy_did      not null,
  words            text             not null,
  by_person        person_id        not null,
  at               time             not null,
  foreign key (school_id, request_id) references privacy_request (school_id, id),
  primary key (school_id, request_id, id)
);

-- Somebody took a copy of the data of themselves or of their child along. Only added to.
-- scope: person
table data_copy (
  subject_id       person_id        not null,
  id               data_copy_id     not null,
  by_person        person_id        not null,
  at               time             not null,
  foreign key (subject_id) references person (id),
  foreign key (by_person) references person (id),
  primary key (subject_id, id)
);
index data_copy_by_whom on data_copy (by_person, at);

-- That somebody's data is to be erased, upon a request: one proposes, another one decides. Ends, is never deleted.
-- scope: school
table privacy_erasure (
  school_id        school_id        not null,
  id               privacy_erasure_id not null,
  request_id       privacy_request_id not null,
  subject_id       person_id        not null,
  state            erasure_state    not null,
  reason           text             not null,   -- of who proposed
  proposed_by      person_id        not null,
  proposed_at      time             not null,
  decided_by       person_id,
  decided_at       time,
  rev              int              not null,
  carry_on         date,   -- the first day on which it is carried out
  told             int,   -- how many of those concerned could be told in Khuê
  on_paper         bool,   -- a letter was sent, says who decided
  word_by          person_id,   -- of those concerned: who stopped it, or did not want to wait
  word_at          time,
  word             text,   -- why it was stopped, as the office reads it
  foreign key (school_id, request_id) references privacy_request (school_id, id),
  primary key (school_id, id)
);
unique index privacy_erasure_waiting on privacy_erasure (school_id, request_id) where decided_at is null;
index privacy_erasure_by_subject on privacy_erasure (subject_id, id);
index privacy_erasure_due on privacy_erasure (carry_on, school_id, id) where state = 'waiting';

-- Something that happened to data: lost, seen by who may not, changed. Written down by the school, ended, never deleted.
-- scope: school
table data_breach (
  school_id        school_id        not null,
  id               data_breach_id   not null,
  found_at         time             not null,   -- when the school came to know of it: its 72 hours begin
  words            text             not null,   -- what happened
  what             text             not null,   -- which data, whose
  people           int check (people > 0),   -- about how many; none: not known yet
  made_by          person_id        not null,
  authority_at     time,   -- the authority was told
  people_at        time,   -- those concerned were told
  over_at          time,
  rev              int              not null,
  foreign key (school_id) references school (id),
  foreign key (made_by) references person (id),
  primary key (school_id, id)
);
index data_breach_open on data_breach (school_id, found_at) where over_at is null;

-- What the school did about it, each time. Only added to.
-- scope: school
table data_breach_step (
  school_id        school_id        not null,
  breach_id        data_breach_id   not null,
  id               data_breach_step_id not null,
  step             breach_step      not null,
  words            text             not null,
  by_person        person_id        not null,
  at               time             not null,
  foreign key (school_id, breach_id) references data_breach (school_id, id),
  foreign key (by_person) references person (id),
  primary key (school_id, breach_id, id)
);

-- ==== doubles ====

-- A second row for somebody, folded into the one that is kept.
-- scope: school
table merger (
  school_id        school_id        not null,
  id               merger_id        not null,
  batch_id         batch_id         not null,
  kept_id          person_id        not null,
  folded_id        person_id        not null,
  member_id        member_id,   -- the folded pupil's place; none: a guardian
  account_closed   bool             not null,   -- there was a second account
  by_person        person_id        not null,
  at               time             not null,
  moet_moved       bool             not null default 0,
  national_moved   bool             not null default 0,
  foreign key (school_id) references school (id),
  foreign key (kept_id) references person (id),
  foreign key (folded_id) references person (id),
  primary key (school_id, id)
);
unique index merger_by_batch on merger (school_id, batch_id);
index merger_by_kept on merger (kept_id, batch_id);

-- Two of one name whom somebody has looked at: two people. They are not asked about again.
-- scope: school
table namesakes (
  school_id        school_id        not null,
  one_id           person_id        not null,   -- the smaller id
  other_id         person_id        not null,
  by_person        person_id        not null,
  at               time             not null,
  foreign key (school_id) references school (id),
  primary key (school_id, one_id, other_id)
);

-- Places of a colleague that a merge ended, or made for the kept row, so that its undo finds them.
-- scope: school
table merger_place (
  school_id        school_id        not null,
  batch_id         batch_id         not null,
  member_id        member_id        not null,
  made             bool             not null,   -- the kept row's, begun by it; else the folded one's, ended by it
  foreign key (school_id) references school (id),
  primary key (school_id, batch_id, member_id)
);

-- ==== programme ====

-- How a school stands on a Sunday, for the programme's office: thresholds of everybody, nothing of a person. One row a school, written anew.
-- scope: system
table programme_school (
  school_id        school_id        not null,
  day              date             not null,   -- the Sunday of which the figures are
  begun            bool             not null,   -- a school year runs and there are pupils
  published        bool             not null,   -- what it stands for is published
  quiet            bool             not null,   -- has begun, and nobody did anything for four weeks
  pupils           int              not null,   -- exact: told from the threshold on
  deeds            int              not null,   -- of the last week; told rounded
  joined           int              not null,   -- of ten pairs of components
  loose            int              not null,
  gaps             int              not null,   -- kinds of which it has nothing
  gap_codes        text             not null,   -- "mentors alumni"
  reach            int,   -- the five indices, where they may be told (docs/indices.md)
  diversity        int,
  connection       int,
  agency           int,
  creation         int,
  least            int,
  foreign key (school_id) references school (id),
  primary key (school_id)
);

-- Deeds of a school in a week that is over.
-- scope: system
table programme_week (
  school_id        school_id        not null,
  monday           date             not null,
  deeds            int              not null,
  foreign key (school_id) references school (id),
  primary key (school_id, monday)
);
index programme_week_by_monday on programme_week (monday, school_id, deeds);

-- ==== enums ====

enum job_state (waiting "Đang chờ", running "Đang làm", done "Đã xong", failed "Không xong", cancelled "Đã thôi");
enum mail_state (waiting "Đang chờ gửi", sent "Đã gửi", failed "Không gửi được", kept "Chỉ hiện ở đây", stopped "Thôi không gửi");
enum sex (female "Nữ", male "Nam");
enum guardian_kind (mother "Mẹ", father "Bố", grandmother "Bà", grandfather "Ông", guardian "Người giám hộ");
enum contact_kind (phone "Điện thoại", email "Thư điện tử");
enum guardian_limit (nothing "Không tiếp cận", read "Chỉ được xem");
enum area_kind (province "Tỉnh, thành phố", district "Quận, huyện, thị xã (cũ)", commune "Xã", ward "Phường", cluster "Cụm chuyên môn");
enum school_level (preschool "Mầm non", primary "Tiểu học", lower_secondary "THCS", upper_secondary "THPT");
enum ownership (public "Công lập", non_public "Ngoài công lập");
enum member_role (pupil "Học sinh", teacher "Giáo viên", assistant "Trợ giảng", staff "Nhân viên", clerk "Văn thư", deputy "Phó hiệu trưởng", principal "Hiệu trưởng");
enum organisation_kind (school "Trường", department "Sở Giáo dục và Đào tạo", commune_office "UBND xã, phường", university "Trường đại học, viện", enterprise "Doanh nghiệp", political "Tổ chức chính trị", political_social "Tổ chức chính trị - xã hội", professional "Tổ chức xã hội - nghề nghiệp", science_technology "Tổ chức khoa học và công nghệ", economic "Tổ chức kinh tế", community "Cộng đồng", programme "Văn phòng Chương trình");
enum batch_kind (roster "Nhập danh sách", other "Việc hàng loạt");
enum outsider_kind (partner "Người liên hệ của đối tác", mentor "Người hướng dẫn", alumnus "Cựu học sinh");
enum partner_kind (partner "Đối tác", host "Nơi đón học sinh", sponsor "Tài trợ");
enum office_role (officer "Cán bộ", leader "Lãnh đạo");
enum look_kind (contact "Liên hệ", profile "Hồ sơ cá nhân", sign_in "Phiếu đăng nhập", documents "Giấy tờ", health "Sức khỏe", counsel "Tư vấn", marks "Điểm số", behaviour "Rèn luyện");
enum consent_voice (self "Chính em", guardian "Phụ huynh");
enum component (people "Con người", knowledge "Tri thức", technology "Công nghệ", context "Bối cảnh", culture "Văn hóa, chiến lược");
enum deed_verb (wrote "đã viết", published "đã đăng", read "đã đọc", confirmed "đã xác nhận", proposed "đã đề xuất", approved "đã duyệt", commented "đã góp ý cho", began "đã bắt đầu dùng", joined "đã tham gia");
enum deed_as (pupil "Học sinh", staff "Thầy cô, nhân viên", family "Gia đình", other "Người khác");
enum deed_part (with "cùng làm", about "được nói đến");
enum told_kind (result "Kết quả học tập", trace "Dấu vết lúc dùng", stranger "Về người Khuê không biết", gone "Đã quên");
enum notice_kind (work "Việc đang chờ và kết quả", account "Tài khoản và đăng nhập", school "Tin của nhà trường");
enum notice_channel (mail "Thư điện tử", push "Thông báo trên máy", sms "Tin nhắn SMS");
enum notice_send_state (waiting "Đang chờ gửi", handed "Đã giao cho máy chủ thư", sent "Đã gửi", failed "Không gửi được", stopped "Thôi không gửi");
enum notice_why (none "không có gì", no_address "chưa có địa chỉ thư đã xác nhận", no_device "không còn máy nào nhận", no_phone "chưa có số điện thoại đã xác nhận", refused "bên nhận từ chối", silent "máy chủ bên kia không trả lời", day_full "hết lượt gửi trong ngày", was_read "đã đọc trong Khuê trước khi gửi", kept_away "việc này không còn dành cho người nhận", switched_off "cách nhận này đã tắt");
enum duty (homeroom "Chủ nhiệm", subject "Bộ môn", assistant "Trợ giảng", stand_in "Chủ nhiệm thay");
enum leave_kind (transferred "Chuyển trường", dropped "Thôi học", graduated "Tốt nghiệp");
enum pupil_fate (up "Lên lớp", stays "Ở lại lớp", graduates "Ra trường");
enum group_kind (club "Câu lạc bộ", team "Đội tuyển", project "Nhóm dự án", gifted "Bồi dưỡng", remedial "Phụ đạo");
enum group_joining (leader "Thầy cô chọn", asks "Học sinh tự xin");
enum group_state (asked "Đang xin", member "Thành viên", refused "Không nhận", left "Đã ra");
enum share_state (holds "Giữ nhóm", invited "Đang mời", taken "Cùng nhóm", declined "Không tham gia", ended "Đã thôi");
enum mail_link_kind (reset "Đặt lại mật khẩu", confirm "Xác nhận địa chỉ thư", invite "Mời vào trường");
enum sign_in_how (password "Mật khẩu", slip "Mã trên phiếu", mail "Đường dẫn trong thư", second "Mã của bước thứ hai", card "Thẻ có hình", passkey "Khóa thiết bị");
enum delegated_right (values "Viết và duyệt trang giá trị của trường", settings "Cài đặt của trường", news "Viết và đăng tin của trường", roster "Nhập danh sách lớp", year "Năm học và tuần học", partner "Đối tác và người ngoài trường");
enum hook_state (waiting "Đang chờ", sent "Đã gửi", failed "Không gửi được");
enum values_state (draft "Bản nháp", pending "Chờ duyệt", returned "Trả lại", published "Đã công bố");
enum picture_state (pending "Chờ duyệt", returned "Trả lại", published "Đã công bố", dropped "Đã rút");
enum goal_state (draft "Bản nháp", pending "Chờ duyệt", returned "Trả lại", published "Đã công bố", ended "Đã kết thúc", dropped "Đã bỏ");
enum indicator_source (typed "Nhà trường tự đo", classes_led "Phần trăm lớp có giáo viên chủ nhiệm", people_began "Số người đã bắt đầu dùng hệ thống", deeds "Số việc học, việc làm trong 8 tuần", news "Số tin đã đăng trong 8 tuần", partners "Số đối tác đang cùng trường");
enum evidence_state (pending "Chờ duyệt", published "Đã công bố", ended "Đã gỡ");
enum news_state (draft "Bản nháp", published "Đã đăng", withdrawn "Đã gỡ");
enum news_audience (everybody "Ai cũng đọc được", inside "Chỉ trong trường: thầy cô, học sinh, gia đình");
enum event_audience (everybody "Ai cũng xem được", inside "Thầy cô, học sinh, gia đình", staff "Chỉ thầy cô, nhân viên");
enum exchange_kind (out "Xuất ra tệp", file "Nhập từ tệp", store "Nhập từ kho khác");
enum exchange_state (going "Đang làm", looked "Đã thử, chưa ghi gì", done "Đã xong", stopped "Chưa xong");
enum target_kind (store "Kho xAPI", whole "Webhook: cả phát biểu", ids "Webhook: chỉ mã phát biểu");
enum target_state (going "Đang gửi", paused "Tạm dừng", ended "Đã thôi");
enum target_what (everything "Mọi phát biểu", deeds "Chỉ việc ghi trong Khuê", outside "Chỉ điều hệ thống khác gửi đến");
enum target_actor (anyone "Mọi người", pupil "Chỉ học sinh", staff "Chỉ thầy cô, nhân viên", family "Chỉ gia đình");
enum roster_state (staging "Đang đọc", open "Đang chờ", done "Xong", dropped "Đã bỏ");
enum staff_did (waiting "Chờ", added "Mới vào", ended "Thôi làm");
enum staff_choice (same "Là người này", another "Người khác", skip "Bỏ qua");
enum seat_did (made "Tổ mới", given "Vào tổ", taken "Ra khỏi tổ");
enum announcement_state (draft "Bản nháp", sent "Đã gửi", back "Đã thu hồi", waiting "Chờ gửi");
enum announcement_side (family "Gia đình", pupil "Học sinh", staff "Thầy cô, nhân viên");
enum announcement_held (right "Người hẹn không còn quyền nhắn nơi này", day "Ngày cuối đã qua", group "Nhóm đã kết thúc");
enum privacy_kind (see "Xem dữ liệu", copy "Lấy bản sao", correct "Sửa cho đúng", withdraw "Rút lời đồng ý", restrict "Hạn chế sử dụng", object "Phản đối một việc dùng", erase "Xóa dữ liệu");
enum privacy_state (open "Chờ trả lời", answered "Đã trả lời, đang làm", done "Đã xong", refused "Từ chối");
enum privacy_did (answered "Trả lời", extended "Gia hạn", done "Làm xong", refused "Từ chối");
enum erasure_state (proposed "Chờ người thứ hai", done "Đã xóa", dropped "Không xóa", waiting "Chờ tới ngày xóa", stopped "Đã dừng lại");
enum privacy_source (paper "Trên giấy", office "Nhà trường đề xuất");
enum breach_step (authority "Báo cơ quan", people "Báo người liên quan", more "Ghi thêm", over "Khép lại");
