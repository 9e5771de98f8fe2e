-- What went over when two rows of one colleague became one (rooms/doubles), so that it comes back when they are two again.
alter table teaching add column ended_was date;                    -- the last day it had before it went over
alter table department_member add column batch_id id(batch);
alter table department_member add column ended_batch_id id(batch);
index department_member_by_batch on department_member (school_id, batch_id) where batch_id is not null;
index department_member_by_ended_batch on department_member (school_id, ended_batch_id) where ended_batch_id is not null;
