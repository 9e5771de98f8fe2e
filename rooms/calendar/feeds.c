/* iCalendar for programs: a school's open days for everybody, and one person's week by a secret address. */
#include "access/access.h"
#include "base/ids.h"
#include "calendar/inside.h"
#include "generated/calendar_queries.h"
#include "generated/calendar_views.h"
#include "web/door.h"
#include <string.h>

enum { BACK_DAYS = 60, AHEAD_DAYS = 400, ICAL_MOST = 4 << 20 };
static const char ical_type[] = "text/calendar; charset=utf-8";

static const char *uid_of(struct ctx *c, int64_t id)
{
    char text[ID_TEXT_SIZE];
    id_text(id, text);
    return arena_print(c->arena, "%s@khue", text);
}

static const char *off_note(struct ctx *c, bool off, const char *reason, const char *note)
{
    return off && reason ? say(c->arena, c->lang, _("Đã hủy: {li_do}"), "li_do", reason, NULL) : note;
}

static rc ical_send(struct reply *r, struct buf *b)
{
    ical_end(b);
    rc sent = b->failed ? LIMIT : send_bytes(r, ical_type, NULL, b->p, b->n);
    buf_finish(b);
    return sent;
}

rc open_ical_file(struct ctx *c, struct reply *r)
{
    struct events_open_row *row;
    struct buf b;
    size_t n;
    day from = { c->today.n - BACK_DAYS }, to = { c->today.n + AHEAD_DAYS };
    try(events_open(c->ask, c->school->id, from, to, (day){ from.n - EVENT_DAYS }, &row, &n));
    buf_init(&b, ICAL_MOST);
    ical_begin(&b, c->school->name);
    for (size_t i = 0; i < n; i++)
        ical_put(&b, &(struct ical_event){ uid_of(c, row[i].id.v), row[i].title, row[i].place, off_note(c, row[i].called_off.has, row[i].reason, row[i].note),
                                           { row[i].from_day, row[i].to_day, row[i].from_minute, row[i].to_minute }, row[i].changed_at, row[i].called_off.has });
    r->public_cache = true;
    return ical_send(r, &b);
}

/* What that person's own page would show, by what the person is at this moment. */
static rc become(struct ctx *c, person_id person)
{
    struct who *w = ARENA_NEW(c->arena, struct who);
    person_id *mine;
    if (!w) return LIMIT;
    try(access_who_of(c->ask, person, w));
    mine = ARENA_MANY(c->arena, person_id, w->children + 1);
    if (!mine) return LIMIT;
    mine[0] = person;
    memcpy(mine + 1, w->child, w->children * sizeof *mine);
    c->ask->scope = (struct scope){ .persons = mine, .persons_n = w->children + 1, .barred = w->barred, .barred_n = w->barred_n };
    return OK;
}

rc my_ical_file(struct ctx *c, struct reply *r)
{
    struct feed_by_secret_row feed;
    struct events_of_mine_row *row;
    struct own_between_row *own;
    uint8_t hash[DOOR_HASH_SIZE];
    size_t n, owns;
    bool found;
    struct buf b;
    day from = { c->today.n - BACK_DAYS }, to = { c->today.n + AHEAD_DAYS }, since = { from.n - EVENT_DAYS };
    const char *secret = query_text(c, "khoa");
    if (strlen(secret) != DOOR_SECRET_SIZE - 1) return NOT_FOUND;
    door_hash(c->app, secret, hash);
    try(feed_by_secret(c->ask, (struct bytes){ hash, sizeof hash }, &feed, &found));
    if (!found) return NOT_FOUND;
    try(become(c, feed.person_id));
    try(events_of_mine(c->ask, from, to, since, c->today, &row, &n));
    try(own_between(c->ask, feed.person_id, from, to, since, &own, &owns));
    buf_init(&b, ICAL_MOST);
    ical_begin(&b, "Khuê");
    for (size_t i = 0; i < n; i++)
        ical_put(&b, &(struct ical_event){ uid_of(c, row[i].id.v), row[i].class_name ? arena_print(c->arena, "%s (%s)", row[i].title, row[i].class_name) : row[i].title, row[i].place,
                                           off_note(c, row[i].called_off.has, row[i].reason, row[i].note),
                                           { row[i].from_day, row[i].to_day, row[i].from_minute, row[i].to_minute }, row[i].changed_at, row[i].called_off.has });
    for (size_t i = 0; i < owns; i++)
        ical_put(&b, &(struct ical_event){ uid_of(c, own[i].id.v), own[i].title, own[i].place, own[i].note,
                                           { own[i].from_day, own[i].to_day, own[i].from_minute, own[i].to_minute }, own[i].changed_at, false });
    return ical_send(r, &b);
}

/* ---- the page on which a person makes and ends the address */

static rc feed_fill(struct ctx *c, struct feed_view *v)
{
    struct feed_of_row row;
    bool found;
    try(feed_of(c->ask, c->who->person, &row, &found));
    if (found) v->made_at = (opt_instant){ true, row.made_at };
    return OK;
}

rc feed_page(struct ctx *c, struct reply *r)
{
    struct feed_view v = { 0 };
    try(feed_fill(c, &v));
    return show(r, view_feed, &v);
}

static rc feed_store(struct tx *t, const struct feed_new *in, void *out) { return (void)out, feed_make(t, in); }
CLOSURE(feed_store, struct feed_new, void)

rc feed_new_action(struct ctx *c, struct reply *r)
{
    struct feed_view v = { 0 };
    char secret[DOOR_SECRET_SIZE];
    uint8_t hash[DOOR_HASH_SIZE];
    door_secret(secret);
    door_hash(c->app, secret, hash);
    struct feed_new in = { c->who->person, { hash, sizeof hash } };
    try(transact(c->ask, c->key, feed_store, &in, NULL));
    if (c->key->repeated) return see_other_flash(r, "/lich/dia-chi", _("Địa chỉ đã được tạo và hiện một lần. Nếu chưa kịp chép, tạo địa chỉ mới."), NULL);
    try(feed_fill(c, &v));
    v.address = arena_print(c->arena, "%s/lich.ics?khoa=%s", base_address(c), secret);
    return show(r, view_feed, &v);
}

static rc stop_store(struct tx *t, const person_id *me, void *out) { return (void)out, feed_stop(t, *me); }
CLOSURE(stop_store, person_id, void)

rc feed_end_action(struct ctx *c, struct reply *r)
{
    try(transact(c->ask, c->key, stop_store, &c->who->person, NULL));
    return see_other_flash(r, "/lich/dia-chi", _("Địa chỉ đã ngừng. Không chương trình nào đọc được lịch của bạn nữa."), NULL);
}
