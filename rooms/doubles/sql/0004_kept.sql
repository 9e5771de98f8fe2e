-- Of what else the kept row of a merge took in, in whichever school: the newest is taken back first.
index merger_by_kept on merger (kept_id, batch_id);
