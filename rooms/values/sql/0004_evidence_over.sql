-- Evidence that waited when its goal ended waits no more.
update evidence set state = 'ended', rev = rev + 1
 where state = 'pending' and exists (select 1 from goal g where g.school_id = evidence.school_id and g.id = evidence.goal_id and g.state in ('ended', 'dropped'));
