/* Pages of groups that several schools share: the schools of one, and the invitations of other schools. What is shown of another school are names of who
** leads there, its own words, and how many pupils, rounded down: no pupil. */
#include "access/access.h"
#include "base/few.h"
#include "base/ids.h"
#include "generated/groups_views.h"
#include "groups/pages.h"
#include "groups/views.h"
#include "settings/settings.h"
#include "web/reply.h"

enum { NAME_MOST = 120, WORDS_MOST = 600, CONTACT_MOST = 200, REASON_MOST = 300, HITS_MOST = 12, TERM_NAME_MOST = 80 };
struct invite_in { school_id school; const char *words; };
struct share_end_in { group_share_id id; int64_t rev; const char *reason; };
struct reach_in { const char *contact; int64_t rev; };
struct share_answer_in { group_share_id id; int64_t rev; const char *word, *name, *contact, *reason, *joining; };
struct term_in { const char *name; day from, last; };
struct term_end_in { group_term_id id; int64_t rev; };

static const struct field invite_fields[] = {
    FIELD(struct invite_in, school, FIELD_ID, REQUIRED, .name = "moi", .label = N_("Trường")),
    FIELD(struct invite_in, words, FIELD_LONG, OPTIONAL, .name = "loi", .max = WORDS_MOST, .label = N_("Lời mời")), { 0 } };
static const struct field share_end_fields[] = {
    FIELD(struct share_end_in, id, FIELD_ID, REQUIRED, .name = "dong"),
    FIELD(struct share_end_in, rev, FIELD_INT, REQUIRED, .name = "rev"),
    FIELD(struct share_end_in, reason, FIELD_TEXT, OPTIONAL, .name = "li_do", .max = REASON_MOST, .label = N_("Lí do")), { 0 } };
