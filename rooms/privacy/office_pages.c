/* The office's list of requests, and one of them with what the school says to it. Opening one is a look at the person. */
#include "access/access.h"
#include "base/ids.h"
#include "consent/consent.h"
#include "generated/privacy_queries.h"
#include "generated/privacy_views.h"
#include "people/people.h"
#include "privacy/erase.h"
#include "privacy/pages.h"
#include "privacy/privacy.h"
#include "privacy/views.h"

enum { PAGE_OF = 50 };
struct answer_in { const char *did, *words; int64_t days; int64_t rev; };
static const struct field answer_fields[] = {
    FIELD(struct answer_in, did, FIELD_CHOICE, REQUIRED, .name = "viec", .choices = "answered extended done refused", .label = N_("Việc")),
    FIELD(struct answer_in, words, FIELD_LONG, REQUIRED, .name = "loi", .max = 2000, .label = N_("Lời trả lời")),
    FIELD(struct answer_in, days, FIELD_INT, OPTIONAL, .name = "ngay", .min = 1, .max = EXTENSION_DAYS, .label = N_("Thêm bao nhiêu ngày")),
    FIELD(struct answer_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec answer_form = { answer_fields };

static const char *base_of(struct ctx *c) { return arena_print(c->arena, "/t/%s/quyen-du-lieu", c->school->code); }

static rc open_fill(struct ctx *c, struct requests_view *v)
{
    struct requests_open_row *row;
    try(requests_open(c->ask, c->who->person, &row, &v->n));
    struct request_line *line = ARENA_MANY(c->arena, struct request_line, v->n);
    if (!line) return LIMIT;
    for (size_t i = 0; i < v->n; i++)
        line[i] = (struct request_line){ row[i].id, row[i].kind, row[i].state, row[i].subject_name, row[i].by_name, row[i].own, row[i].at, row[i].due, row[i].due.n < c->today.n };
    v->line = line;
    return OK;
}

static rc over_fill(struct ctx *c, struct requests_view *v)
{
    struct requests_over_row *row;
    privacy_request_id before = { INT64_MAX };
    char text[ID_TEXT_SIZE];
    v->begun = id_read(query_text(c, "sau"), &before.v);
    if (!v->begun) before.v = INT64_MAX;
    try(requests_over(c->ask, c->who->person, before, PAGE_OF + 1, &row, &v->overs));
    struct request_line *line = ARENA_MANY(c->arena, struct request_line, v->overs);
    if (!line) return LIMIT;
    if (v->overs > PAGE_OF) {
        v->overs = PAGE_OF;
        id_text(row[PAGE_OF - 1].id.v, text);
        v->next = arena_text(c->arena, text);
    }
    for (size_t i = 0; i < v->overs; i++)
        line[i] = (struct request_line){ row[i].id, row[i].kind, row[i].state, row[i].subject_name, row[i].by_name, row[i].own, row[i].closed_at.v, { 0 }, false };
    v->over = line;
    return OK;
}

rc requests_page(struct ctx *c, struct reply *r)
{
    struct requests_view v = { .school_code = c->school->code, .school_name = c->school->name, .base = base_of(c) };
    try(open_fill(c, &v));
    try(over_fill(c, &v));
    return show(r, view_requests, &v);
}

/* ---- one of them */

static rc request_find(struct ctx *c, struct request_one_row *row)
{
    bool found;
    try(request_as_read(c->ask, PATH_ID(c, "yeu", privacy_request_id), row, &found));
    return found ? OK : NOT_FOUND;
}

static const char *role_here(const struct ctx *c)
{
    for (size_t i = 0; i < c->who->roles; i++)
        if (c->who->role[i].school.id.v == c->school->id.v) return c->who->role[i].role;
    return "staff";
}

/* How far an erasure upon it is. */
static rc erasure_fill(struct ctx *c, struct request_view *v)
{
    struct erasure_of_row last;
    bool any;
    if (v->kind != PRIVACY_KIND_ERASE) return OK;
    try(erasure_of(c->ask, PATH_ID(c, "yeu", privacy_request_id), &last, &any));
    v->proposed = any && last.state == ERASURE_STATE_PROPOSED;
    if (any && last.state == ERASURE_STATE_WAITING && last.carry_on.has) v->erased_after = (opt_day){ true, { last.carry_on.v.n - 1 } };
    return OK;
}

rc request_page(struct ctx *c, struct reply *r)
{
    struct request_one_row row;
    struct answers_of_row *said;
    struct request_view v = { .school_code = c->school->code, .base = base_of(c), .action = arena_print(c->arena, "%s/%s/tra-loi", base_of(c), path_text(c, "yeu")) };
    try(request_find(c, &row));
    try(look_write(c, row.subject_id, LOOK_KIND_PROFILE, role_here(c)));
    try(answers_of(c->ask, PATH_ID(c, "yeu", privacy_request_id), &said, &v.answers));
    struct said_line *answer = ARENA_MANY(c->arena, struct said_line, v.answers);
    if (!answer) return LIMIT;
    for (size_t i = 0; i < v.answers; i++) answer[i] = (struct said_line){ said[i].did, said[i].words, said[i].by_name, said[i].at };
    v.answer = answer;
    v.kind = row.kind, v.state = row.state, v.subject_name = row.subject_name, v.by_name = row.by_name, v.words = row.words, v.at = row.at;
    v.answer_due = row.answer_due, v.done_due = row.done_due, v.rev = row.rev;
    v.own = row.by_person.v == row.subject_id.v, v.answered = row.answered_at.has, v.extended = row.extended_at.has, v.closed = row.closed_at.has, v.barred = row.barred;
    if (row.source && row.entered_name) v.source = row.source, v.entered_name = row.entered_name;
    v.late = !v.closed && ((!v.answered && row.answer_due.n < c->today.n) || row.done_due.n < c->today.n);
    v.mine = row.by_person.v == c->who->person.v || row.subject_id.v == c->who->person.v;
    v.can_answer = !v.closed && !v.mine && may(c, PRIVACY_ANSWER, NULL, 0);
    v.erase_href = arena_print(c->arena, "%s/%s/xoa", base_of(c), path_text(c, "yeu"));
    v.restrict_action = arena_print(c->arena, "%s/%s/han-che", base_of(c), path_text(c, "yeu"));
    v.can_restrict = kind_restricts(row.kind) && !v.mine && !v.barred && may(c, PRIVACY_ANSWER, NULL, 0);
    try(restricted(c->ask, row.subject_id, &v.restricted));
    try(erasure_fill(c, &v));
    return show(r, view_request, &v);
}

struct answer_now { struct request_answer answer; const char *next; };

static rc answer_store(struct tx *t, const struct answer_now *in, void *out)
{
    (void)out;
    try(access_recheck(t, PRIVACY_ANSWER, NULL, 0));
    try(request_answer(t, &in->answer));
    return answer(t, "%s", in->next);
}
CLOSURE(answer_store, struct answer_now, void)

rc answer_action(struct ctx *c, struct reply *r)
{
    struct answer_in in;
    struct request_one_row row;
    try(request_find(c, &row));                                    /* a stranger's is NOT_FOUND, whatever the form says */
    try(form_read(c, c->route->form, &in));
    struct answer_now now = { .next = arena_print(c->arena, "%s/%s", base_of(c), path_text(c, "yeu")),
                              .answer = { .id = PATH_ID(c, "yeu", privacy_request_id), .words = in.words, .days = in.days, .rev = in.rev } };
    if (!privacy_did_read(in.did, &now.answer.did)) return INVALID;
    try(transact(c->ask, c->key, answer_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã ghi và báo cho người yêu cầu."), NULL);
}
