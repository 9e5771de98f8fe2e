/* Corrections, answers and the school's own pupils: what changes in a row, and what never does. */
#include "roster/read/read.h"
#include "base/str.h"
#include "base/viet.h"
#include "test/harness/test.h"
#include <string.h>

static struct roster_context lower_school(void)
{
    struct roster_context ctx = { .school_year = 2026, .grade_from = 6, .grade_to = 9 };
    day_make(2026, 11, 23, &ctx.today);
    return ctx;
}

static struct roster find(struct test *t, const char *csv)
{
    struct workbook w;
    struct roster r = { 0 };
    struct read_fault why = { 0 };
    is_rc(t, OK, sheets_read(t->arena, csv, strlen(csv), &w, &why));
    is_rc(t, OK, roster_find(t->arena, &w, &r, &why));
    return r;
}

static const struct roster_problem *told(const struct roster *r, uint32_t row, const char *code)
{
    for (size_t i = 0; i < r->problems; i++) if (r->problem[i].row == row && str_is(r->problem[i].code, code)) return &r->problem[i];
    return NULL;
}

static void check(struct test *t, struct roster *r, const struct roster_context *ctx) { is_rc(t, OK, roster_recheck(t->arena, r, ctx)); }

#define HEAD "STT;Họ và tên;Ngày sinh;Giới tính;Lớp;ĐT mẹ\n"

TEST(a_correction_makes_a_row_good_and_keeps_what_the_file_said)
{
    struct roster r = find(t, HEAD "1;Lê Tuệ Anh;29/02/2015;Nữ;6A1;0900009003\n2;Trần Văn B1nh;11/11/2015;Nam;6A1;09000001\n");
    struct roster_context ctx = lower_school();
    check(t, &r, &ctx);
    is_int(t, 0, (int64_t)r.good);
    is_int(t, 2, (int64_t)r.waiting);
    struct roster_correction fix[] = { { 0, 2, MEANS_BIRTH_DATE, "28/02/2015" }, { 0, 3, MEANS_FULL_NAME, "Trần Văn Bình" }, { 0, 3, MEANS_MOTHER_PHONE, "0900000101" }, { 0, 99, MEANS_CLASS, "9Z" } };
    r.correction = fix;
    r.corrections = 4;
    check(t, &r, &ctx);
    is_int(t, 2, (int64_t)r.good);
    is_text(t, "29/02/2015", r.row[0].said[MEANS_BIRTH_DATE]);
    is_text(t, "28/02/2015", r.row[0].cell[MEANS_BIRTH_DATE]);
    is_text(t, "Trần Văn Bình", r.row[1].full_name);
    is_text(t, "+84900000101", r.row[1].guardian[0].phone);
    fix[0].text = "31/02/2015";                               /* a correction is checked like any other cell */
    check(t, &r, &ctx);
    is_true(t, told(&r, 2, "birth_date_invalid") != NULL);
    fix[2].text = "";                                         /* emptied: no phone, no problem */
    check(t, &r, &ctx);
    is_int(t, ROW_GOOD, r.row[1].state);
    is_int(t, 0, (int64_t)r.row[1].guardians);
}

TEST(an_answer_settles_a_choice_and_stays_visible)
{
    struct roster r = find(t, HEAD "1;Trần Bảo Thắng;5/13/2015;1;6A1;O900009017\n2;Ngô Bảo Lan;11/01/2015;0;6A1;0900009053 - 0900009054\n");
    struct roster_context ctx = lower_school();
    check(t, &r, &ctx);
    is_int(t, 2, (int64_t)r.waiting);
    is_true(t, told(&r, 2, "sex_code_ambiguous")->once);
    struct roster_answer answers[] = { { 0, 0, "sex_code_ambiguous", "one_is_male" }, { 0, 2, "birth_date_us_order", "13/05/2015" }, { 0, 2, "phone_letter_o", "+84900009017" }, { 0, 3, "phone_multiple", "+84900009054" } };
    r.answer = answers;
    r.answers = 4;
    check(t, &r, &ctx);
    is_int(t, 2, (int64_t)r.good);
    is_int(t, SEX_MALE, r.row[0].sex);
    is_int(t, SEX_FEMALE, r.row[1].sex);
    is_text(t, "+84900009054", r.row[1].guardian[0].phone);
    is_text(t, "+84900009054", told(&r, 3, "phone_multiple")->answer);
}

