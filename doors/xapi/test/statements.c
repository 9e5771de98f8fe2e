/* Statements in and out: kept as sent, all or none, found by every filter, voided, referred to, with files and signatures. */
#include "doors/xapi/test/door.h"
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define ID1 "11111111-2222-4333-8444-555555555551"
#define ID2 "11111111-2222-4333-8444-555555555552"
#define ID3 "11111111-2222-4333-8444-555555555553"
#define JSON_TYPE "Content-Type: application/json"

static struct program thcs(struct test *t, struct city *s, int version) { return program_in(t, s, s->thcs.id, "all", version); }

static void over(struct program *p)
{
    struct city *s = p->s;
    loop_close(&p->l);
    city_close(s);
}

TEST(a_statement_comes_back_as_it_was_sent_with_what_a_store_adds)
{
    struct program p = thcs(t, city_open(t), V2);
    struct loop_reply r;
    const char *sent = "{\"id\":\"" ID1 "\",\"actor\":{\"mbox\":\"mailto:an@x.vn\",\"name\":\"Tr\\u1ea7n An\"},\"verb\":{\"id\":\"http://x.vn/did\"},\"object\":{\"id\":\"http://x.vn/o\"},"
                       "\"result\":{\"score\":{\"raw\":1.500,\"max\":1e1}},\"timestamp\":\"2026-11-20T08:00:00.123456+07:00\"}";
    is_int(t, 204, asks(&p, PUT, "/statements?statementId=" ID1, JSON_TYPE, sent, &r));                        /* KEYED /xapi/statements */
    is_int(t, 200, asks(&p, GET, "/statements?statementId=" ID1, "", NULL, &r));
    has_text(t, "\"raw\":1.500,\"max\":1e1", r.body);
    has_text(t, "Tr\\u1ea7n An", r.body);
    has_text(t, "\"timestamp\":\"2026-11-20T08:00:00.123456+07:00\"", r.body);
    has_text(t, "\"version\":\"2.0.0\"", r.body);
    has_text(t, "\"stored\":\"2026-11-23T01:00:00.000Z\"", r.body);
    has_text(t, "\"authority\":{\"objectType\":\"Agent\",\"name\":\"SCORM\"", r.body);
    has_text(t, "Last-Modified: Mon, 23 Nov 2026 01:00:00 GMT", r.head);
    has_text(t, "X-Experience-API-Version: 2.0.0", r.head);
    has_text(t, "X-Experience-API-Consistent-Through: ", r.head);
    over(&p);
}

TEST(the_same_statement_again_changes_nothing_and_another_one_of_its_name_is_refused)
{
    struct program p = thcs(t, city_open(t), V1);
    const char *one = deed_said(t, "an", "did", "o", ",\"id\":\"" ID1 "\"");
    is_int(t, 200, says(&p, one));
    is_int(t, 200, says(&p, one));
    is_int(t, 409, says(&p, deed_said(t, "binh", "did", "o", ",\"id\":\"" ID1 "\"")));
    is_int(t, 400, asks(&p, PUT, "/statements?statementId=" ID2, JSON_TYPE, one, NULL));
    is_int(t, 1, found(&p, ""));
    over(&p);
}

TEST(of_several_all_are_taken_or_none)
{
    struct program p = thcs(t, city_open(t), V2);
    const char *good = deed_said(t, "an", "did", "o", ""), *bad = deed_said(t, "an", "did", "o", ",\"was\":1"), *id1 = deed_said(t, "an", "did", "o", ",\"id\":\"" ID1 "\"");
    struct loop_reply r;
    is_int(t, 400, asks(&p, POST, "/statements", JSON_TYPE, arena_print(t->arena, "[%s,%s]", good, bad), &r));
    has_text(t, "\"path\":\"$[1]\"", r.body);
    is_int(t, 400, asks(&p, POST, "/statements", JSON_TYPE, arena_print(t->arena, "[%s,%s]", id1, id1), &r));
    is_int(t, 0, found(&p, ""));
    is_int(t, 200, says(&p, id1));
    is_int(t, 409, asks(&p, POST, "/statements", JSON_TYPE, arena_print(t->arena, "[%s,%s]", good, deed_said(t, "binh", "did", "o", ",\"id\":\"" ID1 "\"")), &r));
    is_int(t, 1, found(&p, ""));
    is_int(t, 200, asks(&p, POST, "/statements", JSON_TYPE, arena_print(t->arena, "[%s,%s]", good, good), &r));
    is_int(t, 2, json_count(json_read(t->arena, r.body)));
    is_int(t, 3, found(&p, ""));
    over(&p);
}

