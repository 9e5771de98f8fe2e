/* People of the house: their deeds in the words of xAPI, whom a statement from outside is tied to, what a restriction and an erasure do, and that nothing
** is half done when a statement of the database fails. */
#include "doors/xapi/test/door.h"
#include "base/ids.h"
#include "data/db.h"
#include "groups/groups.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static rc deed_done(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    struct deed d = { .school = s->thcs.id, .actor = s->an, .as = DEED_AS_PUPIL, .verb = DEED_VERB_JOINED, .object = { groups_objects[0].code, 77, "Câu lạc bộ \"Cờ\"" } };
    return deed_add(t, &d);
}
CLOSURE(deed_done, struct city, void)

TEST(a_deed_of_the_house_is_a_statement_and_found_as_one)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "statements/read", V2), other = program_in(t, s, s->th.id, "statements/read", V2);
    struct loop_reply r;
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, deed_done, s, NULL));
    is_int(t, 200, asks(&p, GET, "/statements", "", NULL, &r));
    const struct json *one = json_get(json_read(t->arena, r.body), "statements")->first;
    if (is_true(t, one != NULL)) {
        is_true(t, json_is(json_get(json_get(one, "verb"), "id"), "http://activitystrea.ms/schema/1.0/join"));
        has_text(t, "Câu lạc bộ \\\"Cờ\\\"", r.body);
        lacks_text(t, "Trần", r.body);                         /* an account, no name */
        is_int(t, 1, found(&p, arena_print(t->arena, "?agent=%s", encoded(t, account_of(t, &p, s->an)))));
        is_int(t, 0, found(&p, arena_print(t->arena, "?agent=%s", encoded(t, account_of(t, &p, s->binh)))));
        is_int(t, 1, found(&p, "?verb=http%3A%2F%2Factivitystrea.ms%2Fschema%2F1.0%2Fjoin"));
        is_int(t, 0, found(&p, "?verb=http%3A%2F%2Factivitystrea.ms%2Fschema%2F1.0%2Fread"));
        is_int(t, 1, found(&p, arena_print(t->arena, "?activity=%s", encoded(t, json_get(json_get(one, "object"), "id")->text))));
        is_int(t, 200, asks(&p, GET, arena_print(t->arena, "/statements?statementId=%s", json_get(one, "id")->text), "", NULL, NULL));
        is_int(t, 404, asks(&other, GET, arena_print(t->arena, "/statements?statementId=%s", json_get(one, "id")->text), "", NULL, NULL));
    }
    is_int(t, 0, found(&other, ""));
    loop_close(&p.l), loop_close(&other.l);
    city_close(s);
}

static const char *said_of(struct test *t, struct program *p, person_id person, const char *id)
{
    return arena_print(t->arena, "{\"id\":\"11111111-2222-4333-8444-55555555555%s\",\"actor\":%s,\"verb\":{\"id\":\"http://x.vn/did\"},\"object\":{\"id\":\"http://x.vn/o\"}}", id, account_of(t, p, person));
}

TEST(a_statement_is_tied_to_a_person_by_an_account_of_ours_and_in_that_persons_school_alone)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    is_int(t, 200, says(&p, said_of(t, &p, s->an, "1")));
    is_int(t, 200, says(&p, said_of(t, &p, s->dung, "2")));                       /* a pupil of another school */
    is_int(t, 200, says(&p, deed_said(t, "an", "did", "o", "")));
    is_int(t, 1, rows_of(t, s, "SELECT count(*) FROM outside_person"));
    is_int(t, 1, rows_of(t, s, arena_print(t->arena, "SELECT count(*) FROM outside_person WHERE person_id = %lld", (long long)s->an.v)));
    is_int(t, 3, found(&p, ""));
    loop_close(&p.l);
    city_close(s);
}

/* 0SAPHF… reads as the same number; but an erasure looks for the number as the house writes it. */
TEST(an_account_is_a_persons_only_as_the_house_writes_it)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    char id[ID_TEXT_SIZE];
    id_text(s->an.v, id);
    char *said = (char *)(uintptr_t)said_of(t, &p, s->an, "1"), *at = strstr(said, id);
    if (!is_true(t, at != NULL)) return;
    for (size_t i = 0; i < strlen(id); i++) at[i] = (char)toupper((unsigned char)at[i]);
    is_int(t, 200, says(&p, said));
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM outside_person"));
    is_int(t, 200, says(&p, said_of(t, &p, s->an, "2")));
    is_int(t, 1, rows_of(t, s, "SELECT count(*) FROM outside_person"));
    loop_close(&p.l);
    city_close(s);
}

