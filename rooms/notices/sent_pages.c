/* What becomes of what is told, for who runs the machine: numbers and reasons, no contents and nobody's name. */
#include "generated/notices_queries.h"
#include "generated/notices_views.h"
#include "notices/pages.h"
#include "notices/views.h"
#include "web/mail.h"
#include "web/sms.h"

#define HOUR_MS 3600000LL
enum { DAYS_SHOWN = 7, STUCK_HOURS = 4 };

rc sent_page(struct ctx *c, struct reply *r)
{
    struct sends_counted_row *row;
    struct sent_view v = { .mail_works = mail_works(c), .sms_works = sms_offered(c) };
    size_t n;
    try(sends_counted(c->ask, (instant){ c->now.ms - DAYS_SHOWN * 24 * HOUR_MS }, &row, &n));
    try(notices_stuck(c->ask, (instant){ c->now.ms - STUCK_HOURS * HOUR_MS }, &v.stuck));
    struct sent_reason *reason = ARENA_MANY(c->arena, struct sent_reason, n);
    if (!reason) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        v.n[row[i].channel][row[i].state] += row[i].n;
        if (row[i].why != NOTICE_WHY_NONE) reason[v.reasons++] = (struct sent_reason){ row[i].channel, row[i].state, row[i].why, row[i].n };
    }
    v.reason = reason;
    return show(r, view_sent, &v);
}
