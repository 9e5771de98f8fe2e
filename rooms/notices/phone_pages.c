/* The phone to which a person wants what matters by SMS: it is theirs when the code that went there comes back. */
#include "generated/notices_queries.h"
#include "notices/pages.h"
#include "web/sms.h"

#define PAGE_PATH "/thong-bao/cach-nhan"

struct phone_in { const char *phone; };
static const struct field phone_fields[] = { FIELD(struct phone_in, phone, FIELD_PHONE, REQUIRED, .name = "so", .label = N_("Số điện thoại")), { 0 } };
const struct form_spec phone_form = { phone_fields };
struct code_in { const char *code; };
static const struct field code_fields[] = { FIELD(struct code_in, code, FIELD_SECRET, REQUIRED, .name = "ma", .max = 20, .label = N_("Mã")), { 0 } };
const struct form_spec phone_code_form = { code_fields };

struct asking { person_id me; const char *phone; day today; };

static rc code_ask(struct tx *t, const struct asking *in, void *out)
{
    struct phone_of_row had;
    struct codes_of_row codes;
    bool found;
    job_id job;
    (void)out;
    try(phone_of(t->ask, in->me, &had, &found));
    try(codes_of(t->ask, in->me, in->today, &codes, &found));
    if (found && codes.codes >= CODES_A_DAY) return refuse(t->ask, CONFLICT, 5702, _("Hôm nay đã gửi 3 mã. Mai thử lại."), NULL);
    try(phone_put(t, in->me, in->phone, in->today, found ? codes.codes + 1 : 1, NULL));
    return job_add(t, &(struct new_job){ .kind = &notices_jobs[CODE_JOB], .args = arena_print(t->ask->arena, "person=%lld at=%lld", (long long)in->me.v, (long long)t->now.ms) }, &job);
}
CLOSURE(code_ask, struct asking, void)

rc phone_action(struct ctx *c, struct reply *r)
{
    struct phone_in in;
    if (!sms_offered(c)) return NOT_FOUND;
    try(form_read(c, c->route->form, &in));
    struct asking ask = { c->who->person, in.phone, c->today };
    try(transact(c->ask, c->key, code_ask, &ask, NULL));
    return see_other_flash(r, PAGE_PATH, _("Mã đang được gửi tới số ấy."), NULL);
}

/* ---- the code comes back */

struct proving { person_id me; instant code_at; bool right; enum lang lang; };

static rc code_take(struct tx *t, const struct proving *in, int64_t *done)
{
    *done = 0;
    if (!in->right) return phone_tried(t, in->me, NULL);
    try(phone_confirm(t, in->me, in->code_at, CODE_TRIES, done));
    for (int kind = 1; kind <= NOTICE_KIND_COUNT && *done; kind++) try(choice_sms_first(t, in->me, (enum notice_kind)kind, in->lang, NULL));
    return OK;
}
CLOSURE(code_take, struct proving, int64_t)

rc phone_code_action(struct ctx *c, struct reply *r)
{
    struct code_in in;
    struct phone_mine_row row;
    int64_t done = 1;
    bool found;
    if (!sms_offered(c)) return NOT_FOUND;
    try(form_read(c, c->route->form, &in));
    try(phone_mine(c->ask, c->who->person, &row, &found));
    bool open = found && row.code_at.has && row.tries < CODE_TRIES && c->now.ms - row.code_at.v.ms < CODE_MINUTES * 60000LL;
    if (found && row.confirmed_at.has) return see_other(r, PAGE_PATH);
    if (!open) return refuse_field(c->ask, "ma", 5704, _("Mã này không còn dùng được. Xin gửi mã mới."), NULL);
    struct proving p = { c->who->person, row.code_at.v, sms_code_is(c, c->who->person.v, row.phone, row.code_at.v, in.code), c->lang };
    try(transact(c->ask, p.right ? c->key : NULL, code_take, &p, &done));       /* each wrong one counts, though the form keeps its key */
    if (!p.right) return refuse_field(c->ask, "ma", 5703, _("Mã không đúng. Xem lại tin nhắn."), NULL);
    return done || c->key->repeated ? see_other_flash(r, PAGE_PATH, _("Đã xác nhận số điện thoại."), NULL)
                                    : refuse_field(c->ask, "ma", 5704, _("Mã này không còn dùng được. Xin gửi mã mới."), NULL);
}

static rc phone_stop(struct tx *t, const person_id *me, void *out) { return (void)out, phone_end(t, *me, NULL); }
CLOSURE(phone_stop, person_id, void)

rc phone_end_action(struct ctx *c, struct reply *r)
{
    person_id me = c->who->person;
    try(transact(c->ask, c->key, phone_stop, &me, NULL));
    return see_other_flash(r, PAGE_PATH, _("Đã bỏ số điện thoại."), NULL);
}
