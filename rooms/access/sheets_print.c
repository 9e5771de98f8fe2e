/* Printing the slips of a whole school: all sheets that wait in one document, a class beginning on a page of its own, or one class
** after a jam. Both are a press, since opening writes: first the looks at everybody on it, then that it was shown; only then the
** codes leave. A document holds whole classes, up to slips_a_document slips; what does not fit is offered as the next one. */
#include "access/access.h"
#include "access/sign_in.h"
#include "access/slips.h"
#include "access/views.h"
#include "classes/classes.h"
#include "consent/consent.h"
#include "generated/access_views.h"

size_t slips_a_document = SLIPS_A_DOCUMENT;
const struct field sheets_all_fields[] = { FIELD(struct sheets_all_in, after, FIELD_ID, OPTIONAL, .name = "sau"), { 0 } };

static const char *sheets_path(struct ctx *c, const char *tail) { return arena_print(c->arena, "/t/%s/phieu%s", c->school->code, tail); }

static bool still_open(const struct codes_open_of_sheet_row *open, size_t n, person_id person)
{
    for (size_t i = 0; i < n; i++)
        if (open[i].person_id.v == person.v) return true;
    return false;
}

/* Those of the sheet whose code is still good, as the class stands now. */
static rc sheet_slips(struct ctx *c, slip_sheet_id id, const struct slip_people *p, const struct sealed_code *code, size_t n, struct slips_class *out, person_id *subject)
{
    struct codes_open_of_sheet_row *open;
    size_t opens;
    struct slip *slip = ARENA_MANY(c->arena, struct slip, n);
    if (!slip) return LIMIT;
    try(codes_open_of_sheet(c->ask, id, &open, &opens));
    for (size_t i = 0; i < p->n; i++)
        for (size_t k = 0; k < n; k++) {
            if (p->who[i].person.v != code[k].person.v || p->who[i].elsewhere || !still_open(open, opens, code[k].person)) continue;
            subject[out->n] = p->who[i].person;
            slip[out->n++] = (struct slip){ .name = p->who[i].name, .user_name = p->who[i].user_name, .code = code[k].code, .whose = p->who[i].whose };
        }
    out->slip = slip;
    return OK;
}

/* One sheet's slips, and whose they are: as many as out->n, in the arena. */
static rc sheet_read(struct ctx *c, slip_sheet_id id, int64_t days, struct slips_class *out, person_id **subject)
{
    struct sheet_one_row sheet;
    struct class_face face;
    struct slip_people p;
    struct sealed_code *code;
    size_t n;
    *out = (struct slips_class){ .n = 0 };
    try(sheet_one(c->ask, id, &sheet));
    try(class_face(c->ask, sheet.class_id, &face));
    try(codes_unseal(c->app, c->ask, c->school->id, id, sheet.sealed, &code, &n));
    try(slip_people_of(c->ask, sheet.class_id, face.name, &p));
    if (!(*subject = ARENA_MANY(c->arena, person_id, n))) return LIMIT;
    out->name = face.name;
    out->until = day_of((instant){ sheet.made_at.ms + days * 86400000LL });
    return sheet_slips(c, id, &p, code, n, out, *subject);
}

/* ---- what is printed: some sheets, and everybody on them */

struct printing { slip_sheet_id *id; size_t ids; person_id *subject; size_t subjects; };

static rc seen(struct tx *t, const struct printing *in, void *out)
{
    (void)out;
    try(access_recheck(t, SLIPS_PRINT, NULL, 0));
    for (size_t i = 0; i < in->ids; i++)
        try(sheet_shown(t, in->id[i], NULL));
    return OK;
}
CLOSURE(seen, struct printing, void)

/* Nothing is shown before both are committed. */
static rc print(struct ctx *c, struct reply *r, const struct printing *p, struct slips_view *v)
{
    v->school_name = c->school->name;
    v->address = c->app->config.base_url;
    v->back = sheets_path(c, "");
    v->sheet = true;
    try(slips_words(c, v));
    try(look_write_all(c, p->subject, p->subjects, LOOK_KIND_SIGN_IN, "slips"));
    try(transact(c->ask, c->key, seen, p, NULL));
    return show(r, view_slips, v);
}

