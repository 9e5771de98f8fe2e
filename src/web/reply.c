#include "web/reply.h"
#include "web/app.h"
#include "web/cookie.h"
#include "web/dispatch.h"
#include "web/request.h"
#include <string.h>

rc show_view(struct reply *r, view_fn view, const void *v)
{
    struct out o = { &r->body, r->c->lang, r->c };

    buf_clear(&r->body);
    view(&o, v);
    return r->body.failed ? LIMIT : OK;
}

bool own_path(const char *path)
{
    if (!path || path[0] != '/' || path[1] == '/' || path[1] == '\\')
        return false;
    for (const char *p = path; *p; p++)
        if ((unsigned char)*p < ' ' || *p == 0x7f || *p == '\\')
            return false;
    return true;
}

/* A Location is ASCII: letters with marks in a query are encoded, the rest stays as it was written. */
static const char *location_of(struct arena *a, const char *path)
{
    static const char digits[] = "0123456789ABCDEF";
    char *out = arena_take(a, 3 * strlen(path) + 1), *o = out;

    if (!out)
        return "/";
    for (; *path; path++) {
        unsigned char ch = (unsigned char)*path;
        if (ch > ' ' && ch < 0x7f && !strchr("\"<>^`{|}", ch)) {
            *o++ = *path;
        } else {
            *o++ = '%';
            *o++ = digits[ch >> 4];
            *o++ = digits[ch & 15];
        }
    }
    *o = 0;
    return out;
}

rc see_other(struct reply *r, const char *path)
{
    buf_clear(&r->body);
    r->status = 303;
    r->location = location_of(r->c->arena, own_path(path) ? path : "/");
    return OK;
}

rc see_other_print(struct reply *r, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    const char *path = arena_vprint(r->c->arena, fmt, ap);
    va_end(ap);
    return see_other(r, path);
}

rc send_bytes(struct reply *r, const char *type, const char *download_name, const void *p, size_t n)
{
    buf_clear(&r->body);
    buf_add(&r->body, p, n);
    r->type = type;
    r->download = download_name;
    return r->body.failed ? LIMIT : OK;
}

rc reply_header(struct reply *r, const char *name, const char *value)
{
    if (r->headers_n == sizeof r->header / sizeof *r->header || strpbrk(value, "\r\n"))
        return BUG;
    r->header[r->headers_n].name = name;
    r->header[r->headers_n++].value = value;
    return OK;
}

static const char *cookie_name(const struct ctx *c, const char *name)
{
    return c->app->config.secure_cookies ? arena_print(c->arena, "__Host-%s", name) : name;
}

const char *cookie_read(const struct ctx *c, const char *name)
{
    struct span value;

    if (!c->req->head->field[HEAD_COOKIE] || !cookie_find(c->req->head, cookie_name(c, name), &value))
        return NULL;
    return arena_text_n(c->arena, value.p, value.n);
}

/* Values are ours (tokens, signed texts, short words); anything a cookie may not carry is a mistake of the caller. */
static bool cookie_value(const char *s)
{
    for (; *s; s++)
        if (*s <= ' ' || *s >= 0x7f || strchr("\",;\\", *s))
            return false;
    return true;
}

rc reply_cookie(struct reply *r, const char *name, const char *value, int64_t max_age_s)
{
    struct ctx *c = r->c;
    size_t max = sizeof r->cookies / sizeof *r->cookies, i = 0;
    const char *full = arena_print(c->arena, "%s=", cookie_name(c, name));

    if (!cookie_value(value))
        return BUG;
    while (i < r->cookies_n && !str_starts(r->cookies[i], full))    /* the last word on a cookie counts */
        i++;
    if (i == max)
        return BUG;
    const char *age = max_age_s < 0 ? "" : arena_print(c->arena, "; Max-Age=%lld", (long long)max_age_s);
    r->cookies[i] = arena_print(c->arena, "%s%s; Path=/%s; HttpOnly; SameSite=Lax%s", full, value, age,
                                c->app->config.secure_cookies ? "; Secure" : "");
    if (i == r->cookies_n)
        r->cookies_n++;
    return OK;
}
