-- An address is used for secrets (a forgotten password) only after somebody opened a link that was sent there.
alter table contact add column confirmed_at time;
