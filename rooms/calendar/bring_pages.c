/* Pages on which a file of iCalendar is brought: by the office for the school, by a homeroom teacher for the class, by everybody for themselves. */
#include "access/access.h"
#include "access/permission.h"
#include "base/ids.h"
#include "base/number.h"
#include "calendar/bring.h"
#include "classes/classes.h"
#include "generated/calendar_queries.h"
#include "generated/calendar_views.h"

enum { SHOWN = 200, EARLIER = 10 };

struct bring_in { struct upload file; const char *audience; };
static const struct field bring_fields[] = {
    FIELD(struct bring_in, file, FIELD_FILE, REQUIRED, .name = "tep", .label = N_("Tệp lịch")),
    FIELD(struct bring_in, audience, FIELD_CHOICE, OPTIONAL, .name = "ai_xem", .choices = "everybody inside staff", .label = N_("Ai xem được")), { 0 } };
const struct form_spec bring_form = { bring_fields };

struct take_in { int64_t rev, print; };
static const struct field take_fields[] = {
    FIELD(struct take_in, rev, FIELD_INT, REQUIRED, .name = "rev"), FIELD(struct take_in, print, FIELD_INT, REQUIRED, .name = "da_xem"), { 0 } };
const struct form_spec bring_take_form = { take_fields };

struct back_in { const char *reason; };
static const struct field back_fields[] = { FIELD(struct back_in, reason, FIELD_TEXT, OPTIONAL, .name = "li_do", .max = 200, .label = N_("Lí do hoàn tác")), { 0 } };
const struct form_spec bring_back_form = { back_fields };

/* ---- whose calendar: by the path */

static class_id class_of(struct ctx *c) { return PATH_ID(c, "lop", class_id); }
static bool is_own(const struct ctx *c) { return !c->school; }

static const char *base_of(struct ctx *c)
{
    if (is_own(c)) return "/lich";
    return class_of(c).v ? arena_print(c->arena, "/t/%s/lop/%s/lich", c->school->code, path_text(c, "lop")) : arena_print(c->arena, "/t/%s/lich", c->school->code);
}

static struct bring_target target_of(struct ctx *c)
{
    return (struct bring_target){ .school = is_own(c) ? (school_id){ 0 } : c->school->id, .class_id = is_own(c) ? (class_id){ 0 } : class_of(c), .me = c->who->person, .audience = EVENT_AUDIENCE_INSIDE };
}

static rc recheck(struct tx *t, const struct bring_target *to)
{
    if (!to->school.v) return OK;
    return to->class_id.v ? access_recheck(t, CALENDAR_CLASS, "lop", to->class_id.v) : access_recheck(t, CALENDAR_WRITE, NULL, 0);
}

static rc head_fill(struct ctx *c, struct bring_view *v)
{
    struct class_face face;
    v->base = base_of(c);
    v->own = is_own(c);
    v->school_code = is_own(c) ? NULL : c->school->code;
    if (is_own(c) || !class_of(c).v) return OK;
    try(class_face(c->ask, class_of(c), &face));
    v->class_name = face.name;
    return OK;
}

/* ---- the file */

rc bring_page(struct ctx *c, struct reply *r)
{
    struct bring_view v = { 0 };
    struct bring_target to = target_of(c);
    struct imports_of_mine_row *row;
    try(head_fill(c, &v));
    try(imports_of_mine(c->ask, to.me, to.school.v, to.class_id.v, EARLIER, &row, &v.earliers));
    struct bring_earlier *e = ARENA_MANY(c->arena, struct bring_earlier, v.earliers);
    if (!e) return LIMIT;
    for (size_t i = 0; i < v.earliers; i++)
        e[i] = (struct bring_earlier){ row[i].id, row[i].file_name, row[i].taken_at.v, row[i].added, row[i].changed, row[i].called_off, row[i].undone_at.has };
    v.earlier = e;
    return show(r, view_bring, &v);
}

