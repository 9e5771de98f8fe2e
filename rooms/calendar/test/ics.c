/* Files of iCalendar as they come from outside: what is read, what is left out and why, what is refused. */
#include "calendar/ics.h"
#include "data/ask.h"
#include "test/harness/test.h"
#include <string.h>

#define HEAD "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
#define TAIL "END:VCALENDAR\r\n"
#define EVENT(lines) "BEGIN:VEVENT\r\nUID:a@x\r\n" lines "END:VEVENT\r\n"

static rc read_text(struct test *t, const char *text, size_t n, struct ics *out, struct fault *fault)
{
    struct ask ask = { .arena = t->arena, .lang = LANG_VI, .fault = fault };
    struct ics_wanted wanted = { .for_others = true };
    *fault = (struct fault){ 0 };
    is_true(t, day_make(2026, 9, 1, &wanted.from) && day_make(2028, 6, 1, &wanted.to) && day_make(2027, 6, 1, &wanted.series_to));
    return ics_read(&ask, (struct span){ text, n }, &wanted, out);
}

static struct ics of(struct test *t, const char *events)
{
    struct ics out = { 0 };
    struct fault fault;
    const char *text = arena_print(t->arena, "%s%s%s", HEAD, events, TAIL);
    is_rc(t, OK, read_text(t, text, strlen(text), &out, &fault));
    return out;
}

/* "2026-11-25 07:30-11:00 Title @Place", a line each; whole days without times. */
static const char *said(struct test *t, const struct ics *x)
{
    const char *out = "";
    for (size_t i = 0; i < x->n; i++) {
        const struct ics_event *e = &x->event[i];
        const struct when *w = &e->when;
        char from[DAY_TEXT_SIZE], to[DAY_TEXT_SIZE];
        out = arena_print(t->arena, "%s%s%s", out, i ? "\n" : "", day_iso(w->from, from));
        if (w->to.n != w->from.n) out = arena_print(t->arena, "%s..%s", out, day_iso(w->to, to));
        if (w->from_minute.has) out = arena_print(t->arena, "%s %02d:%02d", out, (int)w->from_minute.v / 60, (int)w->from_minute.v % 60);
        if (w->to_minute.has) out = arena_print(t->arena, "%s-%02d:%02d", out, (int)w->to_minute.v / 60, (int)w->to_minute.v % 60);
        out = arena_print(t->arena, "%s %s%s%s%s", out, e->title, *e->place ? " @" : "", e->place, e->called_off ? " (off)" : "");
    }
    return out;
}

static void reads(struct test *t, const char *wanted, const char *events)
{
    struct ics x = of(t, events);
    is_text(t, wanted, said(t, &x));
    for (size_t i = 0; i < x.skips; i++) fail(t, "left out: %s", x.skipped[i].why);
}

