-- Orders that stand hold the links of every row of the adult whom they name (same name, same phone), as links_held() writes them from now on.
update guardian_link set limited = (select min(o.holds) from guardian_order o
         where o.child_id = guardian_link.child_id and o.lifted_at is null
           and (o.guardian_id = guardian_link.guardian_id
                or exists (select 1 from contact c join person m on m.id = c.person_id join contact d on d.value = c.value and d.kind = 'phone' and d.person_id = o.guardian_id
                             join person q on q.id = d.person_id and q.search_key = m.search_key where c.person_id = guardian_link.guardian_id and c.kind = 'phone')))
 where to_day is null and child_id in (select x.child_id from guardian_order x where x.lifted_at is null);
update person set guardians = (select count(*) from guardian_link g where g.child_id = person.id and g.to_day is null and g.limited is null)
 where id in (select x.child_id from guardian_order x where x.lifted_at is null);
