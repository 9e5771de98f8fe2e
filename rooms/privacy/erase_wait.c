/* What two have decided waits for its day: whom it concerns hears of it and may stop it, take a copy first, or give up the time; then a job carries
** it out, if it still may be. docs/decisions/0134-an-erasure-waits.md */
#include "privacy/erase.h"
#include "access/access.h"
#include "base/ids.h"
#include "consent/consent.h"
#include "notices/notices.h"
#include "people/people.h"
#include "schools/schools.h"

enum { WAIT_OWN = 2, WAIT_OTHERS = 5, WAIT_OFFICE = 10, AT_ONCE = 20 };

int erasure_wait_days(const struct request_one_row *r)
{
    if (r->source == PRIVACY_SOURCE_OFFICE) return WAIT_OFFICE;
    return r->source || r->by_person.v != r->subject_id.v ? WAIT_OTHERS : WAIT_OWN;
}

/* ---- who hears */

static rc one_hears(struct tx *t, person_id to, person_id subject, const char *words, const char *day_said, int64_t *heard)
{
    struct can_hear_row open;
    struct school_face school;
    char id[ID_TEXT_SIZE];
    bool away = false;
    if (to.v != subject.v) try(order_keeps(t->ask, to, subject, &away));
    if (away) return OK;
    try(can_hear(t->ask, to, &open));
    *heard += open.n;
    try(school_face(t->ask, t->ask->scope.school, &school));
    id_text(subject.v, id);
    return notice_add(t, &(struct notice){ .to = to, .about = to.v == subject.v ? (person_id){ 0 } : subject, .kind = NOTICE_KIND_ACCOUNT, .important = true, .words = words,
        .with = { "truong", school.name, "ngay", day_said }, .path = arena_print(t->ask->arena, "/ho-so/%s/quyen-du-lieu", id) });
}

/* The person, and whoever decides for a minor. */
static rc concerned_hear(struct tx *t, person_id subject, const char *own, const char *family, const char *day_said, int64_t *heard)
{
    struct subject_born_row row;
    struct guardian_line *line;
    size_t n;
    *heard = 0;
    try(one_hears(t, subject, subject, own, day_said, heard));
    try(subject_born(t->ask, subject, &row));
    if (!consent_needs(row.born, day_of(t->now)).guardian) return OK;
    try(guardians_of(t->ask, subject, &line, &n));
    for (size_t i = 0; i < n; i++)
        if (!line[i].limited) try(one_hears(t, line[i].id, subject, family, day_said, heard));
    return OK;
}

rc erasure_approve(struct tx *t, const struct request_one_row *r, const struct erasure_of_row *last, bool on_paper)
{
    char text[DAY_TEXT_SIZE];
    day last_day = workdays_after(day_of(t->now), erasure_wait_days(r));
    int64_t heard, changed;
    try(concerned_hear(t, r->subject_id, _("{truong} sẽ xóa dữ liệu của bạn sau hết ngày {ngay}. Trước đó bạn lấy được bản sao, hoặc phản đối để dừng lại."),
                       _("{truong} sẽ xóa dữ liệu của con sau hết ngày {ngay}. Trước đó bạn lấy được bản sao, hoặc phản đối để dừng lại."), arena_text(t->ask->arena, day_dmy(last_day, text)), &heard));
    if (!heard && !on_paper)
        return refuse_field(t->ask, "bao_giay", 5863, _("Không ai trong những người liên quan có tài khoản để đọc thông báo. Gửi thư báo trên giấy, rồi đánh dấu ở đây."), NULL);
    try(request_due_after(t, r->id, workdays_after(last_day, 1), NULL));
    try(erasure_wait(t, last->id, (day){ last_day.n + 1 }, heard, on_paper, t->ask->me, last->rev, &changed));
    return changed ? OK : refuse(t->ask, CONFLICT, 5335, _("Đề nghị này vừa được quyết định hoặc đã đổi. Tải lại trang để xem."), NULL);
}