TEST(what_is_wrong_is_named_by_its_place_in_the_statement)
{
    static const struct { const char *more, *path; } rows[] = {
        { ",\"result\":{\"score\":{\"scaled\":2}}", "$.result.score.scaled" }, { ",\"result\":{\"score\":{\"raw\":1,\"min\":2,\"max\":3}}", "$.result.score.raw" },
        { ",\"result\":{\"duration\":\"P4W1D\"}", "$.result.duration" }, { ",\"result\":null", "$.result" },
        { ",\"timestamp\":\"2026-11-20T08:00:00-00:00\"", "$.timestamp" }, { ",\"version\":\"1.1.0\"", "$.version" },
        { ",\"context\":{\"registration\":\"x\"}", "$.context.registration" }, { ",\"context\":{\"language\":\"a12345678\"}", "$.context.language" },
        { ",\"context\":{\"contextActivities\":{\"parent\":[{\"id\":\"http://x.vn/a\"},{\"id\":\"x\"}]}}", "$.context.contextActivities.parent[1].id" },
        { ",\"context\":{\"team\":{\"mbox\":\"mailto:a@x.vn\"}}", "$.context.team" }, { ",\"context\":{\"extensions\":{\"x\":1}}", "$.context.extensions.x" },
        { ",\"attachments\":[{\"usageType\":\"http://x.vn/u\"}]", "$.attachments[0]" }, { ",\"authority\":{\"name\":\"x\"}", "$.authority" }, { ",\"more\":1", "$" },
    };
    struct program p = thcs(t, city_open(t), V2);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct loop_reply r;
        is_int(t, 400, asks(&p, POST, "/statements", JSON_TYPE "\nAccept-Language: en", deed_said(t, "an", "did", "o", rows[i].more), &r));
        has_text(t, arena_print(t->arena, "\"path\":\"%s\"", rows[i].path), r.body);
    }
    is_int(t, 0, found(&p, ""));
    over(&p);
}

TEST(broken_json_is_refused_whatever_is_broken)
{
    static const char *const bodies[] = { "", "{", "[1,]", "{\"a\":1,\"a\":2}", "{\"actor\":\"\xff\"}", "{\"a\":01}", "{\"a\":\"\\ud800\"}", "nul", "{} {}", "1" };
    struct program p = thcs(t, city_open(t), V2);
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        if (says(&p, bodies[i]) != 400) fail(t, "taken: %s", bodies[i]);
    char *deep = arena_take(t->arena, 201);
    memset(deep, '[', 100), memset(deep + 100, ']', 100);
    is_int(t, 400, says(&p, deep));
    is_int(t, 400, asks(&p, POST, "/statements", "Content-Type: text/plain", deed_said(t, "an", "did", "o", ""), NULL));
    over(&p);
}

