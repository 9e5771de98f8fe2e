/* Two rows of one colleague. What stays true: (1) the row that signs in is kept, and of two that do only such as share a telephone, a mail or a number for
** life are one; (2) no right of the office goes to a row that had none, and none that was handed over; into a row of the office the heads alone fold;
** (3) who comes back stands under the former row again: one of the two may have its places behind it.
** docs/decisions/0125-two-rows-of-one-colleague.md. */
#include "access/access.h"
#include "classes/classes.h"
#include "doubles/inside.h"
#include "generated/doubles_queries.h"
#include "groups/groups.h"
#include "schools/schools.h"

static rc one_sign_in(struct ask *a, const struct double_merge *in, bool kept_entered, bool folded_entered)
{
    struct same_proof_row proof;
    if (!folded_entered) return OK;
    if (!kept_entered)
        return refuse(a, CONFLICT, 6017, _("Người ấy đang đăng nhập bằng hồ sơ định gộp vào. Chọn giữ hồ sơ ấy, để người ấy vẫn vào được như cũ."), NULL);
    try(same_proof(a, in->kept, in->folded, &proof));
    return proof.n > 0 ? OK
        : refuse(a, CONFLICT, 6018, _("Cả hai hồ sơ đều đang được dùng để đăng nhập mà không có số điện thoại, thư điện tử hay số định danh nào chung, nên có thể là hai người. "
                                      "Hỏi người ấy, ghi số điện thoại của người ấy vào cả hai hồ sơ rồi gộp."), NULL);
}

rc staff_may_be_one(struct tx *t, const struct double_merge *in, const struct standing_here_row *kept, const struct standing_here_row *folded)
{
    struct handed_over_row handed;
    if (folded->office > 0)
        return refuse(t->ask, CONFLICT, 6015, _("Hồ sơ định gộp vào đang giữ việc của ban giám hiệu hoặc văn thư. Chọn giữ hồ sơ ấy; nếu cả hai đều giữ, ghi thôi làm cho một hồ sơ trước."), NULL);
    if (kept->office > 0) try(access_recheck(t, OFFICE_CHANGE, NULL, 0));
    try(one_sign_in(t->ask, in, kept->entered > 0, folded->entered > 0));
    try(handed_over(t->ask, in->folded, day_of(t->now), &handed));
    if (handed.n > 0)
        return refuse(t->ask, CONFLICT, 6016, _("Hồ sơ định gộp vào đang được ủy quyền hoặc đã ủy quyền cho người khác. Ngừng ủy quyền ấy trước rồi gộp."), NULL);
    return OK;
}

/* The kept row's open place of that role, or a new one. */
static rc place_for(struct tx *t, const struct double_merge *in, const struct places_here_row *from, batch_id batch, const char *name, member_id *out)
{
    struct places_here_row *row;
    size_t n;
    try(places_here(t->ask, in->kept, day_of(t->now), &row, &n));
    for (size_t i = 0; i < n; i++)
        if (!row[i].over && row[i].role == from->role) { *out = row[i].id; return OK; }
    try(member_add(t, &(struct new_member){ .person = in->kept, .role = from->role, .full_name = name, .title = from->title, .from = day_of(t->now), .batch = batch }, out));
    return merger_place_insert(t, batch, *out, true, NULL);
}

rc staff_fold(struct tx *t, const struct double_merge *in, batch_id batch, const char *name)
{
    struct places_here_row *row;
    size_t n;
    try(places_here(t->ask, in->folded, day_of(t->now), &row, &n));
    for (size_t i = 0; i < n && !row[i].over; i++) {
        member_id to = { 0 };
        try(place_for(t, in, &row[i], batch, name, &to));
        try(staff_duties_fold(t, &(struct staff_fold){ in->folded, in->kept, row[i].id, to, batch }));
        try(group_leads_fold(t, row[i].id, to, in->kept, batch));
        try(member_end(t, row[i].id, day_of(t->now), row[i].rev));
        try(merger_place_insert(t, batch, row[i].id, false, NULL));
    }
    return OK;
}

/* What was given since to a place that the merge made ends with it. */
static rc made_end(struct tx *t, member_id id)
{
    struct member_line line;
    day today = day_of(t->now);
    try(member_find(t->ask, id, &line));
    if (line.to_day.has && line.to_day.v.n <= today.n) return OK;
    try(teachings_end(t, id, line.person, today));
    return member_end(t, id, today, line.rev);
}

/* The folded row's place goes on, where the kept one has one of that role still: who has left since is not let in again by the other row. */
static rc place_back(struct tx *t, member_id id, person_id kept)
{
    struct places_here_row *row;
    struct member_line was;
    size_t n;
    try(member_find(t->ask, id, &was));
    try(places_here(t->ask, kept, day_of(t->now), &row, &n));
    for (size_t i = 0; i < n; i++)
        if (!row[i].over && row[i].role == was.role) return member_reopen(t, id);
    return OK;
}

rc staff_unfold(struct tx *t, batch_id batch, person_id kept)
{
    struct merger_places_row *row;
    size_t n;
    try(merger_places(t->ask, batch, &row, &n));
    for (size_t i = 0; i < n; i++)
        if (!row[i].made) try(place_back(t, row[i].member_id, kept));
    try(staff_duties_unfold(t, batch, kept));
    try(group_leads_unfold(t, batch, kept));
    for (size_t i = 0; i < n; i++)
        if (row[i].made) try(made_end(t, row[i].member_id));
    return OK;
}
