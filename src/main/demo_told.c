/* Messages in two schools of the demo: of the school, of a class and a group, one corrected, one taken back, one still a draft, one that waits for its time; some families have confirmed. */
#include "announcements/announcements.h"
#include "main/demo.h"

enum { OF_SCHOOL, OF_CLASS, OF_GROUP /* the club, by who leads it */ };
struct piece { size_t school; int of; size_t class_; bool families, pupils, staff, must_confirm, out; int days /* until it is over */; const char *title, *body, *correction, *reason; int waits /* days until it goes out, at seven; 0 = does not wait */; };
static const struct piece pieces[] = {
    { 0, OF_CLASS, 0, true, false, false, true, true, 10, "Thứ Sáu {t6} học ở làng lụa Vạn Phúc, đi xe lúc 7 giờ",
      "Các con mặc đồng phục, mang nước uống và sổ ghi chép. Xe đón ở cổng trường lúc 7 giờ, về trước 11 giờ 30.\nGia đình nào không cho con đi xin báo cô trước thứ Năm.", NULL, NULL },
    { 0, OF_CLASS, 1, true, false, false, true, true, 10, "Thứ Sáu {t6} học ở làng lụa Vạn Phúc, đi xe lúc 7 giờ",
      "Các con mặc đồng phục, mang nước uống. Xe đón ở cổng trường lúc 7 giờ, về trước 11 giờ 30.", "Giờ đón xe là 7 giờ, không phải 7 giờ 30.", NULL },
    { 0, OF_CLASS, 1, true, true, false, false, true, 3, "Tuần này mang thước kẻ và com-pa", "Tiết Toán ngày thứ Tư, thứ Năm.", NULL, NULL },
    { 0, OF_SCHOOL, 0, true, true, true, true, true, 12, "Nghỉ học thứ Bảy {t7} để họp cha mẹ học sinh",
      "Sáng thứ Bảy {t7} các lớp không học, phòng học dành cho buổi họp cha mẹ học sinh. Thứ Hai {t2} học bình thường.", NULL, NULL },
    { 0, OF_SCHOOL, 0, true, false, false, false, true, 0, "Đổi giờ đón chiều thứ Hai", "Chiều thứ Hai đón lúc 16 giờ.", NULL, "Gửi nhầm ngày, nhà trường nhắn lại sau." },
    { 0, OF_CLASS, 1, true, false, false, true, false, 0, "Họp phụ huynh lớp, chủ đề tự học ở nhà", "Cô viết tiếp phần chuẩn bị.", NULL, NULL },
    { 0, OF_GROUP, 1, true, true, false, true, true, 8, "Thứ Sáu {t6} câu lạc bộ Khoa học kĩ thuật học ở xưởng cơ khí, về lúc 17 giờ",
      "Các em mang áo dài tay, giày kín mũi. Xe đón ở cổng trường lúc 14 giờ, về trước 17 giờ.\nEm nào không đi báo thầy cô trước thứ Năm.", NULL, NULL },
    { 0, OF_GROUP, 1, true, false, false, false, false, 0, "Buổi trình bày sản phẩm cuối học kì, mời gia đình đến xem", "Viết tiếp giờ và phòng.", NULL, NULL },
    { 0, OF_CLASS, 1, true, false, false, false, false, 0, "Nhắc lại: mang sổ ghi chép và nước uống cho buổi đi Vạn Phúc", "Xe đón ở cổng trường lúc 7 giờ. Con nào say xe mang theo thuốc.", NULL, NULL, 3 },
    { 2, OF_SCHOOL, 0, true, false, false, true, true, 10, "Tuần sau các con khám sức khỏe, xin ăn sáng nhẹ",
      "Trạm y tế phường khám cho các con sáng thứ Ba. Xin gia đình cho con ăn sáng nhẹ và mang sổ tiêm chủng.", NULL, NULL },
};

static struct told_text text_of(const struct piece *p, struct tx *t)
{
    day today = day_of(t->now);
    return (struct told_text){ demo_words(t->ask->arena, p->title, today), demo_words(t->ask->arena, p->body, today), p->must_confirm, { p->days > 0, { today.n + p->days } } };
}

