-- Who looked at many within an hour, over all schools.
index look_by_slot on look (slot, school_id, viewer_id, subject_id);
