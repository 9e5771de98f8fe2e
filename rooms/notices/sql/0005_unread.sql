-- The number at the bell is asked for with each page, and must not walk what was read in a year. read_at says nothing here (it is none), but tells the planner that these are few.
index notice_waits on notice (person_id, read_at, about_id) where read_at is null;
drop index notice_unread;
