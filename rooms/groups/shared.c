/* Groups of several schools: invitation, answer, end. What stays true stands in inside.h. A school's part is written in the scope of that school, also where
** another one's word is the cause (in_school), so that no question here looks over the wall but those that read what is published. */
#include "groups/inside.h"
#include "base/ids.h"
#include "notices/notices.h"
#include "schools/schools.h"

enum { SCHOOLS_MOST = 30, HEADS_MOST = 20 };

static day today_of(const struct ask *a) { return day_of(a->now); }

static struct scope in_school(struct tx *t, school_id school)
{
    struct scope before = t->ask->scope;
    t->ask->scope = (struct scope){ .school = school, .barred = before.barred, .barred_n = before.barred_n };
    return before;
}

/* The principals and deputies of a school. */
static rc heads_hear(struct tx *t, school_id school, const char *words, const char *name, const char *group, const char *path)
{
    static const enum member_role roles[] = { MEMBER_ROLE_PRINCIPAL, MEMBER_ROLE_DEPUTY };
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        struct member_line *head;
        size_t n;
        struct scope before = in_school(t, school);
        rc known = members_of_role(t->ask, roles[i], (member_id){ 0 }, HEADS_MOST, &head, &n);
        t->ask->scope = before;
        try(known);
        for (size_t k = 0; k < n; k++)
            if (head[k].person.v != t->ask->me.v)
                try(notice_add(t, &(struct notice){ .to = head[k].person, .kind = NOTICE_KIND_WORK, .words = words, .with = { "truong", name, "nhom", group }, .path = path }));
    }
    return OK;
}

static rc list_of(struct tx *t, school_id school, const char **path)
{
    struct school_face face;
    try(school_face(t->ask, school, &face));
    *path = arena_print(t->ask->arena, "/t/%s/nhom", face.code);
    return OK;
}

static rc own_name(struct tx *t, const char **name)
{
    struct school_face face;
    try(school_face(t->ask, t->ask->scope.school, &face));
    *name = face.name;
    return OK;
}

static rc changed_since(struct ask *a) { return refuse(a, CONFLICT, 5807, _("Việc chung với trường này vừa đổi. Tải lại trang để xem."), NULL); }

/* The group becomes one that others may share, once. */
static rc held(struct tx *t, study_group_id group, const char *name)
{
    struct share_of_group_row part;
    bool found;
    try(share_of_group(t->ask, group, &part, &found));
    if (found && part.state != SHARE_STATE_HOLDS)
        return refuse(t->ask, CONFLICT, 5800, _("Nhóm này do trường khác giữ. Chỉ trường giữ nhóm mời thêm trường."), NULL);
    return found ? OK : share_hold(t, NEW_ID(t, group_share_id), group, name, t->ask->me, today_of(t->ask), NULL);
}

rc share_invite(struct tx *t, const struct new_share *in)
{
    struct group_one_row group;
    struct share_standing_row stands;
    struct shares_count_row all;
    struct school_face to;
    const char *mine, *path;
    bool found;
    school_id host = t->ask->scope.school;
    try(lock_study_group(t, in->group));
    try(group_open(t->ask, in->group, &group));
    if (in->school.v == host.v) return refuse_field(t->ask, "moi", 5801, _("Đây là trường mình. Chọn trường khác."), NULL);
    if (school_face(t->ask, in->school, &to) != OK) return refuse_field(t->ask, "moi", 5804, _("Hãy chọn một trường trong danh sách tìm thấy."), NULL);
    try(held(t, in->group, group.name));
    try(shares_count(t->ask, in->group, &all));
    if (all.n >= SCHOOLS_MOST) return refuse(t->ask, CONFLICT, 5803, _("Một nhóm có nhiều nhất 30 trường."), NULL);
    struct scope before = in_school(t, in->school);
    rc asked = share_standing(t->ask, in->group, &stands, &found);
    if (asked == OK && !found) asked = share_ask(t, NEW_ID(t, group_share_id), in->group, host, group.name, in->words, t->ask->me, NULL);
    t->ask->scope = before;
    try(asked);
    if (found) return refuse_field(t->ask, "moi", 5802, _("Trường này đã được mời hoặc đang cùng nhóm."), NULL);
    try(own_name(t, &mine));
    path = arena_print(t->ask->arena, "/t/%s/loi-moi-nhom", to.code);
    try(heads_hear(t, in->school, _("{truong} mời trường mình cùng nhóm {nhom}. Mở để xem và trả lời."), mine, group.name, path));
    return group_told(t, ACT_INVITE, in->group, group.name, (person_id){ 0 }, (const struct was[]){ { N_("Trường được mời"), NULL, to.name, KEPT_AS_IS } }, 1);
}

