/* What is for other sites, and what two versions differ in. */
#include "test/harness/city.h"
#include "values/shared.h"
#include "values/values.h"
#include <string.h>

#define NOBODY ((person_id){ 0 })

static rc two_versions(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    int64_t number;
    goal_id id;
    const struct values_text first = { "Nói thật", "Mở cửa ra phố", "Học để làm", "Thật: nói thật" }, second = { "Nói thật", "Mở cửa ra làng", "Học để \"làm\" <x>", "Thật: nói thật" };
    const struct goal_text goal = { "Đọc mỗi ngày", NULL, s->today, { s->today.n + 100 }, { { "Sách", "cuốn", INDICATOR_SOURCE_TYPED, 1, 20 } } }, waits = { "Chưa ai duyệt", NULL, s->today, { s->today.n + 9 }, { { "Sách", NULL, INDICATOR_SOURCE_TYPED, 1, 20 } } };
    t->ask->scope.school = s->thcs.id;
    try(values_publish(t, &first, s->clerk, s->principal, &number));
    try(values_publish(t, &second, s->clerk, s->principal, &number));
    try(goal_publish(t, &goal, s->clerk, s->principal, &id));
    try(goal_measure(t, &(struct goal_measure){ id, 1, 7, s->today, "sổ riêng của cô", s->clerk }));
    return goal_propose(t, &waits, s->clerk, &id);
}
CLOSURE(two_versions, struct city, void)

TEST(what_the_principal_published_is_read_by_other_sites_and_nothing_else)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs/gia-tri.json", &r));
    has_text(t, "\"goals\":[]", r.body);
    is_rc(t, OK, transact(s->ask, NULL, two_versions, s, (void *)NULL));
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs/gia-tri.json", &r));
    has_text(t, "Content-Type: application/json", r.head);
    has_text(t, "Access-Control-Allow-Origin: *", r.head);
    has_text(t, "Cache-Control: public", r.head);
    has_text(t, "\"motto\":\"Học để \\\"làm\\\" \\u003cx>\"", r.body);
    has_text(t, "\"number\":2,", r.body);
    has_text(t, "\"values\":[{\"day\":\"2026-11-23\",\"value\":7}]", r.body);
    lacks_text(t, "Chưa ai duyệt", r.body);
    lacks_text(t, "sổ riêng", r.body);
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs/nhung", &r));
    has_text(t, "frame-ancestors *", r.head);
    lacks_text(t, "frame-ancestors 'none'", r.head);
    lacks_text(t, "Set-Cookie", r.head);
    lacks_text(t, "<script", r.body);
    lacks_text(t, "<form", r.body);
    has_text(t, "Đọc mỗi ngày", r.body);
    has_text(t, "target=\"_blank\"", r.body);
    lacks_text(t, "Chưa ai duyệt", r.body);
    is_int(t, 404, city_get(t, s, NOBODY, "/t/khong-co/nhung", &r));
    has_text(t, "frame-ancestors 'none'", r.head);
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs", &r));
    has_text(t, "frame-ancestors 'none'", r.head);
    lacks_text(t, "Access-Control-Allow-Origin", r.head);
    city_close(s);
}

/* Who is signed in sees there what everybody sees, since nothing of the session is read. */
TEST(a_page_for_frames_knows_nobody)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/nhung", &r));
    has_text(t, "frame-ancestors *", r.head);
    has_text(t, "Cache-Control: public", r.head);
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/gia-tri", &r));
    lacks_text(t, "&lt;iframe", r.body);                                    /* nothing is published yet */
    is_rc(t, OK, transact(s->ask, NULL, two_versions, s, (void *)NULL));
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/gia-tri", &r));
    has_text(t, "&lt;iframe src=", r.body);
    has_text(t, "/t/thcs/nhung", r.body);
    city_close(s);
}

TEST(two_versions_are_compared_word_by_word)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_rc(t, OK, transact(s->ask, NULL, two_versions, s, (void *)NULL));
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs/phien-ban", &r));
    const char *at = strstr(r.body, "/khac\"");
    if (!is_true(t, at != NULL)) return;
    const char *path = at;
    while (path[-1] != '"') path--;
    is_int(t, 200, city_get(t, s, NOBODY, arena_text_n(t->arena, path, (size_t)(at - path) + 5), &r));          /* /t/:truong/phien-ban/:ban/khac */
    has_text(t, "phố</del>", r.body);
    has_text(t, "làng</ins>", r.body);
    has_text(t, "Mở cửa ra", r.body);
    lacks_text(t, "Nói thật", r.body);                                       /* what stayed is not told again */
    is_int(t, 404, city_get(t, s, NOBODY, "/t/tieu-hoc/phien-ban/0000000000001/khac", NULL));
    city_close(s);
}

static const char *drawn(struct test *t, const char *before, const char *after)
{
    struct differ_piece *p;
    size_t n;
    const char *out = "", *const mark[] = { "=", "-", "+" };
    is_rc(t, OK, words_differ(t->arena, before, after, &p, &n));
    for (size_t i = 0; i < n; i++) out = arena_print(t->arena, "%s%s%s%s", out, mark[p[i].kind], p[i].text, p[i].line ? "|" : "");
    return out;
}

TEST(words_that_went_and_words_that_came_stand_where_they_stood)
{
    is_text(t, "=a b|", drawn(t, "a b", "a b"));
    is_text(t, "+a|", drawn(t, "", "a"));
    is_text(t, "-a b|", drawn(t, "a b", ""));
    is_text(t, "=một-hai+ba=bốn|", drawn(t, "một hai bốn", "một ba bốn"));
    is_text(t, "=a|-b|+c|+d|=e|", drawn(t, "a\nb\ne", "a\nc\nd\ne"));
    is_text(t, "+mới tinh|=a b-x y=c d|", drawn(t, "a b x y c d", "mới tinh\na b c d"));
    is_text(t, "-học kì này|+em học bài mà|", drawn(t, "học kì này", "em học bài mà"));           /* one word in common is chance */
    char *long_a = arena_take(t->arena, 8001), *long_b = arena_take(t->arena, 8001);
    for (int i = 0; i < 8000; i++) long_a[i] = i % 2 ? ' ' : (char)('a' + i % 7), long_b[i] = i % 2 ? ' ' : (char)('a' + i % 5);
    long_a[8000] = long_b[8000] = 0;
    const char *text = drawn(t, long_a, long_b);                            /* too much to compare: all of one, then all of the other */
    is_true(t, *text == '-' && strstr(text, "|+") != NULL);
}
