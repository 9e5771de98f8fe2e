/* Coming in by a card, and a guardian's page of it. On a family's telephone a card ends the session that is there: the child gets its own
** pages, and the guardian's are gone until they sign in again. */
#include "access/acts.h"
#include "access/cards.h"
#include "access/links.h"
#include "access/sign_in.h"
#include "access/views.h"
#include "generated/access_queries.h"
#include "generated/access_views.h"
#include "notices/notices.h"
#include <string.h>

const struct field card_try_fields[] = {
    FIELD(struct card_try_in, code, FIELD_TEXT, REQUIRED, .name = "ma", .max = 40, .label = N_("Mã trên thẻ")),
    FIELD(struct card_try_in, picked, FIELD_MANY, OPTIONAL, .name = "hinh-"), { 0 } };

/* The code of the address stays where it is when the form comes back. */
rc by_card_page(struct ctx *c, struct reply *r)
{
    struct by_card_view v = { .code = form_typed(c, "ma", query_text(c, "ma")), .somebody = signed_in(c->who), .picture = card_picture, .pictures = CARD_OF };
    return show(r, view_by_card, &v);
}

/* ---- trying */

struct card_try { struct bytes code, pictures; struct arrival arrival; };
struct card_tried { bool known, right; int64_t left; };

static rc shut(struct tx *t, const struct card_open_row *card)
{
    const char *name;
    bool was;
    try(card_drop(t, card->person_id, &was));
    try(person_name(t->ask, card->person_id, &name));
    try(notice_add(t, &(struct notice){ .to = card->made_by, .kind = NOTICE_KIND_ACCOUNT, .path = "/lop-hoc",
        .words = _("Thẻ của một em đã tự khóa vì chọn sai hình nhiều lần. Xem ở trang thẻ của lớp, hỏi em có mất thẻ không, rồi làm thẻ mới.") }));
    return audit_add(t, &(struct change){ .act = &access_acts[ACT_CARD_SHUT], .kind = "account", .id = card->person_id.v, .name = name, .about = card->person_id });
}

static rc failed(struct tx *t, const struct card_try *in, const struct card_open_row *card, struct card_tried *out)
{
    try(card_failed(t, card->id, NULL));
    try(attempt_add(t, &(struct attempt){ card->person_id, SIGN_IN_HOW_CARD, false, false, in->arrival.session.device, in->arrival.address }));
    out->left = CARD_TRIES - card->failures - 1;
    return out->left > 0 ? OK : shut(t, card);
}

/* Cards are tried one after another: the row is read under its lock. Wrong pictures commit, since they count. */
static rc card_tried(struct tx *t, const struct card_try *in, struct card_tried *out)
{
    struct card_open_row card;
    struct arrival arrival = in->arrival;
    bool second;
    day today = day_of(t->now);
    *out = (struct card_tried){ 0 };
    try(card_open(t->ask, in->code, today, &card, &out->known));
    if (!out->known) return OK;
    try(lock_sign_in_card(t, card.id));
    try(card_open(t->ask, in->code, today, &card, &out->known));
    if (!out->known) return OK;
    out->right = card.pictures_hash.n == in->pictures.n && memcmp(card.pictures_hash.p, in->pictures.p, in->pictures.n) == 0;
    if (!out->right) return failed(t, in, &card, out);
    try(card_used(t, card.id, NULL));
    arrival.session.person = card.person_id;
    return arrive(t, &arrival, &second);
}
CLOSURE(card_tried, struct card_try, struct card_tried)

/* In ascending order; how many. */
static size_t picked_read(const struct typed_list *picked, size_t picture[CARD_PICTURES])
{
    size_t n = 0;
    for (size_t i = 0; i < CARD_OF; i++)
        for (size_t k = 0; k < picked->n; k++)
            if (str_is(picked->item[k].name + strlen("hinh-"), card_picture[i].icon) && n++ < CARD_PICTURES) picture[n - 1] = i;
    return n;
}

