-- The messages of a group, newest first.
index announcement_of_group on announcement (school_id, group_id, id) where group_id is not null;
