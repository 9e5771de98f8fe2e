/* Rules of groups. What stays true stands in groups.h. */
#include "groups/inside.h"
#include "base/ids.h"
#include "base/viet.h"
#include "notices/notices.h"
#include "people/people.h"
#include "schools/schools.h"

enum { MAJORITY = 18 };
const struct act groups_acts[] = {
    [ACT_ADD]      = { "groups.add",      N_("lập nhóm {vat}") },
    [ACT_CHANGE]   = { "groups.change",   N_("sửa nhóm {vat}") },
    [ACT_END]      = { "groups.end",      N_("kết thúc nhóm {vat}") },
    [ACT_LEAD]     = { "groups.lead",     N_("giao phụ trách nhóm {vat}") },
    [ACT_LEAD_END] = { "groups.lead_end", N_("ghi thôi phụ trách nhóm {vat}") },
    [ACT_TAKE]     = { "groups.take",     N_("thêm học sinh vào nhóm {vat}") },
    [ACT_ANSWER]   = { "groups.answer",   N_("trả lời chỗ của một em trong nhóm {vat}") },
    [ACT_INVITE]   = { "groups.share_ask", N_("mời trường khác cùng nhóm {vat}") },
    [ACT_SHARE_YES] = { "groups.share_yes", N_("nhận lời trường khác, cùng nhóm {vat}") },
    [ACT_SHARE_NO] = { "groups.share_no",  N_("không nhận lời mời cùng nhóm {vat}") },
    [ACT_SHARE_END] = { "groups.share_end", N_("thôi chung nhóm {vat} với một trường") },
    [ACT_CONTACT]  = { "groups.contact",   N_("sửa cách trường khác liên hệ về nhóm {vat}") },
    [ACT_TERM]     = { "groups.term",      N_("đặt một đợt của nhóm {vat}") },
    [ACT_TERM_END] = { "groups.term_end",  N_("bỏ một đợt của nhóm {vat}") },
    [ACT_SHARE_AGAIN] = { "groups.share_again", N_("xem lại lời mời cùng nhóm {vat}") },
    { NULL, NULL },
};

/* To join of one's own will is a step with others; to be put into a group is none. */
const struct object_kind groups_objects[] = {
    { "study_group", COMPONENT_PEOPLE, N_("nhóm"), "http://activitystrea.ms/schema/1.0/group" },
    { 0 }
};

static day today_of(const struct ask *a) { return day_of(a->now); }

rc group_told(struct tx *t, enum group_act act, study_group_id id, const char *name, person_id about, const struct was *field, size_t fields)
{
    return audit_add(t, &(struct change){ .act = &groups_acts[act], .kind = "study_group", .id = id.v, .name = name, .about = about, .field = field, .fields = fields });
}

rc group_open(struct ask *a, study_group_id id, struct group_one_row *out)
{
    bool found;
    try(group_one(a, id, out, &found));
    if (!found) return NOT_FOUND;
    return out->to_day.has ? refuse(a, CONFLICT, 5550, _("Nhóm này đã kết thúc. Tải lại trang để xem."), NULL) : OK;
}

static rc name_free(struct tx *t, const char *name, study_group_id but)
{
    struct group_named_row row;
    bool taken;
    try(group_named(t->ask, name, &row, &taken));
    return taken && row.id.v != but.v ? refuse_field(t->ask, "ten", 5551, _("Trường đã có nhóm tên này. Viết tên khác."), NULL) : OK;
}

static rc be_found(struct tx *t, study_group_id id, const char *name, const char *words)
{
    return search_put(t, &(struct search_doc){ .kind = "study_group", .school = t->ask->scope.school, .object = id.v, .title = name, .text = words });
}

rc group_add(struct tx *t, const struct new_group *in, study_group_id *out)
{
    try(name_free(t, in->name, (study_group_id){ 0 }));
    *out = NEW_ID(t, study_group_id);
    try(group_insert(t, *out, in->kind, in->name, sort_key(t->ask->arena, in->name), in->words, in->joining, today_of(t->ask), t->ask->me, NULL));
    try(be_found(t, *out, in->name, in->words));
    return group_told(t, ACT_ADD, *out, in->name, (person_id){ 0 }, (const struct was[]){ { N_("Loại"), NULL, group_kind_label(in->kind), KEPT_AS_WORDS } }, 1);
}

static rc changed_since(struct ask *a) { return refuse(a, CONFLICT, 5552, _("Vừa có người sửa nhóm này. Xem lại bản mới rồi làm tiếp."), NULL); }

