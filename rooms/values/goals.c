/* Rules of goals, indicators, evidence. What stays true stands in goals.h. */
#include "values/goals.h"
#include "base/ids.h"
#include "base/str.h"
#include "consent/consent.h"
#include "generated/values_queries.h"
#include "schools/schools.h"
#include <string.h>

static rc stale(struct tx *t)
{
    return refuse(t->ask, CONFLICT, 5506, _("Vừa có người sửa hoặc quyết định mục tiêu này. Xem lại bản mới rồi làm tiếp."), NULL);
}

static const char *number_text(struct ask *a, int64_t number) { return arena_print(a->arena, "%lld", (long long)number); }

static rc deed(struct tx *t, person_id actor, enum deed_verb verb, goal_id id, int64_t number)
{
    return deed_add(t, &(struct deed){ .actor = actor, .as = DEED_AS_STAFF, .verb = verb, .object = { "goal", id.v, number_text(t->ask, number) } });
}

static const char *indicator_line(struct ask *a, const struct goal_indicator *i)
{
    if (i->source == 0 || str_empty(i->words)) return NULL;
    return arena_print(a->arena, "%s: %lld → %lld %s", i->words, (long long)i->begins, (long long)i->aim, i->unit ? i->unit : "");
}

static rc told(struct tx *t, int act, goal_id id, int64_t number, const struct goal_text *before, const struct goal_text *after, const char *reason)
{
    struct was field[2 + GOAL_INDICATORS] = { { N_("Mục tiêu"), before ? before->words : NULL, after ? after->words : NULL, KEPT_AS_IS },
                                              { N_("Giá trị phục vụ"), before ? before->serves : NULL, after ? after->serves : NULL, KEPT_AS_IS } };
    for (int i = 0; i < GOAL_INDICATORS; i++)
        field[2 + i] = (struct was){ N_("Chỉ số"), before ? indicator_line(t->ask, &before->indicator[i]) : NULL, after ? indicator_line(t->ask, &after->indicator[i]) : NULL, KEPT_AS_IS };
    return audit_add(t, &(struct change){ .act = &values_acts[act], .kind = "goal", .id = id.v, .name = number_text(t->ask, number), .reason = reason,
                                          .field = field, .fields = before || after ? 2 + GOAL_INDICATORS : 0 });
}

static rc page_path(struct ask *a, goal_id id, const char **path)
{
    struct school_face face;
    char text[ID_TEXT_SIZE];
    id_text(id.v, text);
    try(school_face(a, a->scope.school, &face));
    *path = arena_print(a->arena, "/t/%s/gia-tri/muc-tieu?muc=%s", face.code, text);
    return OK;
}

static rc leaders_hear(struct tx *t, person_id by, goal_id id, int64_t number, const char *words)
{
    struct notice one = { .kind = NOTICE_KIND_WORK, .words = words, .with = { "so", number_text(t->ask, number) } };
    try(page_path(t->ask, id, &one.path));
    return principals_hear(t, by, &one);
}

static rc one_hears(struct tx *t, person_id to, person_id by, goal_id id, int64_t number, const char *words)
{
    struct notice one = { .to = to, .kind = NOTICE_KIND_WORK, .words = words, .with = { "so", number_text(t->ask, number) } };
    if (to.v == 0 || to.v == by.v) return OK;
    try(page_path(t->ask, id, &one.path));
    return notice_add(t, &one);
}

/* ---- writing */

static rc text_before(struct tx *t, const struct goal_one_row *g, struct goal_text *out)
{
    struct indicators_of_row *row;
    size_t n;
    try(indicators_of(t->ask, g->id, &row, &n));
    *out = (struct goal_text){ g->words, g->serves, g->from_day, g->until_day, { { 0 } } };
    for (size_t i = 0; i < n; i++)
        if (row[i].slot >= 1 && row[i].slot <= GOAL_INDICATORS)
            out->indicator[row[i].slot - 1] = (struct goal_indicator){ row[i].words, row[i].unit, row[i].source, row[i].begins, row[i].aim };
    return OK;
}