TEST(whose_data_the_school_may_not_use_is_in_no_answer)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    const char *none;
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, deed_done, s, NULL));
    is_int(t, 200, says(&p, said_of(t, &p, s->an, "1")));
    is_int(t, 200, says(&p, said_of(t, &p, s->binh, "2")));
    is_int(t, 3, found(&p, ""));
    const char *state = arena_print(t->arena, "/activities/state?activityId=http%%3A%%2F%%2Fx.vn%%2Fo&stateId=a&agent=%s", encoded(t, account_of(t, &p, s->an)));
    is_int(t, 204, asks(&p, PUT, state, "", "trang 7", NULL));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO restriction (subject_id, id, school_id, request_id, by_person, at, reason, rev) VALUES (%lld, 1, %lld, 1, %lld, 0, '', 1)",
                                                           (long long)s->an.v, (long long)s->thcs.id.v, (long long)s->principal.v), &none));
    is_int(t, 1, found(&p, ""));
    is_int(t, 404, asks(&p, GET, state, "", NULL, NULL));
    is_int(t, 403, asks(&p, PUT, state, "", "trang 8", NULL));
    is_int(t, 403, asks(&p, DELETE, state, "", NULL, NULL));
    is_int(t, 1, found(&p, "?verb=http%3A%2F%2Fx.vn%2Fdid"));
    is_int(t, 404, asks(&p, GET, "/statements?statementId=11111111-2222-4333-8444-555555555551", "", NULL, NULL));
    loop_close(&p.l);
    city_close(s);
}

static rc deed_together(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    struct deed d = { .school = s->thcs.id, .actor = s->binh, .as = DEED_AS_PUPIL, .verb = DEED_VERB_JOINED, .object = { groups_objects[0].code, 78, "Cờ" }, .with = &s->an, .with_n = 1 };
    return deed_add(t, &d);
}
CLOSURE(deed_together, struct city, void)

TEST(a_deed_in_which_somebody_restricted_had_a_part_leaves_the_house_no_more)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "statements/read", V2);
    const char *none;
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, deed_together, s, NULL));
    is_int(t, 1, found(&p, ""));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO restriction (subject_id, id, school_id, request_id, by_person, at, reason, rev) VALUES (%lld, 1, %lld, 1, %lld, 0, '', 1)",
                                                           (long long)s->an.v, (long long)s->thcs.id.v, (long long)s->principal.v), &none));
    is_int(t, 0, found(&p, ""));
    is_int(t, 0, found(&p, "?ascending=true"));
    loop_close(&p.l);
    city_close(s);
}

TEST(what_was_told_of_somebody_who_is_erased_is_gone_and_its_name_stays_taken)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    const char *state = arena_print(t->arena, "/activities/state?activityId=http%%3A%%2F%%2Fx.vn%%2Fo&stateId=a&agent=%s", encoded(t, account_of(t, &p, s->an)));
    is_int(t, 200, says(&p, said_of(t, &p, s->an, "1")));
    is_int(t, 204, asks(&p, PUT, state, "", "trang 7", NULL));
    erased(t, s, s->an);
    is_int(t, 0, found(&p, ""));
    is_int(t, 404, asks(&p, GET, "/statements?statementId=11111111-2222-4333-8444-555555555551", "", NULL, NULL));
    is_int(t, 404, asks(&p, GET, "/statements?voidedStatementId=11111111-2222-4333-8444-555555555551", "", NULL, NULL));
    is_int(t, 409, says(&p, said_of(t, &p, s->an, "1")));
    is_int(t, 404, asks(&p, GET, state, "", NULL, NULL));
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM xapi_document"));
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM outside_term"));
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM outside_statement WHERE document <> ''"));
    loop_close(&p.l);
    city_close(s);
}

/* What a program said of an activity may say whose it was: "Bài văn của Trần An". */
TEST(what_is_known_of_an_activity_goes_with_the_last_that_told_of_it)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    static const char says_of[] = "{\"actor\":%s,\"verb\":{\"id\":\"http://x.vn/did\"},\"object\":{\"id\":\"http://x.vn/bai-van\",\"definition\":{\"name\":{\"vi\":\"Bài văn của An\"}}},"
                                  "\"context\":{\"contextActivities\":{\"parent\":[{\"id\":\"http://x.vn/mon\",\"definition\":{\"name\":{\"vi\":\"Môn\"}}},{\"id\":\"http://x.vn/vo\",\"definition\":{\"name\":{\"vi\":\"Vở của An\"}}}]}}}";
    struct loop_reply r;
    is_int(t, 200, says(&p, arena_print(t->arena, says_of, account_of(t, &p, s->an))));
    is_int(t, 200, says(&p, arena_print(t->arena, "{\"actor\":%s,\"verb\":{\"id\":\"http://x.vn/did\"},\"object\":{\"id\":\"http://x.vn/mon\"}}", account_of(t, &p, s->binh))));
    is_int(t, 3, rows_of(t, s, "SELECT count(*) FROM outside_activity"));
    erased(t, s, s->an);
    is_int(t, 200, asks(&p, GET, "/activities?activityId=http%3A%2F%2Fx.vn%2Fbai-van", "", NULL, &r));
    lacks_text(t, "An", r.body);
    is_int(t, 200, asks(&p, GET, "/activities?activityId=http%3A%2F%2Fx.vn%2Fmon", "", NULL, &r));
    has_text(t, "Môn", r.body);                                 /* of which another one tells */
    is_int(t, 1, rows_of(t, s, "SELECT count(*) FROM outside_activity"));
    loop_close(&p.l);
    city_close(s);
}

