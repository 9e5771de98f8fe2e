enum outsider_kind (partner "Người liên hệ của đối tác", mentor "Người hướng dẫn", alumnus "Cựu học sinh");
enum partner_kind (partner "Đối tác", host "Nơi đón học sinh", sponsor "Tài trợ");
enum office_role (officer "Cán bộ", leader "Lãnh đạo");

-- What a school has agreed with an organisation outside, for a term (R17, R19).                     scope: school
table partner (
  school_id        id            not null,
  id               id            not null,
  organisation_id  id            not null,
  kind             partner_kind  not null,
  agreement        text,                          -- số, ngày của thỏa thuận, as on paper
  from_day         date          not null,        -- [from_day, to_day)
  to_day           date,                          -- none = without a term
  rev              int           not null,
  primary key (school_id, id),
  foreign key (school_id) references school (id),
  foreign key (organisation_id) references organisation (id)
);
index partner_by_end on partner (school_id, to_day) where to_day is not null;

-- Somebody from outside with a place beside a school, dated. No member: nothing inside the school is theirs (R12, R15, R17).   scope: school
table outsider (
  school_id    id             not null,
  id           id             not null,
  person_id    id             not null,
  kind         outsider_kind  not null,
  words        text,                              -- nghề, nơi làm; lớp và năm học cuối
  partner_id   id,                                -- whose contact this is
  agreed_at    time,                              -- an alumnus said yes to the network; none = not, or no longer
  from_day     date           not null,           -- [from_day, to_day)
  to_day       date,
  rev          int            not null,
  primary key (school_id, id),
  foreign key (school_id) references school (id),
  foreign key (person_id) references person (id),
  foreign key (school_id, partner_id) references partner (school_id, id)
);
index outsider_by_person on outsider (person_id, school_id);
index outsider_by_kind on outsider (school_id, kind, id);

-- A school has seen a mentor's papers: until when that counts. Added, never changed; the last one counts (R12).     scope: school
table mentor_check (
  school_id    id          not null,
  id           id          not null,
  outsider_id  id          not null,
  paper        text        not null,              -- what was seen: phiếu lí lịch tư pháp số …
  until        date        not null,              -- first day on which it no longer counts
  checked_by   id(person)  not null,
  at           time        not null,
  primary key (school_id, id),
  foreign key (school_id, outsider_id) references outsider (school_id, id)
);
index mentor_check_by_outsider on mentor_check (school_id, outsider_id, id);

-- Who works in an authority over schools, dated: sees figures of its schools, no pupil (R13).       scope: person
table officer (
  id               id           not null,
  organisation_id  id           not null,
  person_id        id           not null,
  role             office_role  not null,
  title            text,
  from_day         date         not null,
  to_day           date,
  rev              int          not null,
  primary key (id),
  foreign key (organisation_id) references organisation (id),
  foreign key (person_id) references person (id)
);
index officer_by_person on officer (person_id, organisation_id);
index officer_by_organisation on officer (organisation_id, person_id);
index organisation_by_area on organisation (area_id, kind);
index organisation_by_kind on organisation (kind, search_key, id);
index school_by_area on school (area_id, search_key, id);

-- A school knows whoever has or had a place beside it, too. It opens nothing of the school to them: khue_schools_of stays as it is.
on postgres create or replace function khue_knows(person bigint) returns boolean language plpgsql stable as $$
declare
  reach text := current_setting('khue.reach', true);
  answer boolean;
begin
  if person = any (khue_persons()) then return true; end if;
  perform set_config('khue.reach', 'all', true);
  answer := exists (select 1 from member m where m.person_id = person and m.school_id = any (khue_schools()))
         or exists (select 1 from guardian_link g join member m on m.person_id = g.child_id
                     where g.guardian_id = person and m.school_id = any (khue_schools()))
         or exists (select 1 from outsider x where x.person_id = person and x.school_id = any (khue_schools()));
  perform set_config('khue.reach', coalesce(reach, ''), true);
  return answer;
end $$;