static rc indicators_put(struct tx *t, goal_id id, const struct goal_text *text)
{
    for (int i = 0; i < GOAL_INDICATORS; i++) {
        const struct goal_indicator *one = &text->indicator[i];
        bool none = one->source == 0 || str_empty(one->words);
        try(indicator_put(t, id, i + 1, none ? "" : one->words, none || !one->unit ? "" : one->unit, none ? INDICATOR_SOURCE_TYPED : one->source, none ? 0 : one->begins, none ? 0 : one->aim, NULL));
    }
    return OK;
}

static rc goal_new(struct tx *t, const struct goal_text *text, person_id by, goal_id *id, int64_t *number)
{
    struct goal_last_number_row last;
    try(goal_last_number(t->ask, &last));
    *number = last.n + 1;
    *id = NEW_ID(t, goal_id);
    try(goal_insert(t, *id, *number, text->words, str_empty(text->serves) ? NULL : text->serves, text->from, text->until, by, NULL));
    try(indicators_put(t, *id, text));
    return told(t, ACT_GOAL_DRAFT, *id, *number, NULL, text, NULL);
}

static rc goal_rewrite(struct tx *t, const struct goal_save *in, int64_t *number)
{
    struct goal_one_row now;
    struct goal_text before;
    int64_t changed;
    try(goal_one(t->ask, in->id, &now));
    if (now.state == GOAL_STATE_PUBLISHED || now.state == GOAL_STATE_ENDED)
        return refuse(t->ask, CONFLICT, 5501, _("Mục tiêu đã công bố thì không sửa; kết thúc rồi viết mục tiêu mới."), NULL);
    try(text_before(t, &now, &before));
    try(goal_write(t, in->id, in->rev, in->text.words, str_empty(in->text.serves) ? NULL : in->text.serves, in->text.from, in->text.until, in->by, &changed));
    if (changed == 0) return stale(t);
    try(indicators_put(t, in->id, &in->text));
    *number = now.number;
    return told(t, ACT_GOAL_DRAFT, in->id, now.number, &before, &in->text, NULL);
}

rc goal_save(struct tx *t, const struct goal_save *in, goal_id *out)
{
    int64_t number, changed, rev = in->id.v ? in->rev + 1 : 1;
    if (in->text.until.n <= in->text.from.n)
        return refuse_field(t->ask, "den", 5504, _("Ngày phải đạt phải sau ngày bắt đầu."), NULL);
    *out = in->id;
    if (in->id.v) try(goal_rewrite(t, in, &number));
    else try(goal_new(t, &in->text, in->by, out, &number));
    if (!in->send) return OK;
    try(goal_send(t, *out, rev, &changed));
    if (changed == 0) return stale(t);
    try(leaders_hear(t, in->by, *out, number, _("Mục tiêu số {so} đang chờ thầy cô duyệt.")));
    try(told(t, ACT_GOAL_SEND, *out, number, NULL, NULL, NULL));
    return deed(t, in->by, DEED_VERB_PROPOSED, *out, number);
}

static const char *or_empty(const char *text) { return text ? text : ""; }

/* Everybody reads it: no pupil is named who, or whose family, has not said so. */
static rc names_may(struct tx *t, const char *text)
{
    if (!text || t->ask->arena->failed) return LIMIT;
    return names_allowed(t->ask, purpose_of("name.honour"), text);
}

static rc goal_names_may(struct tx *t, const struct goal_one_row *g)
{
    struct indicators_of_row *row;
    size_t n;
    const char *text = arena_print(t->ask->arena, "%s\n%s", g->words, or_empty(g->serves));
    try(indicators_of(t->ask, g->id, &row, &n));
    for (size_t i = 0; i < n; i++) text = arena_print(t->ask->arena, "%s\n%s\n%s", text, row[i].words, row[i].unit);
    return names_may(t, text);
}

