/* Statements come in: from a file, from another store. First they are looked at; what is refused is told with number, line and place; a stop loses nothing. */
#include "doors/exchange/test/streams.h"
#include "base/ids.h"
#include "data/db.h"
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VOIDING(n) "{\"id\":\"00000000-0000-4000-8000-0000000009" n "\",\"actor\":{\"mbox\":\"mailto:x@x.vn\"},\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/voided\"},\"object\":{\"objectType\":\"StatementRef\",\"id\":\"11111111-2222-4333-8444-0000000000" n "\"}}"

static const char *file_of(struct test *t)
{
    return arena_print(t->arena, "\xef\xbb\xbf%s\r\n\n{\"id\":1}\n%s\nnot json\n%s\n%s", statement_text(t, 1, ""), statement_text(t, 2, ",\"result\":{\"score\":{\"scaled\":7}}"), statement_text(t, 3, ""), statement_text(t, 1, ""));
}

static const char *run_id(struct test *t, struct city *s)
{
    char text[ID_TEXT_SIZE];
    id_text(count(t, s, "SELECT max(id) FROM exchange_run"), text);
    return arena_text(t->arena, text);
}

static int turn(struct test *t, struct city *s, const char *what)
{
    return city_post(t, s, s->principal, "/t/thcs/kho-hanh-trinh/nhap/lam", arena_print(t->arena, "lan=%s&viec=%s&rev=%lld", run_id(t, s), what,
                     (long long)count(t, s, "SELECT rev FROM exchange_run ORDER BY id DESC LIMIT 1")), NULL);                /* POST /t/:truong/kho-hanh-trinh/nhap/lam */
}

static int give(struct test *t, struct city *s, const char *text)
{
    struct bytes file = { (const uint8_t *)text, strlen(text) };
    return city_upload(t, s, s->principal, "/t/thcs/kho-hanh-trinh/nhap", "ly_do=Kho+cu", "cu.ndjson", file, NULL);          /* POST /t/:truong/kho-hanh-trinh/nhap */
}

