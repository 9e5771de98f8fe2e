/* Messages that go out at a time that somebody said ((8) of announcements.h): what waits is a row with its time, and the job looks at rows alone. One
** is queued for each time, and one runs every few minutes whatever happened to those; so a job that was stopped, or a house that was shut, makes it late and
** nothing else. In one closure it is sent or held, by a row that waited until then: never twice. */
#include "access/access.h"
#include "access/permission.h"
#include "announcements/inside.h"
#include "base/ids.h"
#include "notices/notices.h"
#include "schools/schools.h"

enum { DUE_AT_ONCE = 200, HEADS_MOST = 4 };

rc told_waits_fit(struct tx *t, instant at, opt_day last)
{
    day today = day_of(t->now), on = day_of(at);
    if (at.ms <= t->now.ms) return refuse_field(t->ask, "gio", 6061, _("Giờ này đã qua. Chọn giờ muộn hơn, hoặc gửi ngay."), NULL);
    if (on.n > today.n + WAIT_DAYS) return refuse_field(t->ask, "ngay", 6062, _("Hẹn trước nhiều nhất 60 ngày. Chọn ngày gần hơn."), NULL);
    if (last.has && last.v.n < on.n) return refuse_field(t->ask, "ngay", 6063, _("Lúc ấy đã qua ngày cuối của lời nhắn. Chọn sớm hơn, hoặc sửa ngày cuối."), NULL);
    return OK;
}

rc announcement_wait_until(struct tx *t, const struct announcement_plan *in)
{
    struct announcement_one_row now;
    int64_t changed;
    job_id job;
    char when[DAY_TEXT_SIZE];
    try(told_one(t->ask, in->id, &now));
    try(told_whole(t, &now));
    try(told_waits_fit(t, in->at, now.last_day));
    try(told_group_goes_on(t, now.group_id));
    try(announcement_wait(t, in->id, in->at, told_over_on(day_of(in->at), now.last_day), in->by, in->rev, &changed));
    if (changed == 0) return told_stale(t);
    try(audit_add(t, &(struct change){ .act = &announcements_acts[ACT_WAIT], .kind = "announcement", .id = in->id.v, .name = now.title,
        WAS({ N_("Giờ gửi"), NULL, arena_text(t->ask->arena, instant_show(in->at, when)), KEPT_AS_IS }) }));
    return job_add(t, &(struct new_job){ .kind = &announcements_jobs[DUE_JOB], .not_before = { true, in->at }, .once = arena_print(t->ask->arena, "announcements due %lld", (long long)in->at.ms) }, &job);
}

rc announcement_wait_end(struct tx *t, const struct announcement_step *in)
{
    struct announcement_one_row now;
    int64_t changed;
    try(told_one(t->ask, in->id, &now));
    if (now.state == ANNOUNCEMENT_STATE_SENT) return refuse(t->ask, CONFLICT, 6064, _("Lời nhắn vừa được gửi đúng giờ hẹn. Cần thì đính chính hoặc thu hồi."), NULL);
    try(announcement_wait_no_more(t, in->id, 0, (opt_instant){ 0 }, in->rev, &changed));
    if (changed == 0) return told_stale(t);
    return audit_add(t, &(struct change){ .act = &announcements_acts[ACT_UNWAIT], .kind = "announcement", .id = in->id.v, .name = now.title });
}

/* ---- its time has come */

struct coming { announcement_id id; const char *school; /* its code */ };

/* Where who wrote it reads why: on its page while they may open it, else among their own. */
static const char *held_path(struct ask *a, const struct coming *in, const struct announcement_one_row *now, enum announcement_held why, bool writer)
{
    char id[ID_TEXT_SIZE];
    id_text(in->id.v, id);
    return writer && why == ANNOUNCEMENT_HELD_RIGHT ? "/thu-nhap" : arena_print(a->arena, "%s/%s", told_base(a->arena, in->school, (struct whom){ now->class_id, now->group_id }), id);
}

