/* The examples of docs/indices.md, worked out by hand, and what the public may see. */
#include "base/few.h"
#include "map/inside.h"
#include "record/record.h"
#include "test/harness/test.h"
#include <string.h>

TEST(reach_is_who_took_part_of_those_who_are_there)
{
    is_int(t, 42, index_reach(5, 12));                                    /* 0,4166… */
    is_int(t, 0, index_reach(0, 12));
    is_int(t, 100, index_reach(13, 12));                                  /* one left since */
    is_int(t, INDEX_NONE, index_reach(0, 0));
}

TEST(diversity_is_over_how_many_components_deeds_are_spread)
{
    int64_t n[COMPONENT_COUNT + 1] = { [COMPONENT_KNOWLEDGE] = 50, [COMPONENT_CULTURE] = 30, [COMPONENT_TECHNOLOGY] = 20 };
    is_int(t, 26, index_diversity(n));                                    /* 10.000 / 3800 = 2,631… */
    int64_t even[COMPONENT_COUNT + 1] = { 0, 20, 20, 20, 20, 20 };
    is_int(t, 50, index_diversity(even));
    int64_t one[COMPONENT_COUNT + 1] = { [COMPONENT_CULTURE] = 7 };
    is_int(t, 10, index_diversity(one));
    int64_t none[COMPONENT_COUNT + 1] = { 0 };
    is_int(t, INDEX_NONE, index_diversity(none));
    int64_t huge[COMPONENT_COUNT + 1] = { [COMPONENT_PEOPLE] = 200000000, [COMPONENT_CULTURE] = 200000000 };
    is_int(t, 20, index_diversity(huge));
}

TEST(connection_counts_a_loose_pair_half)
{
    is_int(t, 50, index_connection(3, 4));
    is_int(t, 0, index_connection(0, 0));
    is_int(t, 100, index_connection(10, 0));
}

TEST(agency_is_a_pupil_s_own_steps_of_all_steps)
{
    struct map_year y = { 0 };
    const struct map_sum sum[] = {
        { COMPONENT_KNOWLEDGE, 0, DEED_VERB_READ, DEED_AS_PUPIL, 30 }, { COMPONENT_KNOWLEDGE, 0, DEED_VERB_CONFIRMED, DEED_AS_PUPIL, 5 },
        { COMPONENT_TECHNOLOGY, 0, DEED_VERB_BEGAN, DEED_AS_PUPIL, 5 }, { COMPONENT_KNOWLEDGE, 0, DEED_VERB_WROTE, DEED_AS_PUPIL, 6 },
        { COMPONENT_PEOPLE, 0, DEED_VERB_JOINED, DEED_AS_PUPIL, 4 }, { COMPONENT_CULTURE, 0, DEED_VERB_APPROVED, DEED_AS_STAFF, 70 } };
    for (size_t i = 0; i < sizeof sum / sizeof *sum; i++) map_add(&y, &sum[i]);
    is_int(t, 50, y.pupil_deeds);
    is_int(t, 20, index_agency(y.own_steps, y.pupil_deeds));
    is_int(t, INDEX_NONE, index_agency(0, 0));
}

TEST(creation_is_what_was_made_by_a_hundred_people)
{
    is_int(t, 38, index_creation(9, 240));                                /* 3,75 */
    is_int(t, 0, index_creation(0, 240));
    is_int(t, INDEX_NONE, index_creation(0, 0));
}

TEST(a_deed_counts_once_for_each_pair_that_it_touches)
{
    struct map_facts f = { .tie[TIE_CONTACTS] = { 2, true } };
    map_add(&f.year, &(struct map_sum){ COMPONENT_KNOWLEDGE, COMPONENT_BIT(COMPONENT_KNOWLEDGE) | COMPONENT_BIT(COMPONENT_CONTEXT), DEED_VERB_JOINED, DEED_AS_PUPIL, 10 });
    is_int(t, 10, map_weight(&f, map_pair(COMPONENT_PEOPLE, COMPONENT_KNOWLEDGE)));
    is_int(t, 12, map_weight(&f, map_pair(COMPONENT_PEOPLE, COMPONENT_CONTEXT)));
    is_int(t, 10, map_weight(&f, map_pair(COMPONENT_CONTEXT, COMPONENT_KNOWLEDGE)));
    is_int(t, 0, map_weight(&f, map_pair(COMPONENT_PEOPLE, COMPONENT_CULTURE)));
    is_int(t, BOND_LOOSE, map_bond(10));
    is_int(t, BOND_JOINED, map_bond(12));
    is_int(t, BOND_LOOSE, map_bond(11));
    is_int(t, BOND_NONE, map_bond(0));
    f.tie[TIE_CONTACTS].on = false;                                       /* the room is off */
    is_int(t, 10, map_weight(&f, map_pair(COMPONENT_PEOPLE, COMPONENT_CONTEXT)));
    is_int(t, 10, map_index(&f, INDEX_DIVERSITY));                        /* one object, one component: what it joined is for the pairs */
}