TEST(times_of_utc_of_viet_nam_of_a_zone_in_the_file_and_of_a_place_become_those_of_ha_noi)
{
    static const char zone[] = "BEGIN:VTIMEZONE\r\nTZID:Nine\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0700\r\nTZOFFSETTO:+0900\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    reads(t, "2026-11-25 07:30-11:00 A", EVENT("DTSTART:20261125T003000Z\r\nDTEND:20261125T040000Z\r\nSUMMARY:A\r\n"));
    reads(t, "2026-11-25 07:30-11:00 A", EVENT("DTSTART;TZID=Asia/Ho_Chi_Minh:20261125T073000\r\nDTEND;TZID=Asia/Ho_Chi_Minh:20261125T110000\r\nSUMMARY:A\r\n"));
    reads(t, "2026-11-25 07:30 A", EVENT("DTSTART;TZID=\"SE Asia Standard Time\":20261125T073000\r\nSUMMARY:A\r\n"));
    reads(t, "2026-11-25 07:30 A", EVENT("DTSTART;TZID=/mozilla.org/20050126_1/Asia/Ho_Chi_Minh:20261125T073000\r\nSUMMARY:A\r\n"));
    reads(t, "2026-11-25 07:30 A", EVENT("DTSTART:20261125T073000\r\nSUMMARY:A\r\n"));                               /* floating: where we are */
    reads(t, "2026-11-25 05:30-06:15 A", arena_print(t->arena, "%s%s", EVENT("DTSTART;TZID=Nine:20261125T073000\r\nDURATION:PT45M\r\nSUMMARY:A\r\n"), zone));
    reads(t, "2026-11-25 13:30 W", "BEGIN:VEVENT\r\nUID:w\r\nDTSTART;TZID=Europe/Paris:20261125T073000\r\nSUMMARY:W\r\nEND:VEVENT\r\n");
    reads(t, "2027-07-01 12:30 S", "BEGIN:VEVENT\r\nUID:s\r\nDTSTART;TZID=Europe/Paris:20270701T073000\r\nSUMMARY:S\r\nEND:VEVENT\r\n");
    struct ics x = of(t, EVENT("DTSTART;TZID=Mars/Base:20261125T073000\r\nSUMMARY:A\r\n"));
    is_int(t, 0, (int64_t)x.n);
    is_int(t, 1, (int64_t)x.skips);
    has_text(t, "múi giờ Mars/Base không rõ", x.skipped[0].why);
    is_text(t, "A", x.skipped[0].title);
    is_int(t, 3, x.skipped[0].line);
}

TEST(a_zone_that_changes_in_the_file_and_is_no_place_is_said_to_be_unknown)
{
    static const char zone[] = "BEGIN:VTIMEZONE\r\nTZID:Z\r\nBEGIN:STANDARD\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n";
    struct ics x = of(t, arena_print(t->arena, "%s%s", zone, EVENT("DTSTART;TZID=Z:20261125T073000\r\nSUMMARY:A\r\n")));
    is_int(t, 0, (int64_t)x.n);
    has_text(t, "múi giờ Z không rõ", x.skips ? x.skipped[0].why : "");
}

TEST(whole_days_nights_and_lengths)
{
    reads(t, "2026-11-25 A", EVENT("DTSTART;VALUE=DATE:20261125\r\nSUMMARY:A\r\n"));
    reads(t, "2026-11-25 A", EVENT("DTSTART;VALUE=DATE:20261125\r\nDTEND;VALUE=DATE:20261126\r\nSUMMARY:A\r\n"));
    reads(t, "2026-11-25 A", EVENT("DTSTART;VALUE=DATE:20261125\r\nDTEND;VALUE=DATE:20261125\r\nSUMMARY:A\r\n"));      /* some programs */
    reads(t, "2026-11-25..2026-11-27 A", EVENT("DTSTART;VALUE=DATE:20261125\r\nDURATION:P3D\r\nSUMMARY:A\r\n"));
    reads(t, "2026-11-25..2026-12-01 A", EVENT("DTSTART;VALUE=DATE:20261125\r\nDURATION:P1W\r\nSUMMARY:A\r\n"));
    reads(t, "2026-11-25 22:00-23:59 A", EVENT("DTSTART:20261125T220000\r\nDTEND:20261126T000000\r\nSUMMARY:A\r\n"));
    reads(t, "2026-11-25..2026-11-26 22:00-01:30 A", EVENT("DTSTART:20261125T220000\r\nDURATION:PT3H30M\r\nSUMMARY:A\r\n"));
    reads(t, "2026-11-25 22:00 A", EVENT("DTSTART:20261125T220000\r\nDTEND:20261125T220000\r\nSUMMARY:A\r\n"));
}

