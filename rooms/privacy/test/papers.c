/* Words on paper: who may write them down and who may not, that nothing is chosen beforehand, that they say where they come from, and yield to a click.
** GET /t/:truong/em/:em/dong-y   ** POST /t/:truong/em/:em/dong-y   ** POST /t/:truong/em/:em/dong-y/bo-anh
** GET /t/:truong/lop/:lop/dong-y/ghi   ** POST /t/:truong/lop/:lop/dong-y/ghi */
#include "consent/consent.h"
#include "people/people.h"
#include "src/web/test/pictures.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

static const char *paper_of(struct test *t, person_id child) { return path_to(t, "/t/thcs/em/", child.v, "/dong-y"); }
static const char *family_of_child(struct test *t, person_id child) { return path_to(t, "/ho-so/", child.v, "/dong-y"); }

static int writes(struct test *t, struct city *s, person_id who, person_id child, person_id guardian, const char *rest, struct loop_reply *r)
{
    return city_post(t, s, who, paper_of(t, child), arena_print(t->arena, "%s%s", guardian.v ? path_to(t, "phu_huynh=", guardian.v, "&") : "", rest), r);
}

static int now_of(struct test *t, struct city *s, person_id child, const char *purpose)
{
    enum consent_now now = CONSENT_NONE;
    is_rc(t, OK, consent_of(as_family(s, &child, 1), child, purpose_of(purpose), &now));
    return (int)now;
}

static const char *text(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? first : "";
}

TEST(a_signed_paper_counts_as_the_words_of_who_signed_and_says_where_it_comes_from)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->hang, paper_of(t, s->an), &r));
    is_true(t, !strstr(r.body, " checked") && !strstr(r.body, " selected"));
    is_int(t, 303, writes(t, s, s->hang, s->an, s->tuan, "ngay=20/11/2026&ph_1=co&em_1=co&ph_2=khong", &r));
    is_int(t, CONSENT_GIVEN, now_of(t, s, s->an, "photo.class"));
    is_int(t, CONSENT_REFUSED, now_of(t, s, s->an, "photo.page"));
    is_int(t, CONSENT_NONE, now_of(t, s, s->an, "name.honour"));                       /* left empty is no word */
    is_text(t, "3", text(t, s, "SELECT count(*) FROM consent WHERE paper_id IS NOT NULL"));
    is_int(t, 200, city_get(t, s, s->tuan, family_of_child(t, s->an), &r));
    has_text(t, "theo giấy kí ngày", r.body);
    has_text(t, "20/11/2026", r.body);
    has_text(t, "Hằng", r.body);
    has_text(t, "Rút lời đồng ý", r.body);
    is_int(t, 200, city_get(t, s, s->tuan, "/thong-bao", &r));
    has_text(t, "theo một phiếu giấy", r.body);
    is_int(t, 303, city_post(t, s, s->tuan, family_of_child(t, s->an), "muc=photo.class&loi=khong", NULL));
    is_int(t, CONSENT_REFUSED, now_of(t, s, s->an, "photo.class"));
    city_close(s);
}

static bool leads_to(struct test *t, struct city *s, person_id from, person_id to)
{
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->hang, paper_of(t, from), &r));
    has_text(t, path_to(t, "/t/thcs/lop/", s->a1.v, "/dong-y\""), r.body);
    return strstr(r.body, arena_print(t->arena, "class=\"btn\" href=\"%s\"", paper_of(t, to))) != NULL;
}

TEST(papers_of_a_class_lead_from_one_pupil_to_the_next_whose_family_has_not_answered_all)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_true(t, leads_to(t, s, s->an, s->binh) && leads_to(t, s, s->binh, s->an));                   /* from the end of the list to its beginning */
    is_true(t, !leads_to(t, s, s->an, s->an));
    is_int(t, 303, writes(t, s, s->hang, s->an, s->tuan, "ngay=20/11/2026&ph_1=co&em_1=co&ph_2=co&em_2=khong&ph_3=co&em_3=co&ph_4=co&em_4=co", &r));
    is_true(t, leads_to(t, s, s->an, s->binh) && !leads_to(t, s, s->binh, s->an));                  /* who has answered all is no next one */
    city_close(s);
}

