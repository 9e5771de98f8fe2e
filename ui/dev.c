/* /dev/parts: what the parts look like, in every state, with invented people and the longest names there are. */
#include "ui/dev.h"
#include "generated/ui_views.h"
#include "ui/ui.h"
#include "web/app.h"
#include "web/reply.h"
#include <string.h>
#include <unistd.h>

#define LONG_NAME   "Công Tằng Tôn Nữ Nguyễn Khuất Hoàng Thùy Ngọc Diệp Linh"
#define LONG_SCHOOL "Trường Trung học cơ sở và Trung học phổ thông Mẫu 0999 – Nguyễn Bỉnh Khiêm – Tân Hội, cơ sở Liên Trung"

static const struct ui_work work[] = {
    { "people", "list-checks", N_("Điểm danh lớp 6A2"), N_("44 em đã được đặt sẵn là có mặt, 1 em có đơn nghỉ."), N_("Chưa ghi, quá 07:30."), "#", N_("Điểm danh") },
    { "knowledge", "message-circle", N_("12 bài “Quan sát cây sấu quanh trường” chờ phản hồi"), N_("Khoa học tự nhiên. Bài sớm nhất nộp 18/11."), NULL, "#", N_("Phản hồi") },
    { "technology", "cpu", LONG_NAME, LONG_SCHOOL, NULL, "#", N_("Xem và duyệt") },
    { "context", "map-pin", N_("Trải nghiệm làng gốm Bát Tràng"), NULL, NULL, NULL, NULL },
};
static const struct ui_choice choice[] = { { "6a1", "6A1", NULL }, { "6a2", "6A2", NULL }, { "12a10", "12A10", NULL } };
static const struct ui_choice way[] = {
    { "choi", N_("Học qua chơi"), N_("Trò chơi “Giọt nước phiêu lưu” cùng 3 bạn") },
    { "du-an", N_("Học qua dự án"), N_("Làm bình lọc nước cho Vườn trong phố") },
};
static const struct ui_child child[] = {
    { "#", "K", "Trần Lê Gia Khang", "6A2, Trường THCS Mẫu 0417 – Ngọc Hà", true },
    { "#", "H", LONG_NAME, LONG_SCHOOL, false },
};
static const char *const name[] = { "Nguyễn Hoàng Bảo Châu", "Đỗ Trí Dũng", LONG_NAME };
static const struct demo_card card[] = {
    { .role = "teacher", .user_name = "teacher", .name = "Nguyễn Thị Thu Hằng", .note = N_("Giáo viên chủ nhiệm 6A2") },
    { .role = "guardian", .user_name = "guardian", .name = "Trần Quốc Tuấn", .note = N_("Phụ huynh của 2 học sinh") },
    { .role = "clerk", .user_name = "clerk", .name = LONG_NAME, .note = LONG_SCHOOL },
};

/* What the form page of a refused action holds; by name, as web keeps it. */
static struct field_state wrong[] = {
    { "cach", "", N_("Chọn một cách học") },
    { "lop", "", N_("Chọn ít nhất một lớp") },
    { "ngay", "29/02/2027", N_("Năm 2027 không có ngày 29/02") },
    { "tep", "", N_("Tệp 31 MB, tối đa 16 MB. Chụp lại ở cỡ vừa là được") },
    { "ten", "", N_("Ghi tên để gia đình biết con đi đâu") },
    { "thu", "hoang.nghiem.k52gmail.com", N_("Địa chỉ thư thiếu ký tự @, ví dụ ten@gmail.com") },
};

#define LIST(a) (a), sizeof (a) / sizeof *(a)

static struct dev_parts parts(void)
{
    struct dev_parts v = { LIST(work), LIST(choice), LIST(way), LIST(child), LIST(name), .card = card, .cards = sizeof card / sizeof *card };
    day_make(2015, 9, 5, &v.born);
    return v;
}

/* Visitors of a school have no use for these pages, and should not learn from them. */
static bool for_makers(const struct ctx *c) { return c->app->config.dev || c->app->config.test; }

rc dev_parts_page(struct ctx *c, struct reply *r)
{
    struct dev_parts v = parts();
    if (!for_makers(c)) return NOT_FOUND;
    c->form = (struct form_state){ .state = wrong, .n = sizeof wrong / sizeof *wrong, .any = true };
    if (!c->flash) {
        c->flash = tr(c->lang, _("Đã gửi phản hồi cho Đỗ Trí Dũng."));
        c->flash_undo = "/dev/parts";
    }
    return show(r, view_dev_parts, &v);
}

rc dev_porch_page(struct ctx *c, struct reply *r)
{
    struct dev_parts v = parts();
    if (!for_makers(c)) return NOT_FOUND;
    return show(r, view_dev_porch, &v);
}

/* Which process answers. Pages of `make dev` ask this (ui/static/dev.js) and load themselves again when it is another one. */
rc dev_made_page(struct ctx *c, struct reply *r)
{
    if (!for_makers(c)) return NOT_FOUND;
    const char *made = arena_print(c->arena, "%ld\n", (long)getpid());
    return send_bytes(r, "text/plain; charset=utf-8", NULL, made, strlen(made));
}

const struct route ui_dev_routes[] = {
    { GET, "/dev/parts",       MAY(0), NULL, QUICK, dev_parts_page, N_("Các phần của trang") },
    { GET, "/dev/parts/porch", MAY(0), NULL, QUICK, dev_porch_page, N_("Các phần của trang") },
    { GET, "/dev/made",        MAY(0), NULL, QUICK, dev_made_page,  NULL },
    { 0 }
};
