/* Whose an account in another system is, as a head says it: in that person's record from then on, what was told before too, and gone from it when it is taken back. */
#include "doors/xapi/test/door.h"
#include "base/ids.h"
#include "data/db.h"
#include "generated/xapi_queries.h"
#include <string.h>

#define MAIL "{\"mbox\":\"mailto:an@x.vn\"}"
#define NAMED "33333333-2222-4333-8444-555555555501"
#define PAGE "/t/thcs/khoa-he-thong/tai-khoan"

static const char *passed_by(struct test *t, const char *id, const char *actor, const char *thing)
{
    return arena_print(t->arena, "{\"id\":\"%s\",\"actor\":%s,\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/passed\"},\"object\":{\"id\":\"http://x.vn/%s\",\"definition\":{\"name\":{\"vi\":\"Bài %s\"}}}}", id, actor, thing, thing);
}

static int say_whose(struct test *t, struct city *s, person_id who, const char *statement, person_id whose)
{
    char id[ID_TEXT_SIZE];
    id_text(whose.v, id);
    return city_post(t, s, who, PAGE, arena_print(t->arena, "ma=%s&nguoi=%s&ly_do=Em+khai+trong+phieu", statement, id), NULL);      /* POST /t/:truong/khoa-he-thong/tai-khoan */
}

static int take_back(struct test *t, struct city *s, person_id who)
{
    char id[ID_TEXT_SIZE];
    id_text(rows_of(t, s, "SELECT max(id) FROM outside_known"), id);
    return city_post(t, s, who, PAGE "/bo", arena_print(t->arena, "noi=%s&rev=1", id), NULL);                                        /* POST /t/:truong/khoa-he-thong/tai-khoan/bo */
}

static const char *journey_of(struct test *t, struct city *s, person_id who)
{
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, who, "/hanh-trinh", &r));
    return r.body;
}

TEST(an_account_of_which_a_head_says_whose_it_is_brings_what_it_learnt_into_that_record_and_back_out_of_it)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    struct loop_reply r;
    is_int(t, 200, says(&p, passed_by(t, NAMED, MAIL, "mot")));
    is_int(t, 200, says(&p, passed_by(t, "33333333-2222-4333-8444-555555555502", "{\"objectType\":\"Group\",\"member\":[{\"mbox\":\"mailto:b@x.vn\"}," MAIL "]}", "hai")));
    lacks_text(t, "Bài mot", journey_of(t, s, s->an));
    is_int(t, 200, city_get(t, s, s->principal, PAGE, &r));                                                                           /* GET /t/:truong/khoa-he-thong/tai-khoan */
    has_text(t, "an@x.vn", r.body);
    has_text(t, "?ma=" NAMED, r.body);
    is_int(t, 200, city_get(t, s, s->principal, PAGE "?ma=" NAMED "&ten=an", &r));
    has_text(t, "Nối vào hành trình", r.body);
    is_int(t, 422, city_post(t, s, s->principal, PAGE, "ma=" NAMED "&ten=an&ly_do=Phieu+so+7", &r));           /* nobody chosen: what was typed is there again */
    has_text(t, "Phieu so 7", r.body);
    has_text(t, "Nối vào hành trình", r.body);
    is_int(t, 303, say_whose(t, s, s->principal, NAMED, s->an));
    is_int(t, 200, city_get(t, s, s->principal, PAGE, &r));                                     /* no stranger from now on, though the job has not run */
    lacks_text(t, "?ma=" NAMED, r.body);
    is_int(t, 1, rows_of(t, s, "SELECT count(*) FROM audit WHERE act = 'xapi.known'"));
    (void)jobs_run_all(&s->app);
    has_text(t, "Bài mot", journey_of(t, s, s->an));
    has_text(t, "Một nhóm có An đã đạt hoạt động <b>Bài hai</b>", journey_of(t, s, s->an));
    is_int(t, 200, says(&p, passed_by(t, "33333333-2222-4333-8444-555555555503", MAIL, "ba")));
    has_text(t, "Bài ba", journey_of(t, s, s->an));                                             /* from then on at once */
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM outside_statement WHERE kind = 'stranger'"));
    is_int(t, 2, rows_of(t, s, "SELECT count(*) FROM outside_statement WHERE class_ref IS NOT NULL"));       /* in the sums of the class of who did it */
    agrees(t, s);
    is_int(t, 200, city_get(t, s, s->principal, PAGE, &r));
    lacks_text(t, "an@x.vn</b>", r.body);
    has_text(t, "…@x.vn", r.body);
    is_int(t, 409, say_whose(t, s, s->principal, NAMED, s->binh));                              /* one person's at a time */
    is_int(t, 303, take_back(t, s, s->principal));
    lacks_text(t, "Bài ba", journey_of(t, s, s->an));                                           /* at once, whatever the job has done */
    is_int(t, 409, take_back(t, s, s->principal));
    (void)jobs_run_all(&s->app);
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM outside_person"));
    is_int(t, 3, rows_of(t, s, "SELECT count(*) FROM outside_statement WHERE kind = 'stranger' AND class_ref IS NULL"));
    lacks_text(t, "SCORM", journey_of(t, s, s->an));
    agrees(t, s);
    is_int(t, 303, say_whose(t, s, s->principal, NAMED, s->binh));                              /* it was another one's */
    (void)jobs_run_all(&s->app);
    has_text(t, "Bài ba", journey_of(t, s, s->binh));
    lacks_text(t, "Bài ba", journey_of(t, s, s->an));
    agrees(t, s);
    loop_close(&p.l);
    city_close(s);
}

