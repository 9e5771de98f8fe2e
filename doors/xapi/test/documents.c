/* State and profiles: replaced and joined only by whom knows what is there. */
#include "doors/xapi/test/door.h"
#include <string.h>

#define AN "%7B%22mbox%22%3A%22mailto%3Aan%40x.vn%22%7D"
#define STATE "/activities/state?activityId=http%3A%2F%2Fx.vn%2Fo&agent=" AN          /* KEYED /xapi/activities/state */
#define ACTIVITY "/activities/profile?activityId=http%3A%2F%2Fx.vn%2Fo"              /* KEYED /xapi/activities/profile */
#define AGENT "/agents/profile?agent=" AN                                           /* KEYED /xapi/agents/profile */
#define REGISTRATION "&registration=11111111-2222-4333-8444-555555555551"
#define TEXT "Content-Type: text/plain"
#define JSON_TYPE "Content-Type: application/json"

static const char *etag_of(struct test *t, const struct loop_reply *r)
{
    const char *at = strstr(r->head, "ETag: ");
    return at ? arena_text_n(t->arena, at + 6, strcspn(at + 6, "\n")) : "";
}

TEST(a_document_comes_back_byte_for_byte_with_its_type_and_its_etag)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    struct loop_reply r;
    is_int(t, 404, asks(&p, GET, STATE "&stateId=a", "", NULL, NULL));
    is_int(t, 204, asks(&p, PUT, STATE "&stateId=a", TEXT, "trang 7", NULL));
    is_int(t, 200, asks(&p, GET, STATE "&stateId=a", "", NULL, &r));
    is_text(t, "trang 7", r.body);
    has_text(t, "Content-Type: text/plain", r.head);
    has_text(t, "Last-Modified: ", r.head);
    is_int(t, 42, strlen(etag_of(t, &r)));                        /* SHA-1 between quotation marks */
    is_int(t, 404, asks(&p, GET, STATE "&stateId=a" REGISTRATION, "", NULL, NULL));
    is_int(t, 204, asks(&p, PUT, STATE "&stateId=b" REGISTRATION, TEXT, "trang 8", NULL));
    is_int(t, 200, asks(&p, GET, STATE, "", NULL, &r));
    is_text(t, "[\"a\",\"b\"]", r.body);
    is_int(t, 200, asks(&p, GET, STATE REGISTRATION, "", NULL, &r));
    is_text(t, "[\"b\"]", r.body);
    is_int(t, 200, asks(&p, GET, STATE "&since=2026-11-23T01:00:00Z", "", NULL, &r));
    is_text(t, "[]", r.body);
    is_int(t, 204, asks(&p, DELETE, STATE "&stateId=a", "", NULL, NULL));
    is_int(t, 404, asks(&p, GET, STATE "&stateId=a", "", NULL, NULL));
    is_int(t, 204, asks(&p, DELETE, STATE, "", NULL, NULL));
    is_int(t, 200, asks(&p, GET, STATE, "", NULL, &r));
    is_text(t, "[]", r.body);
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM xapi_document WHERE body IS NOT NULL"));
    is_int(t, 204, asks(&p, PUT, STATE "&stateId=a", TEXT, "lại", NULL));      /* where one was deleted */
    loop_close(&p.l);
    city_close(s);
}

TEST(what_a_program_keeps_here_is_a_file_to_keep_and_never_a_page_of_ours)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    struct loop_reply r;
    is_int(t, 204, asks(&p, PUT, STATE "&stateId=a", "Content-Type: text/html", "<form action=/xapi>", NULL));
    is_int(t, 200, asks(&p, GET, STATE "&stateId=a", "", NULL, &r));
    has_text(t, "sandbox", r.head);
    has_text(t, "Content-Disposition: attachment", r.head);
    is_int(t, 400, asks(&p, PUT, STATE "&stateId=b", "Content-Type: text", "x", NULL));
    is_int(t, 400, asks(&p, PUT, STATE "&stateId=b", "Content-Type: text/\xc3\xa9", "x", NULL));
    is_int(t, 404, asks(&p, GET, STATE "&stateId=b", "", NULL, NULL));
    loop_close(&p.l);
    city_close(s);
}

static void guarded(struct program *p, const char *path)
{
    struct test *t = p->t;
    struct loop_reply r;
    is_int(t, 412, asks(p, PUT, path, "If-Match: \"x\"\n" TEXT, "không có", NULL));
    is_int(t, 204, asks(p, PUT, path, "If-None-Match: *\n" TEXT, "một", NULL));
    is_int(t, 412, asks(p, PUT, path, "If-None-Match: *\n" TEXT, "hai", NULL));
    is_int(t, 409, asks(p, PUT, path, TEXT, "hai", NULL));
    is_int(t, 412, asks(p, PUT, path, "If-Match: \"0000000000000000000000000000000000000000\"\n" TEXT, "hai", NULL));
    is_int(t, 200, asks(p, GET, path, "", NULL, &r));
    is_text(t, "một", r.body);
    const char *match = arena_print(t->arena, "If-Match: %s\n" TEXT, etag_of(t, &r));
    is_int(t, 304, asks(p, GET, path, arena_print(t->arena, "If-None-Match: %s", etag_of(t, &r)), NULL, NULL));
    is_int(t, 204, asks(p, PUT, path, match, "hai", NULL));
    is_int(t, 412, asks(p, DELETE, path, match, NULL, NULL));
    is_int(t, 412, asks(p, POST, path, match, "ba", NULL));
    is_int(t, 200, asks(p, GET, path, "", NULL, &r));
    is_text(t, "hai", r.body);
    is_int(t, 204, asks(p, DELETE, path, "", NULL, NULL));
    is_int(t, 404, asks(p, GET, path, "", NULL, NULL));
}

