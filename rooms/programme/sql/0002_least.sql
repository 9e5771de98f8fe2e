-- The threshold of the school on that day, by which its deeds are told to everybody; none: counted before it was kept, the system's then.
alter table programme_school add column least int;
