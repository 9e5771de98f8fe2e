/* A file of iCalendar: taken apart, read, repeated, within its limits whatever it says. */
#include "calendar/ics.h"
#include "data/ask.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct fault fault;
    struct arena a;
    struct ics out;
    struct ask ask = { .arena = &a, .lang = LANG_VI, .fault = &fault };
    struct ics_wanted wanted = { .for_others = size % 2 == 0 };
    if (size > 64 * 1024) return -1;
    arena_init(&a, 64 * 1024 * 1024);
    memset(&fault, 0, sizeof fault);
    day_make(2026, 8, 1, &wanted.from), day_make(2028, 6, 1, &wanted.to), day_make(2027, 6, 1, &wanted.series_to);
    rc answer = ics_read(&ask, (struct span){ (const char *)data, size }, &wanted, &out);
    if (answer != OK && !fault.message && !a.failed) abort();
    if (answer == OK) {
        if (out.n > ICS_EVENTS || out.skips > ICS_EVENTS) abort();
        for (size_t i = 0; i < out.n; i++) {
            const struct ics_event *e = &out.event[i];
            const struct when *w = &e->when;
            if (!*e->title || !utf8_valid(e->title, strlen(e->title)) || !utf8_valid(e->note, strlen(e->note)) || utf8_count(e->title) > 120 || utf8_count(e->note) > 1000) abort();
            if (w->to.n < w->from.n || w->to.n - w->from.n >= EVENT_DAYS || w->to.n < wanted.from.n || w->from.n >= wanted.to.n) abort();
            if (w->from_minute.has && (w->from_minute.v < 0 || w->from_minute.v > 1439)) abort();
            if (w->to_minute.has && (w->to_minute.v < 1 || w->to_minute.v > 1439 || !w->from_minute.has || (w->from.n == w->to.n && w->to_minute.v <= w->from_minute.v))) abort();
        }
        for (size_t i = 0; i < out.skips; i++)
            if (!out.skipped[i].why || out.skipped[i].line < 1) abort();
    }
    arena_finish(&a);
    return 0;
}
