/* The public page of a school with its history, and the page on which it is written and approved. */
#include "access/access.h"
#include "generated/values_queries.h"
#include "generated/values_views.h"
#include "values/edit.h"
#include "values/goals.h"
#include "values/shared.h"
#include "values/values.h"
#include "values/views.h"
#include "web/reply.h"
#include <string.h>

#define LINES_MOST 60

/* "Tên: lời" into its two halves; a name is short and stands before the first colon. */
static struct ui_said said_of(struct arena *a, struct span line)
{
    struct span whole = line, name;
    if (memchr(line.p, ':', line.n) && span_cut(&line, ':', &name) && name.n <= 60)
        return (struct ui_said){ arena_text_n(a, name.p, name.n), arena_text_n(a, span_trim(line).p, span_trim(line).n) };
    return (struct ui_said){ "", arena_text_n(a, whole.p, whole.n) };
}

static rc part_fill(struct arena *a, const char *text, bool first_says, struct ui_four_part *out)
{
    struct span rest = span_of(text), line;
    struct ui_said *row = ARENA_MANY(a, struct ui_said, LINES_MOST);
    if (!row) return LIMIT;
    *out = (struct ui_four_part){ .say = "", .line = row };
    while (rest.n && span_cut(&rest, '\n', &line)) {
        line = span_trim(line);
        if (line.n == 0) continue;
        if (first_says && *out->say == 0) out->say = arena_text_n(a, line.p, line.n);
        else if (out->n < LINES_MOST) row[out->n++] = said_of(a, line);
    }
    return OK;
}

static rc parts_fill(struct arena *a, const struct values_shown_row *row, struct public_view *v)
{
    try(part_fill(a, row->culture, true, &v->four.culture));
    try(part_fill(a, row->strategy, true, &v->four.strategy));
    try(part_fill(a, row->motto, true, &v->four.motto));
    try(part_fill(a, row->core, false, &v->four.core));
    try(part_fill(a, row->vision ? row->vision : "", true, &v->vision));
    try(part_fill(a, row->mission ? row->mission : "", true, &v->mission));
    v->there = true;
    v->number = row->number;
    v->decided_at = row->decided_at;
    v->decided_name = row->decided_name;
    return OK;
}

static rc picture_fill(struct ctx *c, struct public_view *v)
{
    struct file_line *row;
    size_t n;
    try(files_shown(c->app, c->ask, c->school->id, VALUES_PICTURE, 0, &row, &n));
    if (n) v->picture = row[n - 1], v->has_picture = true;
    return OK;
}

static rc share_fill(struct ctx *c, struct public_view *v)
{
    struct ui_share *share = ARENA_NEW(c->arena, struct ui_share);
    if (!share) return LIMIT;
    *share = (struct ui_share){ .title = v->face.name, .says = v->there && *v->four.motto.say ? v->four.motto.say : NULL };
    if (v->has_picture) share->picture = file_path(c->arena, c->school->code, v->picture.id, SCENE_LARGE), share->alt = v->picture.alt;
    v->share = share;
    return OK;
}

rc public_fill(struct ctx *c, struct public_view *v)
{
    struct values_shown_row row;
    bool found;
    try(school_face(c->ask, c->school->id, &v->face));
    try(values_shown(c->ask, c->school->id, &row, &found));
    if (found) try(parts_fill(c->arena, &row, v));
    try(room_open(c, c->school->id, "news", &v->news));
    try(room_open(c, c->school->id, "map_public", &v->map));
    try(room_open(c, c->school->id, "goals", &v->goals_open));
    if (!v->goals_open) return OK;
    return goals_shown_fill(c, &v->goal, &v->goals);
}

static rc public_page(struct ctx *c, struct reply *r)
{
    struct public_view v = { .inside = may(c, SCHOOL_INSIDE, NULL, 0), .four.motto.say = "" };      /* nothing published yet */
    try(public_fill(c, &v));
    try(picture_fill(c, &v));
    try(share_fill(c, &v));
    r->public_cache = !signed_in(c->who);
    return show(r, view_public, &v);
}

static rc version_page(struct ctx *c, struct reply *r)
{
    struct public_view v = { .old = true };
    try(room_open(c, c->school->id, "news", &v.news));
    try(room_open(c, c->school->id, "map_public", &v.map));
    struct values_version_row row;
    struct values_shown_row now;
    bool any;
    try(values_version(c->ask, c->school->id, PATH_ID(c, "ban", values_page_id), &row));
    try(values_shown(c->ask, c->school->id, &now, &any));
    v.old = !any || now.id.v != row.id.v;
    try(school_face(c->ask, c->school->id, &v.face));
    struct values_shown_row same = { row.id, row.number, row.culture, row.strategy, row.motto, row.core, row.vision, row.mission, row.decided_at, row.decided_name };
    try(parts_fill(c->arena, &same, &v));
    r->public_cache = !signed_in(c->who);
    return show(r, view_public, &v);
}

