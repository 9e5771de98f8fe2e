-- The slips of a class are one bulk act and can be taken back as one. The batch itself lies in schools.
alter table one_time_code add column batch_id id;
index one_time_code_by_batch on one_time_code (batch_id) where batch_id is not null;
