-- One thing that can be found: the shelf it stands on, its id, its folded words. What a hit says is read again through the tables
-- that have it, in the scope of whoever asks.                                                      scope: system
table search_doc (
  shelf   text  not null,                       -- p0saphf26bzzg0: kind, school (zeroes: everybody), and of texts the quarter of the id
  object  ref   not null,
  words   text  not null,                       -- folded, each once, in order, one blank between
  primary key (shelf, object)
);

-- Words of texts, folded: what the last word of a query may become. Never shown.                   scope: system
table search_word (
  word    text  not null,
  primary key (word)
);

-- The index of words: every word with its shelf in front, so that a question reads nothing of other shelves. The row's number
-- counts down from the largest, so that the newest thing comes first.
on sqlite create virtual table search_text using fts5 (words, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
on sqlite create trigger search_doc_put after insert on search_doc begin
  insert into search_text (rowid, words) values (9223372036854775807 - new.object, new.shelf || replace(new.words, ' ', ' ' || new.shelf));
end;
on sqlite create trigger search_doc_drop after delete on search_doc begin
  insert into search_text (search_text, rowid, words)
  values ('delete', 9223372036854775807 - old.object, old.shelf || replace(old.words, ' ', ' ' || old.shelf));
end;
on sqlite create trigger search_doc_change after update on search_doc begin
  insert into search_text (search_text, rowid, words)
  values ('delete', 9223372036854775807 - old.object, old.shelf || replace(old.words, ' ', ' ' || old.shelf));
  insert into search_text (rowid, words) values (9223372036854775807 - new.object, new.shelf || replace(new.words, ' ', ' ' || new.shelf));
end;

on postgres create function khue_search_tokens(shelf text, words text) returns tsvector language sql immutable parallel safe
  as $$ select array_to_tsvector(string_to_array(shelf || replace(words, ' ', ' ' || shelf), ' ')) $$;
-- A query comes as FTS5 writes it, with @ for the shelf: "@nguyen" AND ("@va" OR "@van"), "@va" *.
on postgres create function khue_search_query(query text, shelf text) returns tsquery language sql immutable parallel safe
  as $$ select replace(replace(replace(replace(replace(query, '@', shelf), '" *', ''':*'), '"', ''''), ' AND ', ' & '), ' OR ', ' | ')::tsquery $$;
-- Without the list of pending entries that searches would have to read through.
on postgres create index search_doc_tokens on search_doc using gin (khue_search_tokens(shelf, words)) with (fastupdate = off);