TEST(one_of_two_equal_rows_can_be_left_out)
{
    struct roster r = find(t, HEAD "1;Phạm Kim Hương;26/11/2015;Nữ;6A1;\n2;PHAM KIM HUONG;26/11/2015;Nữ;6 A1;\n3;Trịnh Như Linh;06/09/2015;Nữ;6A1;\n4;Trịnh Như Linh;06/09/2015;Nữ;6A2;\n");
    struct roster_context ctx = lower_school();
    check(t, &r, &ctx);
    is_int(t, 2, told(&r, 3, "duplicate_in_file")->related_row);
    is_int(t, 4, told(&r, 5, "same_pupil_two_classes")->related_row);
    struct roster_answer answers[] = { { 0, 3, "duplicate_in_file", "keep_one" }, { 0, 5, "same_pupil_two_classes", "6A2" } };
    r.answer = answers;
    r.answers = 2;
    check(t, &r, &ctx);
    is_int(t, ROW_GOOD, r.row[0].state);
    is_int(t, ROW_SKIPPED, r.row[1].state);
    is_int(t, ROW_SKIPPED, r.row[2].state);
    is_int(t, ROW_GOOD, r.row[3].state);
    answers[0].option = "two_pupils";
    answers[1].option = "6A1";
    check(t, &r, &ctx);
    is_int(t, ROW_GOOD, r.row[1].state);
    is_int(t, ROW_GOOD, r.row[2].state);
    is_int(t, ROW_SKIPPED, r.row[3].state);
}

TEST(a_pupil_of_the_school_is_asked_about)
{
    struct roster r = find(t, HEAD "1;Lê Tuệ Anh;28/02/2015;Nữ;6A1;\n2;Trần Văn Bình;11/11/2015;Nam;6A1;\n");
    struct roster_context ctx = lower_school();
    struct roster_existing e[] = { { "le tue anh", { 0 }, "6A9", 1 }, { "le tue anh", { 0 }, "7 b", 7 }, { "tran van binh", { 0 }, "6a1", 9 } };
    e[0].birth_date.has = e[1].birth_date.has = true;
    day_make(2014, 2, 28, &e[0].birth_date.v);
    day_make(2015, 2, 28, &e[1].birth_date.v);
    ctx.existing = e;
    ctx.existing_n = 3;
    check(t, &r, &ctx);
    is_int(t, 2, (int64_t)r.waiting);
    is_int(t, 7, r.row[0].existing);
    is_int(t, 9, r.row[1].existing);                          /* no birth date there: the same class tells */
    struct roster_answer answers[] = { { 0, 0, "already_in_school", "update" }, { 0, 3, "already_in_school", "new" } };
    r.answer = answers;
    r.answers = 2;
    check(t, &r, &ctx);
    is_int(t, ROW_UPDATE, r.row[0].action);
    is_int(t, ROW_NEW, r.row[1].action);
    is_int(t, 2, (int64_t)r.good);
    answers[0].option = "skip";
    check(t, &r, &ctx);
    is_int(t, ROW_SKIPPED, r.row[0].state);
}

TEST(classes_of_the_school_are_known_and_others_are_new)
{
    static const char *const classes[] = { "6A1", "6AI" };
    struct roster r = find(t, HEAD "1;Lê Tuệ Anh;28/02/2015;Nữ;lớp 6a1;\n2;Trần Văn Bình;11/11/2015;Nam;6 AI;\n3;Đỗ Thu Hà;11/11/2015;Nữ;6B;\n4;Đỗ Thu Hoa;11/11/2015;Nữ;3B;\n");
    struct roster_context ctx = lower_school();
    ctx.class_name = classes;
    ctx.classes = 2;
    check(t, &r, &ctx);
    is_text(t, "6A1", r.row[0].class_name);
    is_text(t, "6AI", r.row[1].class_name);                   /* it really exists */
    is_text(t, "6B", r.row[2].class_name);
    is_int(t, ROW_GOOD, r.row[2].state);
    is_true(t, told(&r, 5, "class_outside_school") != NULL);
}

TEST(a_file_without_classes_takes_the_class_that_the_user_names)
{
    struct roster r = find(t, "Họ và tên;Ngày sinh\nLê Tuệ Anh;28/02/2015\n");
    struct roster_context ctx = lower_school();
    check(t, &r, &ctx);
    is_true(t, told(&r, 2, "class_missing")->once);
    ctx.class_for_all = "6A1";
    check(t, &r, &ctx);
    is_text(t, "6A1", r.row[0].class_name);
    is_int(t, ROW_GOOD, r.row[0].state);
}

