#include "data/verify.h"

#include "data/engine.h"
#include <stdarg.h>
#include <stdio.h>

void verify_looked(struct verify_report *r, int64_t n) { r->looked += n; }

void verify_wrong(struct verify_report *r, const char *fmt, ...)
{
    char words[512];
    va_list ap;
    if (r->wrong++ >= VERIFY_TOLD) return;
    va_start(ap, fmt);
    vsnprintf(words, sizeof words, fmt, ap);
    va_end(ap);
    r->line(r->to, words);
}

bool verify_over(const struct verify_report *r) { return r->over && r->over(r->to); }

void piece_over(struct ask *a)
{
    ask_done(a);
    arena_reset(a->arena);
}

enum { PIECE_BYTES = 32 << 20 };

/* The words of a fault outlive the piece's memory. */
static void fault_keep(struct ask *a)
{
    struct fault *f = a->fault;
    if (f->message) f->message = arena_text(a->arena, f->message);
    if (f->detail) f->detail = arena_text(a->arena, f->detail);
    f->field = NULL;
}

rc verify_piece(struct ask *a, verify_look look, struct verify_report *out, void *to)
{
    struct arena arena;
    if (verify_over(out)) return OK;
    ask_done(a);
    struct ask piece = *a;
    arena_init(&arena, PIECE_BYTES);
    piece.arena = &arena;
    rc r = look(&piece, out, to);
    ask_done(&piece);
    if (r == OK && arena.failed) r = LIMIT;
    if (r != OK) fault_keep(a);
    arena_finish(&arena);
    return r;
}

static rc file_sound(struct ask *a, struct verify_report *out)
{
    char why[WHY_SIZE] = "";
    rc r = db_sound(a->db, true, out, why, sizeof why);
    return r == OK ? OK : fault_detail(a, r, "%s", why);
}

const struct verify_check data_checks[] = { { "database file", file_sound }, { NULL, NULL } };
