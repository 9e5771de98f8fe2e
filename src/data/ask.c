#include "data/ask.h"

#include "base/log.h"
#include "data/engine.h"
#include <time.h>

/* (3) of ask.h: may this refusal be written down? */
static bool may_tell(const struct fault *f, rc kind)
{
    return f->kind == OK || (f->kind == kind && !f->message);
}

static void tell(struct ask *a, rc kind, const char *field, int number, const char *text, va_list ap)
{
    struct fault *f = a->fault;
    if (!may_tell(f, kind)) return;
    *f = (struct fault){ .kind = kind, .number = number, .field = field, .detail = f->detail,
                         .message = vsay(a->arena, a->lang, text, ap), .kept = vsay_kept(a->arena, text, ap) };
}

rc refuse(struct ask *a, rc kind, int number, const char *text, ...)
{
    va_list ap;
    va_start(ap, text);
    tell(a, kind, NULL, number, text, ap);
    va_end(ap);
    return kind;
}

rc refuse_field(struct ask *a, const char *field, int number, const char *text, ...)
{
    va_list ap;
    va_start(ap, text);
    tell(a, INVALID, field, number, text, ap);
    va_end(ap);
    return INVALID;
}

rc fault_detail(struct ask *a, rc kind, const char *fmt, ...)
{
    va_list ap;
    if (a->fault->kind != OK) return kind;
    va_start(ap, fmt);
    *a->fault = (struct fault){ .kind = kind, .detail = arena_vprint(a->arena, fmt, ap) };
    va_end(ap);
    if (kind == DOWN || kind == BUG) log_line(LOG_ERROR, "%s: %s", rc_name(kind), a->fault->detail);
    return kind;
}

void ask_init(struct ask *a, struct db *db, struct arena *arena, struct fault *fault, instant now)
{
    *fault = (struct fault){ 0 };
    *a = (struct ask){ .db = db, .arena = arena, .now = now, .fault = fault };
}

void ask_done(struct ask *a)
{
    struct conn *c = a->conn;
    a->kept = NULL;
    if (!c || c->in_closure) return;                 /* a closure's connection is not the ask's to give back */
    a->conn = NULL;
    c->until_ns = 0;
    c->over = NULL;
    if (c->in_snapshot) a->db->ops->snapshot_end(c);
    c->in_snapshot = false;
    pool_give(c);
}

void ask_deadline(struct ask *a, int ms, bool *over)
{
    a->until_ns = ms > 0 ? monotonic_ns() + ms * 1000000LL : 0;
    a->over = over;
    if (over) *over = false;
    if (!a->conn || a->conn->in_closure) return;
    a->conn->until_ns = a->until_ns;
    a->conn->over = over;
}

int64_t monotonic_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}
