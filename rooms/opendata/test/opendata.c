/* What a school has made public, as files: the same as on its pages, and no more. */
#include "base/json.h"
#include "calendar/calendar.h"
#include "opendata/inside.h"
#include "test/harness/city.h"
#include <string.h>

#define NOBODY ((person_id){ 0 })

static int turn(struct test *t, struct city *s, const char *key, const char *to, int rev)
{
    return city_post(t, s, s->principal, "/t/thcs/cai-dat", arena_print(t->arena, "d-%s=%s&r-%s=%d&g-%s=x", key, to, key, rev, key), NULL);
}

static const char *file_of(struct test *t, struct city *s, const char *kind, const char *set)
{
    struct loop_reply r = { .body = "" };
    is_int(t, 200, city_get(t, s, NOBODY, arena_print(t->arena, "/t/thcs/du-lieu-mo.%s?bo=%s", kind, set), &r));
    return r.body;
}

TEST(the_page_lists_each_open_set_with_what_its_columns_mean_the_licence_and_the_threshold)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs/du-lieu-mo", &r));                         /* /t/:truong/du-lieu-mo */
    for (const struct data_set *set = data_sets; set->code; set++) {
        has_text(t, arena_print(t->arena, "href=\"/t/thcs/du-lieu-mo.csv?bo=%s\"", set->code), r.body);
        has_text(t, arena_print(t->arena, "href=\"/t/thcs/du-lieu-mo.json?bo=%s\"", set->code), r.body);
        for (size_t i = 0; i < set->columns; i++) has_text(t, arena_print(t->arena, "<code>%s</code>", set->column[i].name), r.body);
    }
    has_text(t, "CC BY 4.0", r.body), has_text(t, "Ngưỡng là 10", r.body), has_text(t, "22/11/2026", r.body);
    has_text(t, "Cache-Control: public", r.head);
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs", &r));
    has_text(t, "href=\"/t/thcs/du-lieu-mo\"", r.body);
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs/lich-chung", &r));                         /* the foot of each public page */
    has_text(t, "href=\"/t/thcs/du-lieu-mo\"", r.body);
    city_close(s);
}

TEST(each_set_is_a_csv_and_a_json_file_of_the_same_rows)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/lich/moi", "viec=%3DSUM(1)&tu_ngay=25/11/2026&tu_gio=7h30&ai_xem=everybody&noi=San+truong&rev=0", NULL));
    for (const struct data_set *set = data_sets; set->code; set++) {
        is_int(t, 200, city_get(t, s, NOBODY, arena_print(t->arena, "/t/thcs/du-lieu-mo.csv?bo=%s", set->code), &r));      /* /t/:truong/du-lieu-mo.csv */
        has_text(t, "Content-Type: text/csv; charset=utf-8", r.head), has_text(t, "Access-Control-Allow-Origin: *", r.head), lacks_text(t, "Set-Cookie", r.head);
        is_int(t, 0, memcmp(r.body, "\xef\xbb\xbf", 3));
        size_t lines = 0;
        for (const char *p = r.body; (p = strstr(p, "\r\n")); p += 2) lines++;
        is_int(t, 200, city_get(t, s, NOBODY, arena_print(t->arena, "/t/thcs/du-lieu-mo.json?bo=%s", set->code), &r));     /* /t/:truong/du-lieu-mo.json */
        has_text(t, "Content-Type: application/json", r.head), has_text(t, "Access-Control-Allow-Origin: *", r.head);
        const struct json *whole = json_read(t->arena, r.body);
        if (is_true(t, whole != NULL)) is_int(t, (int64_t)lines - 1, (int64_t)json_count(json_get(whole, "rows")));
        has_text(t, "\"licence\":\"CC-BY-4.0\"", r.body);
    }
    has_text(t, "\"'=SUM(1)\"", file_of(t, s, "csv", "lich"));
    has_text(t, "\"title\":\"=SUM(1)\"", file_of(t, s, "json", "lich"));
    has_text(t, ",San truong,,2026-11-25,07:30,2026-11-25,,planned,\r\n", file_of(t, s, "csv", "lich"));
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs/du-lieu-mo.json", &r));                    /* the list itself */
    has_text(t, "/t/thcs/du-lieu-mo.csv?bo=chi-so\"", r.body);
    is_int(t, 404, city_get(t, s, NOBODY, "/t/thcs/du-lieu-mo.csv?bo=hoc-sinh", NULL));
    is_int(t, 404, city_get(t, s, NOBODY, "/t/khong-co/du-lieu-mo", NULL));
    city_close(s);
}