TEST(a_file_is_looked_at_first_and_taken_in_when_somebody_says_so)
{
    struct city *s = streams_open(t);
    struct loop_reply r;
    is_int(t, 303, give(t, s, file_of(t)));
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM outside_statement"));
    is_text(t, "looked", text_of(t, s, "SELECT state FROM exchange_run"));
    is_int(t, 2, count(t, s, "SELECT fresh FROM exchange_run"));
    is_int(t, 1, count(t, s, "SELECT known FROM exchange_run"));
    is_int(t, 3, count(t, s, "SELECT refused FROM exchange_run"));
    is_int(t, 200, city_get(t, s, s->principal, arena_print(t->arena, "/t/thcs/kho-hanh-trinh/nhap?lan=%s", run_id(t, s)), &r));
    has_text(t, "Nhập thật", r.body);
    has_text(t, "$.result.score.scaled", r.body);
    is_int(t, 303, turn(t, s, "ghi"));
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 2, count(t, s, "SELECT count(*) FROM outside_statement"));
    is_text(t, "done", text_of(t, s, "SELECT state FROM exchange_run"));
    is_int(t, 3, count(t, s, "SELECT count(*) FROM exchange_refused"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM exchange_refused WHERE line = 4 AND path = '$.result.score.scaled'"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM exchange_refused WHERE line = 5 AND number = 5620"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM audit WHERE act = 'exchange.in'"));
    is_int(t, 409, turn(t, s, "tiep"));
    city_close(s);
}

TEST(the_report_of_refused_lines_is_in_the_readers_language_and_no_spreadsheet_runs_it)
{
    struct city *s = streams_open(t);
    struct loop_reply r;
    is_int(t, 303, give(t, s, "{\"id\":\"=cmd|x\"}\n{\"a\":1}\n"));
    is_int(t, 1, jobs_run_all(&s->app));
    const char *path = arena_print(t->arena, "/t/thcs/kho-hanh-trinh/nhap/loi?lan=%s", run_id(t, s));
    is_int(t, 200, city_get(t, s, s->deputy, path, &r));                                                                     /* GET /t/:truong/kho-hanh-trinh/nhap/loi */
    has_text(t, "Vì sao không nhận", r.body);
    has_text(t, "\"'=cmd|x\"", r.body);
    has_text(t, "\n2,5612,", r.body);
    lacks_text(t, ",\"=", r.body);
    is_int(t, 404, city_get(t, s, s->th_principal, path, NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, arena_print(t->arena, "/t/tieu-hoc/kho-hanh-trinh/nhap/loi?lan=%s", run_id(t, s)), NULL));
    is_int(t, 303, city_get(t, s, s->principal, "/t/thcs/kho-hanh-trinh/nhap/loi", NULL));
    city_close(s);
}

TEST(the_same_file_again_changes_nothing_and_another_statement_of_that_name_is_refused)
{
    struct city *s = streams_open(t);
    const char *file = arena_print(t->arena, "%s\n%s\n", statement_text(t, 1, ""), statement_text(t, 2, ""));
    struct statements_in in = { .home = s->app.config.base_url, .name = "x", .text = { (const uint8_t *)file, strlen(file) } };
    struct statements_came out;
    is_rc(t, OK, statements_import(&s->app, as_staff(s, s->thcs.id), &in, &out));
    is_int(t, 2, out.fresh);
    is_rc(t, OK, statements_import(&s->app, as_staff(s, s->thcs.id), &in, &out));
    is_int(t, 0, out.fresh);
    is_int(t, 2, out.known);
    const char *other = statement_text(t, 1, ",\"result\":{\"success\":true}");
    in.text = (struct bytes){ (const uint8_t *)other, strlen(other) };
    is_rc(t, OK, statements_import(&s->app, as_staff(s, s->thcs.id), &in, &out));
    is_int(t, 1, out.refused);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM exchange_refused WHERE number = 5640"));
    is_int(t, 2, count(t, s, "SELECT count(*) FROM outside_statement"));
    city_close(s);
}

TEST(what_was_taken_out_is_known_where_it_came_from_and_new_in_another_school)
{
    struct city *s = streams_open(t);
    deed_here(t, s, s->an, "Cờ");
    tells_here(t, s, s->thcs.id, 1);
    later_by(s, 60);
    const char *text = record_of(t, s, s->thcs.id);
    struct statements_in in = { .home = s->app.config.base_url, .name = "x", .text = { (const uint8_t *)text, strlen(text) } };
    struct statements_came out;
    is_rc(t, OK, statements_import(&s->app, as_staff(s, s->thcs.id), &in, &out));
    is_int(t, 2, out.known);
    is_rc(t, OK, statements_import(&s->app, as_staff(s, s->th.id), &in, &out));
    is_int(t, 2, out.fresh);
    is_int(t, 0, count(t, s, "SELECT count(*) FROM outside_person"));             /* An belongs to another school: nobody there is tied to it */
    city_close(s);
}

TEST(who_is_told_of_by_an_import_reads_where_the_line_came_from)
{
    struct city *s = streams_open(t);
    struct loop_reply r;
    char an[ID_TEXT_SIZE];
    id_text(s->an.v, an);
    is_int(t, 303, give(t, s, arena_print(t->arena, "{\"actor\":{\"account\":{\"homePage\":\"%s\",\"name\":\"%s\"}},\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/completed\"},\"object\":{\"id\":\"http://x.vn/Cam\"}}\n",
                                          s->app.config.base_url, an)));
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 303, turn(t, s, "ghi"));
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 200, city_get(t, s, s->an, "/hanh-trinh", &r));
    has_text(t, "Hệ thống ghi: cu.ndjson.", r.body);
    city_close(s);
}

