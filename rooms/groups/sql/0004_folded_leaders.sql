-- Who led on when two rows of one colleague became one (rooms/doubles), so that it comes back when they are two again.
alter table group_leader add column batch_id id(batch);
alter table group_leader add column ended_batch_id id(batch);
index group_leader_by_batch on group_leader (school_id, batch_id) where batch_id is not null;
index group_leader_by_ended_batch on group_leader (school_id, ended_batch_id) where ended_batch_id is not null;
