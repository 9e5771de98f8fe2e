/* The Atom feed by the letter of RFC 4287: what it must hold once, and what stays the same. */
#include "news/news.h"
#include "test/harness/city.h"
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <regex.h>
#include <string.h>

#define ATOM "http://www.w3.org/2005/Atom"
#define A_DAY 86400000LL

static bool is_named(const xmlNode *e, const char *name) { return e->type == XML_ELEMENT_NODE && e->ns && strcmp((const char *)e->ns->href, ATOM) == 0 && strcmp((const char *)e->name, name) == 0; }

static const char *text_in(struct test *t, xmlNode *e)
{
    xmlChar *text = e ? xmlNodeGetContent(e) : NULL;
    const char *out = arena_text(t->arena, text ? (const char *)text : "");
    xmlFree(text);
    return out;
}

/* The one element of that name in it: none, or two, is a failure. */
static const char *one(struct test *t, xmlNode *in, const char *name)
{
    xmlNode *found = NULL;
    int n = 0;
    for (xmlNode *e = in->children; e; e = e->next)
        if (is_named(e, name)) found = e, n++;
    if (n != 1) fail(t, "%d elements atom:%s in atom:%s", n, name, (const char *)in->name);
    return text_in(t, found);
}

static const char *link_of(struct test *t, xmlNode *in, const char *rel, const char *type)
{
    const char *href = "";
    int n = 0;
    for (xmlNode *e = in->children; e; e = e->next) {
        if (!is_named(e, "link")) continue;
        xmlChar *r = xmlGetNoNsProp(e, (const xmlChar *)"rel"), *h = xmlGetNoNsProp(e, (const xmlChar *)"href"), *k = xmlGetNoNsProp(e, (const xmlChar *)"type");
        if (r && h && strcmp((const char *)r, rel) == 0) {
            href = arena_text(t->arena, (const char *)h), n++;
            is_text(t, type, k ? (const char *)k : "");
        }
        xmlFree(r), xmlFree(h), xmlFree(k);
    }
    is_int(t, 1, n);
    return href;
}

static bool fits(struct test *t, const char *pattern, const char *text)
{
    regex_t r;
    if (regcomp(&r, pattern, REG_EXTENDED | REG_NOSUB)) return fail(t, "pattern"), false;
    bool yes = regexec(&r, text, 0, NULL, 0) == 0;
    regfree(&r);
    if (!yes) fail(t, "\"%s\" is not %s", text, pattern);
    return yes;
}

/* What every feed and entry must have (4.1.1, 4.1.2), once. */
static void whole(struct test *t, xmlNode *in)
{
    fits(t, "^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", one(t, in, "id"));
    fits(t, "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?Z$", one(t, in, "updated"));
    is_true(t, *one(t, in, "title") != 0);
}

struct feed { const char *id, *updated, *entry_id, *entry_updated, *title; int entries; };

static struct feed feed_read(struct test *t, struct city *s)
{
    struct loop_reply r;
    struct feed f = { .entry_id = "", .entry_updated = "", .title = "" };
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/t/thcs/tin.atom", &r));
    has_text(t, "Content-Type: application/atom+xml; charset=utf-8", r.head);
    xmlDoc *doc = xmlReadMemory(r.body, (int)r.n, "tin.atom", NULL, XML_PARSE_NONET | XML_PARSE_NOERROR);
    xmlNode *feed = doc ? xmlDocGetRootElement(doc) : NULL;
    if (!feed) return fail(t, "no XML"), f;
    is_true(t, is_named(feed, "feed"));
    whole(t, feed);
    f.id = one(t, feed, "id"), f.updated = one(t, feed, "updated");
    is_text(t, arena_print(t->arena, "%s/t/thcs/tin.atom", s->app.config.base_url), link_of(t, feed, "self", "application/atom+xml"));
    is_text(t, arena_print(t->arena, "%s/t/thcs/tin", s->app.config.base_url), link_of(t, feed, "alternate", "text/html"));
    for (xmlNode *e = feed->children; e; e = e->next) {
        if (is_named(e, "author")) is_true(t, *one(t, e, "name") != 0);           /* of the feed, so of each entry (4.2.1) */
        if (!is_named(e, "entry")) continue;
        whole(t, e);
        fits(t, "^[0-9-]+T[0-9:.]+Z$", one(t, e, "published"));
        has_text(t, "/t/thcs/tin/", link_of(t, e, "alternate", "text/html"));
        is_true(t, *one(t, e, "content") != 0);
        is_false(t, strcmp(f.id, one(t, e, "id")) == 0 || strcmp(f.entry_id, one(t, e, "id")) == 0);
        if (f.entries++ == 0) f.entry_id = one(t, e, "id"), f.entry_updated = one(t, e, "updated"), f.title = one(t, e, "title");
        is_true(t, strcmp(f.updated, one(t, e, "updated")) >= 0);
    }
    one(t, feed, "author");
    xmlFreeDoc(doc);
    return f;
}

