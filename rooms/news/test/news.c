/* News as the office writes it, as everybody, families and strangers read it, as the job tells it. */
#include "news/news.h"
#include "test/harness/city.h"
#include <libxml/parser.h>
#include <string.h>

#define FORM "tieu_de=H%%E1%%BB%%8Dp+ph%%E1%%BB%%A5+huynh&noi_dung=S%%C3%%A1ng+th%%E1%%BB%%A9+B%%E1%%BA%%A3y+28/11.%%0A%%0AM%%E1%%BB%%9Di+c%%E1%%BA%%A3+nh%%C3%%A0.&rev=0&ai_doc="

/* Written by the clerk through the pages; the path of its form. */
static const char *written(struct test *t, struct city *s, const char *audience)
{
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/tin-bai/moi", arena_print(t->arena, FORM "%s", audience), &r));
    return arena_text(t->arena, r.location);
}

static const char *published(struct test *t, struct city *s, const char *audience)
{
    const char *path = written(t, s, audience);
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/dang", path), "rev=1", NULL));      /* /t/:truong/tin-bai/:tin/dang */
    return path;
}

static const char *id_of(const char *path) { return strrchr(path, '/') + 1; }

TEST(news_is_a_draft_until_it_is_published)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = written(t, s, "everybody"), *open = arena_print(t->arena, "/t/thcs/tin/%s", id_of(path));       /* /t/:truong/tin/:tin */
    is_int(t, 404, city_get(t, s, (person_id){ 0 }, open, NULL));
    is_int(t, 404, city_get(t, s, s->an, arena_print(t->arena, "/tin/%s", id_of(path)), NULL));
    is_int(t, 200, city_get(t, s, s->clerk, path, &r));                                                                 /* /t/:truong/tin-bai/:tin */
    has_text(t, "Họp phụ huynh", r.body);
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/dang", path), "rev=1", NULL));
    is_int(t, 409, city_post(t, s, s->principal, arena_print(t->arena, "%s/dang", path), "rev=1", NULL));
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, open, &r));
    has_text(t, "<p>Mời cả nhà.</p>", r.body);
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/t/thcs/tin", &r));                                                /* /t/:truong/tin */
    has_text(t, id_of(path), r.body);
    is_int(t, 404, city_get(t, s, (person_id){ 0 }, arena_print(t->arena, "/t/tieu-hoc/tin/%s", id_of(path)), NULL));
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/tin-bai", &r));                                                    /* /t/:truong/tin-bai */
    has_text(t, "Đã đăng", r.body);
    city_close(s);
}

TEST(news_for_the_inside_is_read_by_staff_pupils_and_families_of_that_school_alone)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = published(t, s, "inside"), *mine = arena_print(t->arena, "/tin/%s", id_of(path)), *open = arena_print(t->arena, "/t/thcs/tin/%s", id_of(path));
    is_int(t, 404, city_get(t, s, (person_id){ 0 }, open, NULL));
    is_int(t, 200, city_get(t, s, s->hang, open, NULL));
    is_int(t, 200, city_get(t, s, s->an, mine, NULL));
    is_int(t, 200, city_get(t, s, s->tuan, mine, &r));
    has_text(t, "Tôi đã đọc", r.body);
    is_int(t, 404, city_get(t, s, s->lan, mine, NULL));
    is_int(t, 404, city_get(t, s, s->lan, open, NULL));
    is_int(t, 200, city_get(t, s, s->lan, "/tin", &r));
    lacks_text(t, id_of(path), r.body);
    is_int(t, 200, city_get(t, s, s->tuan, "/tin", &r));
    has_text(t, id_of(path), r.body);
    is_int(t, 200, city_get(t, s, s->tuan, "/hom-nay", &r));
    has_text(t, "Tin mới", r.body);
    city_close(s);
}

TEST(that_somebody_has_read_it_is_a_deed_and_counts_once)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = published(t, s, "inside"), *mine = arena_print(t->arena, "/tin/%s/da-doc", id_of(path));         /* /tin/:tin/da-doc */
    is_int(t, 303, city_post(t, s, s->an, mine, "", NULL));
    is_int(t, 303, city_post(t, s, s->an, mine, "", NULL));
    is_int(t, 404, city_post(t, s, s->lan, mine, "", NULL));
    is_int(t, 200, city_get(t, s, s->clerk, path, &r));
    has_text(t, "1 người bấm đã đọc", r.body);
    is_int(t, 200, city_get(t, s, s->an, "/hanh-trinh", &r));
    has_text(t, "Họp phụ huynh", r.body);
    city_close(s);
}

