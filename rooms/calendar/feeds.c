/* iCalendar for programs: a school's open days for everybody, and one person's week by a secret address. */
#include "access/access.h"
#include "base/ids.h"
#include "calendar/inside.h"
#include "generated/calendar_queries.h"
#include "generated/calendar_views.h"
#include "web/door.h"
#include <string.h>

enum { BACK_DAYS = 60, AHEAD_DAYS = 400, ICAL_MOST = 8 << 20, ASKED_MOST = 2000 /* that a question answers */, FEED_MOST = 10000 };
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

/* A year of a calendar is asked for whole; where a question answers no more than that, in halves, so that nothing at its end is left out in silence. */
struct walking { day at, until, since; int32_t days; size_t all; };

static struct walking walk_begin(const struct ctx *c)
{
    day from = { c->today.n - BACK_DAYS };
    return (struct walking){ from, { c->today.n + AHEAD_DAYS }, { from.n - EVENT_DAYS }, BACK_DAYS + AHEAD_DAYS, 0 };
}

static day walk_to(const struct walking *w) { return (day){ w->at.n + w->days < w->until.n ? w->at.n + w->days : w->until.n }; }

/* Are these all of the days that were asked for? Then the walk goes on behind them, to what begins there. */
static bool walk_whole(struct walking *w, size_t n)
{
    if (n == ASKED_MOST && w->days > 1) return w->days /= 2, false;
    w->all += n;
    w->at = w->since = walk_to(w);
    return true;
}

rc open_ical_file(struct ctx *c, struct reply *r)
{
    struct walking w = walk_begin(c);
    struct buf b;
    rc asked = OK;
    buf_init(&b, ICAL_MOST);
    ical_begin(&b, c->school->name);
    while (asked == OK && w.at.n < w.until.n) {
        struct events_open_row *row;
        size_t n;
        asked = events_open(c->ask, c->school->id, w.at, walk_to(&w), w.since, &row, &n);
        if (asked != OK || !walk_whole(&w, n)) continue;
        for (size_t i = 0; i < n; i++)
            ical_put(&b, &(struct ical_event){ uid_of(c, row[i].id.v), row[i].title, row[i].place, off_note(c, row[i].called_off.has, row[i].reason, row[i].note),
                                               { row[i].from_day, row[i].to_day, row[i].from_minute, row[i].to_minute }, row[i].changed_at, row[i].called_off.has });
    }
    r->public_cache = true;
    return asked == OK && w.all <= FEED_MOST ? ical_send(r, &b) : (buf_finish(&b), asked == OK ? LIMIT : asked);
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

/* Of which school, for who is at several: theirs, or their children's. */
static const char *mine_said(struct ctx *c, const struct events_of_mine_row *e, bool many)
{
    const char *of = e->class_name && many ? arena_print(c->arena, "%s, %s", e->class_name, e->school_name) : e->class_name ? e->class_name : many ? e->school_name : NULL;
    return of ? arena_print(c->arena, "%s (%s)", e->title, of) : e->title;
}

static rc mine_put(struct ctx *c, struct walking *w, struct buf *b)
{
    struct events_of_mine_row *row;
    size_t n;
    bool many = false;
    try(events_of_mine(c->ask, w->at, walk_to(w), w->since, c->today, &row, &n));
    if (!walk_whole(w, n)) return OK;
    for (size_t i = 1; i < n; i++) many |= row[i].school_id.v != row[0].school_id.v;
    for (size_t i = 0; i < n; i++)
        ical_put(b, &(struct ical_event){ uid_of(c, row[i].id.v), mine_said(c, &row[i], many), row[i].place, off_note(c, row[i].called_off.has, row[i].reason, row[i].note),
                                          { row[i].from_day, row[i].to_day, row[i].from_minute, row[i].to_minute }, row[i].changed_at, row[i].called_off.has });
    return OK;
}

rc my_ical_file(struct ctx *c, struct reply *r)
{
    struct feed_by_secret_row feed;
    struct own_between_row *own;
    uint8_t hash[DOOR_HASH_SIZE];
    size_t owns;
    bool found;
    struct buf b;
    struct walking w = walk_begin(c), year = w;
    const char *secret = query_text(c, "khoa");
    if (strlen(secret) != DOOR_SECRET_SIZE - 1) return NOT_FOUND;
    door_hash(c->app, secret, hash);
    try(feed_by_secret(c->ask, (struct bytes){ hash, sizeof hash }, &feed, &found));
    if (!found) return NOT_FOUND;
    try(become(c, feed.person_id));
    try(own_between(c->ask, feed.person_id, year.at, year.until, year.since, &own, &owns));
    buf_init(&b, ICAL_MOST);
    ical_begin(&b, "Khuê");
    rc asked = OK;
    while (asked == OK && w.at.n < w.until.n) asked = mine_put(c, &w, &b);
    if (asked != OK || w.all > FEED_MOST) return buf_finish(&b), asked == OK ? LIMIT : asked;
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
