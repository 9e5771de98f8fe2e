/* The heads' side of the record store: who sees it, what keys did, statements found and shown whole, figures and kept ways of looking at them. */
#include "doors/xapi/test/door.h"
#include "base/ids.h"
#include "groups/groups.h"
#include "people/people.h"
#include <stdlib.h>
#include <string.h>

static const char *told_by(struct test *t, struct city *s, person_id person, const char *uuid, const char *verb, const char *thing)
{
    char id[ID_TEXT_SIZE];
    id_text(person.v, id);
    return arena_print(t->arena, "{\"id\":\"%s\",\"actor\":{\"account\":{\"homePage\":\"%s\",\"name\":\"%s\"}},\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/%s\"},\"object\":{\"id\":\"http://x.vn/%s\","
                       "\"definition\":{\"name\":{\"vi\":\"Bài %s\"}}}}", uuid, s->app.config.base_url, id, verb, thing, thing);
}
#define UUID_1 "11111111-2222-4333-8444-555555555551"
#define UUID_2 "11111111-2222-4333-8444-555555555552"

static rc deed_done(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    struct deed d = { .school = s->thcs.id, .actor = s->an, .as = DEED_AS_PUPIL, .verb = DEED_VERB_JOINED, .object = { groups_objects[0].code, 77, "Câu lạc bộ Cờ" } };
    return deed_add(t, &d);
}
CLOSURE(deed_done, struct city, void)

/* An and Bình passed two lessons, told by a key of thcs; An joined a club, as the house wrote. */
static struct program some_work(struct test *t, struct city *s)
{
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    is_int(t, 200, says(&p, told_by(t, s, s->an, UUID_1, "passed", "phan-so")));
    is_int(t, 200, says(&p, told_by(t, s, s->binh, UUID_2, "experienced", "hinh-tron")));
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, deed_done, s, NULL));
    return p;
}

TEST(the_heads_see_what_keys_did_and_why_they_were_refused)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    struct program p = some_work(t, s);
    is_int(t, 400, says(&p, "{\"actor\":1}"));
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/kho-phat-bieu", &r));                      /* GET /t/:truong/kho-phat-bieu */
    has_text(t, "POST /xapi/statements", r.body);
    has_text(t, "SCORM", r.body);
    has_text(t, "<b>2</b><span>phát biểu của phần mềm khác", r.body);
    has_text(t, "<b>1</b><span>việc ghi trong Khuê", r.body);
    lacks_text(t, "Trần Lê Bình An", r.body);
    is_int(t, 403, city_get(t, s, s->clerk, "/t/thcs/kho-phat-bieu", NULL));
    is_int(t, 403, city_get(t, s, s->hang, "/t/thcs/kho-phat-bieu", NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, "/t/thcs/kho-phat-bieu", NULL));
    is_int(t, 200, city_get(t, s, s->th_principal, "/t/tieu-hoc/kho-phat-bieu", &r));
    lacks_text(t, "SCORM", r.body);
    loop_close(&p.l);
    city_close(s);
}

TEST(why_it_was_refused_stands_there_in_words_once_however_often)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    struct program p = program_in(t, s, s->thcs.id, "statements/write", V2), english = p;
    english.headers = arena_print(t->arena, "%s\nAccept-Language: en", p.headers);
    for (int i = 0; i < 3; i++) is_int(t, 400, says(&english, "{\"actor\":{\"mbox\":\"mailto:a@x.vn\"},\"verb\":{\"id\":\"khong-phai\"},\"object\":{\"id\":\"http://x.vn/o\"}}"));
    is_int(t, 400, says(&p, "{\"Nguyễn Thị Sương\":1,\"Nguyễn Thị Sương\":2}"));
    is_int(t, 403, asks(&p, GET, "/statements", "", NULL, NULL));
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/kho-phat-bieu", &r));
    has_text(t, "«…» phải là một IRI có lược đồ.", r.body);                                       /* in the reader's language, whatever the program's */
    has_text(t, "$.verb.id", r.body);
    has_text(t, "3 lần, gần nhất", r.body);
    has_text(t, "một tên có hai lần trong cùng đối tượng", r.body);
    has_text(t, "Khóa này không có quyền làm việc ấy.", r.body);
    lacks_text(t, "Sương", r.body);
    lacks_text(t, "khong-phai", r.body);
    loop_close(&p.l);
    city_close(s);
}

