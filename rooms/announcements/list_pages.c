/* The page of one message for those who wrote it: who has confirmed, who has not; reminding, slips on paper, the list as a file. */
#include "access/access.h"
#include "access/permission.h"
#include "announcements/inside.h"
#include "base/ids.h"
#include "base/number.h"
#include "generated/announcements_views.h"
#include "roster/roster.h"

enum { PUPILS_MOST = 2000, TICKS_MOST = 400, STUCK_MS = 600000 /* the job has failed for good, or is about to */ };

struct paper_in { struct typed_list child; person_id one; int64_t edition; };
static const struct field paper_fields[] = {
    FIELD(struct paper_in, child, FIELD_MANY, OPTIONAL, .name = "em-"),
    FIELD(struct paper_in, one, FIELD_ID, OPTIONAL, .name = "bo"),
    FIELD(struct paper_in, edition, FIELD_INT, REQUIRED, .name = "lan"), { 0 } };
const struct form_spec signed_form = { paper_fields };

static const char *id_words(struct ctx *c, int64_t id)
{
    char text[ID_TEXT_SIZE];
    id_text(id, text);
    return arena_text(c->arena, text);
}

static const char *to_words(struct ctx *c, const struct announcement_one_row *a)
{
    const char *who = "";
    const struct { bool on; const char *word; } side[] = { { a->to_families, N_("gia đình") }, { a->to_pupils, N_("học sinh") }, { a->to_staff, N_("thầy cô, nhân viên") } };
    for (size_t i = 0; i < 3; i++)
        if (side[i].on) who = arena_print(c->arena, "%s%s%s", who, *who ? ", " : "", tr(c->lang, side[i].word));
    const char *where = a->class_name ? say(c->arena, c->lang, _("Lớp {lop}"), "lop", a->class_name, NULL) : a->group_name ? a->group_name : tr(c->lang, _("Cả trường"));
    return say(c->arena, c->lang, _("{noi}: {ai}"), "noi", where, "ai", *who ? who : tr(c->lang, _("chưa chọn ai nhận")), NULL);
}

/* Who is in the class or group today and was not when it went out. */
static rc later_fill(struct ctx *c, struct told_view *v)
{
    struct families_later_row *of_class = NULL;
    struct families_later_in_group_row *of_group = NULL;
    size_t n;
    if (v->place.whom.class_id.v) try(families_later(c->ask, v->a->id, v->place.whom.class_id, c->today, &of_class, &n));
    else try(families_later_in_group(c->ask, v->a->id, v->place.whom.group, c->today, &of_group, &n));
    struct family_later *one = ARENA_MANY(c->arena, struct family_later, n);
    if (!one) return LIMIT;
    for (size_t i = 0; i < n; i++) one[i] = of_class ? (struct family_later){ of_class[i].child_id, of_class[i].name, NULL } : (struct family_later){ of_group[i].child_id, of_group[i].name, of_group[i].class_name };
    return v->later = one, v->laters = n, OK;
}

/* The families by name: those who have not confirmed first; of the school as a whole only their numbers, class by class. */
static rc families_fill(struct ctx *c, struct told_view *v)
{
    struct family_line *all, *waiting, *done;
    size_t n;
    if (!v->listed || !v->a->to_families) return OK;
    try(family_lines(c, v->a, v->place.whom, &all, &n));
    waiting = ARENA_MANY(c->arena, struct family_line, n);
    done = ARENA_MANY(c->arena, struct family_line, n);
    if (!waiting || !done) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        if (all[i].done) done[v->dones++] = all[i];
        else waiting[v->waits++] = all[i];
        v->silent += !all[i].done && all[i].told == 0;
    }
    v->families = (int64_t)n, v->families_done = (int64_t)v->dones;
    v->waiting = waiting, v->done = done;
    return v->over ? OK : later_fill(c, v);
}

static const char *family_hint(const struct told_view *v, const struct family_line *l)
{
    if (!l->here) return v->place.group_name ? _("Đã rời nhóm sau khi gửi.") : _("Đã rời lớp sau khi gửi.");
    return l->told == 0 ? _("Gia đình chưa có tài khoản: đưa phiếu giấy.") : NULL;
}

