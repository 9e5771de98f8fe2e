/* The home of clerk, deputy and principal: what waits for the office, and what is the principal's or the heads' own. */
#include "base/ids.h"
#include "today/home.h"

#define HOUR_MS 3600000LL
#define BREACH_MS (72 * HOUR_MS)      /* rooms/privacy/breaches.h */

static const char *path_in(struct ctx *c, const struct home *h, const char *tail) { return arena_print(c->arena, "/t/%s/%s", h->school->code, tail); }

static void principal_rows(struct ctx *c, struct home *h, const struct office_waits_row *w)
{
    if (w->pending > 0)
        row_add(&h->now, (struct ui_work){ .component = "culture", .icon = "landmark", .href = path_in(c, h, "gia-tri"), .action = _("Xem và duyệt"),
            .what = _("Văn hóa, chiến lược chờ duyệt"), .sub = _("Duyệt thì trang công khai của trường đổi ngay.") });
    if (w->pictures > 0)
        row_add(&h->now, (struct ui_work){ .component = "culture", .icon = "landmark", .href = path_in(c, h, "gia-tri/anh"), .action = _("Xem và duyệt"),
            .what = _("Ảnh trang công khai chờ duyệt"), .sub = _("Duyệt thì ảnh hiện ở trang công khai của trường ngay.") });
    if (w->goals > 0)
        row_add(&h->now, (struct ui_work){ .component = "culture", .icon = "landmark", .href = path_in(c, h, "gia-tri/muc-tieu"), .action = _("Xem và duyệt"),
            .what = say(c->arena, c->lang, _("{n} mục tiêu, minh chứng chờ duyệt"), "n", number_text(c, w->goals), NULL), .sub = _("Duyệt thì hiện ở trang công khai của trường ngay.") });
}

/* Of heads: orders about guardians whose day of review has come, or comes. */
static void order_rows(struct ctx *c, struct home *h, const struct office_waits_row *w)
{
    char id[ID_TEXT_SIZE];
    if (!w->review_child.has || !w->review_on.has) return;
    id_text(w->review_child.v, id);
    bool due = w->review_on.v.n <= c->today.n;
    row_add(due ? &h->now : &h->soon, (struct ui_work){ .component = "people", .icon = "shield-check", .href = path_in(c, h, arena_print(c->arena, "em/%s/gia-dinh", id)), .action = _("Xem quyết định"),
        .what = due ? _("Đến ngày xem lại một quyết định về phụ huynh") : _("Sắp đến ngày xem lại một quyết định về phụ huynh"), .sub = day_text(c, w->review_on.v) });
}

/* Of heads: what families asked about data; what is late, red. */
static void requests_row(struct ctx *c, struct home *h, const struct office_waits_row *w)
{
    if (w->requests > 0)
        row_add(&h->now, (struct ui_work){ .component = "people", .icon = "lock", .href = path_in(c, h, "quyen-du-lieu"), .action = _("Xem và trả lời"),
            .what = say(c->arena, c->lang, _("{n} yêu cầu về dữ liệu đang chờ nhà trường"), "n", number_text(c, w->requests), NULL),
            .late = w->requests_late > 0 ? say(c->arena, c->lang, _("{n} yêu cầu đã quá hạn."), "n", number_text(c, w->requests_late), NULL) : NULL,
            .sub = _("Trả lời trong 2 ngày làm việc, kể cả khi chưa làm xong.") });
}

/* Of heads: something happened to data, and no authority was told yet. */
static void breach_row(struct ctx *c, struct home *h, const struct office_waits_row *w)
{
    if (!w->breach_found.has) return;
    int64_t left = w->breach_found.v.ms + BREACH_MS - c->now.ms;
    row_add(&h->now, (struct ui_work){ .component = "technology", .icon = "triangle-alert", .href = path_in(c, h, "su-co-du-lieu"), .action = _("Xem và báo"), .what = _("Có sự cố dữ liệu chưa báo cơ quan"),
        .late = left < 0 ? _("Đã quá 72 giờ.") : NULL, .sub = left < 0 ? NULL : say(c->arena, c->lang, _("Còn {n} giờ."), "n", number_text(c, left / HOUR_MS), NULL) });
}

/* Of heads: other schools that ask ours to share a group. */
static void invited_row(struct ctx *c, struct home *h, const struct office_waits_row *w)
{
    if (w->invited > 0)
        row_add(&h->now, (struct ui_work){ .component = "people", .icon = "users", .href = path_in(c, h, "loi-moi-nhom"), .action = _("Xem và trả lời"),
            .what = say(c->arena, c->lang, _("{n} trường mời trường mình cùng nhóm"), "n", number_text(c, w->invited), NULL), .sub = _("Các em và người phụ trách vẫn do trường mình chọn.") });
}

static void waiting_row(struct ctx *c, struct home *h, int64_t rows)
{
    if (rows > 0)
        row_add(&h->now, (struct ui_work){ .component = "people", .icon = "triangle-alert", .href = path_in(c, h, "nhap"), .action = _("Xem các dòng"),
            .what = say(c->arena, c->lang, _("{n} dòng trong danh sách chưa nhập"), "n", number_text(c, rows), NULL), .sub = _("Những em này chưa vào lớp. Sửa dòng có lỗi rồi nhập tiếp.") });
}

