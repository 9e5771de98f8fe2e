/* The bulk acts of the last days, and the page on which one of them is taken back with a reason. */
#include "access/access.h"
#include "audit/views.h"
#include "generated/audit_views.h"
#include "web/reply.h"

enum { SHOWN = 30, DAYS_BACK = 60 };

static rc line_fill(struct ctx *c, const struct batch_line *b, struct undo_line *out)
{
    const struct undoer *u = undoer_of(b->act);
    *out = (struct undo_line){ .batch = b, .known = u != NULL, .label = u ? u->label : N_("Việc hàng loạt") };
    if (!u) return OK;
    try(undo_until(c->ask, u, b->at, &out->until));
    rc seen = u->look(c->ask, b->id, &out->view);
    if (seen == NOT_FOUND) return out->known = false, OK;               /* of somebody whom an order keeps from who asks */
    try(seen);
    out->open = !b->undone_at.has && c->now.ms <= out->until.ms && !out->view.not_now && may(c, u->permission, NULL, 0);
    return OK;
}

rc undos_page(struct ctx *c, struct reply *r)
{
    struct batch_line *batch;
    struct undos_view v = { .school_code = c->school->code };
    try(batches_since(c->ask, (instant){ c->now.ms - DAYS_BACK * 86400000LL }, (batch_id){ 0 }, SHOWN, &batch, &v.n));
    struct undo_line *line = ARENA_MANY(c->arena, struct undo_line, v.n);
    if (!line) return LIMIT;
    for (size_t i = 0; i < v.n; i++) try(line_fill(c, &batch[i], &line[i]));
    v.line = line;
    return show(r, view_undos, &v);
}

rc undo_page(struct ctx *c, struct reply *r)
{
    struct batch_line batch;
    struct undo_one_view v = { .school_code = c->school->code };
    try(batch_find(c->ask, PATH_ID(c, "dot", batch_id), &batch));
    try(line_fill(c, &batch, &v.line));
    return v.line.known ? show(r, view_undo_one, &v) : NOT_FOUND;
}

struct undo_in { const char *reason; };
static const struct field undo_fields[] = {
    FIELD(struct undo_in, reason, FIELD_LONG, REQUIRED, .name = "li_do", .max = 500, .label = N_("Lí do hoàn tác")), { 0 } };
const struct form_spec undo_form = { undo_fields };

static rc undo_store(struct tx *t, const struct undo_wanted *in, void *out)
{
    (void)out;
    return undo_batch(t, in);
}
CLOSURE(undo_store, struct undo_wanted, void)

rc undo_action(struct ctx *c, struct reply *r)
{
    struct undo_in in;
    struct batch_line batch;
    struct undo_wanted wanted = { .batch = PATH_ID(c, "dot", batch_id), .next = arena_print(c->arena, "/t/%s/hoan-tac", c->school->code) };
    try(batch_find(c->ask, wanted.batch, &batch));            /* another school's is NOT_FOUND, whatever else is wrong */
    try(form_read(c, c->route->form, &in));
    wanted.reason = in.reason;
    try(transact(c->ask, c->key, undo_store, &wanted, NULL));
    return see_other_flash(r, wanted.next, _("Đã hoàn tác."), NULL);
}
