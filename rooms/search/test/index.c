/* The index: words in, things out, on both engines. */
#include "base/test/tsv.h"
#include "base/viet.h"
#include "generated/search_queries.h"
#include "search/inside.h"
#include "test/harness/city.h"
#include <string.h>

static rc put_one(struct tx *t, const struct search_doc *in, void *out)
{
    (void)out;
    return search_put(t, in);
}
CLOSURE(put_one, struct search_doc, void)

static rc drop_one(struct tx *t, const struct search_doc *in, void *out)
{
    (void)out;
    return search_drop(t, in->kind, in->school, in->object);
}
CLOSURE(drop_one, struct search_doc, void)

static void put(struct test *t, struct ask *a, const char *kind, school_id school, int64_t id, const char *title, const char *text)
{
    struct search_doc d = { kind, school, id, title, text };
    is_rc(t, OK, transact(a, NULL, put_one, &d, NULL));
}

/* How many things the query finds on the shelf; the ids in their order. */
static size_t found(struct test *t, struct ask *a, const char *kind, school_id school, const char *typed, int64_t id[SEARCH_AT_ONCE])
{
    const struct search_query *q = search_read(t->arena, typed);
    const struct search_kind *k = search_kind_named(kind);
    struct docs_found_row *row;
    const char *query = "";
    size_t n = 0;
    if (!q) return 0;
    if (k->texts) is_rc(t, OK, query_of_texts(a, q, &query));
    else query = query_of_names(t->arena, q);
    ask_done(a);
    if (!is_rc(t, OK, docs_found(a, shelves_list(t->arena, k, school, INT64_MAX, a->now), query, INT64_MAX, SEARCH_AT_ONCE, &row, &n))) return 0;
    for (size_t i = 0; i < n; i++) id[i] = row[i].object;
    return n;
}

static size_t count(struct test *t, struct ask *a, const char *kind, school_id school, const char *typed)
{
    int64_t id[SEARCH_AT_ONCE];
    return found(t, a, kind, school, typed, id);
}

enum { TEXTS_MOST = 40 };

TEST(names_are_found_as_the_vectors_say)
{
    struct city *s = city_open(t);
    struct ask *a = as_staff(s, s->thcs.id);
    struct tsv v = tsv_read(t, "search_match");
    const char *text[TEXTS_MOST];
    int64_t hit[SEARCH_AT_ONCE];
    int texts = 0;
    for (size_t i = 0; i < v.n; i++) {
        const char *typed = tsv_unescape(t->arena, v.rows[i].field[0]), *name = tsv_unescape(t->arena, v.rows[i].field[1]);
        int at = 0;
        while (at < texts && !str_is(text[at], name)) at++;
        if (at == TEXTS_MOST) return (void)fail(t, "more texts than thought");
        if (at == texts) put(t, a, "person", s->thcs.id, id_at(1770000000000, 5, at), text[texts++] = name, NULL);
        size_t n = found(t, a, "person", s->thcs.id, typed, hit);
        const struct search_query *q = search_read(t->arena, typed);
        bool yes = false;
        for (size_t k = 0; k < n; k++) yes = yes || hit[k] == id_at(1770000000000, 5, at);
        if (yes && q->crowded) yes = search_matches(q->key, words_in_line(t->arena, name));
        if (yes != (v.rows[i].field[2][0] == 'y')) fail(t, "line %d: \"%s\" in \"%s\": %d", v.rows[i].line, typed, name, yes);
    }
    is_int(t, 340, v.n);
    city_close(s);
}

TEST(what_is_put_again_is_found_by_its_new_words_alone)
{
    struct city *s = city_open(t);
    struct ask *a = as_staff(s, s->thcs.id);
    int64_t id = id_at(1770000000000, 5, 1), hit[SEARCH_AT_ONCE];
    struct search_doc d = { "person", s->thcs.id, id, NULL, NULL };
    put(t, a, "person", s->thcs.id, id, "Kiều Duy Phong", "Thí nghiệm");
    is_int(t, 1, found(t, a, "person", s->thcs.id, "phong kieu t", hit));
    is_int(t, id, hit[0]);
    put(t, a, "person", s->thcs.id, id, "Kiều Duy Phong", "Thí nghiệm");
    is_int(t, 1, count(t, a, "person", s->thcs.id, "kiều"));
    put(t, a, "person", s->thcs.id, id, "Cấn Duy Phong", NULL);
    is_int(t, 0, count(t, a, "person", s->thcs.id, "kiều"));
    is_int(t, 0, count(t, a, "person", s->thcs.id, "nghiem"));
    is_int(t, 1, count(t, a, "person", s->thcs.id, "cấn"));
    is_rc(t, OK, transact(a, NULL, drop_one, &d, NULL));
    is_int(t, 0, count(t, a, "person", s->thcs.id, "cấn"));
    is_rc(t, OK, transact(a, NULL, drop_one, &d, NULL));
    put(t, a, "person", s->thcs.id, id, "…", NULL);
    is_int(t, 0, count(t, a, "person", s->thcs.id, "p phong"));
    city_close(s);
}

