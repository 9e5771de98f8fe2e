-- Two rows for one human being: one is kept, the other points to it. What was written under the folded one stays under it and is
-- read with the kept one's.
alter table person add column merged_into id(person);
index person_merged on person (merged_into) where merged_into is not null;
-- The bulk act that ended this link, so that its undo opens it again.
alter table guardian_link add column ended_batch_id id(batch);
index guardian_link_by_ended_batch on guardian_link (ended_batch_id) where ended_batch_id is not null;
