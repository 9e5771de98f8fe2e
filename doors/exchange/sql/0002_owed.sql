-- Behind which statement it began: 0 = from the first one. None: it was made before this was written down.
alter table exchange_target add column start_id id(statement);

-- What a target is sent though it is past it: what names somebody whose data the school might not use when it came by (restriction), and may now. The row goes when it was sent.  scope: school
table exchange_owed (
  school_id  id             not null,
  target_id  id(exchange_target)  not null,
  person_id  id             not null,
  after_id   id(statement)  not null,       -- what stands up to here was sent, or was never meant for it
  upto_id    id(statement)  not null,       -- what comes later is sent as everything is
  primary key (school_id, target_id, person_id),
  foreign key (school_id, target_id) references exchange_target (school_id, id)
);
