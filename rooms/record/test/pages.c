/* A person's journey and the school's weeks: who reads what, and that the figures are those of the deeds. */
#include "base/ids.h"
#include "book.h"
#include <stdlib.h>
#include <string.h>

TEST(one_reads_what_one_did_where_and_who_wrote_it)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->an, "/hanh-trinh", &r));
    has_text(t, "Chưa có việc nào được ghi.", r.body);
    s->ask->me = s->hang;
    deed_done(t, s, s->an, DEED_VERB_READ, "Học & làm");
    s->ask->me = s->an;
    deed_done(t, s, s->an, DEED_VERB_WROTE, "Thư gửi thầy");
    is_int(t, 200, city_get(t, s, s->an, "/hanh-trinh", &r));
    has_text(t, "An đã đọc trang văn hóa, chiến lược, phiên bản <b>Học &amp; làm</b>", r.body);
    has_text(t, "Trường THCS Bình Minh. Người ghi: Nguyễn Thị Thu Hằng.", r.body);
    has_text(t, "An tự ghi.", r.body);
    has_text(t, "Thứ Hai, ngày 23/11/2026", r.body);
    is_true(t, strstr(r.body, "Thư gửi thầy") < strstr(r.body, "Học &amp; làm"));          /* the newest first */
    is_int(t, 200, city_get(t, s, s->binh, "/hanh-trinh", &r));
    lacks_text(t, "Thư gửi thầy", r.body);
    city_close(s);
}

TEST(guardians_read_their_child_s_journey_and_nobody_else_does)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = path_to(t, "/hanh-trinh/", s->an.v, "");           /* /hanh-trinh/:em */
    deed_done(t, s, s->an, DEED_VERB_READ, "Thư viện mở");
    deed_done(t, s, s->tuan, DEED_VERB_CONFIRMED, "Lịch họp");
    is_int(t, 200, city_get(t, s, s->tuan, path, &r));
    has_text(t, "Hành trình của Trần Lê Bình An", r.body);
    has_text(t, "Thư viện mở", r.body);
    lacks_text(t, "Lịch họp", r.body);
    is_int(t, 200, city_get(t, s, s->tuan, "/hanh-trinh", &r));           /* a guardian comes for the child */
    has_text(t, "Chính mình", r.body);
    is_int(t, 200, city_get(t, s, s->tuan, "/hanh-trinh?cua=toi", &r));
    has_text(t, "Tuấn đã xác nhận", r.body);
    lacks_text(t, "Thư viện mở", r.body);
    is_int(t, 404, city_get(t, s, s->hoa, path, NULL));
    is_int(t, 404, city_get(t, s, s->hang, path, NULL));                  /* nor the teacher: it is the family's page */
    is_int(t, 404, city_get(t, s, s->binh, path, NULL));
    is_int(t, 404, city_get(t, s, s->lan, path, NULL));
    city_close(s);
}

TEST(a_deed_done_together_stands_in_the_record_of_all)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    struct deed d = { .school = s->thcs.id, .actor = s->hang, .verb = DEED_VERB_WROTE, .object = A_PAGE(7, "Tờ tin lớp"), .with = &s->an, .with_n = 1, .about = &s->binh, .about_n = 1 };
    is_rc(t, OK, deeds_write(s->ask, &(struct deeds){ &d, 1, false }));
    is_int(t, 200, city_get(t, s, s->an, "/hanh-trinh", &r));
    has_text(t, "Nguyễn Thị Thu Hằng cùng An đã viết trang văn hóa, chiến lược, phiên bản <b>Tờ tin lớp</b>", r.body);
    is_int(t, 200, city_get(t, s, s->hoa, path_to(t, "/hanh-trinh/", s->binh.v, ""), &r));
    has_text(t, "<b>Tờ tin lớp</b>, có nhắc tới Bình", r.body);
    is_int(t, 200, city_get(t, s, s->hang, "/hanh-trinh", &r));
    has_text(t, "Hằng đã viết", r.body);
    is_int(t, 200, city_get(t, s, s->chi, "/hanh-trinh", &r));
    lacks_text(t, "Tờ tin lớp", r.body);
    city_close(s);
}