TEST(statements_are_found_by_person_key_verb_activity_and_time_and_the_look_is_in_the_ledger)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    struct program p = some_work(t, s);
    char id[ID_TEXT_SIZE];
    const struct { const char *query; bool an, binh, club; } rows[] = {
        { "", true, true, true }, { "?nguoi=tran+le+binh+an", true, false, true }, { "?dong_tu=http%3A%2F%2Fadlnet.gov%2Fexpapi%2Fverbs%2Fpassed", true, false, false },
        { "?hoat_dong=http%3A%2F%2Fx.vn%2Fhinh-tron", false, true, false }, { "?den=22/11/2026", false, false, false }, { "?tu=23/11/2026", true, true, true } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        is_int(t, 200, city_get(t, s, s->principal, arena_print(t->arena, "/t/thcs/kho-phat-bieu/tim%s", rows[i].query), &r));     /* GET /t/:truong/kho-phat-bieu/tim */
        if ((strstr(r.body, "Bài phan-so") != NULL) != rows[i].an || (strstr(r.body, ">Bài hinh-tron") != NULL) != rows[i].binh || (strstr(r.body, "Câu lạc bộ Cờ") != NULL) != rows[i].club)
            fail(t, "%s: %.4000s", rows[i].query, strstr(r.body, "<main") ? strstr(r.body, "<main") : r.body);
    }
    has_text(t, "Trần Lê Bình An đã đạt", r.body);
    has_text(t, "Trần Lê Bình An đã tham gia nhóm <a", r.body);              /* as the journey says it */
    id_text(p.key.v, id);
    is_int(t, 200, city_get(t, s, s->principal, arena_print(t->arena, "/t/thcs/kho-phat-bieu/tim?khoa=%s", id), &r));
    has_text(t, "Bài phan-so", r.body);
    lacks_text(t, "Câu lạc bộ Cờ", r.body);
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/kho-phat-bieu/tim?nguoi=binh", &r));
    has_text(t, "Trần Lê Bình An</a> <span class=\"small muted\">Học sinh · ", r.body);           /* two of one name are told apart */
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/kho-phat-bieu/tim?nguoi=khong-co-ai", &r));
    has_text(t, "Không có ai của trường mang tên ấy.", r.body);
    is_int(t, 303, city_get(t, s, s->principal, "/t/thcs/kho-phat-bieu/tim?phat_bieu=" UUID_1, NULL));
    is_true(t, rows_of(t, s, arena_print(t->arena, "SELECT count(*) FROM look WHERE subject_id = %lld AND viewer_id = %lld", (long long)s->an.v, (long long)s->principal.v)) >= 1);
    is_int(t, 403, city_get(t, s, s->clerk, "/t/thcs/kho-phat-bieu/tim", NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, "/t/thcs/kho-phat-bieu/tim", NULL));
    is_int(t, 200, city_get(t, s, s->th_principal, "/t/tieu-hoc/kho-phat-bieu/tim", &r));
    lacks_text(t, "Bài phan-so", r.body);
    loop_close(&p.l);
    city_close(s);
}

TEST(many_statements_are_read_page_by_page_and_none_is_left_out)
{
    enum { ALL = 70 };
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    bool seen[ALL] = { false };
    int lines = 0, pages = 0;
    const char *batch = "[";
    for (int i = 0; i < ALL; i++)
        batch = arena_print(t->arena, "%s%s{\"actor\":{\"mbox\":\"mailto:a@x.vn\",\"name\":\"Người ngoài\"},\"verb\":{\"id\":\"http://x.vn/v\"},\"object\":{\"id\":\"http://x.vn/o\",\"definition\":{\"name\":{\"vi\":\"bài %02d.\"}}}}", batch, i ? "," : "", i);
    is_int(t, 200, says(&p, arena_print(t->arena, "%s]", batch)));
    const char *path = "/t/thcs/kho-phat-bieu/tim?dong_tu=http%3A%2F%2Fx.vn%2Fv";
    while (path && pages++ < 5) {
        struct loop_reply r;
        is_int(t, 200, city_get(t, s, s->principal, path, &r));
        for (int i = 0; i < ALL; i++)
            if (strstr(r.body, arena_print(t->arena, "bài %02d.", i))) is_false(t, seen[i]), seen[i] = true, lines++;
        const char *next = strstr(r.body, "href=\"/t/thcs/kho-phat-bieu/tim?sau="), *end = next ? strchr(next + 6, '"') : NULL;
        path = NULL;
        if (end) {
            const char *raw = arena_text_n(t->arena, next + 6, (size_t)(end - next - 6)), *amp = strstr(raw, "&amp;");
            path = arena_print(t->arena, "%.*s&%s", (int)(amp ? amp - raw : (long)strlen(raw)), raw, amp ? amp + 5 : "");
        }
    }
    is_int(t, ALL, lines);
    is_int(t, 3, pages);
    loop_close(&p.l);
    city_close(s);
}