TEST(a_paper_does_not_take_the_place_of_a_click_but_a_later_no_does)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->tuan, family_of_child(t, s->an), "muc=photo.page&loi=khong", NULL));
    is_int(t, 409, writes(t, s, s->hang, s->an, s->tuan, "ngay=23/11/2026&ph_2=co", &r));
    has_text(t, "đã tự trả lời trong Khuê", r.body);
    is_int(t, CONSENT_REFUSED, now_of(t, s, s->an, "photo.page"));
    is_int(t, 303, city_post(t, s, s->tuan, family_of_child(t, s->an), "muc=photo.class&loi=co", NULL));
    is_int(t, 409, writes(t, s, s->hang, s->an, s->tuan, "ngay=20/11/2026&ph_1=khong", NULL));           /* signed before the click */
    is_int(t, 303, writes(t, s, s->hang, s->an, s->tuan, "ngay=23/11/2026&ph_1=khong", NULL));
    is_int(t, CONSENT_REFUSED, now_of(t, s, s->an, "photo.class"));
    is_int(t, 303, writes(t, s, s->hang, s->an, s->tuan, "ngay=20/11/2026&ph_3=co", NULL));
    is_int(t, 303, writes(t, s, s->hang, s->an, s->tuan, "ngay=21/11/2026&ph_3=khong", NULL));
    is_int(t, 409, writes(t, s, s->hang, s->an, s->tuan, "ngay=20/11/2026&ph_3=co", &r));
    has_text(t, "kí sau phiếu này", r.body);
    city_close(s);
}

TEST(a_paper_says_who_signed_when_and_something)
{
    struct city *s = city_open(t);
    is_int(t, 422, writes(t, s, s->hang, s->an, s->tuan, "ngay=20/11/2026", NULL));
    is_int(t, 422, writes(t, s, s->hang, s->an, (person_id){ 0 }, "ngay=20/11/2026&ph_1=co", NULL));
    is_int(t, 422, writes(t, s, s->hang, s->an, s->tuan, "ph_1=co", NULL));
    is_int(t, 422, writes(t, s, s->hang, s->an, s->tuan, "ngay=24/11/2026&ph_1=co", NULL));              /* tomorrow */
    is_int(t, 422, writes(t, s, s->hang, s->an, s->tuan, "ngay=22/11/2025&ph_1=co", NULL));              /* too long ago */
    is_int(t, 422, writes(t, s, s->hang, s->an, s->hoa, "ngay=20/11/2026&ph_1=co", NULL));               /* nobody of hers */
    is_int(t, 303, writes(t, s, s->hang, s->an, (person_id){ 0 }, "ngay=20/11/2026&em_1=co", NULL));     /* the child's own, alone */
    is_int(t, CONSENT_HALF, now_of(t, s, s->an, "photo.class"));
    is_text(t, "1", text(t, s, "SELECT count(*) FROM consent_paper"));
    city_close(s);
}

TEST(the_child_signs_from_seven_years_on)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = path_to(t, "/t/mam-non/em/", s->bong.v, "/dong-y");
    is_int(t, 200, city_get(t, s, s->nga, path, &r));
    is_true(t, !strstr(r.body, "name=\"em_1\""));
    is_int(t, 409, city_post(t, s, s->nga, path, "ngay=20/11/2026&em_1=co", NULL));
    is_int(t, 303, city_post(t, s, s->nga, path, path_to(t, "ngay=20/11/2026&ph_1=co&phu_huynh=", s->tuan.v, ""), NULL));
    is_int(t, CONSENT_GIVEN, now_of(t, s, s->bong, "photo.class"));
    city_close(s);
}

static rc clerk_is_kin(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    return guardian_link_open(t, s->an, s->clerk, GUARDIAN_KIND_MOTHER);
}
CLOSURE(clerk_is_kin, struct city, void)