TEST(a_long_journey_is_read_page_by_page_and_none_is_left_out)
{
    enum { ALL = 117 };
    struct city *s = city_open(t);
    struct deed d[ALL];
    bool seen[ALL] = { false };
    for (int i = 0; i < ALL; i++) {                                       /* many at the same instant; some done by a friend */
        d[i] = (struct deed){ .school = s->thcs.id, .actor = i % 5 ? s->an : s->binh, .as = DEED_AS_PUPIL, .verb = DEED_VERB_READ, .object = A_PAGE(i, arena_print(t->arena, "bài %03d.", i)),
                              .at = { true, { s->ask->now.ms - i / 40 * 3600000LL } }, .with = &s->an, .with_n = 1 };
    }
    is_rc(t, OK, deeds_write(s->ask, &(struct deeds){ d, ALL, false }));
    const char *path = "/hanh-trinh";
    int pages = 0, lines = 0;
    while (path && pages++ < 5) {
        struct loop_reply r;
        is_int(t, 200, city_get(t, s, s->an, path, &r));
        for (int i = 0; i < ALL; i++)
            if (strstr(r.body, arena_print(t->arena, "bài %03d.", i))) is_false(t, seen[i]), seen[i] = true, lines++;
        const char *next = strstr(r.body, "href=\"/hanh-trinh?sau=");
        path = next ? arena_print(t->arena, "%.*s", (int)strcspn(next + 6, "\""), next + 6) : NULL;
    }
    is_int(t, ALL, lines);
    is_int(t, 3, pages);
    is_int(t, 200, city_get(t, s, s->an, "/hanh-trinh?sau=x-y", NULL));
    city_close(s);
}

TEST(what_one_did_in_a_former_school_stays_one_s_own)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    deed_done(t, s, s->lan, DEED_VERB_COMMENTED, "Góp ý chéo");           /* a guest from another school */
    is_int(t, 200, city_get(t, s, s->lan, "/hanh-trinh", &r));
    has_text(t, "Góp ý chéo", r.body);
    has_text(t, "Trường THCS Bình Minh", r.body);
    city_close(s);
}

TEST(the_staff_read_the_weeks_of_their_school_in_figures)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->hang, "/t/thcs/hoat-dong", &r));
    has_text(t, "Tám tuần qua chưa có việc nào được ghi.", r.body);
    struct deed d[6];
    for (int i = 0; i < 6; i++)
        d[i] = (struct deed){ .school = s->thcs.id, .actor = i < 4 ? s->an : s->binh, .verb = DEED_VERB_READ, .object = A_PAGE(i, "1"),
                              .at = { true, { s->ask->now.ms - (i == 5) * 21 * 86400000LL } } };
    d[4].object = (struct deed_object){ "account", 1, "Khuê" };
    is_rc(t, OK, deeds_write(s->ask, &(struct deeds){ d, 6, false }));
    is_int(t, 200, city_get(t, s, s->hang, "/t/thcs/hoat-dong", &r));
    has_text(t, "<b>6</b><span>việc đã ghi", r.body);
    has_text(t, "23/11/2026</th>", r.body);
    has_text(t, "02/11/2026</th>", r.body);
    has_text(t, "<span>4 <span class=\"small muted\">· dưới 10 người</span></span></td>", r.body);      /* a teacher may not see who they are */
    lacks_text(t, "người có phần", r.body);
    lacks_text(t, "<span>Học sinh", r.body);
    lacks_text(t, "1 người", r.body);
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/hoat-dong", &r));                         /* the heads may */
    has_text(t, "<b>2</b><span>người có phần", r.body);
    has_text(t, "<b>2</b><span>Học sinh", r.body);
    has_text(t, "<span>4 <span class=\"small muted\">· 1 người</span></span></td>", r.body);
    lacks_text(t, "Bình An", r.body);                                     /* figures, never names */
    is_int(t, 403, city_get(t, s, s->an, "/t/thcs/hoat-dong", NULL));
    is_int(t, 404, city_get(t, s, s->tuan, "/t/thcs/hoat-dong", NULL));
    is_int(t, 404, city_get(t, s, s->lan, "/t/thcs/hoat-dong", NULL));
    is_int(t, 200, city_get(t, s, s->lan, "/t/tieu-hoc/hoat-dong", &r));
    has_text(t, "Tám tuần qua chưa có việc nào được ghi.", r.body);
    city_close(s);
}

TEST(a_clerk_s_places_leave_the_journey_out)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->clerk, "/hom-nay", &r));
    lacks_text(t, "href=\"/hanh-trinh\"", r.body);
    is_int(t, 200, city_get(t, s, s->hang, "/hom-nay", &r));
    has_text(t, "href=\"/hanh-trinh\"", r.body);
    city_close(s);
}
