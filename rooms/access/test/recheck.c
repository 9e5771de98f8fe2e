/* A right that is taken away while somebody uses it: the one waits for the other, on PostgreSQL by the rows that decide. On SQLite
** closures come one after another anyway (rooms/audit/test/writes.c). */
#include "access/access.h"
#include "people/people.h"
#include "access/family.h"
#include "schools/schools.h"
#include "test/harness/race.h"
#include <stdlib.h>

static rc uses_office(struct tx *t, struct actor *k) { (void)k; return access_recheck(t, STAFF_CHANGE, NULL, 0); }
static rc uses_class(struct tx *t, struct actor *k)  { return access_recheck(t, SLIPS_PRINT, "lop", k->object); }
static rc uses_pupil(struct tx *t, struct actor *k)  { return access_recheck(t, PHOTO_OF_PUPIL, "em", k->object); }
static rc ends_place(struct tx *t, struct actor *k)
{
    try(access_recheck_over(t, STAFF_CHANGE, k->victim_person));
    return member_end(t, k->victim, day_of(t->now), 1);
}
static rc is_barred(struct tx *t, struct actor *k)
{
    return order_put(t, &(struct new_order){ .child = { k->object }, .guardian = k->victim_person, .issuer = "T", .issued = day_of(t->now) });
}
static rc ends_homeroom(struct tx *t, struct actor *k)  { return homeroom_set(t, &(struct homeroom_change){ { k->object }, { 0 }, 1 }); }

static member_id place_of(struct test *t, struct city *s, person_id person)
{
    const char *id = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT id FROM member WHERE person_id = %lld", (long long)person.v), &id));
    return (member_id){ id ? atoll(id) : 0 };
}

TEST(who_takes_a_right_away_waits_for_who_uses_it)
{
    struct city *s = city_on_postgres(t);
    if (!s) return;
    struct actor uses = { t, s, uses_office, s->clerk, .then = WAITS_FOR_THE_OTHER };
    struct actor takes = { t, s, ends_place, s->principal, place_of(t, s, s->clerk), s->clerk, .then = LEAVES_AT_ONCE };
    both_go(&uses, &takes);
    is_rc(t, OK, uses.answered);
    is_rc(t, OK, takes.answered);
    is_true(t, uses.was_before);
    is_int(t, 0, db_stats(s->app.db).again);
    city_close(s);
}

TEST(who_uses_a_right_that_is_being_taken_away_waits_and_is_refused)
{
    struct city *s = city_on_postgres(t);
    if (!s) return;
    struct actor takes = { t, s, ends_place, s->principal, place_of(t, s, s->clerk), s->clerk, .then = WAITS_FOR_THE_OTHER };
    struct actor uses = { t, s, uses_office, s->clerk, .then = LEAVES_AT_ONCE };
    both_go(&takes, &uses);
    is_rc(t, OK, takes.answered);
    is_rc(t, DENIED, uses.answered);
    is_int(t, 0, db_stats(s->app.db).again);
    city_close(s);
}

TEST(a_homeroom_teacher_who_is_being_replaced_is_refused)
{
    struct city *s = city_on_postgres(t);
    if (!s) return;
    struct actor takes = { t, s, ends_homeroom, s->clerk, .object = s->a1.v, .then = WAITS_FOR_THE_OTHER };
    struct actor uses = { t, s, uses_class, s->hang, .object = s->a1.v, .then = LEAVES_AT_ONCE };
    both_go(&takes, &uses);
    is_rc(t, OK, takes.answered);
    is_rc(t, DENIED, uses.answered);
    struct actor again = { t, s, ends_homeroom, s->clerk, .object = s->a2.v, .then = WAITS_FOR_THE_OTHER };
    struct actor of_pupil = { t, s, uses_pupil, s->yen, .object = s->chi.v, .then = LEAVES_AT_ONCE };
    both_go(&again, &of_pupil);
    is_rc(t, OK, again.answered);
    is_rc(t, DENIED, of_pupil.answered);
    city_close(s);
}

TEST(of_two_who_end_each_others_places_one_hears_that_the_right_is_gone)
{
    struct city *s = city_on_postgres(t);
    if (!s) return;
    struct actor one = { t, s, ends_place, s->clerk, place_of(t, s, s->deputy), s->deputy, .then = WAITS_FOR_THE_OTHER };
    struct actor other = { t, s, ends_place, s->deputy, place_of(t, s, s->clerk), s->clerk, .then = LEAVES_AT_ONCE };
    both_go(&one, &other);
    is_rc(t, OK, one.answered);
    is_rc(t, DENIED, other.answered);
    is_int(t, 1, one.runs);
    is_int(t, 1, other.runs);                                    /* no deadlock in between */
    city_close(s);
}