rc group_change(struct tx *t, const struct group_change *in)
{
    struct group_one_row was;
    int64_t changed;
    try(group_open(t->ask, in->id, &was));
    try(name_free(t, in->name, in->id));
    try(group_update(t, in->id, in->name, sort_key(t->ask->arena, in->name), in->words, in->joining, in->rev, &changed));
    if (changed == 0) return changed_since(t->ask);
    try(be_found(t, in->id, in->name, in->words));
    return group_told(t, ACT_CHANGE, in->id, in->name, (person_id){ 0 },
        (const struct was[]){ { N_("Tên"), was.name, in->name, KEPT_AS_IS }, { N_("Mô tả"), was.words, in->words, KEPT_AS_IS },
                              { N_("Vào nhóm"), group_joining_label(was.joining), group_joining_label(in->joining), KEPT_AS_WORDS } }, 3);
}

rc group_end(struct tx *t, study_group_id id, int64_t rev)
{
    struct group_one_row was;
    int64_t changed;
    day today = today_of(t->ask);
    try(lock_study_group(t, id));
    try(group_open(t->ask, id, &was));
    try(share_group_over(t, id));
    try(group_close(t, id, today, rev, &changed));
    if (changed == 0) return changed_since(t->ask);
    try(members_close(t, id, today, t->ask->me, &changed));
    try(leaders_close(t, id, today, NULL));
    try(search_drop(t, "study_group", t->ask->scope.school, id.v));
    return group_told(t, ACT_END, id, was.name, (person_id){ 0 },
        (const struct was[]){ { N_("Số em"), arena_print(t->ask->arena, "%lld", (long long)changed), "0", KEPT_AS_IS } }, 1);
}

/* ---- leaders */

/* By the same lists as the page offers. */
static rc leader_known(struct tx *t, const struct new_leader *in, person_id *person, const char **name)
{
    struct staff_to_lead_row *staff;
    struct mentors_checked_row *mentor;
    size_t n;
    *person = (person_id){ 0 };
    if (in->member.v) {
        try(staff_to_lead(t->ask, today_of(t->ask), &staff, &n));
        for (size_t i = 0; i < n; i++)
            if (staff[i].id.v == in->member.v) *person = staff[i].person_id, *name = staff[i].name;
    } else if (in->mentor.v) {
        try(mentors_checked(t->ask, today_of(t->ask), &mentor, &n));
        for (size_t i = 0; i < n; i++)
            if (mentor[i].id.v == in->mentor.v) *person = mentor[i].person_id, *name = mentor[i].name;
    }
    return person->v ? OK : refuse_field(t->ask, "nguoi", 5553, _("Hãy chọn một thầy cô của trường, hoặc một người hướng dẫn mà trường đã xác minh."), NULL);
}

rc group_leader_add(struct tx *t, const struct new_leader *in, person_id *person)
{
    struct group_one_row group;
    struct leaders_of_group_row *now;
    const char *name = NULL;
    size_t n;
    try(group_open(t->ask, in->group, &group));
    try(leader_known(t, in, person, &name));
    try(leaders_of_group(t->ask, in->group, today_of(t->ask), &now, &n));
    for (size_t i = 0; i < n; i++) {
        int64_t over;
        if (now[i].person_id.v != person->v) continue;
        if (now[i].holds) return refuse(t->ask, CONFLICT, 5554, _("Người này đã phụ trách nhóm."), NULL);
        try(leader_close(t, now[i].id, in->group, today_of(t->ask), now[i].rev, &over));     /* by a place that is over: the new one begins */
    }
    try(leader_insert(t, NEW_ID(t, group_leader_id), in->group, *person, in->member, in->member.v ? (outsider_id){ 0 } : in->mentor, today_of(t->ask), NULL));
    return group_told(t, ACT_LEAD, in->group, group.name, (person_id){ 0 }, (const struct was[]){ { N_("Người phụ trách"), NULL, name, KEPT_AS_IS } }, 1);
}

rc group_leader_end(struct tx *t, study_group_id group, group_leader_id id, int64_t rev, person_id *person)
{
    struct group_one_row face;
    struct leaders_of_group_row *now;
    size_t n, at = 0;
    int64_t changed;
    try(group_open(t->ask, group, &face));
    try(leaders_of_group(t->ask, group, today_of(t->ask), &now, &n));
    while (at < n && now[at].id.v != id.v) at++;
    if (at == n) return refuse(t->ask, CONFLICT, 5555, _("Người này không còn phụ trách nhóm. Tải lại trang để xem."), NULL);
    try(leader_close(t, id, group, today_of(t->ask), rev, &changed));
    if (changed == 0) return changed_since(t->ask);
    *person = now[at].person_id;
    return group_told(t, ACT_LEAD_END, group, face.name, (person_id){ 0 }, (const struct was[]){ { N_("Người phụ trách"), now[at].name, NULL, KEPT_AS_IS } }, 1);
}

