/* Pages on which a message is written, sent, corrected and taken back: of a class or group by who leads it, of the school by its office. */
#include "access/access.h"
#include "access/permission.h"
#include "announcements/inside.h"
#include "base/ids.h"
#include "generated/announcements_views.h"
#include "groups/groups.h"
#include "schools/schools.h"

enum { PAGE = 20 };

struct compose_in { const char *title, *body, *where, *correction; struct typed_list sides; bool must_confirm, put_away; opt_day last_day; int64_t rev; };
/* Words are asked for by whole_or_away(): what is put away need not have them. */
#define COMPOSE_FIELDS \
    FIELD(struct compose_in, put_away, FIELD_TICK, OPTIONAL, .name = "cat"), \
    FIELD(struct compose_in, title, FIELD_TEXT, OPTIONAL, .name = "tieu_de", .max = TITLE_MOST, .label = N_("Tiêu đề")), \
    FIELD(struct compose_in, body, FIELD_LONG, OPTIONAL, .name = "noi_dung", .max = BODY_MOST, .label = N_("Nội dung")), \
    FIELD(struct compose_in, sides, FIELD_MANY, OPTIONAL, .name = "gui-"), \
    FIELD(struct compose_in, must_confirm, FIELD_TICK, OPTIONAL, .name = "xac_nhan"), \
    FIELD(struct compose_in, last_day, FIELD_DAY, OPTIONAL, .name = "ngay_cuoi", .label = N_("Ngày cuối"))
