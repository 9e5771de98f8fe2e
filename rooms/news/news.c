/* Rules of news; the numbers are those of news.h. */
#include "news/news.h"
#include "access/permission.h"
#include "base/viet.h"
#include "base/ids.h"
#include "consent/consent.h"
#include "generated/news_queries.h"
#include "hooks/hooks.h"
#include "news/inside.h"
#include "schools/schools.h"
#include <string.h>

const struct object_kind news_objects[] = {
    { "news", COMPONENT_KNOWLEDGE, N_("tin"), "http://activitystrea.ms/schema/1.0/article" },
    { 0 }
};

enum { ACT_WRITE, ACT_CHANGE, ACT_PUBLISH, ACT_WITHDRAW };
const struct act news_acts[] = {
    [ACT_WRITE]    = { "news.write",    N_("viết tin {vat}") },
    [ACT_CHANGE]   = { "news.change",   N_("sửa tin {vat}") },
    [ACT_PUBLISH]  = { "news.publish",  N_("đăng tin {vat}") },
    [ACT_WITHDRAW] = { "news.withdraw", N_("gỡ tin {vat}") },
    { NULL, NULL },
};

const struct setting news_settings[] = {
    [NEWS_TELL] = { .key = "news.tell", .levels = SETTING_APP | SETTING_SCHOOL, .type = SETTING_BOOL, .permission = SETTINGS_CHANGE, .group = N_("Tin của trường"),
                    .label = N_("Báo cho mọi người khi đăng tin"), .hint = N_("Thầy cô, học sinh và gia đình có tài khoản thấy tin ở chuông."), .otherwise = "1" },
    [NEWS_OPEN] = { .key = "news.open", .levels = SETTING_SCHOOL, .type = SETTING_BOOL, .permission = SETTINGS_LEAD, .group = ROOMS_GROUP,
                    .label = N_("Tin của nhà trường"), .hint = N_("Tắt thì không ai viết, đọc hay tìm thấy tin. Bật lại thì tin cũ vẫn còn."), .otherwise = "1" },
    { .key = NULL },
};

static rc stale(struct tx *t)
{
    return refuse(t->ask, CONFLICT, 2401, _("Vừa có người sửa tin này. Xem lại bản mới rồi làm tiếp."), NULL);
}

/* (6): everybody reads it, so a pupil is named in it only with the words that it takes. */
static rc names_may_be_shown(struct tx *t, const struct news_text *text)
{
    if (text->audience != NEWS_AUDIENCE_EVERYBODY) return OK;
    return names_allowed(t->ask, purpose_of("name.honour"), arena_print(t->ask->arena, "%s\n%s", text->title, text->body));
}

rc news_add(struct tx *t, const struct news_text *in, person_id by, news_id *out)
{
    *out = NEW_ID(t, news_id);
    try(news_insert(t, *out, in->audience, in->title, in->body, by, NULL));
    return audit_add(t, &(struct change){ .act = &news_acts[ACT_WRITE], .kind = "news", .id = out->v, .name = in->title });
}

rc news_change(struct tx *t, const struct news_change *in)
{
    struct news_one_row now;
    int64_t changed;
    try(news_one(t->ask, in->id, &now));
    try(news_rewrite(t, in->id, in->text.audience, in->text.title, in->text.body, in->rev, &changed));
    if (changed == 0) return stale(t);
    if (now.state == NEWS_STATE_PUBLISHED) try(names_may_be_shown(t, &in->text));
    if (now.state == NEWS_STATE_PUBLISHED) try(news_be_found(t, in->id, &in->text));
    return audit_add(t, &(struct change){ .act = &news_acts[ACT_CHANGE], .kind = "news", .id = in->id.v, .name = in->text.title,
        WAS({ N_("Tiêu đề"), now.title, in->text.title, KEPT_AS_IS }, { N_("Nội dung"), now.body, in->text.body, KEPT_AS_IS },
            { N_("Ai đọc được"), news_audience_label(now.audience), news_audience_label(in->text.audience), KEPT_AS_WORDS }) });
}

