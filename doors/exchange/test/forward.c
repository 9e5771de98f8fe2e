/* Statements go on to other systems: in order, at least once, past what is refused, never of somebody restricted; and what becomes of a target that does not answer. */
#include "doors/exchange/test/streams.h"
#include "base/ids.h"
#include "data/db.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the neighbour took, request by request; it refuses whatever has `poison` in it. */
static char taken[200000];
static const char *poison;
static int requests;
static struct { struct app *app; struct arena *arena; int at; } ends;          /* somebody ends all targets while that request is answered */
static struct { struct city *s; int64_t said[4]; } slow;                       /* every answer takes twenty minutes; of when a request says that it is */
static int take(struct neighbour *n, const char *head, const char *body, size_t size, const char **answer)
{
    (void)size, (void)answer;
    requests++;
    if (requests == ends.at) (void)!db_plain(ends.app->db, ends.arena, "UPDATE exchange_target SET state = 'ended'", NULL);
    if (slow.s) {
        const char *at = strstr(head, "X-Khue-Signature: t=");
        if (requests <= 4) slow.said[requests - 1] = at ? atoll(at + 20) : 0;
        db_set_clock(slow.s->app.db, (opt_instant){ true, { db_now(slow.s->app.db).ms + 1200000 } });
    }
    if (n->status && n->status != 200) return n->status;
    if (poison && strstr(body, poison)) return 400;
    size_t used = strlen(taken);
    snprintf(taken + used, sizeof taken - used, "%s\n", body);
    return 200;
}

static void begin(struct test *t, struct neighbour *n)
{
    taken[0] = 0, poison = NULL, requests = 0, ends.at = 0, slow.s = NULL;
    *n = (struct neighbour){ .look = take };
    is_true(t, neighbour_open(n));
}

static int target(struct test *t, struct city *s, struct neighbour *n, const char *more)
{
    const char *address = encoded_text(t, arena_print(t->arena, "http://127.0.0.1:%d/xapi", n->port));
    return city_post(t, s, s->principal, "/t/thcs/chuyen-tiep", arena_print(t->arena, "ten=Kho&ly_do=Thoa+thuan&dia_chi=%s&khoa=k&bi_mat=sixteen-letters-1&chuan=1&da_doc=1&%s%s", address, more, strstr(more, "&tu=") ? "" : "&tu=dau"), NULL);
}                                                                              /* POST /t/:truong/chuyen-tiep */
#define ALL "cach=store&gi=everything&ai=anyone"

static int press(struct test *t, struct city *s, const char *what)
{
    char id[ID_TEXT_SIZE];
    id_text(count(t, s, "SELECT max(id) FROM exchange_target"), id);
    return city_post(t, s, s->principal, "/t/thcs/chuyen-tiep/doi", arena_print(t->arena, "noi=%s&viec=%s&rev=%lld", id, what, (long long)count(t, s, "SELECT rev FROM exchange_target ORDER BY id DESC LIMIT 1")), NULL);
}                                                                              /* POST /t/:truong/chuyen-tiep/doi */

/* What runs by itself every minute, queued as the server does. */
static rc due_queue(struct tx *t, const struct job_kind *kind, job_id *out) { return job_add(t, &(struct new_job){ .kind = kind, .once = "due" }, out); }
CLOSURE(due_queue, struct job_kind, job_id)

static void run_due(struct city *s)
{
    job_id id;
    s->ask->scope = (struct scope){ 0 };
    (void)!transact(s->ask, NULL, due_queue, &exchange_jobs[JOB_DUE], &id);
    (void)jobs_run_all(&s->app);
}

static void minutes(struct city *s, int n)
{
    for (int i = 0; i < n; i++) later_by(s, 61), run_due(s);
}

static bool before(const char *one, const char *two)
{
    const char *a = strstr(taken, one), *b = strstr(taken, two);
    return a && b && a < b;
}

