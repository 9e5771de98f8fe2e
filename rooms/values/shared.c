/* What a school stands for, for other sites: as data, and as a small page that they may show in a frame. What stays true: (1) both are the
** same for everybody: no session is read (web/route.h, framed), nothing is there that the public page does not show; (2) only what the
** principal published is in them, and the day after a taking-down it is in no copy that asks again (ETag). docs/values-json.md says what
** the fields mean; a field that is there once stays. */
#include "generated/values_queries.h"
#include "generated/values_views.h"
#include "values/goals.h"
#include "values/shared.h"
#include "web/reply.h"

enum { JSON_MOST = 1 << 20 };

/* ---- JSON: texts are UTF-8 already; what could end a string, or a script that somebody puts this into, is written as a number */

static void json_text(struct buf *b, const char *s)
{
    buf_char(b, '"');
    for (; *s; s++) {
        unsigned char ch = (unsigned char)*s;
        if (ch == '"' || ch == '\\') buf_char(b, '\\'), buf_char(b, *s);
        else if (ch < ' ' || ch == '<' || ch == 0x7f) buf_print(b, "\\u%04x", ch);
        else buf_char(b, *s);
    }
    buf_char(b, '"');
}

/* One member, with a comma before it where it is not the first. NULL: null. */
static void json_name(struct buf *b, const char *name)
{
    if (b->n && b->p[b->n - 1] != '{' && b->p[b->n - 1] != '[') buf_char(b, ',');
    json_text(b, name);
    buf_char(b, ':');
}

static void json_member(struct buf *b, const char *name, const char *value)
{
    json_name(b, name);
    if (value) json_text(b, value);
    else buf_text(b, "null");
}

static void json_number(struct buf *b, const char *name, int64_t value)
{
    json_name(b, name);
    buf_int(b, value);
}

static void json_day(struct buf *b, const char *name, day value)
{
    char iso[DAY_TEXT_SIZE];
    json_member(b, name, day_iso(value, iso));
}

static void item_next(struct buf *b)
{
    if (b->n && b->p[b->n - 1] != '[') buf_char(b, ',');
}

static void json_indicator(struct buf *b, const struct goal_shown_indicator *i)
{
    item_next(b);
    buf_char(b, '{');
    json_member(b, "words", i->words);
    json_member(b, "unit", i->unit);
    json_member(b, "source", i->source == INDICATOR_SOURCE_TYPED ? "school" : "data");
    json_number(b, "start", i->begins);
    json_number(b, "aim", i->aim);
    json_name(b, "values");
    buf_char(b, '[');
    for (size_t k = 0; k < i->n; k++) {
        item_next(b);
        buf_char(b, '{');
        json_day(b, "day", i->measure[k].on);
        json_number(b, "value", i->measure[k].value);
        buf_char(b, '}');
    }
    buf_text(b, "]}");
}

static void json_evidence(struct buf *b, const struct goal_shown_evidence *e)
{
    item_next(b);
    buf_char(b, '{');
    json_member(b, "words", e->words);
    json_member(b, "link", e->link);
    json_day(b, "day", e->on);
    buf_char(b, '}');
}

static void json_goal(struct buf *b, const struct goal_shown *g)
{
    item_next(b);
    buf_char(b, '{');
    json_number(b, "number", g->number);
    json_member(b, "words", g->words);
    json_member(b, "serves", g->serves);
    json_member(b, "state", g->state == GOAL_STATE_ENDED ? "ended" : "running");
    json_day(b, "from", g->from);
    json_day(b, "until", g->until);
    if (g->ended.has) json_day(b, "ended", g->ended.v), json_member(b, "endReason", g->end_reason);
    json_name(b, "indicators");
    buf_char(b, '[');
    for (size_t k = 0; k < g->indicators; k++) json_indicator(b, &g->indicator[k]);
    buf_char(b, ']');
    json_name(b, "evidence");
    buf_char(b, '[');
    for (size_t k = 0; k < g->evidences; k++) json_evidence(b, &g->evidence[k]);
    buf_text(b, "]}");
}

static void json_version(struct buf *b, const struct values_shown_row *v)
{
    json_name(b, "version");
    buf_char(b, '{');
    json_number(b, "number", v->number);
    if (v->decided_at.has) json_day(b, "approvedOn", day_of(v->decided_at.v));
    json_member(b, "approvedBy", v->decided_name);
    json_member(b, "culture", v->culture);
    json_member(b, "strategy", v->strategy);
    json_member(b, "motto", v->motto);
    json_member(b, "coreValues", v->core);
    json_member(b, "vision", v->vision);
    json_member(b, "mission", v->mission);
    buf_char(b, '}');
}

static void json_school(struct buf *b, const struct ctx *c, const struct school_face *face)
{
    json_member(b, "@context", "https://schema.org");
    json_member(b, "@type", "School");
    json_member(b, "identifier", face->code);
    json_member(b, "name", face->name);
    json_member(b, "url", own_address(c, ""));
    json_member(b, "address", face->address);
    json_member(b, "telephone", face->phone);
}

const char *own_address(const struct ctx *c, const char *tail)
{
    return arena_print(c->arena, "%s/t/%s%s", base_address(c), c->school->code, tail);
}

rc values_json_file(struct ctx *c, struct reply *r)
{
    struct school_face face;
    struct values_shown_row row;
    const struct goal_shown *goal = NULL;
    size_t goals = 0;
    bool found, open;
    struct buf b;
    try(school_face(c->ask, c->school->id, &face));
    try(values_shown(c->ask, c->school->id, &row, &found));
    try(room_open(c, c->school->id, "goals", &open));
    if (open) try(goals_shown_fill(c, &goal, &goals));
    buf_init(&b, JSON_MOST);
    buf_char(&b, '{');
    json_school(&b, c, &face);
    if (found) json_version(&b, &row);
    json_name(&b, "goals");
    buf_char(&b, '[');
    for (size_t i = 0; i < goals; i++) json_goal(&b, &goal[i]);
    buf_text(&b, "]}");
    rc sent = b.failed ? LIMIT : send_bytes(r, "application/json; charset=utf-8", NULL, b.p, b.n);
    buf_finish(&b);
    r->public_cache = true;
    return sent;
}

rc framed_page(struct ctx *c, struct reply *r)
{
    struct public_view v = { .four.motto.say = "", .address = own_address(c, "") };
    try(public_fill(c, &v));
    r->public_cache = true;
    return show(r, view_framed, &v);
}
