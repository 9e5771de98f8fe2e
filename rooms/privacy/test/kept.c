/* The page of what is kept how long: open to everybody, and made of the rows that the jobs read.
** GET /quyen-rieng-tu */
#include "consent/consent.h"
#include "main/commands.h"
#include "test/harness/city.h"
#include "web/job.h"
#include <string.h>

static bool is_kind(const char *name)
{
    for (const struct job_table *t = job_tables; t->room; t++)
        for (const struct job_kind *k = t->kinds; k->name; k++)
            if (str_is(k->name, name)) return true;
    return false;
}

static int rows_of(const char *job)
{
    int n = 0;
    for (const struct keep_table *t = keep_tables; t->room; t++)
        for (const struct keep *k = t->rows; k->what; k++) n += k->job && str_is(k->job, job);
    return n;
}

TEST(every_row_names_a_job_and_every_job_that_forgets_has_a_row)
{
    for (const struct keep_table *t1 = keep_tables; t1->room; t1++)
        for (const struct keep *k = t1->rows; k->what; k++)
            if (!k->by_browser && !is_true(t, k->job && is_kind(k->job))) fail(t, "%s: no job forgets it", k->what);
    for (const struct job_table *t1 = job_tables; t1->room; t1++)
        for (const struct job_kind *k = t1->kinds; k->name; k++)
            if (strstr(k->name, "tidy") && rows_of(k->name) == 0) fail(t, "%s forgets something that no row tells", k->name);
}

TEST(everybody_reads_what_is_kept_how_long_and_what_stays)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/quyen-rieng-tu", &r));
    has_text(t, "400 ngày", r.body);
    has_text(t, "30 phút", r.body);
    has_text(t, "Dấu của một lần bấm nút đã làm xong", r.body);
    has_text(t, "60 ngày", r.body);
    has_text(t, "Học bạ và sổ đăng bộ phải giữ", r.body);
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, "/quyen-du-lieu"), &r));
    has_text(t, "/quyen-rieng-tu", r.body);
    city_close(s);
}
