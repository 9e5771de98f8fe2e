/* Goals of the demo's schools with what shows how far they are, as steps of time; everything is invented. What stays true: every row goes
** through the rules of values, so a demo never holds a goal that a school could not have made. */
#include "main/demo.h"

struct demo_goal { struct goal_text text; int64_t days, measured; const char *how, *evidence, *link, *waits; };     /* measured 0, texts NULL: none */

#define TYPED(words, unit, begins, aim)  { words, unit, INDICATOR_SOURCE_TYPED, begins, aim }
#define BEGAN(begins, aim)               { "Người đã vào Khuê ít nhất một lần", "người", INDICATOR_SOURCE_PEOPLE_BEGAN, begins, aim }
#define NEWS(begins, aim)                { "Tin nhà trường đã đăng trong 8 tuần", "tin", INDICATOR_SOURCE_NEWS, begins, aim }

static const struct demo_goal street[DEMO_GOALS] = {
    { { "Mỗi lớp học ít nhất hai buổi ở một điểm học tập ngoài cổng trường", "Cùng làm", { 0 }, { 0 }, { TYPED("Buổi học ngoài trường đã làm", "buổi", 4, 34) } }, 190, 11,
      "đếm ở kế hoạch tuần của các lớp", "Lớp 7A2 vẽ bản đồ làng hoa Ngọc Hà, bản đồ treo ở nhà văn hóa phường.", "https://lang-hoa.example/ban-do", "Buổi kể chuyện thứ Sáu với bác lái xe buýt tuyến 50." },
    { { "Gia đình nào cũng nghe được việc của trường", "Chính trực", { 0 }, { 0 }, { BEGAN(0, 900), NEWS(1, 8) } }, 220, 0, NULL, NULL, NULL, NULL },
    { { "Mỗi khối để lại cho phố một sản phẩm có người dùng", "Cùng làm", { 0 }, { 0 }, { TYPED("Sản phẩm có lời xác nhận từ ngoài trường", "sản phẩm", 0, 4) } }, 190, 0, NULL, NULL, NULL, NULL },
};
static const struct demo_goal village[DEMO_GOALS] = {
    { { "Mỗi em đọc 15 phút mỗi ngày và có người nghe em kể lại", "Chăm chỉ", { 0 }, { 0 }, { TYPED("Sách học sinh mượn mỗi tháng", "cuốn", 120, 300), BEGAN(0, 500) } }, 190, 174,
      "sổ mượn của thư viện", "Góc “em kể lại” ở sảnh, mỗi tuần một khối.", NULL, NULL },
};
static const struct demo_goal clay[DEMO_GOALS] = {
    { { "Mỗi tháng mỗi lớp có một buổi cha mẹ cùng chơi", "Yêu thương", { 0 }, { 0 }, { TYPED("Buổi cha mẹ vào lớp", "buổi", 0, 72) } }, 190, 9, "sổ của các lớp", NULL, NULL, NULL },
};
static const struct demo_goal *goals_of(const struct demo_school *s)
{
    return s == &demo_schools[0] ? street : s == &demo_schools[1] ? village : s == &demo_schools[2] ? clay : NULL;
}

static struct goal_text text_from(const struct demo_goal *g, day from)
{
    struct goal_text text = g->text;
    text.from = from, text.until = (day){ from.n + g->days };
    return text;
}

rc demo_goals_step(struct tx *t, const struct demo_school *s, const struct demo_made *made, enum demo_goals_step step, goal_id id[DEMO_GOALS])
{
    const struct demo_goal *g = goals_of(s);
    day today = day_of(t->now);
    for (int i = 0; g && i < DEMO_GOALS && g[i].text.words; i++) {
        struct goal_text text = text_from(&g[i], today);
        bool last = i == DEMO_GOALS - 1;                                         /* the third waits for the principal */
        if (step == DEMO_GOALS_PUBLISHED && !last) try(goal_publish(t, &text, made->clerk, made->principal, &id[i]));
        if (step == DEMO_GOALS_PROPOSED && last) try(goal_propose(t, &text, made->clerk, &id[i]));
        if (step == DEMO_GOALS_MEASURED && g[i].measured) try(goal_measure(t, &(struct goal_measure){ id[i], 1, g[i].measured, today, g[i].how, made->clerk }));
        if (step == DEMO_GOALS_SHOWN && g[i].evidence) try(goal_evidence(t, &(struct goal_evidence){ id[i], g[i].evidence, g[i].link, made->principal, true }));
        if (step == DEMO_GOALS_PROPOSED && g[i].waits) try(goal_evidence(t, &(struct goal_evidence){ id[i], g[i].waits, NULL, made->clerk, false }));
    }
    return OK;
}
