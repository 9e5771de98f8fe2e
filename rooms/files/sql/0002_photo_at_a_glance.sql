-- The photo that is shown stands in the row of its person too (people, 0006), so that lists read it there.
update person set photo_id = (select f.id from person_file f where f.person_id = person.id and f.use = 'person.photo' and f.ended_at is null)
 where exists (select 1 from person_file f where f.person_id = person.id and f.use = 'person.photo' and f.ended_at is null);