TEST(who_says_whose_an_account_is_is_a_head_of_the_school_and_says_it_of_somebody_there)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2), other = program_in(t, s, s->th.id, "all", V2);
    is_int(t, 200, says(&p, passed_by(t, NAMED, MAIL, "mot")));
    is_int(t, 200, says(&other, passed_by(t, "33333333-2222-4333-8444-555555555504", MAIL, "bon")));
    is_int(t, 200, says(&p, passed_by(t, "33333333-2222-4333-8444-555555555505", account_of(t, &p, s->binh), "nam")));
    is_int(t, 403, say_whose(t, s, s->yen, NAMED, s->an));
    is_int(t, 404, say_whose(t, s, s->th_principal, NAMED, s->an));
    is_int(t, 404, say_whose(t, s, s->principal, NAMED, s->dung));                              /* a pupil of another school */
    is_int(t, 404, say_whose(t, s, s->principal, "33333333-2222-4333-8444-555555555504", s->an));         /* told in another school */
    is_int(t, 404, say_whose(t, s, s->principal, "33333333-2222-4333-8444-555555555505", s->an));         /* an account of ours is its own */
    is_int(t, 404, say_whose(t, s, s->principal, "an@x.vn", s->an));                            /* and nothing is typed by guess */
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM outside_known"));
    is_int(t, 303, say_whose(t, s, s->principal, NAMED, s->an));
    is_int(t, 403, take_back(t, s, s->yen));
    (void)jobs_run_all(&s->app);
    is_int(t, 0, rows_of(t, s, arena_print(t->arena, "SELECT count(*) FROM outside_person WHERE school_id = %lld", (long long)s->th.id.v)));
    loop_close(&p.l), loop_close(&other.l);
    city_close(s);
}

TEST(what_an_account_told_is_restricted_and_erased_with_the_person_its_documents_too)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    const char *state = arena_print(t->arena, "/activities/state?activityId=http%%3A%%2F%%2Fx.vn%%2Fmot&stateId=a&agent=%s", encoded(t, MAIL));
    const char *profile = arena_print(t->arena, "/agents/profile?profileId=a&agent=%s", encoded(t, MAIL)), *later = arena_print(t->arena, "%s&registration=" NAMED, state);
    is_int(t, 200, says(&p, passed_by(t, NAMED, MAIL, "mot")));
    is_int(t, 204, asks(&p, PUT, state, "", "trang 7", NULL));
    is_int(t, 204, asks(&p, PUT, profile, "If-None-Match: *", "{}", NULL));
    is_int(t, 303, say_whose(t, s, s->principal, NAMED, s->an));
    (void)jobs_run_all(&s->app);
    is_int(t, 204, asks(&p, PUT, later, "", "trang 8", NULL));
    const char *his = arena_print(t->arena, "SELECT count(*) FROM xapi_document WHERE person_id = %lld AND known_id IS NOT NULL", (long long)s->an.v);
    is_int(t, 3, rows_of(t, s, his));                                                           /* from before, and from now on */
    restricted_here(t, s, s->an);
    is_int(t, 0, found(&p, ""));
    is_int(t, 404, asks(&p, GET, state, "", NULL, NULL));
    const char *none;
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE restriction SET ended_at = 1", &none));
    is_int(t, 1, found(&p, ""));
    is_int(t, 303, take_back(t, s, s->principal));
    (void)jobs_run_all(&s->app);
    is_int(t, 0, rows_of(t, s, his));
    is_int(t, 303, say_whose(t, s, s->principal, NAMED, s->an));
    (void)jobs_run_all(&s->app);
    is_int(t, 3, rows_of(t, s, his));
    erased(t, s, s->an);
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM outside_statement WHERE document LIKE '%an@x.vn%'"));
    is_int(t, 0, rows_of(t, s, "SELECT (SELECT count(*) FROM outside_known) + (SELECT count(*) FROM outside_person) + (SELECT count(*) FROM xapi_document)"));
    is_int(t, 0, found(&p, ""));
    agrees(t, s);
    loop_close(&p.l);
    city_close(s);
}

