/* What the office of the demo has decided and done since it has its data: pressed on the pages, as people do. */
#include "access/access.h"
#include "base/ids.h"
#include "main/demo.h"
#include "privacy/privacy.h"

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

/* Families ask about data: one was answered. The journal is in order of time, so none is older than what was told before. */
static rc asked_before(struct tx *t, const struct demo_made *made, privacy_request_id *out)
{
    const struct demo_class *of = &made->class_[1];
    t->ask->scope = (struct scope){ 0 };
    t->ask->me = of->guardian;
    return request_add(t, &(struct new_request){ of->pupil, made->school, PRIVACY_KIND_CORRECT, "Ngày sinh của con trong hồ sơ chưa khớp giấy khai sinh. Gia đình đã nộp bản sao ở văn phòng." }, out);
}
CLOSURE(asked_before, struct demo_made, privacy_request_id)

static rc requests_make(struct session_of_work *w, const struct demo_made made[])
{
    const struct demo_class *of = &made[0].class_[1];
    char child[ID_TEXT_SIZE], school[ID_TEXT_SIZE], id[ID_TEXT_SIZE], today[DAY_TEXT_SIZE];
    privacy_request_id first;
    struct scope before = w->ask.scope;
    person_id me = w->ask.me;
    instant now = w->ask.now;
    id_text(of->pupil.v, child);
    id_text(made[0].school.v, school);
    try(transact(&w->ask, NULL, asked_before, &made[0], &first));
    w->ask.scope = before;
    w->ask.me = me;
    w->ask.now = now;
    id_text(first.v, id);
    const char *family = arena_print(&w->arena, "/ho-so/%s/quyen-du-lieu", child);
    const struct press all[] = {
        { made[0].principal, arena_print(&w->arena, "/t/%s/quyen-du-lieu/%s/tra-loi", demo_schools[0].code, id),
          "viec=answered&rev=1&loi=Văn+phòng+đã+nhận+bản+sao+giấy+khai+sinh+và+sẽ+sửa+trong+tuần+này.", 303 },
        { of->guardian, family, arena_print(&w->arena, "viec=erase&truong=%s&loi=Gia+đình+muốn+nhà+trường+xóa+những+gì+không+còn+cần.", school), 303 },
        { of->pupil, family, arena_print(&w->arena, "viec=object&truong=%s&loi=Em+không+muốn+tên+em+ở+bảng+xếp+hạng.", school), 303 },
        { made[0].clerk, arena_print(&w->arena, "/t/%s/su-co-du-lieu", demo_schools[0].code),
          arena_print(&w->arena, "ngay=%s&so_nguoi=78&chuyen=Danh+sách+điện+thoại+lớp+6A2+gửi+nhầm+vào+nhóm+của+lớp+khác,+mười+phút+sau+đã+xóa.&du_lieu=Họ+tên,+số+điện+thoại+phụ+huynh+của+39+em.", day_dmy(day_of(w->ask.now), today)), 303 },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) try(press(w, &all[i]));
    return OK;
}

/* A child went from one class to another last Monday: the former one stays in its history. */
static rc moved_store(struct tx *t, const struct demo_made *made, void *out)
{
    struct pupil_move move = { .pupil = made->class_[5].pupil, .to = made->class_[4].id, .from = { day_of(t->now).n - 7 } };
    struct place_now was;
    (void)out;
    t->ask->scope.school = made->school;
    t->ask->me = made->clerk;
    try(place_now(t->ask, move.pupil, &was));
    move.place = was.id, move.rev = was.rev;
    return pupil_move(t, &move);
}
CLOSURE(moved_store, struct demo_made, void)

/* Parents in dispute, with a court's order: in a class without a card, so that nobody who comes in by one is kept from a child. */
struct dispute { person_id child, kept_away; };

static rc dispute_find(struct session_of_work *w, const struct demo_made *made, struct dispute *out)
{
    struct pupil_line *pupil;
    size_t n, guardians;
    const struct demo_class *at = &made->class_[made->classes - 1];
    struct scope before = w->ask.scope;
    *out = (struct dispute){ 0 };
    w->ask.scope.school = made->school;
    try(pupils_of_class(&w->ask, at->id, &pupil, &n));
    for (size_t i = 0; i < n && !out->child.v; i++) {
        struct guardian_line *guardian;
        if (pupil[i].person.v == at->pupil.v) continue;
        try(guardians_of(&w->ask, pupil[i].person, &guardian, &guardians));
        if (guardians == 2) *out = (struct dispute){ pupil[i].person, guardian[1].id };
    }
    ask_done(&w->ask);
    w->ask.scope = before;
    return out->child.v ? OK : fault_detail(&w->ask, BUG, "demo: nobody to write an order about");
}

static rc dispute_make(struct session_of_work *w, const struct demo_made *made, const char *code)
{
    struct dispute d;
    char child[ID_TEXT_SIZE], away[ID_TEXT_SIZE], issued[DAY_TEXT_SIZE], review[DAY_TEXT_SIZE];
    try(dispute_find(w, made, &d));
    id_text(d.child.v, child);
    id_text(d.kept_away.v, away);
    day_dmy((day){ day_of(w->ask.now).n - 9 }, issued);
    day_dmy((day){ day_of(w->ask.now).n + 180 }, review);
    return press(w, &(struct press){ made->principal, arena_print(&w->arena, "/t/%s/em/%s/gia-dinh/quyet-dinh", code, child),
        arena_print(&w->arena, "phu_huynh=%s&co_quan=Tòa+án+nhân+dân+khu+vực+Mẫu&so=17/2026/QĐ-BPKCTT&ngay=%s&xem_lai=%s", away, issued, review), 303 });
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
        { made[0].class_[1].pupil, "/lich/moi", arena_print(&w->arena, "viec=Tập+đàn+bầu&noi=Nhà+văn+hóa+phường&tu_ngay=%s&tu_gio=17:00&den_gio=18:30&rev=0", from), 303 },
        { made[0].clerk, arena_print(&w->arena, "/t/%s/xuat", code), "noi_nhan=Thư+viện+số+của+phường&phu_huynh=1", 303 },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) try(press(w, &all[i]));
    struct scope before = w->ask.scope;
    person_id me = w->ask.me;
    instant now = w->ask.now;
    w->ask.now = db_now(w->app->db);                           /* the journal is in order of time */
    try(transact(&w->ask, NULL, moved_store, &made[0], NULL));
    w->ask.scope = before, w->ask.me = me, w->ask.now = now;
    try(requests_make(w, made));
    try(dispute_make(w, &made[0], code));
    return jobs_run_all(w->app) < 1 ? fault_detail(&w->ask, BUG, "demo: the list was not sent out") : OK;
}
