/* The rules of mail: what may be written, to whom how often, and the links. */
#include "web/mail.h"
#include "base/ids.h"
#include "generated/web_queries.h"
#include "web/dispatch.h"
#include "web/mail_send.h"
#include "web/mail_text.h"
#include "web/token.h"
#include <string.h>

#define HOUR_MS 3600000LL

static bool text_fits(const char *s)
{
    size_t n = strlen(s);

    for (size_t i = 0; i < n; i++)
        if (((unsigned char)s[i] < ' ' && s[i] != '\n') || s[i] == 0x7f)
            return false;
    return n > 0 && n <= MAIL_TEXT_MOST && utf8_valid(s, n);
}

static bool mail_fits(struct arena *a, const struct mail *m)
{
    return m->to && str_is(mail_address(a, m->to), m->to) && !str_empty(m->subject) && mail_line_fits(m->subject, MAIL_SUBJECT_MOST) && m->text &&
           text_fits(m->text) && (m->link ? own_path(m->link) && mail_line_fits(m->link, 200) : m->link_id == 0);
}

rc mail_add(struct tx *t, const struct mail *m)
{
    mail_id id;
    return mail_add_known(t, m, &id);
}

rc mail_add_known(struct tx *t, const struct mail *m, mail_id *out)
{
    struct mails_to_row sent;
    *out = (mail_id){ 0 };
    int64_t now = t->now.ms;

    if (!mail_fits(t->ask->arena, m))
        return fault_detail(t->ask, BUG, "mail out of bounds");
    try(mails_to(t->ask, m->to, (instant){ now - HOUR_MS }, (instant){ now - 24 * HOUR_MS }, m->asks, &sent));
    if (sent.in_day >= MAILS_A_DAY)
        return OK;
    instant due = { sent.in_hour >= MAILS_AN_HOUR ? now + HOUR_MS : now };
    *out = NEW_ID(t, mail_id);
    try(mail_insert(t, *out, m->to, m->subject, m->text, m->lang, m->link, m->link_id, due, m->asks, NULL));
    return mail_soon(t);
}

/* ---- links */

/* Path and id; the token holds both, so that a link made for one page opens no other. */
static const char *token_of(const struct app *app, struct arena *a, const char *link, int64_t id)
{
    char text[ID_TEXT_SIZE], sign[KEY_CHARS + 1];

    id_text(id, text);
    token_sign(app->secret, "mail link", arena_print(a, "%s%s", link, text), sign);
    return arena_print(a, "%s%s", text, sign);
}

bool mail_link_read(const struct ctx *c, const char *link, const char *token, int64_t *id)
{
    char text[ID_TEXT_SIZE];

    if (strlen(token) != ID_TEXT_SIZE - 1 + KEY_CHARS)
        return false;
    memcpy(text, token, ID_TEXT_SIZE - 1);
    text[ID_TEXT_SIZE - 1] = 0;
    if (!id_read(text, id))
        return false;
    const char *ours = token_of(c->app, c->arena, link, *id);
    return strlen(ours) == strlen(token) && bytes_same(ours, token, strlen(token));
}

static const char *link_whole(const struct app *app, struct arena *a, const char *link, int64_t id)
{
    return arena_print(a, "%s%s%s", app->config.base_url, link, id ? token_of(app, a, link, id) : "");
}

const char *mail_text_whole(const struct app *app, struct arena *a, const char *body, enum lang lang, const char *link, int64_t link_id)
{
    const char *text = body, *url = link ? link_whole(app, a, link, link_id) : "", *at = strstr(body, "{link}");

    if (link && at)
        text = arena_print(a, "%.*s%s%s", (int)(at - body), body, url, at + strlen("{link}"));
    else if (link)
        text = arena_print(a, "%s\n\n%s", body, url);
    return arena_print(a, "%s\n\n-- \n%s\n%s\n", text, tr(lang, _("Thư này do Khuê gửi tự động, xin đừng trả lời.")), app->config.base_url);
}

/* ---- whether, and the page of demo and tests */

bool mails_shown(const struct app *app)
{
    return str_empty(app->config.smtp_url) && (app->config.demo || app->config.test);
}

bool mail_works(const struct ctx *c)
{
    return !str_empty(c->app->config.smtp_url) || mails_shown(c->app);
}

rc mails_list(struct ctx *c, size_t most, struct mail_shown **out, size_t *n)
{
    struct mails_newest_row *row;

    if (!mails_shown(c->app))
        return NOT_FOUND;
    try(mails_newest(c->ask, (int64_t)most, &row, n));
    *out = ARENA_MANY(c->arena, struct mail_shown, *n);
    if (!*out)
        return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*out)[i] = (struct mail_shown){ row[i].id, row[i].to_address, row[i].subject,
            mail_text_whole(c->app, c->arena, row[i].body, (enum lang)row[i].lang, row[i].link, row[i].link_id),
            row[i].link ? link_whole(c->app, c->arena, row[i].link, row[i].link_id) + strlen(c->app->config.base_url) : NULL, row[i].state, row[i].made_at };
    return OK;
}