static rc stage_store(struct tx *t, const struct bring_staging *in, void *out)
{
    (void)out;
    try(recheck(t, &in->to));
    return bring_stage(t, in);
}
CLOSURE(stage_store, struct bring_staging, void)

rc bring_stage_action(struct ctx *c, struct reply *r)
{
    struct bring_in in;
    struct ics_wanted wanted;
    struct bring_plan plan;
    try(form_read(c, c->route->form, &in));
    struct bring_staging staging = { .to = target_of(c), .file_name = in.file.name, .body = { in.file.p, in.file.n }, .base = base_of(c) };
    if (!is_own(c) && !class_of(c).v && *in.audience && !event_audience_read(in.audience, &staging.to.audience)) return INVALID;
    try(bring_window(c->ask, staging.to.school, c->today, &wanted));
    try(bring_plan(c->ask, &staging.to, (struct span){ in.file.p, in.file.n }, &wanted, &plan));
    try(transact(c->ask, c->key, stage_store, &staging, NULL));
    return see_other(r, c->key->answer);
}

/* ---- what it would do */

static const char *day_said(struct ctx *c, day x)
{
    char text[DAY_TEXT_SIZE];
    return arena_text(c->arena, c->lang == LANG_EN ? day_with_weekday_en(x, text) : day_with_weekday(x, text));
}

static const char *when_said(struct ctx *c, const struct when *w)
{
    const char *from = minutes_said(c->arena, w->from_minute), *to = minutes_said(c->arena, w->to_minute);
    if (w->from.n == w->to.n) return arena_print(c->arena, "%s%s%s%s%s", day_said(c, w->from), *from ? ", " : "", from, *to ? "–" : "", to);
    return arena_print(c->arena, "%s%s%s – %s%s%s", day_said(c, w->from), *from ? ", " : "", from, day_said(c, w->to), *to ? ", " : "", to);
}

static const char *const why_not[BRING_KINDS] = {
    [BRING_BY_HAND] = N_("đã có người sửa trong Khuê: giữ bản trong Khuê"), [BRING_OLD] = N_("bản trong tệp cũ hơn bản trong lịch"), [BRING_NOT_HERE] = N_("tệp ghi là đã hủy, lịch cũng chưa có") };

static const char *why_said(struct ctx *c, const struct bring_line *l)
{
    if (why_not[l->kind]) return tr(c->lang, why_not[l->kind]);
    if (!l->event) return tr(c->lang, _("không còn trong tệp"));
    return l->event->cut && l->kind != BRING_OFF ? tr(c->lang, _("chữ dài quá, được cắt bớt")) : NULL;
}

/* One of the same series, at the same time of day and with the same words: shown once, with how often. */
static bool same_series(const struct bring_line *a, const struct bring_line *b)
{
    const struct ics_event *x = a->event, *y = b->event;
    return a->kind == b->kind && x && y && str_is(x->uid, y->uid) && str_is(x->title, y->title) && str_is(x->place, y->place) && x->when.to.n - x->when.from.n == y->when.to.n - y->when.from.n &&
           x->when.from_minute.has == y->when.from_minute.has && x->when.from_minute.v == y->when.from_minute.v && x->when.to_minute.v == y->when.to_minute.v;
}

static void line_said(struct ctx *c, const struct bring_line *l, struct bring_group *g)
{
    for (size_t i = g->n; i-- > 0;)
        if (same_series(g->of[i], l)) {
            g->line[i].times++, g->line[i].last = day_said(c, l->event->when.from);
            return;
        }
    if (g->n == SHOWN) { g->more++; return; }
    g->of[g->n] = l;
    g->line[g->n++] = (struct bring_said){ .title = l->event ? l->event->title : l->was->title, .place = l->event ? l->event->place : "", .when = l->event ? when_said(c, &l->event->when) : day_said(c, l->was->from),
                                           .times = 1, .why = why_said(c, l) };
}