/* Statements as long and as full as they may be: nobody who tells such ones shuts the heads' pages, or what programs read. */
TEST(whatever_a_program_tells_every_page_of_the_heads_opens)
{
    enum { ALL = 310, LONG = 29000 };
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    char *many = malloc(2 * LONG + 1);
    if (!is_true(t, many != NULL)) return;
    for (int i = 0; i < LONG; i++) memcpy(many + 2 * i, "1,", 2);
    many[2 * LONG - 1] = 0;
    is_int(t, 200, says(&p, arena_print(t->arena, "{\"id\":\"" UUID_1 "\",\"actor\":{\"mbox\":\"mailto:a@x.vn\"},\"verb\":{\"id\":\"http://x.vn/did\"},\"object\":{\"id\":\"http://x.vn/o\"},\"result\":{\"extensions\":{\"http://x.vn/e\":%s%s%s}}}",
                                            "[[[[[[[[[[[[[[[[[[[[[[[[", many, "]]]]]]]]]]]]]]]]]]]]]]]]")));
    for (int i = 0; i < ALL; i++) {
        struct arena own, *usual = t->arena;
        arena_init(&own, 4 << 20);
        t->arena = &own;
        int status = says(&p, arena_print(&own, "{\"actor\":{\"mbox\":\"mailto:a%d@x.vn\"},\"verb\":{\"id\":\"http://x.vn/did\"},\"object\":{\"id\":\"http://x.vn/o%d\"},\"result\":{\"extensions\":{\"http://x.vn/e\":[%s]}}}", i, i, many));
        t->arena = usual;
        arena_finish(&own);
        if (!is_int(t, 200, status)) break;
    }
    free(many);
    static const char *const paths[] = { "/t/thcs/kho-phat-bieu", "/t/thcs/kho-phat-bieu/tim", "/t/thcs/kho-phat-bieu/so-lieu?nhom=hoat_dong&khac=1", "/t/thcs/khoa-he-thong/tai-khoan",
                                        "/t/thcs/kho-phat-bieu/tim/" UUID_1 };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) is_int(t, 200, city_get(t, s, s->principal, paths[i], NULL));
    struct arena own, *usual = t->arena;
    arena_init(&own, 64 << 20);
    t->arena = &own;
    int exact = asks(&p, GET, "/statements", "", NULL, NULL), canonical = asks(&p, GET, "/statements?format=canonical", "", NULL, NULL);
    t->arena = usual;
    arena_finish(&own);
    is_int(t, 200, exact), is_int(t, 200, canonical);
    loop_close(&p.l);
    city_close(s);
}

TEST(one_statement_is_shown_whole_and_escaped)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    struct program p = some_work(t, s);
    is_int(t, 200, says(&p, "{\"id\":\"11111111-2222-4333-8444-555555555553\",\"actor\":{\"mbox\":\"mailto:a@x.vn\",\"name\":\"<script>alert(1)</script>\"},\"verb\":{\"id\":\"http://x.vn/v\"},\"object\":{\"id\":\"http://x.vn/o\"},\"result\":{\"score\":{\"raw\":1.50}}}"));
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/kho-phat-bieu/tim/" UUID_1, &r));           /* GET /t/:truong/kho-phat-bieu/tim/:ma */
    has_text(t, "<dd>Trần Lê Bình An</dd>", r.body);
    has_text(t, "&quot;stored&quot;", r.body);
    has_text(t, "http://adlnet.gov/expapi/verbs/passed", r.body);
    is_int(t, 1, rows_of(t, s, arena_print(t->arena, "SELECT count(*) FROM look WHERE subject_id = %lld", (long long)s->an.v)));
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/kho-phat-bieu/tim/11111111-2222-4333-8444-555555555553", &r));
    lacks_text(t, "<script>alert", r.body);
    has_text(t, "1.50", r.body);                                                                    /* as it stood */
    is_int(t, 404, city_get(t, s, s->th_principal, "/t/tieu-hoc/kho-phat-bieu/tim/" UUID_1, NULL));
    is_int(t, 403, city_get(t, s, s->hang, "/t/thcs/kho-phat-bieu/tim/" UUID_1, NULL));
    is_int(t, 404, city_get(t, s, s->principal, "/t/thcs/kho-phat-bieu/tim/khong-phai-ma", NULL));
    loop_close(&p.l);
    city_close(s);
}

