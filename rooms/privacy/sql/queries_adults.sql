-- Erasure of adults: members of staff and guardians. docs/decisions/0123-erasure-of-adults.md

-- What the person ever was, anywhere: worked counts places of staff, in offices and beside schools.
-- name:  adult_was :one
-- in:    person_id person_id, here school_id
-- out:   worked int, stood int, studied int, studied_here int, born date?
-- scope: system - asked about the subject of a request, or whom the office named in its own school; only numbers and a date leave
SELECT (SELECT count(*) FROM member m WHERE m.person_id = :person_id AND m.role <> 'pupil')
     + (SELECT count(*) FROM officer f WHERE f.person_id = :person_id)
     + (SELECT count(*) FROM outsider o WHERE o.person_id = :person_id) AS worked,
       (SELECT count(*) FROM guardian_link g WHERE g.guardian_id = :person_id) AS stood,
       (SELECT count(*) FROM member s WHERE s.person_id = :person_id AND s.role = 'pupil') AS studied,
       (SELECT count(*) FROM member k WHERE k.school_id = :here AND k.person_id = :person_id AND k.role = 'pupil') AS studied_here, p.born
  FROM person p WHERE p.id = :person_id;

-- What still uses an adult's data, here and elsewhere. sole: children under age, or pupils here, for whom nobody else decides and who are at no other school.
-- name:  adult_uses :one
-- in:    person_id person_id, here school_id, request_id privacy_request_id, today date, grown date
-- out:   heads int, works int, beside int, admin int, sole int, children int, asks int, elsewhere int
-- scope: system - asked about the subject of a request whom the rule has decided on; only numbers leave
SELECT (SELECT count(*) FROM member h WHERE h.school_id = :here AND h.person_id = :person_id AND h.role = 'principal' AND (h.to_day IS NULL OR h.to_day > :today)) AS heads,
       (SELECT count(*) FROM member w WHERE w.school_id = :here AND w.person_id = :person_id AND (w.to_day IS NULL OR w.to_day > :today)) AS works,
       (SELECT count(*) FROM outsider o WHERE o.school_id = :here AND o.person_id = :person_id AND (o.to_day IS NULL OR o.to_day > :today)) AS beside,
       (SELECT count(*) FROM account a WHERE a.person_id = :person_id AND a.admin = 1 AND a.closed_at IS NULL) AS admin,
       (SELECT count(*) FROM guardian_link g JOIN person c ON c.id = g.child_id
         WHERE g.guardian_id = :person_id AND g.to_day IS NULL
           AND (c.born IS NULL OR c.born > :grown OR EXISTS (SELECT 1 FROM member k WHERE k.person_id = c.id AND k.school_id = :here AND k.role = 'pupil' AND (k.to_day IS NULL OR k.to_day > :today)))
           AND NOT EXISTS (SELECT 1 FROM member e WHERE e.person_id = c.id AND e.school_id <> :here AND e.role = 'pupil' AND (e.to_day IS NULL OR e.to_day > :today))
           AND NOT EXISTS (SELECT 1 FROM guardian_link o WHERE o.child_id = c.id AND o.guardian_id <> :person_id AND o.to_day IS NULL AND o.limited IS NULL)) AS sole,
       (SELECT count(*) FROM guardian_link g JOIN member k ON k.person_id = g.child_id AND k.school_id = :here AND k.role = 'pupil' AND (k.to_day IS NULL OR k.to_day > :today)
         WHERE g.guardian_id = :person_id AND g.to_day IS NULL) AS children,
       (SELECT count(*) FROM privacy_request r WHERE r.school_id = :here AND r.closed_at IS NULL AND r.id <> :request_id AND (r.subject_id = :person_id OR r.by_person = :person_id)) AS asks,
       (SELECT count(*) FROM member m WHERE m.person_id = :person_id AND m.school_id <> :here AND (m.to_day IS NULL OR m.to_day > :today))
     + (SELECT count(*) FROM outsider q WHERE q.person_id = :person_id AND q.school_id <> :here AND (q.to_day IS NULL OR q.to_day > :today))
     + (SELECT count(*) FROM officer f WHERE f.person_id = :person_id AND (f.to_day IS NULL OR f.to_day > :today))
     + (SELECT count(*) FROM guardian_link g JOIN member k ON k.person_id = g.child_id AND k.school_id <> :here AND k.role = 'pupil' AND (k.to_day IS NULL OR k.to_day > :today)
         WHERE g.guardian_id = :person_id AND g.to_day IS NULL) AS elsewhere;

