-- Bulk acts of any room: which one it was is a code that the room declares (rooms/audit), and taking one back asks why.
alter enum batch_kind add (other "Việc hàng loạt");
alter table batch add column act text;
alter table batch add column reason text;               -- why it was taken back
update batch set act = 'roster.intake' where kind = 'roster';
