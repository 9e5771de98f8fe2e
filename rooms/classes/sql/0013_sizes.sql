-- How many pupils a class has is shown in every list of classes, and was counted row by row there: a third of a list of classes, a fifth of a
-- teacher's home. Kept in the class's row, written in the closure that changes an enrolment (rooms/classes/sizes.c); khue verify compares it. Only
-- enrolments without a last day are in it, since it may not change by itself at midnight.
alter table class add column open_places int not null default 0;        -- enrolments without a last day, whatever their first
update class set open_places = (select count(*) from enrolment e where e.school_id = class.school_id and e.class_id = class.id and e.to_day is null)
 where exists (select 1 from enrolment e where e.school_id = class.school_id and e.class_id = class.id);
