/* The first page: what Khuê is, the schools in it, the way in; on demo data a card for each role. */
#include "generated/today_views.h"
#include "today/pages.h"
#include "today/views.h"
#include "web/reply.h"

#define PAGE 50

rc front_page(struct ctx *c, struct reply *r)
{
    struct front_view v = { .card = c->app->demo_card, .cards = c->app->demo_cards, .shows_mails = c->app->config.demo && str_empty(c->app->config.smtp_url) };
    struct school_brief *school;
    const char *after = query_text(c, "sau");
    if (signed_in(c->who)) return see_other(r, "/hom-nay");
    try(schools_list(c->ask, after, PAGE, &school, &v.schools));
    v.school = school;
    v.begun = *after != 0;
    if (v.schools == PAGE) v.next = school[PAGE - 1].code;
    return show(r, view_front, &v);
}
