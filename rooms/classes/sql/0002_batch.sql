-- An enrolment that a bulk act ended, so that undoing the act opens it again.
alter table enrolment add column ended_batch_id id(batch);
index enrolment_by_ended_batch on enrolment (school_id, ended_batch_id) where ended_batch_id is not null;
