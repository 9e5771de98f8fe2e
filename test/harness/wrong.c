/* What `khue verify` counts, in a test. */
#include "test/harness/wrong.h"
#include "main/commands.h"

static void hush(void *to, const char *words) { (void)to, (void)words; }

int64_t city_wrong(struct test *t, struct city *s)
{
    int64_t wrong = 0;
    for (const struct verify_table *table = verify_tables; table->room; table++)
        for (const struct verify_check *c = table->checks; c->name; c++) {
            struct verify_report out = { .line = hush };
            struct arena arena;
            struct fault fault;
            struct ask a;
            arena_init(&arena, 64 << 20);
            ask_init(&a, s->app.db, &arena, &fault, db_now(s->app.db));
            is_rc(t, OK, c->run(&a, &out));
            ask_done(&a);
            arena_finish(&arena);
            if (out.wrong) fail(t, "%s: %lld wrong", c->name, (long long)out.wrong);
            wrong += out.wrong;
        }
    return wrong;
}