rc by_card_action(struct ctx *c, struct reply *r)
{
    struct card_try_in in;
    struct card_tried tried;
    struct card_try now;
    size_t picture[CARD_PICTURES];
    uint8_t code_hash[HASH_SIZE], pictures_hash[HASH_SIZE];
    try(form_read(c, c->route->form, &in));
    if (picked_read(&in.picked, picture) != CARD_PICTURES) return form_wrong(c, "hinh", _("Chọn đúng ba hình."));
    if (!card_read(c->app, c->arena, in.code, picture, code_hash, pictures_hash))
        return c->arena->failed ? LIMIT : form_wrong(c, "ma", _("Mã có 10 chữ và số, ví dụ K7QM2-XW9PD."));
    try(codes_left(c, r));
    now.code = (struct bytes){ code_hash, sizeof code_hash };
    now.pictures = (struct bytes){ pictures_hash, sizeof pictures_hash };
    try(arrival_make(c, r, &(struct coming){ .shared = true, .how = SIGN_IN_HOW_CARD, .next = "/hom-nay" }, &now.arrival));
    try(transact(c->ask, NULL, card_tried, &now, &tried));
    if (!tried.known) try(code_wrong(c));
    if (!tried.known || (!tried.right && tried.left <= 0))
        return refuse_field(c->ask, "ma", 5204, _("Thẻ này không dùng được. Xin thầy cô thẻ mới."), NULL);
    if (!tried.right)
        return refuse_field(c->ask, "hinh", 5205, _("Chưa đúng ba hình. Còn {n} lần."), "n", arena_print(c->arena, "%lld", (long long)tried.left), NULL);
    try(session_hand_over(r, &now.arrival.session));
    return see_other(r, "/hom-nay");
}

/* ---- a guardian's */

rc child_card_page(struct ctx *c, struct reply *r)
{
    person_id id = PATH_ID(c, "em", person_id);
    struct card_of_mine_row row;
    struct child_card_view v = { .back = arena_print(c->arena, "/ho-so/%s", path_text(c, "em")) };
    try(person_mine(c->ask, id, &v.child));
    try(card_of_mine(c->ask, id, &row, &v.has));
    v.made_at = row.made_at, v.until = day_of(row.until), v.used_at = row.used_at;
    return show(r, view_child_card, &v);
}

struct card_lost { person_id child; const char *next; };

static rc lost(struct tx *t, const struct card_lost *in, void *out)
{
    (void)out;
    struct card_of_row card;
    const char *name;
    bool was;
    try(access_recheck(t, CARD_OF_CHILD, "em", in->child.v));
    try(card_of(t->ask, in->child, &card, &was));
    if (was) try(card_drop(t, in->child, &was));
    if (!was) return refuse(t->ask, CONFLICT, 5218, _("Thẻ này đã thôi hiệu lực. Tải lại trang để xem."), NULL);
    try(person_name(t->ask, in->child, &name));
    try(notice_add(t, &(struct notice){ .to = card.made_by, .kind = NOTICE_KIND_ACCOUNT, .path = "/lop-hoc",
        .words = _("Một phụ huynh báo mất thẻ của con; thẻ đã thôi hiệu lực. Xem ở trang thẻ của lớp và làm thẻ mới khi em cần.") }));
    try(audit_add(t, &(struct change){ .act = &access_acts[ACT_CARD_END], .kind = "account", .id = in->child.v, .name = name, .about = in->child }));
    return answer(t, "%s", in->next);
}
CLOSURE(lost, struct card_lost, void)

rc child_card_end_action(struct ctx *c, struct reply *r)
{
    struct card_lost in = { PATH_ID(c, "em", person_id), arena_print(c->arena, "/ho-so/%s/the", path_text(c, "em")) };
    try(transact(c->ask, c->key, lost, &in, NULL));
    return see_other_flash(r, in.next, _("Thẻ đã thôi hiệu lực. Thầy cô đã được báo."), NULL);
}
