/* Normal form, search key, sort key, names: every row of the vectors and what the rows do not say. */
#include "base/viet.h"
#include "tsv.h"

#include <string.h>

TEST(people_stand_in_the_order_of_the_vectors)
{
    struct tsv v = tsv_read(t, "sort_names");
    struct bytes before = { (const uint8_t *)"", 0 };
    for (size_t i = 0; i < v.n; i++) {
        struct tsv_row *r = &v.rows[i];
        struct bytes key = sort_key_person(t->arena, r->field[2]);
        if (bytes_order(before, key) >= 0) fail(t, "line %d: %s does not stand after the one before", r->line, r->field[2]);
        const char *rest, *given;
        name_split(t->arena, r->field[2], &rest, &given);
        if (strcmp(rest, r->field[3]) || strcmp(given, r->field[4])) fail(t, "line %d: split into \"%s\" and \"%s\"", r->line, rest, given);
        before = key;
    }
    is_int(t, 300, v.n);
}

/* Foreign letters (scope ext) too: the key goes by ICU's order of marks. */
TEST(words_stand_in_the_order_of_the_vectors)
{
    struct tsv v = tsv_read(t, "sort_words");
    struct bytes before = { (const uint8_t *)"", 0 };
    for (size_t i = 0; i < v.n; i++) {
        struct tsv_row *r = &v.rows[i];
        struct bytes key = sort_key(t->arena, r->field[2]);
        if (bytes_order(before, key) >= 0) fail(t, "line %d: %s does not stand after the one before", r->line, r->field[2]);
        before = key;
    }
    is_int(t, 300, v.n);
}

TEST(the_same_word_in_another_normal_form_has_the_same_keys)
{
    static const char *const same[][2] = {
        { "Nguyễn Thị Ngọc Ánh", "Nguye\u0302\u0303n Thi\u0323 Ngo\u0323c A\u0301nh" }, { "ậ", "a\u0302\u0323" }, { "ự", "u\u0323\u031b" }, { "č", "c\u030c" },
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        struct bytes x = sort_key(t->arena, same[i][0]), y = sort_key(t->arena, same[i][1]);
        is_bytes(t, x.p, x.n, y.p, y.n);
        is_text(t, search_key(t->arena, same[i][0]), search_key(t->arena, same[i][1]));
        is_text(t, same[i][0], viet_nfc(t->arena, same[i][1]));
        is_true(t, viet_is_nfc(same[i][0]) && !viet_is_nfc(same[i][1]));
    }
}

TEST(long_and_strange_texts_have_keys_in_order)
{
    char many[1001];
    memset(many, 'a', 1000);
    many[1000] = 0;
    struct bytes plain = sort_key(t->arena, many);
    struct bytes late = sort_key(t->arena, arena_print(t->arena, "%.999sá", many));
    struct bytes early = sort_key(t->arena, arena_print(t->arena, "%.500sá%.499s", many, many));
    is_true(t, bytes_order(plain, late) < 0 && bytes_order(late, early) < 0);
    is_true(t, bytes_order(sort_key(t->arena, "z"), sort_key(t->arena, "Ж")) < 0);
    is_true(t, bytes_order(sort_key(t->arena, "Ж"), sort_key(t->arena, "한국")) < 0);
    is_int(t, 0, sort_key(t->arena, "").n);
    is_int(t, 0, sort_key(t->arena, "\u200b").n);
    for (size_t i = 0; i < plain.n; i++) if (!plain.p[i]) fail(t, "a key has a zero byte");
}

TEST(search_keys_are_those_of_the_vectors)
{
    struct tsv v = tsv_read(t, "search_fold");
    for (size_t i = 0; i < v.n; i++) {
        const char *text = tsv_unescape(t->arena, v.rows[i].field[0]), *want = tsv_unescape(t->arena, v.rows[i].field[1]);
        const char *key = search_key(t->arena, text);
        if (strcmp(want, key)) fail(t, "line %d: \"%s\" gives \"%s\", not \"%s\"", v.rows[i].line, text, key, want);
        if (strcmp(key, search_key(t->arena, key))) fail(t, "line %d: the key of the key differs", v.rows[i].line);
    }
    is_int(t, 101, v.n);
}

TEST(search_finds_what_the_vectors_find)
{
    struct tsv v = tsv_read(t, "search_match");
    for (size_t i = 0; i < v.n; i++) {
        const char *query = tsv_unescape(t->arena, v.rows[i].field[0]), *text = tsv_unescape(t->arena, v.rows[i].field[1]);
        bool found = search_matches(search_key(t->arena, query), search_key(t->arena, text));
        if (found != (v.rows[i].field[2][0] == 'y')) fail(t, "line %d: \"%s\" in \"%s\": %d", v.rows[i].line, query, text, found);
    }
    is_int(t, 340, v.n);
    is_true(t, search_matches("van van", "van van an") && !search_matches("van van", "van an") && search_matches("van van", "van vang"));
    is_false(t, search_matches("", "") || search_matches("a", ""));
}

TEST(a_line_of_a_form_is_tidied)
{
    is_text(t, "Nguyễn Văn An", viet_tidy(t->arena, " \t Nguye\u0302\u0303n\u00a0\u3000Văn\r\nAn\u2003 "));
    is_text(t, "ab", viet_tidy(t->arena, "a\x01\x7F\xC2\x9F" "b"));
    is_text(t, "", viet_tidy(t->arena, " \n "));
    is_text(t, "một\n\thai", viet_nfc(t->arena, "một\r\n\thai\x1b"));
    is_text(t, "á", viet_nfc(t->arena, "a\x02\u0301"));
}

