/* Slips of the whole school: made by a job, sealed until they are printed. In the city: An, Bình and Hoa of 6A1, Chi of 6A2;
** Tuấn has a child in another school too, which brought him in. */
#include "access/slips.h"
#include "base/ids.h"
#include "people/people.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

static const char *count_of(struct test *t, struct city *s, const char *sql)
{
    const char *text = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &text));
    return text ? text : "";
}

/* Queued by the clerk and run; *r is the page of the job. */
static const char *made(struct test *t, struct city *s, const char *body, struct loop_reply *r)
{
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/phieu", body, r));                                   /* /t/:truong/phieu */
    const char *job = arena_text(t->arena, r->location);
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 200, city_get(t, s, s->clerk, job, r));
    return job;
}

/* Path behind the n-th button "Mở trang in". */
static const char *sheet(struct test *t, struct city *s, int n)
{
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/phieu", &r));
    const char *at = r.body;
    for (int i = 0; at && i <= n; i++)
        at = (at = strstr(at, "action=\"/t/thcs/phieu/0")) ? at + 8 : NULL;
    return at ? arena_text_n(t->arena, at, strcspn(at, "\"")) : "";
}

/* The first code on a page of slips. */
static const char *code_on(struct test *t, const char *page)
{
    const char *at = strstr(page, "class=\"code\"");
    at = at ? strstr(at, "<b>") : NULL;
    return at ? arena_text_n(t->arena, at + 3, strcspn(at + 3, "<")) : "";
}

static int typed(struct test *t, struct city *s, const char *code)
{
    return city_post(t, s, (person_id){ 0 }, "/ma", arena_print(t->arena, "ma=%s", code), NULL);
}

static void later(struct city *s, int64_t ms) { db_set_clock(s->app.db, (opt_instant){ true, { db_now(s->app.db).ms + ms } }); }

static rc tidy_ask(struct tx *t, const void *in, void *out)
{
    (void)in, (void)out;
    job_id id;
    return job_add(t, &(struct new_job){ .kind = &access_jobs[1] }, &id);
}
CLOSURE(tidy_ask, void, void)

static void tidied(struct test *t, struct city *s)
{
    s->ask->scope = (struct scope){ 0 };
    s->ask->now = db_now(s->app.db);
    is_rc(t, OK, transact(s->ask, NULL, tidy_ask, NULL, NULL));
    is_int(t, 1, jobs_run_all(&s->app));
}

TEST(the_office_makes_slips_of_all_classes_prints_them_one_by_one_and_they_open)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/phieu", &r));
    has_text(t, "<b>5</b> học sinh và phụ huynh", r.body);
    made(t, s, "", &r);
    has_text(t, "Đã làm 4 phiếu của 2 lớp", r.body);
    has_text(t, "href=\"/t/thcs/phieu\"", r.body);
    const char *first = sheet(t, s, 0), *second = sheet(t, s, 1);
    is_int(t, 200, city_post(t, s, s->clerk, first, "", &r));                                              /* /t/:truong/phieu/:to */
    has_text(t, "Nguyễn Thị Hoa", r.body);
    lacks_text(t, "Trần Quốc Tuấn", r.body);
    const char *an = code_on(t, r.body);
    is_int(t, 11, strlen(an));
    is_int(t, 200, city_post(t, s, s->principal, first, "", &r));                                          /* until it is printed: again */
    has_text(t, an, r.body);
    is_int(t, 303, typed(t, s, an));
    is_int(t, 200, city_post(t, s, s->clerk, first, "", &r));
    lacks_text(t, an, r.body);                                                                             /* used up: on no slip any more */
    is_int(t, 200, city_post(t, s, s->clerk, second, "", &r));
    has_text(t, "class=\"code\"", r.body);
    is_text(t, "4", count_of(t, s, "SELECT count(DISTINCT subject_id) FROM look"));
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/phieu/xong", "", &r));                               /* /t/:truong/phieu/xong */
    is_text(t, "0", count_of(t, s, "SELECT count(*) FROM slip_sheet WHERE sealed IS NOT NULL"));
    is_int(t, 404, city_post(t, s, s->clerk, second, "", &r));
    city_close(s);
}

#define ALL "/t/thcs/phieu/tat-ca"                                                                          /* /t/:truong/phieu/tat-ca */

static int times(const char *page, const char *what)
{
    int n = 0;
    for (const char *at = page; (at = strstr(at, what)); at++) n++;
    return n;
}

