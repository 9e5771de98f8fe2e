/* Files that are brought into a calendar: seen first, taken in whole, brought again, taken back. */
#include "calendar/bring.h"
#include "test/harness/city.h"
#include "web/job.h"
#include <stdlib.h>
#include <string.h>

#define CAL(events) "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" events "END:VCALENDAR\r\n"
#define EVENT(uid, rest) "BEGIN:VEVENT\r\nUID:" uid "\r\n" rest "END:VEVENT\r\n"
#define TRIP(seq, from, title) EVENT("trip@x", "SEQUENCE:" seq "\r\nDTSTART;TZID=Asia/Ho_Chi_Minh:" from "\r\nDURATION:PT2H\r\nSUMMARY:" title "\r\n")
#define WEEKLY(more) EVENT("club@x", "DTSTART;TZID=Asia/Ho_Chi_Minh:20261126T160000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=4\r\n" more "SUMMARY:Cau lac bo\r\n")

static int64_t count(struct test *t, struct city *s, const char *sql)
{
    const char *n = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &n));
    return n ? atoll(n) : -1;
}

/* Uploads, and answers the page of what it would do; NULL and a failure where it was refused. */
static const char *staged(struct test *t, struct city *s, person_id who, const char *list, const char *fields, const char *file)
{
    struct loop_reply r;
    const char *path = arena_print(t->arena, "%s/nhap", list);
    if (!is_int(t, 303, city_upload(t, s, who, path, fields, "lich.ics", (struct bytes){ (const uint8_t *)file, strlen(file) }, &r))) return NULL;
    const char *at = strstr(r.head, "Location: ");
    return at ? arena_text_n(t->arena, at + 10, strcspn(at + 10, "\r\n")) : NULL;
}

static const char *hidden(struct test *t, const char *page, const char *name)
{
    const char *at = strstr(page, arena_print(t->arena, "name=\"%s\" value=\"", name));
    return at ? arena_text_n(t->arena, at + strlen(name) + 15, strcspn(at + strlen(name) + 15, "\"")) : "";
}

static const char *seen_form(struct test *t, struct city *s, person_id who, const char *page)
{
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, who, page, &r));
    return arena_print(t->arena, "rev=%s&da_xem=%s", hidden(t, r.body, "rev"), hidden(t, r.body, "da_xem"));
}

/* From the file to the calendar. */
static const char *taken(struct test *t, struct city *s, person_id who, const char *list, const char *fields, const char *file)
{
    const char *page = staged(t, s, who, list, fields, file);
    if (page) is_int(t, 303, city_post(t, s, who, page, seen_form(t, s, who, page), NULL));
    return page;
}

static const char *class_list(struct test *t, class_id class_) { return path_to(t, "/t/thcs/lop/", class_.v, "/lich"); }

TEST(a_file_is_seen_before_anything_is_written_and_taken_in_by_one_press)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->an, "/lich/nhap", NULL));                               /* /lich/nhap */
    const char *page = staged(t, s, s->an, "/lich", "", CAL(TRIP("0", "20261125T073000", "Bao tang") WEEKLY("") EVENT("bad@x", "SUMMARY:Khong gio\r\n")));      /* /lich/nhap/:lan */
    is_int(t, 0, count(t, s, "SELECT count(*) FROM calendar_own"));
    is_int(t, 200, city_get(t, s, s->an, page, &r));
    has_text(t, "thêm 5 việc, đổi 0 việc, bỏ 0 việc", r.body);
    has_text(t, "Bao tang", r.body), has_text(t, "07:30–09:30", r.body);
    has_text(t, "Khong gio", r.body), has_text(t, "DTSTART", r.body), has_text(t, "Dòng 17", r.body);
    const person_id others[] = { s->binh, s->tuan, s->hang, s->principal };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        is_int(t, 404, city_get(t, s, others[i], page, NULL));
        is_int(t, 404, city_post(t, s, others[i], page, "rev=1&da_xem=1", NULL));
    }
    const char *form = seen_form(t, s, s->an, page);
    is_int(t, 303, city_post(t, s, s->an, page, form, NULL));
    is_int(t, 5, count(t, s, "SELECT count(*) FROM calendar_own"));
    is_int(t, 409, city_post(t, s, s->an, page, form, NULL));                                 /* the same again, with another key */
    is_int(t, 5, count(t, s, "SELECT count(*) FROM calendar_own"));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM calendar_import WHERE body IS NOT NULL"));
    is_int(t, 200, city_get(t, s, s->an, "/lich", &r));
    has_text(t, "Bao tang", r.body), has_text(t, "Cau lac bo", r.body);
    is_int(t, 200, city_get(t, s, s->binh, "/lich", &r));
    lacks_text(t, "Bao tang", r.body);
    is_int(t, 200, city_get(t, s, s->an, "/lich/nhap", &r));
    has_text(t, "lich.ics", r.body), has_text(t, "thêm 5", r.body);
    city_close(s);
}

