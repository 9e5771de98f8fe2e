/* The page that says what an erasure would drop and what it would keep, and the two who do it. */
#include "access/access.h"
#include "consent/consent.h"
#include "generated/privacy_views.h"
#include "privacy/erase.h"
#include "privacy/views.h"
#include "schools/schools.h"

struct erase_in { const char *reason; };
static const struct field erase_fields[] = { FIELD(struct erase_in, reason, FIELD_LONG, REQUIRED, .name = "li_do", .max = 500, .label = N_("Vì sao xóa được")), { 0 } };
const struct form_spec erase_form = { erase_fields };

struct erase_word_in { const char *word, *name; int64_t rev; bool on_paper; };
static const struct field erase_word_fields[] = {
    FIELD(struct erase_word_in, word, FIELD_CHOICE, REQUIRED, .name = "quyet", .choices = "xoa thoi", .label = N_("Quyết định")),
    FIELD(struct erase_word_in, name, FIELD_TEXT, OPTIONAL, .name = "ho_ten", .max = 120, .label = N_("Gõ lại họ tên")),
    FIELD(struct erase_word_in, on_paper, FIELD_TICK, OPTIONAL, .name = "bao_giay", .label = N_("Đã gửi thư báo trên giấy")),
    FIELD(struct erase_word_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec erase_word_form = { erase_word_fields };

static const char *request_path(struct ctx *c) { return arena_print(c->arena, "/t/%s/quyen-du-lieu/%s", c->school->code, path_text(c, "yeu")); }

static rc request_find(struct ctx *c, struct request_one_row *row)
{
    bool found;
    try(request_as_read(c->ask, PATH_ID(c, "yeu", privacy_request_id), row, &found));
    return found ? OK : NOT_FOUND;
}

/* Asked for the page alone: what stands in the way is shown, not refused. */
static rc hurdle_find(struct ctx *c, const struct request_one_row *row, const char **why)
{
    struct fault before = *c->ask->fault;
    rc may = erasure_may(c->ask, row);
    *why = may == CONFLICT ? c->ask->fault->message : NULL;
    if (may == CONFLICT) *c->ask->fault = before;
    return may == CONFLICT ? OK : may;
}

rc erase_page(struct ctx *c, struct reply *r)
{
    struct request_one_row row;
    struct erasure_of_row last;
    struct erase_view v = { .school_code = c->school->code, .back = request_path(c), .action = arena_print(c->arena, "%s/xoa", request_path(c)) };
    try(request_find(c, &row));
    try(look_write(c, row.subject_id, LOOK_KIND_PROFILE, looking_as(c)));
    try(hurdle_find(c, &row, &v.hurdle));
    try(erasure_of(c->ask, PATH_ID(c, "yeu", privacy_request_id), &last, &v.any));
    struct adult adult;
    try(adult_look(c->ask, row.subject_id, &adult));
    v.adult = adult.is;
    if (v.adult) try(adult_elsewhere(c->ask, row.subject_id, &v.elsewhere));
    v.subject_name = row.subject_name;
    v.mine = row.by_person.v == c->who->person.v || row.subject_id.v == c->who->person.v;
    if (v.any) v.state = last.state, v.reason = last.reason, v.by_name = last.by_name, v.at = last.proposed_at, v.decided_name = last.decided_name, v.decided_at = last.decided_at, v.rev = last.rev;
    v.waits = v.any && last.state == ERASURE_STATE_PROPOSED;
    v.dated = v.any && last.state == ERASURE_STATE_WAITING;
    if (v.any && last.carry_on.has) v.last_day = (opt_day){ true, { last.carry_on.v.n - 1 } }, v.told = last.told.v, v.on_paper = last.on_paper.has && last.on_paper.v, v.word = last.word, v.word_at = last.word_at;
    for (day d = c->today; v.dated && d.n < v.last_day.v.n;) d.n++, v.days_left += workday_is(d);
    v.wait_days = erasure_wait_days(&row);
    v.can_decide = v.waits && !v.mine && last.proposed_by.v != c->who->person.v && may(c, PRIVACY_ANSWER, NULL, 0);
    v.can_drop = (v.waits || v.dated) && !v.mine && may(c, PRIVACY_ANSWER, NULL, 0);
    return show(r, view_erase, &v);
}

struct erase_now { struct new_erasure what; const char *next; };
static rc erase_store(struct tx *t, const struct erase_now *in, void *out)
{
    (void)out;
    try(access_recheck(t, ERASE_PROPOSE, NULL, 0));
    try(erasure_propose(t, &in->what));
    return answer(t, "%s", in->next);
}
CLOSURE(erase_store, struct erase_now, void)

rc erase_action(struct ctx *c, struct reply *r)
{
    struct erase_in in;
    struct request_one_row row;
    try(request_find(c, &row));
    try(form_read(c, c->route->form, &in));
    struct erase_now now = { { PATH_ID(c, "yeu", privacy_request_id), in.reason }, arena_print(c->arena, "%s/xoa", request_path(c)) };
    try(transact(c->ask, c->key, erase_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã ghi đề nghị. Một người khác trong ban giám hiệu xem và quyết định."), NULL);
}

struct word_now { struct erasure_word word; const char *next; };
static rc word_store(struct tx *t, const struct word_now *in, void *out)
{
    (void)out;
    try(access_recheck(t, PRIVACY_ANSWER, NULL, 0));
    try(erasure_say(t, &in->word));
    return answer(t, "%s", in->next);
}
CLOSURE(word_store, struct word_now, void)

rc erase_word_action(struct ctx *c, struct reply *r)
{
    struct erase_word_in in;
    struct request_one_row row;
    try(request_find(c, &row));
    try(form_read(c, c->route->form, &in));
    struct word_now now = { { PATH_ID(c, "yeu", privacy_request_id), str_is(in.word, "xoa"), in.on_paper, in.name, in.rev }, request_path(c) };
    try(transact(c->ask, c->key, word_store, &now, NULL));
    return see_other_flash(r, now.next, now.word.erase ? _("Đã quyết định. Những người liên quan được báo; việc xóa làm sau ngày ghi ở trang Xóa dữ liệu.") : _("Đã ghi: không xóa."), NULL);
}