TEST(everybody_of_the_school_is_told_once_and_nobody_else)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = published(t, s, "everybody");
    is_true(t, jobs_run_all(&s->app) > 0);
    is_int(t, 0, jobs_run_all(&s->app));
    is_int(t, 200, city_get(t, s, s->tuan, "/thong-bao", &r));
    has_text(t, "Tin mới: Họp phụ huynh", r.body);
    is_int(t, 200, city_get(t, s, s->lan, "/thong-bao", &r));
    lacks_text(t, "Họp phụ huynh", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, path, &r));
    has_text(t, "Đã báo cho 11 người", r.body);                       /* three of the office, three teachers, three pupils, two guardians */
    city_close(s);
}

TEST(a_piece_that_is_taken_back_is_gone_from_pages_search_and_the_bells_not_yet_rung)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = published(t, s, "everybody"), *open = arena_print(t->arena, "/t/thcs/tin/%s", id_of(path));
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/tim-kiem?q=huynh", &r));
    has_text(t, "Họp phụ huynh", r.body);
    is_int(t, 422, city_post(t, s, s->clerk, arena_print(t->arena, "%s/go", path), "rev=2&li_do=", &r));
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/go", path), "rev=2&li_do=nh%E1%BA%A7m", NULL));    /* /t/:truong/tin-bai/:tin/go */
    is_int(t, 404, city_get(t, s, (person_id){ 0 }, open, NULL));
    is_int(t, 404, city_get(t, s, s->an, arena_print(t->arena, "/tin/%s", id_of(path)), NULL));
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/tim-kiem?q=huynh", &r));
    lacks_text(t, "Họp phụ huynh", r.body);
    is_true(t, jobs_run_all(&s->app) > 0);
    is_int(t, 200, city_get(t, s, s->tuan, "/thong-bao", &r));
    lacks_text(t, "Họp phụ huynh", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, path, &r));
    has_text(t, "Đã gỡ vì: nhầm", r.body);
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/dang", path), "rev=3", NULL));
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, open, NULL));
    city_close(s);
}

TEST(a_piece_that_moves_inside_leaves_the_open_shelf)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = published(t, s, "everybody");
    is_int(t, 303, city_post(t, s, s->clerk, path, arena_print(t->arena, "tieu_de=H%%E1%%BB%%8Dp+ph%%E1%%BB%%A5+huynh&noi_dung=x&ai_doc=inside&rev=2"), NULL));
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/tim-kiem?q=huynh", &r));
    lacks_text(t, "Họp phụ huynh", r.body);
    is_int(t, 200, city_get(t, s, s->hang, "/tim-kiem?q=huynh", &r));
    has_text(t, "Họp phụ huynh", r.body);
    is_int(t, 409, city_post(t, s, s->deputy, path, "tieu_de=a&noi_dung=b&ai_doc=inside&rev=2", &r));
    has_text(t, "Vừa có người sửa tin này", r.body);
    city_close(s);
}

TEST(who_follows_news_by_a_program_gets_what_everybody_may_read_and_nothing_that_was_taken_back)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = published(t, s, "everybody"), *inside = published(t, s, "inside");
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/t/thcs/tin", &r));
    has_text(t, "<link rel=\"alternate\" type=\"application/atom+xml\"", r.body), has_text(t, "href=\"/t/thcs/tin.atom\"", r.body);      /* a feed reader finds it */
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/t/thcs", &r));
    lacks_text(t, "application/atom+xml", r.body);
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/t/thcs/tin.atom", &r));                                           /* /t/:truong/tin.atom */
    xmlDoc *feed = xmlReadMemory(r.body, (int)r.n, "tin.atom", NULL, XML_PARSE_NONET | XML_PARSE_NOERROR);
    if (is_true(t, feed != NULL)) is_text(t, "feed", (const char *)xmlDocGetRootElement(feed)->name);
    xmlFreeDoc(feed);
    has_text(t, "application/atom+xml", r.head);
    has_text(t, "<title>Họp phụ huynh</title>", r.body);
    has_text(t, arena_print(t->arena, "/t/thcs/tin/%s\"/>", id_of(path)), r.body);
    has_text(t, "Mời cả nhà.</content>", r.body);
    lacks_text(t, id_of(inside), r.body);
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/go", path), "rev=2&li_do=nh%E1%BA%A7m", NULL));
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/t/thcs/tin.atom", &r));
    lacks_text(t, "<entry>", r.body);
    city_close(s);
}