TEST(a_note_of_a_file_comes_along_into_ones_own_calendar_too)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *id = NULL;
    taken(t, s, s->an, "/lich", "", CAL(EVENT("n@x", "DTSTART;VALUE=DATE:20261125\r\nSUMMARY:Da ngoai\r\nDESCRIPTION:Mang mu va nuoc\r\n")));
    is_int(t, 200, city_get(t, s, s->an, "/lich", &r));
    has_text(t, "Mang mu va nuoc", r.body);
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT id FROM calendar_own", &id));
    const char *path = path_to(t, "/lich/", atoll(id), "");
    is_int(t, 200, city_get(t, s, s->an, path, &r));
    has_text(t, "Mang mu va nuoc", r.body);
    is_int(t, 303, city_post(t, s, s->an, path, "viec=Da+ngoai&tu_ngay=26/11/2026&ghi_chu=Mang+o&rev=1", NULL));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM calendar_own WHERE note = 'Mang o' AND rev = 2"));
    city_close(s);
}

TEST(what_a_file_describes_never_comes_into_a_calendar_that_everybody_reads)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *file = CAL(EVENT("d@x", "DTSTART;VALUE=DATE:20261125\r\nSUMMARY:Hop\r\nDESCRIPTION:Goi co Lan 0912345678\r\n"));
    const char *page = staged(t, s, s->clerk, "/t/thcs/lich", "ai_xem=everybody", file);
    is_int(t, 200, city_get(t, s, s->clerk, page, &r));
    has_text(t, "Phần mô tả trong tệp không nhập", r.body), lacks_text(t, "0912345678", r.body);
    is_int(t, 303, city_post(t, s, s->clerk, page, seen_form(t, s, s->clerk, page), NULL));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM calendar_event WHERE note = ''"));
    taken(t, s, s->clerk, "/t/thcs/lich", "ai_xem=inside", file);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM calendar_event WHERE note LIKE '%0912345678'"));       /* the same event, for the school alone */
    taken(t, s, s->clerk, "/t/thcs/lich", "ai_xem=everybody", file);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM calendar_event WHERE note = ''"));
    city_close(s);
}

