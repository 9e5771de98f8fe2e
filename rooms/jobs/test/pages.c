/* The pages of jobs as who asked, as the office, as others, as the administrator. */
#include "test/harness/city.h"
#include "web/job_run.h"
#include <string.h>

static rc told(struct job *j)
{
    return job_says(j, "Đã làm 12 dòng.", "/t/thcs/lop");
}

static rc broken(struct job *j) { return refuse(j->ask, INVALID, 4103, "Tệp không mở được.", NULL); }

static const struct job_kind kinds[] = {
    { .name = "test.told", .run = told, .words = "Việc thử", .result = "Xem lớp" }, { .name = "test.broken", .run = broken, .words = "Việc hỏng" }, { 0 } };
static const struct job_table tables[] = { { "test", kinds }, { NULL, NULL } };

struct asked { const struct job_kind *kind; school_id school; person_id by; };

static rc ask_for(struct tx *t, const struct asked *in, job_id *out)
{
    return job_add(t, &(struct new_job){ .kind = in->kind, .school = in->school, .person = in->by, .about = "Phạm Thị Bí Mật.xlsx" }, out);
}
CLOSURE(ask_for, struct asked, job_id)

static job_id asked(struct test *t, struct city *s, const struct job_kind *kind, school_id school, person_id by)
{
    struct asked in = { kind, school, by };
    job_id id = { 0 };
    s->ask->scope = (struct scope){ 0 };
    s->app.job_tables = tables;
    is_rc(t, OK, transact(s->ask, NULL, ask_for, &in, &id));
    return id;
}

TEST(who_asked_sees_the_job_wait_and_then_its_result)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    job_id id = asked(t, s, &kinds[0], s->thcs.id, s->hang);
    const char *path = path_to(t, "/t/thcs/viec/", id.v, "");                                 /* /t/:truong/viec/:viec */
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    has_text(t, "Đang chờ đến lượt", r.body);
    has_text(t, "<noscript><meta http-equiv=\"refresh\" content=\"1\"></noscript>", r.body);
    has_text(t, "data-every=\"1\"", r.body);
    has_text(t, "data-live=\"job\"", r.body);
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    has_text(t, "Đã làm 12 dòng.", r.body);
    has_text(t, "href=\"/t/thcs/lop\">Xem lớp", r.body);
    lacks_text(t, "http-equiv=\"refresh\"", r.body);
    has_text(t, "id=\"viec\"", r.body);                                                       /* in its place by live.js, without a reload */
    lacks_text(t, "data-live=\"job\"", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, path, &r));
    is_int(t, 403, city_get(t, s, s->yen, path, NULL));
    is_int(t, 404, city_get(t, s, s->lan, path, NULL));
    city_close(s);
}

TEST(the_office_finds_the_jobs_of_its_school_and_nobody_elses)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    asked(t, s, &kinds[1], s->thcs.id, s->hang);
    jobs_run_all(&s->app);
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/viec", &r));
    has_text(t, "Việc hỏng", r.body);
    has_text(t, "Không xong", r.body);
    is_int(t, 403, city_get(t, s, s->hang, "/t/thcs/viec", NULL));
    is_int(t, 200, city_get(t, s, s->th_principal, "/t/tieu-hoc/viec", &r));
    lacks_text(t, "Việc hỏng", r.body);
    is_int(t, 404, city_get(t, s, s->th_principal, "/t/thcs/viec", NULL));
    city_close(s);
}

TEST(a_waiting_job_is_stopped_from_its_page_once)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    job_id id = asked(t, s, &kinds[0], s->thcs.id, s->hang);
    const char *path = path_to(t, "/t/thcs/viec/", id.v, ""), *stop = path_to(t, "/t/thcs/viec/", id.v, "/thoi");      /* /t/:truong/viec/:viec/thoi */
    is_int(t, 403, city_post(t, s, s->yen, stop, "", NULL));
    is_int(t, 404, city_post(t, s, s->lan, stop, "", NULL));
    is_int(t, 303, city_post(t, s, s->hang, stop, "", &r));
    is_text(t, path, r.location);
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    has_text(t, "Đã thôi việc này theo yêu cầu", r.body);
    is_int(t, 409, city_post(t, s, s->hang, stop, "", NULL));
    is_int(t, 0, jobs_run_all(&s->app));
    city_close(s);
}

