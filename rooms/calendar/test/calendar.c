/* The calendar as a school, a class, a person and a telephone see it. */
#include "calendar/inside.h"
#include "test/harness/city.h"
#include <string.h>

#define STRANGER ((person_id){ 0 })
static const char trip[] = "viec=%C4%90i+b%E1%BA%A3o+t%C3%A0ng&tu_ngay=25/11/2026&tu_gio=7h30&den_gio=11:00&rev=0";

/* The path of the newest event. */
static const char *newest(struct test *t, struct city *s, const char *list)
{
    const char *id = NULL;
    int64_t v = 0;
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT max(id) FROM calendar_event", &id));
    is_true(t, id && span_int(span_of(id), &v));
    return path_to(t, arena_print(t->arena, "%s/", list), v, "");
}

static const char *class_list(struct test *t, class_id class_) { return path_to(t, "/t/thcs/lop/", class_.v, "/lich"); }

TEST(what_a_class_plans_is_seen_by_those_who_learn_and_teach_there_and_by_their_families_alone)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *list = class_list(t, s->a1), *add = arena_print(t->arena, "%s/moi", list);
    is_int(t, 403, city_post(t, s, s->toan, add, trip, NULL));                                /* teaches there, does not lead it */
    is_int(t, 303, city_post(t, s, s->hang, add, trip, NULL));                                /* /t/:truong/lop/:lop/lich/moi */
    const person_id here[] = { s->an, s->tuan, s->hang, s->toan }, elsewhere[] = { s->chi, s->yen, s->lan };
    for (size_t i = 0; i < sizeof here / sizeof *here; i++) {
        is_int(t, 200, city_get(t, s, here[i], "/lich", &r));
        has_text(t, "Đi bảo tàng", r.body);
        has_text(t, "07:30–11:00", r.body);
    }
    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++) {
        is_int(t, 200, city_get(t, s, elsewhere[i], "/lich", &r));
        lacks_text(t, "Đi bảo tàng", r.body);
    }
    is_int(t, 200, city_get(t, s, s->an, "/lich?tuan=2026-11-30", &r));
    lacks_text(t, "Đi bảo tàng", r.body);
    has_text(t, "30/11 – 06/12/2026. Tuần", r.body);
    is_int(t, 200, city_get(t, s, s->tuan, "/lich?tuan=2026-11-30", &r));                     /* of two schools, each with its own weeks */
    has_text(t, "30/11 – 06/12/2026</p>", r.body);
    is_int(t, 200, city_get(t, s, s->toan, list, &r));                                        /* /t/:truong/lop/:lop/lich */
    has_text(t, "Đi bảo tàng", r.body);
    lacks_text(t, "/lich/moi", r.body);
    is_int(t, 200, city_get(t, s, s->hang, add, &r));
    lacks_text(t, "ai_xem", r.body);
    city_close(s);
}

TEST(a_homeroom_teacher_changes_what_her_class_planned_and_no_other_classs)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *list = class_list(t, s->a1);
    is_int(t, 303, city_post(t, s, s->hang, arena_print(t->arena, "%s/moi", list), trip, NULL));
    const char *event = newest(t, s, list), *off = arena_print(t->arena, "%s/huy", event), *crossed = newest(t, s, class_list(t, s->a2));
    is_int(t, 404, city_get(t, s, s->yen, crossed, NULL));                                    /* /t/:truong/lop/:lop/lich/:su */
    is_int(t, 404, city_post(t, s, s->yen, crossed, "viec=X&tu_ngay=26/11/2026&rev=1", NULL));
    is_int(t, 404, city_post(t, s, s->yen, arena_print(t->arena, "%s/huy", crossed), "li_do=x&rev=1", NULL));       /* /t/:truong/lop/:lop/lich/:su/huy */
    is_int(t, 303, city_post(t, s, s->hang, event, "viec=Xem+phim&tu_ngay=26/11/2026&rev=1", NULL));
    is_int(t, 409, city_post(t, s, s->hang, event, "viec=Xem+phim+khac&tu_ngay=26/11/2026&rev=1", &r));
    has_text(t, "Xem phim khac", r.body);
    is_int(t, 422, city_post(t, s, s->hang, off, "li_do=&rev=2", NULL));
    is_int(t, 303, city_post(t, s, s->hang, off, "li_do=tr%E1%BB%9Di+m%C6%B0a&rev=2", NULL));
    is_int(t, 200, city_get(t, s, s->an, "/lich", &r));
    has_text(t, "Xem phim", r.body);
    has_text(t, "trời mưa", r.body);
    is_int(t, 409, city_post(t, s, s->hang, event, "viec=L&tu_ngay=26/11/2026&rev=3", NULL));
    is_int(t, 200, city_get(t, s, s->hang, event, &r));
    has_text(t, "Đã hủy: trời mưa", r.body);
    city_close(s);
}