TEST(what_repeats_is_worked_out_to_the_end_of_the_school_year)
{
    reads(t, "2026-11-23 A\n2026-11-24 A\n2026-11-25 A", EVENT("DTSTART;VALUE=DATE:20261123\r\nRRULE:FREQ=DAILY;COUNT=3\r\nSUMMARY:A\r\n"));
    reads(t, "2026-11-23 07:30-08:15 A\n2026-12-07 07:30-08:15 A\n2026-12-21 07:30-08:15 A",
          EVENT("DTSTART;TZID=Asia/Ho_Chi_Minh:20261123T073000\r\nDURATION:PT45M\r\nRRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20261221T003000Z\r\nSUMMARY:A\r\n"));
    reads(t, "2026-11-23 A\n2026-11-25 A\n2026-11-30 A\n2026-12-02 A", EVENT("DTSTART;VALUE=DATE:20261123\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261202\r\nSUMMARY:A\r\n"));
    reads(t, "2026-11-27 A\n2026-12-25 A\n2027-01-29 A", EVENT("DTSTART;VALUE=DATE:20261127\r\nRRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=3\r\nSUMMARY:A\r\n"));
    reads(t, "2026-12-31 A\n2027-01-31 A\n2027-03-31 A\n2027-05-31 A", EVENT("DTSTART;VALUE=DATE:20261231\r\nRRULE:FREQ=MONTHLY;BYMONTHDAY=31\r\nSUMMARY:A\r\n"));
    reads(t, "2026-11-20 A", EVENT("DTSTART;VALUE=DATE:19821120\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:A\r\n"));            /* of forty years, the one that matters */
    reads(t, "2026-11-20 A", EVENT("DTSTART;VALUE=DATE:20001120\r\nRRULE:FREQ=YEARLY;INTERVAL=2;BYMONTH=11;BYMONTHDAY=20\r\nSUMMARY:A\r\n"));
    struct ics x = of(t, EVENT("DTSTART:20261123T003000Z\r\nRRULE:FREQ=WEEKLY\r\nSUMMARY:A\r\n"));
    is_int(t, 28, (int64_t)x.n);                                                                                       /* up to 31 May 2027 */
    x = of(t, EVENT("DTSTART;TZID=Asia/Ho_Chi_Minh:20100104T073000\r\nRRULE:FREQ=WEEKLY;INTERVAL=3\r\nSUMMARY:A\r\n"));
    day first, since;
    is_true(t, x.n > 0 && day_make(2010, 1, 4, &first) && day_make(2026, 9, 1, &since));
    for (size_t i = 0; i < x.n; i++) is_int(t, 0, (x.event[i].when.from.n - first.n) % 21);
    is_true(t, x.event[0].when.from.n >= since.n && x.event[0].when.from.n < since.n + 21);
}

TEST(a_series_leaves_out_moves_and_adds_single_days)
{
#define SERIES "BEGIN:VEVENT\r\nUID:s\r\nDTSTART;TZID=Asia/Ho_Chi_Minh:20261123T073000\r\nRRULE:FREQ=DAILY;COUNT=5\r\nSUMMARY:A\r\n"
    reads(t, "2026-11-23 07:30 A\n2026-11-25 07:30 A\n2026-11-27 07:30 A\n2026-12-24 07:30 A",
          SERIES "EXDATE;TZID=Asia/Ho_Chi_Minh:20261124T073000\r\nEXDATE:20261126T003000Z\r\nRDATE:20261224T003000Z\r\nEND:VEVENT\r\n");
    reads(t, "2026-11-23 07:30 A\n2026-11-24 09:00 B\n2026-11-25 07:30 A\n2026-11-26 07:30 A (off)\n2026-11-27 07:30 A",
          SERIES "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:s\r\nRECURRENCE-ID:20261124T003000Z\r\nDTSTART:20261124T020000Z\r\nSUMMARY:B\r\nEND:VEVENT\r\n"
                 "BEGIN:VEVENT\r\nUID:s\r\nRECURRENCE-ID;TZID=Asia/Ho_Chi_Minh:20261126T073000\r\nDTSTART:20261126T003000Z\r\nSTATUS:CANCELLED\r\nSUMMARY:A\r\nEND:VEVENT\r\n");
    struct ics x = of(t, SERIES "END:VEVENT\r\n");
    is_text(t, "s#20261123T0030Z", x.event[0].key);
}

