/* The last step of every page: which headers leave with it.
** What stays true: (1) no script, style or frame but our own files runs in a page; what is not a page runs nothing at all;
** (2) a page made for somebody signed in, with a message, or holding a form's token is kept by no cache; (3) a page that is the
** same for everybody carries an ETag and is asked for again each time (304 when nothing changed); (4) no other site shows a page of
** ours in a frame or reads it by script, but those of rows that say `framed`, for which no session was read. */
#include "base/log.h"
#include "base/percent.h"
#include "web/compress.h"
#include "web/cookie.h"
#include "web/dispatch.h"
#include "web/offline.h"
#include <libdeflate.h>
#include <stdio.h>
#include <string.h>

void put_header(struct answer *a, const char *name, const char *value)
{
    if (*value && a->headers < sizeof a->header / sizeof *a->header)          /* "": the arena is full */
        a->header[a->headers++] = (struct header){ name, value };
}

/* What came of it only: an error page holds words for people who are here. */
static bool for_frames(const struct visit *v)
{
    return v->c.route && v->c.route->framed && !signed_in(&v->who) && (v->reply.status == 200 || v->reply.status == 304);
}

static const char framed_policy[] = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *";

void put_safety(struct answer *a, const struct visit *v, bool page)
{
    bool framed = for_frames(v);

    put_header(a, "Content-Security-Policy", page && framed ? framed_policy : page
        ? "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; object-src 'none'"
        : "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'");
    put_header(a, "X-Content-Type-Options", "nosniff");
    put_header(a, "Referrer-Policy", "same-origin");
    put_header(a, "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()");
    put_header(a, "Cross-Origin-Opener-Policy", "same-origin");
    put_header(a, "Cross-Origin-Resource-Policy", framed ? "cross-origin" : "same-origin");
    if (framed)
        put_header(a, "Access-Control-Allow-Origin", "*");
    if (v->app->config.secure_cookies)
        put_header(a, "Strict-Transport-Security", "max-age=31536000");
}

/* Same bytes for everybody? The handler says so; a sign-in, a message or a token in the page says no. */
static bool is_public(const struct visit *v)
{
    const struct reply *r = &v->reply;

    if (!r->public_cache || v->req.method != GET || r->status != 200 || signed_in(&v->who) || v->c.flash || r->cookies_n)
        return false;
    if (v->has_form)
        log_line(LOG_WARN, "route=%s page for everybody holds a form with a token: not cached", v->c.route->path);
    return !v->has_form;
}

/* Two checksums and the length: cheap, and no two states of one page share them in practice. */
static const char *etag_of(struct arena *arena, const struct buf *b)
{
    return arena_print(arena, "W/\"%08x%08x%zx\"", libdeflate_crc32(0, b->p, b->n), libdeflate_adler32(1, b->p, b->n), b->n);
}

bool etag_matches(const char *header, const char *etag)
{
    struct span rest = span_of(header), part;

    if (str_starts(etag, "W/"))
        etag += 2;
    while (rest.n && span_cut(&rest, ',', &part)) {
        part = span_trim(part);
        if (span_is(part, "*"))
            return true;
        if (part.n > 2 && part.p[0] == 'W' && part.p[1] == '/')
            part = (struct span){ part.p + 2, part.n - 2 };
        if (span_is(part, etag))
            return true;
    }
    return false;
}

/* Answers the ETag of a page that is the same for everybody, else NULL. */
static const char *put_cache(struct visit *v, struct answer *a)
{
    if (!is_public(v)) {
        put_header(a, "Cache-Control", "private, no-store");
        return NULL;
    }
    const char *etag = etag_of(v->c.arena, &v->reply.body);
    put_header(a, "Cache-Control", v->reply.keep_s ? arena_print(v->c.arena, "public, max-age=%lld", (long long)v->reply.keep_s) : "public, no-cache");
    put_header(a, "ETag", etag);
    if (etag_matches(v->call->head->field[HEAD_IF_NONE_MATCH], etag)) {
        v->reply.status = 304;
        buf_clear(&v->reply.body);
    }
    return etag;
}

/* attachment; filename="ascii"; filename*=UTF-8''… (RFC 6266, 5987). */
const char *disposition(struct arena *arena, const char *name)
{
    char *ascii = arena_take(arena, strlen(name) + 1), *o = ascii;
    struct buf coded;

    for (const char *p = name; ascii && *p; p++)
        if ((unsigned char)*p < 0x80)
            *o++ = *p <= ' ' || strchr("\"\\/;%", *p) ? '_' : *p;
    buf_init(&coded, 4096);
    percent_encode(&coded, name);
    const char *text = arena_print(arena, "attachment; filename=\"%s\"; filename*=UTF-8''%s", ascii ? ascii : "", coded.p);
    buf_finish(&coded);
    return text;
}

