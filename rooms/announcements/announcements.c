/* Rules of announcements; the numbers are those of announcements.h. */
#include "announcements/announcements.h"
#include "access/permission.h"
#include "announcements/inside.h"
#include "base/ids.h"
#include "base/number.h"
#include "hooks/hooks.h"

const struct object_kind announcements_objects[] = {
    { "announcement", COMPONENT_CONTEXT, N_("lời nhắn"), "http://activitystrea.ms/schema/1.0/note" },
    { 0 }
};

const struct act announcements_acts[] = {
    [ACT_WRITE]   = { "announcements.write",   N_("viết lời nhắn {vat}") },
    [ACT_CHANGE]  = { "announcements.change",  N_("sửa bản nháp lời nhắn {vat}") },
    [ACT_SEND]    = { "announcements.send",    N_("gửi lời nhắn {vat}") },
    [ACT_CORRECT] = { "announcements.correct", N_("đính chính lời nhắn {vat}") },
    [ACT_RECALL]  = { "announcements.recall",  N_("thu hồi lời nhắn {vat}") },
    [ACT_REMIND]  = { "announcements.remind",  N_("nhắc những người chưa đọc lời nhắn {vat}") },
    [ACT_PAPER]   = { "announcements.paper",   N_("ghi phiếu kí của lời nhắn {vat}") },
    [ACT_WAIT]    = { "announcements.wait",    N_("hẹn giờ gửi lời nhắn {vat}") },
    [ACT_UNWAIT]  = { "announcements.unwait",  N_("thôi hẹn giờ gửi lời nhắn {vat}") },
    [ACT_HELD]    = { "announcements.held",    N_("không gửi được lời nhắn hẹn giờ {vat}") },
    [ACT_LIST]    = { "announcements.list",    N_("lấy danh sách chưa xác nhận của lời nhắn {vat}") },
    { NULL, NULL },
};

rc told_stale(struct tx *t)
{
    return refuse(t->ask, CONFLICT, 5720, _("Vừa có người sửa lời nhắn này. Xem lại bản mới rồi làm tiếp."), NULL);
}

rc told_one(struct ask *a, announcement_id id, struct announcement_one_row *row)
{
    bool found;
    try(announcement_one(a, id, row, &found));
    return found ? OK : NOT_FOUND;
}

/* (7) */
day told_over_on(day today, opt_day last) { return (day){ last.has ? last.v.n + 1 : today.n + OPEN_DAYS }; }

rc told_text_fits(struct tx *t, const struct told_text *text)
{
    day today = day_of(t->now);
    if (!text->last_day.has) return OK;
    if (text->last_day.v.n < today.n) return refuse_field(t->ask, "ngay_cuoi", 5722, _("Ngày cuối đã qua. Chọn từ hôm nay trở đi, hoặc để trống."), NULL);
    if (text->last_day.v.n > today.n + LAST_DAY_MOST) return refuse_field(t->ask, "ngay_cuoi", 5729, _("Ngày cuối xa quá một năm. Xem lại năm đã gõ."), NULL);
    return OK;
}

static rc sides_fit(struct tx *t, const struct told_to *to, bool unfinished)
{
    if (!unfinished && !to->families && !to->pupils && !to->staff) return refuse_field(t->ask, "gui", 5721, _("Chọn ít nhất một bên nhận lời nhắn."), NULL);
    if (to->staff && (to->class_id.v || to->group.v)) return refuse_field(t->ask, "gui", 5726, _("Lời nhắn cho thầy cô, nhân viên gửi cả trường. Bỏ chọn, hoặc gửi cả trường."), NULL);
    return OK;
}

/* A group that is over has nobody in it. */
rc told_group_goes_on(struct tx *t, study_group_id group)
{
    struct group_going_on_row row;
    bool found = true;
    if (group.v) try(group_going_on(t->ask, group, &row, &found));
    return found ? OK : refuse(t->ask, CONFLICT, 6030, _("Nhóm này đã kết thúc, nên không còn ai để nhắn. Nhắn từng lớp hoặc cả trường."), NULL);
}