TEST(what_the_school_plans_is_for_everybody_for_the_inside_or_for_the_staff)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 403, city_post(t, s, s->hang, "/t/thcs/lich/moi", "viec=Open&tu_ngay=25/11/2026&ai_xem=everybody&rev=0", NULL));      /* /t/:truong/lich/moi */
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/lich/moi", "viec=Open&tu_ngay=25/11/2026&ai_xem=everybody&rev=0", NULL));
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/lich/moi", "viec=Inside&tu_ngay=25/11/2026&den_ngay=27/11/2026&ai_xem=inside&rev=0", NULL));
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/lich/moi", "viec=Council&tu_ngay=25/11/2026&ai_xem=staff&rev=0", NULL));
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/lich/moi", &r));
    has_text(t, "ai_xem", r.body);
    is_int(t, 200, city_get(t, s, STRANGER, "/t/thcs/lich-chung", &r));                       /* /t/:truong/lich-chung */
    has_text(t, "Open", r.body), lacks_text(t, "Inside", r.body), lacks_text(t, "Council", r.body);
    is_int(t, 200, city_get(t, s, s->tuan, "/lich", &r));
    has_text(t, "Open", r.body), has_text(t, "Inside", r.body), lacks_text(t, "Council", r.body);
    is_int(t, 200, city_get(t, s, s->hang, "/lich", &r));
    has_text(t, "Council", r.body);
    is_int(t, 200, city_get(t, s, s->hang, "/t/thcs/lich", &r));                              /* /t/:truong/lich */
    has_text(t, "Council", r.body);
    is_int(t, 200, city_get(t, s, s->lan, "/lich", &r));
    lacks_text(t, "Open", r.body);
    is_int(t, 404, city_get(t, s, s->lan, "/t/thcs/lich", NULL));
    const char *event = newest(t, s, "/t/thcs/lich");
    is_int(t, 200, city_get(t, s, s->clerk, event, NULL));                                    /* /t/:truong/lich/:su */
    is_int(t, 303, city_post(t, s, s->clerk, event, "viec=Council&tu_ngay=26/11/2026&ai_xem=inside&rev=1", NULL));
    is_int(t, 200, city_get(t, s, s->tuan, "/lich", &r));
    has_text(t, "Council", r.body);
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/huy", event), "li_do=x&rev=2", NULL));       /* /t/:truong/lich/:su/huy */
    is_int(t, 404, city_get(t, s, s->th_principal, arena_print(t->arena, "/t/tieu-hoc/lich/%s", strrchr(event, '/') + 1), NULL));
    city_close(s);
}