TEST(ten_pairs_are_each_met_once_and_know_their_ends)
{
    bool seen[MAP_PAIRS] = { false };
    for (int a = 1; a <= COMPONENT_COUNT; a++)
        for (int b = a + 1; b <= COMPONENT_COUNT; b++) {
            int p = map_pair((enum component)a, (enum component)b);
            enum component from, to;
            is_true(t, p >= 0 && !seen[p]);
            seen[p] = true;
            is_int(t, p, map_pair((enum component)b, (enum component)a));
            map_pair_ends(p, &from, &to);
            is_int(t, a, from);
            is_int(t, b, to);
        }
    is_int(t, -1, map_pair(COMPONENT_PEOPLE, COMPONENT_PEOPLE));
}

TEST(every_kind_and_tie_says_what_it_is_and_each_open_pair_what_to_do)
{
    for (int i = 0; i < MAP_KINDS; i++) {
        is_true(t, map_kinds[i].component && map_kinds[i].code && map_kinds[i].label && map_kinds[i].thin > 0);
        for (int k = 0; k < i; k++) is_false(t, strcmp(map_kinds[i].code, map_kinds[k].code) == 0);
    }
    for (int i = 0; i < MAP_TIES; i++) is_true(t, map_pair(map_ties[i].from, map_ties[i].to) >= 0 && map_ties[i].label);
    for (int i = 0; i < MAP_PAIRS; i++) is_true(t, map_steps[i].words && map_steps[i].tail && map_steps[i].action);
    for (int i = 0; i < MAP_KINDS; i++) is_true(t, map_kinds[i].next.action && map_kinds[i].next.tail && map_kinds[i].next.permission);
}

/* ---- the public */

TEST(the_public_never_learns_a_number_below_the_threshold_nor_one_to_subtract_from)
{
    is_int(t, FEW_NONE, few_rounded(0, 5).is);
    for (int64_t n = 1; n < 5; n++) is_int(t, FEW_UNDER, few_rounded(n, 5).is);
    is_int(t, FEW_FROM, few_rounded(5, 5).is);
    is_int(t, 5, few_rounded(9, 5).n);
    is_int(t, 1740, few_rounded(1742, 5).n);
    is_int(t, 1740, few_rounded(1741, 5).n);                         /* one leaves, and nobody sees it */
    is_int(t, 1740, few_rounded(1742, 10).n);
    is_int(t, FEW_UNDER, few_rounded(9, 10).is);
}

static struct map_facts school_of(int64_t pupils, int64_t active, int64_t active_pupils)
{
    struct map_facts f = { .active = active, .active_pupils = active_pupils, .kind[MAP_PUPILS] = { .now = pupils, .on = true } };
    map_add(&f.year, &(struct map_sum){ COMPONENT_KNOWLEDGE, 0, DEED_VERB_READ, DEED_AS_PUPIL, 70 });
    map_add(&f.year, &(struct map_sum){ COMPONENT_KNOWLEDGE, 0, DEED_VERB_WROTE, DEED_AS_PUPIL, 33 });
    return f;
}

