/* The news that everybody may read, as an Atom feed (RFC 4287): the newest twenty, each with its whole text. What is taken back is in no copy that asks again.
** An id is made of the ids of school and piece alone: it stays when the house gets another address or https, and no reader shows old news as new.
** `updated` follows each change of what everybody reads; that of the feed never goes back, also when its newest piece is taken back. */
#include "base/hash.h"
#include "base/ids.h"
#include "base/xml.h"
#include "generated/news_queries.h"
#include "news/inside.h"
#include "web/ctx.h"

enum { ENTRIES = 20, FEED_MOST = 4 << 20 };

static void time_put(struct buf *b, const char *name, instant at)
{
    char text[DAY_TEXT_SIZE];
    buf_print(b, "<%s>%s</%s>", name, instant_iso(at, text), name);
}

static void link_put(struct buf *b, const char *rel, const char *type, const char *href)
{
    buf_print(b, "<link rel=\"%s\" type=\"%s\" href=\"", rel, type);
    xml_put(b, href);
    buf_text(b, "\"/>");
}

/* A UUID of version 8 (RFC 9562). */
static void id_put(struct buf *b, school_id school, news_id id)
{
    uint64_t high = hash_int(hash_int(HASH_BEGIN, school.v), id.v), low = hash_int(hash_int(HASH_BEGIN, id.v), school.v);
    buf_print(b, "<id>urn:uuid:%08x-%04x-8%03x-%04x-%012llx</id>", (unsigned)(high >> 32), (unsigned)(high >> 16 & 0xffff), (unsigned)(high & 0xfff), (unsigned)(0x8000 | (low >> 48 & 0x3fff)),
              (unsigned long long)(low & 0xffffffffffff));
}

static instant later_of(instant a, instant b) { return a.ms > b.ms ? a : b; }

static void entry_put(struct buf *b, const struct ctx *c, const char *home, const struct news_open_row *n)
{
    char id[ID_TEXT_SIZE];
    id_text(n->id.v, id);
    const char *page = arena_print(c->arena, "%s/tin/%s", home, id);
    buf_text(b, "<entry>");
    id_put(b, c->school->id, n->id);
    xml_element(b, "title", n->title);
    time_put(b, "published", n->published_at);
    time_put(b, "updated", news_updated(n));
    link_put(b, "alternate", "text/html", page);
    xml_element(b, "summary", news_lead(c->arena, n->body));
    buf_text(b, "<content type=\"text\">");
    xml_put(b, n->body);
    buf_text(b, "</content></entry>");
}

rc news_feed_file(struct ctx *c, struct reply *r)
{
    struct news_open_row *row;
    struct news_changed_last_row last;
    struct buf b;
    size_t n;
    const char *home = arena_print(c->arena, "%s/t/%s", base_address(c), c->school->code);
    try(news_open(c->ask, c->school->id, (instant){ c->now.ms + 1 }, (news_id){ 0 }, ENTRIES, &row, &n));
    try(news_changed_last(c->ask, c->school->id, &last));
    instant updated = later_of((instant){ id_ms(c->school->id.v) }, last.at);
    for (size_t i = 0; i < n; i++) updated = later_of(updated, news_updated(&row[i]));
    buf_init(&b, FEED_MOST);
    buf_text(&b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"vi\">");
    id_put(&b, c->school->id, (news_id){ 0 });
    xml_element(&b, "title", c->school->name);
    time_put(&b, "updated", updated);
    buf_text(&b, "<author>");
    xml_element(&b, "name", c->school->name);
    buf_text(&b, "</author>");
    link_put(&b, "self", "application/atom+xml", arena_print(c->arena, "%s/tin.atom", home));
    link_put(&b, "alternate", "text/html", arena_print(c->arena, "%s/tin", home));
    for (size_t i = 0; i < n; i++) entry_put(&b, c, home, &row[i]);
    buf_text(&b, "</feed>\n");
    rc sent = b.failed ? LIMIT : send_bytes(r, "application/atom+xml; charset=utf-8", NULL, b.p, b.n);
    buf_finish(&b);
    r->public_cache = true;
    return sent;
}
