#include "exchange/inside.h"

enum { ASIDE_BYTES = 128 << 20 };

void aside_begin(struct aside *x, struct ask *a)
{
    arena_init(&x->arena, ASIDE_BYTES);
    x->usual = a->arena;
    a->arena = &x->arena;
    a->kept = NULL;
}

void aside_turn(struct aside *x, struct ask *a)
{
    a->kept = NULL;                                  /* it lies in the arena that is emptied here */
    arena_reset(&x->arena);
}

rc aside_end(struct aside *x, struct ask *a, rc done)
{
    struct fault *f = a->fault;
    a->arena = x->usual;
    a->kept = NULL;
    if (f->message) f->message = arena_text(x->usual, f->message);
    if (f->kept) f->kept = arena_text(x->usual, f->kept);
    if (f->field) f->field = arena_text(x->usual, f->field);
    if (f->detail) f->detail = arena_text(x->usual, f->detail);
    arena_finish(&x->arena);
    return done;
}
