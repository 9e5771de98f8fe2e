/* The news that everybody may read, as an Atom feed (RFC 4287): the newest twenty, each with its whole text. What is taken back is in no copy that asks again. */
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

static void entry_put(struct buf *b, const struct ctx *c, const char *home, const struct news_open_row *n)
{
    char id[ID_TEXT_SIZE];
    id_text(n->id.v, id);
    const char *page = arena_print(c->arena, "%s/tin/%s", home, id);
    buf_text(b, "<entry>");
    xml_element(b, "id", page);
    xml_element(b, "title", n->title);
    time_put(b, "published", n->published_at);
    time_put(b, "updated", n->published_at);
    link_put(b, "alternate", "text/html", page);
    xml_element(b, "summary", news_lead(c->arena, n->body));
    buf_text(b, "<content type=\"text\">");
    xml_put(b, n->body);
    buf_text(b, "</content></entry>");
}

rc news_feed_file(struct ctx *c, struct reply *r)
{
    struct news_open_row *row;
    struct buf b;
    size_t n;
    const char *home = arena_print(c->arena, "%s/t/%s", base_address(c), c->school->code);
    try(news_open(c->ask, c->school->id, (instant){ c->now.ms + 1 }, (news_id){ 0 }, ENTRIES, &row, &n));
    buf_init(&b, FEED_MOST);
    buf_text(&b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"vi\">");
    xml_element(&b, "id", arena_print(c->arena, "%s/tin.atom", home));
    xml_element(&b, "title", c->school->name);
    time_put(&b, "updated", n ? row[0].published_at : (instant){ 0 });
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