TEST(one_that_the_record_refuses_keeps_the_others_from_nothing)
{
    struct city *s = streams_open(t);
    deed_here(t, s, s->an, "Cờ");
    later_by(s, 60);
    const struct json *deed = json_read(t->arena, arena_text_n(t->arena, record_of(t, s, s->thcs.id), strcspn(record_of(t, s, s->thcs.id), "\n")));
    const char *voids = arena_print(t->arena, "{\"id\":\"11111111-2222-4333-8444-000000000009\",\"actor\":{\"mbox\":\"mailto:x@x.vn\"},\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/voided\"},"
                                              "\"object\":{\"objectType\":\"StatementRef\",\"id\":\"%s\"}}", json_get(deed, "id")->text);
    const char *file = arena_print(t->arena, "%s\n%s\n%s\n", statement_text(t, 1, ""), voids, statement_text(t, 2, ""));
    is_int(t, 303, give(t, s, file));
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 303, turn(t, s, "ghi"));
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 2, count(t, s, "SELECT fresh FROM exchange_run"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM exchange_refused WHERE line = 2 AND number = 5641"));
    is_int(t, 2, count(t, s, "SELECT count(*) FROM outside_statement"));
    has_text(t, "Cờ", record_of(t, s, s->thcs.id));
    city_close(s);
}

TEST(what_only_the_record_finds_out_is_refused_alone)
{
    struct city *s = streams_open(t);
    static const char again[] = "{\"id\":\"00000000-0000-4000-8000-000000000a01\",\"actor\":{\"mbox\":\"mailto:x@x.vn\"},\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/voided\"},"
                                "\"object\":{\"objectType\":\"StatementRef\",\"id\":\"00000000-0000-4000-8000-000000000901\"}}";
    is_int(t, 303, give(t, s, arena_print(t->arena, "%s\n%s\n%s\n%s\n", statement_text(t, 1, ""), VOIDING("01"), again, statement_text(t, 2, ""))));
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 303, turn(t, s, "ghi"));
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 3, count(t, s, "SELECT fresh FROM exchange_run"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM exchange_refused WHERE line = 3 AND number = 5642"));               /* a voiding is voided by nobody */
    is_int(t, 1, count(t, s, "SELECT count(*) FROM outside_statement WHERE voided_by IS NOT NULL"));
    city_close(s);
}

TEST(whichever_statement_of_the_database_fails_a_file_is_taken_in_whole_and_once)
{
    struct city *s = streams_open(t);
    int64_t all = 0;
    for (long n = 1; n < 3000; n += 7) {
        const char *file = "";
        for (int i = 0; i < 60; i++) file = arena_print(t->arena, "%s%s\n", file, statement_text(t, (int)n * 100 + i, ""));
        is_int(t, 303, give(t, s, file));
        (void)jobs_run_all(&s->app);
        is_int(t, 303, turn(t, s, "ghi"));
        db_fail_after(n);
        (void)jobs_run_all(&s->app);
        bool met = !db_fail_armed();
        db_fail_after(0);
        for (int i = 0; met && i < 8; i++) later_by(s, 6 * 3600 + 10800), (void)jobs_run_all(&s->app);
        all += 60;
        int64_t here = count(t, s, "SELECT count(*) FROM outside_statement"), fresh = count(t, s, "SELECT fresh + known FROM exchange_run ORDER BY id DESC LIMIT 1");
        if (here != all || fresh != 60 || !str_is(text_of(t, s, "SELECT state FROM exchange_run ORDER BY id DESC LIMIT 1"), "done"))
            fail(t, "statement %ld fails: %lld of %lld, %lld counted", n, (long long)here, (long long)all, (long long)fresh);
        if (!met) break;
        if (n > 200) n += 93;
    }
    is_true(t, all > 60);
    city_close(s);
}

TEST(ten_thousand_wrong_lines_end_a_run_and_what_was_taken_stays)
{
    struct city *s = streams_open(t);
    struct buf b;
    buf_init(&b, 4 << 20);
    buf_text(&b, statement_text(t, 1, "")), buf_char(&b, '\n');
    for (int i = 0; i < 10100; i++) buf_text(&b, "{}\n");
    buf_text(&b, statement_text(t, 2, ""));
    is_int(t, 303, give(t, s, b.p));
    buf_finish(&b);
    is_int(t, 1, jobs_run_all(&s->app));
    is_text(t, "stopped", text_of(t, s, "SELECT state FROM exchange_run"));
    is_int(t, 5570, count(t, s, "SELECT error_number FROM job WHERE kind = 'exchange.file'"));
    is_true(t, count(t, s, "SELECT count(*) FROM exchange_refused") <= 10050);
    city_close(s);
}

