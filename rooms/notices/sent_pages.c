/* What becomes of what is told, for who runs the machine: numbers and reasons, no contents and nobody's name. */
#include "generated/notices_queries.h"
#include "generated/notices_views.h"
#include "notices/pages.h"
#include "notices/views.h"
#include "web/mail.h"
#include "web/sms.h"

#define HOUR_MS 3600000LL
enum { DAYS_SHOWN = 7, STUCK_HOURS = 4, WAYS_COUNTED = 10000 };

rc sent_page(struct ctx *c, struct reply *r)
{
    struct days_counted_row *over;
    struct ways_counted_row *way;
    struct sent_view v = { .most = WAYS_COUNTED, .mail_works = mail_works(c), .sms_works = sms_offered(c) };
    size_t n, ways;
    try(days_counted(c->ask, (day){ c->today.n - DAYS_SHOWN + 1 }, &over, &n));
    try(ways_counted(c->ask, WAYS_COUNTED, &way, &ways));
    try(notices_stuck(c->ask, (instant){ c->now.ms - STUCK_HOURS * HOUR_MS }, &v.stuck));
    struct sent_reason *reason = ARENA_MANY(c->arena, struct sent_reason, n + ways);
    if (!reason) return LIMIT;
    for (size_t i = 0; i < n + ways; i++) {
        struct sent_reason one = i < n ? (struct sent_reason){ over[i].channel, over[i].state, over[i].why, over[i].n }
                                       : (struct sent_reason){ way[i - n].channel, way[i - n].state, way[i - n].why, way[i - n].n };
        v.n[one.channel][one.state] += one.n;
        if (one.why != NOTICE_WHY_NONE) reason[v.reasons++] = one;
    }
    v.reason = reason;
    return show(r, view_sent, &v);
}
