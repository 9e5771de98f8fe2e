-- What is held of a person is told to that person (parts.c): by these indexes.
index file_by_child on file (child_id, id) where child_id is not null;
index person_file_by_person on person_file (person_id, id);
