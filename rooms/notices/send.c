/* The job that sends: all that is due to one person by one channel leaves as one message. It is claimed before and written down after, so that a
** server that dies sends it once more at most, and a letter exactly once, since it is written in the closure that writes it down. */
#include "base/buf.h"
#include "base/hash.h"
#include "base/json.h"
#include "generated/notices_queries.h"
#include "notices/inside.h"
#include "people/people.h"
#include "settings/settings.h"
#include "web/mail.h"
#include "web/outgoing.h"
#include "web/push.h"
#include "web/sms.h"

#define MINUTE_MS 60000LL
#define DAY_MS    86400000LL
enum { DUE_AT_ONCE = 500, MUCH = 50 /* persons and channels */, RUN_MOST = 1000, TOGETHER_MOST = 1000, SAID_MOST = 20, CLAIM_MINUTES = 10, SETTLE_AT_ONCE = 200, LETTER_TEXT_MOST = 6000, PUSH_TTL_S = 86400, DIGEST_SPREAD_MS = 1800000, SILENT_MOST = 2, SILENT_PLACES = 64 };
enum { STUCK_COUNTED = 10000 };

const struct setting notices_settings[] = {
    { .key = "notices.sms_day", .levels = SETTING_APP, .type = SETTING_INT, .permission = 0, .group = N_("Tin nhắn SMS"), .label = N_("Số tin nhắn nhiều nhất mỗi ngày cho một trường"),
      .hint = N_("Hết số này thì tin chờ sang sáng hôm sau. 0 là không gửi tin nào."), .unit = N_("tin"), .otherwise = "500", .min = 0, .max = 100000 },
    { 0 }
};

/* ---- queueing */

/* One job for all notices of a closure, asked for last. */
static int soon_order(const void *a, const void *b) { return (void)a, (void)b, 0; }
static void soon_merge(void *into, const void *other) { (void)into, (void)other; }
static rc soon_write(struct tx *t, const void *item)
{
    job_id id;
    (void)item;
    return job_add(t, &(struct new_job){ .kind = &notices_jobs[SEND_JOB], .once = "notices now" }, &id);
}
static const struct late_kind send_soon = { "notices.send", soon_order, soon_merge, soon_write };

static rc one_queue(struct tx *t, const struct notice *n, notice_id id, enum notice_channel channel, bool daily, const struct hours *h)
{
    instant due = hours_due(h, t->now, daily, n->kind == NOTICE_KIND_ACCOUNT);
    try(send_insert(t, n->to, id, channel, daily, due, t->ask->scope.school, NULL));
    if (daily) due.ms += (int64_t)((uint64_t)n->to.v * 2654435761u % DIGEST_SPREAD_MS);          /* not a whole city in one minute */
    return due.ms > t->now.ms ? OK : before_commit(t, &send_soon, ARENA_NEW(t->ask->arena, int));
}

rc send_queue(struct tx *t, const struct notice *n, notice_id id, const struct notice_before_row *c)
{
    struct hours h = c->digest_at.has ? (struct hours){ c->quiet_from.v, c->quiet_to.v, c->digest_at.v } : hours_usual();
    if (c->by_mail) try(one_queue(t, n, id, NOTICE_CHANNEL_MAIL, c->mail_daily, &h));
    if (c->by_push) try(one_queue(t, n, id, NOTICE_CHANNEL_PUSH, c->push_daily, &h));
    return c->by_sms && n->important ? one_queue(t, n, id, NOTICE_CHANNEL_SMS, false, &h) : OK;
}

/* ---- services that said nothing twice in this run: they are not waited for again, or one that is away would hold up everybody behind it */

struct silent { uint64_t place[SILENT_PLACES]; int times[SILENT_PLACES]; };

/* NULL: its line is another's. */
static int *silent_of(struct silent *s, const char *address)
{
    const char *end = address;
    for (int slashes = 0; *end && slashes < 3; end++) slashes += *end == '/';
    uint64_t hash = hash_bytes(HASH_BEGIN, address, (size_t)(end - address));       /* of scheme and host */
    size_t i = hash % SILENT_PLACES;
    if (!s->times[i]) s->place[i] = hash;
    return s->place[i] == hash ? &s->times[i] : NULL;
}

/* ---- what may leave */

