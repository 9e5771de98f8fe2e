-- The person of that number whom a document's account names, member or not; person_id only once they belong to the school.
alter table xapi_document add column named_id id(person);
index xapi_document_named on xapi_document (named_id, school_id) where named_id is not null;
on sqlite update xapi_document set named_id = person_id where person_id is not null;
on postgres update xapi_document set named_id = person_id where person_id is not null;

-- How many times as much as the school's measure a key may keep; none: once, 0: as much as it likes.
alter table xapi_key add column room int;

-- Documents that are there, as outside_kept counts them from now on.
on sqlite insert into outside_kept (school_id, key_id, n, files, bytes, documents, document_bytes)
  select d.school_id, d.key_id, 0, 0, 0, count(*), sum(length(d.body)) from xapi_document d where d.body is not null group by 1, 2
  on conflict (school_id, key_id) do update set documents = excluded.documents, document_bytes = excluded.document_bytes;
on postgres insert into outside_kept (school_id, key_id, n, files, bytes, documents, document_bytes)
  select d.school_id, d.key_id, 0, 0, 0, count(*), sum(octet_length(d.body)) from xapi_document d where d.body is not null group by 1, 2
  on conflict (school_id, key_id) do update set documents = excluded.documents, document_bytes = excluded.document_bytes;
