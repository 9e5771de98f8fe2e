-- The session began with a passkey that recognized its owner: both steps at once.
alter table session add column by_key bool not null default 0;
