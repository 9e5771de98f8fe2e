/* Each role's home: what needs me now, my classes or my child, who looked. Only rows of what exists, one button a row.
** What stays true: (1) at most 8 questions with those of sign-in; (2) the chosen role only changes what is shown. */
#include "access/permission.h"
#include "base/ids.h"
#include "base/lunar.h"
#include "generated/today_queries.h"
#include "generated/today_views.h"
#include "roster/roster.h"
#include "today/pages.h"
#include "today/views.h"
#include "values/values.h"
#include "web/reply.h"

#define LOOKS_SHOWN 5
#define WEEK_MS (7 * 86400000LL)

/* ---- shared */
/* "Thứ Sáu 27/11/2026 (19/10 âm lịch)" */
static const char *day_words(struct ctx *c)
{
    static const char *const days[] = { N_("Thứ Hai"), N_("Thứ Ba"), N_("Thứ Tư"), N_("Thứ Năm"), N_("Thứ Sáu"), N_("Thứ Bảy"), N_("Chủ nhật") };
    char text[DAY_TEXT_SIZE], lunar[LUNAR_TEXT_SIZE];
    return say(c->arena, c->lang, _("{thu} {ngay} ({am} âm lịch)"), "thu", tr(c->lang, days[day_weekday(c->today) - 1]), "ngay", day_dmy(c->today, text),
               "am", lunar_show(lunar_of(c->today), lunar), NULL);
}

static const char *date_words(struct ctx *c, const struct year_brief *year)
{
    const char *ngay = day_words(c);
    if (!year) return say(c->arena, c->lang, _("{ngay}."), "ngay", ngay, NULL);
    if (year->week == 0) return say(c->arena, c->lang, _("{ngay}, năm học {nam}."), "ngay", ngay, "nam", year->name, NULL);
    return say(c->arena, c->lang, _("{ngay}, tuần {tuan}, năm học {nam}."), "ngay", ngay, "tuan", arena_print(c->arena, "%lld", (long long)year->week),
               "nam", year->name, NULL);
}

#define DAYS_AHEAD 8
/* The next holiday within the week; NULL = none. */
static const char *holiday_words(struct ctx *c)
{
    struct holiday h;
    char text[DAY_TEXT_SIZE];
    if (!holiday_next(c->today, DAYS_AHEAD, &h)) return NULL;
    if (h.on.n == c->today.n) return say(c->arena, c->lang, _("Hôm nay là {ten}."), "ten", tr(c->lang, h.name), NULL);
    return say(c->arena, c->lang, _("Sắp tới: {ten}, {ngay}."), "ten", tr(c->lang, h.name), "ngay", day_dmy(h.on, text), NULL);
}

static void head_put(struct ctx *c, struct home_head *h, const char *greeting, const struct year_brief *year)
{
    *h = (struct home_head){ .greeting = greeting, .year = year, .date = date_words(c, year), .holiday = holiday_words(c) };
}

static rc head_fill(struct ctx *c, struct home_head *h, const char *greeting, school_id school)
{
    struct year_brief *year = ARENA_NEW(c->arena, struct year_brief);
    if (!year) return LIMIT;
    rc found = school.v ? year_at_of(c->ask, school, c->today, year) : NOT_FOUND;
    if (found != OK && found != NOT_FOUND) return found;
    head_put(c, h, greeting, found == OK ? year : NULL);
    return OK;
}

static const char *number_text(struct ctx *c, int64_t n) { return arena_print(c->arena, "%lld", (long long)n); }

static void work_add(struct ui_work *work, size_t *n, struct ui_work row)
{
    if (*n < WORK_MOST) work[(*n)++] = row;
}

static void password_row(struct ctx *c, struct ui_work *work, size_t *n)
{
    if (c->who->must_choose_password)
        work_add(work, n, (struct ui_work){ .component = "technology", .icon = "lock", .what = _("Đặt mật khẩu của riêng mình"),
                                            .sub = _("Phiếu chỉ dùng một lần. Có mật khẩu thì lần sau vào được ngay."), .href = "/mat-khau", .action = _("Đặt mật khẩu") });
}