static const struct field reach_fields[] = {
    FIELD(struct reach_in, contact, FIELD_TEXT, OPTIONAL, .name = "lien_he", .max = CONTACT_MOST, .label = N_("Cách liên hệ")),
    FIELD(struct reach_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
static const struct field share_answer_fields[] = {
    FIELD(struct share_answer_in, id, FIELD_ID, REQUIRED, .name = "dong"),
    FIELD(struct share_answer_in, rev, FIELD_INT, REQUIRED, .name = "rev"),
    FIELD(struct share_answer_in, word, FIELD_CHOICE, REQUIRED, .name = "tra_loi", .choices = "nhan khong", .label = N_("Trả lời")),
    FIELD(struct share_answer_in, name, FIELD_TEXT, OPTIONAL, .name = "ten", .max = NAME_MOST, .label = N_("Tên nhóm ở trường mình")),
    FIELD(struct share_answer_in, contact, FIELD_TEXT, OPTIONAL, .name = "lien_he", .max = CONTACT_MOST, .label = N_("Cách liên hệ")),
    FIELD(struct share_answer_in, joining, FIELD_CHOICE, OPTIONAL, .name = "vao", .choices = "leader asks", .label = N_("Vào nhóm")),
    FIELD(struct share_answer_in, reason, FIELD_TEXT, OPTIONAL, .name = "li_do", .max = REASON_MOST, .label = N_("Lí do")), { 0 } };
static const struct field term_fields[] = {
    FIELD(struct term_in, name, FIELD_TEXT, REQUIRED, .name = "ten_dot", .max = TERM_NAME_MOST, .label = N_("Tên đợt")),
    FIELD(struct term_in, from, FIELD_DAY, REQUIRED, .name = "tu", .label = N_("Từ ngày")),
    FIELD(struct term_in, last, FIELD_DAY, REQUIRED, .name = "den", .label = N_("Đến hết ngày")), { 0 } };
static const struct field term_end_fields[] = {
    FIELD(struct term_end_in, id, FIELD_ID, REQUIRED, .name = "dong"),
    FIELD(struct term_end_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec share_invite_form = { invite_fields }, share_end_form = { share_end_fields }, share_reach_form = { reach_fields }, share_answer_form = { share_answer_fields },
                       group_term_form = { term_fields }, group_term_end_form = { term_end_fields };

static const char *group_path(struct ctx *c) { return arena_print(c->arena, "/t/%s/nhom/%s", c->school->code, path_text(c, "nhom")); }
static const char *shared_path(struct ctx *c) { return arena_print(c->arena, "%s/lien-truong", group_path(c)); }
static const char *asked_path(struct ctx *c) { return arena_print(c->arena, "/t/%s/loi-moi-nhom", c->school->code); }
static study_group_id group_of(struct ctx *c) { return PATH_ID(c, "nhom", study_group_id); }
static const char *or_none(const char *text) { return str_empty(text) ? NULL : text; }

/* ---- the schools of a group */

const char *pupils_words(struct ctx *c, int64_t n, int64_t least)
{
    struct few few = few_rounded(n, least);
    const char *words = least == 1 ? _("{n} em") : few.is == FEW_UNDER ? _("ít hơn {n} em") : _("từ {n} em");
    if (few.is == FEW_NONE) return tr(c->lang, _("chưa có em nào"));
    return say(c->arena, c->lang, words, "n", arena_print(c->arena, "%lld", (long long)(few.is == FEW_UNDER ? least : few.n)), NULL);
}

/* One's own are exact, those of another school rounded down by that school's threshold. */
static rc part_words(struct ctx *c, const struct shares_of_row *part, const char **words)
{
    int64_t least = 1;
    if (part->of_school.v != c->school->id.v) try(few_least(c->ask, part->of_school, &least));
    *words = pupils_words(c, part->members, least);
    return OK;
}

rc parts_fill(struct ctx *c, study_group_id shared, struct shared_view *v)
{
    struct shares_of_row *row;
    struct shared_leaders_row *leader;
    struct shared_terms_row *term;
    size_t leaders;
    bool found;
    try(shared_face(c->ask, shared, c->school->id, &v->face, &found));
    if (!found) return NOT_FOUND;
    try(shares_of(c->ask, shared, c->school->id, c->today, &row, &v->n));
    try(shared_leaders(c->ask, shared, c->school->id, c->today, &leader, &leaders));
    try(shared_terms(c->ask, shared, c->school->id, &term, &v->terms));
    v->term = term;
    struct shared_part *part = ARENA_MANY(c->arena, struct shared_part, v->n);
    if (!part) return LIMIT;
    for (size_t i = 0; i < v->n; i++) {
        part[i] = (struct shared_part){ .row = &row[i], .leaders = "", .mine = row[i].of_school.v == c->school->id.v, .holds = row[i].state == SHARE_STATE_HOLDS };
        bool stands = part[i].holds || row[i].state == SHARE_STATE_TAKEN;
        if (stands) try(part_words(c, &row[i], &part[i].pupils));
        part[i].may_end = v->can_share && !part[i].holds && (v->holds || part[i].mine) && (stands || row[i].state == SHARE_STATE_INVITED);
        for (size_t k = 0; k < leaders; k++)
            if (leader[k].of_school.v == row[i].of_school.v)
                part[i].leaders = arena_print(c->arena, "%s%s%s", part[i].leaders, *part[i].leaders ? ", " : "", leader[k].name);
    }
    v->part = part;
    return OK;
}

/* Schools that fit what was typed, but those that are in it. */
static rc hits_fill(struct ctx *c, struct shared_view *v)
{
    struct searcher s = { .ask = c->ask, .who = c->who };
    struct search_found f;
    v->typed = form_typed(c, "tim", query_text(c, "tim"));
    const struct search_query *q = str_empty(v->typed) ? NULL : search_read(c->arena, v->typed);
    if (!q) return OK;
    v->looked = true;
    try(search_find(&s, search_kind_named("school"), q, 0, HITS_MOST, &f));
    struct ui_choice *hit = ARENA_MANY(c->arena, struct ui_choice, f.n);
    if (!hit) return LIMIT;
    for (size_t i = 0; i < f.n; i++) {
        bool in = f.hit[i].object == c->school->id.v;
        for (size_t k = 0; k < v->n && !in; k++) in = v->part[k].row->of_school.v == f.hit[i].object && (v->part[k].holds || v->part[k].may_end);
        char id[ID_TEXT_SIZE];
        id_text(f.hit[i].object, id);
        if (!in) hit[v->hits++] = (struct ui_choice){ .code = arena_text(c->arena, id), .label = arena_print(c->arena, "%s, %s", f.hit[i].title, f.hit[i].sub ? f.hit[i].sub : "") };
    }
    v->hit = hit;
    return OK;
}

rc shared_page(struct ctx *c, struct reply *r)
{
    struct shared_view v = { .school = c->school, .base = shared_path(c), .group = group_path(c), .can_share = may(c, GROUP_SHARE, "nhom", group_of(c).v),
                             .can_change = may(c, GROUP_CHANGE, "nhom", group_of(c).v), .typed = "", .small = c->route->form == &share_end_form };
    bool found;
    try(group_one(c->ask, group_of(c), &v.own, &found));
    if (!found) return NOT_FOUND;
    try(share_of_group(c->ask, group_of(c), &v.mine, &v.shared));
    v.holds = !v.shared || v.mine.state == SHARE_STATE_HOLDS;
    if (v.own.to_day.has) v.can_share = v.can_change = false;
    if (v.shared) try(parts_fill(c, v.mine.shared_id, &v));
    if (v.can_share && v.holds) try(hits_fill(c, &v));
    return show(r, view_shared, &v);
}

struct sharing { struct new_share in; struct share_over over; const char *contact, *next; int64_t rev; bool reach; };

static rc sharing_store(struct tx *t, const struct sharing *in, void *out)
{
    (void)out;
    try(access_recheck(t, in->reach ? GROUP_CHANGE : GROUP_SHARE, "nhom", in->in.group.v));
    try(in->reach ? share_reach(t, in->in.group, in->contact, in->rev) : in->over.id.v ? share_end(t, &in->over) : share_invite(t, &in->in));
    return answer(t, "%s", in->next);
}
CLOSURE(sharing_store, struct sharing, void)

rc share_invite_action(struct ctx *c, struct reply *r)
{
    struct invite_in in;
    try(form_read(c, c->route->form, &in));
    struct sharing now = { .in = { group_of(c), in.school, or_none(in.words) }, .next = shared_path(c) };
    try(transact(c->ask, c->key, sharing_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã gửi lời mời. Ban giám hiệu trường ấy thấy lời mời ngay và sẽ trả lời."), NULL);
}

rc share_end_action(struct ctx *c, struct reply *r)
{
    struct share_end_in in;
    try(form_read(c, c->route->form, &in));
    struct sharing now = { .in.group = group_of(c), .over = { group_of(c), in.id, or_none(in.reason), in.rev }, .next = shared_path(c) };
    try(transact(c->ask, c->key, sharing_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã ghi. Trường kia được báo tin; ai từng cùng nhóm vẫn còn được ghi."), NULL);
}

rc share_reach_action(struct ctx *c, struct reply *r)
{
    struct reach_in in;
    try(form_read(c, c->route->form, &in));
    struct sharing now = { .in.group = group_of(c), .contact = or_none(in.contact), .rev = in.rev, .reach = true, .next = shared_path(c) };
    try(transact(c->ask, c->key, sharing_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã lưu."), NULL);
}

/* ---- invitations of other schools */

static rc asked_fill(struct ctx *c, const struct shares_asked_row *row, size_t n, struct asked_view *v)
{
    int64_t id = 0;
    const char *wanted = form_typed(c, "dong", query_text(c, "dong"));
    if (!str_empty(wanted) && !id_read(wanted, &id)) return OK;
    for (size_t i = 0; i < n && !v->one; i++)
        if (id ? row[i].id.v == id : n == 1) v->one = &row[i];
    if (!v->one) return OK;
    rc there = parts_fill(c, v->one->shared_id, &v->shared);
    return there == NOT_FOUND ? (v->one = NULL, OK) : there;
}

rc share_asked_page(struct ctx *c, struct reply *r)
{
    struct asked_view v = { .school = c->school, .base = asked_path(c), .shared = { .school = c->school } };
    struct shares_asked_row *row;
    struct shares_before_row *before;
    try(shares_asked(c->ask, &row, &v.n));
    try(shares_before(c->ask, &before, &v.befores));
    v.line = row, v.before = before;
    try(asked_fill(c, row, v.n, &v));
    return show(r, view_share_asked, &v);
}

struct answering { struct share_yes yes; const char *reason, *base, *next; bool no; };

static rc answering_store(struct tx *t, const struct answering *in, void *out)
{
    study_group_id group;
    char id[ID_TEXT_SIZE];
    (void)out;
    try(access_recheck(t, GROUP_SHARE, NULL, 0));
    if (in->no) {
        try(share_refuse(t, in->yes.id, in->reason, in->yes.rev));
        return answer(t, "%s", in->next);
    }
    try(share_accept(t, &in->yes, &group));
    id_text(group.v, id);
    return answer(t, "%s/%s", in->base, id);
}
CLOSURE(answering_store, struct answering, void)

rc share_asked_action(struct ctx *c, struct reply *r)
{
    struct share_answer_in in;
    try(form_read(c, c->route->form, &in));
    struct answering now = { .yes = { in.id, in.name, or_none(in.contact), GROUP_JOINING_LEADER, in.rev }, .reason = or_none(in.reason), .no = str_is(in.word, "khong"),
                             .base = arena_print(c->arena, "/t/%s/nhom", c->school->code), .next = asked_path(c) };
    if (!now.no && str_empty(in.name)) return form_wrong(c, "ten", _("Hãy ghi tên nhóm ở trường mình."));
    if (!str_empty(in.joining) && !group_joining_read(in.joining, &now.yes.joining)) return INVALID;
    try(transact(c->ask, c->key, answering_store, &now, NULL));
    if (now.no) return see_other_flash(r, now.next, _("Đã trả lời. Trường mời được báo tin."), NULL);
    return see_other_flash(r, c->key && c->key->answer ? c->key->answer : now.base, _("Đã nhận lời. Chọn người phụ trách ở trường mình, rồi thêm các em."), NULL);
}

/* ---- terms, on the page of the group */

rc terms_fill(struct ctx *c, struct group_view *v)
{
    struct share_of_group_row mine;
    struct terms_of_group_row *row;
    struct shared_terms_row *term;
    try(share_of_group(c->ask, group_of(c), &mine, &v->shared));
    v->can_term = v->can_change && (!v->shared || mine.state == SHARE_STATE_HOLDS);
    if (v->shared && mine.state != SHARE_STATE_HOLDS) {
        try(shared_terms(c->ask, mine.shared_id, c->school->id, &term, &v->terms));
        v->term = term;
        return OK;
    }
    try(terms_of_group(c->ask, group_of(c), &row, &v->terms));
    term = ARENA_MANY(c->arena, struct shared_terms_row, v->terms);
    if (!term) return LIMIT;
    for (size_t i = 0; i < v->terms; i++) term[i] = (struct shared_terms_row){ row[i].id, row[i].name, row[i].from_day, row[i].to_day, row[i].rev };
    v->term = term;
    return OK;
}

struct terming { struct new_term in; group_term_id end; int64_t rev; const char *next; };

static rc term_store(struct tx *t, const struct terming *in, void *out)
{
    (void)out;
    try(access_recheck(t, GROUP_CHANGE, "nhom", in->in.group.v));
    try(in->end.v ? group_term_drop(t, in->in.group, in->end, in->rev) : group_term_add(t, &in->in));
    return answer(t, "%s", in->next);
}
CLOSURE(term_store, struct terming, void)

rc group_term_action(struct ctx *c, struct reply *r)
{
    struct term_in in;
    try(form_read(c, c->route->form, &in));
    struct terming now = { .in = { group_of(c), in.name, in.from, in.last }, .next = group_path(c) };
    try(transact(c->ask, c->key, term_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã đặt đợt. Gia đình các em trong nhóm thấy ở trang nhóm của con."), NULL);
}

rc group_term_end_action(struct ctx *c, struct reply *r)
{
    struct term_end_in in;
    try(form_read(c, c->route->form, &in));
    struct terming now = { .in.group = group_of(c), .end = in.id, .rev = in.rev, .next = group_path(c) };
    try(transact(c->ask, c->key, term_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã bỏ đợt này."), NULL);
}
