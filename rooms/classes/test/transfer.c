/* A child goes to another school with a paper:
** GET /t/:truong/em/:em/giay-chuyen
** POST /t/:truong/em/:em/giay-chuyen
** GET /t/:truong/chuyen-den
** POST /t/:truong/chuyen-den
** POST /t/:truong/chuyen-den/nhan */
#include "classes/classes.h"
#include "people/people.h"
#include "test/harness/city.h"
#include <string.h>

#define NEW_SCHOOL "/t/tieu-hoc/chuyen-den"

static const char *paper_path(struct test *t, struct city *s) { return path_to(t, "/t/thcs/em/", s->an.v, "/giay-chuyen"); }

static void an_leaves(struct test *t, struct city *s, const char *why)
{
    is_int(t, 303, city_post(t, s, s->clerk, path_to(t, "/t/thcs/em/", s->an.v, "/roi-truong"), arena_print(t->arena, "vi_sao=%s&ngay=20%%2F11%%2F2026", why), NULL));
}

/* The code on a new paper. */
static const char *paper(struct test *t, struct city *s, const char *more)
{
    struct loop_reply r;
    is_int(t, 200, city_post(t, s, s->clerk, paper_path(t, s), arena_print(t->arena, "truong_den=Sao+Mai%s", more), &r));
    const char *at = r.body ? strstr(r.body, "translate=\"no\"><b>") : NULL;
    return at ? arena_text_n(t->arena, at + 18, strcspn(at + 18, "<")) : (fail(t, "no code"), "");
}

static int type(struct test *t, struct city *s, person_id by, const char *path, const char *code, struct loop_reply *r)
{
    return city_post(t, s, by, path, arena_print(t->arena, "ma=%s", code), r);
}

static int take(struct test *t, struct city *s, const char *code, const char *more)
{
    return city_post(t, s, s->th_principal, NEW_SCHOOL "/nhan", arena_print(t->arena, "ma=%s&lop=%s%s", code, path_to(t, "", s->c1a1.v, ""), more), NULL);
}

TEST(a_child_goes_with_its_paper_as_the_same_person_and_the_former_school_sees_it_no_more)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *n = NULL, *there = path_to(t, "/t/tieu-hoc/em/", s->an.v, "");
    is_int(t, 404, city_get(t, s, s->clerk, paper_path(t, s), NULL));                /* a pupil of the school */
    an_leaves(t, s, "transferred");
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/da-roi", &r));
    has_text(t, "giay-chuyen", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, paper_path(t, s), NULL));
    const char *code = paper(t, s, "");
    is_int(t, 200, city_get(t, s, s->th_principal, NEW_SCHOOL, NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, there, NULL));
    is_int(t, 200, type(t, s, s->th_principal, NEW_SCHOOL, code, &r));
    has_text(t, "Trần Lê Bình An", r.body);
    has_text(t, "Bình Minh", r.body);
    lacks_text(t, "0900", r.body);
    is_int(t, 303, take(t, s, code, "&_khoa=0123456789abcdefghjkmnpqrs"));
    is_int(t, 303, take(t, s, code, "&_khoa=0123456789abcdefghjkmnpqrs"));           /* the same press */
    is_int(t, 200, city_get(t, s, s->th_principal, there, NULL));
    is_int(t, 200, city_get(t, s, s->lan, there, NULL));
    is_int(t, 404, city_get(t, s, s->principal, path_to(t, "/t/thcs/em/", s->an.v, ""), NULL));
    is_int(t, 200, city_get(t, s, s->tuan, "/lop-hoc", &r));
    has_text(t, "1A1", r.body);
    is_int(t, 200, city_get(t, s, s->tuan, "/thong-bao", &r));
    has_text(t, "đã nhận con", r.body);
    is_rc(t, OK, db_plain(as_staff(s, s->th.id)->db, t->arena, "SELECT count(*) FROM person WHERE full_name = 'Trần Lê Bình An'", &n));
    is_text(t, "1", n);
    ask_done(s->ask);
    is_int(t, 422, type(t, s, s->mn_principal, "/t/mam-non/chuyen-den", code, NULL));
    is_int(t, 200, city_get(t, s, s->clerk, paper_path(t, s), &r));
    has_text(t, "Sao Mai", r.body);
    is_int(t, 409, city_post(t, s, s->clerk, paper_path(t, s), "truong_den=X", NULL));
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/da-roi", &r));
    const char *row = strstr(r.body, "name=\"lan\" value=\"");
    is_true(t, row != NULL);
    is_int(t, 409, city_post(t, s, s->clerk, "/t/thcs/da-roi/nhan-lai", arena_print(t->arena, "lan=%s&rev=1", row ? arena_text_n(t->arena, row + 18, 13) : ""), NULL));
    city_close(s);
}