struct parcel {
    person_id to;
    enum notice_channel channel;
    const struct sends_claimed_row *row; size_t n;
    struct fate { enum notice_send_state state; enum notice_why why; } *fate;      /* of each row; WAITING: it is in the message */
    const struct sends_claimed_row **in; size_t in_n;                                /* those */
    enum lang lang;
    struct hours hours;
    struct silent *silent;
    instant until;                     /* ours so long */
    bool neutral;                      /* about somebody whose use is restricted: the words stay here */
    /* how the message fared */
    struct fate end; instant again; bool given_back;
    const struct mail *letter;
    struct outgoing_lines *lines;
};

rc still_theirs(struct ask *a, person_id person, person_id about, bool *yes)
{
    struct stood_before_row before;
    bool away, found;
    *yes = true;
    if (!about.v || about.v == person.v) return OK;
    try(order_keeps(a, person, about, &away));
    try(stood_before(a, about, person, &before, &found));
    *yes = !away && !(found && before.open == 0);
    return OK;
}

static bool chosen_for(const struct choice_of_row *c, enum notice_channel channel)
{
    return channel == NOTICE_CHANNEL_MAIL ? c->by_mail : channel == NOTICE_CHANNEL_PUSH ? c->by_push : c->by_sms;
}

static rc row_judge(struct job *j, struct parcel *p, size_t i, const struct choice_of_row choice[NOTICE_KIND_COUNT + 1])
{
    const struct sends_claimed_row *r = &p->row[i];
    struct restricted_anywhere_row held;
    bool theirs;
    p->fate[i] = (struct fate){ NOTICE_SEND_STATE_STOPPED, NOTICE_WHY_WAS_READ };
    if (r->read_at.has) return OK;
    p->fate[i].why = NOTICE_WHY_SWITCHED_OFF;
    if (!chosen_for(&choice[r->kind], p->channel)) return OK;
    p->fate[i].why = NOTICE_WHY_KEPT_AWAY;
    try(still_theirs(j->ask, p->to, r->about_id, &theirs));
    if (!theirs) return OK;
    p->fate[i] = (struct fate){ NOTICE_SEND_STATE_WAITING, NOTICE_WHY_NONE };
    p->in[p->in_n++] = r;
    p->lang = (enum lang)choice[r->kind].lang;
    if (!r->about_id.v) return OK;
    try(restricted_anywhere(j->ask, r->about_id, &held));
    p->neutral = p->neutral || held.n > 0;
    return OK;
}

static rc parcel_judge(struct job *j, struct parcel *p)
{
    struct choice_of_row choice[NOTICE_KIND_COUNT + 1] = { 0 };
    bool found;
    p->hours = hours_usual();
    for (int kind = 1; kind <= NOTICE_KIND_COUNT; kind++) {
        try(choice_of(j->ask, p->to, (enum notice_kind)kind, &choice[kind], &found));
        if (found && choice[kind].digest_at.has) p->hours = (struct hours){ choice[kind].quiet_from.v, choice[kind].quiet_to.v, choice[kind].digest_at.v };
    }
    for (size_t i = 0; i < p->n; i++) try(row_judge(j, p, i, choice));
    return OK;
}

/* How long after the last message the next one may leave: minutes for safety and what matters, an hour for all else; the message of the day waits for none. */
static int64_t apart_ms(const struct parcel *p)
{
    int64_t apart = FOLD_MS;
    for (size_t i = 0; i < p->in_n; i++) {
        if (p->in[i]->daily) return 0;
        if (p->in[i]->important || p->in[i]->kind == NOTICE_KIND_ACCOUNT) apart = FOLD_SOON_MS;
    }
    return apart;
}

static bool for_safety(const struct parcel *p)
{
    for (size_t i = 0; i < p->in_n; i++) if (p->in[i]->kind == NOTICE_KIND_ACCOUNT) return true;
    return false;
}
/* The message of the day comes at the hour that its person chose. */
static bool of_the_day(const struct parcel *p) { return p->in[0]->daily && p->in[0]->attempt <= 1; }

