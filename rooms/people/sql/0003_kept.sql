-- A link that one bulk act made and another one relies on: undoing the first leaves it to the second.
alter table guardian_link add column kept_by_batch_id id(batch);
index guardian_link_by_keeper on guardian_link (kept_by_batch_id) where kept_by_batch_id is not null;
