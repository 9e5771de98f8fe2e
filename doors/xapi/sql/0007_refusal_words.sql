-- Why, kept to be said again in the reader's language; without what the program sent. Empty: refused before this was kept.
alter table xapi_refusal add column words text not null default '';
