enum mail_state (waiting "Đang chờ gửi", sent "Đã gửi", failed "Không gửi được", kept "Chỉ hiện ở đây");

-- Mails: written in the closure of what they tell of, sent by a job. A link is kept without its secret part, which is
-- worked out when the mail is sent (web/mail.h). Texts and address go MAIL_TEXT_DAYS after the end.    scope: system
table mail (
  id        id          not null,
  to_address text       not null,                -- empty once the texts are gone
  subject   text        not null,
  body      text        not null,                -- paragraphs; {link} stands where the link goes
  lang      int         not null,
  link      text,                                -- path of the link, before its token when there is one
  link_id   ref,                                 -- what the token is for; none = the path alone
  state     mail_state  not null,
  attempt   int         not null,
  due_at    time        not null,                -- not before; while it is being sent: when another may try
  made_at   time        not null,
  over_at   time,                                -- sent or given up
  answer    int         not null,                -- last reply code of the mail server; 0 = none
  bare      bool        not null,                -- address and texts are gone
  primary key (id)
);
index mail_by_due on mail (state, due_at, id);
index mail_by_address on mail (to_address, made_at);
index mail_by_end on mail (bare, over_at);