-- What proves something by this adult's name: words and ticks for a child, orders, what they asked about a child.
-- name:  adult_proofs :one
-- in:    person_id person_id
-- out:   n int
-- scope: system - as above
SELECT (SELECT count(*) FROM guardian_link g JOIN consent c ON c.subject_id = g.child_id AND c.by_person = :person_id WHERE g.guardian_id = :person_id)
     + (SELECT count(*) FROM guardian_link h JOIN photo_tick t ON t.child_id = h.child_id AND t.guardian_id = :person_id WHERE h.guardian_id = :person_id)
     + (SELECT count(*) FROM guardian_link i JOIN privacy_request r ON r.subject_id = i.child_id AND r.by_person = :person_id WHERE i.guardian_id = :person_id)
     + (SELECT count(*) FROM guardian_order o WHERE o.guardian_id = :person_id) AS n;

-- For whom the adult still stands by a link that nothing uses any more.
-- name:  adult_children :many
-- in:    person_id person_id
-- out:   child_id person_id
-- scope: system - as above; only ids leave
SELECT g.child_id FROM guardian_link g WHERE g.guardian_id = :person_id AND g.to_day IS NULL ORDER BY g.child_id LIMIT 60;

-- ---- the office writes down a request

-- Who works or worked here, or stood for a pupil while it was here, whose name begins so; by name. A row a place and a child, so that namesakes are told apart.
-- name:  adults_here :many
-- in:    from text, until text
-- out:   id person_id, name text, born date?, works bool, over bool, child text, child_id person_id, sort_key bytes
-- scope: school
SELECT p.id AS id, p.full_name AS name, p.born AS born, 1 AS works, CASE WHEN m.to_day IS NULL THEN 0 ELSE 1 END AS over, '' AS child, p.id AS child_id, p.sort_key AS sort_key FROM member m JOIN person p ON p.id = m.person_id
 WHERE m.school_id = :school AND m.role <> 'pupil' AND m.search_key >= :from AND m.search_key < :until AND p.merged_into IS NULL
UNION
SELECT q.id AS id, q.full_name AS name, q.born AS born, 0 AS works, CASE WHEN g.to_day IS NULL THEN 0 ELSE 1 END AS over, k.display_name AS child, k.person_id AS child_id, q.sort_key AS sort_key FROM member k JOIN guardian_link g ON g.child_id = k.person_id JOIN person q ON q.id = g.guardian_id
 WHERE k.school_id = :school AND k.role = 'pupil' AND g.limited IS NULL AND (k.to_day IS NULL OR k.to_day >= g.from_day) AND (g.to_day IS NULL OR g.to_day > k.from_day)
   AND q.search_key >= :from AND q.search_key < :until AND q.merged_into IS NULL
 ORDER BY sort_key, id, works DESC, over, child LIMIT 100;

-- One of them.
-- name:  adult_here :maybe
-- in:    person_id person_id
-- out:   id person_id, name text
-- scope: school
SELECT p.id, p.full_name AS name FROM member m JOIN person p ON p.id = m.person_id
 WHERE m.school_id = :school AND m.person_id = :person_id AND m.role <> 'pupil' AND p.merged_into IS NULL
UNION
SELECT q.id, q.full_name AS name FROM guardian_link g JOIN member k ON k.school_id = :school AND k.person_id = g.child_id JOIN person q ON q.id = g.guardian_id
 WHERE g.guardian_id = :person_id AND k.role = 'pupil' AND g.limited IS NULL AND (k.to_day IS NULL OR k.to_day >= g.from_day) AND (g.to_day IS NULL OR g.to_day > k.from_day)
   AND q.merged_into IS NULL
 ORDER BY name LIMIT 1;

-- Who wrote a request down, and where it came from.
-- name:  request_enter :run
-- in:    id privacy_request_id, source privacy_source, by_person person_id
-- scope: school
UPDATE privacy_request SET source = :source, entered_by = :by_person, rev = rev + 1 WHERE school_id = :school AND id = :id;
