/* Text from outside, as forms and files bring it: the readers must neither crash nor answer what their headers exclude. */
#include "base/contact.h"
#include "base/ids.h"
#include "base/number.h"
#include "base/viet.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void must(bool held)
{
    if (!held) abort();
}

static void read_ids_and_numbers(struct arena *a, const char *s)
{
    int64_t id, number;
    const char *decimal;
    must(!id_read(s, &id) || id > 0);
    span_int(span_of(s), &number);
    number_read_int(s, &number);
    static const char *const kinds[] = { "int", "decimal", "mark_tenths", "money_dong" };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        number_read(a, kinds[i], s, &decimal);
}

static void read_days(const char *s)
{
    day x, again;
    char text[DAY_TEXT_SIZE];
    if (day_read(s, &x) == DAY_OK) {                     /* what was read is shown so that it is read the same */
        must(day_read(day_dmy(x, text), &again) == DAY_OK && again.n == x.n);
        must(day_read_iso(day_iso(x, text), &again) == DAY_OK && again.n == x.n);
    }
    day_read_iso(s, &x);
}

static void fold(struct arena *a, const char *s)
{
    const char *nfc = viet_nfc(a, s), *tidy = viet_tidy(a, s), *key = search_key(a, s), *family, *given;
    if (a->failed) return;
    must(viet_is_nfc(nfc) && viet_is_nfc(tidy) && utf8_valid(key, strlen(key)));
    must(strcmp(tidy, viet_tidy(a, tidy)) == 0 || a->failed);
    sort_key_person(a, s);
    name_split(a, s, &family, &given);
    name_title_case(a, s);
    name_initial(a, s);
    search_matches(key, key);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    struct arena arena;
    if (n > 4096) return 0;
    arena_init(&arena, 4 << 20);
    const char *s = arena_text_n(&arena, (const char *)p, n);
    if (utf8_valid(s, n)) {
        read_ids_and_numbers(&arena, s);
        read_days(s);
        fold(&arena, s);
        phone_check(&arena, s);
        personal_number_check(&arena, "cccd", s, 'F', (opt_day){ 0 }, (day){ 20000 });
    }
    arena_finish(&arena);
    return 0;
}
