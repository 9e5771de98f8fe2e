#include "base/arena.h"
#include "web/dispatch.h"
#include "web/hash.h"
#include "web/ratelimit.h"
#include "web/test/floor.h"
#include "web/worker.h"
#include <pthread.h>
#include <string.h>
#include <unistd.h>

TEST(a_bucket_fills_up_again_at_its_rate)
{
    struct rate_limits *l = rate_limits_make();
    struct rate rate = { .burst = 3, .per_minute = 60 };
    int64_t now = 1000000;

    for (int i = 0; i < 3; i++)
        is_true(t, rate_take(l, 7, rate, now));
    is_false(t, rate_take(l, 7, rate, now));
    is_true(t, rate_take(l, 8, rate, now));
    is_false(t, rate_take(l, 7, rate, now + 900));
    is_true(t, rate_take(l, 7, rate, now + 1100));
    is_false(t, rate_take(l, 7, rate, now + 1100));
    is_true(t, rate_take(l, 7, rate, now + 90000000));
    is_true(t, rate_take(NULL, 7, rate, now));
    rate_limits_drop(l);
}

/* One GET from an address; the whole answer's status. */
static int get_from(struct floor *f, struct kit *kit, uint64_t address)
{
    struct head h;
    struct call call = { 0 };
    struct answer answer;

    head_init(&h, "GET", "/ghi-chu", "HTTP/1.1");
    head_add(&h, "Host", 4, "localhost", 9);
    h.address = address;
    call_route(&call, &f->app, &h);
    dispatch(&f->app, kit, &call, false, &answer);
    int status = answer.status;
    answer_finish(&answer);
    arena_reset(&kit->arena);
    return status;
}

TEST(an_address_that_asks_without_end_is_told_to_wait)
{
    struct floor f;
    struct kit kit;
    int status = 0;

    if (!floor_open(t, &f)) return;
    db_set_clock(f.app.db, (opt_instant){ true, { 1760000000000LL } });
    f.app.limits = rate_limits_make();
    kit_init(&kit, NULL, WORKER_ARENA);
    for (int i = 0; i < rate_of_address.burst && (i == 0 || status == 200); i++)
        status = get_from(&f, &kit, 5);
    is_int(t, 200, status);
    is_int(t, 429, get_from(&f, &kit, 5));
    is_int(t, 200, get_from(&f, &kit, 6));
    kit_finish(&kit);
    floor_close(&f);
}

/* The n-th allocation of a request fails, n = 1, 2, 3 … until none does. */
static void fail_each(struct test *t, struct loop_client *l, enum method m, const char *path, const char *body)
{
    struct loop_reply r;
    bool fired = true;

    for (long n = 1; fired && n < 5000; n++) {
        struct arena a;
        arena_init(&a, 1 << 20);
        arena_fail_after(n);
        loop_send(l, &a, m, path, body, &r);
        fired = !arena_fail_armed();
        arena_fail_after(0);
        if (r.status != 0 && r.status != 200 && r.status != 303 && r.status < 400)
            fail(t, "%s: allocation %ld gave %d", path, n, r.status);
        arena_finish(&a);
    }
    is_false(t, fired);
}

TEST(a_request_without_memory_is_refused_and_the_next_one_works)
{
    struct floor f;
    struct loop_client l;
    struct loop_reply r;

    if (!floor_open(t, &f)) return;
    loop_open(&l, &f.app);
    is_rc(t, OK, loop_sign_in(&l, AN));
    fail_each(t, &l, GET, "/ghi-chu?a=1&b=2", NULL);
    fail_each(t, &l, GET, "/tai-ve", NULL);
    fail_each(t, &l, POST, "/khach", "ten=&ngay=31/2/2025&sua-1=x");
    fail_each(t, &l, POST, "/ghi-chu", "ten=An&ngay=1/1/2025&noi_dung=a%0D%0Ab");
    is_rc(t, OK, loop_send(&l, t->arena, GET, "/rieng", NULL, &r));
    is_int(t, 200, r.status);
    loop_close(&l);
    floor_close(&f);
}

static const char *header_of(const struct answer *a, const char *name)
{
    for (size_t i = 0; i < a->headers; i++)
        if (str_is(a->header[i].name, name))
            return a->header[i].value;
    return NULL;
}

static bool file(const char *accept, const char *none_match, struct answer *a)
{
    struct head h;

    head_init(&h, "GET", asset("icons.svg"), "HTTP/1.1");
    if (accept) head_add(&h, "Accept-Encoding", 15, accept, strlen(accept));
    if (none_match) head_add(&h, "If-None-Match", 13, none_match, strlen(none_match));
    return static_answer(&h, a);
}

TEST(a_file_comes_as_small_as_the_browser_takes_it)
{
    struct answer a;

    if (!is_true(t, file(NULL, NULL, &a))) return;
    size_t plain = a.fixed_n;
    is_text(t, NULL, header_of(&a, "Content-Encoding"));
    is_text(t, "Accept-Encoding", header_of(&a, "Vary"));
    file("gzip, deflate, br", NULL, &a);
    is_text(t, "br", header_of(&a, "Content-Encoding"));
    is_true(t, a.fixed_n < plain);
    file("gzip, br;q=0", NULL, &a);
    is_text(t, "gzip", header_of(&a, "Content-Encoding"));
    file("identity", NULL, &a);
    is_int(t, plain, a.fixed_n);
    file("br", header_of(&a, "ETag"), &a);
    is_int(t, 304, a.status);
    is_int(t, 0, a.fixed_n);
    file("br", "\"other\"", &a);
    is_int(t, 200, a.status);
}

struct counted { atomic_int began, ran; atomic_bool go; };

static void count(struct kit *kit, void *arg)
{
    struct counted *c = arg;

    (void)kit;
    c->began++;
    while (!c->go)
        usleep(500);
    c->ran++;
}

TEST(a_pool_takes_what_it_has_room_for_and_runs_all_of_it)
{
    struct workers *w;
    struct counted c = { 0 };

    if (!is_rc(t, OK, workers_start(&w, 1, 4, NULL))) return;
    while (!workers_give(w, count, &c))
        usleep(100);
    while (!c.began)                                    /* once the first runs, four may wait */
        usleep(100);
    for (int i = 0; i < 4; i++)
        is_true(t, workers_give(w, count, &c));
    is_false(t, workers_give(w, count, &c));
    c.go = true;
    workers_stop(w);
    is_int(t, 5, c.ran);
    is_false(t, workers_give(w, count, &c));
    workers_drop(w);
}

static void *hash_one(void *arg)
{
    char out[SECRET_HASH_SIZE];
    struct app *app = arg;

    return secret_hash(app, "mật khẩu", out) == BUSY ? arg : NULL;
}

TEST(a_morning_of_sign_ins_fills_the_pool_and_no_more)
{
    enum { PEOPLE = 12, WAITING = 3 };
    struct app app = { .hashes = hash_pool_make(WAITING, 0) };
    static pthread_t thread[PEOPLE];
    int busy = 0;

    for (int i = 0; i < PEOPLE; i++)
        pthread_create(&thread[i], NULL, hash_one, &app);
    for (int i = 0; i < PEOPLE; i++) {
        void *told;
        pthread_join(thread[i], &told);
        busy += told != NULL;
    }
    is_true(t, busy > 0 && busy <= PEOPLE - WAITING);
    hash_pool_drop(app.hashes);
}
