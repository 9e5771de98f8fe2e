/* Notices: said with what they tell of, read by one person alone, in that person's language. */
#include "notices/inside.h"
#include "main/commands.h"
#include "test/harness/city.h"
#include <string.h>

struct saying { struct notice n; rc end; };
static rc say_it(struct tx *t, const struct saying *in, void *out)
{
    (void)out;
    try(notice_add(t, &in->n));
    return in->end;
}
CLOSURE(say_it, struct saying, void)

static struct notice about(person_id to, const char *path)
{
    return (struct notice){ .to = to, .kind = NOTICE_KIND_WORK, .words = N_("Chào {ten}!"), .with = { "ten", "Lan & <b>Hà</b>" }, .path = path };
}

static rc said(struct city *s, struct notice n, rc end)
{
    struct saying in = { n, end };
    *s->ask->fault = (struct fault){ 0 };
    return transact(s->ask, NULL, say_it, &in, NULL);
}

/* The path of the first notice's button on the page, "" when there is none. */
static const char *first_button(struct test *t, struct city *s, person_id who)
{
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, who, "/thong-bao", &r));
    const char *at = strstr(r.body, "action=\"/thong-bao/0");
    return at ? arena_text_n(t->arena, at + 8, strcspn(at + 8, "\"")) : "";
}

static bool bell_says(struct test *t, struct city *s, person_id who, const char *count)
{
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, who, "/thong-bao/chuong", &r));
    return count ? strstr(r.body, arena_print(t->arena, ">%s</span>", count)) != NULL : strstr(r.body, "class=\"count\"") == NULL;
}

TEST(a_notice_is_read_by_its_person_alone_and_escaped)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_rc(t, OK, said(s, about(s->hang, "/t/thcs/lop"), OK));
    is_int(t, 200, city_get(t, s, s->hang, "/thong-bao", &r));
    has_text(t, "Chào Lan &amp; &lt;b&gt;Hà", r.body);
    has_text(t, "Thông báo, 1 chưa đọc", r.body);
    const char *open = first_button(t, s, s->hang);
    const person_id others[] = { s->principal, s->toan, s->an, s->tuan, s->lan, s->admin };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        is_text(t, "", first_button(t, s, others[i]));
        is_int(t, 404, city_post(t, s, others[i], open, NULL, NULL));                /* /thong-bao/:bao/mo */
        is_true(t, bell_says(t, s, others[i], NULL));
    }
    is_true(t, bell_says(t, s, s->hang, "1"));
    is_int(t, 303, city_get(t, s, (person_id){ 0 }, "/thong-bao", NULL));
    is_int(t, 303, city_get(t, s, (person_id){ 0 }, "/thong-bao/chuong", NULL));
    city_close(s);
}

TEST(a_guardian_does_not_read_what_was_said_to_the_child)
{
    struct city *s = city_open(t);
    is_rc(t, OK, said(s, about(s->an, "/hom-nay"), OK));
    const char *open = first_button(t, s, s->an);
    is_true(t, *open != 0);
    is_text(t, "", first_button(t, s, s->tuan));
    is_int(t, 404, city_post(t, s, s->tuan, open, NULL, NULL));
    city_close(s);
}

TEST(opening_a_notice_marks_it_and_goes_where_it_leads)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_rc(t, OK, said(s, about(s->hang, "/t/thcs/lop"), OK));
    is_rc(t, OK, said(s, about(s->hang, "/t/thcs/nguoi"), OK));
    is_true(t, bell_says(t, s, s->hang, "2"));
    const char *open = first_button(t, s, s->hang);
    for (int i = 0; i < 2; i++) {                                                   /* the second press does no harm */
        is_int(t, 303, city_post(t, s, s->hang, open, NULL, &r));
        is_text(t, "/t/thcs/nguoi", r.location);
        is_true(t, bell_says(t, s, s->hang, "1"));
    }
    city_close(s);
}

