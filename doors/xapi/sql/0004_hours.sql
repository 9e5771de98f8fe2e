-- A day and an hour of a school are found without walking through all that its keys ever did.
index xapi_use_of_school on xapi_use (school_id, hour);

-- A site is named once, a way of looking bears its name alone, as long as they are open.
unique index xapi_origin_open on xapi_origin (school_id, origin) where ended_at is null;
unique index xapi_view_open on xapi_view (school_id, name) where ended_at is null;
