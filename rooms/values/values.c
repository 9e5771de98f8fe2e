/* Rules of values. What stays true: (1) a published version never changes; (2) at most one version is open (draft, waiting,
** returned); (3) only the principal's word publishes; (4) numbers count up from 1 without gaps. */
#include "values/values.h"
#include "access/permission.h"
#include "audit/audit.h"
#include "base/str.h"
#include "consent/consent.h"
#include "generated/values_queries.h"
#include "notices/notices.h"
#include "record/record.h"
#include "schools/schools.h"
#include "values/edit.h"
#include "values/found.h"
#include "values/goals.h"

/* Writing down, weighing and deciding together what a school stands for is the making of its culture (R41). A draft that is
** only saved is none yet. */
const struct object_kind values_objects[] = {
    { "values_page", COMPONENT_CULTURE, N_("trang văn hóa, chiến lược, phiên bản"), "http://id.tincanapi.com/activitytype/document" },
    { "goal", COMPONENT_CULTURE, N_("mục tiêu số"), "http://activitystrea.ms/schema/1.0/goal" },
    { "values_picture", COMPONENT_CULTURE, N_("ảnh trang công khai"), "http://activitystrea.ms/schema/1.0/image" },
    { 0 }
};

static rc deed(struct tx *t, person_id actor, enum deed_verb verb, values_page_id id, int64_t number)
{
    struct deed d = { .actor = actor, .as = DEED_AS_STAFF, .verb = verb,
                      .object = { "values_page", id.v, arena_print(t->ask->arena, "%lld", (long long)number) } };
    return deed_add(t, &d);
}

enum { PRINCIPALS_MOST = 4 };

/* The page on which it is written and decided. */
static rc edit_path(struct ask *a, const char **path)
{
    struct school_face face;
    try(school_face(a, a->scope.school, &face));
    *path = arena_print(a->arena, "/t/%s/gia-tri", face.code);
    return OK;
}

rc principals_hear(struct tx *t, person_id but, struct notice *one)
{
    struct member_line *row;
    size_t n;
    try(members_of_role(t->ask, MEMBER_ROLE_PRINCIPAL, (member_id){ 0 }, PRINCIPALS_MOST, &row, &n));
    for (size_t i = 0; i < n; i++) {
        one->to = row[i].person;
        if (one->to.v != but.v) try(notice_add(t, one));
    }
    return OK;
}

/* Whoever has the word hears that it is asked for; who sent it knows. */
static rc word_asked(struct tx *t, person_id by, int64_t number)
{
    struct notice one = { .kind = NOTICE_KIND_WORK, .words = _("Bản {so} của trang văn hóa, chiến lược đang chờ thầy cô duyệt."),
                          .with = { "so", arena_print(t->ask->arena, "%lld", (long long)number) } };
    try(edit_path(t->ask, &one.path));
    return principals_hear(t, by, &one);
}

static rc word_said(struct tx *t, person_id to, person_id by, int64_t number, bool publish)
{
    struct notice one = { .to = to, .kind = NOTICE_KIND_WORK, .with = { "so", arena_print(t->ask->arena, "%lld", (long long)number) },
                          .words = publish ? _("Hiệu trưởng đã duyệt và công bố bản {so} của trang văn hóa, chiến lược.")
                                           : _("Hiệu trưởng trả lại bản {so} của trang văn hóa, chiến lược, kèm lí do.") };
    if (to.v == 0 || to.v == by.v) return OK;
    try(edit_path(t->ask, &one.path));
    return notice_add(t, &one);
}

