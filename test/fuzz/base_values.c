/* Readers of values that people type: what is read can be shown, and reads again as the same. */
#include "base/arena.h"
#include "base/contact.h"
#include "base/ids.h"
#include "base/number.h"
#include "base/str.h"
#include "base/time.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void must(bool held)
{
    if (!held) abort();
}

static void days(const char *s)
{
    char out[DAY_TEXT_SIZE];
    day x, again;
    if (day_read(s, &x) == DAY_OK) {
        must(day_read_iso(day_iso(x, out), &again) == DAY_OK && again.n == x.n);
        must(day_read(day_dmy(x, out), &again) == DAY_OK && again.n == x.n);
        must(day_read(day_with_weekday(x, out), &again) == DAY_OK && again.n == x.n);
    }
    if (day_read_excel(strtod(s, NULL), &x) == DAY_OK) must(day_read_iso(day_iso(x, out), &again) == DAY_OK);
}

static void numbers(struct arena *a, const char *s)
{
    static const char *const kinds[] = { "int", "dec1", "decmax2", "money_dong", "mark_tenths" };
    const char *decimal, *again;
    int64_t v;
    for (int i = 0; i < 4; i++) {
        if (number_read(a, kinds[i], s, &decimal) != NUMBER_OK) continue;
        must(number_read(a, kinds[i], number_format(a, kinds[i], decimal), &again) == NUMBER_OK && str_is(decimal, again));
    }
    if (number_read(a, kinds[4], s, &decimal) == NUMBER_OK) must(span_int(span_of(decimal), &v) && v >= 0 && v <= 100);
    if (number_read_int(s, &v) == NUMBER_OK) must(v > -1000000000000000 && v < 1000000000000000 && *number_words(a, v));
    number_format(a, "dec2", s);
    number_format(a, "money_ti", s);
}

static void contacts(struct arena *a, const char *s)
{
    static const char *const kinds[] = { "cccd", "moet_id", "school_code" };
    day today = { 20454 };                                        /* 2026-01-01 */
    struct contact_check c = phone_check(a, s), again;
    if (str_is(c.status, "OK")) {
        again = phone_check(a, phone_show(a, c.normal));
        must(str_is(again.status, "OK") && str_is(again.normal, c.normal));
    }
    for (int i = 0; i < 3; i++) {
        c = personal_number_check(a, kinds[i], s, 'F', (opt_day){ true, { 14748 } }, today);
        if (!str_is(c.status, "OK")) continue;
        again = personal_number_check(a, kinds[i], c.normal, 'F', (opt_day){ true, { 14748 } }, today);
        must(str_is(again.status, "OK") && str_is(again.normal, c.normal) && str_is(again.warnings, c.warnings));
    }
}

static void ids(const char *s)
{
    char out[ID_TEXT_SIZE];
    int64_t id, again;
    if (!id_read(s, &id)) return;
    id_text(id, out);
    must(id > 0 && id_read(out, &again) && again == id);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    struct arena a;
    arena_init(&a, 16 << 20);
    const char *s = arena_text_n(&a, (const char *)p, n);
    days(s);
    numbers(&a, s);
    contacts(&a, s);
    ids(s);
    arena_finish(&a);
    return 0;
}