TEST(every_added_day_is_read_and_a_day_that_is_left_out_hides_no_other)
{
    reads(t, "2026-11-23 A\n2026-11-24 A\n2026-11-25 A\n2026-11-26 A", EVENT("DTSTART;VALUE=DATE:20261123\r\nRDATE;VALUE=DATE:20261124,20261125\r\nRDATE;VALUE=DATE:20261126\r\nSUMMARY:A\r\n"));
    reads(t, "2026-11-24 A\n2026-12-01 A\n2026-12-02 A",
          EVENT("DTSTART;VALUE=DATE:20261123\r\nRRULE:FREQ=DAILY;COUNT=2\r\nRDATE;VALUE=DATE:20261201\r\nEXDATE;VALUE=DATE:20261123\r\nRDATE;VALUE=DATE:20261202\r\nSUMMARY:A\r\n"));
}

TEST(long_names_that_begin_alike_stay_two_and_break_no_letter)
{
    const char *head = "";
    for (int i = 0; i < 70; i++) head = arena_print(t->arena, "%sệ", head);
    struct ics x = of(t, arena_print(t->arena, "BEGIN:VEVENT\r\nUID:%s1\r\nDTSTART:20261125T003000Z\r\nSUMMARY:A\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:%s2\r\nDTSTART:20261125T003000Z\r\nSUMMARY:B\r\nEND:VEVENT\r\n", head, head));
    is_int(t, 2, (int64_t)x.n);
    for (size_t i = 0; i < x.n; i++) is_true(t, utf8_valid(x.event[i].key, strlen(x.event[i].key)));
}

TEST(series_that_never_come_end_the_reading_after_two_seconds_of_work)
{
    const char *all = "";
    for (int i = 0; i < 60; i++)
        all = arena_print(t->arena, "%sBEGIN:VEVENT\r\nUID:n%d\r\nDTSTART:20261125T003000Z\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\nSUMMARY:A\r\nEND:VEVENT\r\n", all, i);
    struct ics out;
    struct fault fault;
    const char *text = arena_print(t->arena, "%s%s%s", HEAD, all, TAIL);
    is_rc(t, INVALID, read_text(t, text, strlen(text), &out, &fault));
    is_int(t, 5756, fault.number);
}