rc sheet_action(struct ctx *c, struct reply *r)
{
    struct slips_class class_;
    slip_sheet_id id = PATH_ID(c, "to", slip_sheet_id);
    struct printing p = { .id = &id, .ids = 1 };
    struct slips_view v = { .class_ = &class_, .classes = 1 };
    int64_t days;
    try(setting_int(c->ask, &access_settings[ACCESS_SLIP_DAYS], &days));
    try(sheet_read(c, id, days, &class_, &p.subject));
    p.subjects = class_.n;
    v.class_name = class_.name;
    return print(c, r, &p, &v);
}

/* The first sheet after that one; all when it is 0, or waits no more. */
static size_t sheet_after(const struct sheets_waiting_row *row, size_t n, int64_t after)
{
    for (size_t i = 0; i < n; i++)
        if (row[i].id.v == after) return i + 1;
    return 0;
}

/* As many whole classes as a document holds, at least one. A sheet all of whose codes are used by now takes no page. */
static rc sheets_read(struct ctx *c, const struct sheets_waiting_row *row, size_t n, struct printing *p, struct slips_view *v)
{
    int64_t days, slips = 0;
    size_t take = 0;
    while (take < n && (take == 0 || slips + row[take].slips <= (int64_t)slips_a_document))
        slips += row[take++].slips;
    struct slips_class *class_ = ARENA_MANY(c->arena, struct slips_class, take);
    p->id = ARENA_MANY(c->arena, slip_sheet_id, take);
    p->subject = ARENA_MANY(c->arena, person_id, (size_t)slips);
    if (!class_ || !p->id || !p->subject) return LIMIT;
    try(setting_int(c->ask, &access_settings[ACCESS_SLIP_DAYS], &days));
    for (size_t i = 0; i < take; i++) {
        struct slips_class one;
        person_id *subject;
        try(sheet_read(c, row[i].id, days, &one, &subject));
        p->id[p->ids++] = row[i].id;
        if (one.n == 0) continue;
        for (size_t k = 0; k < one.n && p->subjects < (size_t)slips; k++) p->subject[p->subjects++] = subject[k];
        class_[v->classes++] = one;
    }
    v->class_ = class_;
    v->rest = n - take;
    if (v->rest) v->last = row[take - 1].id;
    return OK;
}

rc sheets_all_action(struct ctx *c, struct reply *r)
{
    struct sheets_all_in in;
    struct sheets_waiting_row *row;
    size_t n;
    struct printing p = { .ids = 0 };
    struct slips_view v = { .school_code = c->school->code };
    try(form_read(c, c->route->form, &in));
    try(sheets_waiting(c->ask, &row, &n));
    if (n == 0)
        return see_other_flash(r, sheets_path(c, ""), _("Không còn phiếu nào chờ in: mã đã xóa sau khi in, hoặc đã quá 24 giờ. Làm phiếu lại rồi in."), NULL);
    size_t from = sheet_after(row, n, in.after);
    if (from == n) from = 0;
    try(sheets_read(c, row + from, n - from, &p, &v));
    return print(c, r, &p, &v);
}

/* ---- printed */

static rc printed(struct tx *t, const void *in, void *out)
{
    (void)in, (void)out;
    try(access_recheck(t, SLIPS_PRINT, NULL, 0));
    return sheets_gone(t, NULL);
}
CLOSURE(printed, void, void)

rc sheets_printed_action(struct ctx *c, struct reply *r)
{
    try(transact(c->ask, c->key, printed, NULL, NULL));
    return see_other_flash(r, sheets_path(c, ""), _("Đã xóa mã của các lớp đã in khỏi máy chủ. Phiếu giấy vẫn dùng được đến hạn."), NULL);
}
