/* Words of families: whose count at which age, that silence is no, that an order takes effect, that nothing is chosen beforehand.
** GET /ho-so/:em/dong-y   POST /ho-so/:em/dong-y */
#include "consent/consent.h"
#include "people/people.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

static const char *page_of(struct test *t, person_id child) { return path_to(t, "/ho-so/", child.v, "/dong-y"); }

static int says(struct test *t, struct city *s, person_id who, person_id child, const char *word)
{
    return city_post(t, s, who, page_of(t, child), arena_print(t->arena, "muc=photo.page&loi=%s", word), NULL);
}

static int now_of(struct test *t, struct city *s, person_id child)
{
    enum consent_now now = CONSENT_NONE;
    is_rc(t, OK, consent_of(as_family(s, &child, 1), child, purpose_of("photo.page"), &now));
    return (int)now;
}

static int64_t count(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}

static day on(int y, int m, int d)
{
    day out = { 0 };
    return day_make(y, m, d, &out) ? out : (day){ 0 };
}

static opt_day born(int y, int m, int d) { return (opt_day){ true, on(y, m, d) }; }

TEST(whose_word_it_takes_changes_on_the_birthdays)
{
    struct consent_needs n = consent_needs(born(2019, 11, 23), on(2026, 11, 22));
    is_true(t, !n.self && n.guardian);
    n = consent_needs(born(2019, 11, 23), on(2026, 11, 23));
    is_true(t, n.self && n.guardian);
    n = consent_needs(born(2008, 11, 24), on(2026, 11, 23));
    is_true(t, n.self && n.guardian);
    n = consent_needs(born(2008, 11, 23), on(2026, 11, 23));
    is_true(t, n.self && !n.guardian);
    n = consent_needs(born(2020, 2, 29), on(2027, 2, 28));
    is_true(t, !n.self && n.guardian);
    n = consent_needs(born(2020, 2, 29), on(2027, 3, 1));
    is_true(t, n.self && n.guardian);
    n = consent_needs((opt_day){ 0 }, on(2026, 11, 23));
    is_true(t, n.self && n.guardian);
}

TEST(it_takes_both_words_and_one_no_is_no)
{
    struct city *s = city_open(t);
    is_int(t, CONSENT_NONE, now_of(t, s, s->an));
    is_int(t, 303, says(t, s, s->tuan, s->an, "co"));
    is_int(t, CONSENT_HALF, now_of(t, s, s->an));
    is_int(t, 303, says(t, s, s->an, s->an, "co"));
    is_int(t, CONSENT_GIVEN, now_of(t, s, s->an));
    is_int(t, 303, says(t, s, s->an, s->an, "co"));                     /* said again: nothing new */
    is_int(t, 303, says(t, s, s->an, s->an, "khong"));
    is_int(t, CONSENT_REFUSED, now_of(t, s, s->an));
    is_int(t, 303, says(t, s, s->an, s->an, "co"));
    is_int(t, CONSENT_GIVEN, now_of(t, s, s->an));
    is_int(t, 303, says(t, s, s->tuan, s->an, "khong"));
    is_int(t, CONSENT_REFUSED, now_of(t, s, s->an));
    is_int(t, 5, count(t, s, "SELECT count(*) FROM consent"));          /* all that was said is kept */
    is_int(t, 2, count(t, s, "SELECT count(*) FROM consent WHERE ended_at IS NULL"));
    is_int(t, 2, count(t, s, "SELECT count(*) FROM consent WHERE words LIKE 'Tôi đồng ý để nhà trường đăng ảnh%'"));
    is_int(t, 3, count(t, s, "SELECT count(*) FROM consent WHERE words LIKE 'Em đồng ý để trường đăng ảnh%'"));
    is_int(t, CONSENT_NONE, now_of(t, s, s->binh));
    city_close(s);
}

TEST(below_seven_a_guardian_speaks_alone)
{
    struct city *s = city_open(t);
    is_int(t, 303, says(t, s, s->tuan, s->bong, "co"));
    is_int(t, CONSENT_GIVEN, now_of(t, s, s->bong));
    city_close(s);
}

TEST(the_word_of_a_guardian_whom_an_order_keeps_away_counts_no_longer)
{
    struct city *s = city_open(t);
    is_int(t, 303, says(t, s, s->tuan, s->an, "co"));
    is_int(t, 303, says(t, s, s->an, s->an, "co"));
    is_int(t, CONSENT_GIVEN, now_of(t, s, s->an));
    city_keep_away(t, s, s->an, s->tuan);
    is_int(t, CONSENT_HALF, now_of(t, s, s->an));
    is_int(t, 404, says(t, s, s->tuan, s->an, "khong"));
    city_close(s);
}

TEST(the_page_speaks_to_each_and_chooses_nothing_beforehand)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->tuan, page_of(t, s->an), &r));
    has_text(t, "Tôi đồng ý để nhà trường đăng ảnh có con", r.body);
    is_true(t, !strstr(r.body, " checked") && !strstr(r.body, " selected"));
    is_int(t, 200, city_get(t, s, s->an, page_of(t, s->an), &r));
    has_text(t, "Em đồng ý để trường đăng ảnh có em", r.body);
    is_true(t, !strstr(r.body, "Rút lời đồng ý"));
    is_int(t, 303, says(t, s, s->an, s->an, "co"));
    is_int(t, 200, city_get(t, s, s->an, page_of(t, s->an), &r));
    has_text(t, "Rút lời đồng ý", r.body);
    has_text(t, "Còn thiếu một lời", r.body);
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, ""), &r));
    has_text(t, page_of(t, s->an), r.body);
    is_int(t, 422, says(t, s, s->tuan, s->an, "chac"));
    is_int(t, 422, city_post(t, s, s->tuan, page_of(t, s->an), "muc=khong.co&loi=co", NULL));
    is_int(t, 404, says(t, s, s->hoa, s->an, "co"));
    is_int(t, 404, city_get(t, s, s->hoa, page_of(t, s->an), NULL));
    is_int(t, 404, city_get(t, s, s->hang, page_of(t, s->an), NULL));
    is_int(t, 404, city_get(t, s, s->principal, page_of(t, s->an), NULL));
    city_close(s);
}
