/* Taking a bulk act back: who may, how long, once, why; the rest is of the room that did it. */
#include "access/access.h"
#include "audit/inside.h"
#include "schools/schools.h"

const struct act audit_acts[] = {
    { "audit.undo", N_("hoàn tác {vat}") },
    { NULL, NULL },
};
enum { ACT_UNDO };

const struct undoer *undoer_of(const char *act)
{
    for (const struct undoer_table *t = undoer_tables; t->room; t++)
        for (const struct undoer *u = t->rows; u->act; u++)
            if (str_is(u->act, act)) return u;
    return NULL;
}

rc undo_until(struct ask *a, const struct undoer *u, instant at, instant *until)
{
    int64_t hours;
    try(u->hours(a, &hours));
    until->ms = at.ms + hours * 3600000;
    return OK;
}

static rc undo_allowed(struct tx *t, const struct undo_wanted *in, const struct undoer **u)
{
    struct batch_line line;
    instant until;
    try(access_recheck(t, UNDO_BULK, NULL, 0));
    try(batch_find(t->ask, in->batch, &line));
    *u = undoer_of(line.act);
    if (!*u) return NOT_FOUND;
    try(access_recheck(t, (*u)->permission, NULL, 0));
    if (str_empty(in->reason)) return refuse_field(t->ask, "li_do", 2311, _("Hãy ghi lí do hoàn tác, để người sau hiểu vì sao."), NULL);
    try(undo_until(t->ask, *u, line.at, &until));
    if (t->now.ms > until.ms)
        return refuse(t->ask, CONFLICT, 2312, _("Đã quá hạn hoàn tác cả đợt này. Hãy sửa từng chỗ."), NULL);
    return OK;
}

rc undo_batch(struct tx *t, const struct undo_wanted *in)
{
    const struct undoer *u;
    struct undo_view v = { 0 };
    try(undo_allowed(t, in, &u));
    try(u->look(t->ask, in->batch, &v));
    const char *what = str_empty(v.what) ? tr(LANG_VI, u->label) : arena_print(t->ask->arena, "%s: %s", u->label, v.what);
    try(audit_bulk(t, &(struct change){ .act = &audit_acts[ACT_UNDO], .kind = "batch", .id = in->batch.v, .name = what, .about = v.about, .reason = in->reason, .batch = in->batch }));
    try(u->run(t, in->batch));
    try(batch_undo(t, in->batch, t->ask->me, in->reason));
    return in->next ? answer(t, "%s", in->next) : OK;
}