/* A school and its published page stand on two shelves under one id. */
TEST(shelves_do_not_disturb_each_other)
{
    struct city *s = city_open(t);
    struct ask *a = as_staff(s, s->thcs.id);
    school_id open = { 0 };
    put(t, a, "values", open, s->thcs.id.v, "Bình đẳng, sáng tạo", "Mỗi học sinh một dự án của riêng mình");
    is_int(t, 1, count(t, a, "school", open, "binh minh"));
    is_int(t, 0, count(t, a, "school", open, "sang tao"));
    is_int(t, 1, count(t, a, "values", open, "sang tao"));
    struct search_doc d = { "values", open, s->thcs.id.v, NULL, NULL };
    is_rc(t, OK, transact(a, NULL, drop_one, &d, NULL));
    is_int(t, 0, count(t, a, "values", open, "binh"));
    is_int(t, 1, count(t, a, "school", open, "binh minh"));
    is_int(t, 0, count(t, a, "person", s->th.id, "khuat"));
    is_int(t, 1, count(t, a, "person", s->thcs.id, "khuat"));
    city_close(s);
}

TEST(the_last_word_of_a_text_is_completed_from_three_letters_on)
{
    struct city *s = city_open(t);
    struct ask *a = as_staff(s, s->thcs.id);
    school_id open = { 0 };
    put(t, a, "values", open, s->thcs.id.v, "Trung thực", "Nghiên cứu, nghệ thuật");
    put(t, a, "values", open, s->th.id.v, "Trong sáng", "Tự tin");
    is_int(t, 0, count(t, a, "values", open, "tr"));
    is_int(t, 2, count(t, a, "values", open, "tro") + count(t, a, "values", open, "trun"));
    is_int(t, 1, count(t, a, "values", open, "nghiên cứu trung"));
    is_int(t, 1, count(t, a, "values", open, "trung thuc ngh"));
    is_int(t, 0, count(t, a, "values", open, "trun thuc"));
    is_int(t, 1, count(t, a, "values", open, "tu"));
    city_close(s);
}

/* Everything that could be an operator of either engine, and what is no text at all. */
TEST(nothing_typed_is_an_operator)
{
    static const char *const typed[] = { "an\"", "\"an\" OR \"binh\"", "an'", "an*", "an -binh", "an NOT binh", "AND", "NEAR(an binh)", "words:an", "an:*", "an & | !",
                                         "@an", "^an", "an\\", "{an}", "(an", "an)", "\xff\xfe", "an\x01", "%", "_", "--", ";", "«an»", "ă̂", "漢字", "🙂" };
    struct city *s = city_open(t);
    struct ask *a = as_staff(s, s->thcs.id);
    put(t, a, "person", s->thcs.id, id_at(1770000000000, 5, 1), "漢字 Nguyễn", NULL);
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        count(t, a, "person", s->thcs.id, typed[i]);
        count(t, a, "values", (school_id){ 0 }, typed[i]);
        is_text(t, NULL, a->fault->message);
    }
    is_int(t, 1, count(t, a, "person", s->thcs.id, "漢字"));
    is_int(t, count(t, a, "person", s->thcs.id, "an"), count(t, a, "person", s->thcs.id, "\"an*"));
    is_true(t, !search_read(t->arena, "") && !search_read(t->arena, " …!") && !search_read(t->arena, "\xff"));
    char long_one[10001];
    memset(long_one, 'n', sizeof long_one - 1);
    long_one[sizeof long_one - 1] = 0;
    is_int(t, 0, count(t, a, "person", s->thcs.id, long_one));
    const struct search_query *q = search_read(t->arena, long_one);
    is_int(t, WORD_BYTES, q->word[0].n);
    city_close(s);
}

TEST(a_rule_puts_nothing_into_another_school)
{
    struct city *s = city_open(t);
    struct ask *a = as_staff(s, s->thcs.id);
    struct search_doc foreign = { "person", s->th.id, id_at(1770000000000, 5, 1), "An", NULL }, nowhere = foreign, unknown = foreign;
    nowhere.school = (school_id){ 0 };
    unknown.kind = "spaceship";
    is_rc(t, BUG, transact(a, NULL, put_one, &foreign, NULL));
    is_rc(t, BUG, transact(a, NULL, put_one, &nowhere, NULL));
    is_rc(t, BUG, transact(a, NULL, put_one, &unknown, NULL));
    city_close(s);
}
