alter enum indicator_source add (partners "Số đối tác đang cùng trường");
