/* Staff taken in and back: one closure each, all or nothing. What is written is what the list comes to in that closure; where that is not what was seen,
** nothing is. */
#include "access/access.h"
#include "roster/roster.h"
#include "roster/staff.h"

static const char *number_of(struct tx *t, int64_t n) { return arena_print(t->ask->arena, "%lld", (long long)n); }

/* Who comes back has a row, contacts and an account: none of the file's words is written over them. */
static rc row_in_anew(struct tx *t, struct staff_row *r, batch_id batch)
{
    const char *user_name;
    struct new_contact phone = { .kind = CONTACT_KIND_PHONE, .value = r->phone };
    try(person_add(t, &(struct new_person){ .full_name = r->name }, &r->person));
    phone.person = r->person;
    if (*r->phone) try(contacts_add(t, &phone, 1, batch));
    return account_add(t, r->person, r->name, false, batch, &user_name);
}

static rc row_in(struct tx *t, roster_import_id import, struct staff_row *r, batch_id batch)
{
    if (r->back) try(persons_hold(t, r->person, r->person));
    if (r->back) try(may_come_back(t->ask, r->person, r->name));
    else try(row_in_anew(t, r, batch));
    try(member_add(t, &(struct new_member){ .person = r->person, .role = r->role, .full_name = r->name, .from = day_of(t->now), .batch = batch }, &r->member));
    if (r->back) try(account_ways_void(t, r->person));
    if (r->back) try(access_changed(t, r->person));
    if (role_is_office(member_role_code(r->role))) try(heads_hear_of_office(t, r->name));
    return staff_line_did(t, import, r->number, STAFF_DID_ADDED, batch, r->person, r->member, NULL);
}

static rc row_out(struct tx *t, roster_import_id import, const struct staff_row *r, batch_id batch)
{
    try(batch_duties_end(t, r->member, day_of(t->now), batch));
    try(member_end(t, r->member, day_of(t->now), r->rev));
    try(account_ways_void(t, r->person));
    try(access_changed(t, r->person));
    return staff_line_did(t, import, r->number, STAFF_DID_ENDED, batch, r->person, r->member, NULL);
}

static rc duties_in(struct tx *t, const struct staff_row *r, batch_id batch)
{
    for (size_t i = 0; i < r->duties; i++) {
        const struct staff_duty *d = &r->duty[i];
        if (d->state == DUTY_END) try(batch_duty_end(t, d->id, day_of(t->now), batch));
        if (d->state == DUTY_ADD)
            try(batch_duty_add(t, &(struct batch_duty){ d->class_id, r->member, r->person, d->duty, *d->subject ? d->subject : NULL, day_of(t->now), batch }));
    }
    return r->duties ? access_changed(t, r->person) : OK;
}

static rc told(struct tx *t, const struct import_one_row *face, const struct staff_list *l, batch_id batch)
{
    return audit_bulk(t, &(struct change){ .act = &roster_acts[ACT_STAFF], .kind = "roster_import", .id = face->id.v, .name = face->file_name, .batch = batch,
        WAS({ N_("Người mới"), NULL, number_of(t, l->adds - l->backs), KEPT_AS_IS }, { N_("Người trở lại"), NULL, number_of(t, l->backs), KEPT_AS_IS }, { N_("Phân công mới"), NULL, number_of(t, l->gives), KEPT_AS_IS },
            { N_("Thôi làm"), NULL, number_of(t, l->ends), KEPT_AS_IS }, { N_("Phân công hết"), NULL, number_of(t, l->takes), KEPT_AS_IS },
            { N_("Chỗ trong tổ"), NULL, number_of(t, l->seats), KEPT_AS_IS }) });
}

bool staff_nothing(const struct staff_list *l) { return l->adds + l->gives + l->ends + l->takes + l->seats + l->leaves == 0; }

static rc staff_store(struct tx *t, const struct staff_take *in, batch_id *out)
{
    struct import_one_row face;
    struct staff_list l;
    struct gate_one_row gate;
    bool found;
    try(access_recheck(t, STAFF_CHANGE, NULL, 0));
    try(gate_one(t->ask, &gate, &found));
    try(gate_take(t, found ? gate.rev : 0));                  /* two who press at once: one after the other */
    try(import_one(t->ask, in->import, &face));
    if (in->heads) try(access_recheck(t, OFFICE_CHANGE, NULL, 0));
    write_behind(t);                                          /* a whole school of them, once a year (docs/decisions/0003) */
    try(staff_read(t->ask, in->import, face.year_id, in->heads, &l));
    if (l.print != in->seen)
        return refuse(t->ask, CONFLICT, 5781, _("Trường vừa có thay đổi nên danh sách này cũng đổi. Chưa có gì được ghi; xem lại rồi nhập."), NULL);
    if (staff_nothing(&l))
        return refuse(t->ask, CONFLICT, 5782, _("Không còn gì để nhập từ danh sách này."), NULL);
    for (size_t i = 0; i < l.n; i++)                          /* of two who end each other, one hears it: as by hand */
        if (l.row[i].state == STAFF_END) try(access_recheck_over(t, STAFF_CHANGE, l.row[i].person));
    struct seats_in *seats = seats_begin(t->ask->arena);
    if (!seats) return LIMIT;
    try(batch_open(t, roster_undoers[UNDO_STAFF].act, t->ask->me, out));
    try(told(t, &face, &l, *out));
    for (size_t i = 0; i < l.n; i++) {
        struct staff_row *r = &l.row[i];
        if (r->state == STAFF_ADD) try(row_in(t, in->import, r, *out));
        if (r->state == STAFF_END) try(row_out(t, in->import, r, *out));
        if (*r->source && r->person.v) try(person_source_put(t, r->source, r->person, NULL));
        if (r->state != STAFF_ADD && r->state != STAFF_KNOWN) continue;
        try(duties_in(t, r, *out));
        try(row_seats_in(t, seats, r, *out));
    }
    return answer(t, "%s", in->next);
}
CLOSURE(staff_store, struct staff_take, batch_id)

