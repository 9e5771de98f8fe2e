/* Cards of a class: who has one, the sheet to print with the teacher's list of pictures, a lost card ended or made anew. A code and its
** pictures are shown on this one page only. */
#include "access/acts.h"
#include "access/cards.h"
#include "access/views.h"
#include "base/ids.h"
#include "classes/classes.h"
#include "consent/consent.h"
#include "generated/access_views.h"
#include "access/totp.h"
#include "people/people.h"

const struct field cards_fields[] = { FIELD(struct cards_in, all, FIELD_TICK, OPTIONAL, .name = "tat_ca"), { 0 } };
const struct field card_one_fields[] = { FIELD(struct card_one_in, person, FIELD_ID, REQUIRED, .name = "em", .label = N_("Em nào")), { 0 } };

static const char *class_path(struct ctx *c, const char *tail) { return arena_print(c->arena, "/t/%s/lop/%s%s", c->school->code, path_text(c, "lop"), tail); }

static rc class_of_cards(struct ctx *c, struct class_face *face, struct cards_of_class_row **row, size_t *n)
{
    class_id class_ = PATH_ID(c, "lop", class_id);
    try(class_face(c->ask, class_, face));
    return cards_of_class(c->ask, class_, c->who->person, c->today, row, n);
}

/* On the page alone: a card makes an account, and that takes the bare name. */
static rc namesakes_mark(struct ctx *c, struct cards_of_class_row *row, size_t n)
{
    struct namesake *same = ARENA_MANY(c->arena, struct namesake, n);
    if (!same) return LIMIT;
    for (size_t i = 0; i < n; i++) same[i] = (struct namesake){ &row[i].full_name, row[i].born };
    return namesakes_part(c->arena, c->lang, same, n);
}

static bool of_grade(int64_t grade) { return grade >= 1 && grade <= CARD_GRADE_LAST; }

rc cards_page(struct ctx *c, struct reply *r)
{
    struct class_face face;
    struct cards_of_class_row *row;
    struct cards_view v = { .action = class_path(c, "/the"), .back = class_path(c, "") };
    try(class_of_cards(c, &face, &row, &v.n));
    try(namesakes_mark(c, row, v.n));
    v.line = row;
    v.class_name = face.name;
    v.fits = of_grade(face.grade);
    for (size_t i = 0; i < v.n; i++) *(row[i].own ? &v.own : row[i].made_at.has ? &v.with : &v.without) += 1;
    return show(r, view_cards, &v);
}

/* ---- made */

struct cards_new { const struct fresh_card *card; size_t n; instant until; const char *next, *class_name; class_id class_; bool whole; };

static rc told(struct tx *t, enum access_act act, person_id child)
{
    const char *name;
    try(person_name(t->ask, child, &name));
    return audit_add(t, &(struct change){ .act = &access_acts[act], .kind = "account", .id = child.v, .name = name, .about = child });
}

static rc cards_store(struct tx *t, const struct cards_new *in, void *out)
{
    (void)out;
    try(access_recheck(t, CARD_PRINT, "lop", in->class_.v));
    if (in->whole)
        try(audit_bulk(t, &(struct change){ .act = &access_acts[ACT_CARDS], .kind = "class", .id = in->class_.v, .name = in->class_name,
            WAS({ N_("Số thẻ"), NULL, arena_print(t->ask->arena, "%zu", in->n), KEPT_AS_IS }) }));
    for (size_t i = 0; i < in->n; i++) {
        try(card_store(t, &in->card[i], in->until));
        try(told(t, ACT_CARD, in->card[i].person));
    }
    return answer(t, "%s", in->next);
}
CLOSURE(cards_store, struct cards_new, void)

/* For `only` one, or for those of the class who have none, or for all. */
static rc cards_make(struct ctx *c, const struct cards_of_class_row *row, size_t n, person_id only, bool all, struct fresh_card *card, person_id *subject, size_t *made)
{
    *made = 0;
    for (size_t i = 0; i < n; i++) {
        if (row[i].own || (only.v ? row[i].person_id.v != only.v : row[i].made_at.has && !all)) continue;
        try(card_make(c->app, c->arena, row[i].person_id, row[i].full_name, &card[*made]));
        subject[(*made)++] = row[i].person_id;
    }
    return OK;
}