TEST(the_same_file_again_changes_nothing_and_a_newer_one_changes_instead_of_doubling)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    taken(t, s, s->clerk, "/t/thcs/lich", "ai_xem=everybody", CAL(TRIP("1", "20261125T073000", "Bao tang") WEEKLY("")));      /* /t/:truong/lich/nhap, /t/:truong/lich/nhap/:lan */
    is_int(t, 5, count(t, s, "SELECT count(*) FROM calendar_event"));
    const char *again = staged(t, s, s->clerk, "/t/thcs/lich", "ai_xem=everybody", CAL(TRIP("1", "20261125T073000", "Bao tang") WEEKLY("")));
    is_int(t, 200, city_get(t, s, s->clerk, again, &r));
    has_text(t, "không có gì để nhập", r.body);
    const char *older = staged(t, s, s->deputy, "/t/thcs/lich", "ai_xem=everybody", CAL(TRIP("0", "20261127T073000", "Cu")));
    is_int(t, 200, city_get(t, s, s->deputy, older, &r));
    has_text(t, "cũ hơn", r.body);
    taken(t, s, s->deputy, "/t/thcs/lich", "ai_xem=everybody",
          CAL(TRIP("2", "20261126T080000", "Bao tang moi") WEEKLY("EXDATE;TZID=Asia/Ho_Chi_Minh:20261203T160000\r\n")));       /* by another of the office */
    is_int(t, 5, count(t, s, "SELECT count(*) FROM calendar_event"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM calendar_event WHERE called_off IS NOT NULL"));
    is_int(t, 200, city_get(t, s, s->an, "/lich", &r));
    has_text(t, "Bao tang moi", r.body), has_text(t, "08:00–10:00", r.body);
    is_int(t, 200, city_get(t, s, s->an, "/lich?tuan=2026-12-03", &r));
    has_text(t, "Đã hủy", r.body), has_text(t, "theo tệp lịch mới", r.body);
    taken(t, s, s->clerk, "/t/thcs/lich", "ai_xem=everybody", CAL(WEEKLY("")));                /* it takes place after all */
    is_int(t, 0, count(t, s, "SELECT count(*) FROM calendar_event WHERE called_off IS NOT NULL"));
    taken(t, s, s->clerk, "/t/thcs/lich", "ai_xem=everybody", CAL(TRIP("3", "20261126T080000", "Bao tang moi\r\nSTATUS:CANCELLED")));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM calendar_event WHERE called_off IS NOT NULL"));
    is_int(t, 5, count(t, s, "SELECT count(*) FROM audit WHERE act = 'calendar.bring'") + 1);
    city_close(s);
}

TEST(what_somebody_changed_by_hand_stays_until_a_newer_edition_comes)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *list = class_list(t, s->a1), *id = NULL;
    taken(t, s, s->hang, list, "", CAL(TRIP("1", "20261125T073000", "Bao tang")));             /* /t/:truong/lop/:lop/lich/nhap, /t/:truong/lop/:lop/lich/nhap/:lan */
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT id FROM calendar_event", &id));
    is_int(t, 303, city_post(t, s, s->hang, path_to(t, arena_print(t->arena, "%s/", list), atoll(id), ""), "viec=Tai+truong&tu_ngay=25/11/2026&rev=1", NULL));
    const char *page = staged(t, s, s->hang, list, "", CAL(TRIP("1", "20261127T073000", "Bao tang khac")));
    is_int(t, 200, city_get(t, s, s->hang, page, &r));
    has_text(t, "đã có người sửa trong Khuê", r.body), has_text(t, "không có gì để nhập", r.body);
    taken(t, s, s->hang, list, "", CAL(TRIP("2", "20261127T073000", "Bao tang khac")));
    is_int(t, 200, city_get(t, s, s->an, "/lich", &r));
    has_text(t, "Bao tang khac", r.body), lacks_text(t, "Tai truong", r.body);
    is_int(t, 200, city_get(t, s, s->chi, "/lich", &r));                                       /* of another class */
    lacks_text(t, "Bao tang khac", r.body);
    city_close(s);
}

TEST(what_changed_after_the_page_was_seen_is_shown_again_and_nothing_is_done)
{
    struct city *s = city_open(t);
    const char *id = NULL;
    taken(t, s, s->clerk, "/t/thcs/lich", "ai_xem=inside", CAL(TRIP("1", "20261125T073000", "Bao tang")));
    const char *page = staged(t, s, s->clerk, "/t/thcs/lich", "ai_xem=inside", CAL(TRIP("2", "20261127T073000", "Bao tang") WEEKLY("")));
    const char *form = seen_form(t, s, s->clerk, page);
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT id FROM calendar_event", &id));
    is_int(t, 303, city_post(t, s, s->principal, path_to(t, "/t/thcs/lich/", atoll(id), ""), "viec=Tai+truong&tu_ngay=25/11/2026&ai_xem=inside&rev=1", NULL));
    struct loop_reply r;
    is_int(t, 409, city_post(t, s, s->clerk, page, form, &r));
    has_text(t, "vừa có người đổi", r.body);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM calendar_event"));
    is_int(t, 303, city_post(t, s, s->clerk, page, seen_form(t, s, s->clerk, page), NULL));
    is_int(t, 5, count(t, s, "SELECT count(*) FROM calendar_event"));
    city_close(s);
}

