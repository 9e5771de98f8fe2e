/* The jobs: whom a message goes to is written down and told, a few dozen families a closure; those who have not read are reminded; what is long
** over is forgotten. A row is written once and tells once, so a job that is cut and runs again tells nobody twice ((4) of announcements.h). */
#include "access/permission.h"
#include "announcements/inside.h"
#include "base/ids.h"
#include "base/number.h"
#include "notices/notices.h"
#include "people/people.h"
#include "schools/schools.h"

enum { A_CLOSURE = 50 /* children */, SOME = 200 /* readers */ };

struct telling {
    announcement_id id;
    const struct announcement_one_row *a;
    const char *school, *path;
    day today;
    const struct pupils_of_school_to_tell_row *child; size_t n;
    const struct guardians_to_tell_row *guardian; size_t guardians;
    const struct pupils_signing_in_row *pupil; size_t pupils;
    const struct children_under_order_row *ordered; size_t orders;
    const struct staff_to_tell_row *staff; size_t staffs;
};

static rc say_new(struct tx *t, const struct telling *in, person_id to, person_id about)
{
    return notice_add(t, &(struct notice){ .to = to, .about = about, .important = in->a->must_confirm, .kind = NOTICE_KIND_SCHOOL, .path = in->path, .with = { "truong", in->school, "nhan", in->a->title },
        .words = in->a->must_confirm ? _("Lời nhắn cần xác nhận: {nhan} ({truong})") : _("Lời nhắn mới: {nhan} ({truong})") });
}

/* (3): the link alone does not say it, an order may be about another row of the same adult. */
static rc kept_away(struct ask *a, const struct telling *in, person_id adult, person_id child, bool *yes)
{
    *yes = false;
    for (size_t i = 0; i < in->orders; i++)
        if (in->ordered[i].child_id.v == child.v) return order_keeps(a, adult, child, yes);
    return OK;
}

static rc family_tell(struct tx *t, const struct telling *in, const struct pupils_of_school_to_tell_row *child)
{
    int64_t told = 0, added;
    for (size_t i = 0; i < in->guardians; i++) {
        bool away;
        if (in->guardian[i].child_id.v != child->child_id.v) continue;
        try(kept_away(t->ask, in, in->guardian[i].person_id, child->child_id, &away));
        if (away) continue;
        told++;
        try(reader_insert(t, in->id, in->guardian[i].person_id, child->child_id, ANNOUNCEMENT_SIDE_FAMILY, child->class_id, &added));
        if (added) try(say_new(t, in, in->guardian[i].person_id, child->child_id));
    }
    return family_insert(t, in->id, child->child_id, child->class_id, told, NULL);
}

static rc pupil_tell(struct tx *t, const struct telling *in, const struct pupils_of_school_to_tell_row *child)
{
    int64_t added;
    for (size_t i = 0; i < in->pupils; i++) {
        if (in->pupil[i].person_id.v != child->child_id.v) continue;
        try(reader_insert(t, in->id, child->child_id, child->child_id, ANNOUNCEMENT_SIDE_PUPIL, child->class_id, &added));
        if (added) try(say_new(t, in, child->child_id, (person_id){ 0 }));
    }
    return OK;
}

static rc tell_some(struct tx *t, const struct telling *in, void *out)
{
    (void)out;
    write_behind(t);
    for (size_t i = 0; i < in->n; i++) {
        if (in->a->to_families) try(family_tell(t, in, &in->child[i]));
        if (in->a->to_pupils) try(pupil_tell(t, in, &in->child[i]));
    }
    for (size_t i = 0; i < in->staffs; i++) {
        int64_t added;
        try(reader_insert(t, in->id, in->staff[i].person_id, in->staff[i].person_id, ANNOUNCEMENT_SIDE_STAFF, (class_id){ 0 }, &added));
        if (added) try(say_new(t, in, in->staff[i].person_id, (person_id){ 0 }));
    }
    return OK;
}
CLOSURE(tell_some, struct telling, void)

