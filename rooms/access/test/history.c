/* What was tried on an account, and the devices of a person ended one by one. */
#include "access/access.h"
#include "base/ids.h"
#include "test/harness/city.h"
#include "web/hash.h"
#include <stdlib.h>
#include <string.h>

#define PASSWORD "mot cau ngan de nho"
#define RIGHT "ten=hang.nt&mat_khau=mot+cau+ngan+de+nho"
#define WRONG "ten=hang.nt&mat_khau=sai+roi+sai+roi"

static rc named(struct tx *t, const person_id *in, const char **hash)
{
    try(account_rename(t, *in, "hang.nt"));
    return account_password_set(t, *in, *hash);
}
CLOSURE(named, person_id, const char *)

static struct city *city_of_hang(struct test *t)
{
    struct city *s = city_open(t);
    char hash[SECRET_HASH_SIZE];
    const char *kept = hash;
    is_rc(t, OK, secret_hash(&s->app, PASSWORD, hash));
    is_rc(t, OK, transact(s->ask, NULL, named, &s->hang, &kept));
    return s;
}

static int try_in(struct test *t, struct city *s, uint64_t address, const char *body)
{
    struct loop_client l;
    struct loop_reply r = { 0 };
    loop_open(&l, &s->app);
    l.address = address;
    is_rc(t, OK, loop_send(&l, t->arena, POST, "/dang-nhap", body, &r));
    loop_close(&l);
    return r.status;
}

static long count(struct test *t, struct city *s, const char *sql)
{
    const char *n = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &n));
    return n ? atol(n) : -1;
}

static int shown(const char *page, const char *text)
{
    int n = 0;
    for (const char *at = page; (at = strstr(at, text)); at += strlen(text)) n++;
    return n;
}

TEST(a_person_reads_what_was_tried_on_their_account_and_nobody_else_does)
{
    struct city *s = city_of_hang(t);
    struct loop_reply r;
    is_int(t, 422, try_in(t, s, 1000, WRONG));
    is_int(t, 303, try_in(t, s, 2000, RIGHT));
    is_int(t, 422, try_in(t, s, 1000, "ten=khong.co&mat_khau=sai+roi+sai+roi"));       /* nobody's account */
    is_int(t, 200, city_get(t, s, s->hang, "/tai-khoan/lich-su", &r));
    is_int(t, 1, shown(r.body, "Không vào được"));
    is_int(t, 1, shown(r.body, "Đã vào"));
    is_int(t, 2, shown(r.body, "Mật khẩu<") + shown(r.body, "· Mật khẩu"));
    has_text(t, "180 ngày", r.body);
    is_int(t, 200, city_get(t, s, s->toan, "/tai-khoan/lich-su", &r));
    lacks_text(t, "Không vào được", r.body);
    has_text(t, "Chưa có lần đăng nhập nào", r.body);
    is_int(t, 303, city_get(t, s, (person_id){ 0 }, "/tai-khoan/lich-su", NULL));
    city_close(s);
}

TEST(the_history_goes_page_by_page)
{
    struct city *s = city_of_hang(t);
    struct loop_reply r;
    is_int(t, 422, try_in(t, s, 1000, WRONG));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "INSERT INTO sign_in SELECT person_id, id - n, at, how, ok, known, device, address FROM sign_in,"
        " (WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < 30) SELECT n FROM k) x", NULL));
    is_int(t, 200, city_get(t, s, s->hang, "/tai-khoan/lich-su", &r));
    is_int(t, 30, shown(r.body, "Không vào được"));
    const char *next = strstr(r.body, "?sau=");
    if (is_true(t, next != NULL)) {
        is_int(t, 200, city_get(t, s, s->hang, arena_print(t->arena, "/tai-khoan/lich-su%s", arena_text_n(t->arena, next, strcspn(next, "\""))), &r));
        is_int(t, 1, shown(r.body, "Không vào được"));
    }
    is_int(t, 200, city_get(t, s, s->hang, "/tai-khoan/lich-su?sau=khong!", &r));
    is_int(t, 30, shown(r.body, "Không vào được"));
    city_close(s);
}

