-- What classes.h promises, held by the database as well: two closures at once cannot break it.
unique index enrolment_one_open on enrolment (school_id, person_id) where to_day is null;
unique index homeroom_one_open on teaching (school_id, class_id) where to_day is null and duty = 'homeroom';