TEST(one_press_opens_the_slips_of_all_classes_each_class_on_a_sheet_of_its_own)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->clerk, ALL, "", &r));                                                /* nothing waits */
    made(t, s, "", &r);
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/phieu", &r));
    has_text(t, "action=\"" ALL "\"", r.body);
    is_int(t, 3, times(r.body, "Mở trang in") + times(r.body, "In phiếu của mọi lớp"));                  /* class by class is still there */
    is_int(t, 200, city_post(t, s, s->clerk, ALL, "", &r));
    is_int(t, 2, times(r.body, "<section class=\"slips-of\">"));
    is_int(t, 4, times(r.body, "class=\"code\""));
    has_text(t, "<h2>Lớp 6A1", r.body);
    has_text(t, "Nguyễn Thị Hoa", r.body);
    lacks_text(t, "Mở bản in tiếp theo", r.body);
    is_text(t, "4", count_of(t, s, "SELECT count(DISTINCT subject_id) FROM look"));
    is_text(t, "2", count_of(t, s, "SELECT count(*) FROM slip_sheet WHERE shown_at IS NOT NULL"));
    const char *code = code_on(t, r.body);
    is_int(t, 200, city_post(t, s, s->principal, ALL, "", &r));                                            /* the printer jammed: again, until it is printed */
    has_text(t, code, r.body);
    is_int(t, 303, typed(t, s, code));
    is_int(t, 200, city_post(t, s, s->clerk, ALL, "", &r));
    lacks_text(t, code, r.body);
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/phieu/xong", "", &r));
    is_int(t, 303, city_post(t, s, s->clerk, ALL, "", &r));
    is_text(t, "/t/thcs/phieu", r.location);
    city_close(s);
}

TEST(what_does_not_fit_into_one_document_is_the_next_one)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    made(t, s, "", &r);
    slips_a_document = 3;
    is_int(t, 200, city_post(t, s, s->clerk, ALL, "", &r));
    is_int(t, 3, times(r.body, "class=\"code\""));
    has_text(t, "Còn 1 lớp chưa có trong bản in này", r.body);
    is_text(t, "1", count_of(t, s, "SELECT count(*) FROM slip_sheet WHERE shown_at IS NOT NULL"));
    is_text(t, "3", count_of(t, s, "SELECT count(DISTINCT subject_id) FROM look"));
    const char *at = strstr(r.body, "name=\"sau\" value=\"");
    if (is_true(t, at != NULL))
        is_int(t, 200, city_post(t, s, s->clerk, ALL, arena_print(t->arena, "sau=%.13s", at + 18), &r));
    is_int(t, 1, times(r.body, "class=\"code\""));
    lacks_text(t, "Mở bản in tiếp theo", r.body);
    slips_a_document = 1;                                                                                  /* a class is never torn */
    is_int(t, 200, city_post(t, s, s->clerk, ALL, "", &r));
    is_int(t, 3, times(r.body, "class=\"code\""));
    slips_a_document = SLIPS_A_DOCUMENT;
    city_close(s);
}

TEST(whoever_lost_the_office_while_the_slips_were_read_sees_none)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    made(t, s, "", &r);
    if (test_on_postgres()) return city_close(s), skip(t, "the trigger that ends the rights is SQLite's");
    count_of(t, s, arena_print(t->arena, "CREATE TRIGGER leaves AFTER INSERT ON request_done BEGIN UPDATE member SET to_day = from_day WHERE person_id = %lld; END", (long long)s->clerk.v));
    is_int(t, 403, city_post(t, s, s->clerk, ALL, "", &r));
    lacks_text(t, "class=\"code\"", r.body);
    is_text(t, "0", count_of(t, s, "SELECT count(*) FROM slip_sheet WHERE shown_at IS NOT NULL"));
    city_close(s);
}

TEST(only_the_office_of_the_school_makes_and_opens_its_sheets)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    made(t, s, "", &r);
    const char *path = sheet(t, s, 0), *foreign = arena_print(t->arena, "/t/tieu-hoc%s", path + strlen("/t/thcs"));
    const person_id staff[] = { s->hang, s->toan, s->an }, strangers[] = { s->th_principal, s->lan, s->tuan, s->admin };
    for (size_t i = 0; i < 3; i++) {
        is_int(t, 403, city_get(t, s, staff[i], "/t/thcs/phieu", NULL));
        is_int(t, 403, city_post(t, s, staff[i], "/t/thcs/phieu", "", NULL));
        is_int(t, 403, city_post(t, s, staff[i], path, "", NULL));
        is_int(t, 403, city_post(t, s, staff[i], ALL, "", NULL));
        is_int(t, 403, city_post(t, s, staff[i], "/t/thcs/phieu/xong", "", NULL));
    }
    for (size_t i = 0; i < 4; i++) {
        is_int(t, 404, city_get(t, s, strangers[i], "/t/thcs/phieu", NULL));
        is_int(t, 404, city_post(t, s, strangers[i], path, "", NULL));
        is_int(t, 404, city_post(t, s, strangers[i], ALL, "", NULL));
    }
    is_int(t, 404, city_post(t, s, s->th_principal, foreign, "", NULL));
    city_close(s);
}

