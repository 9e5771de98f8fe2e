-- Which codes for life went over to the kept row, so that the undo brings them back.
alter table merger add column moet_moved bool not null default 0;
alter table merger add column national_moved bool not null default 0;