TEST(statements_go_on_in_order_and_the_next_ones_follow)
{
    struct city *s = streams_open(t);
    struct neighbour n;
    struct loop_reply r;
    begin(t, &n);
    deed_here(t, s, s->an, "Một"), tells_here(t, s, s->thcs.id, 2), deed_here(t, s, s->binh, "Ba");
    is_int(t, 303, target(t, s, &n, ALL));
    minutes(s, 2);
    is_true(t, before("Một", "http://x.vn/o2") && before("http://x.vn/o2", "Ba"));
    is_int(t, 1, requests);
    has_text(t, "Authorization: Basic azpzaXh0ZWVuLWxldHRlcnMtMQ==", n.head);
    has_text(t, "X-Experience-API-Version: 1.0.3", n.head);
    has_text(t, "POST /xapi/statements ", n.head);
    minutes(s, 2);
    is_int(t, 1, requests);
    deed_here(t, s, s->an, "Bốn");
    minutes(s, 2);
    is_int(t, 2, requests);
    has_text(t, "Bốn", n.sent);
    lacks_text(t, "Một", n.sent);
    is_int(t, 4, count(t, s, "SELECT sent FROM exchange_target"));
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/chuyen-tiep", &r));                                       /* GET /t/:truong/chuyen-tiep */
    has_text(t, "không còn gì chờ", r.body);
    lacks_text(t, "sixteen-letters-1", r.body);
    neighbour_close(&n);
    city_close(s);
}

TEST(only_the_principal_says_what_goes_on_and_has_read_what_leaves)
{
    struct city *s = streams_open(t);
    struct neighbour n;
    begin(t, &n);
    is_int(t, 403, city_get(t, s, s->deputy, "/t/thcs/chuyen-tiep", NULL));
    is_int(t, 403, city_post(t, s, s->deputy, "/t/thcs/chuyen-tiep", "ten=x", NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, "/t/thcs/chuyen-tiep", NULL));
    is_int(t, 422, city_post(t, s, s->principal, "/t/thcs/chuyen-tiep", "ten=Kho&ly_do=x&dia_chi=https%3A%2F%2Flrs.example%2Fxapi&khoa=k&bi_mat=sixteen-letters-1&chuan=1&tu=dau&" ALL, NULL));
    is_int(t, 422, city_post(t, s, s->principal, "/t/thcs/chuyen-tiep", "ten=Kho&ly_do=x&dia_chi=http%3A%2F%2Flrs.example%2Fxapi&khoa=k&bi_mat=sixteen-letters-1&chuan=1&tu=dau&da_doc=1&" ALL, NULL));
    is_int(t, 422, target(t, s, &n, "cach=store&gi=everything&ai=anyone&dong_tu=khong"));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM exchange_target"));
    for (int i = 0; i < TARGETS_MOST; i++) is_int(t, 303, target(t, s, &n, ALL));
    is_int(t, 409, target(t, s, &n, ALL));
    is_int(t, TARGETS_MOST, count(t, s, "SELECT count(*) FROM audit WHERE act = 'exchange.target' AND reason = 'Thoa thuan'"));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM exchange_target WHERE address LIKE '%sixteen%' OR account LIKE '%sixteen%'"));
    neighbour_close(&n);
    city_close(s);
}

TEST(a_filter_lets_through_what_it_says_and_the_cursor_passes_the_rest)
{
    struct city *s = streams_open(t);
    struct neighbour n;
    begin(t, &n);
    deed_here(t, s, s->an, "Em An"), tells_here(t, s, s->thcs.id, 2);
    is_int(t, 303, target(t, s, &n, "cach=store&gi=deeds&ai=pupil&dong_tu=http%3A%2F%2Factivitystrea.ms%2Fschema%2F1.0%2Fjoin"));
    minutes(s, 2);
    has_text(t, "Em An", taken);
    lacks_text(t, "http://x.vn/o2", taken);
    is_int(t, 1, count(t, s, "SELECT sent FROM exchange_target"));
    is_int(t, 303, target(t, s, &n, "cach=store&gi=outside&ai=anyone&hoat_dong=http%3A%2F%2Fx.vn%2Fo2"));
    taken[0] = 0;
    minutes(s, 2);
    has_text(t, "http://x.vn/o2", taken);
    lacks_text(t, "Em An", taken);
    is_int(t, 303, target(t, s, &n, "cach=store&gi=everything&ai=staff"));
    taken[0] = 0;
    minutes(s, 2);
    is_text(t, "", taken);
    is_int(t, 0, count(t, s, "SELECT sent FROM exchange_target ORDER BY id DESC LIMIT 1"));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM exchange_target WHERE after_id IS NULL"));
    neighbour_close(&n);
    city_close(s);
}

