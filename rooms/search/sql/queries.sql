-- ---- putting

-- A thing on its shelf, with these words.
-- name:  doc_put :run
-- in:    shelf text, object ref, words text
-- scope: system - folded words and ids; the rule that puts it has decided on the shelf
INSERT INTO search_doc (shelf, object, words) VALUES (:shelf, :object, :words)
ON CONFLICT (shelf, object) DO UPDATE SET words = excluded.words WHERE search_doc.words <> excluded.words;

-- Things that leave their shelf.
-- name:  docs_drop :run
-- in:    shelf text, objects ref*
-- scope: system - folded words and ids; the rule that drops it has decided
DELETE FROM search_doc WHERE shelf = :shelf AND object IN (:objects*);      -- law 13: a line of an index; the thing itself stays where it is

-- Words that texts have; `words` is a JSON list of them.
-- name:  words_learn :run
-- in:    words text
-- scope: system - folded words, of nobody
INSERT INTO search_word (word) SELECT w.value FROM json_each(:words) w WHERE true ON CONFLICT DO NOTHING;
-- postgres:
INSERT INTO search_word (word) SELECT w FROM jsonb_array_elements_text(:words::jsonb) w ON CONFLICT DO NOTHING;

-- ---- finding

-- The words of texts from one on, up to another.
-- name:  words_between :many
-- in:    from text, until text, limit int
-- out:   word text
-- scope: system - folded words, of nobody
SELECT w.word FROM search_word w WHERE w.word >= :from AND w.word < :until ORDER BY w.word LIMIT :limit;

-- Things on these shelves (a JSON list, looked at in its order) that have the words of the query, the newest first. The shelves of
-- one list differ in the half-year alone, which FTS5 does not look at. GIN collects every hit before it gives the first: so on PostgreSQL the newest 200
-- things are read one by one, where a common word fills the page, and the index is asked only for what is older and only when they did not. They are named
-- by a range of pairs, not by the shelf and the number: a plan that reckons with few things on a shelf would read a whole one and sort it.
-- name:  docs_found :many
-- in:    shelves text, query text, before ref, limit int
-- out:   object ref
-- scope: system - ids only; each is read again in the scope of whoever asks
SELECT 9223372036854775807 - t.rowid AS object FROM search_text t
 WHERE t.search_text MATCH replace(:query, '@', substr(json_extract(:shelves, '$[0]'), 1, 14)) AND t.rowid > 9223372036854775807 - :before
 ORDER BY t.rowid LIMIT :limit;
-- postgres:
WITH near AS MATERIALIZED (
  SELECT d.shelf, d.object, d.words
    FROM jsonb_array_elements_text(:shelves::jsonb) s(shelf), LATERAL
         (SELECT o.shelf, o.object, o.words FROM search_doc o WHERE (o.shelf, o.object) > (s.shelf, 0) AND (o.shelf, o.object) < (s.shelf, :before)
           ORDER BY o.shelf DESC, o.object DESC LIMIT 200) d
   LIMIT 200),
hit AS MATERIALIZED (
  SELECT n.object FROM near n WHERE khue_search_tokens(n.shelf, n.words) @@ khue_search_query(:query, n.shelf) ORDER BY n.object DESC LIMIT :limit)
SELECT f.object
  FROM (SELECT h.object FROM hit h
        UNION ALL
        SELECT d.object
          FROM jsonb_array_elements_text(:shelves::jsonb) s(shelf), LATERAL
               (SELECT o.object FROM search_doc o
                 WHERE khue_search_tokens(o.shelf, o.words) @@ khue_search_query(:query, s.shelf)
                   AND o.object < coalesce((SELECT min(n.object) FROM near n), :before)
                 ORDER BY o.object DESC LIMIT :limit) d
         WHERE (SELECT count(*) FROM hit) < :limit AND (SELECT count(*) FROM near) = 200) f
 LIMIT :limit;

-- ---- keeping it true

-- What stands on a shelf, in the order of the ids.
-- name:  docs_of_shelf :many
-- in:    shelf text, after ref, limit int
-- out:   object ref, words text
-- scope: system - folded words and ids, compared with the tables
SELECT d.object, d.words FROM search_doc d WHERE d.shelf = :shelf AND d.object > :after ORDER BY d.object LIMIT :limit;

-- A thing that the index has lost, though its row is there.
-- name:  doc_index_again :run
-- in:    shelf text, object ref, words text
-- scope: system - folded words and ids
INSERT INTO search_text (rowid, words) VALUES (9223372036854775807 - :object, substr(:shelf, 1, 14) || replace(:words, ' ', ' ' || substr(:shelf, 1, 14)));
-- postgres:
UPDATE search_doc SET words = :words WHERE shelf = :shelf AND object = :object;

-- The first shelf from one on, up to another.
-- name:  shelf_from :maybe
-- in:    from text, until text
-- out:   shelf text
-- scope: system - folded words and ids, compared with the tables
SELECT d.shelf FROM search_doc d WHERE d.shelf >= :from AND d.shelf < :until ORDER BY d.shelf LIMIT 1;

-- The words of one thing.
-- name:  doc_words :maybe
-- in:    shelf text, object ref
-- out:   words text
-- scope: system - folded words and ids, compared with the tables
SELECT d.words FROM search_doc d WHERE d.shelf = :shelf AND d.object = :object;