/* Not now: a message left within the hour and this one joins those that follow; or it became night while it was tried. */
static rc put_off(struct job *j, struct parcel *p, bool *off)
{
    struct send_last_row last;
    instant now = j->ask->now;
    int64_t apart = apart_ms(p);
    try(send_last(j->ask, p->to, p->channel, (instant){ now.ms - apart + 1 }, &last));
    *off = last.over_at.has;
    int64_t next = *off ? last.over_at.v.ms + apart : now.ms;
    if (*off && next <= now.ms) next = now.ms + FOLD_SOON_MS;                 /* a letter of before is still on its way: what is new joins the one behind it */
    p->again = hours_due(&p->hours, (instant){ next }, false, for_safety(p) || of_the_day(p));
    *off = *off || p->again.ms > now.ms;
    p->given_back = true;
    p->end = (struct fate){ NOTICE_SEND_STATE_WAITING, NOTICE_WHY_NONE };
    return OK;
}

/* ---- the messages */

static const char *words_neutral(const struct parcel *p)
{
    return tr(p->lang, p->in_n > 1 ? _("Có nhiều thông báo mới trong Khuê.") : _("Có thông báo mới trong Khuê."));
}

static const char *letter_text(struct job *j, const struct parcel *p)
{
    struct buf b;
    buf_init(&b, 2 * LETTER_TEXT_MOST);
    if (p->neutral) buf_text(&b, words_neutral(p));
    size_t said = 0;
    for (size_t i = 0; i < p->in_n && i < SAID_MOST && !p->neutral && b.n < LETTER_TEXT_MOST; i++, said++)
        buf_print(&b, "%s%s%s", i ? "\n" : "", p->in_n > 1 ? "- " : "", notice_say(j->arena, p->lang, p->in[i]->words, p->in[i]->parts));
    if (p->in_n > said && !p->neutral) buf_print(&b, "\n\n%s", say(j->arena, p->lang, _("… và {n} thông báo nữa."), "n", arena_print(j->arena, "%zu", p->in_n - said), NULL));
    const char *text = b.failed ? NULL : arena_text(j->arena, b.p);
    buf_finish(&b);
    return text;
}

static rc letter_write(struct job *j, struct parcel *p)
{
    const char *address;
    try(email_of(j->ask, p->to, &address));
    p->end = (struct fate){ NOTICE_SEND_STATE_FAILED, NOTICE_WHY_NO_ADDRESS };
    if (!*address) return OK;
    const char *about = p->in_n == 1 ? tr(p->lang, notice_kind_label(p->in[0]->kind)) : say(j->arena, p->lang, _("{n} thông báo mới"), "n", arena_print(j->arena, "%zu", p->in_n), NULL);
    struct mail *m = arena_take(j->arena, sizeof *m);
    const char *text = letter_text(j, p);
    if (!m || !text) return LIMIT;
    *m = (struct mail){ .to = address, .lang = p->lang, .link = p->in_n == 1 && !p->neutral ? p->in[0]->path : "/thong-bao", .asks = true,
                        .subject = say(j->arena, p->lang, _("Khuê: {loai}"), "loai", about, NULL), .text = text };
    p->letter = m;
    p->end = (struct fate){ NOTICE_SEND_STATE_HANDED, NOTICE_WHY_NONE };
    return OK;
}

/* 1, 5, 15 minutes, 1, 2, 4, 8, 12, 12 hours, as letters do; never sooner than the other side asks. */
static void try_again(struct job *j, struct parcel *p, int64_t after_s)
{
    static const int minutes[] = { 1, 5, 15, 60, 120, 240, 480, 720, 720 };
    int64_t attempt = p->in[0]->attempt;
    size_t last = sizeof minutes / sizeof *minutes - 1, i = attempt < 1 ? 0 : (size_t)attempt - 1;
    int64_t wait = minutes[i < last ? i : last] * MINUTE_MS;
    p->end = (struct fate){ attempt >= SEND_ATTEMPTS ? NOTICE_SEND_STATE_FAILED : NOTICE_SEND_STATE_WAITING, NOTICE_WHY_SILENT };
    p->again = hours_due(&p->hours, (instant){ j->ask->now.ms + (wait > after_s * 1000 ? wait : after_s * 1000) }, false, for_safety(p));
}

struct push_outcome { person_id person; push_subscription_id id; bool over; };
static rc push_write_down(struct tx *t, const struct push_outcome *in, void *out)
{
    (void)out;
    return in->over ? push_end(t, in->person, in->id, NULL) : push_ok(t, in->person, in->id, NULL);
}
CLOSURE(push_write_down, struct push_outcome, void)

