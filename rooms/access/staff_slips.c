/* Slips for all of the staff who have not come in yet, on one page: as they are made one by one (staff.c), in one act that is taken back as one. */
#include "access/access.h"
#include "access/acts.h"
#include "access/codes.h"
#include "access/sign_in.h"
#include "access/slips.h"
#include "classes/classes.h"
#include "consent/consent.h"
#include "generated/access_views.h"
#include "schools/schools.h"

struct staff_codes { struct fresh_code code[SLIPS_MOST]; struct slip slip[SLIPS_MOST]; person_id subject[SLIPS_MOST]; size_t n; bool office; instant until; person_id by; const char *next, *school_name; school_id school; };

/* Everybody once, whatever they are here; not who has a password, nor whom the asker makes no slip for. */
static rc codes_fresh(struct ctx *c, struct staff_codes *in)
{
    struct staff_of_school_row *row;
    size_t n;
    try(staff_of_school(c->ask, c->today, &row, &n));
    for (size_t i = 0; i < n && in->n < SLIPS_MOST; i++) {
        struct member_line line = { .id = row[i].id, .person = row[i].person_id, .role = row[i].role };
        bool yes = false, office = false, met = false;
        for (size_t k = 0; k < in->n; k++) met = met || in->subject[k].v == line.person.v;
        if (met || !row[i].user_name || row[i].has_password || line.person.v == c->who->person.v) continue;
        try(slip_here(c, &line, &yes, &office));
        if (!yes) continue;
        try(code_make(c->app, c->arena, line.person, &in->code[in->n]));
        in->subject[in->n] = line.person;
        in->slip[in->n] = (struct slip){ row[i].name, row[i].user_name, in->code[in->n].shown, tr(c->lang, member_role_label(line.role)) };
        in->office = in->office || office;
        in->n++;
    }
    return OK;
}

static rc codes_store(struct tx *t, const struct staff_codes *in, void *out)
{
    batch_id batch;
    (void)out;
    try(access_recheck(t, in->office ? OFFICE_CHANGE : STAFF_CHANGE, NULL, 0));
    try(batch_open(t, access_undoers[UNDO_STAFF_SLIPS].act, in->by, &batch));
    try(audit_bulk(t, &(struct change){ .act = &access_acts[ACT_STAFF_SLIPS], .kind = "school", .id = in->school.v, .name = in->school_name, .batch = batch,
        WAS({ N_("Số phiếu"), NULL, arena_print(t->ask->arena, "%zu", in->n), KEPT_AS_IS }) }));
    for (size_t i = 0; i < in->n; i++) {
        struct fresh_code code = in->code[i];
        code.batch = batch;
        try(persons_hold(t, code.person, code.person));                         /* as one slip: another school's place for them waits, or was first */
        try(account_way_in(t->ask, code.person));
        try(code_store(t, &code, in->by, in->until));
    }
    return answer(t, "%s", in->next);
}
CLOSURE(codes_store, struct staff_codes, void)

rc staff_slips_action(struct ctx *c, struct reply *r)
{
    struct staff_codes *in = ARENA_NEW(c->arena, struct staff_codes);
    int64_t days;
    if (!in) return LIMIT;
    in->next = arena_print(c->arena, "/t/%s/nhan-su", c->school->code);
    in->by = c->who->person, in->school = c->school->id, in->school_name = c->school->name;
    try(codes_fresh(c, in));
    if (in->n == 0) return refuse(c->ask, CONFLICT, 6077, _("Không còn ai cần phiếu: mọi người đã tự đặt mật khẩu, hoặc phiếu của họ do ban giám hiệu làm."), NULL);
    try(setting_int(c->ask, &access_settings[ACCESS_SLIP_DAYS], &days));
    in->until = (instant){ c->now.ms + days * 86400000 };
    try(look_write_all(c, in->subject, in->n, LOOK_KIND_SIGN_IN, "slips"));
    try(transact(c->ask, c->key, codes_store, in, NULL));
    if (c->key && c->key->repeated)                            /* the codes of the first press cannot be shown again */
        return see_other_flash(r, in->next, _("Phiếu đã được làm ở lần bấm trước. Nếu chưa in được, hãy làm phiếu mới."), NULL);
    const struct slips_class one = { NULL, day_of(in->until), in->slip, in->n };
    struct slips_view v = { .school_name = c->school->name, .address = c->app->config.base_url, .back = in->next, .class_ = &one, .classes = 1 };
    try(slips_words(c, &v));
    return show(r, view_slips, &v);
}