/* A cookie that cannot be set is our mistake, and no reason to hold the page back. */
static void set_cookie(struct reply *r, const char *name, const char *value, int64_t max_age_s)
{
    if (reply_cookie(r, name, value, max_age_s) != OK)
        log_line(LOG_ERROR, "cookie=%s not set", name);
}

static void put_cookies(struct visit *v, struct answer *a, bool page)
{
    struct reply *r = &v->reply;

    if (v->has_form && !signed_in(&v->who) && v->visitor_new && *v->visitor)
        set_cookie(r, COOKIE_VISITOR, v->visitor, 180LL * 24 * 3600);
    if (page && v->c.flash && r->status != 303)
        set_cookie(r, COOKIE_FLASH, "", 0);
    for (size_t i = 0; i < r->cookies_n; i++)
        put_header(a, "Set-Cookie", r->cookies[i]);
}

static const char *allow_of(const struct match *m)
{
    if (m->get && m->post)
        return "GET, HEAD, POST";
    return m->get ? "GET, HEAD" : m->post ? "POST" : "GET, HEAD, POST";
}

/* For the worker of the browser: whose page this is, and may a copy of it be kept (web/offline.h)? */
static void put_keep(struct visit *v, struct answer *a)
{
    const struct route *row = v->c.route;
    if (!v->knows_who)
        return;
    const char *me = keep_me(&v->c);
    put_header(a, HEADER_ME, me);
    if (row && row->keep_offline && v->req.method == GET && v->reply.status == 200 && !v->c.flash && !str_is(me, "-"))
        put_header(a, HEADER_KEEP, arena_print(v->c.arena, "%d", COPY_DAYS));
}

/* A form that had waited in the browser: its worker cannot see where a redirect leads, so it is told in a word that the form was taken. */
static void waited_done(struct visit *v)
{
    struct reply *r = &v->reply;
    if (!v->done || r->status != 303 || !r->location || !typed_find(&v->req.body, FIELD_WAITED))
        return;
    if (reply_header(r, HEADER_DONE, r->location) != OK)
        return;
    r->status = 200;
    r->location = NULL;
    r->type = "text/plain; charset=utf-8";
}

void reply_finish(struct visit *v, struct answer *a)
{
    struct reply *r = &v->reply;
    waited_done(v);
    const char *type = r->type ? r->type : "text/html; charset=utf-8";
    bool page = str_starts(type, "text/html") && !visit_door(v);       /* what a door hands out is nobody's page: it gets the sandbox */

    if (r->status == 0)
        r->status = 200;
    if (r->has_file) {
        file_finish(v, a);
        return;
    }
    put_cookies(v, a, page);
    const char *etag = put_cache(v, a);
    put_safety(a, v, page || r->program);
    if (page)
        put_keep(v, a);
    if (r->status != 303 && r->status != 304)
        put_header(a, "Content-Type", type);
    for (size_t i = 0; i < r->headers_n; i++)
        put_header(a, r->header[i].name, r->header[i].value);
    put_header(a, "Vary", visit_door(v) ? "Accept-Encoding, Accept-Language, Origin" : "Accept-Encoding, Accept-Language, Cookie");
    if (r->location)
        put_header(a, "Location", r->location);
    if (r->download)
        put_header(a, "Content-Disposition", disposition(v->c.arena, r->download));
    if (r->status == 405)
        put_header(a, "Allow", r->allow ? r->allow : allow_of(&v->call->match));
    if (r->status == 503 || r->status == 429)
        put_header(a, "Retry-After", r->status == 503 ? "2" : "30");
    if (r->seat) {
        put_header(a, "X-Accel-Buffering", "no");
        a->seat = r->seat;
    }
    if (r->body.n > COMPRESS_LEAST && compressible(type) && accepts(v->call->head->field[HEAD_ACCEPT_ENCODING], "gzip") &&
        (etag ? gzip_public(v->kit, etag, &r->body) : gzip_body(v->kit, &r->body)))
        put_header(a, "Content-Encoding", "gzip");
    a->status = r->status;
    a->body = r->body;
    a->close = v->call->refused != 0 || r->seat;
    buf_init(&r->body, 0);
}
