-- The accounts of one bulk act are found at once, however many there are in the city.
index account_by_batch on account (batch_id) where batch_id is not null;
