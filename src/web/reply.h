/* What a handler answers with. One of show, see_other, send_bytes, send_blob (web/blob.h); then returns OK. A returned rc other than OK becomes the
** error page of its kind (or, for INVALID on a POST row with `again`, that page with 422); a handler that set `status` to 400
** or more before it chose another status for that page (429). */
#ifndef KHUE_WEB_REPLY_H
#define KHUE_WEB_REPLY_H

#include "base/buf.h"
#include "web/ctx.h"
#include "web/out.h"

struct reply {
    int status;                   /* 200 unless set */
    struct buf body;
    const char *type;             /* "text/html; charset=utf-8" unless set */
    const char *location;
    const char *download;         /* file name for Content-Disposition: attachment, or NULL */
    bool public_cache;            /* same bytes for everybody: Cache-Control: public with ETag; otherwise private, no-store */
    bool has_file; int fd;        /* web/blob.h: the body is this open file; closed by whoever takes the answer */
    int64_t file_size;
    const char *etag;             /* of the file: strong, with its quotation marks */
    int64_t keep_s;               /* of the file: seconds that everybody's caches may keep it; 0 = only the reader's own, asked anew each time */
    const char *cookies[6]; size_t cookies_n;       /* whole Set-Cookie values, in the arena */
    struct { const char *name, *value; } header[8]; size_t headers_n;      /* of doors: reply_header() */
    const char *allow;            /* of a door's 405: "GET, HEAD" */
    struct seat *seat;            /* of web/seats.h: the answer is a stream of live events; else NULL */
    struct ctx *c;
};

/* Renders a compiled view (a page view calls its own frame: {{> house_top(…)}} … {{> house_end()}}). */
#define show(r, view, v) show_view((r), (view_fn)(view), (v))
rc show_view(struct reply *r, view_fn view, const void *v);
rc see_other(struct reply *r, const char *path);                                          /* 303; own paths only: any other becomes "/" */
rc see_other_print(struct reply *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* 303 with a message shown once on the next page (short-lived signed cookie); undo = path that takes the POST, or NULL. */
rc see_other_flash(struct reply *r, const char *path, const char *message, const char *undo);
rc send_bytes(struct reply *r, const char *type, const char *download_name, const void *p, size_t n);
/* HttpOnly; SameSite=Lax; Path=/; with secure cookies __Host- and Secure. Age 0 removes it, -1 keeps it until the browser closes. */
rc reply_cookie(struct reply *r, const char *name, const char *value, int64_t max_age_s);
/* A header of one's own, for the answers of doors: no line break in it. Beyond eight, BUG. */
rc reply_header(struct reply *r, const char *name, const char *value);
bool own_path(const char *path);      /* "/…" of this site: neither "//" nor a back slash nor a control character */

#endif