/* In a group two of one name are told apart by their classes. */
static const char *tick_name(struct ctx *c, const struct told_view *v, const char *name, const char *class_name)
{
    return v->place.group_name && class_name ? arena_print(c->arena, "%s, %s", name, class_name) : name;
}

/* A box a family that has not confirmed. */
static rc ticks_fill(struct ctx *c, struct told_view *v)
{
    struct ui_choice *tick = ARENA_MANY(c->arena, struct ui_choice, v->waits + v->laters);
    const char *later = v->place.group_name ? _("Vào nhóm sau khi gửi: gia đình đọc được ở trang Lời nhắn.") : _("Vào lớp sau khi gửi: gia đình đọc được ở trang Lời nhắn.");
    if (!tick) return LIMIT;
    for (size_t i = 0; i < v->waits && v->ticks < TICKS_MOST; i++)
        tick[v->ticks++] = (struct ui_choice){ .code = id_words(c, v->waiting[i].child.v), .label = tick_name(c, v, v->waiting[i].name, v->waiting[i].class_name), .hint = family_hint(v, &v->waiting[i]) };
    for (size_t i = 0; i < v->laters && v->ticks < TICKS_MOST; i++)
        tick[v->ticks++] = (struct ui_choice){ .code = id_words(c, v->later[i].child.v), .label = tick_name(c, v, v->later[i].name, v->later[i].class_name), .hint = later };
    return v->tick = tick, OK;
}

/* Who has not read first, each part in Vietnamese order. */
static rc pupils_fill(struct ctx *c, struct told_view *v)
{
    struct pupils_told_row *row;
    size_t n, at = 0;
    if (!v->listed || !v->a->to_pupils) return OK;
    try(pupils_told(c->ask, v->a->id, v->place.whom.class_id, PUPILS_MOST, &row, &n));
    struct pupils_told_row *one = ARENA_MANY(c->arena, struct pupils_told_row, n);
    if (!one) return LIMIT;
    for (size_t i = 0; i < n; i++) v->pupils_read += row[i].read_edition >= v->a->edition;
    for (size_t i = 0; i < n; i++)
        if (row[i].read_edition < v->a->edition) one[at++] = row[i];
    v->pupils = n;
    return v->pupil = one, OK;
}

static rc staff_fill(struct ctx *c, struct told_view *v)
{
    struct staff_told_row *row;
    size_t n, at = 0;
    if (!v->a->to_staff || v->place.whom.class_id.v) return OK;
    try(staff_told(c->ask, v->a->id, &row, &n));
    struct staff_told_row *one = ARENA_MANY(c->arena, struct staff_told_row, n);
    if (!one) return LIMIT;
    for (size_t i = 0; i < n; i++) v->staff_read += row[i].read_edition >= v->a->edition;
    for (size_t i = 0; i < n; i++)
        if (row[i].read_edition < v->a->edition) one[at++] = row[i];
    v->staffs = n;
    return v->staff = one, OK;
}

static struct class_figures *figures_of(struct class_figures *all, size_t *n, class_id class_, const char *name)
{
    for (size_t i = 0; i < *n; i++)
        if (all[i].class_id.v == class_.v) return &all[i];
    all[*n] = (struct class_figures){ .class_id = class_, .name = name };
    return &all[(*n)++];
}

/* The whole school, class by class. */
static rc classes_fill(struct ctx *c, struct told_view *v)
{
    struct families_by_class_row *family;
    struct pupils_by_class_row *pupil;
    size_t families, pupils;
    if (v->listed) return OK;
    try(families_by_class(c->ask, v->a->id, v->a->edition, &family, &families));
    try(pupils_by_class(c->ask, v->a->id, v->a->edition, &pupil, &pupils));
    struct class_figures *all = ARENA_MANY(c->arena, struct class_figures, families + pupils);
    if (!all) return LIMIT;
    for (size_t i = 0; i < families; i++) {
        struct class_figures *f = figures_of(all, &v->classes, family[i].class_id, family[i].class_name);
        f->families = family[i].families, f->done = family[i].done, f->papers = family[i].papers, f->silent = family[i].silent;
        v->families += f->families, v->families_done += f->done, v->silent += f->silent;
    }
    for (size_t i = 0; i < pupils; i++) {
        struct class_figures *f = figures_of(all, &v->classes, pupil[i].class_id, pupil[i].class_name);
        f->told = pupil[i].told, f->have_read = pupil[i].have_read;
        v->pupils += (size_t)f->told, v->pupils_read += (size_t)f->have_read;
    }
    return v->class_ = all, OK;
}

