/* Pages of going to another school: the paper, printed by the former school, and taking a child in by it. */
#include "access/access.h"
#include "base/ids.h"
#include "classes/pages.h"
#include "classes/transfer.h"
#include "classes/views.h"
#include "generated/classes_views.h"
#include "web/reply.h"
#include <string.h>

enum { PAPER_DAYS = 60 };
struct paper_in { const char *to_name; bool careful; };
struct code_in { const char *code; };
struct take_in { const char *code; class_id class_id; };
static const struct field paper_fields[] = {
    FIELD(struct paper_in, to_name, FIELD_TEXT, REQUIRED, .name = "truong_den", .max = 120, .label = N_("Trường đến")),
    FIELD(struct paper_in, careful, FIELD_TICK, OPTIONAL, .name = "giao_dung"), { 0 } };
static const struct field code_fields[] = { FIELD(struct code_in, code, FIELD_TEXT, REQUIRED, .name = "ma", .max = 30, .label = N_("Mã trên giấy chuyển trường")), { 0 } };
static const struct field take_fields[] = {
    FIELD(struct take_in, code, FIELD_TEXT, REQUIRED, .name = "ma", .max = 30, .label = N_("Mã trên giấy chuyển trường")),
    FIELD(struct take_in, class_id, FIELD_ID, OPTIONAL, .name = "lop", .label = N_("Lớp")), { 0 } };
const struct form_spec paper_form = { paper_fields }, code_form = { code_fields }, take_form = { take_fields };

/* ---- the former school */

rc transfer_page(struct ctx *c, struct reply *r)
{
    struct transfer_view v = { .school = c->school, .action = arena_print(c->arena, "/t/%s/em/%s/giay-chuyen", c->school->code, path_text(c, "em")) };
    try(transfer_look(c->ask, PATH_ID(c, "em", person_id), &v.state));
    return show(r, view_transfer, &v);
}

struct paper_now { struct new_transfer paper; const char *next; };

static rc paper_store(struct tx *t, const struct paper_now *in, void *out)
{
    (void)out;
    try(access_recheck(t, PUPIL_MOVE, NULL, 0));
    try(transfer_make(t, &in->paper));
    return answer(t, "%s", in->next);
}
CLOSURE(paper_store, struct paper_now, void)

rc transfer_action(struct ctx *c, struct reply *r)
{
    struct paper_in in;
    struct fresh_code code;
    person_id pupil = PATH_ID(c, "em", person_id);
    struct transfer_view v = { .school = c->school, .action = arena_print(c->arena, "/t/%s/em/%s/giay-chuyen", c->school->code, path_text(c, "em")), .today = c->today };
    try(transfer_look(c->ask, pupil, &v.state));
    try(form_read(c, c->route->form, &in));
    try(code_make(c->app, c->arena, pupil, &code));
    struct paper_now now = { { pupil, in.to_name, code.hash, { c->now.ms + PAPER_DAYS * 86400000LL }, in.careful }, v.action };
    try(transact(c->ask, c->key, paper_store, &now, NULL));
    if (c->key && c->key->repeated)                            /* the code of the first press cannot be shown again */
        return see_other_flash(r, now.next, _("Giấy đã được làm ở lần bấm trước. Nếu chưa in được, hãy làm giấy mới."), NULL);
    v.code = code.shown;
    v.to_name = in.to_name;
    v.until = day_of(now.paper.until);
    v.address = c->app->config.base_url;
    return show(r, view_transfer_paper, &v);
}

/* ---- the new one */

static const char *taking_path(struct ctx *c) { return arena_print(c->arena, "/t/%s/chuyen-den", c->school->code); }

rc taking_page(struct ctx *c, struct reply *r)
{
    struct taking_view v = { .school = c->school, .action = taking_path(c) };
    return show(r, view_taking, &v);
}

static rc miss_store(struct tx *t, const void *in, void *out)
{
    (void)in, (void)out;
    try(access_recheck(t, PUPIL_MOVE, NULL, 0));
    return transfer_missed(t);
}
CLOSURE(miss_store, void, void)

/* Whom the typed code is about; one that is none counts. INVALID in words. */
static rc code_find(struct ctx *c, const char *typed, uint8_t hash[32], struct transfer_face *face)
{
    bool found = false;
    try(transfer_tries(c->ask));
    if (code_typed(c->app, typed, hash)) try(transfer_find(c->ask, hash, face, &found));
    if (found) return OK;
    try(transact(c->ask, NULL, miss_store, NULL, NULL));      /* no key: a form that is shown again keeps its own, and every try counts */
    return transfer_unknown(c->ask);
}

static rc classes_fill(struct ctx *c, struct taking_view *v)
{
    struct year_brief year;
    struct class_line *line;
    rc found = year_at(c->ask, c->today, &year);
    if (found == NOT_FOUND) return OK;
    try(found);
    try(classes_of_year(c->ask, year.id, &line, &v->choices));
    struct ui_choice *choice = ARENA_MANY(c->arena, struct ui_choice, v->choices);
    if (!choice) return LIMIT;
    for (size_t i = 0; i < v->choices; i++) {
        char text[ID_TEXT_SIZE];
        id_text(line[i].id.v, text);
        choice[i] = (struct ui_choice){ .code = arena_text(c->arena, text), .label = line[i].name };
    }
    v->choice = choice;
    return OK;
}

rc taking_action(struct ctx *c, struct reply *r)
{
    struct code_in in;
    uint8_t hash[32];
    struct taking_view v = { .school = c->school, .action = taking_path(c) };
    try(form_read(c, c->route->form, &in));
    try(code_find(c, in.code, hash, &v.face));
    v.code = in.code;
    try(classes_fill(c, &v));
    return show(r, view_taking_found, &v);
}

struct take_now { struct transfer_take take; const char *next; };

static rc take_store(struct tx *t, const struct take_now *in, void *out)
{
    (void)out;
    try(access_recheck(t, PUPIL_MOVE, NULL, 0));
    try(transfer_take(t, &in->take));
    return answer(t, "%s", in->next);
}
CLOSURE(take_store, struct take_now, void)

/* The same press twice finds the first answer: the code is none any more by then, so the closure is asked before anything else. */
rc take_action(struct ctx *c, struct reply *r)
{
    struct take_in in;
    struct transfer_face face;
    uint8_t hash[32];
    char id[ID_TEXT_SIZE];
    try(form_read(c, c->route->form, &in));
    try(transfer_tries(c->ask));
    bool known = code_typed(c->app, in.code, hash);
    if (known) try(transfer_find(c->ask, hash, &face, &known));
    id_text(known ? face.person.v : 0, id);
    struct take_now now = { { hash, in.class_id }, known ? arena_print(c->arena, "/t/%s/em/%s", c->school->code, id) : taking_path(c) };
    if (!known) memset(hash, 0, sizeof hash);                  /* nobody's: refused in the closure, unless it was this press before */
    rc done = transact(c->ask, c->key, take_store, &now, NULL);
    if (done == INVALID && !known) try(transact(c->ask, NULL, miss_store, NULL, NULL));
    try(done);
    return see_other_flash(r, c->key && c->key->answer ? c->key->answer : now.next, _("Đã nhận em. Hồ sơ, hành trình và gia đình của em đi cùng."), NULL);
}