static rc group_fill(struct ctx *c, const struct bring_plan *p, enum bring_kind kind, struct bring_group *g)
{
    g->line = ARENA_MANY(c->arena, struct bring_said, SHOWN);
    g->of = ARENA_MANY(c->arena, const struct bring_line *, SHOWN);
    if (!g->line || !g->of) return LIMIT;
    for (size_t i = 0; i < p->n; i++) {
        const struct bring_line *l = &p->line[i];
        bool here = l->kind == kind || (kind == BRING_BY_HAND && (l->kind == BRING_OLD || l->kind == BRING_NOT_HERE));
        if (!here) continue;
        g->all++;
        line_said(c, l, g);
    }
    return OK;
}

static rc skipped_fill(struct ctx *c, const struct bring_plan *p, struct bring_group *g)
{
    g->line = ARENA_MANY(c->arena, struct bring_said, SHOWN);
    if (!g->line) return LIMIT;
    for (size_t i = 0; i < p->ics.skips; i++) {
        const struct ics_skipped *s = &p->ics.skipped[i];
        g->all++;
        if (g->n == SHOWN) { g->more++; continue; }
        g->line[g->n++] = (struct bring_said){ .title = *s->title ? s->title : _("(không tên)"), .place = "", .why = s->why, .times = 1, .when = say(c->arena, c->lang, _("Dòng {n}"), "n", arena_print(c->arena, "%lld", (long long)s->line), NULL) };
    }
    return OK;
}

static rc brought_find(struct ctx *c, struct brought_one_row *row, struct bring_target *to)
{
    bool found;
    *to = target_of(c);
    try(brought_one(c->ask, to->me, PATH_ID(c, "lan", calendar_import_id), row, &found));
    if (!found || row->of_school != to->school.v || row->of_class != to->class_id.v) return NOT_FOUND;
    to->audience = row->audience;
    return OK;
}

static rc groups_fill(struct ctx *c, const struct bring_plan *p, struct bring_view *v)
{
    try(skipped_fill(c, p, &v->group[0]));
    try(group_fill(c, p, BRING_CHANGE, &v->group[1]));
    try(group_fill(c, p, BRING_OFF, &v->group[2]));
    try(group_fill(c, p, BRING_ADD, &v->group[3]));
    try(group_fill(c, p, BRING_BY_HAND, &v->group[4]));
    v->group[0].title = _("Không đọc được, bỏ qua"), v->group[1].title = _("Sẽ đổi"), v->group[2].title = v->own ? _("Sẽ bỏ") : _("Sẽ hủy"), v->group[3].title = _("Sẽ thêm"), v->group[4].title = _("Giữ nguyên");
    v->adds = (int64_t)p->count[BRING_ADD], v->changes = (int64_t)p->count[BRING_CHANGE], v->offs = (int64_t)p->count[BRING_OFF], v->same = (int64_t)p->count[BRING_SAME];
    v->skips = (int64_t)p->ics.skips;
    v->print = p->print;
    return OK;
}

rc bring_seen_page(struct ctx *c, struct reply *r)
{
    struct bring_view v = { 0 };
    struct brought_one_row row;
    struct bring_target to;
    struct ics_wanted wanted;
    struct bring_plan plan;
    try(brought_find(c, &row, &to));
    try(head_fill(c, &v));
    v.file_name = row.file_name, v.rev = row.rev;
    v.action = arena_print(c->arena, "%s/nhap/%s", v.base, path_text(c, "lan"));
    v.back_action = arena_print(c->arena, "%s/hoan-tac", v.action);
    v.taken = row.taken_at.has, v.undone = row.undone_at.has;
    v.adds = row.added, v.changes = row.changed, v.offs = row.called_off;
    if (v.taken) {
        char text[ID_TEXT_SIZE];
        id_text(row.batch_id.v, text);
        v.open = !v.undone && c->now.ms - row.taken_at.v.ms < BRING_UNDO_DAYS * 86400000LL;
        if (!v.own && !v.class_name) v.undo_path = arena_print(c->arena, "/t/%s/hoan-tac/%s", v.school_code, text);
        return show(r, view_bring_done, &v);
    }
    if (!row.body.n) return show(r, view_bring_done, &v);
    try(bring_window(c->ask, to.school, c->today, &wanted));
    rc planned = bring_plan(c->ask, &to, (struct span){ (const char *)row.body.p, row.body.n }, &wanted, &plan);
    if (planned != OK) return planned;
    try(groups_fill(c, &plan, &v));
    v.for_everybody = bring_for_everybody(&to);
    return show(r, view_bring_seen, &v);
}