TEST(a_file_that_is_no_text_is_not_taken)
{
    struct city *s = streams_open(t);
    struct bytes png = { (const uint8_t *)"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16 };
    is_int(t, 422, city_upload(t, s, s->principal, "/t/thcs/kho-hanh-trinh/nhap", "ly_do=x", "cu.ndjson", png, NULL));
    is_int(t, 403, city_upload(t, s, s->clerk, "/t/thcs/kho-hanh-trinh/nhap", "ly_do=x", "cu.ndjson", png, NULL));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM exchange_run"));
    city_close(s);
}

/* ---- another store */

static int broken_after;                                                     /* pages, then 500; 0 = never */
static int pages_given;

/* Three pages of two statements. */
static int store_look(struct neighbour *n, const char *head, const char *body, size_t size, const char **answer)
{
    (void)body, (void)size;
    static char page[2000];
    const char *at = strstr(head, "/more/");
    int number = at ? at[6] - '0' : 1;
    if (!strstr(head, "Authorization: Basic azpzZWNyZXQ=")) return 401;
    if (!strstr(head, "X-Experience-API-Version: 1.0.3")) return 400;
    if (broken_after && pages_given >= broken_after) return 503;
    pages_given++;
    snprintf(page, sizeof page, "{\"statements\":[{\"id\":\"11111111-2222-4333-8444-00000000%02d01\",\"actor\":{\"mbox\":\"mailto:x@x.vn\"},\"verb\":{\"id\":\"http://x.vn/did\"},\"object\":{\"id\":\"http://x.vn/o\"},\"stored\":\"2026-01-01T00:00:00Z\",\"timestamp\":\"2026-01-01T00:00:00Z\"},"
                                "{\"id\":\"11111111-2222-4333-8444-00000000%02d02\",\"actor\":{\"mbox\":\"mailto:x@x.vn\"},\"verb\":{\"id\":\"bad\"},\"object\":{\"id\":\"http://x.vn/o\"}}],\"more\":\"%s\"}",
             number, number, number == 3 ? "" : number == 1 ? "/xapi/more/2" : (const char *)n->with);
    *answer = page;
    return 200;
}

static int ask_store(struct test *t, struct city *s, const char *address, const char *secret)
{
    return city_post(t, s, s->principal, "/t/thcs/kho-hanh-trinh/nhap/kho-khac", arena_print(t->arena, "dia_chi=%s&khoa=k&bi_mat=%s&chuan=1&vi_sao=Chuyen+kho", encoded_text(t, address), secret), NULL);
}                                                                            /* POST /t/:truong/kho-hanh-trinh/nhap/kho-khac */

static const char *address_of(struct test *t, struct neighbour *n) { return arena_print(t->arena, "http://127.0.0.1:%d/xapi/", n->port); }

TEST(another_store_is_read_page_by_page_and_its_secret_goes_when_it_is_over)
{
    struct city *s = streams_open(t);
    struct neighbour n = { .look = store_look, .with = "/xapi/more/3" };
    broken_after = pages_given = 0;
    if (!is_true(t, neighbour_open(&n))) return;
    is_int(t, 303, ask_store(t, s, address_of(t, &n), "secret"));
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 3, pages_given);
    is_text(t, "looked", text_of(t, s, "SELECT state FROM exchange_run"));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM outside_statement"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM exchange_run WHERE sealed IS NOT NULL"));
    is_int(t, 303, turn(t, s, "ghi"));
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 3, count(t, s, "SELECT count(*) FROM outside_statement"));
    is_int(t, 3, count(t, s, "SELECT count(*) FROM exchange_refused WHERE path = '$.verb.id'"));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM exchange_run WHERE sealed IS NOT NULL"));
    is_text(t, "done", text_of(t, s, "SELECT state FROM exchange_run"));
    neighbour_close(&n);
    city_close(s);
}