TEST(of_somebody_restricted_nothing_goes_on)
{
    struct city *s = streams_open(t);
    struct neighbour n;
    begin(t, &n);
    deed_here(t, s, s->an, "Riêng"), deed_here(t, s, s->binh, "Chung");
    restrict_here(t, s, s->an);
    is_int(t, 303, target(t, s, &n, ALL));
    minutes(s, 2);
    has_text(t, "Chung", taken);
    lacks_text(t, "Riêng", taken);
    neighbour_close(&n);
    city_close(s);
}

/* The page on which a head lifts it. */
static int lift(struct test *t, struct city *s, person_id who)
{
    char id[ID_TEXT_SIZE], line[ID_TEXT_SIZE];
    id_text(who.v, id), id_text(count(t, s, "SELECT id FROM restriction WHERE ended_at IS NULL"), line);
    return city_post(t, s, s->principal, "/t/thcs/han-che/go", arena_print(t->arena, "em=%s&dong=%s&rev=1&li_do=Gia+dinh+rut", id, line), NULL);
}                                                                              /* POST /t/:truong/han-che/go */

TEST(what_was_passed_because_of_a_restriction_is_sent_when_it_ends)
{
    struct city *s = streams_open(t);
    struct neighbour n;
    begin(t, &n);
    later_by(s, 3600);
    deed_here(t, s, s->an, "Cũ");
    later_by(s, 3600);
    is_int(t, 303, target(t, s, &n, "cach=store&gi=everything&ai=anyone&tu=nay"));
    later_by(s, 3600);
    restrict_here(t, s, s->an);
    for (int i = 0; i < 3; i++) deed_here(t, s, s->an, i == 1 ? "Hai" : "Riêng"), deed_here(t, s, s->binh, "Chung");
    minutes(s, 2);
    is_int(t, 3, count(t, s, "SELECT sent FROM exchange_target"));
    lacks_text(t, "Riêng", taken);
    taken[0] = 0;
    is_int(t, 303, lift(t, s, s->an));
    poison = "Hai";
    minutes(s, 2);
    has_text(t, "Riêng", taken);
    lacks_text(t, "Chung", taken);                                     /* of nobody else */
    lacks_text(t, "Cũ", taken);                                        /* not what was never meant for it */
    is_int(t, 5, count(t, s, "SELECT sent FROM exchange_target"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM exchange_missed WHERE over_at IS NULL"));           /* what is refused is written down as always */
    is_int(t, 0, count(t, s, "SELECT count(*) FROM exchange_owed"));
    taken[0] = 0;
    minutes(s, 3);
    is_text(t, "", taken);
    neighbour_close(&n);
    city_close(s);
}

TEST(what_is_owed_waits_while_a_target_does_not_answer_and_ends_with_it)
{
    struct city *s = streams_open(t);
    struct neighbour n;
    begin(t, &n);
    is_int(t, 303, target(t, s, &n, ALL));
    restrict_here(t, s, s->an);
    for (int i = 0; i < 60; i++) deed_here(t, s, s->an, i < 59 ? "Riêng" : "Riêng cuối");
    deed_here(t, s, s->binh, "Chung");
    minutes(s, 2);
    n.status = 503;
    is_int(t, 303, lift(t, s, s->an));
    minutes(s, 2);
    lacks_text(t, "Riêng", taken);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM exchange_owed"));
    n.status = 0;
    later_by(s, 3600 * 7);
    minutes(s, 2);
    has_text(t, "Riêng cuối", taken);
    is_int(t, 61, count(t, s, "SELECT sent FROM exchange_target"));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM exchange_owed"));
    is_int(t, 303, press(t, s, "dung"));
    text_of(t, s, "DELETE FROM restriction");
    restrict_here(t, s, s->an);
    is_int(t, 303, lift(t, s, s->an));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM exchange_owed"));
    is_int(t, 303, press(t, s, "thoi"));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM exchange_owed"));
    neighbour_close(&n);
    city_close(s);
}

struct erased { person_id person; };
static rc erase(struct tx *t, const struct erased *in, void *out)
{
    (void)out;
    for (const struct person_part *part = record_parts; part->code; part++)
        if (part->drop) try(part->drop(t, in->person));
    return OK;
}
CLOSURE(erase, struct erased, void)

TEST(of_somebody_erased_nothing_goes_on_that_says_who)
{
    struct city *s = streams_open(t);
    struct neighbour n;
    struct erased in = { s->an };
    char an[ID_TEXT_SIZE];
    id_text(s->an.v, an);
    const char *told = arena_print(t->arena, "{\"id\":\"11111111-2222-4333-8444-000000000007\",\"actor\":{\"account\":{\"homePage\":\"%s\",\"name\":\"%s\"}},\"verb\":{\"id\":\"http://x.vn/did\"},\"object\":{\"id\":\"http://x.vn/o7\"}}",
                                   s->app.config.base_url, an);
    struct statements_in from = { .home = s->app.config.base_url, .name = "x", .text = { (const uint8_t *)told, strlen(told) } };
    struct statements_came out;
    begin(t, &n);
    deed_here(t, s, s->an, "Việc của An");
    is_rc(t, OK, statements_import(&s->app, as_staff(s, s->thcs.id), &from, &out));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM outside_person"));
    later_by(s, 60);
    has_text(t, an, record_of(t, s, s->thcs.id));
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, erase, &in, NULL));
    is_int(t, 303, target(t, s, &n, ALL));
    minutes(s, 2);
    has_text(t, "Việc của An", taken);                                 /* what was done stays true, it names nobody */
    lacks_text(t, an, taken);
    lacks_text(t, "http://x.vn/o7", taken);
    lacks_text(t, an, record_of(t, s, s->thcs.id));
    neighbour_close(&n);
    city_close(s);
}

