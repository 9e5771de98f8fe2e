/* The pages of imports as the office, as a teacher, and as another school. */
#include "base/ids.h"
#include "roster/inside.h"
#include "roster/roster.h"
#include "test/harness/city.h"
#include "test/harness/json.h"
#include <stdlib.h>
#include <string.h>

static int upload(struct test *t, struct city *s, person_id who, const char *name, const void *p, size_t n, struct loop_reply *r)
{
    return city_upload(t, s, who, "/t/thcs/nhap", arena_print(t->arena, "nam=%s", path_to(t, "", s->thcs.year.v, "")), name, (struct bytes){ p, n }, r);
}

static const char *upload_list(struct test *t, struct city *s, const char *name)
{
    struct loop_reply r;
    size_t n;
    const char *p = file_text(t->arena, arena_print(t->arena, "test/rosters/%s", name), &n);
    if (!is_true(t, p != NULL) || !is_int(t, 303, upload(t, s, s->clerk, name, p, n, &r))) return NULL;
    return arena_text(t->arena, r.location);
}

/* Path of the import that csv became; NULL when it was refused. */
static const char *upload_text(struct test *t, struct city *s, const char *csv)
{
    struct loop_reply r;
    return is_int(t, 303, upload(t, s, s->clerk, "tay.csv", csv, strlen(csv), &r)) ? arena_text(t->arena, r.location) : NULL;
}

/* The value of a hidden field. */
static const char *hidden(struct test *t, const struct loop_reply *r, const char *name)
{
    const char *at = strstr(r->body, arena_print(t->arena, "name=\"%s\" value=\"", name));
    if (!at) return "";
    at = strstr(at, "value=\"") + 7;
    return arena_text_n(t->arena, at, strcspn(at, "\""));
}

static const char *under(struct test *t, const char *path, const char *tail) { return arena_print(t->arena, "%s%s", path, tail); }

static int take_in(struct test *t, struct city *s, const char *path, struct loop_reply *r)
{
    is_int(t, 200, city_get(t, s, s->clerk, path, r));
    const char *body = arena_print(t->arena, "rev=%s&san_sang=%s", hidden(t, r, "rev"), hidden(t, r, "san_sang"));
    return city_post(t, s, s->clerk, under(t, path, "/nhap"), body, r);
}

/* Taken in by its job, which runs right here; what its page says stays in *r. */
static void take_in_whole(struct test *t, struct city *s, const char *path, struct loop_reply *r)
{
    is_int(t, 303, take_in(t, s, path, r));
    const char *job = arena_text(t->arena, r->location);
    is_true(t, strncmp(job, "/t/thcs/viec/", 13) == 0);
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 200, city_get(t, s, s->clerk, job, r));
}

static rc tidy_ask(struct tx *t, const void *in, void *out)
{
    (void)in, (void)out;
    job_id id;
    return job_add(t, &(struct new_job){ .kind = &roster_jobs[JOB_TIDY] }, &id);
}
CLOSURE(tidy_ask, void, void)

#define HEAD "STT;Họ và tên;Ngày sinh;Giới tính;Lớp;Họ tên mẹ;SĐT mẹ\n"

TEST(every_fixture_uploads_and_shows_a_preview)
{
    static const char *const files[] = { "01_sach_mot_cot_ho_ten.xlsx", "02_xuat_kieu_vnedu.xlsx", "03_xuat_kieu_smas.xlsx", "04_ca_truong_mot_trang.xlsx",
                                         "05_utf8_bom_cham_phay.csv", "06_tcvn3_abc_tab.csv", "07_vni_phay.csv", "08a_windows1258_cham_phay.csv",
                                         "08b_utf8_nfd_phay.csv", "09_nhieu_loi.xlsx" };
    struct city *s = city_open(t);
    struct loop_reply r;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        const char *path = upload_list(t, s, files[i]);
        if (!path) continue;
        is_int(t, 200, city_get(t, s, s->clerk, path, &r));
        has_text(t, files[i], r.body);
        has_text(t, "dòng sẵn sàng", r.body);
    }
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/nhap", &r));            /* /t/:truong/nhap */
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) has_text(t, files[i], r.body);
    city_close(s);
}

