/* How a person wants to hear: what comes by which channel, one's hours, the browsers that show a word. */
#include "base/contact.h"
#include "generated/notices_queries.h"
#include "generated/notices_views.h"
#include "notices/pages.h"
#include "notices/views.h"
#include "people/people.h"
#include "web/mail.h"
#include "web/push.h"
#include "web/sms.h"
#include <string.h>

#define PAGE_PATH "/thong-bao/cach-nhan"
#define PACES "ngay gop khong"

#define HOURS "0 60 120 180 240 300 360 420 480 540 600 660 720 780 840 900 960 1020 1080 1140 1200 1260 1320 1380"

struct ways_in { const char *mail[NOTICE_KIND_COUNT + 1], *push[NOTICE_KIND_COUNT + 1], *sms[NOTICE_KIND_COUNT + 1], *quiet_from, *quiet_to, *digest_at; };
#define WAY(member, kind, name_, codes) FIELD(struct ways_in, member[kind], FIELD_CHOICE, OPTIONAL, .name = name_, .choices = codes)
static const struct field ways_fields[] = {
    WAY(mail, NOTICE_KIND_WORK, "thu_work", PACES), WAY(mail, NOTICE_KIND_ACCOUNT, "thu_account", PACES), WAY(mail, NOTICE_KIND_SCHOOL, "thu_school", PACES),
    WAY(push, NOTICE_KIND_WORK, "may_work", PACES), WAY(push, NOTICE_KIND_ACCOUNT, "may_account", PACES), WAY(push, NOTICE_KIND_SCHOOL, "may_school", PACES),
    WAY(sms, NOTICE_KIND_WORK, "sms_work", "ngay khong"), WAY(sms, NOTICE_KIND_ACCOUNT, "sms_account", "ngay khong"), WAY(sms, NOTICE_KIND_SCHOOL, "sms_school", "ngay khong"),
    FIELD(struct ways_in, quiet_from, FIELD_CHOICE, OPTIONAL, .name = "yen_tu", .choices = HOURS, .label = N_("Yên lặng từ")), FIELD(struct ways_in, quiet_to, FIELD_CHOICE, OPTIONAL, .name = "yen_den", .choices = HOURS, .label = N_("Đến")),
    FIELD(struct ways_in, digest_at, FIELD_CHOICE, OPTIONAL, .name = "gop_luc", .choices = HOURS, .label = N_("Gộp và gửi lúc")), { 0 } };
const struct form_spec ways_form = { ways_fields };

struct browser_in { const char *endpoint, *point, *auth; };
static const struct field browser_fields[] = {
    FIELD(struct browser_in, endpoint, FIELD_TEXT, REQUIRED, .name = "dia_chi", .max = PUSH_ENDPOINT_MOST), FIELD(struct browser_in, point, FIELD_TEXT, REQUIRED, .name = "khoa", .max = 2 * PUSH_POINT),
    FIELD(struct browser_in, auth, FIELD_TEXT, REQUIRED, .name = "bi_mat", .max = 2 * PUSH_AUTH), { 0 } };
const struct form_spec browser_form = { browser_fields };

struct browser_end_in { int64_t id; };
static const struct field browser_end_fields[] = { FIELD(struct browser_end_in, id, FIELD_ID, REQUIRED, .name = "may"), { 0 } };
const struct form_spec browser_end_form = { browser_end_fields };

/* ---- the page */

static rc browsers_fill(struct ctx *c, struct ways_view *v)
{
    struct pushes_mine_row *row;
    try(pushes_mine(c->ask, c->who->person, &row, &v->browsers));
    struct browser_line *line = ARENA_MANY(c->arena, struct browser_line, v->browsers);
    v->push_key = push_key(c->app, c->arena);
    if (!line || !v->push_key) return LIMIT;
    for (size_t i = 0; i < v->browsers; i++) line[i] = (struct browser_line){ row[i].id, row[i].device, row[i].endpoint, row[i].made_at, row[i].ok_at };
    v->browser = line;
    v->shared = session_shared(c);
    return OK;
}

static rc phone_fill(struct ctx *c, struct ways_view *v)
{
    struct phone_mine_row row;
    bool found;
    v->sms_offered = sms_offered(c);
    try(phone_mine(c->ask, c->who->person, &row, &found));
    if (!found || !*row.phone) return OK;
    v->phone = row.phone;
    v->phone_said = phone_show(c->arena, row.phone);
    v->phone_confirmed = row.confirmed_at.has;
    v->code_open = row.code_at.has && c->now.ms - row.code_at.v.ms < CODE_MINUTES * 60000LL && row.tries < CODE_TRIES;
    return OK;
}

rc ways_page(struct ctx *c, struct reply *r)
{
    struct choices_mine_row *row;
    struct hours_mine_row hours;
    struct ways_view v = { .phone = "", .phone_said = "", .mail_works = mail_works(c), .hours = hours_usual() };
    size_t n;
    bool found;
    try(email_of(c->ask, c->who->person, &v.address));
    try(choices_mine(c->ask, c->who->person, &row, &n));
    try(hours_mine(c->ask, c->who->person, &hours, &found));
    if (found) v.hours = (struct hours){ hours.quiet_from, hours.quiet_to, hours.digest_at };
    for (size_t i = 0; i < n; i++)
        v.way[row[i].kind] = (struct way){ !row[i].by_mail ? "khong" : row[i].mail_daily ? "gop" : "ngay", !row[i].by_push ? "khong" : row[i].push_daily ? "gop" : "ngay", row[i].by_sms ? "ngay" : "khong" };
    try(browsers_fill(c, &v));
    try(phone_fill(c, &v));
    v.by_mail = v.mail_works && *v.address;
    v.by_push = v.browsers > 0;
    v.by_sms = v.sms_offered && v.phone_confirmed;
    return show(r, view_ways, &v);
}

