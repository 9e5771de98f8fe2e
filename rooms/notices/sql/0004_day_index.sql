-- Sums of a day stand in notice_day: nothing asks for them by this any more, and each notice that leaves paid for it.
drop index notice_send_day;
