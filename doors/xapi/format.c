/* How statements are given: ids keeps of agents, verbs and activities only what names them; canonical gives each activity as it is known here and each
** text in one language, the first of those that the reader asked for. */
#include "xapi/inside.h"
#include <string.h>
#include <strings.h>

struct giving { struct buf *b; struct ask *a; enum format f; const char *languages; };
typedef void (*put_fn)(struct giving *g, const struct json *j);

static void raw_put(struct giving *g, const struct json *j) { buf_add(g->b, j->raw.p, j->raw.n); }

static void key_put(struct giving *g, const char *key, bool *first)
{
    if (!*first) buf_char(g->b, ',');
    *first = false;
    json_put(g->b, key);
    buf_char(g->b, ':');
}

/* ---- one text of a map of languages */

static const struct json *text_in(const struct json *map, struct span language)
{
    for (const struct json *m = map->first; m; m = m->next)
        if (strlen(m->key) == language.n && strncasecmp(m->key, language.p, language.n) == 0) return m;
    for (const struct json *m = map->first; m; m = m->next)
        if (strncasecmp(m->key, language.p, language.n) == 0 && m->key[language.n] == '-') return m;
    return NULL;
}

static const struct json *text_for(const struct json *map, const char *languages)
{
    struct span rest = span_of(languages), part, name;
    while (rest.n && span_cut(&rest, ',', &part)) {
        span_cut(&part, ';', &name);
        name = span_trim(name);
        const struct json *m = name.n ? text_in(map, name) : NULL;
        if (m) return m;
    }
    return map->first;
}

static void words_put(struct giving *g, const struct json *map)
{
    const struct json *m = map->kind == JSON_OBJECT && map->first ? text_for(map, g->languages) : NULL;
    if (!m) return raw_put(g, map);
    buf_char(g->b, '{');
    json_put(g->b, m->key), buf_char(g->b, ':'), raw_put(g, m);
    buf_char(g->b, '}');
}

/* ---- objects whose members are put by name */

struct rule { const char *key; put_fn put; };            /* put NULL: left out */

static void object_put(struct giving *g, const struct json *j, const struct rule *rule, size_t rules)
{
    bool first = true;
    if (j->kind != JSON_OBJECT) return raw_put(g, j);
    buf_char(g->b, '{');
    for (const struct json *m = j->first; m; m = m->next) {
        put_fn put = raw_put;
        for (size_t i = 0; i < rules; i++)
            if (str_is(rule[i].key, m->key)) put = rule[i].put;
        if (!put) continue;
        key_put(g, m->key, &first);
        put(g, m);
    }
    buf_char(g->b, '}');
}
#define PUT(g, j, rules) object_put((g), (j), (rules), sizeof (rules) / sizeof *(rules))

static void each_put(struct giving *g, const struct json *j, put_fn put)
{
    if (j->kind != JSON_ARRAY) return put(g, j);
    buf_char(g->b, '[');
    for (const struct json *m = j->first; m; m = m->next) {
        if (m != j->first) buf_char(g->b, ',');
        put(g, m);
    }
    buf_char(g->b, ']');
}

/* ---- agents, verbs */

static void agent_put(struct giving *g, const struct json *j);
static void members_put(struct giving *g, const struct json *j) { each_put(g, j, agent_put); }

static void agent_put(struct giving *g, const struct json *j)
{
    static const struct rule named[] = { { "name", NULL }, { "member", NULL } }, nameless[] = { { "name", NULL }, { "member", members_put } };
    bool anonymous = !json_get(j, "mbox") && !json_get(j, "mbox_sha1sum") && !json_get(j, "openid") && !json_get(j, "account");
    if (g->f != FORMAT_IDS) raw_put(g, j);
    else if (anonymous) PUT(g, j, nameless);
    else PUT(g, j, named);
}

static void verb_put(struct giving *g, const struct json *j)
{
    static const struct rule ids[] = { { "display", NULL } }, canonical[] = { { "display", words_put } };
    if (g->f == FORMAT_IDS) PUT(g, j, ids);
    else PUT(g, j, canonical);
}

/* ---- activities */

static void component_put(struct giving *g, const struct json *j)
{
    static const struct rule rules[] = { { "description", words_put } };
    PUT(g, j, rules);
}
static void components_put(struct giving *g, const struct json *j) { each_put(g, j, component_put); }

static void definition_put(struct giving *g, const struct json *j)
{
    static const struct rule rules[] = { { "name", words_put }, { "description", words_put }, { "choices", components_put }, { "scale", components_put },
                                         { "source", components_put }, { "target", components_put }, { "steps", components_put } };
    PUT(g, j, rules);
}

static void one_activity_put(struct giving *g, const struct json *j)
{
    static const struct rule ids[] = { { "definition", NULL }, { "objectType", NULL } };
    const struct json *id = json_get(j, "id"), *known = NULL, *said = json_get(j, "definition");
    const char *text = NULL;
    if (g->f == FORMAT_IDS) return PUT(g, j, ids);
    if (id && id->text && activity_definition(g->a, id->text, &text) == OK && text) known = json_read(g->a->arena, text);
    if (!known) known = said;
    buf_text(g->b, "{\"objectType\":\"Activity\"");
    if (id) buf_text(g->b, ",\"id\":"), raw_put(g, id);
    if (known) buf_text(g->b, ",\"definition\":"), definition_put(g, known);
    buf_char(g->b, '}');
}
static void activities_put(struct giving *g, const struct json *j) { each_put(g, j, one_activity_put); }

/* ---- statements */

static void context_activities_put(struct giving *g, const struct json *j)
{
    static const struct rule rules[] = { { "parent", activities_put }, { "grouping", activities_put }, { "category", activities_put }, { "other", activities_put } };
    PUT(g, j, rules);
}

static void related_put(struct giving *g, const struct json *j)
{
    static const struct rule rules[] = { { "agent", agent_put }, { "group", agent_put } };
    PUT(g, j, rules);
}
static void relateds_put(struct giving *g, const struct json *j) { each_put(g, j, related_put); }

static void context_put(struct giving *g, const struct json *j)
{
    static const struct rule rules[] = { { "instructor", agent_put }, { "team", agent_put }, { "contextActivities", context_activities_put },
                                         { "contextAgents", relateds_put }, { "contextGroups", relateds_put } };
    PUT(g, j, rules);
}

static void whole_put(struct giving *g, const struct json *j);

static void thing_put(struct giving *g, const struct json *j)
{
    const struct json *type = json_get(j, "objectType");
    if (!type || json_is(type, "Activity")) one_activity_put(g, j);
    else if (json_is(type, "Agent") || json_is(type, "Group")) agent_put(g, j);
    else if (json_is(type, "SubStatement")) whole_put(g, j);
    else raw_put(g, j);
}

static void whole_put(struct giving *g, const struct json *j)
{
    static const struct rule rules[] = { { "actor", agent_put }, { "verb", verb_put }, { "object", thing_put }, { "context", context_put }, { "authority", agent_put } };
    PUT(g, j, rules);
}

void format_put(struct buf *b, struct ask *a, const struct json *statement, enum format f, const char *languages)
{
    struct giving g = { b, a, f, languages };
    whole_put(&g, statement);
}

void activity_put(struct buf *b, struct ask *a, const struct json *activity, enum format f, const char *languages)
{
    struct giving g = { b, a, f, languages };
    one_activity_put(&g, activity);
}