TEST(an_event_that_cannot_be_read_is_left_out_with_its_line_and_reason_and_the_others_are_read)
{
    static const struct { const char *lines, *why; } bad[] = {
        { "SUMMARY:A\r\n", "DTSTART" }, { "DTSTART:yesterday\r\nSUMMARY:A\r\n", "DTSTART" }, { "DTSTART:20261341T000000Z\r\nSUMMARY:A\r\n", "DTSTART" },
        { "DTSTART:20261125T003000Z\r\n", "không có tên" },
        { "DTSTART:20261125T003000Z\r\nDTEND:20261124T003000Z\r\nSUMMARY:A\r\n", "kết thúc trước" }, { "DTSTART:20261125T003000Z\r\nDTEND;VALUE=DATE:20261126\r\nSUMMARY:A\r\n", "không cùng kiểu" },
        { "DTSTART:20261125T003000Z\r\nDURATION:-PT1H\r\nSUMMARY:A\r\n", "DURATION" }, { "DTSTART:20261125T003000Z\r\nRRULE:FREQ=HOURLY\r\nSUMMARY:A\r\n", "lặp theo cách" },
        { "DTSTART:20261125T003000Z\r\nRRULE:often\r\nSUMMARY:A\r\n", "RRULE" }, { "DTSTART:20261125T003000Z\r\nRRULE:FREQ=DAILY;COUNT=5;COUNT=x\r\nSUMMARY:A\r\n", "RRULE" },
        { "DTSTART:20261125T003000Z\r\nRRULE:FREQ=DAILY\r\nEXDATE:20261126T003000Z,x\r\nSUMMARY:A\r\n", "EXDATE" }, { "DTSTART:20250101T003000Z\r\nSUMMARY:A\r\n", "ngoài thời gian" },
        { "DTSTART;VALUE=DATE:20261125\r\nDTEND;VALUE=DATE:20270325\r\nSUMMARY:A\r\n", "dài hơn 62 ngày" }, { "DTSTART:20261125T003000Z\r\nwhat is this\r\nSUMMARY:A\r\n", "dòng 6 không phải" },
        { "DTSTART:20261125T003000Z\r\nCLASS:PRIVATE\r\nSUMMARY:A\r\n", "riêng tư" }, { "RECURRENCE-ID;RANGE=THISANDFUTURE:20261125T003000Z\r\nDTSTART:20261125T003000Z\r\nSUMMARY:A\r\n", "RANGE" } };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct ics x = of(t, arena_print(t->arena, "BEGIN:VEVENT\r\nUID:b\r\n%sEND:VEVENT\r\n%s", bad[i].lines, EVENT("DTSTART:20261125T003000Z\r\nSUMMARY:Good\r\n")));
        if (!is_int(t, 1, (int64_t)x.n) || !is_int(t, 1, (int64_t)x.skips)) fail(t, "with %s", bad[i].lines);
        else has_text(t, bad[i].why, x.skipped[0].why);
        if (x.skips) is_int(t, 3, x.skipped[0].line);
    }
}

TEST(a_file_that_is_broken_is_refused_as_a_whole_with_what_to_do)
{
    static const struct { const char *text; int number; } bad[] = {
        { "", 5748 }, { "hello", 5748 }, { "STT,Ten\r\n1,An\r\n", 5748 }, { "BEGIN:VCARD\r\nEND:VCARD\r\n", 5748 }, { HEAD, 5750 }, { HEAD "BEGIN:VEVENT\r\nUID:a\r\n", 5750 },
        { HEAD "END:VEVENT\r\n" TAIL, 5750 }, { HEAD "BEGIN:A\r\nBEGIN:B\r\nBEGIN:C\r\nBEGIN:D\r\n", 5747 }, { HEAD "X:\xff\xfe\r\n" TAIL, 5753 } };
    struct ics out;
    struct fault fault;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        is_rc(t, INVALID, read_text(t, bad[i].text, strlen(bad[i].text), &out, &fault));
        is_int(t, bad[i].number, fault.number);
    }
}

static const char *many(struct test *t, const char *one, size_t n)
{
    char *text = arena_take(t->arena, strlen(one) * n + 1);
    for (size_t i = 0; i < n; i++) memcpy(text + i * strlen(one), one, strlen(one) + 1);
    return text;
}

TEST(nothing_is_read_past_its_limits)
{
    struct ics out;
    struct fault fault;
    const struct { const char *text; int number; } big[] = {
        { many(t, "X-A:12345678901234567890123456789012345678901234567890\r\n", 20000), 5754 }, { many(t, "A:1\r\n", 60002), 5752 },
        { many(t, "BEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\n", 2001), 5749 }, { arena_print(t->arena, "BEGIN:VEVENT\r\nSUMMARY:%s\r\nEND:VEVENT\r\n", many(t, "x", 9000)), 5751 },
        { "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:19500101T000000Z\r\nRRULE:FREQ=DAILY;COUNT=200000\r\nSUMMARY:A\r\nEND:VEVENT\r\n", 0 },
        { many(t, "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261123T000000Z\r\nRRULE:FREQ=DAILY;COUNT=2\r\nSUMMARY:A\r\nEND:VEVENT\r\n", 301), 5757 },
        { many(t, "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261123T000000Z\r\nRRULE:FREQ=DAILY\r\nSUMMARY:A\r\nEND:VEVENT\r\n", 40), 5755 },
        { many(t, "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:19500101T000000Z\r\nRRULE:FREQ=DAILY;COUNT=20000\r\nSUMMARY:A\r\nEND:VEVENT\r\n", 40), 5756 } };
    for (size_t i = 0; i < sizeof big / sizeof *big; i++) {
        const char *text = arena_print(t->arena, "%s%s%s", HEAD, big[i].text, TAIL);
        rc r = read_text(t, text, strlen(text), &out, &fault);
        if (big[i].number) is_rc(t, INVALID, r), is_int(t, big[i].number, fault.number);
        else is_rc(t, OK, r);
    }
}

