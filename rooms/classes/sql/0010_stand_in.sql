alter enum duty add (stand_in "Chủ nhiệm thay");