/* The pupils of the place, in one shape. */
static rc children_of(struct job *j, const struct announcement_one_row *a, class_id class_, day today, const struct pupils_of_school_to_tell_row **out, size_t *n)
{
    struct pupils_of_class_to_tell_row *in_class;
    struct pupils_of_group_to_tell_row *in_group;
    struct pupils_of_school_to_tell_row *all;
    *n = 0;
    if (!a->to_families && !a->to_pupils) return OK;
    if (!class_.v && !a->group_id.v) {
        try(pupils_of_school_to_tell(j->ask, today, &all, n));
        return *out = all, OK;
    }
    if (class_.v) try(pupils_of_class_to_tell(j->ask, class_, today, &in_class, n));
    else try(pupils_of_group_to_tell(j->ask, a->group_id, today, &in_group, n));
    all = ARENA_MANY(j->arena, struct pupils_of_school_to_tell_row, *n);
    if (!all) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        all[i] = class_.v ? (struct pupils_of_school_to_tell_row){ in_class[i].child_id, in_class[i].class_id } : (struct pupils_of_school_to_tell_row){ in_group[i].child_id, in_group[i].class_id };
    return *out = all, OK;
}

static rc some_read(struct job *j, struct telling *in)
{
    struct guardians_to_tell_row *guardian;
    struct pupils_signing_in_row *pupil;
    struct children_under_order_row *ordered;
    person_id child[A_CLOSURE];
    for (size_t i = 0; i < in->n; i++) child[i] = in->child[i].child_id;
    try(guardians_to_tell(j->ask, child, in->n, &guardian, &in->guardians));
    try(pupils_signing_in(j->ask, child, in->n, &pupil, &in->pupils));
    try(children_under_order(j->ask, child, in->n, &ordered, &in->orders));
    in->guardian = guardian, in->pupil = pupil, in->ordered = ordered;
    return OK;
}

/* What was taken back meanwhile goes to nobody more. */
static rc still_sent(struct job *j, announcement_id id, bool *yes)
{
    struct announcement_one_row now;
    try(announcement_one(j->ask, id, &now, yes));
    *yes = *yes && now.state == ANNOUNCEMENT_STATE_SENT;
    return OK;
}

/* (2): of one class, or of all whom it goes to. */
static rc reach_fix(struct job *j, struct telling *in, class_id class_)
{
    const struct pupils_of_school_to_tell_row *child = NULL;
    struct staff_to_tell_row *staff;
    size_t n;
    bool go_on = true;
    try(children_of(j, in->a, class_.v ? class_ : in->a->class_id, in->today, &child, &n));
    for (size_t done = 0; done < n && go_on; done += in->n) {
        in->child = child + done;
        in->n = n - done < A_CLOSURE ? n - done : A_CLOSURE;
        try(some_read(j, in));
        try(still_sent(j, in->id, &go_on));
        if (go_on) try(transact(j->ask, NULL, tell_some, in, NULL));
        try(job_step(j, (int64_t)(done + in->n), (int64_t)n));
    }
    if (!in->a->to_staff || class_.v || !go_on) return OK;
    in->n = 0;
    try(staff_to_tell(j->ask, in->today, &staff, &n));
    for (size_t done = 0; done < n; done += in->staffs) {
        in->staff = staff + done;
        in->staffs = n - done < SOME ? n - done : SOME;
        try(transact(j->ask, NULL, tell_some, in, NULL));
        try(job_step(j, (int64_t)(done + in->staffs), (int64_t)n));
    }
    in->staffs = 0;
    return OK;
}

/* ---- told again: a correction, or that it was taken back; reminded */

struct again { announcement_id id; study_group_id group; int64_t edition; const struct readers_behind_row *reader; size_t n; const char *words, *school, *title, *path; day today; bool remind, matters; };

static rc still_theirs(struct ask *a, const struct readers_behind_row *r, bool *yes)
{
    struct guardian_stands_row row;
    bool away;
    *yes = true;
    if (r->person_id.v == r->about_id.v) return OK;
    try(guardian_stands(a, r->about_id, r->person_id, &row, yes));
    if (!*yes) return OK;
    try(order_keeps(a, r->person_id, r->about_id, &away));
    *yes = !away;
    return OK;
}

