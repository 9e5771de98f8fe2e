/* What stands behind two figures of the map that have no list elsewhere: guardians, class by class, and the files that a school keeps, by what they are for. */
#include "access/permission.h"
#include "base/number.h"
#include "generated/map_queries.h"
#include "generated/map_views.h"
#include "map/views.h"
#include "web/blob.h"
#include "web/reply.h"

enum { KB = 1024 };

static const char *number(struct ctx *c, int64_t n) { return number_in(c->arena, c->lang, n); }

rc map_guardians_page(struct ctx *c, struct reply *r)
{
    struct map_class_guardians_row *row;
    struct guardians_view v = { .school = c->school };
    int64_t without = 0;
    try(map_class_guardians(c->ask, c->today, &row, &v.n));
    struct guardians_line *line = ARENA_MANY(c->arena, struct guardians_line, v.n);
    if (!line) return LIMIT;
    for (size_t i = 0; i < v.n; i++) {
        int64_t lack = row[i].pupils - row[i].covered;
        line[i] = (struct guardians_line){ row[i].class_id, row[i].name, number(c, row[i].pupils), number(c, row[i].guardians), number(c, lack), lack > 0 };
        without += lack;
    }
    v.line = line, v.lack = without > 0 ? number(c, without) : NULL;
    return show(r, view_map_guardians, &v);
}

rc map_files_page(struct ctx *c, struct reply *r)
{
    struct map_files_by_use_row *row;
    struct files_view v = { .school = c->school };
    try(map_files_by_use(c->ask, &row, &v.n));
    struct files_line *line = ARENA_MANY(c->arena, struct files_line, v.n);
    if (!line) return LIMIT;
    for (size_t i = 0; i < v.n; i++) {
        const struct file_use *use = file_use_find(c->app, row[i].use);
        line[i] = (struct files_line){ use ? use->words : N_("Tệp khác"), number(c, row[i].n), number(c, (row[i].size + KB - 1) / KB) };
    }
    v.line = line;
    return show(r, view_map_files, &v);
}
