-- Whether a child has anybody on file, asked for every pupil of a class, reads this index alone.
index guardian_link_counted on guardian_link (child_id, to_day, guardian_id);