rc staff_take_in(struct ask *a, struct request_key *key, const struct staff_take *in, batch_id *out) { return transact(a, key, staff_store, in, out); }

/* ---- and back */

static rc why_not(struct ask *a, batch_id batch, const char **why)
{
    struct folded_of_batch_row folded;
    struct staff_shut_of_batch_row shut;
    bool any;
    try(folded_of_batch(a, a->scope.school, batch, &folded, &any));
    *why = any ? _("Có hồ sơ của lần nhập này đã được gộp với hồ sơ khác. Hoàn tác việc gộp trước.") : NULL;
    try(staff_shut_of_batch(a, batch, &shut));
    if (!*why && shut.n) *why = _("Có người mà tệp này ghi thôi làm, từ đó tài khoản đã đóng hay dữ liệu đã xóa. Ai trở lại thì thêm ở trang Thầy cô.");
    return OK;
}

static void line(struct ask *a, struct undo_view *out, int64_t n, const char *words)
{
    if (n > 0) out->back[out->backs++] = say(a->arena, a->lang, words, "n", arena_print(a->arena, "%lld", (long long)n), NULL);
}

/* What it did; of those whom it ended, who goes on where the act is taken back: nobody whom the school dismissed, or gave another place, since. */
static rc did_in(struct ask *a, batch_id batch, struct staff_of_batch_row **row, size_t *n)
{
    struct batch_line face;
    try(batch_find(a, batch, &face));
    return staff_of_batch(a, batch, day_of(face.at), row, n);
}
static bool goes_on(const struct staff_of_batch_row *r) { return r->did == STAFF_DID_ENDED && !r->later; }

rc staff_undo_look(struct ask *a, batch_id batch, struct undo_view *out)
{
    struct staff_of_batch_row *row;
    struct duties_of_batch_count_row duties;
    int64_t added = 0, ended = 0, back = 0, later = 0;
    size_t n;
    try(did_in(a, batch, &row, &n));
    try(duties_of_batch_count(a, batch, &duties));
    for (size_t i = 0; i < n; i++)
        added += row[i].did == STAFF_DID_ADDED && !row[i].came_back, back += row[i].came_back, ended += goes_on(&row[i]), later += row[i].later;
    out->what = tr(a->lang, N_("Thầy cô từ tệp"));
    struct seats_of_batch_row *seat;
    size_t seats;
    int64_t given = 0, made = 0;
    try(seats_of_batch(a, batch, &seat, &seats));
    for (size_t i = 0; i < seats; i++) given += seat[i].did != SEAT_DID_MADE, made += seat[i].did == SEAT_DID_MADE;
    line(a, out, added, N_("{n} người mới rời trường; tài khoản và phiếu của họ đóng lại"));
    line(a, out, back, N_("{n} người trở lại theo tệp lại rời trường; hồ sơ và tài khoản vẫn như trước lần nhập"));
    line(a, out, duties.given, N_("{n} phân công mới không còn"));
    line(a, out, ended, N_("{n} người đã ghi thôi làm trở lại trường"));
    line(a, out, duties.ended, N_("{n} phân công đã hết trở lại"));
    line(a, out, given, N_("{n} chỗ trong tổ trở lại như trước"));
    line(a, out, made, N_("{n} tổ mới không còn, nếu chưa ai khác vào"));
    if (later > 0)
        out->stays[out->stay++] = say(a->arena, a->lang, N_("{n} người mà tệp ghi thôi làm, từ đó trường đã ghi thôi làm hoặc nhận lại: chỗ cũ của họ không mở lại. Ai trở lại thì thêm ở trang Thầy cô."),
                                      "n", arena_print(a->arena, "%lld", (long long)later), NULL);
    return why_not(a, batch, &out->not_now);
}

rc staff_undo(struct tx *t, batch_id batch)
{
    struct staff_of_batch_row *row;
    const char *why;
    size_t n;
    try(why_not(t->ask, batch, &why));
    if (why) return refuse(t->ask, CONFLICT, 4637, why, NULL);
    try(did_in(t->ask, batch, &row, &n));
    for (size_t i = 0; i < n; i++)                             /* as they are added and ended: by the heads */
        if (row[i].office && (row[i].did == STAFF_DID_ADDED || goes_on(&row[i]))) { try(access_recheck(t, OFFICE_CHANGE, NULL, 0)); break; }
    for (size_t i = 0; i < n; i++)
        if (row[i].did == STAFF_DID_ADDED) {
            try(teachings_end(t, row[i].member_id, row[i].person_id, day_of(t->now)));      /* what they were given since */
            try(account_ways_void(t, row[i].person_id));
        } else if (goes_on(&row[i])) try(member_reopen(t, row[i].member_id));
    try(seats_undo(t, batch));
    try(duties_undo(t, batch));
    try(members_undo(t, batch));
    try(people_undo(t, batch));
    try(account_close_batch(t, batch));
    for (size_t i = 0; i < n; i++) try(access_changed(t, row[i].person_id));
    return staff_lines_return(t, batch, NULL);
}
