/* The first way of a school, in five steps. Nothing is kept of it: each step is ticked by what is in the school, so it cannot be wrong, and
** it works the same for who comes back after a week. Each has one button, to the page that there is. */
#include "base/ids.h"
#include "base/number.h"
#include "generated/today_queries.h"
#include "generated/today_views.h"
#include "today/pages.h"
#include "today/views.h"
#include "ui/ui.h"
#include "web/reply.h"

enum { STEP_SCHOOL, STEP_YEAR, STEP_LIST, STEP_MEND, STEP_SLIPS };

static const char *path_in(struct ctx *c, const char *tail) { return arena_print(c->arena, "/t/%s%s", c->school->code, tail); }

rc start_page(struct ctx *c, struct reply *r)
{
    struct start_now_row now;
    struct start_view v = { .school = c->school };
    char mend[ID_TEXT_SIZE];
    try(start_now(c->ask, c->today, &now));
    id_text(now.open.v, mend);
    v.step[STEP_SCHOOL] = (struct start_step){ .what = ui_way[STEP_SCHOOL].what, .sub = _("Xem tên, xã phường, cấp học có đúng không. Chưa đúng thì báo người chạy máy chủ."), .href = path_in(c, ""), .action = _("Xem trang trường"), .done = true };
    v.step[STEP_YEAR] = (struct start_step){ .what = ui_way[STEP_YEAR].what, .sub = _("Ngày bắt đầu, kết thúc và các tuần đã có sẵn; sửa nếu trường khác."), .href = path_in(c, "/nam-hoc"), .action = _("Đặt năm học"), .done = now.years > 0 };
    v.step[STEP_LIST] = (struct start_step){ .what = ui_way[STEP_LIST].what, .href = path_in(c, "/nhap"), .action = _("Nhập danh sách"), .done = now.pupils > 0,
        .sub = now.pupils == 0 ? _("Tải tệp Excel hay CSV lên, xem trước từng dòng, rồi bấm nhập.")
             : say(c->arena, c->lang, _("{em} em trong {lop} lớp."), "em", number_in(c->arena, c->lang, now.pupils), "lop", number_in(c->arena, c->lang, now.classes), NULL) };
    v.step[STEP_MEND] = (struct start_step){ .what = ui_way[STEP_MEND].what, .href = now.open.v ? arena_print(c->arena, "/t/%s/nhap/%s", c->school->code, mend) : path_in(c, "/nhap"), .action = _("Xem các dòng"), .done = now.pupils > 0 && now.waiting == 0,
        .sub = now.waiting == 0 ? _("Dòng nào chưa rõ thì chờ ở đây; các dòng khác vẫn nhập được.")
             : say(c->arena, c->lang, _("{n} dòng còn chờ."), "n", number_in(c->arena, c->lang, now.waiting), NULL) };
    v.step[STEP_SLIPS] = (struct start_step){ .what = ui_way[STEP_SLIPS].what, .sub = _("Mỗi người một phiếu, đưa tận tay. Có phiếu là vào được."), .href = path_in(c, "/phieu"), .action = _("In phiếu"), .done = now.slips > 0 };
    while (v.at < START_STEPS && v.step[v.at].done) v.at++;
    return show(r, view_start, &v);
}
