/* What the demo's schools have planned around today: for everybody, for the inside, for the staff; one was called off; a class's own. */
#include "calendar/calendar.h"
#include "classes/classes.h"
#include "main/demo.h"

enum from { TODAY, FRIDAY /* demo_days.c */ };
struct planned { size_t school; bool of_class; struct event_text text; enum from since; int from, days; int64_t minute, until; const char *off; };
static const struct planned plans[] = {
    { 0, false, { .audience = EVENT_AUDIENCE_EVERYBODY, .title = "Ngày hội sách cũ", .place = "Sân trường", .note = "Mang một cuốn đã đọc, đổi một cuốn chưa đọc." }, TODAY, 1, 0, 840, 1020, NULL },
    { 0, false, { .audience = EVENT_AUDIENCE_INSIDE, .title = "Họp cha mẹ học sinh giữa học kì", .place = "Tại lớp", .note = "Mỗi gia đình mười phút, theo giờ đã hẹn." }, FRIDAY, 1, 0, 480, 660, NULL },
    { 0, false, { .audience = EVENT_AUDIENCE_STAFF, .title = "Họp hội đồng sư phạm", .place = "Phòng họp tầng 2", .note = "" }, FRIDAY, -1, 0, 960, 1020, NULL },
    { 0, false, { .audience = EVENT_AUDIENCE_INSIDE, .title = "Kiểm tra giữa học kì", .place = "", .note = "Đi học đúng giờ, mang đủ bút thước." }, FRIDAY, 3, 4, 0, 0, NULL },
    { 0, false, { .audience = EVENT_AUDIENCE_EVERYBODY, .title = "Chạy vì sức khỏe quanh hồ", .place = "Hồ Ngọc Hà", .note = "" }, TODAY, 0, 0, 360, 450, "Trời mưa to, dời sang tuần sau." },
    { 0, true,  { .audience = EVENT_AUDIENCE_INSIDE, .title = "Học ở làng lụa Vạn Phúc", .place = "Xe đón ở cổng trường", .note = "Mặc đồng phục, mang nước uống." }, FRIDAY, 0, 0, 420, 690, NULL },
    { 2, false, { .audience = EVENT_AUDIENCE_EVERYBODY, .title = "Cha mẹ cùng chơi", .place = "Góc gốm", .note = "Không cần chuẩn bị gì." }, FRIDAY, 0, 0, 930, 1020, NULL },
    { 3, false, { .audience = EVENT_AUDIENCE_EVERYBODY, .title = "Lớp 11 trình bày dự án với phường", .place = "Hội trường tầng 2", .note = "Ai cũng đến nghe và hỏi được." }, FRIDAY, 0, 0, 840, 990, NULL },
};

struct planning { const struct planned *plan; person_id by; };
static rc plan_put(struct tx *t, const struct planning *in, void *out)
{
    const struct planned *p = in->plan;
    struct new_event one = { .text = p->text, .by = in->by };
    calendar_event_id id;
    day today = day_of(t->now), from = { (p->since == FRIDAY ? demo_friday(today) : today).n + p->from };
    (void)out;
    one.text.when = (struct when){ from, { from.n + p->days }, { p->minute > 0, p->minute }, { p->until > 0, p->until } };
    if (p->of_class) {
        struct year_brief year;
        struct class_line *line;
        size_t n;
        try(year_at(t->ask, day_of(t->now), &year));
        try(classes_of_year(t->ask, year.id, &line, &n));
        if (n < 2) return OK;
        one.class_id = line[1].id;                                 /* 6A2, where the demo's pupil learns */
    }
    try(event_add(t, &one, &id));
    return p->off ? event_off(t, &(struct event_off){ id, { 0 }, p->off, 1 }) : OK;
}
CLOSURE(plan_put, struct planning, void)

/* A file of the week that begins after `today`: what the first school does each Monday; a club of 6A2 each Thursday; a teacher's own evenings. */
static const char *weekly(struct arena *a, day today, int weekday, const char *from, const char *until, const char *title, const char *place)
{
    int y, m, d;
    day_parts((day){ today.n - day_weekday(today) + 7 + weekday }, &y, &m, &d);
    const char *on = arena_print(a, "%04d%02d%02d", y, m, d);
    return arena_print(a, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Khue//demo//VI\r\nBEGIN:VEVENT\r\nUID:%s-%d@khue.example\r\nDTSTART;TZID=Asia/Ho_Chi_Minh:%sT%s00\r\nDTEND;TZID=Asia/Ho_Chi_Minh:%sT%s00\r\n"
                          "RRULE:FREQ=WEEKLY;COUNT=10\r\nSUMMARY:%s\r\nLOCATION:%s\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", from, weekday, on, from, on, until, title, place);
}

static rc files_bring(struct session_of_work *w, const struct demo_made *at)
{
    struct arena *a = &w->arena;
    day today = day_of(w->ask.now);
    const struct demo_class *a2 = &at->class_[1];
    const struct calendar_file file[] = {
        { at->school, { 0 }, at->clerk, EVENT_AUDIENCE_INSIDE, "chao-co.ics", weekly(a, today, 1, "0715", "0800", "Chào cờ đầu tuần", "Sân trường") },
        { at->school, a2->id, a2->teacher, EVENT_AUDIENCE_INSIDE, "doc-sach-6a2.ics", weekly(a, today, 4, "1600", "1645", "Cùng đọc một cuốn sách", "Thư viện") },
        { { 0 }, { 0 }, a2->teacher, EVENT_AUDIENCE_INSIDE, "lich-rieng.ics", weekly(a, today, 3, "1900", "2030", "Lớp tiếng Anh buổi tối", "") } };
    for (size_t i = 0; i < sizeof file / sizeof *file; i++) {
        person_id me = file[i].me;
        w->ask.scope = (struct scope){ .school = file[i].school, .persons = &me, .persons_n = 1 };
        try(calendar_bring(&w->ask, &file[i]));
    }
    return OK;
}

rc demo_calendar_make(struct session_of_work *w, const struct demo_made made[], size_t schools)
{
    for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) {
        if (plans[i].school >= schools) continue;
        const struct demo_made *at = &made[plans[i].school];
        struct planning in = { &plans[i], plans[i].school >= 2 ? at->principal : at->clerk };
        w->ask.scope = (struct scope){ .school = at->school };
        try(transact(&w->ask, NULL, plan_put, &in, NULL));
    }
    try(schools ? files_bring(w, &made[0]) : OK);
    w->ask.scope = (struct scope){ 0 };
    return OK;
}
