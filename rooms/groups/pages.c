/* Pages of groups for the school: which there are; one of them, for its leaders and the office. Names and classes, never contact data. */
#include "access/access.h"
#include "base/ids.h"
#include "classes/classes.h"
#include "generated/groups_views.h"
#include "groups/pages.h"
#include "groups/views.h"
#include "settings/settings.h"
#include "web/reply.h"

enum { NAME_MOST = 120, WORDS_MOST = 600, TAKEN_MOST = 60 };
struct group_in { const char *kind, *name, *words, *joining; };
struct group_change_in { const char *name, *words, *joining; int64_t rev; };
struct rev_in { int64_t rev; };
struct leader_in { member_id member; outsider_id mentor; };
struct leader_end_in { group_leader_id id; int64_t rev; };
struct take_in { class_id class_id; struct typed_list pupil; };
struct answer_in { group_member_id id; int64_t rev; const char *word; };

#define KINDS "club team project gifted remedial"
static const struct field group_fields[] = {
    FIELD(struct group_in, kind, FIELD_CHOICE, REQUIRED, .name = "loai", .choices = KINDS, .label = N_("Loại")),
    FIELD(struct group_in, name, FIELD_TEXT, REQUIRED, .name = "ten", .max = NAME_MOST, .label = N_("Tên nhóm")),
    FIELD(struct group_in, words, FIELD_LONG, OPTIONAL, .name = "mo_ta", .max = WORDS_MOST, .label = N_("Mô tả")),
    FIELD(struct group_in, joining, FIELD_CHOICE, REQUIRED, .name = "vao", .choices = "leader asks", .label = N_("Vào nhóm")), { 0 } };