static rc order_store(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    try(guardian_link_open(t, s->an, s->deputy, GUARDIAN_KIND_MOTHER));
    return order_put(t, &(struct new_order){ .child = s->an, .guardian = s->deputy, .issuer = "Tòa án nhân dân", .issued = { s->today.n - 9 } });
}
CLOSURE(order_store, struct city, void)

TEST(whom_an_order_keeps_away_sees_nothing_of_that_child_here)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    struct program p = some_work(t, s);
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, order_store, s, NULL));
    is_int(t, 200, city_get(t, s, s->deputy, "/t/thcs/kho-phat-bieu/tim", &r));
    lacks_text(t, "Bài phan-so", r.body);
    lacks_text(t, "Bình An", r.body);
    has_text(t, "Bài hinh-tron", r.body);
    is_int(t, 404, city_get(t, s, s->deputy, "/t/thcs/kho-phat-bieu/tim/" UUID_1, NULL));
    s->app.config.base_url = "https://dia-chi-moi.vn";                     /* the house has moved: what was told names the child by the address of before */
    is_int(t, 200, city_get(t, s, s->deputy, "/t/thcs/kho-phat-bieu/tim", &r));
    lacks_text(t, "Bài phan-so", r.body);
    has_text(t, "Bài hinh-tron", r.body);
    is_int(t, 404, city_get(t, s, s->deputy, "/t/thcs/kho-phat-bieu/tim/" UUID_1, NULL));
    loop_close(&p.l);
    city_close(s);
}

TEST(figures_are_those_of_what_was_written_by_each_way_of_counting)
{
    static const struct { const char *query, *row; } rows[] = {
        { "nhom=dong_tu", "http%3A%2F%2Fadlnet.gov%2Fexpapi%2Fverbs%2Fpassed" }, { "nhom=hoat_dong", "Bài hinh-tron" }, { "nhom=lop", "6A1" }, { "nhom=tuan", "23/11/2026" },
        { "nhom=khoa", "SCORM" }, { "nhom=thanh_phan", "Tri thức" }, { "nhom=dong_tu&ky=khac&tu=01/11/2026&den=30/11/2026", "passed" } };
    struct city *s = city_open(t);
    struct loop_reply r;
    struct program p = some_work(t, s);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        is_int(t, 200, city_get(t, s, s->principal, arena_print(t->arena, "/t/thcs/kho-phat-bieu/so-lieu?%s", rows[i].query), &r));       /* GET /t/:truong/kho-phat-bieu/so-lieu */
        has_text(t, rows[i].row, r.body);
        has_text(t, "<b>3</b> phát biểu từ", r.body);
    }
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/kho-phat-bieu/so-lieu?nhom=dong_tu&khoa=khue", &r));
    has_text(t, "<b>1</b> phát biểu từ", r.body);
    char id[ID_TEXT_SIZE];
    id_text(p.key.v, id);
    is_int(t, 200, city_get(t, s, s->principal, arena_print(t->arena, "/t/thcs/kho-phat-bieu/so-lieu?nhom=dong_tu&khoa=%s", id), &r));
    has_text(t, "<b>2</b> phát biểu từ", r.body);
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/kho-phat-bieu/so-lieu?ky=khac&tu=01/01/2020&den=02/01/2020", &r));
    has_text(t, "Không có gì trong thời gian này.", r.body);
    is_int(t, 403, city_get(t, s, s->clerk, "/t/thcs/kho-phat-bieu/so-lieu", NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, "/t/thcs/kho-phat-bieu/so-lieu", NULL));
    is_int(t, 200, city_get(t, s, s->th_principal, "/t/tieu-hoc/kho-phat-bieu/so-lieu?nhom=hoat_dong", &r));
    lacks_text(t, "Bài hinh-tron", r.body);
    loop_close(&p.l);
    city_close(s);
}

TEST(figures_leave_as_a_file_that_no_spreadsheet_runs)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    is_int(t, 200, says(&p, "{\"actor\":{\"mbox\":\"mailto:a@x.vn\"},\"verb\":{\"id\":\"http://x.vn/v\"},\"object\":{\"id\":\"http://x.vn/o\",\"definition\":{\"name\":{\"vi\":\"=HYPERLINK(\\\"http://evil.vn\\\")\"}}}}"));
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/kho-phat-bieu/so-lieu.csv?nhom=hoat_dong", &r));           /* GET /t/:truong/kho-phat-bieu/so-lieu.csv */
    has_text(t, "text/csv", r.head);
    has_text(t, "\"'=HYPERLINK(\"\"http://evil.vn\"\")\",0,1\r\n", r.body);
    is_int(t, 403, city_get(t, s, s->clerk, "/t/thcs/kho-phat-bieu/so-lieu.csv", NULL));
    loop_close(&p.l);
    city_close(s);
}