TEST(the_preview_names_each_problem_and_offers_to_correct_it)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = upload_list(t, s, "09_nhieu_loi.xlsx");
    if (path) {
        is_int(t, 200, city_get(t, s, s->clerk, path, &r));                     /* /t/:truong/nhap/:lan */
        has_text(t, "Nhập 13 dòng, để lại 19 dòng", r.body);
        has_text(t, "không có trong lịch", r.body);
        has_text(t, "Hỏi một lần cho cả tệp", r.body);
        has_text(t, "-birth_date\"", r.body);
        has_text(t, arena_print(t->arena, "action=\"%s/sua\"", path), r.body);
        has_text(t, arena_print(t->arena, "formaction=\"%s/nhap\"", path), r.body);
        has_text(t, arena_print(t->arena, "href=\"%s/dong-cho.xlsx\"", path), r.body);
        const char *kept = strstr(r.body, "được giữ đến ");                      /* the rows; the file as it came ends with them */
        if (is_true(t, kept != NULL)) has_text(t, arena_print(t->arena, "\"muted\">giữ đến %.10s<", kept + strlen("được giữ đến ")), r.body);
        is_int(t, 200, city_get(t, s, s->clerk, under(t, path, "?sau=5"), &r));
        has_text(t, "6–", r.body);
    }
    city_close(s);
}

/* Where the page of an import says that it is taken back. */
static const char *undo_of(struct test *t, const struct loop_reply *r)
{
    const char *at = strstr(r->body, "/t/thcs/hoan-tac/");
    if (!at) return fail(t, "no way back"), "/";
    return arena_text_n(t->arena, at, strcspn(at, "\""));
}

TEST(a_list_is_corrected_taken_in_printed_and_undone)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = upload_text(t, s, HEAD "1;Nghiêm Bảo An;29/02/2015;Nam;6A5;Nghiêm Thị Hoa;0900417001\n2;Khuất Diệu Linh;28/02/2015;Nữ;6A5;Khuất Thị Lan;0900417002\n");
    if (!path) return city_close(s);
    is_int(t, 200, city_get(t, s, s->clerk, path, &r));
    const char *rev = hidden(t, &r, "rev"), *mine = arena_print(t->arena, "rev=%s&o-1-birth_date=28%%2F02%%2F2015", rev);
    const char *other = arena_print(t->arena, "rev=%s&o-1-birth_date=27%%2F02%%2F2015", rev);
    is_int(t, 303, city_post(t, s, s->principal, under(t, path, "/sua"), other, &r));             /* /t/:truong/nhap/:lan/sua */
    is_int(t, 303, city_post(t, s, s->principal, under(t, path, "/sua"), other, &r));             /* pressed twice: the same again */
    is_int(t, 422, city_post(t, s, s->clerk, under(t, path, "/sua"), mine, &r));                  /* both are shown */
    has_text(t, "value=\"28/02/2015\"", r.body);
    has_text(t, ">27/02/2015", r.body);
    has_text(t, "Vừa có người khác sửa", r.body);
    take_in_whole(t, s, path, &r);                                                                /* /t/:truong/nhap/:lan/nhap */
    has_text(t, "Đã nhập 2 dòng: 2 em mới", r.body);
    has_text(t, arena_print(t->arena, "href=\"%s\"", path), r.body);
    has_text(t, arena_print(t->arena, "href=\"%s/phieu\"", path), r.body);
    is_int(t, 200, city_get(t, s, s->clerk, path, &r));
    has_text(t, "2 em mới", r.body);
    has_text(t, arena_print(t->arena, "href=\"%s/phieu\"", path), r.body);
    is_int(t, 200, city_get(t, s, s->clerk, "/thong-bao", &r));
    has_text(t, "Danh sách tay.csv đã nhập xong. Tiếp theo: in phiếu đăng nhập.", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, path, &r));
    const char *undo = undo_of(t, &r);
    has_text(t, "Hoàn tác", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, under(t, path, "/phieu"), &r));                       /* /t/:truong/nhap/:lan/phieu */
    has_text(t, "6A5", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/lop", &r));
    has_text(t, "6A5", r.body);
    is_int(t, 422, city_post(t, s, s->clerk, undo, "", &r));                                      /* not without a reason */
    is_int(t, 303, city_post(t, s, s->clerk, undo, "li_do=nh%E1%BA%A7m+t%E1%BB%87p", &r));        /* /t/:truong/hoan-tac/:dot */
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/lop", &r));
    lacks_text(t, "6A5", r.body);
    is_int(t, 409, city_post(t, s, s->clerk, undo, "li_do=l%E1%BA%A7n+n%E1%BB%AFa", &r));
    city_close(s);
}

