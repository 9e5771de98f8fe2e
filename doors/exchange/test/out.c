/* Statements go out: what is in the file, in which order, who gets it, what stands on the ledger and in the journal, and that it goes on where it stopped. */
#include "doors/exchange/test/streams.h"
#include "base/ids.h"
#include "data/db.h"
#include <string.h>

static const char *the_file(struct test *t, struct city *s, person_id who)
{
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, who, "/t/thcs/kho-hanh-trinh", &r));
    const char *at = strstr(r.body, "/t/thcs/tep/");
    if (!at) return NULL;
    is_int(t, 200, city_get(t, s, who, arena_text_n(t->arena, at, strcspn(at, "\"")), &r));
    return r.body;
}

TEST(what_the_heads_take_out_is_what_the_door_gives_oldest_first_and_stands_on_the_ledger)
{
    struct city *s = streams_open(t);
    struct loop_reply r;
    deed_here(t, s, s->an, "Cờ");
    tells_here(t, s, s->thcs.id, 1);
    deed_here(t, s, s->binh, "Vua");
    later_by(s, 60);
    is_int(t, 422, city_post(t, s, s->principal, "/t/thcs/kho-hanh-trinh", "ly_do=", NULL));
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/kho-hanh-trinh", "ly_do=Luu", &r));                    /* POST /t/:truong/kho-hanh-trinh */
    has_text(t, "/t/thcs/viec/", r.location);
    is_int(t, 1, jobs_run_all(&s->app));
    const char *file = the_file(t, s, s->principal);
    if (is_true(t, file != NULL)) {
        is_text(t, record_of(t, s, s->thcs.id), file);
        const char *one = strstr(file, "Cờ"), *two = strstr(file, "http://x.vn/o1"), *three = strstr(file, "Vua");
        is_true(t, one && two && three && one < two && two < three);
        lacks_text(t, "Nghiêm", file);
    }
    is_int(t, 2, count(t, s, "SELECT count(*) FROM look WHERE viewer_as = 'export'"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM audit WHERE act = 'exchange.out' AND reason = 'Luu'"));
    lacks_text(t, "/t/thcs/tep/", (city_get(t, s, s->deputy, "/t/thcs/kho-hanh-trinh/nhap", &r), r.body));       /* GET /t/:truong/kho-hanh-trinh/nhap */
    city_close(s);
}

TEST(only_who_made_the_file_gets_it)
{
    struct city *s = streams_open(t);
    struct loop_reply r;
    deed_here(t, s, s->an, "Cờ");
    later_by(s, 60);
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/kho-hanh-trinh", "ly_do=Luu", NULL));
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/kho-hanh-trinh", &r));
    const char *at = strstr(r.body, "/t/thcs/tep/");
    if (is_true(t, at != NULL)) {
        const char *path = arena_text_n(t->arena, at, strcspn(at, "\""));
        is_int(t, 403, city_get(t, s, s->deputy, path, NULL));
        is_int(t, 403, city_get(t, s, s->clerk, path, NULL));
        is_int(t, 404, city_get(t, s, s->th_principal, path, NULL));
    }
    is_int(t, 403, city_get(t, s, s->clerk, "/t/thcs/kho-hanh-trinh", NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, "/t/thcs/kho-hanh-trinh", NULL));
    city_close(s);
}

TEST(of_somebody_restricted_nothing_leaves)
{
    struct city *s = streams_open(t);
    deed_here(t, s, s->an, "Riêng");
    deed_here(t, s, s->binh, "Chung");
    later_by(s, 60);
    restrict_here(t, s, s->an);
    const char *text = record_of(t, s, s->thcs.id);
    lacks_text(t, "Riêng", text);
    has_text(t, "Chung", text);
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/kho-hanh-trinh", "ly_do=Luu", NULL));
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM look WHERE viewer_as = 'export'"));
    is_int(t, 0, count(t, s, arena_print(t->arena, "SELECT count(*) FROM look WHERE subject_id = %lld", (long long)s->an.v)));
    city_close(s);
}

struct few { struct test *t; const char *text; int left; };
static bool few_take(void *to, const char *text)
{
    struct few *f = to;
    if (f->left == 0) return false;
    f->left--;
    f->text = arena_print(f->t->arena, "%s%s\n", f->text, text);
    return true;
}

TEST(an_export_that_was_cut_goes_on_behind_its_cursor_with_nothing_twice_and_nothing_left_out)
{
    struct city *s = streams_open(t);
    for (int i = 0; i < 7; i++) deed_here(t, s, s->an, arena_print(t->arena, "Nước %d", i));
    tells_here(t, s, s->thcs.id, 1);
    later_by(s, 60);
    struct few f = { t, "", 0 };
    struct statements_out in = { .home = s->app.config.base_url, .reason = "thử", .line = few_take, .to = &f };
    struct statements_went went = { 0 };
    int turns = 0;
    do {
        f.left = 3;
        in.after = went.last;
        is_rc(t, OK, statements_export(as_staff(s, s->thcs.id), &in, &went));
    } while (!went.whole && ++turns < 10);
    is_int(t, 2, turns);
    is_text(t, record_of(t, s, s->thcs.id), f.text);
    city_close(s);
}

TEST(a_stretch_of_time_is_from_its_first_day_to_the_end_of_its_last)
{
    struct city *s = streams_open(t);
    struct loop_reply r;
    deed_here(t, s, s->binh, "Hôm nay");
    later_by(s, 86400);
    deed_here(t, s, s->an, "Ngày mai");
    later_by(s, 86400);
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/kho-hanh-trinh", "ly_do=Luu&tu=24%2F11%2F2026&den=24%2F11%2F2026", &r));
    is_int(t, 1, jobs_run_all(&s->app));
    const char *file = the_file(t, s, s->principal);
    if (is_true(t, file != NULL)) has_text(t, "Ngày mai", file), lacks_text(t, "Hôm nay", file);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM look WHERE viewer_as = 'export'"));             /* of whom something is in the file, and nobody else */
    is_int(t, 422, city_post(t, s, s->principal, "/t/thcs/kho-hanh-trinh", "ly_do=Luu&tu=24%2F11%2F2026&den=23%2F11%2F2026", &r));
    deed_here(t, s, s->an, "Sau nữa");
    later_by(s, 60);
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/kho-hanh-trinh", "ly_do=Luu&moi=1", &r));
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 1, count(t, s, "SELECT fresh FROM exchange_run ORDER BY id DESC LIMIT 1"));
    city_close(s);
}

TEST(whichever_statement_of_the_database_fails_an_export_is_whole_in_the_end)
{
    struct city *s = streams_open(t);
    for (int i = 0; i < 3; i++) deed_here(t, s, s->an, "Cờ");
    later_by(s, 60);
    for (long n = 1; n < 400; n += 3) {
        is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/kho-hanh-trinh", "ly_do=Luu", NULL));
        db_fail_after(n);
        (void)jobs_run_all(&s->app);
        bool met = !db_fail_armed();
        db_fail_after(0);
        for (int i = 0; i < 8; i++) later_by(s, 6 * 3600 + 10800), (void)jobs_run_all(&s->app);
        int64_t done = count(t, s, "SELECT count(*) FROM exchange_run WHERE state = 'done' AND fresh = 3 AND parts = 1 AND id = (SELECT max(id) FROM exchange_run)");
        int64_t files = count(t, s, "SELECT count(*) FROM file WHERE use = 'exchange.out' AND about = (SELECT max(id) FROM exchange_run)");
        if (done != 1 || files != 1) fail(t, "statement %ld fails: %lld done, %lld files", n, (long long)done, (long long)files);
        if (!met) break;
        is_true(t, done == 1);
    }
    city_close(s);
}

TEST(whom_an_order_keeps_from_who_asks_is_not_in_their_file_and_nobody_else_is_missing)
{
    struct city *s = streams_open(t);
    for (int i = 0; i < 205; i++) deed_here(t, s, i < 202 ? s->an : s->binh, i < 202 ? "Của An" : arena_print(t->arena, "Của Bình %d", i));
    tells_here(t, s, s->thcs.id, 1);
    const char *him = arena_print(t->arena, "{\"account\":{\"homePage\":\"%s\",\"name\":\"%s\"}}", s->app.config.base_url, path_to(t, "", s->an.v, ""));
    tells_more(t, s, s->thcs.id, 2, arena_print(t->arena, ",\"context\":{\"instructor\":%s}", him));          /* deeper inside */
    tells_more(t, s, s->thcs.id, 3, arena_print(t->arena, ",\"context\":{\"team\":{\"objectType\":\"Group\",\"member\":[%s]}}", him));
    city_bar(t, s, s->an, s->deputy, "+84912345678");
    later_by(s, 60);
    is_int(t, 303, city_post(t, s, s->deputy, "/t/thcs/kho-hanh-trinh", "ly_do=Luu", NULL));
    is_int(t, 1, jobs_run_all(&s->app));
    const char *file = the_file(t, s, s->deputy);
    if (is_true(t, file != NULL)) {
        lacks_text(t, "Của An", file);
        for (int i = 202; i < 205; i++) has_text(t, arena_print(t->arena, "Của Bình %d", i), file);
        has_text(t, "http://x.vn/o1", file);
        lacks_text(t, "http://x.vn/o2", file);
        lacks_text(t, "http://x.vn/o3", file);
    }
    is_int(t, 0, count(t, s, arena_print(t->arena, "SELECT count(*) FROM look WHERE viewer_as = 'export' AND subject_id = %lld", (long long)s->an.v)));
    city_close(s);
}