TEST(a_document_is_replaced_only_by_whom_knows_its_etag)
{
    struct city *s = city_open(t);
    struct program two = program_in(t, s, s->thcs.id, "all", V2), one = program_in(t, s, s->thcs.id, "all", V1);
    guarded(&two, STATE "&stateId=a");
    guarded(&two, ACTIVITY "&profileId=a");
    guarded(&one, ACTIVITY "&profileId=b");
    guarded(&one, AGENT "&profileId=b");
    is_int(t, 400, asks(&one, PUT, AGENT "&profileId=d", TEXT, "một", NULL));     /* 1.0.3 always asks for one of a profile */
    is_int(t, 204, asks(&one, PUT, STATE "&stateId=c", TEXT, "một", NULL));
    is_int(t, 204, asks(&one, PUT, STATE "&stateId=c", TEXT, "hai", NULL));      /* 1.0.3 asks for none of a state */
    loop_close(&one.l), loop_close(&two.l);
    city_close(s);
}

TEST(json_is_joined_to_json_and_to_nothing_else)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V1);
    struct loop_reply r;
    const char *path = AGENT "&profileId=p";
    is_int(t, 400, asks(&p, POST, path, JSON_TYPE, "[1]", NULL));
    is_int(t, 204, asks(&p, POST, path, JSON_TYPE, "{\"a\":1.0,\"b\":{\"x\":1}}", NULL));
    is_int(t, 204, asks(&p, POST, path, JSON_TYPE, "{\"b\":{\"y\":2},\"c\":3}", NULL));
    is_int(t, 200, asks(&p, GET, path, "", NULL, &r));
    is_text(t, "{\"a\":1.0,\"b\":{\"y\":2},\"c\":3}", r.body);
    is_int(t, 400, asks(&p, POST, path, TEXT, "chữ", NULL));
    is_int(t, 400, asks(&p, POST, path, JSON_TYPE, "{\"b\":", NULL));
    is_int(t, 204, asks(&p, POST, AGENT "&profileId=q", TEXT, "chữ", NULL));
    is_int(t, 400, asks(&p, POST, AGENT "&profileId=q", JSON_TYPE, "{}", NULL));
    is_int(t, 400, asks(&p, PUT, AGENT, TEXT, "chữ", NULL));
    is_int(t, 400, asks(&p, PUT, "/agents/profile?profileId=q&agent=%7B%7D", TEXT, "chữ", NULL));
    is_int(t, 405, asks(&p, DELETE, "/statements", "", NULL, NULL));
    loop_close(&p.l);
    city_close(s);
}

TEST(thousands_of_states_are_deleted_in_short_closures_and_a_delete_that_is_cut_goes_on)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    const char *none, *at = "/activities/state?activityId=http%3A%2F%2Fx.vn%2Fo&agent=%7B%22mbox%22%3A%22mailto%3Aan%40x.vn%22%7D";
    is_int(t, 204, asks(&p, PUT, arena_print(t->arena, "%s&stateId=0", at), "", "x", NULL));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "INSERT INTO xapi_document (school_id, place, registration, name, type, body, etag, stored_at, key_id, person_id, rev, named_id) "
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT n.i + 1 FROM n WHERE n.i < 1200) SELECT d.school_id, d.place, '', CAST(n.i AS text), d.type, d.body, d.etag, 1, d.key_id, NULL, 1, NULL FROM xapi_document d, n", &none));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE outside_kept SET documents = documents + 1200, document_bytes = document_bytes + 1200", &none));
    agrees(t, s);
    db_fail_after(1500);
    is_true(t, asks(&p, DELETE, at, "", NULL, NULL) >= 500);
    db_fail_after(0);
    is_int(t, 500, rows_of(t, s, "SELECT count(*) FROM xapi_document WHERE body IS NULL"));
    agrees(t, s);
    is_int(t, 204, asks(&p, DELETE, at, "", NULL, NULL));
    is_int(t, 1201, rows_of(t, s, "SELECT count(*) FROM xapi_document WHERE body IS NULL"));
    agrees(t, s);
    loop_close(&p.l);
    city_close(s);
}

/* Read, replaced and deleted like any other. */
TEST(the_longest_document_that_is_taken_is_given_replaced_and_deleted)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    struct loop_reply r;
    size_t n = 8 << 20;
    char *text = arena_take(t->arena, n + 2);
    if (!is_true(t, text != NULL)) return;
    memset(text, 'x', n + 1), text[n + 1] = 0;
    is_int(t, 413, asks(&p, PUT, STATE "&stateId=a", TEXT, text, &r));
    has_text(t, "6065", r.body);
    text[n] = 0;
    is_int(t, 204, asks(&p, PUT, STATE "&stateId=a", TEXT, text, NULL));
    is_int(t, 200, asks(&p, GET, STATE "&stateId=a", "", NULL, &r));
    is_int(t, (long long)n, (long long)strlen(r.body));
    text[0] = 'y';
    is_int(t, 204, asks(&p, PUT, STATE "&stateId=a", arena_print(t->arena, TEXT "\nIf-Match: %s", etag_of(t, &r)), text, NULL));
    is_int(t, 204, asks(&p, DELETE, STATE "&stateId=a", "", NULL, NULL));
    is_int(t, 404, asks(&p, GET, STATE "&stateId=a", "", NULL, NULL));
    loop_close(&p.l);
    city_close(s);
}