/* The title only where everybody may read it. */
static rc others_tell(struct tx *t, news_id id, const struct news_one_row *now)
{
    bool everybody = now->audience == NEWS_AUDIENCE_EVERYBODY;
    struct school_face school;
    char text[ID_TEXT_SIZE];
    try(school_face(t->ask, t->ask->scope.school, &school));
    id_text(id.v, text);
    return hooks_tell(t, &(struct hook_event){ "news", everybody ? now->title : NULL, everybody ? arena_print(t->ask->arena, "/t/%s/tin/%s", school.code, text) : arena_print(t->ask->arena, "/tin/%s", text) });
}

rc news_publish(struct tx *t, const struct news_publish *in, job_id *job)
{
    struct news_one_row now;
    int64_t changed;
    bool tell;
    *job = (job_id){ 0 };
    try(news_one(t->ask, in->id, &now));
    try(news_out(t, in->id, in->by, in->rev, &changed));
    if (changed == 0) return stale(t);
    try(names_may_be_shown(t, &(struct news_text){ now.audience, now.title, now.body }));
    try(news_be_found(t, in->id, &(struct news_text){ now.audience, now.title, now.body }));
    try(deed_add(t, &(struct deed){ .actor = in->by, .as = DEED_AS_STAFF, .verb = DEED_VERB_PUBLISHED, .object = { "news", in->id.v, now.title } }));
    try(audit_add(t, &(struct change){ .act = &news_acts[ACT_PUBLISH], .kind = "news", .id = in->id.v, .name = now.title }));
    try(others_tell(t, in->id, &now));
    try(setting_bool(t->ask, &news_settings[NEWS_TELL], &tell));
    if (!tell) return OK;
    return job_add(t, &(struct new_job){ .kind = &news_jobs[NEWS_TELL_JOB], .args = arena_print(t->ask->arena, "news=%lld", (long long)in->id.v), .about = now.title, .school = t->ask->scope.school,
                                         .person = in->by }, job);
}

rc news_withdraw(struct tx *t, const struct news_withdraw *in)
{
    struct news_one_row now;
    int64_t changed;
    try(news_one(t->ask, in->id, &now));
    try(news_back(t, in->id, in->reason, in->rev, &changed));
    if (changed == 0) return stale(t);
    try(news_be_lost(t, in->id));
    return audit_add(t, &(struct change){ .act = &news_acts[ACT_WITHDRAW], .kind = "news", .id = in->id.v, .name = now.title, .reason = in->reason });
}

/* (4) */
rc news_have_read(struct tx *t, const struct news_have_read *in)
{
    int64_t added;
    try(news_read_add(t, in->id, in->me, day_of(t->now), &added));
    if (added == 0) return OK;
    return deed_add(t, &(struct deed){ .school = in->school, .actor = in->me, .verb = DEED_VERB_READ, .object = { "news", in->id.v, in->title } });
}

const char *news_lead(struct arena *a, const char *body)
{
    enum { LEAD = 160 };
    size_t n = strcspn(body, "\n"), cut = n;
    if (n <= LEAD) return arena_text_n(a, body, n);
    for (cut = LEAD; cut > 0 && body[cut] != ' '; cut--) {}
    return arena_print(a, "%.*s …", (int)(cut ? cut : n), body);
}

#define DAY_MS 86400000LL
rc news_open_lately(struct ask *a, const school_id *schools, size_t schools_n, int64_t limit, struct news_line **rows, size_t *n)
{
    struct news_open_since_row *row;
    try(news_open_since(a, schools, schools_n, (instant){ a->now.ms - NEWS_LATELY_DAYS * DAY_MS }, limit, &row, n));
    *rows = ARENA_MANY(a->arena, struct news_line, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = (struct news_line){ row[i].id, row[i].title, NULL, row[i].school_code, row[i].school_name, row[i].published_at };
    return OK;
}

/* A piece that was taken back and published again is as new as that. */
instant news_updated(const struct news_open_row *n) { return n->changed_at.has && n->changed_at.v.ms > n->published_at.ms ? n->changed_at.v : n->published_at; }

rc news_open_pieces(struct ask *a, school_id school, int64_t limit, struct news_piece **rows, size_t *n)
{
    struct news_open_row *row;
    try(news_open(a, school, (instant){ a->now.ms + 1 }, (news_id){ 0 }, limit, &row, n));
    *rows = ARENA_MANY(a->arena, struct news_piece, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++) (*rows)[i] = (struct news_piece){ row[i].id, row[i].title, row[i].body, row[i].published_at, news_updated(&row[i]) };
    return OK;
}