TEST(long_texts_are_cut_between_letters_and_folded_lines_are_joined)
{
    struct ics x = of(t, "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261125T003000Z\r\nSUMMARY:Ngày h\r\n \xe1\xbb\r\n \x99i\\, đọc sách\r\nDESCRIPTION:Mang mũ\\nvà nước\r\nEND:VEVENT\r\n");
    is_text(t, "Ngày hội, đọc sách", x.event[0].title);
    is_text(t, "Mang mũ\nvà nước", x.event[0].note);
    is_false(t, x.event[0].cut);
    x = of(t, arena_print(t->arena, "BEGIN:VEVENT\nUID:a\nDTSTART:20261125T003000Z\nSUMMARY:%s\nEND:VEVENT\n", many(t, "ệ", 130)));         /* bare line feeds too */
    is_int(t, 120, (int64_t)utf8_count(x.event[0].title));
    is_true(t, x.event[0].cut);
}

/* What Khuê itself writes. */
TEST(what_a_feed_says_is_read_back_as_the_same_events)
{
    const struct ical_event in[] = {
        { "1@khue", "Đi bảo tàng; cả lớp, 6A1", "Hà Nội", "Mang mũ\nvà nước", { { 20782 }, { 20782 }, { true, 450 }, { true, 660 } }, { 0 }, false },
        { "2@khue", "Cả ngày", "", "", { .from = { 20783 }, .to = { 20785 } }, { 0 }, false },
        { "3@khue", "Đã hủy", "", "", { .from = { 20784 }, .to = { 20784 }, .from_minute = { true, 0 } }, { 0 }, true } };
    struct buf b;
    struct ics out;
    struct fault fault;
    buf_init(&b, 10000);
    ical_begin(&b, "Trường THCS Bình Minh");
    for (size_t i = 0; i < 3; i++) ical_put(&b, &in[i]);
    ical_end(&b);
    is_rc(t, OK, read_text(t, b.p, b.n, &out, &fault));
    is_int(t, 0, (int64_t)out.skips);
    if (is_int(t, 3, (int64_t)out.n))
        for (size_t i = 0; i < 3; i++) {
            const struct ics_event *e = &out.event[i];
            is_text(t, in[i].uid, e->uid), is_text(t, in[i].title, e->title), is_text(t, in[i].place, e->place), is_text(t, in[i].note, e->note);
            is_int(t, in[i].called_off, e->called_off);
            is_int(t, 0, memcmp(&in[i].when.from, &e->when.from, sizeof e->when.from)), is_int(t, in[i].when.to.n, e->when.to.n);
            is_int(t, in[i].when.from_minute.has ? in[i].when.from_minute.v : -1, e->when.from_minute.has ? e->when.from_minute.v : -1);
            is_int(t, in[i].when.to_minute.has ? in[i].when.to_minute.v : -1, e->when.to_minute.has ? e->when.to_minute.v : -1);
        }
    buf_finish(&b);
}

