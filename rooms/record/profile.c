/* Our xAPI profile (JSON-LD, xAPI Profiles 1.0): the verbs, activity types and extensions in which deeds are put into words for other systems. Made from the tables
** of verbs (words.c) and of the rooms' kinds of things, so that it never says less than what is spoken. */
#include "record/profile.h"
#include "base/lang.h"
#include "record/pages.h"

enum { PROFILE_MOST = 256 << 10, NAMES_MOST = 4096 };

struct writing { struct buf *b; struct arena *a; const char *home; bool any; };

static void both_put(struct buf *b, const char *key, const char *vi, const char *en)
{
    buf_print(b, ",\"%s\":{\"vi\":", key), json_put(b, vi);
    buf_text(b, ",\"en\":"), json_put(b, en), buf_char(b, '}');
}

static void said_put(struct buf *b, const char *key, const char *text) { both_put(b, key, text, tr(LANG_EN, text)); }

/* Of the version of the profile that is told here; left open. */
static void concept_begin(struct writing *w, const char *id, const char *type)
{
    if (w->any) buf_text(w->b, ",\n");
    w->any = true;
    buf_text(w->b, "{\"id\":"), json_put(w->b, id);
    buf_print(w->b, ",\"type\":\"%s\",\"inScheme\":", type);
    json_put(w->b, arena_print(w->a, "%s" PROFILE_PATH PROFILE_VERSION, w->home));
}

static void verbs_put(struct writing *w)
{
    for (int v = 1; v <= DEED_VERB_COUNT; v++) {
        concept_begin(w, deed_verb_iri((enum deed_verb)v), "Verb");
        said_put(w->b, "prefLabel", deed_verb_label((enum deed_verb)v));
        said_put(w->b, "definition", _("Một người đã làm việc này trong hay quanh nhà trường; nơi làm việc ấy trong Khuê đã ghi lại."));
        buf_char(w->b, '}');
    }
}

/* Kinds that share a type are named together; *first: is `kind` the first of them? */
static const char *labels_of(struct arena *a, enum lang lang, const struct object_kind *kind, bool *first)
{
    struct buf names;
    buf_init(&names, NAMES_MOST);
    *first = false;
    for (const struct object_table *t = object_tables; t->room; t++)
        for (const struct object_kind *k = t->rows; k->code; k++) {
            if (!str_is(k->type, kind->type)) continue;
            if (!names.n) *first = k == kind;
            else buf_text(&names, "; ");
            buf_text(&names, tr(lang, k->label));
        }
    const char *text = arena_text_n(a, names.p, names.n);
    buf_finish(&names);
    return text;
}

static void types_put(struct writing *w)
{
    bool first;
    for (const struct object_table *t = object_tables; t->room; t++)
        for (const struct object_kind *k = t->rows; k->code; k++) {
            const char *vi = labels_of(w->a, LANG_VI, k, &first), *en = labels_of(w->a, LANG_EN, k, &first);
            if (!first) continue;
            concept_begin(w, k->type, "ActivityType");
            both_put(w->b, "prefLabel", vi, en);
            said_put(w->b, "definition", _("Loại của vật mà việc ấy nói tới."));
            buf_char(w->b, '}');
        }
}

static void extension_put(struct writing *w, const char *tail, const char *type, const char *label, const char *definition, const char *schema)
{
    concept_begin(w, arena_print(w->a, "%s%s", w->home, tail), type);
    said_put(w->b, "prefLabel", label);
    said_put(w->b, "definition", definition);
    buf_text(w->b, ",\"inlineSchema\":"), json_put(w->b, schema), buf_char(w->b, '}');
}

static void extensions_put(struct writing *w)
{
    const char *codes = "";
    for (int i = 1; i <= COMPONENT_COUNT; i++) codes = arena_print(w->a, "%s%s\"%s\"", codes, i > 1 ? "," : "", component_code((enum component)i));
    extension_put(w, EXTENSION_COMPONENT, "ActivityExtension", _("Thành tố"), _("Thành tố của hệ sinh thái mà vật ấy thuộc về."), arena_print(w->a, "{\"enum\":[%s]}", codes));
    extension_put(w, EXTENSION_SUBJECT, "ContextExtension", _("Môn học"), _("Tên môn học mà phát biểu nói tới: gia đình lọc hành trình theo tên này."), "{\"type\":\"string\",\"maxLength\":80}");
}

/* One way for all deeds: who by an account of ours, what by a type, and when. */
static void template_put(struct writing *w)
{
    static const char *const needed[] = { "$.id", "$.actor.account", "$.verb.display", "$.object.definition.type", "$.object.definition.name", "$.timestamp", "$.stored", "$.authority" };
    concept_begin(w, arena_print(w->a, "%s/xapi/mau/viec", w->home), "StatementTemplate");
    said_put(w->b, "prefLabel", _("Một việc của nhà trường"));
    said_put(w->b, "definition", _("Mọi việc mà Khuê kể cho hệ thống khác đều có dạng này."));
    buf_text(w->b, ",\"rules\":[");
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) buf_print(w->b, "%s{\"location\":\"%s\",\"presence\":\"included\"}", i ? "," : "", needed[i]);
    buf_print(w->b, ",{\"location\":\"$.object.definition.extensions['%s%s']\",\"presence\":\"included\"}]}", w->home, EXTENSION_COMPONENT);
}

void profile_put(struct buf *b, struct arena *a, const char *home)
{
    struct writing w = { .b = b, .a = a, .home = home };
    buf_text(b, "{\"@context\":\"https://w3id.org/xapi/profiles/context\",\n\"id\":"), json_put(b, arena_print(a, "%s" PROFILE_PATH, home));
    buf_text(b, ",\"type\":\"Profile\",\"conformsTo\":\"https://w3id.org/xapi/profiles#1.0\"");
    said_put(b, "prefLabel", _("Khuê: việc học, việc làm trong nhà trường"));
    said_put(b, "definition", _("Động từ, loại vật và phần thêm mà Khuê dùng khi kể cho hệ thống khác những việc học, việc làm trong nhà trường."));
    buf_text(b, ",\n\"author\":{\"type\":\"Organization\",\"name\":\"Khuê\",\"url\":"), json_put(b, home);
    buf_text(b, "},\n\"versions\":[{\"id\":"), json_put(b, arena_print(a, "%s" PROFILE_PATH PROFILE_VERSION, home));
    buf_text(b, ",\"generatedAtTime\":\"2026-11-28T00:00:00Z\"}],\n\"concepts\":[\n");
    verbs_put(&w), types_put(&w), extensions_put(&w);
    buf_text(b, "],\n\"templates\":[\n");
    w.any = false;
    template_put(&w);
    buf_text(b, "]}\n");
}

rc profile_file(struct ctx *c, struct reply *r)
{
    struct buf b;
    buf_init(&b, PROFILE_MOST);
    profile_put(&b, c->arena, base_address(c));
    rc sent = b.failed || c->arena->failed ? LIMIT : send_bytes(r, "application/ld+json; charset=utf-8", NULL, b.p, b.n);
    buf_finish(&b);
    r->public_cache = true;
    return sent;
}
