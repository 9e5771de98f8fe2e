/* Pages on which news is read. */
#include "access/permission.h"
#include "base/ids.h"
#include "generated/news_queries.h"
#include "generated/news_views.h"
#include "news/inside.h"
#include "news/views.h"
#include "schools/schools.h"
#include <string.h>

enum { PAGE = 20, PARAGRAPHS_MOST = 200 };

/* ?sau=MS-ID: the last line of the page before; else from now on. */
static void page_from(struct ctx *c, instant *before, news_id *before_id, bool *begun)
{
    const char *text = query_text(c, "sau"), *dash = strchr(text, '-');
    int64_t ms, id;
    *before = (instant){ c->now.ms + 1 };
    *before_id = (news_id){ 0 };
    *begun = dash && span_int((struct span){ text, (size_t)(dash - text) }, &ms) && id_read(dash + 1, &id);
    if (*begun) *before = (instant){ ms }, *before_id = (news_id){ id };
}

static const char *page_after(struct ctx *c, instant at, news_id id)
{
    char text[ID_TEXT_SIZE];
    id_text(id.v, text);
    return arena_print(c->arena, "%lld-%s", (long long)at.ms, text);
}

rc news_page(struct ctx *c, struct reply *r)
{
    struct news_list_view v = { .school_code = c->school->code, .school_name = c->school->name, .can_write = may(c, NEWS_WRITE, NULL, 0) };
    struct news_open_row *row;
    instant before;
    news_id before_id;
    page_from(c, &before, &before_id, &v.begun);
    try(news_open(c->ask, c->school->id, before, before_id, PAGE + 1, &row, &v.n));
    struct news_line *line = ARENA_MANY(c->arena, struct news_line, v.n);
    if (!line) return LIMIT;
    if (v.n > PAGE) v.n = PAGE, v.next = page_after(c, row[PAGE - 1].published_at, row[PAGE - 1].id);
    for (size_t i = 0; i < v.n; i++)
        line[i] = (struct news_line){ row[i].id, row[i].title, news_lead(c->arena, row[i].body), c->school->code, c->school->name, row[i].published_at };
    v.line = line;
    r->public_cache = !signed_in(c->who);
    return show(r, view_news_list, &v);
}

rc my_news_page(struct ctx *c, struct reply *r)
{
    struct news_list_view v = { 0 };
    struct news_of_mine_row *row;
    instant before;
    news_id before_id;
    page_from(c, &before, &before_id, &v.begun);
    try(news_of_mine(c->ask, before, before_id, c->today, PAGE + 1, &row, &v.n));
    struct news_line *line = ARENA_MANY(c->arena, struct news_line, v.n);
    if (!line) return LIMIT;
    if (v.n > PAGE) v.n = PAGE, v.next = page_after(c, row[PAGE - 1].published_at, row[PAGE - 1].id);
    for (size_t i = 0; i < v.n; i++)
        line[i] = (struct news_line){ row[i].id, row[i].title, news_lead(c->arena, row[i].body), row[i].school_code, row[i].school_name, row[i].published_at };
    v.line = line;
    return show(r, view_my_news, &v);
}

/* Lines that are not empty, each a paragraph. */
static rc paragraphs_fill(struct arena *a, const char *body, struct news_view *v)
{
    const char **p = ARENA_MANY(a, const char *, PARAGRAPHS_MOST);
    struct span rest = span_of(body), line;
    if (!p) return LIMIT;
    while (rest.n && v->paragraphs < PARAGRAPHS_MOST && span_cut(&rest, '\n', &line)) {
        line = span_trim(line);
        if (line.n) p[v->paragraphs++] = arena_text_n(a, line.p, line.n);
    }
    v->paragraph = p;
    return OK;
}

rc news_one_page(struct ctx *c, struct reply *r)
{
    struct news_view v = { .school_code = c->school->code };
    struct news_open_one_row row;
    struct news_one_row inside;
    bool found;
    news_id id = PATH_ID(c, "tin", news_id);
    try(news_open_one(c->ask, c->school->id, id, &row, &found));
    if (found) {
        v.id = row.id, v.title = row.title, v.at = row.published_at, v.school_name = row.school_name;
        try(paragraphs_fill(c->arena, row.body, &v));
        r->public_cache = !signed_in(c->who);
        return show(r, view_news_one, &v);
    }
    if (!may(c, SCHOOL_INSIDE, NULL, 0)) return NOT_FOUND;               /* staff also read what is for the inside */
    try(news_one(c->ask, id, &inside));
    if (inside.state != NEWS_STATE_PUBLISHED) return NOT_FOUND;
    v.id = inside.id, v.title = inside.title, v.at = inside.published_at.v, v.school_name = c->school->name;
    try(paragraphs_fill(c->arena, inside.body, &v));
    return show(r, view_news_one, &v);
}

static rc mine_find(struct ctx *c, struct news_of_mine_one_row *row)
{
    bool found;
    try(news_of_mine_one(c->ask, PATH_ID(c, "tin", news_id), c->who->person, c->today, row, &found));
    return found ? OK : NOT_FOUND;
}

rc my_news_one_page(struct ctx *c, struct reply *r)
{
    struct news_of_mine_one_row row;
    try(mine_find(c, &row));
    struct news_view v = { .id = row.id, .school_code = row.school_code, .school_name = row.school_name, .title = row.title, .at = row.published_at,
                           .house = true, .was_read = row.was_read > 0 };
    try(paragraphs_fill(c->arena, row.body, &v));
    return show(r, view_my_news_one, &v);
}

static rc read_store(struct tx *t, const struct news_have_read *in, void *out) { return (void)out, news_have_read(t, in); }
CLOSURE(read_store, struct news_have_read, void)

rc news_read_action(struct ctx *c, struct reply *r)
{
    struct news_of_mine_one_row row;
    try(mine_find(c, &row));
    struct news_have_read in = { row.id, row.school_id, row.title, c->who->person };
    try(transact(c->ask, c->key, read_store, &in, NULL));
    return see_other_flash(r, "/tin", _("Đã ghi vào hành trình: bạn đã đọc tin này."), NULL);
}
