-- Counting and listing the pupils of a class reads this index alone: homes and lists show many classes with their numbers.
index enrolment_counted on enrolment (school_id, class_id, from_day, to_day, person_id, member_id);