rc announcement_add(struct tx *t, const struct new_announcement *in, announcement_id *out)
{
    const struct told_to *to = &in->to;
    const struct told_text *text = &in->text;
    try(sides_fit(t, to, in->unfinished));
    try(told_text_fits(t, text));
    try(told_group_goes_on(t, to->group));
    *out = NEW_ID(t, announcement_id);
    try(announcement_insert(t, *out, to->class_id, to->group, to->families, to->pupils, to->staff, text->title, text->body, text->must_confirm, text->last_day,
                            told_over_on(day_of(t->now), text->last_day), in->by, NULL));
    return audit_add(t, &(struct change){ .act = &announcements_acts[ACT_WRITE], .kind = "announcement", .id = out->v, .name = told_name(text->title) });
}

static rc queue(struct tx *t, int kind, announcement_id id, const char *more, const char *title, person_id by, job_id *job)
{
    return job_add(t, &(struct new_job){ .kind = &announcements_jobs[kind], .args = arena_print(t->ask->arena, "msg=%lld%s", (long long)id.v, more), .about = title,
                                         .school = t->ask->scope.school, .person = by }, job);
}

static rc draft_change(struct tx *t, const struct announcement_change *in, const struct announcement_one_row *now)
{
    struct told_to to = in->to;
    int64_t changed;
    to.class_id = now->class_id, to.group = now->group_id;
    try(sides_fit(t, &to, in->unfinished));
    if (now->state == ANNOUNCEMENT_STATE_WAITING) try(told_waits_fit(t, now->send_at.v, in->text.last_day));
    day from = day_of(now->send_at.has ? now->send_at.v : t->now);
    try(announcement_rewrite(t, in->id, to.families, to.pupils, to.staff, in->text.title, in->text.body, in->text.must_confirm, in->text.last_day, told_over_on(from, in->text.last_day), in->by, in->rev, &changed));
    if (changed == 0) return told_stale(t);
    return audit_add(t, &(struct change){ .act = &announcements_acts[ACT_CHANGE], .kind = "announcement", .id = in->id.v, .name = told_name(in->text.title),
        WAS({ N_("Tiêu đề"), now->title, in->text.title, KEPT_AS_IS }, { N_("Nội dung"), now->body, in->text.body, KEPT_AS_IS }) });
}

/* Put away half-written, it goes to nobody. */
rc told_whole(struct tx *t, const struct announcement_one_row *a)
{
    if (*a->title && *a->body && (a->to_families || a->to_pupils || a->to_staff)) return OK;
    return refuse(t->ask, INVALID, 6060, _("Lời nhắn còn thiếu tiêu đề, nội dung hoặc người nhận. Bấm Sửa, viết nốt rồi gửi."), NULL);
}

/* Other systems hear of what goes to the whole school: that there is something, never its words. */
static rc others_tell(struct tx *t, const struct announcement_one_row *now, const char *event)
{
    char text[ID_TEXT_SIZE];
    if (now->class_id.v || now->group_id.v) return OK;
    id_text(now->id.v, text);
    return hooks_tell(t, &(struct hook_event){ event, NULL, arena_print(t->ask->arena, "/loi-nhan/%s", text) });
}

/* (5) */
rc announcement_change(struct tx *t, const struct announcement_change *in, job_id *job)
{
    struct announcement_one_row now;
    int64_t changed;
    *job = (job_id){ 0 };
    try(told_one(t->ask, in->id, &now));
    try(told_text_fits(t, &in->text));
    if (now.state == ANNOUNCEMENT_STATE_DRAFT || now.state == ANNOUNCEMENT_STATE_WAITING) return draft_change(t, in, &now);
    try(announcement_correct(t, in->id, in->text.title, in->text.body, in->text.last_day, told_over_on(day_of(t->now), in->text.last_day), in->correction, in->by, in->rev, &changed));
    if (changed == 0) return told_stale(t);
    try(audit_add(t, &(struct change){ .act = &announcements_acts[ACT_CORRECT], .kind = "announcement", .id = in->id.v, .name = in->text.title, .reason = in->correction,
        WAS({ N_("Tiêu đề"), now.title, in->text.title, KEPT_AS_IS }, { N_("Nội dung"), now.body, in->text.body, KEPT_AS_IS }, { N_("Lần gửi"), NULL, arena_print(t->ask->arena, "%lld", (long long)now.edition + 1), KEPT_AS_IS }) }));
    try(others_tell(t, &now, "message.corrected"));
    return queue(t, TELL_JOB, in->id, "", in->text.title, in->by, job);
}