TEST(the_page_says_how_many_wait)
{
    struct city *s = streams_open(t);
    struct neighbour n;
    struct loop_reply r;
    begin(t, &n);
    is_int(t, 303, target(t, s, &n, ALL));
    is_int(t, 303, press(t, s, "dung"));
    deed_here(t, s, s->an, "Một"), tells_here(t, s, s->thcs.id, 2);
    later_by(s, 60);
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/chuyen-tiep", &r));
    has_text(t, "2 đang chờ", r.body);
    is_int(t, 200, city_get(t, s, s->deputy, "/t/thcs/kho-phat-bieu", &r));              /* who runs the store sees how it goes, and may not change it */
    has_text(t, "Nơi nhận chuyển tiếp", r.body);
    has_text(t, "Tạm dừng", r.body);
    has_text(t, "data-label=\"Đang chờ\">2<", r.body);
    lacks_text(t, "/t/thcs/chuyen-tiep", r.body);
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/kho-phat-bieu", &r));
    has_text(t, "/t/thcs/chuyen-tiep", r.body);
    neighbour_close(&n);
    city_close(s);
}

TEST(a_family_reads_which_programs_may_read_and_where_the_journey_is_sent)
{
    struct city *s = streams_open(t);
    struct neighbour n;
    struct loop_reply r;
    begin(t, &n);
    const char *ledger = path_to(t, "/ho-so/", s->an.v, "/so-ghi");
    is_int(t, 200, city_get(t, s, s->tuan, ledger, &r));
    has_text(t, "chưa cho phần mềm nào đọc hành trình", r.body);
    is_int(t, 303, target(t, s, &n, ALL));
    is_int(t, 200, city_post(t, s, s->principal, "/t/thcs/khoa-he-thong", "ten=Kho+bai+doc&quyen-read=1", NULL));
    is_int(t, 200, city_post(t, s, s->principal, "/t/thcs/khoa-he-thong", "ten=Chi+ghi&quyen-write=1", NULL));
    deed_here(t, s, s->an, "Một");
    minutes(s, 2);
    is_int(t, 200, city_get(t, s, s->tuan, ledger, &r));
    has_text(t, "<b>Kho</b>", r.body);
    has_text(t, "Gửi sang gần nhất", r.body);
    has_text(t, "<b>Kho bai doc</b>", r.body);
    has_text(t, "Chưa đọc lần nào.", r.body);
    lacks_text(t, "Chi ghi", r.body);                                  /* what may only write reads nothing */
    is_int(t, 303, press(t, s, "thoi"));
    is_int(t, 200, city_get(t, s, s->tuan, ledger, &r));
    has_text(t, "Đã thôi", r.body);
    is_int(t, 200, city_get(t, s, s->hoa, path_to(t, "/ho-so/", s->binh.v, "/so-ghi"), &r));
    has_text(t, "<b>Kho bai doc</b>", r.body);                         /* the whole school's */
    neighbour_close(&n);
    city_close(s);
}