/* ---- choosing */

struct choosing { person_id me; struct ways_in in; struct hours hours; bool hours_said; enum lang lang; };

/* A channel that was not on the page keeps what was chosen for it. */
static bool is_on(const char *said, bool before) { return str_empty(said) ? before : !str_is(said, "khong"); }
static bool is_daily(const char *said, bool before) { return str_empty(said) ? before : str_is(said, "gop"); }

static rc choose(struct tx *t, const struct choosing *in, void *out)
{
    (void)out;
    for (int kind = 1; kind <= NOTICE_KIND_COUNT; kind++) {
        struct choice_of_row was;
        bool found;
        try(choice_of(t->ask, in->me, (enum notice_kind)kind, &was, &found));
        try(choice_put(t, in->me, (enum notice_kind)kind, is_on(in->in.mail[kind], was.by_mail), is_daily(in->in.mail[kind], was.mail_daily), is_on(in->in.push[kind], was.by_push),
                       is_daily(in->in.push[kind], was.push_daily), is_on(in->in.sms[kind], was.by_sms), in->lang, NULL));
    }
    return in->hours_said ? hours_put(t, in->me, in->hours.quiet_from, in->hours.quiet_to, in->hours.digest_at, NULL) : OK;
}
CLOSURE(choose, struct choosing, void)

static bool minutes_read(const char *said, int64_t *out) { return span_int(span_of(said), out) && *out >= 0 && *out < MINUTES_OF_DAY && *out % 60 == 0; }

rc ways_action(struct ctx *c, struct reply *r)
{
    struct choosing chosen = { .me = c->who->person, .lang = c->lang };
    try(form_read(c, c->route->form, &chosen.in));
    const struct ways_in *in = &chosen.in;
    chosen.hours_said = !str_empty(in->quiet_from) || !str_empty(in->quiet_to) || !str_empty(in->digest_at);
    if (chosen.hours_said && !minutes_read(in->quiet_from, &chosen.hours.quiet_from)) return form_wrong(c, "yen_tu", _("Chọn một giờ."));
    if (chosen.hours_said && !minutes_read(in->quiet_to, &chosen.hours.quiet_to)) return form_wrong(c, "yen_den", _("Chọn một giờ."));
    if (chosen.hours_said && !minutes_read(in->digest_at, &chosen.hours.digest_at)) return form_wrong(c, "gop_luc", _("Chọn một giờ."));
    try(transact(c->ask, c->key, choose, &chosen, NULL));
    return see_other_flash(r, PAGE_PATH, _("Đã lưu cách nhận thông báo."), NULL);
}

/* ---- browsers */

struct letting { person_id me; struct push_to to; const char *device; enum lang lang; };

static rc browser_let(struct tx *t, const struct letting *in, void *out)
{
    struct pushes_of_row *row;
    size_t n;
    (void)out;
    try(push_endpoint_end(t, in->to.endpoint, NULL));
    try(pushes_of(t->ask, in->me, &row, &n));
    if (n >= DEVICES_MOST) return refuse(t->ask, CONFLICT, 5700, _("Đã có {n} máy nhận thông báo. Bỏ bớt một máy rồi thêm máy này."), "n", arena_print(t->ask->arena, "%d", DEVICES_MOST), NULL);
    try(push_insert(t, in->me, NEW_ID(t, push_subscription_id), in->to.endpoint, in->to.point, in->to.auth, in->device, in->lang, NULL));
    for (int kind = 1; kind <= NOTICE_KIND_COUNT && n == 0; kind++) try(choice_push_first(t, in->me, (enum notice_kind)kind, in->lang, NULL));
    return OK;
}
CLOSURE(browser_let, struct letting, void)

rc browser_action(struct ctx *c, struct reply *r)
{
    struct browser_in in;
    struct letting let = { .me = c->who->person, .lang = c->lang, .device = session_device(c) };
    try(form_read(c, c->route->form, &in));
    if (session_shared(c)) return refuse(c->ask, CONFLICT, 5706, _("Phiên này ở trên máy dùng chung nên không bật thông báo ở đây."), NULL);
    if (!push_to_read(c->app, c->arena, in.endpoint, in.point, in.auth, &let.to)) return refuse(c->ask, INVALID, 5701, _("Trình duyệt đưa một địa chỉ nhận thông báo mà Khuê không dùng được. Thử lại, hoặc dùng trình duyệt khác."), NULL);
    try(transact(c->ask, c->key, browser_let, &let, NULL));
    return see_other_flash(r, PAGE_PATH, _("Máy này sẽ nhận thông báo."), NULL);
}

struct ending { person_id me; push_subscription_id id; };
static rc browser_stop(struct tx *t, const struct ending *in, int64_t *changed) { return push_end(t, in->me, in->id, changed); }
CLOSURE(browser_stop, struct ending, int64_t)

rc browser_end_action(struct ctx *c, struct reply *r)
{
    struct browser_end_in in;
    int64_t changed = 1;
    try(form_read(c, c->route->form, &in));
    struct ending end = { c->who->person, { in.id } };
    try(transact(c->ask, c->key, browser_stop, &end, &changed));
    return changed || c->key->repeated ? see_other_flash(r, PAGE_PATH, _("Máy ấy thôi nhận thông báo."), NULL) : NOT_FOUND;
}
