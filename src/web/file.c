/* The answer whose body is a file: cache, ranges, type. What stays true:
** (1) the file is never in memory; its descriptor is closed once, by whoever takes the answer or by reply_file_drop;
** (2) a file that not everybody may see is kept only by the reader's own browser and asked for anew each time, so that a right that
**     ended holds at once; on a device of many hands it is kept nowhere;
** (3) it runs nothing (sandbox, nosniff), and what is not a picture that we made is saved, not shown;
** (4) a part is sent only of the content that the browser has the rest of (If-Range), and only for GET. */
#include "web/dispatch.h"
#include "web/range.h"
#include <unistd.h>

void reply_file_drop(struct reply *r)
{
    if (r->has_file)
        close(r->fd);
    r->has_file = false;
}

static void put_keeping(struct visit *v, struct answer *a)
{
    const struct reply *r = &v->reply;

    if (r->keep_s > 0) {
        put_header(a, "Cache-Control", arena_print(v->c.arena, "public, max-age=%lld", (long long)r->keep_s));
        return;
    }
    put_header(a, "Cache-Control", v->session.shared ? "private, no-store" : "private, no-cache");
    put_header(a, "Vary", "Cookie");
}

/* What of the file is asked for; the status that says so. */
static int part_choose(struct visit *v, struct answer *a)
{
    const struct head *head = v->call->head;
    const struct reply *r = &v->reply;
    const char *if_range = head->field[HEAD_IF_RANGE];
    enum range range = RANGE_WHOLE;

    a->file_n = r->file_size;
    if (str_is(head->method, "GET") && (!if_range || str_is(if_range, r->etag)))
        range = range_read(head->field[HEAD_RANGE], r->file_size, &a->file_from, &a->file_n);
    if (range == RANGE_WHOLE)
        return 200;
    if (range == RANGE_NONE) {
        put_header(a, "Content-Range", arena_print(v->c.arena, "bytes */%lld", (long long)r->file_size));
        return 416;
    }
    put_header(a, "Content-Range", arena_print(v->c.arena, "bytes %lld-%lld/%lld", (long long)a->file_from,
                                               (long long)(a->file_from + a->file_n - 1), (long long)r->file_size));
    return 206;
}

void file_finish(struct visit *v, struct answer *a)
{
    struct reply *r = &v->reply;

    buf_clear(&r->body);
    a->body = r->body;
    buf_init(&r->body, 0);
    put_keeping(v, a);
    put_safety(a, v, false);
    put_header(a, "ETag", r->etag);
    put_header(a, "Accept-Ranges", "bytes");
    if (etag_matches(v->call->head->field[HEAD_IF_NONE_MATCH], r->etag)) {
        a->status = 304;
        reply_file_drop(r);
        return;
    }
    put_header(a, "Content-Type", r->type);
    if (r->download)
        put_header(a, "Content-Disposition", disposition(v->c.arena, r->download));
    a->status = part_choose(v, a);
    a->has_file = a->status != 416;
    a->fd = r->fd;
    if (a->has_file)
        r->has_file = false;
    reply_file_drop(r);
}