rc share_waiting(struct ask *a, study_group_id shared, group_share_id *id)
{
    struct shares_asked_row *row;
    size_t n, at = 0;
    try(shares_asked(a, &row, &n));
    while (at < n && row[at].shared_id.v != shared.v) at++;
    if (at == n) return NOT_FOUND;
    *id = row[at].id;
    return OK;
}

/* An invitation of the own school that still waits, and the group it is about. */
static rc invitation(struct tx *t, group_share_id id, struct share_one_row *part, struct shared_face_row *face)
{
    bool found, there;
    try(share_one(t->ask, id, part, &found));
    if (!found) return NOT_FOUND;
    if (part->state != SHARE_STATE_INVITED) return refuse(t->ask, CONFLICT, 5805, _("Lời mời này vừa có người trả lời, hoặc đã được rút lại. Tải lại trang để xem."), NULL);
    try(shared_face(t->ask, part->shared_id, t->ask->scope.school, face, &there));
    return there ? OK : refuse(t->ask, CONFLICT, 5806, _("Trường mời đã kết thúc nhóm này."), NULL);
}

static rc host_hears(struct tx *t, const struct share_one_row *part, const char *words)
{
    const char *mine, *path;
    char id[ID_TEXT_SIZE];
    try(own_name(t, &mine));
    try(list_of(t, part->host_id, &path));
    id_text(part->shared_id.v, id);
    return heads_hear(t, part->host_id, words, mine, part->name, arena_print(t->ask->arena, "%s/%s/lien-truong", path, id));
}

/* The other school's group does not end meanwhile. */
static rc held_still(struct tx *t, group_share_id id)
{
    struct share_one_row part;
    bool found;
    try(share_one(t->ask, id, &part, &found));
    if (!found) return NOT_FOUND;
    struct scope before = in_school(t, part.host_id);
    rc locked = lock_study_group(t, part.shared_id);
    t->ask->scope = before;
    return locked;
}

rc share_accept(struct tx *t, const struct share_yes *in, study_group_id *group)
{
    struct share_one_row part;
    struct shared_face_row face;
    int64_t changed;
    try(held_still(t, in->id));
    try(invitation(t, in->id, &part, &face));
    try(group_add(t, &(struct new_group){ face.kind, in->name, NULL, in->joining }, group));
    try(share_take(t, in->id, *group, in->contact, t->ask->me, today_of(t->ask), in->rev, &changed));
    if (changed == 0) return changed_since(t->ask);
    try(host_hears(t, &part, _("{truong} đã nhận lời cùng nhóm {nhom}.")));
    return group_told(t, ACT_SHARE_YES, *group, in->name, (person_id){ 0 }, (const struct was[]){ { N_("Trường giữ nhóm"), NULL, face.host_name, KEPT_AS_IS } }, 1);
}

rc share_refuse(struct tx *t, group_share_id id, const char *reason, int64_t rev)
{
    struct share_one_row part;
    struct school_face host;
    bool found;
    int64_t changed;
    try(share_one(t->ask, id, &part, &found));
    if (!found) return NOT_FOUND;
    try(share_decline(t, id, reason, t->ask->me, today_of(t->ask), rev, &changed));
    if (changed == 0) return changed_since(t->ask);
    try(school_face(t->ask, part.host_id, &host));
    try(host_hears(t, &part, _("{truong} không tham gia nhóm {nhom} lần này.")));
    return group_told(t, ACT_SHARE_NO, part.shared_id, part.name, (person_id){ 0 },
        (const struct was[]){ { N_("Trường giữ nhóm"), host.name, NULL, KEPT_AS_IS }, { N_("Lí do"), NULL, reason, KEPT_AS_IS } }, 2);
}

/* ---- the end of a part */

static const struct shares_of_row *part_of(const struct shares_of_row *row, size_t n, group_share_id id)
{
    for (size_t i = 0; i < n; i++)
        if (row[i].id.v == id.v && (row[i].state == SHARE_STATE_TAKEN || row[i].state == SHARE_STATE_INVITED)) return &row[i];
    return NULL;
}

