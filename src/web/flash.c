/* The message after a redirect: a signed cookie that lives five minutes and is shown once. */
#include "web/cookie.h"
#include "web/dispatch.h"
#include "web/token.h"
#include <string.h>

#define FLASH_S 300

rc see_other_flash(struct reply *r, const char *path, const char *message, const char *undo)
{
    struct ctx *c = r->c;
    const char *text = arena_print(c->arena, "%lld\n%s\n%s", (long long)c->now.ms, undo ? undo : "", message);

    if (strlen(text) < 1500)
        try(reply_cookie(r, COOKIE_FLASH, signed_text(c->arena, c->app->secret, "flash", text), FLASH_S));
    return see_other(r, path);
}

void flash_read(struct visit *v)
{
    struct ctx *c = &v->c;
    const char *value = cookie_read(c, COOKIE_FLASH);
    const char *text = value ? signed_text_read(c->arena, v->app->secret, "flash", value) : NULL;
    struct span rest = span_of(text), made, undo;
    int64_t ms;

    if (!text || !span_cut(&rest, '\n', &made) || !span_cut(&rest, '\n', &undo) || !rest.p || !span_int(made, &ms))
        return;
    if (c->now.ms - ms > FLASH_S * 1000LL)
        return;
    c->flash = arena_text_n(c->arena, rest.p, rest.n);
    c->flash_undo = undo.n ? arena_text_n(c->arena, undo.p, undo.n) : NULL;
}
