/* How long a list of 2,000 pupils takes, printed and not asserted: machines differ. bench/ measures the same with its bar. */
#include "base/buf.h"
#include "roster/test/house.h"
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { PUPILS = 2000 };

static double seconds(void)
{
    struct timespec now;
    /* law 19: printed, not asserted */
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static const char *list_make(struct arena *a)
{
    static const char *const family[] = { "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng" }, *const middle[] = { "Văn", "Đức", "Minh", "Quang", "Gia" }, *const given[] = { "An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khánh" };
    struct buf b;
    buf_init(&b, 1024 * 1024);
    buf_text(&b, "STT;Họ và tên;Ngày sinh;Giới tính;Lớp;Họ tên mẹ;SĐT mẹ;Họ tên bố;SĐT bố\n");
    for (int i = 0; i < PUPILS; i++)
        buf_print(&b, "%d;%s %s %s;%02d/%02d/%d;Nam;%dA%d;%s Thị %s;09%08d;%s Văn %s;08%08d\n", i + 1, family[i % 5], middle[i / 420 % 5], given[i % 7], 1 + i % 28, 1 + i % 12,
                  2015 - i / 500, 6 + i / 500, 1 + i % 12, family[i % 4], given[i % 6], i * 37, family[i % 3], given[i % 5], 60000000 + i * 41);
    const char *list = arena_text(a, b.p);
    buf_finish(&b);
    return list;
}

TEST(a_list_of_two_thousand_goes_in)
{
    struct house h;
    struct opened o;
    struct plan plan;
    struct intake_done done;
    struct wide wide;
    if (!house_open(t, &h, SCHOOL_LEVEL_LOWER_SECONDARY)) return;
    const char *list = list_make(t->arena);
    double start = seconds();
    struct ask *a = house_ask(&h);
    struct file_in in = { .name = "2000.csv", .p = list, .n = strlen(list), .by = h.clerk, .year = h.year };
    struct read_fault why;
    wide_begin(&wide, a);
    is_rc(t, OK, file_stage(a, NULL, "", &in, &o, &why));
    double staged = seconds();
    is_rc(t, OK, opened_read(a, o.face.id, &o));
    double read = seconds();
    is_int(t, PUPILS, (int64_t)o.roster.good);
    is_rc(t, OK, plan_make(a, &o, &plan));
    double planned = seconds();
    struct intake intake = { .plan = &plan, .by = h.clerk };
    is_rc(t, OK, intake_run(a, NULL, &intake, &done));
    double in_school = seconds();
    is_rc(t, OK, house_undo(a, o.face.id, h.clerk));
    printf("  %lld pupils, %lld guardians: read and staged %.2f s, preview %.2f s, planned %.2f s, taken in %.2f s, undone %.2f s\n", (long long)done.pupils,
           (long long)done.guardians, staged - start, read - staged, planned - read, in_school - planned, seconds() - in_school);
    wide_end(&wide, a);
    house_close(&h);
}
