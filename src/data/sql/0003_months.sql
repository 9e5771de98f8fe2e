-- Tables that are cut by month (`alter table … cut by month of …`): on PostgreSQL each month's rows lie in a table of their own, <table>_YYYY_MM (UTC),
-- by the milliseconds in their ids; what has no month yet lies in <table>_rest, so that nothing is refused. Months are made ahead by the nightly
-- job (db_tidy); rows that came before their month was made are moved into it. A month has the wall of its whole table (pg_dump reads months, not wholes).
on postgres create function khue_id_at(ms bigint) returns bigint language sql immutable as $$ select (ms - 1577836800000) << 22 $$;
on postgres create function khue_month_wall(whole text, part text) returns void language plpgsql as $$
  declare
    condition text := (select qual from pg_policies where schemaname = 'public' and tablename = whole and policyname = 'wall');
  begin
    if condition is null then return; end if;
    execute format('alter table %I enable row level security', part);
    execute format('alter table %I force row level security', part);
    execute format('create policy wall on %I using (%s)', part, condition);
  end $$;
on postgres create function khue_month_cut(whole text, month timestamptz) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    part text := whole || to_char(month at time zone 'UTC', '_YYYY_MM');
    low bigint := khue_id_at((extract(epoch from month) * 1000)::bigint);
    high bigint := khue_id_at((extract(epoch from (month at time zone 'UTC' + interval '1 month') at time zone 'UTC') * 1000)::bigint);
    key text;
  begin
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
-- All months from the one of from_ms to that of to_ms, of one table or (null) of all that are cut. Not more than 40 years.
on postgres create function khue_months_cut(whole text, from_ms bigint, to_ms bigint) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    made bigint := 0;
    t record;
    m timestamp;
  begin
    perform pg_advisory_xact_lock(7523094);
    for t in select c.relname::text as name from pg_partitioned_table p join pg_class c on c.oid = p.partrelid
        where c.relnamespace = 'public'::regnamespace and p.partstrat = 'r' and (whole is null or c.relname = whole) order by 1 loop
      for m in select * from generate_series(date_trunc('month', to_timestamp(greatest(from_ms, 1577836800000) / 1000.0) at time zone 'UTC'),
                                             to_timestamp(least(to_ms, from_ms + 1262304000000) / 1000.0) at time zone 'UTC', interval '1 month') loop
        if khue_month_cut(t.name, m at time zone 'UTC') then made := made + 1; end if;
      end loop;
    end loop;
    return made;
  end $$;
