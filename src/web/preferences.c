/* Language and theme of a browser, kept in cookies; and the rows of this floor. */
#include "access/permission.h"
#include "web/cookie.h"
#include "web/dispatch.h"
#include <ctype.h>
#include <string.h>
#include <strings.h>

#define PREFERENCE_AGE (365LL * 24 * 3600)

/* "q=0.8" in thousandths; 1000 where no weight is given. */
static int weight_of(struct span part)
{
    part = span_trim(part);
    if (part.n < 3 || memcmp(part.p, "q=", 2) != 0)
        return 1000;
    int weight = part.p[2] == '1' ? 1000 : 0, place = 100;
    for (size_t i = 4; i < part.n && isdigit((unsigned char)part.p[i]); i++, place /= 10)
        weight += (part.p[i] - '0') * place;
    return weight;
}

/* The first language of Accept-Language that Khuê has, by its weight; Vietnamese when none is. */
static enum lang lang_of(const char *header)
{
    struct span rest = span_of(header), part, name;
    int best = 0;
    enum lang lang = LANG_VI;

    while (rest.n && span_cut(&rest, ',', &part)) {
        span_cut(&part, ';', &name);
        name = span_trim(name);
        bool vi = name.n >= 2 && strncasecmp(name.p, "vi", 2) == 0, en = name.n >= 2 && strncasecmp(name.p, "en", 2) == 0;
        if ((!vi && !en) || (name.n > 2 && name.p[2] != '-'))
            continue;
        int weight = weight_of(part);
        if (weight > best) {
            best = weight;
            lang = vi ? LANG_VI : LANG_EN;
        }
    }
    return lang;
}

void preferences_read(struct visit *v)
{
    struct ctx *c = &v->c;
    const char *lang = cookie_read(c, COOKIE_LANG), *theme = cookie_read(c, COOKIE_THEME);

    if (str_is(lang, "vi") || str_is(lang, "en"))
        c->lang = str_is(lang, "en") ? LANG_EN : LANG_VI;
    else
        c->lang = lang_of(v->call->head->field[HEAD_ACCEPT_LANGUAGE]);
    v->ask.lang = c->lang;
    c->theme = str_is(theme, "light") ? "light" : str_is(theme, "dark") ? "dark" : "";
}

/* Back to the page whose form this was: its field `tiep`, else the page that the browser names. */
static rc back(struct ctx *c, struct reply *r)
{
    const char *next = typed_find(&c->req->body, "tiep"), *from = c->req->head->field[HEAD_REFERER];
    const char *host = c->req->head->field[HEAD_HOST];

    if (next)
        return see_other(r, next);
    from = from ? strstr(from, "://") : NULL;
    if (from && host && str_starts(from + 3, host) && from[3 + strlen(host)] == '/')
        return see_other(r, from + 3 + strlen(host));
    return see_other(r, "/");
}

static rc language_action(struct ctx *c, struct reply *r)
{
    const char *lang = typed_find(&c->req->body, "lang");

    if (str_is(lang, "vi") || str_is(lang, "en"))
        try(reply_cookie(r, COOKIE_LANG, lang, PREFERENCE_AGE));
    return back(c, r);
}

static rc theme_action(struct ctx *c, struct reply *r)
{
    const char *theme = typed_find(&c->req->body, "theme");
    bool known = str_is(theme, "light") || str_is(theme, "dark");

    try(reply_cookie(r, COOKIE_THEME, known ? theme : "", known ? PREFERENCE_AGE : 0));
    return back(c, r);
}

rc resume_page(struct ctx *c, struct reply *r);            /* kept.c */
rc live_page(struct ctx *c, struct reply *r);              /* seats.c */
rc health_page(struct ctx *c, struct reply *r);            /* health.c, and the next two */
rc ready_page(struct ctx *c, struct reply *r);
rc metrics_page(struct ctx *c, struct reply *r);

const struct route web_routes[] = {
    /* How the same pages look: harmless and repeatable, and the form stands on pages that are the same for everybody. */
    { POST, "/ngon-ngu",  MAY(0), NULL, WRITE, language_action, NULL, .no_token = true },
    /* As above. */
    { POST, "/giao-dien", MAY(0), NULL, WRITE, theme_action,    NULL, .no_token = true },
    { GET,  "/gui-lai",   MAY(0), NULL, SLOW,  resume_page,     NULL },
    { GET,  "/khoe",      MAY(0), NULL, QUICK, health_page,     NULL },
    { GET,  "/su-kien",   MAY(SIGNED_IN), NULL, QUICK, live_page, NULL, .unattended = true },
    { GET,  "/khoe/san-sang", MAY(0), NULL, SLOW, ready_page,   NULL },
    /* To this machine and to who has the token; the handler looks. */
    { GET,  "/so-lieu",   MAY(0), NULL, SLOW,  metrics_page,    NULL },
    { 0 }
};
