/* What `khue verify` counts, in a test. */
#include "test/harness/wrong.h"
#include "main/commands.h"

struct heard { struct test *t; const char *check, *words; };

static void hear(void *to, const char *words)
{
    struct heard *h = to;
    h->words = arena_print(h->t->arena, "%s%s: %s\n", h->words, h->check, words);
}

const char *checks_say(struct test *t, struct city *s, const struct verify_check *checks, int64_t *wrong)
{
    struct heard h = { .t = t, .words = "" };
    for (const struct verify_check *c = checks; c->name; c++) {
        struct verify_report out = { .line = hear, .to = &h };
        struct arena arena;                                     /* a check may give it all back between its pieces */
        struct fault fault;
        struct ask a;
        h.check = c->name;
        arena_init(&arena, 64 << 20);
        ask_init(&a, s->app.db, &arena, &fault, db_now(s->app.db));
        is_rc(t, OK, c->run(&a, &out));
        ask_done(&a);
        arena_finish(&arena);
        *wrong += out.wrong;
    }
    return h.words;
}

const char *city_says(struct test *t, struct city *s, int64_t *wrong)
{
    const char *words = "";
    *wrong = 0;
    for (const struct verify_table *table = verify_tables; table->room; table++)
        words = arena_print(t->arena, "%s%s", words, checks_say(t, s, table->checks, wrong));
    return words;
}

void checks_agree(struct test *t, struct city *s, const struct verify_check *checks)
{
    int64_t wrong = 0;
    const char *words = checks_say(t, s, checks, &wrong);
    if (wrong) fail(t, "%lld wrong:\n%s", (long long)wrong, words);
}

int64_t city_wrong(struct test *t, struct city *s)
{
    int64_t wrong;
    const char *words = city_says(t, s, &wrong);
    if (wrong) fail(t, "%lld wrong:\n%s", (long long)wrong, words);
    return wrong;
}
