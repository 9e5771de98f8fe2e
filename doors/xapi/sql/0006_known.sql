-- Named by what a head said of an account (outside_known); none: by the number that the house gave.
alter table xapi_document add column known_id ref;
