/* What the office of the demo has decided and done since it has its data: pressed on the pages, as people do. */
#include "access/access.h"
#include "base/ids.h"
#include "main/demo.h"

const struct act demo_acts[] = {
    { "demo.school", N_("điền dữ liệu mẫu cho {vat}") },
    { "demo.class", N_("điền danh sách mẫu lớp {vat}") },
    { NULL, NULL },
};

struct press { person_id by; const char *path, *body; int status; };

static rc press(struct session_of_work *w, const struct press *p)
{
    struct loop_client l;
    struct loop_reply reply;
    loop_open(&l, w->app);
    rc done = loop_sign_in(&l, p->by);
    if (done == OK) done = loop_send(&l, &w->arena, POST, p->path, p->body, &reply);
    if (done == OK && reply.status != p->status) done = fault_detail(&w->ask, BUG, "demo: %s answered %d", p->path, reply.status);
    loop_close(&l);
    return done;
}

rc demo_rules_make(struct session_of_work *w, const struct demo_made made[])
{
    const char *code = demo_schools[0].code, *settings = arena_print(&w->arena, "/t/%s/cai-dat", code);
    char id[ID_TEXT_SIZE], moved[ID_TEXT_SIZE], first[ID_TEXT_SIZE], teacher[ID_TEXT_SIZE], from[DAY_TEXT_SIZE], last[DAY_TEXT_SIZE];
    id_text(made[0].class_[1].id.v, id);
    id_text(made[1].class_[0].id.v, first);
    id_text(made[0].class_[1].homeroom.v, teacher);
    day_dmy(day_of(w->ask.now), from);
    day_dmy((day){ day_of(w->ask.now).n + 13 }, last);
    id_text(made[0].class_[6].pupil.v, moved);
    const struct press all[] = {
        { made[0].clerk, arena_print(&w->arena, "/t/%s/em/%s/roi-truong", code, moved), arena_print(&w->arena, "vi_sao=transferred&ngay=%s&ghi_chu=Theo+gia+đình.", from), 303 },
        { made[0].clerk, settings, "d-access.slip_contact=Văn+phòng,+phòng+102,+nhà+A&d-access.slip_note=Giữ+phiếu+cẩn+thận+như+giữ+chìa+khóa+nhà.", 303 },
        { made[0].principal, settings, "d-access.slip_days=21", 303 },
        { made[0].principal, settings, "muc=nam&d-classes.size_LOWER=48", 303 },
        { made[0].class_[1].teacher, arena_print(&w->arena, "/t/%s/lop/%s/phieu", code, id), "", 200 },
        { made[0].principal, arena_print(&w->arena, "/t/%s/uy-quyen", code), arena_print(&w->arena, "nguoi=%s&quyen-news=1&tu=%s&den=%s&li_do=Thay+cô+văn+thư+đi+tập+huấn", teacher, from, last), 303 },
        { made[1].class_[0].teacher, arena_print(&w->arena, "/t/%s/lop/%s/the", demo_schools[1].code, first), "", 200 },
        { made[0].clerk, arena_print(&w->arena, "/t/%s/xuat", code), "noi_nhan=Thư+viện+số+của+phường&phu_huynh=1", 303 },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) try(press(w, &all[i]));
    return jobs_run_all(w->app) < 1 ? fault_detail(&w->ask, BUG, "demo: the list was not sent out") : OK;
}
