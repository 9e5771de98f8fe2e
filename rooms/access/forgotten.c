/* A forgotten password: the same answer whoever asks for whom, one mail to a confirmed address, a new password by its link. */
#include "access/links.h"
#include "access/sign_in.h"
#include "base/contact.h"
#include "base/viet.h"
#include "generated/access_queries.h"
#include "generated/access_views.h"
#include "notices/notices.h"
#include "people/people.h"
#include "schools/schools.h"
#include "web/hash.h"
#include "web/mail.h"

#define ASKS_MOST 30                       /* from one address, in a quarter of an hour: a school asks from one */
#define ASKS_MS   (15 * 60 * 1000LL)
#define DAY_MS    86400000LL

/* The heap of all who ask, by address alone; that of no account, no unknown name and no code. */
static const person_id no_reset = { INT64_MIN + 1 };

const struct field forgotten_fields[] = {
    FIELD(struct forgotten_in, who, FIELD_TEXT, REQUIRED, .name = "ten", .max = 254, .label = N_("Tên đăng nhập, số điện thoại hoặc địa chỉ thư")), { 0 } };
const struct field new_password_fields[] = {
    FIELD(struct new_password_in, fresh, FIELD_SECRET, REQUIRED, .name = "mat_khau", .max = 200, .label = N_("Mật khẩu mới")),
    FIELD(struct new_password_in, again, FIELD_SECRET, REQUIRED, .name = "nhac_lai", .max = 200, .label = N_("Gõ lại mật khẩu mới")),
    FIELD(struct new_password_in, shared, FIELD_TICK, OPTIONAL, .name = "may_chung"), { 0 } };

/* ---- asking */

rc forgotten_page(struct ctx *c, struct reply *r)
{
    struct forgotten_view v = { .works = mail_works(c), .asked = str_is(query_text(c, "xong"), "1"), .minutes = RESET_MINUTES };
    if (signed_in(c->who)) return see_other(r, "/hom-nay");
    return show(r, view_forgotten, &v);
}

/* Everybody whom that may mean; none is no matter. */
static rc meant(struct ctx *c, const char *typed, person_id **who, size_t *n)
{
    struct account_of_user_row user;
    struct accounts_of_phone_row *row;
    const char *address = mail_address(c->arena, typed);
    bool found;
    if (address) return persons_by_email(c->ask, address, who, n);
    try(account_of_user(c->ask, viet_lower(c->arena, typed), &user, &found));
    struct contact_check phone = phone_check(c->arena, typed);
    *n = 0;
    if (!found && str_is(phone.status, "OK")) try(accounts_of_phone(c->ask, phone.normal, &row, n));
    *who = ARENA_MANY(c->arena, person_id, *n + 1);
    if (!*who) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*who)[i] = row[i].person_id;
    if (found) (*who)[0] = user.person_id, *n = 1;
    return OK;
}

struct asking { const person_id *who; size_t n; int64_t address; };

static rc reset_send(struct tx *t, person_id person)
{
    struct arena *a = t->ask->arena;
    struct user_name_of_row user;
    const char *address;
    bool found, sent;
    try(email_of(t->ask, person, &address));
    try(user_name_of(t->ask, person, &user, &found));
    if (!*address || !found) return OK;
    enum lang lang = t->ask->lang;
    struct mailed_link link = { .person = person, .kind = MAIL_LINK_KIND_RESET, .address = address, .subject = tr(lang, _("Đặt lại mật khẩu Khuê")),
        .text = say(a, lang, _("Chào bạn,\n\nCó người, mong là chính bạn, vừa xin đặt lại mật khẩu của tài khoản {ten}. "
                               "Mở đường dẫn này trong 30 phút và chọn mật khẩu mới:\n\n{link}\n\n"
                               "Nếu không phải bạn xin, hãy bỏ qua thư này: mật khẩu đang dùng vẫn như cũ."), "ten", user.user_name, NULL) };
    return link_send(t, &link, &sent);
}

static rc ask_for_it(struct tx *t, const struct asking *in, void *out)
{
    (void)out;
    try(failures_drop(t, no_reset, (instant){ t->now.ms - DAY_MS }, NULL));
    try(failure_insert(t, no_reset, in->address, NEW_ID(t, sign_in_failure_id), NULL));
    for (size_t i = 0; i < in->n; i++)
        try(reset_send(t, in->who[i]));
    return OK;
}
CLOSURE(ask_for_it, struct asking, void)