TEST(what_is_typed_before_pressing_the_other_button_is_saved_first)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = upload_text(t, s, HEAD "1;Nghiêm Bảo An;29/02/2015;Nam;6A5;;\n2;Khuất Diệu Linh;28/02/2015;Nữ;6A5;;\n");
    if (!path) return city_close(s);
    is_int(t, 303, city_post(t, s, s->clerk, under(t, path, "/nhap"), "rev=1&san_sang=1&o-1-birth_date=28%2F02%2F2015", &r));
    is_int(t, 200, city_get(t, s, s->clerk, path, &r));
    has_text(t, "Nhập 2 dòng", r.body);                                                           /* nothing is in yet */
    is_int(t, 422, city_post(t, s, s->clerk, under(t, path, "/nhap"), "rev=2&san_sang=1", &r));   /* another number than the page showed */
    has_text(t, "số dòng sẵn sàng", r.body);
    take_in_whole(t, s, path, &r);
    has_text(t, "Đã nhập 2 dòng", r.body);
    city_close(s);
}

TEST(the_office_gets_the_school_in_the_layout_of_its_list_and_each_look_is_written)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *n = "0", *path = upload_text(t, s, HEAD "1;Nghiêm Bảo An;28/02/2015;Nam;6A5;Nghiêm Thị Hoa;0900417001\n");
    if (!path) return city_close(s);
    take_in_whole(t, s, path, &r);
    is_int(t, 200, city_get(t, s, s->clerk, path, &r));
    has_text(t, "/danh-sach\"", r.body);
    is_int(t, 403, city_post(t, s, s->hang, under(t, path, "/danh-sach"), "", NULL));
    is_int(t, 404, city_post(t, s, s->lan, under(t, path, "/danh-sach"), "", NULL));
    is_int(t, 404, city_post(t, s, s->tuan, under(t, path, "/danh-sach"), "", NULL));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT count(*) FROM look WHERE viewer_as = 'export'", &n));
    is_text(t, "0", n);
    is_int(t, 200, city_post(t, s, s->principal, under(t, path, "/danh-sach"), "", &r));          /* POST /t/:truong/nhap/:lan/danh-sach */
    is_true(t, r.n > 1000 && memcmp(r.body, "PK", 2) == 0);
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT count(*) FROM look WHERE viewer_as = 'export' AND kind = 'contact'", &n));
    is_text(t, "4", n);                                                                           /* An, Bình, Chi and the new one */
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT count(*) FROM audit WHERE act = 'roster.layout'", &n));
    is_text(t, "1", n);                                                                           /* and the school's journal says that it left */
    city_close(s);
}

