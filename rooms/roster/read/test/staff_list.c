/* Lists of staff as schools keep them in Excel: what is one, who is in it, what they teach. */
#include "roster/read/read.h"
#include "test/harness/test.h"
#include <string.h>

static rc found(struct test *t, const char *text, struct roster *r, struct read_fault *why)
{
    struct workbook w;
    is_rc(t, OK, sheets_read(t->arena, text, strlen(text), &w, why));
    return roster_find(t->arena, &w, r, why);
}

static const char *duties_said(struct test *t, const struct book_staff *b)
{
    const char *all = "";
    for (size_t i = 0; i < b->duties; i++)
        all = arena_print(t->arena, "%s%s%s %s%s%s", all, *all ? ", " : "", b->duty[i].duty, b->duty[i].class_title, *b->duty[i].subject ? " " : "", b->duty[i].subject);
    return all;
}

TEST(a_list_of_staff_is_read_with_what_each_teaches_and_leads)
{
    struct roster r;
    struct read_fault why;
    is_rc(t, OK, found(t, "TRƯỜNG THCS MẪU;;;;;;\nDANH SÁCH CÁN BỘ, GIÁO VIÊN, NHÂN VIÊN;;;;;;\n"
        "STT;Họ và tên;Chức vụ;Tổ chuyên môn;Môn dạy;Lớp dạy;Chủ nhiệm;Điện thoại\n"
        "1;Lê Thị Thủy;Hiệu trưởng;;;;;0912 000 001\n"
        "2;Phạm Thị Hương;Tổ trưởng;Tổ Toán – Tin;Toán;6A1, 6 A2;6A1;912000002\n"
        "3;Nguyễn Văn Nam;Giáo viên;Toán – Tin;Toán, Tin học;\"Toán 7A1, 7A2; Tin học 6A1\";;\n"
        "4;Chử Đức Thắng;Thiết bị;;;;;\n5;Bùi Ngọc Diệp;Trợ giảng;;;6A2;;\n6;Trần Thị Lan;Thủ kho;;;;;\n"
        "Tổng số: 6 người;;;;;;\n;;;;Hiệu trưởng;;\n;;;;Lê Thị Thủy;;\n", &r, &why));
    is_int(t, 0, (int)r.rows);
    is_int(t, 6, (int)r.staffs);
    static const char *const role[] = { "principal", "teacher", "teacher", "staff", "assistant", "staff" };
    for (size_t i = 0; i < 6; i++) is_text(t, role[i], r.staff[i].own);
    is_text(t, "Phạm Thị Hương", r.staff[1].name);
    is_text(t, "0912000002", r.staff[1].phone);
    is_int(t, 5, (int)r.staff[1].row);
    is_text(t, "homeroom 6A1, subject 6A1 Toán, subject 6A2 Toán", duties_said(t, &r.staff[1]));
    is_text(t, "Toán – Tin", r.staff[1].seat[0].name);
    is_true(t, r.staff[1].seat[0].head && !r.staff[2].seat[0].head);
    is_text(t, "subject 7A1 Toán, subject 7A2 Toán, subject 6A1 Tin học", duties_said(t, &r.staff[2]));
    is_text(t, "assistant 6A2", duties_said(t, &r.staff[4]));
}

TEST(headings_between_the_rows_name_the_department_and_merge_into_no_person)
{
    struct roster r;
    struct read_fault why;
    is_rc(t, OK, found(t, "Giáo viên;Phân công;SĐT\nTổ Ngữ văn;;\nNguyễn Thị Hoa;Ngữ văn: 8A1, 8A2 (chủ nhiệm);0912000003\nI. Tổ khác;;\nLê Văn Tám;Lịch sử và Địa lí 9A3;\n", &r, &why));
    is_int(t, 2, (int)r.staffs);
    is_text(t, "Ngữ văn", r.staff[0].seat[0].name);
    is_int(t, 0, (int)r.staff[1].seats);
    is_text(t, "subject 8A1 Ngữ văn, subject 8A2 Ngữ văn", duties_said(t, &r.staff[0]));
    is_text(t, "subject 9A3 Lịch sử và Địa lí", duties_said(t, &r.staff[1]));
}

TEST(a_list_of_pupils_stays_one_whatever_else_it_says)
{
    static const char *const lists[] = {
        "Họ và tên;Ngày sinh;Chức vụ\nNguyễn An;05/09/2015;Lớp trưởng\nLê Bình;06/09/2015;\n",
        "Họ và tên;Ngày sinh;Lớp;Môn\nNguyễn An;05/09/2015;6A1;Toán\n",
        "Họ và tên;Ngày sinh;Lớp;GVCN\nNguyễn An;05/09/2015;6A1;Lê Thị Hoa\n",
        "Họ và tên;Ngày sinh;Tổ\nNguyễn An;05/09/2015;Tổ 1\n",
        "DANH SÁCH HỌC SINH LỚP 6A1;;\nGiáo viên chủ nhiệm: Lê Thị Hoa;;\nHọ và tên;Ngày sinh;Điện thoại\nNguyễn An;05/09/2015;0912000001\n",
        "Họ và tên;Ngày sinh;Môn dạy;Họ tên mẹ\nNguyễn An;05/09/2015;;Lê Thị Hoa\n" };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct roster r;
        struct read_fault why;
        is_rc(t, OK, found(t, lists[i], &r, &why));
        is_int(t, 0, (int)r.staffs);
        is_true(t, r.rows > 0);
    }
}

TEST(more_staff_than_a_school_has_are_refused_with_advice)
{
    struct roster r;
    struct read_fault why;
    static const char head[] = "Giáo viên;Môn dạy\n", line[] = "Nguyễn Thị Hoa;Toán\n";
    char *text = arena_take(t->arena, sizeof head + 2001 * sizeof line), *end = text;
    end = memcpy(end, head, sizeof head - 1), end += sizeof head - 1;
    for (int i = 0; i < 2001; i++) memcpy(end, line, sizeof line - 1), end += sizeof line - 1;
    *end = 0;
    is_rc(t, LIMIT, found(t, text, &r, &why));
    is_int(t, 6075, why.number);
}