TEST(slips_in_good_hands_are_not_replaced_unless_told_to)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    made(t, s, "", &r);
    is_int(t, 200, city_post(t, s, s->clerk, sheet(t, s, 1), "", &r));
    const char *before = code_on(t, r.body);
    made(t, s, "", &r);
    has_text(t, "Không còn ai cần phiếu", r.body);
    made(t, s, "tat_ca=1", &r);
    has_text(t, "Đã làm 4 phiếu của 2 lớp", r.body);
    is_int(t, 422, typed(t, s, before));
    city_close(s);
}

TEST(sheets_are_gone_after_a_day_and_codes_that_nobody_saw_are_void)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    made(t, s, "", &r);
    is_int(t, 200, city_post(t, s, s->clerk, sheet(t, s, 1), "", &r));                                     /* 6A2 is opened, 6A1 never */
    const char *seen = code_on(t, r.body), *path = sheet(t, s, 1);
    later(s, SHEET_HOURS * 3600000LL);
    is_int(t, 404, city_post(t, s, s->clerk, path, "", NULL));                                             /* over, whether or not anybody tidied */
    is_text(t, "2", count_of(t, s, "SELECT count(*) FROM slip_sheet WHERE sealed IS NOT NULL"));
    tidied(t, s);
    is_text(t, "0", count_of(t, s, "SELECT count(*) FROM slip_sheet WHERE sealed IS NOT NULL"));
    is_text(t, "3", count_of(t, s, "SELECT count(*) FROM one_time_code WHERE void_at IS NOT NULL"));
    is_int(t, 303, typed(t, s, seen));
    made(t, s, "", &r);
    has_text(t, "Đã làm 4 phiếu của 2 lớp", r.body);                                                       /* Chi came in, but chose no password yet */
    city_close(s);
}

static rc second_child(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    return guardian_link_open(t, s->chi, s->hoa, GUARDIAN_KIND_MOTHER);
}
CLOSURE(second_child, struct city, void)

TEST(whichever_statement_fails_everybody_gets_one_slip)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    bool armed = false;
    int times = 0;
    is_rc(t, OK, transact(s->ask, NULL, second_child, s, NULL));                                           /* Hoa has a child in both classes */
    for (int n = 1; !armed && n < 300; n += 4, times++) {
        is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/phieu", "tat_ca=1", &r));
        db_fail_after(n);
        jobs_run_all(&s->app);
        armed = db_fail_armed();
        db_fail_after(0);
        later(s, 60000);
        count_of(t, s, "UPDATE job SET state = 'waiting' WHERE state = 'running'");
        jobs_run_all(&s->app);
        is_text(t, "4", count_of(t, s, "SELECT count(*) FROM one_time_code WHERE void_at IS NULL"));
        is_text(t, "2", count_of(t, s, "SELECT count(*) FROM slip_sheet WHERE job_id = (SELECT max(id) FROM job)"));
        is_text(t, "4", count_of(t, s, "SELECT sum(slips) FROM slip_sheet WHERE job_id = (SELECT max(id) FROM job)"));
    }
    is_true(t, armed && times > 5);
    city_close(s);
}

TEST(a_sealed_sheet_opens_with_its_secret_its_school_and_its_number_only)
{
    struct city *s = city_open(t);
    struct fresh_code code[2];
    struct sealed_code *out;
    struct bytes sealed;
    size_t n;
    slip_sheet_id id = { 77 };
    for (int i = 0; i < 2; i++) is_rc(t, OK, code_make(&s->app, t->arena, i ? s->binh : s->an, &code[i]));
    is_rc(t, OK, codes_seal(&s->app, t->arena, s->thcs.id, id, code, 2, &sealed));
    is_true(t, memmem(sealed.p, sealed.n, code[0].shown, 11) == NULL);
    is_rc(t, OK, codes_unseal(&s->app, s->ask, s->thcs.id, id, sealed, &out, &n));
    is_int(t, 2, n);
    is_int(t, s->binh.v, out[1].person.v);
    is_text(t, code[1].shown, out[1].code);
    is_rc(t, CONFLICT, codes_unseal(&s->app, s->ask, s->th.id, id, sealed, &out, &n));
    is_rc(t, CONFLICT, codes_unseal(&s->app, s->ask, s->thcs.id, (slip_sheet_id){ 78 }, sealed, &out, &n));
    is_rc(t, CONFLICT, codes_unseal(&s->app, s->ask, s->thcs.id, id, (struct bytes){ sealed.p, sealed.n - 1 }, &out, &n));
    is_rc(t, CONFLICT, codes_unseal(&s->app, s->ask, s->thcs.id, id, (struct bytes){ NULL, 0 }, &out, &n));
    struct app other = s->app;
    other.secret[0] ^= 1;
    is_rc(t, CONFLICT, codes_unseal(&other, s->ask, s->thcs.id, id, sealed, &out, &n));
    city_close(s);
}