/* Phones on the page are a look at each child that they are of: it is on disk before the page is shown. */
static rc phones_fill(struct ctx *c, struct told_view *v)
{
    struct phones_of_silent_row *row;
    struct children_under_order_row *ordered;
    size_t n, orders;
    if (!v->place.whom.class_id.v || !v->a->to_families || v->waits == 0 || v->over || !str_is(query_text(c, "xem"), "dien-thoai") || !may(c, CLASS_CONTACTS, "lop", v->place.whom.class_id.v)) return OK;
    try(phones_of_silent(c->ask, v->a->id, v->place.whom.class_id, v->a->edition, c->today, &row, &n));
    person_id *child = ARENA_MANY(c->arena, person_id, v->waits);
    if (!child) return LIMIT;
    for (size_t i = 0; i < v->waits; i++) child[i] = v->waiting[i].child;
    try(children_under_order(c->ask, child, v->waits, &ordered, &orders));
    for (size_t i = 0; i < n; i++) {                          /* (3), as the job asks it */
        bool away = false;
        for (size_t k = 0; k < orders && !away; k++)
            if (ordered[k].child_id.v == row[i].child_id.v) try(order_keeps(c->ask, row[i].person_id, row[i].child_id, &away));
        if (!away) row[v->phones++] = row[i];
    }
    v->phone = row, v->with_phones = true;
    return look_write_all(c, child, v->waits, LOOK_KIND_CONTACT, looking_as(c));
}

static rc reminders_fill(struct ctx *c, struct told_view *v)
{
    struct reminded_last_row last;
    bool found;
    try(reminded_last(c->ask, v->a->id, v->place.whom.class_id.v ? v->place.whom.class_id.v : v->a->id.v, &last, &found));
    v->reminded = (opt_day){ found, last.on_day };
    v->reminded_today = found && last.on_day.n == c->today.n;
    int64_t waits = v->listed ? (int64_t)(v->waits + v->pupils - v->pupils_read) : v->families - v->families_done + (int64_t)(v->pupils - v->pupils_read);
    v->can_remind = v->a->state == ANNOUNCEMENT_STATE_SENT && !v->over && (v->stuck || (!v->sending && waits + (int64_t)(v->staffs - v->staff_read) > 0));
    return OK;
}

/* What nobody has got yet: whom it would reach now, and when it goes. */
static rc draft_show(struct ctx *c, struct told_view *v, struct reply *r)
{
    const struct announcement_one_row *a = v->a;
    struct writer_name_row name;
    bool found;
    v->whole = *a->title && *a->body && (a->to_families || a->to_pupils || a->to_staff);
    try(reach_of(c->ask, a->class_id, a->group_id, c->today, c->ask->scope.barred, c->ask->scope.barred_n, &v->reach));
    if (a->held_at.has) v->held_when = when_words(c, a->held_at.v);
    if (a->send_at.has) {
        try(writer_name(c->ask, a->send_by, &name, &found));
        v->who = found ? name.name : NULL, v->when = when_words(c, a->send_at.v), v->late = a->send_at.v.ms + STUCK_MS < c->now.ms;
    }
    try(wait_fill(c, a, &v->wait));
    return show(r, view_told_draft, v);
}

