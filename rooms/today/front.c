/* The first page: what Khuê is, the schools in it, the way in; on demo data a card for each role. */
#include "generated/today_views.h"
#include "today/pages.h"
#include "today/views.h"
#include "web/reply.h"

#define PAGE 50

/* Cards stand by school in DATA/demo.tsv: a group ends where the school changes. */
static rc groups_fill(struct ctx *c, struct front_view *v)
{
    const struct demo_card *card = c->app->demo_card;
    struct front_group *group = ARENA_MANY(c->arena, struct front_group, c->app->demo_cards);
    if (!group) return LIMIT;
    for (size_t i = 0; i < c->app->demo_cards; i++) {
        const char *school = card[i].school ? card[i].school : "";
        if (v->groups == 0 || !str_is(group[v->groups - 1].school, school)) group[v->groups++] = (struct front_group){ school, &card[i], 0 };
        group[v->groups - 1].n++;
    }
    v->group = group;
    return OK;
}

rc front_page(struct ctx *c, struct reply *r)
{
    struct front_view v = { .shows_mails = c->app->config.demo && str_empty(c->app->config.smtp_url) };
    struct school_brief *school;
    const char *after = query_text(c, "sau");
    if (signed_in(c->who)) return see_other(r, "/hom-nay");
    if (c->app->demo_cards) try(groups_fill(c, &v));
    try(schools_list(c->ask, after, PAGE, &school, &v.schools));
    v.school = school;
    v.begun = *after != 0;
    if (v.schools == PAGE) v.next = school[PAGE - 1].code;
    return show(r, view_front, &v);
}
