/* How much a key may keep: a batch that does not fit is refused whole, whoever writes at once; what is forgotten makes room; the heads see it before it is full. */
#include "doors/xapi/test/door.h"
#include "base/ids.h"
#include "data/db.h"
#include <pthread.h>
#include <stdio.h>
#include <string.h>

static void bound(struct test *t, struct city *s, const char *key, int64_t most)
{
    const char *none;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO setting (school_id, year_id, key, text, at, by_person, rev) VALUES (%lld, 0, 'xapi.most_%s', '%lld', 0, %lld, 1)",
                                                           (long long)s->thcs.id.v, key, (long long)most, (long long)s->principal.v), &none));
}

static int says_why(struct program *p, enum method m, const char *path, const char *type, const char *body, int *number)
{
    struct loop_reply r;
    int status = asks(p, m, path, type, body, &r);
    const struct json *j = json_get(json_read(p->t->arena, r.body), "number");
    int64_t n = 0;
    if (j) span_int(j->raw, &n);
    *number = (int)n;
    return status;
}

static int told(struct program *p, const char *body, int *number) { return says_why(p, POST, "/statements", "Content-Type: application/json", body, number); }

static int64_t kept(struct test *t, struct city *s, const char *column) { return rows_of(t, s, arena_print(t->arena, "SELECT coalesce(sum(%s), 0) FROM outside_kept", column)); }

TEST(a_batch_that_does_not_fit_is_refused_whole_and_what_was_told_before_may_be_told_again)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    int number;
    bound(t, s, "statements", 3);
    const char *two = arena_print(t->arena, "[%s,%s]", deed_said(t, "a", "did", "o", ",\"id\":\"33333333-2222-4333-8444-555555555501\""), deed_said(t, "b", "did", "o", ",\"id\":\"33333333-2222-4333-8444-555555555502\""));
    is_int(t, 200, told(&p, two, &number));
    is_int(t, 413, told(&p, arena_print(t->arena, "[%s,%s]", deed_said(t, "c", "did", "o", ""), deed_said(t, "d", "did", "o", "")), &number));
    is_int(t, 5830, number);
    is_int(t, 2, found(&p, ""));
    is_int(t, 2, rows_of(t, s, "SELECT count(*) FROM statement_key k JOIN outside_statement o ON o.uuid = k.uuid"));
    is_int(t, 200, told(&p, two, &number));                                       /* nothing new of them */
    is_int(t, 200, told(&p, deed_said(t, "c", "did", "o", ""), &number));
    is_int(t, 413, told(&p, deed_said(t, "d", "did", "o", ""), &number));
    is_int(t, 3, kept(t, s, "n"));
    agrees(t, s);
    loop_close(&p.l);
    city_close(s);
}

static const char *state_at(struct test *t, const char *name)
{
    return arena_print(t->arena, "/activities/state?activityId=http%%3A%%2F%%2Fx.vn%%2Fo&agent=%%7B%%22mbox%%22%%3A%%22mailto%%3Aan%%40x.vn%%22%%7D&stateId=%s", name);
}

