alter enum announcement_state add (waiting "Chờ gửi");
-- Why a message did not go out at its time.
enum announcement_held (right "Người hẹn không còn quyền nhắn nơi này", day "Ngày cuối đã qua", group "Nhóm đã kết thúc");
alter table announcement add column send_at time;             -- waiting: when it goes out; else none
alter table announcement add column send_by id(person);               -- who said so last: their right is asked again then
alter table announcement add column held announcement_held;   -- a draft again, since it did not go out
alter table announcement add column held_at time;
-- What is due, of all schools.
index announcement_due on announcement (send_at, school_id, id) where send_at is not null;
-- What somebody has written and not sent.
index announcement_unsent on announcement (written_by, school_id, id) where sent_at is null;