static void outside_rows(struct ctx *c, struct home *h, const struct office_waits_row *w)
{
    if (w->unchecked > 0)
        row_add(&h->now, (struct ui_work){ .component = "context", .icon = "shield-check", .href = path_in(c, h, "nguoi-ngoai-truong?loai=mentor"), .action = _("Xác minh"),
            .what = say(c->arena, c->lang, _("{n} người hướng dẫn chưa được xác minh"), "n", number_text(c, w->unchecked), NULL), .sub = _("Xem giấy tờ gốc rồi ghi lại. Cho đến lúc đó họ không có việc gì với học sinh.") });
    if (w->expiring > 0)
        row_add(&h->soon, (struct ui_work){ .component = "context", .icon = "clock", .href = path_in(c, h, "nguoi-ngoai-truong?loai=mentor"), .action = _("Xem lại giấy tờ"),
            .what = say(c->arena, c->lang, _("Xác minh của {n} người hướng dẫn sắp hết hạn"), "n", number_text(c, w->expiring), NULL), .sub = _("Trong 30 ngày tới.") });
    if (w->ending > 0)
        row_add(&h->soon, (struct ui_work){ .component = "context", .icon = "heart-handshake", .href = path_in(c, h, "doi-tac"), .action = _("Xem thỏa thuận"),
            .what = say(c->arena, c->lang, _("{n} thỏa thuận với đối tác sắp hết hạn"), "n", number_text(c, w->ending), NULL), .sub = _("Trong 30 ngày tới.") });
}

/* What is switched off waits for nobody. */
static void rooms_off(struct office_waits_row *w)
{
    if (w->no_news) w->drafts = 0;
    if (w->no_goals) w->goals = 0;
    if (w->no_partners) w->unchecked = w->expiring = w->ending = 0;
}

static void today_rows(struct ctx *c, struct home *h, const char *role, const struct office_waits_row *w)
{
    if (w->drafts > 0)
        row_add(&h->today, (struct ui_work){ .component = "culture", .icon = "pencil", .href = path_in(c, h, "tin-bai"), .action = _("Viết tiếp"),
            .what = say(c->arena, c->lang, _("{n} tin bài đang viết dở"), "n", number_text(c, w->drafts), NULL) });
    if (str_is(role, "deputy") && w->idle > 0)
        row_add(&h->today, (struct ui_work){ .component = "people", .icon = "users", .href = path_in(c, h, "nguoi?vai=teacher"), .action = _("Xem giáo viên"),
            .what = say(c->arena, c->lang, _("{n} giáo viên của trường chưa được phân công lớp nào"), "n", number_text(c, w->idle), NULL) });
}

static rc class_needs(struct ctx *c, struct home *h, school_year_id year)
{
    struct office_needs_row need;
    if (year.v == 0) {
        row_add(&h->now, (struct ui_work){ .component = "knowledge", .icon = "calendar-days", .href = path_in(c, h, "nam-hoc"), .action = _("Đặt năm học"),
            .what = _("Trường chưa có năm học"), .sub = _("Đặt năm học trước, rồi nhập danh sách lớp.") });
        return OK;
    }
    try(office_needs(c->ask, year, c->today, &need));
    h->classes = need.classes;
    if (need.classes == 0)
        row_add(&h->now, (struct ui_work){ .component = "people", .icon = "users", .href = path_in(c, h, "nhap"), .action = _("Nhập danh sách"),
            .what = _("Trường chưa có lớp nào"), .sub = _("Nhập danh sách lớp từ Excel, xem trước từng dòng rồi mới ghi.") });
    if (need.headless > 0)
        row_add(&h->now, (struct ui_work){ .component = "people", .icon = "school", .href = path_in(c, h, "lop"), .action = _("Chọn chủ nhiệm"),
            .what = say(c->arena, c->lang, _("{n} lớp chưa có giáo viên chủ nhiệm"), "n", number_text(c, need.headless), NULL), .sub = _("Mở từng lớp và chọn giáo viên.") });
    return OK;
}

/* Until slips were printed: the way from an empty school to the first pupil who is in. */
static void start_row(struct ctx *c, struct home *h, const struct office_waits_row *w)
{
    if (w->slips > 0) return;
    row_add(h->classes == 0 ? &h->now : &h->today, (struct ui_work){ .component = "knowledge", .icon = "route", .href = path_in(c, h, "bat-dau"), .action = _("Xem các bước"),
        .what = _("Bắt đầu dùng Khuê: năm bước"), .sub = _("Từ năm học đến phiếu đăng nhập; bước nào xong có dấu.") });
}

rc home_office(struct ctx *c, struct home *h, size_t at)
{
    const char *role = c->who->role[at].role;
    struct office_waits_row w;
    struct year_brief year;
    h->school = &c->who->role[at].school;
    h->office = true;
    try(year_fill(c, h, h->school->id, &year));
    try(office_waits(c->ask, c->who->person, c->ask->scope.barred, c->ask->scope.barred_n, c->today, (day){ c->today.n + DAYS_SOON }, &w));
    rooms_off(&w);
    if (!str_is(role, "clerk")) breach_row(c, h, &w);              /* by hours: before all else */
    told_waits(c, h, w.told, NULL);
    unsent_row(c, h, w.unsent, w.held, NULL);
    if (str_is(role, "principal")) principal_rows(c, h, &w);
    if (!str_is(role, "clerk")) requests_row(c, h, &w), invited_row(c, h, &w), order_rows(c, h, &w);
    waiting_row(c, h, w.waiting);
    try(class_needs(c, h, year.id));
    start_row(c, h, &w);
    outside_rows(c, h, &w);
    today_rows(c, h, role, &w);
    h->today_href = path_in(c, h, "quan-ly"), h->today_more = _("Quản lý");
    try(news_and_soon(c, h));
    greet(c, h);
    return OK;
}