static const char *published(struct test *t, struct city *s, const char *title)
{
    struct loop_reply r = { .location = "/?" };
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/tin-bai/moi", arena_print(t->arena, "tieu_de=%s&noi_dung=M%%E1%%BB%%9Di+%%3Cc%%E1%%BA%%A3+nh%%C3%%A0%%3E+%%26+b%%E1%%BA%%A1n.&ai_doc=everybody&rev=0", title), &r));
    const char *path = arena_text(t->arena, r.location);
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/dang", path), "rev=1", NULL));
    return path;
}

static void tomorrow(struct city *s) { db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms += A_DAY } }); }

TEST(the_feed_holds_what_the_standard_wants_of_it_also_when_there_is_no_news)
{
    struct city *s = city_open(t);
    struct feed none = feed_read(t, s);
    is_int(t, 0, none.entries);
    is_true(t, none.updated[0] == '2' && none.updated[1] == '0');
    published(t, s, "Mot");
    tomorrow(s);
    published(t, s, "Hai");
    struct feed two = feed_read(t, s);
    is_int(t, 2, two.entries);
    is_text(t, none.id, two.id);
    is_text(t, "Hai", two.title);
    city_close(s);
}

TEST(an_id_stays_when_the_house_gets_another_address_and_when_the_words_change)
{
    struct city *s = city_open(t);
    const char *path = published(t, s, "Mot");
    struct feed before = feed_read(t, s);
    s->app.config.base_url = "https://khue.example";
    tomorrow(s);
    is_int(t, 303, city_post(t, s, s->clerk, path, "tieu_de=Mot+sua&noi_dung=x&ai_doc=everybody&rev=2", NULL));
    struct feed after = feed_read(t, s);
    is_text(t, before.id, after.id);
    is_text(t, before.entry_id, after.entry_id);
    is_text(t, "Mot sua", after.title);
    is_true(t, strcmp(before.entry_updated, after.entry_updated) < 0);        /* a reader sees that it says something else */
    is_true(t, strcmp(before.updated, after.updated) < 0);
    city_close(s);
}

TEST(the_feed_is_newer_after_a_piece_was_taken_back_or_moved_inside)
{
    struct city *s = city_open(t);
    const char *one_ = published(t, s, "Mot"), *two = published(t, s, "Hai");
    struct feed before = feed_read(t, s);
    tomorrow(s);
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/go", two), "rev=2&li_do=nh%E1%BA%A7m", NULL));
    struct feed back = feed_read(t, s);
    is_int(t, 1, back.entries);
    is_true(t, strcmp(before.updated, back.updated) < 0);
    tomorrow(s);
    is_int(t, 303, city_post(t, s, s->clerk, one_, "tieu_de=Mot&noi_dung=x&ai_doc=inside&rev=2", NULL));
    struct feed inside = feed_read(t, s);
    is_int(t, 0, inside.entries);
    is_true(t, strcmp(back.updated, inside.updated) < 0);
    tomorrow(s);
    is_int(t, 303, city_post(t, s, s->clerk, one_, "tieu_de=Mot+hai&noi_dung=x&ai_doc=inside&rev=3", NULL));
    struct feed quiet = feed_read(t, s);
    is_text(t, inside.updated, quiet.updated);                                 /* what happens inside is told to nobody outside */
    city_close(s);
}
