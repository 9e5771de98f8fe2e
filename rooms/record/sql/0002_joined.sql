alter enum deed_verb add (joined "đã tham gia");