const struct act values_acts[] = {
    [ACT_DRAFT]   = { "values.draft", N_("soạn trang văn hóa, chiến lược, phiên bản {vat}") },
    [ACT_SEND]    = { "values.send", N_("gửi duyệt trang văn hóa, chiến lược, phiên bản {vat}") },
    [ACT_PUBLISH] = { "values.publish", N_("công bố trang văn hóa, chiến lược, phiên bản {vat}") },
    [ACT_RETURN]  = { "values.return", N_("trả lại trang văn hóa, chiến lược, phiên bản {vat}") },
    [ACT_PICTURE_SEND]    = { "values.picture_send", N_("gửi duyệt ảnh trang công khai") },
    [ACT_PICTURE_PUBLISH] = { "values.picture_publish", N_("công bố ảnh trang công khai") },
    [ACT_PICTURE_RETURN]  = { "values.picture_return", N_("trả lại ảnh trang công khai") },
    [ACT_PICTURE_BACK]    = { "values.picture_back", N_("rút ảnh gửi duyệt cho trang công khai") },
    [ACT_PICTURE_DOWN]    = { "values.picture_down", N_("gỡ ảnh khỏi trang công khai") },
    [ACT_GOAL_DRAFT]      = { "values.goal_draft", N_("soạn mục tiêu {vat}") },
    [ACT_GOAL_SEND]       = { "values.goal_send", N_("gửi duyệt mục tiêu {vat}") },
    [ACT_GOAL_PUBLISH]    = { "values.goal_publish", N_("công bố mục tiêu {vat}") },
    [ACT_GOAL_RETURN]     = { "values.goal_return", N_("trả lại mục tiêu {vat}") },
    [ACT_GOAL_END]        = { "values.goal_end", N_("kết thúc mục tiêu {vat}") },
    [ACT_GOAL_DROP]       = { "values.goal_drop", N_("bỏ bản nháp mục tiêu {vat}") },
    [ACT_MEASURE]         = { "values.measure", N_("ghi số đo của mục tiêu {vat}") },
    [ACT_EVIDENCE_ADD]    = { "values.evidence_add", N_("thêm minh chứng của mục tiêu {vat}") },
    [ACT_EVIDENCE_SHOW]   = { "values.evidence_show", N_("công bố minh chứng của mục tiêu {vat}") },
    [ACT_EVIDENCE_END]    = { "values.evidence_end", N_("gỡ minh chứng của mục tiêu {vat}") },
    { NULL, NULL },
};

const struct setting values_settings[] = {
    { .key = "values.goals_open", .levels = SETTING_SCHOOL, .type = SETTING_BOOL, .permission = SETTINGS_LEAD, .group = ROOMS_GROUP,
      .label = N_("Mục tiêu và chỉ số"), .hint = N_("Tắt thì trang công khai thôi hiện mục tiêu và không ai viết thêm. Số vẫn được đếm, để bật lại thì không thiếu."), .otherwise = "1" },
    { .key = NULL },
};

static const struct values_text nothing = { NULL };

static const char *or_none(const char *text) { return str_empty(text) ? NULL : text; }

static rc told(struct tx *t, int act, values_page_id id, int64_t number, const struct values_text *before, const struct values_text *after, const char *reason)
{
    return audit_add(t, &(struct change){ .act = &values_acts[act], .kind = "values_page", .id = id.v, .reason = reason,
        .name = arena_print(t->ask->arena, "%lld", (long long)number), .fields = before ? 6 : 0,
        .field = before ? (const struct was[]){ { N_("Văn hóa"), before->culture, after->culture, KEPT_AS_IS }, { N_("Chiến lược phát triển"), before->strategy, after->strategy, KEPT_AS_IS },
                                                { N_("Phương châm chất lượng"), before->motto, after->motto, KEPT_AS_IS }, { N_("Giá trị cốt lõi"), before->core, after->core, KEPT_AS_IS },
                                                { N_("Tầm nhìn"), before->vision, after->vision, KEPT_AS_IS }, { N_("Sứ mạng"), before->mission, after->mission, KEPT_AS_IS } } : NULL });
}

static rc stale(struct tx *t)
{
    return refuse(t->ask, CONFLICT, 1501, _("Vừa có người sửa hoặc quyết định bản này. Xem lại bản mới rồi làm tiếp."), NULL);
}

static rc draft_new(struct tx *t, const struct values_text *text, person_id by, values_page_id *id, int64_t *number)
{
    struct values_last_number_row last;
    try(values_last_number(t->ask, &last));
    *number = last.n + 1;
    *id = NEW_ID(t, values_page_id);
    return values_insert(t, *id, *number, text->culture, text->strategy, text->motto, text->core, or_none(text->vision), or_none(text->mission), by, NULL);
}