TEST(a_store_that_breaks_is_asked_again_from_where_it_broke)
{
    struct city *s = streams_open(t);
    struct neighbour n = { .look = store_look, .with = "/xapi/more/3" };
    broken_after = 0, pages_given = 0;
    if (!is_true(t, neighbour_open(&n))) return;
    is_int(t, 303, ask_store(t, s, address_of(t, &n), "secret"));
    is_int(t, 1, jobs_run_all(&s->app));
    pages_given = 0, broken_after = 2;
    is_int(t, 303, turn(t, s, "ghi"));
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 2, count(t, s, "SELECT count(*) FROM outside_statement"));
    is_text(t, "going", text_of(t, s, "SELECT state FROM exchange_run"));
    broken_after = 0, pages_given = 0;
    later_by(s, 3600);
    (void)jobs_run_all(&s->app);
    is_int(t, 1, pages_given);                                               /* the third alone */
    is_int(t, 3, count(t, s, "SELECT count(*) FROM outside_statement"));
    is_text(t, "done", text_of(t, s, "SELECT state FROM exchange_run"));
    neighbour_close(&n);
    city_close(s);
}

/* A store with 120 statements, of which the first ones are voided once something has failed here; pages as long as was asked for. */
enum { STORED = 120, VOIDED = 3 };
static atomic_int voided;
static int shelf_look(struct neighbour *n, const char *head, const char *body, size_t size, const char **answer)
{
    static char page[40000];
    static int most;
    const char *at = strstr(head, "/more/"), *limit = strstr(head, "limit=");
    int from = at ? atoi(at + 6) : 0, given = 0;
    size_t used = (size_t)snprintf(page, sizeof page, "{\"statements\":[");
    (void)n, (void)body, (void)size;
    if (limit) most = atoi(limit + 6);
    while (given < most && from < STORED) {
        if (++from <= voided) continue;
        used += (size_t)snprintf(page + used, sizeof page - used, "%s{\"id\":\"11111111-2222-4333-8444-000000000%03d\",\"actor\":{\"mbox\":\"mailto:x@x.vn\"},\"verb\":{\"id\":\"http://x.vn/did\"},\"object\":{\"id\":\"http://x.vn/o\"}}", given ? "," : "", from);
        given++;
    }
    if (from < STORED) snprintf(page + used, sizeof page - used, "],\"more\":\"/xapi/more/%d\"}", from);
    else snprintf(page + used, sizeof page - used, "],\"more\":\"\"}");
    *answer = page;
    return 200;
}

TEST(a_page_that_grew_shorter_before_it_is_asked_again_leaves_nothing_out)
{
    for (long k = 40; k < 3000; k += 60) {
        struct city *s = streams_open(t);
        struct neighbour n = { .look = shelf_look };
        voided = 0;
        if (!is_true(t, neighbour_open(&n))) return;
        is_int(t, 303, ask_store(t, s, address_of(t, &n), "secret"));
        is_int(t, 1, jobs_run_all(&s->app));
        is_int(t, 303, turn(t, s, "ghi"));
        db_fail_after(k);
        (void)jobs_run_all(&s->app);
        bool met = !db_fail_armed();
        db_fail_after(0);
        voided = VOIDED;
        for (int i = 0; met && i < 4; i++) later_by(s, 7 * 3600), (void)jobs_run_all(&s->app);
        is_text(t, "done", text_of(t, s, "SELECT state FROM exchange_run"));
        int64_t taken = count(t, s, "SELECT count(*) FROM outside_statement WHERE document NOT LIKE '%-000000000001\"%' AND document NOT LIKE '%-000000000002\"%' AND document NOT LIKE '%-000000000003\"%'");
        if (taken != STORED - VOIDED) fail(t, "statement %ld fails: %lld were taken of those that are there still", k, (long long)taken);
        neighbour_close(&n);
        city_close(s);
        if (!met) break;
    }
}

