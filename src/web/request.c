#include "web/request.h"
#include "base/percent.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static size_t count_of(struct span s, char ch)
{
    size_t n = 0;

    for (const char *p = s.p, *end = s.p + s.n; p < end && (p = memchr(p, ch, (size_t)(end - p))); p++)
        n++;
    return n;
}

rc urlencoded_read(struct arena *a, struct span s, size_t most, struct typed_list *out)
{
    struct span part, name;

    *out = (struct typed_list){ 0 };
    if (s.n == 0)
        return OK;
    size_t room = count_of(s, '&') + 1;
    if (room > most)
        return INVALID;
    if (!(out->item = ARENA_MANY(a, struct typed, room)))
        return LIMIT;
    while (span_cut(&s, '&', &part)) {
        if (part.n == 0)
            continue;
        struct typed *t = &out->item[out->n];
        span_cut(&part, '=', &name);
        t->name = percent_decode(a, name, true);
        t->value = part.p ? percent_decode(a, part, true) : "";
        if (!t->name || !t->value || strlen(t->name) > FIELD_NAME_MAX)
            return a->failed ? LIMIT : INVALID;
        out->n++;
    }
    return OK;
}

static bool type_is(const char *header, const char *type)
{
    size_t n = strlen(type);

    return header && strncasecmp(header, type, n) == 0 && (header[n] == 0 || header[n] == ';' || header[n] == ' ');
}

static rc body_read(struct request *q, struct arena *a, struct bytes body)
{
    const char *type = q->head->field[HEAD_CONTENT_TYPE];

    if (body.n == 0 && !type)
        return OK;
    if (type_is(type, "application/x-www-form-urlencoded"))
        return urlencoded_read(a, (struct span){ (const char *)body.p, body.n }, BODY_FIELDS, &q->body);
    if (type_is(type, "multipart/form-data"))
        return multipart_read(a, type, body, q);
    return INVALID;
}

rc request_read(struct request *q, struct arena *a, const struct head *head, const struct match *match, struct bytes body)
{
    const char *mark = strchr(head->target, '?');

    *q = (struct request){ .head = head, .method = head_method(head), .match = *match };
    q->target = arena_text(a, head->target);
    q->path = mark ? arena_text_n(a, head->target, (size_t)(mark - head->target)) : q->target;
    if (mark)
        try(urlencoded_read(a, span_of(mark + 1), QUERY_FIELDS, &q->query));
    if (match->route ? match->route->door != NULL : match->door != NULL) {
        q->raw = body;
        return OK;
    }
    return q->method == POST ? body_read(q, a, body) : OK;
}

bool cookie_find(const struct head *head, const char *name, struct span *value)
{
    struct span rest = span_of(head->field[HEAD_COOKIE]), part, key;

    while (rest.n && span_cut(&rest, ';', &part)) {
        part = span_trim(part);
        span_cut(&part, '=', &key);
        if (part.p && span_is(key, name)) {
            *value = part;
            return true;
        }
    }
    return false;
}

const char *typed_find(const struct typed_list *list, const char *name)
{
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->item[i].name, name) == 0)
            return list->item[i].value;
    return NULL;
}

bool accepts(const char *header, const char *token)
{
    struct span rest = span_of(header), part, name;

    while (rest.n && span_cut(&rest, ',', &part)) {
        span_cut(&part, ';', &name);
        name = span_trim(name);
        if (name.n != strlen(token) || strncasecmp(name.p, token, name.n) != 0)
            continue;
        part = span_trim(part);
        bool none = part.n >= 3 && strncasecmp(part.p, "q=0", 3) == 0;
        for (size_t i = 3; none && i < part.n; i++)
            none = part.p[i] == '.' || part.p[i] == '0';
        return !none;
    }
    return false;
}