/* What is seen on a locked screen: nothing of what was said (docs/decisions/0116). */
static const char *push_words(struct job *j, const struct parcel *p, enum lang lang)
{
    struct parcel one = *p;
    struct buf b;
    one.lang = lang;
    buf_init(&b, PUSH_WORDS_MOST);
    buf_text(&b, "{\"words\":");
    json_put(&b, words_neutral(&one));
    buf_print(&b, ",\"path\":\"/thong-bao\",\"lang\":\"%s\"}", lang == LANG_EN ? "en" : "vi");
    const char *text = b.failed ? NULL : arena_text(j->arena, b.p);
    buf_finish(&b);
    return text;
}

static rc pushes_send(struct job *j, struct parcel *p)
{
    struct pushes_of_row *row;
    size_t n, later = 0, refused = 0;
    int64_t after_s = 0;
    bool urgent = false, went = false;
    for (size_t i = 0; i < p->in_n; i++) urgent = urgent || p->in[i]->important || p->in[i]->kind == NOTICE_KIND_ACCOUNT;
    try(pushes_of(j->ask, p->to, &row, &n));
    for (size_t i = 0; i < n; i++) {
        struct push one = { { row[i].endpoint, row[i].p256dh, row[i].auth }, push_words(j, p, (enum lang)row[i].lang), PUSH_TTL_S, urgent, "khue", p->lines };
        struct push_outcome o = { p->to, row[i].id, false };
        struct push_sent sent;
        if (!one.words) return LIMIT;
        int *times = silent_of(p->silent, row[i].endpoint);
        if (times && *times >= SILENT_MOST) { later++; continue; }
        try(push_send(j->app, j->ask, &one, &sent));
        if (times && sent.end == PUSH_LATER && sent.status == 0) ++*times;
        o.over = sent.end == PUSH_OVER;
        went = went || sent.end == PUSH_WENT;
        later += sent.end == PUSH_LATER;
        refused += sent.end == PUSH_NEVER;
        if (sent.retry_after_s > after_s) after_s = sent.retry_after_s;
        if (o.over || sent.end == PUSH_WENT) try(transact(j->ask, NULL, push_write_down, &o, NULL));
    }
    p->end = went ? (struct fate){ NOTICE_SEND_STATE_SENT, NOTICE_WHY_NONE } : (struct fate){ NOTICE_SEND_STATE_FAILED, refused ? NOTICE_WHY_REFUSED : NOTICE_WHY_NO_DEVICE };
    if (!went && later) try_again(j, p, after_s);
    return OK;
}

/* The day's messages of the school are used up: the next ones leave in the morning. */
static rc day_is_full(struct job *j, struct parcel *p, bool *full)
{
    struct setting_value most;
    struct sends_of_day_row sent;
    school_id school = p->in[0]->of_school;
    day today = day_of(j->ask->now);
    try(setting_of(j->ask, school, NULL, &notices_settings[0], &most));
    try(sends_of_day(j->ask, NOTICE_CHANNEL_SMS, school.v, today, &sent));
    *full = sent.n >= most.n;
    p->end = (struct fate){ NOTICE_SEND_STATE_WAITING, NOTICE_WHY_DAY_FULL };
    p->again = hours_due(&p->hours, day_start((day){ today.n + 1 }), false, false);
    p->given_back = true;
    return OK;
}

static const char *sms_words(struct job *j, const struct parcel *p)
{
    return say(j->arena, p->lang, _("Khuê: có thông báo quan trọng cho bạn. Mở {noi} để đọc."), "noi", arena_print(j->arena, "%s/thong-bao", job_address(j)), NULL);
}