TEST(a_double_press_takes_in_once)
{
    struct city *s = city_open(t);
    struct loop_client l;
    struct loop_reply r;
    const char *path = upload_text(t, s, HEAD "2;Khuất Diệu Linh;28/02/2015;Nữ;6A5;;\n");
    if (!path) return city_close(s);
    loop_open(&l, &s->app);
    is_rc(t, OK, loop_sign_in(&l, s->clerk));
    const char *body = "rev=1&san_sang=1&_khoa=0123456789abcdef0123456789";
    is_rc(t, OK, loop_send(&l, t->arena, POST, under(t, path, "/nhap"), body, &r));
    is_int(t, 303, r.status);
    is_rc(t, OK, loop_send(&l, t->arena, POST, under(t, path, "/nhap"), body, &r));
    is_int(t, 303, r.status);
    const char *job = arena_text(t->arena, r.location);
    is_rc(t, OK, loop_send(&l, t->arena, POST, under(t, path, "/nhap"), body, &r));
    is_text(t, job, r.location);
    is_int(t, 1, jobs_run_all(&s->app));
    is_rc(t, OK, loop_send(&l, t->arena, POST, under(t, path, "/nhap"), body, &r));
    is_text(t, job, r.location);
    is_int(t, 0, jobs_run_all(&s->app));
    is_rc(t, OK, loop_send(&l, t->arena, GET, "/t/thcs/nguoi?vai=pupil", NULL, &r));
    const char *once = strstr(r.body, "Khuất Diệu Linh");
    is_true(t, once && !strstr(once + 1, "Khuất Diệu Linh"));
    loop_close(&l);
    city_close(s);
}

TEST(waiting_rows_go_back_to_excel_and_come_in_again)
{
    struct city *s = city_open(t);
    struct loop_reply r, again;
    const char *path = upload_list(t, s, "09_nhieu_loi.xlsx");
    if (!path) return city_close(s);
    is_int(t, 200, city_get(t, s, s->clerk, under(t, path, "/dong-cho.xlsx"), &r));               /* /t/:truong/nhap/:lan/dong-cho.xlsx */
    is_true(t, r.n > 1000 && memcmp(r.body, "PK", 2) == 0);
    is_int(t, 303, upload(t, s, s->clerk, "dong-cho.xlsx", r.body, r.n, &again));
    is_int(t, 200, city_get(t, s, s->clerk, arena_text(t->arena, again.location), &r));
    has_text(t, "Đã kiểm tra 19 dòng", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/nhap/mau.xlsx", &r));                        /* /t/:truong/nhap/mau.xlsx */
    is_int(t, 303, upload(t, s, s->clerk, "mau.xlsx", r.body, r.n, &again));                      /* the template is a list that we read */
    city_close(s);
}

TEST(a_file_that_cannot_be_read_comes_back_with_the_reason_at_its_field)
{
    static const char *const bad[] = { "không phải bảng", "", "PK\3\4 chưa phải excel", "a;b;c\n1;2;3\n" };
    struct city *s = city_open(t);
    struct loop_reply r;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        is_int(t, 422, upload(t, s, s->clerk, "x.xlsx", bad[i], strlen(bad[i]), &r));
        has_text(t, "o-tep-e", r.body);
    }
    city_close(s);
}

TEST(a_dropped_file_is_gone_and_takes_nothing_in)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = upload_text(t, s, HEAD "2;Khuất Diệu Linh;28/02/2015;Nữ;6A5;;\n");
    if (!path) return city_close(s);
    is_int(t, 303, city_post(t, s, s->clerk, under(t, path, "/bo"), "rev=1", &r));                /* /t/:truong/nhap/:lan/bo */
    is_int(t, 200, city_get(t, s, s->clerk, path, &r));
    has_text(t, "không có gì được ghi", r.body);
    is_int(t, 409, city_post(t, s, s->clerk, under(t, path, "/nhap"), "rev=2&san_sang=1", &r));
    is_int(t, 409, city_post(t, s, s->clerk, under(t, path, "/bo"), "rev=1", &r));
    city_close(s);
}