rc values_save(struct tx *t, const struct values_save *in, void *out)
{
    (void)out;
    struct values_open_row open;
    bool found;
    int64_t changed, number, rev = 1;
    values_page_id id;
    try(values_open(t->ask, &open, &found));
    if (found && open.rev != in->rev) return stale(t);
    if (!found && in->rev != 0) return stale(t);
    if (found) {
        id = open.id;
        number = open.number;
        rev = open.rev + 1;
        try(values_write(t, id, open.rev, in->text.culture, in->text.strategy, in->text.motto, in->text.core, or_none(in->text.vision), or_none(in->text.mission), in->by, &changed));
        if (changed == 0) return stale(t);
        try(told(t, ACT_DRAFT, id, number, &(struct values_text){ open.culture, open.strategy, open.motto, open.core, open.vision, open.mission }, &in->text, NULL));
    } else {
        try(draft_new(t, &in->text, in->by, &id, &number));
        try(told(t, ACT_DRAFT, id, number, &nothing, &in->text, NULL));
    }
    if (!in->send) return OK;
    try(values_send(t, id, rev, &changed));
    if (changed == 0) return stale(t);
    try(word_asked(t, in->by, number));
    try(told(t, ACT_SEND, id, number, NULL, NULL, NULL));
    return deed(t, in->by, DEED_VERB_PROPOSED, id, number);
}

rc values_say(struct tx *t, const struct values_say *in, void *out)
{
    (void)out;
    struct values_open_row open;
    bool found;
    int64_t changed;
    try(values_open(t->ask, &open, &found));
    if (!found || open.rev != in->rev) return stale(t);
    try(values_decide(t, open.id, in->rev, in->publish ? VALUES_STATE_PUBLISHED : VALUES_STATE_RETURNED, in->by, in->publish ? NULL : in->reason, &changed));
    if (changed == 0) return stale(t);
    if (in->publish) try(names_allowed(t->ask, purpose_of("name.honour"), arena_print(t->ask->arena, "%s\n%s\n%s\n%s\n%s\n%s", open.vision, open.mission, open.culture, open.strategy, open.motto, open.core)));
    if (in->publish) try(values_be_found(t, &(struct values_text){ open.culture, open.strategy, open.motto, open.core, open.vision, open.mission }));
    try(word_said(t, open.written_by, in->by, open.number, in->publish));
    try(told(t, in->publish ? ACT_PUBLISH : ACT_RETURN, open.id, open.number, NULL, NULL, in->publish ? NULL : in->reason));
    return deed(t, in->by, in->publish ? DEED_VERB_APPROVED : DEED_VERB_COMMENTED, open.id, open.number);
}

rc values_publish(struct tx *t, const struct values_text *in, person_id written_by, person_id approved_by, int64_t *number)
{
    values_page_id id;
    int64_t changed;
    try(draft_new(t, in, written_by, &id, number));
    try(values_send(t, id, 1, &changed));
    try(values_decide(t, id, 2, VALUES_STATE_PUBLISHED, approved_by, NULL, NULL));
    try(values_be_found(t, in));
    try(told(t, ACT_PUBLISH, id, *number, &nothing, in, NULL));
    try(deed(t, written_by, DEED_VERB_PROPOSED, id, *number));
    return deed(t, approved_by, DEED_VERB_APPROVED, id, *number);
}

rc values_propose(struct tx *t, const struct values_text *in, person_id written_by)
{
    struct values_save save = { .text = *in, .by = written_by, .send = true };
    return values_save(t, &save, NULL);
}

/* (2) and (4), for khue verify. */
static rc versions_counted(struct ask *a, struct verify_report *out, void *to)
{
    struct values_counted_row row;
    (void)to;
    try(values_counted(a, &row));
    verify_looked(out, row.n);
    if (row.last != row.n) verify_wrong(out, "school %lld: %lld versions, the last is number %lld", (long long)a->scope.school.v, (long long)row.n, (long long)row.last);
    if (row.open > 1) verify_wrong(out, "school %lld: %lld versions are open", (long long)a->scope.school.v, (long long)row.open);
    return OK;
}

static rc versions_check(struct ask *a, struct verify_report *out) { return schools_verify(a, versions_counted, out, NULL); }

static rc goals_check(struct ask *a, struct verify_report *out) { return schools_verify(a, goals_counted_check, out, NULL); }

static rc pictures_check(struct ask *a, struct verify_report *out) { return schools_verify(a, pictures_counted_check, out, NULL); }

const struct verify_check values_checks[] = { { "versions", versions_check }, { "pictures", pictures_check }, { "goals", goals_check }, { NULL, NULL } };