struct told_in { const struct piece *piece; person_id by; class_id class_id; study_group_id group; announcement_id id; };
static rc piece_put(struct tx *t, const struct told_in *in, announcement_id *out)
{
    const struct piece *p = in->piece;
    struct new_announcement new = { { in->class_id, in->group, p->families, p->pupils, p->staff }, text_of(p, t), in->by };
    job_id job;
    try(announcement_add(t, &new, out));
    if (p->waits) return announcement_wait_until(t, &(struct announcement_plan){ *out, in->by, { day_start((day){ day_of(t->now).n + p->waits }).ms + 7 * 3600000LL }, 1 });
    return p->out ? announcement_send(t, &(struct announcement_step){ *out, in->by, NULL, 1 }, &job) : OK;
}
CLOSURE(piece_put, struct told_in, announcement_id)

/* After everybody has been told. */
static rc piece_turn(struct tx *t, const struct told_in *in, void *out)
{
    const struct piece *p = in->piece;
    job_id job;
    (void)out;
    if (p->correction)
        try(announcement_change(t, &(struct announcement_change){ .id = in->id, .text = text_of(p, t),
                                                                  .correction = p->correction, .by = in->by, .rev = 2 }, &job));
    return p->reason ? announcement_recall(t, &(struct announcement_step){ in->id, in->by, p->reason, 2 }, &job) : OK;
}
CLOSURE(piece_turn, struct told_in, void)

static rc reading_put(struct tx *t, const struct announcement_reading *in, void *out) { return (void)out, announcement_have_read(t, in); }
CLOSURE(reading_put, struct announcement_reading, void)

/* Of a class: the guardian of its card has confirmed, and a third of the families on paper. */
static rc signed_put(struct tx *t, const struct told_in *in, void *out)
{
    struct pupil_line *pupil;
    person_id child[60];
    size_t all, n = 0;
    int64_t changed;
    (void)out;
    try(pupils_of_class(t->ask, in->class_id, &pupil, &all));
    for (size_t i = 0; i < all && n < 60; i += 3) child[n++] = pupil[i].person;
    return announcement_paper(t, &(struct announcement_slips){ .id = in->id, .whom = { .class_id = in->class_id }, .child = child, .n = n, .by = in->by, .edition = in->piece->correction ? 2 : 1 }, &changed);
}
CLOSURE(signed_put, struct told_in, void)

static rc confirmed(struct session_of_work *w, person_id guardian, person_id child, announcement_id id, int64_t edition)
{
    person_id persons[2] = { guardian, child };
    struct announcement_reading in = { id, guardian, edition };
    w->ask.scope = (struct scope){ .persons = persons, .persons_n = 2 };
    return transact(&w->ask, NULL, reading_put, &in, NULL);
}

rc demo_told_make(struct session_of_work *w, const struct demo_made made[], size_t schools, study_group_id club)
{
    enum { PIECES = sizeof pieces / sizeof *pieces };
    struct told_in in[PIECES];
    for (int turn = 0; turn < 2; turn++) {
        for (size_t i = 0; i < PIECES; i++) {
            const struct piece *p = &pieces[i];
            if (p->school >= schools) continue;
            const struct demo_made *at = &made[p->school];
            const struct demo_class *class_ = &at->class_[p->class_];
            w->ask.scope = (struct scope){ .school = at->school };
            w->ask.me = p->of == OF_SCHOOL ? at->principal : class_->teacher;
            if (turn == 0) {
                in[i] = (struct told_in){ p, w->ask.me, p->of == OF_CLASS ? class_->id : (class_id){ 0 }, p->of == OF_GROUP ? club : (study_group_id){ 0 }, { 0 } };
                try(transact(&w->ask, NULL, piece_put, &in[i], &in[i].id));
            } else try(transact(&w->ask, NULL, piece_turn, &in[i], NULL));
        }
        w->ask.scope = (struct scope){ 0 };
        if (jobs_run_all(w->app) < 1) return fault_detail(&w->ask, BUG, "demo: nobody was told of the messages");
    }
    w->ask.scope = (struct scope){ .school = made[0].school };
    w->ask.me = in[1].by;
    try(transact(&w->ask, NULL, signed_put, &in[1], NULL));
    for (size_t i = 2; i < made[0].classes && i < 5; i++) try(confirmed(w, made[0].class_[i].guardian, made[0].class_[i].pupil, in[3].id, 1));
    w->ask.scope = (struct scope){ 0 };
    w->ask.me = (person_id){ 0 };
    return OK;
}