/* ---- pupils */

static const char *family_path(struct ask *a, person_id child)
{
    char id[ID_TEXT_SIZE];
    id_text(child.v, id);
    return arena_print(a->arena, "/ho-so/%s/nhom", id);
}

/* The guardians of a pupil under age. The words name neither child nor group: a notice outlives the right to know them. */
static rc family_hears(struct tx *t, person_id child, opt_day born, const char *words)
{
    if (born.has && day_age(born.v, today_of(t->ask)) >= MAJORITY) return OK;
    return notice_family(t, child, (person_id){ 0 }, &(struct notice){ .kind = NOTICE_KIND_WORK, .words = words, .path = family_path(t->ask, child) });
}

/* The pupil who asked for the place. */
static rc pupil_hears(struct tx *t, person_id pupil, bool yes, const char *group)
{
    return notice_add(t, &(struct notice){ .to = pupil, .kind = NOTICE_KIND_WORK, .words = yes ? _("Em được nhận vào nhóm {nhom}.") : _("Nhóm {nhom} chưa nhận em lần này."),
                                           .with = { "nhom", group }, .path = family_path(t->ask, pupil) });
}

rc group_take(struct tx *t, study_group_id group, const person_id *pupil, size_t n, int64_t *added)
{
    struct group_one_row face;
    int64_t taken = 0;
    try(group_open(t->ask, group, &face));
    for (size_t i = 0; i < n; i++) {
        struct pupil_to_take_row row;
        bool found;
        try(group_places_of_before_end(t, group, pupil[i], today_of(t->ask), NULL));
        try(pupil_to_take(t->ask, pupil[i], group, today_of(t->ask), &row, &found));
        if (found && row.restricted && !row.there)
            return refuse(t->ask, CONFLICT, 5567, _("{ten} đang hạn chế sử dụng dữ liệu theo yêu cầu nên chưa vào nhóm được. Bỏ chọn em ấy; muốn biết thêm thì hỏi ban giám hiệu."), "ten", row.name, NULL);
        if (!found) return refuse(t->ask, CONFLICT, 5556, _("Một em vừa chọn không còn là học sinh của trường. Tải lại trang rồi chọn lại."), NULL);
        if (row.there) continue;
        try(group_member_insert(t, NEW_ID(t, group_member_id), group, row.member_id, pupil[i], t->ask->me, today_of(t->ask), NULL));
        try(family_hears(t, pupil[i], row.born, _("Con được thêm vào một nhóm. Mở để xem.")));
        try(group_told(t, ACT_TAKE, group, face.name, pupil[i], (const struct was[]){ { N_("Học sinh"), NULL, row.name, KEPT_AS_IS } }, 1));
        taken++;
    }
    if (added) *added = taken;
    return OK;
}

/* The pupil chose to join, and was taken. All groups but clubs are for learning; a mentor brings what is outside the school: the deed joins those components, too. */
static rc joined(struct tx *t, study_group_id group, const struct group_one_row *face, person_id pupil)
{
    struct leaders_of_group_row *leader;
    size_t n;
    unsigned also = face->kind == GROUP_KIND_CLUB ? 0 : COMPONENT_BIT(COMPONENT_KNOWLEDGE);
    try(leaders_of_group(t->ask, group, today_of(t->ask), &leader, &n));
    for (size_t i = 0; i < n; i++)
        if (leader[i].outside && leader[i].holds) also |= COMPONENT_BIT(COMPONENT_CONTEXT);
    return deed_add(t, &(struct deed){ .actor = pupil, .as = DEED_AS_PUPIL, .verb = DEED_VERB_JOINED, .object = { "study_group", group.v, face->name }, .also = also });
}