#define NEWS_SHOWN 3
static rc news_fill(struct ctx *c, struct home_news *news)
{
    struct news_line *line;
    try(news_lately(c->ask, NEWS_SHOWN, &line, &news->n));
    news->line = line;
    return OK;
}

/* ---- staff */
/* How a school speaks to its adults; nothing where the sex is not on file. */
static const char *who_address(const struct who *w)
{
    return w->sex == 'F' ? _("cô ") : w->sex == 'M' ? _("thầy ") : "";
}

static rc homeroom_rows(struct ctx *c, struct staff_home *v)
{
    struct homeroom_needs_row *row;
    size_t n;
    try(homeroom_needs(c->ask, c->who->person, c->today, &row, &n));
    for (size_t i = 0; i < n; i++) {
        char id[ID_TEXT_SIZE];
        id_text(row[i].class_id.v, id);
        const char *path = arena_print(c->arena, "/t/%s/lop/%s", v->school->code, id);
        if (row[i].strangers > 0)
            work_add(v->work, &v->works, (struct ui_work){ .component = "people", .icon = "users", .href = arena_print(c->arena, "%s/phieu", path), .action = _("In phiếu"),
                .what = say(c->arena, c->lang, _("{n} em lớp {lop} chưa vào lần nào"), "n", number_text(c, row[i].strangers), "lop", row[i].name, NULL),
                .sub = _("In phiếu đăng nhập, cắt rời và đưa tận tay từng em.") });
        if (row[i].lonely > 0)
            work_add(v->work, &v->works, (struct ui_work){ .component = "people", .icon = "users", .href = path, .action = _("Xem lớp"),
                .what = say(c->arena, c->lang, _("{n} em lớp {lop} chưa có phụ huynh"), "n", number_text(c, row[i].lonely), "lop", row[i].name, NULL),
                .sub = _("Báo văn thư bổ sung, để gia đình nhận được phiếu đăng nhập.") });
    }
    return OK;
}

static void waiting_row(struct ctx *c, struct staff_home *v, int64_t rows)
{
    if (rows > 0)
        work_add(v->work, &v->works, (struct ui_work){ .component = "people", .icon = "triangle-alert", .href = arena_print(c->arena, "/t/%s/nhap", v->school->code), .action = _("Xem các dòng"),
            .what = say(c->arena, c->lang, _("{n} dòng trong danh sách đang chờ sửa"), "n", number_text(c, rows), NULL), .sub = _("Những em này chưa vào lớp. Sửa từng dòng rồi nhập tiếp.") });
}

static void pending_row(struct ctx *c, struct staff_home *v, int64_t pending)
{
    if (pending > 0)
        work_add(v->work, &v->works, (struct ui_work){ .component = "culture", .icon = "landmark", .href = arena_print(c->arena, "/t/%s/gia-tri", v->school->code), .action = _("Xem và duyệt"),
            .what = _("Văn hóa, chiến lược chờ duyệt"), .sub = _("Duyệt thì trang công khai của trường đổi ngay.") });
}

static void picture_row(struct ctx *c, struct staff_home *v, int64_t pictures)
{
    if (pictures > 0)
        work_add(v->work, &v->works, (struct ui_work){ .component = "culture", .icon = "landmark", .href = arena_print(c->arena, "/t/%s/gia-tri/anh", v->school->code), .action = _("Xem và duyệt"),
            .what = _("Ảnh trang công khai chờ duyệt"), .sub = _("Duyệt thì ảnh hiện ở trang công khai của trường ngay.") });
}

