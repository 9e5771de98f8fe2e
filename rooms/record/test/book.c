#include "book.h"
#include <stdlib.h>

static rc write_deeds(struct tx *t, const struct deeds *in, void *out)
{
    (void)out;
    for (size_t i = 0; i < in->n; i++) try(deed_add(t, &in->deed[i]));
    return in->refuse ? refuse(t->ask, CONFLICT, 2199, _("Không được."), NULL) : OK;
}
CLOSURE(write_deeds, struct deeds, void)

rc deeds_write(struct ask *a, const struct deeds *in) { return transact(a, NULL, write_deeds, in, NULL); }

int64_t number(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}

void deed_done(struct test *t, struct city *s, person_id who, enum deed_verb verb, const char *name)
{
    struct deed d = { .school = s->thcs.id, .actor = who, .verb = verb, .object = A_PAGE(7, name) };
    is_rc(t, OK, deeds_write(s->ask, &(struct deeds){ &d, 1, false }));
}