TEST(what_the_public_map_hides_each_file_hides)
{
    struct city *s = city_open(t);
    const char *csv = file_of(t, s, "csv", "ban-do"), *json = file_of(t, s, "json", "ban-do");
    has_text(t, "people,pupils,Học sinh,fewer_than,10\r\n", csv);                             /* three */
    has_text(t, "\"code\":\"pupils\",\"name\":\"Học sinh\",\"measure\":\"fewer_than\",\"value\":10}", json);
    has_text(t, "people,mentors,Người hướng dẫn đã xác minh,count,0\r\n", csv);
    has_text(t, "\"threshold\":10", json), has_text(t, "\"asOf\":\"2026-11-22\"", json);
    lacks_text(t, ",count,3\r\n", csv), lacks_text(t, ",count,2\r\n", csv);
    has_text(t, "reach,Độ phủ,percent,\r\n", file_of(t, s, "csv", "chi-so"));                 /* left out */
    lacks_text(t, "2026-11-23", file_of(t, s, "csv", "tuan"));                                /* the week that runs */
    is_int(t, 303, turn(t, s, "map.least", "5", 0));
    has_text(t, "people,pupils,Học sinh,fewer_than,5\r\n", file_of(t, s, "csv", "ban-do"));
    city_close(s);
}

TEST(the_principal_says_under_which_licence)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, turn(t, s, "opendata.licence", "quote", 0));
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs/du-lieu-mo", &r));
    has_text(t, "Chỉ đọc và trích dẫn", r.body), lacks_text(t, "CC BY", r.body);
    has_text(t, "\"licence\":\"quotation-only\"", file_of(t, s, "json", "tin")), lacks_text(t, "creativecommons", file_of(t, s, "json", "tin"));
    is_int(t, 303, turn(t, s, "opendata.licence", "cc-by-nc-4.0", 1));
    has_text(t, "\"licence\":\"CC-BY-NC-4.0\",\"licenceUrl\":\"https://creativecommons.org/licenses/by-nc/4.0", file_of(t, s, "json", "tin"));
    city_close(s);
}

TEST(what_is_for_the_inside_or_called_back_is_in_no_file)
{
    struct city *s = city_open(t);
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/lich/moi", "viec=Inside&tu_ngay=25/11/2026&ai_xem=inside&rev=0", NULL));
    is_int(t, 303, city_post(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, "/lich/moi"), "viec=Of+class&tu_ngay=25/11/2026&rev=0", NULL));
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/tin-bai/moi", "tieu_de=Hop&noi_dung=Thu+Bay&ai_doc=inside&dang=1&rev=0", NULL));
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/tin-bai/moi", "tieu_de=Nhap&noi_dung=chua+dang&ai_doc=everybody&rev=0", NULL));
    const char *events = file_of(t, s, "csv", "lich"), *news = file_of(t, s, "csv", "tin");
    lacks_text(t, "Inside", events), lacks_text(t, "Of class", events), lacks_text(t, "Hop", news), lacks_text(t, "Nhap", news);
    city_close(s);
}

TEST(a_piece_of_news_says_when_it_was_changed_last)
{
    struct city *s = city_open(t);
    struct loop_reply r = { .location = "/?" };
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/tin-bai/moi", "tieu_de=Hop&noi_dung=Thu+Bay&ai_doc=everybody&rev=0", &r));
    const char *path = arena_text(t->arena, r.location);
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/dang", path), "rev=1", NULL));
    has_text(t, "\"published\":\"2026-11-23T01:00:00.000Z\"", file_of(t, s, "json", "tin"));
    has_text(t, "\"updated\":\"2026-11-23T01:00:00.000Z\"", file_of(t, s, "json", "tin"));
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + 3600000 } });
    is_int(t, 303, city_post(t, s, s->clerk, path, "tieu_de=Hop&noi_dung=Chu+nhat&ai_doc=everybody&rev=2", NULL));
    has_text(t, "\"published\":\"2026-11-23T01:00:00.000Z\"", file_of(t, s, "json", "tin"));
    has_text(t, "\"updated\":\"2026-11-23T02:00:00.000Z\"", file_of(t, s, "json", "tin"));
    city_close(s);
}

TEST(what_the_school_switched_off_is_not_listed_and_not_found)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    static const struct { const char *key, *set; } off[] = { { "map.public", "chi-so" }, { "news.open", "tin" }, { "values.goals_open", "muc-tieu" } };
    for (size_t i = 0; i < sizeof off / sizeof *off; i++) {
        is_int(t, 303, turn(t, s, off[i].key, "0", 0));
        is_int(t, 404, city_get(t, s, NOBODY, arena_print(t->arena, "/t/thcs/du-lieu-mo.csv?bo=%s", off[i].set), NULL));
        is_int(t, 404, city_get(t, s, NOBODY, arena_print(t->arena, "/t/thcs/du-lieu-mo.json?bo=%s", off[i].set), NULL));
        is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs/du-lieu-mo", &r));
        lacks_text(t, arena_print(t->arena, "bo=%s\"", off[i].set), r.body);
    }
    has_text(t, "bo=lich\"", r.body);
    city_close(s);
}