TEST(who_loses_nothing_is_not_held_up)
{
    struct city *s = city_on_postgres(t);
    if (!s) return;
    struct actor one = { t, s, uses_office, s->clerk, .then = LEAVES_AT_ONCE }, other = one;
    struct actor pupil = { t, s, uses_pupil, s->hang, .object = s->an.v, .then = LEAVES_AT_ONCE };
    both_go(&one, &other);
    both_go(&pupil, &other);
    is_rc(t, OK, one.answered);
    is_rc(t, OK, other.answered);
    is_rc(t, OK, pupil.answered);
    is_int(t, 0, db_stats(s->app.db).again);
    city_close(s);
}

static rc stands_for_an(struct tx *t, const struct new_link *in, void *out) { (void)out; return guardian_link_open(t, in->child, in->guardian, in->kind); }
CLOSURE(stands_for_an, struct new_link, void)

TEST(a_teacher_whom_an_order_is_about_to_keep_from_the_child_waits_and_is_refused)
{
    struct city *s = city_on_postgres(t);
    if (!s) return;
    struct new_link link = { s->an, s->hang, GUARDIAN_KIND_MOTHER };
    is_rc(t, OK, transact(s->ask, NULL, stands_for_an, &link, NULL));
    struct actor takes = { t, s, is_barred, s->principal, .victim_person = s->hang, .object = s->an.v, .then = WAITS_FOR_THE_OTHER };
    struct actor uses = { t, s, uses_pupil, s->hang, .object = s->an.v, .then = LEAVES_AT_ONCE };
    both_go(&takes, &uses);
    is_rc(t, OK, takes.answered);
    is_rc(t, DENIED, uses.answered);
    city_close(s);
}

/* ---- orders and guardians that meet */

static rc is_barred_by_name(struct tx *t, struct actor *k)
{
    return order_write(t, &(struct order_new){ .order = { .child = { k->object }, .stranger = true, .issuer = "T", .issued = day_of(t->now) }, .name = "Trần Văn Khách", .phone = "", .user_name = "" });
}
static rc is_written_down(struct tx *t, struct actor *k)
{
    return guardian_write(t, &(struct guardian_new){ .child = { k->object }, .name = "Trần văn  khách", .phone = "", .kind = GUARDIAN_KIND_GUARDIAN });
}

static int64_t number(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}

TEST(of_two_orders_about_the_same_two_one_stands)
{
    struct city *s = city_on_postgres(t);
    if (!s) return;
    struct actor one = { t, s, is_barred, s->principal, .victim_person = s->tuan, .object = s->an.v, .then = WAITS_FOR_THE_OTHER };
    struct actor other = { t, s, is_barred, s->deputy, .victim_person = s->tuan, .object = s->an.v, .then = LEAVES_AT_ONCE };
    both_go(&one, &other);
    is_rc(t, OK, one.answered);
    is_rc(t, CONFLICT, other.answered);
    is_int(t, 1, number(t, s, "SELECT count(*) FROM guardian_order"));
    city_close(s);
}

TEST(who_writes_a_guardian_down_waits_for_the_order_about_them_and_is_refused)
{
    struct city *s = city_on_postgres(t);
    if (!s) return;
    struct actor order = { t, s, is_barred_by_name, s->principal, .object = s->an.v, .then = WAITS_FOR_THE_OTHER };
    struct actor adds = { t, s, is_written_down, s->deputy, .object = s->an.v, .then = LEAVES_AT_ONCE };
    both_go(&order, &adds);
    is_rc(t, OK, order.answered);
    is_rc(t, CONFLICT, adds.answered);
    is_int(t, 1, number(t, s, "SELECT count(*) FROM guardian_link WHERE to_day IS NULL AND child_id IN (SELECT child_id FROM guardian_order)"));      /* Tuấn alone */
    city_close(s);
}

/* A name that is by then a guardian's is asked about: the head chooses who is meant (order_stranger). */
TEST(an_order_waits_for_who_is_being_written_down_and_is_not_written_beside_them)
{
    struct city *s = city_on_postgres(t);
    if (!s) return;
    struct actor adds = { t, s, is_written_down, s->clerk, .object = s->an.v, .then = WAITS_FOR_THE_OTHER };
    struct actor order = { t, s, is_barred_by_name, s->principal, .object = s->an.v, .then = LEAVES_AT_ONCE };
    both_go(&adds, &order);
    is_rc(t, OK, adds.answered);
    is_rc(t, INVALID, order.answered);
    is_int(t, 0, number(t, s, "SELECT count(*) FROM guardian_order"));
    is_int(t, 0, number(t, s, "SELECT count(*) FROM person WHERE id NOT IN (SELECT guardian_id FROM guardian_link) AND full_name = 'Trần Văn Khách'"));
    city_close(s);
}
