/* The bell's page: one's own notices. Opening one marks it as read, so it is a form; nothing else changes anything. */
#include "access/permission.h"
#include "generated/notices_queries.h"
#include "generated/notices_views.h"
#include "notices/notices.h"
#include "notices/views.h"
#include "people/people.h"
#include "web/live.h"
#include "web/mail.h"
#include "web/reply.h"

#define PAGE 50

static instant before_asked(const struct ctx *c, bool *begun)
{
    int64_t ms = INT64_MAX;
    *begun = span_int(span_of(query_text(c, "sau")), &ms);
    return (instant){ ms };
}

static rc notices_page(struct ctx *c, struct reply *r)
{
    struct notices_mine_row *row;
    struct notices_view v = { .until = "", .mail_works = mail_works(c) };
    instant before = before_asked(c, &v.begun);
    try(notices_mine(c->ask, c->who->person, before, PAGE, &row, &v.n));
    struct notice_line *line = ARENA_MANY(c->arena, struct notice_line, v.n);
    if (!line) return LIMIT;
    for (size_t i = 0; i < v.n; i++) {
        line[i] = (struct notice_line){ row[i].id, row[i].kind, notice_say(c->arena, c->lang, row[i].words, row[i].parts), row[i].at, !row[i].read_at.has };
        v.any_fresh = v.any_fresh || line[i].fresh;
    }
    if (v.n > 0) v.until = arena_print(c->arena, "%lld", (long long)row[0].at.ms);
    if (v.n == PAGE) v.next = arena_print(c->arena, "%lld", (long long)row[PAGE - 1].at.ms);
    v.line = line;
    return show(r, view_notices, &v);
}

/* The bell alone, for pages that are open. */
static rc bell_page(struct ctx *c, struct reply *r)
{
    (void)c;
    return show(r, view_bell_alone, NULL);
}

/* ---- reading */
struct reading { person_id me; notice_id id; instant until; };

static rc one_read(struct tx *t, const struct reading *in, void *out)
{
    (void)out;
    try(notice_read(t, in->me, in->id, NULL));
    live_tell(t, in->me, "notice", "read");
    return OK;
}
CLOSURE(one_read, struct reading, void)

static rc open_action(struct ctx *c, struct reply *r)
{
    struct notice_mine_row row;
    struct reading in = { .me = c->who->person, .id = PATH_ID(c, "bao", notice_id) };
    try(notice_mine(c->ask, in.me, in.id, &row));
    if (!row.read_at.has) try(transact(c->ask, c->key, one_read, &in, NULL));
    return see_other(r, row.path);
}

struct all_in { int64_t until; };
static const struct field all_fields[] = { FIELD(struct all_in, until, FIELD_INT, REQUIRED, .name = "den"), { 0 } };
static const struct form_spec all_form = { all_fields };

static rc all_read(struct tx *t, const struct reading *in, void *out)
{
    (void)out;
    try(notices_read(t, in->me, in->until, NULL));
    live_tell(t, in->me, "notice", "read");
    return OK;
}
CLOSURE(all_read, struct reading, void)

static rc all_action(struct ctx *c, struct reply *r)
{
    struct all_in in;
    try(form_read(c, c->route->form, &in));
    struct reading all = { .me = c->who->person, .until = { in.until } };
    try(transact(c->ask, c->key, all_read, &all, NULL));
    return see_other(r, "/thong-bao");
}

/* ---- by mail, too */
struct choice_in { bool on[NOTICE_KIND_COUNT + 1]; };
static const struct field choice_fields[] = {
    FIELD(struct choice_in, on[NOTICE_KIND_WORK], FIELD_TICK, OPTIONAL, .name = "thu_work"),
    FIELD(struct choice_in, on[NOTICE_KIND_ACCOUNT], FIELD_TICK, OPTIONAL, .name = "thu_account"),
    FIELD(struct choice_in, on[NOTICE_KIND_SCHOOL], FIELD_TICK, OPTIONAL, .name = "thu_school"), { 0 } };
static const struct form_spec choice_form = { choice_fields };

static rc choices_page(struct ctx *c, struct reply *r)
{
    struct choices_mine_row *row;
    struct choices_view v = { 0 };
    size_t n;
    if (!mail_works(c)) return NOT_FOUND;
    try(email_of(c->ask, c->who->person, &v.address));
    try(choices_mine(c->ask, c->who->person, &row, &n));
    for (size_t i = 0; i < n; i++)
        v.on[row[i].kind] = row[i].by_mail;
    return show(r, view_choices, &v);
}

struct choosing { person_id me; struct choice_in in; enum lang lang; };

static rc choose(struct tx *t, const struct choosing *in, void *out)
{
    (void)out;
    for (int kind = 1; kind <= NOTICE_KIND_COUNT; kind++)
        try(choice_put(t, in->me, (enum notice_kind)kind, in->in.on[kind], in->lang, NULL));
    return OK;
}
CLOSURE(choose, struct choosing, void)

static rc choices_action(struct ctx *c, struct reply *r)
{
    struct choosing chosen = { .me = c->who->person, .lang = c->lang };
    if (!mail_works(c)) return NOT_FOUND;
    try(form_read(c, c->route->form, &chosen.in));
    try(transact(c->ask, c->key, choose, &chosen, NULL));
    return see_other_flash(r, "/thong-bao/qua-thu", _("Đã lưu lựa chọn."), NULL);
}

const struct route notices_routes[] = {
    { GET,  "/thong-bao",          MAY(SIGNED_IN), NULL,      QUICK, notices_page, N_("Thông báo"), NULL, .keep_offline = true },
    { GET,  "/thong-bao/chuong",   MAY(SIGNED_IN), NULL,      QUICK, bell_page,    NULL, NULL, .unattended = true },
    { GET,  "/thong-bao/qua-thu",  MAY(SIGNED_IN), NULL,      QUICK, choices_page, N_("Nhận qua thư"), NULL },
    { POST, "/thong-bao/qua-thu",  MAY(SIGNED_IN), &choice_form, WRITE, choices_action, NULL, choices_page },
    { POST, "/thong-bao/doc-het",  MAY(SIGNED_IN), &all_form, WRITE, all_action,   NULL, notices_page, .may_wait = N_("Đánh dấu thông báo đã đọc") },
    { POST, "/thong-bao/:bao/mo",  MAY(SIGNED_IN), NULL,      WRITE, open_action,  NULL, NULL },
    { 0 }
};