TEST(every_filter_finds_what_it_says_and_pages_go_on_where_the_last_ended)
{
    struct program p = thcs(t, city_open(t), V2);
    struct loop_reply r;
    is_int(t, 200, says(&p, deed_said(t, "an", "did", "o1", ",\"context\":{\"registration\":\"" ID1 "\",\"instructor\":{\"mbox\":\"mailto:hang@x.vn\"},\"contextActivities\":{\"parent\":[{\"id\":\"http://x.vn/course\"}]}}")));
    is_int(t, 200, says(&p, deed_said(t, "binh", "did", "o2", "")));
    is_int(t, 200, says(&p, deed_said(t, "an", "saw", "o2", "")));
    const struct { const char *query; int n; } rows[] = {
        { "", 3 }, { "?verb=http%3A%2F%2Fx.vn%2Fdid", 2 }, { "?activity=http%3A%2F%2Fx.vn%2Fo2", 2 }, { "?agent=%7B%22mbox%22%3A%22mailto%3Aan%40x.vn%22%7D", 2 },
        { "?agent=%7B%22mbox%22%3A%22mailto%3Aan%40x.vn%22%7D&verb=http%3A%2F%2Fx.vn%2Fsaw", 1 }, { "?registration=" ID1, 1 }, { "?registration=" ID2, 0 },
        { "?agent=%7B%22mbox%22%3A%22mailto%3Ahang%40x.vn%22%7D", 0 }, { "?agent=%7B%22mbox%22%3A%22mailto%3Ahang%40x.vn%22%7D&related_agents=true", 1 },
        { "?activity=http%3A%2F%2Fx.vn%2Fcourse", 0 }, { "?activity=http%3A%2F%2Fx.vn%2Fcourse&related_activities=true", 1 },
        { "?since=2026-11-23T01:00:00.000Z", 0 }, { "?since=2026-11-23T00:59:59.999Z", 3 }, { "?until=2026-11-23T01:00:00.000Z", 3 }, { "?until=2026-11-23T00:59:59Z", 0 },
        { "?limit=2", 2 }, { "?limit=0", 3 } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (found(&p, rows[i].query) != rows[i].n) fail(t, "%s finds %d, not %d", rows[i].query, found(&p, rows[i].query), rows[i].n);
    is_int(t, 200, asks(&p, GET, "/statements?limit=2&ascending=true", "", NULL, &r));
    const struct json *page = json_read(t->arena, r.body);
    is_true(t, json_is(json_get(json_get(json_get(page, "statements")->first, "object"), "id"), "http://x.vn/o1"));
    is_int(t, 200, asks(&p, GET, json_get(page, "more")->text + strlen("/xapi"), "", NULL, &r));
    page = json_read(t->arena, r.body);
    is_int(t, 1, json_count(json_get(page, "statements")));
    is_true(t, json_is(json_get(page, "more"), ""));
    is_int(t, 400, asks(&p, GET, "/statements?Limit=1", "", NULL, NULL));
    is_int(t, 400, asks(&p, GET, "/statements?limit=-1", "", NULL, NULL));
    is_int(t, 400, asks(&p, GET, "/statements?statementId=" ID1 "&verb=http%3A%2F%2Fx.vn%2Fdid", "", NULL, NULL));
    over(&p);
}

#define VOIDED(id) "{\"actor\":{\"mbox\":\"mailto:a@x.vn\"},\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/voided\"},\"object\":{\"objectType\":\"StatementRef\",\"id\":\"" id "\"}}"

TEST(a_voided_statement_is_found_by_its_name_alone_also_when_it_comes_later)
{
    struct program p = thcs(t, city_open(t), V1);
    is_int(t, 200, says(&p, deed_said(t, "an", "did", "o", ",\"id\":\"" ID1 "\"")));
    is_int(t, 200, says(&p, VOIDED(ID1)));
    is_int(t, 404, asks(&p, GET, "/statements?statementId=" ID1, "", NULL, NULL));
    is_int(t, 200, asks(&p, GET, "/statements?voidedStatementId=" ID1, "", NULL, NULL));
    is_int(t, 1, found(&p, ""));
    is_int(t, 200, says(&p, VOIDED(ID2)));
    is_int(t, 200, says(&p, deed_said(t, "an", "did", "o", ",\"id\":\"" ID2 "\"")));
    is_int(t, 404, asks(&p, GET, "/statements?statementId=" ID2, "", NULL, NULL));
    is_int(t, 200, asks(&p, GET, "/statements?voidedStatementId=" ID2, "", NULL, NULL));
    over(&p);
}

TEST(a_reference_is_found_by_what_it_refers_to_in_whichever_order_they_came)
{
    struct program p = thcs(t, city_open(t), V2);
    is_int(t, 200, says(&p, arena_print(t->arena, "{\"actor\":{\"mbox\":\"mailto:hang@x.vn\"},\"verb\":{\"id\":\"http://x.vn/praised\"},\"object\":{\"objectType\":\"StatementRef\",\"id\":\"%s\"},\"id\":\"%s\"}", ID1, ID2)));
    is_int(t, 200, says(&p, deed_said(t, "an", "did", "o", ",\"id\":\"" ID1 "\"")));
    is_int(t, 2, found(&p, "?verb=http%3A%2F%2Fx.vn%2Fdid"));
    is_int(t, 200, says(&p, arena_print(t->arena, "{\"actor\":{\"mbox\":\"mailto:ha@x.vn\"},\"verb\":{\"id\":\"http://x.vn/saw\"},\"object\":{\"objectType\":\"StatementRef\",\"id\":\"%s\"},\"id\":\"%s\"}", ID2, ID3)));
    is_int(t, 3, found(&p, "?verb=http%3A%2F%2Fx.vn%2Fdid"));
    is_int(t, 2, found(&p, "?verb=http%3A%2F%2Fx.vn%2Fpraised"));
    /* what one says and what another says do not together make a third */
    is_int(t, 0, found(&p, "?verb=http%3A%2F%2Fx.vn%2Fsaw&activity=http%3A%2F%2Fx.vn%2Fo"));
    over(&p);
}

static const char *hash_of(struct test *t, const char *body)
{
    uint8_t hash[FILE_HASH_SIZE];
    char hex[2 * FILE_HASH_SIZE + 1];
    crypto_hash_sha256(hash, (const uint8_t *)body, strlen(body));
    return arena_text(t->arena, sodium_bin2hex(hex, sizeof hex, hash, sizeof hash));
}

static const char *with_file(struct test *t, const char *id, const char *file)
{
    return deed_said(t, "an", "did", "o", arena_print(t->arena, ",\"id\":\"%s\",\"attachments\":[{\"usageType\":\"http://x.vn/u\",\"display\":{\"vi\":\"Tệp\"},\"contentType\":\"text/plain\",\"length\":%zu,\"sha2\":\"%s\"}]",
                                                          id, strlen(file), hash_of(t, file)));
}

static int sends_mixed(struct program *p, const char *statement, const char *file, const char *hash)
{
    const char *body = arena_print(p->t->arena, "--x\r\nContent-Type: application/json\r\n\r\n%s\r\n--x\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: %s\r\n\r\n%s\r\n--x--\r\n",
                                   statement, hash, file);
    return asks(p, POST, "/statements", "Content-Type: multipart/mixed; boundary=x", body, NULL);
}

TEST(a_file_comes_with_its_statement_and_leaves_with_it)
{
    struct program p = thcs(t, city_open(t), V2);
    struct loop_reply r;
    is_int(t, 400, says(&p, with_file(t, ID1, "bài làm")));
    is_int(t, 400, sends_mixed(&p, with_file(t, ID1, "bài làm"), "bài khác", hash_of(t, "bài làm")));
    is_int(t, 400, sends_mixed(&p, deed_said(t, "an", "did", "o", ""), "bài làm", hash_of(t, "bài làm")));
    is_int(t, 0, found(&p, ""));
    is_int(t, 200, sends_mixed(&p, with_file(t, ID1, "bài làm"), "bài làm", hash_of(t, "bài làm")));
    is_int(t, 400, says(&p, with_file(t, ID2, "bài làm")));                  /* also when the store has it */
    is_int(t, 200, sends_mixed(&p, with_file(t, ID2, "bài làm"), "bài làm", hash_of(t, "bài làm")));
    is_int(t, 200, asks(&p, GET, "/statements?attachments=true", "", NULL, &r));
    has_text(t, "Content-Type: multipart/mixed; boundary=", r.head);
    has_text(t, arena_print(t->arena, "X-Experience-API-Hash: %s\r\n\r\nbài làm\r\n--", hash_of(t, "bài làm")), r.body);
    is_int(t, 200, asks(&p, GET, "/statements?statementId=" ID2 "&attachments=true", "", NULL, &r));
    has_text(t, "\r\n\r\nbài làm\r\n--", r.body);
    is_int(t, 1, rows_of(t, p.s, "SELECT count(*) FROM outside_file"));
    over(&p);
}

/* What came in, whatever its length, is read: alone, and a page of it. */
TEST(the_longest_files_that_are_taken_are_given_alone_and_on_pages)
{
    struct program p = thcs(t, city_open(t), V2);
    struct loop_reply r;
    size_t n = 5 << 20, most = (16 << 20) - 8192;
    char *file = malloc(most + 1), *body = malloc(most + 8192);
    if (!is_true(t, file && body)) return;
    memset(file, 'x', most - 1), file[most - 1] = 0;
    for (int i = 0; i < 5; i++) {
        const char *id = arena_print(t->arena, "11111111-2222-4333-8444-55555555556%d", i);
        file[0] = (char)('a' + i);
        snprintf(body, most + 8192, "--x\r\nContent-Type: application/json\r\n\r\n%s\r\n--x\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: %s\r\n\r\n%s\r\n--x--\r\n",
                 with_file(t, id, file), hash_of(t, file), file);
        is_int(t, 200, asks(&p, POST, "/statements", "Content-Type: multipart/mixed; boundary=x", body, NULL));
        file[n] = 0;
    }
    free(body), free(file);
    is_int(t, 200, city_get(t, p.s, p.s->principal, "/t/thcs/kho-phat-bieu/tim/11111111-2222-4333-8444-555555555560", NULL));
    int files = 0, pages = 0;
    for (const char *next = "/statements?attachments=true&ascending=true"; *next && pages++ < 10;) {
        struct arena aside;
        arena_init(&aside, 64 << 20);
        struct arena *usual = t->arena;
        t->arena = &aside;
        int status = asks(&p, GET, next, "", NULL, &r);
        t->arena = usual;
        for (const char *at = status == 200 ? r.body : ""; (at = strstr(at, "X-Experience-API-Hash")); at++) files++;
        const char *more = status == 200 ? strstr(r.body, "\"more\":\"/xapi") : NULL;
        next = more ? arena_text_n(t->arena, more + 13, strcspn(more + 13, "\"")) : "";
        arena_finish(&aside);
        is_int(t, 200, status);
    }
    is_int(t, 5, files);
    over(&p);
}

TEST(formats_say_less_or_say_it_as_the_reader_reads)
{
    struct program p = thcs(t, city_open(t), V2);
    struct loop_reply r;
    is_int(t, 200, says(&p, "{\"actor\":{\"mbox\":\"mailto:an@x.vn\",\"name\":\"An\"},\"verb\":{\"id\":\"http://x.vn/did\",\"display\":{\"en\":\"did\",\"vi\":\"đã làm\"}},"
                            "\"object\":{\"id\":\"http://x.vn/o\",\"definition\":{\"name\":{\"en\":\"Work\",\"vi\":\"Bài\"}}}}"));
    is_int(t, 200, asks(&p, GET, "/statements?format=ids", "", NULL, &r));
    lacks_text(t, "\"name\":\"An\"", r.body), lacks_text(t, "display", r.body), lacks_text(t, "definition", r.body);
    is_int(t, 200, asks(&p, GET, "/statements?format=canonical", "Accept-Language: vi", NULL, &r));
    has_text(t, "{\"vi\":\"đã làm\"}", r.body), has_text(t, "{\"vi\":\"Bài\"}", r.body), lacks_text(t, "Work", r.body);
    is_int(t, 200, says(&p, "{\"actor\":{\"mbox\":\"mailto:an@x.vn\"},\"verb\":{\"id\":\"http://x.vn/did\"},\"object\":{\"id\":\"http://x.vn/o\",\"definition\":{\"name\":{\"fr\":\"Devoir\"},\"type\":\"http://x.vn/t\"}}}"));
    is_int(t, 200, asks(&p, GET, "/activities?activityId=http%3A%2F%2Fx.vn%2Fo", "", NULL, &r));              /* KEYED /xapi/activities */
    has_text(t, "Devoir", r.body), has_text(t, "Work", r.body), has_text(t, "http://x.vn/t", r.body);
    is_int(t, 200, asks(&p, GET, "/agents?agent=%7B%22mbox%22%3A%22mailto%3Aan%40x.vn%22%7D", "", NULL, &r));   /* KEYED /xapi/agents */
    has_text(t, "\"objectType\":\"Person\"", r.body), has_text(t, "\"mbox\":[\"mailto:an@x.vn\"]", r.body);
    is_int(t, 200, asks(&p, GET, "/about", "", NULL, &r));                                                      /* KEYED /xapi/about */
    has_text(t, "1.0.3", r.body);
    over(&p);
}

TEST(the_alternate_syntax_works_in_1_0_3_and_is_refused_in_2_0)
{
    struct program one = thcs(t, city_open(t), V1), two = program_in(t, one.s, one.s->thcs.id, "all", V2);
    static const char form[] = "Content-Type: application/x-www-form-urlencoded";
    const char *put = "statementId=" ID1 "&content=%7B%22actor%22%3A%7B%22mbox%22%3A%22mailto%3Aa%40x.vn%22%7D%2C%22verb%22%3A%7B%22id%22%3A%22http%3A%2F%2Fx.vn%2Fv%22%7D%2C%22object%22%3A%7B%22id%22%3A%22http%3A%2F%2Fx.vn%2Fo%22%7D%7D";
    is_int(t, 400, asks(&two, POST, "/statements?method=PUT", form, put, NULL));
    is_int(t, 204, asks(&one, POST, "/statements?method=PUT", form, put, NULL));
    is_int(t, 200, asks(&one, POST, "/statements?method=GET", form, "statementId=" ID1, NULL));
    is_int(t, 400, asks(&one, POST, "/statements?method=GET&limit=1", form, "", NULL));
    is_int(t, 400, asks(&one, PUT, "/statements?method=GET", form, "", NULL));
    loop_close(&two.l);
    over(&one);
}

TEST(a_request_says_its_version_and_an_unknown_one_is_refused)
{
    static const struct { const char *version; int status; const char *answer; } rows[] = { { "1.0.3", 200, "1.0.3" }, { "1.0", 200, "1.0.3" }, { "1.0.9", 200, "1.0.3" },
        { "2.0", 200, "2.0.0" }, { "2.0.0", 200, "2.0.0" }, { "0.9", 400, NULL }, { "1.1.0", 400, NULL }, { "3.0.0", 400, NULL }, { "x", 400, NULL }, { NULL, 400, "0.95" } };
    struct program p = thcs(t, city_open(t), V2);
    const char *key = arena_text_n(t->arena, p.headers, strcspn(p.headers, "\n"));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct loop_reply r;
        p.headers = rows[i].version ? arena_print(t->arena, "%s\nX-Experience-API-Version: %s", key, rows[i].version) : key;
        is_int(t, rows[i].status, asks(&p, GET, "/statements", "", NULL, &r));
        if (rows[i].answer) has_text(t, arena_print(t->arena, "X-Experience-API-Version: %s\n", rows[i].answer), r.head);
    }
    is_int(t, 200, asks(&p, GET, "/about", "", NULL, NULL));
    over(&p);
}