static rc again_some(struct tx *t, const struct again *in, void *out)
{
    (void)out;
    for (size_t i = 0; i < in->n; i++) {
        const struct readers_behind_row *r = &in->reader[i];
        int64_t changed;
        bool theirs;
        if (in->remind) try(reader_reminded(t, in->id, r->person_id, r->about_id, in->today, &changed));
        else try(reader_told(t, in->id, r->person_id, r->about_id, in->edition, &changed));
        if (!changed) continue;
        try(still_theirs(t->ask, r, &theirs));
        if (theirs) try(notice_add(t, &(struct notice){ .to = r->person_id, .about = r->about_id, .important = in->matters, .kind = NOTICE_KIND_SCHOOL, .words = in->words, .with = { "truong", in->school, "nhan", in->title }, .path = in->path }));
    }
    return OK;
}
CLOSURE(again_some, struct again, void)

static rc again_tell(struct job *j, struct again *in, int64_t *all)
{
    do {
        struct readers_behind_row *reader;
        try(readers_behind(j->ask, in->id, in->edition, SOME, &reader, &in->n));
        in->reader = reader;
        if (in->n) try(transact(j->ask, NULL, again_some, in, NULL));
        try(job_step(j, *all += (int64_t)in->n, 0));
    } while (in->n == SOME);
    return OK;
}

static rc again_remind(struct job *j, struct again *in, class_id class_, int64_t *all)
{
    do {
        struct readers_to_remind_row *row;
        try(readers_to_remind(j->ask, in->id, in->edition, class_, in->group, in->today, SOME, &row, &in->n));
        struct readers_behind_row *reader = ARENA_MANY(j->arena, struct readers_behind_row, in->n);
        if (!reader) return LIMIT;
        for (size_t i = 0; i < in->n; i++) reader[i] = (struct readers_behind_row){ row[i].person_id, row[i].about_id };
        in->reader = reader;
        if (in->n) try(transact(j->ask, NULL, again_some, in, NULL));
        try(job_step(j, *all += (int64_t)in->n, 0));
    } while (in->n == SOME);
    return OK;
}

/* ---- what the jobs share */

static rc job_begin(struct job *j, struct announcement_one_row *a, struct telling *in, const char **back)
{
    struct school_face face;
    char id[ID_TEXT_SIZE];
    announcement_id msg = { job_arg(j, "msg") };
    struct whom at = { .class_id = { job_arg(j, "class") } };
    bool found;
    try(announcement_one(j->ask, msg, a, &found));
    if (!found) return NOT_FOUND;
    if (!at.class_id.v) at = (struct whom){ a->class_id, a->group_id };
    try(at.class_id.v ? job_may(j, ANNOUNCE_CLASS, "lop", at.class_id.v) : at.group.v ? job_may(j, ANNOUNCE_GROUP, "nhom", at.group.v) : job_may(j, ANNOUNCE_SCHOOL, NULL, 0));
    try(school_face(j->ask, j->school, &face));
    id_text(msg.v, id);
    *in = (struct telling){ .id = msg, .a = a, .school = face.name, .path = arena_print(j->arena, "/loi-nhan/%s", id), .today = day_of(j->ask->now) };
    *back = arena_print(j->arena, "%s/%s", told_base(j->arena, face.code, at), id);
    return OK;
}

struct told_now { announcement_id id; int64_t edition; };
static rc told_store(struct tx *t, const struct told_now *in, void *out) { return (void)out, announcement_told(t, in->id, in->edition, NULL); }
CLOSURE(told_store, struct told_now, void)

/* Those who were told of an edition before this one hear of it; then all have. */
static rc edition_told(struct job *j, const struct telling *in, int64_t *all)
{
    bool gone = in->a->state != ANNOUNCEMENT_STATE_SENT;
    struct again told = { .id = in->id, .edition = in->a->edition, .school = in->school, .title = in->a->title, .path = in->path, .today = in->today, .matters = in->a->must_confirm,
                          .words = gone ? _("Một lời nhắn đã thu hồi, mở ra để xem lí do ({truong})") : _("Đính chính lời nhắn: {nhan} ({truong})") };
    struct told_now now = { in->id, in->a->edition };
    try(again_tell(j, &told, all));
    return transact(j->ask, NULL, told_store, &now, NULL);
}