TEST(a_file_goes_into_the_calendar_of_those_alone_who_may_plan_there)
{
    struct city *s = city_open(t);
    const char *file = CAL(TRIP("1", "20261125T073000", "Bao tang"));
    const struct bytes bytes = { (const uint8_t *)file, strlen(file) };
    const char *school = "/t/thcs/lich/nhap", *class_ = arena_print(t->arena, "%s/nhap", class_list(t, s->a1));
    is_int(t, 403, city_upload(t, s, s->hang, school, "", "x.ics", bytes, NULL));
    is_int(t, 403, city_upload(t, s, s->toan, class_, "", "x.ics", bytes, NULL));
    is_int(t, 403, city_upload(t, s, s->an, class_, "", "x.ics", bytes, NULL));
    is_int(t, 404, city_upload(t, s, s->lan, school, "", "x.ics", bytes, NULL));
    const char *page = staged(t, s, s->hang, class_list(t, s->a1), "", file), *id = strrchr(page, '/');
    is_int(t, 404, city_get(t, s, s->principal, page, NULL));                                  /* may plan there, and brought another file */
    is_int(t, 403, city_get(t, s, s->hang, arena_print(t->arena, "%s/nhap%s", class_list(t, s->a2), id), NULL));
    is_int(t, 404, city_get(t, s, s->hang, arena_print(t->arena, "/lich/nhap%s", id), NULL));   /* not into another calendar */
    is_int(t, 404, city_post(t, s, s->hang, arena_print(t->arena, "/lich/nhap%s", id), "rev=1&da_xem=1", NULL));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM calendar_event") + count(t, s, "SELECT count(*) FROM calendar_own"));
    city_close(s);
}

TEST(a_broken_file_says_where_and_loses_nothing)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    static const char cut[] = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\n", empty[] = CAL(""), picture[] = "\x89PNG\r\n";
    const struct { const char *file, *says; } bad[] = { { cut, "Dòng 3: phần VEVENT không khép lại" }, { empty, "không có việc nào" }, { picture, "không phải lịch iCalendar" } };
    taken(t, s, s->an, "/lich", "", CAL(TRIP("0", "20261125T073000", "Bao tang")));
    for (size_t i = 0; i < 3; i++) {
        is_int(t, 422, city_upload(t, s, s->an, "/lich/nhap", "", "x.ics", (struct bytes){ (const uint8_t *)bad[i].file, strlen(bad[i].file) }, &r));
        has_text(t, bad[i].says, r.body);
    }
    is_int(t, 1, count(t, s, "SELECT count(*) FROM calendar_import"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM calendar_own"));
    const char *first = staged(t, s, s->an, "/lich", "", CAL(WEEKLY("")));
    staged(t, s, s->an, "/lich", "", CAL(WEEKLY("")));
    is_int(t, 200, city_get(t, s, s->an, first, &r));                                          /* one file waits at a time */
    has_text(t, "không còn được giữ", r.body);
    is_int(t, 409, city_post(t, s, s->an, first, "rev=1&da_xem=1", NULL));
    city_close(s);
}

/* ---- the way back */

TEST(ones_own_file_is_taken_back_whole_and_what_was_changed_since_stays)
{
    struct city *s = city_open(t);
    const char *id = NULL;
    taken(t, s, s->an, "/lich", "", CAL(TRIP("1", "20261125T073000", "Bao tang") WEEKLY("")));
    const char *second = taken(t, s, s->an, "/lich", "", CAL(TRIP("2", "20261127T080000", "Bao tang moi") WEEKLY("EXDATE;TZID=Asia/Ho_Chi_Minh:20261203T160000\r\n") EVENT("new@x", "DTSTART;VALUE=DATE:20261201\r\nSUMMARY:Moi\r\n") EVENT("own@x", "DTSTART;VALUE=DATE:20261202\r\nSUMMARY:Sua sau\r\n")));
    is_int(t, 6, count(t, s, "SELECT count(*) FROM calendar_own WHERE gone_at IS NULL"));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT id FROM calendar_own WHERE title = 'Sua sau'", &id));
    is_int(t, 303, city_post(t, s, s->an, path_to(t, "/lich/", atoll(id), ""), "viec=Da+sua&tu_ngay=02/12/2026&rev=1", NULL));
    const char *back = arena_print(t->arena, "%s/hoan-tac", second);                           /* /lich/nhap/:lan/hoan-tac */
    is_int(t, 404, city_post(t, s, s->binh, back, "", NULL));
    is_int(t, 303, city_post(t, s, s->an, back, "", NULL));
    is_int(t, 409, city_post(t, s, s->an, back, "", NULL));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM calendar_own WHERE title = 'Bao tang' AND from_minute = 450 AND gone_at IS NULL"));
    is_int(t, 4, count(t, s, "SELECT count(*) FROM calendar_own WHERE title = 'Cau lac bo' AND gone_at IS NULL"));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM calendar_own WHERE title = 'Moi' AND gone_at IS NULL"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM calendar_own WHERE title = 'Da sua' AND gone_at IS NULL"));
    taken(t, s, s->an, "/lich", "", CAL(EVENT("new@x", "DTSTART;VALUE=DATE:20261201\r\nSUMMARY:Moi\r\n")));        /* its key is free again */
    is_int(t, 1, count(t, s, "SELECT count(*) FROM calendar_own WHERE title = 'Moi' AND gone_at IS NULL"));
    city_close(s);
}

