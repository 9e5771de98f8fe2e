/* Who sent this form: our own page, in this browser. Two things must hold, each enough against most attacks:
** (1) the browser says so: Sec-Fetch-Site is same-origin (or none), or where it is not sent, Origin is ours;
** (2) the form carries the token of the session's cookie, or of the visitor's cookie when it was made signed out.
** The token is the keyed hash of the cookie, constant while the cookie lives, so pages keep their ETag; it needs no row, so
** it also holds for a session that is over, whose post is to be kept. Compression does not give it away (BREACH): cookies
** are SameSite=Lax, so another site's requests come without a session. */
#include "base/lang.h"
#include "web/cookie.h"
#include "web/dispatch.h"
#include "web/token.h"
#include <string.h>

#define VISITOR_AGE (180LL * 24 * 3600)

/* v->visitor and the token for this page's forms. A new visitor's cookie is set when a page with a form leaves (finish.c). */
void visitor_read(struct visit *v)
{
    struct ctx *c = &v->c;
    const char *visitor = cookie_read(c, COOKIE_VISITOR);

    if (!token_text(visitor, TOKEN_CHARS)) {
        char *fresh = arena_take(c->arena, TOKEN_CHARS + 1);
        if (fresh)
            random_text(fresh, TOKEN_CHARS);
        visitor = fresh ? fresh : "";
        v->visitor_new = true;
    }
    v->visitor = visitor;
    char *token = arena_take(c->arena, KEY_CHARS + 1);
    if (token)
        token_sign(v->app->secret, "form", signed_in(&v->who) ? v->session.token : visitor, token);
    c->csrf = token ? token : "";
}

static bool token_fits(const struct visit *v, const char *typed, const char *cookie)
{
    char want[KEY_CHARS + 1];

    if (!cookie || !typed || strlen(typed) != KEY_CHARS)
        return false;
    token_sign(v->app->secret, "form", cookie, want);
    return bytes_same(want, typed, KEY_CHARS);
}

/* https://host[:port] without a path, compared with Host and with the address people use. */
static bool own_origin(const struct visit *v, const char *origin)
{
    const char *host = v->req.head->field[HEAD_HOST], *base = v->app->config.base_url;

    if (base && str_starts(base, origin) && (base[strlen(origin)] == 0 || base[strlen(origin)] == '/'))
        return true;
    if (!str_starts(origin, "http://") && !str_starts(origin, "https://"))
        return false;
    return host && str_is(strstr(origin, "://") + 3, host);
}

bool own_page(const struct visit *v)
{
    const char *site = v->req.head->field[HEAD_SEC_FETCH_SITE], *origin = v->req.head->field[HEAD_ORIGIN];

    if (site)
        return str_is(site, "same-origin") || str_is(site, "none");
    return !origin || own_origin(v, origin);
}

static rc not_ours(struct visit *v)
{
    v->status = 403;
    return refuse(&v->ask, DENIED, 1001, _("Trang này không gửi từ Khuê, hoặc đã để quá lâu. Tải lại trang rồi gửi lần nữa."), NULL);
}

/* A post of ours names its request key; it is made with the form, so that the same form sent twice counts once. */
static rc key_take(struct visit *v)
{
    const char *key = typed_find(&v->req.body, FIELD_KEY);

    v->key.person = v->who.person;
    if (!signed_in(&v->who)) {
        char *hex = arena_take(v->c.arena, 33);
        if (hex)
            token_hex(v->app->secret, "visitor", v->visitor, hex);
        v->key.visitor = hex;
    }
    if (!token_text(key, KEY_CHARS))
        return refuse(&v->ask, INVALID, 1002, _("Thiếu khóa của biểu mẫu. Tải lại trang rồi gửi lần nữa."), NULL);
    v->key.key = key;
    return OK;
}

rc post_check(struct visit *v)
{
    v->c.key = &v->key;
    if (v->resuming)
        return key_take(v);
    if (!own_page(v))
        return not_ours(v);
    if (v->c.route->no_token)
        return OK;
    const char *typed = typed_find(&v->req.body, FIELD_CSRF);
    if (!token_fits(v, typed, v->session.token) && !token_fits(v, typed, v->visitor_new ? NULL : v->visitor))
        return not_ours(v);
    return key_take(v);
}

const char *new_request_key(struct ctx *c)
{
    VISIT_OF(c)->has_form = true;
    if (c->key && c->key->key)                                    /* the form comes back with 422: the same attempt */
        return c->key->key;
    char *key = arena_take(c->arena, KEY_CHARS + 1);
    if (!key)
        return "";
    random_text(key, KEY_CHARS);
    return key;
}
