-- Places that went over when two rows of one person became one (rooms/doubles), so that they come back when they are two again.
alter table group_member add column batch_id id(batch);
alter table group_member add column ended_batch_id id(batch);
index group_member_by_batch on group_member (school_id, batch_id) where batch_id is not null;
index group_member_by_ended_batch on group_member (school_id, ended_batch_id) where ended_batch_id is not null;
