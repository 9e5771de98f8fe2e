/* A child goes to another school with a paper: one person in the whole city, so its record, its family and what was decided about them come
** along. What stays true: (1) no office finds a child of another school but by the code on the paper, which only whoever holds it has;
** (2) a code works once, until its day, and a newer paper voids the older; (3) a child is a pupil at one place: the paper is good only while it
** is none anywhere; (4) orders stay: whom one keeps from the child finds it at the new school no more than at the old one; (5) the former
** school learns that it was taken, not more. Source: glossary 110; requirements R9, R18, R56; docs/decisions/0065. */
#include "classes/transfer.h"
#include "access/access.h"
#include "audit/audit.h"
#include "base/ids.h"
#include "classes/inside.h"
#include "generated/classes_queries.h"
#include "notices/notices.h"
#include "people/people.h"

enum { MISSES_MOST = 10, MISS_HOURS = 1 };

static rc told(struct tx *t, int act, person_id pupil, const char *name, const char *label, const char *school)
{
    return audit_add(t, &(struct change){ .act = &classes_acts[act], .kind = "person", .id = pupil.v, .name = name, .about = pupil,
        WAS({ label, NULL, school, KEPT_AS_IS }) });
}

/* ---- the former school */

rc transfer_look(struct ask *a, person_id pupil, struct transfer_state *out)
{
    struct transfer_leaving_row row;
    struct transfer_newest_row paper;
    bool found, made;
    *out = (struct transfer_state){ .pupil = pupil };
    try(transfer_leaving(a, pupil, &row, &found));
    if (!found) return NOT_FOUND;
    out->name = row.name, out->born = row.born, out->class_name = row.class_name, out->to_day = row.to_day;
    try(order_on_child(a, pupil, &out->order));
    try(transfer_newest(a, pupil, a->scope.school, &paper, &made));
    if (!made) return OK;
    out->made = true, out->at = paper.at, out->until = paper.until, out->taken_at = paper.taken_at;
    out->to_name = paper.to_name, out->taken_name = paper.taken_name;
    return OK;
}

rc transfer_make(struct tx *t, const struct new_transfer *in)
{
    struct transfer_state s;
    try(transfer_look(t->ask, in->pupil, &s));
    if (s.taken_at.has)
        return refuse(t->ask, CONFLICT, 5173, _("{truong} đã nhận em bằng giấy chuyển trường. Không cần giấy mới."), "truong", s.taken_name, NULL);
    if (s.order && !in->careful)
        return refuse_field(t->ask, "giao_dung", 5174, _("Có quyết định về việc tiếp cận em đang có hiệu lực. Giao giấy này cho người có quyền quyết định, rồi đánh dấu ở đây."), NULL);
    try(transfers_void(t, in->pupil, NULL));
    try(transfer_insert(t, NEW_ID(t, transfer_id), in->pupil, t->ask->scope.school, s.class_name, s.to_day, in->to_name, (struct bytes){ in->hash, 32 }, t->ask->me, in->until, NULL));
    return told(t, ACT_TRANSFER, in->pupil, s.name, N_("Trường đến"), in->to_name);
}

rc transfer_end(struct tx *t, person_id pupil)
{
    struct transfer_newest_row paper;
    bool made;
    try(transfer_newest(t->ask, pupil, t->ask->scope.school, &paper, &made));
    if (made && paper.taken_at.has)
        return refuse(t->ask, CONFLICT, 5175, _("{truong} đã nhận em bằng giấy chuyển trường. Em về lại bằng giấy của trường ấy."), "truong", paper.taken_name, NULL);
    return transfers_void(t, pupil, NULL);
}

/* ---- the new one */

rc transfer_tries(struct ask *a)
{
    struct transfer_misses_row row;
    try(transfer_misses(a, (instant){ a->now.ms - MISS_HOURS * 3600000 }, &row));
    if (row.n < MISSES_MOST) return OK;
    return refuse_field(a, "ma", 5176, _("Đã gõ sai nhiều lần. Chờ một giờ rồi gõ lại, hoặc gọi cho trường cũ."), NULL);
}

rc transfer_find(struct ask *a, const uint8_t hash[32], struct transfer_face *out, bool *found)
{
    struct transfer_of_code_row row;
    *out = (struct transfer_face){ 0 };
    try(transfer_of_code(a, (struct bytes){ hash, 32 }, &row, found));
    for (size_t i = 0; i < a->scope.barred_n && *found; i++)
        if (a->scope.barred[i].v == row.person_id.v) *found = false;            /* (4) */
    if (*found)
        *out = (struct transfer_face){ row.id, row.person_id, row.name, row.class_name, row.from_name, row.born, row.sex, row.to_day, row.rev };
    return OK;
}

rc transfer_missed(struct tx *t)
{
    return transfer_miss_insert(t, NEW_ID(t, transfer_miss_id), t->ask->me, NULL);
}

rc transfer_unknown(struct ask *a)
{
    return refuse_field(a, "ma", 5177, _("Mã chuyển trường này chưa đúng, đã dùng hoặc đã hết hạn. Nhờ trường cũ in giấy mới."), NULL);
}

/* (3) */
static rc nowhere_else(struct tx *t, person_id pupil)
{
    struct membership *m;
    size_t n;
    try(memberships_of(t->ask, pupil, &m, &n));
    for (size_t i = 0; i < n; i++)
        if (m[i].role == MEMBER_ROLE_PUPIL)
            return refuse(t->ask, CONFLICT, 5178, _("Em đang là học sinh của một trường. Trường ấy ghi em rời trường trước, rồi mới nhận được."), NULL);
    return OK;
}

static rc family_told(struct tx *t, person_id pupil, const char *school_name)
{
    char id[ID_TEXT_SIZE];
    id_text(pupil.v, id);
    return notice_family(t, pupil, (person_id){ 0 }, &(struct notice){ .kind = NOTICE_KIND_ACCOUNT, .path = arena_print(t->ask->arena, "/ho-so/%s", id),
        .words = _("{truong} đã nhận con bằng giấy chuyển trường. Nếu không đúng, hãy báo trường ấy ngay."), .with = { "truong", school_name } });
}

rc transfer_take(struct tx *t, const struct transfer_take *in)
{
    struct transfer_face face;
    struct school_face school;
    struct class_face to;
    member_id member;
    enrolment_id enrolment;
    int64_t taken = 0;
    bool found;
    day today = day_of(t->now);
    try(transfer_find(t->ask, in->hash, &face, &found));
    if (!found) return transfer_unknown(t->ask);
    if (in->class_id.v && class_face(t->ask, in->class_id, &to) != OK)
        return refuse_field(t->ask, "lop", 5179, _("Lớp này không còn. Chọn lớp khác."), NULL);
    try(nowhere_else(t, face.person));
    try(school_face(t->ask, t->ask->scope.school, &school));
    try(transfer_taken(t, face.id, t->ask->me, t->ask->scope.school, face.rev, &taken));
    if (taken == 0) return transfer_unknown(t->ask);
    try(member_add(t, &(struct new_member){ .person = face.person, .role = MEMBER_ROLE_PUPIL, .full_name = face.name, .from = today }, &member));
    if (in->class_id.v) try(enrol(t, in->class_id, member, face.person, today, (batch_id){ 0 }, &enrolment));
    try(family_told(t, face.person, school.name));
    try(access_changed(t, face.person));
    return told(t, ACT_TAKEN, face.person, face.name, N_("Trường cũ"), face.from_name);
}