static int64_t ends_with(struct test *t, struct city *s, struct neighbour *n, const char *secret)
{
    is_int(t, 303, ask_store(t, s, address_of(t, n), secret));
    (void)jobs_run_all(&s->app);
    if (!str_is("stopped", text_of(t, s, "SELECT state FROM exchange_run ORDER BY id DESC LIMIT 1"))) fail(t, "it is not over");
    is_int(t, 0, count(t, s, "SELECT count(*) FROM exchange_run WHERE sealed IS NOT NULL"));
    return count(t, s, "SELECT error_number FROM job WHERE kind = 'exchange.store' ORDER BY id DESC LIMIT 1");
}

TEST(a_store_that_says_no_or_leads_elsewhere_ends_the_run_in_words)
{
    struct city *s = streams_open(t);
    struct neighbour n = { .look = store_look, .with = "https://other.example/xapi/more/3" };
    broken_after = pages_given = 0;
    if (!is_true(t, neighbour_open(&n))) return;
    is_int(t, 5574, ends_with(t, s, &n, "wrong"));
    is_int(t, 5578, ends_with(t, s, &n, "secret"));                          /* `more` leads to another place */
    n.with = "/xapi/more/2";
    is_int(t, 5578, ends_with(t, s, &n, "secret"));                          /* and back to itself */
    n.look = NULL;
    n.body = "<html>";
    is_int(t, 5620, ends_with(t, s, &n, "secret"));
    n.body = "{\"a\":1}";
    is_int(t, 5569, ends_with(t, s, &n, "secret"));
    n.status = 302;
    n.location = "http://127.0.0.1:1/";
    is_int(t, 5575, ends_with(t, s, &n, "secret"));
    n.status = 404;
    is_int(t, 5577, ends_with(t, s, &n, "secret"));
    n.mood = NEIGHBOUR_ENDLESS;
    is_int(t, 5572, ends_with(t, s, &n, "secret"));
    is_int(t, 422, ask_store(t, s, "http://lrs.example/xapi", "secret"));
    is_int(t, 422, ask_store(t, s, "https://a:b@lrs.example/xapi", "secret"));
    s->app.config.test = false;
    is_int(t, 303, ask_store(t, s, arena_print(t->arena, "https://127.0.0.1:%d/xapi", n.port), "secret"));
    (void)jobs_run_all(&s->app);
    is_int(t, 5572, count(t, s, "SELECT error_number FROM job WHERE kind = 'exchange.store' ORDER BY id DESC LIMIT 1"));
    neighbour_close(&n);
    city_close(s);
}

TEST(a_look_may_be_dropped_and_then_nothing_goes_on)
{
    struct city *s = streams_open(t);
    is_int(t, 303, give(t, s, file_of(t)));
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 303, turn(t, s, "bo"));
    is_text(t, "stopped", text_of(t, s, "SELECT state FROM exchange_run"));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM outside_statement"));
    is_int(t, 404, city_post(t, s, s->th_principal, "/t/tieu-hoc/kho-hanh-trinh/nhap/lam", arena_print(t->arena, "lan=%s&viec=tiep&rev=1", run_id(t, s)), NULL));
    city_close(s);
}

TEST(lines_are_read_with_their_numbers_whatever_ends_them)
{
    struct span rest = span_of("\xef\xbb\xbf a \r\n\n\n b\n\xef\xbb\xbf" "c"), one;
    int64_t line = 0;
    is_true(t, line_next(&rest, &line, &one) && span_is(one, "a") && line == 1);
    is_true(t, line_next(&rest, &line, &one) && span_is(one, "b") && line == 4);
    is_true(t, line_next(&rest, &line, &one) && span_is(one, "\xef\xbb\xbf" "c") && line == 5);
    is_false(t, line_next(&rest, &line, &one));
}

/* ---- files */

