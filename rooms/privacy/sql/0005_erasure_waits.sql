alter enum erasure_state add (waiting "Chờ tới ngày xóa", stopped "Đã dừng lại");

-- What two have decided is not done at once: whom it concerns hears of it, and can stop it or take a copy first (docs/decisions/0134).
alter table privacy_erasure add column carry_on date;        -- the first day on which it is carried out
alter table privacy_erasure add column told int;             -- how many of those concerned could be told in Khuê
alter table privacy_erasure add column on_paper bool;        -- a letter was sent, says who decided
alter table privacy_erasure add column word_by id(person);   -- of those concerned: who stopped it, or did not want to wait
alter table privacy_erasure add column word_at time;
alter table privacy_erasure add column word text;            -- why it was stopped, as the office reads it
index privacy_erasure_due on privacy_erasure (carry_on, school_id, id) where state = 'waiting';
