/* The job that makes the file, what may be seen of it, and the kinds of change. Order: the school is read, the looks are written, then
** the file with its line of the journal in one closure (4). */
#include "access/access.h"
#include "base/ids.h"
#include "base/number.h"
#include "consent/consent.h"
#include "oneroster/inside.h"
#include "schools/schools.h"

enum { LOOKS_A_CLOSURE = 300 };

const struct act oneroster_acts[] = {
    [ACT_ASK] = { "oneroster.ask", N_("giao xuất danh sách cho {vat}") },
    [ACT_OUT] = { "oneroster.out", N_("xuất danh sách ra tệp {vat}") },
    { NULL, NULL },
};

/* Who made it, as long as they may: nobody else gets the bytes whose looks are theirs. */
static rc zip_see(struct ctx *c, const struct file_face *f)
{
    return f->by.v == c->who->person.v && may(c, ROSTER_EXPORT, NULL, 0) ? OK : DENIED;
}

const struct file_use oneroster_files[] = {
    { ONEROSTER_ZIP, N_("Danh sách theo chuẩn OneRoster"), FILE_AS_SENT, "application/zip", 32 << 20, .keep_days = 0, .live_days = 7, .see = zip_see }, { 0 }
};

/* ---- looks */

struct looks_out { const person_id *pupil; size_t n; bool phones; };

static rc looks_store(struct tx *t, const struct looks_out *in, void *out)
{
    (void)out;
    try(access_recheck(t, ROSTER_EXPORT, NULL, 0));
    write_behind(t);
    try(looks_add(t, in->pupil, in->n, LOOK_KIND_PROFILE, "export"));
    return in->phones ? looks_add(t, in->pupil, in->n, LOOK_KIND_CONTACT, "export") : OK;
}
CLOSURE(looks_store, struct looks_out, void)

static rc looks_write(struct job *j, const struct left_out *left, bool phones)
{
    for (size_t done = 0; done < left->pupils; done += LOOKS_A_CLOSURE) {
        struct looks_out in = { left->pupil + done, left->pupils - done < LOOKS_A_CLOSURE ? left->pupils - done : LOOKS_A_CLOSURE, phones };
        try(transact(j->ask, NULL, looks_store, &in, NULL));         /* again after a stop: another quarter hour is another look */
        try(job_step(j, (int64_t)(done + in.n), (int64_t)left->pupils + 1));
    }
    return OK;
}

/* ---- the file */

struct file_out { const struct blob_taken *taken; const struct left_out *left; const struct leaving_out *in; person_id by; int64_t quota; };

static const char *number_of(struct tx *t, int64_t n) { return arena_print(t->ask->arena, "%lld", (long long)n); }

static rc file_store(struct tx *t, const struct file_out *in, void *out)
{
    (void)out;
    file_id id;
    struct new_file file = { .taken = in->taken, .about = in->by.v, .by = in->by, .quota = in->quota };
    try(access_recheck(t, ROSTER_EXPORT, NULL, 0));
    try(files_end(t, ONEROSTER_ZIP, in->by.v, in->by));              /* the former one of the same person: lists grow old */
    try(file_add(t, &file, &id));
    return audit_add(t, &(struct change){ .act = &oneroster_acts[ACT_OUT], .kind = "file", .id = id.v, .name = in->taken->name, .by = in->by,
        WAS({ N_("Số em"), NULL, number_of(t, (int64_t)in->left->pupils), KEPT_AS_IS }, { N_("Thầy cô và nhân viên"), NULL, number_of(t, in->left->staff), KEPT_AS_IS },
            { N_("Phụ huynh"), NULL, number_of(t, in->left->guardians), KEPT_AS_IS }, { N_("Kèm số điện thoại"), NULL, in->in->phones ? N_("có") : N_("không"), KEPT_AS_WORDS }) });
}
CLOSURE(file_store, struct file_out, void)

static const char *left_words(struct job *j, const struct left_out *left)
{
    struct arena *a = j->arena;
    const char *words = say_kept(a, _("Tệp có {em} em, {thay} thầy cô và nhân viên, {ph} phụ huynh."), "em", kept_number(a, (int64_t)left->pupils),
                                 "thay", kept_number(a, left->staff), "ph", kept_number(a, left->guardians), NULL);
    if (left->restricted) words = arena_print(a, "%s%s", words, say_kept(a, _("{n} người đang hạn chế sử dụng dữ liệu nên không có trong tệp."), "n", kept_number(a, left->restricted), NULL));
    if (left->withheld == 0) return words;
    return arena_print(a, "%s%s", words, say_kept(a, _("{n} em có quyết định đang có hiệu lực: phụ huynh của các em ấy không có trong tệp."), "n", kept_number(a, left->withheld), NULL));
}

static rc zip_keep(struct job *j, const struct leaving_out *in, const struct left_out *left)
{
    struct blob_taken taken;
    char day_text[DAY_TEXT_SIZE];
    const char *name = arena_print(j->arena, "oneroster-%s-%s.zip", in->school_code, day_iso(day_of(j->ask->now), day_text));
    struct file_given given = { ONEROSTER_ZIP, "tep", { name, "application/zip", left->zip.p, left->zip.n } };
    try(file_take(j->app, j->ask, &given, &taken));
    struct file_out file = { .taken = &taken, .left = left, .in = in, .by = j->by, .quota = quota_of_school(j->app) };
    return transact(j->ask, job_key(j, "file"), file_store, &file, NULL);
}

static rc out_job(struct job *j)
{
    struct school_face face;
    struct left_out left;
    bool did;
    try(school_face(j->ask, j->school, &face));
    const char *path = arena_print(j->arena, "/t/%s/xuat", face.code);
    try(job_did(j, "file", &did));
    if (did) return job_says(j, _("Tệp đã có."), path);              /* a former attempt made it and ended before it could say so */
    struct leaving_out in = { .school = j->school, .school_code = face.code, .school_name = face.name, .guardians = job_arg(j, "guardians") != 0,
                              .phones = job_arg(j, "guardians") != 0 && job_arg(j, "phones") != 0 };
    try(roster_out(j->ask, &in, &left));
    try(looks_write(j, &left, in.phones));
    try(zip_keep(j, &in, &left));
    return job_says(j, left_words(j, &left), path);
}

const struct job_kind oneroster_jobs[] = {
    [JOB_OUT] = { .name = "oneroster.out", .run = out_job, .words = N_("Xuất danh sách"), .result = N_("Lấy tệp"), .may = ROSTER_EXPORT, .at_once = 1, .priority = JOB_SOON,
                  .tell = { N_("Tệp danh sách cho {ten} đã xong."), N_("Tệp danh sách cho {ten} chưa xong. {vi_sao}") } },
    { 0 }
};
