/* Pages on which the office writes news, publishes it and takes it back. */
#include "access/access.h"
#include "access/permission.h"
#include "base/ids.h"
#include "generated/news_queries.h"
#include "generated/news_views.h"
#include "news/inside.h"
#include "news/views.h"

enum { PAGE = 50 };

struct news_in { const char *title, *body, *audience; int64_t rev; };
static const struct field news_fields[] = {
    FIELD(struct news_in, title, FIELD_TEXT, REQUIRED, .name = "tieu_de", .max = 120, .label = N_("Tiêu đề")),
    FIELD(struct news_in, body, FIELD_LONG, REQUIRED, .name = "noi_dung", .max = 8000, .label = N_("Nội dung")),
    FIELD(struct news_in, audience, FIELD_CHOICE, REQUIRED, .name = "ai_doc", .choices = "everybody inside", .label = N_("Ai đọc được")),
    FIELD(struct news_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec news_form = { news_fields };

struct step_in { int64_t rev; };
static const struct field step_fields[] = { FIELD(struct step_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec news_step_form = { step_fields };

struct back_in { const char *reason; int64_t rev; };
static const struct field back_fields[] = {
    FIELD(struct back_in, reason, FIELD_TEXT, REQUIRED, .name = "li_do", .max = 300, .label = N_("Lí do gỡ tin")),
    FIELD(struct back_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec news_back_form = { back_fields };

static const struct ui_choice audiences[] = {
    { "everybody", N_("Ai cũng đọc được"), N_("Hiện ở trang công khai của trường và trong tìm kiếm.") },
    { "inside", N_("Chỉ trong trường"), N_("Thầy cô, học sinh và gia đình đọc sau khi đăng nhập.") },
};

rc written_page(struct ctx *c, struct reply *r)
{
    struct written_view v = { .school_code = c->school->code };
    struct news_written_row *row;
    int64_t before = INT64_MAX;
    v.begun = id_read(query_text(c, "sau"), &before);
    try(news_written(c->ask, (news_id){ before }, PAGE + 1, &row, &v.n));
    struct written_line *line = ARENA_MANY(c->arena, struct written_line, v.n);
    if (!line) return LIMIT;
    if (v.n > PAGE) {
        char text[ID_TEXT_SIZE];
        v.n = PAGE;
        id_text(row[PAGE - 1].id.v, text);
        v.next = arena_text(c->arena, text);
    }
    for (size_t i = 0; i < v.n; i++)
        line[i] = (struct written_line){ row[i].id, row[i].state, row[i].audience, row[i].title, row[i].written_at, row[i].published_at, row[i].told };
    v.line = line;
    return show(r, view_written, &v);
}

rc write_page(struct ctx *c, struct reply *r)
{
    struct write_view v = { .school_code = c->school->code, .title = "", .body = "", .audience = "", .choice = audiences, .choices = 2 };
    return show(r, view_write, &v);
}

rc edit_news_page(struct ctx *c, struct reply *r)
{
    struct news_one_row row;
    struct news_readers_row readers;
    try(news_one(c->ask, PATH_ID(c, "tin", news_id), &row));
    try(news_readers(c->ask, row.id, &readers));
    struct write_view v = { .school_code = c->school->code, .id = row.id, .state = row.state, .title = row.title, .body = row.body, .audience = news_audience_code(row.audience),
                            .reason = row.reason, .rev = row.rev, .told = row.told, .readers = readers.n, .choice = audiences, .choices = 2, .published_at = row.published_at };
    return show(r, view_write, &v);
}

static rc text_read(struct ctx *c, struct news_text *text, int64_t *rev)
{
    struct news_in in;
    try(form_read(c, &news_form, &in));
    *text = (struct news_text){ .title = in.title, .body = in.body };
    *rev = in.rev;
    return news_audience_read(in.audience, &text->audience) ? OK : INVALID;
}

static const char *list_path(struct ctx *c) { return arena_print(c->arena, "/t/%s/tin-bai", c->school->code); }

struct adding { struct news_text text; person_id by; const char *list; };
static rc add_store(struct tx *t, const struct adding *in, void *out)
{
    news_id id;
    char text[ID_TEXT_SIZE];
    (void)out;
    try(access_recheck(t, NEWS_WRITE, NULL, 0));
    try(news_add(t, &in->text, in->by, &id));
    id_text(id.v, text);
    return answer(t, "%s/%s", in->list, text);
}
CLOSURE(add_store, struct adding, void)

rc write_action(struct ctx *c, struct reply *r)
{
    struct adding in = { .by = c->who->person, .list = list_path(c) };
    int64_t rev;
    try(text_read(c, &in.text, &rev));
    try(transact(c->ask, c->key, add_store, &in, NULL));
    return see_other_flash(r, c->key->answer, _("Đã lưu bản nháp. Xem lại rồi đăng."), NULL);
}

/* Another school's is NOT_FOUND, whatever else is wrong. */
static rc tin_here(struct ctx *c, news_id *id)
{
    struct news_one_row row;
    *id = PATH_ID(c, "tin", news_id);
    return news_one(c->ask, *id, &row);
}

static const char *here(struct ctx *c) { return arena_print(c->arena, "%s/%s", list_path(c), path_text(c, "tin")); }

static rc change_store(struct tx *t, const struct news_change *in, void *out)
{
    (void)out;
    try(access_recheck(t, NEWS_WRITE, NULL, 0));
    return news_change(t, in);
}
CLOSURE(change_store, struct news_change, void)

rc edit_news_action(struct ctx *c, struct reply *r)
{
    struct news_change in = { 0 };
    try(tin_here(c, &in.id));
    try(text_read(c, &in.text, &in.rev));
    try(transact(c->ask, c->key, change_store, &in, NULL));
    return see_other_flash(r, here(c), _("Đã lưu."), NULL);
}

struct publishing { struct news_publish what; const char *list, *school_code; };
static rc publish_store(struct tx *t, const struct publishing *in, void *out)
{
    job_id job;
    (void)out;
    try(access_recheck(t, NEWS_WRITE, NULL, 0));
    try(news_publish(t, &in->what, &job));
    return job.v ? answer(t, "%s", job_path(t->ask->arena, in->school_code, job)) : answer(t, "%s", in->list);
}
CLOSURE(publish_store, struct publishing, void)

rc publish_action(struct ctx *c, struct reply *r)
{
    struct step_in in;
    news_id id;
    try(tin_here(c, &id));
    try(form_read(c, &news_step_form, &in));
    struct publishing what = { { id, c->who->person, in.rev }, list_path(c), c->school->code };
    try(transact(c->ask, c->key, publish_store, &what, NULL));
    return see_other_flash(r, c->key->answer, _("Đã đăng tin."), NULL);
}

static rc withdraw_store(struct tx *t, const struct news_withdraw *in, void *out)
{
    (void)out;
    try(access_recheck(t, NEWS_WRITE, NULL, 0));
    return news_withdraw(t, in);
}
CLOSURE(withdraw_store, struct news_withdraw, void)

rc withdraw_action(struct ctx *c, struct reply *r)
{
    struct back_in in;
    news_id id;
    try(tin_here(c, &id));
    try(form_read(c, &news_back_form, &in));
    struct news_withdraw what = { id, in.reason, in.rev };
    try(transact(c->ask, c->key, withdraw_store, &what, NULL));
    return see_other_flash(r, here(c), _("Đã gỡ tin. Không ai đọc hay tìm thấy tin này nữa."), NULL);
}
