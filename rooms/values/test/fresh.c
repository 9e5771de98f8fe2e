/* The public page of a school that has not published anything yet. */
#include "test/harness/city.h"

TEST(a_school_that_has_published_nothing_has_a_public_page_that_says_so)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/t/thcs", &r));
    has_text(t, "Nhà trường chưa công bố gì.", r.body);
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/t/thcs/phien-ban", &r));
    has_text(t, "Chưa có phiên bản nào.", r.body);
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/gia-tri", NULL));
    city_close(s);
}
