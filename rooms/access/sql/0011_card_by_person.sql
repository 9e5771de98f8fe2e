-- What is held of a person is told to that person (parts.c): by this index.
index sign_in_card_by_person on sign_in_card (person_id, id);
