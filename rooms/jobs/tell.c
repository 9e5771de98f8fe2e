/* Telling who asked: a notice when a job ends, and whether they may hear of it on the way. */
#include "access/access.h"
#include "base/ids.h"
#include "jobs/jobs.h"
#include "notices/notices.h"
#include "schools/schools.h"
#include <string.h>

enum { VALUE_MOST = 400 /* a value of a notice, in bytes */, PATH_MOST = 200 };

/* One line that a notice can hold; what is longer ends with "…". */
static const char *fitted(struct arena *a, const char *text)
{
    size_t n = strlen(text);
    if (n > VALUE_MOST)
        for (n = VALUE_MOST - 3; n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80; n--) { }
    char *out = arena_take(a, n + 1);
    if (!out) return "";
    for (size_t i = 0; i < n; i++)
        out[i] = text[i] == '\t' || text[i] == '\n' ? ' ' : text[i];
    out[n] = 0;
    return text[n] ? arena_print(a, "%s…", out) : out;
}

/* The first link of a job that is done; else its own page, while who asked may see it; else their own first page. */
static rc place_of(struct tx *t, const struct job_over *over, bool seen, const char **path)
{
    struct school_face school = { .code = NULL };
    const char *link = over->state == JOB_STATE_DONE ? strchr(over->links, '\t') : NULL;
    size_t n = link ? strcspn(link + 1, "\n") : 0;
    *path = "/hom-nay";
    if (!seen) return OK;
    if (over->school.v) try(school_face(t->ask, over->school, &school));
    *path = n > 0 && n <= PATH_MOST ? arena_text_n(t->ask->arena, link + 1, n) : job_path(t->ask->arena, school.code, over->id);
    return OK;
}

/* Put into words by whoever reads it; where that is too long for a notice, already here. */
static const char *why_fitted(struct arena *a, enum lang lang, const char *kept)
{
    return fitted(a, strlen(kept) <= VALUE_MOST ? kept : say_again(a, lang, kept));
}

rc jobs_over(struct tx *t, const struct job_over *over)
{
    struct arena *a = t->ask->arena;
    bool seen, done = over->state == JOB_STATE_DONE;
    const char *path, *why = over->state == JOB_STATE_CANCELLED ? _("Có người khác đã cho thôi việc này.") : over->error;
    try(access_still_may(t->ask, over->school, over->by, JOB_READ, "viec", over->id.v, &seen));
    if (done && !seen) return OK;                           /* nothing there that they may open */
    try(place_of(t, over, seen, &path));
    return notice_add(t, &(struct notice){ .to = over->by, .kind = NOTICE_KIND_WORK, .path = path, .words = done ? over->kind->tell.done : over->kind->tell.failed,
                                           .with = { "ten", fitted(a, over->about), "vi_sao", done ? "" : why_fitted(a, over->lang, why) } });
}

rc jobs_may_hear(struct ask *a, person_id person, const char *event, const char *data, bool *yes)
{
    int64_t id;
    school_id school;
    person_id by;
    *yes = false;
    if (!str_is(event, "job") || !id_read(data, &id)) return OK;
    rc known = job_owner(a, (job_id){ id }, &school, &by);
    if (known == NOT_FOUND) return OK;
    try(known);
    return access_still_may(a, school, person, JOB_READ, "viec", id, yes);
}
