-- What everybody reads of it changed last, after it was published: its words, who may read it, or that it was taken back.
alter table news add column changed_at time;
index news_changed on news (school_id, changed_at) where changed_at is not null;
