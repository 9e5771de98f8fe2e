enum notice_channel (mail "Thư điện tử", push "Thông báo trên máy", sms "Tin nhắn SMS");
enum notice_send_state (waiting "Đang chờ gửi", handed "Đã giao cho máy chủ thư", sent "Đã gửi", failed "Không gửi được", stopped "Thôi không gửi");
enum notice_why (none "không có gì", no_address "chưa có địa chỉ thư đã xác nhận", no_device "không còn máy nào nhận", no_phone "chưa có số điện thoại đã xác nhận",
  refused "bên nhận từ chối", silent "máy chủ bên kia không trả lời", day_full "hết lượt gửi trong ngày", was_read "đã đọc trong Khuê trước khi gửi",
  kept_away "việc này không còn dành cho người nhận", switched_off "cách nhận này đã tắt");

alter table notice add column about_id id(person);               -- the child that it tells of; none = nobody but the reader
alter table notice add column important bool not null default 0; -- what matters: does not wait for others, may go by SMS
alter table notice add column of_school id(school);              -- in whose work it was said; none = of no school

-- by_mail says whether; daily: put together once a day.
alter table notice_choice add column mail_daily bool not null default 0;
alter table notice_choice add column by_push bool not null default 0;
alter table notice_choice add column push_daily bool not null default 0;
alter table notice_choice add column by_sms bool not null default 0;

-- When a person wants quiet, and when the messages of a day come together: minutes of the day. No row: as notices.h says.       scope: person
table notice_hours (
  person_id   id   not null,
  quiet_from  int  not null check (quiet_from >= 0 and quiet_from < 1440),
  quiet_to    int  not null check (quiet_to >= 0 and quiet_to < 1440),     -- the same as quiet_from: never quiet
  digest_at   int  not null check (digest_at >= 0 and digest_at < 1440),
  rev         int  not null,
  primary key (person_id),
  foreign key (person_id) references person (id)
);

-- A browser that a person let show a word of ours (web/push.h).                                   scope: person
table push_subscription (
  person_id  id     not null,
  id         id     not null,
  endpoint   text   not null,             -- at the push service; as good as an address
  p256dh     bytes  not null,             -- the browser's public point
  auth       bytes  not null,             -- and its secret
  device     text   not null,             -- "Chrome, Android", for its owner
  lang       int    not null,             -- of the page on which it was let: 0 Vietnamese, 1 English
  made_at    time   not null,
  ok_at      time,                        -- when the last message was taken
  gone_at    time,                        -- ended: by its owner, by the push service, or by somebody else who uses that browser
  primary key (person_id, id),
  foreign key (person_id) references person (id)
);
unique index push_by_endpoint on push_subscription (endpoint) where gone_at is null;
index push_by_end on push_subscription (gone_at) where gone_at is not null;

-- The phone to which a person wants what matters by SMS. One a person.                            scope: person
table notice_phone (
  person_id     id    not null,
  phone         text  not null,           -- E.164
  code_at       time,                     -- for which moment the code that was sent is reckoned; none = none is open
  tries         int   not null,           -- of that code
  codes_day     date  not null,           -- how many codes went out on that day
  codes         int   not null,
  confirmed_at  time,
  rev           int   not null,
  primary key (person_id),
  foreign key (person_id) references person (id)
);

-- One notice on its way by one channel.                                                            scope: person
table notice_send (
  person_id  id                 not null,
  notice_id  id                 not null,
  channel    notice_channel     not null,
  state      notice_send_state  not null,
  daily      bool               not null,    -- put together with the others of the day
  due_at     time               not null,    -- not before; while it is being sent: when another may try
  attempt    int                not null,
  why        notice_why         not null,    -- of the last attempt that did not go well, and of the end
  mail_id    id(mail),                       -- the letter that took it along
  of_school  id(school),                     -- as in notice: whose day's messages it counts among
  made_at    time               not null,
  over_at    time,                           -- handed over, sent or given up
  primary key (person_id, notice_id, channel),
  foreign key (person_id, notice_id) references notice (person_id, id)
);
index notice_send_due on notice_send (state, due_at, person_id);
index notice_send_last on notice_send (person_id, channel, over_at) where over_at is not null;
index notice_send_mail on notice_send (mail_id) where mail_id is not null;
index notice_send_day on notice_send (channel, over_at) where over_at is not null;
index notice_send_age on notice_send (made_at);