TEST(times_that_cannot_be_are_refused_where_they_were_typed_and_nothing_is_lost)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *n = NULL;
    const struct { const char *form, *says; } bad[] = {
        { "viec=A&tu_ngay=25/11/2026&den_ngay=24/11/2026&rev=0", "Ngày cuối đến trước ngày đầu" }, { "viec=A&tu_ngay=25/11/2026&den_ngay=25/03/2027&rev=0", "dài nhất 62 ngày" },
        { "viec=A&tu_ngay=25/11/2026&den_gio=09:00&rev=0", "cần giờ bắt đầu" }, { "viec=A&tu_ngay=25/11/2026&tu_gio=09:00&den_gio=08:59&rev=0", "phải sau giờ bắt đầu" },
        { "viec=A&tu_ngay=25/11/2026&den_ngay=26/11/2026&tu_gio=20:00&den_gio=00:00&rev=0", "23:59 của ngày trước" },
        { "viec=A&tu_ngay=25/11/2026&tu_gio=25:00&rev=0", "Giờ viết như 07:30" }, { "viec=A&tu_ngay=25/11/2026&tu_gio=s%C3%A1ng&rev=0", "Giờ viết như 07:30" } };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        is_int(t, 422, city_post(t, s, s->an, "/lich/moi", bad[i].form, &r));
        has_text(t, bad[i].says, r.body);
        has_text(t, "25/11/2026", r.body);
    }
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT count(*) FROM calendar_own", &n));
    is_text(t, "0", n);
    city_close(s);
}

TEST(what_i_plan_for_myself_nobody_else_sees)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *id = NULL;
    int64_t v = 0;
    is_int(t, 200, city_get(t, s, s->an, "/lich/moi", NULL));
    is_int(t, 303, city_post(t, s, s->an, "/lich/moi", "viec=Nhat+ki&tu_ngay=25/11/2026&rev=0", NULL));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT id FROM calendar_own", &id));
    is_true(t, id && span_int(span_of(id), &v));
    const char *path = path_to(t, "/lich/", v, ""), *gone = arena_print(t->arena, "%s/bo", path);     /* /lich/:lich, /lich/:lich/bo */
    is_int(t, 200, city_get(t, s, s->an, path, NULL));
    const person_id others[] = { s->tuan, s->hang, s->principal, s->binh };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        is_int(t, 200, city_get(t, s, others[i], "/lich", &r));
        lacks_text(t, "Nhat ki", r.body);
        is_int(t, 404, city_get(t, s, others[i], path, NULL));
        is_int(t, 404, city_post(t, s, others[i], path, "viec=X&tu_ngay=25/11/2026&rev=1", NULL));
        is_int(t, 404, city_post(t, s, others[i], gone, "rev=1", NULL));
    }
    is_int(t, 303, city_post(t, s, s->an, path, "viec=Nhat+ki+moi&tu_ngay=25/11/2026&rev=1", NULL));
    is_int(t, 409, city_post(t, s, s->an, gone, "rev=1", NULL));
    is_int(t, 303, city_post(t, s, s->an, gone, "rev=2", NULL));
    is_int(t, 200, city_get(t, s, s->an, "/lich", &r));
    lacks_text(t, "Nhat ki", r.body);
    city_close(s);
}

/* The address that the page showed once. */
static const char *address_in(struct test *t, const char *body)
{
    const char *at = strstr(body, "/lich.ics?khoa=");
    if (!is_true(t, at != NULL)) return "/lich.ics?khoa=x";
    return arena_text_n(t->arena, at, strcspn(at, "<\""));
}