TEST(a_homeroom_teacher_takes_the_file_of_her_class_back_with_a_reason_and_the_office_any)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *list = class_list(t, s->a1), *batch = NULL;
    const char *page = taken(t, s, s->hang, list, "", CAL(TRIP("1", "20261125T073000", "Bao tang") WEEKLY("")));
    const char *back = arena_print(t->arena, "%s/hoan-tac", page);                             /* /t/:truong/lop/:lop/lich/nhap/:lan/hoan-tac */
    is_int(t, 422, city_post(t, s, s->hang, back, "li_do=", NULL));
    is_int(t, 303, city_post(t, s, s->hang, back, "li_do=nham+lop", NULL));
    is_int(t, 409, city_post(t, s, s->hang, back, "li_do=nham+lop", NULL));
    is_int(t, 200, city_get(t, s, s->an, "/lich", &r));
    lacks_text(t, "Bao tang", r.body), lacks_text(t, "Cau lac bo", r.body);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM audit WHERE act = 'calendar.unbring'"));
    page = taken(t, s, s->hang, list, "", CAL(TRIP("1", "20261125T073000", "Bao tang")));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT max(batch_id) FROM calendar_event WHERE taken_back IS NULL", &batch));
    const char *undo = path_to(t, "/t/thcs/hoan-tac/", atoll(batch), "");
    is_int(t, 200, city_get(t, s, s->clerk, undo, &r));
    has_text(t, "lich.ics", r.body), has_text(t, "1 việc mới ra khỏi lịch", r.body);
    is_int(t, 303, city_post(t, s, s->clerk, undo, "li_do=nham", NULL));
    is_int(t, 200, city_get(t, s, s->an, "/lich", &r));
    lacks_text(t, "Bao tang", r.body);
    is_int(t, 200, city_get(t, s, s->hang, page, &r));
    has_text(t, "đã được hoàn tác", r.body);
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/t/thcs/lich-chung.ics", &r));
    lacks_text(t, "Bao tang", r.body);
    city_close(s);
}