TEST(only_the_office_of_the_school_sees_an_import)
{
    static const char *const tails[] = { "", "/phieu", "/dong-cho.xlsx" }, *const acts[] = { "/sua", "/nhap", "/bo" };
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = upload_list(t, s, "09_nhieu_loi.xlsx");
    if (!path) return city_close(s);
    const char *foreign = arena_print(t->arena, "/t/tieu-hoc%s", path + strlen("/t/thcs"));
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        is_int(t, 403, city_get(t, s, s->hang, under(t, path, tails[i]), NULL));
        is_int(t, 403, city_get(t, s, s->an, under(t, path, tails[i]), NULL));
        is_int(t, 404, city_get(t, s, s->th_principal, under(t, path, tails[i]), NULL));
        is_int(t, 404, city_get(t, s, s->th_principal, under(t, foreign, tails[i]), NULL));
        is_int(t, 404, city_get(t, s, s->tuan, under(t, path, tails[i]), NULL));
    }
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        is_int(t, 403, city_post(t, s, s->toan, under(t, path, acts[i]), "rev=1&san_sang=13", &r));
        is_int(t, 404, city_post(t, s, s->th_principal, under(t, path, acts[i]), "rev=1&san_sang=13", &r));
    }
    is_int(t, 404, city_post(t, s, s->th_principal, under(t, foreign, "/sua"), "rev=1", &r));
    is_int(t, 404, city_post(t, s, s->th_principal, under(t, foreign, "/nhap"), "rev=1&san_sang=13", &r));
    is_int(t, 404, city_post(t, s, s->th_principal, under(t, foreign, "/bo"), "rev=1", &r));
    is_int(t, 403, city_get(t, s, s->hang, "/t/thcs/nhap", NULL));
    is_int(t, 403, city_get(t, s, s->hang, "/t/thcs/nhap/mau.xlsx", NULL));
    is_int(t, 403, upload(t, s, s->toan, "x.csv", "a;b", 3, &r));
    city_close(s);
}

TEST(while_a_list_is_taken_in_its_page_leads_to_the_job_and_offers_nothing_else)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = upload_text(t, s, HEAD "2;Khuất Diệu Linh;28/02/2015;Nữ;6A5;;\n");
    if (!path) return city_close(s);
    is_int(t, 303, take_in(t, s, path, &r));
    const char *job = arena_text(t->arena, r.location);
    is_int(t, 200, city_get(t, s, s->clerk, path, &r));
    has_text(t, arena_print(t->arena, "href=\"%s\"", job), r.body);
    lacks_text(t, "name=\"san_sang\"", r.body);
    is_int(t, 303, city_post(t, s, s->principal, under(t, path, "/nhap"), "rev=1&san_sang=1", &r));
    is_text(t, job, r.location);
    is_int(t, 303, city_post(t, s, s->clerk, under(t, job, "/thoi"), "", &r));                    /* stopped before its turn: all is as before */
    is_int(t, 200, city_get(t, s, s->clerk, path, &r));
    has_text(t, "Nhập 1 dòng", r.body);
    is_int(t, 0, jobs_run_all(&s->app));
    take_in_whole(t, s, path, &r);
    has_text(t, "Đã nhập 1 dòng", r.body);
    city_close(s);
}

TEST(a_list_that_was_changed_while_its_job_waited_is_not_taken_in)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = upload_text(t, s, HEAD "1;Nghiêm Bảo An;29/02/2015;Nam;6A5;;\n2;Khuất Diệu Linh;28/02/2015;Nữ;6A5;;\n");
    if (!path) return city_close(s);
    is_int(t, 303, city_post(t, s, s->clerk, under(t, path, "/nhap"), "rev=1&san_sang=1", &r));
    const char *job = arena_text(t->arena, r.location);
    is_int(t, 303, city_post(t, s, s->principal, under(t, path, "/sua"), "rev=2&o-1-birth_date=28%2F02%2F2015", &r));
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 200, city_get(t, s, s->clerk, job, &r));
    has_text(t, "Chưa có gì được ghi", r.body);
    has_text(t, arena_print(t->arena, "href=\"%s\"", path), r.body);
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/lop", &r));
    lacks_text(t, "6A5", r.body);
    city_close(s);
}

