/* One pupil without a file, into a class that is there, from a day of its year; and taken back. What stays true: (1) who is written down is
** looked for among the pupils of the school first, and shown before anything is saved; nobody is in twice unless the office says that these are
** two; (2) whom a code and a name and a birthday make known in another school is that person; (3) who stands for the child follows the same
** rules as in a list (plan.c); (4) two who add at the same time do not overlook each other (roster_gate). */
#include "access/access.h"
#include "base/ids.h"
#include "base/viet.h"
#include "generated/roster_views.h"
#include "roster/pages.h"
#include "roster/roster.h"
#include "roster/views.h"
#include <string.h>

struct by_hand_in { const char *name, *sex, *code, *guardian, *kind, *phone; day born, from; bool another; };
static const struct field by_hand_fields[] = {
    FIELD(struct by_hand_in, name, FIELD_TEXT, REQUIRED, .name = "ho_ten", .max = 120, .label = N_("Họ và tên")),
    FIELD(struct by_hand_in, born, FIELD_DAY, REQUIRED, .name = "ngay_sinh", .label = N_("Ngày sinh")),
    FIELD(struct by_hand_in, sex, FIELD_CHOICE, OPTIONAL, .name = "gioi_tinh", .choices = "female male", .label = N_("Giới tính")),
    FIELD(struct by_hand_in, code, FIELD_TEXT, OPTIONAL, .name = "ma", .max = 40, .label = N_("Mã định danh học sinh")),
    FIELD(struct by_hand_in, from, FIELD_DAY, REQUIRED, .name = "ngay", .label = N_("Vào lớp từ ngày")),
    FIELD(struct by_hand_in, guardian, FIELD_TEXT, OPTIONAL, .name = "phu_huynh", .max = 120, .label = N_("Họ và tên phụ huynh")),
    FIELD(struct by_hand_in, kind, FIELD_CHOICE, OPTIONAL, .name = "la", .choices = "mother father grandmother grandfather guardian", .label = N_("Là gì của em")),
    FIELD(struct by_hand_in, phone, FIELD_PHONE, OPTIONAL, .name = "dien_thoai", .label = N_("Số điện thoại")),
    FIELD(struct by_hand_in, another, FIELD_TICK, OPTIONAL, .name = "em_khac", .label = N_("Đã xem, đây là em khác")), { 0 } };
const struct form_spec by_hand_form = { by_hand_fields };

/* ---- who is there already */

/* The last word of a folded name: "tran thao mi" and "tran mi" are one child more often than two. */
static bool same_given(const char *a, const char *b)
{
    const char *x = strrchr(a, ' '), *y = strrchr(b, ' ');
    return str_is(x ? x : a, y ? y : b);
}

static rc alike_find(struct ask *a, const char *name, opt_day born, struct alike *out, size_t *n)
{
    const char *key = search_key(a->arena, name);
    struct pupil_now *pupil;
    size_t pupils;
    *n = 0;
    try(pupils_now(a, &pupil, &pupils));
    for (size_t i = 0; i < pupils && *n < ALIKE_MOST; i++) {
        const struct pupil_now *p = &pupil[i];
        bool same_birth = born.has && p->born.has && p->born.v.n == born.v.n, named = str_is(key, p->search_key);
        if (!named && !(same_birth && same_given(key, p->search_key))) continue;
        out[*n] = (struct alike){ .person = p->person, .class_name = p->class_id.v ? p->class_name : NULL, .same_birth = same_birth,
                                  .other_birth = born.has && p->born.has && !same_birth };
        try(person_name(a, p->person, &out[(*n)++].name));
    }
    return OK;
}

rc by_hand_page(struct ctx *c, struct reply *r)
{
    struct by_hand_view v = { .school_code = c->school->code, .today = c->today };
    opt_day born = { 0 };
    day typed;
    const char *name = viet_tidy(c->arena, form_typed(c, "ho_ten", ""));
    v.action = arena_print(c->arena, "/t/%s/lop/%s/them-em", c->school->code, path_text(c, "lop"));
    try(class_face(c->ask, PATH_ID(c, "lop", class_id), &v.face));
    try(undo_hours_of_lists(c->ask, &v.hours));
    if (day_read(form_typed(c, "ngay_sinh", ""), &typed) == DAY_OK) born = (opt_day){ true, typed };
    if (*name) try(alike_find(c->ask, name, born, v.alike, &v.n));
    return show(r, view_by_hand, &v);
}

/* ---- in */

/* alike, here: what was found before the closure; refused in it, so that a second press hears what the first one did. */
struct by_hand { const struct plan *plan; class_id class_; int64_t gate; bool alike, here; const char *slips /* page of the class; NULL = nobody gets one */, *pupils; };

