/* The bell's page: one's own notices and what became of them. Opening one marks it as read, so it is a form; nothing else changes anything. */
#include "access/permission.h"
#include "generated/notices_queries.h"
#include "generated/notices_views.h"
#include "notices/pages.h"
#include "notices/views.h"
#include "web/live.h"
#include "web/reply.h"

#define PAGE 50

static instant before_asked(const struct ctx *c, bool *begun)
{
    int64_t ms = INT64_MAX;
    *begun = span_int(span_of(query_text(c, "sau")), &ms);
    return (instant){ ms };
}

/* "Đã gửi qua thư lúc 14:05 05/09/2025": what became of it by one channel, in words. NULL = nothing to say. */
static const char *way_said(struct ctx *c, const struct sends_mine_row *s)
{
    static const struct { const char *sent, *waits, *failed, *stopped; } words[NOTICE_CHANNEL_COUNT + 1] = {
        [NOTICE_CHANNEL_MAIL] = { N_("Đã gửi qua thư lúc {luc}"), N_("Sẽ gửi qua thư"), N_("Chưa gửi được qua thư: {vi_sao}"), N_("Không gửi qua thư: {vi_sao}") },
        [NOTICE_CHANNEL_PUSH] = { N_("Đã báo trên máy lúc {luc}"), N_("Sẽ báo trên máy"), N_("Chưa báo được trên máy: {vi_sao}"), N_("Không báo trên máy: {vi_sao}") },
        [NOTICE_CHANNEL_SMS]  = { N_("Đã nhắn SMS lúc {luc}"), N_("Sẽ nhắn SMS"), N_("Chưa nhắn được SMS: {vi_sao}"), N_("Không nhắn SMS: {vi_sao}") } };
    bool letter = s->state == NOTICE_SEND_STATE_HANDED, sent = s->state == NOTICE_SEND_STATE_SENT || (letter && (s->mail_state == MAIL_STATE_SENT || s->mail_state == MAIL_STATE_KEPT));
    bool failed = s->state == NOTICE_SEND_STATE_FAILED || (letter && s->mail_state == MAIL_STATE_FAILED);
    char at[DAY_TEXT_SIZE];
    const char *why = tr(c->lang, notice_why_label(s->why == NOTICE_WHY_NONE ? NOTICE_WHY_SILENT : s->why));
    if (sent) return say(c->arena, c->lang, words[s->channel].sent, "luc", instant_show(s->mail_over_at.has ? s->mail_over_at.v : s->over_at.v, at), NULL);
    if (failed) return say(c->arena, c->lang, words[s->channel].failed, "vi_sao", why, NULL);
    if (s->state == NOTICE_SEND_STATE_STOPPED) return s->why == NOTICE_WHY_WAS_READ ? NULL : say(c->arena, c->lang, words[s->channel].stopped, "vi_sao", why, NULL);
    return tr(c->lang, words[s->channel].waits);
}

/* Under each line what became of it by the channels that its reader chose. */
static rc ways_said(struct ctx *c, struct notice_line *line, size_t n)
{
    struct sends_mine_row *row;
    notice_id id[PAGE];
    size_t sends;
    for (size_t i = 0; i < n; i++) id[i] = line[i].id;
    if (n == 0) return OK;
    try(sends_mine(c->ask, c->who->person, id, n, &row, &sends));
    for (size_t k = 0; k < sends; k++)
        for (size_t i = 0; i < n; i++) {
            const char *said = line[i].id.v == row[k].notice_id.v ? way_said(c, &row[k]) : NULL;
            if (said) line[i].ways = line[i].ways ? arena_print(c->arena, "%s · %s", line[i].ways, said) : said;
        }
    return OK;
}

rc notices_page(struct ctx *c, struct reply *r)
{
    struct notices_mine_row *row;
    struct notices_view v = { .until = "", .any_fresh = c->who->unread > 0 };
    instant before = before_asked(c, &v.begun);
    try(notices_mine(c->ask, c->who->person, before, PAGE, &row, &v.n));
    struct notice_line *line = ARENA_MANY(c->arena, struct notice_line, v.n);
    if (!line) return LIMIT;
    for (size_t i = 0; i < v.n; i++) {
        line[i] = (struct notice_line){ row[i].id, row[i].kind, notice_say(c->arena, c->lang, row[i].words, row[i].parts), row[i].at, !row[i].read_at.has };
    }
    try(ways_said(c, line, v.n));
    if (v.n > 0) v.until = arena_print(c->arena, "%lld", (long long)row[0].at.ms);
    if (v.n == PAGE) v.next = arena_print(c->arena, "%lld", (long long)row[PAGE - 1].at.ms);
    v.line = line;
    return show(r, view_notices, &v);
}

/* The bell alone, for pages that are open. */
rc bell_page(struct ctx *c, struct reply *r)
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

rc open_action(struct ctx *c, struct reply *r)
{
    struct notice_mine_row row;
    struct reading in = { .me = c->who->person, .id = PATH_ID(c, "bao", notice_id) };
    try(notice_mine(c->ask, in.me, in.id, &row));
    if (!row.read_at.has) try(transact(c->ask, c->key, one_read, &in, NULL));
    return see_other(r, row.path);
}

struct all_in { int64_t until; };
static const struct field all_fields[] = { FIELD(struct all_in, until, FIELD_INT, REQUIRED, .name = "den"), { 0 } };
const struct form_spec notices_all_form = { all_fields };

static rc all_read(struct tx *t, const struct reading *in, void *out)
{
    (void)out;
    try(notices_read(t, in->me, in->until, NULL));
    live_tell(t, in->me, "notice", "read");
    return OK;
}
CLOSURE(all_read, struct reading, void)

rc all_action(struct ctx *c, struct reply *r)
{
    struct all_in in;
    try(form_read(c, c->route->form, &in));
    struct reading all = { .me = c->who->person, .until = { in.until } };
    try(transact(c->ask, c->key, all_read, &all, NULL));
    return see_other(r, "/thong-bao");
}