static rc held_tell(struct tx *t, const struct coming *in, const struct announcement_one_row *now, enum announcement_held why)
{
    static const char *const words[] = {
        [ANNOUNCEMENT_HELD_RIGHT] = N_("Lời nhắn “{nhan}” hẹn gửi lúc {luc} chưa gửi: {ai} không còn quyền nhắn nơi này. Lời nhắn là bản nháp; văn phòng trường xem và gửi được."),
        [ANNOUNCEMENT_HELD_DAY]   = N_("Lời nhắn “{nhan}” hẹn gửi lúc {luc} của {ai} chưa gửi: ngày cuối đã qua. Lời nhắn là bản nháp, sửa ngày cuối rồi gửi."),
        [ANNOUNCEMENT_HELD_GROUP] = N_("Lời nhắn “{nhan}” hẹn gửi lúc {luc} của {ai} chưa gửi: nhóm đã kết thúc. Lời nhắn là bản nháp.") };
    struct member_line *head;
    struct writer_name_row name;
    char when[DAY_TEXT_SIZE];
    size_t heads;
    bool found;
    try(writer_name(t->ask, now->send_by, &name, &found));
    try(members_of_role(t->ask, MEMBER_ROLE_PRINCIPAL, (member_id){ 0 }, HEADS_MOST, &head, &heads));
    struct notice one = { .kind = NOTICE_KIND_WORK, .important = true, .words = words[why],
                          .with = { "nhan", now->title, "luc", arena_text(t->ask->arena, instant_show(now->send_at.v, when)), "ai", found ? name.name : _("người hẹn") } };
    person_id writer[2] = { now->send_by, now->written_by };
    for (size_t i = 0; i < (writer[0].v == writer[1].v ? 1u : 2u); i++) {
        one.to = writer[i], one.path = held_path(t->ask, in, now, why, true);
        try(notice_add(t, &one));
    }
    for (size_t i = 0; i < heads; i++) {
        if (head[i].person.v == writer[0].v || head[i].person.v == writer[1].v) continue;
        one.to = head[i].person, one.path = held_path(t->ask, in, now, why, false);
        try(notice_add(t, &one));
    }
    return OK;
}

static rc hold(struct tx *t, const struct coming *in, const struct announcement_one_row *now, enum announcement_held why)
{
    int64_t changed;
    try(announcement_wait_no_more(t, in->id, why, (opt_instant){ true, t->now }, now->rev, &changed));
    if (changed == 0) return told_stale(t);
    try(audit_add(t, &(struct change){ .act = &announcements_acts[ACT_HELD], .kind = "announcement", .id = in->id.v, .name = now->title, .by = now->send_by, .reason = announcement_held_label(why) }));
    return held_tell(t, in, now, why);
}

/* The right of who said when, as if they pressed the button now; what gave it stays until the commit. */
static rc may_still(struct tx *t, const struct announcement_one_row *now, bool *yes)
{
    person_id before = t->ask->me;
    t->ask->me = now->send_by;
    rc answer = told_recheck(t, (struct whom){ now->class_id, now->group_id });
    t->ask->me = before;
    *yes = answer == OK;
    return answer == DENIED ? OK : answer;
}

/* The rights are asked before the row is read for good: whoever takes them away has done so, or waits. */
static rc come_one(struct tx *t, const struct coming *in, void *out)
{
    struct announcement_one_row now;
    job_id job;
    bool may_send, found, goes_on = true;
    struct group_going_on_row group;
    (void)out;
    try(announcement_one(t->ask, in->id, &now, &found));
    if (!found || now.state != ANNOUNCEMENT_STATE_WAITING || now.send_at.v.ms > t->now.ms) return OK;         /* taken back, sent, or put off meanwhile */
    try(may_still(t, &now, &may_send));
    if (now.group_id.v) try(group_going_on(t->ask, now.group_id, &group, &goes_on));
    if (!goes_on) return hold(t, in, &now, ANNOUNCEMENT_HELD_GROUP);
    if (!may_send) return hold(t, in, &now, ANNOUNCEMENT_HELD_RIGHT);
    if (now.last_day.has && now.last_day.v.n < day_of(t->now).n) return hold(t, in, &now, ANNOUNCEMENT_HELD_DAY);
    return told_out(t, &now, &(struct announcement_step){ in->id, now.send_by, NULL, now.rev }, &job);
}
CLOSURE(come_one, struct coming, void)

/* One that cannot be sent now does not hold up the others; its turn comes again. */
static rc come_some(struct job *j, const struct announcements_due_row *row, size_t n, rc *worst, int64_t *done)
{
    for (size_t i = 0; i < n; i++) {
        struct school_face face;
        job_enter_school(j, row[i].school_id);
        rc answer = school_face(j->ask, row[i].school_id, &face);
        struct coming one = { row[i].id, face.code };
        if (answer == OK) answer = transact(j->ask, NULL, come_one, &one, NULL);
        job_enter_school(j, (school_id){ 0 });
        if (answer != OK && answer != CONFLICT) *worst = answer;                   /* CONFLICT: somebody was faster */
        try(job_step(j, ++*done, 0));
    }
    return OK;
}

rc announcements_due_job(struct job *j)
{
    struct announcements_due_row *row, last = { 0 };
    size_t n;
    int64_t done = 0;
    rc worst = OK;
    do {
        try(announcements_due(j->ask, last.send_at.v, last.school_id, last.id, DUE_AT_ONCE, &row, &n));
        if (n) last = row[n - 1];
        try(come_some(j, row, n, &worst, &done));
    } while (n == DUE_AT_ONCE);
    return worst;
}