/* In the name of in->by, who may. */
rc told_out(struct tx *t, const struct announcement_one_row *now, const struct announcement_step *in, job_id *job)
{
    int64_t changed;
    try(told_whole(t, now));
    try(announcement_out(t, in->id, told_over_on(day_of(t->now), now->last_day), in->by, in->rev, &changed));
    if (changed == 0) return told_stale(t);
    try(audit_add(t, &(struct change){ .act = &announcements_acts[ACT_SEND], .kind = "announcement", .id = in->id.v, .name = now->title, .by = in->by }));
    try(others_tell(t, now, "message"));
    return queue(t, TELL_JOB, in->id, "", now->title, in->by, job);
}

rc announcement_send(struct tx *t, const struct announcement_step *in, job_id *job)
{
    struct announcement_one_row now;
    try(told_one(t->ask, in->id, &now));
    try(told_text_fits(t, &(struct told_text){ .last_day = now.last_day }));
    try(told_group_goes_on(t, now.group_id));
    return told_out(t, &now, in, job);
}

rc announcement_recall(struct tx *t, const struct announcement_step *in, job_id *job)
{
    struct announcement_one_row now;
    int64_t changed;
    try(told_one(t->ask, in->id, &now));
    try(announcement_take_back(t, in->id, in->reason, in->by, in->rev, &changed));
    if (changed == 0) return told_stale(t);
    try(audit_add(t, &(struct change){ .act = &announcements_acts[ACT_RECALL], .kind = "announcement", .id = in->id.v, .name = now.title, .reason = in->reason }));
    try(others_tell(t, &now, "message.recalled"));
    return queue(t, TELL_JOB, in->id, "", now.title, in->by, job);
}

/* (4): the row of the day is the gate. */
rc announcement_remind(struct tx *t, const struct announcement_nudge *in, job_id *job)
{
    struct announcement_one_row now;
    day today = day_of(t->now);
    int64_t added;
    try(told_one(t->ask, in->id, &now));
    if (now.state != ANNOUNCEMENT_STATE_SENT || now.over_day.n <= today.n) return refuse(t->ask, CONFLICT, 5724, _("Lời nhắn này đã hết hạn hoặc đã thu hồi, nên không nhắc nữa."), NULL);
    try(reminder_insert(t, in->id, in->class_id.v ? in->class_id.v : in->id.v, today, in->by, &added));
    if (added == 0) return refuse(t->ask, CONFLICT, 5723, _("Hôm nay đã nhắc rồi. Mỗi ngày chỉ nhắc một lần, mai có thể nhắc lại."), NULL);
    try(audit_add(t, &(struct change){ .act = &announcements_acts[ACT_REMIND], .kind = "announcement", .id = in->id.v, .name = now.title,
        WAS({ N_("Ngày nhắc"), NULL, arena_print(t->ask->arena, "%lld", (long long)today.n), KEPT_NOT }) }));
    return queue(t, REMIND_JOB, in->id, arena_print(t->ask->arena, " class=%lld day=%lld", (long long)in->class_id.v, (long long)today.n), now.title, in->by, job);
}

/* In the class or group today, but not when the message went out: the class it is written down with. */
static rc came_later(struct tx *t, const struct announcement_slips *in, person_id child, class_id *class_, bool *yes)
{
    struct families_later_row *of_class;
    struct families_later_in_group_row *of_group;
    size_t n = 0;
    *yes = false;
    if (in->whom.group.v) {
        try(families_later_in_group(t->ask, in->id, in->whom.group, day_of(t->now), &of_group, &n));
        for (size_t i = 0; i < n; i++)
            if (of_group[i].child_id.v == child.v) *yes = true, *class_ = of_group[i].class_id;
        return OK;
    }
    *class_ = in->whom.class_id;
    if (class_->v) try(families_later(t->ask, in->id, *class_, day_of(t->now), &of_class, &n));
    for (size_t i = 0; i < n; i++) *yes = *yes || of_class[i].child_id.v == child.v;
    return OK;
}

/* A child who came later has no row yet: it gets one by the slip. */
static rc paper_one(struct tx *t, const struct announcement_slips *in, const struct announcement_one_row *now, person_id child, int64_t *changed)
{
    struct family_one_row family;
    class_id class_ = { 0 };
    bool found;
    *changed = 0;
    try(family_one(t->ask, in->id, child, &family, &found));
    if (found && in->whom.class_id.v && family.class_id.v != in->whom.class_id.v) return NOT_FOUND;
    if (found) return in->off ? family_paper_off(t, in->id, child, changed) : family_paper(t, in->id, child, now->edition, in->by, changed);
    if (in->off) return NOT_FOUND;
    try(came_later(t, in, child, &class_, &found));
    if (!found) return NOT_FOUND;
    try(family_insert(t, in->id, child, class_, 0, NULL));
    return family_paper(t, in->id, child, now->edition, in->by, changed);
}

