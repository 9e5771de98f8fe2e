/* Text functions of base on any bytes: no crash on bytes that are not UTF-8, and on UTF-8 what viet.h promises. */
#include "base/arena.h"
#include "base/str.h"
#include "base/viet.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void must(bool held)
{
    if (!held) abort();
}

static bool is_utf8(const char *s)
{
    return utf8_valid(s, strlen(s));
}

static void normal_forms(struct arena *a, const char *s)
{
    const char *nfc = viet_nfc(a, s), *tidy = viet_tidy(a, s);
    must(is_utf8(nfc) && viet_is_nfc(nfc) && str_is(nfc, viet_nfc(a, nfc)));
    must(is_utf8(tidy) && viet_is_nfc(tidy) && str_is(tidy, viet_tidy(a, tidy)));
    must(is_utf8(name_title_case(a, s)) && is_utf8(viet_upper(a, s)) && is_utf8(viet_lower(a, s)) && is_utf8(name_initial(a, s)));
    name_all_caps(s);
}

static void search_keys(struct arena *a, const char *s)
{
    const char *key = search_key(a, s);
    must(is_utf8(key) && str_is(key, search_key(a, key)));
    must(search_matches(key, key) == (*key != 0));
}

static void sort_keys(struct arena *a, const char *s)
{
    utf8proc_uint8_t *apart = utf8proc_NFD((const utf8proc_uint8_t *)s);
    struct bytes key = sort_key(a, s), again = sort_key(a, (const char *)apart), person = sort_key_person(a, s);
    must(key.n == again.n && memcmp(key.p, again.p, key.n) == 0);
    must(str_is(search_key(a, s), search_key(a, (const char *)apart)));
    free(apart);
    for (size_t i = 0; i < key.n; i++) must(key.p[i] > 0);
    must(memchr(person.p, 0, person.n) != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    struct arena a;
    arena_init(&a, 64 << 20);
    const char *s = arena_text_n(&a, (const char *)p, n);
    bool valid = is_utf8(s);
    if (valid) {
        normal_forms(&a, s);
        search_keys(&a, s);
        sort_keys(&a, s);
    } else {
        viet_nfc(&a, s);
        viet_tidy(&a, s);
        search_key(&a, s);
        sort_key_person(&a, s);
        name_title_case(&a, s);
    }
    must(!a.failed || n > 100000);
    arena_finish(&a);
    return 0;
}
