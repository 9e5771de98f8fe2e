/* Headings, titles and names of classes as schools write them. */
#include "roster/read/class_spelling.h"
#include "roster/read/heading.h"
#include "roster/read/read.h"
#include "test/harness/test.h"
#include <string.h>

TEST(headings_are_known_however_they_are_spelled)
{
    static const struct { const char *label; enum meaning means; } cases[] = {
        { "STT", MEANS_NUMBER }, { "TT", MEANS_NUMBER }, { "Số TT", MEANS_NUMBER }, { "Họ và tên", MEANS_FULL_NAME }, { "HỌ VÀ TÊN HỌC SINH", MEANS_FULL_NAME }, { "Ho ten", MEANS_FULL_NAME },
        { "Họ & tên", MEANS_FULL_NAME }, { "Họ tên\nhọc sinh", MEANS_FULL_NAME }, { "Học sinh", MEANS_FULL_NAME }, { "Họ đệm", MEANS_FAMILY_MIDDLE }, { "Họ và chữ lót", MEANS_FAMILY_MIDDLE }, { "Họ", MEANS_FAMILY_MIDDLE },
        { "Tên", MEANS_GIVEN }, { "Tên đệm", MEANS_MIDDLE }, { "Ngày sinh", MEANS_BIRTH_DATE }, { "Ngày, tháng, năm sinh", MEANS_BIRTH_DATE }, { "Ngày sinh (dd/mm/yyyy)", MEANS_BIRTH_DATE }, { "Sinh ngày", MEANS_BIRTH_DATE },
        { "Giới tính", MEANS_SEX }, { "GT", MEANS_SEX }, { "Nam/Nữ", MEANS_SEX }, { "Nữ", MEANS_FEMALE_MARK }, { "Nữ (x)", MEANS_FEMALE_MARK }, { "Giới tính (nữ ghi x)", MEANS_FEMALE_MARK }, { "Nam", MEANS_MALE_MARK }, { "Năm", MEANS_NOTHING },
        { "Lớp", MEANS_CLASS }, { "LOP", MEANS_CLASS }, { "Tên lớp", MEANS_CLASS }, { "Lớp cũ", MEANS_NOTHING }, { "Khối", MEANS_GRADE }, { "Họ tên mẹ", MEANS_MOTHER_NAME }, { "Mẹ", MEANS_MOTHER_NAME },
        { "ĐT mẹ", MEANS_MOTHER_PHONE }, { "Số điện thoại của mẹ", MEANS_MOTHER_PHONE }, { "SĐT bố", MEANS_FATHER_PHONE }, { "Họ tên cha", MEANS_FATHER_NAME }, { "Nghề nghiệp cha", MEANS_NOTHING }, { "Năm sinh mẹ", MEANS_NOTHING },
        { "CCCD mẹ", MEANS_NOTHING }, { "Phụ huynh", MEANS_GUARDIAN_NAME }, { "Họ tên cha (mẹ)", MEANS_GUARDIAN_NAME }, { "Người giám hộ", MEANS_GUARDIAN_NAME }, { "SĐT người giám hộ", MEANS_GUARDIAN_PHONE },
        { "Số ĐT", MEANS_GUARDIAN_PHONE }, { "Điện thoại", MEANS_GUARDIAN_PHONE }, { "Điện thoại học sinh", MEANS_NOTHING }, { "Quan hệ", MEANS_GUARDIAN_RELATION }, { "Mối quan hệ với học sinh", MEANS_GUARDIAN_RELATION },
        { "Số định danh", MEANS_NATIONAL_ID }, { "Số CCCD", MEANS_NATIONAL_ID }, { "Mã định danh cá nhân", MEANS_NATIONAL_ID }, { "Mã định danh Bộ GD&ĐT", MEANS_MOET_ID }, { "Mã học sinh", MEANS_PUPIL_CODE },
        { "Dân tộc", MEANS_ETHNICITY }, { "Nơi sinh", MEANS_BIRTH_PLACE }, { "Hộ khẩu thường trú", MEANS_ADDRESS }, { "Trạng thái", MEANS_STATUS }, { "Quê quán", MEANS_NOTHING },
        { "Nguyễn Văn An", MEANS_NOTHING }, { "DANH SÁCH HỌC SINH LỚP 3B", MEANS_NOTHING }, { "20/09/2018", MEANS_NOTHING }, { "", MEANS_NOTHING }
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum meaning got = heading_means(t->arena, cases[i].label);
        if (got != cases[i].means) fail(t, "%s: want %s, got %s", cases[i].label, roster_meaning_code(cases[i].means), roster_meaning_code(got)); else is_true(t, true);
    }
}

TEST(a_title_tells_the_class)
{
    is_text(t, "3B", title_class(t->arena, "DANH SÁCH HỌC SINH LỚP 3B"));
    is_text(t, "7A", title_class(t->arena, "Danh sách học sinh lớp 7A - Năm học 2026-2027"));
    is_text(t, "6A1", title_class(t->arena, "Lớp: 6A1"));
    is_text(t, "6A10", title_class(t->arena, "LỚP 6 A10 NĂM HỌC 2026-2027"));
    is_text(t, "", title_class(t->arena, "DANH SÁCH HỌC SINH"));
    is_text(t, "", title_class(t->arena, "Năm học 2026 - 2027"));
    is_text(t, "Mẫu giáo lớn A2", title_class(t->arena, "Lớp Mẫu giáo lớn A2 - Năm học 2026-2027"));
    is_text(t, "7A", sheet_name_class(t->arena, "7A"));
    is_text(t, "7A", sheet_name_class(t->arena, "Lớp 7A"));
    is_text(t, "", sheet_name_class(t->arena, "Sheet1"));
    is_text(t, "", sheet_name_class(t->arena, "2026"));
}

TEST(one_class_has_one_key)
{
    static const char *const same[] = { "6A1", "6 A1", "Lớp 6A1", "6a1", "lớp 6a1", "6A1 ", "LỚP 6A1", "6.A1", "6-A1", "6A 1", "Lớp: 6A1" };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        struct class_spelling c = class_spelling_read(t->arena, same[i]);
        is_text(t, "6a1", c.key);
        is_text(t, "6A1", c.name);
        is_int(t, 6, c.grade);
    }
    is_text(t, "6a10", class_spelling_read(t->arena, "6 A10").key);
    is_text(t, "6/1", class_spelling_read(t->arena, "6/1").key);
    is_int(t, 10, class_spelling_read(t->arena, "10A1").grade);
    is_int(t, 0, class_spelling_read(t->arena, "A1").grade);
    is_int(t, 0, class_spelling_read(t->arena, "61A").grade);
    is_text(t, "Mẫu giáo bé", class_spelling_read(t->arena, "Mẫu giáo  bé").name);
    is_text(t, "6A1", class_spelling_unmixed(t->arena, "6AI"));
    is_text(t, "6A10", class_spelling_unmixed(t->arena, "6AIO"));
    is_text(t, "", class_spelling_unmixed(t->arena, "6A1"));
    is_text(t, "", class_spelling_unmixed(t->arena, "6I"));
}