TEST(an_undo_gives_back_what_a_file_changed_and_called_off)
{
    struct city *s = city_open(t);
    const char *batch = NULL;
    taken(t, s, s->clerk, "/t/thcs/lich", "ai_xem=everybody", CAL(TRIP("1", "20261125T073000", "Bao tang") WEEKLY("")));
    taken(t, s, s->clerk, "/t/thcs/lich", "ai_xem=staff", CAL(TRIP("2", "20261127T080000", "Khac") WEEKLY("EXDATE;TZID=Asia/Ho_Chi_Minh:20261203T160000\r\n")));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM calendar_event WHERE audience = 'everybody' AND called_off IS NULL"));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT max(batch_id) FROM calendar_event_was", &batch));
    is_int(t, 303, city_post(t, s, s->principal, path_to(t, "/t/thcs/hoan-tac/", atoll(batch), ""), "li_do=nham", NULL));
    is_int(t, 5, count(t, s, "SELECT count(*) FROM calendar_event WHERE audience = 'everybody' AND called_off IS NULL AND taken_back IS NULL"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM calendar_event WHERE title = 'Bao tang' AND from_minute = 450"));
    struct loop_reply r;
    const char *again = staged(t, s, s->clerk, "/t/thcs/lich", "ai_xem=everybody", CAL(TRIP("1", "20261125T073000", "Bao tang") WEEKLY("")));
    is_int(t, 200, city_get(t, s, s->clerk, again, &r));
    has_text(t, "không có gì để nhập", r.body);
    city_close(s);
}

/* ---- sizes */

static const char *large(struct test *t, size_t n, const char *word)
{
    struct buf b;
    day from;
    is_true(t, day_make(2026, 11, 24, &from));
    buf_init(&b, ICS_BYTES);
    ical_begin(&b, "x");
    for (size_t i = 0; i < n; i++)
        ical_put(&b, &(struct ical_event){ arena_print(t->arena, "%zu@x", i), arena_print(t->arena, "%s %zu", word, i), "Hoi truong", "Mang theo so", { { from.n + (int)(i % 150) }, { from.n + (int)(i % 150) }, { true, 450 }, { true, 500 } }, { 0 }, false });
    ical_end(&b);
    const char *text = arena_text_n(t->arena, b.p, b.n);
    buf_finish(&b);
    return text;
}

TEST(two_thousand_events_come_and_go_in_one_press_and_five_hundred_are_the_most_of_ones_own)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *batch = NULL, *file = large(t, 2000, "Viec");
    taken(t, s, s->clerk, "/t/thcs/lich", "ai_xem=inside", file);
    is_int(t, 2000, count(t, s, "SELECT count(*) FROM calendar_event WHERE taken_back IS NULL"));
    taken(t, s, s->clerk, "/t/thcs/lich", "ai_xem=everybody", file);
    is_int(t, 2000, count(t, s, "SELECT count(*) FROM calendar_event WHERE audience = 'everybody'"));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT max(batch_id) FROM calendar_event_was", &batch));
    is_int(t, 303, city_post(t, s, s->clerk, path_to(t, "/t/thcs/hoan-tac/", atoll(batch), ""), "li_do=nham", NULL));
    is_int(t, 2000, count(t, s, "SELECT count(*) FROM calendar_event WHERE audience = 'inside'"));
    const char *page = staged(t, s, s->an, "/lich", "", large(t, 501, "Rieng"));
    is_int(t, 413, city_post(t, s, s->an, page, seen_form(t, s, s->an, page), &r));
    has_text(t, "500 việc", r.body);
    is_int(t, 0, count(t, s, "SELECT count(*) FROM calendar_own"));
    city_close(s);
}

static rc tidy_ask(struct tx *t, const void *in, void *out)
{
    job_id id;
    (void)in, (void)out;
    return job_add(t, &(struct new_job){ .kind = &calendar_jobs[0] }, &id);
}
CLOSURE(tidy_ask, void, void)

TEST(a_file_that_nobody_takes_in_is_forgotten_after_a_month)
{
    struct city *s = city_open(t);
    staged(t, s, s->an, "/lich", "", CAL(WEEKLY("")));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE calendar_import SET made_at = made_at - %lld", 31 * 86400000LL), NULL));
    staged(t, s, s->binh, "/lich", "", CAL(WEEKLY("")));
    is_int(t, 2, count(t, s, "SELECT count(*) FROM calendar_import WHERE body IS NOT NULL"));
    is_rc(t, OK, transact(s->ask, NULL, tidy_ask, (const void *)NULL, (void *)NULL));
    jobs_run_all(&s->app);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM calendar_import WHERE body IS NOT NULL"));
    city_close(s);
}

/* Export, import: what a school plans for everybody, in the calendar of somebody elsewhere. */
TEST(what_a_school_gives_out_comes_in_elsewhere_as_the_same_events)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *forms[] = { "viec=Ngay+hoi,+doc+sach%3B+khoi+6&tu_ngay=25/11/2026&tu_gio=7h30&den_gio=11h&noi=San+truong&ai_xem=everybody", "viec=Tuan+le&tu_ngay=30/11/2026&den_ngay=04/12/2026&ai_xem=everybody",
                            "viec=Hoi+khoe&tu_ngay=26/11/2026&tu_gio=6h&ai_xem=everybody" };
    for (size_t i = 0; i < 3; i++) is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/lich/moi", arena_print(t->arena, "%s&rev=0", forms[i]), NULL));
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/t/thcs/lich-chung.ics", &r));
    taken(t, s, s->lan, "/lich", "", arena_text(t->arena, r.body));
    is_int(t, 3, count(t, s, "SELECT count(*) FROM calendar_own o JOIN calendar_event e ON o.title = e.title AND o.place = e.place AND o.from_day = e.from_day AND o.to_day = e.to_day "
                             "AND coalesce(o.from_minute, -1) = coalesce(e.from_minute, -1) AND coalesce(o.to_minute, -1) = coalesce(e.to_minute, -1)"));
    is_int(t, 3, count(t, s, "SELECT count(*) FROM calendar_own"));
    city_close(s);
}
