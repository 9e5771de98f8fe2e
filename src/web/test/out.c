/* Escapes by position: what may reach a page, and what may not. */
#include "test/harness/test.h"
#include "web/ctx.h"
#include "web/out.h"
#include "web/put.h"

struct page { struct buf b; struct ctx c; struct out o; };

static struct out *begin(struct test *t, struct page *p, enum lang lang)
{
    buf_init(&p->b, 1 << 20);
    p->c.arena = t->arena;
    p->o = (struct out){ .b = &p->b, .lang = lang, .c = &p->c };
    return &p->o;
}

static const char *end(struct test *t, struct page *p)
{
    const char *s = arena_text_n(t->arena, p->b.p, p->b.n);
    buf_finish(&p->b);
    return s;
}

TEST(text_escapes_what_could_be_markup)
{
    struct page p = { 0 };
    struct out *o = begin(t, &p, LANG_VI);
    put_text(o, "<script>\"a\" & 'b'</script>Đỗ");
    put_text(o, NULL);
    put_text(o, "");
    put_text(o, "&");
    is_text(t, "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;Đỗ&amp;", end(t, &p));
}

static const char *url(struct test *t, const char *s)
{
    struct page p = { 0 };
    put_url(begin(t, &p, LANG_VI), s);
    return end(t, &p);
}

TEST(only_own_paths_and_known_schemes_are_addresses)
{
    is_text(t, "/t/abc?a=1&amp;b=2#x", url(t, "/t/abc?a=1&b=2#x"));
    is_text(t, "?sau=x", url(t, "?sau=x"));
    is_text(t, "", url(t, ""));
    is_text(t, "https://example.vn/a%20b", url(t, "https://example.vn/a b"));
    is_text(t, "mailto:a@b.vn", url(t, "mailto:a@b.vn"));
    is_text(t, "tel:+8424", url(t, "tel:+8424"));
    is_text(t, "/a%22%27%3C%3E%5C%C4%91", url(t, "/a\"'<>\\đ"));
    const char *const refused[] = { "javascript:alert(1)", "JavaScript:x", " /x", "//evil.example", "/\\evil.example", "http://a", "data:text/html,x", "x/y", "\t/x" };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) is_text(t, "#", url(t, refused[i]));
    is_text(t, "#", url(t, NULL));
}

TEST(a_part_of_an_address_cannot_leave_its_place)
{
    struct page p = { 0 };
    put_url_part(begin(t, &p, LANG_VI), "a/b?c=d&e#f%\"' ễ~-_.");
    is_text(t, "a%2Fb%3Fc%3Dd%26e%23f%25%22%27%20%E1%BB%85~-_.", end(t, &p));
}

TEST(numbers_are_grouped_by_language_and_plain_in_attributes)
{
    struct page p = { 0 };
    struct out *o = begin(t, &p, LANG_VI);
    PUT_TEXT(o, (int64_t)2044006); put_text(o, " ");
    PUT_TEXT(o, -1234); put_text(o, " ");
    PUT_TEXT(o, 0); put_text(o, " ");
    PUT_TEXT(o, 999); put_text(o, " ");
    PUT_TEXT(o, INT64_MIN); put_text(o, " ");
    PUT_TEXT(o, (size_t)UINT64_MAX); put_text(o, " ");
    PUT_ATTR(o, INT64_MIN); put_text(o, " ");
    PUT_ATTR(o, (size_t)2044006); put_text(o, " ");
    PUT_ATTR(o, (bool)true); put_text(o, " ");
    PUT_TEXT(o, ((opt_int){ true, 1000 })); PUT_TEXT(o, ((opt_int){ false, 1000 }));
    is_text(t, "2.044.006 -1.234 0 999 -9.223.372.036.854.775.808 18.446.744.073.709.551.615 -9223372036854775808 2044006 true 1.000", end(t, &p));
    put_int(begin(t, &p, LANG_EN), 2044006);
    is_text(t, "2,044,006", end(t, &p));
}

TEST(days_and_instants_are_those_of_ha_noi)
{
    struct page p = { 0 };
    struct out *o = begin(t, &p, LANG_VI);
    day x;
    day_make(2025, 9, 5, &x);
    instant late = { day_start(x).ms - 1 };                  /* 23:59:59.999 the day before; 16:59:59 UTC */
    PUT_TEXT(o, x); put_text(o, " ");
    PUT_ATTR(o, x); put_text(o, " ");
    PUT_TEXT(o, late); put_text(o, " ");
    PUT_ATTR(o, late); put_text(o, " ");
    PUT_TEXT(o, ((opt_day){ false, x })); PUT_TEXT(o, ((opt_instant){ true, { 0 } }));
    is_text(t, "05/09/2025 2025-09-05 23:59 04/09/2025 2025-09-04T16:59:59Z 07:00 01/01/1970", end(t, &p));
}

TEST(ids_are_shown_in_their_short_form)
{
    struct page p = { 0 };
    struct out *o = begin(t, &p, LANG_VI);
    PUT_URL_PART(o, person_id_of(1));
    is_text(t, "0000000000001", end(t, &p));
}

TEST(a_message_takes_its_parts_and_nothing_else_as_markup)
{
    struct page p = { 0 };
    struct out *o = begin(t, &p, LANG_VI);
    const struct msg_part part[] = { { "ten", PART(o, "<b>An</b> & {n}") }, { "n", PART(o, 12345) } };
    put_message(o, "Chào <b>{ten}</b>, có {n} việc {khac} <i>x</i> {", part, 2);
    is_text(t, "Chào <b>&lt;b&gt;An&lt;/b&gt; &amp; {n}</b>, có 12.345 việc {khac} &lt;i&gt;x&lt;/i&gt; {", end(t, &p));
    o = begin(t, &p, LANG_VI);
    put_message(o, NULL, NULL, 0);
    put_message(o, "", NULL, 0);
    put_message(o, "{n}", (struct msg_part[]){ { "n", PART(o, person_id_of(1)) } }, 1);
    is_text(t, "0000000000001", end(t, &p));
}

TEST(a_full_buffer_is_told_and_nothing_is_written_past_it)
{
    struct page p = { 0 };
    struct out *o = begin(t, &p, LANG_VI);
    p.b.max = 8;
    put_text(o, "1234567&");
    is_true(t, p.b.failed);
    is_true(t, p.b.n <= 8);
    end(t, &p);
}
