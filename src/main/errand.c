#include "main/errand.h"
#include "base/why_not.h"
#include "main/control.h"
#include <errno.h>
#include <poll.h>
#include <string.h>

enum { FILE_MS = 60000 };            /* between two pieces of a file: standard input may be a slow program */

bool errand_over(struct errand *e)
{
    if (!e->host) return false;
    struct pollfd one = { .fd = e->wire, .events = POLLRDHUP };
    return atomic_load(&e->host->stopping) || (poll(&one, 1, 0) > 0 && (one.revents & (POLLRDHUP | POLLHUP | POLLERR)));
}

const char *errand_path(struct errand *e, struct arena *a, const char *path)
{
    return path[0] == '/' || !e->stands ? path : arena_print(a, "%s/%s", e->stands, path);
}

static const char *too_long(struct errand *e, const char *path, size_t most)
{
    fprintf(e->err, "khue: %s: over %zu MB\n", path, most >> 20);
    return NULL;
}

static const char *read_here(struct errand *e, struct arena *a, const char *path, size_t most, size_t *n)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *f = standard ? stdin : fopen(path, "rb");
    char *p = f ? arena_take(a, most + 1) : NULL;
    *n = p ? fread(p, 1, most + 1, f) : 0;
    bool bad = !p || ferror(f);
    int why = errno;
    if (f && !standard) fclose(f);
    if (bad) return fprintf(e->err, "khue: %s: %s\n", path, why_not(why)), NULL;
    return *n > most ? too_long(e, path, most) : p;
}

static bool asked_for(struct errand *e, struct frame *f, const char *path, size_t most)
{
    int n = snprintf(f->data, FRAME_MAX, "%zu%c%s", most, 0, path);
    return n > 0 && n < FRAME_MAX && frame_send(e->wire, 'r', f->data, (size_t)n);
}

/* The caller sends pieces, `most` + 1 bytes of them at most, and then the end. */
static const char *read_there(struct errand *e, struct arena *a, const char *path, size_t most, size_t *n)
{
    char *p = arena_take(a, most + 1);
    struct frame *f = arena_take(a, sizeof *f);
    *n = 0;
    if (!p || !f || !asked_for(e, f, path, most)) return fprintf(e->err, "khue: %s: cannot be read\n", path), NULL;
    while (frame_read(e->wire, f, e->host->silent_ms ? e->host->silent_ms : FILE_MS) && (f->type == 'd' || f->type == 'z')) {
        if (f->type == 'z' && f->n > 0) return fprintf(e->err, "khue: %s: %s\n", path, f->data), NULL;
        if (f->type == 'z') return *n > most ? too_long(e, path, most) : p;
        if (f->n > most + 1 - *n) break;
        memcpy(p + *n, f->data, f->n);
        *n += f->n;
    }
    return fprintf(e->err, "khue: %s: it did not come whole\n", path), NULL;
}

const char *errand_file(struct errand *e, struct arena *a, const char *path, size_t most, size_t *n)
{
    return e->host ? read_there(e, a, path, most, n) : read_here(e, a, path, most, n);
}
