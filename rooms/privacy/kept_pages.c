/* What is kept how long, and why, for everybody: the rows are those that the jobs read (struct keep, web/job.h), the uses of files, and what each room
** says of the parts that stay. */
#include "consent/consent.h"
#include "generated/privacy_views.h"
#include "privacy/pages.h"
#include "privacy/views.h"
#include "web/blob.h"
#include "web/job.h"

enum { LINES_MOST = 80 };

static void line_put(struct kept_view *v, struct kept_line *line, const char *what, const char *why, int64_t days, int64_t minutes)
{
    if (v->n < LINES_MOST) line[v->n++] = (struct kept_line){ what, why, days, minutes };
}

rc kept_page(struct ctx *c, struct reply *r)
{
    struct kept_view v = { 0 };
    struct kept_line *line = ARENA_MANY(c->arena, struct kept_line, LINES_MOST);
    if (!line) return LIMIT;
    for (const struct keep_table *t = keep_tables; t->room; t++)
        for (const struct keep *k = t->rows; k->what; k++) {
            int64_t days = k->days;
            if (k->asked) try(k->asked(c->ask, &days));
            line_put(&v, line, k->what, k->why, days, k->minutes);
        }
    for (size_t i = 0; file_use_at(c->app, i); i++) {
        const struct file_use *use = file_use_at(c->app, i);
        if (use->live_days) line_put(&v, line, use->words, _("Tệp làm ra để lấy một lần, hay để đối chiếu."), use->live_days, 0);
        else line_put(&v, line, use->words, _("Tính từ lúc gỡ: để lấy lại được khi gỡ nhầm."), use->keep_days, 0);
    }
    v.line = line;
    return show(r, view_kept, &v);
}