TEST(one_that_is_refused_holds_up_nothing_and_is_sent_again_at_a_press)
{
    struct city *s = streams_open(t);
    struct neighbour n;
    struct loop_reply r;
    begin(t, &n);
    deed_here(t, s, s->an, "Một"), tells_here(t, s, s->thcs.id, 2), deed_here(t, s, s->an, "Ba");
    poison = "http://x.vn/o2";
    is_int(t, 303, target(t, s, &n, ALL));
    minutes(s, 2);
    is_true(t, before("Một", "Ba"));
    is_int(t, 4, requests);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM exchange_missed WHERE status = 400 AND over_at IS NULL"));
    is_int(t, 2, count(t, s, "SELECT sent FROM exchange_target"));
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/chuyen-tiep", &r));
    has_text(t, "1 phát biểu bên nhận không nhận", r.body);
    has_text(t, "mã 400", r.body);
    is_int(t, 303, press(t, s, "tiep"));
    minutes(s, 1);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM exchange_missed WHERE over_at IS NULL"));
    poison = NULL;
    is_int(t, 303, press(t, s, "tiep"));
    minutes(s, 1);
    is_int(t, 0, count(t, s, "SELECT count(*) FROM exchange_missed WHERE over_at IS NULL"));
    has_text(t, "http://x.vn/o2", taken);
    n.status = 409;
    tells_here(t, s, s->thcs.id, 5);
    minutes(s, 2);
    is_int(t, 0, count(t, s, "SELECT count(*) FROM exchange_missed WHERE over_at IS NULL"));            /* there already, alone under its id */
    neighbour_close(&n);
    city_close(s);
}