TEST(a_preschool_names_its_classes_freely)
{
    struct roster r = find(t, HEAD "1;Lê Tuệ Anh;28/02/2022;Nữ;Mẫu giáo nhỡ B1;\n2;Đỗ Minh;01/05/2021;Nam;Hoa Hồng;\n");
    struct roster_context ctx = { .school_year = 2026, .preschool = true };
    day_make(2026, 11, 23, &ctx.today);
    check(t, &r, &ctx);
    is_int(t, 2, (int64_t)r.good);
    is_text(t, "Mẫu giáo nhỡ B1", r.row[0].class_name);
}

TEST(rows_that_are_no_pupils_are_told_and_left_out)
{
    struct roster r = find(t, "TRƯỜNG THCS MẪU THỬ;;;\nDANH SÁCH HỌC SINH LỚP 6A3;;;\n;;;\nSTT;Họ và tên;;Ngày sinh\n(1);(2);(3);(4)\n1;Lê Tuệ;Anh;28/02/2015\n2;Đỗ Minh;Hà;01/05/2015\n3;;;\n;Tổng số: 2 học sinh;;\n;;Hà Nội, ngày 05 tháng 9 năm 2026;\n;;Hiệu trưởng;\n;;Nguyễn Thị Mẫu;\n");
    struct roster_context ctx = lower_school();
    check(t, &r, &ctx);
    is_int(t, 2, (int64_t)r.rows);
    is_text(t, "Lê Tuệ Anh", r.row[0].full_name);             /* one heading over họ đệm and tên */
    is_text(t, "6A3", r.row[0].class_name);
    is_int(t, 2, (int64_t)r.good);
    is_int(t, 8, (int64_t)r.ignored_n);
}

TEST(a_class_title_between_the_rows_holds_for_those_below)
{
    struct roster r = find(t, "STT;Họ và tên;Ngày sinh\nLớp 6A1;;\n1;Lê Tuệ Anh;28/02/2015\nLớp 6A2;;\n1;Đỗ Minh Hà;01/05/2015\n");
    struct roster_context ctx = lower_school();
    check(t, &r, &ctx);
    is_text(t, "6A1", r.row[0].class_name);
    is_text(t, "6A2", r.row[1].class_name);
}

TEST(two_tiers_without_merges_and_dates_by_sex_are_read)
{
    struct roster r = find(t, "STT;Họ và tên;Ngày sinh;;Mẹ;\n;;Nam;Nữ;Họ tên;SĐT\n1;Lê Tuệ Anh;;28/02/2015;Phạm Thị Thơ;0900000001\n2;Đỗ Minh;01/05/2015;;Lê Thị Mơ;\n");
    struct roster_context ctx = lower_school();
    ctx.class_for_all = "6A1";
    check(t, &r, &ctx);
    is_int(t, 2, (int64_t)r.good);
    is_int(t, SEX_FEMALE, r.row[0].sex);
    is_int(t, SEX_MALE, r.row[1].sex);
    is_text(t, "Phạm Thị Thơ", r.row[0].guardian[0].name);
}

TEST(dates_in_other_forms_are_read_or_asked)
{
    static const struct { const char *typed, *code, *iso; } cases[] = {
        { "2015/05/17", NULL, "2015-05-17" }, { "17 / 5 / 2015", NULL, "2015-05-17" }, { "17/05/2015 00:00:00", NULL, "2015-05-17" }, { "'17/05/2015", NULL, "2015-05-17" }, { "ngày 17 tháng 5 năm 2015", NULL, "2015-05-17" },
        { "42141", "birth_date_from_serial", "2015-05-17" }, { "5/2015", "birth_date_incomplete", "" }, { "2015", "birth_date_incomplete", "" }, { "hôm qua", "birth_date_unreadable", "" }, { "17/05/15", "birth_date_two_digit_year", "2015-05-17" },
        { "31/02/15", "birth_date_invalid", "" }, { "13/13/2015", "birth_date_invalid", "" }, { "17/05/1815", "birth_date_implausible", "" }, { "17/05/2025", "birth_date_implausible", "2025-05-17" }, { "17/05/2016", "age_unusual_for_grade", "2016-05-17" }
    };
    struct roster_context ctx = lower_school();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct roster r = find(t, arena_print(t->arena, HEAD "1;Lê Tuệ Anh;%s;Nữ;6A1;\n", cases[i].typed));
        char iso[DAY_TEXT_SIZE] = "";
        check(t, &r, &ctx);
        if (r.row[0].birth_date.has) day_iso(r.row[0].birth_date.v, iso);
        if (!is_text(t, cases[i].iso, iso)) fail(t, "%s", cases[i].typed);
        if (cases[i].code && !told(&r, 2, cases[i].code)) fail(t, "%s: %s not told", cases[i].typed, cases[i].code);
        if (!cases[i].code && r.row[0].state != ROW_GOOD) fail(t, "%s should be good", cases[i].typed);
    }
}