TEST(a_public_index_is_in_steps_and_left_out_where_it_would_tell_of_a_few)
{
    struct map_facts f = school_of(100, 47, 40);
    is_int(t, 45, map_public_index(&f, INDEX_REACH, 5));
    is_int(t, 20, map_public_index(&f, INDEX_AGENCY, 5));                 /* 33 of 103 = 32; five of forty pupils are 12.5 points */
    is_int(t, 30, map_public_index(&f, INDEX_CREATION, 5));
    is_int(t, 10, map_public_index(&f, INDEX_DIVERSITY, 5));
    f = school_of(100, 4, 4);                                             /* four people did something */
    is_int(t, INDEX_NONE, map_public_index(&f, INDEX_REACH, 5));
    is_int(t, INDEX_NONE, map_public_index(&f, INDEX_AGENCY, 5));
    f = school_of(100, 97, 90);                                           /* three did nothing */
    is_int(t, INDEX_NONE, map_public_index(&f, INDEX_REACH, 5));
    f = school_of(100, 100, 90);                                          /* nor may one see the first of them */
    is_int(t, INDEX_NONE, map_public_index(&f, INDEX_REACH, 5));
    f = school_of(4, 4, 4);
    for (int i = 0; i < MAP_INDICES; i++)
        if (i != INDEX_CONNECTION) is_int(t, INDEX_NONE, map_public_index(&f, (enum map_index)i, 5));
}

TEST(in_a_small_school_an_index_is_told_in_large_steps_or_not_at_all)
{
    struct map_facts f = school_of(39, 20, 18);                           /* 25 points are fewer than ten people */
    is_int(t, INDEX_NONE, map_public_index(&f, INDEX_REACH, 10));
    is_int(t, INDEX_NONE, map_public_index(&f, INDEX_AGENCY, 10));
    f = school_of(40, 20, 18);
    is_int(t, 50, map_public_index(&f, INDEX_REACH, 10));
    f = school_of(40, 29, 18);
    is_int(t, 50, map_public_index(&f, INDEX_REACH, 10));
    is_int(t, 75, map_public_index(&f, INDEX_CREATION, 10));              /* 82 for each hundred people, in steps of ten deeds */
    f = school_of(100, 47, 40);
    is_int(t, 40, map_public_index(&f, INDEX_REACH, 10));
    f = school_of(200, 97, 40);
    is_int(t, 45, map_public_index(&f, INDEX_REACH, 10));
}

/* Whatever the size and the threshold: how many different numbers of people one value of an index stands for. */
TEST(no_value_of_a_public_index_stands_for_fewer_people_than_the_threshold)
{
    static const int64_t leasts[] = { 5, 7, 10, 20, 50 };
    int64_t told = 0;
    for (size_t k = 0; k < sizeof leasts / sizeof *leasts; k++)
        for (int64_t pupils = 1; pupils <= 420; pupils++) {
            int64_t least = leasts[k], run = 0, was = INDEX_NONE;
            for (int64_t active = 0; active <= pupils + 1; active++) {
                struct map_facts f = school_of(pupils, active, active);
                int64_t v = active > pupils ? INDEX_NONE : map_public_index(&f, INDEX_REACH, least);
                if (v != was && was != INDEX_NONE && run < least) fail(t, "%lld of %lld pupils: only %lld of them read as %lld %%", (long long)active, (long long)pupils, (long long)run, (long long)was);
                if (v != was) run = 0, was = v;
                run++, told += v != INDEX_NONE;
            }
        }
    is_true(t, told > 1000);
}

TEST(one_person_who_comes_or_leaves_moves_no_index_but_where_the_public_count_moves_too)
{
    static const int64_t leasts[] = { 5, 10, 20 };
    int64_t asked = 0;
    for (size_t k = 0; k < sizeof leasts / sizeof *leasts; k++)
        for (int64_t pupils = 60; pupils <= 900; pupils++) {
            struct map_facts f = school_of(pupils, 30, 28), more = school_of(pupils + 1, 30, 28);
            if (few_rounded(pupils, leasts[k]).n != few_rounded(pupils + 1, leasts[k]).n) continue;
            for (int i = 0; i < MAP_INDICES; i++) {
                int64_t a = map_public_index(&f, (enum map_index)i, leasts[k]), b = map_public_index(&more, (enum map_index)i, leasts[k]);
                asked += a != INDEX_NONE;
                if (a != b) fail(t, "index %d is %lld with %lld pupils and %lld with one more", i, (long long)a, (long long)pupils, (long long)b);
            }
        }
    is_true(t, asked > 1000);
}

TEST(the_public_sees_the_map_of_the_sunday_before)
{
    day monday = { 20780 };
    while (day_weekday(monday) != 1) monday.n++;
    for (int i = 0; i < 7; i++) is_int(t, monday.n - 1, map_public_day((day){ monday.n + i }).n);
    is_int(t, 7, day_weekday(map_public_day(monday)));
    is_int(t, monday.n, map_until(map_public_day(monday)).n);            /* its week is over */
}