/* (6) */
rc announcement_paper(struct tx *t, const struct announcement_slips *in, int64_t *n)
{
    struct announcement_one_row now;
    *n = 0;
    try(told_one(t->ask, in->id, &now));
    if (now.state != ANNOUNCEMENT_STATE_SENT || !now.to_families) return refuse(t->ask, CONFLICT, 5730, _("Lời nhắn này không gửi gia đình, hoặc đã thu hồi, nên không ghi phiếu."), NULL);
    if (!in->off && in->edition != now.edition) return refuse(t->ask, CONFLICT, 5727, _("Lời nhắn vừa được đính chính, phiếu kí là của bản cũ. Xem bản mới; phiếu nào kí bản mới thì đánh dấu lại."), NULL);
    for (size_t i = 0; i < in->n; i++) {
        int64_t changed;
        try(paper_one(t, in, &now, in->child[i], &changed));
        *n += changed;
    }
    if (*n == 0) return OK;
    const char *how_many = arena_print(t->ask->arena, "%lld", (long long)*n);
    return audit_add(t, &(struct change){ .act = &announcements_acts[ACT_PAPER], .kind = "announcement", .id = in->id.v, .name = now.title,
        WAS({ N_("Số phiếu"), in->off ? how_many : NULL, in->off ? NULL : how_many, KEPT_AS_IS }) });
}

/* ---- those who read */

static rc read_one(struct tx *t, const struct announcement_reading *in, const struct mine_one_row *row)
{
    day today = day_of(t->now);
    int64_t done;
    if (row->known) try(reader_read(t, row->id, row->school_id, in->me, row->about_id, in->edition, NULL));
    else try(reader_join(t, row->id, row->school_id, in->me, row->about_id, row->side, in->edition, today, NULL));
    if (row->side != ANNOUNCEMENT_SIDE_FAMILY) return OK;
    try(family_done(t, row->id, row->school_id, in->me, row->about_id, in->edition, &done));
    return done ? OK : family_join(t, row->id, row->school_id, in->me, row->about_id, in->edition, today, NULL);
}

/* Whom an order left the sight of the child alone confirms nothing for the family. */
static rc stands_for(struct ask *a, person_id child, person_id me)
{
    struct guardian_stands_row row;
    bool acts;
    try(guardian_stands(a, child, me, &row, &acts));
    return acts ? OK : refuse(a, DENIED, 5814, _("Nhà trường giữ một quyết định: bạn xem được hồ sơ của em, không xác nhận thay gia đình em."), NULL);
}

rc announcement_have_read(struct tx *t, const struct announcement_reading *in)
{
    struct mine_one_row *row;
    size_t n;
    bool before = false, family = false, pupil = false;
    try(mine_one(t->ask, in->id, in->me, day_of(t->now), &row, &n));
    if (n == 0) return NOT_FOUND;
    if (row[0].state != ANNOUNCEMENT_STATE_SENT) return refuse(t->ask, CONFLICT, 5731, _("Nhà trường vừa thu hồi lời nhắn này, nên không cần xác nhận nữa."), NULL);
    if (row[0].edition != in->edition) return refuse(t->ask, CONFLICT, 5732, _("Lời nhắn vừa được sửa. Đọc bản mới rồi xác nhận."), NULL);
    for (size_t i = 0; i < n; i++) {
        before = before || row[i].read_edition > 0;
        family = family || row[i].side == ANNOUNCEMENT_SIDE_FAMILY;
        if (row[i].side == ANNOUNCEMENT_SIDE_FAMILY) try(stands_for(t->ask, row[i].about_id, in->me));
        pupil = pupil || row[i].side == ANNOUNCEMENT_SIDE_PUPIL;
        if (row[i].read_edition < in->edition) try(read_one(t, in, &row[i]));
    }
    if (before || (!family && !pupil)) return OK;              /* one deed a message; what staff are told is administration (docs/decisions/0114) */
    return deed_add(t, &(struct deed){ .school = row[0].school_id, .actor = in->me, .as = pupil ? DEED_AS_PUPIL : DEED_AS_FAMILY,
                                       .verb = row[0].must_confirm ? DEED_VERB_CONFIRMED : DEED_VERB_READ, .object = { "announcement", in->id.v, row[0].title } });
}