TEST(who_may_not_write_a_paper_down)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *word = path_to(t, "ngay=20/11/2026&ph_1=co&phu_huynh=", s->tuan.v, "");
    const struct { person_id who; int answer; } one[] = { { s->toan, 403 }, { s->yen, 403 }, { s->an, 403 }, { s->tuan, 404 }, { s->hoa, 404 }, { s->th_principal, 404 }, { s->lan, 404 }, { s->admin, 404 } };
    for (size_t i = 0; i < sizeof one / sizeof *one; i++) {
        is_int(t, one[i].answer, city_get(t, s, one[i].who, paper_of(t, s->an), NULL));
        is_int(t, one[i].answer, city_post(t, s, one[i].who, paper_of(t, s->an), word, NULL));
    }
    is_rc(t, OK, transact(s->ask, NULL, clerk_is_kin, s, NULL));
    is_int(t, 409, city_post(t, s, s->clerk, paper_of(t, s->an), word, &r));                            /* a paper of the own family */
    city_keep_away(t, s, s->an, s->tuan);
    is_int(t, 422, city_post(t, s, s->principal, paper_of(t, s->an), word, NULL));
    is_int(t, 200, city_get(t, s, s->principal, paper_of(t, s->an), &r));
    is_true(t, !strstr(r.body, path_to(t, "value=\"", s->tuan.v, "\"")));
    is_text(t, "0", text(t, s, "SELECT count(*) FROM consent_paper"));
    city_close(s);
}

TEST(whom_an_order_keeps_away_by_name_and_phone_signs_nothing_and_hears_nothing)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    city_bar(t, s, s->binh, s->hoa, "+84900000999");
    is_int(t, 200, city_get(t, s, s->hang, paper_of(t, s->binh), &r));
    is_true(t, !strstr(r.body, path_to(t, "value=\"", s->hoa.v, "\"")));
    is_int(t, 422, writes(t, s, s->hang, s->binh, s->hoa, "ngay=20/11/2026&ph_1=co", NULL));
    is_int(t, 303, writes(t, s, s->hang, s->binh, (person_id){ 0 }, "ngay=20/11/2026&em_1=co", NULL));
    is_int(t, 200, city_get(t, s, s->hoa, "/thong-bao", &r));
    is_true(t, !strstr(r.body, "theo một phiếu giấy"));
    city_close(s);
}

TEST(the_picture_of_a_paper_is_seen_by_who_may_write_papers_down_and_can_be_taken_away)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    struct bytes picture = picture_jpeg(t, 96, 96);
    const char *word = path_to(t, "ngay=20/11/2026&ph_1=co&phu_huynh=", s->tuan.v, "");
    is_int(t, 303, city_upload(t, s, s->hang, paper_of(t, s->an), word, "phieu.jpg", picture, NULL));
    const char *id = path_to(t, "", atoll(text(t, s, "SELECT id FROM file WHERE use = 'privacy.paper'")), ""), *file = arena_print(t->arena, "/t/thcs/tep/%s", id);
    is_int(t, 200, city_get(t, s, s->hang, paper_of(t, s->an), &r));
    has_text(t, file, r.body);
    is_int(t, 200, city_get(t, s, s->hang, file, NULL));
    is_int(t, 200, city_get(t, s, s->clerk, file, NULL));
    is_int(t, 403, city_get(t, s, s->toan, file, NULL));
    is_int(t, 403, city_get(t, s, s->yen, file, NULL));
    is_int(t, 404, city_get(t, s, s->hoa, file, NULL));
    is_int(t, 404, city_get(t, s, s->lan, file, NULL));
    is_true(t, str_is("1", text(t, s, arena_print(t->arena, "SELECT count(*) FROM look WHERE kind = 'documents' AND viewer_id = %lld", (long long)s->clerk.v))));
    const char *drop = arena_print(t->arena, "%s/bo-anh", paper_of(t, s->an)), *body = arena_print(t->arena, "anh=%s&rev=1", id);
    is_int(t, 403, city_post(t, s, s->toan, drop, body, NULL));
    is_int(t, 409, city_post(t, s, s->hang, arena_print(t->arena, "%s/bo-anh", paper_of(t, s->binh)), body, NULL));
    is_int(t, 303, city_post(t, s, s->hang, drop, body, NULL));
    is_int(t, 404, city_get(t, s, s->hang, file, NULL));
    is_int(t, CONSENT_HALF, now_of(t, s, s->an, "photo.class"));
    city_close(s);
}