TEST(a_telephone_reads_my_calendar_by_a_secret_address_until_it_is_ended_or_made_anew)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->hang, arena_print(t->arena, "%s/moi", class_list(t, s->a1)), trip, NULL));
    is_int(t, 303, city_post(t, s, s->tuan, "/lich/moi", "viec=Rieng&tu_ngay=28/11/2026&den_ngay=29/11/2026&rev=0", NULL));
    is_int(t, 303, city_post(t, s, s->tuan, "/lich/moi", "viec=Trai+he&tu_ngay=01/12/2026&den_ngay=03/12/2026&tu_gio=07:00&rev=0", NULL));
    is_int(t, 200, city_get(t, s, s->tuan, "/lich/dia-chi", NULL));
    is_int(t, 200, city_post(t, s, s->tuan, "/lich/dia-chi", "", &r));
    const char *first = address_in(t, r.body);
    is_int(t, 200, city_get(t, s, STRANGER, first, &r));                                      /* /lich.ics */
    has_text(t, "BEGIN:VCALENDAR\r\n", r.body);
    has_text(t, "SUMMARY:Đi bảo tàng (6A1)\r\n", r.body);
    has_text(t, "DTSTART:20261125T003000Z\r\nDTEND:20261125T040000Z\r\n", r.body);            /* 07:30 in Hà Nội */
    has_text(t, "DTSTART:20261201T000000Z\r\nDTEND:20261203T170000Z\r\n", r.body);            /* without an end: to the end of its last day */
    has_text(t, "DTSTART;VALUE=DATE:20261128\r\nDTEND;VALUE=DATE:20261130\r\n", r.body);
    is_int(t, 404, city_get(t, s, STRANGER, "/lich.ics", NULL));
    is_int(t, 404, city_get(t, s, STRANGER, "/lich.ics?khoa=00000000000000000000000000", NULL));
    is_int(t, 200, city_post(t, s, s->tuan, "/lich/dia-chi", "", &r));
    const char *second = address_in(t, r.body);
    is_int(t, 404, city_get(t, s, STRANGER, first, NULL));
    is_int(t, 200, city_get(t, s, STRANGER, second, NULL));
    is_int(t, 303, city_post(t, s, s->tuan, "/lich/dia-chi/ngung", "", NULL));
    is_int(t, 404, city_get(t, s, STRANGER, second, NULL));
    is_int(t, 200, city_get(t, s, s->tuan, "/thong-bao", &r));                               /* its owner hears of it */
    has_text(t, "Vừa có địa chỉ mới", r.body);
    city_close(s);
}

TEST(with_an_order_about_a_child_its_own_address_of_before_ends_and_a_later_one_works)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->hang, arena_print(t->arena, "%s/moi", class_list(t, s->a1)), trip, NULL));
    is_int(t, 200, city_post(t, s, s->an, "/lich/dia-chi", "", &r));
    const char *known_to_him = address_in(t, r.body);
    is_int(t, 200, city_get(t, s, STRANGER, known_to_him, &r));
    has_text(t, "bảo tàng", r.body);
    city_keep_away(t, s, s->an, s->tuan);
    is_int(t, 404, city_get(t, s, STRANGER, known_to_him, NULL));
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + 60000 } });
    is_int(t, 200, city_post(t, s, s->an, "/lich/dia-chi", "", &r));
    is_int(t, 200, city_get(t, s, STRANGER, address_in(t, r.body), &r));
    has_text(t, "bảo tàng", r.body);
    city_close(s);
}

TEST(who_is_kept_from_a_child_by_an_order_no_longer_reads_its_class_by_the_address)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->hang, arena_print(t->arena, "%s/moi", class_list(t, s->a1)), trip, NULL));
    is_int(t, 200, city_post(t, s, s->tuan, "/lich/dia-chi", "", &r));
    const char *address = address_in(t, r.body), *order = path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh/quyet-dinh");
    is_int(t, 200, city_get(t, s, STRANGER, address, &r));
    has_text(t, "bảo tàng", r.body);
    is_int(t, 303, city_post(t, s, s->principal, order, arena_print(t->arena, "phu_huynh=%s&co_quan=Toa+an&ngay=01/09/2025&so=1", path_to(t, "", s->tuan.v, "")), NULL));
    is_int(t, 200, city_get(t, s, STRANGER, address, &r));
    lacks_text(t, "bảo tàng", r.body);
    city_close(s);
}

TEST(everybodys_programs_read_what_the_school_plans_for_everybody_and_that_it_was_called_off)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/lich/moi", "viec=Inside&tu_ngay=25/11/2026&ai_xem=inside&rev=0", NULL));
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/lich/moi", "viec=Fair,+open;+all&tu_ngay=25/11/2026&ai_xem=everybody&rev=0", NULL));
    is_int(t, 200, city_get(t, s, STRANGER, "/t/thcs/lich-chung.ics", &r));                   /* /t/:truong/lich-chung.ics */
    has_text(t, "SUMMARY:Fair\\, open\\; all\r\n", r.body);
    has_text(t, "STATUS:CONFIRMED", r.body);
    lacks_text(t, "Inside", r.body);
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/huy", newest(t, s, "/t/thcs/lich")), "li_do=bao+lon&rev=1", NULL));
    is_int(t, 200, city_get(t, s, STRANGER, "/t/thcs/lich-chung.ics", &r));
    has_text(t, "STATUS:CANCELLED", r.body);
    has_text(t, "bao lon", r.body);
    city_close(s);
}