static const struct field compose_fields[] = { COMPOSE_FIELDS, FIELD(struct compose_in, where, FIELD_TEXT, OPTIONAL, .name = "noi", .max = 40, .label = N_("Gửi tới")), { 0 } };
static const struct field compose_change_fields[] = {
    COMPOSE_FIELDS,
    FIELD(struct compose_in, correction, FIELD_TEXT, OPTIONAL, .name = "dinh_chinh", .max = LINE_MOST, .label = N_("Sửa gì")),
    FIELD(struct compose_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec compose_form = { compose_fields }, compose_change_form = { compose_change_fields };

static const struct field step_fields[] = { FIELD(struct step_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
static const struct field recall_fields[] = {
    FIELD(struct step_in, reason, FIELD_TEXT, REQUIRED, .name = "li_do", .max = LINE_MOST, .label = N_("Lí do thu hồi")),
    FIELD(struct step_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec told_step_form = { step_fields }, recall_form = { recall_fields };

static const struct ui_choice sides[] = {
    { "families", N_("Gia đình"), N_("Mỗi em một gia đình: bố mẹ, người giám hộ có tài khoản.") },
    { "pupils", N_("Học sinh"), N_("Các em có tài khoản hoặc thẻ.") },
    { "staff", N_("Thầy cô, nhân viên"), N_("Cả trường.") },
};

static const char *id_words(struct ctx *c, int64_t id)
{
    char text[ID_TEXT_SIZE];
    id_text(id, text);
    return arena_text(c->arena, text);
}

const char *told_base(struct arena *a, const char *school, struct whom whom)
{
    char text[ID_TEXT_SIZE];
    if (whole_school(whom)) return arena_print(a, "/t/%s/loi-nhan", school);
    id_text(whom.class_id.v ? whom.class_id.v : whom.group.v, text);
    return arena_print(a, "/t/%s/%s/%s/loi-nhan", school, whom.class_id.v ? "lop" : "nhom", text);
}

rc place_fill(struct ctx *c, struct told_place *p)
{
    struct class_face face;
    struct group_shown_row group;
    bool found;
    *p = (struct told_place){ .school = c->school };
    if (*path_text(c, "lop")) {
        p->whom.class_id = PATH_ID(c, "lop", class_id);
        try(class_face(c->ask, p->whom.class_id, &face));
        p->class_name = face.name;
    } else if (*path_text(c, "nhom")) {
        p->whom.group = PATH_ID(c, "nhom", study_group_id);
        try(group_shown(c->ask, p->whom.group, &group, &found));
        if (!found) return NOT_FOUND;
        p->group_name = group.name, p->over = group.to_day.has;
    }
    p->base = told_base(c->arena, c->school->code, p->whom);
    return OK;
}

rc told_here(struct ctx *c, const struct told_place *p, struct announcement_one_row *row, bool *own)
{
    bool found;
    try(announcement_one(c->ask, PATH_ID(c, "nhan", announcement_id), row, &found));
    if (!found) return NOT_FOUND;
    *own = row->class_id.v == p->whom.class_id.v && row->group_id.v == p->whom.group.v;
    if (*own) return OK;
    bool of_school = !row->class_id.v && !row->group_id.v && row->sent_at.has && (row->to_families || row->to_pupils);
    return p->whom.class_id.v && of_school ? OK : NOT_FOUND;
}

rc told_own(struct ctx *c, struct told_place *p, struct announcement_one_row *row)
{
    bool own;
    try(place_fill(c, p));
    try(told_here(c, p, row, &own));
    return own ? OK : NOT_FOUND;
}

rc told_recheck(struct tx *t, struct whom whom)
{
    if (whom.class_id.v) return access_recheck(t, ANNOUNCE_CLASS, "lop", whom.class_id.v);
    return whom.group.v ? access_recheck(t, ANNOUNCE_GROUP, "nhom", whom.group.v) : access_recheck(t, ANNOUNCE_SCHOOL, NULL, 0);
}

/* ---- lists */

static const char *to_words(struct ctx *c, const struct announcements_here_row *row)
{
    if (row->class_name) return say(c->arena, c->lang, _("Lớp {lop}"), "lop", row->class_name, NULL);
    return row->group_name ? row->group_name : tr(c->lang, _("Cả trường"));
}

static rc school_lines(struct ctx *c, announcement_id before, struct told_list_view *v)
{
    struct announcements_here_row *row;
    try(announcements_here(c->ask, before, PAGE + 1, &row, &v->n));
    struct told_line *line = ARENA_MANY(c->arena, struct told_line, v->n);
    if (!line) return LIMIT;
    for (size_t i = 0; i < v->n; i++) {
        const char *base = told_base(c->arena, c->school->code, (struct whom){ row[i].class_id, row[i].group_id });
        line[i] = (struct told_line){ row[i].id, row[i].state, row[i].title, to_words(c, &row[i]), arena_print(c->arena, "%s/%s", base, id_words(c, row[i].id.v)),
                                      row[i].must_confirm, row[i].over_day.n <= c->today.n, row[i].held != 0, row[i].written_at, row[i].sent_at, row[i].families, row[i].done, row[i].people, row[i].have_read };
    }
    return v->line = line, OK;
}

static rc class_lines(struct ctx *c, announcement_id before, struct told_list_view *v)
{
    struct announcements_of_class_row *row;
    try(announcements_of_class(c->ask, v->place.whom.class_id, before, PAGE + 1, &row, &v->n));
    struct told_line *line = ARENA_MANY(c->arena, struct told_line, v->n);
    if (!line) return LIMIT;
    for (size_t i = 0; i < v->n; i++)
        line[i] = (struct told_line){ row[i].id, row[i].state, row[i].title, row[i].own ? NULL : tr(c->lang, _("Cả trường")), arena_print(c->arena, "%s/%s", v->place.base, id_words(c, row[i].id.v)),
                                      row[i].must_confirm, row[i].over_day.n <= c->today.n, row[i].held != 0, row[i].written_at, row[i].sent_at, row[i].families, row[i].done, row[i].people, row[i].have_read };
    return v->line = line, OK;
}

static rc group_lines(struct ctx *c, announcement_id before, struct told_list_view *v)
{
    struct announcements_of_group_row *row;
    try(announcements_of_group(c->ask, v->place.whom.group, before, c->ask->scope.barred, c->ask->scope.barred_n, PAGE + 1, &row, &v->n));
    struct told_line *line = ARENA_MANY(c->arena, struct told_line, v->n);
    if (!line) return LIMIT;
    for (size_t i = 0; i < v->n; i++)
        line[i] = (struct told_line){ row[i].id, row[i].state, row[i].title, NULL, arena_print(c->arena, "%s/%s", v->place.base, id_words(c, row[i].id.v)),
                                      row[i].must_confirm, row[i].over_day.n <= c->today.n, row[i].held != 0, row[i].written_at, row[i].sent_at, row[i].families, row[i].done, row[i].people, row[i].have_read };
    return v->line = line, OK;
}

rc told_list_page(struct ctx *c, struct reply *r)
{
    struct told_list_view v = { 0 };
    int64_t before = INT64_MAX;
    try(place_fill(c, &v.place));
    v.begun = id_read(query_text(c, "sau"), &before);
    announcement_id from = { before };
    if (!v.begun) try(waiting_lines(c, &v));
    try(v.place.whom.class_id.v ? class_lines(c, from, &v) : v.place.whom.group.v ? group_lines(c, from, &v) : school_lines(c, from, &v));
    if (v.n > PAGE) v.n = PAGE, v.next = id_words(c, v.line[PAGE - 1].id.v);
    return show(r, view_told_list, &v);
}

/* ---- the form */

/* Of the school: all of it, a class of this year, or a group of today. */
static rc places_fill(struct ctx *c, struct compose_view *v)
{
    struct year_brief year;
    struct class_line *class_ = NULL;
    struct groups_to_choose_row *group;
    size_t classes = 0, groups;
    rc found = year_at(c->ask, c->today, &year);
    if (found != OK && found != NOT_FOUND) return found;
    if (found == OK) try(classes_of_year(c->ask, year.id, &class_, &classes));
    try(groups_to_choose(c->ask, &group, &groups));
    struct ui_choice *one = ARENA_MANY(c->arena, struct ui_choice, classes + groups + 1);
    if (!one) return LIMIT;
    one[v->places++] = (struct ui_choice){ .code = "truong", .label = _("Cả trường") };
    for (size_t i = 0; i < classes; i++)
        one[v->places++] = (struct ui_choice){ .code = arena_print(c->arena, "lop-%s", id_words(c, class_[i].id.v)), .label = say(c->arena, c->lang, _("Lớp {lop}"), "lop", class_[i].name, NULL) };
    for (size_t i = 0; i < groups; i++) one[v->places++] = (struct ui_choice){ .code = arena_print(c->arena, "nhom-%s", id_words(c, group[i].id.v)), .label = group[i].name };
    return v->place_choice = one, OK;
}

rc compose_page(struct ctx *c, struct reply *r)
{
    struct compose_view v = { .title = "", .body = "", .sides = "families", .last_day = "", .where = "truong", .must_confirm = true, .side = sides };
    try(place_fill(c, &v.place));
    v.side_n = whole_school(v.place.whom) ? 3 : 2;
    v.action = arena_print(c->arena, "%s/moi", v.place.base);
    v.back = v.place.base;
    if (whole_school(v.place.whom)) try(places_fill(c, &v));
    return show(r, view_compose, &v);
}

static bool side_in(const struct typed_list *list, const char *code)
{
    for (size_t i = 0; i < list->n; i++)
        if (str_is(list->item[i].name + strlen("gui-"), code)) return true;
    return false;
}

static void sides_read(const struct compose_in *in, struct told_to *to)
{
    to->families = side_in(&in->sides, "families");
    to->pupils = side_in(&in->sides, "pupils");
    to->staff = side_in(&in->sides, "staff");
}

/* Where to, of the school: asked again in the closure. */
static rc where_read(struct ctx *c, const char *where, struct told_to *to)
{
    if (str_is(where, "truong")) return OK;
    if (str_starts(where, "lop-") && id_read(where + strlen("lop-"), &to->class_id.v)) return OK;
    if (str_starts(where, "nhom-") && id_read(where + strlen("nhom-"), &to->group.v)) return OK;
    return form_wrong(c, "noi", _("Chọn cả trường, một lớp hoặc một nhóm."));
}

/* What goes on needs its words; what is put away needs something. */
static rc whole_or_away(struct ctx *c, const struct compose_in *in)
{
    bool title = !str_empty(in->title), body = !str_empty(in->body);
    rc answer = OK;
    if (in->put_away) return title || body ? OK : form_wrong(c, "noi_dung", _("Chưa có gì để cất. Ghi tiêu đề hoặc nội dung."));
    if (!title) answer = form_wrong(c, "tieu_de", _("Ghi tiêu đề, hoặc bấm Cất nháp để viết sau."));
    if (!body) answer = form_wrong(c, "noi_dung", _("Ghi nội dung, hoặc bấm Cất nháp để viết sau."));
    return answer;
}

static const char *put_away_words(void) { return _("Đã cất vào thư nháp, chưa ai nhận được. Lúc nào viết tiếp cũng được."); }

struct composing { struct new_announcement what; struct whom at; const char *code; };

static rc place_holds(struct tx *t, const struct told_to *to)
{
    bool found = true, leads;
    if (to->class_id.v) try(class_exists(t->ask, to->class_id, &found));
    if (to->group.v) try(group_ties(t->ask, to->group, t->ask->me, &leads, &found));
    return found ? OK : refuse_field(t->ask, "noi", 5725, _("Lớp hay nhóm này không có ở trường. Tải lại trang rồi chọn lại."), NULL);
}

static rc compose_store(struct tx *t, const struct composing *in, void *out)
{
    announcement_id id;
    char text[ID_TEXT_SIZE];
    (void)out;
    try(told_recheck(t, in->at));
    try(place_holds(t, &in->what.to));
    try(announcement_add(t, &in->what, &id));
    id_text(id.v, text);
    return answer(t, "%s/%s", told_base(t->ask->arena, in->code, (struct whom){ in->what.to.class_id, in->what.to.group }), text);
}
CLOSURE(compose_store, struct composing, void)

static struct told_text text_of(const struct compose_in *in)
{
    return (struct told_text){ in->title ? in->title : "", in->body ? in->body : "", in->must_confirm, in->last_day };
}

rc compose_action(struct ctx *c, struct reply *r)
{
    struct compose_in in;
    struct told_place p;
    try(place_fill(c, &p));
    try(form_read(c, &compose_form, &in));
    try(whole_or_away(c, &in));
    struct composing what = { .what = { .to = { p.whom.class_id, p.whom.group, false, false, false }, .text = text_of(&in), .by = c->who->person, .unfinished = in.put_away }, .at = p.whom, .code = c->school->code };
    if (whole_school(p.whom)) try(where_read(c, in.where, &what.what.to));
    sides_read(&in, &what.what.to);
    try(transact(c->ask, c->key, compose_store, &what, NULL));
    if (in.put_away) return see_other_flash(r, p.base, put_away_words(), NULL);
    return see_other_flash(r, c->key->answer, _("Đã lưu bản nháp, chưa ai nhận được. Xem lại rồi gửi."), NULL);
}

/* ---- changed: a draft, or what was sent */

rc compose_change_page(struct ctx *c, struct reply *r)
{
    struct announcement_one_row row;
    char day_[DAY_TEXT_SIZE];
    struct compose_view v = { .side = sides };
    try(told_own(c, &v.place, &row));
    if (row.state == ANNOUNCEMENT_STATE_BACK) return NOT_FOUND;
    v.correcting = row.state == ANNOUNCEMENT_STATE_SENT;
    v.side_n = v.correcting ? 0 : row.class_id.v || row.group_id.v ? 2 : 3;
    v.back = arena_print(c->arena, "%s/%s", v.place.base, path_text(c, "nhan"));
    v.action = arena_print(c->arena, "%s/sua", v.back);
    if (row.state == ANNOUNCEMENT_STATE_WAITING) v.waits = when_words(c, row.send_at.v);
    v.title = row.title, v.body = row.body, v.must_confirm = row.must_confirm, v.rev = row.rev;
    v.sides = arena_print(c->arena, "%s%s%s", row.to_families ? "families " : "", row.to_pupils ? "pupils " : "", row.to_staff ? "staff" : "");
    v.last_day = row.last_day.has ? arena_text(c->arena, day_dmy(row.last_day.v, day_)) : "";
    return show(r, view_compose, &v);
}

struct changing { struct announcement_change what; struct whom at; const char *next; };

static rc change_store(struct tx *t, const struct changing *in, void *out)
{
    job_id job;
    (void)out;
    try(told_recheck(t, in->at));
    try(announcement_change(t, &in->what, &job));
    return answer(t, "%s", in->next);
}
CLOSURE(change_store, struct changing, void)

rc compose_change_action(struct ctx *c, struct reply *r)
{
    struct compose_in in;
    struct announcement_one_row row;
    struct told_place p;
    try(told_own(c, &p, &row));
    try(form_read(c, &compose_change_form, &in));
    bool sent = row.sent_at.has, waits = row.state == ANNOUNCEMENT_STATE_WAITING;
    if (sent || waits) in.put_away = false;
    try(whole_or_away(c, &in));
    if (sent && str_empty(in.correction)) return form_wrong(c, "dinh_chinh", _("Ghi một câu: sửa gì. Người nhận đọc câu này trước."));
    struct changing what = { .what = { .id = row.id, .text = text_of(&in), .correction = in.correction, .by = c->who->person, .rev = in.rev, .unfinished = in.put_away }, .at = p.whom,
                             .next = arena_print(c->arena, "%s/%s", p.base, path_text(c, "nhan")) };
    sides_read(&in, &what.what.to);
    try(transact(c->ask, c->key, change_store, &what, NULL));
    if (in.put_away) return see_other_flash(r, p.base, put_away_words(), NULL);
    if (waits) return see_other_flash(r, what.next, say(c->arena, c->lang, _("Đã lưu. Lời nhắn vẫn gửi lúc {luc}."), "luc", when_words(c, row.send_at.v), NULL), NULL);
    return see_other_flash(r, what.next, sent ? _("Đã đính chính. Mọi người được báo lại và hỏi lại.") : _("Đã lưu bản nháp."), NULL);
}

/* ---- sent, taken back */

struct stepping { struct announcement_step what; struct whom at; const char *next; bool back; };

static rc step_store(struct tx *t, const struct stepping *in, void *out)
{
    job_id job;
    (void)out;
    try(told_recheck(t, in->at));
    try(in->back ? announcement_recall(t, &in->what, &job) : announcement_send(t, &in->what, &job));
    return answer(t, "%s", in->next);
}
CLOSURE(step_store, struct stepping, void)

static rc step(struct ctx *c, struct reply *r, const struct form_spec *form, bool back, const char *words)
{
    struct step_in in = { 0 };
    struct announcement_one_row row;
    struct told_place p;
    try(told_own(c, &p, &row));
    try(form_read(c, form, &in));
    struct stepping what = { { row.id, c->who->person, in.reason, in.rev }, p.whom, arena_print(c->arena, "%s/%s", p.base, path_text(c, "nhan")), back };
    try(transact(c->ask, c->key, step_store, &what, NULL));
    return see_other_flash(r, what.next, words, NULL);
}

rc told_send_action(struct ctx *c, struct reply *r) { return step(c, r, &told_step_form, false, _("Đã gửi. Mọi người thấy ở chuông trong chốc lát.")); }
rc recall_action(struct ctx *c, struct reply *r) { return step(c, r, &recall_form, true, _("Đã thu hồi. Người nhận không đọc được nữa, chỉ thấy lí do.")); }
