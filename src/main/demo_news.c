/* News of the demo's schools: some for everybody, one for the inside, one that is still a draft. */
#include "main/demo.h"
#include "news/news.h"

struct piece { size_t school; struct news_text text; bool out; };
static const struct piece pieces[] = {
    { 0, { NEWS_AUDIENCE_EVERYBODY, "Khối 6 học ở làng lụa Vạn Phúc, thứ Sáu {t6}",
           "Sáng thứ Sáu {t6}, bốn lớp khối 6 học Lịch sử và Địa lí ở làng lụa. Mỗi nhóm theo một công đoạn và kể lại bằng tay của mình.\n"
           "Xe đón ở cổng trường lúc 7 giờ, về trước 11 giờ 30. Các em mặc đồng phục, mang nước uống." }, true },
    { 0, { NEWS_AUDIENCE_INSIDE, "Họp cha mẹ học sinh giữa học kì I, sáng {t7}",
           "8 giờ thứ Bảy {t7}, tại lớp. Cô thầy chủ nhiệm gặp từng gia đình mười phút, theo giờ đã hẹn.\nGia đình nào bận có thể đổi giờ với lớp." }, true },
    { 0, { NEWS_AUDIENCE_EVERYBODY, "Ngày hội sách cũ", "Mang một cuốn đã đọc, đổi một cuốn chưa đọc. Thư viện mở cả buổi chiều." }, false },
    { 2, { NEWS_AUDIENCE_EVERYBODY, "Buổi cha mẹ cùng chơi, chiều thứ Sáu {t6}", "15 giờ 30 thứ Sáu {t6}, cha mẹ vào góc gốm cùng con. Không cần chuẩn bị gì." }, true },
    { 3, { NEWS_AUDIENCE_EVERYBODY, "Lớp 11 trình bày dự án với phường, chiều {t6}", "14 giờ thứ Sáu {t6}, hội trường tầng 2. Bốn nhóm nói về việc của phường mà các em đã giải.\nAi cũng đến nghe và hỏi được." }, true },
};

struct news_in { const struct piece *piece; person_id by; };
static rc piece_put(struct tx *t, const struct news_in *in, void *out)
{
    news_id id;
    job_id job;
    struct news_text text = in->piece->text;
    (void)out;
    text.title = demo_words(t->ask->arena, text.title, day_of(t->now));
    text.body = demo_words(t->ask->arena, text.body, day_of(t->now));
    try(news_add(t, &text, in->by, &id));
    return in->piece->out ? news_publish(t, &(struct news_publish){ id, in->by, 1 }, &job) : OK;
}
CLOSURE(piece_put, struct news_in, void)

rc demo_news_make(struct session_of_work *w, const struct demo_made made[], size_t schools)
{
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        if (pieces[i].school >= schools) continue;
        const struct demo_made *at = &made[pieces[i].school];
        struct news_in in = { &pieces[i], pieces[i].school >= 2 ? at->principal : at->clerk };
        w->ask.scope = (struct scope){ .school = at->school };
        try(transact(&w->ask, NULL, piece_put, &in, NULL));
    }
    w->ask.scope = (struct scope){ 0 };
    return jobs_run_all(w->app) < 1 ? fault_detail(&w->ask, BUG, "demo: nobody was told of the news") : OK;
}