/* (2) A goal begins with what can be counted of it. */
rc goal_say(struct tx *t, const struct goal_say *in)
{
    struct goal_one_row now;
    int64_t changed;
    try(goal_one(t->ask, in->id, &now));
    try(goal_decide(t, in->id, in->rev, in->publish ? GOAL_STATE_PUBLISHED : GOAL_STATE_RETURNED, in->by, in->publish ? NULL : in->reason, &changed));
    if (changed == 0) return stale(t);
    if (in->publish) try(goal_names_may(t, &now));
    if (in->publish) try(goals_count(t));
    try(one_hears(t, now.written_by, in->by, in->id, now.number, in->publish ? _("Hiệu trưởng đã duyệt và công bố mục tiêu số {so}.") : _("Hiệu trưởng trả lại mục tiêu số {so}, kèm lí do.")));
    try(told(t, in->publish ? ACT_GOAL_PUBLISH : ACT_GOAL_RETURN, in->id, now.number, NULL, NULL, in->publish ? NULL : in->reason));
    return deed(t, in->by, in->publish ? DEED_VERB_APPROVED : DEED_VERB_COMMENTED, in->id, now.number);
}

rc goal_propose(struct tx *t, const struct goal_text *in, person_id written_by, goal_id *out)
{
    return goal_save(t, &(struct goal_save){ .text = *in, .by = written_by, .send = true }, out);
}

rc goal_publish(struct tx *t, const struct goal_text *in, person_id written_by, person_id approved_by, goal_id *out)
{
    try(goal_propose(t, in, written_by, out));
    return goal_say(t, &(struct goal_say){ *out, 2, approved_by, true, NULL });
}

rc goal_end(struct tx *t, const struct goal_end *in)
{
    struct goal_one_row now;
    int64_t changed;
    try(goal_one(t->ask, in->id, &now));
    bool published = now.state == GOAL_STATE_PUBLISHED;
    if (now.state == GOAL_STATE_ENDED) return stale(t);
    if (published && !in->word)
        return refuse(t->ask, DENIED, 5503, _("Chỉ hiệu trưởng kết thúc được mục tiêu đã công bố. Nhờ hiệu trưởng."), NULL);
    if (published && str_empty(in->reason))
        return refuse_field(t->ask, "li_do", 5507, _("Hãy ghi vì sao kết thúc: đã đạt, hay đổi sang mục tiêu khác."), NULL);
    try(goal_close(t, in->id, in->rev, now.state, published ? GOAL_STATE_ENDED : GOAL_STATE_DROPPED, day_of(t->ask->now), in->reason, &changed));
    if (changed == 0) return stale(t);
    if (published) try(names_may(t, in->reason));
    try(evidence_close(t, in->id, in->by, NULL));              /* what waited for a word waits no more */
    return told(t, published ? ACT_GOAL_END : ACT_GOAL_DROP, in->id, now.number, NULL, NULL, in->reason);
}

/* ---- values and evidence of a published goal */

static rc goal_running(struct tx *t, goal_id id, struct goal_one_row *out)
{
    try(goal_one(t->ask, id, out));
    if (out->state != GOAL_STATE_PUBLISHED)
        return refuse(t->ask, CONFLICT, 5508, _("Mục tiêu này chưa công bố hoặc đã kết thúc nên không ghi thêm được."), NULL);
    return OK;
}

/* (3), (4) */
rc goal_measure(struct tx *t, const struct goal_measure *in)
{
    struct goal_one_row goal;
    struct indicators_of_row *row;
    size_t n, i = 0;
    try(goal_running(t, in->goal, &goal));
    try(indicators_of(t->ask, in->goal, &row, &n));
    while (i < n && row[i].slot != in->slot) i++;
    if (i == n) return NOT_FOUND;
    if (row[i].source != INDICATOR_SOURCE_TYPED)
        return refuse(t->ask, CONFLICT, 5500, _("Chỉ số này lấy từ dữ liệu, không gõ tay."), NULL);
    if (in->on.n < goal.from_day.n || in->on.n > day_of(t->ask->now).n)
        return refuse_field(t->ask, "ngay", 5502, _("Ngày đo phải từ ngày bắt đầu mục tiêu đến hôm nay."), NULL);
    try(measure_add(t, NEW_ID(t, indicator_value_id), in->goal, in->slot, in->on, in->value, in->by, str_empty(in->note) ? NULL : in->note, NULL));
    return audit_add(t, &(struct change){ .act = &values_acts[ACT_MEASURE], .kind = "goal", .id = in->goal.v, .name = number_text(t->ask, goal.number),
        WAS({ row[i].words, NULL, arena_print(t->ask->arena, "%lld %s", (long long)in->value, row[i].unit), KEPT_AS_IS }) });
}

