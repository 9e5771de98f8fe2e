-- What is held of a person is told to that person (parts.c): by this index.
index leaving_by_person on leaving (person_id, id);