/* What the copy that a person takes along says of what others told. */
static const char *copy_of(struct test *t, struct city *s, person_id who)
{
    struct fault fault = { 0 };
    struct ask a;
    struct buf b;
    bool cut = false;
    ask_init(&a, s->app.db, t->arena, &fault, db_now(s->app.db));
    a.scope.persons = &who, a.scope.persons_n = 1;
    buf_init(&b, 1 << 20);
    is_rc(t, OK, statements_of_mine(&a, "https://khue.test", who, &b, &cut));
    const char *text = arena_text_n(t->arena, b.p, b.n);
    buf_finish(&b);
    ask_done(&a);
    return text;
}

static int64_t documents_in_copy(struct test *t, struct city *s, person_id who)
{
    struct documents_told_row *row;
    struct fault fault = { 0 };
    struct ask a;
    size_t n = 0;
    ask_init(&a, s->app.db, t->arena, &fault, db_now(s->app.db));
    a.scope.persons = &who, a.scope.persons_n = 1;
    is_rc(t, OK, documents_told(&a, who, 50, &row, &n));
    ask_done(&a);
    return (int64_t)n;
}

TEST(what_was_taken_back_is_out_of_the_copy_too_before_the_job_has_run)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    is_int(t, 200, says(&p, passed_by(t, NAMED, MAIL, "mot")));
    is_int(t, 303, say_whose(t, s, s->principal, NAMED, s->an));
    (void)jobs_run_all(&s->app);
    is_int(t, 204, asks(&p, PUT, arena_print(t->arena, "/activities/state?activityId=http%%3A%%2F%%2Fx.vn%%2Fmot&stateId=dang-hoc&agent=%s", encoded(t, MAIL)), "", "trang 7", NULL));
    has_text(t, "an@x.vn", copy_of(t, s, s->an));
    is_int(t, 1, documents_in_copy(t, s, s->an));
    is_int(t, 303, take_back(t, s, s->principal));
    lacks_text(t, "an@x.vn", copy_of(t, s, s->an));
    is_int(t, 0, documents_in_copy(t, s, s->an));
    loop_close(&p.l);
    city_close(s);
}

TEST(an_account_is_taken_back_also_from_somebody_whose_row_was_folded_into_another)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    const char *none;
    is_int(t, 200, says(&p, passed_by(t, NAMED, MAIL, "mot")));
    is_int(t, 303, say_whose(t, s, s->principal, NAMED, s->an));
    (void)jobs_run_all(&s->app);
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE member SET person_id = %lld WHERE person_id = %lld", (long long)s->dung.v, (long long)s->an.v), &none));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE person SET merged_into = %lld WHERE id = %lld", (long long)s->dung.v, (long long)s->an.v), &none));
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->principal, PAGE, &r));
    has_text(t, "…@x.vn", r.body);
    is_int(t, 303, take_back(t, s, s->principal));
    (void)jobs_run_all(&s->app);
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM outside_person"));
    loop_close(&p.l);
    city_close(s);
}