static rc part_ends(struct tx *t, study_group_id shared, const struct shares_of_row *part, const char *reason, int64_t rev)
{
    int64_t changed = 0;
    struct scope before = in_school(t, part->of_school);
    rc ended = share_close(t, part->id, shared, reason, t->ask->me, today_of(t->ask), rev, &changed);
    t->ask->scope = before;
    try(ended);
    return changed ? OK : changed_since(t->ask);
}

rc share_end(struct tx *t, const struct share_over *in)
{
    struct group_one_row group;
    struct share_of_group_row mine;
    struct shared_face_row face;
    struct shares_of_row *row;
    const char *name, *path;
    size_t n;
    bool found, there;
    school_id me = t->ask->scope.school;
    try(group_open(t->ask, in->group, &group));
    try(share_of_group(t->ask, in->group, &mine, &found));
    if (!found) return changed_since(t->ask);
    try(shared_face(t->ask, mine.shared_id, me, &face, &there));
    try(shares_of(t->ask, mine.shared_id, me, today_of(t->ask), &row, &n));
    const struct shares_of_row *part = part_of(row, n, in->id);
    if (!there || !part) return changed_since(t->ask);
    if (mine.host_id.v != me.v && part->of_school.v != me.v) return NOT_FOUND;             /* another school's part */
    try(part_ends(t, mine.shared_id, part, in->reason, in->rev));
    school_id other = mine.host_id.v == me.v ? part->of_school : mine.host_id;
    try(own_name(t, &name));
    try(list_of(t, other, &path));
    try(heads_hear(t, other, mine.host_id.v != me.v ? _("{truong} thôi tham gia nhóm {nhom}.") : part->state == SHARE_STATE_INVITED ? _("{truong} rút lời mời cùng nhóm {nhom}.")
                           : _("{truong} không còn chung nhóm {nhom} với trường mình. Nhóm của trường mình vẫn còn."), name, face.name, path));
    return group_told(t, ACT_SHARE_END, in->group, group.name, (person_id){ 0 },
        (const struct was[]){ { N_("Trường"), part->school_name, NULL, KEPT_AS_IS }, { N_("Lí do"), NULL, in->reason, KEPT_AS_IS } }, 2);
}

rc share_group_over(struct tx *t, study_group_id group)
{
    struct share_of_group_row mine;
    struct shared_face_row face;
    struct shares_of_row *row;
    const char *name, *path;
    size_t n;
    bool found, there;
    school_id me = t->ask->scope.school;
    try(share_of_group(t->ask, group, &mine, &found));
    if (!found) return OK;
    bool holds = mine.host_id.v == me.v;
    try(own_name(t, &name));
    try(shared_face(t->ask, mine.shared_id, me, &face, &there));
    try(shares_of(t->ask, mine.shared_id, me, today_of(t->ask), &row, &n));
    for (size_t i = 0; i < n && holds; i++) {
        if (!part_of(row, n, row[i].id)) continue;
        try(part_ends(t, mine.shared_id, &row[i], NULL, row[i].rev));
        try(list_of(t, row[i].of_school, &path));
        try(heads_hear(t, row[i].of_school, _("{truong} đã kết thúc nhóm {nhom}. Nhóm của trường mình vẫn còn."), name, there ? face.name : "", path));
    }
    if (!holds) {
        try(list_of(t, mine.host_id, &path));
        try(heads_hear(t, mine.host_id, _("{truong} thôi tham gia nhóm {nhom}."), name, there ? face.name : "", path));
    }
    int64_t changed;
    try(share_close(t, mine.id, mine.shared_id, NULL, t->ask->me, today_of(t->ask), mine.rev, &changed));
    return changed ? OK : changed_since(t->ask);
}

rc share_reach(struct tx *t, study_group_id group, const char *contact, int64_t rev)
{
    struct group_one_row face;
    struct share_of_group_row mine;
    bool found;
    int64_t changed = 0;
    try(group_open(t->ask, group, &face));
    try(share_of_group(t->ask, group, &mine, &found));
    if (found) try(share_contact(t, mine.id, contact, rev, &changed));
    if (changed == 0) return changed_since(t->ask);
    return group_told(t, ACT_CONTACT, group, face.name, (person_id){ 0 }, (const struct was[]){ { N_("Cách liên hệ"), mine.contact, contact, KEPT_AS_IS } }, 1);
}
