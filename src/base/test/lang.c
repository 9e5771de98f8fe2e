#include "base/lang.h"
#include "base/str.h"
#include "test/harness/test.h"

TEST(a_text_without_translation_is_itself)
{
    static const char text[] = "Câu này không có trong bảng dịch nào cả";
    is_true(t, tr(LANG_EN, text) == text && tr(LANG_VI, text) == text);
}

TEST(names_in_braces_are_replaced_by_their_values)
{
    is_text(t, "Chào An, có 3 việc", say(t->arena, LANG_VI, "Chào {ten}, có {n} việc", "n", "3", "ten", "An", NULL));
    is_text(t, "{khác} và {An", say(t->arena, LANG_VI, "{khác} và {{n}", "n", "An", NULL));
    is_text(t, "hở { ngoặc", say(t->arena, LANG_VI, "hở { ngoặc", "n", "3", NULL));
    is_text(t, "{n}{n}", say(t->arena, LANG_VI, "{a}{a}", "a", "{n}", "n", "x", NULL));
    is_text(t, "", say(t->arena, LANG_VI, "", NULL));
}
