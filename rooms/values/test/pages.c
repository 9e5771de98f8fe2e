/* What a school stands for (R41): written by the office, published by the principal's word alone, read by everybody, history kept. */
#include "test/harness/city.h"
#include "values/values.h"
#include <stdlib.h>
#include <string.h>

#define EDIT   "/t/thcs/gia-tri"
#define DECIDE "/t/thcs/gia-tri/duyet"
#define NOBODY ((person_id){ 0 })

static const char *text(struct test *t, const char *motto, int rev, const char *act)
{
    return arena_print(t->arena, "van_hoa=Ton+trong&chien_luoc=Den+2030&phuong_cham=%s&gia_tri=Chinh+truc%%3A+noi+that&rev=%d&viec=%s", motto, rev, act);
}

static int save(struct test *t, struct city *s, person_id who, const char *motto, int rev, const char *act, struct loop_reply *r)
{
    return city_post(t, s, who, EDIT, text(t, motto, rev, act), r);
}

static int decide(struct test *t, struct city *s, person_id who, int rev, const char *rest, struct loop_reply *r)
{
    return city_post(t, s, who, DECIDE, arena_print(t->arena, "rev=%d&%s", rev, rest), r);
}

static void motto_is(struct test *t, struct city *s, const char *want)
{
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs", &r));
    if (*want) has_text(t, want, r.body);
    lacks_text(t, "Ban moi", r.body);
}

TEST(the_four_parts_go_from_draft_to_the_principal_and_to_everybody)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    motto_is(t, s, "");
    is_int(t, 303, save(t, s, s->clerk, "Hoc+de+lam", 0, "luu", NULL));
    motto_is(t, s, "");                                                    /* a draft is nobody's business */
    is_int(t, 409, decide(t, s, s->principal, 1, "quyet=duyet", NULL));    /* nor ripe for a word */
    is_int(t, 303, save(t, s, s->deputy, "Hoc+de+song", 1, "gui", NULL));
    is_int(t, 200, city_get(t, s, s->principal, "/hom-nay", &r));
    has_text(t, EDIT, r.body);
    motto_is(t, s, "");
    is_int(t, 403, decide(t, s, s->clerk, 3, "quyet=duyet", NULL));
    is_int(t, 403, decide(t, s, s->deputy, 3, "quyet=duyet", NULL));
    is_int(t, 404, decide(t, s, s->th_principal, 3, "quyet=duyet", NULL));
    is_int(t, 200, city_get(t, s, s->principal, EDIT, &r));
    has_text(t, "Hoc de song", r.body);
    is_int(t, 303, decide(t, s, s->principal, 3, "quyet=duyet", NULL));
    motto_is(t, s, "Hoc de song");
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs", &r));
    has_text(t, "Nguyễn Thị Thu Hà", r.body);                              /* whose word it was, and when */
    has_text(t, "23/11/2026", r.body);
    has_text(t, "Ton trong", r.body);
    has_text(t, "Den 2030", r.body);
    has_text(t, "noi that", r.body);
    is_int(t, 409, decide(t, s, s->principal, 4, "quyet=duyet", NULL));
    city_close(s);
}

TEST(the_principal_returns_with_a_reason_that_the_writer_reads)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, save(t, s, s->clerk, "Hoc+de+lam", 0, "gui", NULL));
    is_int(t, 422, decide(t, s, s->principal, 2, "quyet=tra_lai", NULL));  /* not without a reason */
    is_int(t, 422, decide(t, s, s->principal, 2, "quyet=tra_lai&li_do=+++", NULL));
    is_int(t, 303, decide(t, s, s->principal, 2, "quyet=tra_lai&li_do=Ngan+hon+mot+chut", NULL));
    is_int(t, 200, city_get(t, s, s->clerk, EDIT, &r));
    has_text(t, "Ngan hon mot chut", r.body);
    has_text(t, "Hoc de lam", r.body);
    motto_is(t, s, "");
    is_int(t, 303, save(t, s, s->clerk, "Hoc+lam", 3, "gui", NULL));
    is_int(t, 303, decide(t, s, s->principal, 5, "quyet=duyet", NULL));
    motto_is(t, s, "Hoc lam");
    city_close(s);
}