TEST(long_lines_of_icalendar_are_folded_between_letters)
{
    struct buf b;
    const char *title = "Ngày hội đọc sách của khối 6 và khối 7, cùng gia đình và các bạn trường bên; mang theo một cuốn đã đọc để đổi\nlấy một cuốn chưa đọc", *joined = "";
    buf_init(&b, 10000);
    ical_put(&b, &(struct ical_event){ "u@khue", title, "", "", { .from = { 20000 }, .to = { 20000 } }, { 0 }, false });
    struct span rest = span_of(arena_text_n(t->arena, b.p, b.n)), line;
    while (rest.n && span_cut(&rest, '\n', &line)) {
        if (!is_true(t, line.n > 1 && line.n <= 76 && line.p[line.n - 1] == '\r')) break;      /* 75 octets and the CR */
        bool folded = line.p[0] == ' ';
        is_true(t, (line.p[folded] & 0xC0) != 0x80);
        joined = arena_print(t->arena, "%s%s%.*s", joined, folded ? "" : "\n", (int)line.n - 1 - folded, line.p + folded);
    }
    has_text(t, "SUMMARY:Ngày hội đọc sách của khối 6 và khối 7\\, cùng gia đình và các bạn trường bên\\; mang theo một cuốn đã đọc để đổi\\nlấy một cuốn chưa đọc", joined);
    buf_finish(&b);
}

/* More than one question answers: what is planned at the end of the year is there, each once, and of which school it is. */
TEST(a_feed_of_thousands_leaves_nothing_out_and_says_of_which_school)
{
    struct city *s = city_open(t);
    struct loop_reply r;
#define EVENT_IN "INSERT INTO calendar_event (school_id, id, audience, title, place, note, from_day, to_day, made_by, made_at, changed_at, rev) "
    long long school = s->thcs.id.v, by = s->principal.v;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, EVENT_IN "WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < 2500) "
                                                           "SELECT %lld, 7000000 + n, 'everybody', 'Ngay' || n || 'x', '', '', %d + n / 20, %d + n / 20 + n %% 3, %lld, 0, 0, 1 FROM k", school, s->today.n, s->today.n, by), NULL));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, EVENT_IN "VALUES (%lld, 8000001, 'everybody', 'Cuoi nam', '', '', %d + 390, %d + 390, %lld, 0, 0, 1)", school, s->today.n, s->today.n, by), NULL));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, EVENT_IN "VALUES (%lld, 8000002, 'inside', 'Hoi be', '', '', %d, %d, %lld, 0, 0, 1)",
                                                           (long long)s->mn.id.v, s->today.n, s->today.n, (long long)s->mn_principal.v), NULL));
    is_int(t, 200, city_get(t, s, STRANGER, "/t/thcs/lich-chung.ics", &r));
    has_text(t, "SUMMARY:Cuoi nam\r\n", r.body);
    for (int n = 1; n <= 2500; n += 83) {
        const char *line = arena_print(t->arena, "SUMMARY:Ngay%dx\r\n", n), *at = strstr(r.body, line);
        if (!at || strstr(at + 1, line)) fail(t, "Ngay%d stands there %s", n, at ? "twice" : "never");
    }
    is_int(t, 200, city_post(t, s, s->tuan, "/lich/dia-chi", "", &r));                        /* a father of children at two schools */
    is_int(t, 200, city_get(t, s, STRANGER, address_in(t, r.body), &r));
    has_text(t, "SUMMARY:Hoi be (Trường Mầm non Hoa Gạo)\r\n", r.body);
    has_text(t, "Cuoi nam", r.body);
    city_close(s);
}
