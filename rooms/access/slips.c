/* Slips: printed pieces of paper with a one-time code, for those of a class who have not chosen a password yet. Codes are
** made before the closure, stored hashed, and shown on this one page only. */
#include "access/acts.h"
#include "access/codes.h"
#include "access/sign_in.h"
#include "access/slips.h"
#include "access/totp.h"
#include "base/ids.h"
#include "classes/classes.h"
#include "consent/consent.h"
#include "generated/access_views.h"
#include "schools/schools.h"

static void slip_add(struct slip_people *p, struct slip_person one)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->who[i].person.v == one.person.v) return;      /* a guardian of two in one class */
    if (p->n < SLIPS_MOST) p->who[p->n++] = one;
}

/* A list can name any guardian of the city by name and phone; the slip would open their child in another school to whoever
** prints it: whose.c says which school makes it. Nor does anybody get a slip from whom an order keeps from their child. */
static rc elsewhere_mark(struct ask *a, struct slip_people *p)
{
    person_id *who = ARENA_MANY(a->arena, person_id, p->n);
    bool *ours = ARENA_MANY(a->arena, bool, p->n);
    if (!who || !ours) return LIMIT;
    for (size_t i = 0; i < p->n; i++) who[i] = p->who[i].person;
    try(accounts_ours(a, who, p->n, ACCOUNT_BY_CLASS, ours));
    for (size_t i = 0; i < p->n; i++) {
        p->who[i].elsewhere = !ours[i];
        if (ours[i]) try(stands_for_any(a, who[i], a->scope.barred, a->scope.barred_n, &p->who[i].elsewhere));
    }
    return OK;
}

rc slip_people_of(struct ask *a, class_id class_, const char *class_name, struct slip_people *p)
{
    struct pupils_of_slips_row *pupil;
    struct guardians_of_slips_row *guardian;
    size_t pupils, guardians;
    day today = day_of(a->now);
    try(pupils_of_slips(a, class_, today, &pupil, &pupils));
    try(guardians_of_slips(a, class_, today, &guardian, &guardians));
    *p = (struct slip_people){ .who = ARENA_MANY(a->arena, struct slip_person, SLIPS_MOST) };
    struct namesake *same = ARENA_MANY(a->arena, struct namesake, pupils);
    if (!p->who || !same) return LIMIT;
    for (size_t i = 0; i < pupils; i++) same[i] = (struct namesake){ &pupil[i].full_name, pupil[i].born };
    try(namesakes_part(a->arena, a->lang, same, pupils));
    for (size_t i = 0; i < pupils; i++)
        slip_add(p, (struct slip_person){ .person = pupil[i].person_id, .name = pupil[i].full_name, .user_name = pupil[i].user_name,
                                          .known = pupil[i].has_password, .has_code = pupil[i].has_code,
                                          .whose = say(a->arena, a->lang, _("Học sinh lớp {lop}"), "lop", class_name, NULL) });
    for (size_t i = 0; i < guardians; i++)
        slip_add(p, (struct slip_person){ .person = guardian[i].person_id, .name = guardian[i].full_name, .user_name = guardian[i].user_name,
                                          .known = guardian[i].has_password, .has_code = guardian[i].has_code,
                                          .whose = say(a->arena, a->lang, _("{la} của {em}, lớp {lop}"), "la", tr(a->lang, guardian_kind_label(guardian[i].kind)),
                                                       "em", guardian[i].pupil_name, "lop", class_name, NULL) });
    return elsewhere_mark(a, p);
}

static const char *class_path(struct ctx *c, const char *tail)
{
    return arena_print(c->arena, "/t/%s/lop/%s%s", c->school->code, path_text(c, "lop"), tail);
}

/* Anybody of the class, for whoever came later, lost a slip or forgot a password: one new slip, and those of all others hold. A former
** password ends when the code is used. */
static rc forgetful_fill(struct ctx *c, const struct slip_people *p, struct slips_ask_view *v)
{
    struct ui_choice *one = ARENA_MANY(c->arena, struct ui_choice, p->n);
    if (!one) return LIMIT;
    for (size_t i = 0; i < p->n; i++) {
        char id[ID_TEXT_SIZE];
        if (p->who[i].elsewhere) continue;
        id_text(p->who[i].person.v, id);
        one[v->forgetfuls++] = (struct ui_choice){ .code = arena_text(c->arena, id), .label = arena_print(c->arena, "%s (%s)", p->who[i].name, p->who[i].whose) };
    }
    v->forgetful = one;
    v->again = class_path(c, "/phieu/mot");
    return OK;
}

const char *slips_only_here(const struct app *app)
{
    const char *url = app->config.base_url, *host = url ? strstr(url, "://") : NULL;
    if (!host || app->config.demo) return NULL;
    return str_starts(host + 3, "localhost") || str_starts(host + 3, "127.") || str_starts(host + 3, "[::1]") ? url : NULL;
}