#define HELLO_HASH "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"           /* SHA-256 of "hello" */
static const char mixed[] = "--q\r\nContent-Type: application/json\r\n\r\n{\"statements\":[{\"id\":\"33333333-2222-4333-8444-000000000001\",\"actor\":{\"mbox\":\"mailto:x@x.vn\"},\"verb\":{\"id\":\"http://x.vn/did\"},"
    "\"object\":{\"id\":\"http://x.vn/o\"},\"attachments\":[{\"usageType\":\"http://x.vn/u\",\"display\":{\"vi\":\"Tệp\"},\"contentType\":\"text/plain\",\"length\":5,\"sha2\":\"" HELLO_HASH "\"}]}],\"more\":\"\"}\r\n"
    "--q\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: " HELLO_HASH "\r\n\r\nhello\r\n--q--\r\n";

TEST(files_come_in_with_their_statements_and_go_on_with_them)
{
    struct city *s = streams_open(t);
    struct neighbour n = { .type = "multipart/mixed; boundary=q", .body = mixed }, other = { .mood = NEIGHBOUR_KIND };
    if (!is_true(t, neighbour_open(&n) && neighbour_open(&other))) return;
    is_int(t, 303, ask_store(t, s, address_of(t, &n), "secret"));
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 303, turn(t, s, "ghi"));
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM outside_attached"));
    has_text(t, "attachments=true", n.head);
    later_by(s, 60);
    const char *line = record_of(t, s, s->thcs.id);
    has_text(t, HELLO_HASH, line);
    lacks_text(t, "hello", line);
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/chuyen-tiep", arena_print(t->arena, "ten=Kho&ly_do=x&dia_chi=%s&khoa=k&bi_mat=sixteen-letters-1&chuan=2&tu=dau&da_doc=1&cach=store&gi=everything&ai=anyone",
                             encoded_text(t, address_of(t, &other))), NULL));
    is_int(t, 1, jobs_run_all(&s->app));
    has_text(t, "Content-Type: multipart/mixed; boundary=", other.head);
    has_text(t, "X-Experience-API-Version: 2.0.0", other.head);
    has_text(t, "X-Experience-API-Hash: " HELLO_HASH "\r\n\r\nhello\r\n", other.sent);
    /* a line alone, without its file, is refused by its number */
    struct statements_in in = { .home = s->app.config.base_url, .name = "x", .text = { (const uint8_t *)line, strlen(line) } };
    struct statements_came out;
    is_rc(t, OK, statements_import(&s->app, as_staff(s, s->th.id), &in, &out));
    is_int(t, 1, out.refused);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM exchange_refused WHERE number = 5624"));
    /* but known where it is already, with its file */
    is_rc(t, OK, statements_import(&s->app, as_staff(s, s->thcs.id), &in, &out));
    is_int(t, 1, out.known);
    is_int(t, 0, out.refused);
    neighbour_close(&n);
    neighbour_close(&other);
    city_close(s);
}

static rc tidy_queue(struct tx *t, const struct job_kind *kind, job_id *out) { return job_add(t, &(struct new_job){ .kind = kind }, out); }
CLOSURE(tidy_queue, struct job_kind, job_id)

TEST(lines_as_long_and_as_full_as_they_may_be_are_taken_in_and_go_on)
{
    enum { LINES = 60, VALUES = 29000 };
    struct city *s = streams_open(t);
    struct statements_came out;
    size_t room = (size_t)LINES * (2 * VALUES + 500), n = 0;
    char *text = malloc(room), *many = malloc(2 * VALUES + 1);
    if (!is_true(t, text && many)) return;
    for (int i = 0; i < VALUES; i++) memcpy(many + 2 * i, "1,", 2);
    many[2 * VALUES - 1] = 0;
    for (int i = 1; i <= LINES; i++)
        n += (size_t)snprintf(text + n, room - n, "{\"id\":\"11111111-2222-4333-8444-%012d\",\"actor\":{\"mbox\":\"mailto:x@x.vn\"},\"verb\":{\"id\":\"http://x.vn/did\"},\"object\":{\"id\":\"http://x.vn/o\"},\"result\":{\"extensions\":{\"http://x.vn/e\":[%s]}}}\n", i, many);
    struct statements_in in = { .home = s->app.config.base_url, .name = "x.ndjson", .text = { (const uint8_t *)text, n } };
    is_rc(t, OK, statements_import(&s->app, as_staff(s, s->thcs.id), &in, &out));
    is_int(t, LINES, out.fresh);
    free(text), free(many);
    city_close(s);
}

