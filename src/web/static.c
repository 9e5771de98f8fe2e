/* Files of the program itself: styles, scripts, fonts, icons. Their names carry a hash of their bytes, so they never change. */
#include "web/dispatch.h"
#include <string.h>

#define FOREVER "\"1\""          /* one tag for every file: another content has another name */

static const struct static_file *file_find(const char *path, size_t n)
{
    static size_t count;                    /* the same value whoever writes it first */
    size_t low = 0, high = __atomic_load_n(&count, __ATOMIC_RELAXED);

    if (high == 0) {
        while (static_files[high].path)
            high++;
        __atomic_store_n(&count, high, __ATOMIC_RELAXED);
    }
    while (low < high) {
        size_t mid = (low + high) / 2;
        int order = strncmp(path, static_files[mid].path, n);
        if (order == 0 && static_files[mid].path[n])
            order = -1;
        if (order == 0)
            return &static_files[mid];
        if (order < 0)
            high = mid;
        else
            low = mid + 1;
    }
    return NULL;
}

static void put(struct answer *a, const char *name, const char *value)
{
    a->header[a->headers++] = (struct header){ name, value };
}

bool static_answer(const struct head *head, struct answer *a)
{
    if (head_method(head) != GET || !str_starts(head->target, "/s/"))
        return false;
    const struct static_file *f = file_find(head->target, strcspn(head->target, "?"));
    if (!f)
        return false;

    const char *accepted = head->field[HEAD_ACCEPT_ENCODING];
    *a = (struct answer){ .status = 200, .fixed = f->plain, .fixed_n = f->plain_n };
    put(a, "Content-Type", f->type);
    put(a, "Cache-Control", "public, max-age=31536000, immutable");
    put(a, "ETag", FOREVER);
    put(a, "X-Content-Type-Options", "nosniff");
    put(a, "Cross-Origin-Resource-Policy", "same-origin");
    if (f->brotli || f->gzip)
        put(a, "Vary", "Accept-Encoding");
    if (f->brotli && accepts(accepted, "br")) {
        a->fixed = f->brotli;
        a->fixed_n = f->brotli_n;
        put(a, "Content-Encoding", "br");
    } else if (f->gzip && accepts(accepted, "gzip")) {
        a->fixed = f->gzip;
        a->fixed_n = f->gzip_n;
        put(a, "Content-Encoding", "gzip");
    }
    if (etag_matches(head->field[HEAD_IF_NONE_MATCH], FOREVER)) {
        a->status = 304;
        a->fixed_n = 0;
    }
    return true;
}
