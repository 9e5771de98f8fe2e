#include "run.h"
#include <stdlib.h>

struct ran run_command(struct test *t, int (*command)(struct errand *e), const char *const words[])
{
    char *out, *err;
    size_t out_n, err_n;
    struct errand e = { .argv = (char **)(uintptr_t)words, .out = open_memstream(&out, &out_n), .err = open_memstream(&err, &err_n), .wire = -1 };
    while (words[e.argc]) e.argc++;
    struct ran r = { .status = command(&e) };
    fclose(e.out);
    fclose(e.err);
    r.out = arena_text(t->arena, out);
    r.err = arena_text(t->arena, err);
    free(out);
    free(err);
    return r;
}