static rc history_page(struct ctx *c, struct reply *r)
{
    struct history_view v = { .school_code = c->school->code, .school_name = c->school->name };
    struct values_history_row *row;
    try(values_history(c->ask, c->school->id, &row, &v.n));
    struct version_line *line = ARENA_MANY(c->arena, struct version_line, v.n);
    if (!line) return LIMIT;
    for (size_t i = 0; i < v.n; i++)
        line[i] = (struct version_line){ row[i].id, row[i].number, row[i].motto, row[i].decided_at, row[i].decided_name };
    v.line = line;
    r->public_cache = !signed_in(c->who);
    return show(r, view_history, &v);
}

/* The open version; with none, a fresh one that begins as the published text. */
static rc edit_page(struct ctx *c, struct reply *r)
{
    struct edit_view v = { .school_code = c->school->code, .can_decide = may(c, VALUES_APPROVE, NULL, 0), .text = { "", "", "", "", "", "" },
                           .school_name = c->school->name, .framed = own_address(c, "/nhung") };
    struct values_open_row open;
    struct values_shown_row shown;
    bool found;
    try(values_shown(c->ask, c->school->id, &shown, &v.any_published));
    if (v.any_published) v.text = (struct values_text){ shown.culture, shown.strategy, shown.motto, shown.core, shown.vision, shown.mission };
    try(values_open(c->ask, &open, &found));
    if (found) {
        v.state = open.state, v.number = open.number, v.rev = open.rev, v.reason = open.reason;
        v.text = (struct values_text){ open.culture, open.strategy, open.motto, open.core, open.vision, open.mission };
        try(part_fill(c->arena, open.culture, true, &v.four.culture));
        try(part_fill(c->arena, open.strategy, true, &v.four.strategy));
        try(part_fill(c->arena, open.motto, true, &v.four.motto));
        try(part_fill(c->arena, open.core, false, &v.four.core));
        const char *typed = form_typed(c, "rev", NULL);
        v.overtaken = *typed && !str_is(typed, arena_print(c->arena, "%lld", (long long)open.rev));
    }
    struct picture_open_row offer;
    try(picture_open(c->ask, &offer, &found));
    v.picture_waits = found && offer.state == PICTURE_STATE_PENDING;
    struct goals_waiting_row goals;
    try(goals_waiting(c->ask, &goals));
    try(room_open(c, c->school->id, "goals", &v.goals_open));
    v.goals_wait = v.goals_open && goals.n > 0;
    return show(r, view_edit, &v);
}