TEST(whoever_saves_second_sees_both_versions_and_loses_neither)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, save(t, s, s->clerk, "Ban+goc", 0, "luu", NULL));
    is_int(t, 303, save(t, s, s->deputy, "Ban+cua+co+Nguyet", 1, "luu", NULL));
    is_int(t, 409, save(t, s, s->clerk, "Ban+cua+co+Thuy", 1, "luu", &r));
    has_text(t, "Vừa có người sửa", r.body);
    has_text(t, "Ban cua co Thuy", r.body);                                /* what was typed */
    has_text(t, "Ban cua co Nguyet", r.body);                              /* and what is there by now */
    is_int(t, 200, city_get(t, s, s->clerk, EDIT, &r));
    has_text(t, "Ban cua co Nguyet", r.body);
    lacks_text(t, "Ban cua co Thuy", r.body);
    is_int(t, 409, save(t, s, s->clerk, "Ban+khac", 0, "luu", NULL));      /* nothing was open when it was opened */
    city_close(s);
}

TEST(an_incomplete_page_comes_back_with_what_was_typed)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 422, city_post(t, s, s->clerk, EDIT, "van_hoa=Ton+trong&chien_luoc=&phuong_cham=Hoc+de+lam&gia_tri=x&rev=0&viec=luu", &r));
    has_text(t, "Ton trong", r.body);
    has_text(t, "Hoc de lam", r.body);
    is_int(t, 422, city_post(t, s, s->clerk, EDIT, text(t, "x", 0, "cong_bo"), NULL));       /* publishing is no act of this form */
    is_int(t, 403, save(t, s, s->hang, "x", 0, "luu", NULL));
    is_int(t, 403, save(t, s, s->an, "x", 0, "luu", NULL));
    is_int(t, 404, save(t, s, s->tuan, "x", 0, "luu", NULL));
    is_int(t, 404, save(t, s, s->th_principal, "x", 0, "luu", NULL));
    is_int(t, 403, city_get(t, s, s->hang, EDIT, NULL));
    city_close(s);
}

/* The n-th version linked on the history page, newest first; the links to what they differ in (…/khac) are not meant. */
static const char *version_path(struct test *t, const char *page, int n)
{
    const char *at = page;
    for (int i = 0; at && i <= n; i++)
        do at = (at = strstr(at, "href=\"/t/thcs/phien-ban/")) ? at + 6 : NULL;
        while (at && str_starts(at + strcspn(at, "\"") - 5, "/khac"));
    return at ? arena_text_n(t->arena, at, strcspn(at, "\"")) : NULL;
}

struct publishing { struct values_text text; person_id by; };
static rc published(struct tx *t, const struct publishing *in, int64_t *number) { return values_publish(t, &in->text, in->by, in->by, number); }
CLOSURE(published, struct publishing, int64_t)

TEST(former_versions_stay_readable_by_everybody_and_drafts_by_nobody)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    int64_t number;
    struct publishing one = { { "Ton trong", "Den 2030", "Loi thu nhat", "x" }, s->principal }, two = { { "Ton trong", "Den 2035", "Loi thu hai", "x" }, s->principal };
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, published, &one, &number));
    is_int(t, 1, number);
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, published, &two, &number));
    is_int(t, 2, number);
    is_int(t, 303, save(t, s, s->clerk, "Ban+moi", 0, "gui", NULL));
    motto_is(t, s, "Loi thu hai");
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs/phien-ban", &r));       /* /t/:truong/phien-ban */
    const char *newest = version_path(t, r.body, 0), *oldest = version_path(t, r.body, 1);
    is_true(t, version_path(t, r.body, 2) == NULL);
    if (!is_true(t, newest && oldest)) return;
    is_int(t, 200, city_get(t, s, NOBODY, oldest, &r));                    /* /t/:truong/phien-ban/:ban */
    has_text(t, "Loi thu nhat", r.body);
    lacks_text(t, "Loi thu hai", r.body);
    is_int(t, 404, city_get(t, s, NOBODY, arena_print(t->arena, "/t/tieu-hoc%s", newest + strlen("/t/thcs")), NULL));
    is_int(t, 404, city_get(t, s, NOBODY, "/t/khong-co/phien-ban", NULL));
    city_close(s);
}