TEST(whoever_guesses_does_not_fill_the_history)
{
    struct city *s = city_of_hang(t);
    const char *many = "INSERT INTO sign_in SELECT person_id, id - n, at, how, ok, known, device, address FROM sign_in,"
                       " (WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < 99) SELECT n FROM k) x";
    is_int(t, 422, try_in(t, s, 1000, WRONG));
    is_rc(t, OK, db_plain(s->app.db, t->arena, many, NULL));
    is_int(t, 100, count(t, s, "SELECT count(*) FROM sign_in"));
    is_int(t, 422, try_in(t, s, 1000, WRONG));
    is_int(t, 100, count(t, s, "SELECT count(*) FROM sign_in"));
    is_int(t, 303, try_in(t, s, 2000, RIGHT));                       /* what came about is always written down */
    is_int(t, 101, count(t, s, "SELECT count(*) FROM sign_in"));
    city_close(s);
}

static rc tidy_ask(struct tx *t, const void *in, void *out)
{
    (void)in, (void)out;
    const struct job_kind *kind = access_jobs;
    while (!str_is(kind->name, "access.history-tidy")) kind++;
    job_id id;
    return job_add(t, &(struct new_job){ .kind = kind }, &id);
}
CLOSURE(tidy_ask, void, void)

static void tidy(struct test *t, struct city *s, instant at)
{
    db_set_clock(s->app.db, (opt_instant){ true, at });
    is_rc(t, OK, transact(s->ask, NULL, tidy_ask, NULL, NULL));
    jobs_run_all(&s->app);
}

TEST(the_history_is_dropped_when_its_days_are_over)
{
    struct city *s = city_of_hang(t);
    instant then = s->ask->now;
    is_int(t, 303, try_in(t, s, 1000, RIGHT));
    db_set_clock(s->app.db, (opt_instant){ true, { then.ms + 100 * 86400000LL } });
    is_int(t, 303, try_in(t, s, 1000, RIGHT));
    tidy(t, s, (instant){ then.ms + 179 * 86400000LL });
    is_int(t, 2, count(t, s, "SELECT count(*) FROM sign_in"));
    tidy(t, s, (instant){ then.ms + 181 * 86400000LL });
    is_int(t, 1, count(t, s, "SELECT count(*) FROM sign_in"));
    city_close(s);
}

TEST(one_device_is_ended_and_the_others_stay)
{
    struct city *s = city_of_hang(t);
    struct loop_client here, there, third, other;
    struct loop_reply r;
    loop_open(&here, &s->app), loop_open(&there, &s->app), loop_open(&third, &s->app), loop_open(&other, &s->app);
    loop_sign_in(&there, s->hang);
    long id = count(t, s, "SELECT max(id) FROM session");
    loop_sign_in(&third, s->hang), loop_sign_in(&here, s->hang), loop_sign_in(&other, s->toan);
    is_rc(t, OK, loop_send(&here, t->arena, GET, "/tai-khoan", NULL, &r));
    is_int(t, 1, shown(r.body, "Thiết bị này"));
    is_int(t, 2, shown(r.body, "Đăng xuất<span class=\"sr\"> thiết bị này"));           /* not the one in hand */
    const char *path = path_to(t, "/tai-khoan/noi/", id, "/thoi");   /* /tai-khoan/noi/:phien/thoi */
    has_text(t, path, r.body);
    is_rc(t, OK, loop_send(&other, t->arena, POST, path, "", &r));   /* somebody else's: nothing happens, nothing is told */
    is_int(t, 303, r.status);
    is_rc(t, OK, loop_send(&there, t->arena, GET, "/tai-khoan", NULL, &r));
    is_int(t, 200, r.status);
    is_rc(t, OK, loop_send(&here, t->arena, POST, path, "", &r));
    is_int(t, 303, r.status);
    is_rc(t, OK, loop_send(&there, t->arena, GET, "/tai-khoan", NULL, &r));
    is_int(t, 303, r.status);
    is_rc(t, OK, loop_send(&third, t->arena, GET, "/tai-khoan", NULL, &r));
    is_int(t, 200, r.status);
    is_rc(t, OK, loop_send(&here, t->arena, POST, path, "", &r));    /* again: it has ended */
    is_int(t, 303, r.status);
    loop_close(&here), loop_close(&there), loop_close(&third), loop_close(&other);
    city_close(s);
}
