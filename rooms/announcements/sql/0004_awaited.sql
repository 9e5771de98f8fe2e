-- What waits to be confirmed in a class or a group: few of all that was ever sent to it, and of all that is open in the school.
index announcement_waits on announcement (school_id, class_id, over_day) where state = 'sent' and must_confirm = 1;
index announcement_waits_in_group on announcement (school_id, group_id, over_day) where state = 'sent' and must_confirm = 1 and group_id is not null;
