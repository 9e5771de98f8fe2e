/* khue search rebuild: makes the index of the search what the tables say, school by school, beside a serving server too. */
#include "main/commands.h"
#include "schools/schools.h"
#include "search/search.h"
#include <inttypes.h>
#include <stdio.h>

static rc begin_at(struct session_of_work *w, const char *code, struct search_walk *walk)
{
    struct school_brief school;
    if (!code) return OK;
    try(school_by_code(&w->ask, code, &school));
    walk->school = school.id;
    return OK;
}

/* One page after the other; where each school begins, so that a run that was broken off can go on from there. */
static rc rebuild(struct session_of_work *w, const char *from, struct search_counts *out)
{
    struct search_walk walk = { 0 };
    school_id told = { 0 };
    try(begin_at(w, from, &walk));
    while (!walk.done && !errand_over(w->errand)) {
        struct school_face face;
        try(search_mend(&w->ask, &walk, out));
        if (walk.school.v != told.v && !walk.done) {
            try(school_face(&w->ask, walk.school, &face));
            fprintf(w->errand->out, "%s\n", face.code);
        }
        told = walk.school;
        piece_over(&w->ask);
    }
    return OK;
}

int search_command(struct errand *e)
{
    struct options o;
    struct session_of_work w;
    struct search_counts c = { 0 };
    if (!options_read(&o, e, "from")) return 2;
    if (o.args != 1 || !str_is(o.arg[0], "rebuild")) return wrong(e, 2, "search rebuild, perhaps --from the code of a school");
    if (!work_begin(&w, e, &o)) return 1;
    rc done = rebuild(&w, option(&o, "from"), &c);
    int status = work_refused(&w, done);
    if (done == OK) fprintf(e->out, "%" PRId64 " things, %" PRId64 " put right, %" PRId64 " taken out\n", c.things, c.wrong, c.stale);
    work_end(&w);
    return status;
}
