/* Who has confirmed and who has not, by name: the families of a class, of a group, of all. */
#include "access/permission.h"
#include "announcements/inside.h"

enum { ALL_MOST = 6000 };

/* Names of guardians who have read this edition or one before: the teacher of the class and the office know them. */
static const char *read_by(struct ctx *c, const struct guardians_read_row *row, size_t n, size_t *at, person_id child, int64_t edition)
{
    const char *names = NULL;
    while (*at < n && row[*at].about_id.v < child.v) ++*at;
    for (; *at < n && row[*at].about_id.v == child.v; ++*at)
        if (row[*at].read_edition >= edition) names = names ? arena_print(c->arena, "%s, %s", names, row[*at].name) : row[*at].name;
    return names;
}

/* Readers stand in the order of children's ids; families in Vietnamese order: the place of the first one, by halves. */
static size_t first_about(const struct guardians_read_row *row, size_t n, person_id child)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (row[mid].about_id.v < child.v) low = mid + 1;
        else high = mid;
    }
    return low;
}

/* Who leads a group reads names of pupils and no guardian's by it (docs/decisions/0085, 0126). */
static rc readers_fill(struct ctx *c, const struct announcement_one_row *a, struct whom whom, struct guardians_read_row **reader, size_t *readers)
{
    *reader = NULL, *readers = 0;
    return whom.group.v && !may(c, ANNOUNCE_SCHOOL, NULL, 0) ? OK : guardians_read(c->ask, a->id, whom.class_id, reader, readers);
}

rc family_lines(struct ctx *c, const struct announcement_one_row *a, struct whom whom, struct family_line **line, size_t *n)
{
    class_id class_ = whom.class_id;
    struct families_of_class_row *here;
    struct families_of_all_row *all;
    struct guardians_read_row *reader;
    size_t readers;
    if (class_.v) try(families_of_class(c->ask, a->id, class_, c->today, &here, n));
    else try(families_of_all(c->ask, a->id, whom.group, c->today, ALL_MOST, &all, n));
    try(readers_fill(c, a, whom, &reader, &readers));
    *line = ARENA_MANY(c->arena, struct family_line, *n);
    struct namesake *same = ARENA_MANY(c->arena, struct namesake, *n);
    if (!*line || !same) return LIMIT;
    for (size_t i = 0; i < *n; i++) {
        struct family_line *l = &(*line)[i];
        *l = class_.v ? (struct family_line){ here[i].child_id, here[i].name, here[i].class_name, NULL, here[i].told, here[i].here > 0, here[i].done_edition >= a->edition, here[i].paper, here[i].restricted > 0, here[i].done_at }
                      : (struct family_line){ all[i].child_id, all[i].name, all[i].class_name, NULL, all[i].told, all[i].here > 0, all[i].done_edition >= a->edition, all[i].paper, all[i].restricted > 0, all[i].done_at };
        size_t at = first_about(reader, readers, l->child);
        l->by = read_by(c, reader, readers, &at, l->child, a->edition);
        same[i] = (struct namesake){ &l->name, class_.v ? here[i].born : (opt_day){ 0 } };
    }
    return class_.v ? namesakes_part(c->arena, c->lang, same, *n) : OK;
}
