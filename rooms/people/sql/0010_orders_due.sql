-- Orders whose day of review comes, asked on the homes of heads.
index guardian_order_due on guardian_order (school_id, review) where lifted_at is null and review is not null;
