/* Slips of a whole class or the whole school, taken back (rooms/audit): lost in the corridor, printed for the wrong class. Codes that nobody has
** used are void; who is in already stays in. */
#include "access/access.h"
#include "base/number.h"
#include "generated/access_queries.h"
#include "settings/settings.h"

/* As long as the slips are good. */
static rc slips_hours(struct ask *a, int64_t *hours)
{
    try(setting_int(a, &access_settings[ACCESS_SLIP_DAYS], hours));
    *hours *= 24;
    return OK;
}

static void told(struct ask *a, const char *lines[UNDO_LINES], size_t *n, int64_t count, const char *words)
{
    if (count > 0) lines[(*n)++] = say(a->arena, a->lang, words, "n", number_in(a->arena, a->lang, count), NULL);
}

static rc slips_look(struct ask *a, batch_id batch, struct undo_view *out)
{
    struct codes_of_batch_row n;
    try(codes_of_batch(a, batch, &n));
    told(a, out->back, &out->backs, n.open, N_("{n} phiếu chưa dùng: mã trên phiếu không dùng được nữa"));
    told(a, out->stays, &out->stay, n.used, N_("{n} người đã vào bằng phiếu: vẫn vào được như thường"));
    told(a, out->stays, &out->stay, n.replaced, N_("{n} phiếu đã được thay bằng phiếu mới hơn"));
    if (n.open == 0) out->not_now = _("Không còn phiếu nào của lần này chưa dùng.");
    return OK;
}

static rc slips_run(struct tx *t, batch_id batch)
{
    int64_t voided;
    try(codes_void_slips(t, batch, &voided));
    if (voided == 0) return refuse(t->ask, CONFLICT, 2313, _("Không còn phiếu nào của lần này chưa dùng."), NULL);
    return OK;
}

const struct undoer access_undoers[] = {
    { "access.slips", N_("Phiếu đăng nhập của cả lớp"), SCHOOL_MANAGE, slips_hours, slips_look, slips_run },
    { "access.sheets", N_("Phiếu đăng nhập của cả trường"), SCHOOL_MANAGE, slips_hours, slips_look, slips_run },
    { "access.staff_slips", N_("Phiếu đăng nhập của thầy cô, nhân viên"), SCHOOL_MANAGE, slips_hours, slips_look, slips_run },
    { 0 }
};
