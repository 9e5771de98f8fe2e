/* Odd use: one account that opens the pages of many pupils, or sends many lists out, within an hour. What stays true: (1) it only tells; nobody is
** locked out by it; (2) told are the principals of the school and the administrators, in the journal too; the one it is about is told nothing;
** (3) of one account in one school at most once an hour. Bounds: settings access.looks_hour, access.exports_hour.
** Source: OWASP ASVS 4.0.3 8.1.4, 11.1.7, 11.1.8. */
#include "access/access.h"
#include "access/acts.h"
#include "access/family.h"
#include "access/odd.h"
#include "consent/consent.h"
#include "generated/access_queries.h"
#include "notices/notices.h"
#include "people/people.h"
#include "schools/schools.h"

enum { HOUR_MS = 3600000, LEAST_LOOKS = 20 /* no bound is lower */, SEEN_MOST = 500 };

struct odd { school_id school; person_id person; int64_t looks, exports; };

static rc admins_hear(struct tx *t, person_id but, const char *words, const char *name, const char *school)
{
    struct admins_all_row *row;
    size_t n;
    try(admins_all(t->ask, &row, &n));
    for (size_t i = 0; i < n; i++)
        if (row[i].person_id.v != but.v) try(notice_add(t, &(struct notice){ .to = row[i].person_id, .kind = NOTICE_KIND_WORK, .words = words, .with = { "ten", name, "truong", school }, .path = "/thong-bao" }));
    return OK;
}

/* ---- letters and messages that do not get out: who runs the machine hears of it once a day (rooms/notices). */

enum { STUCK_HOURS = 4, ONCE_HOURS = 24 };

static rc stuck_told(struct tx *t, const struct notices_stuck *in, void *out)
{
    struct admins_all_row *row;
    size_t n;
    instant since = { t->now.ms - (int64_t)ONCE_HOURS * HOUR_MS };
    struct notice one = { .kind = NOTICE_KIND_WORK, .path = "/quan-tri/thong-bao", .words = in->mails ? _("Máy chủ thư không nhận thư từ hơn 4 giờ nay. Thư không mất và vẫn được thử lại; chạy khue doctor trên máy chủ để biết vì sao.")
                                                                                                      : _("Cổng SMS hay dịch vụ báo tới máy không trả lời từ hơn 4 giờ nay. Tin không mất và vẫn được thử lại.") };
    (void)out;
    try(admins_all(t->ask, &row, &n));
    for (size_t i = 0; i < n; i++) {
        one.to = row[i].person_id;
        try(notice_once(t, since, &one));
    }
    return OK;
}
CLOSURE(stuck_told, struct notices_stuck, void)

rc stuck_job(struct job *j)
{
    struct notices_stuck stuck;
    try(notices_stuck(j->ask, (instant){ j->ask->now.ms - (int64_t)STUCK_HOURS * HOUR_MS }, &stuck));
    return stuck.mails || stuck.sends ? transact(j->ask, NULL, stuck_told, &stuck, NULL) : OK;
}

static rc heads_hear_of(struct tx *t, person_id but, const char *words, const char *name, const char *school, const char *path)
{
    struct member_line *head;
    size_t n;
    try(members_of_role(t->ask, MEMBER_ROLE_PRINCIPAL, (member_id){ 0 }, 5, &head, &n));
    for (size_t i = 0; i < n; i++)
        if (head[i].person.v != but.v) try(notice_add(t, &(struct notice){ .to = head[i].person, .kind = NOTICE_KIND_WORK, .words = words, .with = { "ten", name, "truong", school }, .path = path }));
    return OK;
}

static rc odd_told(struct tx *t, const struct odd *in, void *out)
{
    (void)out;
    struct arena *a = t->ask->arena;
    struct odd_lately_row lately;
    struct school_face school;
    const char *name, *words = in->exports ? _("{ten} ({truong}) xuất nhiều danh sách học sinh trong một giờ hơn mức đã đặt. Xem nhật kí và hỏi lại người ấy.")
                                           : _("{ten} ({truong}) mở hồ sơ của nhiều học sinh trong một giờ hơn mức đã đặt. Xem nhật kí và hỏi lại người ấy.");
    bool known;
    try(lock_account(t, in->person));
    try(odd_lately(t->ask, in->person, (instant){ t->now.ms - HOUR_MS }, &lately, &known));
    if (known) return OK;
    try(school_face(t->ask, in->school, &school));
    try(person_name(t->ask, in->person, &name));
    try(odd_insert(t, NEW_ID(t, odd_use_id), in->person, in->looks, in->exports, NULL));
    try(heads_hear_of(t, in->person, words, name, school.name, arena_print(a, "/t/%s/nhat-ky", school.code)));
    try(admins_hear(t, in->person, words, name, school.name));
    return audit_add(t, &(struct change){ .act = &access_acts[ACT_ODD], .kind = "account", .id = in->person.v, .name = name, .about = in->person,
        WAS({ N_("Học sinh đã mở trong một giờ"), NULL, arena_print(a, "%lld", (long long)in->looks), KEPT_AS_IS },
            { N_("Lần xuất tệp trong một giờ"), NULL, arena_print(a, "%lld", (long long)in->exports), KEPT_AS_IS }) });
}
CLOSURE(odd_told, struct odd, void)

/* In the scope of the school. */
static rc judged(struct ask *a, struct odd o)
{
    struct setting_value bound;
    try(setting_of(a, o.school, NULL, &access_settings[o.exports ? ACCESS_EXPORTS_HOUR : ACCESS_LOOKS_HOUR], &bound));
    return o.looks + o.exports > bound.n ? transact(a, NULL, odd_told, &o, NULL) : OK;
}

static rc judged_in(struct job *j, struct odd o)
{
    job_enter_school(j, o.school);
    rc done = judged(j->ask, o);
    job_enter_school(j, (school_id){ 0 });
    return done;
}

rc odd_use_job(struct job *j)
{
    struct looks_lately_row *look;
    struct exports_lately_row *out;
    size_t n, m;
    instant since = { j->ask->now.ms - HOUR_MS };
    try(looks_lately(j->ask, look_slot(since), LEAST_LOOKS, SEEN_MOST, &look, &n));
    try(exports_lately(j->ask, since, SEEN_MOST, &out, &m));
    for (size_t i = 0; i < n; i++) {
        try(job_step(j, (int64_t)i, (int64_t)(n + m)));
        try(judged_in(j, (struct odd){ look[i].of_school, look[i].viewer_id, look[i].subjects, 0 }));
    }
    for (size_t i = 0; i < m; i++) {
        try(job_step(j, (int64_t)(n + i), (int64_t)(n + m)));
        try(judged_in(j, (struct odd){ out[i].of_school, out[i].by_person, 0, out[i].times }));
    }
    return OK;
}