/* ---- a class's papers at once */

static const char *class_papers(struct test *t, class_id class) { return path_to(t, "/t/thcs/lop/", class.v, "/dong-y/ghi"); }

/* "&ph-<child>=co-<guardian>"; word NULL: only what the page says is still asked. */
static const char *at_child(struct test *t, person_id child, const char *asked, const char *rest)
{
    return arena_print(t->arena, "%s%s", path_to(t, "&hoi-", child.v, arena_print(t->arena, "=%s", asked)), rest);
}

static const char *kin_says(struct test *t, person_id child, const char *word, person_id kin)
{
    return arena_print(t->arena, "%s%s", path_to(t, "&ph-", child.v, arena_print(t->arena, "=%s-", word)), path_to(t, "", kin.v, ""));
}

static const char *child_says(struct test *t, person_id child, const char *word) { return path_to(t, "&em-", child.v, arena_print(t->arena, "=%s", word)); }

static const char *both_say(struct test *t, person_id child, const char *word, person_id kin)
{
    return at_child(t, child, "1234", arena_print(t->arena, "%s%s", kin_says(t, child, word, kin), child_says(t, child, word)));
}

static int writes_class(struct test *t, struct city *s, person_id who, const char *rest, struct loop_reply *r)
{
    return city_post(t, s, who, class_papers(t, s->a1), arena_print(t->arena, "ngay=20/11/2026%s", rest), r);
}

TEST(the_papers_of_a_class_are_written_down_at_once_for_all_that_is_still_asked)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->hang, class_papers(t, s->a1), &r));
    is_true(t, !strstr(r.body, " checked") && !strstr(r.body, " selected"));
    has_text(t, path_to(t, "value=\"co-", s->tuan.v, "\""), r.body);
    is_int(t, 303, writes_class(t, s, s->hang, arena_print(t->arena, "%s%s", both_say(t, s->an, "co", s->tuan), both_say(t, s->binh, "khong", s->hoa)), NULL));
    for (size_t u = 0; u < PURPOSES; u++) {
        is_int(t, CONSENT_GIVEN, now_of(t, s, s->an, purposes[u].code));
        is_int(t, CONSENT_REFUSED, now_of(t, s, s->binh, purposes[u].code));
    }
    is_text(t, "2", text(t, s, "SELECT count(*) FROM consent_paper"));
    is_text(t, "16", text(t, s, "SELECT count(*) FROM consent WHERE paper_id IS NOT NULL"));
    is_int(t, 200, city_get(t, s, s->tuan, "/thong-bao", &r));
    has_text(t, "theo một phiếu giấy", r.body);
    is_int(t, 200, city_get(t, s, s->hang, class_papers(t, s->a1), &r));
    is_true(t, !strstr(r.body, path_to(t, "ph-", s->an.v, "\"")) && !strstr(r.body, path_to(t, "ph-", s->binh.v, "\"")));     /* who has answered all is no row */
    is_true(t, str_is("2", text(t, s, arena_print(t->arena, "SELECT count(*) FROM look WHERE kind = 'documents' AND viewer_id = %lld AND subject_id IN (%lld, %lld)",
                                                  (long long)s->hang.v, (long long)s->an.v, (long long)s->binh.v))));
    city_close(s);
}

