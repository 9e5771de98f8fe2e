#include "run.h"
#include "data/engine.h"
#include <stdlib.h>
#include <string.h>

enum { LAST = 4, MOST = 256 };

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

bool former_tables(struct test *t, struct db *db)
{
    static struct migration list[MOST];
    char why[512] = "";
    int n = 0;
    while (migrations[n].room) n++;
    if (!is_true(t, n > LAST && n < MOST)) return false;
    memcpy(list, migrations, (size_t)(n - LAST) * sizeof *list);
    memset(&list[n - LAST], 0, sizeof *list);
    return migrate_list(db, list, NULL, why, sizeof why) == OK || fail(t, "%s", why);
}