rc told_page(struct ctx *c, struct reply *r)
{
    struct announcement_one_row row;
    struct told_view v = { .a = &row };
    try(place_fill(c, &v.place));
    try(told_here(c, &v.place, &row, &v.own));
    v.base = arena_print(c->arena, "%s/%s", v.place.base, path_text(c, "nhan"));
    v.to = to_words(c, &row);
    v.over = row.sent_at.has && row.over_day.n <= c->today.n;
    v.listed = !whole_school(v.place.whom);
    v.sending = row.sent_at.has && row.told_edition < row.edition;
    v.stuck = v.sending && c->now.ms > (row.back_at.has ? row.back_at.v.ms : row.corrected_at.has ? row.corrected_at.v.ms : row.sent_at.v.ms) + STUCK_MS;
    if (v.sending && !v.stuck) c->refresh_s = 3;
    try(paragraphs_of(c->arena, row.body, &v.paragraph, &v.paragraphs));
    if (!row.sent_at.has) return draft_show(c, &v, r);
    if (row.state == ANNOUNCEMENT_STATE_BACK) return show(r, view_told_back, &v);
    try(families_fill(c, &v));
    try(ticks_fill(c, &v));
    try(pupils_fill(c, &v));
    try(staff_fill(c, &v));
    try(classes_fill(c, &v));
    try(phones_fill(c, &v));
    try(reminders_fill(c, &v));
    return show(r, view_told, &v);
}

/* ---- reminded */

struct nudging { struct announcement_nudge what; struct whom at; const char *next; };

static rc remind_store(struct tx *t, const struct nudging *in, void *out)
{
    job_id job;
    (void)out;
    try(told_recheck(t, in->at));
    try(announcement_remind(t, &in->what, &job));
    return answer(t, "%s", in->next);
}
CLOSURE(remind_store, struct nudging, void)

/* The message of the path, in the place of the path. */
static rc here(struct ctx *c, struct told_place *p, struct announcement_one_row *row)
{
    bool own;
    try(place_fill(c, p));
    return told_here(c, p, row, &own);
}

rc remind_action(struct ctx *c, struct reply *r)
{
    struct announcement_one_row row;
    struct told_place p;
    try(here(c, &p, &row));
    struct nudging what = { { row.id, p.whom.class_id, c->who->person }, p.whom, arena_print(c->arena, "%s/%s", p.base, path_text(c, "nhan")) };
    try(transact(c->ask, c->key, remind_store, &what, NULL));
    return see_other_flash(r, what.next, _("Đã nhắc những người chưa đọc. Mai mới nhắc lại được."), NULL);
}

/* ---- slips that came back signed */

struct papering { struct announcement_slips what; const char *next; };

static rc paper_store(struct tx *t, const struct papering *in, int64_t *n)
{
    try(told_recheck(t, in->what.whom));
    try(announcement_paper(t, &in->what, n));
    return answer(t, "%s", in->next);
}
CLOSURE(paper_store, struct papering, int64_t)

rc signed_action(struct ctx *c, struct reply *r)
{
    struct announcement_one_row row;
    struct told_place p;
    struct paper_in in;
    int64_t n;
    try(here(c, &p, &row));
    try(form_read(c, &signed_form, &in));
    person_id *child = ARENA_MANY(c->arena, person_id, in.child.n + 1);
    if (!child) return LIMIT;
    struct papering what = { { .id = row.id, .whom = p.whom, .child = child, .by = c->who->person, .edition = in.edition, .off = in.one.v != 0 }, arena_print(c->arena, "%s/%s", p.base, path_text(c, "nhan")) };
    if (in.one.v) child[what.what.n++] = in.one;
    else
        for (size_t i = 0; i < in.child.n; i++)
            if (id_read(in.child.item[i].name + strlen("em-"), &child[what.what.n].v)) what.what.n++;
    if (what.what.n == 0 || what.what.n > TICKS_MOST) return form_wrong(c, "em", _("Đánh dấu ít nhất một em đã nộp phiếu kí."));
    try(transact(c->ask, c->key, paper_store, &what, &n));
    return see_other_flash(r, what.next, in.one.v ? _("Đã bỏ dấu phiếu giấy.") : _("Đã ghi phiếu kí. Các gia đình này không bị nhắc nữa."), NULL);
}

