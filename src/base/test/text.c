/* Strings, spans, UTF-8, ids, result names. */
#include "base/base64url.h"
#include "base/xml.h"
#include "base/ids.h"
#include "base/rc.h"
#include "base/str.h"
#include "test/harness/test.h"

#include <string.h>

TEST(strings_compare_with_null_as_nothing_else)
{
    is_true(t, str_is("lớp", "lớp"));
    is_false(t, str_is("lớp", "Lớp"));
    is_true(t, str_is(NULL, NULL));
    is_false(t, str_is(NULL, "") || str_is("", NULL));
    is_true(t, str_empty(NULL) && str_empty("") && !str_empty(" "));
    is_true(t, str_starts("/t/vbd", "/t/") && !str_starts("/t", "/t/") && !str_starts(NULL, ""));
}

TEST(a_span_is_cut_at_each_separator)
{
    struct span rest = SPAN("a,,bc,"), part;
    const char *want[] = { "a", "", "bc", "" };
    for (int i = 0; i < 4; i++) is_true(t, span_cut(&rest, ',', &part) && span_is(part, want[i]));
    is_false(t, span_cut(&rest, ',', &part));
    is_true(t, span_is(span_trim(SPAN(" \t hai chữ \r\n")), "hai chữ"));
    is_true(t, span_is(span_trim(SPAN("  ")), ""));
    is_true(t, span_is(span_of(NULL), ""));
}

TEST(a_whole_number_is_read_whole_or_not_at_all)
{
    static const struct { const char *text; bool ok; int64_t v; } cases[] = {
        { "0", true, 0 }, { "-7", true, -7 }, { "007", true, 7 }, { "9223372036854775807", true, INT64_MAX },
        { "-9223372036854775808", true, INT64_MIN }, { "9223372036854775808", false, 0 }, { "-9223372036854775809", false, 0 },
        { "", false, 0 }, { "-", false, 0 }, { "+1", false, 0 }, { " 1", false, 0 }, { "1 ", false, 0 }, { "1.0", false, 0 }, { "0x1", false, 0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t v = 42;
        bool ok = span_int(span_of(cases[i].text), &v);
        if (ok != cases[i].ok || v != (ok ? cases[i].v : 42)) fail(t, "\"%s\" gives %d, %lld", cases[i].text, ok, (long long)v);
    }
    is_true(t, true);
}

TEST(only_well_formed_utf8_is_valid)
{
    static const char *const good[] = { "", "a", "Nguyễn Thị Ngọc Ánh", "\xF0\x9F\x8C\xB1", "\xEF\xBF\xBF", "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF", "\xEE\x80\x80" };
    static const char *const bad[] = { "\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
                                       "\xF5\x80\x80\x80", "\xE1\xBB", "\xC3", "a\xFF", "\xE1\x41\x80" };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) is_true(t, utf8_valid(good[i], strlen(good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)   is_false(t, utf8_valid(bad[i], strlen(bad[i])));
    is_false(t, utf8_valid("a\0b", 3));
}

TEST(every_code_point_is_written_and_read_back)
{
    for (uint32_t cp = 1; cp <= 0x10FFFF; cp++) {
        if (cp == 0xD800) cp = 0xE000;
        char out[4];
        size_t n = utf8_put(out, cp);
        const char *p = out;
        if (!utf8_valid(out, n) || utf8_next(&p, out + n) != cp || p != out + n) { fail(t, "U+%04X", cp); return; }
    }
    const char *bad = "\xC3(", *p = bad;
    is_int(t, 0xFFFD, utf8_next(&p, bad + 2));
    is_int(t, '(', utf8_next(&p, bad + 2));
    is_int(t, 0, utf8_next(&p, bad + 2));
    is_int(t, 4, utf8_count("Khuê"));
}

TEST(secrets_compare_whole)
{
    is_true(t, bytes_same("abc", "abc", 3) && bytes_same("a", "b", 0));
    is_false(t, bytes_same("abc", "abd", 3) || bytes_same("xbc", "abc", 3));
}

TEST(an_id_never_repeats_and_never_goes_back)
{
    struct id_maker m;
    id_maker_init(&m, 5, 0);
    int64_t last = 0, now = ID_EPOCH_MS + 1000;
    for (int i = 0; i < 5000; i++) {
        int64_t id = id_next(&m, i % 700 == 0 ? now - 500 : now);
        if (id <= last) { fail(t, "id %d is not after the one before", i); return; }
        last = id;
    }
    is_int(t, 5, last >> 9 & 8191);
    is_true(t, id_ms(last) >= now && id_ms(last) <= now + 10);
}

TEST(a_maker_starts_after_the_last_id_issued_by_any_node)
{
    struct id_maker m;
    int64_t last = id_at(ID_EPOCH_MS + 5000, 8191, 7);
    id_maker_init(&m, 2, last);
    is_true(t, id_next(&m, ID_EPOCH_MS + 10) > last);
    id_maker_init(&m, 8191, last);
    is_int(t, last + 1, id_next(&m, ID_EPOCH_MS + 10));
    is_true(t, id_next(&m, ID_EPOCH_MS + 9000) == id_at(ID_EPOCH_MS + 9000, 8191, 0));
    id_maker_init(&m, 0, -1);
    is_true(t, id_next(&m, 0) > 0);
}

TEST(an_id_is_written_and_read_in_crockford_letters)
{
    char text[ID_TEXT_SIZE], small[ID_TEXT_SIZE] = "0000000000001";
    int64_t id = id_at(1757030700000, 8191, 3), back = 0;
    id_text(id, text);
    is_int(t, 13, strlen(text));
    is_true(t, id_read(text, &back) && back == id);
    id_text(INT64_MAX, text);
    is_text(t, "7zzzzzzzzzzzz", text);
    is_true(t, id_read("OoOoOoOoOoOIl", &back) && back == 33);
    is_true(t, id_read(small, &back) && back == 1);
    static const char *const bad[] = { "", "0", "0000000000000", "8000000000000", "000000000000u", "00000000000010", "000000000000-", "00000000000 1" };
    back = 42;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) is_false(t, id_read(bad[i], &back));
    is_int(t, 42, back);
}

TEST(every_result_kind_has_a_name)
{
    is_text(t, "OK", rc_name(OK));
    is_text(t, "BUG", rc_name(BUG));
    is_text(t, "NOT_FOUND", rc_name(NOT_FOUND));
    is_text(t, "?", rc_name((rc)99));
}

TEST(what_xml_would_read_as_its_own_is_escaped_and_what_it_cannot_hold_is_marked)
{
    struct buf b;
    buf_init(&b, 1000);
    xml_element(&b, "a", "1 < 2 & \"ba\" > \x01\tĐ");
    xml_element(&b, "b", NULL);
    is_text(t, "<a>1 &lt; 2 &amp; &quot;ba&quot; &gt; \xef\xbf\xbd\tĐ</a>", arena_text_n(t->arena, b.p, b.n));
    buf_finish(&b);
}

TEST(base64url_is_read_in_one_writing_only)
{
    static const char *const bad[] = { "", "A", "AB", "AQID_-9", "AQ==", "AQ=", "A+ID", "A ID", "AQID\n", "Ä", "D0\xF8T", "\xF8\xF8\xF8\xF8" };
    struct bytes out;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) is_false(t, base64url_read(t->arena, bad[i], 100, &out));
    is_false(t, base64url_read(t->arena, "AQID_-8", 4, &out));
    is_true(t, base64url_read(t->arena, "AQID_-8", 5, &out));
    is_int(t, 5, (int64_t)out.n);
    is_text(t, "AQID_-8", base64url_text(t->arena, out));
}
