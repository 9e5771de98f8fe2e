/* Keeping house at night: what is over ends, bytes of what ended are dropped, blobs that nobody names are swept.
** What stays true: a blob goes only after the commit that took its last name away, and a day later at the earliest. */
#include "files/inside.h"
#include "generated/files_queries.h"
#include "web/job.h"

enum { AT_ONCE = 100, DAY_S = 24 * 3600 };

/* ---- days are over */

static rc expire(struct tx *t, const void *in, void *out)
{
    (void)in, (void)out;
    return files_expire(t, day_of(t->now), NULL);
}
CLOSURE(expire, void, void)

/* ---- bytes are dropped */

struct dropping { struct files_to_drop_row *file; struct person_files_to_drop_row *mine; size_t n; };

static rc drop_files(struct tx *t, const struct dropping *in, void *out)
{
    (void)out;
    for (size_t i = 0; i < in->n; i++) {
        int64_t changed;
        try(file_dropped(t, in->file[i].school_id, in->file[i].id, &changed));
        if (changed == 0) continue;
        try(file_blobs_drop(t, in->file[i].id.v, NULL));
        try(shelf_give(t, in->file[i].school_id, in->file[i].size, NULL));
    }
    return OK;
}
CLOSURE(drop_files, struct dropping, void)

static rc drop_mine(struct tx *t, const struct dropping *in, void *out)
{
    (void)out;
    for (size_t i = 0; i < in->n; i++) {
        int64_t changed;
        try(person_file_dropped(t, in->mine[i].id, &changed));
        if (changed == 0) continue;
        try(file_blobs_drop(t, in->mine[i].id.v, NULL));
        try(person_shelf_give(t, in->mine[i].person_id, in->mine[i].size, NULL));
    }
    return OK;
}
CLOSURE(drop_mine, struct dropping, void)

static rc drop_of_use(struct ask *a, const struct file_use *use, int64_t *dropped)
{
    instant before = { a->now.ms - use->keep_days * DAY_S * 1000LL };
    struct dropping d;
    do {
        try(files_to_drop(a, use->name, before, AT_ONCE, &d.file, &d.n));
        if (d.n) try(transact(a, NULL, drop_files, &d, (void *)NULL));
        *dropped += (int64_t)d.n;
    } while (d.n == AT_ONCE);
    do {
        try(person_files_to_drop(a, use->name, before, AT_ONCE, &d.mine, &d.n));
        if (d.n) try(transact(a, NULL, drop_mine, &d, (void *)NULL));
        *dropped += (int64_t)d.n;
    } while (d.n == AT_ONCE);
    return OK;
}

/* ---- blobs are swept */

static rc named(void *arg, const uint8_t hash[32], bool *known)
{
    struct blob_named_row row;
    return blob_named(arg, (struct bytes){ hash, 32 }, &row, known);
}

rc files_tidy(struct app *app, struct ask *a, struct files_tidied *out)
{
    struct blob_swept swept;
    *out = (struct files_tidied){ 0 };
    try(transact(a, NULL, expire, (void *)NULL, (void *)NULL));
    for (const struct file_use *use; (use = file_use_at(app, out->uses)); out->uses++)
        try(drop_of_use(a, use, &out->dropped));
    a->no_snapshot = true;                          /* it may take minutes, and must hear of rows that are new */
    try(blobs_sweep(app, a, named, a, &swept));
    out->blobs = swept.blobs, out->bytes = swept.bytes, out->swept = swept.gone + swept.temporary;
    return OK;
}

static rc tidy_job(struct job *j)
{
    struct files_tidied done;
    return files_tidy(j->app, j->ask, &done);
}

/* Beside the days of each use, which the page shows by itself. */
const struct keep files_keeps[] = {
    { .what = N_("Bản lưu trên đĩa mà không tệp nào còn dùng"), .why = N_("Chờ những lần tải lên còn dở; rồi đêm sau xóa hẳn."), .days = 1, .job = "files.tidy" }, { 0 }
};

const struct job_kind files_jobs[] = {
    { .name = "files.tidy", .run = tidy_job, .words = N_("Dọn tệp đã hết hạn"), .priority = JOB_LATER, .daily_at = "02:50" }, { 0 }
};