/* Borders of days, months, years, of leap years, and of a zone whose clock is put forward within the series. */
TEST(series_end_and_leave_out_by_the_clock_of_their_own_zone)
{
    reads(t, "2027-03-01 20:30 A\n2027-03-08 20:30 A\n2027-03-15 19:30 A\n2027-03-22 19:30 A",
          EVENT("DTSTART;TZID=America/New_York:20270301T083000\r\nRRULE:FREQ=WEEKLY;UNTIL=20270322T123000Z\r\nSUMMARY:A\r\n"));          /* the last one is in summer time, so is its end */
    reads(t, "2027-03-01 20:30 A\n2027-03-08 20:30 A\n2027-03-15 19:30 A",
          EVENT("DTSTART;TZID=America/New_York:20270301T083000\r\nRRULE:FREQ=WEEKLY;UNTIL=20270322T122959Z\r\nSUMMARY:A\r\n"));
    reads(t, "2026-11-24 00:00 A\n2026-11-25 00:00 A", EVENT("DTSTART:20261123T170000Z\r\nRRULE:FREQ=DAILY;UNTIL=20261124T170000Z\r\nSUMMARY:A\r\n"));       /* midnight of Hà Nội */
    reads(t, "2026-11-30 00:00-23:59 A", EVENT("DTSTART:20261129T170000Z\r\nDTEND:20261130T170000Z\r\nSUMMARY:A\r\n"));                   /* a day of 24 hours at the end of a month */
    reads(t, "2026-12-31..2027-01-01 23:00-01:00 A", EVENT("DTSTART:20261231T160000Z\r\nDTEND:20261231T180000Z\r\nSUMMARY:A\r\n"));
    reads(t, "2026-12-31 23:30 A\n2027-01-31 23:30 A", EVENT("DTSTART;TZID=Asia/Ho_Chi_Minh:20261231T233000\r\nRRULE:FREQ=MONTHLY;COUNT=2;BYMONTHDAY=-1\r\nSUMMARY:A\r\n"));
    reads(t, "2027-02-28 A", EVENT("DTSTART;VALUE=DATE:20240229\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1\r\nSUMMARY:A\r\n"));             /* the last of February */
    struct ics leap = of(t, EVENT("DTSTART;VALUE=DATE:20240229\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:A\r\n"));
    is_int(t, 0, (int64_t)leap.n);                                     /* 29 February of a year that has none is no day */
    is_int(t, 1, (int64_t)leap.skips);
    reads(t, "2026-11-23 07:30 A\n2026-11-25 07:30 A",
          EVENT("DTSTART;TZID=Asia/Ho_Chi_Minh:20261123T073000\r\nRRULE:FREQ=DAILY;COUNT=3\r\nEXDATE;VALUE=DATE:20261124\r\nSUMMARY:A\r\n"));        /* a day left out of a series of hours */
    reads(t, "2026-11-23 07:30 A\n2026-11-24 07:30 A",
          EVENT("DTSTART;TZID=Asia/Ho_Chi_Minh:20261123T073000\r\nRRULE:FREQ=DAILY;COUNT=3\r\nEXDATE;TZID=America/New_York:20261124T193000\r\nSUMMARY:A\r\n"));
    reads(t, "2026-11-25 07:30 A", EVENT("DTSTART:20261125T003000Z\r\nDTEND:20261125T003000Z\r\nSUMMARY:A\r\n"));                            /* no length */
}

TEST(series_that_say_nothing_sensible_are_told_and_never_run_on)
{
    static const char *const rule[] = { "FREQ=DAILY;COUNT=0", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=-1", "FREQ=DAILY;UNTIL=20261101T000000Z", "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=WEEKLY;BYDAY=XX", "COUNT=3", "" };
    for (size_t i = 0; i < sizeof rule / sizeof *rule; i++) {
        struct ics x = of(t, arena_print(t->arena, "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261125T003000Z\r\nRRULE:%s\r\nSUMMARY:A\r\nEND:VEVENT\r\n", rule[i]));
        if (x.n > 1 || x.n + x.skips != 1) fail(t, "%s: %zu events, %zu left out", rule[i], x.n, x.skips);
    }
}
