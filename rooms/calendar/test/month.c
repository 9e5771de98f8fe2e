/* A month on one page: which days, what stands on them, where it leads. */
#include "calendar/inside.h"
#include "test/harness/city.h"
#include <string.h>

#define STRANGER ((person_id){ 0 })

static size_t times(const char *text, const char *what)
{
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, what)); at += strlen(what)) n++;
    return n;
}

TEST(a_month_stands_in_whole_weeks_with_lunar_days_and_holidays)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->hang, "/lich/moi", "viec=Thi+ve&tu_ngay=25/11/2026&tu_gio=7h30&rev=0", NULL));
    is_int(t, 200, city_get(t, s, s->hang, "/lich/thang", &r));
    has_text(t, "Tháng 11/2026", r.body);
    is_int(t, 42, (int64_t)times(r.body, "<time datetime="));              /* November 2026: Sunday the first to Monday the thirtieth */
    has_text(t, "Thi ve", r.body), has_text(t, "07:30", r.body);
    has_text(t, "Ngày Nhà giáo Việt Nam", r.body);
    has_text(t, "/lich/thang?thang=2026-10-01", r.body), has_text(t, "/lich/thang?thang=2026-12-01", r.body);
    lacks_text(t, "Tháng này", r.body);
    is_int(t, 200, city_get(t, s, s->hang, "/lich/thang?thang=2027-02-14", &r));
    is_int(t, 28, (int64_t)times(r.body, "<time datetime="));              /* 1 February 2027 is a Monday */
    has_text(t, "1/1</p>", r.body);                                        /* Tết, 6 February */
    has_text(t, "Tháng này", r.body);
    has_text(t, "thang=2027-01-01", r.body), has_text(t, "thang=2027-03-01", r.body);
    lacks_text(t, "Thi ve", r.body);
    is_int(t, 200, city_get(t, s, s->hang, "/lich/thang?thang=x", &r));
    has_text(t, "Tháng 11/2026", r.body);
    is_int(t, 200, city_get(t, s, s->hang, "/lich/thang?thang=2100-12-31", &r));
    is_int(t, 200, city_get(t, s, s->hang, "/lich/thang?thang=1900-01-01", &r));
    city_close(s);
}

TEST(a_day_of_a_month_shows_four_things_and_leads_to_the_week_with_all)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    for (int i = 0; i < 6; i++)
        is_int(t, 303, city_post(t, s, s->an, "/lich/moi", arena_print(t->arena, "viec=Viec-%d&tu_ngay=25/11/2026&tu_gio=0%d:00&rev=0", i, 9 - i), NULL));
    is_int(t, 200, city_get(t, s, s->an, "/lich/thang", &r));
    is_int(t, 4, (int64_t)times(r.body, "Viec-"));
    has_text(t, "và 2 việc nữa", r.body);
    has_text(t, "Viec-5", r.body), lacks_text(t, "Viec-0", r.body);        /* the earliest first */
    has_text(t, "href=\"/lich?tuan=2026-11-25\"", r.body);
    is_int(t, 200, city_get(t, s, s->an, "/lich?tuan=2026-11-25", &r));
    is_int(t, 6, (int64_t)times(r.body, "Viec-"));
    has_text(t, "/lich/thang?thang=2026-11-26", r.body);
    city_close(s);
}

TEST(the_month_of_a_school_of_a_class_and_for_everybody_show_what_their_weeks_show)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/lich/moi", "viec=Open&tu_ngay=28/11/2026&den_ngay=02/12/2026&ai_xem=everybody&rev=0", NULL));
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/lich/moi", "viec=Council&tu_ngay=25/11/2026&ai_xem=staff&rev=0", NULL));
    is_int(t, 200, city_get(t, s, STRANGER, "/t/thcs/lich-chung/thang", &r));                 /* /t/:truong/lich-chung/thang */
    has_text(t, "Open", r.body), lacks_text(t, "Council", r.body);
    has_text(t, "Cache-Control: public", r.head);
    is_int(t, 200, city_get(t, s, STRANGER, "/t/thcs/lich-chung/thang?thang=2026-12-01", &r));
    has_text(t, "Open", r.body);
    is_int(t, 200, city_get(t, s, s->hang, "/t/thcs/lich/thang", &r));                        /* /t/:truong/lich/thang */
    has_text(t, "Open", r.body), has_text(t, "Council", r.body), lacks_text(t, "/lich/moi", r.body);
    is_int(t, 403, city_get(t, s, s->an, "/t/thcs/lich/thang", NULL));
    is_int(t, 404, city_get(t, s, s->lan, "/t/thcs/lich/thang", NULL));
    const char *class = path_to(t, "/t/thcs/lop/", s->a1.v, "/lich/thang");                   /* /t/:truong/lop/:lop/lich/thang */
    is_int(t, 200, city_get(t, s, s->toan, class, &r));
    has_text(t, "Open", r.body);
    is_int(t, 403, city_get(t, s, s->an, class, NULL));
    city_close(s);
}

TEST(who_belongs_to_no_school_hears_of_what_is_planned_for_everybody_in_the_next_days)
{
    struct city *s = city_open(t);
    struct open_soon *row = NULL;
    size_t n = 0;
    const school_id schools[] = { s->thcs.id, s->th.id };
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/lich/moi", "viec=Open&tu_ngay=25/11/2026&tu_gio=7h30&ai_xem=everybody&rev=0", NULL));
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/lich/moi", "viec=Later&tu_ngay=25/12/2026&ai_xem=everybody&rev=0", NULL));
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/lich/moi", "viec=Inside&tu_ngay=25/11/2026&ai_xem=inside&rev=0", NULL));
    is_rc(t, OK, calendar_open_soon(as_staff(s, (school_id){ 0 }), schools, 2, s->today, 7, 4, &row, &n));
    if (is_int(t, 1, (int64_t)n)) is_text(t, "Open", row[0].title), is_text(t, "thcs", row[0].school_code), is_int(t, 450, row[0].when.from_minute.v);
    is_rc(t, OK, calendar_open_soon(as_staff(s, (school_id){ 0 }), schools + 1, 1, s->today, 7, 4, &row, &n));
    is_int(t, 0, (int64_t)n);
    city_close(s);
}
