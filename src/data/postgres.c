#include "data/engine.h"

#include <stdio.h>

static rc start(struct db *db, char *why, size_t why_size)
{
    (void)db;
    snprintf(why, why_size, "PostgreSQL is being built");
    return DOWN;
}

const struct engine_ops postgres_ops = { .start = start };
