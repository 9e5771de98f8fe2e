/* The job that says a piece of news to everybody of the school: a few hundred people a closure, each under a key of its own, so that
** nobody hears twice when it runs again ((3) of news.h). What was withdrawn meanwhile is said to nobody more. */
#include "access/permission.h"
#include "base/ids.h"
#include "base/number.h"
#include "generated/news_queries.h"
#include "news/inside.h"
#include "notices/notices.h"
#include "schools/schools.h"

enum { A_CLOSURE = 200, PEOPLE_MOST = 50000 };

struct telling { news_id id; const struct people_to_tell_row *person; size_t n; const char *school, *title, *path; };
static rc tell_some(struct tx *t, const struct telling *in, void *out)
{
    (void)out;
    write_behind(t);
    struct notice_to *to = ARENA_MANY(t->ask->arena, struct notice_to, in->n);
    if (!to) return LIMIT;
    for (size_t i = 0; i < in->n; i++) to[i] = (struct notice_to){ .person = in->person[i].person_id };
    try(notice_add_many(t, &(struct notice){ .kind = NOTICE_KIND_SCHOOL, .words = _("Tin mới: {tin} ({truong})"), .with = { "truong", in->school, "tin", in->title }, .path = in->path }, to, in->n));
    return news_told(t, in->id, (int64_t)in->n, NULL);
}
CLOSURE(tell_some, struct telling, void)

static rc tell_job(struct job *j)
{
    struct news_one_row news;
    struct school_face face;
    struct people_to_tell_row *person;
    size_t n;
    bool open;
    char text[ID_TEXT_SIZE];
    news_id id = { job_arg(j, "news") };
    id_text(id.v, text);
    struct telling in = { .id = id, .path = arena_print(j->arena, "/tin/%s", text) };
    try(school_face(j->ask, j->school, &face));
    try(setting_bool(j->ask, &news_settings[NEWS_OPEN], &open));
    if (!open) return job_says(j, _("Nhà trường đã tắt phần tin, nên thôi báo."), NULL);
    try(people_to_tell(j->ask, (person_id){ 0 }, day_of(j->ask->now), PEOPLE_MOST, &person, &n));
    for (size_t done = 0; done < n; done += in.n) {
        try(news_one(j->ask, id, &news));
        if (news.state != NEWS_STATE_PUBLISHED) return job_says(j, _("Tin đã được gỡ, nên thôi báo."), NULL);
        in.person = person + done;
        in.n = n - done < A_CLOSURE ? n - done : A_CLOSURE;
        in.school = face.name;
        in.title = news.title;
        try(transact(j->ask, job_key(j, arena_print(j->arena, "tell%zu", done)), tell_some, &in, NULL));
        try(job_step(j, (int64_t)(done + in.n), (int64_t)n));
    }
    return job_says(j, say_kept(j->arena, _("Đã báo cho {n} người."), "n", kept_number(j->arena, (int64_t)n), NULL), arena_print(j->arena, "/t/%s/tin-bai", face.code));
}

const struct job_kind news_jobs[] = {
    [NEWS_TELL_JOB] = { .name = "news.tell", .run = tell_job, .words = N_("Báo tin"), .may = NEWS_WRITE, .priority = JOB_USUAL, .at_once = 1 },
    { 0 }
};