static rc sms_one(struct job *j, struct parcel *p)
{
    struct phone_of_row phone;
    struct sms_sent sent;
    bool found, full;
    try(phone_of(j->ask, p->to, &phone, &found));
    p->end = (struct fate){ NOTICE_SEND_STATE_FAILED, NOTICE_WHY_NO_PHONE };
    if (!found || !phone.confirmed_at.has) return OK;
    try(day_is_full(j, p, &full));
    if (full) return OK;
    p->given_back = false;
    struct sms m = { phone.phone, sms_words(j, p), p->in[p->in_n - 1]->notice_id.v /* the oldest: what joins later changes nothing */, p->lines };
    try(sms_send(j->app, j->ask, &m, &sent));
    p->end = sent.end == SMS_WENT ? (struct fate){ NOTICE_SEND_STATE_SENT, NOTICE_WHY_NONE } : (struct fate){ NOTICE_SEND_STATE_FAILED, NOTICE_WHY_REFUSED };
    if (sent.end == SMS_LATER) try_again(j, p, sent.retry_after_s);
    if (sent.end == SMS_LATER && sent.status == 0 && p->in[0]->attempt >= SILENT_MOST) p->end = (struct fate){ NOTICE_SEND_STATE_FAILED, NOTICE_WHY_SILENT };      /* each may have gone, and costs */
    return OK;
}

/* ---- written down */

/* Sums of the day: added last, in one order, since several of these jobs and the floor of mail add to the same rows. */
struct ended { day on; enum notice_channel channel; school_id school; struct fate fate; int64_t notices, messages; };
static int ended_order(const void *a, const void *b)
{
    const struct ended *x = a, *y = b;
    if (x->on.n != y->on.n) return x->on.n < y->on.n ? -1 : 1;
    if (x->channel != y->channel) return x->channel < y->channel ? -1 : 1;
    if (x->school.v != y->school.v) return x->school.v < y->school.v ? -1 : 1;
    if (x->fate.state != y->fate.state) return x->fate.state < y->fate.state ? -1 : 1;
    return x->fate.why < y->fate.why ? -1 : x->fate.why > y->fate.why;
}
static void ended_merge(void *into, const void *other)
{
    struct ended *to = into;
    const struct ended *more = other;
    to->notices += more->notices;
    to->messages += more->messages;
}
static rc ended_write(struct tx *t, const void *item)
{
    const struct ended *e = item;
    return day_add(t, e->on, e->channel, e->school.v, e->fate.state, e->fate.why, e->notices, e->messages, NULL);
}
static const struct late_kind days = { "notices.days", ended_order, ended_merge, ended_write };

static rc ended_add(struct tx *t, enum notice_channel channel, school_id school, struct fate fate, int64_t notices, int64_t messages)
{
    struct ended *e = ARENA_NEW(t->ask->arena, struct ended);
    if (!e) return LIMIT;
    *e = (struct ended){ day_of(t->now), channel, channel == NOTICE_CHANNEL_SMS ? school : (school_id){ 0 }, fate, notices, messages };
    return before_commit(t, &days, e);
}

static rc row_write(struct tx *t, const struct parcel *p, size_t i, struct fate end, mail_id mail)
{
    bool first = p->in_n && &p->row[i] == p->in[0];
    if (end.state != NOTICE_SEND_STATE_WAITING && end.state != NOTICE_SEND_STATE_HANDED)
        try(ended_add(t, p->channel, p->in_n ? p->in[0]->of_school : p->row[i].of_school, end, 1, first && end.state == NOTICE_SEND_STATE_SENT));
    if (end.state == NOTICE_SEND_STATE_WAITING) return send_later(t, p->to, p->row[i].notice_id, p->channel, p->again, end.why, p->given_back ? 1 : 0, NULL);
    return send_over(t, p->to, p->row[i].notice_id, p->channel, end.state, end.why, mail, NULL);
}

static rc parcel_write(struct tx *t, const struct parcel *p, void *out)
{
    struct fate end = p->end;
    mail_id mail = { 0 };
    struct parcel later = *p;
    int64_t ours;
    (void)out;
    try(sends_hold(t, p->to, p->channel, p->until, &ours));
    if (!ours) return OK;                                                         /* the claim ran out, and another has them */
    if (p->letter) try(mail_add_known(t, p->letter, &mail));
    if (p->letter && !mail.v) {                                                   /* forty a day went to that address */
        end = (struct fate){ NOTICE_SEND_STATE_WAITING, NOTICE_WHY_DAY_FULL };
        later.again = (instant){ t->now.ms + DAY_MS / 4 };
        later.given_back = true;
    }
    for (size_t i = 0; i < p->n; i++)
        try(row_write(t, &later, i, p->fate[i].state == NOTICE_SEND_STATE_WAITING ? end : p->fate[i], p->fate[i].state == NOTICE_SEND_STATE_WAITING ? mail : (mail_id){ 0 }));
    return OK;
}
CLOSURE(parcel_write, struct parcel, void)

