#include "roster/inside.h"

void wide_begin(struct wide *w, struct ask *a)
{
    arena_init(&w->arena, WIDE_BYTES);
    w->usual = a->arena;
    a->arena = &w->arena;
    a->kept = NULL;
}

void wide_end(struct wide *w, struct ask *a)
{
    struct fault *f = a->fault;
    a->arena = w->usual;
    a->kept = NULL;                                  /* it lies in the arena that ends here */
    if (f->message) f->message = arena_text(w->usual, f->message);
    if (f->kept) f->kept = arena_text(w->usual, f->kept);
    if (f->field) f->field = arena_text(w->usual, f->field);
    if (f->detail) f->detail = arena_text(w->usual, f->detail);
    arena_finish(&w->arena);
}
