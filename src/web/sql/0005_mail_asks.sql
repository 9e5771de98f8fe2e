alter enum mail_state add (stopped "Thôi không gửi");
alter table mail add column asks bool not null default 0;        -- whoever wrote it is asked once more before it leaves (web/mail.h)
