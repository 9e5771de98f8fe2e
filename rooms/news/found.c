/* What of the news can be found: what is for everybody by everybody, the rest inside its school. */
#include "generated/news_queries.h"
#include "news/inside.h"
#include "base/ids.h"

rc news_be_lost(struct tx *t, news_id id)
{
    try(search_drop(t, "news", (school_id){ 0 }, id.v));
    return search_drop(t, "news", t->ask->scope.school, id.v);
}

rc news_be_found(struct tx *t, news_id id, const struct news_text *text)
{
    bool open = text->audience == NEWS_AUDIENCE_EVERYBODY;
    school_id here = t->ask->scope.school, nowhere = { 0 };
    try(search_drop(t, "news", open ? here : nowhere, id.v));
    return search_put(t, &(struct search_doc){ .kind = "news", .school = open ? nowhere : here, .object = id.v, .title = text->title, .text = text->body });
}

static const char *path_of(struct arena *a, const char *code, news_id id)
{
    char text[ID_TEXT_SIZE];
    id_text(id.v, text);
    return arena_print(a, "/t/%s/tin/%s", code, text);
}

static rc read_open(const struct searcher *s, const int64_t *object, size_t n, struct search_hit *hit)
{
    struct news_found_row *row;
    size_t rows;
    try(news_found(s->ask, (const news_id *)object, n, &row, &rows));
    for (size_t i = 0; i < rows; i++) {
        struct search_hit *h = search_hit_of(object, n, hit, row[i].id.v);
        if (h) *h = (struct search_hit){ .title = row[i].title, .sub = row[i].school_name, .path = path_of(s->ask->arena, row[i].school_code, row[i].id) };
    }
    return OK;
}

static rc read_inside(const struct searcher *s, const int64_t *object, size_t n, struct search_hit *hit)
{
    struct news_found_inside_row *row;
    size_t rows;
    try(news_found_inside(s->ask, (const news_id *)object, n, &row, &rows));
    for (size_t i = 0; i < rows; i++) {
        struct search_hit *h = search_hit_of(object, n, hit, row[i].id.v);
        if (h) *h = (struct search_hit){ .title = row[i].title, .sub = s->school->name, .path = path_of(s->ask->arena, s->school->code, row[i].id) };
    }
    return OK;
}

static rc news_read(const struct searcher *s, const int64_t *object, size_t n, struct search_hit *hit)
{
    return s->school ? read_inside(s, object, n, hit) : read_open(s, object, n, hit);
}

static rc docs_make(struct ask *a, size_t n, struct search_doc **doc)
{
    *doc = ARENA_MANY(a->arena, struct search_doc, n);
    return *doc ? OK : LIMIT;
}

static rc news_walk(struct ask *a, int64_t after, int64_t limit, struct search_doc **doc, size_t *n)
{
    struct news_walked_row *open;
    struct news_walked_inside_row *inside;
    if (a->scope.school.v == 0) {
        try(news_walked(a, (news_id){ after }, limit, &open, n));
        try(docs_make(a, *n, doc));
        for (size_t i = 0; i < *n; i++) (*doc)[i] = (struct search_doc){ .kind = "news", .object = open[i].id.v, .title = open[i].title, .text = open[i].body };
        return OK;
    }
    try(news_walked_inside(a, (news_id){ after }, limit, &inside, n));
    try(docs_make(a, *n, doc));
    for (size_t i = 0; i < *n; i++)
        (*doc)[i] = (struct search_doc){ .kind = "news", .school = a->scope.school, .object = inside[i].id.v, .title = inside[i].title, .text = inside[i].body };
    return OK;
}

const struct search_kind news_search[] = {
    { .name = "news", .shelf = 'n', .label = N_("Tin"), .icon = "file-text", .how = N_("Chữ trong tin của các trường."), .open = true, .inside = true, .texts = true,
      .read = news_read, .walk = news_walk },
    { 0 }
};