/* A thousand lessons with their answers, of a usual length and as long and as full as they may be. */
TEST(however_much_is_told_of_a_child_its_copy_is_made_and_its_erasure_done)
{
    static const struct { int statements, values; } each[] = { { 1000, 600 }, { 300, 29000 } };
    for (size_t k = 0; k < sizeof each / sizeof *each; k++) {
        struct city *s = city_open(t);
        struct program p = program_in(t, s, s->thcs.id, "all", V2);
        int values = each[k].values;
        const char *value = values > 1000 ? "1," : "1234,";
        size_t wide = strlen(value);
        char *many = malloc(wide * (size_t)values);
        if (!is_true(t, many != NULL)) return;
        for (int i = 0; i < values; i++) memcpy(many + wide * (size_t)i, value, wide);
        many[wide * (size_t)values - 1] = 0;
        for (int i = 0; i < each[k].statements; i++) {
            struct arena own, *usual = t->arena;
            arena_init(&own, 4 << 20);
            t->arena = &own;
            const char *an = account_of(t, &p, s->an), *who = i % 3 ? an : arena_print(&own, "{\"objectType\":\"Group\",\"member\":[%s,%s]}", account_of(t, &p, s->binh), an);
            int status = says(&p, arena_print(&own, "{\"actor\":%s,\"verb\":{\"id\":\"http://x.vn/did\"},\"object\":{\"id\":\"http://x.vn/o\"},\"result\":{\"extensions\":{\"http://x.vn/e\":[%s]}}}", who, many));
            t->arena = usual;
            arena_finish(&own);
            if (!is_int(t, 200, status)) break;
        }
        free(many);
        is_int(t, 200, city_post(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, "/ban-sao"), "", NULL));
        struct arena small, *usual = s->ask->arena;
        arena_init(&small, 16 << 20);                       /* what a worker has */
        s->ask->arena = &small;
        erased(t, s, s->an);
        s->ask->arena = usual;
        arena_finish(&small);
        is_int(t, 0, found(&p, arena_print(t->arena, "?agent=%s", encoded(t, account_of(t, &p, s->an)))));
        loop_close(&p.l);
        city_close(s);
    }
}

TEST(whichever_statement_of_the_database_fails_nothing_is_half_told)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    const char *both = arena_print(t->arena, "[%s,%s]", said_of(t, &p, s->an, "1"), said_of(t, &p, s->binh, "2"));
    int status = 0;
    is_int(t, 204, asks(&p, PUT, "/activities/state?activityId=http%3A%2F%2Fx.vn%2Fo&agent=%7B%22mbox%22%3A%22mailto%3Aan%40x.vn%22%7D&stateId=a", "Content-Type: text/plain", "x", NULL));
    /* that the key is used, and how much in this hour, is noted by now: not a part of what follows, and it may fail alone */
    for (long n = 1; n < 200; n++) {
        db_fail_after(n);
        status = says(&p, both);
        bool met = !db_fail_armed();
        db_fail_after(0);
        int64_t rows = rows_of(t, s, "SELECT count(*) FROM outside_statement");
        if (met && (status != 503 || rows != 0)) fail(t, "statement %ld fails: %d, %lld rows", n, status, (long long)rows);
        if (!met) break;
    }
    is_int(t, 200, status);
    is_int(t, 2, found(&p, ""));
    loop_close(&p.l);
    city_close(s);
}

TEST(what_is_told_of_a_pupil_is_counted_for_the_class_of_that_day)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "statements/write", V2);
    is_int(t, 200, says(&p, said_of(t, &p, s->an, "1")));
    is_int(t, 200, says(&p, arena_print(t->arena, "[%s,%s]", said_of(t, &p, s->an, "2"), said_of(t, &p, s->hang, "3"))));
    const char *long_ago = said_of(t, &p, s->an, "4");
    is_int(t, 200, says(&p, arena_print(t->arena, "%.*s,\"timestamp\":\"2001-02-03T04:05:06Z\"}", (int)strlen(long_ago) - 1, long_ago)));
    is_int(t, 2, rows_of(t, s, "SELECT coalesce(sum(w.n), 0) FROM outside_weekly_class w JOIN enrolment e ON e.class_id = w.class_ref JOIN person p ON p.id = e.person_id WHERE p.full_name = 'Trần Lê Bình An'"));
    is_int(t, 4, rows_of(t, s, "SELECT sum(n) FROM outside_daily"));
    is_int(t, 2, rows_of(t, s, "SELECT count(DISTINCT on_day) FROM outside_daily"));
    loop_close(&p.l);
    city_close(s);
}