TEST(all_read_means_what_the_page_showed_and_not_what_came_since)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_rc(t, OK, said(s, about(s->hang, "/t/thcs/lop"), OK));
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + 1000 } });
    const char *seen = arena_print(t->arena, "den=%lld", (long long)s->ask->now.ms);
    s->ask->now.ms += 1000;
    is_rc(t, OK, said(s, about(s->hang, "/t/thcs/nguoi"), OK));
    is_int(t, 422, city_post(t, s, s->hang, "/thong-bao/doc-het", "den=hom-qua", &r));
    is_int(t, 303, city_post(t, s, s->hang, "/thong-bao/doc-het", seen, &r));
    is_true(t, bell_says(t, s, s->hang, "1"));
    is_int(t, 303, city_post(t, s, s->toan, "/thong-bao/doc-het", "den=9999999999999", &r));
    is_true(t, bell_says(t, s, s->hang, "1"));
    is_int(t, 303, city_post(t, s, s->hang, "/thong-bao/doc-het", "den=9999999999999", &r));
    is_true(t, bell_says(t, s, s->hang, NULL));
    city_close(s);
}

TEST(the_same_unread_is_said_once_and_stands_first_anew)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_rc(t, OK, said(s, about(s->hang, "/t/thcs/lop"), OK));
    is_rc(t, OK, said(s, about(s->hang, "/t/thcs/lop"), OK));
    is_true(t, bell_says(t, s, s->hang, "1"));
    is_int(t, 303, city_post(t, s, s->hang, first_button(t, s, s->hang), NULL, &r));
    is_rc(t, OK, said(s, about(s->hang, "/t/thcs/lop"), OK));                         /* once read, it is news again */
    is_true(t, bell_says(t, s, s->hang, "1"));
    city_close(s);
}

TEST(nothing_is_said_of_what_was_rolled_back)
{
    struct city *s = city_open(t);
    is_rc(t, CONFLICT, said(s, about(s->hang, "/t/thcs/lop"), CONFLICT));
    is_true(t, bell_says(t, s, s->hang, NULL));
    city_close(s);
}

TEST(a_notice_out_of_bounds_is_our_mistake)
{
    struct city *s = city_open(t);
    struct notice odd[] = { about((person_id){ 0 }, "/"), about(s->hang, "https://vi.du/"), about(s->hang, "//vi.du"), about(s->hang, NULL), about(s->hang, "/"), about(s->hang, "/"),
                            about(s->hang, "/") };
    odd[4].with[1] = "hai\ndòng";
    odd[5].words = "";
    odd[6].kind = 0;
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        is_rc(t, BUG, said(s, odd[i], OK));
    is_true(t, bell_says(t, s, s->hang, NULL));
    city_close(s);
}

TEST(more_than_ninety_nine_are_not_counted)
{
    struct city *s = city_open(t);
    for (int i = 0; i < 101; i++)
        is_rc(t, OK, said(s, about(s->hang, arena_print(t->arena, "/t/thcs/lop?sau=%d", i)), OK));
    is_true(t, bell_says(t, s, s->hang, "99+"));
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->hang, "/thong-bao", &r));
    const char *next = strstr(r.body, "?sau=");
    is_true(t, next != NULL);
    city_close(s);
}

TEST(words_are_put_into_the_language_of_the_reader)
{
    is_text(t, "Chào Lan!", notice_say(t->arena, LANG_VI, "Chào {ten}!", "ten\tLan\n"));
    is_text(t, "Hello Lan!", notice_say(t->arena, LANG_EN, "Chào {ten}!", "ten\tLan\n"));
    is_text(t, "Không có phần nào.", notice_say(t->arena, LANG_EN, "Không có phần nào.", ""));
}

static rc tidy_soon(struct tx *t, const int *in, job_id *out)
{
    (void)in;
    return job_add(t, &(struct new_job){ .kind = &notices_jobs[TIDY_JOB] }, out);
}
CLOSURE(tidy_soon, int, job_id)

static const char *notices_after(struct test *t, struct city *s, int64_t days)
{
    const char *n = NULL;
    job_id id;
    ask_done(s->ask);
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + days * 86400000LL } });
    is_rc(t, OK, transact(s->ask, NULL, tidy_soon, &(int){ 0 }, &id));
    is_true(t, jobs_run_all(&s->app) > 0);
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT count(*) FROM notice", &n));
    return n;
}

TEST(a_notice_is_forgotten_after_its_days)
{
    struct city *s = city_open(t);
    is_rc(t, OK, said(s, about(s->hang, "/hom-nay"), OK));
    is_text(t, "1", notices_after(t, s, NOTICE_DAYS - 1));
    is_text(t, "0", notices_after(t, s, NOTICE_DAYS + 1));
    city_close(s);
}