rc slips_page(struct ctx *c, struct reply *r)
{
    struct class_face face;
    struct slip_people p;
    class_id class_ = PATH_ID(c, "lop", class_id);
    try(class_face(c->ask, class_, &face));
    try(slip_people_of(c->ask, class_, face.name, &p));
    struct slips_ask_view v = { .class_name = face.name, .action = class_path(c, "/phieu"), .back = class_path(c, ""), .only_here = slips_only_here(c->app),
                                .preschool = face.level == SCHOOL_LEVEL_PRESCHOOL };
    for (size_t i = 0; i < p.n; i++)
        *(p.who[i].known ? &v.known : p.who[i].elsewhere ? &v.elsewhere : &v.fresh) += 1;
    try(forgetful_fill(c, &p, &v));
    return show(r, view_slips_ask, &v);
}

struct codes_new { struct fresh_code *code; size_t n; person_id by; instant until; const char *next; class_id class_id; const char *class_name; bool whole; };

static rc codes_store(struct tx *t, const struct codes_new *in, void *out)
{
    (void)out;
    batch_id batch = { 0 };
    try(access_recheck(t, SLIPS_PRINT, "lop", in->class_id.v));
    if (in->whole && in->n > 0) {
        try(batch_open(t, access_undoers[UNDO_SLIPS].act, in->by, &batch));
        try(audit_bulk(t, &(struct change){ .act = &access_acts[ACT_SLIPS], .kind = "class", .id = in->class_id.v, .name = in->class_name, .batch = batch,
            WAS({ N_("Số phiếu"), NULL, arena_print(t->ask->arena, "%zu", in->n), KEPT_AS_IS }) }));
    }
    for (size_t i = 0; i < in->n; i++) {
        struct fresh_code code = in->code[i];
        code.batch = batch;
        try(code_store(t, &code, in->by, in->until));
    }
    return answer(t, "%s", in->next);
}
CLOSURE(codes_store, struct codes_new, void)

/* Codes for those of the list without a password, or for `only` one, with or without. */
static rc codes_fresh(struct ctx *c, const struct slip_people *p, person_id only, struct fresh_code *code, struct slip *slip, person_id *subject, size_t *n)
{
    *n = 0;
    for (size_t i = 0; i < p->n; i++) {
        if (p->who[i].elsewhere || (only.v ? p->who[i].person.v != only.v : p->who[i].known)) continue;
        try(code_make(c->app, c->arena, p->who[i].person, &code[*n]));
        subject[*n] = p->who[i].person;
        slip[*n] = (struct slip){ .name = p->who[i].name, .user_name = p->who[i].user_name, .code = code[*n].shown, .whose = p->who[i].whose };
        ++*n;
    }
    return OK;
}

/* What stands on every slip: how to come to the page, and what the school prints on its own. */
rc slips_words(struct ctx *c, struct slips_view *v)
{
    v->qr = qr_path(c->arena, arena_print(c->arena, "%s/ma", c->app->config.base_url), &v->squares);
    if (!v->qr) return LIMIT;
    try(setting_text(c->ask, &access_settings[ACCESS_SLIP_CONTACT], &v->contact));
    return setting_text(c->ask, &access_settings[ACCESS_SLIP_NOTE], &v->note);
}

static rc slips_give(struct ctx *c, struct reply *r, person_id only)
{
    struct class_face face;
    struct slip_people p;
    size_t n;
    class_id class_ = PATH_ID(c, "lop", class_id);
    try(class_face(c->ask, class_, &face));
    try(slip_people_of(c->ask, class_, face.name, &p));
    struct fresh_code *code = ARENA_MANY(c->arena, struct fresh_code, p.n);
    struct slip *slip = ARENA_MANY(c->arena, struct slip, p.n);
    person_id *subject = ARENA_MANY(c->arena, person_id, p.n);
    if (!code || !slip || !subject) return LIMIT;
    try(codes_fresh(c, &p, only, code, slip, subject, &n));
    if (only.v && n == 0) return NOT_FOUND;
    int64_t days;
    try(setting_int(c->ask, &access_settings[ACCESS_SLIP_DAYS], &days));
    struct codes_new in = { code, n, c->who->person, { c->now.ms + days * 86400000 }, class_path(c, "/phieu"), class_, face.name, only.v == 0 };
    try(look_write_all(c, subject, n, LOOK_KIND_SIGN_IN, "slips"));
    try(transact(c->ask, c->key, codes_store, &in, NULL));
    if (c->key && c->key->repeated)                            /* the codes of the first press cannot be shown again */
        return see_other_flash(r, in.next, _("Phiếu đã được làm ở lần bấm trước. Nếu chưa in được, hãy làm phiếu mới."), NULL);
    const struct slips_class one = { face.name, day_of(in.until), slip, n };
    struct slips_view v = { .school_name = c->school->name, .class_name = face.name, .address = c->app->config.base_url, .back = class_path(c, ""), .class_ = &one, .classes = 1 };
    try(slips_words(c, &v));
    return show(r, view_slips, &v);
}

rc slips_action(struct ctx *c, struct reply *r) { return slips_give(c, r, (person_id){ 0 }); }

const struct field slip_fields[] = { FIELD(struct slip_in, person, FIELD_ID, REQUIRED, .name = "nguoi", .label = N_("Ai cần phiếu")), { 0 } };

rc slip_again_action(struct ctx *c, struct reply *r)
{
    struct slip_in in;
    try(form_read(c, c->route->form, &in));
    return slips_give(c, r, in.person);
}
