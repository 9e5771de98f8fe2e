-- What came in from outside before it was counted by days.
on sqlite insert into outside_stored (school_id, on_day, n, bytes)
  select s.school_id, (s.id / 4194304 + 1577862000000) / 86400000, count(*), sum(length(cast(s.document as blob))) from outside_statement s group by 1, 2
  on conflict (school_id, on_day) do update set n = excluded.n, bytes = max(outside_stored.bytes, excluded.bytes);
on postgres insert into outside_stored (school_id, on_day, n, bytes)
  select s.school_id, (s.id / 4194304 + 1577862000000) / 86400000, count(*), sum(octet_length(s.document)) from outside_statement s group by 1, 2
  on conflict (school_id, on_day) do update set n = excluded.n, bytes = greatest(outside_stored.bytes, excluded.bytes);
