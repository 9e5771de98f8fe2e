-- What some schools plan for everybody in the days to come, and still plan.
-- name:  events_open_soon :many
-- in:    schools school_id*, today date, until date, since date, limit int
-- out:   title text, place text, school_code text, school_name text, from_day date, to_day date, from_minute int?, to_minute int?
-- scope: public - planned for everybody
SELECT e.title, e.place, s.code AS school_code, s.name AS school_name, e.from_day, e.to_day, e.from_minute, e.to_minute
  FROM calendar_event e JOIN school s ON s.id = e.school_id
 WHERE e.school_id IN (:schools*) AND e.class_id IS NULL AND e.audience = 'everybody' AND e.called_off IS NULL AND e.taken_back IS NULL
   AND e.from_day >= :since AND e.from_day <= :until AND e.to_day >= :today
 ORDER BY e.from_day, coalesce(e.from_minute, 0), e.id LIMIT :limit;