static rc cards_show(struct ctx *c, struct reply *r, const struct cards_new *in)
{
    struct card_shown *shown = ARENA_MANY(c->arena, struct card_shown, in->n);
    if (!shown) return LIMIT;
    for (size_t i = 0; i < in->n; i++) {
        shown[i] = (struct card_shown){ .name = in->card[i].name, .code = in->card[i].shown };
        for (size_t k = 0; k < CARD_PICTURES; k++) shown[i].picture[k] = &card_picture[in->card[i].picture[k]];
        shown[i].qr = qr_path(c->arena, arena_print(c->arena, "%s/the?ma=%s", c->app->config.base_url, in->card[i].shown), &shown[i].squares);
        if (!shown[i].qr) return LIMIT;
    }
    struct cards_print_view v = { c->school->name, in->class_name, c->app->config.base_url, in->next, day_of(in->until), shown, in->n };
    return show(r, view_cards_print, &v);
}

static rc cards_give(struct ctx *c, struct reply *r, person_id only, bool all)
{
    struct class_face face;
    struct cards_of_class_row *row;
    size_t n;
    int64_t days;
    try(class_of_cards(c, &face, &row, &n));
    struct fresh_card *card = ARENA_MANY(c->arena, struct fresh_card, n);
    person_id *subject = ARENA_MANY(c->arena, person_id, n);
    if (!card || !subject) return LIMIT;
    if (!of_grade(face.grade))
        return refuse(c->ask, CONFLICT, 5212, _("Thẻ dành cho lớp 1 và lớp 2. Từ lớp 3 các em dùng phiếu đăng nhập; trẻ mầm non vào cùng phụ huynh."), NULL);
    struct cards_new in = { .card = card, .next = class_path(c, "/the"), .class_name = face.name, .class_ = face.id, .whole = only.v == 0 };
    try(setting_int(c->ask, &access_settings[ACCESS_CARD_DAYS], &days));
    in.until = (instant){ c->now.ms + days * 86400000 };
    try(cards_make(c, row, n, only, all, card, subject, &in.n));
    if (in.n == 0)
        return only.v ? NOT_FOUND : see_other_flash(r, in.next, _("Em nào trong lớp cũng có thẻ rồi. Muốn thay tất cả thì chọn làm lại cả thẻ đang dùng."), NULL);
    try(look_write_all(c, subject, in.n, LOOK_KIND_SIGN_IN, "slips"));
    try(transact(c->ask, c->key, cards_store, &in, NULL));
    if (c->key && c->key->repeated)                            /* the codes of the first press cannot be shown again */
        return see_other_flash(r, in.next, _("Thẻ đã được làm ở lần bấm trước. Nếu chưa in được, hãy làm lại."), NULL);
    return cards_show(c, r, &in);
}

rc cards_action(struct ctx *c, struct reply *r)
{
    struct cards_in in;
    try(form_read(c, c->route->form, &in));
    return cards_give(c, r, (person_id){ 0 }, in.all);
}

rc card_again_action(struct ctx *c, struct reply *r)
{
    struct card_one_in in;
    try(form_read(c, c->route->form, &in));
    return cards_give(c, r, in.person, true);
}

/* ---- ended */

struct card_ending { person_id child; class_id class_; const char *next; };

static rc card_close(struct tx *t, const struct card_ending *in, void *out)
{
    (void)out;
    bool was;
    try(access_recheck(t, CARD_PRINT, "lop", in->class_.v));
    try(card_drop(t, in->child, &was));
    if (!was) return refuse(t->ask, CONFLICT, 5218, _("Thẻ này đã thôi hiệu lực. Tải lại trang để xem."), NULL);
    try(told(t, ACT_CARD_END, in->child));
    return answer(t, "%s", in->next);
}
CLOSURE(card_close, struct card_ending, void)

rc card_end_action(struct ctx *c, struct reply *r)
{
    struct card_one_in in;
    struct class_face face;
    struct cards_of_class_row *row;
    size_t n;
    bool here = false;
    try(form_read(c, c->route->form, &in));
    try(class_of_cards(c, &face, &row, &n));
    for (size_t i = 0; i < n; i++) here = here || row[i].person_id.v == in.person.v;
    if (!here) return NOT_FOUND;                               /* a pupil of another class */
    struct card_ending end = { in.person, face.id, class_path(c, "/the") };
    try(transact(c->ask, c->key, card_close, &end, NULL));
    return see_other_flash(r, end.next, _("Thẻ đã thôi hiệu lực. Ai nhặt được cũng không vào được."), NULL);
}