/* ---- forms */
struct edit_in { const char *culture, *strategy, *motto, *core, *vision, *mission, *act; int64_t rev; };
static const struct field edit_fields[] = {
    FIELD(struct edit_in, culture, FIELD_LONG, REQUIRED, .name = "van_hoa", .max = 4000, .label = N_("Văn hóa")),
    FIELD(struct edit_in, strategy, FIELD_LONG, REQUIRED, .name = "chien_luoc", .max = 8000, .label = N_("Chiến lược phát triển")),
    FIELD(struct edit_in, motto, FIELD_LONG, REQUIRED, .name = "phuong_cham", .max = 1000, .label = N_("Phương châm chất lượng")),
    FIELD(struct edit_in, core, FIELD_LONG, REQUIRED, .name = "gia_tri", .max = 4000, .label = N_("Giá trị cốt lõi")),
    FIELD(struct edit_in, vision, FIELD_LONG, OPTIONAL, .name = "tam_nhin", .max = 2000, .label = N_("Tầm nhìn")),
    FIELD(struct edit_in, mission, FIELD_LONG, OPTIONAL, .name = "su_mang", .max = 2000, .label = N_("Sứ mạng")),
    FIELD(struct edit_in, act, FIELD_CHOICE, REQUIRED, .name = "viec", .choices = "luu gui"),
    FIELD(struct edit_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
static const struct form_spec edit_form = { edit_fields };

struct decide_in { const char *act, *reason; int64_t rev; };
static const struct field decide_fields[] = {
    FIELD(struct decide_in, act, FIELD_CHOICE, REQUIRED, .name = "quyet", .choices = "duyet tra_lai"),
    FIELD(struct decide_in, reason, FIELD_LONG, OPTIONAL, .name = "li_do", .max = 1000, .label = N_("Lí do trả lại")),
    FIELD(struct decide_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
static const struct form_spec decide_form = { decide_fields };

static rc save_store(struct tx *t, const struct values_save *in, void *out)
{
    try(access_recheck(t, VALUES_WRITE, NULL, 0));
    return values_save(t, in, out);
}
CLOSURE(save_store, struct values_save, void)

static rc say_store(struct tx *t, const struct values_say *in, void *out)
{
    try(access_recheck(t, VALUES_APPROVE, NULL, 0));
    return values_say(t, in, out);
}
CLOSURE(say_store, struct values_say, void)

static const char *edit_path(struct ctx *c) { return arena_print(c->arena, "/t/%s/gia-tri", c->school->code); }

static rc edit_action(struct ctx *c, struct reply *r)
{
    struct edit_in in;
    try(form_read(c, c->route->form, &in));
    struct values_save save = { { in.culture, in.strategy, in.motto, in.core, in.vision, in.mission }, c->who->person, in.rev, str_is(in.act, "gui") };
    try(transact(c->ask, c->key, save_store, &save, NULL));
    return see_other_flash(r, edit_path(c), save.send ? _("Đã gửi hiệu trưởng duyệt.") : _("Đã lưu bản nháp."), NULL);
}

static rc decide_action(struct ctx *c, struct reply *r)
{
    struct decide_in in;
    try(form_read(c, c->route->form, &in));
    struct values_say say = { in.rev, c->who->person, str_is(in.act, "duyet"), in.reason };
    if (!say.publish && str_empty(in.reason))
        return form_wrong(c, "li_do", _("Hãy ghi lí do, để người viết biết cần sửa gì."));
    try(transact(c->ask, c->key, say_store, &say, NULL));
    if (say.publish)
        return see_other_flash(r, arena_print(c->arena, "/t/%s", c->school->code), _("Đã công bố. Ai cũng xem được trang này."), NULL);
    return see_other_flash(r, edit_path(c), _("Đã trả lại kèm lí do."), NULL);
}

const struct route values_routes[] = {
    /* anybody: what a school stands for is published to society (R41) */
    { GET,  "/t/:truong",                MAY(ANYBODY),        NULL,         QUICK, public_page,   N_("Trang của trường"), NULL },
    /* anybody: so are the former versions */
    { GET,  "/t/:truong/phien-ban",      MAY(ANYBODY),        NULL,         QUICK, history_page,  N_("Các phiên bản"), NULL },
    /* anybody: and each of them */
    { GET,  "/t/:truong/phien-ban/:ban", MAY(ANYBODY),        NULL,         QUICK, version_page,  N_("Phiên bản trước"), NULL },
    /* anybody: what two of them differ in */
    { GET,  "/t/:truong/phien-ban/:ban/khac", MAY(ANYBODY),   NULL,         SLOW,  differ_page,   N_("Hai phiên bản khác nhau ở đâu"), NULL },
    /* anybody: what the public page says, in a frame of another site */
    { GET,  "/t/:truong/nhung",          MAY(ANYBODY),        NULL,         QUICK, framed_page,   N_("Trang của trường, trong khung"), NULL, .framed = true },
    /* anybody: the same as data */
    { GET,  "/t/:truong/gia-tri.json",   MAY(ANYBODY),        NULL,         QUICK, values_json_file, NULL, NULL, .framed = true },
    { GET,  "/t/:truong/gia-tri",        MAY(VALUES_WRITE),   NULL,         QUICK, edit_page,     N_("Văn hóa, chiến lược"), NULL },
    { POST, "/t/:truong/gia-tri",        MAY(VALUES_WRITE),   &edit_form,   WRITE, edit_action,   NULL, edit_page },
    { GET,  "/t/:truong/gia-tri/anh",    MAY(VALUES_WRITE),   NULL,         QUICK, picture_page,  N_("Ảnh trang công khai"), NULL },
    { POST, "/t/:truong/gia-tri/anh",    MAY(VALUES_WRITE),   &picture_form, UPLOAD, picture_action, NULL, picture_page },
    { POST, "/t/:truong/gia-tri/anh/bo", MAY(VALUES_WRITE),   &picture_end_form, WRITE, picture_down_action, NULL, picture_page },
    { POST, "/t/:truong/gia-tri/anh/rut", MAY(VALUES_WRITE),  &picture_end_form, WRITE, picture_back_action, NULL, picture_page },
    { POST, "/t/:truong/gia-tri/anh/duyet", MAY(VALUES_APPROVE), &picture_decide_form, WRITE, picture_decide_action, NULL, picture_page },
    { POST, "/t/:truong/gia-tri/duyet",  MAY(VALUES_APPROVE), &decide_form, WRITE, decide_action, NULL, edit_page },
    { 0 }
};