struct claiming { person_id person; enum notice_channel channel; instant until; };
static rc claim_due(struct tx *t, const struct claiming *in, int64_t *rows) { return sends_claim(t, in->person, in->channel, in->until, rows); }
CLOSURE(claim_due, struct claiming, int64_t)

struct round { struct outgoing_lines *lines; struct silent silent; };
static rc parcel_send(struct job *j, person_id person, enum notice_channel channel, struct round *round)
{
    struct claiming claim = { person, channel, { j->ask->now.ms + CLAIM_MINUTES * MINUTE_MS } };
    struct parcel p = { .to = person, .channel = channel, .until = claim.until, .lines = round->lines, .silent = &round->silent };
    struct sends_claimed_row *row;
    int64_t ours;
    bool off = false;
    try(transact(j->ask, NULL, claim_due, &claim, &ours));
    if (!ours) return OK;
    try(sends_claimed(j->ask, person, channel, claim.until, TOGETHER_MOST, &row, &p.n));
    p.row = row;
    p.fate = ARENA_MANY(j->arena, struct fate, p.n);
    p.in = ARENA_MANY(j->arena, const struct sends_claimed_row *, p.n);
    if (p.n && (!p.fate || !p.in)) return LIMIT;
    try(parcel_judge(j, &p));
    if (p.in_n) try(put_off(j, &p, &off));
    if (p.in_n && !off) {
        p.given_back = false;
        try(channel == NOTICE_CHANNEL_MAIL ? letter_write(j, &p) : channel == NOTICE_CHANNEL_PUSH ? pushes_send(j, &p) : sms_one(j, &p));
    }
    return transact(j->ask, NULL, parcel_write, &p, NULL);
}

/* ---- letters that are over */

rc notices_mail_over(struct tx *t, int64_t mail, enum mail_state state)
{
    struct fate end = state == MAIL_STATE_FAILED ? (struct fate){ NOTICE_SEND_STATE_FAILED, NOTICE_WHY_SILENT } : (struct fate){ NOTICE_SEND_STATE_SENT, NOTICE_WHY_NONE };
    int64_t rows;
    if (state == MAIL_STATE_STOPPED) {
        try(letter_back(t, (mail_id){ mail }, &rows));
        return rows ? soon_write(t, NULL) : OK;
    }
    try(letter_settle(t, (mail_id){ mail }, end.state, end.why, &rows));
    return rows ? ended_add(t, NOTICE_CHANNEL_MAIL, (school_id){ 0 }, end, rows, state != MAIL_STATE_FAILED) : OK;
}

struct settling { const struct letters_handed_row *row; size_t n; };
static rc settle_some(struct tx *t, const struct settling *in, void *out)
{
    (void)out;
    for (size_t i = 0; i < in->n; i++)
        if (in->row[i].state && in->row[i].state != MAIL_STATE_WAITING) try(notices_mail_over(t, in->row[i].mail_id.v, in->row[i].state));
    return OK;
}
CLOSURE(settle_some, struct settling, void)

/* A program before this one settled letters by looking for them; what it left is found at night. */
rc letters_settle(struct job *j)
{
    struct settling in = { .n = SETTLE_AT_ONCE };
    instant due = { 0 };
    person_id person = { 0 };
    while (in.n == SETTLE_AT_ONCE) {
        struct letters_handed_row *row;
        try(letters_handed(j->ask, due, person, SETTLE_AT_ONCE, &row, &in.n));
        if (!in.n || (row[in.n - 1].due_at.ms == due.ms && row[in.n - 1].person_id.v == person.v)) break;
        in.row = row;
        due = row[in.n - 1].due_at, person = row[in.n - 1].person_id;
        try(transact(j->ask, NULL, settle_some, &in, NULL));
        try(job_step(j, (int64_t)in.n, 0));
    }
    return OK;
}

static rc more_queue(struct tx *t, const int *in, job_id *out) { return (void)in, job_add(t, &(struct new_job){ .kind = &notices_jobs[SEND_JOB], .once = "notices more" }, out); }
CLOSURE(more_queue, int, job_id)