TEST(slips_of_the_whole_school_are_one_line_of_the_journal_and_one_act_to_take_back)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *at;
    made(t, s, "", &r);
    is_text(t, "1", count_of(t, s, "SELECT count(*) FROM audit WHERE act = 'access.sheets'"));
    is_text(t, "0", count_of(t, s, "SELECT count(*) FROM audit WHERE act = 'access.slip'"));
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/nhat-ky", &r));
    has_text(t, "làm phiếu đăng nhập cho cả trường", r.body);
    has_text(t, "6A1, 6A2", r.body);
    is_text(t, "1", count_of(t, s, "SELECT count(*) FROM audit WHERE act = 'access.sheets' AND fields LIKE '%Số phiếu%4%' AND batch_id IS NOT NULL"));
    at = strstr(r.body, "href=\"/t/thcs/hoan-tac/0");
    if (!is_true(t, at != NULL)) return;
    const char *undo = arena_text_n(t->arena, at + 6, strcspn(at + 6, "\""));
    is_int(t, 200, city_get(t, s, s->principal, undo, &r));
    has_text(t, "Phiếu đăng nhập của cả trường", r.body);
    has_text(t, "4 phiếu chưa dùng", r.body);
    is_int(t, 200, city_post(t, s, s->clerk, sheet(t, s, 0), "", &r));
    const char *code = code_on(t, r.body);
    is_int(t, 303, city_post(t, s, s->principal, undo, "li_do=In+nh%E1%BA%A7m", &r));
    is_int(t, 422, typed(t, s, code));
    is_text(t, "0", count_of(t, s, "SELECT count(*) FROM one_time_code WHERE void_at IS NULL"));
    made(t, s, "", &r);                                                                                    /* anew: a second line, an act of its own */
    is_text(t, "2", count_of(t, s, "SELECT count(*) FROM audit WHERE act = 'access.sheets'"));
    made(t, s, "", &r);                                                                                    /* nobody needs one: nothing to tell */
    is_text(t, "2", count_of(t, s, "SELECT count(*) FROM audit WHERE act = 'access.sheets'"));
    city_close(s);
}

TEST(the_result_of_a_job_speaks_the_language_of_whoever_reads_it)
{
    struct city *s = city_open(t);
    struct loop_client l;
    struct loop_reply r;
    const char *job = made(t, s, "", &r);
    has_text(t, "Đã làm 4 phiếu của 2 lớp", r.body);
    loop_open(&l, &s->app);
    is_rc(t, OK, loop_sign_in(&l, s->principal));
    is_rc(t, OK, loop_send(&l, t->arena, POST, "/ngon-ngu", "lang=en", &r));
    is_rc(t, OK, loop_send(&l, t->arena, GET, job, NULL, &r));
    has_text(t, tr(LANG_EN, "Mở trang in phiếu"), r.body);
    has_text(t, say(t->arena, LANG_EN, "Đã làm {n} phiếu của {m} lớp. In trong 24 giờ.", "n", "4", "m", "2", NULL), r.body);
    lacks_text(t, "Đã làm", r.body);
    loop_close(&l);
    city_close(s);
}

TEST(an_address_that_only_the_server_opens_is_told_before_slips_are_printed)
{
    struct city *s = city_open(t);
    const char *class_ = path_to(t, "/t/thcs/lop/", s->a1.v, "/phieu");
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/phieu", &r));
    has_text(t, "http://localhost, chỉ máy chủ này mở được", r.body);
    is_int(t, 200, city_get(t, s, s->hang, class_, &r));
    has_text(t, "http://localhost, chỉ máy chủ này mở được", r.body);
    s->app.config.base_url = "https://khue.example.edu.vn";
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/phieu", &r));
    lacks_text(t, "chỉ máy chủ này mở được", r.body);
    city_close(s);
}
