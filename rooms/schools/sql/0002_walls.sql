-- Who belongs where, for the policies of row level security (src/data/sql/0002_walls.sql).

-- The schools where these persons are or were; asked while the reach is 'all'.
on postgres create or replace function khue_schools_of(persons bigint[]) returns bigint[] language sql stable as $$
  select array_agg(distinct m.school_id) from member m where m.person_id = any (persons) $$;

-- Is this person one of those who ask, a member of one of the schools, or a guardian of a member? It looks over the wall
-- while it answers, or it would ask itself about guardian_link.
on postgres create or replace function khue_knows(person bigint) returns boolean language plpgsql stable as $$
declare
  reach text := current_setting('khue.reach', true);
  answer boolean;
begin
  if person = any (khue_persons()) then return true; end if;
  perform set_config('khue.reach', 'all', true);
  answer := exists (select 1 from member m where m.person_id = person and m.school_id = any (khue_schools()))
         or exists (select 1 from guardian_link g join member m on m.person_id = g.child_id
                     where g.guardian_id = person and m.school_id = any (khue_schools()));
  perform set_config('khue.reach', coalesce(reach, ''), true);
  return answer;
end $$;