static rc asks_left(struct ctx *c, struct reply *r)
{
    struct failures_since_row row;
    if (!c->app->config.rate_limits) return OK;
    try(failures_since(c->ask, no_reset, ctx_address(c), (instant){ c->now.ms - ASKS_MS }, &row));
    if (row.n < ASKS_MOST) return OK;
    r->status = 429;
    return refuse(c->ask, LIMIT, 2051, _("Từ nơi này đã xin nhiều lần. Đợi 15 phút rồi thử lại, hoặc xin nhà trường phiếu đăng nhập mới."), NULL);
}

rc forgotten_action(struct ctx *c, struct reply *r)
{
    struct forgotten_in in;
    struct asking asking = { .address = ctx_address(c) };
    person_id *who = NULL;
    if (!mail_works(c)) return NOT_FOUND;
    try(form_read(c, c->route->form, &in));
    try(asks_left(c, r));
    try(meant(c, in.who, &who, &asking.n));
    asking.who = who;
    try(transact(c->ask, c->key, ask_for_it, &asking, NULL));
    return see_other(r, "/quen-mat-khau?xong=1");
}

/* ---- choosing the new one */

/* A link that is over is a page of its own, which says where a new one comes from. */
rc link_over(struct reply *r)
{
    r->status = 404;
    return show(r, view_link_over, NULL);
}

rc new_password_page(struct ctx *c, struct reply *r)
{
    mail_link_id id;
    struct open_link link;
    rc found = link_named(c, PATH_NEW_PASSWORD, path_text(c, "ma"), &id);
    if (found == OK) found = link_open(c->ask, PATH_NEW_PASSWORD, id, &link);
    if (found == NOT_FOUND) return link_over(r);
    try(found);
    struct new_password_view v = { .action = ctx_path(c), .user_name = link.user_name, .invited = link.kind == MAIL_LINK_KIND_INVITE };
    return show(r, view_new_password, &v);
}

struct choosing { mail_link_id link; const char *hash; struct arrival arrival; };

static rc begun_here(struct tx *t, const struct open_link *link)
{
    struct membership *m;
    size_t n;
    try(email_confirm(t, link->person, link->address));
    try(memberships_of(t->ask, link->person, &m, &n));
    return n > 0 ? account_begun(t, link->person, m[0].school.id) : OK;
}

static rc choose(struct tx *t, const struct choosing *in, bool *second)
{
    struct open_link link;
    struct arrival arrival = in->arrival;
    try(link_use(t, PATH_NEW_PASSWORD, in->link, &link));
    try(account_password_set(t, link.person, in->hash));
    try(session_end_all(t, link.person));
    try(passkeys_end(t, link.person, NULL));
    arrival.session.person = link.person;
    try(arrive(t, &arrival, second));
    if (link.kind == MAIL_LINK_KIND_INVITE) return begun_here(t, &link);
    return password_told(t, link.person, _("Mật khẩu vừa được đặt lại bằng đường dẫn gửi qua thư điện tử."));
}
CLOSURE(choose, struct choosing, bool)

rc new_password_action(struct ctx *c, struct reply *r)
{
    struct new_password_in in;
    struct choosing choosing;
    bool second = false;
    char hash[SECRET_HASH_SIZE];
    rc named = link_named(c, PATH_NEW_PASSWORD, path_text(c, "ma"), &choosing.link);
    if (named == NOT_FOUND) return link_over(r);
    try(named);
    try(form_read(c, c->route->form, &in));
    struct open_link link = { .person = { 0 } };
    rc open = link_open(c->ask, PATH_NEW_PASSWORD, choosing.link, &link);
    if (open != NOT_FOUND) try(open);                   /* used: perhaps by this very form, sent twice */
    try(password_is_good(c, link.person, in.fresh, in.again));
    ask_done(c->ask);                                   /* a hash may wait for seconds, a connection may not */
    try(secret_hash(c->app, in.fresh, hash));
    choosing.hash = hash;
    try(arrival_make(c, r, &(struct coming){ .shared = in.shared, .how = SIGN_IN_HOW_MAIL, .next = "/hom-nay" }, &choosing.arrival));
    rc done = transact(c->ask, c->key, choose, &choosing, &second);
    if (done == NOT_FOUND) return link_over(r);
    try(done);
    if (second) return arrived(r, &choosing.arrival, second);
    if (!c->key->repeated) try(session_hand_over(r, &choosing.arrival.session));
    return see_other_flash(r, "/hom-nay", _("Đã lưu mật khẩu mới."), NULL);
}
