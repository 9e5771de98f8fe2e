/* Kinds of jobs: their list, their schedules, how long a failed one waits. */
#include "web/job_run.h"
#include "base/hash.h"
#include <stdio.h>
#include <string.h>

enum { RETRY_S = 30, RETRY_MOST_S = 6 * 3600 };

/* 63 bits: the same on every machine. */
int64_t job_kind_key(const char *name) { return (int64_t)(hash_bytes(HASH_BEGIN, name, strlen(name)) >> 1); }

/* "02:30" -> minutes; -1: no time of day. */
static int minutes_of(const char *text)
{
    int64_t hour, minute;
    struct span rest = span_of(text), part;
    if (!span_cut(&rest, ':', &part) || !span_int(part, &hour) || !span_int(rest, &minute)) return -1;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return -1;
    return (int)(hour * 60 + minute);
}

static bool kind_good(const struct job_kinds *all, const struct job_kind *kind)
{
    if (!kind->run || !kind->words || kind->every_min < 0 || (kind->daily_at && minutes_of(kind->daily_at) < 0)) return false;
    for (size_t i = 0; i < all->n; i++)
        if (all->key[i] == job_kind_key(kind->name)) return false;
    return true;
}

rc job_kinds_read(const struct job_table *tables, struct job_kinds *out, char *why, size_t why_size)
{
    out->n = 0;
    for (const struct job_table *t = tables; t && t->room; t++)
        for (const struct job_kind *k = t->kinds; k->name; k++) {
            if (out->n == JOB_KINDS_MOST || !kind_good(out, k)) {
                snprintf(why, why_size, "job kind %s of %s: twice, too many, or with a schedule that is none", k->name, t->room);
                return INVALID;
            }
            out->kind[out->n] = k;
            out->key[out->n++] = job_kind_key(k->name);
        }
    return OK;
}

void job_kinds_quiet(struct job_kinds *all)
{
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++) {
        if (all->kind[i]->outside) continue;
        all->kind[n] = all->kind[i];
        all->key[n++] = all->key[i];
    }
    all->n = n;
}

const struct job_kind *job_kind_find(const struct app *app, const char *name)
{
    for (const struct job_table *t = app->job_tables; t && t->room; t++)
        for (const struct job_kind *k = t->kinds; k->name; k++)
            if (str_is(k->name, name)) return k;
    return NULL;
}

instant job_next_time(const struct job_kind *kind, instant now)
{
    if (!kind->daily_at) return (instant){ now.ms + kind->every_min * 60000LL };
    day today = day_of(now);
    int64_t at = minutes_of(kind->daily_at) * 60000LL;
    instant next = { day_start(today).ms + at };
    return next.ms > now.ms ? next : (instant){ day_start((day){ today.n + 1 }).ms + at };
}

int64_t job_retry_ms(const struct job_kind *kind, int64_t attempt, uint32_t dice)
{
    int64_t wait = (kind->retry_s ? kind->retry_s : RETRY_S) * 1000LL;
    for (int64_t i = 1; i < attempt && wait < RETRY_MOST_S * 1000LL; i++)
        wait *= 2;
    if (wait > RETRY_MOST_S * 1000LL) wait = RETRY_MOST_S * 1000LL;
    return wait + (int64_t)(dice % 1000) * wait / 2000;
}