TEST(the_administrator_sees_what_failed_and_why_and_runs_it_again)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    job_id id = asked(t, s, &kinds[1], s->thcs.id, s->hang);
    jobs_run_all(&s->app);
    is_int(t, 200, city_get(t, s, s->admin, "/quan-tri/viec", &r));
    has_text(t, "Tệp không mở được.", r.body);
    has_text(t, "4103", r.body);
    has_text(t, "Bình Minh", r.body);
    lacks_text(t, "Bí Mật", r.body);
    is_int(t, 403, city_get(t, s, s->principal, "/quan-tri/viec", NULL));
    is_int(t, 303, city_post(t, s, s->admin, path_to(t, "/quan-tri/viec/", id.v, "/lai"), "", NULL));       /* /quan-tri/viec/:viec/lai */
    is_int(t, 409, city_post(t, s, s->admin, path_to(t, "/quan-tri/viec/", id.v, "/lai"), "", NULL));
    is_int(t, 303, city_post(t, s, s->admin, path_to(t, "/quan-tri/viec/", id.v, "/thoi"), "", NULL));      /* /quan-tri/viec/:viec/thoi */
    is_int(t, 0, jobs_run_all(&s->app));
    is_int(t, 200, city_get(t, s, s->admin, "/quan-tri/viec?xem=cancelled", &r));
    has_text(t, "Làm lại", r.body);
    is_int(t, 200, city_get(t, s, s->admin, "/hom-nay", &r));
    has_text(t, "href=\"/quan-tri/viec\"", r.body);
    city_close(s);
}

TEST(every_kind_of_the_program_has_a_name_of_its_own_and_a_time_that_exists)
{
    static struct job_kinds all;
    struct city *s = city_open(t);
    char why[200] = "";
    is_rc(t, OK, job_kinds_read(s->app.job_tables, &all, why, sizeof why));
    is_text(t, "", why);
    is_true(t, all.n > 0);
    city_close(s);
}

TEST(a_job_of_no_school_has_a_page_for_who_asked_alone)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    job_id id = asked(t, s, &kinds[0], (school_id){ 0 }, s->hang), schools = asked(t, s, &kinds[0], s->thcs.id, s->hang);
    const char *path = path_to(t, "/viec/", id.v, ""), *stop = path_to(t, "/viec/", id.v, "/thoi");        /* /viec/:viec  /viec/:viec/thoi */
    const person_id others[] = { s->principal, s->clerk, s->yen, s->an, s->tuan, s->lan, s->admin };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        is_int(t, 404, city_get(t, s, others[i], path, NULL));
        is_int(t, 404, city_post(t, s, others[i], stop, "", NULL));
    }
    is_int(t, 303, city_get(t, s, (person_id){ 0 }, path, NULL));
    is_int(t, 404, city_get(t, s, s->hang, path_to(t, "/t/thcs/viec/", id.v, ""), NULL));
    is_int(t, 404, city_get(t, s, s->hang, path_to(t, "/viec/", schools.v, ""), NULL));
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    has_text(t, arena_print(t->arena, "action=\"%s\"", stop), r.body);
    is_int(t, 303, city_post(t, s, s->hang, stop, "", &r));
    is_text(t, path, r.location);
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    has_text(t, "Đã thôi việc này theo yêu cầu", r.body);
    city_close(s);
}

TEST(the_administrator_runs_a_nightly_job_now_and_sees_its_page)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->admin, "/quan-tri/viec", &r));
    has_text(t, "value=\"web.tidy\"", r.body);
    has_text(t, "Mỗi ngày lúc 02:30", r.body);
    has_text(t, "Cách 30 phút một lần", r.body);
    is_int(t, 403, city_post(t, s, s->principal, "/quan-tri/viec/lam-ngay", "loai=web.tidy", NULL));
    is_int(t, 404, city_post(t, s, s->admin, "/quan-tri/viec/lam-ngay", "loai=roster.intake", NULL));     /* not one that runs by itself */
    is_int(t, 303, city_post(t, s, s->admin, "/quan-tri/viec/lam-ngay", "loai=web.tidy", &r));
    const char *path = arena_text(t->arena, r.location);
    is_int(t, 303, city_post(t, s, s->admin, "/quan-tri/viec/lam-ngay", "loai=web.tidy", &r));            /* one waits at a time */
    is_text(t, path, r.location);
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 200, city_get(t, s, s->admin, path, &r));
    has_text(t, "Đã làm xong.", r.body);
    is_int(t, 200, city_get(t, s, s->admin, "/quan-tri/viec", &r));
    has_text(t, arena_print(t->arena, "href=\"%s\"", path), r.body);
    city_close(s);
}
