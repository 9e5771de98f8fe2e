-- How the school calls somebody who belongs or belonged to it.
-- name:  asker_name :maybe
-- in:    person_id person_id
-- out:   name text
-- scope: school
SELECT m.display_name AS name FROM member m WHERE m.school_id = :school AND m.person_id = :person_id ORDER BY m.id DESC LIMIT 1;

-- The name of the school that a job is for.
-- name:  school_of_job :maybe
-- in:    id school_id
-- out:   name text
-- scope: public - names of schools are public
SELECT s.name FROM school s WHERE s.id = :id;
