-- Functions that act as the owner of the tables (security definer) are for the server's role alone (postgres_role.c), and of them only the one that is made
-- for it: makes months as they lie in the calendar, never half of one.
on postgres create or replace function khue_month_cut(whole text, month timestamptz) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    part text := whole || to_char(month at time zone 'UTC', '_YYYY_MM');
    low bigint := khue_id_at((extract(epoch from month) * 1000)::bigint);
    high bigint := khue_id_at((extract(epoch from (month at time zone 'UTC' + interval '1 month') at time zone 'UTC') * 1000)::bigint);
    key text;
  begin
    if month <> date_trunc('month', month at time zone 'UTC') at time zone 'UTC' then raise exception 'not the first of a month: %', month; end if;
    if to_regclass(part) is not null then return false; end if;
    select a.attname into key from pg_partitioned_table p join pg_attribute a on a.attrelid = p.partrelid and a.attnum = p.partattrs[0]
      where p.partrelid = to_regclass(whole);
    if key is null then return false; end if;
    execute format('create table %I (like %I including all)', part, whole);
    execute format('with moved as (delete from %I where %I >= %s and %I < %s returning *) insert into %I select * from moved',
                   whole || '_rest', key, low, key, high, part);
    perform khue_month_wall(whole, part);
    execute format('alter table %I attach partition %I for values from (%s) to (%s)', whole, part, low, high);
    return true;
  end $$;
on postgres revoke execute on function khue_month_cut(text, timestamptz) from public;
on postgres revoke execute on function khue_month_wall(text, text) from public;
on postgres revoke execute on function khue_months_cut(text, bigint, bigint) from public;