TEST(files_documents_and_bytes_have_room_of_their_own_and_what_goes_makes_room)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2), other = program_in(t, s, s->thcs.id, "all", V2);
    const char *all = "/activities/state?activityId=http%3A%2F%2Fx.vn%2Fo&agent=%7B%22mbox%22%3A%22mailto%3Aan%40x.vn%22%7D";
    int number;
    bound(t, s, "documents", 2);
    for (int i = 0; i < 2; i++) is_int(t, 204, asks(&p, PUT, state_at(t, i ? "b" : "a"), "Content-Type: text/plain", "1234567890", NULL));
    is_int(t, 413, says_why(&p, PUT, state_at(t, "c"), "Content-Type: text/plain", "x", &number));
    is_int(t, 5832, number);
    is_int(t, 404, asks(&p, GET, state_at(t, "c"), "", NULL, NULL));
    is_int(t, 204, asks(&other, POST, state_at(t, "d"), "Content-Type: application/json", "{\"a\":1}", NULL));
    is_int(t, 204, asks(&other, POST, state_at(t, "d"), "Content-Type: application/json", "{\"b\":2}", NULL));
    is_int(t, 20 + 13, kept(t, s, "document_bytes"));                             /* {"a":1,"b":2} */
    agrees(t, s);
    is_int(t, 204, asks(&p, DELETE, state_at(t, "a"), "", NULL, NULL));
    is_int(t, 204, asks(&p, PUT, state_at(t, "c"), "Content-Type: text/plain", "x", NULL));
    is_int(t, 204, asks(&p, DELETE, all, "", NULL, NULL));
    is_int(t, 0, kept(t, s, "documents"));
    is_int(t, 0, kept(t, s, "document_bytes"));
    agrees(t, s);
    bound(t, s, "mb", 1);
    char *big = arena_take(t->arena, (1 << 20) + 1);
    memset(big, 'x', 1 << 20), big[1 << 20] = 0;
    is_int(t, 204, asks(&p, PUT, state_at(t, "a"), "Content-Type: text/plain", big, NULL));
    is_int(t, 413, told(&p, deed_said(t, "a", "did", "o", ""), &number));
    is_int(t, 5833, number);
    is_int(t, 204, asks(&p, DELETE, state_at(t, "a"), "", NULL, NULL));
    is_int(t, 200, told(&p, deed_said(t, "a", "did", "o", ""), &number));
    bound(t, s, "files", 1);
    const char *one = deed_said(t, "a", "did", "o", ",\"attachments\":[{\"usageType\":\"http://x.vn/u\",\"display\":{\"vi\":\"a\"},\"contentType\":\"text/plain\",\"length\":1,\"sha2\":\"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb\"}]");
    const char *file = arena_print(t->arena, "--b\r\nContent-Type: application/json\r\n\r\n%s\r\n--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb\r\n\r\na\r\n--b--\r\n", one);
    is_int(t, 200, asks(&p, POST, "/statements", "Content-Type: multipart/mixed; boundary=b", file, NULL));
    is_int(t, 413, says_why(&p, POST, "/statements", "Content-Type: multipart/mixed; boundary=b", file, &number));
    is_int(t, 5831, number);
    is_int(t, 1, kept(t, s, "files"));
    agrees(t, s);
    loop_close(&p.l), loop_close(&other.l);
    city_close(s);
}

TEST(what_is_erased_or_forgotten_gives_its_room_back)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    const char *of = arena_print(t->arena, "{\"actor\":%s,\"verb\":{\"id\":\"http://x.vn/v\"},\"object\":{\"id\":\"http://x.vn/o\"}}", account_of(t, &p, s->an));
    const char *both = arena_print(t->arena, "{\"actor\":%s,\"verb\":{\"id\":\"http://x.vn/v\"},\"object\":%.*s,\"objectType\":\"Agent\"}}", account_of(t, &p, s->binh), (int)strlen(account_of(t, &p, s->an)) - 1, account_of(t, &p, s->an));
    const char *state = arena_print(t->arena, "/activities/state?activityId=http%%3A%%2F%%2Fx.vn%%2Fo&stateId=a&agent=%s", encoded(t, account_of(t, &p, s->an)));
    is_int(t, 200, says(&p, of));
    is_int(t, 200, says(&p, both));
    is_int(t, 204, asks(&p, PUT, state, "", "trang 7", NULL));
    is_int(t, 2, kept(t, s, "n"));
    erased(t, s, s->an);
    is_int(t, 1, kept(t, s, "n"));                                                /* in the other one they are nobody now */
    is_int(t, 0, kept(t, s, "documents"));
    agrees(t, s);
    loop_close(&p.l);
    city_close(s);
}

enum { WRITERS = 8, EACH = 6, BATCH = 3, MOST = 40 };
struct writer { struct program p; struct arena arena; int number, fine, full; pthread_barrier_t *start; };

static void *write_many(void *at)
{
    struct writer *w = at;
    pthread_barrier_wait(w->start);
    for (int i = 0; i < EACH; i++) {
        struct loop_reply r;
        arena_reset(&w->arena);
        const char *body = "[";
        for (int k = 0; k < BATCH; k++)
            body = arena_print(&w->arena, "%s%s{\"actor\":{\"mbox\":\"mailto:em%d@x.vn\"},\"verb\":{\"id\":\"http://x.vn/lam\"},\"object\":{\"id\":\"http://x.vn/o%d\"}}", body, k ? "," : "", w->number, i);
        body = arena_print(&w->arena, "%s]", body);
        struct loop_request q = { POST, "/xapi/statements", arena_print(&w->arena, "%s\nContent-Type: application/json", w->p.headers), { (const uint8_t *)body, strlen(body) } };
        if (loop_ask(&w->p.l, &w->arena, &q, &r) != OK) continue;
        if (r.status == 200) w->fine++;
        else if (r.status == 413) w->full++;
        else fprintf(stderr, "%d %s\n", r.status, r.body);
    }
    db_thread_end(w->p.s->app.db);
    return NULL;
}