static rc take_store(struct tx *t, const struct bring_taking *in, void *out)
{
    (void)out;
    try(recheck(t, &in->to));
    return bring_take(t, in);
}
CLOSURE(take_store, struct bring_taking, void)

rc bring_take_action(struct ctx *c, struct reply *r)
{
    struct take_in in;
    struct brought_one_row row;
    struct bring_target to;
    struct ics_wanted wanted;
    struct bring_plan plan = { 0 };
    const char *page = arena_print(c->arena, "%s/nhap/%s", base_of(c), path_text(c, "lan"));
    try(brought_find(c, &row, &to));
    try(form_read(c, c->route->form, &in));
    if (row.body.n) {
        try(bring_window(c->ask, to.school, c->today, &wanted));
        try(bring_plan(c->ask, &to, (struct span){ (const char *)row.body.p, row.body.n }, &wanted, &plan));
    }
    /* without its bytes it was taken in already: the same press again, or another one, which the closure refuses by rev */
    if (row.body.n && (in.print != plan.print || in.rev != row.rev)) return refuse(c->ask, CONFLICT, 5760, _("Lịch vừa có người đổi. Xem lại những gì tệp sẽ làm rồi bấm lần nữa."), NULL);
    struct bring_taking taking = { .to = to, .id = PATH_ID(c, "lan", calendar_import_id), .rev = in.rev, .file_name = row.file_name, .plan = &plan };
    try(transact(c->ask, c->key, take_store, &taking, NULL));
    return see_other_flash(r, page, _("Đã nhập vào lịch."), NULL);
}

/* ---- the way back, of a class and of one's own; the office has its page for bulk acts */

struct backing { struct bring_target to; calendar_import_id id; batch_id batch; instant at; const char *reason, *file_name; };

static rc back_store(struct tx *t, const struct backing *in, void *out)
{
    (void)out;
    try(recheck(t, &in->to));
    if (t->now.ms - in->at.ms >= BRING_UNDO_DAYS * 86400000LL) return refuse(t->ask, CONFLICT, 5763, _("Đã quá 14 ngày, không hoàn tác cả tệp được nữa. Hãy sửa từng việc."), NULL);
    if (!in->to.school.v) return bring_back_own(t, in->to.me, in->id);
    if (str_empty(in->reason)) return refuse_field(t->ask, "li_do", 5764, _("Hãy ghi lí do hoàn tác, để người sau hiểu vì sao."), NULL);
    try(audit_bulk(t, &(struct change){ .act = &calendar_acts[ACT_UNBRING], .kind = "batch", .id = in->batch.v, .name = in->file_name, .reason = in->reason, .batch = in->batch }));
    try(bring_back_batch(t, in->batch));
    return batch_undo(t, in->batch, in->to.me, in->reason);
}
CLOSURE(back_store, struct backing, void)

rc bring_back_action(struct ctx *c, struct reply *r)
{
    struct back_in in;
    struct brought_one_row row;
    struct backing b = { .id = PATH_ID(c, "lan", calendar_import_id) };
    try(brought_find(c, &row, &b.to));
    try(form_read(c, c->route->form, &in));
    if (!row.taken_at.has) return NOT_FOUND;
    b.batch = row.batch_id, b.at = row.taken_at.v, b.reason = in.reason, b.file_name = row.file_name;
    try(transact(c->ask, c->key, back_store, &b, NULL));
    return see_other_flash(r, base_of(c), _("Đã hoàn tác. Việc nào có người đổi sau đó thì giữ nguyên."), NULL);
}
