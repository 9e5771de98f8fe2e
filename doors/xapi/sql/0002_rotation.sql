-- A new secret while programs still show the former one, for some days; and when the key was last used, to the day.
alter table xapi_key add column former_hash bytes;          -- keyed hash of the former secret
alter table xapi_key add column former_until time;          -- until when that one opens too
alter table xapi_key add column rotated_at time;
alter table xapi_key add column used_at time;               -- written once a day at most
