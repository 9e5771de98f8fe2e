/* When a group is at work: terms of its own, bound to no school year. Of a shared group the school that holds it sets them. */
#include "groups/inside.h"
#include "base/time.h"

enum { TERMS_MOST = 40, TERM_DAYS = 800 };

static rc terms_mine(struct ask *a, study_group_id group)
{
    struct share_of_group_row part;
    bool found;
    try(share_of_group(a, group, &part, &found));
    return found && part.state != SHARE_STATE_HOLDS ? refuse(a, CONFLICT, 5809, _("Nhóm này do trường khác giữ. Trường ấy đặt các đợt."), NULL) : OK;
}

static const char *days_text(struct ask *a, day from, day to)
{
    char one[DAY_TEXT_SIZE], two[DAY_TEXT_SIZE];
    return arena_print(a->arena, "%s – %s", day_dmy(from, one), day_dmy((day){ to.n - 1 }, two));
}

rc group_term_add(struct tx *t, const struct new_term *in)
{
    struct group_one_row group;
    struct terms_of_group_row *row;
    size_t n;
    try(lock_study_group(t, in->group));
    try(group_open(t->ask, in->group, &group));
    try(terms_mine(t->ask, in->group));
    if (in->last.n < in->from.n || in->last.n - in->from.n > TERM_DAYS) return refuse_field(t->ask, "den", 5808, _("Ngày cuối không trước ngày đầu, và một đợt dài nhất 800 ngày."), NULL);
    try(terms_of_group(t->ask, in->group, &row, &n));
    if (n >= TERMS_MOST) return refuse(t->ask, CONFLICT, 5810, _("Nhóm đã có 40 đợt. Bỏ đợt cũ trước."), NULL);
    day to = { in->last.n + 1 };
    try(term_insert(t, NEW_ID(t, group_term_id), in->group, in->name, in->from, to, NULL));
    return group_told(t, ACT_TERM, in->group, group.name, (person_id){ 0 },
        (const struct was[]){ { N_("Đợt"), NULL, in->name, KEPT_AS_IS }, { N_("Ngày"), NULL, days_text(t->ask, in->from, to), KEPT_AS_IS } }, 2);
}

rc group_term_drop(struct tx *t, study_group_id group, group_term_id id, int64_t rev)
{
    struct group_one_row face;
    struct terms_of_group_row *row;
    size_t n, at = 0;
    int64_t changed = 0;
    try(group_open(t->ask, group, &face));
    try(terms_mine(t->ask, group));
    try(terms_of_group(t->ask, group, &row, &n));
    while (at < n && row[at].id.v != id.v) at++;
    if (at < n) try(term_drop(t, id, group, rev, &changed));
    if (changed == 0) return refuse(t->ask, CONFLICT, 5811, _("Đợt này vừa được bỏ. Tải lại trang để xem."), NULL);
    return group_told(t, ACT_TERM_END, group, face.name, (person_id){ 0 },
        (const struct was[]){ { N_("Đợt"), row[at].name, NULL, KEPT_AS_IS }, { N_("Ngày"), days_text(t->ask, row[at].from_day, row[at].to_day), NULL, KEPT_AS_IS } }, 2);
}