TEST(phones_in_other_forms_are_read_or_asked)
{
    static const struct { const char *typed, *code, *phone; } cases[] = {
        { "+84 900 009 056", NULL, "+84900009056" }, { "(0900) 009-055", NULL, "+84900009055" }, { "'0900009055", NULL, "+84900009055" }, { "900009055", "phone_leading_zero_restored", "+84900009055" },
        { "01681234567", "phone_old_prefix", "+84381234567" }, { "0438221234", "phone_old_prefix", "+842438221234" }, { "02839101234", "phone_other_province", "+842839101234" }, { "+14155552671", "phone_foreign", "" },
        { "0900009055/0900009056", "phone_multiple", "+84900009055" }, { "0900009055 hoặc 0900009056", "phone_multiple", "+84900009055" }, { "không có", "phone_invalid", "" }, { "0123", "phone_invalid", "" }
    };
    struct roster_context ctx = lower_school();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct roster r = find(t, arena_print(t->arena, HEAD "1;Lê Tuệ Anh;28/02/2015;Nữ;6A1;%s\n", cases[i].typed));
        check(t, &r, &ctx);
        if (!is_text(t, cases[i].phone, r.row[0].guardians ? r.row[0].guardian[0].phone : "")) fail(t, "%s", cases[i].typed);
        if (cases[i].code ? !told(&r, 2, cases[i].code) : r.row[0].problems > 0) fail(t, "%s: %s", cases[i].typed, cases[i].code ? cases[i].code : "nothing is wrong");
    }
}

TEST(a_formula_without_a_value_waits)
{
    struct roster r = find(t, HEAD "1;=B3;28/02/2015;Nữ;6A1;#N/A\n");
    struct roster_context ctx = lower_school();
    check(t, &r, &ctx);
    is_true(t, told(&r, 2, "formula_without_value") != NULL);
    is_true(t, told(&r, 2, "cell_error") != NULL);
    is_int(t, ROW_WAITING, r.row[0].state);
}

TEST(two_pupils_with_one_number_are_told)
{
    struct roster r = find(t, "Họ và tên;Ngày sinh;Lớp;Mã học sinh;Số định danh\nLê Tuệ Anh;28/02/2015;6A1;0117246803;999315090001\nĐỗ Minh Hà;01/05/2015;6A1;0117246803;999315090001\n");
    struct roster_context ctx = lower_school();
    check(t, &r, &ctx);
    is_true(t, told(&r, 3, "moet_id_repeated") != NULL);
    is_true(t, told(&r, 3, "national_id_repeated") != NULL);
    has_text(t, "Lê Tuệ Anh", roster_problem_say(t->arena, LANG_VI, told(&r, 3, "moet_id_repeated")));
}

TEST(rows_and_columns_come_back_from_the_database_as_they_went)
{
    struct roster r = find(t, HEAD "1;\"  Lê\tTuệ\nAnh \\ \";28/02/2015;Nữ;6A1;\n");
    struct roster_row row = { 0 };
    struct roster_sheet s = { 0 };
    roster_row_unpack(t->arena, roster_row_pack(t->arena, &r.row[0]), &row);
    for (enum meaning m = 0; m < MEANINGS; m++) is_text(t, r.row[0].said[m], row.said[m]);
    is_true(t, roster_columns_unpack(t->arena, roster_columns_pack(t->arena, &r.sheet[0]), &s));
    is_int(t, (int64_t)r.sheet[0].columns, (int64_t)s.columns);
    for (size_t i = 0; i < s.columns; i++) { is_text(t, r.sheet[0].column[i].header, s.column[i].header); is_int(t, r.sheet[0].column[i].means, s.column[i].means); }
    is_false(t, roster_columns_unpack(t->arena, "x\ty\tz\n", &s));
    for (enum meaning m = 0; m < MEANINGS; m++) is_int(t, m, roster_meaning_read(roster_meaning_code(m)));
}