static rc office_rows(struct ctx *c, struct staff_home *v, const char *role)
{
    struct office_needs_row need = { 0 };
    struct office_waits_row waits;
    try(office_waits(c->ask, c->today, &waits));
    if (str_is(role, "principal")) pending_row(c, v, waits.pending), picture_row(c, v, waits.pictures);
    waiting_row(c, v, waits.waiting);
    if (!v->head.year) {
        work_add(v->work, &v->works, (struct ui_work){ .component = "knowledge", .icon = "calendar-days", .href = arena_print(c->arena, "/t/%s/nam-hoc", v->school->code), .action = _("Đặt năm học"),
            .what = _("Trường chưa có năm học"), .sub = _("Đặt năm học trước, rồi nhập danh sách lớp.") });
        return OK;
    }
    try(office_needs(c->ask, v->head.year->id, c->today, &need));
    v->classes = need.classes;
    if (need.classes == 0)
        work_add(v->work, &v->works, (struct ui_work){ .component = "people", .icon = "users", .href = arena_print(c->arena, "/t/%s/nhap", v->school->code), .action = _("Nhập danh sách"),
            .what = _("Trường chưa có lớp nào"), .sub = _("Nhập danh sách lớp từ Excel, xem trước từng dòng rồi mới ghi.") });
    if (need.headless > 0)
        work_add(v->work, &v->works, (struct ui_work){ .component = "people", .icon = "school", .href = arena_print(c->arena, "/t/%s/lop", v->school->code), .action = _("Chọn chủ nhiệm"),
            .what = say(c->arena, c->lang, _("{n} lớp chưa có giáo viên chủ nhiệm"), "n", number_text(c, need.headless), NULL), .sub = _("Mở từng lớp và chọn giáo viên.") });
    return OK;
}

static rc staff_page(struct ctx *c, struct reply *r, size_t at)
{
    const struct role_at *role = &c->who->role[at];
    struct taught_line *line;
    struct staff_home v = { .school = &role->school,
                            .office = role_is_office(role->role) };
    ctx_enter_school(c, at);
    password_row(c, v.work, &v.works);
    try(head_fill(c, &v.head, "", role->school.id));
    if (v.office) {
        try(office_rows(c, &v, role->role));
    } else {
        try(homeroom_rows(c, &v));
        try(classes_i_teach(c->ask, c->who->person, &line, &v.lines));
        v.line = line;
    }
    try(news_fill(c, &v.news));
    const char *name = arena_print(c->arena, "%s%s", tr(c->lang, who_address(c->who)), c->who->given);
    v.head.greeting = v.works == 0 ? say(c->arena, c->lang, _("Chào {ten}, không có việc nào chờ"), "ten", name, NULL)
                                   : say(c->arena, c->lang, _("Chào {ten}, có {n} việc cần làm"), "ten", name, "n", number_text(c, (int64_t)v.works), NULL);
    return show(r, view_staff_home, &v);
}

/* ---- families and pupils */
static const char *place_words(struct ctx *c, const struct child_place *p)
{
    return say(c->arena, c->lang, _("{lop}, {truong}"), "lop", p->class_name, "truong", p->school.name, NULL);
}

static rc places_of(struct ctx *c, struct family_home *v, const struct child_place *all, size_t n)
{
    struct child_place *mine = ARENA_MANY(c->arena, struct child_place, n);
    if (!mine) return LIMIT;
    for (size_t i = 0; i < n; i++)
        if (all[i].person.v == v->subject.id.v) mine[v->places++] = all[i];
    v->place = mine;
    return OK;
}