struct due { person_id person; enum notice_channel channel; };
static rc due_read(struct job *j, bool mail, struct due due[DUE_AT_ONCE], size_t *n)
{
    if (mail) {
        struct letters_due_row *row;
        try(letters_due(j->ask, DUE_AT_ONCE, &row, n));
        for (size_t i = 0; i < *n; i++) due[i] = (struct due){ row[i].person_id, row[i].channel };
    } else {
        struct others_due_row *row;
        try(others_due(j->ask, DUE_AT_ONCE, &row, n));
        for (size_t i = 0; i < *n; i++) due[i] = (struct due){ row[i].person_id, row[i].channel };
    }
    return OK;
}

/* Where much is due several of these run side by side, each from another end of it: a claim is one's alone. Past RUN_MOST the next run goes on. */
static rc due_send(struct job *j, bool mail, struct round *round, int64_t *done)
{
    struct due *due = ARENA_MANY(j->arena, struct due, DUE_AT_ONCE);
    int64_t most = *done + RUN_MOST;                              /* of each: a flood of letters does not hold up what rings */
    size_t n = 1;
    job_id id;
    if (!due) return LIMIT;
    while (n) {
        try(due_read(j, mail, due, &n));
        if (n > MUCH || (n && *done >= most)) try(transact(j->ask, NULL, more_queue, &(int){ 0 }, &id));
        if (*done >= most) return OK;                             /* what a run reads stays in its memory; the next one goes on */
        for (size_t i = 0, first = n ? (size_t)((uint64_t)j->id.v * 2654435761u % n) : 0; i < n; i++) {
            const struct due *d = &due[(first + i) % n];
            try(parcel_send(j, d->person, d->channel, round));
            try(job_step(j, ++*done, 0));
        }
    }
    return OK;
}

/* Letters first: they are only written down here, and wait for no service. */
rc notices_send_job(struct job *j)
{
    struct round *round = ARENA_NEW(j->arena, struct round);
    int64_t done = 0;
    if (!round) return LIMIT;
    *round = (struct round){ .lines = NULL };
    try(due_send(j, true, round, &done));
    round->lines = outgoing_lines_open();
    rc sent = due_send(j, false, round, &done);
    outgoing_lines_close(round->lines);
    return sent;
}

/* A code to the phone that somebody typed: "person=… at=…". */
rc notices_code_job(struct job *j)
{
    person_id person = { job_arg(j, "person") };
    struct phone_of_row phone;
    struct sms_sent sent;
    bool found;
    try(phone_of(j->ask, person, &phone, &found));
    if (!found || !phone.code_at.has || phone.code_at.v.ms != job_arg(j, "at")) return OK;          /* another one was asked for since */
    const char *code = sms_code(j->app, j->arena, person.v, phone.phone, phone.code_at.v);
    struct sms m = { phone.phone, say(j->arena, j->ask->lang, _("Khuê: mã xác nhận số điện thoại là {ma}, dùng trong 15 phút. Đừng đưa mã cho ai."), "ma", code, NULL), j->id.v, NULL };
    try(sms_send(j->app, j->ask, &m, &sent));
    return sent.end == SMS_WENT ? OK : fault_detail(j->ask, sent.end == SMS_LATER ? DOWN : INVALID, "sms gateway: %d", sent.status);
}

/* ---- asked by the floor of mail, before a letter of ours leaves */

rc notices_mail_may(struct ask *a, int64_t mail, bool *yes)
{
    struct sends_of_mail_row *row;
    size_t n;
    try(sends_of_mail(a, (mail_id){ mail }, &row, &n));
    *yes = n > 0;
    for (size_t i = 0; i < n && *yes; i++) {
        try(still_theirs(a, row[i].person_id, row[i].about_id, yes));
        *yes = *yes && !row[i].restricted;
    }
    return OK;
}

rc notices_stuck(struct ask *a, instant before, struct notices_stuck *out)
{
    struct mails_stuck_row mails;
    struct sends_stuck_row sends;
    try(mails_stuck(a, before, STUCK_COUNTED, &mails));
    try(sends_stuck(a, before, STUCK_COUNTED, &sends));
    *out = (struct notices_stuck){ mails.n, sends.n, mails.oldest };
    return OK;
}