TEST(a_thousand_refused_rest_the_target_and_a_press_takes_it_past_them)
{
    struct city *s = streams_open(t);
    struct neighbour n;
    begin(t, &n);
    is_int(t, 303, target(t, s, &n, ALL));
    ask_done(s->ask);
    is_rc(t, OK, db_plain(s->app.db, t->arena, "WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r WHERE i < 999)"
                                               " INSERT INTO exchange_missed (school_id, target_id, statement_id, status, at) SELECT x.school_id, x.id, r.i, 400, 0 FROM r, exchange_target x", NULL));
    poison = "http://x.vn/o2";
    tells_here(t, s, s->thcs.id, 2), deed_here(t, s, s->an, "Sau");
    minutes(s, 2);
    is_text(t, "paused", text_of(t, s, "SELECT state FROM exchange_target"));
    is_int(t, 1, count(t, s, arena_print(t->arena, "SELECT count(*) FROM notice WHERE words LIKE '%%1.000%%' AND person_id = %lld", (long long)s->principal.v)));
    lacks_text(t, "Sau", taken);
    is_int(t, 303, press(t, s, "tiep"));
    minutes(s, 2);
    has_text(t, "Sau", taken);
    is_text(t, "going", text_of(t, s, "SELECT state FROM exchange_target"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM exchange_missed WHERE over_at IS NULL"));
    neighbour_close(&n);
    city_close(s);
}

TEST(what_was_missed_is_not_sent_on_once_the_target_was_ended)
{
    struct city *s = streams_open(t);
    struct neighbour n;
    begin(t, &n);
    poison = "http://x.vn/o";
    for (int i = 1; i <= 4; i++) tells_here(t, s, s->thcs.id, i);
    is_int(t, 303, target(t, s, &n, ALL));
    minutes(s, 2);
    is_int(t, 4, count(t, s, "SELECT count(*) FROM exchange_missed WHERE over_at IS NULL"));
    poison = NULL;
    is_int(t, 303, press(t, s, "tiep"));
    ends.app = &s->app, ends.arena = t->arena, ends.at = requests + 2;
    int asked = requests;
    minutes(s, 2);
    is_int(t, asked + 2, requests);
    ends.at = 0;
    neighbour_close(&n);
    city_close(s);
}

TEST(a_target_that_is_down_is_asked_later_each_time_and_misses_nothing)
{
    struct city *s = streams_open(t);
    struct neighbour n;
    struct loop_reply r;
    begin(t, &n);
    deed_here(t, s, s->an, "Một");
    n.status = 503;
    is_int(t, 303, target(t, s, &n, ALL));
    minutes(s, 10);
    is_true(t, requests >= 3 && requests <= 5);                        /* at once, after 1, 2, 4 minutes … */
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/chuyen-tiep", &r));
    has_text(t, "Bên nhận đang bận hoặc hỏng (mã 503).", r.body);
    has_text(t, "Chưa gửi được", r.body);
    n.status = 0;
    later_by(s, 3600 * 7);
    minutes(s, 2);
    has_text(t, "Một", taken);
    is_int(t, 0, count(t, s, "SELECT attempt FROM exchange_target"));
    n.mood = NEIGHBOUR_GONE;
    deed_here(t, s, s->an, "Hai");
    minutes(s, 2);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM exchange_target WHERE failing_at IS NOT NULL AND last_status = 0"));
    n.mood = NEIGHBOUR_KIND;
    is_int(t, 303, press(t, s, "tiep"));
    minutes(s, 1);
    has_text(t, "Hai", taken);
    n.status = 302;
    n.location = "http://127.0.0.1:1/";
    deed_here(t, s, s->an, "Ba");
    minutes(s, 2);
    is_int(t, 302, count(t, s, "SELECT last_status FROM exchange_target"));
    lacks_text(t, "Ba\"", taken);
    neighbour_close(&n);
    city_close(s);
}

TEST(after_three_days_a_target_rests_and_the_principal_hears_of_it_once)
{
    struct city *s = streams_open(t);
    struct neighbour n;
    begin(t, &n);
    deed_here(t, s, s->an, "Một");
    n.status = 500;
    is_int(t, 303, target(t, s, &n, ALL));
    for (int i = 0; i < 20; i++) later_by(s, 6 * 3600 + 60), run_due(s);
    is_text(t, "paused", text_of(t, s, "SELECT state FROM exchange_target"));
    is_int(t, 1, count(t, s, arena_print(t->arena, "SELECT count(*) FROM notice WHERE path = '/t/thcs/chuyen-tiep' AND person_id = %lld", (long long)s->principal.v)));
    int asked = requests;
    later_by(s, 86400);
    minutes(s, 2);
    is_int(t, asked, requests);
    n.status = 0;
    is_int(t, 303, press(t, s, "tiep"));
    minutes(s, 1);
    has_text(t, "Một", taken);
    neighbour_close(&n);
    city_close(s);
}

TEST(a_pause_holds_and_an_end_ends)
{
    struct city *s = streams_open(t);
    struct neighbour n;
    begin(t, &n);
    is_int(t, 303, target(t, s, &n, ALL));
    is_int(t, 303, press(t, s, "dung"));
    deed_here(t, s, s->an, "Một");
    minutes(s, 3);
    is_int(t, 0, requests);
    is_int(t, 303, press(t, s, "tiep"));
    minutes(s, 1);
    is_int(t, 1, requests);
    is_int(t, 303, press(t, s, "thoi"));
    deed_here(t, s, s->an, "Hai");
    minutes(s, 3);
    is_int(t, 1, requests);
    is_int(t, 409, press(t, s, "tiep"));
    is_int(t, 0, count(t, s, "SELECT length(sealed) FROM exchange_target"));
    is_int(t, 4, count(t, s, "SELECT count(*) FROM audit WHERE kind = 'exchange_target'"));
    is_int(t, 404, city_post(t, s, s->th_principal, "/t/tieu-hoc/chuyen-tiep/doi", "noi=0saf0ypg0005k&viec=dung&rev=1", NULL));
    neighbour_close(&n);
    city_close(s);
}

TEST(a_webhook_is_signed_and_may_carry_only_ids)
{
    struct city *s = streams_open(t);
    struct neighbour n;
    begin(t, &n);
    tells_here(t, s, s->thcs.id, 1), tells_here(t, s, s->thcs.id, 2);
    is_int(t, 303, target(t, s, &n, "cach=ids&gi=everything&ai=anyone"));
    minutes(s, 2);
    is_text(t, "{\"school\":\"thcs\",\"ids\":[\"11111111-2222-4333-8444-000000000001\",\"11111111-2222-4333-8444-000000000002\"]}\n", taken);
    has_text(t, "POST /xapi HTTP/1.1", n.head);
    lacks_text(t, "Authorization", n.head);
    const char *at = strstr(n.head, "X-Khue-Signature: t="), *mark = at ? strstr(at, ",v1=") : NULL;
    if (is_true(t, mark != NULL)) {
        const char *second = arena_text_n(t->arena, at + 20, (size_t)(mark - at - 20));
        is_true(t, llabs(atoll(second) - db_now(s->app.db).ms / 1000) < 120);
        is_text(t, body_signature(t->arena, "sixteen-letters-1", arena_print(t->arena, "%s.", second), (struct bytes){ (const uint8_t *)n.sent, n.sent_n }), arena_text_n(t->arena, mark + 4, 64));
    }
    is_int(t, 303, target(t, s, &n, "cach=whole&gi=everything&ai=anyone"));
    taken[0] = 0;
    minutes(s, 2);
    has_text(t, "\"statements\":[{\"id\":\"11111111-2222-4333-8444-000000000001\"", taken);
    is_int(t, 422, city_post(t, s, s->principal, "/t/thcs/chuyen-tiep", "ten=Kho&ly_do=x&dia_chi=https%3A%2F%2Flrs.example%2Fxapi&bi_mat=short&chuan=1&tu=dau&da_doc=1&cach=ids&gi=everything&ai=anyone", NULL));
    neighbour_close(&n);
    city_close(s);
}

TEST(each_request_of_a_long_run_says_when_it_is_sent)
{
    struct city *s = streams_open(t);
    struct neighbour n;
    begin(t, &n);
    for (int i = 1; i <= 4; i++) tells_here(t, s, s->thcs.id, i);
    is_int(t, 303, target(t, s, &n, "cach=ids&gi=everything&ai=anyone"));
    poison = "\",\"";                                           /* of two and more it takes none: then one by one */
    slow.s = s;
    minutes(s, 1);
    is_int(t, 5, requests);
    for (int i = 1; i < 4; i++) is_int(t, slow.said[0] + 1200 * i, slow.said[i]);
    neighbour_close(&n);
    city_close(s);
}

TEST(whichever_statement_of_the_database_fails_nothing_is_left_out)
{
    struct city *s = streams_open(t);
    struct neighbour n;
    begin(t, &n);
    is_int(t, 303, target(t, s, &n, ALL));
    for (long k = 1; k < 400; k += 2) {
        const char *name = arena_print(t->arena, "Việc số %ld.", k);
        deed_here(t, s, s->an, name);
        later_by(s, 61);
        db_fail_after(k);
        run_due(s);
        bool met = !db_fail_armed();
        db_fail_after(0);
        for (int i = 0; met && i < 4; i++) later_by(s, 7 * 3600), run_due(s);
        if (!strstr(taken, name)) fail(t, "statement %ld fails: it was never sent", k);
        if (!met) break;
        taken[0] = 0;
    }
    is_int(t, 0, count(t, s, "SELECT count(*) FROM exchange_missed"));
    neighbour_close(&n);
    city_close(s);
}