TEST(a_way_of_looking_is_kept_named_anew_and_taken_out)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *save = "/t/thcs/kho-phat-bieu/so-lieu/luu", *form = "ten=Theo+l%E1%BB%9Bp&nhom=lop&ky=30";
    is_int(t, 403, city_post(t, s, s->clerk, save, form, NULL));
    is_int(t, 303, city_post(t, s, s->principal, save, form, NULL));                                              /* POST /t/:truong/kho-phat-bieu/so-lieu/luu */
    is_int(t, 422, city_post(t, s, s->principal, save, "ten=&nhom=lop", NULL));
    is_int(t, 422, city_post(t, s, s->deputy, save, form, &r));                                                   /* the name is taken */
    is_int(t, 200, city_get(t, s, s->deputy, "/t/thcs/kho-phat-bieu/so-lieu", &r));
    has_text(t, "so-lieu?nhom=lop&amp;ky=30\">Theo lớp</a>", r.body);                                             /* everybody who may sees it */
    const char *at = strstr(r.body, "name=\"cach\" value=\""), *id = at ? arena_text_n(t->arena, at + 19, 13) : "?";
    const char *rename = "/t/thcs/kho-phat-bieu/so-lieu/doi-ten", *end = "/t/thcs/kho-phat-bieu/so-lieu/bo";
    is_int(t, 404, city_post(t, s, s->th_principal, "/t/tieu-hoc/kho-phat-bieu/so-lieu/doi-ten", arena_print(t->arena, "cach=%s&ten_moi=X&rev=1", id), NULL));
    is_int(t, 303, city_post(t, s, s->deputy, rename, arena_print(t->arena, "cach=%s&ten_moi=L%%E1%%BB%%9Bp+m%%C3%%ACnh&rev=1", id), NULL));      /* POST /t/:truong/kho-phat-bieu/so-lieu/doi-ten */
    is_int(t, 409, city_post(t, s, s->principal, rename, arena_print(t->arena, "cach=%s&ten_moi=Kh%%C3%%A1c&rev=1", id), NULL));                  /* it was changed meanwhile */
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/kho-phat-bieu/so-lieu", &r));
    has_text(t, "Lớp mình</a>", r.body);
    is_int(t, 404, city_post(t, s, s->th_principal, "/t/tieu-hoc/kho-phat-bieu/so-lieu/bo", arena_print(t->arena, "cach=%s", id), NULL));
    is_int(t, 303, city_post(t, s, s->principal, end, arena_print(t->arena, "cach=%s", id), NULL));                /* POST /t/:truong/kho-phat-bieu/so-lieu/bo */
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/kho-phat-bieu/so-lieu", &r));
    lacks_text(t, "Lớp mình", r.body);
    is_int(t, 3, rows_of(t, s, "SELECT count(*) FROM audit WHERE act LIKE 'xapi.view%'"));
    city_close(s);
}

TEST(the_thousand_and_first_activity_is_counted_with_the_others_and_the_page_says_so_and_names_it)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    const char *none, *term = test_on_postgres() ? "decode(md5(n.i::text), 'hex')" : "randomblob(16)";
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT n.i + 1 FROM n WHERE n.i < 1000) INSERT INTO outside_counted (school_id, term, activity, iri, name) SELECT %lld, %s, 1, 'http://x.vn/cu', '' FROM n",
                          (long long)s->thcs.id.v, term), &none));
    is_int(t, 200, says(&p, deed_said(t, "a", "did", "bai-moi", "")));
    is_int(t, 200, says(&p, arena_print(t->arena, "{\"actor\":%s,\"verb\":{\"id\":\"http://x.vn/did\"},\"object\":{\"id\":\"http://x.vn/kin\"}}", account_of(t, &p, s->an))));
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/kho-phat-bieu/so-lieu?nhom=hoat_dong", &r));
    has_text(t, "hoạt động khác", r.body);
    has_text(t, "nhường chỗ", r.body);
    has_text(t, "Xem những hoạt động đang đếm chung", r.body);
    lacks_text(t, "http://x.vn/bai-moi", r.body);
    restricted_here(t, s, s->an);
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/kho-phat-bieu/so-lieu?nhom=hoat_dong&khac=1", &r));
    has_text(t, "http://x.vn/bai-moi", r.body);
    lacks_text(t, "http://x.vn/kin", r.body);                                     /* of somebody whose data may not be used now */
    loop_close(&p.l);
    city_close(s);
}
