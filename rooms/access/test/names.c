#include "access/access.h"
#include "test/harness/test.h"
#include <string.h>

TEST(a_user_name_is_the_given_name_and_initials_and_digits)
{
    const char *name = user_name_make(t->arena, "Nguyễn Thị Minh Anh", 4711, 0);
    is_int(t, 0, strncmp(name, "anhntm", 6));
    is_int(t, 10, strlen(name));
    is_text(t, name, user_name_make(t->arena, "Nguyễn Thị Minh Anh", 4711, 0));
    is_int(t, 0, strncmp(user_name_make(t->arena, "Đặng Đức", 1, 0), "ducd", 4));
    is_int(t, 0, strncmp(user_name_make(t->arena, "李小龍", 1, 0), "k", 1));
}

TEST(a_very_common_name_gets_more_digits)
{
    is_int(t, 6 + 4, strlen(user_name_make(t->arena, "Nguyễn Thị Minh Anh", 1, 5)));
    is_int(t, 6 + 6, strlen(user_name_make(t->arena, "Nguyễn Thị Minh Anh", 1, 6)));
    is_int(t, 6 + 8, strlen(user_name_make(t->arena, "Nguyễn Thị Minh Anh", 1, 19)));
    const char *longest = user_name_make(t->arena, "Tôn Nữ Công Huyền Hoàng Thùy Phương Abcdefghijklmnopqrstuvwxyz", 1, 19);
    is_true(t, strlen(longest) <= 32);
}
