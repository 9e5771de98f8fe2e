/* The page on which the picture of the public page is offered, decided and taken down. What stays true stands in picture.c. */
#include "access/access.h"
#include "generated/values_queries.h"
#include "generated/values_views.h"
#include "values/edit.h"
#include "values/views.h"
#include "web/reply.h"

static const char *page_path(struct ctx *c) { return arena_print(c->arena, "/t/%s/gia-tri/anh", c->school->code); }

/* The picture of the open offer: one that waits, or the published one, for which other words are offered. */
static rc offer_fill(struct ctx *c, struct picture_view *v)
{
    struct picture_open_row open;
    struct file_line *row;
    size_t n;
    try(picture_open(c->ask, &open, &v->offered));
    if (!v->offered) return OK;
    v->offer = open.id, v->offer_rev = open.rev, v->state = open.state, v->reason = open.reason, v->by_name = open.offered_name, v->at = open.offered_at;
    v->words_only = v->there && v->picture.id.v == open.file_id.v;
    if (v->words_only) v->waits = v->picture;
    try(files_of(c->ask, VALUES_PICTURE_WAITS, 0, &row, &n));
    for (size_t i = 0; i < n; i++)
        if (row[i].id.v == open.file_id.v) v->waits = row[i];
    v->waits.alt = open.alt;
    return OK;
}

rc picture_page(struct ctx *c, struct reply *r)
{
    struct picture_view v = { .school_code = c->school->code, .can_decide = may(c, VALUES_APPROVE, NULL, 0) };
    try(picture_shown(c->ask, &v.picture, &v.there));
    try(offer_fill(c, &v));
    return show(r, view_picture, &v);
}

/* ---- forms */
struct picture_in { struct upload file; const char *alt; struct picture_seen seen; };
static const struct field picture_fields[] = {
    FIELD(struct picture_in, file, FIELD_FILE, OPTIONAL, .name = "tep", .label = N_("Ảnh")),
    FIELD(struct picture_in, alt, FIELD_TEXT, REQUIRED, .name = "mo_ta", .max = 200, .label = N_("Trong ảnh có gì")),
    FIELD(struct picture_in, seen.offer, FIELD_ID, OPTIONAL, .name = "de_nghi"),
    FIELD(struct picture_in, seen.shown, FIELD_ID, OPTIONAL, .name = "anh"),
    FIELD(struct picture_in, seen.rev, FIELD_INT, OPTIONAL, .name = "rev"), { 0 } };
const struct form_spec picture_form = { picture_fields };

struct picture_decide_in { const char *act, *reason; struct picture_seen seen; };
static const struct field picture_decide_fields[] = {
    FIELD(struct picture_decide_in, act, FIELD_CHOICE, REQUIRED, .name = "quyet", .choices = "duyet tra_lai"),
    FIELD(struct picture_decide_in, reason, FIELD_LONG, OPTIONAL, .name = "li_do", .max = 1000, .label = N_("Lí do trả lại")),
    FIELD(struct picture_decide_in, seen.offer, FIELD_ID, REQUIRED, .name = "de_nghi"),
    FIELD(struct picture_decide_in, seen.rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec picture_decide_form = { picture_decide_fields };

static const struct field picture_end_fields[] = {
    FIELD(struct picture_seen, offer, FIELD_ID, OPTIONAL, .name = "de_nghi"),
    FIELD(struct picture_seen, shown, FIELD_ID, OPTIONAL, .name = "anh"),
    FIELD(struct picture_seen, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec picture_end_form = { picture_end_fields };

/* ---- closures */
static rc give_store(struct tx *t, const struct picture_offer *in, void *out)
{
    (void)out;
    try(access_recheck(t, in->publish ? VALUES_APPROVE : VALUES_WRITE, NULL, 0));
    return picture_give(t, in);
}
CLOSURE(give_store, struct picture_offer, void)

static rc word_store(struct tx *t, const struct picture_say *in, void *out)
{
    (void)out;
    try(access_recheck(t, VALUES_APPROVE, NULL, 0));
    return picture_word(t, in);
}
CLOSURE(word_store, struct picture_say, void)

static rc back_store(struct tx *t, const struct picture_end *in, void *out)
{
    (void)out;
    try(access_recheck(t, VALUES_WRITE, NULL, 0));
    return picture_take_back(t, in);
}
CLOSURE(back_store, struct picture_end, void)

static rc down_store(struct tx *t, const struct picture_end *in, void *out)
{
    (void)out;
    try(access_recheck(t, VALUES_WRITE, NULL, 0));
    return picture_take_down(t, in);
}
CLOSURE(down_store, struct picture_end, void)

/* ---- acts */
rc picture_action(struct ctx *c, struct reply *r)
{
    struct picture_in in;
    struct blob_taken taken;
    try(form_read(c, c->route->form, &in));
    struct picture_offer offer = { NULL, in.alt, in.seen, c->who->person, quota_of_school(c->app), may(c, VALUES_APPROVE, NULL, 0) };
    if (in.file.n == 0 && in.seen.offer.v == 0 && in.seen.shown.v == 0) return form_wrong(c, "tep", _("Hãy chọn ảnh."));
    if (in.file.n) {
        struct file_given given = { VALUES_PICTURE_WAITS, "tep", in.file };
        try(file_take(c->app, c->ask, &given, &taken));
        offer.taken = &taken;
    }
    try(transact(c->ask, c->key, give_store, &offer, NULL));
    return see_other_flash(r, page_path(c), offer.publish ? _("Đã công bố. Ai cũng xem được ảnh này.") : _("Đã gửi hiệu trưởng duyệt. Trang công khai chưa đổi."), NULL);
}

rc picture_decide_action(struct ctx *c, struct reply *r)
{
    struct picture_decide_in in;
    try(form_read(c, c->route->form, &in));
    struct picture_say say = { in.seen, c->who->person, str_is(in.act, "duyet"), in.reason };
    if (!say.publish && str_empty(in.reason)) return form_wrong(c, "li_do", _("Hãy ghi lí do, để người gửi biết cần sửa gì."));
    try(transact(c->ask, c->key, word_store, &say, NULL));
    return see_other_flash(r, page_path(c), say.publish ? _("Đã công bố. Ai cũng xem được ảnh này.") : _("Đã trả lại kèm lí do."), NULL);
}

rc picture_back_action(struct ctx *c, struct reply *r)
{
    struct picture_end end = { .by = c->who->person };
    try(form_read(c, c->route->form, &end.seen));
    try(transact(c->ask, c->key, back_store, &end, NULL));
    return see_other_flash(r, page_path(c), _("Đã rút ảnh gửi duyệt."), NULL);
}

rc picture_down_action(struct ctx *c, struct reply *r)
{
    struct picture_end end = { .by = c->who->person };
    try(form_read(c, c->route->form, &end.seen));
    try(transact(c->ask, c->key, down_store, &end, NULL));
    return see_other_flash(r, page_path(c), _("Đã gỡ ảnh khỏi trang công khai."), NULL);
}
