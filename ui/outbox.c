/* /thu-mau: the mails of a demo or a test, which leave for nowhere. 404 where mail is sent, or where people are real. */
#include "generated/ui_views.h"
#include "ui/ui.h"
#include "web/mail_send.h"
#include "web/reply.h"

enum { MAILS_SHOWN = 50, LINES_MOST = 200 };

static rc lines_of(struct arena *a, const char *text, struct ui_mail *m)
{
    struct span rest = span_of(text), line;
    const char **out = ARENA_MANY(a, const char *, LINES_MOST);
    if (!out) return LIMIT;
    while (m->lines < LINES_MOST && rest.n && span_cut(&rest, '\n', &line))
        out[m->lines++] = arena_text_n(a, line.p, line.n);
    m->line = out;
    return OK;
}

static rc outbox_page(struct ctx *c, struct reply *r)
{
    struct mail_shown *row;
    struct ui_outbox v;
    try(mails_list(c, MAILS_SHOWN, &row, &v.n));
    struct ui_mail *mail = ARENA_MANY(c->arena, struct ui_mail, v.n);
    if (!mail) return LIMIT;
    for (size_t i = 0; i < v.n; i++) {
        mail[i] = (struct ui_mail){ .to = row[i].to, .subject = row[i].subject, .link = row[i].link, .at = row[i].at };
        try(lines_of(c->arena, row[i].text, &mail[i]));
    }
    v.mail = mail;
    return show(r, view_outbox, &v);
}

const struct route ui_outbox_routes[] = {
    { GET, "/thu-mau", MAY(0), NULL, QUICK, outbox_page, N_("Thư mẫu") },      /* anybody: all people in it are invented */
    { 0 }
};