TEST(what_a_family_has_answered_by_itself_is_not_asked_again_and_stays)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->tuan, family_of_child(t, s->an), "muc=photo.page&loi=khong", NULL));
    is_int(t, 409, writes_class(t, s, s->hang, both_say(t, s->an, "co", s->tuan), &r));                       /* the page was older than that answer */
    has_text(t, "vừa trả lời thêm trong Khuê", r.body);
    has_text(t, path_to(t, "id=\"ph-", s->an.v, "\""), r.body);
    has_text(t, arena_print(t->arena, "value=\"co-%s selected", path_to(t, "", s->tuan.v, "\"")), r.body);      /* what was chosen stays chosen */
    is_text(t, "0", text(t, s, "SELECT count(*) FROM consent_paper"));
    is_int(t, 303, writes_class(t, s, s->hang, at_child(t, s->an, "134", arena_print(t->arena, "%s%s", kin_says(t, s->an, "co", s->tuan), child_says(t, s->an, "co"))), NULL));
    is_int(t, CONSENT_GIVEN, now_of(t, s, s->an, "photo.class"));
    is_int(t, CONSENT_REFUSED, now_of(t, s, s->an, "photo.page"));
    city_close(s);
}

TEST(of_papers_of_a_class_all_are_written_down_or_none_and_the_page_says_at_whom)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *good = both_say(t, s->an, "co", s->tuan), *bad = both_say(t, s->binh, "co", s->tuan);          /* nobody of hers */
    is_int(t, 422, writes_class(t, s, s->hang, arena_print(t->arena, "%s%s", good, bad), &r));
    has_text(t, "không còn quyết định thay em", r.body);
    has_text(t, path_to(t, "ph-", s->binh.v, "\" name"), r.body);
    is_text(t, "0", text(t, s, "SELECT count(*) FROM consent_paper"));
    is_int(t, 422, writes_class(t, s, s->hang, "", &r));
    has_text(t, "Chưa chọn gì ở em nào", r.body);
    is_int(t, 422, writes_class(t, s, s->hang, at_child(t, s->an, "1234", child_says(t, s->an, "co-x")), NULL));
    is_int(t, 422, writes_class(t, s, s->hang, at_child(t, s->an, "1234", path_to(t, "&ph-", s->an.v, "=co-!")), NULL));
    is_int(t, 422, writes_class(t, s, s->hang, "&ph-x=co-y", NULL));
    is_int(t, 422, city_post(t, s, s->hang, class_papers(t, s->a1), arena_print(t->arena, "ngay=24/11/2026%s", good), NULL));
    is_int(t, 409, writes_class(t, s, s->hang, arena_print(t->arena, "%s%s", good, both_say(t, s->chi, "co", s->tuan)), &r));     /* of another class */
    is_text(t, "0", text(t, s, "SELECT count(*) FROM consent_paper"));
    city_close(s);
}

TEST(who_may_not_write_papers_of_a_class_down)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *word = both_say(t, s->an, "co", s->tuan), *path = class_papers(t, s->a1);
    const struct { person_id who; int answer; } one[] = { { s->toan, 403 }, { s->yen, 403 }, { s->an, 403 }, { s->tuan, 404 }, { s->th_principal, 404 }, { s->lan, 404 }, { s->admin, 404 } };
    for (size_t i = 0; i < sizeof one / sizeof *one; i++) {
        is_int(t, one[i].answer, city_get(t, s, one[i].who, path, NULL));
        is_int(t, one[i].answer, writes_class(t, s, one[i].who, word, NULL));
    }
    is_rc(t, OK, transact(s->ask, NULL, clerk_is_kin, s, NULL));
    is_int(t, 409, writes_class(t, s, s->clerk, word, NULL));                                              /* a paper of the own family */
    city_bar(t, s, s->binh, s->hoa, "+84900000999");
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    is_true(t, !strstr(r.body, path_to(t, "value=\"co-", s->hoa.v, "\"")));                                 /* whom an order names by another row */
    is_int(t, 422, writes_class(t, s, s->hang, both_say(t, s->binh, "co", s->hoa), NULL));
    is_text(t, "0", text(t, s, "SELECT count(*) FROM consent_paper"));
    city_close(s);
}
