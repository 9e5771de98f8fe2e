-- An order may leave a guardian the sight of the child and nothing else: no decision, no message (docs/decisions/0130).
alter enum guardian_limit add (read "Chỉ được xem");