TEST(eight_writers_at_the_edge_fill_the_room_and_no_statement_more)
{
    struct city *s = city_open(t);
    pthread_t thread[WRITERS];
    static struct writer w[WRITERS];
    pthread_barrier_t start;
    struct program first = program_in(t, s, s->thcs.id, "all", V2);
    int fine = 0, full = 0;
    bound(t, s, "statements", MOST);
    pthread_barrier_init(&start, NULL, WRITERS);
    for (int i = 0; i < WRITERS; i++) {
        w[i] = (struct writer){ .p = first, .number = i, .start = &start };
        loop_open(&w[i].p.l, &s->app);
        arena_init(&w[i].arena, 4 << 20);
        is_int(t, 0, pthread_create(&thread[i], NULL, write_many, &w[i]));
    }
    for (int i = 0; i < WRITERS; i++) {
        pthread_join(thread[i], NULL);
        fine += w[i].fine, full += w[i].full;
        loop_close(&w[i].p.l);
        arena_finish(&w[i].arena);
    }
    is_int(t, MOST / BATCH, fine);
    is_int(t, WRITERS * EACH - MOST / BATCH, full);
    is_int(t, MOST / BATCH * BATCH, rows_of(t, s, "SELECT count(*) FROM outside_statement"));
    is_int(t, MOST / BATCH * BATCH, kept(t, s, "n"));
    agrees(t, s);
    pthread_barrier_destroy(&start);
    loop_close(&first.l);
    city_close(s);
}

TEST(the_heads_see_a_key_that_is_nearly_full_and_give_it_room)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    struct loop_reply r;
    char id[ID_TEXT_SIZE];
    int number;
    id_text(p.key.v, id);
    bound(t, s, "statements", 5);
    for (int i = 0; i < 3; i++) is_int(t, 200, told(&p, deed_said(t, "a", "did", "o", ""), &number));
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/khoa-he-thong", &r));
    has_text(t, "Đang giữ 3 phát biểu", r.body);
    lacks_text(t, "Sắp đầy", r.body);
    is_int(t, 200, told(&p, deed_said(t, "a", "did", "o", ""), &number));
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/khoa-he-thong", &r));
    has_text(t, "Sắp đầy: 80%", r.body);
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/kho-phat-bieu", &r));
    has_text(t, "đã dùng 80% mức chứa", r.body);
    is_int(t, 200, told(&p, deed_said(t, "a", "did", "o", ""), &number));
    is_int(t, 413, told(&p, deed_said(t, "a", "did", "o", ""), &number));
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/khoa-he-thong", &r));
    has_text(t, "Đã đầy", r.body);
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/kho-phat-bieu", &r));
    has_text(t, "đã đầy: phần mềm đang bị từ chối", r.body);
    const char *form = arena_print(t->arena, "khoa=%s&cho=2", id);
    is_int(t, 403, city_post(t, s, s->clerk, "/t/thcs/khoa-he-thong/cho", form, NULL));
    is_int(t, 404, city_post(t, s, s->th_principal, "/t/tieu-hoc/khoa-he-thong/cho", form, NULL));
    is_int(t, 422, city_post(t, s, s->principal, "/t/thcs/khoa-he-thong/cho", arena_print(t->arena, "khoa=%s&cho=7", id), NULL));
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/khoa-he-thong/cho", form, NULL));                       /* POST /t/:truong/khoa-he-thong/cho */
    is_int(t, 200, told(&p, deed_said(t, "a", "did", "o", ""), &number));
    is_int(t, 1, rows_of(t, s, "SELECT count(*) FROM audit WHERE act = 'xapi.key_room'"));
    const char *none;
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE xapi_key SET room = NULL, unlimited = 1", &none));
    is_int(t, 200, told(&p, deed_said(t, "a", "did", "o", ""), &number));                                         /* a trusted one is not bounded */
    agrees(t, s);
    loop_close(&p.l);
    city_close(s);
}

TEST(whichever_statement_of_the_database_fails_the_room_that_is_counted_is_what_is_kept)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    const char *state = "/activities/state?activityId=http%3A%2F%2Fx.vn%2Fo&agent=%7B%22mbox%22%3A%22mailto%3Aan%40x.vn%22%7D&stateId=a";
    bound(t, s, "statements", 1000);
    is_int(t, 204, asks(&p, PUT, state, "Content-Type: text/plain", "x", NULL));
    for (long n = 1; n < 200; n++) {
        db_fail_after(n);
        (void)says(&p, deed_said(t, "a", "did", "o", ""));
        (void)asks(&p, POST, state, "Content-Type: application/json", "{}", NULL);
        (void)asks(&p, DELETE, state, "", NULL, NULL);
        bool met = !db_fail_armed();
        db_fail_after(0);
        if (n % 7 == 0) agrees(t, s);
        if (!met) break;
    }
    agrees(t, s);
    loop_close(&p.l);
    city_close(s);
}
