-- Beside the subject, which stands in topic: the competence of which a statement tells. Lines that were told before have either in topic.
alter table outside_person add column competence text;
