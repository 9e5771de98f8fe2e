-- What lists of pupils show beside a name, kept in the person's row so that a list reads one row a pupil. Written in the closure that
-- changes what they follow: guardians by the rules of people, photo_id by those of files. khue verify compares them.
alter table person add column guardians int not null default 0;        -- open links of the child that no order holds
alter table person add column photo_id id(person_file);                -- the photo that is shown
update person set guardians = (select count(*) from guardian_link g where g.child_id = person.id and g.to_day is null and g.limited is null)
 where exists (select 1 from guardian_link g where g.child_id = person.id and g.to_day is null);
