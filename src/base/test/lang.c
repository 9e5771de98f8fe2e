#include "base/lang.h"
#include "base/lang_table.h"
#include "base/str.h"
#include "test/harness/test.h"

#include <string.h>

TEST(a_text_without_translation_is_itself)
{
    static const char text[] = "Câu này không có trong bảng dịch nào cả";
    is_true(t, tr(LANG_EN, text) == text && tr(LANG_VI, text) == text);
}

/* The table may be the empty one of lang_none.c. Texts are copied to one place, as the cache goes by address. */
TEST(every_text_of_the_table_is_found)
{
    char text[8192];
    for (size_t i = 0; i < lang_en_n; i++) {
        if (i && strcmp(lang_en[i - 1].vi, lang_en[i].vi) >= 0) fail(t, "\"%s\" is out of order", lang_en[i].vi);
        if (strlen(lang_en[i].vi) >= sizeof text) continue;
        strcpy(text, lang_en[i].vi);
        if (tr(LANG_EN, text) != lang_en[i].en || tr(LANG_EN, text) != lang_en[i].en) fail(t, "\"%s\" is not found", text);
        if (tr(LANG_VI, text) != text) fail(t, "\"%s\" is not itself", text);
    }
    is_true(t, lang_en_n < 100000);
}

TEST(names_in_braces_are_replaced_by_their_values)
{
    is_text(t, "1 slip, 21 slips", say(t->arena, LANG_VI, "{n} {n?slip:slips}, {m} {m?slip:slips}", "n", "1", "m", "21", NULL));
    is_text(t, "{n?slip}, {x?a:b}", say(t->arena, LANG_VI, "{n?slip}, {x?a:b}", "n", "1", NULL));
    is_text(t, "Chào An, có 3 việc", say(t->arena, LANG_VI, "Chào {ten}, có {n} việc", "n", "3", "ten", "An", NULL));
    is_text(t, "{khác} và {An", say(t->arena, LANG_VI, "{khác} và {{n}", "n", "An", NULL));
    is_text(t, "hở { ngoặc", say(t->arena, LANG_VI, "hở { ngoặc", "n", "3", NULL));
    is_text(t, "{n}{n}", say(t->arena, LANG_VI, "{a}{a}", "a", "{n}", "n", "x", NULL));
    is_text(t, "", say(t->arena, LANG_VI, "", NULL));
}

TEST(a_kept_sentence_is_read_in_the_language_of_its_reader)
{
    const char *one = say_kept(t->arena, "Đã nhập {n} dòng của {ten}.", "n", kept_number(t->arena, 1898), "ten", "An {n}", NULL);
    is_text(t, "Đã nhập 1.898 dòng của An {n}.", say_again(t->arena, LANG_VI, one));
    is_text(t, "Đã nhập 1,898 dòng của An {n}.", say_again(t->arena, LANG_EN, one));
    is_text(t, "Đã nhập 1.898 dòng của An {n}. Xong.", say_again(t->arena, LANG_VI, arena_print(t->arena, "%s%s", one, say_kept(t->arena, "Xong.", NULL))));
    is_true(t, !strpbrk(one, "\t\n"));
    is_text(t, "Câu để nguyên.", say_again(t->arena, LANG_EN, "Câu để nguyên."));
    is_text(t, "", say_again(t->arena, LANG_EN, ""));
    is_text(t, "{a} của ", say_again(t->arena, LANG_VI, "\x1d{a} của {ten}\x1f" "ten"));        /* cut short: nothing breaks */
}
