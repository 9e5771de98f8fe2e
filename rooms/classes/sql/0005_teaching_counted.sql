-- Who teaches a class, and what somebody teaches, are asked on each page of theirs: each reads its index alone.
index teaching_of_class on teaching (school_id, class_id, from_day, to_day, duty, subject, member_id, person_id);
index teaching_of_person on teaching (person_id, school_id, from_day, to_day, class_id, duty, subject);