/* A slip a child: of families without an account, of those who have not confirmed, of all. */
rc told_slips_page(struct ctx *c, struct reply *r)
{
    static const struct { const char *code, *text; } kinds[] = { { "chua-co", N_("Chưa có tài khoản") }, { "chua", N_("Chưa xác nhận") }, { "tat-ca", N_("Tất cả") } };
    struct announcement_one_row row;
    struct told_slips_view v = { .a = &row };
    struct family_line *line;
    size_t all, at = 0;
    const char *wanted = query_text(c, "ai");
    try(here(c, &v.place, &row));
    if (row.state != ANNOUNCEMENT_STATE_SENT || !row.to_families) return NOT_FOUND;
    v.base = arena_print(c->arena, "%s/%s", v.place.base, path_text(c, "nhan"));
    for (size_t i = 0; i < 3; i++)
        if (str_is(wanted, kinds[i].code)) at = i;
    struct ui_tab *tab = ARENA_MANY(c->arena, struct ui_tab, 3);
    if (!tab) return LIMIT;
    for (size_t i = 0; i < 3; i++) tab[v.tabs++] = (struct ui_tab){ arena_print(c->arena, "%s/phieu?ai=%s", v.base, kinds[i].code), kinds[i].text, i == at };
    v.tab = tab;
    try(family_lines(c, &row, v.place.whom, &line, &all));
    for (size_t i = 0; i < all; i++)
        if (line[i].here && (at == 2 || (!line[i].done && (at == 1 || line[i].told == 0)))) line[v.n++] = line[i];
    v.line = line;
    try(paragraphs_of(c->arena, row.body, &v.paragraph, &v.paragraphs));
    return show(r, view_told_slips, &v);
}

/* ---- the list as a file: names and whether they have confirmed, no phones; who took it stands in the journal */

struct listing { announcement_id id; struct whom whom; const char *title; size_t n; };

static rc list_store(struct tx *t, const struct listing *in, void *out)
{
    (void)out;
    try(told_recheck(t, in->whom));
    return audit_add(t, &(struct change){ .act = &announcements_acts[ACT_LIST], .kind = "announcement", .id = in->id.v, .name = in->title,
        WAS({ N_("Số dòng"), NULL, arena_print(t->ask->arena, "%zu", in->n), KEPT_AS_IS }) });
}
CLOSURE(list_store, struct listing, void)

static const char *state_words(struct ctx *c, const struct family_line *l)
{
    if (l->done) return tr(c->lang, l->paper ? _("Đã nhận giấy kí") : _("Đã xác nhận"));
    return tr(c->lang, l->told == 0 ? _("Chưa xác nhận, gia đình chưa có tài khoản") : _("Chưa xác nhận"));
}

rc told_list_action(struct ctx *c, struct reply *r)
{
    enum { COLUMNS = 6 };
    static const char *const heads[COLUMNS] = { N_("STT"), N_("Họ và tên"), N_("Lớp"), N_("Gia đình"), N_("Ai xác nhận"), N_("Lúc") };
    struct announcement_one_row row;
    struct told_place p;
    struct family_line *line;
    struct bytes out;
    size_t n, rows = 0;
    try(here(c, &p, &row));
    if (row.state != ANNOUNCEMENT_STATE_SENT || !row.to_families) return NOT_FOUND;
    try(family_lines(c, &row, p.whom, &line, &n));
    const char **cell = ARENA_MANY(c->arena, const char *, (n + 1) * COLUMNS);
    if (!cell) return LIMIT;
    for (size_t k = 0; k < COLUMNS; k++) cell[k] = tr(c->lang, heads[k]);
    for (size_t i = 0; i < n; i++) {
        const char **at = cell + (rows + 1) * COLUMNS;
        char when[DAY_TEXT_SIZE];
        if (line[i].restricted) continue;                      /* in nothing that leaves the school */
        at[0] = arena_print(c->arena, "%zu", ++rows);
        at[1] = line[i].name;
        at[2] = line[i].class_name;
        at[3] = state_words(c, &line[i]);
        at[4] = line[i].done && !line[i].paper && line[i].by ? line[i].by : "";
        at[5] = line[i].done && line[i].at.has ? arena_text(c->arena, day_dmy(day_of(line[i].at.v), when)) : "";
    }
    struct listing sent = { row.id, p.whom, row.title, rows };
    try(transact(c->ask, c->key, list_store, &sent, NULL));
    try(roster_sheet_of(c->ask, _("Xác nhận"), cell, rows + 1, COLUMNS, &out));
    return send_bytes(r, ROSTER_XLSX_TYPE, arena_print(c->arena, "loi-nhan-%s.xlsx", path_text(c, "nhan")), out.p, out.n);
}
