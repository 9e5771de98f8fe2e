/* Restriction of processing: begun by the heads upon a request, seen in one list, lifted with a reason. docs/decisions/0081-restricted.md */
#include "access/access.h"
#include "exchange/exchange.h"
#include "generated/privacy_queries.h"
#include "generated/privacy_views.h"
#include "people/people.h"
#include "privacy/erase.h"
#include "privacy/pages.h"
#include "privacy/privacy.h"
#include "privacy/views.h"

struct restrict_in { const char *reason; };
static const struct field restrict_fields[] = {
    FIELD(struct restrict_in, reason, FIELD_LONG, REQUIRED, .name = "li_do", .max = 500, .label = N_("Vì sao hạn chế")), { 0 } };
const struct form_spec restrict_form = { restrict_fields };

static const struct field lift_fields[] = {
    FIELD(struct restriction_end, subject, FIELD_ID, REQUIRED, .name = "em"), FIELD(struct restriction_end, id, FIELD_ID, REQUIRED, .name = "dong"),
    FIELD(struct restriction_end, rev, FIELD_INT, REQUIRED, .name = "rev"),
    FIELD(struct restriction_end, reason, FIELD_LONG, REQUIRED, .name = "li_do", .max = 500, .label = N_("Vì sao gỡ")), { 0 } };
const struct form_spec lift_form = { lift_fields };

bool kind_restricts(enum privacy_kind kind) { return kind == PRIVACY_KIND_RESTRICT || kind == PRIVACY_KIND_OBJECT; }

rc restricted_page(struct ctx *c, struct reply *r)
{
    struct restrictions_here_row *row;
    struct restricted_view v = { .school_code = c->school->code, .action = arena_print(c->arena, "/t/%s/han-che/go", c->school->code), .can_lift = may(c, PRIVACY_ANSWER, NULL, 0) };
    try(restrictions_here(c->ask, &row, &v.n));
    struct restricted_line *line = ARENA_MANY(c->arena, struct restricted_line, v.n);
    if (!line) return LIMIT;
    for (size_t i = 0; i < v.n; i++) line[i] = (struct restricted_line){ row[i].id, row[i].subject_id, row[i].name, row[i].reason, row[i].by_name, row[i].at, row[i].rev };
    v.line = line;
    return show(r, view_restricted, &v);
}

/* ---- begun, from the page of a request */

struct restrict_now { privacy_request_id request; const char *reason, *next; };

static rc restrict_store(struct tx *t, const struct restrict_now *in, void *out)
{
    struct request_one_row r;
    struct held_here_row held;
    bool found;
    (void)out;
    try(access_recheck(t, PRIVACY_ANSWER, NULL, 0));
    try(request_as_read(t->ask, in->request, &r, &found));
    if (!found) return NOT_FOUND;
    try(request_answerable(t, r.by_person, r.subject_id));
    if (!kind_restricts(r.kind))
        return refuse(t->ask, CONFLICT, 5327, _("Yêu cầu này không xin hạn chế. Chỉ hạn chế khi gia đình hay chính người ấy yêu cầu."), NULL);
    try(held_here(t->ask, r.subject_id, &held));
    if (held.n == 0)
        return refuse(t->ask, CONFLICT, 5568, _("Người này không còn gì ở trường nên không có gì để hạn chế. Trả lời yêu cầu bằng lời."), NULL);
    try(restrict_put(t, &(struct new_restriction){ r.subject_id, in->request.v, in->reason }));
    return answer(t, "%s", in->next);
}
CLOSURE(restrict_store, struct restrict_now, void)

rc restrict_action(struct ctx *c, struct reply *r)
{
    struct restrict_in in;
    struct request_one_row row;
    bool found;
    struct restrict_now now = { .request = PATH_ID(c, "yeu", privacy_request_id), .next = arena_print(c->arena, "/t/%s/quyen-du-lieu/%s", c->school->code, path_text(c, "yeu")) };
    try(request_as_read(c->ask, now.request, &row, &found));
    if (!found) return NOT_FOUND;
    try(form_read(c, c->route->form, &in));
    now.reason = in.reason;
    try(transact(c->ask, c->key, restrict_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã hạn chế: từ lúc này không xuất, không in, không tìm ra, trừ người dạy em ấy. Còn việc trả lời yêu cầu."), NULL);
}

/* ---- lifted */

static rc lift_store(struct tx *t, const struct restriction_end *in, void *out)
{
    (void)out;
    try(access_recheck(t, PRIVACY_ANSWER, NULL, 0));
    try(restrict_lift(t, in));
    return forward_owe(t, in->subject);
}
CLOSURE(lift_store, struct restriction_end, void)

rc lift_action(struct ctx *c, struct reply *r)
{
    struct restriction_end in;
    try(form_read(c, c->route->form, &in));
    try(transact(c->ask, c->key, lift_store, &in, NULL));
    return see_other_flash(r, arena_print(c->arena, "/t/%s/han-che", c->school->code), _("Đã gỡ hạn chế."), NULL);
}
