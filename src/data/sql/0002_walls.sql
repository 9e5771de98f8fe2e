-- What the policies of row level security ask (postgres_scope.c says what the settings mean). Two of them are filled in by
-- the room that knows who belongs where: until then nobody belongs anywhere.
on postgres create function khue_open() returns boolean language sql stable
  as $$ select coalesce(current_setting('khue.reach', true), '') = 'all' $$;
on postgres create function khue_schools() returns bigint[] language sql stable
  as $$ select nullif(current_setting('khue.schools', true), '')::bigint[] $$;
on postgres create function khue_persons() returns bigint[] language sql stable
  as $$ select nullif(current_setting('khue.persons', true), '')::bigint[] $$;
on postgres create function khue_schools_of(persons bigint[]) returns bigint[] language sql stable
  as $$ select '{}'::bigint[] $$;
on postgres create function khue_knows(person bigint) returns boolean language sql stable
  as $$ select person = any (khue_persons()) $$;