TEST(whoever_lost_the_office_before_the_job_ran_takes_nothing_in)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = upload_text(t, s, HEAD "2;Khuất Diệu Linh;28/02/2015;Nữ;6A5;;\n");
    if (!path) return city_close(s);
    is_int(t, 303, take_in(t, s, path, &r));
    const char *job = arena_text(t->arena, r.location);
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE member SET to_day = from_day WHERE role = 'clerk'", NULL));
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 200, city_get(t, s, s->principal, job, &r));
    has_text(t, "không còn quyền", r.body);
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/lop", &r));
    lacks_text(t, "6A5", r.body);
    city_close(s);
}

TEST(whichever_statement_of_the_job_fails_the_list_is_taken_in_once)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    bool armed = false;
    int times = 0;
    for (int n = 1; !armed && n < 400; n += 3) {
        const char *path = upload_text(t, s, arena_print(t->arena, HEAD "1;Nghiêm Bảo %s;28/02/2015;Nam;6A5;;\n", n % 2 ? "Anh" : "An"));
        if (!path || city_get(t, s, s->clerk, path, &r) != 200) break;
        is_int(t, 303, city_post(t, s, s->clerk, under(t, path, "/nhap"), arena_print(t->arena, "rev=%s&san_sang=%s", hidden(t, &r, "rev"), hidden(t, &r, "san_sang")), &r));
        const char *job = arena_text(t->arena, r.location);
        db_fail_after(n);
        jobs_run_all(&s->app);
        armed = db_fail_armed();
        db_fail_after(0);
        db_set_clock(s->app.db, (opt_instant){ true, { db_now(s->app.db).ms + 3600000 } });
        is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE job SET state = 'waiting' WHERE state = 'running'", NULL));
        jobs_run_all(&s->app);
        is_int(t, 200, city_get(t, s, s->clerk, job, &r));
        has_text(t, "Đã nhập 1 dòng", r.body);
        is_int(t, 200, city_get(t, s, s->clerk, path, &r));
        is_int(t, 303, city_post(t, s, s->clerk, undo_of(t, &r), "li_do=th%E1%BB%AD", &r));
        times++;
    }
    is_true(t, armed && times > 3);
    city_close(s);
}

TEST(texts_whose_days_are_over_are_forgotten_at_night_in_every_school)
{
    struct city *s = city_open(t);
    const char *left = NULL;
    if (!upload_list(t, s, "09_nhieu_loi.xlsx")) return city_close(s);
    db_set_clock(s->app.db, (opt_instant){ true, { db_now(s->app.db).ms + (30 + 1) * 86400000LL } });
    if (!upload_list(t, s, "02_xuat_kieu_vnedu.xlsx")) return city_close(s);
    s->ask->now = db_now(s->app.db);
    s->ask->scope = (struct scope){ 0 };
    is_rc(t, OK, transact(s->ask, NULL, tidy_ask, NULL, NULL));
    is_int(t, 1, jobs_run_all(&s->app));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT count(*) FROM roster_line", &left));
    is_text(t, "30", left);                                            /* those of the file that still waits */
    city_close(s);
}

TEST(what_a_list_kept_besides_ends_with_its_days)
{
    struct city *s = city_open(t);
    const char *n = NULL;
    struct loop_reply r;
    if (!upload_list(t, s, "03_xuat_kieu_smas.xlsx")) return city_close(s);
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT id FROM roster_import", &n));
    const char *path = path_to(t, "/t/thcs/nhap/", atoll(n), "");
    take_in_whole(t, s, path, &r);
    for (int past = 399; past <= 401; past += 2) {
        db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + past * 86400000LL } });
        is_rc(t, OK, transact(s->ask, NULL, tidy_ask, NULL, NULL));
        jobs_run_all(&s->app);
        is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT CASE WHEN count(*) > 0 THEN 'kept' ELSE 'gone' END FROM roster_kept WHERE kept <> ''", &n));
        is_text(t, past < 400 ? "kept" : "gone", n);
    }
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT CASE WHEN count(*) > 0 THEN 'there' ELSE 'none' END FROM roster_kept", &n));
    is_text(t, "there", n);                                                   /* where they stood */
    city_close(s);
}