rc erasure_given_up(struct tx *t, const struct request_one_row *r, const struct erasure_of_row *last)
{
    int64_t heard, changed;
    try(erasure_end(t, last->id, ERASURE_STATE_DROPPED, NULL, &changed));
    if (!changed) return refuse(t->ask, CONFLICT, 5335, _("Đề nghị này vừa được quyết định hoặc đã đổi. Tải lại trang để xem."), NULL);
    return concerned_hear(t, r->subject_id, _("{truong} đã thôi, không xóa dữ liệu của bạn nữa."), _("{truong} đã thôi, không xóa dữ liệu của con nữa."), "", &heard);
}

/* ---- the office hears: who decided, too, when the day has come */

static rc office_hears(struct tx *t, person_id but, person_id subject, school_id school, privacy_request_id request, const char *code, const char *words)
{
    struct heads_to_tell_row *row;
    size_t n;
    char id[ID_TEXT_SIZE];
    id_text(request.v, id);
    try(heads_to_tell(t->ask, school, subject, but, day_of(t->now), &row, &n));
    for (size_t i = 0; i < n; i++) {
        bool away;
        try(order_keeps(t->ask, row[i].person_id, subject, &away));
        if (!away) try(notice_add(t, &(struct notice){ .to = row[i].person_id, .about = subject, .kind = NOTICE_KIND_WORK, .words = words, .path = arena_print(t->ask->arena, "/t/%s/quyen-du-lieu/%s/xoa", code, id) }));
    }
    return OK;
}

/* ---- a word of those concerned */

static rc gone(struct ask *a) { return refuse(a, CONFLICT, 5864, _("Việc xóa này đã dừng lại, hoặc đã làm xong. Tải lại trang để xem."), NULL); }

/* Who asked takes it back; everybody else objects, and the school has to answer that first. */
static rc objects(struct tx *t, const struct erasure_concern *in, const struct erasure_waiting_row *w)
{
    struct request_waits_row waits;
    privacy_request_id id;
    bool found;
    if (w->by_person.v == t->ask->me.v && !w->source) return OK;
    try(request_waits(t->ask, w->school_id, in->subject, t->ask->me, PRIVACY_KIND_OBJECT, &waits, &found));
    return found ? OK : request_add(t, &(struct new_request){ in->subject, w->school_id, PRIVACY_KIND_OBJECT, str_empty(in->words) ? tr(t->ask->lang, _("Không đồng ý xóa dữ liệu.")) : in->words }, &id);
}

rc erasure_object(struct tx *t, const struct erasure_concern *in)
{
    struct erasure_waiting_row w;
    struct request_school_row school;
    const char *name;
    bool found;
    int64_t changed;
    try(erasure_waiting(t->ask, in->id, in->subject, &w, &found));
    if (!found) return gone(t->ask);
    try(erasure_stop(t, w.school_id, in->id, t->ask->me, str_empty(in->words) ? _("Người liên quan không đồng ý xóa.") : in->words, &changed));
    if (!changed) return gone(t->ask);
    try(objects(t, in, &w));
    try(request_school(t->ask, in->subject, w.school_id, &school, &found));
    if (found) try(office_hears(t, t->ask->me, in->subject, w.school_id, w.request_id, school.code, _("Người liên quan đã dừng một việc xóa dữ liệu. Xem lời của họ rồi trả lời.")));
    try(person_name(t->ask, in->subject, &name));
    return audit_add(t, &(struct change){ .act = &privacy_acts[ACT_ERASE_STOP], .kind = "person", .id = in->subject.v, .name = name, .about = in->subject });
}

rc erasure_time_is_theirs(struct ask *a, person_id subject, person_id me, bool *yes)
{
    struct subject_born_row row;
    struct guardian_line *line;
    size_t n;
    try(subject_born(a, subject, &row));
    try(guardians_of(a, subject, &line, &n));
    bool minor = consent_needs(row.born, day_of(a->now)).guardian && (row.born.has || n > 0);       /* of the staff the birth date is often not on file */
    *yes = minor ? n == 1 && line[0].id.v == me.v && !line[0].limited : subject.v == me.v;
    return OK;
}

