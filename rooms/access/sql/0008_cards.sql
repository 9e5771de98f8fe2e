alter enum sign_in_how add (card "Thẻ có hình");
alter table account add column card_only bool;            -- a young child's: a card is the only way in, and opens its own few pages only

-- The card of a child who does not type yet: a code (as a QR) to have, three pictures to know.                     scope: person
table sign_in_card (
  id             id     not null,
  person_id      id     not null,
  code_hash      bytes  not null,               -- keyed BLAKE2b of what the card says; the code itself is never stored
  pictures_hash  bytes  not null,               -- keyed BLAKE2b of the code with its three pictures
  made_by        id(person) not null,
  made_at        time   not null,
  until          time   not null,
  used_at        time,                          -- last
  failures       int    not null,               -- wrong pictures since the last right ones
  void_at        time,                          -- lost, replaced, too many wrong pictures, or the child has a password by now
  rev            int    not null,
  primary key (id),
  foreign key (person_id) references person (id)
);
unique index sign_in_card_by_code on sign_in_card (code_hash);
unique index sign_in_card_open on sign_in_card (person_id) where void_at is null;
