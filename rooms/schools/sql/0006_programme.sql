-- Decision 4906/QĐ-UBND: the standing agency runs the programme; its office sees across all schools what figures show, and no pupil (R13, R74).
alter enum organisation_kind add (programme "Văn phòng Chương trình");