static rc tell_job(struct job *j)
{
    struct announcement_one_row a;
    struct telling in;
    const char *back;
    int64_t again = 0;
    try(job_begin(j, &a, &in, &back));
    bool gone = a.state != ANNOUNCEMENT_STATE_SENT;
    if (!gone) try(reach_fix(j, &in, (class_id){ 0 }));
    try(edition_told(j, &in, &again));
    return job_says(j, gone ? _("Đã báo là lời nhắn được thu hồi.") : _("Lời nhắn đã đến mọi người nhận."), back);
}

static rc remind_job(struct job *j)
{
    struct announcement_one_row a;
    struct telling in;
    const char *back;
    int64_t all = 0, more = 0;
    class_id class_ = { job_arg(j, "class") };
    try(job_begin(j, &a, &in, &back));
    if (a.state != ANNOUNCEMENT_STATE_SENT) return job_says(j, _("Lời nhắn đã được thu hồi, nên thôi nhắc."), back);
    try(reach_fix(j, &in, class_));                              /* who came since is told first */
    if (!class_.v || class_.v == a.class_id.v) try(edition_told(j, &in, &more));
    struct again word = { .id = in.id, .group = a.group_id, .edition = a.edition, .school = in.school, .title = a.title, .path = in.path, .today = { (int32_t)job_arg(j, "day") }, .remind = true, .matters = a.must_confirm,
                          .words = a.must_confirm ? _("{truong} nhắc: còn chờ xác nhận đã đọc “{nhan}”") : _("{truong} nhắc: còn một lời nhắn chưa đọc, “{nhan}”") };
    try(again_remind(j, &word, class_, &all));
    return job_says(j, say_kept(j->arena, _("Đã nhắc {n} người."), "n", kept_number(j->arena, all), NULL), back);
}

/* ---- retention */

const struct keep announcements_keeps[] = {
    { .what = N_("Lời nhắn, và ai đã đọc"), .why = N_("Hai năm sau khi hết hạn, để hỏi lại khi cần."), .days = 730, .job = "announcements.tidy" },
    { 0 }
};

static rc forget_some(struct tx *t, const announcement_id *id, int64_t *left)
{
    int64_t readers, families;
    try(readers_old_drop(t, *id, SOME, &readers));
    try(families_old_drop(t, *id, SOME, &families));
    *left = readers + families;
    if (*left) return OK;
    try(reminders_old_drop(t, *id, NULL));
    return announcement_old_drop(t, *id, NULL);
}
CLOSURE(forget_some, announcement_id, int64_t)

static rc tidy_job(struct job *j)
{
    struct announcements_old_row *row;
    size_t n;
    day before = { day_of(j->ask->now).n - (int32_t)announcements_keeps[0].days };
    do {
        try(announcements_old(j->ask, before, SOME, &row, &n));
        for (size_t i = 0; i < n; i++) {
            int64_t left = 1;
            job_enter_school(j, row[i].school_id);
            while (left) {
                try(job_step(j, (int64_t)i, (int64_t)n));
                try(transact(j->ask, NULL, forget_some, &row[i].id, &left));
            }
            job_enter_school(j, (school_id){ 0 });
        }
    } while (n == SOME);
    return OK;
}

const struct job_kind announcements_jobs[] = {
    [TELL_JOB]   = { .name = "announcements.tell", .run = tell_job, .words = N_("Gửi lời nhắn"), .result = N_("Mở lời nhắn"), .priority = JOB_SOON,
                     .tell = { NULL, N_("Lời nhắn “{ten}” chưa gửi hết. {vi_sao}") } },
    [REMIND_JOB] = { .name = "announcements.remind", .run = remind_job, .words = N_("Nhắc người chưa đọc"), .result = N_("Mở lời nhắn"), .priority = JOB_SOON },
    [DUE_JOB]    = { .name = "announcements.due", .run = announcements_due_job, .words = N_("Gửi lời nhắn đã hẹn giờ"), .at_once = 1, .priority = JOB_SOON, .every_min = 5, .waiting_most = 8000 /* times, of all schools */, .retry_s = 10 },
    [TIDY_JOB]   = { .name = "announcements.tidy", .run = tidy_job, .words = N_("Bỏ lời nhắn đã quá hạn giữ"), .at_once = 1, .priority = JOB_LATER, .daily_at = "02:45" },
    { 0 }
};
