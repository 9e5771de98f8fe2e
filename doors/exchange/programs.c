/* For a family: which programs read by a key what a child's schools keep, and where they send it on. */
#include "exchange/inside.h"
#include "web/ctx.h"

rc exchange_programs(struct ctx *c, person_id person, struct program_line **rows, size_t *n)
{
    struct targets_of_schools_of_row *row;
    struct program_line *reading;
    size_t keys, targets;
    try(keys_reading(c->ask, person, &reading, &keys));
    try(targets_of_schools_of(c->ask, person, &row, &targets));
    struct program_line *all = ARENA_MANY(c->arena, struct program_line, keys + targets);
    if (!all) return LIMIT;
    *n = 0;
    for (size_t i = 0; i < targets; i++)
        all[(*n)++] = (struct program_line){ .name = row[i].name, .school = row[i].school_name, .sent = true, .over = row[i].state == TARGET_STATE_ENDED, .at = row[i].last_sent_at };
    for (size_t i = 0; i < keys; i++) all[(*n)++] = reading[i];
    *rows = all;
    return OK;
}