/* The child of ?con=, else the eldest. */
static rc switch_fill(struct ctx *c, struct family_home *v, const struct person_brief *person, size_t persons, const struct child_place *place, size_t places)
{
    struct ui_child *child = ARENA_MANY(c->arena, struct ui_child, persons);
    int64_t wanted = 0;
    if (!child) return LIMIT;
    id_read(query_text(c, "con"), &wanted);
    for (size_t i = 0; i < persons; i++) {
        char id[ID_TEXT_SIZE];
        if (person[i].id.v == c->who->person.v) continue;
        if (v->subject.id.v == 0 || person[i].id.v == wanted) v->subject = person[i];
        id_text(person[i].id.v, id);
        const char *sub = _("chưa xếp lớp");
        for (size_t k = places; k-- > 0;)
            if (place[k].person.v == person[i].id.v) sub = place_words(c, &place[k]);
        child[v->children++] = (struct ui_child){ .href = arena_print(c->arena, "/hom-nay?con=%s", id), .initial = person[i].initial, .name = person[i].full_name, .sub = sub };
    }
    for (size_t i = 0, k = 0; i < persons; i++)
        if (person[i].id.v != c->who->person.v) child[k++].current = person[i].id.v == v->subject.id.v;
    v->child = child;
    return OK;
}

/* Of the schools of the child shown; the other child's are one press away. */
static rc family_news(struct ctx *c, struct family_home *v)
{
    enum { LOOKED_AT = 20 };
    struct news_line *line;
    size_t n;
    try(news_lately(c->ask, LOOKED_AT, &line, &n));
    for (size_t i = 0; i < n && v->news.n < NEWS_SHOWN; i++) {
        bool here = v->self;
        for (size_t k = 0; k < v->places && !here; k++) here = str_is(line[i].school_code, v->place[k].school.code);
        if (here) line[v->news.n++] = line[i];
    }
    v->news.line = line;
    return OK;
}

static rc family_page(struct ctx *c, struct reply *r, bool self)
{
    struct family_home v = { .self = self };
    struct person_brief *person;
    struct child_place *place;
    struct look_line *look;
    size_t persons, places;
    try(persons_mine(c->ask, &person, &persons));
    try(child_places(c->ask, &place, &places));
    if (self) {
        for (size_t i = 0; i < persons; i++)
            if (person[i].id.v == c->who->person.v) v.subject = person[i];
    } else {
        try(switch_fill(c, &v, person, persons, place, places));
    }
    try(places_of(c, &v, place, places));
    if (!c->who->by_card) {
        try(looks_at(c->ask, v.subject.id, 0, LOOKS_SHOWN, &look, &v.looks));
        v.look = look;
    }
    try(family_news(c, &v));
    password_row(c, v.work, &v.works);
    const char *greeting = say(c->arena, c->lang, self ? _("Chào {ten}!") : _("Hôm nay của {ten}"), "ten", v.subject.given, NULL);
    struct year_brief *year = ARENA_NEW(c->arena, struct year_brief);            /* the place knows its year: one question less */
    if (!year) return LIMIT;
    if (v.places) *year = (struct year_brief){ .name = v.place[0].year_name, .week = v.place[0].week };
    head_put(c, &v.head, greeting, v.places ? year : NULL);
    return show(r, view_family_home, &v);
}

/* ---- which home */
static bool staff_role(const char *role) { return !str_is(role, "pupil"); }

rc today_page(struct ctx *c, struct reply *r)
{
    const struct who *w = c->who;
    const char *chosen = w->chosen_role;
    if (str_is(chosen, "guardian") && w->children > 0) return family_page(c, r, false);
    for (size_t i = 0; chosen && i < w->roles; i++)
        if (str_is(w->role[i].role, chosen))
            return staff_role(chosen) ? staff_page(c, r, i) : family_page(c, r, true);
    for (size_t i = 0; i < w->roles; i++)
        if (staff_role(w->role[i].role)) return staff_page(c, r, i);
    if (w->children > 0) return family_page(c, r, false);
    if (w->roles > 0) return family_page(c, r, true);
    struct staff_home v = { 0 };
    password_row(c, v.work, &v.works);
    try(head_fill(c, &v.head, say(c->arena, c->lang, _("Chào {ten}!"), "ten", w->given, NULL), (school_id){ 0 }));
    return show(r, view_staff_home, &v);
}
