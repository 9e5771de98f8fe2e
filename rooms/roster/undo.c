/* Taking a list back, as an undoer of rooms/audit: whole, and only the newest one that nobody has built on. */
#include "access/access.h"
#include "roster/inside.h"
#include "roster/roster.h"
#include "roster/staff.h"

rc undo_hours_of_lists(struct ask *a, int64_t *hours) { return setting_int(a, &roster_settings[UNDO_HOURS], hours); }

/* The newest intake of the school must be this one, and nobody may have moved a pupil of it since. *why = NULL when it may. */
static rc undo_why_not(struct ask *a, batch_id batch, int *number, const char **why)
{
    struct intake_newest_row newest;
    bool found;
    int64_t moved;
    *why = NULL;
    try(intake_newest(a, &newest, &found));
    if (!found) return *number = 4631, *why = _("Không còn lần nhập nào để hoàn tác."), OK;
    if (newest.batch_id.v != batch.v)
        return *number = 4632, *why = _("Sau lần này trường đã nhập một danh sách khác. Hoàn tác lần mới hơn trước."), OK;
    struct folded_of_batch_row folded;
    bool any;
    try(folded_of_batch(a, a->scope.school, batch, &folded, &any));
    if (any) return *number = 4637, *why = _("Có hồ sơ của lần nhập này đã được gộp với hồ sơ khác. Hoàn tác việc gộp trước."), OK;
    try(batch_moved_on(a, batch, &moved));
    if (moved > 0)
        return *number = 4634, *why = _("Có em của lần nhập này đã được chuyển lớp sau đó, nên không hoàn tác cả lần nhập được."), OK;
    return OK;
}

static void told(struct ask *a, const char *lines[UNDO_LINES], size_t *n, int64_t count, const char *words)
{
    if (count > 0) lines[(*n)++] = say(a->arena, a->lang, words, "n", arena_print(a->arena, "%lld", (long long)count), NULL);
}

static rc undo_look(struct ask *a, batch_id batch, struct undo_view *out)
{
    struct intake_of_batch_row k;
    int number;
    try(intake_of_batch(a, batch, &k));
    struct import_one_row face;
    try(import_one(a, k.import_id, &face));
    out->what = face.file_name;
    if (k.undone_at.has) return OK;
    told(a, out->back, &out->backs, k.pupils, N_("{n} em mới rời lớp và rời trường"));
    told(a, out->back, &out->backs, k.guardians, N_("{n} phụ huynh mới: liên kết, liên hệ, tài khoản và phiếu đã in"));
    told(a, out->back, &out->backs, k.classes, N_("{n} lớp mới"));
    told(a, out->back, &out->backs, k.lines, N_("{n} dòng trở lại danh sách chờ"));
    told(a, out->stays, &out->stay, k.updated, N_("{n} em đã có trong trường từ trước: trở về lớp cũ, thông tin giữ nguyên"));
    return undo_why_not(a, batch, &number, &out->not_now);
}

static rc undo_run(struct tx *t, batch_id batch)
{
    struct gate_one_row gate;
    struct intake_of_batch_row k;
    const char *why;
    bool found;
    int number;
    int64_t lines;
    try(gate_one(t->ask, &gate, &found));
    try(gate_take(t, found ? gate.rev : 0));
    try(intake_of_batch(t->ask, batch, &k));
    try(undo_why_not(t->ask, batch, &number, &why));
    if (why) return refuse(t->ask, CONFLICT, number, why, NULL);
    try(classes_undo(t, batch));
    try(members_undo(t, batch));
    try(people_undo(t, batch));
    try(account_close_batch(t, batch));
    try(lines_return(t, batch, &lines));
    try(kept_empty(t, batch, NULL));
    try(intake_undo(t, batch, NULL));
    return import_return(t, k.import_id, lines, NULL);
}

const struct undoer roster_undoers[] = {
    [UNDO_INTAKE] = { "roster.intake", N_("Nhập danh sách"), ROSTER_IMPORT, undo_hours_of_lists, undo_look, undo_run },
    [UNDO_BY_HAND] = { "roster.by_hand", N_("Thêm một em"), ROSTER_IMPORT, undo_hours_of_lists, by_hand_undo_look, by_hand_undo },
    [UNDO_STAFF] = { "roster.staff", N_("Nhập thầy cô"), STAFF_CHANGE, undo_hours_of_lists, staff_undo_look, staff_undo },
    { 0 }
};
