-- FTS5 gives its first hits at once however many there are, and each word that it looks up costs it a step in every part of the
-- index: so its words carry the shelf without the half-year, and a question looks each word up once.
on sqlite drop trigger search_doc_put;
on sqlite drop trigger search_doc_drop;
on sqlite drop trigger search_doc_change;
on sqlite create trigger search_doc_put after insert on search_doc begin
  insert into search_text (rowid, words)
  values (9223372036854775807 - new.object, substr(new.shelf, 1, 14) || replace(new.words, ' ', ' ' || substr(new.shelf, 1, 14)));
end;
on sqlite create trigger search_doc_drop after delete on search_doc begin
  insert into search_text (search_text, rowid, words)
  values ('delete', 9223372036854775807 - old.object, substr(old.shelf, 1, 14) || replace(old.words, ' ', ' ' || substr(old.shelf, 1, 14)));
end;
on sqlite create trigger search_doc_change after update on search_doc begin
  insert into search_text (search_text, rowid, words)
  values ('delete', 9223372036854775807 - old.object, substr(old.shelf, 1, 14) || replace(old.words, ' ', ' ' || substr(old.shelf, 1, 14)));
  insert into search_text (rowid, words)
  values (9223372036854775807 - new.object, substr(new.shelf, 1, 14) || replace(new.words, ' ', ' ' || substr(new.shelf, 1, 14)));
end;
on sqlite insert into search_text (search_text) values ('delete-all');
on sqlite insert into search_text (rowid, words)
  select 9223372036854775807 - d.object, substr(d.shelf, 1, 14) || replace(d.words, ' ', ' ' || substr(d.shelf, 1, 14)) from search_doc d;
