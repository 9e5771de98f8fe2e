/* Rooms that a school switches off: there for nobody, linked from nowhere, and whole when they are on again. */
#include "main/commands.h"
#include "news/news.h"
#include "settings/settings.h"
#include "test/harness/city.h"
#include "values/values.h"
#include <string.h>

#define NOBODY ((person_id){ 0 })
static const char off_words[] = "Nhà trường hiện không dùng phần này";

static rc something_in_each(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    news_id news;
    goal_id goal;
    job_id job;
    const struct goal_text aim = { "Đọc mỗi ngày", NULL, s->today, { s->today.n + 100 }, { { "Sách", NULL, INDICATOR_SOURCE_TYPED, 1, 20 } } };
    t->ask->scope.school = s->thcs.id;
    try(news_add(t, &(struct news_text){ NEWS_AUDIENCE_EVERYBODY, "Hội xuân Bính Ngọ", "Sáng thứ Bảy." }, s->clerk, &news));
    try(news_publish(t, &(struct news_publish){ news, s->clerk, 1 }, &job));
    return goal_publish(t, &aim, s->clerk, s->principal, &goal);
}
CLOSURE(something_in_each, struct city, void)

static int turn(struct test *t, struct city *s, person_id who, const char *key, const char *to, int rev)
{
    return city_post(t, s, who, "/t/thcs/cai-dat", arena_print(t->arena, "d-%s=%s&r-%s=%d&g-%s=x", key, to, key, rev, key), NULL);
}

static bool of_school(const struct route *r) { return str_starts(r->path, "/t/:truong"); }

/* Every page and every press of that table that is of one school. */
static void all_gone(struct test *t, struct city *s, const char *room)
{
    size_t n = 0;
    for (const struct route_table *table = route_tables; table->room; table++)
        for (const struct route *r = table->rows; str_is(table->room, room) && r->method; r++) {
            struct loop_reply reply;
            if (!of_school(r)) continue;
            const char *rest = r->path + strlen("/t/:truong"), *id = strstr(rest, "/:"), *after = id ? strchr(id + 1, '/') : NULL;
            const char *path = id ? arena_print(t->arena, "/t/thcs%.*s/0000000000001%s", (int)(id - rest), rest, after ? after : "") : arena_print(t->arena, "/t/thcs%s", rest);
            int status = r->method == GET ? city_get(t, s, s->principal, path, &reply) : city_post(t, s, s->principal, path, "", &reply);
            if (status != 404 || !strstr(reply.body, off_words)) fail(t, "%s answers %d while %s is off", r->path, status, room);
            n++;
        }
    is_true(t, n > 0);
}

TEST(a_room_that_is_off_is_there_for_nobody_and_whole_when_it_is_on_again)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_rc(t, OK, transact(s->ask, NULL, something_in_each, s, (void *)NULL));
    for (const struct room_switch *w = room_switches; w->room; w++) {
        is_int(t, 303, turn(t, s, s->principal, w->key, "0", 0));
        all_gone(t, s, w->room);
    }
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/quan-ly", &r));
    lacks_text(t, "/t/thcs/tin-bai", r.body);
    lacks_text(t, "/t/thcs/doi-tac", r.body);
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/gia-tri", &r));
    lacks_text(t, "/t/thcs/gia-tri/muc-tieu", r.body);
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs", &r));
    lacks_text(t, "/t/thcs/tin", r.body);
    lacks_text(t, "Đọc mỗi ngày", r.body);
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs/gia-tri.json", &r));
    lacks_text(t, "Đọc mỗi ngày", r.body);
    is_int(t, 404, city_get(t, s, NOBODY, "/t/thcs/tin", &r));
    has_text(t, off_words, r.body);
    is_int(t, 200, city_get(t, s, s->tuan, "/tin", &r));
    lacks_text(t, "Hội xuân", r.body);
    is_int(t, 200, city_get(t, s, s->tuan, "/hom-nay", &r));
    lacks_text(t, "Hội xuân", r.body);
    is_int(t, 200, city_get(t, s, s->tuan, "/tim-kiem?q=xuan", &r));
    lacks_text(t, "Hội xuân", r.body);
    is_int(t, 200, city_get(t, s, NOBODY, "/t/tieu-hoc/tin", NULL));                /* another school's goes on */
    for (const struct room_switch *w = room_switches; w->room; w++) is_int(t, 303, turn(t, s, s->principal, w->key, "", 1));
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs", &r));
    has_text(t, "/t/thcs/tin", r.body);
    has_text(t, "Đọc mỗi ngày", r.body);
    is_int(t, 200, city_get(t, s, s->tuan, "/tin", &r));
    has_text(t, "Hội xuân", r.body);
    city_close(s);
}

TEST(only_the_principal_switches_a_room_off)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    turn(t, s, s->clerk, "news.open", "0", 0);
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs/tin", &r));
    is_int(t, 403, turn(t, s, s->hang, "news.open", "0", 0));
    is_int(t, 404, turn(t, s, s->th_principal, "news.open", "0", 0));
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs/tin", &r));
    city_close(s);
}

/* What was asked before is told to nobody after: they could not read it. */
TEST(a_job_that_tells_of_a_room_that_is_off_tells_nobody)
{
    struct city *s = city_open(t);
    const char *n = NULL;
    is_rc(t, OK, transact(s->ask, NULL, something_in_each, s, (void *)NULL));
    is_int(t, 303, turn(t, s, s->principal, "news.open", "0", 0));
    is_true(t, jobs_run_all(&s->app) > 0);
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT count(*) FROM notice WHERE path LIKE '/tin/%'", &n));
    is_text(t, "0", n);
    city_close(s);
}
