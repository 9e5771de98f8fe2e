-- What is due, or one's own, is walked from its first row, however much else there is.
index mail_first on mail (asks, due_at, id) where state = 'waiting';
index mail_tried on mail (made_at) where state = 'waiting' and attempt > 0;
index job_of_person on job (by_person, id) where school_id = 0;
index job_asked on job (school_id, id) where by_person <> 0;
