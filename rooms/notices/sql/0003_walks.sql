-- What is due is walked from its first row, however much waits for later or is over.
index notice_send_letters on notice_send (due_at, person_id) where state = 'waiting' and channel = 'mail';
index notice_send_others on notice_send (due_at, person_id, channel) where state = 'waiting' and channel <> 'mail';
index notice_send_of_person on notice_send (person_id, channel, due_at) where state = 'waiting';
index notice_send_handed on notice_send (person_id, channel, over_at) where state = 'handed';
index notice_send_silent on notice_send (made_at) where state = 'waiting' and why = 'silent';
index notice_same on notice (person_id, path) where read_at is null;

-- How many of a day's notices ended how, and as how many messages; for the operator, and for the bound of SMS a school and day. Names nobody.   scope: system
table notice_day (
  on_day     date               not null,
  channel    notice_channel     not null,
  of_school  ref                not null,    -- of SMS; 0 = of none, and of all else
  state      notice_send_state  not null,
  why        notice_why         not null,
  notices    int                not null,
  messages   int                not null,
  primary key (on_day, channel, of_school, state, why)
);