rc group_answer(struct tx *t, study_group_id group, group_member_id id, enum group_word word, int64_t rev)
{
    static const enum group_state after[] = { [GROUP_YES] = GROUP_STATE_MEMBER, [GROUP_NO] = GROUP_STATE_REFUSED, [GROUP_OUT] = GROUP_STATE_LEFT };
    struct group_one_row face;
    struct group_member_one_row row;
    bool found, yes = word == GROUP_YES;
    int64_t changed = 0;
    day today = today_of(t->ask);
    try(group_open(t->ask, group, &face));
    try(group_member_one(t->ask, id, group, &row, &found));
    if (!found) return NOT_FOUND;
    if (row.state == (word == GROUP_OUT ? GROUP_STATE_MEMBER : GROUP_STATE_ASKED))
        try(group_member_step(t, id, after[word], t->ask->me, yes ? (opt_day){ true, today } : row.from_day, yes ? (opt_day){ 0 } : (opt_day){ true, today }, rev, &changed));
    if (changed == 0) return refuse(t->ask, CONFLICT, 5557, _("Việc của em này trong nhóm vừa đổi. Tải lại trang để xem."), NULL);
    const char *words = yes ? _("Con được nhận vào một nhóm. Mở để xem.") : word == GROUP_NO ? _("Một nhóm chưa nhận con lần này. Mở để xem.") : _("Con không còn ở một nhóm. Mở để xem.");
    if (yes) try(joined(t, group, &face, row.person_id));
    if (word != GROUP_OUT && row.by_person.v == row.person_id.v) try(pupil_hears(t, row.person_id, yes, face.name));
    try(family_hears(t, row.person_id, row.born, words));
    return group_told(t, ACT_ANSWER, group, face.name, row.person_id,
        (const struct was[]){ { N_("Học sinh"), NULL, row.name, KEPT_AS_IS }, { N_("Chỗ trong nhóm"), group_state_label(row.state), group_state_label(after[word]), KEPT_AS_WORDS } }, 2);
}

/* ---- families */

rc group_ask(struct tx *t, study_group_id group, person_id child)
{
    struct leaders_to_tell_row *row;
    struct person_brief who;
    size_t n;
    int64_t changed;
    group_member_id id = NEW_ID(t, group_member_id);
    try(person_mine(t->ask, child, &who));
    try(group_places_of_before_end(t, group, child, today_of(t->ask), NULL));
    try(group_ask_insert(t, id, group, child, t->ask->me, today_of(t->ask), &changed));
    if (changed == 0) return refuse(t->ask, CONFLICT, 5558, _("Nhóm này không còn nhận lời xin, hoặc đã có lời xin. Tải lại trang để xem."), NULL);
    try(leaders_to_tell(t->ask, id, today_of(t->ask), &row, &n));
    for (size_t i = 0; i < n; i++) {
        char text[ID_TEXT_SIZE];
        id_text(row[i].group_id.v, text);
        try(notice_add(t, &(struct notice){ .to = row[i].person_id, .kind = NOTICE_KIND_WORK, .words = _("Có em xin vào nhóm {nhom}."), .with = { "nhom", row[i].name },
                                            .path = arena_print(t->ask->arena, "/t/%s/nhom/%s", row[i].code, text) }));
    }
    if (t->ask->me.v != child.v || n == 0) return OK;
    return family_hears(t, child, who.born, _("Con xin vào một nhóm, chờ thầy cô trả lời. Mở để xem."));
}

rc group_give_up(struct tx *t, group_member_id id, person_id child, int64_t rev)
{
    int64_t changed;
    try(group_leave(t, id, child, today_of(t->ask), rev, &changed));
    return changed ? OK : refuse(t->ask, CONFLICT, 5557, _("Việc của em này trong nhóm vừa đổi. Tải lại trang để xem."), NULL);
}

/* ---- relations */

rc group_ties(struct ask *a, study_group_id id, person_id me, bool *leads, bool *found)
{
    struct ties_to_group_row row;
    try(ties_to_group(a, id, me, today_of(a), &row, found));
    *leads = *found && row.leads > 0;
    return OK;
}

rc groups_guided(struct ask *a, person_id me, struct group_brief **rows, size_t *n)
{
    struct groups_guided_by_row *row;
    try(groups_guided_by(a, me, today_of(a), &row, n));
    *rows = ARENA_MANY(a->arena, struct group_brief, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++) (*rows)[i] = (struct group_brief){ row[i].id, row[i].kind, row[i].name, row[i].words, row[i].school_name };
    return OK;
}

rc group_guided(struct ask *a, study_group_id id, person_id me, bool *yes)
{
    struct group_brief *row;
    size_t n;
    *yes = false;
    try(groups_guided(a, me, &row, &n));
    for (size_t i = 0; i < n; i++) *yes = *yes || row[i].id.v == id.v;
    return OK;
}
