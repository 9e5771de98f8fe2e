/* This floor's own nightly work: what is over and kept for nobody is forgotten. */
#include "data/db.h"
#include "generated/web_queries.h"
#include "web/job_run.h"
#include "web/offline.h"

enum { AT_ONCE = 500 };
enum { KEEP_SESSION, KEEP_POST, KEEP_JOB, KEEP_FAILED, KEEP_KEY };
const struct keep web_keeps[] = {
    [KEEP_SESSION] = { .what = N_("Phiên đăng nhập đã hết"), .why = N_("Để biểu mẫu gửi muộn không mất."), .days = 1, .job = "web.tidy" },
    [KEEP_POST]    = { .what = N_("Biểu mẫu gửi lúc phiên đã hết"), .why = N_("Chờ đúng người ấy đăng nhập lại rồi gửi tiếp."), .minutes = 30, .job = "web.tidy" },
    [KEEP_JOB]     = { .what = N_("Việc máy chủ đã làm xong"), .why = N_("Để người giao việc xem kết quả."), .days = JOB_KEPT_DAYS, .job = "web.tidy" },
    [KEEP_FAILED]  = { .what = N_("Việc máy chủ làm không xong"), .why = N_("Để tìm ra vì sao và làm lại."), .days = JOB_FAILED_DAYS, .job = "web.tidy" },
    [KEEP_KEY]     = { .what = N_("Dấu của một lần bấm nút đã làm xong"), .why = N_("Bấm hai lần, hay mạng đứt rồi gửi lại, thì việc chỉ làm một lần."), .days = 60, .job = "web.tidy" },
    { .what = N_("Bản lưu của vài trang trong trình duyệt riêng của bạn"), .why = N_("Để đọc khi không có mạng; đăng xuất thì xóa ngay."), .days = COPY_DAYS, .by_browser = true },
    { .what = N_("Biểu mẫu chờ gửi, khóa trong trình duyệt mà người viết không trở lại"), .why = N_("Để không mất những gì đã ghi khi không có mạng."), .days = SEALED_DAYS, .by_browser = true },
    { 0 }
};

static rc visits_forget(struct tx *t, const instant *now, void *out)
{
    (void)out;
    try(sessions_drop_over(t, keep_before(&web_keeps[KEEP_SESSION], *now), NULL));
    return kept_posts_drop_old(t, keep_before(&web_keeps[KEEP_POST], *now), NULL);
}
CLOSURE(visits_forget, instant, void)

static rc some_jobs_forget(struct tx *t, const instant *now, int64_t *changed)
{
    return jobs_forget(t, keep_before(&web_keeps[KEEP_JOB], *now), keep_before(&web_keeps[KEEP_FAILED], *now), AT_ONCE, changed);
}
CLOSURE(some_jobs_forget, instant, int64_t)

static rc tidy(struct job *j)
{
    int64_t changed = 0;
    instant now = j->ask->now;
    try(db_tidy(j->app->db, keep_before(&web_keeps[KEEP_KEY], now), NULL));
    try(job_step(j, 1, 3));
    try(transact(j->ask, NULL, visits_forget, &now, NULL));
    try(job_step(j, 2, 3));
    do {
        try(transact(j->ask, NULL, some_jobs_forget, &now, &changed));
        try(job_step(j, 2, 3));
    } while (changed == AT_ONCE);
    return job_step(j, 3, 3);
}

const struct job_kind web_jobs[] = {
    { .name = "web.tidy", .run = tidy, .words = N_("Dọn dữ liệu đã hết hạn giữ"), .priority = JOB_LATER, .at_once = 1, .daily_at = "02:30" },
    { 0 }
};
