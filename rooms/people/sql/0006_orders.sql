-- What a link is held to by an order that stands (guardian_order): none = nothing holds it.
enum guardian_limit (nothing "Không tiếp cận");
alter table guardian_link add column limited guardian_limit;
-- Whether a child has anybody who decides for it, asked for every pupil of a class, reads this index alone.
index guardian_link_deciding on guardian_link (child_id, to_day, limited, guardian_id);

-- What a court or an authority decided about a guardian and a child, as the school has it on paper.     scope: person
table guardian_order (
  id           id             not null,
  child_id     id(person)     not null,
  guardian_id  id(person)     not null,
  holds        guardian_limit not null,
  issuer       text           not null,          -- Tòa án nhân dân …, UBND xã …
  number       text,                             -- số quyết định
  issued       date           not null,
  review       date,                             -- the day on which the school looks at it again; it opens nothing by itself
  note         text,
  school_id    id(school)     not null,          -- whose office wrote it down
  by_person    id(person)     not null,
  at           time           not null,
  lifted_at    time,
  lifted_by    id(person),
  lift_reason  text,
  rev          int            not null,
  primary key (id),
  foreign key (child_id) references person (id),
  foreign key (guardian_id) references person (id)
);
index guardian_order_by_child on guardian_order (child_id, guardian_id);