TEST(only_offices_make_papers_and_take_children_in_and_only_by_the_code)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    an_leaves(t, s, "transferred");
    is_int(t, 403, city_get(t, s, s->hang, paper_path(t, s), NULL));
    is_int(t, 403, city_post(t, s, s->hang, paper_path(t, s), "truong_den=X", NULL));
    is_int(t, 404, city_post(t, s, s->th_principal, paper_path(t, s), "truong_den=X", NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, path_to(t, "/t/tieu-hoc/em/", s->an.v, "/giay-chuyen"), NULL));
    const char *code = paper(t, s, "");
    is_int(t, 403, type(t, s, s->lan, NEW_SCHOOL, code, NULL));
    is_int(t, 403, type(t, s, s->lan, NEW_SCHOOL "/nhan", code, NULL));
    is_int(t, 404, type(t, s, s->clerk, NEW_SCHOOL, code, NULL));
    for (int i = 0; i < 10; i++) is_int(t, 422, type(t, s, s->th_principal, i % 2 ? NEW_SCHOOL : NEW_SCHOOL "/nhan", "K7QM2-XW9PD", NULL));
    is_int(t, 422, type(t, s, s->th_principal, NEW_SCHOOL, code, &r));               /* the right one too, for an hour */
    has_text(t, "Chờ một giờ", r.body);
    is_int(t, 422, take(t, s, code, ""));
    city_close(s);
}

TEST(a_paper_ends_with_a_newer_one_with_its_day_and_with_coming_back)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    an_leaves(t, s, "transferred");
    const char *old = paper(t, s, ""), *code = paper(t, s, "");
    is_int(t, 422, type(t, s, s->th_principal, NEW_SCHOOL, old, NULL));
    is_int(t, 200, type(t, s, s->th_principal, NEW_SCHOOL, code, NULL));
    db_set_clock(s->app.db, (opt_instant){ true, { day_start((day){ s->today.n + 61 }).ms + 8 * 3600000 } });
    is_int(t, 422, type(t, s, s->th_principal, NEW_SCHOOL, code, NULL));
    code = paper(t, s, "");
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/da-roi", &r));
    const char *row = strstr(r.body, "name=\"lan\" value=\"");
    if (!is_true(t, row != NULL)) return;
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/da-roi/nhan-lai", arena_print(t->arena, "lan=%s&rev=1", arena_text_n(t->arena, row + 18, 13)), NULL));
    is_int(t, 422, take(t, s, code, ""));
    is_int(t, 404, city_get(t, s, s->clerk, paper_path(t, s), NULL));
    city_close(s);
}

TEST(who_left_otherwise_gets_no_paper)
{
    struct city *s = city_open(t);
    an_leaves(t, s, "dropped");
    is_int(t, 404, city_get(t, s, s->clerk, paper_path(t, s), NULL));
    is_int(t, 404, city_post(t, s, s->clerk, paper_path(t, s), "truong_den=X", NULL));
    city_close(s);
}

struct barring { person_id child, who; day issued; };

static rc bar(struct tx *t, const struct barring *in, void *out)
{
    (void)out;
    try(guardian_link_open(t, in->child, in->who, GUARDIAN_KIND_GUARDIAN));
    return order_put(t, &(struct new_order){ .child = in->child, .guardian = in->who, .issuer = "Tòa án nhân dân", .issued = in->issued });
}
CLOSURE(bar, struct barring, void)

TEST(an_order_goes_with_the_child_and_keeps_its_person_from_it_at_the_new_school)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, bar, (&(struct barring){ s->an, s->lan, { s->today.n - 9 } }), NULL));
    ask_done(s->ask);
    an_leaves(t, s, "transferred");
    is_int(t, 422, city_post(t, s, s->clerk, paper_path(t, s), "truong_den=Sao+Mai", NULL));
    const char *code = paper(t, s, "&giao_dung=1");
    is_int(t, 303, take(t, s, code, ""));
    is_int(t, 404, city_get(t, s, s->lan, path_to(t, "/t/tieu-hoc/em/", s->an.v, ""), NULL));        /* leads the class */
    is_int(t, 404, city_get(t, s, s->lan, path_to(t, "/ho-so/", s->an.v, ""), NULL));
    is_int(t, 200, city_get(t, s, s->lan, path_to(t, "/t/tieu-hoc/lop/", s->c1a1.v, ""), &r));
    lacks_text(t, "Bình An", r.body);
    is_int(t, 200, city_get(t, s, s->lan, "/thong-bao", &r));
    lacks_text(t, "đã nhận con", r.body);
    city_close(s);
}

TEST(an_office_from_whom_an_order_keeps_the_child_does_not_take_it_in)
{
    struct city *s = city_open(t);
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, bar, (&(struct barring){ s->an, s->th_principal, { s->today.n - 9 } }), NULL));
    ask_done(s->ask);
    an_leaves(t, s, "transferred");
    const char *code = paper(t, s, "&giao_dung=1");
    is_int(t, 422, type(t, s, s->th_principal, NEW_SCHOOL, code, NULL));
    is_int(t, 422, take(t, s, code, ""));
    city_close(s);
}
