/* Merges that cross, and a merge that meets an order: the one waits for the other by the rows of the two persons. PostgreSQL alone. */
#include "access/access.h"
#include "doubles/doubles.h"
#include "test/harness/race.h"
#include <stdlib.h>

struct second { person_id hoa; };

static rc second_make(struct tx *t, const struct city *s, struct second *out)
{
    const char *user_name;
    try(person_add(t, &(struct new_person){ .full_name = "Nguyễn Thị Hoa" }, &out->hoa));
    try(account_add(t, out->hoa, "Nguyễn Thị Hoa", false, (batch_id){ 0 }, &user_name));
    return guardian_link_open(t, s->chi, out->hoa, GUARDIAN_KIND_MOTHER);
}
CLOSURE(second_make, struct city, struct second)

static struct city *with_second(struct test *t, struct second *out)
{
    struct city *s = city_on_postgres(t);
    if (s) is_rc(t, OK, transact(s->ask, NULL, second_make, s, out));
    if (s) ask_done(s->ask);
    return s;
}

/* victim_person is folded into object. */
static rc merges(struct tx *t, struct actor *k)
{
    batch_id batch;
    return double_merge(t, &(struct double_merge){ { k->object }, k->victim_person, "hai lan", NULL }, &batch);
}
static rc is_barred(struct tx *t, struct actor *k)
{
    return order_put(t, &(struct new_order){ .child = { k->object }, .guardian = k->victim_person, .issuer = "T", .issued = day_of(t->now) });
}

static int64_t number(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}

TEST(of_two_merges_that_cross_one_happens_and_nobody_is_folded_both_ways)
{
    struct second w;
    struct city *s = with_second(t, &w);
    if (!s) return;
    struct actor one = { t, s, merges, s->clerk, .victim_person = w.hoa, .object = s->hoa.v, .then = WAITS_FOR_THE_OTHER };
    struct actor other = { t, s, merges, s->principal, .victim_person = s->hoa, .object = w.hoa.v, .then = LEAVES_AT_ONCE };
    both_go(&one, &other);
    is_rc(t, OK, one.answered);
    is_true(t, other.answered == NOT_FOUND || other.answered == CONFLICT);
    is_int(t, 1, number(t, s, "SELECT count(*) FROM person WHERE merged_into IS NOT NULL"));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM merger"));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM account WHERE closed_at IS NOT NULL"));
    is_int(t, 0, db_stats(s->app.db).again);                     /* both hold the smaller id first */
    city_close(s);
}

TEST(a_merge_waits_for_the_order_about_one_of_the_two_and_is_refused)
{
    struct second w;
    struct city *s = with_second(t, &w);
    if (!s) return;
    struct actor order = { t, s, is_barred, s->principal, .victim_person = w.hoa, .object = s->chi.v, .then = WAITS_FOR_THE_OTHER };
    struct actor merge = { t, s, merges, s->clerk, .victim_person = w.hoa, .object = s->hoa.v, .then = LEAVES_AT_ONCE };
    both_go(&order, &merge);
    is_rc(t, OK, order.answered);
    is_rc(t, CONFLICT, merge.answered);
    is_int(t, 0, number(t, s, "SELECT count(*) FROM person WHERE merged_into IS NOT NULL"));
    city_close(s);
}

TEST(an_order_that_waits_for_a_merge_is_about_the_row_that_is_kept)
{
    struct second w;
    struct city *s = with_second(t, &w);
    if (!s) return;
    struct actor merge = { t, s, merges, s->clerk, .victim_person = w.hoa, .object = s->hoa.v, .then = WAITS_FOR_THE_OTHER };
    struct actor order = { t, s, is_barred, s->principal, .victim_person = w.hoa, .object = s->chi.v, .then = LEAVES_AT_ONCE };
    both_go(&merge, &order);
    is_rc(t, OK, merge.answered);
    is_rc(t, OK, order.answered);
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM guardian_order WHERE guardian_id = %lld", (long long)s->hoa.v)));
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM guardian_link WHERE guardian_id = %lld AND limited IS NOT NULL", (long long)s->hoa.v)));
    city_close(s);
}
