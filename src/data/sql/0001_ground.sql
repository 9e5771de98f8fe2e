-- Request keys that were done: a repeat gets the first answer and changes nothing. Kept 60 days.    scope: system
table request_done (
  person_id  id    not null,                    -- who sent it; 0 = nobody was signed in, then visitor tells them apart
  visitor    text  not null,                    -- hash of the visitor cookie, or empty
  key        text  not null,                    -- 26 characters from the form's hidden field
  answer     text,                              -- where the first run sent the person
  done_at    time  not null,
  primary key (person_id, visitor, key)
);
index request_done_by_time on request_done (done_at);

-- Numbers of the servers that make ids. No row of any table carries an id of this node above high.    scope: system
table server_node (
  node        int   not null check (node between 0 and 8191),
  high        int   not null,
  renewed_at  time  not null,                   -- last time its server reserved ids; 0 = given back
  primary key (node)
);
