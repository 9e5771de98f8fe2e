/* When a message may ring. */
#include "notices/inside.h"

enum { MINUTE_MS = 60000 };
#define ZONE_MS (7 * 3600000LL)

static int64_t minute_of(instant at) { return (at.ms + ZONE_MS) / MINUTE_MS % MINUTES_OF_DAY; }

/* The next time that the clock begins to show that minute. */
static instant next_at(instant now, int64_t minute)
{
    int64_t day_begins = now.ms - (now.ms + ZONE_MS) % (MINUTES_OF_DAY * (int64_t)MINUTE_MS), at = day_begins + minute * MINUTE_MS;
    return (instant){ at >= now.ms ? at : at + MINUTES_OF_DAY * (int64_t)MINUTE_MS };
}

bool hours_quiet(const struct hours *h, instant at)
{
    int64_t m = minute_of(at);
    if (h->quiet_from == h->quiet_to) return false;
    return h->quiet_from < h->quiet_to ? m >= h->quiet_from && m < h->quiet_to : m >= h->quiet_from || m < h->quiet_to;
}

instant hours_due(const struct hours *h, instant now, bool daily, bool safety)
{
    if (daily) return next_at(now, h->digest_at);
    return !safety && hours_quiet(h, now) ? next_at(now, h->quiet_to) : now;
}