TEST(names_are_split_and_cased)
{
    const char *rest, *given;
    name_split(t->arena, "  Nguyễn  Thị Minh   Anh ", &rest, &given);
    is_text(t, "Nguyễn Thị Minh", rest);
    is_text(t, "Anh", given);
    name_split(t->arena, "", &rest, &given);
    is_true(t, !*rest && !*given);
    is_text(t, "Ấn", name_given(t->arena, "Phan Định Ấn"));
    is_text(t, "Đ", name_initial(t->arena, "Nguyễn Văn đức"));
    is_text(t, "Ấ", name_initial(t->arena, "a\u0302\u0301n"));
    is_text(t, "H", name_initial(t->arena, "Y 'hen"));
    is_text(t, "D", name_initial(t->arena, "Nguyễn Thị diễm"));
    is_text(t, "M", name_initial(t->arena, "Hà \tMai "));
    is_text(t, "B", name_initial(t->arena, "An\u00a0binh"));           /* blanks of other kinds end a word too */
    is_text(t, "B", name_initial(t->arena, "An\u1680binh"));
    is_text(t, "Ê", name_initial(t->arena, "Lê e\u0302m"));
    is_text(t, "1", name_initial(t->arena, "Hùng 1"));
    is_text(t, "", name_initial(t->arena, " "));
    is_text(t, "Phạm Thị Linh", name_title_case(t->arena, "PHẠM THỊ LINH"));
    is_text(t, "H'Hen Niê Anh-Thư", name_title_case(t->arena, "h'hen niê ANH-THƯ"));
    is_true(t, name_all_caps("ĐẶNG Ý") && name_all_caps("AB") && !name_all_caps("A") && !name_all_caps("ĐẶNg") && !name_all_caps("12 -"));
    is_text(t, "NGUYỄN THỊ ƯỚC ĐẸP", viet_upper(t->arena, "Nguyễn thị ước đẹp"));
    is_text(t, "nguyễn thị ước đẹp", viet_lower(t->arena, "NGUYỄN THỊ ƯỚC ĐẸP"));
}

TEST(texts_are_empty_when_memory_fails)
{
    static const char name[] = "Nguye\u0302\u0303n Thi\u0323 Anh \uff21";
    for (long n = 1; ; n++) {
        struct arena a;
        arena_init(&a, 1 << 20);
        arena_fail_after(n);
        const char *key = search_key(&a, name), *tidy = viet_tidy(&a, name), *title = name_title_case(&a, name);
        struct bytes sort = sort_key_person(&a, name);
        bool fired = !arena_fail_armed();
        arena_fail_after(0);
        is_true(t, key && tidy && title && sort.p && a.failed == fired);
        arena_finish(&a);
        if (!fired) break;
    }
}

static long taken_for(struct arena *a, bool sort, const char *name)
{
    enum { MANY = 100000 };
    arena_fail_after(MANY);
    if (sort) sort_key_person(a, name);
    else search_key(a, name);
    long left = arena_fail_left();
    arena_fail_after(0);
    arena_reset(a);
    return MANY - left;
}

/* They are made for each of a list of thousands: a handful of allocations each, and none for a letter. */
TEST(keys_of_a_long_name_take_no_more_allocations_than_those_of_a_short_one)
{
    struct arena a;
    arena_init(&a, 1 << 20);
    for (int sort = 0; sort < 2; sort++) {
        long few = taken_for(&a, sort, "Lê An");
        if (few < 1 || few > 8) fail(t, "%s key: %ld allocations", sort ? "sort" : "search", few);
        is_int(t, few, taken_for(&a, sort, "Công Tằng Tôn Nữ Nguyễn Thị Phương Thảo Nguyên Hương Giang"));
    }
    arena_finish(&a);
}

/* U+202E, U+200E, a filler, Cyrillic T and a, Greek o: on a screen all of them read "Trần Quốc Tuấn". */
TEST(names_that_look_alike_have_one_key_and_a_line_of_text_holds_nothing_that_nobody_sees)
{
    static const char *const tuan[] = { "Trần Quốc Tuấn", "Trần Quốc Tuấn\u200e", "Tr\u2060ần Quốc\u2066 Tuấn\u2069", "\u202aTrần Quốc Tuấn\u202c", "Trần Quốc Tuấn\u3164",
        "\u0422rần Quốc Tuấn", "Trần Qu\u043e\u0302\u0301c Tu\u0430\u0302\u0301n", "Trần Qu\u03bf\u0302\u0301c Tuấn" };
    for (size_t i = 0; i < sizeof tuan / sizeof *tuan; i++) {
        const char *key = search_key(t->arena, tuan[i]);
        is_text(t, "tran quoc tuan", key);
        is_text(t, key, search_key(t->arena, key));
        if (i < 5) is_text(t, "Trần Quốc Tuấn", viet_tidy(t->arena, tuan[i]));
    }
    is_text(t, "anh.exe gpj", viet_tidy(t->arena, "anh.exe \u202egpj"));
    is_text(t, "a b", viet_tidy(t->arena, " a \u200e b\ufeff"));
}