static rc by_hand(struct tx *t, const struct by_hand *in, void *out)
{
    (void)out;
    const struct plan *p = in->plan;
    batch_id batch;
    int64_t passed;
    person_id child;
    char from[DAY_TEXT_SIZE], id[ID_TEXT_SIZE];
    try(access_recheck(t, ROSTER_IMPORT, "lop", in->class_.v));
    if (in->here) return refuse_field(t->ask, "ma", 4641, _("Em có mã này đã là học sinh của trường. Tìm tên em rồi đổi lớp."), NULL);
    if (in->alike) return refuse_field(t->ask, "em_khac", 4642, _("Trường đã có em tên như vậy. Xem các em ở trên; nếu đúng là em khác thì đánh dấu ở đây."), NULL);
    try(gate_pass(t, in->gate, &passed));
    if (!passed) return refuse(t->ask, CONFLICT, 4638, _("Vừa có người khác thêm học sinh vào trường. Chưa có gì được ghi; xem lại rồi bấm thêm lần nữa."), NULL);
    try(batch_open(t, roster_undoers[UNDO_BY_HAND].act, t->ask->me, &batch));
    try(audit_bulk(t, &(struct change){ .act = &roster_acts[ACT_BY_HAND], .kind = "class", .id = in->class_.v, .name = p->row[0].name, .batch = batch,
        .about = p->row[0].person, WAS({ N_("Lớp"), NULL, p->class[0].name, KEPT_AS_IS }, { N_("Từ ngày"), NULL, day_dmy(p->from.v, from), KEPT_AS_IS },
                                       { N_("Phụ huynh"), NULL, p->guardians ? p->guardian[0].name : NULL, KEPT_AS_IS }) }));
    try(intake_one(t, p, in->class_, batch, &child));
    id_text(child.v, id);
    return in->slips ? answer(t, "%s", in->slips) : answer(t, "%s%s", in->pupils, id);
}
CLOSURE(by_hand, struct by_hand, void)

/* The class is one of the year that the day is in, and the day has come. */
static rc day_right(struct ctx *c, class_id id, day from, struct opened *o)
{
    struct year_brief year;
    rc found = from.n > c->today.n ? NOT_FOUND : year_at(c->ask, from, &year);
    if (found != OK && found != NOT_FOUND) return found;
    if (found == OK && from.n >= year.starts.n && from.n <= year.ends.n) {
        struct class_line *line;
        size_t n;
        o->face.year_id = year.id;
        try(classes_of_year(c->ask, year.id, &line, &n));
        for (size_t i = 0; i < n; i++)
            if (line[i].id.v == id.v) return o->class = &line[i], o->classes = 1, OK;
    }
    return form_wrong(c, "ngay", _("Chọn một ngày của năm học mà lớp thuộc về, muộn nhất là hôm nay."));
}

static rc person_right(struct ctx *c, const struct by_hand_in *in)
{
    if (in->born.n >= in->from.n) return form_wrong(c, "ngay_sinh", _("Ngày sinh phải trước ngày em vào lớp."));
    if (!strchr(in->name, ' ')) return form_wrong(c, "ho_ten", _("Ghi cả họ và tên của em."));
    if (str_empty(in->guardian) && !str_empty(in->phone)) return form_wrong(c, "phu_huynh", _("Có số điện thoại thì ghi cả tên phụ huynh."));
    if (!str_empty(in->guardian) && str_empty(in->kind)) return form_wrong(c, "la", _("Chọn phụ huynh là gì của em."));
    return OK;
}

static rc alike_any(struct ctx *c, const struct by_hand_in *in, bool *any)
{
    struct alike alike[ALIKE_MOST];
    size_t n = 0;
    if (!in->another) try(alike_find(c->ask, in->name, (opt_day){ true, in->born }, alike, &n));
    *any = n > 0;
    return OK;
}

/* A code that is known brings its person along: not who is a pupil here, and not whom an order keeps from the one who writes. */
static rc known_here(struct ctx *c, person_id known, bool *here)
{
    struct class_ties ties;
    bool kept = false;
    *here = false;
    if (known.v == 0) return OK;
    try(order_keeps(c->ask, c->who->person, known, &kept));
    return kept ? DENIED : pupil_ties(c->ask, known, c->who->person, &ties, here);
}

