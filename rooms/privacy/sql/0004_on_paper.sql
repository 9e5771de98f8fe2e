enum privacy_source (paper "Trên giấy", office "Nhà trường đề xuất");

-- A request that the office wrote down: what came on paper, or what the school itself thinks is due. None: asked in Khuê.
alter table privacy_request add column source privacy_source;
alter table privacy_request add column entered_by id(person);
