-- What one bulk act brought in, so that it can be taken back as a whole. The batch itself lies in schools, above this room.
alter table contact add column batch_id id;
alter table guardian_link add column batch_id id;
index contact_by_batch on contact (batch_id) where batch_id is not null;
index guardian_link_by_batch on guardian_link (batch_id) where batch_id is not null;