static rc plan_of(struct ctx *c, const struct by_hand_in *in, struct opened *o, struct plan *out)
{
    struct arena *a = c->arena;
    struct roster_row *row = ARENA_MANY(a, struct roster_row, 1);
    enum guardian_kind kind = GUARDIAN_KIND_GUARDIAN;
    enum sex sex = 0;
    o->line = ARENA_MANY(a, struct staged, 1);
    if (!row || !o->line) return LIMIT;
    if (!str_empty(in->sex) && !sex_read(in->sex, &sex)) return INVALID;
    if (!str_empty(in->kind) && !guardian_kind_read(in->kind, &kind)) return INVALID;
    *row = (struct roster_row){ .full_name = in->name, .name_key = search_key(a, in->name), .birth_date = { true, in->born }, .sex = sex, .class_name = o->class->name,
                                .national_id = "", .moet_id = in->code, .ethnicity = "", .status = "", .state = ROW_GOOD, .action = ROW_NEW };
    if (!str_empty(in->guardian)) {
        row->guardians = 1;
        row->guardian[0] = (struct roster_guardian){ .name = in->guardian, .relation = kind, .relation_said = "", .phone = in->phone ? in->phone : "" };
    }
    o->line[0] = (struct staged){ .number = 1, .fixed = "", .answers = "" };
    o->roster = (struct roster){ .row = row, .rows = 1, .good = 1 };
    try(plan_make(c->ask, o, out));
    out->from = (opt_day){ true, in->from };
    return OK;
}

static const char *done_words(struct ctx *c, const struct plan *p)
{
    if (p->withheld)
        return _("Đã thêm em. Phụ huynh chưa được ghi: em còn học trường khác hoặc có quyết định về em. Nhờ hiệu trưởng ghi ở trang Gia đình và quyền tiếp cận.");
    return p->guardians || p->pupil_account[0] ? say(c->arena, c->lang, _("Đã thêm {ten} vào lớp. Làm phiếu cho em hay phụ huynh ở mục Phiếu cho một người; phiếu đã phát cho người khác vẫn dùng được."), "ten", p->row[0].name, NULL)
                                               : say(c->arena, c->lang, _("Đã thêm {ten} vào lớp. Ghi phụ huynh ở trang của em để gia đình vào được."), "ten", p->row[0].name, NULL);
}

rc by_hand_action(struct ctx *c, struct reply *r)
{
    struct by_hand_in in;
    struct opened o = { .answers = "" };
    struct plan plan;
    struct gate_one_row gate;
    bool found;
    class_id id = PATH_ID(c, "lop", class_id);
    try(form_read(c, c->route->form, &in));
    in.name = viet_tidy(c->arena, in.name);
    in.code = viet_tidy(c->arena, in.code ? in.code : "");
    in.guardian = viet_tidy(c->arena, in.guardian ? in.guardian : "");
    try(person_right(c, &in));
    try(day_right(c, id, in.from, &o));
    try(gate_one(c->ask, &gate, &found));
    try(plan_of(c, &in, &o, &plan));
    bool slips = !plan.withheld && (plan.guardians || plan.pupil_account[0]);
    struct by_hand now = { .plan = &plan, .class_ = id, .gate = found ? gate.rev : 0, .pupils = arena_print(c->arena, "/t/%s/em/", c->school->code),
                           .slips = slips ? arena_print(c->arena, "/t/%s/lop/%s/phieu", c->school->code, path_text(c, "lop")) : NULL };
    try(alike_any(c, &in, &now.alike));
    try(known_here(c, plan.row[0].person, &now.here));
    try(transact(c->ask, c->key, by_hand, &now, NULL));
    return see_other_flash(r, c->key->answer, done_words(c, &plan), NULL);
}

/* ---- and back */

static rc by_hand_why_not(struct ask *a, batch_id batch, int *number, const char **why)
{
    struct folded_of_batch_row folded;
    bool any;
    int64_t moved;
    *why = NULL;
    try(folded_of_batch(a, a->scope.school, batch, &folded, &any));
    if (any) return *number = 4639, *why = _("Hồ sơ này đã được gộp với hồ sơ khác. Hoàn tác việc gộp trước."), OK;
    try(batch_moved_on(a, batch, &moved));
    if (moved > 0) return *number = 4640, *why = _("Em đã được chuyển lớp sau đó. Ghi em rời trường thay vì hoàn tác."), OK;
    return OK;
}

rc by_hand_undo_look(struct ask *a, batch_id batch, struct undo_view *out)
{
    struct pupil_of_batch_row row;
    int number;
    try(pupil_of_batch(a, batch, &row));
    out->what = row.name;
    out->about = row.person_id;
    out->back[out->backs++] = say(a->arena, a->lang, _("{ten} rời lớp và rời trường, như chưa từng được thêm"), "ten", row.name, NULL);
    out->back[out->backs++] = tr(a->lang, N_("Phụ huynh mới ghi cùng lúc: liên kết, liên hệ, tài khoản và phiếu đã in"));
    return by_hand_why_not(a, batch, &number, &out->not_now);
}

rc by_hand_undo(struct tx *t, batch_id batch)
{
    const char *why;
    int number;
    try(by_hand_why_not(t->ask, batch, &number, &why));
    if (why) return refuse(t->ask, CONFLICT, number, why, NULL);
    try(classes_undo(t, batch));
    try(members_undo(t, batch));
    try(people_undo(t, batch));
    return account_close_batch(t, batch);
}
