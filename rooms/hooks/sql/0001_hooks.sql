enum hook_state (waiting "Đang chờ", sent "Đã gửi", failed "Không gửi được");

-- Where a school tells other systems that something was published.                              scope: school
table hook (
  school_id     id          not null,
  id            id          not null,
  name          text        not null,
  address       text        not null,
  sealed        bytes       not null,          -- its secret, under lock; empty when it has ended
  made_by       id(person)  not null,
  made_at       time        not null,
  ended_by      id(person),
  ended_at      time,
  rev           int         not null,
  primary key (school_id, id),
  foreign key (school_id) references school (id),
  foreign key (made_by) references person (id),
  foreign key (ended_by) references person (id)
);

-- What happened, as it is told: names nobody. Forgotten after 30 days.                           scope: school
table hook_said (
  school_id     id          not null,
  id            id          not null,
  event         text        not null,          -- "news", "message", "message.corrected", "message.recalled", "test"
  title         text        not null,          -- only of what everybody may read; else empty
  path          text        not null,
  at            time        not null,
  primary key (school_id, id)
);
index hook_said_by_time on hook_said (at);

-- What became of it, hook by hook. Goes with what was said.                                      scope: school
table hook_send (
  school_id     id             not null,
  hook_id       id(hook)       not null,
  said_id       id(hook_said)  not null,
  state         hook_state     not null,
  status        int            not null,       -- what the other side answered last; 0 = nothing
  why           text           not null,       -- kept, to be said again; empty: nothing went wrong
  at            time           not null,
  primary key (school_id, hook_id, said_id),
  foreign key (school_id, hook_id) references hook (school_id, id),
  foreign key (school_id, said_id) references hook_said (school_id, id)
);
index hook_send_by_said on hook_send (school_id, said_id);