TEST(an_import_that_nobody_finished_is_let_go_with_its_secret_and_a_report_after_a_year)
{
    struct city *s = streams_open(t);
    struct neighbour n = { .look = store_look, .with = "/xapi/more/3" };
    job_id id;
    broken_after = pages_given = 0;
    if (!is_true(t, neighbour_open(&n))) return;
    is_int(t, 303, ask_store(t, s, address_of(t, &n), "secret"));
    is_int(t, 1, jobs_run_all(&s->app));
    for (int days = 29; days <= 401; days += days == 29 ? 2 : 370) {
        later_by(s, (int64_t)(days == 29 ? 29 : days == 31 ? 2 : 370) * 86400);
        s->ask->scope = (struct scope){ 0 };
        is_rc(t, OK, transact(s->ask, NULL, tidy_queue, &exchange_jobs[JOB_TIDY], &id));
        is_int(t, 1, jobs_run_all(&s->app));
        is_int(t, days < 30, count(t, s, "SELECT count(*) FROM exchange_run WHERE state = 'looked' AND sealed IS NOT NULL"));
        is_int(t, days < 400 ? 3 : 0, count(t, s, "SELECT count(*) FROM exchange_refused"));
    }
    is_int(t, 409, turn(t, s, "ghi"));
    neighbour_close(&n);
    city_close(s);
}

/* By key 71 of the school, without its door. */
static rc told_here(struct tx *t, const struct told *in, void *out)
{
    (void)out;
    return told_add(t, &(struct told_batch){ .said = in, .n = 1, .key = 71 });
}
CLOSURE(told_here, struct told, void)

TEST(an_import_voids_what_imports_brought_and_nothing_that_a_key_told_here)
{
    struct city *s = streams_open(t);
    struct told one = { .document = statement_text(t, 1, ""), .uuid = { 0x11, 0x11, 0x11, 0x11, 0x22, 0x22, 0x43, 0x33, 0x84, 0x44, 0, 0, 0, 0, 0, 1 } };
    one.said = json_read(t->arena, one.document);
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, told_here, &one, NULL));
    is_int(t, 303, give(t, s, statement_text(t, 2, "")));
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 303, turn(t, s, "ghi"));
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 2, count(t, s, "SELECT count(*) FROM outside_statement"));
    later_by(s, 1);
    is_int(t, 303, give(t, s, VOIDING("01") "\n" VOIDING("02") "\n" VOIDING("03")));
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 1, count(t, s, "SELECT refused FROM exchange_run ORDER BY id DESC LIMIT 1"));                             /* a trial tells it before anything is taken in */
    is_int(t, 2, count(t, s, "SELECT fresh FROM exchange_run ORDER BY id DESC LIMIT 1"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM exchange_refused WHERE number = 5641 AND line = 1"));
    is_int(t, 303, turn(t, s, "ghi"));
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM exchange_refused WHERE number = 5641 AND line = 1"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM outside_statement WHERE voided_by IS NOT NULL"));                   /* that of the former file */
    is_int(t, 1, count(t, s, "SELECT count(*) FROM outside_statement WHERE key_id = 71 AND voided_by IS NULL"));
    struct told late = { .document = statement_text(t, 3, ""), .uuid = { 0x11, 0x11, 0x11, 0x11, 0x22, 0x22, 0x43, 0x33, 0x84, 0x44, 0, 0, 0, 0, 0, 3 } };
    late.said = json_read(t->arena, late.document);
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, told_here, &late, NULL));                                     /* told here later: not voided before it came */
    is_int(t, 2, count(t, s, "SELECT count(*) FROM outside_statement WHERE key_id = 71 AND voided_by IS NULL"));
    city_close(s);
}
