#include "access/access.h"
#include "access/links.h"
#include "generated/access_queries.h"
#include "web/job.h"
#include "web/mail.h"
#include "web/reply.h"

static int64_t life_ms(enum mail_link_kind kind)
{
    switch (kind) {
    case MAIL_LINK_KIND_RESET:   return RESET_MINUTES * 60000LL;
    case MAIL_LINK_KIND_CONFIRM: return CONFIRM_HOURS * 3600000LL;
    case MAIL_LINK_KIND_INVITE:  return INVITE_DAYS * 86400000LL;
    }
    return 0;
}

rc link_send(struct tx *t, const struct mailed_link *in, bool *sent)
{
    struct mail_links_since_row lately;
    *sent = false;
    try(mail_links_since(t->ask, in->person, in->kind, (instant){ t->now.ms - 3600000LL }, &lately));
    if (lately.n >= LINKS_AN_HOUR) return OK;
    mail_link_id id = NEW_ID(t, mail_link_id);
    try(mail_links_void(t, in->person, in->kind, NULL));
    try(mail_link_insert(t, id, in->person, in->kind, in->address, in->by, (instant){ t->now.ms + life_ms(in->kind) }, NULL));
    struct mail m = { .to = in->address, .lang = t->ask->lang, .subject = in->subject, .text = in->text, .link_id = id.v,
                      .link = in->kind == MAIL_LINK_KIND_CONFIRM ? PATH_CONFIRM : PATH_NEW_PASSWORD };
    *sent = true;
    return mail_add(t, &m);
}

rc link_named(const struct ctx *c, const char *path, const char *token, mail_link_id *out)
{
    bool ours = mail_link_read(c, path, token, &out->v);
    if (c->arena->failed) return LIMIT;                /* what was compared was cut short */
    return ours ? OK : NOT_FOUND;
}

rc link_open(struct ask *a, const char *path, mail_link_id id, struct open_link *out)
{
    struct mail_link_open_row row;
    bool found;
    try(mail_link_open(a, id, &row, &found));
    if (!found || (row.kind == MAIL_LINK_KIND_CONFIRM) != str_is(path, PATH_CONFIRM)) return NOT_FOUND;
    *out = (struct open_link){ id, row.person_id, row.kind, row.address, row.user_name };
    return OK;
}

rc link_use(struct tx *t, const char *path, mail_link_id id, struct open_link *out)
{
    int64_t changed;
    try(link_open(t->ask, path, id, out));
    try(mail_link_use(t, id, &changed));
    return changed ? OK : NOT_FOUND;
}

rc links_void(struct tx *t, person_id person)
{
    try(mail_links_void(t, person, MAIL_LINK_KIND_RESET, NULL));
    try(mail_links_void(t, person, MAIL_LINK_KIND_INVITE, NULL));
    return mail_links_void(t, person, MAIL_LINK_KIND_CONFIRM, NULL);
}

/* ---- retention */

static rc forget(struct tx *t, const instant *now, void *out)
{
    (void)out;
    try(mail_links_drop(t, keep_before(&access_keeps[KEEP_LINK], *now), NULL));
    return browsers_drop(t, keep_before(&access_keeps[KEEP_BROWSER], *now), NULL);
}
CLOSURE(forget, instant, void)

rc links_tidy_job(struct job *j) { return transact(j->ask, NULL, forget, &j->ask->now, NULL); }