TEST(a_statement_that_no_page_of_answers_could_hold_is_refused_whole)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    char *long_text = arena_take(t->arena, 70001), *many = arena_take(t->arena, 50000);
    size_t n = 0;
    memset(long_text, 'x', 70000), long_text[70000] = 0;
    is_int(t, 413, says(&p, deed_said(t, "an", "did", "o", arena_print(t->arena, ",\"result\":{\"response\":\"%s\"}", long_text))));
    for (int i = 0; i < 2001; i++) n += (size_t)snprintf(many + n, 50000 - n, "%s\"http://x.vn/%d\":1", i ? "," : "", i);
    is_int(t, 400, says(&p, deed_said(t, "an", "did", "o", arena_print(t->arena, ",\"result\":{\"extensions\":{%s}}", many))));
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM outside_statement"));
    loop_close(&p.l);
    city_close(s);
}

TEST(whoever_reads_their_own_learns_nothing_of_others_by_referring_to_them)
{
    struct city *s = city_open(t);
    struct program other = program_in(t, s, s->thcs.id, "all", V2), p = program_in(t, s, s->thcs.id, "statements/write statements/read/mine", V2);
    is_int(t, 200, says(&other, deed_said(t, "binh", "passed", "exam", ",\"id\":\"11111111-2222-4333-8444-555555555551\"")));
    is_int(t, 200, says(&p, "{\"actor\":{\"mbox\":\"mailto:an@x.vn\"},\"verb\":{\"id\":\"http://x.vn/saw\"},\"object\":{\"objectType\":\"StatementRef\",\"id\":\"11111111-2222-4333-8444-555555555551\"}}"));
    is_int(t, 1, found(&p, ""));
    is_int(t, 1, found(&p, "?verb=http%3A%2F%2Fx.vn%2Fsaw"));
    is_int(t, 0, found(&p, "?verb=http%3A%2F%2Fx.vn%2Fpassed"));
    is_int(t, 2, found(&other, "?verb=http%3A%2F%2Fx.vn%2Fpassed"));      /* who may read all: the statement and what refers to it */
    loop_close(&p.l), loop_close(&other.l);
    city_close(s);
}

TEST(a_statement_about_very_many_is_refused_and_nobody_but_the_house_describes_its_things)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    char *many = arena_take(t->arena, 60000);
    size_t n = 0;
    for (int i = 0; i < 201; i++) n += (size_t)snprintf(many + n, 60000 - n, "%s{\"id\":\"http://x.vn/%d\"}", i ? "," : "", i);
    is_int(t, 413, says(&p, deed_said(t, "an", "did", "o", arena_print(t->arena, ",\"context\":{\"contextActivities\":{\"other\":[%s]}}", many))));
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM outside_statement"));
    is_int(t, 200, says(&p, arena_print(t->arena, "{\"actor\":{\"mbox\":\"mailto:an@x.vn\"},\"verb\":{\"id\":\"http://x.vn/did\"},\"object\":{\"id\":\"%s/xapi/vat/news/1\",\"definition\":{\"name\":{\"vi\":\"Tên khác\"}}}}",
                                              s->app.config.base_url)));
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM outside_activity"));
    loop_close(&p.l);
    city_close(s);
}
