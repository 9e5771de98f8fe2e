alter table roster_import add column job_id id;                -- the job that takes its rows in, or took them
index roster_import_by_end on roster_import (until_day);