TEST(an_account_is_shown_so_that_who_has_it_knows_it_again)
{
    const char *where;
    is_text(t, "an…@x.vn", agent_hint(t->arena, agent_text(t->arena, "mbox", "mailto:anh.dang@x.vn", NULL)));
    is_text(t, "12…", agent_hint(t->arena, agent_text(t->arena, "account", "12345", "https://moodle.example")));
    is_text(t, "12345", agent_words(t->arena, agent_text(t->arena, "account", "12345", "https://moodle.example"), &where));
    is_text(t, "https://moodle.example", where);
    is_text(t, "https://me.example/", agent_words(t->arena, agent_text(t->arena, "openid", "https://me.example/", NULL), &where));
    is_true(t, agent_of(t->arena, json_read(t->arena, "{\"objectType\":\"Group\",\"member\":[]}")) == NULL);
}

#define OTHER "{\"mbox\":\"mailto:an.tran@y.vn\"}"
#define UUID(n) "33333333-2222-4333-8444-5555555556" n

static int64_t ends_joining(struct test *t, struct city *s, const char *account)
{
    char id[ID_TEXT_SIZE];
    id_text(rows_of(t, s, arena_print(t->arena, "SELECT id FROM outside_known WHERE ended_at IS NULL AND agent LIKE '%%%s%%'", account)), id);
    return city_post(t, s, s->principal, PAGE "/bo", arena_print(t->arena, "noi=%s&rev=1", id), NULL);
}
static int64_t of_class(struct test *t, struct city *s) { return rows_of(t, s, "SELECT count(*) FROM outside_statement WHERE class_ref IS NOT NULL"); }

/* A tool knows An by two addresses: what one told of the other stays hers while either is joined. */
TEST(what_names_two_accounts_of_one_person_stays_theirs_while_one_of_them_is_joined)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    const char *taught = "{\"id\":\"" UUID("03") "\",\"actor\":" MAIL ",\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/passed\"},\"object\":{\"id\":\"http://x.vn/chung\",\"definition\":{\"name\":{\"vi\":\"Bài chung\"}}},"
                         "\"context\":{\"instructor\":" OTHER "}}";
    is_int(t, 200, says(&p, passed_by(t, UUID("01"), MAIL, "mot")));
    is_int(t, 200, says(&p, passed_by(t, UUID("02"), OTHER, "hai")));
    is_int(t, 200, says(&p, taught));
    is_int(t, 303, say_whose(t, s, s->principal, UUID("02"), s->an));
    is_int(t, 303, say_whose(t, s, s->principal, UUID("01"), s->an));
    (void)jobs_run_all(&s->app);
    is_int(t, 200, says(&p, passed_by(t, UUID("04"), "{\"objectType\":\"Group\",\"member\":[" MAIL "," OTHER "]}", "nhom")));      /* both, told after */
    has_text(t, "Bài chung", journey_of(t, s, s->an));
    is_int(t, 3, of_class(t, s));
    agrees(t, s);
    is_int(t, 303, ends_joining(t, s, "mailto:an@x.vn"));
    has_text(t, ", có nhắc tới An", journey_of(t, s, s->an));                                   /* in that very commit; who did it is somebody else by now */
    lacks_text(t, "Bài chung", journey_of(t, s, s->an));
    has_text(t, "Bài nhom", journey_of(t, s, s->an));
    lacks_text(t, "Bài mot", journey_of(t, s, s->an));
    (void)jobs_run_all(&s->app);
    has_text(t, ", có nhắc tới An", journey_of(t, s, s->an));
    has_text(t, "Bài nhom", journey_of(t, s, s->an));
    has_text(t, "Bài hai", journey_of(t, s, s->an));
    lacks_text(t, "Bài mot", journey_of(t, s, s->an));
    is_int(t, 1, rows_of(t, s, "SELECT count(*) FROM outside_statement WHERE kind = 'stranger'"));
    is_int(t, 1, of_class(t, s));                                                               /* who did the third is nobody by now: she taught it */
    agrees(t, s);
    is_int(t, 303, ends_joining(t, s, "an.tran@y.vn"));
    lacks_text(t, ", có nhắc tới An", journey_of(t, s, s->an));
    (void)jobs_run_all(&s->app);
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM outside_person"));
    is_int(t, 4, rows_of(t, s, "SELECT count(*) FROM outside_statement WHERE kind = 'stranger' AND class_ref IS NULL"));
    agrees(t, s);
    loop_close(&p.l);
    city_close(s);
}