TEST(markup_in_the_text_is_shown_not_obeyed)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    int64_t number;
    struct publishing bad = { { "<script>alert(1)</script>", "\"><img src=x>", "<b>to</b>: {{x}}", "Ten: <i>" }, s->principal };
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, published, &bad, &number));
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs", &r));
    lacks_text(t, "<script>alert", r.body);
    lacks_text(t, "<img src=x", r.body);
    lacks_text(t, "<b>to</b>", r.body);
    has_text(t, "&lt;script&gt;", r.body);
    city_close(s);
}

static int64_t deeds(struct test *t, struct city *s, const char *verb, person_id who)
{
    const char *n = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT count(*) FROM statement WHERE verb = '%s' AND actor_id = %lld AND object_name = '1'"
                          " AND component = 'culture' AND actor_as = 'staff'", verb, (long long)who.v), &n));
    return n ? atoll(n) : -1;
}

TEST(what_is_sent_returned_and_published_are_deeds_of_who_did_it)
{
    struct city *s = city_open(t);
    is_int(t, 303, save(t, s, s->clerk, "Hoc+de+lam", 0, "luu", NULL));
    is_int(t, 0, deeds(t, s, "proposed", s->clerk));                       /* a draft is none yet */
    is_int(t, 303, save(t, s, s->clerk, "Hoc+de+lam", 1, "gui", NULL));
    is_int(t, 1, deeds(t, s, "proposed", s->clerk));
    is_int(t, 303, decide(t, s, s->principal, 3, "quyet=tra_lai&li_do=Ngan+hon", NULL));
    is_int(t, 1, deeds(t, s, "commented", s->principal));
    is_int(t, 303, save(t, s, s->deputy, "Hoc", 4, "gui", NULL));
    is_int(t, 409, decide(t, s, s->principal, 4, "quyet=duyet", NULL));
    is_int(t, 0, deeds(t, s, "approved", s->principal));                   /* refused, so not done */
    is_int(t, 303, decide(t, s, s->principal, 6, "quyet=duyet", NULL));
    is_int(t, 1, deeds(t, s, "proposed", s->deputy));
    is_int(t, 1, deeds(t, s, "approved", s->principal));
    city_close(s);
}

static bool bell_has(struct test *t, struct city *s, person_id who, const char *words)
{
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, who, "/thong-bao", &r));
    return strstr(r.body, words) != NULL;
}

TEST(the_principal_hears_what_waits_and_the_writer_what_was_said)
{
    struct city *s = city_open(t);
    is_int(t, 303, save(t, s, s->clerk, "Cung+hoc", 0, "luu", NULL));
    is_false(t, bell_has(t, s, s->principal, "chờ thầy cô duyệt"));                 /* a draft waits for nobody */
    is_int(t, 303, save(t, s, s->clerk, "Cung+hoc", 1, "gui", NULL));
    is_true(t, bell_has(t, s, s->principal, "Bản 1 của trang văn hóa, chiến lược đang chờ thầy cô duyệt."));
    is_false(t, bell_has(t, s, s->th_principal, "chờ thầy cô duyệt"));
    is_false(t, bell_has(t, s, s->deputy, "chờ thầy cô duyệt"));
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/gia-tri/duyet", "rev=3&quyet=tra_lai&li_do=Viet+ngan+hon", NULL));
    is_true(t, bell_has(t, s, s->clerk, "trả lại bản 1"));
    is_false(t, bell_has(t, s, s->clerk, "Viet ngan hon"));                         /* why stands on the page, not on the bell */
    is_int(t, 303, save(t, s, s->clerk, "Cung+hoc", 4, "gui", NULL));
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/gia-tri/duyet", "rev=6&quyet=duyet", NULL));
    is_true(t, bell_has(t, s, s->clerk, "đã duyệt và công bố bản 1"));
    city_close(s);
}

TEST(a_principal_who_writes_hears_nothing_from_the_own_bell)
{
    struct city *s = city_open(t);
    is_int(t, 303, save(t, s, s->principal, "Cung+hoc", 0, "gui", NULL));
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/gia-tri/duyet", "rev=2&quyet=duyet", NULL));
    is_false(t, bell_has(t, s, s->principal, "chiến lược"));
    city_close(s);
}
