-- Whom an order keeps from whom is asked for everybody who signs in: what follows holds without a link too.
index guardian_order_by_whom on guardian_order (guardian_id, lifted_at, child_id);