rc erasure_no_wait(struct tx *t, const struct erasure_concern *in)
{
    struct erasure_waiting_row w;
    bool found;
    int64_t changed;
    const char *name;
    try(erasure_waiting(t->ask, in->id, in->subject, &w, &found));
    if (!found) return gone(t->ask);
    try(erasure_time_is_theirs(t->ask, in->subject, t->ask->me, &found));
    if (!found) return refuse(t->ask, CONFLICT, 5865, _("Thời gian chờ là của mọi người liên quan nên một người không bỏ được. Việc xóa làm đúng ngày đã báo."), NULL);
    try(erasure_hasten(t, w.school_id, in->id, t->ask->me, (day){ day_of(t->now).n + 1 }, &changed));         /* the next morning: one night to think it over */
    if (!changed) return gone(t->ask);
    try(person_name(t->ask, in->subject, &name));
    return audit_add(t, &(struct change){ .act = &privacy_acts[ACT_ERASE_NO_WAIT], .kind = "person", .id = in->subject.v, .name = name, .about = in->subject });
}

/* ---- the day has come */

struct carrying { privacy_erasure_id id; privacy_request_id request; };

static rc stopped(struct tx *t, const struct carrying *in, person_id subject, const char *why)
{
    struct school_face school;
    int64_t changed;
    try(erasure_end(t, in->id, ERASURE_STATE_STOPPED, why, &changed));
    if (!changed || !subject.v) return OK;
    try(school_face(t->ask, t->ask->scope.school, &school));
    return office_hears(t, (person_id){ 0 }, subject, t->ask->scope.school, in->request, school.code, _("Một việc xóa dữ liệu đã tới ngày nhưng không làm được: có gì đã đổi từ lúc quyết định. Xem lại."));
}

/* What has changed since, in words; NULL = it may be. */
static rc hurdle_of(struct tx *t, const struct request_one_row *r, const char **why)
{
    rc may = erasure_may(t->ask, r);
    *why = may == CONFLICT ? t->ask->fault->message : NULL;
    if (may == CONFLICT) *t->ask->fault = (struct fault){ 0 };
    return may == CONFLICT ? OK : may;
}

static rc carry_out(struct tx *t, const struct carrying *in, void *out)
{
    struct request_one_row r;
    struct erasure_of_row last;
    const char *why;
    bool found;
    (void)out;
    try(request_as_read(t->ask, in->request, &r, &found));
    if (!found) return stopped(t, in, (person_id){ 0 }, _("Có quyết định không để người đã duyệt tiếp cận em."));
    try(erasure_of(t->ask, in->request, &last, &found));
    if (!found || last.id.v != in->id.v || last.state != ERASURE_STATE_WAITING || !last.carry_on.has || last.carry_on.v.n > day_of(t->now).n) return OK;       /* stopped this moment */
    try(hurdle_of(t, &r, &why));
    return why ? stopped(t, in, r.subject_id, why) : erasure_carry_out(t, &r, &last);
}
CLOSURE(carry_out, struct carrying, void)

static rc erase_job(struct job *j)
{
    struct erasures_due_row *row;
    size_t n = AT_ONCE;
    day today = day_of(j->ask->now), after = { 0 };
    privacy_erasure_id id = { 0 };
    for (int64_t done = 0; n == AT_ONCE;) {
        try(erasures_due(j->ask, today, after, id, AT_ONCE, &row, &n));
        for (size_t i = 0; i < n; i++) {
            struct carrying in = { row[i].id, row[i].request_id };
            after = row[i].carry_on.v, id = row[i].id;
            job_enter_school(j, row[i].school_id);
            j->ask->me = row[i].decided_by;                   /* as whom two decided it */
            try(transact(j->ask, NULL, carry_out, &in, NULL));
            try(job_step(j, ++done, 0));
        }
    }
    return OK;
}

const struct job_kind privacy_jobs[] = {
    { .name = "privacy.erase", .run = erase_job, .words = N_("Xóa dữ liệu đã tới ngày"), .at_once = 1, .priority = JOB_LATER, .daily_at = "03:10" },
    { 0 }
};