static rc evidence_told(struct tx *t, int act, goal_id goal, int64_t number, const char *before, const char *after)
{
    return audit_add(t, &(struct change){ .act = &values_acts[act], .kind = "goal", .id = goal.v, .name = number_text(t->ask, number), WAS({ N_("Minh chứng"), before, after, KEPT_AS_IS }) });
}

static rc evidence_out(struct tx *t, evidence_id id, int64_t rev, person_id by, const struct goal_one_row *goal, const char *words)
{
    int64_t changed;
    try(evidence_decide(t, id, rev, EVIDENCE_STATE_PENDING, EVIDENCE_STATE_PUBLISHED, by, &changed));
    if (changed == 0) return stale(t);
    try(names_may(t, words));
    return evidence_told(t, ACT_EVIDENCE_SHOW, goal->id, goal->number, NULL, words);
}

rc goal_evidence(struct tx *t, const struct goal_evidence *in)
{
    struct goal_one_row goal;
    evidence_id id = NEW_ID(t, evidence_id);
    const char *link = str_empty(in->link) ? NULL : in->link;
    if (link && (!str_starts(link, "https://") || strlen(link) < 12 || strpbrk(link, " \t\"<>\\")))
        return refuse_field(t->ask, "lien_ket", 5505, _("Liên kết phải bắt đầu bằng https:// và không có dấu cách."), NULL);
    try(goal_running(t, in->goal, &goal));
    try(evidence_add(t, id, in->goal, in->words, link, in->by, NULL));
    try(deed(t, in->by, DEED_VERB_COMMENTED, in->goal, goal.number));
    if (in->publish) return evidence_out(t, id, 1, in->by, &goal, in->words);
    try(leaders_hear(t, in->by, in->goal, goal.number, _("Minh chứng của mục tiêu số {so} đang chờ thầy cô duyệt.")));
    return evidence_told(t, ACT_EVIDENCE_ADD, in->goal, goal.number, NULL, in->words);
}

rc evidence_say(struct tx *t, const struct evidence_say *in)
{
    struct evidence_one_row now;
    struct goal_one_row goal;
    int64_t changed;
    try(evidence_one(t->ask, in->id, &now));
    try(goal_one(t->ask, now.goal_id, &goal));
    if (in->publish) {
        try(goal_running(t, now.goal_id, &goal));
        return evidence_out(t, in->id, in->rev, in->by, &goal, now.words);
    }
    if (now.state == EVIDENCE_STATE_ENDED) return stale(t);
    try(evidence_decide(t, in->id, in->rev, now.state, EVIDENCE_STATE_ENDED, in->by, &changed));
    if (changed == 0) return stale(t);
    return evidence_told(t, ACT_EVIDENCE_END, now.goal_id, goal.number, now.words, NULL);
}

/* (1), (2), (3), for khue verify. */
rc goals_counted_check(struct ask *a, struct verify_report *out, void *to)
{
    struct goals_counted_row row;
    (void)to;
    try(goals_counted(a, &row));
    verify_looked(out, row.n);
    if (row.last != row.n) verify_wrong(out, "school %lld: %lld goals, the last is number %lld", (long long)a->scope.school.v, (long long)row.n, (long long)row.last);
    if (row.wordless > 0) verify_wrong(out, "school %lld: %lld goals or pieces of evidence were published without a word", (long long)a->scope.school.v, (long long)row.wordless);
    if (row.misplaced > 0) verify_wrong(out, "school %lld: %lld values are of another kind or time than their indicator", (long long)a->scope.school.v, (long long)row.misplaced);
    return OK;
}
