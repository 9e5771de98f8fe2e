-- Who changed what. Only added to: no question changes or drops a row, and both engines refuse it below.      scope: school
table audit (
  school_id    id    not null,                  -- where it was done; 0 = in no school: the system, one's own account
  id           id    not null,
  at           time  not null,
  by_person    id(person) not null,             -- 0: a command or a job
  act          text  not null,                  -- code that a room declares: classes.homeroom
  kind         text  not null,                  -- of the object: class, member, person …
  object       ref   not null,                  -- 0 = it has no id
  name         text  not null,                  -- of the object, as it was called then
  about        id(person) not null,             -- whose data it is; 0 = nobody's
  fields       text  not null,                  -- a line each: how, label, before, after (audit.c), already masked
  reason       text,
  batch_id     id,                              -- the bulk act it is part of
  primary key (school_id, id)
);
index audit_by_person on audit (school_id, by_person, id);
index audit_by_object on audit (school_id, kind, object, id);
index audit_about on audit (school_id, about, id) where about <> 0;
index audit_by_act on audit (school_id, act, id);

-- A hash over the rows after the former seal up to last_id and over that seal's hash: BLAKE2b, 32 bytes.        scope: school
table audit_seal (
  school_id    id    not null,                  -- as in audit
  number       int   not null,                  -- 1, 2, 3 … without a gap
  last_id      id(audit) not null,
  covers       int   not null,                  -- how many rows
  hash         bytes not null,
  at           time  not null,
  primary key (school_id, number)
);

on sqlite create trigger audit_stays before update on audit begin select raise(abort, 'audit rows never change'); end;
on sqlite create trigger audit_kept before delete on audit begin select raise(abort, 'audit rows are never dropped'); end;
on sqlite create trigger audit_seal_stays before update on audit_seal begin select raise(abort, 'seals never change'); end;
on sqlite create trigger audit_seal_kept before delete on audit_seal begin select raise(abort, 'seals are never dropped'); end;
on postgres create policy audit_stays on audit as restrictive for update using (false);
on postgres create policy audit_kept on audit as restrictive for delete using (false);
on postgres create policy audit_seal_stays on audit_seal as restrictive for update using (false);
on postgres create policy audit_seal_kept on audit_seal as restrictive for delete using (false);