static const struct field group_change_fields[] = {
    FIELD(struct group_change_in, name, FIELD_TEXT, REQUIRED, .name = "ten", .max = NAME_MOST, .label = N_("Tên nhóm")),
    FIELD(struct group_change_in, words, FIELD_LONG, OPTIONAL, .name = "mo_ta", .max = WORDS_MOST, .label = N_("Mô tả")),
    FIELD(struct group_change_in, joining, FIELD_CHOICE, REQUIRED, .name = "vao", .choices = "leader asks", .label = N_("Vào nhóm")),
    FIELD(struct group_change_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
static const struct field group_end_fields[] = { FIELD(struct rev_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
static const struct field leader_fields[] = {
    FIELD(struct leader_in, member, FIELD_ID, OPTIONAL, .name = "nguoi", .label = N_("Thầy cô")),
    FIELD(struct leader_in, mentor, FIELD_ID, OPTIONAL, .name = "huong_dan", .label = N_("Người hướng dẫn")), { 0 } };
static const struct field leader_end_fields[] = {
    FIELD(struct leader_end_in, id, FIELD_ID, REQUIRED, .name = "dong"),
    FIELD(struct leader_end_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
static const struct field take_fields[] = {
    FIELD(struct take_in, class_id, FIELD_ID, OPTIONAL, .name = "lop"),
    FIELD(struct take_in, pupil, FIELD_MANY, OPTIONAL, .name = "em-"), { 0 } };
static const struct field answer_fields[] = {
    FIELD(struct answer_in, id, FIELD_ID, REQUIRED, .name = "dong"),
    FIELD(struct answer_in, rev, FIELD_INT, REQUIRED, .name = "rev"),
    FIELD(struct answer_in, word, FIELD_CHOICE, REQUIRED, .name = "loi", .choices = "nhan khong ra", .label = N_("Trả lời")), { 0 } };
const struct form_spec group_form = { group_fields }, group_change_form = { group_change_fields }, group_end_form = { group_end_fields }, leader_form = { leader_fields },
                       leader_end_form = { leader_end_fields }, take_pupils_form = { take_fields }, member_answer_form = { answer_fields };

static const char *base_of(struct ctx *c) { return arena_print(c->arena, "/t/%s/nhom", c->school->code); }
static const char *page_of(struct ctx *c) { return arena_print(c->arena, "/t/%s/nhom/%s", c->school->code, path_text(c, "nhom")); }
static study_group_id group_of(struct ctx *c) { return PATH_ID(c, "nhom", study_group_id); }

static const char *id_words(struct ctx *c, int64_t id)
{
    char text[ID_TEXT_SIZE];
    id_text(id, text);
    return arena_text(c->arena, text);
}

rc groups_page(struct ctx *c, struct reply *r)
{
    struct groups_view v = { .school = c->school, .base = base_of(c), .can_add = may(c, GROUP_CHANGE, NULL, 0), .can_share = may(c, GROUP_SHARE, NULL, 0) };
    struct groups_here_row *row;
    struct leaders_here_row *leader;
    size_t leaders;
    int64_t least;
    try(groups_here(c->ask, c->today, &row, &v.n));
    try(leaders_here(c->ask, c->today, &leader, &leaders));
    try(few_least(c->ask, c->school->id, &least));
    struct group_line *line = ARENA_MANY(c->arena, struct group_line, v.n);
    if (!line) return LIMIT;
    for (size_t i = 0; i < v.n; i++) {
        line[i] = (struct group_line){ &row[i], "", NULL, v.can_add };
        for (size_t k = 0; k < leaders; k++) {
            if (leader[k].group_id.v != row[i].id.v) continue;
            line[i].leaders = arena_print(c->arena, "%s%s%s", line[i].leaders, *line[i].leaders ? ", " : "", leader[k].name);
            line[i].opens = line[i].opens || (leader[k].person_id.v == c->who->person.v && !row[i].to_day.has);
        }
        line[i].pupils = pupils_words(c, row[i].members, line[i].opens ? 1 : least);       /* who may not see the names reads no number of few */
    }
    v.line = line;
    return show(r, view_groups, &v);
}

/* ---- one group */

static rc pupils_fill(struct ctx *c, struct group_view *v)
{
    struct year_brief year;
    struct class_line *line;
    struct pupil_line *pupil;
    class_id from = { 0 };
    size_t n;
    rc found = year_at(c->ask, c->today, &year);
    if (found == NOT_FOUND) return OK;
    try(found);
    try(classes_of_year(c->ask, year.id, &line, &v->classes));
    struct ui_choice *class_ = ARENA_MANY(c->arena, struct ui_choice, v->classes);
    if (!class_) return LIMIT;
    const char *wanted = form_typed(c, "lop", query_text(c, "lop"));
    for (size_t i = 0; i < v->classes; i++) {
        class_[i] = (struct ui_choice){ .code = id_words(c, line[i].id.v), .label = line[i].name };
        if (str_is(class_[i].code, wanted)) from = line[i].id, v->class_id = class_[i].code;
    }
    v->class_ = class_;
    if (from.v == 0) return OK;
    try(pupils_of_class(c->ask, from, &pupil, &n));
    struct ui_choice *one = ARENA_MANY(c->arena, struct ui_choice, n);
    if (!one) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        bool there = false;
        for (size_t k = 0; k < v->members + v->asking && !there; k++) there = v->member[k].person_id.v == pupil[i].person.v;
        if (!there && !pupil[i].restricted) one[v->pupils++] = (struct ui_choice){ .code = id_words(c, pupil[i].person.v), .label = pupil[i].shown };
    }
    v->pupil = one;
    return OK;
}

static rc leaders_fill(struct ctx *c, struct group_view *v)
{
    struct staff_to_lead_row *staff;
    struct mentors_checked_row *mentor;
    if (!v->can_change) return OK;
    try(staff_to_lead(c->ask, c->today, &staff, &v->staffs));
    try(mentors_checked(c->ask, c->today, &mentor, &v->mentors));
    struct ui_choice *one = ARENA_MANY(c->arena, struct ui_choice, v->staffs), *two = ARENA_MANY(c->arena, struct ui_choice, v->mentors);
    if (!one || !two) return LIMIT;
    for (size_t i = 0; i < v->staffs; i++) one[i] = (struct ui_choice){ .code = id_words(c, staff[i].id.v), .label = staff[i].name };
    for (size_t i = 0; i < v->mentors; i++) two[i] = (struct ui_choice){ .code = id_words(c, mentor[i].id.v), .label = mentor[i].name };
    v->staff = one, v->mentor = two;
    return OK;
}

/* Those who ask stand first, each part in Vietnamese order. */
static rc members_fill(struct ctx *c, struct group_view *v)
{
    struct members_of_group_row *row;
    size_t n, asks = 0, in = 0;
    try(members_of_group(c->ask, group_of(c), c->today, &row, &n));
    struct members_of_group_row *one = ARENA_MANY(c->arena, struct members_of_group_row, n);
    if (!one) return LIMIT;
    for (size_t i = 0; i < n; i++) v->asking += row[i].state == GROUP_STATE_ASKED;
    for (size_t i = 0; i < n; i++) one[row[i].state == GROUP_STATE_ASKED ? asks++ : v->asking + in++] = row[i];
    v->members = n - v->asking;
    v->member = one;
    return OK;
}

rc group_page(struct ctx *c, struct reply *r)
{
    struct group_view v = { .school = c->school, .base = page_of(c), .id_text = path_text(c, "nhom"), .class_id = "", .can_change = may(c, GROUP_CHANGE, "nhom", group_of(c).v),
                            .small = c->route->form == &member_answer_form || c->route->form == &leader_end_form || c->route->form == &group_end_form || c->route->form == &group_term_end_form };
    struct leaders_of_group_row *leader;
    struct members_before_row *before;
    bool found;
    try(group_one(c->ask, group_of(c), &v.face, &found));
    if (!found) return NOT_FOUND;
    try(leaders_of_group(c->ask, group_of(c), c->today, &leader, &v.leaders));
    try(members_before(c->ask, group_of(c), c->today, &before, &v.befores));
    v.leader = leader, v.before = before;
    try(members_fill(c, &v));
    if (v.face.to_day.has) v.can_change = false;
    else try(pupils_fill(c, &v));
    try(terms_fill(c, &v));
    try(leaders_fill(c, &v));
    return show(r, view_group, &v);
}

/* ---- written by the office */

struct group_now { struct new_group in; struct group_change change; study_group_id end; int64_t rev; const char *base; };

static rc group_store(struct tx *t, const struct group_now *in, void *out)
{
    study_group_id id;
    char text[ID_TEXT_SIZE];
    (void)out;
    try(access_recheck(t, GROUP_CHANGE, NULL, 0));
    try(group_add(t, &in->in, &id));
    id_text(id.v, text);
    return answer(t, "%s/%s", in->base, text);
}
CLOSURE(group_store, struct group_now, void)

rc group_action(struct ctx *c, struct reply *r)
{
    struct group_in in;
    struct group_now now = { .base = base_of(c) };
    try(form_read(c, c->route->form, &in));
    now.in = (struct new_group){ .name = in.name, .words = str_empty(in.words) ? NULL : in.words };
    if (!group_kind_read(in.kind, &now.in.kind) || !group_joining_read(in.joining, &now.in.joining)) return INVALID;
    try(transact(c->ask, c->key, group_store, &now, NULL));
    return see_other_flash(r, c->key && c->key->answer ? c->key->answer : now.base, _("Đã lập nhóm. Chọn người phụ trách, rồi thêm các em."), NULL);
}

static rc group_change_store(struct tx *t, const struct group_now *in, void *out)
{
    (void)out;
    try(access_recheck(t, GROUP_CHANGE, "nhom", in->end.v));
    try(in->change.id.v ? group_change(t, &in->change) : group_end(t, in->end, in->rev));
    return answer(t, "%s", in->base);
}
CLOSURE(group_change_store, struct group_now, void)

rc group_change_action(struct ctx *c, struct reply *r)
{
    struct group_change_in in;
    struct group_now now = { .base = page_of(c), .end = group_of(c) };
    try(form_read(c, c->route->form, &in));
    now.change = (struct group_change){ group_of(c), in.name, str_empty(in.words) ? NULL : in.words, 0, in.rev };
    if (!group_joining_read(in.joining, &now.change.joining)) return INVALID;
    try(transact(c->ask, c->key, group_change_store, &now, NULL));
    return see_other_flash(r, now.base, _("Đã lưu."), NULL);
}

rc group_end_action(struct ctx *c, struct reply *r)
{
    struct rev_in in;
    try(form_read(c, c->route->form, &in));
    struct group_now now = { .base = page_of(c), .end = group_of(c), .rev = in.rev };
    try(transact(c->ask, c->key, group_change_store, &now, NULL));
    return see_other_flash(r, base_of(c), _("Nhóm đã kết thúc. Ai từng ở trong nhóm vẫn còn được ghi."), NULL);
}

struct leader_now { struct new_leader in; group_leader_id end; int64_t rev; const char *next; };

static rc leader_store(struct tx *t, const struct leader_now *in, void *out)
{
    person_id person;
    (void)out;
    try(access_recheck(t, GROUP_CHANGE, "nhom", in->in.group.v));
    try(in->end.v ? group_leader_end(t, in->in.group, in->end, in->rev, &person) : group_leader_add(t, &in->in, &person));
    try(access_changed(t, person));
    return answer(t, "%s", in->next);
}
CLOSURE(leader_store, struct leader_now, void)

rc leader_action(struct ctx *c, struct reply *r)
{
    struct leader_in in;
    try(form_read(c, c->route->form, &in));
    struct leader_now now = { .in = { group_of(c), in.member, in.mentor }, .next = page_of(c) };
    try(transact(c->ask, c->key, leader_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã giao phụ trách."), NULL);
}

rc leader_end_action(struct ctx *c, struct reply *r)
{
    struct leader_end_in in;
    try(form_read(c, c->route->form, &in));
    struct leader_now now = { .in.group = group_of(c), .end = in.id, .rev = in.rev, .next = page_of(c) };
    try(transact(c->ask, c->key, leader_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã ghi thôi phụ trách."), NULL);
}

/* ---- written by leaders */

struct take_now { study_group_id group; const person_id *pupil; size_t n; const char *next; };

static rc take_store(struct tx *t, const struct take_now *in, void *out)
{
    (void)out;
    try(access_recheck(t, GROUP_LEAD, "nhom", in->group.v));
    try(group_take(t, in->group, in->pupil, in->n, NULL));
    return answer(t, "%s", in->next);
}
CLOSURE(take_store, struct take_now, void)

rc take_pupils_action(struct ctx *c, struct reply *r)
{
    struct take_in in;
    struct take_now now = { .group = group_of(c), .next = page_of(c) };
    try(form_read(c, c->route->form, &in));
    person_id *pupil = ARENA_MANY(c->arena, person_id, in.pupil.n);
    if (!pupil) return LIMIT;
    for (size_t i = 0; i < in.pupil.n; i++)
        if (id_read(in.pupil.item[i].name + strlen("em-"), &pupil[now.n].v)) now.n++;
    if (now.n == 0 || now.n > TAKEN_MOST) return form_wrong(c, "em", _("Hãy chọn từ một đến sáu mươi em."));
    now.pupil = pupil;
    if (in.class_id.v) now.next = arena_print(c->arena, "%s?lop=%s", now.next, id_words(c, in.class_id.v));
    try(transact(c->ask, c->key, take_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã thêm vào nhóm. Phụ huynh các em nhận được tin."), NULL);
}

struct answer_now { study_group_id group; group_member_id id; enum group_word word; int64_t rev; const char *next; };

static rc answer_store(struct tx *t, const struct answer_now *in, void *out)
{
    (void)out;
    try(access_recheck(t, GROUP_LEAD, "nhom", in->group.v));
    try(group_answer(t, in->group, in->id, in->word, in->rev));
    return answer(t, "%s", in->next);
}
CLOSURE(answer_store, struct answer_now, void)

rc member_answer_action(struct ctx *c, struct reply *r)
{
    struct answer_in in;
    try(form_read(c, c->route->form, &in));
    enum group_word word = str_is(in.word, "nhan") ? GROUP_YES : str_is(in.word, "khong") ? GROUP_NO : GROUP_OUT;
    struct answer_now now = { group_of(c), in.id, word, in.rev, page_of(c) };
    try(transact(c->ask, c->key, answer_store, &now, NULL));
    return see_other_flash(r, now.next, word == GROUP_YES ? _("Đã nhận em vào nhóm.") : word == GROUP_NO ? _("Đã trả lời. Em được báo tin.") : _("Đã ghi em ra khỏi nhóm."), NULL);
}