TEST(the_first_account_is_taken_back_as_well_as_the_second)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    is_int(t, 200, says(&p, passed_by(t, UUID("01"), MAIL, "mot")));
    is_int(t, 200, says(&p, passed_by(t, UUID("02"), OTHER, "hai")));
    is_int(t, 303, say_whose(t, s, s->principal, UUID("01"), s->an));
    is_int(t, 303, say_whose(t, s, s->principal, UUID("02"), s->an));
    (void)jobs_run_all(&s->app);
    for (int i = 0; i < 70; i++)                                                                /* more than one commit takes along */
        is_int(t, 200, says(&p, passed_by(t, arena_print(t->arena, "33333333-2222-4333-8444-5555555557%02d", i), "{\"objectType\":\"Group\",\"member\":[" MAIL "," OTHER "]}", "nhom")));
    is_int(t, 72, rows_of(t, s, "SELECT count(*) FROM outside_person"));
    is_int(t, 303, ends_joining(t, s, "mailto:an@x.vn"));
    (void)jobs_run_all(&s->app);
    is_int(t, 71, rows_of(t, s, "SELECT count(*) FROM outside_person p JOIN outside_known k ON k.school_id = p.school_id AND k.id = p.known_id WHERE k.ended_at IS NULL"));
    is_int(t, 71, rows_of(t, s, "SELECT count(*) FROM outside_person"));
    agrees(t, s);
    loop_close(&p.l);
    city_close(s);
}

/* As large as a statement comes: what a closure takes apart is bounded by bytes, and the head's click never fails for it. */
TEST(large_statements_are_taken_back_in_parts)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    char *words = arena_take(t->arena, 40001);
    if (!words) return;
    memset(words, 'a', 40000), words[40000] = 0;
    is_int(t, 200, says(&p, passed_by(t, UUID("01"), MAIL, "mot")));
    is_int(t, 200, says(&p, passed_by(t, UUID("02"), OTHER, "hai")));
    is_int(t, 303, say_whose(t, s, s->principal, UUID("01"), s->an));
    is_int(t, 303, say_whose(t, s, s->principal, UUID("02"), s->an));
    (void)jobs_run_all(&s->app);
    for (int i = 0; i < 12; i++)
        is_int(t, 200, says(&p, arena_print(t->arena, "{\"id\":\"33333333-2222-4333-8444-5555555558%02d\",\"actor\":" MAIL ",\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/passed\"},\"object\":{\"id\":\"http://x.vn/dai\"},"
                                                      "\"result\":{\"response\":\"%s\"},\"context\":{\"instructor\":" OTHER "}}", i, words)));
    is_int(t, 14, rows_of(t, s, "SELECT count(*) FROM outside_person"));
    is_int(t, 303, ends_joining(t, s, "mailto:an@x.vn"));
    int64_t at_once = rows_of(t, s, "SELECT count(*) FROM outside_person WHERE part = 'about'");
    is_true(t, at_once >= 1 && at_once < 12);
    (void)jobs_run_all(&s->app);
    is_int(t, 12, rows_of(t, s, "SELECT count(*) FROM outside_person WHERE part = 'about'"));
    is_int(t, 13, rows_of(t, s, "SELECT count(*) FROM outside_person"));
    agrees(t, s);
    loop_close(&p.l);
    city_close(s);
}

TEST(what_names_our_number_beside_an_account_that_is_taken_back_stays_by_the_number)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    is_int(t, 200, says(&p, passed_by(t, UUID("01"), MAIL, "mot")));
    is_int(t, 303, say_whose(t, s, s->principal, UUID("01"), s->an));
    (void)jobs_run_all(&s->app);
    is_int(t, 200, says(&p, passed_by(t, UUID("02"), arena_print(t->arena, "{\"objectType\":\"Group\",\"member\":[" MAIL ",%s]}", account_of(t, &p, s->an)), "nhom")));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE outside_person SET known_id = (SELECT id FROM outside_known)", NULL));      /* as where the account was there first */
    is_int(t, 303, ends_joining(t, s, "mailto:an@x.vn"));
    (void)jobs_run_all(&s->app);
    has_text(t, "Bài nhom", journey_of(t, s, s->an));
    lacks_text(t, "Bài mot", journey_of(t, s, s->an));
    agrees(t, s);
    loop_close(&p.l);
    city_close(s);
}
