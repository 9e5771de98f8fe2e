#include "classes/classes.h"
#include "test/harness/test.h"
#include <string.h>

TEST(class_names_are_one_whatever_the_spelling)
{
    static const char *const same[] = { "6A1", "6 A1", "Lớp 6A1", "6a1", "lớp 6a1", "6A1 ", "LỚP 6A1", "6.A1", "6-A1", "6A 1" };
    struct class_name name;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        is_true(t, class_name_read(t->arena, same[i], &name));
        is_text(t, "6a1", name.key);
        is_text(t, "6A1", name.shown);
        is_int(t, 6, name.grade);
    }
}

TEST(six_a_ten_is_another_class_and_comes_after_six_a_two)
{
    struct class_name one, ten, two;
    is_true(t, class_name_read(t->arena, "6A1", &one) && class_name_read(t->arena, "6A10", &ten) && class_name_read(t->arena, "6A2", &two));
    is_false(t, strcmp(one.key, ten.key) == 0);
    is_true(t, memcmp(two.sort_key.p, ten.sort_key.p, two.sort_key.n) < 0);
}

TEST(grades_are_read_from_names_of_all_levels)
{
    static const struct { const char *name; int grade; } cases[] = {
        { "1A1", 1 }, { "Lớp 10D1", 10 }, { "12A", 12 }, { "11 Toán", 11 }, { "MGL A3", -1 }, { "MGN B1", -2 }, { "MGB C2", -3 }, { "Nhà trẻ D1", -4 }, { "Mẫu giáo lớn A1", -1 },
    };
    struct class_name name;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (!is_true(t, class_name_read(t->arena, cases[i].name, &name))) continue;
        is_int(t, cases[i].grade, name.grade);
    }
    is_false(t, class_name_read(t->arena, "A1", &name));
    is_false(t, class_name_read(t->arena, "", &name));
}
